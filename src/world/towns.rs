//! Towns, regions and counties: a packed table, searched where it lies, so that nothing is read at the start and only the
//! pages that are asked for are in memory.
//!
//! The format is described in `assets/world/README.md`. The table comes with the program, yet a damaged one must not end
//! it: whatever does not fit is not found.

use super::{Place, Point};

const TABLE: &[u8] = include_bytes!("../../assets/world/cities.bin");
const MAGIC: &[u8] = b"PLACES1\n";
const KINDS: [&str; 4] = ["city", "province", "county", "district"];
/// Names in a block; the first of each block is written in full.
const BLOCK: usize = 32;
const ROW_BYTES: usize = 15;
const REGION_BYTES: usize = 5;
/// In the number of a row: it bears the name only in some other language or in former times.
const OTHER_NAME: usize = 1 << 23;

/// The sections of the table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Towns {
    countries: &'static [u8],
    regions: &'static [u8],
    rows: &'static [u8],
    heap: &'static [u8],
    blocks: &'static [u8],
    keys: &'static [u8],
}

impl Towns {
    /// The table that comes with the program; none if it is damaged.
    pub(super) fn embedded() -> Option<Self> {
        Self::of(TABLE)
    }

    fn of(table: &'static [u8]) -> Option<Self> {
        let mut rest = table.strip_prefix(MAGIC)?;
        let (lengths, after) = rest.split_at_checked(6 * 4)?;
        rest = after;
        let mut sections = [[].as_slice(); 6];
        for (index, section) in sections.iter_mut().enumerate() {
            (*section, rest) = rest.split_at_checked(number(lengths, index * 4, 4)?)?;
        }
        let [countries, regions, rows, heap, blocks, keys] = sections;
        Some(Self {
            countries,
            regions,
            rows,
            heap,
            blocks,
            keys,
        })
    }

    /// All places of a folded name, the weightiest first.
    pub(super) fn named(&self, folded: &str) -> Vec<Place> {
        self.find(folded.as_bytes()).unwrap_or_default()
    }

    fn find(&self, wanted: &[u8]) -> Option<Vec<Place>> {
        let (mut low, mut high) = (0, self.blocks.len() / 4);
        // The last block whose first name does not come after the wanted one.
        while low < high {
            let middle = usize::midpoint(low, high);
            let first = Keys::at(self, middle)?.next()?;
            if first.name.as_slice() <= wanted {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let found = Keys::at(self, low.checked_sub(1)?)?
            .take(BLOCK)
            .find(|key| key.name == wanted)?;
        let places = found.places.chunks_exact(3);
        Some(
            places
                .filter_map(|bytes| self.place(number(bytes, 0, 3)?))
                .collect(),
        )
    }

    fn place(&self, number_and_mark: usize) -> Option<Place> {
        let start = (number_and_mark & !OTHER_NAME) * ROW_BYTES;
        let row = self.rows.get(start..start + ROW_BYTES)?;
        let degrees = |at: usize| {
            Some(f64::from(i16::from_le_bytes([*row.get(at)?, *row.get(at + 1)?])) / 100.0)
        };
        let country = usize::from(row[4]) * 3;
        let region = number(row, 6, 2)? * REGION_BYTES;
        let region = self.regions.get(region..region + REGION_BYTES)?;
        let (code, region) = self.text(region)?.split_once('\t')?;
        Some(Place {
            name: self.text(&row[10..])?,
            kind: KINDS.get(usize::from(row[5])).copied()?,
            country: std::str::from_utf8(self.countries.get(country..country + 3)?)
                .ok()?
                .parse()
                .ok(),
            point: Point {
                latitude: degrees(0)?,
                longitude: degrees(2)?,
            },
            thousands: u32::try_from(number(row, 8, 2)?).ok()?,
            state: code.strip_prefix("US.").unwrap_or_default(),
            region,
            by_other_name: number_and_mark & OTHER_NAME != 0,
        })
    }

    /// The text that four bytes of position and one of length point to.
    fn text(&self, pointer: &[u8]) -> Option<&'static str> {
        let start = number(pointer, 0, 4)?;
        let length = usize::from(*pointer.get(4)?);
        std::str::from_utf8(self.heap.get(start..start + length)?).ok()
    }

    /// All folded names, in their order.
    #[cfg(test)]
    fn names(&self) -> impl Iterator<Item = String> + '_ {
        Keys::at(self, 0)
            .into_iter()
            .flatten()
            .filter_map(|key| String::from_utf8(key.name).ok())
    }
}

/// Walks over the names from the start of a block on.
struct Keys {
    rest: &'static [u8],
    /// Names up to the next block.
    left: usize,
    name: Vec<u8>,
}

struct Key {
    name: Vec<u8>,
    places: &'static [u8],
}

impl Keys {
    fn at(towns: &Towns, block: usize) -> Option<Self> {
        Some(Self {
            rest: towns.keys.get(number(towns.blocks, block * 4, 4)?..)?,
            left: BLOCK,
            name: Vec::new(),
        })
    }
}

impl Iterator for Keys {
    type Item = Key;

    fn next(&mut self) -> Option<Key> {
        if self.left == 0 {
            self.left = BLOCK;
            self.name.clear();
        }
        self.left -= 1;
        let (&[shared, more], rest) = self.rest.split_first_chunk::<2>()?;
        let (suffix, rest) = rest.split_at_checked(usize::from(more))?;
        self.name.truncate(usize::from(shared));
        self.name.extend_from_slice(suffix);
        let (&count, rest) = rest.split_first()?;
        let (places, rest) = rest.split_at_checked(usize::from(count) * 3)?;
        self.rest = rest;
        Some(Key {
            name: self.name.clone(),
            places,
        })
    }
}

/// A number of up to four bytes, the smallest first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + length)?;
    Some(
        bytes
            .iter()
            .rev()
            .fold(0, |sum, byte| sum << 8 | usize::from(*byte)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_where_it_lies() {
        let towns = Towns::embedded().unwrap();
        let mut last = String::new();
        let mut count = 0;
        for (index, name) in towns.names().enumerate() {
            assert!(last.as_bytes() < name.as_bytes(), "{last} before {name}");
            if index % 211 == 0 {
                assert!(!towns.named(&name).is_empty(), "{name}");
            }
            last = name;
            count += 1;
        }
        assert!(count > 300_000);
        for absent in ["", "~", "nowhere at all", "\u{10ffff}", "a\0"] {
            assert!(towns.named(absent).is_empty(), "{absent:?}");
        }
    }

    #[test]
    fn a_damaged_table_finds_nothing_and_does_not_panic() {
        assert!(Towns::of(b"").is_none());
        assert!(Towns::of(b"PLACES1\n\0\0\0\0").is_none());
        let whole = Towns::embedded().unwrap();
        let cut = Towns {
            rows: &whole.rows[..100],
            heap: &whole.heap[..10],
            ..whole
        };
        assert!(cut.named("paris").is_empty());
        let cut = Towns {
            keys: &whole.keys[..7],
            ..whole
        };
        assert!(cut.named("paris").is_empty());
    }
}
