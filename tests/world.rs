//! The tables of the world hold together, and answer by date.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::collections::{BTreeMap, BTreeSet};

use dateline::calendar::{Day, days_between};
use dateline::model::{ActorId, CountryCode};
use dateline::world::{Known, NewPerson, Own, World, add_alias, add_person};

fn world() -> World {
    World::load().unwrap()
}

fn code(text: &str) -> CountryCode {
    text.parse().unwrap()
}

fn day(text: &str) -> Option<Day> {
    Some(text.parse().unwrap())
}

#[test]
fn ids_are_unique_and_codes_known() {
    let world = world();
    let codes: BTreeSet<_> = world.countries().iter().map(|c| c.code).collect();
    assert_eq!(codes.len(), world.countries().len());
    assert!(codes.len() > 270);
    let blocs: BTreeSet<_> = world.blocs().iter().map(|b| b.id).collect();
    assert_eq!(blocs.len(), world.blocs().len());
    for bloc in world.blocs() {
        assert!(!bloc.memberships.is_empty(), "{} has no members", bloc.id);
        for membership in &bloc.memberships {
            let country = membership.country;
            assert!(codes.contains(&country), "{country} of {}", bloc.id);
        }
    }
    for country in world.countries() {
        assert!(!country.name.is_empty(), "{} has no name", country.code);
        if let Some(successor) = country.successor {
            assert!(codes.contains(&successor));
        }
    }
}

#[test]
fn blocs_change_with_time() {
    let world = world();
    let nato = world.bloc("NATO").unwrap();
    assert!(!nato.has_member(code("FIN"), day("2023-04-03")));
    assert!(nato.has_member(code("FIN"), day("2023-04-04")));
    assert_eq!(nato.members(day("1949-12-31")).len(), 12);
    assert!(
        world
            .blocs_of(code("GBR"), day("2019-01-01"))
            .any(|b| b.id == "EU")
    );
    assert!(
        !world
            .blocs_of(code("GBR"), day("2021-01-01"))
            .any(|b| b.id == "EU")
    );
}

#[test]
fn dissolved_states_pass_to_their_successors() {
    let world = world();
    assert_eq!(world.code_at(code("SUN"), day("1985-01-01")), code("SUN"));
    assert_eq!(world.code_at(code("SUN"), day("1995-01-01")), code("RUS"));
    assert_eq!(world.code_at(code("YUG"), day("1999-01-01")), code("SCG"));
    assert_eq!(world.code_at(code("YUG"), None), code("SRB"));
    assert_eq!(world.code_at(code("FRA"), day("1985-01-01")), code("FRA"));
}

#[test]
fn people_are_known_by_their_time() {
    let world = world();
    let leader = |country: &str, when: &str| {
        let person = world.office_holder(code(country), "leader", day(when));
        person.map(|person| person.name).unwrap_or_default()
    };
    assert_eq!(leader("USA", "1998-05-01"), "Bill Clinton");
    assert_eq!(leader("DEU", "2010-05-01"), "Angela Merkel");
    assert_eq!(leader("BLR", "2023-08-18"), "Alexander Lukashenko");
    let chirac = world
        .person_by_surname("Chirac", day("1999-01-01"))
        .unwrap();
    assert_eq!(chirac.id, "jacques-chirac");
    assert!(
        world
            .person_by_surname("Nobody", day("1999-01-01"))
            .is_none()
    );
}

#[test]
fn every_office_names_a_known_country_or_body() {
    let world = world();
    let mut ids = BTreeSet::new();
    for person in world.people() {
        assert!(ids.insert(person.id.as_str()), "{} twice", person.id);
        assert!(!person.offices.is_empty());
        for office in &person.offices {
            match office.country {
                Some(country) => assert!(world.country(country).is_some(), "{}", person.name),
                None => {
                    let body = world.bodies().iter().any(|body| body.id == office.title);
                    assert!(body, "{} heads an unknown {}", person.name, office.title);
                }
            }
        }
    }
}

#[test]
fn bodies_metonyms_and_places_refer_to_what_is_known() {
    let world = world();
    let mut ids = BTreeSet::new();
    for body in world.bodies() {
        assert!(ids.insert(body.id), "{} twice", body.id);
        let as_country: Result<CountryCode, _> = body.id.parse();
        let taken = as_country.is_ok_and(|code| world.country(code).is_some());
        assert!(!taken, "{} is a country's code", body.id);
        if let Some(country) = body.country {
            assert!(world.country(country).is_some(), "{}", body.id);
        }
    }
    for metonym in world.metonyms() {
        let known = metonym
            .country
            .is_some_and(|country| world.country(country).is_some())
            || ids.contains(metonym.body);
        assert!(known, "{}", metonym.name);
    }
    assert_eq!(world.place("Strait of Hormuz").unwrap().kind, "strait");
    assert_eq!(world.place("Kharkov").unwrap().country, Some(code("UKR")));
    assert!(world.place("Nowhere at all").is_none());
}

/// The fields of the lines of a table that are no comments.
fn table(name: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(format!("assets/world/{name}")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect()
}

const LEADERS: [&str; 5] = [
    "leaders_americas.tsv",
    "leaders_europe.tsv",
    "leaders_middle_east.tsv",
    "leaders_asia_pacific.tsv",
    "leaders_africa.tsv",
];

/// The first day that a partial date means; a date that sorts last where there is none.
fn first_day(field: &str) -> String {
    match field.len() {
        0 => "9999".to_owned(),
        4 => format!("{field}-01-01"),
        7 => format!("{field}-01"),
        _ => field.to_owned(),
    }
}

#[test]
fn no_office_is_held_twice_at_once_without_a_note() {
    /// First day, day after the last, and name.
    type Term = (String, String, String);
    let mut terms: BTreeMap<(String, String), Vec<Term>> = BTreeMap::new();
    for name in LEADERS {
        for row in table(name) {
            let field = |index: usize| row.get(index).map_or("", String::as_str);
            assert!(!field(5).is_empty(), "{name}: no start: {row:?}");
            assert!(!field(7).is_empty(), "{name}: no source: {row:?}");
            if field(8).is_empty() {
                terms
                    .entry((field(2).to_owned(), field(3).to_owned()))
                    .or_default()
                    .push((
                        first_day(field(5)),
                        first_day(field(6)),
                        field(0).to_owned(),
                    ));
            }
        }
    }
    let mut countries: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for ((country, office), terms) in &mut terms {
        countries.entry(office).or_default().insert(country);
        terms.sort();
        for pair in terms.windows(2) {
            let [(_, end, before), (start, _, after)] = pair else {
                unreachable!();
            };
            assert!(end <= start, "{office} of {country}: {before} and {after}");
        }
    }
    // Heads of state or government of every state, ministers of most.
    let leading: BTreeSet<_> = countries["head_of_state"]
        .union(&countries["head_of_government"])
        .collect();
    assert!(leading.len() >= 195, "{}", leading.len());
    assert!(countries["foreign_minister"].len() >= 120);
    assert!(countries["defence_minister"].len() >= 90);
}

const OFFICES: [&str; 4] = [
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "defence_minister",
];

/// Every hole in the terms of office since 2000 is known: `no_office.tsv` gives a reason for it, and for nothing else.
#[test]
fn every_office_is_filled_since_2000_or_a_reason_given() {
    const LONGEST_HOLE_DAYS: i64 = 183;
    type Terms = BTreeMap<(String, String), Vec<(Day, Day)>>;
    let since: Day = "2000-01-01".parse().unwrap();
    let until: Day = "2026-11-01".parse().unwrap();
    let read = |row: &[String], start: usize| {
        let field = |index: usize| row.get(index).map_or("", String::as_str);
        let or = |text: &str, other: Day| match text {
            "" => other,
            text => first_day(text).parse().unwrap(),
        };
        (or(field(start), since), or(field(start + 1), until))
    };
    let mut held = Terms::new();
    for row in LEADERS.iter().flat_map(|name| table(name)) {
        let terms = held.entry((row[2].clone(), row[3].clone())).or_default();
        terms.push(read(&row, 5));
    }
    let holes = |terms: &[(Day, Day)], first: Day, last: Day| {
        let mut terms = terms.to_vec();
        terms.push((last, last));
        terms.sort();
        let mut at = first;
        let mut found = Vec::new();
        for (start, end) in terms {
            if days_between(at, start.min(last)) > LONGEST_HOLE_DAYS {
                found.push((at, start.min(last)));
            }
            at = at.max(end);
        }
        found
    };
    let mut explained = held.clone();
    for row in table("no_office.tsv") {
        let office = (row[0].clone(), row[1].clone());
        let (start, end) = read(&row, 2);
        assert!(OFFICES.contains(&row[1].as_str()), "{row:?}");
        assert!(start < end && !row[4].is_empty(), "{row:?}");
        let terms = held.get(&office).map_or(&[][..], Vec::as_slice);
        assert!(
            !holes(terms, start, end).is_empty(),
            "the office is filled: {row:?}"
        );
        explained.entry(office).or_default().push((start, end));
    }
    let world = world();
    let lasting = |country: &str| world.country(code(country)).unwrap().term.end.is_none();
    let countries: BTreeSet<&String> = held.keys().map(|(country, _)| country).collect();
    let states: Vec<_> = countries.into_iter().filter(|c| lasting(c)).collect();
    assert!(states.len() >= 197, "{}", states.len());
    let mut unknown = Vec::new();
    for state in states {
        for office in OFFICES {
            let terms = explained.get(&(state.clone(), office.to_owned()));
            let terms = terms.map_or(&[][..], Vec::as_slice);
            for (start, end) in holes(terms, since, until) {
                unknown.push(format!("{office} of {state} from {start} to {end}"));
            }
        }
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
}

#[test]
fn who_is_head_of_several_states_is_known_by_the_own_one() {
    let world = world();
    let head = |country: &str, office: &str, when: &str| {
        let person = world.office_holder(code(country), office, day(when));
        person.map(|person| person.id.as_str()).unwrap_or_default()
    };
    let queen = world.person("queen-elizabeth-ii").unwrap();
    let king = world.person("king-charles-iii").unwrap();
    let president = world.person("jacques-chirac").unwrap();
    for when in [day("1999-05-01"), None] {
        let own = |person: &dateline::world::Person| person.office_at(when).unwrap().0.country;
        assert_eq!(own(queen), Some(code("GBR")));
        assert_eq!(own(king), Some(code("GBR")));
        assert_eq!(own(president), Some(code("FRA")));
    }
    assert_eq!(head("CAN", "head_of_state", "2010-01-01"), queen.id);
    assert_eq!(head("BRB", "head_of_state", "2021-11-29"), queen.id);
    assert_eq!(head("BRB", "head_of_state", "2022-01-01"), "sandra-mason");
    assert_eq!(head("NZL", "head_of_state", "2023-01-01"), king.id);
    // Whoever governs leads the country.
    assert_eq!(head("GRD", "leader", "2010-01-01"), "tillman-thomas");
    assert_eq!(head("AND", "leader", "2020-01-01"), "xavier-espot");
    // One of two who hold it together is not the holder.
    assert_eq!(head("SMR", "head_of_state", "2020-01-01"), "");
    // A captain regent is nobody who is known by the surname.
    let renzi = world.person_by_surname("Renzi", day("2015-12-01")).unwrap();
    assert_eq!(renzi.id, "matteo-renzi");
    assert!(
        world
            .person_by_surname("Rossi", day("2007-05-01"))
            .is_none()
    );
}

/// Lines are joined to one person by their names: two people of one name in one office must stay two.
#[test]
fn people_of_one_name_are_told_apart_by_their_time() {
    let world = world();
    let shared: Vec<(&str, Vec<&str>)> = world
        .names()
        .filter_map(|(name, known)| {
            let mut people: Vec<&str> = known
                .iter()
                .filter_map(|known| match known {
                    Known::Person(index) => Some(world.people()[*index as usize].id.as_str()),
                    _ => None,
                })
                .collect();
            people.dedup();
            (people.len() > 1 && name.contains(' ')).then_some((name, people))
        })
        .collect();
    assert!(
        shared
            .iter()
            .any(|(_, people)| people == &["george-h-w-bush", "george-w-bush"]),
        "{shared:?}"
    );
    for (name, people) in &shared {
        let mut terms: Vec<_> = people
            .iter()
            .flat_map(|id| &world.person(id).unwrap().offices)
            .map(|office| (office.country, office.office, office.term.start))
            .collect();
        terms.sort_unstable();
        let told = terms.len();
        terms.dedup();
        assert_eq!(terms.len(), told, "{name}: {people:?}");
    }
    let when = |text: &str| day(text);
    let leader = |text: &str| {
        world
            .office_holder(code("USA"), "head_of_state", when(text))
            .map(|person| person.id.as_str())
    };
    assert_eq!(leader("1990-06-01"), Some("george-h-w-bush"));
    assert_eq!(leader("2005-06-01"), Some("george-w-bush"));
    // The tables do not know who governs long after they were written.
    assert_eq!(leader("2126-06-01"), None);
    assert_eq!(leader("1926-06-01"), None);
}

#[test]
fn an_office_that_changes_hands_is_its_longest_holders() {
    let world = world();
    let within = |first: &str, last: &str| {
        world
            .office_holder_within(
                code("USA"),
                "head_of_state",
                day(first).unwrap(),
                day(last).unwrap(),
            )
            .map(|person| person.id.as_str())
    };
    assert_eq!(within("1998-01-01", "1998-12-31"), Some("bill-clinton"));
    // Twenty days of another do not count, half of the time does.
    assert_eq!(within("2001-01-01", "2001-12-31"), Some("george-w-bush"));
    assert_eq!(within("1992-01-01", "1994-01-01"), None);
}

#[test]
fn every_region_is_found_by_its_name() {
    let world = world();
    let rows = table("regions.tsv");
    assert!(rows.len() > 3800);
    for row in rows.iter().step_by(17) {
        let found = world.places(&format!("{} Region", row[1]));
        let found = found.into_iter().chain(world.places(&row[1])).chain(
            row.get(2)
                .filter(|name| !name.is_empty())
                .map(|name| world.places(&format!("{name} Region")))
                .into_iter()
                .flatten(),
        );
        let mut countries = found.filter_map(|place| place.country);
        assert!(
            countries.any(|country| country.as_str() == row[3])
                || !row[1].starts_with(char::is_uppercase),
            "{row:?}"
        );
    }
}

#[test]
fn a_region_keeps_its_name_beside_villages_but_not_beside_its_chief_town() {
    let world = world();
    let is_region = |name: &str, country: &str| {
        let mut places = world.places(name).into_iter();
        places.any(|place| place.kind == "province" && place.country == Some(code(country)))
    };
    assert!(is_region("Sinaloa", "MEX") && is_region("Victoria", "AUS"));
    assert!(!is_region("Kherson", "UKR") && !is_region("Moscow", "RUS"));
}

/// Short names are the ones that mean something else by chance: whoever adds one is to look at the list.
#[test]
fn short_names_have_been_looked_at() {
    let world = world();
    let mut lines: Vec<String> = world
        .names()
        .filter(|(name, _)| name.chars().filter(|c| c.is_alphanumeric()).count() <= 3)
        .map(|(name, known)| {
            let meant: Vec<String> = known
                .iter()
                .map(|known| described(&world, *known))
                .collect();
            format!("{name}\t{:?}\t{}", world.caution(name), meant.join("; "))
        })
        .collect();
    lines.sort();
    let text = lines.join("\n") + "\n";
    let path = "tests/goldens/short_names.tsv";
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        std::fs::write(path, &text).unwrap();
    }
    let reviewed = std::fs::read_to_string(path).unwrap();
    for line in lines {
        assert!(
            reviewed.lines().any(|known| known == line),
            "look at {line:?}, then run the test with UPDATE_GOLDENS=1"
        );
    }
    assert_eq!(reviewed, text, "run the test with UPDATE_GOLDENS=1");
}

fn described(world: &World, known: Known) -> String {
    match known {
        Known::Country(code) => format!("country {code}"),
        Known::Demonym(code) => format!("people of {code}"),
        Known::Metonym(index) => format!("seat of {:?}", world.metonyms()[index as usize].country),
        Known::Body(index) => format!("body {}", world.bodies()[index as usize].name),
        Known::Person(index) => format!("person {}", world.people()[index as usize].name),
        Known::Place(index) => format!("place {}", world.place_at(index).unwrap().name),
    }
}

fn own(files: &[(&str, &str)]) -> World {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    World::load_with(&Own::read(folder.path())).unwrap()
}

#[test]
fn the_user_adds_names_people_and_places() {
    let world = own(&[
        (
            "aliases.tsv",
            "the Bear\tRUS\nBatka\talexander-lukashenko\n",
        ),
        (
            "people.tsv",
            "Ann Example\t\tFRA\thead_of_government\tPrime Minister\t2027-01-05\n",
        ),
        ("places.tsv", "Example Reef\t\tdisputed\tPHL\t10\t114\n"),
        (
            "bodies.tsv",
            "UN\t\tigo\tThe Glass House\nEXG\tExample Group\tarmed_group\t\tMLI\tREB\n",
        ),
        ("members.tsv", "NATO\tAUT\t2027-06-01\t\tmember\n"),
    ]);
    assert_eq!(world.problems(), &[]);
    assert_eq!(world.named("Bear"), &[Known::Country(code("RUS"))]);
    let Known::Person(index) = world.named("Batka")[0] else {
        panic!("a person");
    };
    assert_eq!(world.people()[index as usize].name, "Alexander Lukashenko");
    let head = world.office_holder(code("FRA"), "head_of_government", day("2027-03-01"));
    assert_eq!(head.unwrap().name, "Ann Example");
    let before = world.office_holder(code("FRA"), "head_of_government", day("2026-03-01"));
    assert_eq!(before.unwrap().name, "Sebastien Lecornu");
    assert_eq!(
        world.place("Example Reef").unwrap().country,
        Some(code("PHL"))
    );
    assert!(matches!(world.named("Glass House"), [Known::Body(_)]));
    assert!(
        world
            .bodies()
            .iter()
            .any(|body| body.actor.as_str() == "example-group")
    );
    assert!(
        world
            .bloc("NATO")
            .unwrap()
            .has_member(code("AUT"), day("2027-06-01"))
    );
}

#[test]
fn what_the_user_tells_overrides_ours() {
    let world = own(&[
        (
            "people.tsv",
            "Emmanuel Macron\t\tFRA\thead_of_state\tPresident\t2017-05-14\t2026-01-01\n",
        ),
        ("places.tsv", "Diego Garcia\t\tbase\tMUS\t-7.3\t72.4\n"),
        ("members.tsv", "EU\tGBR\t1973-01-01\t2030-01-01\tmember\n"),
        ("countries.tsv", "TUR\t\tTürkiye\n"),
        ("ambiguous.tsv", "Chad\tsafe\n"),
    ]);
    assert_eq!(world.problems(), &[]);
    let head = world.office_holder(code("FRA"), "head_of_state", day("2026-02-01"));
    assert!(head.is_none());
    assert_eq!(
        world.place("Diego Garcia").unwrap().country,
        Some(code("MUS"))
    );
    assert!(
        world
            .bloc("EU")
            .unwrap()
            .has_member(code("GBR"), day("2025-01-01"))
    );
    assert_eq!(world.country(code("TUR")).unwrap().name, "Türkiye");
    assert!(matches!(world.named("Turkey"), [Known::Country(_)]));
}

#[test]
fn mistakes_of_the_user_are_told_with_file_and_line_and_cost_only_their_line() {
    let world = own(&[
        (
            "aliases.tsv",
            "# mine\nNobody\tno-such-person\nthe Bear\tRUS\n",
        ),
        (
            "people.tsv",
            "\u{feff}A B\t\tFrance\thead_of_state\n\r\nC D\t\tFRA\tminister\tX\t2020-13-01\r\n",
        ),
        (
            "members.tsv",
            "NOBLOC\tFRA\t2020\t\tmember\nNATO\tFRA\t2030\t2020\tmember\n",
        ),
        ("wrong.tsv", ""),
    ]);
    let told: Vec<String> = world.problems().iter().map(ToString::to_string).collect();
    let told = |words: &str| told.iter().filter(|line| line.contains(words)).count();
    assert_eq!(world.problems().len(), 6, "{:?}", world.problems());
    assert_eq!(told("aliases.tsv:2: nothing is known as"), 1);
    assert_eq!(told("people.tsv:1: not a country code"), 1);
    assert_eq!(told("people.tsv:3: \"2020-13-01\" is not a date"), 1);
    assert_eq!(told("members.tsv:1: unknown bloc"), 1);
    assert_eq!(told("members.tsv:2: ends"), 1);
    assert_eq!(told("wrong.tsv: is none of the tables"), 1);
    assert_eq!(world.named("Bear"), &[Known::Country(code("RUS"))]);
}

#[test]
fn added_lines_are_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("world");
    let person = NewPerson {
        name: "Ann Example".to_owned(),
        country: "FRA".to_owned(),
        office: "opposition".to_owned(),
        start: "2026-01".to_owned(),
    };
    add_person(&place, &person).unwrap();
    add_alias(&place, "Annie", &ActorId("ann-example".to_owned())).unwrap();
    let world = World::load_with(&Own::read(&place)).unwrap();
    assert_eq!(world.problems(), &[]);
    let Known::Person(index) = world.named("Annie")[0] else {
        panic!("a person");
    };
    assert_eq!(world.people()[index as usize].name, "Ann Example");
}
