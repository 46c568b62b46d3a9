//! Who the user can choose from when they say who is meant: countries, bodies, groups and people of the tables, and
//! whoever else takes part in the project's events. Loads the tables once for the window.

use std::sync::OnceLock;

use crate::calendar::Day;
use crate::model::{ActorId, CountryCode, Sector};
use crate::project::Project;
use crate::world::{Bloc, Body, Person, World};

/// The knowledge of the world; none if its tables are damaged, which the reader of articles says.
pub(crate) fn world() -> Option<&'static World> {
    static WORLD: OnceLock<Option<World>> = OnceLock::new();
    WORLD.get_or_init(|| World::load().ok()).as_ref()
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
fn everybody() -> &'static [Choice] {
    static ALL: OnceLock<Vec<Choice>> = OnceLock::new();
    ALL.get_or_init(|| {
        let Some(world) = world() else {
            return Vec::new();
        };
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
    })
}

/// Those whose names fit the words, best first: the whole name, its beginning, the beginning of a word of it.
pub(crate) fn search(project: &Project, words: &str, most: usize) -> Vec<Choice> {
    let words = words.trim().to_lowercase();
    if words.is_empty() {
        return Vec::new();
    }
    let own = of_project(project, &words);
    let mut found: Vec<(usize, usize, &Choice)> = everybody()
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

fn fit(name: &str, words: &str) -> Option<usize> {
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
fn of_project(project: &Project, words: &str) -> Vec<Choice> {
    let mut own: Vec<Choice> = Vec::new();
    for entry in &project.chronology.entries {
        for one in entry.sources.iter().chain(&entry.targets) {
            let Some(actor) = &one.actor else {
                continue;
            };
            let known = || everybody().iter().any(|choice| choice.actor == *actor);
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
pub(crate) fn blocs_of(country: CountryCode, day: Option<Day>) -> Vec<&'static Bloc> {
    world()
        .map(|world| {
            let blocs = world.blocs_of(country, day);
            blocs.filter(|bloc| is_alliance(bloc)).collect()
        })
        .unwrap_or_default()
}

/// The name to show for a bloc: the short one that its id is.
pub(crate) fn bloc_name(bloc: &Bloc) -> String {
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
    fn no_name_is_found_inside_a_word() {
        let found = search(&Project::default(), "hina", 5);
        assert!(found.iter().all(|choice| choice.actor.as_str() != "CHN"));
        assert!(search(&Project::default(), "  ", 5).is_empty());
    }
}
