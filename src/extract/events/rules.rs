//! The tables of event words: frames of verbs and nouns, light verbs, words that govern clauses, contexts.
//!
//! The files under `assets/rules/` explain their columns; this module reads them and leaves the matching to others.

use std::collections::HashMap;

use crate::extract::RulesError;
use crate::model::EventType;

const CLASSES: &str = include_str!("../../../assets/rules/events-classes.tsv");
const VERBS: &str = include_str!("../../../assets/rules/events-verbs.tsv");
const NOUNS: &str = include_str!("../../../assets/rules/events-nouns.tsv");
const LIGHT: &str = include_str!("../../../assets/rules/events-light.tsv");
const CLAUSES: &str = include_str!("../../../assets/rules/events-clauses.tsv");
const CONTEXTS: &str = include_str!("../../../assets/rules/events-contexts.tsv");

/// A set of words: lemmas, classes of nouns, or "any actor".
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    pub(super) lemmas: Vec<&'static str>,
    pub(super) classes: u64,
    pub(super) actor: bool,
}

/// One condition of a frame.
#[derive(Debug, Clone)]
pub(super) enum Need {
    /// Has an object.
    Object,
    /// Has none.
    NoObject,
    /// The head of the object is one of these.
    ObjectIs(Words),
    /// The head of the object or a word that modifies it is one of these; for nouns: a word that modifies it.
    ModifiedBy(Words),
    /// The head of the subject is one of these.
    SubjectIs(Words),
    /// Has one of these prepositions, whose noun is one of the words if there are any.
    Preposition(Vec<&'static str>, Option<Words>),
    /// Has a finite clause as complement.
    Clause,
    /// Has an infinitive as complement.
    Infinitive,
    /// The object is an actor or people.
    People,
    /// The object is a country, body, group or named person.
    Actor,
    /// The object is a country or a place.
    Place,
    /// The subject is plural or joined.
    Plural,
    /// The complement of the object is one of these: "found him guilty".
    Complement(Words),
    /// Voice of the verb.
    Active,
    /// Voice of the verb.
    Passive,
    /// The noun is the object of a light verb.
    Light,
}

/// Where a participant stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// The subject.
    Subject,
    /// The object.
    Object,
    /// The indirect object.
    Dative,
    /// The subject of the complement clause.
    ClauseSubject,
    /// Whoever else the complement speaks of.
    Clause,
    /// The word in front of the noun.
    Modifier,
    /// The noun behind a preposition.
    After(&'static str),
}

/// What one use of a word means.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) word: &'static str,
    pub(super) needs: Vec<Need>,
    /// None: this use names no event.
    pub(super) kind: Option<EventType>,
    pub(super) mode: Option<&'static str>,
    /// None: the usual place.
    pub(super) source: Option<Vec<Slot>>,
    /// None: the usual places.
    pub(super) target: Option<Vec<Slot>>,
    /// Both sides are sources and targets.
    pub(super) reciprocal: bool,
}

/// What a light verb does with its noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LightUse {
    Does,
    Plans,
    Suffers,
    Ends,
}

/// What a word says about the clause that it governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    Aspect,
    Plan,
    Possible,
    Agree,
    Refuse,
    Threaten,
    Hold,
    Deny,
    Cause,
    Report,
}

/// What a verb with one of its particles can mean.
#[derive(Debug)]
pub(super) struct ByParticle<T> {
    bare: Vec<T>,
    particles: Vec<(&'static str, Vec<T>)>,
}

impl<T> Default for ByParticle<T> {
    fn default() -> Self {
        Self {
            bare: Vec::new(),
            particles: Vec::new(),
        }
    }
}

impl<T> ByParticle<T> {
    /// The meanings with this particle; without one, or with one that is not listed, the bare ones.
    pub(super) fn of(&self, particle: Option<&str>) -> &[T] {
        particle
            .and_then(|particle| self.particles.iter().find(|(p, _)| *p == particle))
            .map_or(&self.bare, |(_, meanings)| meanings)
    }

    /// Whether the particle changes the meaning.
    pub(super) fn knows(&self, particle: &str) -> bool {
        self.particles.iter().any(|(p, _)| *p == particle)
    }

    fn push(&mut self, particle: Option<&'static str>, meaning: T) {
        let Some(particle) = particle else {
            self.bare.push(meaning);
            return;
        };
        match self.particles.iter_mut().find(|(p, _)| *p == particle) {
            Some((_, meanings)) => meanings.push(meaning),
            None => self.particles.push((particle, vec![meaning])),
        }
    }
}

/// The tables of verbs and nouns under `assets/rules/`.
#[derive(Debug)]
pub struct Rules {
    frames: Vec<Frame>,
    verbs: HashMap<&'static str, ByParticle<usize>>,
    nouns: HashMap<&'static str, Vec<usize>>,
    light: HashMap<&'static str, ByParticle<(LightUse, Option<&'static str>)>>,
    clauses: HashMap<&'static str, Effect>,
    finite_clauses: HashMap<&'static str, Effect>,
    classes: HashMap<&'static str, u64>,
    contexts: HashMap<&'static str, u64>,
    context_names: Vec<&'static str>,
    quantity: u64,
    human: u64,
    vague: u64,
}

impl Rules {
    /// Reads the tables.
    ///
    /// # Errors
    /// If a table is malformed.
    pub fn load() -> Result<Self, RulesError> {
        let mut rules = Self {
            frames: Vec::new(),
            verbs: HashMap::new(),
            nouns: HashMap::new(),
            light: HashMap::new(),
            clauses: HashMap::new(),
            finite_clauses: HashMap::new(),
            classes: HashMap::new(),
            contexts: HashMap::new(),
            context_names: Vec::new(),
            quantity: 0,
            human: 0,
            vague: 0,
        };
        let class_names = rules.read_classes()?;
        rules.read_frames(&class_names)?;
        rules.read_light()?;
        rules.read_clauses()?;
        rules.read_contexts()?;
        Ok(rules)
    }

    /// The frames of a verb.
    pub(super) fn verb(&self, lemma: &str) -> Option<&ByParticle<usize>> {
        self.verbs.get(lemma)
    }

    /// The frames of a noun.
    pub(super) fn noun(&self, lemma: &str) -> &[usize] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// One frame.
    pub(super) fn frame(&self, index: usize) -> &Frame {
        &self.frames[index]
    }

    /// What the verb does with a noun of event.
    pub(super) fn light(
        &self,
        lemma: &str,
    ) -> Option<&ByParticle<(LightUse, Option<&'static str>)>> {
        self.light.get(lemma)
    }

    /// What the word says about its clause.
    pub(super) fn effect(&self, lemma: &str, finite: bool) -> Option<Effect> {
        finite
            .then(|| self.finite_clauses.get(lemma))
            .flatten()
            .or_else(|| self.clauses.get(lemma))
            .copied()
    }

    /// The classes of a noun, a bit each.
    pub(super) fn classes(&self, lemma: &str) -> u64 {
        self.classes.get(lemma).copied().unwrap_or_default()
    }

    /// Whether the noun only measures the one behind its "of".
    pub(super) fn is_quantity(&self, lemma: &str) -> bool {
        self.classes(lemma) & self.quantity != 0
    }

    /// Whether the noun names nobody: "addition", "response".
    pub(super) fn is_vague(&self, lemma: &str) -> bool {
        self.classes(lemma) & self.vague != 0
    }

    /// Whether the noun names people or those who act for them.
    pub(super) fn is_human(&self, lemma: &str) -> bool {
        self.classes(lemma) & self.human != 0
    }

    /// The contexts that a word hints at, a bit each.
    pub(super) fn contexts(&self, lemma: &str) -> u64 {
        self.contexts.get(lemma).copied().unwrap_or_default()
    }

    /// The names of a set of contexts.
    pub(super) fn context_names(&self, set: u64) -> Vec<String> {
        self.context_names
            .iter()
            .enumerate()
            .filter(|(bit, _)| set & (1 << bit) != 0)
            .map(|(_, name)| (*name).to_owned())
            .collect()
    }

    fn read_classes(&mut self) -> Result<HashMap<&'static str, u64>, RulesError> {
        let mut names = HashMap::new();
        for row in rows("events-classes.tsv", CLASSES, 2) {
            let row = row?;
            if names.len() >= 64 {
                return Err(row.error("there is room for 64 classes only"));
            }
            let bit = 1u64 << names.len();
            if names.insert(row.cell(0), bit).is_some() {
                return Err(row.error(format!("the class “{}” stands twice", row.cell(0))));
            }
            for word in list(row.cell(1)) {
                *self.classes.entry(word).or_default() |= bit;
            }
        }
        self.quantity = names.get("quantity").copied().unwrap_or_default();
        self.vague = names.get("vague").copied().unwrap_or_default();
        self.human = names.get("human").copied().unwrap_or_default();
        Ok(names)
    }

    fn read_frames(&mut self, classes: &HashMap<&'static str, u64>) -> Result<(), RulesError> {
        for row in rows("events-verbs.tsv", VERBS, 6) {
            let row = row?;
            for verb in list(row.cell(0)) {
                let (lemma, particle) = split_particle(verb);
                self.frames.push(frame(&row, verb, classes)?);
                let index = self.frames.len() - 1;
                self.verbs.entry(lemma).or_default().push(particle, index);
            }
        }
        for row in rows("events-nouns.tsv", NOUNS, 6) {
            let row = row?;
            for noun in list(row.cell(0)) {
                self.frames.push(frame(&row, noun, classes)?);
                self.nouns
                    .entry(noun)
                    .or_default()
                    .push(self.frames.len() - 1);
            }
        }
        Ok(())
    }

    fn read_light(&mut self) -> Result<(), RulesError> {
        for row in rows("events-light.tsv", LIGHT, 3) {
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
                self.light
                    .entry(lemma)
                    .or_default()
                    .push(particle, (how, through));
            }
        }
        Ok(())
    }

    fn read_clauses(&mut self) -> Result<(), RulesError> {
        for row in rows("events-clauses.tsv", CLAUSES, 2) {
            let row = row?;
            let effect = match row.cell(1) {
                "aspect" => Effect::Aspect,
                "plan" => Effect::Plan,
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
                    Some(lemma) => (&mut self.finite_clauses, lemma),
                    None => (&mut self.clauses, word),
                };
                if table.insert(lemma, effect).is_some() {
                    return Err(row.error(format!("“{word}” stands twice")));
                }
            }
        }
        Ok(())
    }

    fn read_contexts(&mut self) -> Result<(), RulesError> {
        for row in rows("events-contexts.tsv", CONTEXTS, 2) {
            let row = row?;
            if self.context_names.len() >= 64 {
                return Err(row.error("there is room for 64 contexts only"));
            }
            for word in list(row.cell(1)) {
                *self.contexts.entry(word).or_default() |= 1 << self.context_names.len();
            }
            self.context_names.push(row.cell(0));
        }
        Ok(())
    }
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

fn rows(
    table: &'static str,
    text: &'static str,
    columns: usize,
) -> impl Iterator<Item = Result<Row, RulesError>> {
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
    word: &'static str,
    classes: &HashMap<&'static str, u64>,
) -> Result<Frame, RulesError> {
    let mut needs = Vec::new();
    for part in row.cell(1).split(' ').filter(|part| *part != "-") {
        needs.push(need(row, part, classes)?);
    }
    let kind = match row.cell(2) {
        "NONE" => None,
        code => Some(code.parse().map_err(|error: String| row.error(error))?),
    };
    let reciprocal = row.cell(5).starts_with("both");
    Ok(Frame {
        word,
        needs,
        kind,
        mode: (row.cell(3) != "-").then_some(row.cell(3)),
        source: slots(row, row.cell(4))?,
        target: slots(row, row.cell(5).trim_start_matches("both").trim())?,
        reciprocal,
    })
}

fn need(
    row: &Row,
    part: &'static str,
    classes: &HashMap<&'static str, u64>,
) -> Result<Need, RulesError> {
    Ok(match part {
        "obj" => Need::Object,
        "noobj" => Need::NoObject,
        "that" => Need::Clause,
        "to" => Need::Infinitive,
        "who" => Need::People,
        "whom" => Need::Actor,
        "place" => Need::Place,
        "plural" => Need::Plural,
        "active" => Need::Active,
        "passive" => Need::Passive,
        "light" => Need::Light,
        _ => {
            if let Some(list) = part.strip_prefix("obj:") {
                Need::ObjectIs(words(row, list, classes)?)
            } else if let Some(list) = part.strip_prefix("is:") {
                Need::Complement(words(row, list, classes)?)
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

fn words(
    row: &Row,
    list: &'static str,
    classes: &HashMap<&'static str, u64>,
) -> Result<Words, RulesError> {
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
            _ => match word.strip_prefix('+') {
                Some(preposition) => Slot::After(preposition),
                None => return Err(row.error(format!("“{word}” is no place of a participant"))),
            },
        });
    }
    Ok(Some(slots))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_load_and_cover_every_type() {
        let rules = Rules::load().unwrap();
        for kind in EventType::ALL {
            if *kind != EventType::Other {
                let frames = rules.frames.iter().filter(|f| f.kind == Some(*kind));
                assert!(frames.count() >= 5, "{kind:?} has hardly any words");
            }
        }
        assert!(rules.verbs.len() > 400);
        assert!(rules.nouns.len() > 100);
    }

    #[test]
    fn particles_tell_verbs_apart() {
        let rules = Rules::load().unwrap();
        let pull = rules.verb("pull").unwrap();
        let kinds = |particle| -> Vec<_> {
            pull.of(particle)
                .iter()
                .filter_map(|&index| rules.frame(index).kind)
                .collect()
        };
        assert!(kinds(Some("out")).contains(&EventType::Retreat));
        assert_eq!(rules.effect("tell", true), Some(Effect::Report));
        assert_eq!(rules.effect("tell", false), Some(Effect::Hold));
        assert!(rules.is_quantity("dozen"));
    }
}
