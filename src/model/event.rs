//! What happened: an event as one article reports it.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{ActorId, CountryCode, Mention, Quote, Sector, Span, TimeExpression, When};

/// PLOVER's four classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Quad {
    /// Verbal co-operation.
    #[serde(rename = "VCOOP")]
    VerbalCooperation,
    /// Material co-operation.
    #[serde(rename = "MCOOP")]
    MaterialCooperation,
    /// Verbal conflict.
    #[serde(rename = "VCONF")]
    VerbalConflict,
    /// Material conflict.
    #[serde(rename = "MCONF")]
    MaterialConflict,
}

impl Quad {
    /// In the order in which legends list them.
    pub const ALL: [Self; 4] = [
        Self::VerbalCooperation,
        Self::MaterialCooperation,
        Self::VerbalConflict,
        Self::MaterialConflict,
    ];

    /// PLOVER's short name.
    pub fn code(self) -> &'static str {
        match self {
            Self::VerbalCooperation => "VCOOP",
            Self::MaterialCooperation => "MCOOP",
            Self::VerbalConflict => "VCONF",
            Self::MaterialConflict => "MCONF",
        }
    }

    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Self::VerbalCooperation => "Verbal co-operation",
            Self::MaterialCooperation => "Material co-operation",
            Self::VerbalConflict => "Verbal conflict",
            Self::MaterialConflict => "Material conflict",
        }
    }
}

macro_rules! event_types {
    ($($variant:ident $code:literal $quad:expr, $words:literal, $doc:literal;)*) => {
        /// PLOVER 2021 event type.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum EventType {
            $(#[doc = $doc] #[serde(rename = $code)] $variant,)*
        }

        impl EventType {
            /// All of them, in PLOVER's order, `Other` last.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// PLOVER's name in capitals.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The word for people.
            pub fn words(self) -> &'static str {
                match self { $(Self::$variant => $words,)* }
            }

            /// The class it belongs to; none for `Other`.
            pub fn quad(self) -> Option<Quad> {
                match self { $(Self::$variant => $quad,)* }
            }
        }

        impl FromStr for EventType {
            type Err = String;
            fn from_str(code: &str) -> Result<Self, String> {
                match code {
                    $($code => Ok(Self::$variant),)*
                    _ => Err(format!("unknown event type {code:?}")),
                }
            }
        }
    };
}

event_types! {
    Agree "AGREE" Some(Quad::VerbalCooperation), "Agree", "Agreement, promise or intent to co-operate.";
    Consult "CONSULT" Some(Quad::VerbalCooperation), "Consult", "Meeting, visit, talks, mediation.";
    Support "SUPPORT" Some(Quad::VerbalCooperation), "Support", "Diplomatic co-operation, praise, recognition, signed treaties.";
    Concede "CONCEDE" Some(Quad::VerbalCooperation), "Concede", "Yielding in words or policy: easing, releasing restrictions, resigning.";
    Cooperate "COOPERATE" Some(Quad::MaterialCooperation), "Co-operate", "Material co-operation: trade, joint drills, shared intelligence.";
    Aid "AID" Some(Quad::MaterialCooperation), "Aid", "Money, arms, food, shelter given.";
    Retreat "RETREAT" Some(Quad::MaterialCooperation), "Retreat", "Withdrawal, release of prisoners, ceasefire, disarmament.";
    Request "REQUEST" Some(Quad::VerbalConflict), "Request", "Demand, appeal or call for something.";
    Accuse "ACCUSE" Some(Quad::VerbalConflict), "Accuse", "Criticism, blame, accusation, complaint, charge, investigation.";
    Reject "REJECT" Some(Quad::VerbalConflict), "Reject", "Refusal, denial, veto, defiance.";
    Threaten "THREATEN" Some(Quad::VerbalConflict), "Threaten", "Threat, warning, ultimatum.";
    Protest "PROTEST" Some(Quad::MaterialConflict), "Protest", "Demonstration, strike, riot, boycott by people.";
    Sanction "SANCTION" Some(Quad::MaterialConflict), "Sanction", "Sanctions, expulsion, reduced or broken relations.";
    Mobilize "MOBILIZE" Some(Quad::MaterialConflict), "Mobilise", "Troops moved, weapons deployed or tested, exercises, alert.";
    Coerce "COERCE" Some(Quad::MaterialConflict), "Coerce", "Arrest, seizure, ban, repression, cyber attack.";
    Assault "ASSAULT" Some(Quad::MaterialConflict), "Assault", "Violence: attack, bombing, killing, fighting.";
    Other "OTHER" None, "Other", "Anything else that happened: election, accident, disaster.";
}

/// Whether it took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It happened.
    Actual,
    /// Announced, promised, expected.
    Planned,
    /// Hedged or conditional.
    Possible,
    /// Negated or refused.
    Denied,
}

impl Status {
    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Actual => "happened",
            Self::Planned => "planned",
            Self::Possible => "possible",
            Self::Denied => "denied",
        }
    }
}

/// An actor's part in an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Participant {
    /// The words that name them in this event's sentence (or in the one that a pronoun refers to).
    pub span: Span,
    /// Who, if known.
    pub actor: Option<ActorId>,
    /// Name to show.
    pub name: String,
    /// Country behind them.
    pub country: Option<CountryCode>,
    /// Part of society.
    pub sector: Option<Sector>,
}

impl From<&Mention> for Participant {
    fn from(mention: &Mention) -> Self {
        Self {
            span: mention.span,
            actor: mention.actor.clone(),
            name: mention.name.clone(),
            country: mention.country,
            sector: mention.sector,
        }
    }
}

impl Participant {
    /// The key that lanes, filters and merging use: the country's code where there is one, else the actor's id, else
    /// nothing.
    pub fn key(&self) -> Option<ActorId> {
        self.country
            .map(ActorId::from)
            .or_else(|| self.actor.clone())
    }
}

/// Where an event happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Where {
    /// Name to show.
    pub name: String,
    /// Latitude in degrees.
    pub latitude: Option<f64>,
    /// Longitude in degrees.
    pub longitude: Option<f64>,
    /// Country it lies in.
    pub country: Option<CountryCode>,
    /// The words.
    pub span: Span,
}

/// An event as one article reports it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// PLOVER type.
    pub kind: EventType,
    /// PLOVER mode, or a word for [`EventType::Other`].
    pub mode: Option<String>,
    /// PLOVER contexts: `military`, `diplomatic`, `economic`, ...
    pub contexts: Vec<String>,
    /// Who did it. In a reciprocal event both sides are sources and targets.
    pub sources: Vec<Participant>,
    /// To whom.
    pub targets: Vec<Participant>,
    /// Whether it took place.
    pub status: Status,
    /// The words that name the event.
    pub trigger: Span,
    /// When.
    pub when: When,
    /// Where.
    pub place: Option<Where>,
    /// The sentences that support it.
    pub evidence: Vec<Span>,
    /// Index into [`Reading::quotes`] of the statement that reports it, if somebody other than the article does.
    pub said_in: Option<usize>,
    /// One line for people.
    pub summary: String,
    /// 0 to 1.
    pub confidence: f32,
    /// The rules that fired, in words.
    pub why: Vec<String>,
    /// The key of the frame that read it so, the same for all events that it reads: "never again this pattern".
    #[serde(default)]
    pub frame: String,
    /// It only tells what came before the news: "since the 2003 invasion of Iraq".
    #[serde(default)]
    pub background: bool,
}

/// Everything that was read from one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Time expressions in order of the text.
    pub times: Vec<TimeExpression>,
    /// Names, titles and pronouns in order of the text.
    pub mentions: Vec<Mention>,
    /// Quotes in order of the text.
    pub quotes: Vec<Quote>,
    /// Events in order of their triggers.
    pub events: Vec<Event>,
    /// The sentences, for views that show context.
    pub sentences: Vec<Span>,
}
