//! Names as places are looked up by them: small letters without marks, one blank between words.
//!
//! `Khan Yūnis`, `KHAN YUNIS` and `Khan-Yunis` are one name, `St. Louis` and `Saint Louis` another. Whether a word is a
//! name at all is left to the caller. `make_tables.py` folds the names of its table in the same way.

use super::WorldError;
use super::table::Table;

const LETTERS: Table = Table {
    name: "letters.tsv",
    text: include_str!("../../assets/world/letters.tsv"),
};

/// Letters with marks and what they are read as, sorted.
#[derive(Clone, Debug)]
pub(super) struct Letters(Vec<(char, &'static str)>);

impl Letters {
    pub(super) fn load() -> Result<Self, WorldError> {
        let mut letters = Vec::with_capacity(300);
        for row in LETTERS.rows() {
            let [letter, plain] = row.fields()?;
            let mut characters = letter.chars();
            match (characters.next(), characters.next()) {
                (Some(letter), None) => letters.push((letter, plain)),
                _ => return Err(row.error(format!("{letter:?} is not one letter"))),
            }
        }
        letters.sort_unstable();
        Ok(Self(letters))
    }

    /// The name as it is looked up.
    pub(super) fn folded(&self, name: &str) -> String {
        let mut folded = String::with_capacity(name.len());
        for letter in name.chars().flat_map(char::to_lowercase) {
            match letter {
                '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | 'ʿ' | 'ʾ' | '′' | '.' => {}
                '\u{300}'..'\u{370}' => {}
                '-' | '‐' | '‑' | '–' => blank(&mut folded),
                _ if letter.is_whitespace() => blank(&mut folded),
                _ if letter.is_ascii() => folded.push(letter),
                _ => match self.0.binary_search_by_key(&letter, |(known, _)| *known) {
                    Ok(index) => folded.push_str(self.0[index].1),
                    Err(_) => folded.push(letter),
                },
            }
        }
        if folded.ends_with(' ') {
            folded.pop();
        }
        let start = match folded.split_once(' ') {
            Some(("st", _)) => "saint",
            Some(("ste", _)) => "sainte",
            Some(("mt", _)) => "mount",
            Some(("ft", _)) => "fort",
            _ => return folded,
        };
        let rest = folded.find(' ').map_or("", |at| &folded[at..]);
        format!("{start}{rest}")
    }
}

fn blank(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_one() {
        let letters = Letters::load().unwrap();
        for (written, folded) in [
            ("Khān Yūnis", "khan yunis"),
            ("KHAN  YUNIS", "khan yunis"),
            ("Ta‘izz", "taizz"),
            ("St. Louis", "saint louis"),
            ("Saint-Louis", "saint louis"),
            ("St", "st"),
            ("İzmir", "izmir"),
            ("Łódź", "lodz"),
            ("Washington, D.C.", "washington, dc"),
            ("N'Djamena", "ndjamena"),
            ("  ", ""),
            ("Москва", "москва"),
        ] {
            assert_eq!(letters.folded(written), folded, "{written}");
        }
    }
}
