//! Years and their parts: seasons, quarters, halves, decades, centuries, and which bare numbers are years.

use super::atoms::Kind;
use super::dates::CUES;
use super::grammar::{Grammar, Read};
use super::meaning::{Core, Length, Meaning, Partial};
use super::numbers::short_year;
use crate::calendar::Unit;
use crate::language::Tag;

impl Grammar<'_> {
    /// "the summer of 2023", "summer 2023", "the spring".
    pub(super) fn season(&self, at: usize) -> Read {
        let start = self.skip(at, &["the"]);
        let season = self.senses(start).season?;
        let named = start > 0
            && start == at
            && self.capital(start)
            && self.capital(start - 1)
            && self.atom(start - 1)?.kind == Kind::Word
            && !CUES.contains(&self.before(start));
        let verb = matches!(
            self.atom(start)?.tag,
            Some(Tag::Vb | Tag::Vbd | Tag::Vbp | Tag::Vbz | Tag::Vbn)
        );
        let of = self.skip(start + 1, &["of", ",", "in"]);
        if let Some((year, end)) = self.year(of).filter(|_| !self.is(start + 1, ",")) {
            return Some((Meaning::new(Core::Unit(Unit::Season(year, season))), end));
        }
        if named || verb {
            return None;
        }
        let mut meaning = Meaning::new(Core::Partial(Partial::Season(season)));
        if self.is(start + 1, "of")
            && let Some((year, end)) = self
                .stepped(start + 2)
                .filter(|(m, _)| matches!(m.core, Core::Step(Length::Year, ..)))
        {
            meaning.of = Some(Box::new(year));
            return Some((meaning, end));
        }
        let doubtful = self.any(start, &["fall", "spring"]);
        let cue = CUES.contains(&self.before(at)) || self.any(at.wrapping_sub(1), &["and", "the"]);
        let of_thing = self.is(start + 1, "of") && !self.is(start + 2, "that");
        (!of_thing
            && (!doubtful
                || (cue && !self.is(start, "fall"))
                || (start > at && cue && self.is(start, "fall"))))
        .then_some((meaning, start + 1))
    }

    /// "the third quarter of 2023", "third-quarter", "Q3 2023", "2023 Q3", "the first half of 2023".
    pub(super) fn quarter(&self, at: usize) -> Read {
        let the = self.skip(at, &["the", "its", "their", "his", "her"]);
        let year_first = self.year(the).filter(|(_, next)| *next > the);
        let start = match year_first {
            Some((_, next)) => self.skip_dash(next),
            None => self.skip(the, &["fiscal"]),
        };
        let start = if start > the && year_first.is_none() {
            self.skip_dash(start)
        } else {
            start
        };
        let (partial, next) = self
            .quarter_name(start)
            .filter(|_| the == at || self.senses(start).ordinal.is_some())?;
        let whole = |year: i16| match partial {
            Partial::Quarter(quarter) => Unit::Quarter(year, quarter),
            Partial::Half(half) => Unit::Half(year, half),
            _ => Unit::Year(year),
        };
        if let Some((year, _)) = year_first {
            return Some((Meaning::new(Core::Unit(whole(year))), next));
        }
        let of = self.skip(self.skip(next, &["of", ",", "in"]), &["fiscal"]);
        if let Some((year, end)) = self.year(of) {
            return Some((Meaning::new(Core::Unit(whole(year))), end));
        }
        let mut meaning = Meaning::new(Core::Partial(partial));
        if let Some((year, end)) = self
            .stepped(self.skip(next, &["of"]))
            .or_else(|| self.bare(self.skip(next, &["of"])))
            .filter(|(m, _)| {
                matches!(
                    m.core,
                    Core::Step(Length::Year, ..) | Core::Bare(Length::Year)
                )
            })
        {
            meaning.of = Some(Box::new(year));
            return Some((meaning, end));
        }
        Some((meaning, next))
    }

    /// "third quarter", "Q3", "first half", "H1".
    pub(super) fn quarter_name(&self, at: usize) -> Option<(Partial, usize)> {
        let letter = self.lower(at);
        if (letter == "q" || letter == "h") && self.adjacent(at + 1) {
            let number = self.digits(at + 1).filter(|n| (1..=4).contains(n))?;
            let number = i8::try_from(number).ok()?;
            return match letter {
                "q" => Some((Partial::Quarter(number), at + 2)),
                _ if number < 3 => Some((Partial::Half(number), at + 2)),
                _ => None,
            };
        }
        let (number, next) = self.ordinal(at)?;
        let next = self.skip_dash(next);
        let next = self.skip(next, &["fiscal"]);
        if self.is(next, "quarter") && (1..=4).contains(&number) {
            return Some((Partial::Quarter(number), next + 1));
        }
        let year_follows = self.is(next + 1, "of")
            && (self.year(next + 2).is_some()
                || self.stepped(next + 2).is_some()
                || self.bare(next + 2).is_some());
        (self.is(next, "half") && (1..=2).contains(&number) && year_follows)
            .then_some((Partial::Half(number), next + 1))
    }

    /// "the 1990s", "the nineties", "'80s", "the 20th century".
    pub(super) fn period_of_years(&self, at: usize) -> Read {
        let start = self.skip(at, &["the"]);
        let unit = |unit| Meaning::new(Core::Unit(unit));
        if let Some((number, next)) = self.ordinal(start) {
            let next = self.skip_dash(next);
            if self.is(next, "century") && number <= 30 {
                let old = self.any(next + 1, &["bc", "bce"]);
                let number = i16::from(number);
                let century = if old { -number } else { number - 1 };
                return Some((unit(Unit::Century(century)), next + 1 + usize::from(old)));
            }
            return None;
        }
        if let Some(decade) = self
            .senses(start)
            .decade
            .filter(|_| start > at || CUES.contains(&self.before(at)))
        {
            return Some((unit(Unit::Decade((1900 + decade) / 10)), start + 1));
        }
        let digits = start + usize::from(["'", "’", "‘", "`"].contains(&self.lower(start)));
        // "a man in his 30s"
        if ["his", "her", "their", "my", "our", "your"].contains(&self.before(at)) {
            return None;
        }
        let number = self.digits(digits)?;
        let mut next = digits + 1;
        if self.any(next, &["'", "’"]) && self.is(next + 1, "s") {
            next += 1;
        }
        if !self.is(next, "s") {
            return None;
        }
        let year = match self.lower(digits).len() {
            4 | 3 if number % 10 == 0 => number,
            2 if number % 10 == 0 && number >= 10 => i32::from(short_year(number)?),
            _ => return None,
        };
        if ["bc", "bce"].contains(&self.lower(next + 1)) {
            return Some((
                unit(Unit::decade_of(i16::try_from(1 - year).ok()?)),
                next + 2,
            ));
        }
        Some((unit(Unit::Decade(i16::try_from(year / 10).ok()?)), next + 1))
    }

    /// "1998", "fiscal 1989", "the year two thousand", "AD 410".
    pub(super) fn bare_year(&self, at: usize) -> Read {
        let the = self.skip(at, &["the"]);
        let mut start = self.skip(the, &["year", "years", "fiscal", "calendar"]);
        start = self.skip(start, &["year"]);
        if start > the {
            start = self.skip(start, &["of"]);
        }
        if start == the && the > at {
            // "the 1960 election" keeps its article to itself.
            return None;
        }
        let labelled = start > at;
        // "FY2019", "cy18"
        if self.any(start, &["fy", "cy"])
            && self.adjacent(start + 1)
            && let Some(number) = self.digits(start + 1)
        {
            let year = match self.lower(start + 1).len() {
                2 => short_year(number)?,
                4 => i16::try_from(number).ok()?,
                _ => return None,
            };
            return Some((Meaning::new(Core::Unit(Unit::Year(year))), start + 2));
        }
        if self.any(start, &["ad", "a"])
            && self.capital(start)
            && let Some(number) = self.digits(start + 1).filter(|n| (1..2150).contains(n))
            && self.is(start, "ad")
        {
            return Some((
                Meaning::new(Core::Unit(Unit::Year(i16::try_from(number).ok()?))),
                start + 2,
            ));
        }
        if let Some(found) = self.year_of_range(start) {
            return Some(found);
        }
        let (year, next) = self.year(start)?;
        let sure =
            labelled || year <= 0 || self.digits(start).is_none() || self.is_year(start, year);
        sure.then(|| (Meaning::new(Core::Unit(Unit::Year(year))), next))
    }

    /// The first of "499-493 BC", the second of "1861–63".
    pub(super) fn year_of_range(&self, at: usize) -> Read {
        let number = self.digits(at)?;
        let joint = |at: usize| self.any(at, &["-", "–", "—", "to", "and", "/"]);
        if joint(at + 1)
            && let Some((year @ ..=0, _)) = self
                .year(at + 2)
                .filter(|_| self.lower(at).len() <= 4 && self.stands_alone(at, at + 1))
        {
            let first = 1 - i16::try_from(number).ok()?;
            return (first <= year).then(|| (Meaning::new(Core::Unit(Unit::Year(first))), at + 1));
        }
        if at >= 2
            && self.any(at - 1, &["-", "–", "/"])
            && self.adjacent(at)
            && self.lower(at).len() == 2
            && self.stands_alone(at, at + 1)
            && let Some((first, end)) = self.year(at - 2)
            && end == at - 1
            && self.is_year(at - 2, first)
        {
            let second = first / 100 * 100 + i16::try_from(number).ok()?;
            return (second > first && !self.dash(at + 1))
                .then(|| (Meaning::new(Core::Unit(Unit::Year(second))), at + 1));
        }
        None
    }

    /// Whether a bare number of four digits is a year.
    pub(super) fn is_year(&self, at: usize, year: i16) -> bool {
        let before = self.before(at);
        let tag_after = self.atom(at + 1).and_then(|atom| atom.tag);
        let in_range = |at: usize, joint: usize, other: usize| {
            let _ = at;
            self.any(joint, &["-", "–", "—", "to", "/"])
                && self.lower(other).len() == 4
                && self
                    .digits(other)
                    .is_some_and(|n| (1000..2150).contains(&n))
        };
        let ranged = in_range(at, at + 1, at + 2) || (at >= 2 && in_range(at, at - 1, at - 2));
        if at > 0
            && self.dash(at - 1)
            && self.adjacent(at)
            && !ranged
            && !self.any(at.wrapping_sub(2), &["mid", "post", "pre", "early", "late"])
        {
            return false;
        }
        let counts = tag_after == Some(Tag::Nns)
            && self
                .atom(at + 1)
                .is_some_and(|a| !a.capital && a.kind == Kind::Word)
            && !self.any(
                at + 1,
                &[
                    "elections",
                    "talks",
                    "protests",
                    "attacks",
                    "bombings",
                    "riots",
                ],
            );
        let cue = CUES.contains(&before)
            || [
                "(", "=", "and", "or", "the", "'s", "s", "until", "since", ",", "but",
            ]
            .contains(&before)
            || ranged;
        if counts && (year % 50 == 0 || !["in", "since", "of", "during"].contains(&before)) {
            return false;
        }
        if (1900..2030).contains(&year) {
            return ![
                "no", "nos", "number", "flight", "model", "page", "route", "highway", "at",
            ]
            .contains(&before);
        }
        let strong = [
            "in", "since", "by", "until", "till", "during", "early", "late", "mid", "of", "from",
            "(", "after", "before",
        ]
        .contains(&before)
            || ranged;
        (cue && strong && !counts)
            || (at == 0 || self.atom(at - 1).is_some_and(|a| a.kind == Kind::Break))
                && self.any(at + 1, &[":", ""])
    }
}
