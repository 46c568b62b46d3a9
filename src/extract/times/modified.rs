//! Parts of a longer unit: "early next week", "the end of 1990", "later this year"; and words that belong to an amount.

use super::grammar::{Grammar, Read, longest};
use super::meaning::{Core, Length, Meaning, Modifier, Partial};
use crate::calendar::Unit;

impl Grammar<'_> {
    /// "early next week", "the end of 1990", "mid-1990s", "later this year", "year-end".
    pub(super) fn modified(&self, at: usize) -> Read {
        if let Some(found) = self.year_end(at) {
            return Some(found);
        }
        let the = self.skip(at, &["the", "very"]);
        let the = self.skip(the, &["very"]);
        if self.any(the, &["earlier", "later", "sometime"]) {
            return self.earlier_or_later(the);
        }
        let modifier = self.senses(the).modifier.or_else(|| match self.lower(the) {
            "rest" | "remainder" | "remaining" => Some(Modifier::Later),
            _ => None,
        });
        let Some(modifier) = modifier else {
            let wide = self.any(the, &["latter", "early", "later", "first", "last"])
                && self.any(the + 1, &["part", "half"])
                && self.is(the + 2, "of");
            let late = self.any(the, &["latter", "later", "last"]);
            let (meaning, end) = self.whole(the + 3).filter(|_| wide)?;
            return Some((
                Self::modify(
                    meaning,
                    if late {
                        Modifier::Late
                    } else {
                        Modifier::Early
                    },
                ),
                end,
            ));
        };
        let mut next = the + 1;
        match modifier {
            Modifier::Early | Modifier::Late
                if self.is(next, "part") && self.is(next + 1, "of") =>
            {
                next += 2
            }
            Modifier::Early | Modifier::Late => {
                next = self.skip(self.skip_dash(next), &["in", "on", "of"])
            }
            Modifier::Mid if self.any(the, &["mid"]) => next = self.skip_dash(next),
            _ if self.is(next, "of") => next += 1,
            Modifier::End | Modifier::Start if the == at => {
                next = next.max(self.skip(next, &["of"]))
            }
            _ => return None,
        }
        let ends = matches!(modifier, Modifier::End | Modifier::Start | Modifier::Later)
            || self.is(the, "middle");
        let (meaning, end) = if ends {
            self.whole(next)?
        } else {
            self.nominal(next)
                .or_else(|| self.whole(next).filter(|_| next > the + 1))?
        };
        if matches!(
            meaning.core,
            Core::Stretch(..) | Core::Duration(_) | Core::Months(_)
        ) || meaning.modifier.is_some()
        {
            return None;
        }
        let joined = self.any(next - 1, &["of", "-"])
            || self.is(at, "mid")
            || (the == at && self.is(next, "of"))
            || matches!(meaning.core, Core::Bare(_));
        if ends && !joined {
            return None;
        }
        let daily = matches!(
            meaning.core,
            Core::Partial(Partial::Weekday(_))
                | Core::Step(Length::Day, ..)
                | Core::Unit(Unit::Day(_))
        );
        if daily && meaning.part.is_none() && ends {
            return None;
        }
        Some((Self::modify(meaning, modifier), end))
    }

    /// "around 7 p.m.", "about Nov. 1", "around year-end".
    pub(super) fn rounded(&self, at: usize) -> Read {
        if !self.any(at, &["around", "about", "approximately", "circa"]) {
            return None;
        }
        let (mut meaning, end) = longest([
            self.clock(at + 1),
            self.year_end(at + 1),
            self.dated(at + 1).filter(|(meaning, _)| {
                matches!(
                    meaning.core,
                    Core::Partial(Partial::MonthDay(..)) | Core::Unit(Unit::Day(_))
                )
            }),
        ])?;
        meaning.about = true;
        Some((meaning, end))
    }

    /// What "the end of" can stand before: a date or "the year".
    pub(super) fn whole(&self, at: usize) -> Read {
        self.nested(|| self.nominal(at)).or_else(|| {
            let the = self.skip(at, &["the", "that", "each"]);
            let (_, length, next) = self
                .singular(the)
                .filter(|(_, length, _)| !length.is_time())?;
            Some((Meaning::new(Core::Bare(length)), next))
        })
    }

    /// "year-end", "year's end", "end of month".
    pub(super) fn year_end(&self, at: usize) -> Read {
        let start = self.skip(at, &["the"]);
        if self.is(start, "eoy") || self.is(start, "eom") {
            let length = if self.is(start, "eoy") {
                Length::Year
            } else {
                Length::Month
            };
            return Some((
                Self::modify(Meaning::new(Core::Bare(length)), Modifier::End),
                start + 1,
            ));
        }
        if self.is(start, "ytd") {
            return Some((Meaning::new(Core::ToDate), start + 1));
        }
        let to = self.skip_dash(start + 1);
        if self.is(start, "year") && self.is(to, "to") && self.is(self.skip_dash(to + 1), "date") {
            return Some((Meaning::new(Core::ToDate), self.skip_dash(to + 1) + 1));
        }
        let (length, mut next) = match self.lower(start) {
            "year" => (Length::Year, start + 1),
            "month" => (Length::Month, start + 1),
            _ => return None,
        };
        if self.any(next, &["'", "’"]) && self.is(next + 1, "s") {
            next += 2;
        }
        next = self.skip_dash(next);
        let end = self.is(next, "end") && next <= start + 3;
        end.then(|| {
            (
                Self::modify(Meaning::new(Core::Bare(length)), Modifier::End),
                next + 1,
            )
        })
    }

    /// "earlier this year", "later in the week", "later that day", "earlier Sunday".
    pub(super) fn earlier_or_later(&self, at: usize) -> Read {
        let modifier = if self.is(at, "earlier") {
            Modifier::Earlier
        } else {
            Modifier::Later
        };
        let next = self.skip(at + 1, &["in", "on"]);
        let (meaning, end) = if next > at + 1 {
            self.whole(next)?
        } else {
            self.nominal(next)?
        };
        let modifier = match (modifier, &meaning.core) {
            (Modifier::Later, Core::Bare(Length::Year | Length::Month))
                if self.is(at + 1, "in") =>
            {
                Modifier::Second
            }
            _ => modifier,
        };
        if matches!(meaning.core, Core::Stretch(..)) || meaning.modifier.is_some() {
            return None;
        }
        // "Earlier Friday, lawyers filed …" is all of Friday.
        if next == at + 1 && matches!(meaning.core, Core::Partial(Partial::Weekday(_))) {
            return None;
        }
        let known = matches!(
            meaning.core,
            Core::Step(..) | Core::Bare(_) | Core::Partial(_) | Core::Named(..)
        ) || next > at + 1;
        if !known {
            return None;
        }
        let mut meaning = Self::modify(meaning, modifier);
        if self.is(at, "sometime") {
            meaning.modifier = None;
        }
        Some((meaning, end))
    }

    /// Past "about", "more than", "at least": words that belong to the amount behind them.
    pub(super) fn after_about(&self, at: usize) -> usize {
        let next = match (self.lower(at), self.lower(at + 1)) {
            ("more" | "less" | "fewer" | "longer", "than")
            | ("at", "least" | "most")
            | ("up", "to") => at + 2,
            ("no", "more" | "less") if self.is(at + 2, "than") => at + 3,
            _ if self.senses(at).about => at + 1,
            _ => at,
        };
        if self.cardinal(next).is_some() {
            next
        } else {
            at
        }
    }
}
