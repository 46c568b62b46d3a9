//! Noun phrases: how far one reaches, what stands in it, and the role that its nouns name.

use std::ops::Range;

use super::names::{Name, Referent};
use crate::language::{Dep, Doc, Pos, Tag};
use crate::world::{Role, World};

/// A noun phrase.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// Its head.
    pub(super) head: usize,
    /// From its first modifier to the head, with an "of" phrase behind it.
    pub(super) tokens: Range<usize>,
    /// Up to and with the head.
    pub(super) core: Range<usize>,
    /// A name that stands right behind the head as its apposition: "spokesman Geng Shuang".
    pub(super) title_of: Option<usize>,
}

/// Whether a noun phrase hangs on the token.
pub(super) fn is_head(doc: &Doc, at: usize) -> bool {
    let token = &doc.tokens[at];
    let noun = matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Pron)
        || (matches!(token.pos, Pos::Adj | Pos::Verb) && stands_for_people(doc, at))
        || is_two(doc, at)
        // A name to be looked up, which the tagger may take for a verb: "Trump".
        || doc.len() == 1;
    noun && !is_part(doc, at)
}

/// "The two agreed", "both agreed".
pub(super) fn is_two(doc: &Doc, at: usize) -> bool {
    let token = &doc.tokens[at];
    matches!(token.dep, Dep::Nsubj | Dep::NsubjPass)
        && (&*token.lower == "both"
            || (&*token.lower == "two" && doc.child(at, Dep::Det).is_some()))
        && doc.child(at, Dep::Prep).is_none()
}

/// "the displaced", "the Chinese": an adjective or participle in the place of a noun.
fn stands_for_people(doc: &Doc, at: usize) -> bool {
    matches!(
        doc.tokens[at].dep,
        Dep::Nsubj | Dep::NsubjPass | Dep::Dobj | Dep::Pobj | Dep::Conj | Dep::Root
    ) && (doc.child(at, Dep::Det).is_some() || doc.child(at, Dep::Poss).is_some())
}

/// Whether the token is only part of the phrase of a noun behind it.
fn is_part(doc: &Doc, at: usize) -> bool {
    let token = &doc.tokens[at];
    match token.dep {
        Dep::Compound | Dep::Amod | Dep::Nummod | Dep::Quantmod | Dep::Det | Dep::Case => {
            token.head as usize > at
        }
        Dep::Nmod => token.head as usize > at,
        _ => false,
    }
}

/// Where a sentence begins behind the line of a report, "OSLO, 9 May - Norwegian troops", as seen from a word behind it: the
/// token after the dash; else the sentence's first.
pub(in crate::extract) fn line_of_report(doc: &Doc, word: usize) -> usize {
    /// No such line has more words.
    const MOST_WORDS: usize = 14;
    let start = doc.sentence_of(word).start;
    let dash = (start + 1..word.min(start + MOST_WORDS)).find(|&at| {
        matches!(&*doc.tokens[at].lower, "-" | "--" | "–" | "—") && doc.tokens[at - 1].space_after
    });
    let Some(dash) = dash else { return start };
    // "Hezbollah - led fighters" is one phrase, and a clause before the dash is no line.
    let led = matches!(doc.tokens[dash + 1].tag, Tag::Vbn | Tag::Vbg | Tag::Vbd);
    let is_line = doc.tokens[start].pos == Pos::Propn
        && !doc.tokens[start..dash]
            .iter()
            .any(|token| matches!(token.pos, Pos::Verb | Pos::Aux | Pos::Pron));
    if is_line && !led { dash + 1 } else { start }
}

/// The noun phrase of a head.
pub(super) fn phrase(doc: &Doc, head: usize, names: &[Name]) -> Phrase {
    let mut start = head;
    for child in doc.children(head) {
        if child >= head {
            break;
        }
        let modifier = matches!(
            doc.tokens[child].dep,
            Dep::Det
                | Dep::Amod
                | Dep::Compound
                | Dep::Poss
                | Dep::Nummod
                | Dep::Nmod
                | Dep::Quantmod
                | Dep::Predet
        );
        if modifier {
            start = start.min(doc.left_edge(child));
        }
    }
    // A name that the parser tore apart is kept whole.
    let mut end = head + 1;
    if let Some(name) = name_at(names, head) {
        start = start.min(name.tokens.start);
        end = end.max(name.tokens.end);
    }
    let start = start.max(line_of_report(doc, head));
    let core = start..end;
    let title_of = doc.children(head).find(|&child| {
        let adjacent =
            doc.tokens[child].dep == Dep::Appos && child >= end && left_of(doc, child) == end;
        adjacent
            && name_at(names, child).is_some_and(|name| {
                matches!(name.referent, Referent::Person(_) | Referent::Other(_))
            })
    });
    if let Some(name) = title_of {
        end = name_at(names, name).map_or(name + 1, |name| name.tokens.end);
    } else {
        end = end.max(of_phrase(doc, head, end));
    }
    Phrase {
        head,
        tokens: start..end,
        core,
        title_of,
    }
}

fn left_of(doc: &Doc, at: usize) -> usize {
    doc.children(at)
        .filter(|&child| matches!(doc.tokens[child].dep, Dep::Compound | Dep::Nmod | Dep::Amod))
        .map(|child| doc.left_edge(child))
        .fold(at, usize::min)
}

/// The end of an "of" phrase right behind the head, if it is short: "the Ministry of Defence", "the president of Chile".
fn of_phrase(doc: &Doc, head: usize, end: usize) -> usize {
    let Some(of) = doc.tokens.get(end).filter(|token| {
        token.head as usize == head && matches!(&*token.lower, "of" | "to" | "in" | "from" | "for")
    }) else {
        return end;
    };
    let only_of = &*of.lower == "of";
    let titled = matches!(
        &*doc.tokens[head].lemma,
        "ambassador"
            | "envoy"
            | "representative"
            | "minister"
            | "secretary"
            | "adviser"
            | "consul"
            | "observer"
    );
    if !only_of && !titled {
        return end;
    }
    let Some(object) = doc.child(end, Dep::Pobj) else {
        return end;
    };
    let right = doc.right_edge(object) + 1;
    let short = right - end <= 8
        && !doc.tokens[end..right]
            .iter()
            .any(|t| matches!(t.pos, Pos::Verb | Pos::Aux) || &*t.lower == ",");
    if short { right } else { object + 1 }
}

/// The name that covers a token; the longest if there are two.
pub(super) fn name_at(names: &[Name], token: usize) -> Option<&Name> {
    let after = names.partition_point(|name| name.tokens.start <= token);
    // Names overlap at most in pairs, so that looking back over a few finds the outer one.
    names[after.saturating_sub(4)..after]
        .iter()
        .find(|name| name.tokens.contains(&token))
}

/// The names that begin in a range of tokens.
pub(super) fn names_in<'a>(names: &'a [Name], range: &Range<usize>) -> &'a [Name] {
    let from = names.partition_point(|name| name.tokens.start < range.start);
    let to = names.partition_point(|name| name.tokens.start < range.end);
    &names[from..to]
}

/// A role and the tokens that name it.
pub(super) struct Found<'world> {
    pub(super) role: &'world Role,
    pub(super) tokens: Range<usize>,
    /// Whether the noun stands in the plural.
    pub(super) plural: bool,
}

/// The role that the words ending at `last` name, the longest first.
pub(super) fn role_ending_at<'world>(
    doc: &Doc,
    start: usize,
    last: usize,
    world: &'world World,
) -> Option<Found<'world>> {
    let token = doc.tokens.get(last)?;
    let plural = token.morph.is("Number", "Plur");
    for length in (1..=4usize).rev() {
        let Some(first) = (last + 1)
            .checked_sub(length)
            .filter(|&first| first >= start)
        else {
            continue;
        };
        let mut before = String::new();
        for token in &doc.tokens[first..last] {
            before.push_str(if &*token.lower == "defense" {
                "defence"
            } else {
                &token.lower
            });
            if token.space_after {
                before.push(' ');
            }
        }
        for word in [&*token.lower, &*token.lemma.to_lowercase()] {
            if let Some(role) = world.role(&format!("{before}{word}")) {
                return Some(Found {
                    role,
                    tokens: first..last + 1,
                    plural,
                });
            }
        }
    }
    None
}

/// The role of a noun phrase by its head, with an "of" behind it that belongs to the title: "the minister of defence".
pub(super) fn role_of_head<'world>(
    doc: &Doc,
    start: usize,
    head: usize,
    world: &'world World,
) -> Option<Found<'world>> {
    const LONGEST_TITLE_BEHIND: usize = 3;
    let goes_on = doc
        .tokens
        .get(head + 1)
        .is_some_and(|token| &*token.lower == "of");
    (head + 2..=head + LONGEST_TITLE_BEHIND)
        .rev()
        .filter(|_| goes_on)
        .filter_map(|last| role_ending_at(doc, start, last, world))
        .find(|found| found.tokens.start <= head)
        .map(|found| Found {
            plural: doc.tokens[head].morph.is("Number", "Plur"),
            ..found
        })
        .or_else(|| role_ending_at(doc, start, head, world))
}

/// The role in a range of tokens before a name: in "Iranian Foreign Minister" the last that names a person.
pub(super) fn title_before<'world>(
    doc: &Doc,
    range: Range<usize>,
    world: &'world World,
) -> Option<Found<'world>> {
    range
        .clone()
        .rev()
        .find_map(|last| role_ending_at(doc, range.start, last, world))
}
