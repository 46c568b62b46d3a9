//! The map in a window without a screen: pictures to look at, clicks by name.

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use super::MapView;
use super::atlas::Atlas;
use crate::app::{Command, ViewContext, style};
use crate::calendar::Day;
use crate::map::sample;
use crate::merge::{Entry, EntryId};
use crate::model::{EventType, Status};
use crate::project::{Filter, Project};
use crate::scene::{Theme, ThemeKind};

struct Window {
    map: MapView,
    project: Project,
    visible: Vec<usize>,
    selection: Option<EntryId>,
    hover: Option<EntryId>,
    filter: Filter,
    theme: &'static Theme,
    sent: Vec<Command>,
}

impl Window {
    fn new(entries: Vec<Entry>, theme: ThemeKind) -> Self {
        let mut project = Project::default();
        project.chronology.entries = entries;
        Self {
            map: MapView::default(),
            visible: (0..project.chronology.entries.len()).collect(),
            project,
            selection: None,
            hover: None,
            filter: Filter::default(),
            theme: Theme::of(theme),
            sent: Vec::new(),
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        let mut context = ViewContext {
            project: &self.project,
            revision: 1,
            visible: &self.visible,
            selection: self.selection,
            hover: self.hover,
            time_cursor: None,
            filter: &self.filter,
            theme: self.theme,
            commands: &mut self.sent,
        };
        self.map.ui(ui, &mut context);
    }

    fn toggles(&self) -> Vec<&Command> {
        self.sent
            .iter()
            .filter(|c| !matches!(c, Command::Hover(_)))
            .collect()
    }
}

fn day(month: i8, day: i8) -> Option<Day> {
    Day::new(2023, month, day).ok()
}

/// Something like a year of news about Belarus.
fn story() -> Vec<Entry> {
    let both = |id, kind, a: &str, b: &str| sample::entry(id, kind, &[a, b], &[a, b]);
    let mut entries = vec![
        both(1, EventType::Consult, "CHN", "BLR"),
        both(2, EventType::Consult, "CHN", "BLR"),
        both(3, EventType::Agree, "CHN", "BLR"),
        both(4, EventType::Cooperate, "CHN", "RUS"),
        both(5, EventType::Cooperate, "CHN", "RUS"),
        both(6, EventType::Consult, "BLR", "RUS"),
        sample::entry(7, EventType::Aid, &["RUS"], &["BLR"]),
        sample::entry(8, EventType::Assault, &["RUS"], &["UKR"]),
        sample::entry(9, EventType::Assault, &["RUS"], &["UKR"]),
        sample::entry(10, EventType::Assault, &["UKR"], &["RUS"]),
        sample::entry(11, EventType::Accuse, &["NATO"], &["BLR"]),
        sample::entry(12, EventType::Sanction, &["EU"], &["BLR"]),
        both(13, EventType::Agree, "CHN", "SCO"),
        sample::entry(14, EventType::Request, &["LTU"], &["BLR"]),
        sample::entry(15, EventType::Mobilize, &["POL"], &["BLR"]),
        sample::entry(16, EventType::Assault, &["wagner"], &["UKR"]),
        both(17, EventType::Consult, "CHN", "KAZ"),
    ];
    for (number, entry) in entries.iter_mut().enumerate() {
        let number = i8::try_from(number).unwrap();
        entry.when = sample::on(day(1 + number % 8, 1 + number));
    }
    entries[3].place = Some(sample::place("Sea of Japan", 40.0, 135.0));
    entries[16].status = Status::Planned;
    entries
}

fn harness(window: Window, size: egui::Vec2) -> Harness<'static, Window> {
    let theme = window.theme;
    let mut harness = Harness::builder()
        .with_size(size)
        .with_max_steps(12)
        .with_context_setup(move |context| {
            style::install_fonts(context);
            style::apply(context, theme);
        })
        .wgpu()
        .build_ui_state(
            |ui, window: &mut Window| {
                let all = ui.ctx().content_rect();
                ui.scope_builder(egui::UiBuilder::new().max_rect(all), |ui| window.ui(ui));
            },
            window,
        );
    while Atlas::get(&harness.ctx).is_none() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    harness.run_steps(4);
    harness
}

const BESIDE_PANELS: egui::Vec2 = egui::vec2(824.0, 424.0);

/// Pictures are for looking at; written only when asked for, because adapters differ.
fn picture(harness: &mut Harness<'static, Window>, name: &str) {
    if let Ok(folder) = std::env::var("DATELINE_PICTURES") {
        let image = harness.render().unwrap();
        image
            .save(std::path::Path::new(&folder).join(format!("{name}.png")))
            .unwrap();
    }
}

#[test]
fn map_in_both_themes() {
    for (theme, name) in [(ThemeKind::Dark, "dark"), (ThemeKind::Light, "light")] {
        let mut harness = harness(Window::new(story(), theme), BESIDE_PANELS);
        picture(&mut harness, &format!("map-{name}"));
        harness.state_mut().selection = Some(EntryId(4));
        harness.run_steps(3);
        picture(&mut harness, &format!("map-{name}-selected"));
        harness.get_by_label("Network").click();
        harness.run_steps(4);
        picture(&mut harness, &format!("network-{name}"));
    }
}

#[test]
fn large_and_empty() {
    let mut large = harness(
        Window::new(sample::chronology(300), ThemeKind::Dark),
        egui::vec2(2560.0, 1440.0),
    );
    picture(&mut large, "map-large");
    large.get_by_label("Network").click();
    large.run_steps(4);
    picture(&mut large, "network-large");
    let mut empty = harness(
        Window::new(Vec::new(), ThemeKind::Light),
        egui::vec2(1280.0, 800.0),
    );
    picture(&mut empty, "map-empty");
}

#[test]
fn a_click_on_a_country_filters_by_it() {
    let mut harness = harness(Window::new(story(), ThemeKind::Dark), BESIDE_PANELS);
    harness.get_by_label("China, 7 events on the map").click();
    harness.run_steps(3);
    assert_eq!(
        harness.state().toggles(),
        [&Command::ToggleCountry("CHN".parse().unwrap())]
    );
    harness.get_by_label("NATO, 1 event on the map").click();
    harness.run_steps(3);
    assert_eq!(
        harness.state().toggles().last(),
        Some(&&Command::ToggleActor(crate::model::ActorId(
            "NATO".to_owned()
        )))
    );
}

#[test]
fn clicks_on_an_arc_go_through_its_events() {
    let mut harness = harness(Window::new(story(), ThemeKind::Dark), BESIDE_PANELS);
    let at = arc_middle(&harness, "CHN", "RUS");
    for expected in [4, 5, 4] {
        click(&mut harness, at);
        assert_eq!(
            harness.state().toggles().last(),
            Some(&&Command::Select(EntryId(expected)))
        );
        harness.state_mut().selection = Some(EntryId(expected));
    }
}

#[test]
fn the_map_zooms_about_the_pointer_and_fits_again() {
    let mut harness = harness(Window::new(story(), ThemeKind::Dark), BESIDE_PANELS);
    let before = harness.state().map.view.unwrap();
    let at = egui::pos2(300.0, 200.0);
    harness.hover_at(at);
    harness.run_steps(1);
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, 120.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::NONE,
    });
    harness.run_steps(20);
    let closer = harness.state().map.view.unwrap();
    assert!(closer.scale > before.scale * 1.2);
    let local = crate::scene::point(at.x, at.y - style::BAR_PX);
    let (a, b) = (before.to_map(local), closer.to_map(local));
    assert!((a.x - b.x).abs() < 1e-6 && (a.y - b.y).abs() < 1e-6);
    harness.get_by_label("Fit to what is shown (Home)").click();
    harness.run_steps(3);
    let again = harness.state().map.view.unwrap();
    assert!((again.scale - before.scale).abs() < 1e-6);
}

#[test]
fn blocs_can_be_taken_away() {
    let mut harness = harness(Window::new(story(), ThemeKind::Dark), BESIDE_PANELS);
    harness.get_by_label("Bloc NATO").click();
    harness.run_steps(3);
    assert!(harness.query_by_label("Bloc NATO").is_none());
    assert!(harness.query_by_label("Bloc SCO").is_some());
}

fn arc_middle(harness: &Harness<'_, Window>, a: &str, b: &str) -> egui::Pos2 {
    let map = &harness.state().map;
    let ties = &map.counted.as_ref().unwrap().ties;
    let is = |actor: usize, key: &str| ties.actors[actor].key.as_str() == key;
    let layout = &map.laid_out.as_ref().unwrap().layout;
    let arc = layout
        .arcs
        .iter()
        .find(|arc| {
            let tie = &ties.ties[arc.tie];
            (is(tie.source, a) && is(tie.target, b)) || (is(tie.source, b) && is(tie.target, a))
        })
        .unwrap();
    let at = arc.curve.at(0.5);
    egui::pos2(at.x, at.y + style::BAR_PX)
}

fn click(harness: &mut Harness<'static, Window>, at: egui::Pos2) {
    harness.hover_at(at);
    harness.run_steps(1);
    for pressed in [true, false] {
        harness.event(egui::Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: egui::Modifiers::NONE,
        });
        harness.run_steps(1);
    }
    // So that the next click is not the second half of a double click.
    harness.run_steps(40);
}
