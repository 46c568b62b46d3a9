//! How alike two reports are.

use super::told::{LeadIn, Side, Told};
use crate::model::{EventType, Where};

/// How alike two reports are; 0 if they cannot be the same event. Which is the first makes no difference.
pub(super) fn likeness(a: &Told, b: &Told) -> f32 {
    let same_kind = a.kind == b.kind;
    let same_word = a.has_word_of(b);
    let same_article = a.article == b.article;
    let same_sentence = a.shares_a_sentence(b);
    if a.kind.quad() != b.kind.quad()
        || a.kind == EventType::Other && a.mode != b.mode
        || same_sentence && !are_one_act(a, b)
        || same_article && !same_sentence && is_one_more(a, b)
        || !same_sentence
            && (strangers(&a.sources, &b.sources) || strangers(&a.targets, &b.targets))
    {
        return 0.0;
    }
    let (Some(sides), Some(days)) = (sides(a, b), days(a, b)) else {
        return 0.0;
    };
    let words = a.profile.likeness(&b.profile);
    let open = !matches!(sides, Sides::Same);
    let denied = a.is_denied() != b.is_denied();
    if open && !(same_kind && (same_word || same_sentence || words >= 0.35))
        || denied && !(same_kind && same_word && !open)
        || matches!(days, Agreement::Off) && !(same_kind && same_word && !same_article)
    {
        return 0.0;
    }
    let both = a.everybody().len().min(b.everybody().len()) > 1;
    let silent = matches!(days, Agreement::Silent);
    let needed = match days {
        Agreement::Day if both => 0.12,
        Agreement::Day => 0.25,
        Agreement::Narrow if both => 0.25,
        Agreement::Narrow => 0.35,
        Agreement::Wide => 0.4,
        Agreement::Silent => 0.3,
        Agreement::Off => 0.7,
    } + penalty(!same_kind, 0.2)
        + penalty(open, 0.05)
        + penalty(silent && matches!(sides, Sides::Fewer), 0.15)
        + penalty(silent && (a.status != b.status), 0.1)
        + penalty(denied, 0.15)
        + penalty(same_kind && !same_sentence && !in_one_way(a, b), OTHER_WORD)
        + penalty(same_article && !(same_kind && (same_word || both)), 0.1)
        + penalty(other_modes(a, b), 0.2)
        + penalty(silent && a.further != b.further, 0.15)
        + penalty(same_article && !same_sentence && other_names(a, b), 0.1)
        + penalty(!both && other_names(a, b), 0.15)
        + penalty(far_apart(a.place.as_ref(), b.place.as_ref()), 0.2);
    let apart_bytes = a.trigger_span.start.abs_diff(b.trigger_span.start);
    // Of the acts of a sentence the nearest ones belong together.
    let nearness = penalty(same_sentence, -0.000_1 * apart_bytes.min(1_000) as f32);
    let same_way = same_word || a.mode.is_some() && a.mode == b.mode;
    let like = words
        + penalty(same_way, 0.1)
        + penalty(same_word && open && names_stand_in_both(a, b), 0.1)
        + nearness;
    if like >= needed { like } else { 0.0 }
}

/// Another verb tells of another act as a rule, even of the same kind on the same day: "recalled", "expelled".
const OTHER_WORD: f32 = 0.1;

fn penalty(holds: bool, weight: f32) -> f32 {
    if holds { weight } else { 0.0 }
}

/// Two acts that one sentence tells are two, unless its words say that they are one: what came of the act ("shelled two
/// villages, killing 40"), what was meant to be done ("ready to launch"), the same word in the headline and in the
/// sentence that follows it without a stop.
fn are_one_act(a: &Told, b: &Told) -> bool {
    let (earlier, later) = if a.trigger_span <= b.trigger_span {
        (a, b)
    } else {
        (b, a)
    };
    if earlier.kind != later.kind || other_modes(a, b) {
        return false;
    }
    match later.lead_in {
        LeadIn::Participle => true,
        LeadIn::Infinitive(governor) => earlier.trigger.contains(&governor),
        LeadIn::Coordinated => false,
        LeadIn::Other => a.has_word_of(b) && !other_names(a, b),
    }
}

/// The same word, the same mode, or words that stand in both sentences: "wounded in a shooting", "the shooting in which
/// three were wounded".
fn in_one_way(a: &Told, b: &Told) -> bool {
    a.has_word_of(b)
        || a.mode.is_some() && a.mode == b.mode
        || a.names_word_of(b) && b.names_word_of(a)
}

/// Whom only one of them names as having a part in it, the sentence of the other names too: "the Aurora was seized", "since
/// Norway seized a trawler, the Aurora, …".
fn names_stand_in_both(a: &Told, b: &Told) -> bool {
    let fills = |x: &Told, y: &Told| {
        [(&x.sources, &y.sources), (&x.targets, &y.targets)]
            .into_iter()
            .any(|(told, open)| told.named && !open.named && y.has_all_words(&told.stems))
    };
    fills(a, b) || fills(b, a)
}

/// The later report says that it is one more of a kind: "another", "again".
fn is_one_more(a: &Told, b: &Told) -> bool {
    let (earlier, later) = if a.trigger_span <= b.trigger_span {
        (a, b)
    } else {
        (b, a)
    };
    later.further && !earlier.further
}

/// The same type, done in different ways: "recalled its ambassador", "expelled two diplomats".
fn other_modes(a: &Told, b: &Told) -> bool {
    a.kind == b.kind && a.mode.is_some() && b.mode.is_some() && a.mode != b.mode
}

/// How the actors of two reports agree.
enum Sides {
    /// The same on both sides.
    Same,
    /// One report leaves open what the other tells: "was seized", "South Korea seized a ship of Hong Kong".
    Open,
    /// One report names only some of those on a side.
    Fewer,
}

fn sides(a: &Told, b: &Told) -> Option<Sides> {
    let (sources, targets) = (&a.sources.actors, &a.targets.actors);
    let (others, other_targets) = (&b.sources.actors, &b.targets.actors);
    if sources == others && targets == other_targets {
        return Some(Sides::Same);
    }
    let within = |x: &[u32], y: &[u32]| {
        x.iter().all(|one| y.contains(one)) || y.iter().all(|one| x.contains(one))
    };
    if a.is_mutual() || b.is_mutual() {
        let (x, y) = (a.everybody(), b.everybody());
        if x == y {
            return Some(Sides::Same);
        }
        return (!x.is_empty() && !y.is_empty() && within(&x, &y)).then_some(Sides::Open);
    }
    // What came of an act has its subject, whatever was read.
    let result = a.shares_a_sentence(b) && (a.is_result() || b.is_result());
    let own = (a.is_to_their_own() || b.is_to_their_own()) && a.has_word_of(b);
    let share = |x: &[u32], y: &[u32]| x.iter().any(|one| y.contains(one));
    if result && share(&a.everybody(), &b.everybody()) || own && sources == others {
        return Some(Sides::Open);
    }
    if !share(sources, others) && !share(targets, other_targets)
        || !within(sources, others)
        || !within(targets, other_targets)
    {
        return None;
    }
    let fewer = |x: &[u32], y: &[u32]| x.len() != y.len() && !x.is_empty() && !y.is_empty();
    Some(if fewer(sources, others) || fewer(targets, other_targets) {
        Sides::Fewer
    } else {
        Sides::Open
    })
}

/// Two sides whom nobody knows, with no word in common: "a flight attendant", "the association".
fn strangers(a: &Side, b: &Side) -> bool {
    a.is_unknown() && b.is_unknown() && !a.shares_a_name(b)
}

/// Within one country a name tells more than the country does.
fn other_names(a: &Told, b: &Told) -> bool {
    let differ =
        |x: &super::told::Side, y: &super::told::Side| x.named && y.named && !x.shares_a_name(y);
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
const SOON_DAYS: i32 = 30;

fn days(a: &Told, b: &Told) -> Option<Agreement> {
    match (a.interval, b.interval) {
        (Some(x), Some(y)) => agreement(x, y),
        // Only one article, or articles of one story and one month, can speak of the same event without saying when.
        _ => {
            let near = match (a.published, b.published) {
                (Some(x), Some(y)) => (x - y).abs() <= SOON_DAYS,
                _ => true,
            };
            (a.story == b.story && near).then_some(Agreement::Silent)
        }
    }
}

fn agreement(x: (i32, i32), y: (i32, i32)) -> Option<Agreement> {
    let longest = (x.1 - x.0).max(y.1 - y.0);
    if x.0 > y.1 || y.0 > x.1 {
        let gap = (y.0 - x.1).max(x.0 - y.1);
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

    fn day(text: &str) -> i32 {
        super::super::told::day_number(text.parse().unwrap())
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
