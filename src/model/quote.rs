//! Who said what.

use serde::{Deserialize, Serialize};

use super::{ActorId, Span};

/// Somebody's words, or a report of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// The words said; more than one part where the cue interrupts them.
    pub content: Vec<Span>,
    /// Who said it.
    pub source: Option<Span>,
    /// The word that tells of the saying ("said", "according to").
    pub cue: Option<Span>,
    /// Who that is, if known.
    pub speaker: Option<ActorId>,
    /// Name of the speaker to show.
    pub speaker_name: Option<String>,
    /// The speaker says that it is so: not a wish, a plan, a demand or a feeling.
    #[serde(default = "yes")]
    pub asserts: bool,
    /// Within quotation marks as a whole.
    pub direct: bool,
}

fn yes() -> bool {
    true
}
