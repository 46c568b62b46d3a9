//! The nouns everyone shares: articles, spans, times, mentions, quotes, events, problems.
//!
//! Plain data without behaviour that needs knowledge of language, the world or the window. All positions are byte
//! offsets into [`Article::text`]; only the interchange format speaks of code points (see `export`).

mod actor;
mod article;
mod event;
mod quote;
mod text;
mod time;

pub use actor::{ActorId, CountryCode, Mention, MentionKind, Sector};
pub use article::{
    Article, ArticleId, DateClaim, Origin, Problem, Published, PublishedBasis, Severity,
};
pub use event::{Event, EventType, Participant, Quad, Reading, Status, Where};
pub use quote::Quote;
pub use text::{CodePoints, Span};
pub use time::{DateBasis, Precision, Reckoned, TimeExpression, TimeKind, When};
