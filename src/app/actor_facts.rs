//! What the tables say about an actor, in the words of the actor card.

use super::dates;
use super::known::{BlocTag, bloc_kind, blocs_of, body_kind, is_alliance, office_name, world};
use crate::calendar::Day;
use crate::model::{ActorId, CountryCode, Participant};
use crate::world::{Bloc, Person, Term, World};

/// Members of an alliance that are named.
const MEMBERS: usize = 40;

/// What is told about an actor.
#[derive(Default)]
pub(crate) struct Facts {
    /// Code of the flag or of the box.
    pub(crate) code: Option<String>,
    /// Country, body, group or person.
    pub(crate) what: String,
    /// Offices with their terms; for a country who held them at the day.
    pub(crate) offices: Vec<(String, String)>,
    /// Further lines: a name and words.
    pub(crate) lines: Vec<(&'static str, String)>,
    /// The alliances it belongs to at the day.
    pub(crate) blocs: Vec<BlocTag>,
}

/// Everything about an actor at a day. `one` is the actor as the text names them.
pub(crate) fn facts(actor: &ActorId, one: Option<&Participant>, day: Option<Day>) -> Facts {
    world().map_or_else(Facts::default, |world| of_world(&world, actor, one, day))
}

fn of_world(world: &World, actor: &ActorId, one: Option<&Participant>, day: Option<Day>) -> Facts {
    let code: Option<CountryCode> = actor.as_str().parse().ok();
    if let Some(code) = code.filter(|code| world.country(*code).is_some()) {
        return of_country(world, code, day);
    }
    if let Some(person) = world.person(actor.as_str()) {
        return of_person(world, person, one, day);
    }
    let mut facts = Facts::default();
    let bodies = world.bodies();
    let body = bodies
        .iter()
        .find(|body| body.id == actor.as_str())
        .or_else(|| bodies.iter().find(|body| body.actor == *actor));
    let bloc = world.bloc(actor.as_str()).filter(|bloc| is_alliance(bloc));
    if body.is_some() || bloc.is_some() {
        facts.code = super::flags::has_flag(actor.as_str()).then(|| actor.to_string());
    }
    if let Some(body) = body {
        facts.what = body_kind(body, world);
        if let Some(country) = body.country.filter(|_| facts.code.is_none()) {
            facts.code = Some(country.as_str().to_owned());
        }
        if !body.other_names.is_empty() {
            facts.lines.push(("Also", body.other_names.join(", ")));
        }
    }
    if let Some(bloc) = bloc {
        if facts.what.is_empty() || facts.what == "International body" {
            bloc_kind(bloc.kind).clone_into(&mut facts.what);
        }
        facts.lines.extend(members(world, bloc, day));
    }
    facts.offices = heads_of(world, actor.as_str(), day);
    if facts.what.is_empty() {
        facts.what = of_text(world, one);
        facts.code = one.and_then(|one| one.country).map(Into::into);
    }
    facts
}

fn of_country(world: &World, code: CountryCode, day: Option<Day>) -> Facts {
    let mut facts = Facts {
        code: Some(code.as_str().to_owned()),
        what: "Country".to_owned(),
        blocs: blocs_of(code, day),
        ..Facts::default()
    };
    let Some(country) = world.country(code) else {
        return facts;
    };
    if let Some(end) = country.term.end {
        facts.what = format!("Former state, until {}", dates::written(end));
    } else if !country.capital.is_empty() {
        facts.what = format!("Country · capital {}", country.capital);
    }
    const SHOWN: [&str; 4] = [
        "head_of_state",
        "head_of_government",
        "foreign_minister",
        "defence_minister",
    ];
    let mut named: Vec<&str> = Vec::new();
    for office in SHOWN {
        let Some(holder) = world.office_holder(code, office, day) else {
            continue;
        };
        let held = holder.offices.iter().find(|held| {
            held.country == Some(code) && held.office == office && held.term.holds_at(day)
        });
        if let Some(held) = held.filter(|_| !named.contains(&holder.id.as_str())) {
            named.push(&holder.id);
            let title = office_name(held);
            let term = term_words(held.term);
            facts
                .offices
                .push((holder.name.to_owned(), format!("{title}, {term}")));
        }
    }
    facts
}

fn of_person(world: &World, person: &Person, one: Option<&Participant>, day: Option<Day>) -> Facts {
    let office = person.office_at(day).map(|(office, _)| office);
    let country = one
        .and_then(|one| one.country)
        .or_else(|| office.and_then(|office| office.country));
    let mut facts = Facts {
        code: country.map(Into::into),
        what: match country.and_then(|code| world.country(code)) {
            Some(country) => format!("Person, {}", country.name),
            None => "Person".to_owned(),
        },
        blocs: country.map_or_else(Vec::new, |code| blocs_of(code, day)),
        ..Facts::default()
    };
    let mut offices: Vec<_> = person.offices.iter().collect();
    offices.sort_by_key(|office| std::cmp::Reverse(office.term.start));
    for office in offices {
        let body = ActorId(office.title.to_owned());
        let title = if office.office == "org_head" {
            format!(
                "Head of {}",
                world.actor_name(&body).unwrap_or(office.title)
            )
        } else {
            office_name(office)
        };
        let abroad = office.country.filter(|code| Some(*code) != country);
        let title = match abroad.and_then(|code| world.country(code)) {
            Some(other) => format!("{title}, {}", other.name),
            None => title,
        };
        facts.offices.push((title, term_words(office.term)));
    }
    if !person.other_names.is_empty() {
        facts.lines.push(("Also", person.other_names.join(", ")));
    }
    facts
}

/// Who led a body at a day.
fn heads_of(world: &World, id: &str, day: Option<Day>) -> Vec<(String, String)> {
    world
        .people()
        .iter()
        .flat_map(|person| person.offices.iter().map(move |office| (person, office)))
        .filter(|(_, office)| {
            office.office == "org_head" && office.title == id && office.term.holds_at(day)
        })
        .map(|(person, office)| {
            let words = format!("head, {}", term_words(office.term));
            (person.name.to_owned(), words)
        })
        .collect()
}

fn members(world: &World, bloc: &Bloc, day: Option<Day>) -> Option<(&'static str, String)> {
    let members = bloc.members(day);
    let number = members.len();
    if number == 0 {
        return None;
    }
    let mut names: Vec<&str> = members
        .iter()
        .filter_map(|code| world.country(*code))
        .map(|country| country.name)
        .collect();
    names.sort_unstable();
    names.truncate(MEMBERS);
    let mut words = format!("{number}: {}", names.join(", "));
    if number > MEMBERS {
        words.push_str(" …");
    }
    Some(("Members", words))
}

/// What only the text says.
fn of_text(world: &World, one: Option<&Participant>) -> String {
    let Some(one) = one else {
        return "Not in the tables".to_owned();
    };
    let country = one.country.and_then(|code| world.country(code));
    let parts: Vec<&str> = [
        country.map(|country| country.name),
        one.sector.map(crate::model::Sector::words),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        "Named in these articles".to_owned()
    } else {
        format!("Named in these articles · {}", parts.join(" · "))
    }
}

/// `12 Mar 2023 – 24 Oct 2023`, `since 25 Apr 2000`.
fn term_words(term: Term) -> String {
    // Terms end before the day that is written; people write the last day or the next one alike.
    match (term.start, term.end) {
        (Some(start), Some(end)) => {
            format!("{} – {}", dates::written(start), dates::written(end))
        }
        (Some(start), None) => format!("since {}", dates::written(start)),
        (None, Some(end)) => format!("until {}", dates::written(end)),
        (None, None) => "at all times".to_owned(),
    }
}
