//! The tables of event words: frames of verbs and nouns, light verbs, words that govern clauses, contexts.
//!
//! `tables` reads them; the matching is left to `frames`.

use std::collections::HashMap;

use crate::extract::RulesError;
use crate::model::EventType;

/// A set of words: lemmas, classes of nouns, or "any actor".
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    pub(super) lemmas: Vec<&'static str>,
    pub(super) classes: u128,
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
    /// The subject names two sides or more.
    Several,
    /// The subject is a state or one of its organs, no crowd of its people.
    State,
    /// The object is called something: "called it a lie".
    Described,
    /// The complement of the object is one of these: "found him guilty".
    Complement(Words),
    /// Voice of the verb.
    Active,
    /// Voice of the verb.
    Passive,
    /// The noun is the object of a light verb.
    Light,
    /// One of these words stands somewhere in the clause.
    Near(Words),
    /// The condition does not hold.
    Not(Box<Need>),
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
    /// Whoever acts in the noun behind a preposition: "killed in an Israeli strike".
    Within(&'static str),
}

/// What one use of a word means.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    /// Tells the frame from all others: "SANCTION verb impose obj:@sanction".
    pub(super) key: String,
    /// How much the needs ask for.
    pub(super) rank: u32,
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

impl Frame {
    /// Whether a phrase names the other side: "cut ties with", "a war between".
    pub(super) fn names_other_side(&self) -> bool {
        self.target
            .iter()
            .flatten()
            .any(|slot| matches!(slot, Slot::After("between")))
    }
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
    Decide,
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

    pub(super) fn push(&mut self, particle: Option<&'static str>, meaning: T) {
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

/// The tables of verbs and nouns under `assets/events/`.
#[derive(Debug, Default)]
pub struct Rules {
    frames: Vec<Frame>,
    verbs: HashMap<&'static str, ByParticle<usize>>,
    nouns: HashMap<&'static str, Vec<usize>>,
    pub(super) light: HashMap<&'static str, ByParticle<(LightUse, Option<&'static str>)>>,
    pub(super) clauses: HashMap<&'static str, Effect>,
    pub(super) finite_clauses: HashMap<&'static str, Effect>,
    pub(super) classes: HashMap<&'static str, u128>,
    pub(super) contexts: HashMap<&'static str, u64>,
    pub(super) context_names: Vec<&'static str>,
    pub(super) quantity: u128,
    pub(super) human: u128,
    pub(super) relation: u128,
    pub(super) making: u128,
    pub(super) circumstance: u128,
    pub(super) vague: u128,
    pub(super) force: u128,
}

impl Rules {
    /// Reads the tables.
    ///
    /// # Errors
    /// If a table is malformed.
    pub fn load() -> Result<Self, RulesError> {
        let mut rules = Self::default();
        super::tables::read(&mut rules)?;
        Ok(rules)
    }

    pub(super) fn add_verb(&mut self, verb: (&'static str, Option<&'static str>), frame: Frame) {
        self.frames.push(frame);
        let index = self.frames.len() - 1;
        self.verbs.entry(verb.0).or_default().push(verb.1, index);
    }

    pub(super) fn add_noun(&mut self, noun: &'static str, frame: Frame) {
        self.frames.push(frame);
        let index = self.frames.len() - 1;
        self.nouns.entry(noun).or_default().push(index);
    }

    /// Frames that ask for more come first; among equals the order of the tables stays.
    pub(super) fn order_by_rank(&mut self) {
        let frames = &self.frames;
        let order = |list: &mut Vec<usize>| {
            list.sort_by_key(|&index| (u32::MAX - frames[index].rank, index))
        };
        for uses in self.verbs.values_mut() {
            order(&mut uses.bare);
            for (_, list) in &mut uses.particles {
                order(list);
            }
        }
        self.nouns.values_mut().for_each(order);
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

    /// Whether any table of events knows the word or a word that it is a form of: "lifts", "condemned".
    pub(in crate::extract) fn knows_word(&self, lower: &str) -> bool {
        const ENDINGS: &[(&str, &str)] = &[
            ("", ""),
            ("s", ""),
            ("es", ""),
            ("ed", ""),
            ("d", ""),
            ("ing", ""),
            ("ing", "e"),
            ("ies", "y"),
            ("ied", "y"),
        ];
        // The month is as good as a name.
        lower != "march"
            && ENDINGS.iter().any(|(ending, stem)| {
                lower.strip_suffix(ending).is_some_and(|start| {
                    let word = format!("{start}{stem}");
                    let word = word.as_str();
                    self.verbs.contains_key(word)
                        || self.nouns.contains_key(word)
                        || self.light.contains_key(word)
                        || self.clauses.contains_key(word)
                        || self.classes.contains_key(word)
                })
            })
    }

    /// The classes of a noun, a bit each.
    pub(super) fn classes(&self, lemma: &str) -> u128 {
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

    /// Whether the noun names soldiers or police.
    pub(super) fn is_force(&self, lemma: &str) -> bool {
        self.classes(lemma) & self.force != 0
    }

    /// Whether the noun names people or those who act for them.
    pub(super) fn is_human(&self, lemma: &str) -> bool {
        self.classes(lemma) & self.human != 0
    }

    /// Whether the noun tells of somebody by his relation to another: "counterpart", "ally".
    pub(super) fn is_relation(&self, lemma: &str) -> bool {
        self.classes(lemma) & self.relation != 0
    }

    /// Whether a participle of the verb says whose a thing is ("fired by", "proposed by"); one of "hit" does not.
    pub(super) fn is_making(&self, lemma: &str) -> bool {
        self.classes(lemma) & self.making != 0
    }

    /// Whether the preposition tells of circumstances and not of whom the act is for: "under", "after".
    pub(super) fn is_circumstance(&self, lemma: &str) -> bool {
        self.classes(lemma) & self.circumstance != 0
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
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODES: &[(&str, &str)] = &[
        ("CONSULT", "visit third-party multilateral phone"),
        ("RETREAT", "withdraw release disarm ceasefire access"),
        ("CONCEDE", "resign"),
        ("REQUEST", "assist change yield meet"),
        ("ACCUSE", "disapprove investigate allege"),
        ("REJECT", "assist change yield meet"),
        (
            "THREATEN",
            "restrict arrest relations expel territory violence",
        ),
        ("PROTEST", "demo riot strike hunger boycott obstruct"),
        ("SANCTION", "convict expel withdraw discontinue"),
        ("MOBILIZE", "troops weapons police militia"),
        (
            "COERCE",
            "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
        ),
        (
            "ASSAULT",
            "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons crowd-control unconventional",
        ),
    ];

    #[test]
    fn the_tables_load_and_cover_every_type() {
        let rules = Rules::load().unwrap();
        for kind in EventType::ALL {
            if *kind != EventType::Other {
                let frames = rules.frames.iter().filter(|f| f.kind == Some(*kind));
                assert!(frames.count() >= 5, "{kind:?} has hardly any words");
            }
        }
        assert!(rules.frames.len() >= 2500, "{}", rules.frames.len());
        assert!(rules.verbs.len() > 900, "{}", rules.verbs.len());
        assert!(rules.nouns.len() > 200, "{}", rules.nouns.len());
        assert_eq!(rules.context_names.len(), 38);
    }

    #[test]
    fn every_frame_has_a_key_of_its_own() {
        let rules = Rules::load().unwrap();
        let mut keys: Vec<&str> = rules
            .frames
            .iter()
            .map(|frame| frame.key.as_str())
            .collect();
        keys.sort_unstable();
        for pair in keys.windows(2) {
            assert_ne!(pair[0], pair[1], "stands twice");
        }
    }

    #[test]
    fn every_mode_of_the_ontology_is_read() {
        let rules = Rules::load().unwrap();
        for (kind, modes) in MODES {
            for mode in modes.split(' ') {
                let found = rules.frames.iter().any(|frame| {
                    frame.kind.is_some_and(|one| one.code() == *kind) && frame.mode == Some(mode)
                });
                assert!(found, "{kind} {mode}");
            }
        }
    }

    #[test]
    fn frames_that_ask_for_more_come_first() {
        let rules = Rules::load().unwrap();
        for uses in rules.verbs.values() {
            assert!(
                uses.bare
                    .is_sorted_by_key(|&index| u32::MAX - rules.frames[index].rank)
            );
        }
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
