//! Numbers, ordinals and years, in digits and in words.

use super::atoms::Kind;
use super::grammar::Grammar;
use super::meaning::Count;

/// Words after a number that make it a quantity and no day or year.
const QUANTITIES: [&str; 12] = [
    "million", "billion", "trillion", "thousand", "hundred", "percent", "per", "%", "points",
    "cents", "dollars", "pct",
];

impl Grammar<'_> {
    /// Digits as a number, if there are not too many.
    pub(super) fn digits(&self, at: usize) -> Option<i32> {
        let atom = self.atom(at)?;
        (atom.kind == Kind::Digits && atom.lower.len() <= 8).then(|| atom.lower.parse().ok())?
    }

    /// True if the number at `at` is not cut out of a longer one: "1,643", "$12", "3.5", "5%".
    pub(super) fn stands_alone(&self, at: usize, next: usize) -> bool {
        let glued = |mark: usize, digits: usize| {
            [",", ".", "/", ":"].contains(&self.lower(mark))
                && self.adjacent(mark)
                && self.digits(digits).is_some()
        };
        let before = at
            .checked_sub(2)
            .is_some_and(|number| glued(at - 1, number) && self.adjacent(at));
        let after = glued(next, next + 1) && self.adjacent(next + 1);
        let currency = at > 0 && ["$", "£", "€", "#", "№"].contains(&self.lower(at - 1));
        !before && !after && !currency && !QUANTITIES.contains(&self.lower(next))
    }

    /// A cardinal number, "a", "several", "2 1/2".
    pub(super) fn cardinal(&self, at: usize) -> Option<(Count, usize)> {
        if self.digits(at).is_some() {
            return self.cardinal_in_digits(at);
        }
        if self.is(at, "a") || self.is(at, "an") {
            return match self.lower(at + 1) {
                "few" => Some((Count::Vague, at + 2)),
                "couple" => Some((Count::Exact(2), at + 2 + usize::from(self.is(at + 2, "of")))),
                "dozen" | "hundred" | "thousand" => self
                    .number_in_words(at + 1)
                    .map(|(n, next)| (Count::Exact(n), next)),
                _ => Some((Count::Exact(1), at + 1)),
            };
        }
        if self.is(at, "couple") {
            return Some((Count::Exact(2), at + 1 + usize::from(self.is(at + 1, "of"))));
        }
        if self.senses(at).vague {
            return Some((Count::Vague, at + 1));
        }
        let (number, next) = self.number_in_words(at)?;
        if self.is(next, "and") && self.is(next + 1, "a") && self.is(next + 2, "half") {
            return Some((Count::Half(number), next + 3));
        }
        Some((Count::Exact(number), next))
    }

    fn cardinal_in_digits(&self, at: usize) -> Option<(Count, usize)> {
        let mut number = self.digits(at)?;
        let mut next = at + 1;
        while self.is(next, ",")
            && self.adjacent(next)
            && self.adjacent(next + 1)
            && self
                .atom(next + 1)
                .is_some_and(|a| a.kind == Kind::Digits && a.lower.len() == 3)
        {
            number = number
                .checked_mul(1000)?
                .checked_add(self.digits(next + 1)?)?;
            next += 2;
        }
        if self.is(next, ".")
            && self.adjacent(next)
            && self.adjacent(next + 1)
            && self.digits(next + 1).is_some()
        {
            return (self.digits(next + 1) == Some(5)).then_some((Count::Half(number), next + 2));
        }
        if self.is(next, "½") {
            return Some((Count::Half(number), next + 1));
        }
        let half = next + usize::from(self.dash(next));
        if self.is(half, "1") && self.is(half + 1, "/") && self.is(half + 2, "2") {
            return Some((Count::Half(number), half + 3));
        }
        Some((Count::Exact(number), next))
    }

    /// "twenty-four", "two thousand and fifteen".
    fn number_in_words(&self, at: usize) -> Option<(i32, usize)> {
        let (mut total, mut part, mut next) = (0_i32, 0_i32, at);
        while let Some(number) = self.senses(next).number.filter(|_| next < at + 8) {
            match number {
                12 if self.is(next, "dozen") => part = part.max(1).checked_mul(12)?,
                100 => part = part.max(1).checked_mul(100)?,
                1000 => {
                    total = total.checked_add(part.max(1).checked_mul(1000)?)?;
                    part = 0;
                }
                20.. if part % 100 == 0 => part += number,
                1..20 if part % 10 == 0 && (part % 100 == 0 || number < 10) => part += number,
                0 if next == at => {}
                _ => break,
            }
            next += 1;
            let joined =
                next + usize::from(self.dash(next) || (part % 100 == 0 && self.is(next, "and")));
            if self.senses(joined).number.is_some_and(|n| n < 1000) {
                next = joined;
            }
        }
        (next > at).then_some((total + part, next))
    }

    /// "17th", "seventeenth", "twenty-first".
    pub(super) fn ordinal(&self, at: usize) -> Option<(i8, usize)> {
        if let Some(number) = self.digits(at) {
            let suffix =
                ["st", "nd", "rd", "th"].contains(&self.lower(at + 1)) && self.adjacent(at + 1);
            return suffix.then(|| i8::try_from(number).ok().map(|n| (n, at + 2)))?;
        }
        if let Some(tens) = self.senses(at).number.filter(|n| (20..100).contains(n)) {
            let next = at + 1 + usize::from(self.dash(at + 1));
            let ones = self.senses(next).ordinal.filter(|n| *n < 10)?;
            return i8::try_from(tens).ok().map(|tens| (tens + ones, next + 1));
        }
        self.senses(at).ordinal.map(|number| (number, at + 1))
    }

    /// A day of a month: digits or an ordinal.
    pub(super) fn day_number(&self, at: usize) -> Option<(i8, usize)> {
        if let Some((day, next)) = self.ordinal(at) {
            return ((1..=31).contains(&day)).then_some((day, next));
        }
        let day = self.digits(at).filter(|_| self.lower(at).len() <= 2)?;
        let clock = (self.is(at + 1, ":") && self.digits(at + 2).is_some())
            || ["am", "pm"].contains(&self.lower(at + 1))
            || (["a", "p"].contains(&self.lower(at + 1))
                && self.is(at + 2, ".")
                && self.is(at + 3, "m"));
        ((1..=31).contains(&day) && !clock && self.stands_alone(at, at + 1))
            .then(|| i8::try_from(day).ok().map(|day| (day, at + 1)))?
    }

    /// A year of four digits, "'98", "493 BC", or in words. Whether a bare number is a year is for the caller to decide.
    pub(super) fn year(&self, at: usize) -> Option<(i16, usize)> {
        if let Some(number) = self.digits(at) {
            if let Some(next) = self.before_christ(at + 1) {
                let year = i16::try_from(number)
                    .ok()
                    .filter(|n| (1..=9998).contains(n))?;
                return Some((1 - year, next));
            }
            let glued = self
                .atom(at + 1)
                .is_some_and(|next| next.kind == Kind::Word && !next.spaced);
            let fits = self.lower(at).len() == 4 && (1000..=2150).contains(&number);
            return (fits && !glued && self.stands_alone(at, at + 1))
                .then(|| i16::try_from(number).ok().map(|year| (year, at + 1)))?;
        }
        let apostrophe = |at: usize| ["'", "’", "‘", "`"].contains(&self.lower(at));
        if apostrophe(at) && self.adjacent(at + 1) && !(at > 0 && apostrophe(at - 1)) {
            let number = self
                .digits(at + 1)
                .filter(|_| self.lower(at + 1).len() == 2)?;
            return Some((short_year(number)?, at + 2));
        }
        self.year_in_words(at)
    }

    /// "BC", "B.C.", "BCE".
    fn before_christ(&self, at: usize) -> Option<usize> {
        if ["bc", "bce"].contains(&self.lower(at)) && self.atom(at)?.capital {
            return Some(at + 1);
        }
        (self.is(at, "b") && self.is(at + 1, ".") && self.is(at + 2, "c"))
            .then(|| at + 3 + usize::from(self.is(at + 3, ".")))
    }

    /// "nineteen ninety-six", "two thousand and fifteen".
    fn year_in_words(&self, at: usize) -> Option<(i16, usize)> {
        let century = self.senses(at).number?;
        if (16..=20).contains(&century) {
            let next = at + 1 + usize::from(self.dash(at + 1));
            if self
                .senses(next)
                .number
                .is_some_and(|n| (10..100).contains(&n))
            {
                let (rest, end) = self.number_in_words(next)?;
                let year = (10..100).contains(&rest).then_some(century * 100 + rest)?;
                return i16::try_from(year).ok().map(|year| (year, end));
            }
            return None;
        }
        let (number, next) = self.number_in_words(at)?;
        let thousand = self.is(at, "two") && self.is(at + 1, "thousand");
        (thousand && number < 2100).then(|| i16::try_from(number).ok().map(|year| (year, next)))?
    }
}

/// A year of two digits: 30 to 99 are of the last century.
pub(super) fn short_year(number: i32) -> Option<i16> {
    let year = if number >= 30 {
        1900 + number
    } else {
        2000 + number
    };
    i16::try_from(year)
        .ok()
        .filter(|_| (0..100).contains(&number))
}
