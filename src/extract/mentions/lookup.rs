//! Places by their names as texts write them: "Navarro County", "Kansas City", "north Cambridge".

use std::collections::HashMap;

use super::spots::Stated;
use crate::model::CountryCode;
use crate::world::{Place, Point, World};

/// Bound on the places of one name.
const MOST: usize = 24;

/// Places by their names, looked up once for each text.
pub(super) struct Lookup<'a> {
    world: &'a World,
    known: HashMap<String, (String, Vec<Place>)>,
}

impl<'a> Lookup<'a> {
    pub(super) fn new(world: &'a World) -> Self {
        Self {
            world,
            known: HashMap::new(),
        }
    }

    /// All places of a name as written, the weightiest first.
    pub(super) fn places(&mut self, written: &str) -> &[Place] {
        self.entry(written).map_or(&[], |(_, places)| places)
    }

    /// The name that they bear: "Oxford" for "Oxford City" and "east Oxford".
    pub(super) fn base(&mut self, written: &str) -> &str {
        self.entry(written).map_or("", |(base, _)| base)
    }

    fn entry(&mut self, written: &str) -> Option<&(String, Vec<Place>)> {
        if !self.known.contains_key(written) {
            let found = self.find(written);
            self.known.insert(written.to_owned(), found);
        }
        self.known.get(written)
    }

    pub(super) fn is_given_name(&self, written: &str) -> bool {
        self.world.gender(written).is_some()
    }

    /// Where the state lies that stands behind a name.
    pub(super) fn state(&self, stated: &Stated) -> Option<(Point, Option<CountryCode>)> {
        if stated.state.is_empty() {
            return None;
        }
        let known = self.world.places(&stated.words);
        let state = known
            .into_iter()
            .find(|place| place.state == stated.state)?;
        Some((state.point, state.country))
    }

    fn find(&self, written: &str) -> (String, Vec<Place>) {
        const ENDS: [&str; 10] = [
            " State",
            " state",
            " Province",
            " province",
            " Region",
            " region",
            " City",
            " city",
            " Township",
            " area",
        ];
        let mut base = written;
        let mut found = self.world.places(written);
        if found.is_empty()
            && let Some(bare) = ENDS.iter().find_map(|end| written.strip_suffix(end))
        {
            base = bare;
            found = self.world.places(bare);
            // "Harbor City" need not be some "Harbor".
            let other_town = written.ends_with(" City") || written.ends_with(" Township");
            for place in found.iter_mut().filter(|_| other_town) {
                place.by_other_name = true;
            }
        }
        if found.is_empty()
            && let Some(bare) = written.strip_suffix(" County")
        {
            base = written;
            found = self.world.places(&format!("County {bare}"));
            if found.is_empty() {
                found = self.world.places(bare);
                found.retain(|place| matches!(place.kind, "county" | "district" | "province"));
            }
        }
        if found.is_empty()
            && let Some((part, town)) = written.split_once(' ')
            && is_part(part)
        {
            base = town;
            found = self.world.places(town);
        }
        found.truncate(MOST);
        (base.to_lowercase(), found)
    }
}

/// "North Cambridge", "Metro Vancouver": about the town itself.
fn is_part(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "north"
            | "south"
            | "east"
            | "west"
            | "central"
            | "downtown"
            | "metro"
            | "metropolitan"
            | "greater"
            | "inner"
            | "upper"
            | "lower"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "northeast"
            | "northwest"
            | "southeast"
            | "southwest"
    )
}
