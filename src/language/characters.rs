//! Classes of characters, exactly as the model's own library sees them.
//!
//! They differ a little from those of the standard library (other Unicode version, other notion of digit and letter), and every
//! difference would change a feature of the network; so they come as ranges from `characters.tsv`.

use super::assets::{CHARACTERS, LoadError};

/// A class of characters. The first three feed the shape of a word; the others the affix rules of the tokenizer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    Alphabetic,
    Digit,
    UpperCase,
    Letter,
    LowerLetter,
    UpperLetter,
    Quote,
    Icon,
    BeforeFinalStop,
}

const CLASSES: [(&str, Class); 9] = [
    ("alphabetic", Class::Alphabetic),
    ("digit", Class::Digit),
    ("upper-case", Class::UpperCase),
    ("letter", Class::Letter),
    ("lower-letter", Class::LowerLetter),
    ("upper-letter", Class::UpperLetter),
    ("quote", Class::Quote),
    ("icon", Class::Icon),
    ("before-final-stop", Class::BeforeFinalStop),
];

/// Characters below this have their classes in a table of bits: Latin, Greek, Cyrillic, Arabic, Hebrew.
const DIRECT: u32 = 0x700;

/// All classes.
pub(super) struct Characters {
    direct: Vec<u16>,
    ranges: [Vec<(u32, u32)>; 9],
}

impl Characters {
    pub(super) fn load() -> Result<Characters, LoadError> {
        let mut direct = vec![0u16; DIRECT as usize];
        let mut ranges: [Vec<(u32, u32)>; 9] = Default::default();
        for row in CHARACTERS.fields::<3>() {
            let [name, first, last] = row?;
            let class = CLASSES.iter().find(|(text, _)| *text == name);
            let bounds = u32::from_str_radix(first, 16)
                .ok()
                .zip(u32::from_str_radix(last, 16).ok());
            let (Some(&(_, class)), Some((first, last))) = (class, bounds) else {
                return Err(CHARACTERS.error(format!("no class {name} from {first} to {last}")));
            };
            for code in first..=last.min(DIRECT - 1) {
                direct[code as usize] |= 1 << class as u8;
            }
            ranges[class as usize].push((first, last));
        }
        Ok(Characters { direct, ranges })
    }

    /// Whether the character belongs to the class.
    pub(super) fn is(&self, char: char, class: Class) -> bool {
        let code = u32::from(char);
        match self.direct.get(code as usize) {
            Some(bits) => bits >> class as u8 & 1 == 1,
            None => {
                let ranges = &self.ranges[class as usize];
                let place = ranges.partition_point(|&(_, last)| last < code);
                ranges.get(place).is_some_and(|&(first, _)| first <= code)
            }
        }
    }
}

/// White space, counting the four separators U+001C to U+001F.
pub(super) fn is_space(char: char) -> bool {
    char.is_whitespace() || ('\x1c'..='\x1f').contains(&char)
}
