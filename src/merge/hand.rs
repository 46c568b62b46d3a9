//! What the user joined and parted by hand, which goes before all rules.

use std::collections::{BTreeMap, BTreeSet, HashMap};

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
    fn parts(&self, a: Report, b: Report) -> bool {
        self.apart.contains(&(a, b)) || self.apart.contains(&(b, a))
    }
}

/// Parts and joins groups; reports that are not there any more are passed over. Reports are in `order` within a group,
/// groups in the order of their first reports.
pub(super) fn apply(
    groups: &[Vec<Report>],
    by_hand: &ByHand,
    order: impl Fn(Report) -> (usize, usize),
) -> Vec<Vec<Report>> {
    if by_hand.together.is_empty() && by_hand.apart.is_empty() {
        return groups.to_vec();
    }
    let mut groups: Vec<Vec<Report>> = groups
        .iter()
        .flat_map(|group| parted(group, by_hand))
        .collect();
    let mut place: HashMap<Report, usize> = (0..)
        .zip(&groups)
        .flat_map(|(place, group)| group.iter().map(move |report| (*report, place)))
        .collect();
    let mut together: Vec<(Report, Report)> = by_hand
        .together
        .iter()
        .copied()
        .filter(|(a, b)| place.contains_key(a) && place.contains_key(b))
        .collect();
    together.sort_by_key(|&(a, b)| {
        let (a, b) = (order(a), order(b));
        (a.min(b), a.max(b))
    });
    for (a, b) in together {
        let (a, b) = (place[&a].min(place[&b]), place[&a].max(place[&b]));
        let clash = groups[a]
            .iter()
            .any(|&x| groups[b].iter().any(|&y| by_hand.parts(x, y)));
        if a == b || clash {
            continue;
        }
        let moved = std::mem::take(&mut groups[b]);
        place.extend(moved.iter().map(|report| (*report, a)));
        groups[a].extend(moved);
    }
    groups.retain(|group| !group.is_empty());
    for group in &mut groups {
        group.sort_by_key(|report| order(*report));
    }
    groups.sort_by_key(|group| group.first().map(|first| order(*first)));
    groups
}

/// Each report goes to the first part in which nothing is to be apart from it.
fn parted(group: &[Report], by_hand: &ByHand) -> Vec<Vec<Report>> {
    let mut parts: Vec<Vec<Report>> = Vec::new();
    for &report in group {
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

    fn applied(groups: &[Vec<Report>], by_hand: &ByHand) -> Vec<Vec<Report>> {
        apply(groups, by_hand, |report| (report.article, report.event))
    }

    #[test]
    fn a_report_that_is_split_off_stands_alone() {
        let by_hand = ByHand {
            apart: [(report(0), report(1)), (report(0), report(2))].into(),
            ..ByHand::default()
        };
        let group = vec![vec![report(0), report(1), report(2)]];
        assert_eq!(
            applied(&group, &by_hand),
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
            applied(&groups, &by_hand),
            [vec![report(0), report(1), report(3)], vec![report(2)]]
        );
        by_hand.apart.insert((report(0), report(1)));
        assert_eq!(applied(&groups, &by_hand), groups);
        // Of an article that is gone.
        by_hand.together = [(report(8), report(9))].into();
        assert_eq!(applied(&groups, &by_hand), groups);
    }
}
