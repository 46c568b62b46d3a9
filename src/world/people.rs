//! Holders of office and other people of the news, with their terms.

use std::collections::HashMap;

use super::country::governed_by_head_of_government;
use super::table::{Row, Table, Tables, Term, parts};
use super::{World, WorldError};
use crate::calendar::{Day, days_between, shift_days};
use crate::model::{CountryCode, Sector};

/// One office held by one person for one time.
#[derive(Clone, Copy, Debug)]
pub struct Office {
    /// The country; none for the head of an international body.
    pub country: Option<CountryCode>,
    /// What office: `head_of_state`, `foreign_minister`, ...
    pub office: &'static str,
    /// The title, or for the head of an international body its id.
    pub title: &'static str,
    /// From when to when.
    pub term: Term,
    /// Told by the user.
    own: bool,
}

/// The year from which on a title without a name means nobody in particular, unless the user says who.
const TERMS_FORESEEN_UNTIL: i16 = 2029;

impl Office {
    /// Which part of society the office belongs to.
    pub fn sector(&self) -> Option<Sector> {
        Some(match self.office {
            "spy_chief" => Sector::Intelligence,
            "military_chief" => Sector::Military,
            "legislator" => Sector::Legislature,
            "party_leader" => Sector::Party,
            "opposition" => Sector::Opposition,
            "rebel" => Sector::Rebels,
            "cleric" => Sector::Religion,
            "business" => Sector::Business,
            "elite" => Sector::Elite,
            "org_head" => return None,
            _ => Sector::Government,
        })
    }

    /// Whether it was held at the day. The tables do not know for how long after they were written somebody went on.
    fn is_known_to_hold_at(&self, day: Option<Day>) -> bool {
        let foreseen = self.own
            || self.term.end.is_some()
            || day.is_none_or(|day| day.year() < TERMS_FORESEEN_UNTIL);
        foreseen && self.term.holds_at(day)
    }

    /// How strongly the office speaks for its country: the lower, the stronger.
    fn rank(&self) -> usize {
        const ORDER: [&str; 6] = [
            "head_of_state",
            "head_of_government",
            "foreign_minister",
            "defence_minister",
            "party_head",
            "vice_president",
        ];
        ORDER
            .iter()
            .position(|office| *office == self.office)
            .unwrap_or(ORDER.len())
    }
}

/// Somebody whom the tables know.
#[derive(Clone, Debug)]
pub struct Person {
    /// Lower-case name with hyphens: `li-shangfu`.
    pub id: String,
    /// The name to show.
    pub name: &'static str,
    /// Other spellings.
    pub other_names: Vec<&'static str>,
    /// The word that later mentions use.
    pub surname: &'static str,
    /// The offices held, in the order of the tables.
    pub offices: Vec<Office>,
}

impl Person {
    /// How near to a day the person held an office: of several people of a name the greatest is meant.
    pub fn nearness(&self, day: Option<Day>) -> (u8, Option<Day>) {
        match self.office_at(day) {
            Some((office, Holding::Holds)) => (2, office.term.start),
            Some((office, Holding::Held)) => (1, office.term.end),
            _ => (0, None),
        }
    }

    /// The office to read the person by at a day, and whether it is held then. The one held then; else the last one
    /// before; else the first one after. Without a day: the strongest.
    pub fn office_at(&self, day: Option<Day>) -> Option<(&Office, Holding)> {
        let Some(day) = day else {
            return self
                .offices
                .iter()
                .min_by_key(|office| (office.rank(), office.term.end.is_some()))
                .map(|office| (office, Holding::Holds));
        };
        let held = self
            .offices
            .iter()
            .filter(|office| office.term.holds_at(Some(day)))
            .min_by_key(|office| office.rank());
        if let Some(office) = held {
            return Some((office, Holding::Holds));
        }
        let past = self
            .offices
            .iter()
            .filter(|office| office.term.end.is_some_and(|end| end <= day))
            .max_by_key(|office| office.term.end);
        if let Some(office) = past {
            return Some((office, Holding::Held));
        }
        self.offices
            .iter()
            .min_by_key(|office| office.term.start)
            .map(|office| (office, Holding::WillHold))
    }
}

/// Whether an office is held at a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    /// Held then.
    Holds,
    /// Given up before.
    Held,
    /// Not taken up yet.
    WillHold,
}

/// Whether "he" or "she" takes somebody up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// "he"
    Male,
    /// "she"
    Female,
}

const GIVEN_NAMES: Table = Table {
    name: "given_names.tsv",
    text: include_str!("../../assets/world/given_names.tsv"),
};

pub(super) fn given_names() -> Result<HashMap<&'static str, Gender>, WorldError> {
    let mut names = HashMap::with_capacity(800);
    for row in GIVEN_NAMES.rows() {
        let [name, gender] = row.fields()?;
        let gender = match gender {
            "male" => Gender::Male,
            "female" => Gender::Female,
            _ => return Err(row.error(format!("unknown gender {gender:?}"))),
        };
        if names.insert(name, gender).is_some() {
            return Err(row.error(format!("{name:?} twice")));
        }
    }
    Ok(names)
}

const TABLES: [Table; 6] = [
    Table {
        name: "people.tsv",
        text: include_str!("../../assets/world/people.tsv"),
    },
    Table {
        name: "leaders_americas.tsv",
        text: include_str!("../../assets/world/leaders_americas.tsv"),
    },
    Table {
        name: "leaders_europe.tsv",
        text: include_str!("../../assets/world/leaders_europe.tsv"),
    },
    Table {
        name: "leaders_middle_east.tsv",
        text: include_str!("../../assets/world/leaders_middle_east.tsv"),
    },
    Table {
        name: "leaders_asia_pacific.tsv",
        text: include_str!("../../assets/world/leaders_asia_pacific.tsv"),
    },
    Table {
        name: "leaders_africa.tsv",
        text: include_str!("../../assets/world/leaders_africa.tsv"),
    },
];

const SURNAMES: Table = Table {
    name: "surnames.tsv",
    text: include_str!("../../assets/world/surnames.tsv"),
};

/// Surnames that alone name nobody in particular, and the countries whose leaders may still be meant.
pub(super) fn common_surnames() -> Result<HashMap<&'static str, Vec<CountryCode>>, WorldError> {
    let mut surnames = HashMap::with_capacity(300);
    for row in SURNAMES.rows() {
        let [surname, countries] = row.fields()?;
        let countries = countries
            .split_whitespace()
            .map(|code| row.code(code))
            .collect::<Result<_, _>>()?;
        if surnames.insert(surname, countries).is_some() {
            return Err(row.error(format!("{surname:?} twice")));
        }
    }
    Ok(surnames)
}

/// All people, in the order of the tables; lines of one person joined.
pub(super) fn load(
    tables: &Tables<'_>,
    given_names: &HashMap<&'static str, Gender>,
) -> Result<Vec<Person>, WorldError> {
    let mut people = People::default();
    tables.all(&TABLES, |row| people.add(row, given_names))?;
    Ok(people.people)
}

/// The people read so far.
#[derive(Default)]
struct People {
    people: Vec<Person>,
    by_name_and_country: HashMap<(String, &'static str), usize>,
    by_own_name: HashMap<(String, &'static str), usize>,
    by_name: HashMap<&'static str, usize>,
}

impl People {
    fn add(
        &mut self,
        row: Row,
        given_names: &HashMap<&'static str, Gender>,
    ) -> Result<(), WorldError> {
        let [
            name,
            others,
            country,
            office,
            title,
            start,
            end,
            _source,
            _note,
        ] = row.fields()?;
        if name.is_empty() {
            return Err(row.error("a person without name"));
        }
        let held = Office {
            country: row.optional_code(country)?,
            office,
            title,
            term: Term::read(row, start, end)?,
            own: row.own,
        };
        let index = self.same(name, others, country).unwrap_or_else(|| {
            let index = self.people.len();
            self.people.push(Person {
                id: slug(name),
                name,
                other_names: Vec::new(),
                surname: surname(name, country, given_names),
                offices: Vec::new(),
            });
            // Shevardnadze served the Soviet Union and Georgia.
            self.by_name.insert(name, index);
            index
        });
        self.by_own_name
            .entry((key(name), country))
            .or_insert(index);
        for name in std::iter::once(name).chain(parts(others).filter(|other| other.contains(' '))) {
            self.by_name_and_country
                .entry((key(name), country))
                .or_insert(index);
        }
        let person = &mut self.people[index];
        for other in std::iter::once(name).chain(parts(others)) {
            if other != person.name && !person.other_names.contains(&other) {
                person.other_names.push(other);
            }
        }
        if row.own {
            self.make_room(index, held);
        }
        let person = &mut self.people[index];
        let twice = person.offices.iter().any(|known| {
            known.office == office && known.country == held.country && known.term == held.term
        });
        if !twice {
            person.offices.push(held);
        }
        Ok(())
    }

    /// The person of another line. A second spelling joins two lines only if it is a whole name and of the same country,
    /// and the first spelling of one of them: both Bushes are called George Bush.
    fn same(
        &self,
        name: &'static str,
        others: &'static str,
        country: &'static str,
    ) -> Option<usize> {
        std::iter::once(name)
            .chain(parts(others).filter(|other| other.contains(' ')))
            .find_map(|name| self.by_own_name.get(&(key(name), country)))
            .or_else(|| self.by_name_and_country.get(&(key(name), country)))
            .or_else(|| self.by_name_and_country.get(&(key(name), "")))
            .or_else(|| self.by_name.get(name))
            .copied()
    }

    /// The user knows better: what we tell of the person in that office at that time goes, and whoever else held it ends.
    fn make_room(&mut self, index: usize, held: Office) {
        self.people[index].offices.retain(|known| {
            known.office != held.office
                || known.country != held.country
                || !known.term.overlaps(held.term)
        });
        const HELD_BY_ONE: [&str; 4] = [
            "head_of_state",
            "head_of_government",
            "foreign_minister",
            "defence_minister",
        ];
        if !HELD_BY_ONE.contains(&held.office) {
            return;
        }
        for (_, other) in self
            .people
            .iter_mut()
            .enumerate()
            .filter(|(at, _)| *at != index)
        {
            for office in &mut other.offices {
                let same = office.office == held.office && office.country == held.country;
                if same && office.term.end.is_none() && office.term.overlaps(held.term) {
                    office.term.end = held.term.start.or(office.term.start);
                }
            }
        }
    }
}

fn key(name: &str) -> String {
    name.to_lowercase().replace('-', " ")
}

/// Lower case, words joined by hyphens, as ids are written.
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for character in name.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            slug.push(character);
        } else if !slug.ends_with('-') && !slug.is_empty() && !matches!(character, '\'' | '’' | '.')
        {
            slug.push('-');
        }
    }
    while slug.ends_with('-') {
        slug.pop();
    }
    slug
}

/// The word that later mentions of somebody use: the family name, which comes first in much of East Asia, unless the given
/// name is a Western one.
fn surname(
    name: &'static str,
    country: &str,
    given_names: &HashMap<&'static str, Gender>,
) -> &'static str {
    const FAMILY_NAME_FIRST: [&str; 9] = [
        "CHN", "PRK", "KOR", "TWN", "HKG", "VNM", "KHM", "SGP", "MAC",
    ];
    // "Nguyen"; longer first names are of another language.
    const LONGEST_FAMILY_NAME: usize = 6;
    const NO_SURNAME: [&str; 8] = ["Jr.", "Jr", "II", "III", "VI", "XIV", "XVI", "IV"];
    let mut words = name.split(' ');
    let first = words.next().unwrap_or(name);
    let first_is_family = FAMILY_NAME_FIRST.contains(&country)
        && name.contains(' ')
        && !first.ends_with('.')
        && first.len() <= LONGEST_FAMILY_NAME
        && !given_names.contains_key(first);
    if first_is_family {
        return first;
    }
    name.split(' ')
        .rev()
        .find(|word| !NO_SURNAME.contains(word))
        .unwrap_or(name)
}

/// The surname, and without its article: "al-Assad" is called "Assad" as well.
pub(super) fn surnames(surname: &'static str) -> impl Iterator<Item = &'static str> {
    let bare = ["al-", "Al-", "el-", "El-"]
        .iter()
        .find_map(|article| surname.strip_prefix(article));
    std::iter::once(surname).chain(bare)
}

impl World {
    /// All people that the tables know.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// The gender that a given name tells, if it tells one.
    pub fn gender(&self, given_name: &str) -> Option<Gender> {
        self.given_names.get(given_name).copied()
    }

    /// Somebody by the id, as in actors.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.by_person_id
            .get(id)
            .and_then(|&index| self.people.get(index as usize))
    }

    /// People with the surname, as indices into [`World::people`].
    pub(crate) fn people_by_surname(&self, surname: &str) -> &[u32] {
        self.by_surname.get(surname).map_or(&[], Vec::as_slice)
    }

    /// Who is meant by a surname alone at a day: a head of state or government in office, else the only other person
    /// of that name in office.
    pub fn person_by_surname(&self, surname: &str, day: Option<Day>) -> Option<&Person> {
        if day.is_none() {
            return self.only_leader(surname);
        }
        let mut found: Vec<(usize, &Person)> = self
            .people_by_surname(surname)
            .iter()
            .filter_map(|&index| self.people.get(index as usize))
            .filter_map(|person| match person.office_at(day) {
                Some((office, Holding::Holds)) if self.names_alone(surname, office) => {
                    Some((office.rank().min(2), person))
                }
                _ => None,
            })
            .collect();
        found.sort_by_key(|(rank, _)| *rank);
        if found.is_empty() {
            return self.led_before(surname, day);
        }
        match found.as_slice() {
            [(_, only)] => Some(only),
            [(first, person), (second, _), ..] if first < second && *first < 2 => Some(person),
            _ => None,
        }
    }

    /// Whether the surname alone can name the holder of the office: "Smith" cannot, "Brown" can mean a leader of Britain.
    fn names_alone(&self, surname: &str, office: &Office) -> bool {
        self.common_surnames.get(surname).is_none_or(|countries| {
            office.rank() < 2
                && office
                    .country
                    .is_some_and(|country| countries.contains(&country))
        })
    }

    /// The only person of the surname who ever led a country: all that can be said without a day.
    fn only_leader(&self, surname: &str) -> Option<&Person> {
        let mut found = self
            .people_by_surname(surname)
            .iter()
            .filter_map(|&index| self.people.get(index as usize))
            .filter(|person| {
                let led = |office: &Office| office.rank() < 2 && self.names_alone(surname, office);
                person.offices.iter().any(led)
            });
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// The only person of the surname who led a country in the ten years before a day.
    fn led_before(&self, surname: &str, day: Option<Day>) -> Option<&Person> {
        let day = day?;
        let mut found = self
            .people_by_surname(surname)
            .iter()
            .filter_map(|&index| self.people.get(index as usize))
            .filter(|person| {
                person.offices.iter().any(|office| {
                    office.rank() < 2
                        && self.names_alone(surname, office)
                        && office
                            .term
                            .end
                            .is_some_and(|end| end <= day && day.year() - end.year() <= 10)
                })
            });
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// Who held an office through a time or most of it; nobody if it changed hands more than that.
    pub fn office_holder_within(
        &self,
        country: CountryCode,
        office: &str,
        first: Day,
        last: Day,
    ) -> Option<&Person> {
        let days = days_between(first, last);
        if days <= 0 {
            return self.office_holder(country, office, Some(first));
        }
        // Five days of the time, of which four have to agree.
        let at = |quarter: i64| {
            let day = shift_days(first, days * quarter / 4);
            self.office_holder(country, office, Some(day))
        };
        let held = [0, 1, 2, 3, 4].map(at);
        [held[1], held[2]].into_iter().flatten().find(|person| {
            let same = held.iter().flatten().filter(|other| other.id == person.id);
            same.count() >= 4
        })
    }

    /// Who held an office of a country at a day. `leader` asks for whoever leads the country.
    pub fn office_holder(
        &self,
        country: CountryCode,
        office: &str,
        day: Option<Day>,
    ) -> Option<&Person> {
        let holder = |wanted: &str| {
            let people = self.people.iter();
            let held: Vec<(&Person, Option<Day>)> = people
                .flat_map(|person| person.offices.iter().map(move |office| (person, office)))
                .filter(|(_, office)| {
                    office.country == Some(country)
                        && office.office == wanted
                        && office.is_known_to_hold_at(day)
                })
                .map(|(person, office)| (person, office.term.start))
                .collect();
            // The latest to take office, should two terms overlap; nobody of two who took it together.
            let latest = held.iter().max_by_key(|(_, start)| *start)?;
            let together = held.iter().filter(|(_, start)| *start == latest.1);
            (together.count() == 1).then_some(latest.0)
        };
        if office != "leader" {
            return holder(office);
        }
        let order = if governed_by_head_of_government(country) {
            ["head_of_government", "head_of_state", "party_head"]
        } else {
            ["head_of_state", "party_head", "head_of_government"]
        };
        order.into_iter().find_map(holder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn family_names_come_first_where_they_do() {
        let given_names = given_names().unwrap();
        let surname = |name, country| surname(name, country, &given_names);
        assert_eq!(surname("Li Shangfu", "CHN"), "Li");
        assert_eq!(surname("Joseph Wu", "TWN"), "Wu");
        assert_eq!(surname("S. Jayakumar", "SGP"), "Jayakumar");
        assert_eq!(surname("Ferdinand Marcos Jr.", "PHL"), "Marcos");
        assert_eq!(surname("Vladimir Putin", "RUS"), "Putin");
        assert_eq!(surnames("al-Assad").last(), Some("Assad"));
    }

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slug("Li Shangfu"), "li-shangfu");
        assert_eq!(slug("People's Army (new)"), "peoples-army-new");
    }
}
