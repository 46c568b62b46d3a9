//! Who: countries, people, bodies, groups as they are named in a text.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Span;

/// ISO 3166 alpha-3 code, or the code of a dissolved state (`SUN`, `YUG`, ...).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CountryCode([u8; 3]);

impl CountryCode {
    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl FromStr for CountryCode {
    type Err = String;

    fn from_str(code: &str) -> Result<Self, String> {
        match code.as_bytes() {
            [a, b, c] if code.bytes().all(|x| x.is_ascii_uppercase()) => Ok(Self([*a, *b, *c])),
            _ => Err(format!(
                "not a country code of three capital letters: {code:?}"
            )),
        }
    }
}

impl TryFrom<String> for CountryCode {
    type Error = String;
    fn try_from(code: String) -> Result<Self, String> {
        code.parse()
    }
}

impl From<CountryCode> for String {
    fn from(code: CountryCode) -> Self {
        code.as_str().to_owned()
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Names an actor: a country code (`CHN`), a body (`UN`, `SCO`), a group (`boko-haram`) or a person (`li-shangfu`).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActorId(pub String);

impl ActorId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<CountryCode> for ActorId {
    fn from(code: CountryCode) -> Self {
        Self(code.into())
    }
}

impl fmt::Display for ActorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ActorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

macro_rules! sectors {
    ($($variant:ident $code:literal $words:literal;)*) => {
        /// The part of society that an actor belongs to (PLOVER's sectors).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Sector {
            $(#[doc = $words] #[serde(rename = $code)] $variant,)*
        }

        impl Sector {
            /// All of them, in PLOVER's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The code of three letters.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The word for people.
            pub fn words(self) -> &'static str {
                match self { $(Self::$variant => $words,)* }
            }
        }

        impl FromStr for Sector {
            type Err = String;
            fn from_str(code: &str) -> Result<Self, String> {
                match code {
                    $($code => Ok(Self::$variant),)*
                    _ => Err(format!("unknown sector {code:?}")),
                }
            }
        }
    };
}

sectors! {
    Government "GOV" "government";
    Military "MIL" "military";
    Legislature "LEG" "legislature";
    Judiciary "JUD" "judiciary";
    Police "COP" "police";
    Intelligence "SPY" "intelligence";
    Rebels "REB" "rebels";
    Paramilitary "PRM" "paramilitary";
    Criminal "CRM" "criminals";
    Civilian "CVL" "civilians";
    Refugees "REF" "refugees";
    Party "PTY" "political party";
    Opposition "OPP" "opposition";
    Business "BUS" "business";
    Education "EDU" "education";
    Media "MED" "media";
    Religion "REL" "religion";
    Labour "LAB" "labour";
    NonGovernmental "NGO" "non-governmental organisation";
    Society "SOC" "civil society";
    Health "HLH" "health";
    Agriculture "AGR" "agriculture";
    Elite "ELI" "elite";
}

/// What sort of thing a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// A person, by name, title or pronoun.
    Person,
    /// A country, by name or by its capital or seat of government.
    Country,
    /// An adjective of nationality, or its people.
    Nationality,
    /// A body: ministry, company, international organisation.
    Organisation,
    /// A place that is not a country.
    Place,
    /// People of a kind: troops, protesters, rebels.
    Group,
}

/// A stretch of text that names somebody or some place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// The word in the span that the grammar hangs on (its head).
    pub head: Span,
    /// What sort.
    pub kind: MentionKind,
    /// Who it is, if known.
    pub actor: Option<ActorId>,
    /// The name to show: canonical where known, else the words.
    pub name: String,
    /// The country that stands behind it at the date of the text.
    pub country: Option<CountryCode>,
    /// Part of society.
    pub sector: Option<Sector>,
    /// Latitude in degrees, for places.
    pub latitude: Option<f64>,
    /// Longitude in degrees, for places.
    pub longitude: Option<f64>,
    /// For a title: the office of the country whose holder it means (`head_of_state`, `leader`, ...).
    #[serde(default)]
    pub office: Option<String>,
    /// Which rule or table made it so, in words.
    pub why: String,
}
