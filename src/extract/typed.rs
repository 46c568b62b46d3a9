//! A date that a user types: the words of the time grammar, alone or two of them with ".." between.

use super::{Context, Reader, times};
use crate::calendar::{Day, format_range};
use crate::model::{
    Article, ArticleId, DateBasis, Origin, Precision, Published, Span, TimeExpression, When,
};

/// Longest date that is read, in bytes.
const MOST_BYTES: usize = 200;

impl Reader {
    /// What the words mean in an article of this date; none unless all of them are one date: "17 Aug 2023",
    /// "July 2023", "2023-07-01..2023-08-18", and "last month" where the article has a date.
    pub fn typed_date(&self, words: &str, published: Option<Day>) -> Option<When> {
        let words = words.trim();
        if words.len() > MOST_BYTES {
            return None;
        }
        let why =
            |from: Day, to: Day| format!("set by you: ‘{words}’ → {}", format_range(from, to));
        let Some((first, last)) = words.split_once("..") else {
            let time = self.whole(words, published)?;
            let (earliest, latest) = (time.earliest?, time.latest?);
            return Some(When {
                value: Some(time.value).filter(|value| !value.is_empty()),
                earliest: Some(earliest),
                latest: Some(latest),
                precision: time.precision,
                basis: DateBasis::User,
                span: None,
                why: why(earliest, latest),
            });
        };
        let earliest = self.whole(first, published)?.earliest?;
        let latest = self.whole(last, published)?.latest?;
        (earliest <= latest).then(|| When {
            value: None,
            earliest: Some(earliest),
            latest: Some(latest),
            precision: Precision::Span,
            basis: DateBasis::User,
            span: None,
            why: why(earliest, latest),
        })
    }

    /// The expression that all the words make.
    fn whole(&self, words: &str, published: Option<Day>) -> Option<TimeExpression> {
        let article = Article {
            id: ArticleId(String::new()),
            origin: Origin::Pasted,
            title: None,
            source: None,
            url: None,
            published: published.map_or(Published::UNKNOWN, Published::given),
            text: words.trim().to_owned(),
            furniture: Vec::new(),
        };
        let text = article.text.as_str();
        let tokens = self.engine.tokenize(text, &article.blocks());
        let doc = self.engine.analyze(tokens, text, &[]);
        let context = Context {
            article: &article,
            text,
            doc: &doc,
            world: &self.world,
            published,
        };
        let all = Span::new(0, text.len());
        let mut found = times::find(&self.times, &context).into_iter();
        found.find(|time| time.span == all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_the_words_must_be_a_date() {
        let reader = Reader::load().unwrap();
        let published = Day::new(2023, 8, 18).ok();
        let days = |words: &str| {
            let when = reader.typed_date(words, published)?;
            assert_eq!(when.basis, DateBasis::User);
            assert!(when.why.starts_with("set by you: "));
            Some(format!("{}..{}", when.earliest?, when.latest?))
        };
        for (words, expected) in [
            ("17 Aug 2023", "2023-08-17..2023-08-17"),
            (" July 2023 ", "2023-07-01..2023-07-31"),
            ("2019", "2019-01-01..2019-12-31"),
            ("2023-07-01..2023-08-18", "2023-07-01..2023-08-18"),
            ("May 2023..June 2023", "2023-05-01..2023-06-30"),
            ("last month", "2023-07-01..2023-07-31"),
        ] {
            assert_eq!(days(words).as_deref(), Some(expected), "{words}");
        }
        for words in [
            "",
            "..",
            "soon after the war",
            "July 2023 or so",
            "2024..2023",
            "2023-02-30",
        ] {
            assert_eq!(days(words), None, "{words}");
        }
    }
}
