//! Finds time expressions among the atoms: at each place the longest that any rule can read.

use std::cell::Cell;

use super::atoms::{Atom, Kind};
use super::meaning::{Core, Found, Meaning, Partial};
use super::rules::{Rules, Senses};
use crate::calendar::{Day, Unit, Value};

/// The atoms and what their words can mean.
pub(super) struct Grammar<'a> {
    pub(super) rules: &'a Rules,
    pub(super) atoms: &'a [Atom],
    /// Nothing that happened later can be meant.
    published: Option<Day>,
    /// The article writes the day before the month: "17/8/2023".
    pub(super) day_first_habit: bool,
    /// How deep the rules are in each other: "the first week of the first month of …".
    depth: Cell<u8>,
    /// How many words the rules have looked at.
    #[cfg(test)]
    looks: Cell<u64>,
}

/// Rules within rules, at most; prose has two or three.
const DEEPEST: u8 = 5;

/// A meaning and the atom after its last.
pub(super) type Read = Option<(Meaning, usize)>;

/// Words that join two dates into a range or a list.
const JOINTS: [&str; 14] = [
    "-", "–", "—", "~", "to", "through", "thru", "until", "till", "and", "or", "&", "/", ",",
];

impl<'a> Grammar<'a> {
    pub(super) fn new(rules: &'a Rules, atoms: &'a [Atom], published: Option<Day>) -> Self {
        let mut grammar = Self {
            rules,
            atoms,
            published,
            day_first_habit: false,
            depth: Cell::new(0),
            #[cfg(test)]
            looks: Cell::new(0),
        };
        grammar.day_first_habit = grammar.day_comes_first();
        grammar
    }
}

impl Grammar<'_> {
    /// Runs a rule within a rule; none if that goes too deep.
    pub(super) fn nested(&self, rule: impl FnOnce() -> Read) -> Read {
        let depth = self.depth.get();
        if depth >= DEEPEST {
            return None;
        }
        self.depth.set(depth + 1);
        let read = rule();
        self.depth.set(depth);
        read
    }

    pub(super) fn atom(&self, at: usize) -> Option<&Atom> {
        self.atoms.get(at)
    }

    /// Lower-case text; empty at the end of a paragraph.
    pub(super) fn lower(&self, at: usize) -> &str {
        #[cfg(test)]
        self.looks.set(self.looks.get() + 1);
        self.atoms.get(at).map_or("", |atom| atom.lower.as_str())
    }

    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.lower(at) == word
    }

    pub(super) fn any(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.lower(at))
    }

    /// The word before, empty if there is none.
    pub(super) fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.lower(before))
    }

    pub(super) fn senses(&self, at: usize) -> &Senses {
        self.rules.senses(self.lower(at))
    }

    /// True if no space parts the atom from the one before.
    pub(super) fn adjacent(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| !atom.spaced)
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.capital)
    }

    pub(super) fn dash(&self, at: usize) -> bool {
        self.any(at, &["-", "–", "—"])
    }

    /// Past a hyphen, if there is one.
    pub(super) fn skip_dash(&self, at: usize) -> usize {
        at + usize::from(self.dash(at))
    }

    /// Past one of the words, if it is there.
    pub(super) fn skip(&self, at: usize, words: &[&str]) -> usize {
        at + usize::from(self.any(at, words))
    }

    /// All expressions, in order.
    pub(super) fn find(&self) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let mut at = 0;
        while at < self.atoms.len() {
            if self.atoms[at].kind == Kind::Break {
                at += 1;
                continue;
            }
            if let Some(second) = found.last().and_then(|first| self.joined_day(first, at)) {
                at = second.end;
                found.push(second);
                continue;
            }
            match self.expression(at) {
                Some((meaning, end)) if end > at => {
                    found.push(Found {
                        start: at + usize::from(self.determines(at, end, &meaning)),
                        end,
                        meaning,
                    });
                    at = end;
                }
                _ => at += 1,
            }
        }
        self.share_years(&mut found);
        found
    }

    /// True if the article or pronoun at `at` is that of a noun behind the expression: "the 14-day truce", "its
    /// third-quarter loss", "their third quarter".
    fn determines(&self, at: usize, end: usize, meaning: &Meaning) -> bool {
        let owner = self.any(at, &["its", "their", "his", "her"]);
        let compound = end >= at + 4 && self.dash(end - 2);
        match meaning.core {
            Core::Partial(Partial::Quarter(_)) if meaning.of.is_none() => {
                owner || (compound && self.any(at, &["the", "a", "that"]))
            }
            Core::Duration(_) | Core::Months(_) | Core::Partial(Partial::Month(_)) => {
                compound && (owner || self.any(at, &["the", "that"]))
            }
            Core::YearEarlier(_) => compound && end == at + 4,
            _ => false,
        }
    }

    /// The longest expression that starts at `at`.
    fn expression(&self, at: usize) -> Read {
        let alternatives = [
            self.clock(at),
            self.nominal(at),
            self.modified(at),
            self.rounded(at),
            self.shifted(at),
            self.duration(at),
            self.set(at),
            self.reference(at),
        ];
        longest(alternatives)
    }

    /// A date by itself: what "early", "the end of", "two days after" can be said of.
    pub(super) fn nominal(&self, at: usize) -> Read {
        longest([
            self.dated(at),
            self.stepped(at),
            self.nth(at),
            self.bare(at),
        ])
    }

    /// "the fall of the Berlin Wall", behind a word that tells the time by it.
    pub(super) fn known_event(&self, at: usize) -> Read {
        let after = ["since", "after", "following"].contains(&self.before(at));
        let before = ["before", "until", "till"].contains(&self.before(at));
        let during = self.before(at) == "during";
        if !(after || before || during) {
            return None;
        }
        let start = self.skip(at, &["the"]);
        let (event, length) = self
            .rules
            .event(self.lower(start), |place| self.lower(start + place))?;
        if self
            .published
            .is_some_and(|day| day < event.days.earliest())
        {
            return None;
        }
        let core = match event.value.parse() {
            Ok(Value::Date(unit)) => Core::Unit(unit),
            _ if after => Core::Unit(Unit::Day(event.days.latest())),
            _ if before => Core::Unit(Unit::Day(event.days.earliest())),
            _ => Core::Known(event.value, event.days),
        };
        Some((Meaning::new(core), start + length))
    }

    /// "and 25" after "April 24": the second day of a pair.
    fn joined_day(&self, first: &Found, at: usize) -> Option<Found> {
        let joint = first.end;
        let start = joint + 1 + usize::from(self.is(joint + 1, "the"));
        if at != start || !self.any(joint, &JOINTS[..12]) {
            return None;
        }
        let (day, mut end) = self.day_number(start)?;
        // "10-1-2018-10-7-2018": a whole date follows.
        if self.any(end, &["-", "/", "."])
            && self.adjacent(end)
            && self.adjacent(end + 1)
            && self.digits(end + 1).is_some()
        {
            return None;
        }
        let (month, year) = match first.meaning.core {
            Core::Partial(Partial::MonthDay(month, _)) => (month, None),
            Core::Unit(Unit::Day(day)) => (day.month(), Some(day.year())),
            _ => return None,
        };
        if first.meaning.part.is_some() || self.month(end).is_some() || self.names_quantity(end) {
            return None;
        }
        let mut core = Core::Partial(Partial::MonthDay(month, day));
        let comma = self.skip(end, &[","]);
        if let Some((year, next)) = self.year(comma) {
            core = Self::day_core(year, month, day)?;
            end = next;
        } else if let Some(year) = year {
            core = Self::day_core(year, month, day)?;
        }
        Some(Found {
            start,
            end,
            meaning: Meaning::new(core),
        })
    }

    /// True if the word makes a number before it a count of things: "24 people".
    pub(super) fn names_quantity(&self, at: usize) -> bool {
        use crate::language::Tag;
        self.senses(at).unit.is_some()
            || self.atom(at).is_some_and(|atom| {
                atom.kind == Kind::Word
                    && matches!(atom.tag, Some(Tag::Nns | Tag::Nn | Tag::Jj | Tag::Nnps))
            })
    }

    /// In "April and June 1955" both are of 1955.
    fn share_years(&self, found: &mut [Found]) {
        for second in (1..found.len()).rev() {
            let (before, after) = found.split_at_mut(second);
            let (Some(first), Some(second)) = (before.last_mut(), after.first()) else {
                continue;
            };
            let between = first.end..second.start;
            let joined = between.len() <= 3
                && between.clone().any(|at| self.any(at, &JOINTS[..13]))
                && between.clone().all(|at| {
                    self.any(at, &JOINTS)
                        || self.any(at, &["early", "late", "of", "the", "in", "from"])
                });
            if !joined || second.meaning.of.is_some() || first.meaning.of.is_some() {
                continue;
            }
            let (year, month) = match second.meaning.core {
                Core::Unit(Unit::Month(year, month)) => (year, month),
                Core::Unit(Unit::Day(day)) => (day.year(), day.month()),
                Core::Unit(Unit::Season(year, season)) => (year, season.first_month()),
                Core::Unit(Unit::Quarter(year, quarter)) => (year, quarter * 3),
                _ => continue,
            };
            let Core::Partial(partial) = first.meaning.core else {
                continue;
            };
            let at = |first_month: i8| if first_month > month { year - 1 } else { year };
            let core = match partial {
                Partial::Month(m) => Some(Core::Unit(Unit::Month(at(m), m))),
                Partial::MonthDay(m, day) => Self::day_core(at(m), m, day),
                Partial::Season(season) => {
                    Some(Core::Unit(Unit::Season(at(season.first_month()), season)))
                }
                Partial::Quarter(quarter) => {
                    Some(Core::Unit(Unit::Quarter(at(quarter * 3), quarter)))
                }
                _ => None,
            };
            if let Some(core) = core {
                first.meaning.core = core;
            }
        }
    }
}

/// The reading that goes farthest; the first of several that go equally far.
pub(super) fn longest<const N: usize>(alternatives: [Read; N]) -> Read {
    let mut best: Read = None;
    for alternative in alternatives.into_iter().flatten() {
        if best.as_ref().is_none_or(|(_, end)| alternative.1 > *end) {
            best = Some(alternative);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::super::atoms::cut_block;
    use super::*;

    /// Words looked at per atom, for so many copies of the words.
    fn looks(rules: &Rules, words: &str, copies: usize) -> u64 {
        let text = words.repeat(copies);
        let mut atoms = Vec::new();
        cut_block(&text, 0, &mut atoms);
        let count = u64::try_from(atoms.len()).unwrap();
        let grammar = Grammar::new(rules, &atoms, Some(Day::constant(2023, 8, 18)));
        grammar.find();
        grammar.looks.get() / count
    }

    #[test]
    fn hostile_texts_cost_no_more_for_each_word_the_longer_they_are() {
        let rules = Rules::load().unwrap();
        for words in [
            "the day after ",
            "two days after ",
            "the first week of ",
            "the end of the beginning of ",
            "early ",
            "the third quarter of ",
            "1",
            "1 ",
            "1/",
            "1/1/",
            "12-12-",
            "2023-",
            "may ",
            "May 1, ",
            "March and ",
            "since the ",
            "from 1 to ",
            "one hundred and ",
            "twenty-",
            "half a ",
            "every second ",
            "between May and ",
            "Monday ",
            "Monday, May ",
            "last ",
            "nearly more than about ",
            "10 a.m. ",
            "10:",
            "'",
            "the",
            "a year and a half ",
            "the week of the ",
            "three years, two months, ",
        ] {
            let (few, many) = (looks(&rules, words, 200), looks(&rules, words, 4_000));
            assert!(
                many <= few + few / 10 + 2,
                "{words:?}: {few}, then {many} for each atom"
            );
            assert!(many < 20_000, "{words:?}: {many} for each atom");
        }
    }
}
