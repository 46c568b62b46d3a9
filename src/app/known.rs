//! Who the user can choose from when they say who is meant: countries, bodies, groups and people of the tables, and
//! whoever else takes part in the project's events. The window shares the tables with the reader of articles, so that both
//! know what the user has added.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use crate::calendar::Day;
use crate::model::{ActorId, CountryCode, Sector};
use crate::project::Project;
use crate::world::{Bloc, Body, Person, World};

/// What the window knows, and everybody whom that holds.
#[derive(Default)]
struct Shared {
    world: Option<Arc<World>>,
    everybody: Option<Arc<Vec<Choice>>>,
}

static SHARED: RwLock<Shared> = RwLock::new(Shared {
    world: None,
    everybody: None,
});
/// A reader that brings its world is on its way: none is loaded beside it.
static EXPECTED: AtomicBool = AtomicBool::new(false);

/// Says that a reader is being loaded whose world will be handed over.
pub(crate) fn expect_world() {
    EXPECTED.store(true, Ordering::Release);
}

/// Takes over the world of a reader, the user's own knowledge included.
pub(crate) fn share(world: Arc<World>) {
    let mut shared = SHARED.write().unwrap_or_else(PoisonError::into_inner);
    *shared = Shared {
        world: Some(world),
        everybody: None,
    };
}

/// The knowledge of the world; none while it is being loaded, or if its tables are damaged, which the reader of articles
/// says.
pub(crate) fn world() -> Option<Arc<World>> {
    {
        let shared = SHARED.read().unwrap_or_else(PoisonError::into_inner);
        if shared.world.is_some() || EXPECTED.load(Ordering::Acquire) {
            return shared.world.clone();
        }
    }
    // A window without the program's own reader, as in tests.
    let mut shared = SHARED.write().unwrap_or_else(PoisonError::into_inner);
    if shared.world.is_none() {
        shared.world = World::load().ok().map(Arc::new);
    }
    shared.world.clone()
}

/// The name that the tables give an actor.
pub(crate) fn name_of(actor: &ActorId) -> Option<String> {
    world()?.actor_name(actor).map(str::to_owned)
}

/// The name of an alliance, without its members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BlocTag {
    /// Its id, as in actors.
    pub(crate) id: &'static str,
    /// Its full name.
    pub(crate) name: &'static str,
}

impl From<&Bloc> for BlocTag {
    fn from(bloc: &Bloc) -> Self {
        Self {
            id: bloc.id,
            name: bloc.name,
        }
    }
}

/// Somebody who can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choice {
    /// Who, if they have an id.
    pub(crate) actor: ActorId,
    /// Name to show.
    pub(crate) name: String,
    /// What they are: "Country", "Minister of Defence".
    pub(crate) what: String,
    /// The country that stands behind them.
    pub(crate) country: Option<CountryCode>,
    /// Part of society.
    pub(crate) sector: Option<Sector>,
    /// All names in lower case.
    names: Vec<String>,
}

fn choice(
    actor: ActorId,
    name: &str,
    what: String,
    country: Option<CountryCode>,
    sector: Option<Sector>,
    others: &[&str],
) -> Choice {
    let mut names = vec![name.to_lowercase(), actor.as_str().to_lowercase()];
    names.extend(others.iter().map(|other| other.to_lowercase()));
    Choice {
        actor,
        name: name.to_owned(),
        what,
        country,
        sector,
        names,
    }
}

/// Everybody of the tables: countries first, then blocs, bodies, people.
fn everybody() -> Arc<Vec<Choice>> {
    let Some(world) = world() else {
        return Arc::default();
    };
    let known = {
        let shared = SHARED.read().unwrap_or_else(PoisonError::into_inner);
        shared.everybody.clone()
    };
    known.unwrap_or_else(|| {
        let all = Arc::new(everybody_of(&world));
        let mut shared = SHARED.write().unwrap_or_else(PoisonError::into_inner);
        // Another world may have come meanwhile.
        if shared
            .world
            .as_ref()
            .is_some_and(|now| Arc::ptr_eq(now, &world))
        {
            shared.everybody = Some(Arc::clone(&all));
        }
        all
    })
}

fn everybody_of(world: &World) -> Vec<Choice> {
    let mut all = Vec::with_capacity(3000);
    for country in world.countries() {
        let what = if country.successor.is_some() {
            "Former state"
        } else {
            "Country"
        };
        all.push(choice(
            ActorId::from(country.code),
            country.name,
            what.to_owned(),
            Some(country.code),
            None,
            &country.other_names,
        ));
    }
    for body in world.bodies() {
        let country = body.country.filter(|_| !body.acts_for_itself());
        all.push(choice(
            body.actor.clone(),
            body.name,
            body_kind(body, world),
            country,
            body.sector,
            &body.other_names,
        ));
    }
    for bloc in world.blocs().iter().filter(|bloc| is_alliance(bloc)) {
        if world.bodies().iter().all(|body| body.id != bloc.id) {
            let actor = ActorId(bloc.id.to_owned());
            let what = bloc_kind(bloc.kind).to_owned();
            all.push(choice(actor, bloc.name, what, None, None, &[]));
        }
    }
    for person in world.people() {
        let office = person.office_at(None).map(|(office, _)| office);
        all.push(choice(
            ActorId(person.id.clone()),
            person.name,
            person_kind(person, world),
            office.and_then(|office| office.country),
            office.and_then(crate::world::Office::sector),
            &person.other_names,
        ));
    }
    all
}

/// Those whose names fit the words, best first: the whole name, its beginning, the beginning of a word of it.
pub(crate) fn search(project: &Project, words: &str, most: usize) -> Vec<Choice> {
    let words = words.trim().to_lowercase();
    if words.is_empty() {
        return Vec::new();
    }
    let everybody = everybody();
    let own = of_project(project, &words, &everybody);
    let mut found: Vec<(usize, usize, &Choice)> = everybody
        .iter()
        .chain(&own)
        .enumerate()
        .filter_map(|(index, choice)| {
            let rank = choice.names.iter().filter_map(|name| fit(name, &words));
            Some((rank.min()?, index, choice))
        })
        .collect();
    found.sort_by_key(|(rank, index, _)| (*rank, *index));
    let mut kept: Vec<Choice> = Vec::new();
    for (_, _, choice) in found {
        let same = |other: &Choice| other.actor == choice.actor && other.name == choice.name;
        if kept.len() < most && !kept.iter().any(same) {
            kept.push(choice.clone());
        }
    }
    kept
}

/// How well a name fits the words, both in small letters: the lower the better; words begin where words of the name do.
pub(crate) fn fit(name: &str, words: &str) -> Option<usize> {
    if name == words {
        return Some(0);
    }
    if name.starts_with(words) {
        return Some(1);
    }
    let at = name.find(words)?;
    let begins = name
        .get(..at)
        .and_then(|before| before.chars().next_back())
        .is_none_or(|before| !before.is_alphanumeric());
    begins.then_some(2)
}

/// Who takes part in the project's events and is not in the tables.
fn of_project(project: &Project, words: &str, everybody: &[Choice]) -> Vec<Choice> {
    let mut own: Vec<Choice> = Vec::new();
    for entry in &project.chronology.entries {
        for one in entry.sources.iter().chain(&entry.targets) {
            let Some(actor) = &one.actor else {
                continue;
            };
            let known = || everybody.iter().any(|choice| choice.actor == *actor);
            let listed = |choice: &Choice| choice.actor == *actor;
            if fit(&one.name.to_lowercase(), words).is_some() && !own.iter().any(listed) && !known()
            {
                let what = "In these articles".to_owned();
                let (country, sector) = (one.country, one.sector);
                own.push(choice(actor.clone(), &one.name, what, country, sector, &[]));
            }
            if own.len() > 20 {
                return own;
            }
        }
    }
    own
}

/// What sort of body it is, and whose.
pub(crate) fn body_kind(body: &Body, world: &World) -> String {
    let kind = match body.kind {
        "state_organ" => "Body of the state",
        "armed_group" => "Armed group",
        "criminal_group" => "Criminal group",
        "party" => "Party",
        "news_agency" => "News agency",
        "company" => "Company",
        "ngo" => "Non-governmental organisation",
        "court" => "Court",
        "mission" => "Mission",
        "university" => "University",
        "church" => "Church",
        "unrecognised_state" => "Unrecognised state",
        "forum" => "Forum",
        _ => "International body",
    };
    with_country(kind, body.country, world)
}

/// What somebody is, by their strongest office.
fn person_kind(person: &Person, world: &World) -> String {
    match person.office_at(None) {
        Some((office, _)) if office.office == "org_head" => {
            let body = ActorId(office.title.to_owned());
            let body = world.actor_name(&body).unwrap_or(office.title);
            format!("Head of {body}")
        }
        Some((office, _)) => with_country(&office_name(office), office.country, world),
        None => "Person".to_owned(),
    }
}

/// The title of an office, or the office in words.
pub(crate) fn office_name(office: &crate::world::Office) -> String {
    if !office.title.is_empty() && office.office != "org_head" {
        return office.title.to_owned();
    }
    let words = office.office.replace('_', " ");
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

fn with_country(what: &str, country: Option<CountryCode>, world: &World) -> String {
    match country.and_then(|code| world.country(code)) {
        Some(country) => format!("{what}, {}", country.name),
        None => what.to_owned(),
    }
}

/// True for alliances and organisations that people speak of; treaties between two states are left out.
pub(crate) fn is_alliance(bloc: &Bloc) -> bool {
    !bloc.kind.starts_with("bilateral") && bloc.kind != "accord"
}

/// What sort of alliance it is.
pub(crate) fn bloc_kind(kind: &str) -> &'static str {
    match kind {
        "military_alliance" => "Military alliance",
        "military_partnership" | "partnership" => "Military partnership",
        "economic" | "trade_agreement" | "monetary_union" => "Economic organisation",
        "regional" | "supranational" | "union" => "Union of states",
        "forum" | "council" | "security_dialogue" => "Forum",
        _ => "Organisation of states",
    }
}

/// The alliances that a country belongs to at a day, in the order of the table.
pub(crate) fn blocs_of(country: CountryCode, day: Option<Day>) -> Vec<BlocTag> {
    world()
        .map(|world| {
            let blocs = world.blocs_of(country, day);
            blocs
                .filter(|bloc| is_alliance(bloc))
                .map(BlocTag::from)
                .collect()
        })
        .unwrap_or_default()
}

/// The name to show for a bloc: the short one that its id is.
pub(crate) fn bloc_name(bloc: BlocTag) -> String {
    if bloc.name.len() <= 14 {
        bloc.name.to_owned()
    } else {
        bloc.id.replace('_', " ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(words: &str) -> (String, String) {
        let found = search(&Project::default(), words, 5);
        (found[0].name.clone(), found[0].actor.0.clone())
    }

    #[test]
    fn whole_names_come_before_parts_of_names() {
        assert_eq!(first("china").1, "CHN");
        assert_eq!(first("Niger").1, "NER");
        assert_eq!(first("nato").1, "NATO");
        assert_eq!(first("li shang").1, "li-shangfu");
    }

    #[test]
    fn the_window_knows_what_the_user_has_added() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(
            folder.path().join("aliases.tsv"),
            "the Quiet Neighbour\tCHE\n",
        )
        .unwrap();
        let own = crate::world::Own::read(folder.path());
        let world = World::load_with(&own).unwrap();
        assert!(world.actor_called("the Quiet Neighbour").is_some());
        share(Arc::new(world));
        let shared = super::world().unwrap();
        assert!(shared.actor_called("the Quiet Neighbour").is_some());
        // Who can be chosen is made anew from it.
        assert_eq!(first("switzerland").1, "CHE");
    }

    #[test]
    fn no_name_is_found_inside_a_word() {
        let found = search(&Project::default(), "hina", 5);
        assert!(found.iter().all(|choice| choice.actor.as_str() != "CHN"));
        assert!(search(&Project::default(), "  ", 5).is_empty());
    }
}
