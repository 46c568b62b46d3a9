//! How much an event matters: decides which events are labelled first and folded last.

use crate::merge::Entry;
use crate::model::{EventType, Status};

/// How much an event matters beside others, from 0 to about 1000: by what it is, between whom, by how many articles tell
/// it, by how sure it is, and by where the articles tell it, `place` being the part of the article before it (0 for the
/// headline, 1 for the end; none if that is not known). What is only recalled as background matters half as much.
///
/// The weights are set by judgement: what many tell comes before what one tells, deeds before words, and states before
/// those whom nobody knows.
pub fn importance(entry: &Entry, place: Option<f32>, background: bool) -> u16 {
    let mut articles: Vec<usize> = entry.reports.iter().map(|report| report.article).collect();
    articles.sort_unstable();
    articles.dedup();
    // The tenth article adds less than the second.
    let told = 1.0 - 0.72f32.powi(i32::try_from(articles.len().saturating_sub(1)).unwrap_or(64));
    let known = |side: &[crate::model::Participant]| {
        side.iter()
            .map(|one| match (one.country, one.key()) {
                (Some(_), _) => 1.0f32,
                (None, Some(_)) => 0.7,
                (None, None) => 0.2,
            })
            .fold(0.0, f32::max)
    };
    let actors = f32::midpoint(known(&entry.sources), known(&entry.targets));
    let lead = 1.0 - place.unwrap_or(0.5).clamp(0.0, 1.0);
    let confidence = entry.confidence.clamp(0.0, 1.0);
    let points = 320.0 * told
        + 250.0 * weight(entry.kind)
        + 170.0 * actors
        + 140.0 * confidence
        + 120.0 * lead * lead;
    let status = match entry.status {
        Status::Actual => 1.0,
        Status::Planned => 0.9,
        Status::Denied => 0.8,
        Status::Possible => 0.75,
    };
    let news = if background { 0.5 } else { 1.0 };
    (points * status * news).round() as u16
}

/// What a type counts, from 0 to 1.
fn weight(kind: EventType) -> f32 {
    match kind {
        EventType::Assault => 1.0,
        EventType::Sanction | EventType::Retreat | EventType::Mobilize => 0.85,
        EventType::Coerce | EventType::Agree | EventType::Cooperate | EventType::Aid => 0.75,
        EventType::Threaten | EventType::Concede => 0.7,
        EventType::Protest | EventType::Reject | EventType::Consult => 0.6,
        EventType::Support => 0.5,
        EventType::Accuse | EventType::Request => 0.45,
        EventType::Other => 0.3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merge::{EntryId, Report};
    use crate::model::{ActorId, Participant, Span, When};

    fn entry(kind: EventType, articles: usize) -> Entry {
        Entry {
            id: EntryId(1),
            kind,
            mode: None,
            sources: Vec::new(),
            targets: Vec::new(),
            status: Status::Actual,
            when: When::unknown(""),
            place: None,
            summary: String::new(),
            confidence: 0.8,
            independent_sources: 1,
            disagreements: Vec::new(),
            claims: Vec::new(),
            why: Vec::new(),
            reports: (0..articles)
                .map(|article| Report { article, event: 0 })
                .collect(),
        }
    }

    fn somebody(country: Option<&str>) -> Participant {
        Participant {
            span: Span::new(0, 0),
            actor: Some(ActorId("somebody".to_owned())),
            name: "Somebody".to_owned(),
            country: country.and_then(|code| code.parse().ok()),
            sector: None,
        }
    }

    #[test]
    fn each_reason_counts() {
        let plain = entry(EventType::Consult, 1);
        let least = importance(&plain, None, false);
        assert!(importance(&entry(EventType::Consult, 2), None, false) > least);
        assert!(importance(&entry(EventType::Assault, 1), None, false) > least);
        assert!(importance(&plain, None, true) < least);
        assert!(importance(&plain, Some(0.0), false) > importance(&plain, Some(0.9), false));
        let sure = Entry {
            confidence: 0.95,
            ..plain.clone()
        };
        assert!(importance(&sure, None, false) > least);
        let mut known = plain.clone();
        known.sources = vec![somebody(None)];
        let one = importance(&known, None, false);
        known.sources = vec![somebody(Some("CHN"))];
        assert!(importance(&known, None, false) > one && one > least);
        let doubtful = Entry {
            status: Status::Possible,
            ..plain
        };
        assert!(importance(&doubtful, None, false) < least);
    }

    #[test]
    fn many_articles_outweigh_the_type_and_copies_count_once() {
        let told = importance(&entry(EventType::Accuse, 5), None, false);
        assert!(told > importance(&entry(EventType::Assault, 1), None, false));
        let mut copied = entry(EventType::Accuse, 5);
        for report in &mut copied.reports {
            report.article = 0;
        }
        assert_eq!(
            importance(&copied, None, false),
            importance(&entry(EventType::Accuse, 1), None, false)
        );
        assert!(importance(&entry(EventType::Accuse, 100_000), Some(f32::NAN), false) <= 1000);
    }
}
