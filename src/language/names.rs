//! Finds names, numbers and times: one greedy pass, a token at a time, around the names that are known beforehand.

use super::assets::{ACTIONS, LoadError, Weights};
use super::doc::Iob;
use super::labels::EntityLabel;
use super::transitions::{Scorer, ScorerRoom, actions, best};

/// Actions there are: 18 each of begin, inside and last, 19 of unit, outside.
const ACTION_COUNT: usize = 74;
const SLOTS: usize = 3;
/// Scores worked out, a multiple of 32.
const SCORES: usize = 96;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Begin(EntityLabel),
    Inside(EntityLabel),
    Last(EntityLabel),
    Unit(EntityLabel),
    Outside,
    /// Never valid: it only serves tokens that are barred from being names, which this program has none of.
    Never,
}

/// Place of a token in a name, and the label.
pub(super) type NameTag = (Iob, Option<EntityLabel>);

/// What is known of a token before names are looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub(super) preset: NameTag,
    pub(super) is_space: bool,
    pub(super) starts_sentence: bool,
}

/// The finder of names.
pub(super) struct Names {
    scorer: Scorer<SCORES>,
    actions: Vec<Action>,
}

impl Names {
    pub(super) fn load(weights: &Weights) -> Result<Names, LoadError> {
        let label = |text: &str| {
            text.parse::<EntityLabel>()
                .map_err(|error| ACTIONS.error(error.to_string()))
        };
        let actions = actions("ner")?
            .into_iter()
            .map(|(kind, text)| match kind {
                "begin" => label(text).map(Action::Begin),
                "inside" => label(text).map(Action::Inside),
                "last" => label(text).map(Action::Last),
                "unit" if text.is_empty() => Ok(Action::Never),
                "unit" => label(text).map(Action::Unit),
                "outside" => Ok(Action::Outside),
                _ => Err(ACTIONS.error(format!("unknown action {kind}"))),
            })
            .collect::<Result<Vec<_>, _>>()?;
        if actions.len() != ACTION_COUNT {
            return Err(ACTIONS.error(format!("{} actions for names", actions.len())));
        }
        Ok(Names {
            scorer: Scorer::load(weights, "names", SLOTS, ACTION_COUNT)?,
            actions,
        })
    }

    /// The name tag of each token.
    pub(super) fn find(
        &self,
        encoded: &[f32],
        known: &[Known],
        work: &mut ScorerRoom,
    ) -> Vec<NameTag> {
        let contributions = self.scorer.prepare(encoded, work);
        let mut open: Option<(usize, EntityLabel)> = None;
        let mut tags = Vec::with_capacity(known.len());
        for token in 0..known.len() {
            let first = open.map(|(first, _)| first);
            let slots = [Some(token), first, first.and(token.checked_sub(1))];
            let scores = self.scorer.score(&contributions, slots);
            let open_label = open.map(|(_, label)| label);
            let valid = Valid::at(known, token, open_label);
            let chosen = best(&scores[..ACTION_COUNT], |index| {
                valid.allows(self.actions[index])
            });
            let action = chosen.map_or(Action::Outside, |index| self.actions[index]);
            let (tag, now_open) = match action {
                Action::Begin(label) => ((Iob::Begin, Some(label)), Some((token, label))),
                Action::Inside(label) => ((Iob::Inside, Some(label)), open),
                Action::Last(label) => ((Iob::Inside, Some(label)), None),
                Action::Unit(label) => ((Iob::Begin, Some(label)), None),
                Action::Outside | Action::Never => ((Iob::Outside, None), None),
            };
            tags.push(tag);
            open = now_open;
        }
        tags
    }
}

/// Which actions can be done at a token. A label means that only this one is allowed.
struct Valid {
    begin: bool,
    inside: bool,
    last: bool,
    unit: bool,
    outside: bool,
    label: Option<EntityLabel>,
}

impl Valid {
    fn at(known: &[Known], token: usize, open: Option<EntityLabel>) -> Valid {
        let here = known[token];
        let next = known.get(token + 1);
        let next_preset = next.map_or(Iob::Outside, |next| next.preset.0);
        let next_starts = next.is_some_and(|next| next.starts_sentence);
        let (preset, preset_label) = here.preset;
        let free_to_go_on = next.is_some() && next_preset != Iob::Begin && !next_starts;
        if open.is_some() {
            let inside = match preset {
                Iob::Outside => free_to_go_on,
                Iob::Inside => next.is_some() && next_preset == Iob::Inside,
                Iob::Begin => false,
            };
            return Valid {
                begin: false,
                inside,
                last: next_preset != Iob::Inside,
                unit: false,
                outside: false,
                label: open,
            };
        }
        let is_preset = preset == Iob::Begin;
        let begin = match preset {
            Iob::Begin => next_preset == Iob::Inside,
            Iob::Inside => false,
            Iob::Outside => free_to_go_on && !here.is_space,
        };
        Valid {
            begin,
            inside: false,
            last: false,
            unit: next_preset != Iob::Inside && (is_preset || !here.is_space),
            outside: preset == Iob::Outside,
            label: preset_label.filter(|_| is_preset),
        }
    }

    fn allows(&self, action: Action) -> bool {
        let (possible, label) = match action {
            Action::Begin(label) => (self.begin, label),
            Action::Inside(label) => (self.inside, label),
            Action::Last(label) => (self.last, label),
            Action::Unit(label) => (self.unit, label),
            Action::Outside => return self.outside,
            Action::Never => return false,
        };
        possible && self.label.is_none_or(|only| only == label)
    }
}
