//! Keeps the words that were mixed, of both encoders, for the next time they come.
//!
//! In running text more than half of the words have come before in the same article, and four in five in some article before.

use std::collections::HashMap;

use super::encoder::{Encoder, EncoderRoom, WORD, Word};

/// Words kept before the less frequent are forgotten, at 7,680 bytes each.
const MOST_WORDS: usize = 4_000;
/// Words kept then.
const FREQUENT_WORDS: usize = 2_000;
/// Words mixed at once.
const PORTION: usize = 256;

/// A word by the number of its lexeme, and whether a blank follows.
type Key = (u64, bool);

/// Mixed words.
#[derive(Default)]
pub(super) struct MixedWords {
    /// Place of each word in the rows, and how often it came.
    places: HashMap<Key, (usize, u32)>,
    /// Rows of the shared encoder, `WORD` numbers each.
    pub(super) shared: Vec<f32>,
    /// Rows of the encoder for names.
    pub(super) names: Vec<f32>,
}

impl MixedWords {
    /// The place of each word; those not known yet are mixed.
    pub(super) fn places(
        &mut self,
        shared: &Encoder,
        names: &Encoder,
        words: impl Iterator<Item = Word>,
        work: &mut EncoderRoom,
    ) -> Vec<usize> {
        if self.places.len() > MOST_WORDS {
            self.forget_rare_words();
        }
        let mut new: Vec<Word> = Vec::new();
        let known = self.places.len();
        let places = words
            .map(|(lexeme, space_after)| {
                let entry = self.places.entry((lexeme.number, space_after));
                let (place, uses) = entry.or_insert_with(|| {
                    new.push((lexeme, space_after));
                    (known + new.len() - 1, 0)
                });
                *uses += 1;
                *place
            })
            .collect();
        if self.shared.capacity() == 0 {
            // Room for all that is kept and a long text on top; what is not written to takes no memory.
            self.shared.reserve(2 * MOST_WORDS * WORD);
            self.names.reserve(2 * MOST_WORDS * WORD);
        }
        for words in new.chunks(PORTION) {
            shared.mix(words, &mut self.shared, work);
            names.mix(words, &mut self.names, work);
        }
        places
    }

    /// Keeps the most frequent words, moved together.
    fn forget_rare_words(&mut self) {
        let mut ranked: Vec<(u32, Key, usize)> = self
            .places
            .drain()
            .map(|(key, (place, uses))| (uses, key, place))
            .collect();
        ranked
            .sort_unstable_by(|first, second| second.0.cmp(&first.0).then(first.1.cmp(&second.1)));
        ranked.truncate(FREQUENT_WORDS);
        ranked.sort_unstable_by_key(|&(_, _, place)| place);
        for (target, (uses, key, place)) in ranked.into_iter().enumerate() {
            for rows in [&mut self.shared, &mut self.names] {
                rows.copy_within(place * WORD..(place + 1) * WORD, target * WORD);
            }
            // Halved, so that what was frequent long ago gives way in time.
            self.places.insert(key, (target, uses / 2));
        }
        let kept = self.places.len() * WORD;
        self.shared.truncate(kept);
        self.names.truncate(kept);
    }
}
