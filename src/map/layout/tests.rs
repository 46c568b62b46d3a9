use super::*;
use crate::map::sample;
use crate::map::shapes::Shapes;
use crate::model::EventType;

struct Ground {
    seats: Seats,
    world: World,
    measure: TextMeasure,
}

fn ground() -> Ground {
    let world = World::load().unwrap();
    let shapes = Shapes::load().unwrap();
    Ground {
        seats: Seats::load(&world, &shapes).unwrap(),
        world,
        measure: TextMeasure::new(),
    }
}

fn laid_out(ground: &Ground, ties: &Ties, view: &Viewport) -> Layout {
    Layout::new(
        ties,
        &ground.seats,
        &ground.world,
        view,
        &ground.measure,
        &[],
    )
}

#[test]
fn bodies_at_one_seat_stand_apart() {
    let ground = ground();
    let entries = [
        sample::entry(1, EventType::Agree, &["BEL"], &["NATO"]),
        sample::entry(2, EventType::Agree, &["EU"], &["NATO"]),
        sample::entry(3, EventType::Agree, &["SCO"], &["CHN"]),
    ];
    let ties = Ties::new(&entries.iter().collect::<Vec<_>>());
    let layout = laid_out(&ground, &ties, &Viewport::world(900.0, 400.0));
    assert_eq!(layout.nodes.len(), 5);
    assert_eq!(layout.left_out, 0);
    for (i, a) in layout.nodes.iter().enumerate() {
        for b in &layout.nodes[i + 1..] {
            assert!(distance(a.at, b.at) > 10.0, "{} {}", a.name, b.name);
        }
    }
}

#[test]
fn a_group_stands_beside_the_capital_of_its_country() {
    let ground = ground();
    let entries = [sample::entry(
        1,
        EventType::Assault,
        &["boko-haram"],
        &["NGA"],
    )];
    let ties = Ties::new(&entries.iter().collect::<Vec<_>>());
    let layout = laid_out(&ground, &ties, &Viewport::world(900.0, 400.0));
    let [group, country] = [0, 1].map(|index| &layout.nodes[index]);
    assert!(
        layout
            .nodes
            .iter()
            .all(|node| node.footing != Footing::Dock)
    );
    let apart = distance(group.at, country.at);
    assert!(apart > 10.0 && apart < 40.0, "{apart}");
}

#[test]
fn a_body_is_not_named_after_who_speaks_for_it() {
    let ground = ground();
    let mut entry = sample::entry(1, EventType::Request, &["UN"], &["NGA"]);
    entry.sources[0].name = "Kofi Annan".to_owned();
    let ties = Ties::new(&[&entry]);
    let body = ties.actors.iter().find(|actor| actor.country.is_none());
    assert_eq!(
        body.map(|actor| actor_name(&ground.world, actor))
            .as_deref(),
        Some("United Nations")
    );
}

#[test]
fn a_long_name_is_shown_by_its_letters_if_it_has_any() {
    let ground = ground();
    for (key, shown) in [
        ("AMNESTY", "Amnesty International"),
        ("ICRC", "ICRC"),
        ("UN", "United Nations"),
    ] {
        let entry = sample::entry(1, EventType::Accuse, &[key], &["NGA"]);
        let ties = Ties::new(&[&entry]);
        let body = ties.actors.iter().find(|actor| actor.country.is_none());
        let name = body.map(|actor| actor_name(&ground.world, actor));
        assert_eq!(name.as_deref(), Some(shown), "{key}");
    }
}

#[test]
fn everybody_without_a_place_is_docked_or_counted() {
    let ground = ground();
    let names: Vec<String> = (0..9).map(|i| format!("group-{i}")).collect();
    let entries: Vec<_> = names
        .iter()
        .enumerate()
        .map(|(i, name)| sample::entry(i as u64, EventType::Assault, &[name.as_str()], &["NGA"]))
        .collect();
    let ties = Ties::new(&entries.iter().collect::<Vec<_>>());
    let layout = laid_out(&ground, &ties, &Viewport::world(900.0, 400.0));
    let docked = layout
        .nodes
        .iter()
        .filter(|n| n.footing == Footing::Dock)
        .count();
    assert_eq!(docked + layout.left_out, 9);
    assert_eq!(
        layout.note.as_ref().map(|(words, _)| words.as_str()),
        Some("3 more actors without room here")
    );
    assert!(docked > 0 && docked <= MOST_DOCKED);
    for node in &layout.nodes {
        assert!((0.0..=900.0).contains(&node.at.x) && (0.0..=400.0).contains(&node.at.y));
    }
}

#[test]
fn the_dock_and_the_names_keep_clear_of_the_legend_and_of_the_note() {
    let ground = ground();
    let names: Vec<String> = (0..9).map(|i| format!("group-{i}")).collect();
    // South-east Asia and Australia lie where the note stands.
    let mut entries: Vec<_> = names
        .iter()
        .enumerate()
        .map(|(i, name)| sample::entry(i as u64, EventType::Assault, &[name.as_str()], &["IDN"]))
        .collect();
    let others = ["AUS", "PNG", "TLS", "NZL", "FJI", "VUT", "NCL", "SLB"];
    entries.extend(
        others
            .iter()
            .zip(20_u64..)
            .map(|(country, id)| sample::entry(id, EventType::Agree, &[country], &["MDG", "ZAF"])),
    );
    let ties = Ties::new(&entries.iter().collect::<Vec<_>>());
    for width_px in [420.0, 640.0, 900.0] {
        let view = Viewport::world(width_px, 300.0);
        let legend = Rect::new(12.0, 190.0, 160.0, 98.0);
        let layout = Layout::new(
            &ties,
            &ground.seats,
            &ground.world,
            &view,
            &ground.measure,
            &[legend],
        );
        let (_, note) = layout.note.as_ref().unwrap();
        for node in &layout.nodes {
            let docked = node.footing == Footing::Dock;
            assert!(!docked || node.at.x > legend.right + NODE_RADIUS_PX);
            assert!(node.label.is_none_or(|label| !label.overlaps(note)));
        }
    }
}

#[test]
fn what_is_drawn_can_be_hit() {
    let ground = ground();
    let entries = [
        sample::entry(1, EventType::Assault, &["RUS"], &["UKR"]),
        sample::entry(2, EventType::Agree, &["CHN"], &["RUS"]),
    ];
    let ties = Ties::new(&entries.iter().collect::<Vec<_>>());
    let layout = laid_out(&ground, &ties, &Viewport::world(900.0, 400.0));
    for arc in &layout.arcs {
        assert_eq!(layout.hit(arc.curve.at(0.5)), Some(Hit::Tie(arc.tie)));
    }
    for node in &layout.nodes {
        assert_eq!(layout.hit(node.at), Some(Hit::Actor(node.actor)));
    }
    assert_eq!(layout.hit(point(5.0, 5.0)), None);
}

#[test]
fn the_same_entries_give_the_same_layout() {
    let ground = ground();
    let entries = sample::chronology(500);
    let ties = Ties::new(&entries.iter().collect::<Vec<_>>());
    let view = Viewport::world(1200.0, 600.0);
    assert_eq!(
        laid_out(&ground, &ties, &view),
        laid_out(&ground, &ties, &view)
    );
}
