//! How alike two reports are.

use super::Report;
use super::words::Profile;
use crate::calendar::{Day, days_between};
use crate::model::{ActorId, Event, EventType, Participant, Where};

/// One report with what it is compared by.
pub(super) struct Told<'a> {
    pub(super) report: Report,
    pub(super) event: &'a Event,
    pub(super) story: usize,
    /// When its article was published.
    pub(super) published: Option<Day>,
    /// The words of its sentences.
    pub(super) profile: Profile,
    /// The words that name the event, without endings.
    pub(super) trigger: Vec<String>,
    /// The days that its own words give.
    pub(super) interval: Option<(Day, Day)>,
    pub(super) denied: bool,
    /// Who did it, by key, in order.
    pub(super) sources: Vec<ActorId>,
    /// To whom.
    pub(super) targets: Vec<ActorId>,
}

impl Told<'_> {
    /// The actors, or the words that name the event if nobody is known.
    pub(super) fn looked_up_by(&self) -> Vec<&str> {
        let mut words: Vec<&str> = self
            .sources
            .iter()
            .chain(&self.targets)
            .map(|actor| actor.0.as_str())
            .collect();
        if words.is_empty() {
            words.extend(self.trigger.iter().map(String::as_str));
        }
        words.sort_unstable();
        words.dedup();
        words
    }

    /// Both sides do it to each other.
    fn is_mutual(&self) -> bool {
        !self.sources.is_empty() && self.sources == self.targets
    }

    fn everybody(&self) -> Vec<&ActorId> {
        let mut all: Vec<&ActorId> = self.sources.iter().chain(&self.targets).collect();
        all.sort();
        all.dedup();
        all
    }
}

/// How alike two reports are; 0 if they cannot be the same event.
pub(super) fn likeness(a: &Told<'_>, b: &Told<'_>) -> f32 {
    let same_kind = a.event.kind == b.event.kind;
    let same_word = a.trigger.iter().any(|word| b.trigger.contains(word));
    let same_article = a.report.article == b.report.article;
    let same_sentence = same_article && a.event.evidence == b.event.evidence;
    if a.event.kind.quad() != b.event.kind.quad()
        || a.event.kind == EventType::Other && a.event.mode != b.event.mode
        || same_sentence && !same_kind
        || strangers(&a.event.sources, &b.event.sources)
        || strangers(&a.event.targets, &b.event.targets)
    {
        return 0.0;
    }
    let Some(sides) = sides(a, b) else {
        return 0.0;
    };
    let words = a.profile.likeness(&b.profile);
    let Some(days) = days(a, b) else {
        return 0.0;
    };
    if matches!(sides, Sides::Open) && !(same_kind && (same_word || same_sentence || words >= 0.35))
        || a.denied != b.denied && !(same_kind && same_word && matches!(sides, Sides::Same))
        || matches!(days, Agreement::Off) && !(same_kind && same_word && !same_article)
    {
        return 0.0;
    }
    let both = a.everybody().len().min(b.everybody().len()) > 1;
    let needed = match days {
        Agreement::Day if both => 0.12,
        Agreement::Day => 0.25,
        Agreement::Narrow if both => 0.25,
        Agreement::Narrow => 0.35,
        Agreement::Wide => 0.4,
        Agreement::Silent => 0.3,
        Agreement::Off => 0.7,
    } + penalty(!same_kind, 0.2)
        + penalty(matches!(sides, Sides::Open), 0.05)
        + penalty(a.denied != b.denied, 0.15)
        + penalty(same_article && !(same_kind && (same_word || both)), 0.1)
        + penalty(!both && other_names(a.event, b.event), 0.15)
        + penalty(
            far_apart(a.event.place.as_ref(), b.event.place.as_ref()),
            0.2,
        );
    let like = words + penalty(same_word, 0.1);
    if like >= needed { like } else { 0.0 }
}

fn penalty(holds: bool, weight: f32) -> f32 {
    if holds { weight } else { 0.0 }
}

/// How the actors of two reports agree.
enum Sides {
    /// The same on both sides.
    Same,
    /// One report leaves open what the other tells: "was seized", "South Korea seized a ship of Hong Kong".
    Open,
}

fn sides(a: &Told<'_>, b: &Told<'_>) -> Option<Sides> {
    if a.sources == b.sources && a.targets == b.targets {
        return Some(Sides::Same);
    }
    if a.is_mutual() || b.is_mutual() {
        let (x, y) = (a.everybody(), b.everybody());
        if x == y {
            return Some(Sides::Same);
        }
        let (few, many) = if x.len() <= y.len() { (x, y) } else { (y, x) };
        return (!few.is_empty() && few.iter().all(|one| many.contains(one)))
            .then_some(Sides::Open);
    }
    let within = |x: &[ActorId], y: &[ActorId]| {
        x.iter().all(|one| y.contains(one)) || y.iter().all(|one| x.contains(one))
    };
    let shared = a.sources.iter().any(|one| b.sources.contains(one))
        || a.targets.iter().any(|one| b.targets.contains(one));
    (shared && within(&a.sources, &b.sources) && within(&a.targets, &b.targets))
        .then_some(Sides::Open)
}

/// Two sides whom nobody knows, with no word in common: "a flight attendant", "the association".
fn strangers(a: &[Participant], b: &[Participant]) -> bool {
    let unknown =
        |list: &[Participant]| !list.is_empty() && list.iter().all(|one| one.key().is_none());
    unknown(a) && unknown(b) && !share_a_name(a, b)
}

fn share_a_name(a: &[Participant], b: &[Participant]) -> bool {
    let shares = |a: &Participant, b: &Participant| {
        a.name
            .split_whitespace()
            .any(|word| word.len() > 2 && b.name.split_whitespace().any(|other| other == word))
    };
    a.iter().any(|x| b.iter().any(|y| shares(x, y)))
}

/// Within one country a name tells more than the country does.
fn other_names(a: &Event, b: &Event) -> bool {
    let differ = |x: &[Participant], y: &[Participant]| {
        !x.is_empty() && !y.is_empty() && !share_a_name(x, y)
    };
    differ(&a.sources, &b.sources) || differ(&a.targets, &b.targets)
}

/// From here on two places are not one town and its suburb.
const FAR_KM: f64 = 150.0;

/// Both places are known and lie far from each other.
pub(super) fn far_apart(a: Option<&Where>, b: Option<&Where>) -> bool {
    let at = |place: Option<&Where>| {
        let place = place?;
        Some((place.latitude?, place.longitude?))
    };
    let (Some((lat_a, lon_a)), Some((lat_b, lon_b))) = (at(a), at(b)) else {
        return false;
    };
    let named_alike = a.map(|place| &place.name) == b.map(|place| &place.name);
    // Good enough for "far or not": degrees of longitude shrink with the cosine of the latitude.
    let north_km = (lat_a - lat_b) * 111.0;
    let turned = (lon_a - lon_b).abs();
    let east_km = turned.min(360.0 - turned) * 111.0 * ((lat_a + lat_b) / 2.0).to_radians().cos();
    !named_alike && north_km.hypot(east_km) > FAR_KM
}

/// How well two intervals agree.
enum Agreement {
    /// Both name the same day.
    Day,
    /// They overlap, and neither is longer than a month.
    Narrow,
    /// They overlap.
    Wide,
    /// One says nothing.
    Silent,
    /// Neighbouring days: the same event only if nearly all words are the same.
    Off,
}

/// How far apart articles may be published that speak of an event without saying when.
const SOON_DAYS: i64 = 30;

fn days(a: &Told<'_>, b: &Told<'_>) -> Option<Agreement> {
    match (a.interval, b.interval) {
        (Some(x), Some(y)) => agreement(x, y),
        // Only one article, or articles of one story and one month, can speak of the same event without saying when.
        _ => {
            let near = match (a.published, b.published) {
                (Some(x), Some(y)) => days_between(x, y).abs() <= SOON_DAYS,
                _ => true,
            };
            (a.story == b.story && near).then_some(Agreement::Silent)
        }
    }
}

fn agreement(x: (Day, Day), y: (Day, Day)) -> Option<Agreement> {
    let longest = days_between(x.0, x.1).max(days_between(y.0, y.1));
    if x.0 > y.1 || y.0 > x.1 {
        let gap = days_between(x.1, y.0).max(days_between(y.1, x.0));
        return (longest == 0 && gap == 1).then_some(Agreement::Off);
    }
    Some(match longest {
        0 => Agreement::Day,
        1..=31 => Agreement::Narrow,
        _ => Agreement::Wide,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn days_apart_never_agree() {
        let thursday = (day("2023-08-17"), day("2023-08-17"));
        let friday = (day("2023-08-18"), day("2023-08-18"));
        let sunday = (day("2023-08-20"), day("2023-08-20"));
        let august = (day("2023-08-01"), day("2023-08-31"));
        assert!(matches!(agreement(thursday, friday), Some(Agreement::Off)));
        assert!(agreement(thursday, sunday).is_none());
        assert!(matches!(
            agreement(thursday, thursday),
            Some(Agreement::Day)
        ));
        assert!(matches!(
            agreement(thursday, august),
            Some(Agreement::Narrow)
        ));
    }

    #[test]
    fn towns_far_apart_are_told_apart_over_the_date_line_too() {
        let place = |name: &str, latitude: f64, longitude: f64| Where {
            name: name.to_owned(),
            latitude: Some(latitude),
            longitude: Some(longitude),
            country: None,
            span: crate::model::Span::new(0, 0),
        };
        let (oslo, bergen) = (place("Oslo", 59.9, 10.7), place("Bergen", 60.4, 5.3));
        assert!(far_apart(Some(&oslo), Some(&bergen)));
        assert!(!far_apart(Some(&oslo), Some(&oslo)));
        assert!(!far_apart(Some(&oslo), None));
        let (west, east) = (place("West", 0.0, 179.9), place("East", 0.0, -179.9));
        assert!(!far_apart(Some(&west), Some(&east)));
    }
}
