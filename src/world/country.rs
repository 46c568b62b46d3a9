//! Countries, territories and dissolved states.

use super::table::{Table, Tables, Term, parts};
use super::{Point, WorldError};
use crate::model::CountryCode;

/// A country, a territory or a dissolved state.
#[derive(Clone, Debug)]
pub struct Country {
    /// ISO 3166 alpha-3, or the code of a dissolved state.
    pub code: CountryCode,
    /// The name that news uses.
    pub name: &'static str,
    /// Its other names.
    pub other_names: Vec<&'static str>,
    /// What its people are called, and the adjective.
    pub demonyms: Vec<&'static str>,
    /// The code of two letters, which is also the end of its addresses on the web (Britain's apart); empty for dissolved states.
    pub iso2: &'static str,
    /// The seat of government as news names it; empty if there is none.
    pub capital: &'static str,
    /// Where the capital lies.
    pub capital_point: Option<Point>,
    /// A point in the middle of the country.
    pub label_point: Option<Point>,
    /// When it existed; [`Term::ALWAYS`] for the countries of today.
    pub term: Term,
    /// The country that is read for a dissolved state after its end.
    pub successor: Option<CountryCode>,
}

impl Country {
    /// Takes over what a line of the user tells.
    fn learn(&mut self, line: Self) {
        if !line.name.is_empty() && line.name != self.name {
            self.other_names
                .push(std::mem::replace(&mut self.name, line.name));
        }
        self.other_names.extend(line.other_names);
        self.demonyms.extend(line.demonyms);
        if !line.capital.is_empty() {
            self.capital = line.capital;
        }
        self.capital_point = line.capital_point.or(self.capital_point);
        self.label_point = line.label_point.or(self.label_point);
    }
}

const COUNTRIES: Table = Table {
    name: "countries.tsv",
    text: include_str!("../../assets/world/countries.tsv"),
};
const STATES: Table = Table {
    name: "states.tsv",
    text: include_str!("../../assets/world/states.tsv"),
};

/// All countries and dissolved states, sorted by code.
pub(super) fn load(tables: &Tables<'_>) -> Result<Vec<Country>, WorldError> {
    let mut countries: Vec<Country> = Vec::with_capacity(300);
    tables.each(COUNTRIES, |row| {
        let [
            code,
            iso2,
            name,
            names,
            demonyms,
            capital,
            capital_lat,
            capital_lon,
            label_lat,
            label_lon,
        ] = row.fields()?;
        let country = Country {
            code: row.code(code)?,
            iso2,
            name,
            other_names: parts(names).collect(),
            demonyms: parts(demonyms).collect(),
            capital,
            capital_point: Point::read(row, capital_lat, capital_lon)?,
            label_point: Point::read(row, label_lat, label_lon)?,
            term: Term::ALWAYS,
            successor: None,
        };
        let known = countries
            .iter_mut()
            .rfind(|known| known.code == country.code);
        match known {
            Some(known) if row.own => known.learn(country),
            Some(_) => return Err(row.error(format!("{code} twice"))),
            None if name.is_empty() => return Err(row.error("a country without name")),
            None => countries.push(country),
        }
        Ok(())
    })?;
    let present = countries.len();
    for row in STATES.rows() {
        let [
            code,
            name,
            names,
            demonyms,
            start,
            end,
            successor,
            _all,
            capital,
        ] = row.fields()?;
        let successor = row.code(successor)?;
        let heir = countries[..present]
            .iter()
            .find(|country| country.code == successor);
        countries.push(Country {
            code: row.code(code)?,
            iso2: "",
            name,
            other_names: parts(names).collect(),
            demonyms: parts(demonyms).collect(),
            capital,
            capital_point: heir.and_then(|country| country.capital_point),
            label_point: heir.and_then(|country| country.label_point),
            term: Term::read(row, start, end)?,
            successor: Some(successor),
        });
    }
    countries.sort_by_key(|country| country.code);
    Ok(countries)
}

/// Whether the head of government leads the country and the head of state only stands for it.
pub(super) fn governed_by_head_of_government(country: CountryCode) -> bool {
    const PARLIAMENTARY: &[&str] = &[
        "ALB", "AND", "ARM", "ATG", "AUS", "AUT", "BEL", "BGD", "BGR", "BHS", "BLZ", "BRB", "CAN",
        "CZE", "DEU", "DMA", "DNK", "ESP", "EST", "ETH", "FIN", "FJI", "GBR", "GEO", "GRC", "GRD",
        "HRV", "HUN", "IND", "IRL", "IRQ", "ISL", "ISR", "ITA", "JAM", "JPN", "KHM", "KNA", "LBN",
        "LCA", "LSO", "LTU", "LUX", "LVA", "MKD", "MLT", "MUS", "MYS", "NLD", "NOR", "NPL", "NZL",
        "PAK", "PNG", "POL", "PRT", "SGP", "SLB", "SVK", "SVN", "SWE", "THA", "TLS", "TTO", "TUV",
        "VCT", "VUT", "WSM", "XKX",
    ];
    PARLIAMENTARY.binary_search(&country.as_str()).is_ok()
}
