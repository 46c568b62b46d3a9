//! Time expressions: where a text says when, and which days that covers.
//!
//! The text is cut into atoms, a grammar finds expressions and what they mean, and a resolver reckons them
//! into TIMEX values and days from the publication date, the tense of the clause and the dates before. Which event a date
//! belongs to is decided by [`anchor`].

mod anchor;
mod apart;
mod atoms;
mod choose;
mod dates;
mod durations;
mod grammar;
mod lengths;
mod meaning;
mod modified;
mod news;
mod numbers;
mod numeric;
mod order;
mod parts;
mod ranges;
mod relative;
mod reports;
mod resolve;
mod rules;
mod tense;
mod units;
mod years;

use std::collections::HashSet;

pub use anchor::anchor;
pub use apart::measure;
pub use news::date_by_publication;
pub use order::relate;
pub use rules::Rules;

use self::atoms::Atom;
use self::grammar::Grammar;
use self::meaning::{Core, Count, Found, From, Length, Partial};
use self::resolve::{Resolved, Resolver};
use self::tense::{Tense, goes_back, holds_on, is_done, tense_at};
use super::Context;
use crate::calendar::{Unit, format_day};
use crate::model::{Precision, Reckoned, Span, TimeExpression, TimeKind};

/// All time expressions, in order of the text, resolved against the publication date where there is one.
pub fn find(rules: &Rules, context: &Context<'_>) -> Vec<TimeExpression> {
    let atoms = atoms::cut(context);
    let grammar = Grammar::new(rules, &atoms, context.published);
    let found = grammar.find();
    let history = is_history(&found, context);
    let mut resolver = Resolver::new(rules, context.published, history);
    let asides = asides(&found);
    let told = |found: &Found| {
        (
            tense_of(&grammar, context, found, rules),
            carries_on(&grammar, context, found, history) && !asides.contains(&found.start),
        )
    };
    let mut times: Vec<TimeExpression> = Vec::with_capacity(found.len());
    let mut dated: Option<Span> = None;
    for (place, first) in found.iter().enumerate() {
        let (tense, counts) = told(first);
        let second = found
            .get(place + 1)
            .filter(|second| ranges::joined(&grammar, first, second));
        let resolved = if second.is_some() || ranges::to_date(&grammar, first) {
            let second = second.map(|second| {
                let (tense, counts) = told(second);
                (second, tense, counts)
            });
            ranges::resolve_first(&mut resolver, (first, tense, counts), second)
        } else {
            resolver.resolve(&first.meaning, tense, counts)
        };
        let mut time = expression(context, &atoms, first, resolved);
        time.reckoned = days_after(&first.meaning.core).map(|days| Reckoned { from: dated, days });
        if counts && matches!(time.kind, TimeKind::Date | TimeKind::Time) {
            dated = Some(time.span);
        }
        times.push(time);
    }
    times
}

/// "Two days later", "the previous week": days from the date that the text has reached.
fn days_after(core: &Core) -> Option<i64> {
    let (count, length) = match *core {
        Core::Step(length, steps, From::Text) => (steps, length),
        Core::Shift(Count::Exact(count), length, before, From::Text) => {
            (if before { count.checked_neg()? } else { count }, length)
        }
        _ => return None,
    };
    match (core, length) {
        (_, Length::Day) => Some(i64::from(count)),
        (Core::Shift(..), Length::Week) => Some(i64::from(count) * 7),
        _ => None,
    }
}

/// Dates with a year that only interrupt the tale: it goes on nearer to where it was before ("declassified in 2005").
fn asides(found: &[Found]) -> HashSet<usize> {
    let dated: Vec<(usize, i32)> = found
        .iter()
        .filter_map(|found| match found.meaning.core {
            Core::Unit(unit) if found.meaning.of.is_none() => {
                let days = unit.interval()?;
                let year = days.earliest().year();
                (year == days.latest().year()).then_some((found.start, i32::from(year)))
            }
            _ => None,
        })
        .collect();
    let mut asides = HashSet::new();
    let mut reached: Option<i32> = None;
    for (place, (start, year)) in dated.iter().enumerate() {
        let next = dated.get(place + 1).map(|(_, year)| *year);
        let aside = reached
            .zip(next)
            .is_some_and(|(before, next)| (next - before).abs() < (next - year).abs());
        if aside {
            asides.insert(*start);
        } else {
            reached = Some(*year);
        }
    }
    asides
}

/// A history tells by years: most of its dates name one, and few hang on the day of publication.
fn is_history(found: &[Found], context: &Context<'_>) -> bool {
    let (mut dated, mut spoken, mut old) = (0_usize, 0_usize, 0_usize);
    for found in found {
        match found.meaning.core {
            Core::Unit(unit) => {
                dated += 1;
                let this_year = context.published.map(|day| day.year());
                let year = unit.interval().map(|interval| interval.latest().year());
                old += usize::from(
                    year.zip(this_year)
                        .is_none_or(|(year, this)| year < this - 1),
                );
            }
            Core::Partial(Partial::Weekday(_))
            | Core::Step(Length::Day | Length::Week | Length::Month | Length::Year, _, From::Now) =>
            {
                spoken += 1;
            }
            _ => {}
        }
    }
    let mostly_old = old * 4 >= dated * 3;
    dated >= 5 && dated >= spoken * 4 && (mostly_old || (dated >= 20 && old * 2 >= dated))
}

/// Whether later dates may hang on this one: not on what lies behind or ahead of the tale.
fn carries_on(grammar: &Grammar<'_>, context: &Context<'_>, found: &Found, history: bool) -> bool {
    match found.meaning.core {
        Core::Reference(_) | Core::Clock => false,
        // "just over a year earlier", "than in the previous year": the tale looks back, and goes on where it was.
        Core::Shift(_, Length::Year | Length::Decade | Length::Century, true, from)
        | Core::Step(Length::Year | Length::Decade | Length::Century, ..0, from) => {
            from == From::Now && !history
        }
        // "more than 10,000 have been killed since April 2014": news goes on from its own days.
        Core::Unit(_) if !history && lower_in_front(grammar, found) == "since" => false,
        Core::Unit(Unit::Year(_)) => {
            let in_front = lower_in_front(grammar, found);
            let token = grammar.atom(found.start).and_then(|atom| atom.token);
            let bound = [
                "until", "till", "through", "since", "before", "to", "-", "–",
            ];
            !bound.contains(&in_front) && !token.is_some_and(|token| goes_back(context.doc, token))
        }
        _ => true,
    }
}

/// The word before an expression, in lower case.
fn lower_in_front<'g>(grammar: &'g Grammar<'_>, found: &Found) -> &'g str {
    let before = found.start.checked_sub(1);
    before.map_or("", |at| grammar.lower(at))
}

/// The tense of the clause, and what the words before the expression say about it.
fn tense_of(grammar: &Grammar<'_>, context: &Context<'_>, found: &Found, rules: &Rules) -> Tense {
    let tokens = (found.start..found.end).filter_map(|at| grammar.atom(at)?.token);
    let Some((first, last)) = tokens.fold(None, |range: Option<(usize, usize)>, token| {
        Some(range.map_or((token, token), |(first, _)| (first, token)))
    }) else {
        return Tense::Unknown;
    };
    let root = context.doc.span_root(first..last + 1).unwrap_or(first);
    let tense = tense_at(rules, context.doc, root);
    match (lower_in_front(grammar, found), tense) {
        ("until" | "till", Tense::Unknown | Tense::Present) => Tense::Future,
        // "has given them until Tuesday" is still to come.
        ("until" | "till", Tense::Past) if holds_on(context.doc, root) => Tense::Future,
        ("by", Tense::Unknown) | ("effective", _) => Tense::Future,
        ("since", _) => Tense::Past,
        // "in two years" is a length unless it tells of what is to come.
        _ if matches!(found.meaning.core, Core::Duration(_) | Core::Months(_))
            && lower_in_front(grammar, found) != "in" =>
        {
            Tense::Past
        }
        (_, Tense::Past) if is_done(rules, context.doc, root) => Tense::Done,
        _ => tense,
    }
}

fn expression(
    context: &Context<'_>,
    atoms: &[Atom],
    found: &Found,
    resolved: Resolved,
) -> TimeExpression {
    let start = atoms.get(found.start).map_or(0, |atom| atom.start);
    let end = atoms
        .get(found.end.saturating_sub(1))
        .map_or(start, |atom| atom.end);
    let span = Span::new(start, end);
    let why = why(span.of(context.text), &resolved, context);
    TimeExpression {
        span,
        kind: resolved.kind,
        value: resolved.value,
        earliest: resolved.interval.map(|interval| interval.earliest()),
        latest: resolved.interval.map(|interval| interval.latest()),
        precision: if resolved.interval.is_some() {
            resolved.precision
        } else {
            Precision::Unknown
        },
        relative: resolved.relative,
        reckoned: None,
        why,
    }
}

/// The reason for people: "‘last month’, article of 18 Aug 2023 → July 2023".
fn why(words: &str, resolved: &Resolved, context: &Context<'_>) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some(interval) = resolved.interval else {
        let reason = match resolved.kind {
            TimeKind::Duration => "a length of time",
            TimeKind::Set => "recurring",
            _ if context.published.is_none() => "no publication date to reckon from",
            _ => "names no days",
        };
        return format!("‘{words}’, {reason}");
    };
    match resolved.basis {
        Some((From::Now, _)) => match context.published {
            Some(day) => format!("‘{words}’, article of {} → {interval}", format_day(day)),
            None => format!("‘{words}’ → {interval}"),
        },
        Some((From::Text, basis)) => format!("‘{words}’, reckoned from {basis} → {interval}"),
        None => format!("‘{words}’ → {interval}"),
    }
}
