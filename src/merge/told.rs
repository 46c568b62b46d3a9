//! A report with what it is compared by: words and actors as numbers, days as numbers, and how its sentence leads up
//! to it.

use super::same::interval;
use super::words::{Profile, StopWords, Vocabulary, without_ending};
use crate::calendar::{Day, days_between};
use crate::model::{Article, Event, EventType, Participant, Quad, Reading, Span, Status, Where};

/// One report with what it is compared by.
pub(super) struct Told {
    /// Index of its article, and a number that articles of one story share.
    pub(super) article: usize,
    pub(super) story: usize,
    /// When its article was published, in days since 1970.
    pub(super) published: Option<i32>,
    pub(super) kind: EventType,
    pub(super) mode: Option<String>,
    pub(super) status: Status,
    /// The words of its sentences, counted, and weighed.
    pub(super) counted: Vec<(u32, u32)>,
    pub(super) profile: Profile,
    /// The words that name the event, without endings.
    pub(super) trigger: Vec<u32>,
    pub(super) trigger_span: Span,
    pub(super) sentences: Vec<Span>,
    pub(super) lead_in: LeadIn,
    /// Its words say that it is one more of a kind: "another", "again".
    pub(super) further: bool,
    /// The days that its own words give, in days since 1970, and the months of these days.
    pub(super) interval: Option<(i32, i32)>,
    pub(super) months: Option<(i32, i32)>,
    pub(super) sources: Side,
    pub(super) targets: Side,
    pub(super) place: Option<Where>,
}

/// Those on one side of an event.
#[derive(Default)]
pub(super) struct Side {
    /// Who is known, in order.
    pub(super) actors: Vec<u32>,
    /// The words of all names, and those that count without their endings.
    pub(super) words: Vec<u32>,
    pub(super) stems: Vec<u32>,
    /// Somebody is named, known or not.
    pub(super) named: bool,
}

impl Side {
    fn of(list: &[Participant], stop: &StopWords, vocabulary: &mut Vocabulary) -> Self {
        let mut actors: Vec<u32> = list
            .iter()
            .filter_map(Participant::key)
            // Actors are no words: "IRA" is not "ira".
            .map(|actor| vocabulary.number(&format!("@{}", actor.0)))
            .collect();
        actors.sort_unstable();
        actors.dedup();
        let words = list
            .iter()
            .flat_map(|one| one.name.split_whitespace())
            .filter(|word| word.len() > 2)
            .map(|word| vocabulary.number(word))
            .collect();
        let stems = list
            .iter()
            .flat_map(|one| stop.content(&one.name))
            .map(|word| vocabulary.number(&word))
            .collect();
        Self {
            actors,
            words,
            stems,
            named: !list.is_empty(),
        }
    }

    /// Somebody is named whom nobody knows: "a flight attendant".
    pub(super) fn is_unknown(&self) -> bool {
        self.named && self.actors.is_empty()
    }

    pub(super) fn shares_a_name(&self, other: &Self) -> bool {
        self.words.iter().any(|word| other.words.contains(word))
    }
}

/// What stands before the words that name an event, in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeadIn {
    /// "…, killing 40": the same act and what came of it.
    Participle,
    /// "ready to launch", with the number of the word that governs it.
    Infinitive(u32),
    /// "… and expelled", "…, froze": an act of its own.
    Coordinated,
    /// Anything else.
    Other,
}

impl LeadIn {
    fn of(text: &str, sentence: Span, trigger: Span, mut number: impl FnMut(&str) -> u32) -> Self {
        let start = sentence.start as usize;
        let Some(before) = text.get(start..trigger.start as usize) else {
            return Self::Other;
        };
        let before = without_helpers(before);
        let is_participle = trigger
            .of(text)
            .split_whitespace()
            .next()
            .is_some_and(|word| word.ends_with("ing") && word.len() > 4);
        let last = before.split_whitespace().next_back().unwrap_or_default();
        let after_stop = before.ends_with([',', ';', '–', '—']);
        if is_participle && (after_stop || last.eq_ignore_ascii_case("by")) {
            return Self::Participle;
        }
        match last.to_lowercase().as_str() {
            "to" => {
                let governed = &before[..before.len() - last.len()];
                let governor = governed.split_whitespace().next_back().unwrap_or_default();
                Self::Infinitive(number(without_ending(&governor.to_lowercase())))
            }
            "and" | "or" | "but" | "then" | "while" | "before" | "after" => Self::Coordinated,
            _ if after_stop => Self::Coordinated,
            _ => Self::Other,
        }
    }
}

/// Words between "and" and its verb.
const HELPERS: &[&str] = &[
    "has", "have", "had", "was", "were", "been", "is", "are", "will", "would", "it", "he", "she",
    "they", "also", "later", "again", "not",
];

/// The words before a verb, without its auxiliaries, pronouns and adverbs.
fn without_helpers(before: &str) -> &str {
    let mut left = before.trim_end();
    // No sentence heaps more of them.
    for _ in 0..4 {
        let last = left.split_whitespace().next_back().unwrap_or_default();
        let lower = last.to_lowercase();
        let is_adverb = lower.ends_with("ly") && lower.len() > 4;
        if !is_adverb && !HELPERS.contains(&lower.as_str()) {
            break;
        }
        left = left[..left.len() - last.len()].trim_end();
    }
    left
}

/// How far from the words that name an event it may say that it is one more, in bytes.
const NEAR_BYTES: usize = 40;

/// "Other girls have been abducted", "launched another missile", "attacked again".
fn is_further(text: &str, sentence: Span, trigger: Span) -> bool {
    let (from, to) = (sentence.start as usize, sentence.end as usize);
    let (start, end) = (trigger.start as usize, trigger.end as usize);
    let mut left = start.saturating_sub(NEAR_BYTES).max(from);
    let mut right = (end + NEAR_BYTES).min(to).max(end);
    while !text.is_char_boundary(left) {
        left += 1;
    }
    while right < text.len() && !text.is_char_boundary(right) {
        right += 1;
    }
    let Some(near) = text.get(left..right) else {
        return false;
    };
    let words: Vec<String> = near
        .split(|letter: char| !letter.is_alphanumeric())
        .map(str::to_lowercase)
        .collect();
    words.windows(2).any(|pair| {
        matches!(pair[1].as_str(), "another" | "again")
            || pair[1] == "more" && matches!(pair[0].as_str(), "many" | "some" | "several" | "two")
            || pair[1] == "other" && !matches!(pair[0].as_str(), "each" | "the" | "among")
    })
}

/// Everything that an article reports, in order. Profiles and stories are given later.
pub(super) fn tell(
    number: usize,
    article: &Article,
    reading: &Reading,
    stop: &StopWords,
    vocabulary: &mut Vocabulary,
) -> Vec<Told> {
    let text = article.text.as_str();
    let published = article.published.date.map(day_number);
    reading
        .events
        .iter()
        .map(|event| {
            let words: Vec<String> = event
                .evidence
                .iter()
                .flat_map(|span| stop.content(span.of(text)))
                .collect();
            let trigger = stop.content(event.trigger.of(text));
            let sentence = sentence_of(event);
            let days = interval(event);
            Told {
                article: number,
                story: number,
                published,
                kind: event.kind,
                mode: event.mode.clone(),
                status: event.status,
                counted: vocabulary.counted(&words),
                profile: Profile::default(),
                trigger: trigger.iter().map(|word| vocabulary.number(word)).collect(),
                trigger_span: event.trigger,
                sentences: event.evidence.clone(),
                lead_in: LeadIn::of(text, sentence, event.trigger, |word| {
                    vocabulary.number(word)
                }),
                further: is_further(text, sentence, event.trigger),
                interval: days.map(|(from, to)| (day_number(from), day_number(to))),
                months: days.map(|(from, to)| (month(from), month(to))),
                sources: Side::of(&event.sources, stop, vocabulary),
                targets: Side::of(&event.targets, stop, vocabulary),
                place: event.place.clone(),
            }
        })
        .collect()
}

/// The sentence that its name stands in.
fn sentence_of(event: &Event) -> Span {
    let around = |span: &&Span| span.contains(event.trigger);
    event
        .evidence
        .iter()
        .find(around)
        .copied()
        .unwrap_or(event.trigger)
}

/// Days since 1970.
pub(super) fn day_number(day: Day) -> i32 {
    i32::try_from(days_between(jiff::civil::date(1970, 1, 1), day)).unwrap_or_default()
}

fn month(day: Day) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month())
}

impl Told {
    pub(super) fn is_denied(&self) -> bool {
        self.status == Status::Denied
    }

    /// The actors, or the words that name the event if nobody is known.
    pub(super) fn looked_up_by(&self) -> Vec<u32> {
        let mut words: Vec<u32> = self.everybody();
        if words.is_empty() {
            words.extend(&self.trigger);
        }
        words.sort_unstable();
        words.dedup();
        words
    }

    /// Both sides do it to each other. A state that acts on its own people does not.
    pub(super) fn is_mutual(&self) -> bool {
        let peaceful = matches!(
            self.kind.quad(),
            Some(Quad::VerbalCooperation | Quad::MaterialCooperation)
        );
        let actors = &self.sources.actors;
        !actors.is_empty() && *actors == self.targets.actors && (peaceful || actors.len() > 1)
    }

    /// Somebody does it to their own: "recalled its ambassador".
    pub(super) fn is_to_their_own(&self) -> bool {
        self.sources.actors.len() == 1 && self.sources.actors == self.targets.actors
    }

    /// Who takes part, in order.
    pub(super) fn everybody(&self) -> Vec<u32> {
        let (one, other) = (&self.sources.actors, &self.targets.actors);
        let mut all: Vec<u32> = one.iter().chain(other).copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// It tells what came of an act: "…, killing 40".
    pub(super) fn is_result(&self) -> bool {
        self.lead_in == LeadIn::Participle
    }

    pub(super) fn shares_a_sentence(&self, other: &Self) -> bool {
        self.article == other.article
            && self
                .sentences
                .iter()
                .any(|one| other.sentences.contains(one))
    }

    fn has_word(&self, word: u32) -> bool {
        self.counted
            .binary_search_by_key(&word, |pair| pair.0)
            .is_ok()
    }

    /// Its sentences have a word that names the other.
    pub(super) fn names_word_of(&self, other: &Self) -> bool {
        other.trigger.iter().any(|&word| self.has_word(word))
    }

    /// Its sentences have all of these words, of which there is one at least.
    pub(super) fn has_all_words(&self, words: &[u32]) -> bool {
        !words.is_empty() && words.iter().all(|&word| self.has_word(word))
    }

    pub(super) fn has_word_of(&self, other: &Self) -> bool {
        self.trigger.iter().any(|word| other.trigger.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead_in(text: &str, trigger: &str) -> LeadIn {
        let at = text.find(trigger).unwrap();
        LeadIn::of(
            text,
            Span::new(0, text.len()),
            Span::new(at, at + trigger.len()),
            |word| u32::try_from(word.len()).unwrap(),
        )
    }

    #[test]
    fn what_stands_before_a_verb_tells_acts_from_results() {
        let text = "Norway shelled two villages, reportedly killing ten, and has expelled a consul, froze funds and \
            is ready to launch.";
        assert_eq!(lead_in(text, "shelled"), LeadIn::Other);
        assert_eq!(lead_in(text, "killing"), LeadIn::Participle);
        assert_eq!(lead_in(text, "expelled"), LeadIn::Coordinated);
        assert_eq!(lead_in(text, "froze"), LeadIn::Coordinated);
        assert_eq!(lead_in(text, "launch"), LeadIn::Infinitive(5));
    }

    #[test]
    fn one_more_of_a_kind_is_said_near_the_verb() {
        let further = |text: &str, trigger: &str| {
            let at = text.find(trigger).unwrap();
            let span = Span::new(at, at + trigger.len());
            is_further(text, Span::new(0, text.len()), span)
        };
        assert!(further("Sweden launched another rocket.", "launched"));
        assert!(further(
            "Thousands of other girls were abducted.",
            "abducted"
        ));
        assert!(!further(
            "Both sides shelled each other at dawn.",
            "shelled"
        ));
        assert!(!further("Åsa lançait une fusée.", "lançait"));
    }
}
