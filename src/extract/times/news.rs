//! Events that news tells as new without saying when: they happened on the day of publication or shortly before.
//!
//! That is what a headline, the past tense of a main clause and "has recalled" mean in an article of that day. What the
//! text takes back ("had", "earlier", "since 2003", the words of somebody else, a paragraph about the past) stays undated,
//! and so does everything in an article without a date.

use super::anchor::{self, clause_of, dates_events};
use super::meaning::Length;
use super::rules::Rules;
use super::tense::is_future;
use crate::calendar::{Day, Interval, days_between, format_day, shift_days};
use crate::extract::Context;
use crate::language::{Dep, Doc, Pos, Tag};
use crate::model::{
    DateBasis, Event, EventType, Precision, Quad, Quote, Span, Status, TimeExpression, TimeKind,
    When,
};

/// How many steps up the tree are worth looking at.
const REACH: usize = 8;
/// News is told within a week.
const NEWS_DAYS: i64 = 6;
/// "Has sent" holds on, and may be told some weeks later.
const RESULT_DAYS: i64 = 30;
/// A date further back than this is not of the news.
const FRESH_DAYS: i64 = 14;
/// News tells of one fresh day in so many.
const FRESH_SHARE: usize = 3;
/// Of one in so many where it opens with one.
const OPENING_SHARE: usize = 6;
/// Longest first line that may be a headline, in bytes.
const HEADLINE_BYTES: usize = 250;

/// How the text tells an event as new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Voice {
    /// "Norway recalls envoy".
    Headline,
    /// "Norway recalled its envoy."
    Told,
    /// "Norway has recalled its envoy."
    Result,
    /// "Norway is recalling its envoy."
    GoingOn,
    /// "Norway will recall its envoy."
    ToCome,
}

impl Voice {
    fn days(self) -> i64 {
        match self {
            Self::Result => RESULT_DAYS,
            _ => NEWS_DAYS,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Headline => "the headline tells it as news",
            Self::Told => "told as news without a date",
            Self::Result => "told as the latest state of things",
            Self::GoingOn => "told as going on",
            Self::ToCome => "told as still to come",
        }
    }
}

/// Dates the events that the text tells as new and leaves undated.
pub fn date_by_publication(
    rules: &Rules,
    context: &Context<'_>,
    times: &[TimeExpression],
    quotes: &[Quote],
    events: &mut [Event],
) {
    let Some(published) = context.published else {
        for event in events.iter_mut().filter(|event| is_open(event)) {
            event.when.why = "the text gives no date for it, and has none itself".to_owned();
        }
        return;
    };
    let told: Vec<(u32, bool)> = times
        .iter()
        .filter(|time| {
            dates_a_main_clause(context.doc, time) && !anchor::is_measured_from(context.doc, time)
        })
        .filter_map(|time| Some((time.span.start, is_fresh(days(time)?, published))))
        .collect();
    // A feature or a history: nearly all days that it tells of lie long before its publication.
    let fresh = told.iter().filter(|(_, fresh)| *fresh).count();
    // A report that opens with the news may recall much.
    let opens_fresh = told.first().is_some_and(|(_, fresh)| *fresh);
    let share = if opens_fresh {
        OPENING_SHARE
    } else {
        FRESH_SHARE
    };
    let desk = Desk {
        rules,
        context,
        times,
        published,
        headline: headline(context.text),
        about_the_past: anchor::tells_a_history(times, Some(published))
            || fresh * share < told.len(),
        told,
    };
    let spoken = spoken(quotes);
    for event in events.iter_mut().filter(|event| is_open(event)) {
        if let Some(voice) = desk.voice(event, is_within(&spoken, event.trigger)) {
            event.when = when(published, voice);
        }
    }
}

/// It happened or is to happen, and nothing at all is said of when.
fn is_open(event: &Event) -> bool {
    event.when.basis == DateBasis::None
        && event.when.is_undated()
        && matches!(event.status, Status::Actual | Status::Planned)
        && !event.background
}

fn when(published: Day, voice: Voice) -> When {
    let day = format_day(published);
    let to_come = voice == Voice::ToCome;
    let (words, days) = if to_come {
        (voice.words(), format!("from {day} on"))
    } else {
        (voice.words(), format!("on or shortly before {day}"))
    };
    When {
        value: None,
        earliest: Some(if to_come {
            published
        } else {
            shift_days(published, -voice.days())
        }),
        latest: (!to_come).then_some(published),
        precision: if to_come {
            Precision::After
        } else {
            Precision::Before
        },
        basis: DateBasis::Published,
        span: None,
        why: format!("{words}, article of {day} → {days}"),
    }
}

/// The words within quotation marks, in order.
fn spoken(quotes: &[Quote]) -> Vec<Span> {
    let direct = quotes.iter().filter(|quote| quote.direct);
    let mut spans: Vec<Span> = direct.flat_map(|quote| quote.content.clone()).collect();
    spans.sort_unstable_by_key(|span| span.start);
    spans
}

fn is_within(spans: &[Span], words: Span) -> bool {
    let after = spans.partition_point(|span| span.start <= words.start);
    spans[..after]
        .last()
        .is_some_and(|span| span.contains(words))
}

/// The first line, unless it is a sentence.
fn headline(text: &str) -> Span {
    let line = text
        .trim_start()
        .lines()
        .next()
        .unwrap_or_default()
        .trim_end();
    let start = text.len() - text.trim_start().len();
    let is_sentence = line.ends_with(['.', '!', '”', '"', ':', ',', ';']);
    let length = if is_sentence || line.len() > HEADLINE_BYTES || line.len() == text.trim().len() {
        0
    } else {
        line.len()
    };
    Span::new(start, start + length)
}

fn days(time: &TimeExpression) -> Option<Interval> {
    if !dates_events(time) {
        return None;
    }
    Some(Interval::new(time.earliest?, time.latest?))
}

fn is_fresh(days: Interval, published: Day) -> bool {
    days_between(days.latest(), published) <= FRESH_DAYS
}

/// What all events of an article are judged by.
struct Desk<'a> {
    rules: &'a Rules,
    context: &'a Context<'a>,
    times: &'a [TimeExpression],
    published: Day,
    headline: Span,
    about_the_past: bool,
    /// Where main clauses say when, and whether that is of the news.
    told: Vec<(u32, bool)>,
}

/// The form of a verb with its auxiliaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aspect {
    Past,
    Perfect,
    Present,
    Progressive,
    /// "to send", "sending", "sent" behind a noun: another verb decides.
    NonFinite,
    /// "had sent", "was sending", "has been sending", "would send".
    Apart,
}

impl Desk<'_> {
    fn voice(&self, event: &Event, spoken: bool) -> Option<Voice> {
        let doc = self.context.doc;
        let token = doc.token_at(event.trigger.start as usize)?;
        let sentence = Span::from(doc.token_span(doc.sentence_of(token)));
        let in_headline = self.headline.contains(event.trigger);
        if spoken || self.about_the_past && !in_headline || self.looks_back(event, sentence) {
            return None;
        }
        let voice = self.told_as(event, token, in_headline)?;
        let holds = matches!(voice, Voice::Result | Voice::GoingOn);
        (holds || !self.goes_on_from_the_past(sentence)).then_some(voice)
    }

    /// How the clause of the event tells it.
    fn told_as(&self, event: &Event, token: usize, in_headline: bool) -> Option<Voice> {
        let doc = self.context.doc;
        let Some(clause) = clause_of(doc, token) else {
            // A headline without a verb: "Talks in Geneva".
            return in_headline.then_some(Voice::Headline);
        };
        let named_by_verb = matches!(doc.tokens[token].pos, Pos::Verb | Pos::Aux);
        let told = named_by_verb || in_headline && anchor::shares_clause(doc, token, clause);
        let planned = event.status == Status::Planned;
        // "Peru denies the charge": whenever it began to, it does so now.
        let replies = event.kind == EventType::Reject
            && clause == token
            && doc.head(clause).is_none()
            && aspect(doc, clause) == Aspect::Present
            && !self.is_taken_back(clause, false);
        if replies && !in_headline {
            return Some(Voice::GoingOn);
        }
        // "Jailed him for two years": how long the measure lasts, not since when it was taken.
        let imposed = matches!(event.kind, EventType::Sanction | EventType::Coerce);
        told.then(|| self.voice_of(clause, in_headline, planned, imposed))?
    }

    /// What the clause says for the news; none if it is not of the news.
    fn voice_of(
        &self,
        verb: usize,
        in_headline: bool,
        planned: bool,
        imposed: bool,
    ) -> Option<Voice> {
        let doc = self.context.doc;
        let mut told = planned.then_some(Voice::ToCome);
        let mut ahead = in_headline;
        let mut at = verb;
        for _ in 0..REACH {
            if self.is_taken_back(at, imposed && at == verb) {
                return None;
            }
            let aspect = aspect(doc, at);
            let lasting = self.rules.senses(&doc.tokens[at].lemma).lasting;
            let own = match aspect {
                Aspect::Past | Aspect::Perfect if lasting && told.is_none() => return None,
                Aspect::Apart if planned && is_future(doc, at) => None,
                Aspect::Past => Some(Voice::Told),
                Aspect::Perfect => Some(Voice::Result),
                Aspect::Progressive => Some(Voice::GoingOn),
                Aspect::Present if in_headline || told.is_some() => Some(Voice::Headline),
                Aspect::NonFinite if in_headline && doc.head(at).is_none() => Some(Voice::Headline),
                Aspect::NonFinite => None,
                Aspect::Present | Aspect::Apart => return None,
            };
            // The clause of the event itself says how it is told; those above only that it is of the news.
            told = told.or(own);
            // "Riot police had to use gas": what is to come is told with "will", or from now on.
            ahead |= is_future(doc, at) || !matches!(aspect, Aspect::Past | Aspect::NonFinite);
            let Some(head) = doc.head(at) else {
                return told.filter(|voice| *voice != Voice::ToCome || ahead);
            };
            // "Three soldiers wounded in shooting": the participle is the verb of a headline.
            let participle = doc.tokens[at].dep == Dep::Acl && doc.tokens[at].tag == Tag::Vbn;
            if in_headline && participle && doc.head(head).is_none() {
                return Some(Voice::Headline);
            }
            if !self.belongs_to(at, head, aspect, planned) {
                return None;
            }
            at = clause_of(doc, head)?;
        }
        None
    }

    /// Whether a clause is told from the same point in time as the one that it hangs on.
    fn belongs_to(&self, clause: usize, head: usize, aspect: Aspect, planned: bool) -> bool {
        let doc = self.context.doc;
        let token = &doc.tokens[clause];
        let is_verb = matches!(doc.tokens[head].pos, Pos::Verb | Pos::Aux);
        let finite = aspect != Aspect::NonFinite;
        match token.dep {
            Dep::Conj => is_verb,
            Dep::Ccomp | Dep::Parataxis if finite => {
                is_verb && (planned || self.rules.senses(&doc.tokens[head].lemma).saying)
            }
            Dep::Ccomp | Dep::Xcomp => is_verb && !finite,
            Dep::Advcl => {
                let mark = doc.children(clause).find(|&child| {
                    let dep = doc.tokens[child].dep;
                    dep == Dep::Mark || dep == Dep::Advmod && child < clause
                });
                let mark = mark.map(|mark| &*doc.tokens[mark].lower);
                if finite {
                    matches!(mark, Some("as" | "while" | "when"))
                } else {
                    // "Wounding three", not "to wound three".
                    token.tag == Tag::Vbg && mark.is_none()
                }
            }
            Dep::Acomp => is_verb,
            Dep::Pcomp => matches!(&*doc.tokens[head].lower, "by" | "in" | "while"),
            _ => false,
        }
    }

    /// A word of the clause takes it out of the news, or a time that is not a day: "earlier", "for years", "every week".
    fn is_taken_back(&self, verb: usize, imposed: bool) -> bool {
        let doc = self.context.doc;
        let measured = |preposition: usize| match &*doc.tokens[preposition].lower {
            "to" => true,
            "for" => imposed && aspect(doc, verb) != Aspect::Perfect,
            _ => false,
        };
        let apart = |at: usize| self.rules.senses(&doc.tokens[at].lower).apart;
        let says_so = doc.children(verb).any(|child| {
            apart(child)
                || doc.tokens[child].pos == Pos::Adv && doc.children(child).any(apart)
                || doc.tokens[child].dep == Dep::Prep && !measured(child) && self.leads_away(child)
        });
        if says_so {
            return true;
        }
        let sentence = Span::from(doc.token_span(doc.sentence_of(verb)));
        anchor::times_in(self.times, sentence).iter().any(|time| {
            let now = time.value == "PRESENT_REF" || time.kind == TimeKind::Time;
            // "Promised to send them by June": that is when they come.
            let ahead = time.latest.is_some_and(|day| day > self.published);
            let term = time.kind == TimeKind::Duration
                && doc
                    .token_at(time.span.start as usize)
                    .and_then(|first| {
                        doc.ancestors(first)
                            .find(|&at| doc.tokens[at].dep == Dep::Prep)
                    })
                    .is_some_and(measured);
            let ranked = anchor::is_measured_from(doc, time);
            !now && !ahead && !term && !ranked && verb_of(doc, time) == Some(verb)
        })
    }

    /// "In the years that followed", "after a test in January 2016".
    fn leads_away(&self, preposition: usize) -> bool {
        let doc = self.context.doc;
        let noun = doc.child(preposition, Dep::Pobj);
        let long = noun.is_some_and(|noun| {
            let unit = self.rules.senses(&doc.tokens[noun].lower).unit;
            unit.is_some_and(|(_, length)| length >= Length::Month)
        });
        let words = Span::from(doc.token_span(doc.subtree(preposition)));
        let old =
            |time: &TimeExpression| days(time).is_some_and(|days| !is_fresh(days, self.published));
        let order = matches!(&*doc.tokens[preposition].lower, "after" | "following");
        long || order && anchor::times_in(self.times, words).iter().any(old)
    }

    /// Another clause of the sentence is of a day long gone.
    fn looks_back(&self, event: &Event, sentence: Span) -> bool {
        // People speak of what is long gone; what they do has the date of what it is done to.
        let material = matches!(
            event.kind.quad(),
            Some(Quad::MaterialCooperation | Quad::MaterialConflict) | None
        );
        let old =
            |time: &TimeExpression| days(time).is_some_and(|days| !is_fresh(days, self.published));
        if material && anchor::times_in(self.times, sentence).iter().any(old) {
            return true;
        }
        let here = |at: u32| (sentence.start..sentence.end).contains(&at);
        let from = self.told.partition_point(|(at, _)| *at < sentence.start);
        let mut own = self.told[from..].iter().take_while(|(at, _)| here(*at));
        own.any(|(_, fresh)| !fresh)
    }

    /// What the paragraph of the sentence told last is of a day long gone. What is told as the state of things ("has
    /// demanded", "denies") does not go on from there.
    fn goes_on_from_the_past(&self, sentence: Span) -> bool {
        let before = self.context.text.get(..sentence.start as usize);
        let paragraph = before.and_then(|text| text.rfind("\n\n")).unwrap_or(0);
        let after = self.told.partition_point(|(at, _)| *at < sentence.start);
        let last = after.checked_sub(1).and_then(|last| self.told.get(last));
        last.is_some_and(|(at, fresh)| !fresh && *at as usize >= paragraph)
    }
}

/// The verb that the expression says the time of; none if it belongs to a noun: "the talks in March".
fn verb_of(doc: &Doc, time: &TimeExpression) -> Option<usize> {
    let first = doc.token_at(time.span.start as usize)?;
    let last = doc.token_at((time.span.end as usize).saturating_sub(1));
    let words = first..last.unwrap_or(first) + 1;
    let mut at = doc.span_root(words).unwrap_or(first);
    for _ in 0..REACH {
        at = doc.head(at)?;
        match doc.tokens[at].pos {
            Pos::Verb | Pos::Aux => return Some(at),
            Pos::Adp | Pos::Adv | Pos::Sconj => {}
            _ => return None,
        }
    }
    None
}

/// Whether the expression says when that happened which its sentence tells first of all.
fn dates_a_main_clause(doc: &Doc, time: &TimeExpression) -> bool {
    verb_of(doc, time).is_some_and(|verb| {
        let main = [Dep::Root, Dep::Conj, Dep::Ccomp, Dep::Parataxis, Dep::Xcomp];
        let is_back = aspect(doc, verb) == Aspect::Apart && !is_future(doc, verb);
        main.contains(&doc.tokens[verb].dep) && !is_back
    })
}

fn aspect(doc: &Doc, verb: usize) -> Aspect {
    let tag = doc.tokens[verb].tag;
    let is_now = |at: usize| {
        let token = &doc.tokens[at];
        &*token.lemma == "be" && matches!(token.tag, Tag::Vbz | Tag::Vbp)
    };
    let head = doc
        .head(verb)
        .filter(|_| doc.tokens[verb].dep == Dep::Acomp);
    if tag == Tag::Vbg && head.is_some_and(is_now) {
        return Aspect::Progressive;
    }
    let mut form = match tag {
        Tag::Vbd => Aspect::Past,
        Tag::Vbz | Tag::Vbp => Aspect::Present,
        _ => Aspect::NonFinite,
    };
    for child in doc.children(verb) {
        let aux = &doc.tokens[child];
        if !matches!(aux.dep, Dep::Aux | Dep::AuxPass) {
            continue;
        }
        form = match (&*aux.lemma, aux.tag) {
            (_, Tag::Md) => return Aspect::Apart,
            ("have", Tag::Vbd) => return Aspect::Apart,
            // "Has been trying" lasts.
            ("have", Tag::Vbz | Tag::Vbp) if tag == Tag::Vbg => return Aspect::Apart,
            ("have", Tag::Vbz | Tag::Vbp) => return Aspect::Perfect,
            ("be", Tag::Vbd) if tag == Tag::Vbg => Aspect::Apart,
            ("be", Tag::Vbz | Tag::Vbp) if tag == Tag::Vbg => Aspect::Progressive,
            (_, Tag::Vbd) => Aspect::Past,
            (_, Tag::Vbz | Tag::Vbp) => Aspect::Present,
            _ => form,
        };
    }
    form
}
