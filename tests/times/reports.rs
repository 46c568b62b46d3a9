//! Business reports and which words belong to an expression.

use super::{only, read, times};

#[test]
fn a_report_compares_its_quarter_with_that_of_other_years() {
    let text = "Acme said net income rose in the third quarter. Profit was $3 million in the year-earlier period. \
                It expects a charge in the fourth quarter. In the latest quarter, sales rose from a year ago. \
                Sales in the 1988 quarter were lower, as in the corresponding period last year.";
    let found = times("1989-10-30", text);
    assert_eq!(
        found,
        [
            "the third quarter=1989-Q3",
            "the year-earlier period=1988-Q3",
            "the fourth quarter=1989-Q4",
            "the latest quarter=1989-Q3",
            "a year ago=1988-Q3",
            "the 1988 quarter=1988-Q3",
            "the corresponding period last year=1988-Q3",
        ]
    );
}

#[test]
fn the_figures_of_several_months_are_compared_with_those_of_a_year() {
    let text = "Acme earned $3 million in the third quarter, up from $2 million a year earlier. \
                For the nine months, it earned $9 million, up from $8 million a year earlier.";
    let found = times("1989-10-30", text);
    assert_eq!(
        found,
        [
            "the third quarter=1989-Q3",
            "a year earlier=1988-Q3",
            "the nine months=P9M",
            "a year earlier=1988",
        ]
    );
}

#[test]
fn an_article_that_belongs_to_a_noun_is_left_to_it() {
    for (text, words) in [
        ("The army broke the 14-day truce.", "14-day"),
        (
            "Acme blamed its third-quarter loss on the weather.",
            "third-quarter",
        ),
        ("Acme had a year-earlier loss.", "year-earlier"),
        ("They stayed for only five hours.", "five hours"),
        (
            "The minister arrived around 7:15 p.m. and left.",
            "around 7:15 p.m.",
        ),
        ("The sale will end around Nov. 1 in Paris.", "around Nov. 1"),
        (
            "It may take the next two years or so to finish.",
            "the next two years or so",
        ),
        (
            "Acme said that last week a customer complained.",
            "last week",
        ),
        ("Earlier Friday, lawyers filed a petition.", "Friday"),
    ] {
        let time = only(Some("1989-10-30"), text);
        assert_eq!(time.span.of(text), words, "{text}");
    }
}

#[test]
fn what_had_been_arranged_and_what_still_holds() {
    for (published, text, value) in [
        // What had been set before is past.
        (
            "2023-05-12",
            "The talks had been scheduled for Thursday.",
            "2023-05-11",
        ),
        (
            "2023-05-12",
            "Until Thursday, the police had not called him a suspect.",
            "2023-05-11",
        ),
        // What somebody has been given until then is still to come.
        (
            "2023-05-15",
            "The court has given them until Tuesday to leave.",
            "2023-05-16",
        ),
        (
            "2023-10-30",
            "The firm has a plan to repay the loan by February.",
            "2024-02",
        ),
        (
            "2023-10-30",
            "Mr. Smith was named chairman, effective Feb. 1.",
            "2024-02-01",
        ),
        // A weekday that was yesterday is not called the last one.
        ("2023-05-11", "The envoys met last Wednesday.", "2023-05-03"),
        ("2023-05-11", "The envoys met last Tuesday.", "2023-05-09"),
        (
            "2023-05-11",
            "The envoys met this past Wednesday.",
            "2023-05-10",
        ),
    ] {
        let time = only(Some(published), text);
        assert_eq!(time.value, value, "{text}");
    }
    let text = "After a revision Friday to December's figures, the economy has grown.";
    let found = read(Some("1998-02-06"), text).times;
    assert_eq!(found[0].value, "1998-02-06", "{found:?}");
}

#[test]
fn a_fortnight_is_two_weeks_from_the_day() {
    for (words, days) in [
        ("in the next fortnight", "16–29 May 2024"),
        ("over the past fortnight", "1–14 May 2024"),
        ("in the next two weeks", "16–29 May 2024"),
    ] {
        let time = only(Some("2024-05-15"), &format!("The ministers meet {words}."));
        assert_eq!(
            (super::days(&time).as_str(), time.value.as_str()),
            (days, "P2W"),
            "{words}"
        );
    }
}

#[test]
fn what_was_done_in_a_month_was_done_in_the_last_one() {
    for (text, value) in [
        ("The army attacked the town in January.", "2023-01"),
        (
            "The minister, who visited Oslo in January, left.",
            "2023-01",
        ),
        ("Norway announced a summit in January.", "2024-01"),
        (
            "Norway invited the ministers to Oslo in January.",
            "2024-01",
        ),
        ("The army attacked the town in November.", "2023-11"),
        ("Norway will attack in January.", "2024-01"),
    ] {
        let time = only(Some("2023-12-11"), text);
        assert_eq!(time.value, value, "{text}");
    }
}

#[test]
fn the_year_of_a_treaty_does_not_date_what_is_done_under_it() {
    let when = |text: &str| {
        let mut events = read(Some("2023-12-11"), text).events;
        assert_eq!(events.len(), 1, "{text}");
        events.remove(0).when.value
    };
    assert_eq!(when("Norway criticised Sweden under a 1951 treaty."), None);
    let killed = "Norway bombed Sweden in the 1994 war.";
    assert_eq!(when(killed).as_deref(), Some("1994"));
}
