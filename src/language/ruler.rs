//! Parts of speech, morphological features and some lemmas, by rules over tag, word and arc (`ruler.tsv`).
//!
//! All rules are matched against the tokens as tagged and parsed; then they apply in order, later ones over earlier ones.

use std::collections::HashMap;
use std::sync::Arc;

use super::assets::{LoadError, RULER};
use super::doc::Token;
use super::labels::{Dep, Morph, Pos, Tag};

/// What a rule asks of one token. A set of labels is a set of bits.
struct Condition {
    tags: u64,
    deps: u64,
    words: Option<Vec<&'static str>>,
    is_space: Option<bool>,
}

/// What a rule changes.
#[derive(Default)]
struct Changes {
    tag: Option<Tag>,
    pos: Option<Pos>,
    morph: Option<Morph>,
    dep: Option<Dep>,
    lemma: Option<Arc<str>>,
}

struct Rule {
    first: Condition,
    second: Option<Condition>,
    /// Whether the second token of the match is changed, not the first.
    changes_second: bool,
    changes: Changes,
}

/// The rules, and which to try for a token.
pub(super) struct Ruler {
    rules: Vec<Rule>,
    /// Rules that ask for no word in the first place, by tag.
    by_tag: Vec<Vec<u16>>,
    /// Rules that ask for one of these words.
    by_word: HashMap<&'static str, Vec<u16>>,
}

impl Ruler {
    pub(super) fn load() -> Result<Ruler, LoadError> {
        let rules = RULER
            .rows()
            .map(|row| {
                read_rule(&row).ok_or_else(|| RULER.error(format!("a rule: {}", row.join(" | "))))
            })
            .collect::<Result<Vec<_>, _>>()?;
        let mut by_tag = vec![Vec::new(); Tag::ALL.len()];
        let mut by_word: HashMap<&'static str, Vec<u16>> = HashMap::new();
        for (number, rule) in (0u16..).zip(&rules) {
            match &rule.first.words {
                Some(words) => {
                    for word in words {
                        by_word.entry(word).or_default().push(number);
                    }
                }
                None => {
                    for (tag, numbers) in by_tag.iter_mut().enumerate() {
                        if rule.first.tags >> tag & 1 == 1 {
                            numbers.push(number);
                        }
                    }
                }
            }
        }
        Ok(Ruler {
            rules,
            by_tag,
            by_word,
        })
    }

    /// Applies all rules. Returns for each token whether a rule set its lemma. Tokens of white space have `Pos::Space` beforehand.
    pub(super) fn apply(&self, tokens: &mut [Token]) -> Vec<bool> {
        let mut has_lemma = vec![false; tokens.len()];
        let mut matching: Vec<u16> = Vec::new();
        let mut for_next: Vec<u16> = Vec::new();
        for index in 0..tokens.len() {
            matching.append(&mut for_next);
            // The rules change only the token they are applied to, and that after its neighbour was matched; so what follows is
            // always seen as it was tagged and parsed.
            let (token, next) = (&tokens[index], tokens.get(index + 1));
            let by_word = self
                .by_word
                .get(&*token.lower)
                .map_or(&[][..], Vec::as_slice);
            for &number in self.by_tag[token.tag as usize].iter().chain(by_word) {
                let rule = &self.rules[usize::from(number)];
                if !rule.first.holds(token) {
                    continue;
                }
                match (&rule.second, next) {
                    (None, _) => matching.push(number),
                    (Some(second), Some(next)) if second.holds(next) => {
                        let list = if rule.changes_second {
                            &mut for_next
                        } else {
                            &mut matching
                        };
                        list.push(number);
                    }
                    _ => {}
                }
            }
            matching.sort_unstable();
            for number in matching.drain(..) {
                let changes = &self.rules[usize::from(number)].changes;
                has_lemma[index] |= changes.lemma.is_some();
                changes.apply(&mut tokens[index]);
            }
        }
        has_lemma
    }
}

impl Condition {
    fn holds(&self, token: &Token) -> bool {
        self.tags >> token.tag as u32 & 1 == 1
            && self.deps >> token.dep as u32 & 1 == 1
            && self
                .is_space
                .is_none_or(|is_space| is_space == token.is_space())
            && self
                .words
                .as_ref()
                .is_none_or(|words| words.contains(&&*token.lower))
    }
}

impl Changes {
    fn apply(&self, token: &mut Token) {
        token.tag = self.tag.unwrap_or(token.tag);
        token.pos = self.pos.unwrap_or(token.pos);
        token.morph = self.morph.unwrap_or(token.morph);
        token.dep = self.dep.unwrap_or(token.dep);
        if let Some(lemma) = &self.lemma {
            token.lemma = Arc::clone(lemma);
        }
    }
}

fn read_rule(row: &[&'static str]) -> Option<Rule> {
    let (&index, changes, conditions) = match row {
        [index, changes, conditions @ ..] if (1..=2).contains(&conditions.len()) => {
            (index, changes, conditions)
        }
        _ => return None,
    };
    Some(Rule {
        first: read_condition(conditions[0])?,
        second: match conditions.get(1) {
            Some(text) => Some(read_condition(text)?),
            None => None,
        },
        changes_second: index == "1",
        changes: read_changes(changes)?,
    })
}

fn read_changes(text: &'static str) -> Option<Changes> {
    let mut changes = Changes::default();
    for change in text.split(' ') {
        let (key, value) = change.split_once(':')?;
        match key {
            "TAG" => changes.tag = Some(value.parse().ok()?),
            "POS" => changes.pos = Some(value.parse().ok()?),
            "DEP" => changes.dep = Some(value.parse().ok()?),
            "LEMMA" => changes.lemma = Some(Arc::from(value)),
            "MORPH" => changes.morph = Some(Morph(if value == "_" { "" } else { value })),
            _ => return None,
        }
    }
    Some(changes)
}

fn read_condition(text: &'static str) -> Option<Condition> {
    let mut condition = Condition {
        tags: u64::MAX,
        deps: u64::MAX,
        words: None,
        is_space: None,
    };
    for part in text.split(", ") {
        let (key, rest) = part.split_once(' ')?;
        let (inverted, values) = if let Some(values) = rest.strip_prefix("not in ") {
            (true, values)
        } else {
            (
                false,
                rest.strip_prefix("in ")
                    .or_else(|| rest.strip_prefix("is "))?,
            )
        };
        let values = values.split(' ');
        match (key, inverted) {
            ("LOWER", false) => condition.words = Some(values.collect()),
            ("IS_SPACE", false) => condition.is_space = Some(rest == "is true"),
            ("TAG", _) => {
                condition.tags = bits(
                    values.map(|text| text.parse().ok().map(|tag: Tag| tag as u32)),
                    inverted,
                )
            }
            ("DEP", _) => {
                condition.deps = bits(
                    values.map(|text| text.parse().ok().map(|dep: Dep| dep as u32)),
                    inverted,
                )
            }
            _ => return None,
        }
    }
    Some(condition)
}

/// The set of the numbers, or all others. Labels that the model never gives are left out: a rule for them never holds.
fn bits(numbers: impl Iterator<Item = Option<u32>>, inverted: bool) -> u64 {
    let set = numbers
        .flatten()
        .fold(0u64, |set, number| set | 1 << number);
    if inverted { !set } else { set }
}
