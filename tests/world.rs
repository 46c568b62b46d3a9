//! The tables of the world hold together, and answer by date.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::collections::BTreeSet;

use dateline::calendar::Day;
use dateline::model::CountryCode;
use dateline::world::World;

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
