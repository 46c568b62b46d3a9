//! Reads the tables of event words under `assets/events/`; `README.md` beside them explains their columns.
//!
//! What the frames mean for a clause is left to `frames`, how they are looked up to `rules`.

use std::collections::HashMap;

use super::rules::{Effect, Frame, LightUse, Need, Rules, Slot, Words};
use crate::extract::RulesError;

macro_rules! table {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!("../../../assets/events/", $name)),
        )
    };
}

type Table = (&'static str, &'static str);

const CLASSES: Table = table!("classes.tsv");
const LIGHT: Table = table!("light.tsv");
const CLAUSES: Table = table!("clauses.tsv");
const CONTEXTS: Table = table!("contexts.tsv");

/// The frames by what they yield; of two frames that ask for as much, the one of the earlier file is taken.
const FRAMES: [(&str, Table); 18] = [
    ("NONE", table!("none.tsv")),
    ("CONSULT", table!("consult.tsv")),
    ("AGREE", table!("agree.tsv")),
    ("SUPPORT", table!("support.tsv")),
    ("COOPERATE", table!("cooperate.tsv")),
    ("AID", table!("aid.tsv")),
    ("CONCEDE", table!("concede.tsv")),
    ("RETREAT", table!("retreat.tsv")),
    ("REQUEST", table!("request.tsv")),
    ("ACCUSE", table!("accuse.tsv")),
    ("REJECT", table!("reject.tsv")),
    ("THREATEN", table!("threaten.tsv")),
    ("PROTEST", table!("protest.tsv")),
    ("SANCTION", table!("sanction.tsv")),
    ("MOBILIZE", table!("mobilize.tsv")),
    ("COERCE", table!("coerce.tsv")),
    ("ASSAULT", table!("assault.tsv")),
    ("OTHER", table!("other.tsv")),
];

type Classes = HashMap<&'static str, u128>;

pub(super) fn read(rules: &mut Rules) -> Result<(), RulesError> {
    let classes = read_classes(rules)?;
    for (kind, table) in FRAMES {
        read_frames(rules, kind, table, &classes)?;
    }
    rules.order_by_rank();
    read_light(rules)?;
    read_clauses(rules)?;
    read_contexts(rules)
}

fn read_classes(rules: &mut Rules) -> Result<Classes, RulesError> {
    let mut names = Classes::new();
    for row in rows(CLASSES, 2) {
        let row = row?;
        if names.len() >= 128 {
            return Err(row.error("there is room for 128 classes only"));
        }
        let bit = 1u128 << names.len();
        if names.insert(row.cell(0), bit).is_some() {
            return Err(row.error(format!("the class “{}” stands twice", row.cell(0))));
        }
        for word in list(row.cell(1)) {
            *rules.classes.entry(word).or_default() |= bit;
        }
    }
    rules.quantity = names.get("quantity").copied().unwrap_or_default();
    rules.vague = names.get("vague").copied().unwrap_or_default();
    rules.force = names.get("troops").copied().unwrap_or_default();
    rules.human = names.get("human").copied().unwrap_or_default();
    rules.relation = names.get("relation").copied().unwrap_or_default();
    rules.circumstance = names.get("circumstance").copied().unwrap_or_default();
    rules.making = names.get("making").copied().unwrap_or_default();
    Ok(names)
}

fn read_frames(
    rules: &mut Rules,
    kind: &'static str,
    table: Table,
    classes: &Classes,
) -> Result<(), RulesError> {
    for row in rows(table, 6) {
        let row = row?;
        let part = row.cell(0);
        for word in list(row.cell(1)) {
            let frame = frame(&row, kind, word, classes)?;
            match part {
                "verb" | "adjective" => rules.add_verb(split_particle(word), frame),
                "noun" => rules.add_noun(word, frame),
                other => return Err(row.error(format!("“{other}” is no part of speech"))),
            }
        }
    }
    Ok(())
}

fn read_light(rules: &mut Rules) -> Result<(), RulesError> {
    for row in rows(LIGHT, 3) {
        let row = row?;
        let how = match row.cell(1) {
            "does" => LightUse::Does,
            "plans" => LightUse::Plans,
            "suffers" => LightUse::Suffers,
            "ends" => LightUse::Ends,
            other => return Err(row.error(format!("“{other}” is no use of a light verb"))),
        };
        let through = (row.cell(2) != "obj").then_some(row.cell(2));
        for verb in list(row.cell(0)) {
            let (lemma, particle) = split_particle(verb);
            rules
                .light
                .entry(lemma)
                .or_default()
                .push(particle, (how, through));
        }
    }
    Ok(())
}

fn read_clauses(rules: &mut Rules) -> Result<(), RulesError> {
    for row in rows(CLAUSES, 2) {
        let row = row?;
        let effect = match row.cell(1) {
            "aspect" => Effect::Aspect,
            "plan" => Effect::Plan,
            "decide" => Effect::Decide,
            "possible" => Effect::Possible,
            "agree" => Effect::Agree,
            "refuse" => Effect::Refuse,
            "threaten" => Effect::Threaten,
            "hold" => Effect::Hold,
            "deny" => Effect::Deny,
            "cause" => Effect::Cause,
            "report" => Effect::Report,
            other => return Err(row.error(format!("“{other}” is no effect"))),
        };
        for word in list(row.cell(0)) {
            let (table, lemma) = match word.strip_suffix(" that") {
                Some(lemma) => (&mut rules.finite_clauses, lemma),
                None => (&mut rules.clauses, word),
            };
            if table.insert(lemma, effect).is_some() {
                return Err(row.error(format!("“{word}” stands twice")));
            }
        }
    }
    Ok(())
}

fn read_contexts(rules: &mut Rules) -> Result<(), RulesError> {
    for row in rows(CONTEXTS, 2) {
        let row = row?;
        if rules.context_names.len() >= 64 {
            return Err(row.error("there is room for 64 contexts only"));
        }
        for word in list(row.cell(1)) {
            *rules.contexts.entry(word).or_default() |= 1 << rules.context_names.len();
        }
        rules.context_names.push(row.cell(0));
    }
    Ok(())
}

/// A line of a table with its place.
struct Row {
    table: &'static str,
    line: usize,
    cells: Vec<&'static str>,
}

impl Row {
    fn cell(&self, index: usize) -> &'static str {
        self.cells.get(index).copied().unwrap_or_default()
    }

    fn error(&self, message: impl Into<String>) -> RulesError {
        RulesError {
            table: self.table,
            line: self.line,
            message: message.into(),
        }
    }
}

fn rows((table, text): Table, columns: usize) -> impl Iterator<Item = Result<Row, RulesError>> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(move |(number, line)| {
            let row = Row {
                table,
                line: number + 1,
                cells: line.split('\t').map(str::trim).collect(),
            };
            if row.cells.len() == columns {
                Ok(row)
            } else {
                Err(row.error(format!("{columns} columns are expected")))
            }
        })
}

fn list(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty())
}

fn split_particle(verb: &'static str) -> (&'static str, Option<&'static str>) {
    match verb.split_once(' ') {
        Some((lemma, particle)) => (lemma, Some(particle)),
        None => (verb, None),
    }
}

fn frame(
    row: &Row,
    kind: &'static str,
    word: &'static str,
    classes: &Classes,
) -> Result<Frame, RulesError> {
    let mut needs = Vec::new();
    let mut rank = 0;
    for part in row.cell(2).split(' ').filter(|part| *part != "-") {
        if part == "first" {
            rank += 100;
            continue;
        }
        let need = need(row, part, classes)?;
        rank += weight(&need);
        needs.push(need);
    }
    let conditions = match row.cell(2) {
        "-" => String::new(),
        conditions => format!(" {conditions}"),
    };
    let reciprocal = row.cell(5).starts_with("both");
    Ok(Frame {
        key: format!("{kind} {} {word}{conditions}", row.cell(0)),
        needs,
        rank,
        kind: match kind {
            "NONE" => None,
            code => Some(code.parse().map_err(|error: String| row.error(error))?),
        },
        mode: (row.cell(3) != "-").then_some(row.cell(3)),
        source: slots(row, row.cell(4))?,
        target: slots(row, row.cell(5).trim_start_matches("both").trim())?,
        reciprocal,
    })
}

/// How much a condition asks for: frames that ask for more are tried first.
fn weight(need: &Need) -> u32 {
    match need {
        Need::ObjectIs(_) | Need::ModifiedBy(_) | Need::Complement(_) | Need::Near(_) => 6,
        Need::Preposition(_, Some(words)) if words.lemmas.is_empty() && words.classes == 0 => 3,
        Need::Preposition(_, Some(_)) => 6,
        Need::SubjectIs(_) => 4,
        Need::Preposition(_, None)
        | Need::Actor
        | Need::Place
        | Need::Infinitive
        | Need::Clause => 3,
        Need::People => 2,
        Need::Object
        | Need::NoObject
        | Need::Plural
        | Need::Several
        | Need::State
        | Need::Described
        | Need::Active
        | Need::Passive
        | Need::Light
        | Need::Not(_) => 1,
    }
}

fn need(row: &Row, part: &'static str, classes: &Classes) -> Result<Need, RulesError> {
    if let Some(part) = part.strip_prefix('^') {
        return Ok(Need::Not(Box::new(need(row, part, classes)?)));
    }
    Ok(match part {
        "obj" => Need::Object,
        "noobj" => Need::NoObject,
        "that" => Need::Clause,
        "to" => Need::Infinitive,
        "who" => Need::People,
        "whom" => Need::Actor,
        "place" => Need::Place,
        "plural" => Need::Plural,
        "several" => Need::Several,
        "state" => Need::State,
        "described" => Need::Described,
        "active" => Need::Active,
        "passive" => Need::Passive,
        "light" => Need::Light,
        _ => {
            if let Some(list) = part.strip_prefix("obj:") {
                Need::ObjectIs(words(row, list, classes)?)
            } else if let Some(list) = part.strip_prefix("is:") {
                Need::Complement(words(row, list, classes)?)
            } else if let Some(list) = part.strip_prefix("near:") {
                Need::Near(words(row, list, classes)?)
            } else if let Some(list) = part.strip_prefix("sub:") {
                Need::SubjectIs(words(row, list, classes)?)
            } else if let Some(list) = part.strip_prefix("obj~").or_else(|| part.strip_prefix('~'))
            {
                Need::ModifiedBy(words(row, list, classes)?)
            } else if let Some(phrase) = part.strip_prefix('+') {
                let (prepositions, list) = match phrase.split_once(':') {
                    Some((prepositions, list)) => (prepositions, Some(list)),
                    None => (phrase, None),
                };
                Need::Preposition(
                    prepositions.split('/').collect(),
                    list.map(|list| words(row, list, classes)).transpose()?,
                )
            } else {
                return Err(row.error(format!("“{part}” is no condition")));
            }
        }
    })
}

fn words(row: &Row, list: &'static str, classes: &Classes) -> Result<Words, RulesError> {
    let mut words = Words::default();
    for word in list.split('/') {
        match word.strip_prefix('@') {
            Some(class) => {
                words.classes |= classes
                    .get(class)
                    .ok_or_else(|| row.error(format!("there is no class “{class}”")))?;
            }
            None if word == "!" => words.actor = true,
            None => words.lemmas.push(word),
        }
    }
    Ok(words)
}

/// None for the usual places; an empty list for nobody.
fn slots(row: &Row, cell: &'static str) -> Result<Option<Vec<Slot>>, RulesError> {
    if cell == "." {
        return Ok(None);
    }
    let mut slots = Vec::new();
    for word in cell
        .split(' ')
        .filter(|word| !word.is_empty() && *word != "-")
    {
        slots.push(match word {
            "subj" => Slot::Subject,
            "obj" => Slot::Object,
            "dat" => Slot::Dative,
            "clause" => Slot::Clause,
            "clause.subj" | "that" => Slot::ClauseSubject,
            "mod" => Slot::Modifier,
            _ => match (word.strip_prefix('+'), word.strip_prefix('*')) {
                (Some(preposition), _) => Slot::After(preposition),
                (None, Some(preposition)) => Slot::Within(preposition),
                (None, None) => {
                    return Err(row.error(format!("“{word}” is no place of a participant")));
                }
            },
        });
    }
    Ok(Some(slots))
}
