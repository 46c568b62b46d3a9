//! What becomes of an act that is only announced, refused or decided upon: a promise, a threat, a rejection.
//!
//! Which words announce it is read by `status`.

use super::status::Standing;
use crate::model::{EventType, Status};

/// Whether the act does harm to its target.
pub(super) fn harms(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Protest | EventType::Sanction | EventType::Coerce | EventType::Assault
    )
}

/// "Did not rule out", "will never attack": neither a refusal nor an attack.
pub(super) fn says_nothing(kind: EventType, status: Status, standing: &Standing) -> bool {
    status == Status::Denied && (kind == EventType::Reject || standing.intended && harms(kind))
}

/// PLOVER's reading of what is only announced: help to come is a promise, harm to come a threat, and help refused a
/// rejection. Gives the type and the status.
pub(super) fn as_announced(kind: EventType, standing: &Standing) -> (EventType, Status) {
    use EventType::{
        Accuse, Agree, Aid, Concede, Consult, Cooperate, Reject, Request, Retreat, Support,
        Threaten,
    };
    let helps = matches!(kind, Aid | Cooperate | Retreat | Concede | Support);
    let harms = harms(kind);
    match standing.turns_into {
        Some(Reject) => return (Reject, Status::Actual),
        Some(other) => return (other, standing.status),
        None => {}
    }
    match standing.status {
        Status::Planned if standing.intended && (helps || kind == Consult) => {
            (Agree, Status::Planned)
        }
        Status::Planned if standing.intended && harms => (Threaten, Status::Planned),
        // "Voted to condemn": the vote condemns.
        Status::Planned
            if standing.decided
                && !standing.intended
                && matches!(kind, Accuse | Request | Reject | Support) =>
        {
            (kind, Status::Actual)
        }
        Status::Denied
            if (standing.intended || standing.failed)
                && (helps || matches!(kind, Agree | Consult)) =>
        {
            (Reject, Status::Actual)
        }
        status => (kind, status),
    }
}
