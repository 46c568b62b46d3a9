//! One line for people: who, the words of the text for what, whom.

use std::collections::BTreeMap;

use super::Draft;
use super::actors::{self, Scene};
use super::tree;
use crate::language::{Dep, Doc, EntityLabel, Pos, Tag};
use crate::model::{EventType, Participant, Span};

/// About as much as fits on a mark of the timeline.
const LONGEST: usize = 72;
/// A phrase for several participants is no longer, in bytes.
const GROUP_BYTES: u32 = 60;

/// The line for an event.
pub(super) fn line(scene: &Scene<'_>, draft: &Draft) -> String {
    let doc = scene.doc;
    let verb = draft
        .clause
        .light
        .or_else(|| tree::is_verb(doc, draft.clause.word).then_some(draft.clause.word));
    let text = match verb {
        Some(verb) => from_verb(scene, draft, verb),
        None => from_noun(scene, draft),
    };
    shorten(&capitalised(&text))
}

/// Subject, verb, objects and the phrases that name a participant, in the order of the text.
fn from_verb(scene: &Scene<'_>, draft: &Draft, verb: usize) -> String {
    let doc = scene.doc;
    let mut keep = BTreeMap::new();
    keep_verb(scene, draft, verb, &mut keep);
    // The words that govern the clause belong to it: "agreed to send", "is expected to join".
    let mut current = verb;
    for _ in 0..3 {
        let Some(head) = doc.head(current) else { break };
        let joins = matches!(doc.tokens[current].dep, Dep::Xcomp | Dep::Acomp)
            && !doc.tokens[head].is_space();
        if !joins {
            break;
        }
        keep.insert(head, ());
        for child in doc.children(head) {
            if matches!(doc.tokens[child].dep, Dep::Aux | Dep::AuxPass | Dep::Neg) {
                keep.insert(child, ());
            }
        }
        current = head;
    }
    let surface = tree::surface_subject(doc, verb, 0)
        .map(|noun| tree::behind_dateline(doc, scene.text, noun, verb));
    let subject = match surface {
        Some(noun) => {
            let found = scene.participants(noun);
            match whole_group(scene, noun, &found) {
                Some(words) => words.to_owned(),
                None if found.is_empty() => scene.words_of(noun).of(scene.text).to_owned(),
                None => names(&found),
            }
        }
        None if draft.clause.arguments.passive => names(&draft.targets),
        None => names(&draft.sources),
    };
    // What stands before the first kept word has been said by the subject.
    let said: Vec<Participant> = surface
        .map(|noun| scene.participants(noun))
        .unwrap_or_default();
    let mut words = written(scene, &keep, &said);
    // "Whom it arrested": the noun stands before the clause.
    if let Some(object) = draft.clause.arguments.object {
        let before = object < verb && !draft.clause.arguments.passive;
        if before && Some(object) != surface {
            let noun = scene.words_of(object).of(scene.text);
            words = format!("{words} {}", actors::bare(noun));
        }
    }
    let by = if draft.clause.arguments.passive
        && !words.contains(" by ")
        && !draft.sources.is_empty()
        && surface.is_some()
    {
        format!(" by {}", names(&draft.sources))
    } else {
        String::new()
    };
    format!("{subject} {words}{by}")
}

fn keep_verb(scene: &Scene<'_>, draft: &Draft, verb: usize, keep: &mut BTreeMap<usize, ()>) {
    let doc = scene.doc;
    keep.insert(verb, ());
    for child in doc.children(verb) {
        match doc.tokens[child].dep {
            Dep::Aux | Dep::AuxPass | Dep::Neg | Dep::Prt => {
                keep.insert(child, ());
            }
            Dep::Dobj if matches!(doc.tokens[child].tag, Tag::Wdt | Tag::Wp) => {}
            Dep::Dobj | Dep::Dative | Dep::Agent | Dep::Oprd => keep_phrase(doc, child, keep, 0),
            // "Accused Peru of ignoring the smugglers".
            Dep::Prep if doc.child(child, Dep::Pcomp).is_some() && says_why(draft.kind) => {
                keep.insert(child, ());
                if let Some(inner) = doc.child(child, Dep::Pcomp) {
                    keep_verb(scene, draft, inner, keep);
                }
            }
            // "Was fired upon".
            Dep::Prep
                if child == verb + 1
                    && draft.clause.arguments.passive
                    && doc.child(child, Dep::Pobj).is_none() =>
            {
                keep.insert(child, ());
            }
            Dep::Prep
                if names_somebody(scene, draft, child)
                    || leads_to_somebody(scene, draft, verb, child) =>
            {
                keep_phrase(doc, child, keep, 0);
            }
            Dep::Xcomp if draft.clause.word == verb => {
                keep_verb(scene, draft, child, keep);
            }
            Dep::Ccomp if doc.tokens[child].tag == Tag::Vb => {
                if let Some(subject) = tree::own_subject(doc, child) {
                    keep_phrase(doc, subject, keep, 0);
                }
                keep_verb(scene, draft, child, keep);
            }
            _ => {}
        }
    }
}

/// Acts that people want to know the reason of.
fn says_why(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Accuse | EventType::Sanction | EventType::Support | EventType::Coerce
    )
}

/// A phrase that is the target, or without which the verb says little.
fn names_somebody(scene: &Scene<'_>, draft: &Draft, prep: usize) -> bool {
    let doc = scene.doc;
    let span = doc.token_span(doc.subtree(prep));
    let inside = |one: &Participant| {
        span.start <= one.span.start as usize && one.span.end as usize <= span.end
    };
    draft.targets.iter().any(inside)
        || draft.sources.iter().any(inside)
        || matches!(&*doc.tokens[prep].lower, "for" | "on" | "to" | "of") && {
            !doc.child(prep, Dep::Pobj).is_some_and(|noun| {
                doc.tokens[noun]
                    .entity
                    .is_some_and(|label| matches!(label, EntityLabel::Date | EntityLabel::Time))
            }) && draft.targets.is_empty()
        }
}

/// "Imposed tariffs *on fruit and fish* from Peru": without it the phrase behind it would hang on the wrong word.
fn leads_to_somebody(scene: &Scene<'_>, draft: &Draft, verb: usize, prep: usize) -> bool {
    let doc = scene.doc;
    let end = doc.subtree(prep).end;
    doc.children(verb).any(|next| {
        next == end
            && doc.tokens[next].dep == Dep::Prep
            && matches!(&*doc.tokens[next].lower, "from" | "of" | "in" | "by")
            && names_somebody(scene, draft, next)
    })
}

/// "Norwegian and Finnish aircraft", "the ministers of Peru and Ecuador": a phrase that says more than the names in it.
fn whole_group<'a>(scene: &Scene<'a>, noun: usize, found: &[Participant]) -> Option<&'a str> {
    if found.len() < 2 {
        return None;
    }
    let head = scene.words_of(noun);
    let end = found.iter().map(|one| one.span.end).max()?.max(head.end);
    let reach = Span::from(scene.doc.token_span(scene.doc.subtree(noun)));
    let words = Span {
        start: head.start,
        end,
    };
    let within = reach.contains(words)
        && end - head.start <= GROUP_BYTES
        && found
            .iter()
            .all(|one| words.contains(one.span) && one.span != head);
    within.then(|| words.of(scene.text))
}

fn keep_phrase(doc: &Doc, word: usize, keep: &mut BTreeMap<usize, ()>, depth: usize) {
    keep.insert(word, ());
    if depth > 4 {
        return;
    }
    for child in doc.children(word) {
        let token = &doc.tokens[child];
        let wanted = matches!(
            token.dep,
            Dep::Det
                | Dep::Amod
                | Dep::Compound
                | Dep::Nmod
                | Dep::Poss
                | Dep::Case
                | Dep::Nummod
                | Dep::Pobj
                | Dep::Prep
                | Dep::Conj
                | Dep::Cc
                | Dep::Quantmod
                | Dep::Npadvmod
                | Dep::Prt
        ) || token.dep == Dep::Punct
            && matches!(&*token.lower, "-" | "," | "$" | "’s" | "'s")
            && child < word + 6
            || token.dep == Dep::Punct && &*token.lower == "-";
        if wanted && !(token.dep == Dep::Prep && depth > 2) {
            keep_phrase(doc, child, keep, depth + 1);
        }
    }
}

/// The kept words, with names in place of pronouns.
fn written(scene: &Scene<'_>, keep: &BTreeMap<usize, ()>, said: &[Participant]) -> String {
    let doc = scene.doc;
    let mut line = String::new();
    let mut last: Option<usize> = None;
    for &index in keep.keys() {
        let token = &doc.tokens[index];
        if token.is_space() {
            continue;
        }
        let text = doc.text_of(scene.text, token);
        if matches!(text, "“" | "”" | "\"" | "‘") {
            continue;
        }
        let glued = last.is_some_and(|last| last + 1 == index && !doc.tokens[last].space_after)
            || matches!(text, "," | "’s" | "'s" | "’" | "'" | "n't" | "n’t" | "%");
        if !line.is_empty() && !glued {
            line.push(' ');
        }
        match pronoun_name(scene, index, said) {
            Some(name) => line.push_str(&name),
            None => line.push_str(text),
        }
        last = Some(index);
    }
    line.trim_end_matches([',', ' ', '-']).to_owned()
}

/// The name in place of a pronoun, unless the subject has just said it.
fn pronoun_name(scene: &Scene<'_>, index: usize, said: &[Participant]) -> Option<String> {
    let token = &scene.doc.tokens[index];
    if token.pos != Pos::Pron && token.tag != Tag::PrpPossessive {
        return None;
    }
    let mention = scene
        .mention_at(index)
        .filter(|mention| mention.actor.is_some() || mention.country.is_some())?;
    let told = |one: &Participant| {
        one.name == mention.name || one.country.is_some() && one.country == mention.country
    };
    if said.iter().any(told) || mention.name.starts_with(char::is_lowercase) {
        return None;
    }
    if token.tag == Tag::PrpPossessive {
        return Some(format!("{}’s", mention.name));
    }
    Some(mention.name.clone())
}

/// A noun of event: who, the words in front of it, whom.
fn from_noun(scene: &Scene<'_>, draft: &Draft) -> String {
    let doc = scene.doc;
    let mut keep = BTreeMap::new();
    keep_phrase(doc, draft.clause.word, &mut keep, 0);
    let words = written(scene, &keep, &[]);
    let spoken = |one: &Participant| words.contains(one.span.of(scene.text));
    if draft.sources.iter().all(spoken) {
        return words;
    }
    format!("{}: {words}", names(&draft.sources))
}

/// "China, Russia and Iran".
fn names(list: &[Participant]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for one in list {
        let name = one.name.trim();
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    match names.as_slice() {
        [] => "Somebody".to_owned(),
        [one] => (*one).to_owned(),
        [all @ .., last] if all.len() < 4 => format!("{} and {last}", all.join(", ")),
        [first, ..] => format!("{first} and {} others", names.len() - 1),
    }
}

fn capitalised(text: &str) -> String {
    let text = text
        .trim()
        .strip_prefix("the ")
        .or_else(|| text.trim().strip_prefix("a "))
        .unwrap_or(text.trim());
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// Cut at a word, with an ellipsis.
fn shorten(text: &str) -> String {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= LONGEST {
        return text;
    }
    let mut line = String::new();
    for word in text.split(' ') {
        if line.chars().count() + word.chars().count() + 2 > LONGEST {
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    let line = line.trim_end_matches([',', ';', ':']);
    let line = [
        " of", " the", " to", " and", " on", " a", " for", " in", " with", " by",
    ]
    .iter()
    .fold(line, |line, tail| line.strip_suffix(tail).unwrap_or(line));
    format!("{line}…")
}
