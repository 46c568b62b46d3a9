//! What the user joined and parted by hand, which goes before all rules.

use std::collections::{BTreeMap, BTreeSet};

use super::Report;
use crate::model::EventType;

/// The user's word on which reports tell of the same event. Empty where the user said nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByHand {
    /// Pairs that tell of the same event.
    pub together: BTreeSet<(Report, Report)>,
    /// Pairs that do not. No pair is in both lists, in whatever order.
    pub apart: BTreeSet<(Report, Report)>,
    /// The type as it was read, of reports whose type the user changed: an entry keeps its name.
    pub read_as: BTreeMap<Report, EventType>,
}

impl ByHand {
    /// The same over other indices of the articles: `places` tells where each of them stands now. What is said of articles
    /// that are not there is dropped.
    pub(super) fn with_articles(&self, places: &[usize]) -> Self {
        let moved = |report: &Report| {
            Some(Report {
                article: *places.get(report.article)?,
                event: report.event,
            })
        };
        let pairs = |pairs: &BTreeSet<(Report, Report)>| {
            pairs
                .iter()
                .filter_map(|(a, b)| Some((moved(a)?, moved(b)?)))
                .collect()
        };
        Self {
            together: pairs(&self.together),
            apart: pairs(&self.apart),
            read_as: self
                .read_as
                .iter()
                .filter_map(|(report, kind)| Some((moved(report)?, *kind)))
                .collect(),
        }
    }

    fn parts(&self, a: Report, b: Report) -> bool {
        self.apart.contains(&(a, b)) || self.apart.contains(&(b, a))
    }
}

/// Parts and joins groups; reports that are not there any more are passed over. The order is that of [`super::merge`]:
/// reports in order within a group, groups in order of their first report.
pub(super) fn apply(groups: Vec<Vec<Report>>, by_hand: &ByHand) -> Vec<Vec<Report>> {
    if by_hand.together.is_empty() && by_hand.apart.is_empty() {
        return groups;
    }
    let mut groups: Vec<Vec<Report>> = groups
        .into_iter()
        .flat_map(|group| parted(group, by_hand))
        .collect();
    for &(a, b) in &by_hand.together {
        let place = |report: Report| groups.iter().position(|group| group.contains(&report));
        let (Some(a), Some(b)) = (place(a), place(b)) else {
            continue;
        };
        let clash = groups[a]
            .iter()
            .any(|&x| groups[b].iter().any(|&y| by_hand.parts(x, y)));
        if a == b || clash {
            continue;
        }
        let moved = std::mem::take(&mut groups[a.max(b)]);
        groups[a.min(b)].extend(moved);
    }
    groups.retain(|group| !group.is_empty());
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_by_key(|group| group.first().copied());
    groups
}

/// Each report goes to the first part in which nothing is to be apart from it.
fn parted(group: Vec<Report>, by_hand: &ByHand) -> Vec<Vec<Report>> {
    let mut parts: Vec<Vec<Report>> = Vec::new();
    for report in group {
        let fits = parts
            .iter_mut()
            .find(|part| part.iter().all(|&other| !by_hand.parts(report, other)));
        match fits {
            Some(part) => part.push(report),
            None => parts.push(vec![report]),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(article: usize) -> Report {
        Report { article, event: 0 }
    }

    #[test]
    fn a_report_that_is_split_off_stands_alone() {
        let by_hand = ByHand {
            apart: [(report(0), report(1)), (report(0), report(2))].into(),
            ..ByHand::default()
        };
        let group = vec![vec![report(0), report(1), report(2)]];
        assert_eq!(
            apply(group, &by_hand),
            [vec![report(0)], vec![report(1), report(2)]]
        );
    }

    #[test]
    fn two_groups_are_joined_unless_their_reports_are_to_be_apart() {
        let groups = vec![vec![report(0), report(3)], vec![report(1)], vec![report(2)]];
        let mut by_hand = ByHand {
            together: [(report(1), report(3))].into(),
            ..ByHand::default()
        };
        assert_eq!(
            apply(groups.clone(), &by_hand),
            [vec![report(0), report(1), report(3)], vec![report(2)]]
        );
        by_hand.apart.insert((report(0), report(1)));
        assert_eq!(apply(groups.clone(), &by_hand), groups);
        // Of an article that is gone.
        by_hand.together = [(report(8), report(9))].into();
        assert_eq!(apply(groups.clone(), &by_hand), groups);
    }
}
