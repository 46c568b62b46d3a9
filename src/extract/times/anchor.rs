//! Which date an event has: the time expression that the tree ties to the words that name it.
//!
//! The event's own clause comes first; then the clauses that it is a part of ("announced in June that …"), its
//! neighbours ("… and …") and the clause that says when ("when they met in March"). In a history the date of the
//! sentences before holds on. A date that belongs to another event is not taken: rather none than a wrong one.

use super::tense::is_future;
use crate::calendar::{Day, Interval};
use crate::extract::Context;
use crate::language::{Dep, Doc, Pos, Tag};
use crate::model::{DateBasis, Precision, Span, TimeExpression, TimeKind, When};

/// How many steps up or down the tree are worth looking at.
const REACH: usize = 10;
/// How many sentences back a history's date holds.
const HISTORY_SENTENCES: usize = 4;
/// A date with this cost or more does not belong to the event.
const TOO_FAR: u32 = 100;

/// The date of the event that `trigger` names (a token), with the reason.
pub fn anchor(context: &Context<'_>, times: &[TimeExpression], trigger: usize) -> When {
    let doc = context.doc;
    if trigger >= doc.len() {
        return When::unknown("the article gives no date");
    }
    let sentence = doc.sentence_of(trigger);
    let bytes = Span::from(doc.token_span(sentence.clone()));
    let inside = times_in(times, bytes);
    let clauses = clauses_around(doc, trigger);
    let best = inside
        .iter()
        .filter(|time| {
            dates_events(time) && !in_dateline(context.text, time) && !is_measured_from(doc, time)
        })
        .filter_map(|time| {
            let cost = cost(context, time, trigger, &clauses)?;
            (cost < TOO_FAR).then_some((cost, time))
        })
        .min_by_key(|(cost, time)| (*cost, width(time), time.span.start));
    if let Some((_, time)) = best {
        return dated(context, inside, time);
    }
    if let Some(time) = inherited(context, times, sentence.start) {
        let mut when = of_time(time, DateBasis::Inherited);
        when.why = format!("taken from the text before: {}", time.why);
        return when;
    }
    When::unknown("the text gives no date for it")
}

/// "Their first talks since 2019", "the worst attack since the war": from when on nothing like it happened, not its own time.
pub(super) fn is_measured_from(doc: &Doc, time: &TimeExpression) -> bool {
    let Some(first) = doc.token_at(time.span.start as usize) else {
        return false;
    };
    let since = |at: &usize| &*doc.tokens[*at].lower == "since";
    let Some(since) = Some(first)
        .filter(since)
        .or_else(|| first.checked_sub(1).filter(since))
    else {
        return false;
    };
    let ranks = |at: usize| {
        let token = &doc.tokens[at];
        matches!(token.tag, Tag::Jjs | Tag::Rbs)
            || matches!(&*token.lower, "first" | "last" | "only")
    };
    let close = (since.saturating_sub(8)..since)
        .rev()
        .take_while(|&at| !matches!(doc.tokens[at].pos, Pos::Verb | Pos::Aux | Pos::Punct))
        .any(ranks);
    close
        || doc
            .ancestors(since)
            .take_while(|&up| !matches!(doc.tokens[up].pos, Pos::Verb | Pos::Aux))
            .take(4)
            .any(|up| ranks(up) || doc.children(up).any(|child| child < since && ranks(child)))
}

/// The expressions within a stretch of text.
pub(super) fn times_in(times: &[TimeExpression], bytes: Span) -> &[TimeExpression] {
    let from = times.partition_point(|time| time.span.start < bytes.start);
    let to = times.partition_point(|time| time.span.start < bytes.end);
    times.get(from..to).unwrap_or_default()
}

/// Lengths, recurring times and "now" date nothing; "in June" of an unknown year does, without days.
pub(super) fn dates_events(time: &TimeExpression) -> bool {
    match time.kind {
        TimeKind::Set => false,
        TimeKind::Duration => time.earliest.is_some(),
        TimeKind::Date | TimeKind::Time => {
            !time.value.is_empty() && !time.value.ends_with("_REF") && !time.value.starts_with('T')
        }
    }
}

/// "GENEVA, March 6 – ": the day on which the story was filed, not that of what it tells.
fn in_dateline(text: &str, time: &TimeExpression) -> bool {
    let (start, end) = (time.span.start as usize, time.span.end as usize);
    let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else {
        return false;
    };
    let line = before.rsplit('\n').next().unwrap_or_default().trim();
    let place = line.len() <= 60
        && line.ends_with(',')
        && line.chars().filter(|c| c.is_uppercase()).count() >= 3
        && line
            .split([' ', ','])
            .next()
            .is_some_and(|word| word.chars().all(|c| !c.is_lowercase()));
    let after = after.trim_start();
    let opens = |text: &str| {
        ["–", "—", "-", "_", ":"]
            .iter()
            .any(|mark| text.starts_with(mark))
    };
    place && (opens(after) || after.starts_with('('))
}

fn width(time: &TimeExpression) -> i64 {
    match (time.earliest, time.latest) {
        (Some(first), Some(last)) => Interval::new(first, last).days(),
        _ => i64::MAX,
    }
}

fn is_clause(doc: &Doc, at: usize) -> bool {
    let token = &doc.tokens[at];
    matches!(token.pos, Pos::Verb | Pos::Aux)
        && !matches!(
            token.dep,
            Dep::Aux | Dep::AuxPass | Dep::Amod | Dep::Compound
        )
}

/// The verb of the clause that holds the token (itself, if it is one).
pub(super) fn clause_of(doc: &Doc, at: usize) -> Option<usize> {
    std::iter::once(at)
        .chain(doc.ancestors(at))
        .take(3 * REACH)
        .find(|&token| is_clause(doc, token))
}

/// Clauses whose dates may hold for the event, with the cost of taking them.
fn clauses_around(doc: &Doc, trigger: usize) -> Vec<(usize, u32)> {
    let mut clauses: Vec<(usize, u32)> = Vec::new();
    let Some(own) = clause_of(doc, trigger) else {
        return clauses;
    };
    if own != trigger && !shares_clause(doc, trigger, own) {
        return clauses;
    }
    clauses.push((own, if own == trigger { 0 } else { 6 }));
    // Down: a clause that says when, an infinitive, a second verb.
    for child in doc.children(own) {
        match doc.tokens[child].dep {
            Dep::Advcl if says_when(doc, child) => clauses.push((child, 12)),
            Dep::Xcomp => {
                clauses.push((child, 10));
                let told = doc
                    .children(child)
                    .find(|&inner| doc.tokens[inner].dep == Dep::Advcl && says_when(doc, inner));
                clauses.extend(told.map(|inner| (inner, 14)));
            }
            Dep::Conj if is_clause(doc, child) && !has_subject(doc, child) => {
                clauses.push((child, 20))
            }
            _ => {}
        }
    }
    if comes_after(doc, own) {
        return clauses;
    }
    // Up: the clause that this one is a part of.
    let mut at = own;
    for step in 1..=REACH {
        let cost = match doc.tokens[at].dep {
            Dep::Ccomp | Dep::Xcomp | Dep::Pcomp | Dep::Parataxis => 15,
            Dep::Conj if !is_marked(doc, at) => 13,
            Dep::Advcl if !is_apart(doc, at) => 16,
            Dep::Csubj | Dep::CsubjPass => 16,
            _ => break,
        };
        let Some(head) = doc.head(at).and_then(|head| clause_of(doc, head)) else {
            break;
        };
        if at != own && doc.tokens[at].dep == Dep::Advcl && !says_when(doc, at) {
            break;
        }
        clauses.push((head, cost + 4 * u32::try_from(step).unwrap_or(u32::MAX / 8)));
        at = head;
    }
    clauses
}

/// A noun has the date of its verb if the verb says that it took place: "launched an attack on Friday".
pub(super) fn shares_clause(doc: &Doc, noun: usize, verb: usize) -> bool {
    let mut at = noun;
    for _ in 0..REACH {
        let token = &doc.tokens[at];
        let Some(head) = doc.head(at) else {
            return false;
        };
        let fits = match token.dep {
            Dep::Dobj
            | Dep::Nsubj
            | Dep::NsubjPass
            | Dep::Attr
            | Dep::Oprd
            | Dep::Agent
            | Dep::Prep => {
                return head == verb;
            }
            Dep::Pobj => {
                let places = ["in", "at", "during", "with", "on", "into", "by"];
                doc.head(head) == Some(verb) && places.contains(&&*doc.tokens[head].lower)
            }
            Dep::Conj | Dep::Compound | Dep::Nmod | Dep::Amod | Dep::Dative => true,
            _ => false,
        };
        if !fits {
            return false;
        }
        if head == verb {
            return true;
        }
        at = head;
    }
    false
}

/// "They agreed to meet last month, but he has since accused her": later than the clause beside it.
fn comes_after(doc: &Doc, clause: usize) -> bool {
    doc.children(clause).any(|child| {
        doc.tokens[child].dep == Dep::Advmod
            && ["since", "subsequently"].contains(&&*doc.tokens[child].lower)
            && doc.children(child).next().is_none()
    })
}

fn has_subject(doc: &Doc, verb: usize) -> bool {
    doc.children(verb)
        .any(|child| matches!(doc.tokens[child].dep, Dep::Nsubj | Dep::NsubjPass))
}

/// "when they met", "as they met", "while meeting".
fn says_when(doc: &Doc, clause: usize) -> bool {
    doc.children(clause).any(|child| {
        matches!(doc.tokens[child].dep, Dep::Advmod | Dep::Mark)
            && ["when", "as", "while", "where"].contains(&&*doc.tokens[child].lower)
    })
}

/// A clause of "after", "before", "since", "until" has a time of its own.
fn is_apart(doc: &Doc, clause: usize) -> bool {
    doc.children(clause).any(|child| {
        matches!(doc.tokens[child].dep, Dep::Mark | Dep::Advmod | Dep::Prep)
            && [
                "after", "before", "since", "until", "if", "unless", "although", "though",
            ]
            .contains(&&*doc.tokens[child].lower)
    })
}

/// "Under a 1951 treaty": the year says which one, and dates only what that word itself names. "Killed in the 1994 genocide"
/// says when.
fn names_a_thing(doc: &Doc, time: &TimeExpression, root: usize, trigger: usize) -> bool {
    let is_year = time.value.len() == 4 && !time.relative;
    let modifies = matches!(
        doc.tokens[root].dep,
        Dep::Nummod | Dep::Amod | Dep::Compound | Dep::Nmod
    );
    let noun = doc
        .head(root)
        .filter(|&noun| noun > root && doc.tokens[noun].pos == Pos::Noun);
    let noun = noun.filter(|&noun| noun != trigger && doc.tokens[noun].dep == Dep::Pobj);
    let preposition = noun.and_then(|noun| doc.head(noun));
    let within = preposition.is_some_and(|at| {
        let word = &*doc.tokens[at].lower;
        matches!(word, "in" | "during" | "at")
    });
    // "The 2011 uprising that toppled him"
    let told = clause_of(doc, trigger).is_some_and(|clause| doc.tokens[clause].dep == Dep::Relcl);
    is_year && modifies && noun.is_some() && !within && !told
}

/// "…, a day after ships fired": a clause that was taken for one joined by "and".
fn is_marked(doc: &Doc, clause: usize) -> bool {
    doc.child(clause, Dep::Mark).is_some_and(|mark| {
        matches!(
            &*doc.tokens[mark].lower,
            "after" | "before" | "since" | "until"
        )
    })
}

/// What it costs to take the expression for the event; none if the tree does not tie them.
fn cost(
    context: &Context<'_>,
    time: &TimeExpression,
    trigger: usize,
    clauses: &[(usize, u32)],
) -> Option<u32> {
    let doc = context.doc;
    let first = doc.token_at(time.span.start as usize)?;
    let last = doc
        .token_at((time.span.end as usize).saturating_sub(1))
        .unwrap_or(first);
    if (first..=last).contains(&trigger) {
        return None;
    }
    let root = doc.span_root(first..last + 1).unwrap_or(first);
    if follows_other(doc, first, trigger) || names_a_thing(doc, time, root, trigger) {
        return None;
    }
    let length = if time.kind == TimeKind::Duration {
        5
    } else {
        0
    };
    let undated = if time.earliest.is_none() { 30 } else { 0 };
    // Up from the expression: it belongs to the first noun of an event or the first verb that it meets.
    let (mut at, mut hops, mut blocked) = (root, 0_u32, false);
    for _ in 0..3 * REACH {
        if at == trigger {
            return (!blocked).then_some(hops.min(3) + length + undated);
        }
        if is_clause(doc, at) {
            break;
        }
        let token = &doc.tokens[at];
        if matches!(token.pos, Pos::Noun | Pos::Propn) && at != root {
            hops += 2;
        }
        // "after the meeting on Thursday" does not date what came after it.
        blocked |= token.pos == Pos::Adp
            && hops > 0
            && [
                "after",
                "before",
                "since",
                "until",
                "following",
                "over",
                "about",
                "from",
            ]
            .contains(&&*token.lower);
        at = doc.head(at)?;
    }
    // "the 2011 uprising that toppled him"
    if doc.head(root).is_some_and(|noun| {
        let clause = clauses.first().map(|(own, _)| *own);
        clause.is_some_and(|own| {
            doc.tokens[own].dep == Dep::Relcl
                && doc.head(own) == Some(noun)
                && doc.tokens[root].dep != Dep::Pobj
        })
    }) {
        return Some(18 + length + undated);
    }
    // "sanctions adopted in September", "the leader who was killed in May"
    if doc.tokens[at].dep == Dep::Acl
        && doc.head(at) == Some(trigger)
        && doc.tokens[at].tag != Tag::Vb
    {
        return Some(5 + hops + length + undated);
    }
    // "In March, when aircraft bombed a bridge"
    let own = clauses.first().map(|(own, _)| *own);
    let when = own.filter(|&own| {
        let on = doc
            .head(own)
            .is_some_and(|head| (first..=last).contains(&head));
        on && doc.tokens[own].dep == Dep::Relcl && says_when(doc, own)
    });
    if when.is_some() {
        return Some(4 + length + undated);
    }
    if blocked || hops > 2 {
        return None;
    }
    let (_, cost) = clauses.iter().find(|(clause, _)| *clause == at)?;
    if !fits_tense(context, time, own.unwrap_or(trigger), *cost) {
        return None;
    }
    Some(cost + hops + length + undated)
}

/// "after reports last week": the date is that of the reports, wherever the tree hangs it.
fn follows_other(doc: &Doc, first: usize, trigger: usize) -> bool {
    let Some(noun) = first.checked_sub(1).filter(|&noun| noun != trigger) else {
        return false;
    };
    let token = &doc.tokens[noun];
    let preposition = doc
        .head(noun)
        .filter(|_| token.dep == Dep::Pobj && token.pos == Pos::Noun);
    preposition.is_some_and(|at| {
        ["after", "before", "since", "following", "until"].contains(&&*doc.tokens[at].lower)
    })
}

/// What will be is not dated by a day that is past, and what was is not dated by a day to come.
fn fits_tense(context: &Context<'_>, time: &TimeExpression, verb: usize, cost: u32) -> bool {
    let (Some(published), Some(first), Some(last)) =
        (context.published, time.earliest, time.latest)
    else {
        return true;
    };
    if cost < 10 {
        return true;
    }
    let future = is_future(context.doc, verb);
    if future {
        last >= published
    } else {
        first <= published
    }
}

/// The date of an expression, with what the words around it add.
fn dated(context: &Context<'_>, inside: &[TimeExpression], time: &TimeExpression) -> When {
    let basis = if time.relative {
        DateBasis::Relative
    } else {
        DateBasis::Explicit
    };
    let mut when = of_time(time, basis);
    if let Some(other) = other_end(context, inside, time) {
        let (from, to) = if other.span.start < time.span.start {
            (other, time)
        } else {
            (time, other)
        };
        when.earliest = from.earliest.min(to.earliest).or(from.earliest);
        when.latest = to.latest.max(from.latest).or(to.latest);
        when.precision = Precision::Span;
        when.value = None;
        when.span = Some(from.span.union(to.span));
        when.why = format!("{}; {}", from.why, to.why);
        return when;
    }
    match word_before(context, time).as_str() {
        "by" | "before" | "until" | "till" => {
            when.precision = Precision::Before;
            // What is to be done by then may be done from now on.
            if let (Some(published), Some(first)) = (context.published, when.earliest)
                && published < first
            {
                when.earliest = Some(published);
            }
        }
        "after" => when.precision = Precision::After,
        "since" => {
            if let (Some(published), Some(first)) = (context.published, when.earliest)
                && published > first
                && is_recent(published, first)
            {
                when.latest = Some(published);
                when.precision = Precision::Within;
            } else {
                when.precision = Precision::After;
            }
        }
        _ => {}
    }
    when
}

/// "since" counts to the publication date only where that is near.
fn is_recent(published: Day, first: Day) -> bool {
    crate::calendar::days_between(first, published) < 3660
}

fn of_time(time: &TimeExpression, basis: DateBasis) -> When {
    When {
        value: Some(time.value.clone()).filter(|value| !value.is_empty()),
        earliest: time.earliest,
        latest: time.latest,
        precision: if time.earliest.is_some() {
            time.precision
        } else {
            Precision::Unknown
        },
        basis,
        span: Some(time.span),
        why: time.why.clone(),
    }
}

fn word_before(context: &Context<'_>, time: &TimeExpression) -> String {
    let before = context
        .text
        .get(..time.span.start as usize)
        .unwrap_or_default();
    let from = before.len().saturating_sub(24);
    let from = (from..=before.len())
        .find(|at| before.is_char_boundary(*at))
        .unwrap_or(before.len());
    before[from..]
        .split_whitespace()
        .next_back()
        .unwrap_or_default()
        .to_lowercase()
}

/// The other end of "from … to …", "between … and …", "… – …".
fn other_end<'a>(
    context: &Context<'_>,
    inside: &'a [TimeExpression],
    time: &TimeExpression,
) -> Option<&'a TimeExpression> {
    let place = inside.iter().position(|other| other.span == time.span)?;
    let joined = |first: &TimeExpression, second: &TimeExpression| {
        let between = context
            .text
            .get(first.span.end as usize..second.span.start as usize)?
            .trim();
        let opens = word_before(context, first);
        let range = super::ranges::is_stretch(&opens, &between.to_lowercase());
        (range
            && first.earliest <= second.latest
            && first.earliest.is_some()
            && second.latest.is_some())
        .then_some(())
    };
    let after = inside
        .get(place + 1)
        .filter(|next| joined(time, next).is_some());
    after.or_else(|| {
        inside
            .get(place.checked_sub(1)?)
            .filter(|previous| joined(previous, time).is_some())
    })
}

/// In a history: the last date of the sentences just before, in the same paragraph.
fn inherited<'a>(
    context: &Context<'_>,
    times: &'a [TimeExpression],
    sentence_start: usize,
) -> Option<&'a TimeExpression> {
    if !tells_a_history(times, context.published) {
        return None;
    }
    let doc = context.doc;
    let index = doc.sentence_index(sentence_start);
    let first = doc
        .sentences
        .get(index.saturating_sub(HISTORY_SENTENCES))?
        .start;
    let (from, to) = (
        doc.tokens.get(first)?.start,
        doc.tokens.get(sentence_start)?.start,
    );
    let between = times_in(times, Span::new(from as usize, to as usize));
    let time = between.iter().rev().find(|time| {
        time.kind == TimeKind::Date && time.earliest.is_some() && width(time) <= 366
    })?;
    let gap = context.text.get(time.span.end as usize..to as usize)?;
    (!gap.contains("\n\n")).then_some(time)
}

/// Most of the first dates stand by themselves and lie long before publication, and none is of its last weeks.
pub(super) fn tells_a_history(times: &[TimeExpression], published: Option<Day>) -> bool {
    let sample = times.iter().filter(|time| time.latest.is_some()).take(60);
    let (mut all, mut old) = (0, 0);
    for time in sample {
        all += 1;
        let (long_ago, fresh) = match (published, time.latest) {
            (Some(published), Some(latest)) => (
                published.year() > latest.year().saturating_add(1),
                crate::calendar::days_between(latest, published).abs() < 40,
            ),
            _ => (!time.relative, false),
        };
        if fresh {
            return false;
        }
        old += usize::from(long_ago);
    }
    all >= 5 && old * 4 >= all * 3
}
