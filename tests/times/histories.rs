//! What dates hang on in texts that tell of what is long gone.

use dateline::model::DateBasis;

use super::{only, read, times};

#[test]
fn a_look_back_does_not_move_the_tale() {
    for aside in [
        "The cost was higher than two years earlier.",
        "The cost was higher than in the previous year.",
        "It had been founded almost two decades earlier.",
    ] {
        let text = format!(
            "The war began in March 1861. In April 1862 the army took the city. In 1863 the fleet sank. In May 1864 the king \
             fled. In June 1865 the army crossed the river. {aside} In August it was beaten."
        );
        let found = times("2009-12-19", &text);
        assert_eq!(
            found.last().map(String::as_str),
            Some("August=1865-08"),
            "{found:?}"
        );
    }
    // In the news, the year before last year is told from last year.
    let found = times(
        "1998-09-07",
        "Income dropped to $300 million last year, down from $450 million the year before.",
    );
    assert_eq!(found, ["last year=1997", "the year before=1996"]);
}

#[test]
fn days_that_follow_are_a_length() {
    for (text, words, value) in [
        (
            "In the following days the army fled.",
            "the following days",
            "PXD",
        ),
        (
            "It lost the city in the ensuing months.",
            "the ensuing months",
            "PXM",
        ),
        (
            "Little changed in the intervening years.",
            "the intervening years",
            "PXY",
        ),
    ] {
        let time = only(Some("2009-12-19"), text);
        assert_eq!(time.span.of(text), words);
        assert_eq!(time.value, value);
    }
}

#[test]
fn since_when_something_holds_does_not_move_the_news() {
    let found = times(
        "2016-12-16",
        "Leaders agreed on Thursday to send more aid to the region, where thousands have been killed since April 2014. The \
         day before, the Senate passed a bill.",
    );
    assert_eq!(
        found,
        [
            "Thursday=2016-12-15",
            "April 2014=2014-04",
            "The day before=2016-12-14"
        ]
    );
}

#[test]
fn days_after_a_day_of_an_unknown_year_stay_open() {
    let text = "The protests began in December 2018. The army took over on April 11. Three days later the union suspended \
                the country.";
    let found = read(None, text).times;
    let values: Vec<&str> = found.iter().map(|time| time.value.as_str()).collect();
    assert_eq!(values[..2], ["2018-12", "XXXX-04-11"]);
    assert_eq!(found[2].earliest, None, "{:?}", found[2]);
}

#[test]
fn what_has_happened_since_does_not_bear_the_date_before() {
    let text = "Norway and Denmark agreed last month to open the border, but Oslo has since accused Copenhagen of delay.";
    let events = read(Some("2024-05-15"), text).events;
    let accuses = events.iter().find(|event| event.kind.code() == "ACCUSE");
    let when = &accuses.unwrap().when;
    assert!(
        when.latest
            .is_none_or(|day| day.to_string() == "2024-05-15"),
        "{when:?}"
    );
    assert!(
        events
            .iter()
            .any(|event| event.when.value.as_deref() == Some("2024-04"))
    );
}

#[test]
fn a_report_that_opens_with_the_news_may_recall_much() {
    let past = "Denmark attacked Norway in May 1991. Finland attacked Norway in June 1992. Iceland attacked Norway in July \
                1993. Norway attacked Finland in May 1994.";
    let basis = |text: &str| {
        let events = read(Some("2019-07-25"), text).events;
        let urged = events
            .into_iter()
            .find(|event| event.kind.code() == "REQUEST");
        urged.unwrap().when.basis
    };
    let news = "Norway attacked Denmark on Thursday. Sweden urged Norway to stop.";
    assert_eq!(basis(&format!("{news} {past}")), DateBasis::Published);
    assert_eq!(
        basis(&format!("{past} Sweden urged Norway to stop.")),
        DateBasis::None
    );
}
