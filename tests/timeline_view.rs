//! The timeline in the window, without a window: what a user sees and does.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod made;

use std::cell::RefCell;
use std::rc::Rc;

use dateline::app::{Command, TimelineView, ViewContext};
use dateline::merge::EntryId;
use dateline::project::{Filter, Project};
use dateline::scene::{Theme, Weight};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

/// What the views share in the real window.
struct Shared {
    project: Project,
    visible: Vec<usize>,
    selection: Option<EntryId>,
    hover: Option<EntryId>,
    filter: Filter,
    theme: &'static Theme,
    sent: Vec<Command>,
    view: TimelineView,
    fonts_installed: bool,
}

impl Shared {
    fn of(project: Project, theme: &'static Theme) -> Self {
        let visible = (0..project.chronology.entries.len()).collect();
        Self {
            project,
            visible,
            selection: None,
            hover: None,
            filter: Filter::default(),
            theme,
            sent: Vec::new(),
            view: TimelineView::default(),
            fonts_installed: false,
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        if !self.fonts_installed {
            install_fonts(ui.ctx());
            self.fonts_installed = true;
            ui.ctx().request_repaint();
            return;
        }
        let mut commands = Vec::new();
        let mut context = ViewContext {
            project: &self.project,
            revision: 1,
            visible: &self.visible,
            selection: self.selection,
            hover: self.hover,
            time_cursor: None,
            filter: &self.filter,
            theme: self.theme,
            commands: &mut commands,
        };
        self.view.ui(ui, &mut context);
        for command in &commands {
            match command {
                Command::Select(id) => self.selection = Some(*id),
                Command::ClearSelection => self.selection = None,
                Command::Hover(id) => self.hover = *id,
                _ => {}
            }
        }
        self.sent.extend(commands);
    }
}

/// As the window does.
fn install_fonts(context: &egui::Context) {
    let mut fonts = egui::FontDefinitions::default();
    for (weight, family) in [
        (Weight::Regular, egui::FontFamily::Proportional),
        (Weight::Medium, egui::FontFamily::Name("medium".into())),
        (Weight::SemiBold, egui::FontFamily::Name("semi-bold".into())),
        (Weight::Italic, egui::FontFamily::Name("italic".into())),
    ] {
        let name = format!("inter-{weight:?}");
        let data = egui::FontData::from_static(weight.bytes());
        fonts.font_data.insert(name.clone(), data.into());
        fonts.families.entry(family).or_default().insert(0, name);
    }
    context.set_fonts(fonts);
}

fn harness(size: [f32; 2], shared: Shared) -> (Harness<'static>, Rc<RefCell<Shared>>) {
    let dark = shared.theme.kind == dateline::scene::ThemeKind::Dark;
    let shared = Rc::new(RefCell::new(shared));
    let inside = Rc::clone(&shared);
    let mut harness = Harness::builder().with_size(size).build_ui(move |ui| {
        ui.ctx().set_theme(if dark {
            egui::Theme::Dark
        } else {
            egui::Theme::Light
        });
        inside.borrow_mut().ui(ui);
    });
    harness.run();
    (harness, shared)
}

fn visit() -> (Harness<'static>, Rc<RefCell<Shared>>) {
    harness([1100.0, 760.0], Shared::of(made::visit(), &Theme::DARK))
}

#[test]
fn a_click_on_an_event_selects_it() {
    let (mut harness, shared) = visit();
    // The same event stands in the lanes of both countries; any of them will do.
    let node = harness
        .query_all_by_label_contains("China and Russia hold joint drills, July 2023")
        .next()
        .unwrap();
    node.click();
    harness.run();
    let shared = shared.borrow();
    let (_, entry) = shared.project.entry(shared.selection.unwrap()).unwrap();
    assert_eq!(entry.summary, "China and Russia hold joint drills");
}

#[test]
fn an_undated_event_can_be_selected_from_the_tray() {
    let (mut harness, shared) = visit();
    harness
        .get_by_label_contains("Ukraine rejects the plan")
        .click();
    harness.run();
    let shared = shared.borrow();
    let (_, entry) = shared.project.entry(shared.selection.unwrap()).unwrap();
    assert_eq!(entry.summary, "Ukraine rejects the plan");
}

#[test]
fn the_wheel_zooms_about_the_pointer() {
    let (mut harness, shared) = visit();
    let scale = || shared.borrow().view.scale().unwrap();
    let before = scale();
    let at = egui::pos2(700.0, 300.0);
    // The right edges of view and window agree, so this is the pointer's distance from the left edge of the plot.
    let x_px = f64::from(before.width_px) - (1092.0 - f64::from(at.x));
    harness.hover_at(at);
    harness.run();
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, 120.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::NONE,
    });
    harness.run_steps(30);
    let after = scale();
    assert!(
        after.px_per_day > before.px_per_day * 1.2,
        "{before:?} {after:?}"
    );
    let moved = after.x_px(before.time_at(x_px)) - x_px;
    assert!(
        moved.abs() < 0.5,
        "the day under the pointer moved by {moved} px"
    );
}

#[test]
fn a_drag_moves_the_view_and_keeps_its_scale() {
    let (mut harness, shared) = visit();
    let scale = || shared.borrow().view.scale().unwrap();
    let before = scale();
    harness.drag_at(egui::pos2(400.0, 300.0));
    harness.run();
    harness.hover_at(egui::pos2(460.0, 300.0));
    harness.run();
    harness.drop_at(egui::pos2(460.0, 300.0));
    harness.run();
    let after = scale();
    assert_eq!(after.px_per_day, before.px_per_day);
    let moved = after.x_px(before.left_day);
    assert!((moved - 60.0).abs() < 1.0, "moved by {moved} px");
}

#[test]
fn the_switch_shows_days_and_fit_shows_all() {
    let (mut harness, shared) = visit();
    let scale = || shared.borrow().view.scale().unwrap();
    let all = scale();
    harness.get_by_label("Day").click();
    harness.run();
    assert!(scale().px_per_day > 30.0);
    harness.get_by_label("Fit").click();
    harness.run();
    assert_eq!(scale(), all);
}

#[test]
fn the_key_opens_by_its_button_and_by_the_keyboard() {
    let (mut harness, _) = visit();
    let shown = |harness: &Harness<'_>| harness.query_by_label("Some time within").is_some();
    assert!(!shown(&harness));
    harness.get_by_label("Key").click();
    harness.run();
    assert!(shown(&harness));
    harness.get_by_label("Key").click();
    harness.run();
    assert!(!shown(&harness));
    harness.key_press(egui::Key::L);
    harness.run();
    assert!(shown(&harness));
    for words in ["On a day", "About then", "Denied", "Material conflict"] {
        harness.get_by_label(words);
    }
    harness.key_press(egui::Key::L);
    harness.run();
    assert!(!shown(&harness));
}

#[test]
fn what_is_known_without_a_year_stands_in_the_tray() {
    let mut project = made::visit();
    let undated = project
        .chronology
        .entries
        .iter_mut()
        .rfind(|e| e.when.is_undated());
    undated.unwrap().when.value = Some("XXXX-06".to_owned());
    let (harness, _) = harness([1100.0, 760.0], Shared::of(project, &Theme::DARK));
    harness.get_by_label_contains("June, year unknown");
}

#[test]
fn keys_zoom_while_nobody_writes() {
    let (mut harness, shared) = visit();
    let before = shared.borrow().view.scale().unwrap();
    harness.key_press(egui::Key::Plus);
    harness.run();
    let after = shared.borrow().view.scale().unwrap();
    assert!(after.px_per_day > before.px_per_day * 1.4);
    harness.key_press(egui::Key::Home);
    harness.run();
    assert_eq!(shared.borrow().view.scale().unwrap(), before);
}

#[test]
fn what_is_selected_elsewhere_comes_into_view() {
    let (mut harness, shared) = visit();
    harness.get_by_label("Day").click();
    harness.run();
    let (id, day) = {
        let shared = shared.borrow();
        let entry = &shared.project.chronology.entries[1];
        (entry.id, entry.when.latest.unwrap())
    };
    shared.borrow_mut().selection = Some(id);
    harness.run();
    let scale = shared.borrow().view.scale().unwrap();
    let x = scale.x_px(f64::from(dateline::timeline::day_number(day)));
    assert!((0.0..f64::from(scale.width_px)).contains(&x), "{x}");
}

/// With `DATELINE_PICTURES` set to a folder, writes what there is to look at.
#[test]
fn pictures_to_look_at() {
    let Some(folder) = std::env::var_os("DATELINE_PICTURES") else {
        return;
    };
    let folder = std::path::PathBuf::from(folder);
    for theme in [&Theme::DARK, &Theme::LIGHT] {
        for (name, size, project) in [
            ("small", [794.0, 405.0], made::visit()),
            ("large", [1500.0, 800.0], made::visit()),
            ("many", [1100.0, 600.0], made::many(20_000, 6)),
        ] {
            let (mut harness, shared) = harness(size, Shared::of(project, theme));
            if name != "many" {
                let id = shared
                    .borrow()
                    .project
                    .chronology
                    .entries
                    .iter()
                    .find(|e| e.summary.contains("joint drills"))
                    .map(|e| e.id);
                shared.borrow_mut().selection = id;
            }
            harness.run();
            let image = harness.render().unwrap();
            image
                .save(folder.join(format!("view-{name}-{:?}.png", theme.kind)))
                .unwrap();
        }
    }
}
