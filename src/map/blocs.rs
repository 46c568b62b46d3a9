//! Which alliances to show, and in what tint each country is drawn as of a day.

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::model::CountryCode;
use crate::world::World;

/// The alliances and organisations that can be shown, in the order in which tints are given. Where a country belongs to
/// several that are shown, the one that comes first in the list of shown ones counts.
pub const OFFERED: &[(&str, &str)] = &[
    ("SCO", "SCO"),
    ("NATO", "NATO"),
    ("CSTO", "CSTO"),
    ("EU", "EU"),
    ("BRICS", "BRICS"),
    ("ASEAN", "ASEAN"),
    ("AU", "AU"),
    ("ARAB_LEAGUE", "Arab League"),
    ("EAEU", "EAEU"),
    ("WARSAW_PACT", "Warsaw Pact"),
    ("CIS", "CIS"),
    ("GCC", "GCC"),
    ("ECOWAS", "ECOWAS"),
    ("AES", "Sahel States"),
    ("MERCOSUR", "Mercosur"),
    ("OAS", "OAS"),
    ("OIC", "OIC"),
    ("OPEC_PLUS", "OPEC+"),
    ("QUAD", "Quad"),
    ("AUKUS", "AUKUS"),
    ("G7", "G7"),
];

/// As many as the palette has tints.
pub const MOST_SHOWN: usize = 8;
const SHOWN_AT_FIRST: usize = 3;

/// The short name of an alliance for chips and bands.
pub fn short_name(id: &str) -> &str {
    OFFERED
        .iter()
        .find(|(offered, _)| *offered == id)
        .map_or(id, |(_, name)| name)
}

/// An alliance that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownBloc {
    /// Its id in the world's tables.
    pub id: String,
    /// Which of the palette's tints.
    pub tint: usize,
    /// Full members at the day, sorted.
    pub members: Vec<CountryCode>,
}

/// The alliances that are shown, with their members at a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShownBlocs {
    /// In order of precedence.
    pub blocs: Vec<ShownBloc>,
    first: BTreeMap<CountryCode, usize>,
}

impl ShownBlocs {
    /// The members at a day of the alliances with these ids. Those without a member at that day stay, without members.
    pub fn new(world: &World, ids: &[String], day: Option<Day>) -> Self {
        let mut blocs: Vec<ShownBloc> = Vec::new();
        for id in ids.iter().take(MOST_SHOWN) {
            let Some(bloc) = world.bloc(id) else { continue };
            let tint = free_tint(id, &blocs);
            blocs.push(ShownBloc {
                id: id.clone(),
                tint,
                members: bloc.members(day),
            });
        }
        let mut first = BTreeMap::new();
        for (index, bloc) in blocs.iter().enumerate() {
            for member in &bloc.members {
                first.entry(*member).or_insert(index);
            }
        }
        Self { blocs, first }
    }

    /// The first shown alliance of a country, as an index into [`Self::blocs`].
    pub fn bloc_of(&self, country: CountryCode) -> Option<usize> {
        self.first.get(&country).copied()
    }

    /// The tint of a country.
    pub fn tint_of(&self, country: CountryCode) -> Option<usize> {
        self.bloc_of(country).map(|index| self.blocs[index].tint)
    }
}

/// Its own place in the list if that tint is free, else the first free one.
fn free_tint(id: &str, taken: &[ShownBloc]) -> usize {
    let own = OFFERED
        .iter()
        .position(|(offered, _)| *offered == id)
        .unwrap_or(0)
        % MOST_SHOWN;
    let is_free = |tint: &usize| taken.iter().all(|bloc| bloc.tint != *tint);
    if is_free(&own) {
        own
    } else {
        (0..MOST_SHOWN).find(is_free).unwrap_or(own)
    }
}

/// The alliances to begin with: those that hold most of the countries that take part, each next one counted by the
/// countries that the ones before leave out. `weights` are the countries with their numbers of events.
pub fn choose(world: &World, weights: &[(CountryCode, usize)], day: Option<Day>) -> Vec<String> {
    let mut chosen: Vec<String> = Vec::new();
    let mut left: BTreeMap<CountryCode, usize> = weights.iter().copied().collect();
    while chosen.len() < SHOWN_AT_FIRST {
        let best = OFFERED
            .iter()
            .enumerate()
            .filter(|(_, (id, _))| !chosen.iter().any(|c| c == id))
            .filter_map(|(order, (id, _))| {
                let members = world.bloc(id)?.members(day);
                let present = members
                    .iter()
                    .filter(|m| weights.iter().any(|(c, _)| c == *m))
                    .count();
                let gain: usize = members.iter().filter_map(|m| left.get(m)).sum();
                (present > 0 && gain > 0).then_some((gain, std::cmp::Reverse(order), *id))
            })
            .max();
        let Some((_, _, id)) = best else { break };
        if let Some(bloc) = world.bloc(id) {
            for member in bloc.members(day) {
                left.remove(&member);
            }
        }
        chosen.push(id.to_owned());
    }
    chosen.sort_by_key(|id| OFFERED.iter().position(|(offered, _)| offered == id));
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(code: &str) -> CountryCode {
        code.parse().unwrap()
    }

    #[test]
    fn every_offered_bloc_is_known() {
        let world = World::load().unwrap();
        for (id, _) in OFFERED {
            assert!(world.bloc(id).is_some(), "{id}");
        }
    }

    #[test]
    fn members_follow_the_day() {
        let world = World::load().unwrap();
        let ids = ["NATO".to_owned()];
        let at = |year| ShownBlocs::new(&world, &ids, Day::new(year, 7, 1).ok());
        assert_eq!(at(2022).bloc_of(code("FIN")), None);
        assert_eq!(at(2023).bloc_of(code("FIN")), Some(0));
        assert_eq!(at(2022).tint_of(code("DEU")), Some(1));
    }

    #[test]
    fn the_first_shown_bloc_counts() {
        let world = World::load().unwrap();
        let ids = ["SCO".to_owned(), "CSTO".to_owned()];
        let shown = ShownBlocs::new(&world, &ids, Day::new(2023, 8, 17).ok());
        assert_eq!(shown.bloc_of(code("RUS")), Some(0));
        assert_eq!(shown.bloc_of(code("BLR")), Some(1));
        assert_ne!(shown.blocs[0].tint, shown.blocs[1].tint);
    }

    #[test]
    fn blocs_to_begin_with_fit_the_countries() {
        let world = World::load().unwrap();
        let day = Day::new(2023, 8, 17).ok();
        let weights = [
            (code("CHN"), 20),
            (code("BLR"), 17),
            (code("RUS"), 15),
            (code("POL"), 3),
        ];
        assert_eq!(choose(&world, &weights, day), ["SCO", "NATO", "CSTO"]);
        assert_eq!(choose(&world, &[], day), Vec::<String>::new());
    }
}
