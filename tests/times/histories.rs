//! What dates hang on in texts that tell of what is long gone.

use super::{only, times};

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
