//! The bar at the top: name, search, what the filter hides, open and export.

use egui::{Align, Frame, Layout, Panel, RichText, Ui, UiBuilder, pos2, vec2};

use super::command::Command;
use super::known::BlocTag;
use super::style::{BODY_PX, HEADER_PX, LABEL_PX, regular, semi_bold};
use super::widgets::{Icon, chip, command_button, icon_button, line, paint_line};
use super::window::Window;
use super::{color, dates, story_list, widgets};
use crate::model::ActorId;

/// Width of the search box at most.
const SEARCH_PX: f32 = 330.0;

/// Draws the bar.
pub(crate) fn ui(window: &mut Window, ui: &mut Ui) {
    let theme = window.theme;
    Panel::top("top bar")
        .exact_size(HEADER_PX)
        .resizable(false)
        .show_separator_line(false)
        .frame(widgets::bar_frame(theme))
        .show(ui, |ui| {
            widgets::line_across(ui, theme, ui.max_rect().bottom() - 0.5);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                buttons(window, ui);
                ui.add_space(8.0);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    name(window, ui);
                    search(window, ui);
                    chips(window, ui);
                    days(window, ui);
                });
            });
        });
}

fn buttons(window: &mut Window, ui: &mut Ui) {
    let theme = window.theme;
    let now = window.now();
    if command_button(ui, theme, &now, &Command::Export, true) {
        window.send(Command::Export);
    }
    if command_button(ui, theme, &now, &Command::Open, false) {
        window.send(Command::Open);
    }
    let hint = Command::ToggleTheme.hint(ui.ctx());
    if icon_button(ui, theme, Icon::Theme, 28.0, true, false, &hint).clicked() {
        window.send(Command::ToggleTheme);
    }
    let hint = Command::About.hint(ui.ctx());
    if icon_button(ui, theme, Icon::Info, 28.0, true, false, &hint).clicked() {
        window.send(Command::About);
    }
    if window
        .history()
        .to_undo()
        .or(window.history().to_redo())
        .is_some()
    {
        for (icon, command) in [(Icon::Redo, Command::Redo), (Icon::Undo, Command::Undo)] {
            let hint = command.hint_now(ui.ctx(), &now);
            if icon_button(ui, theme, icon, 28.0, command.enabled(&now), true, &hint).clicked() {
                window.send(command);
            }
        }
    }
}

fn name(window: &Window, ui: &mut Ui) {
    let theme = window.theme;
    ui.spacing_mut().item_spacing.x = 0.0;
    ui.label(
        RichText::new("Date")
            .font(semi_bold(BODY_PX + 1.0))
            .color(color(theme.text)),
    );
    ui.label(
        RichText::new("line")
            .font(semi_bold(BODY_PX + 1.0))
            .color(color(theme.accent)),
    );
    let width = if ui.available_width() > 700.0 {
        110.0
    } else {
        0.0
    };
    if width > 0.0 {
        ui.add_space(10.0);
        let (rect, response) = ui.allocate_exact_size(vec2(width, 20.0), egui::Sense::hover());
        let words = window.name();
        let galley = line(
            ui,
            &words,
            regular(LABEL_PX + 1.0),
            color(theme.text_second),
            width,
        );
        paint_line(ui, pos2(rect.left(), rect.center().y), galley);
        if !words.is_empty() {
            response.on_hover_text(words);
        }
    }
    ui.add_space(16.0);
    ui.spacing_mut().item_spacing.x = 8.0;
}

fn search(window: &mut Window, ui: &mut Ui) {
    let theme = window.theme;
    let now = window.now();
    if !now.has_articles {
        return;
    }
    let width = (ui.available_width() * 0.45).clamp(120.0, SEARCH_PX);
    let (rect, _) = ui.allocate_exact_size(vec2(width, 28.0), egui::Sense::hover());
    let id = ui.scope_id().with("search");
    let focused = ui.memory(|memory| memory.has_focus(id));
    let stroke = if focused { theme.accent } else { theme.line };
    ui.painter().rect(
        rect,
        6.0,
        color(theme.background),
        egui::Stroke::new(1.0, color(stroke)),
        egui::StrokeKind::Inside,
    );
    let mut words = window.search.clone();
    let mut inner = ui.new_child(
        UiBuilder::new()
            .max_rect(rect.shrink2(vec2(10.0, 2.0)))
            .layout(Layout::right_to_left(Align::Center)),
    );
    if words.is_empty() && !focused {
        let keys = Command::FocusSearch
            .shortcut()
            .map(|keys| ui.ctx().format_shortcut(&keys));
        let hint = RichText::new(keys.unwrap_or_default())
            .font(regular(LABEL_PX))
            .color(color(theme.text_third));
        inner.label(hint);
    } else if !words.is_empty()
        && icon_button(
            &mut inner,
            theme,
            Icon::Close,
            18.0,
            true,
            false,
            "Clear the search",
        )
        .clicked()
    {
        window.send(Command::Search(String::new()));
    }
    let field = egui::TextEdit::singleline(&mut words)
        .id(id)
        .hint_text(
            RichText::new("Search events, people, quotes")
                .font(regular(BODY_PX))
                .color(color(theme.text_third)),
        )
        .font(regular(BODY_PX))
        .text_color(color(theme.text))
        .frame(Frame::NONE)
        .desired_width(f32::INFINITY)
        .align(egui::Align2::LEFT_CENTER);
    let response = inner
        .with_layout(Layout::left_to_right(Align::Center), |ui| ui.add(field))
        .inner
        .on_hover_text(Command::FocusSearch.hint(ui.ctx()));
    if std::mem::take(&mut window.focus_search) {
        response.request_focus();
    }
    if response.changed() {
        window.send(Command::Search(words));
    }
}

/// A chip for each part of the filter.
fn chips(window: &mut Window, ui: &mut Ui) {
    let theme = window.theme;
    let filter = window.filter.clone();
    let mut commands = Vec::new();
    ui.add_space(4.0);
    let room = ui.available_rect_before_wrap();
    let mut clip = ui.clip_rect();
    clip.max.x = clip.max.x.min(room.right());
    ui.set_clip_rect(clip);
    if !filter.actors.is_empty() {
        let names: Vec<String> = filter
            .actors
            .iter()
            .map(|id| actor_name(window, id))
            .collect();
        let several = filter.actors.len() > 1;
        let words = match (several, filter.between) {
            (false, _) => "with",
            (true, false) => "with any of",
            (true, true) => "between",
        };
        let chip = chip(ui, theme, words, &names.join(", "));
        if chip.removed {
            for actor in &filter.actors {
                commands.push(Command::ToggleActor(actor.clone()));
            }
        } else if several
            && chip
                .body
                .on_hover_text(Command::ToggleBetween.tooltip())
                .clicked()
        {
            commands.push(Command::ToggleBetween);
        }
    }
    for bloc in filter.blocs.keys() {
        let name = super::known::world()
            .and_then(|world| world.bloc(bloc.as_str()).map(BlocTag::from))
            .map_or_else(|| bloc.to_string(), super::known::bloc_name);
        if chip(ui, theme, "with members of", &name).removed {
            commands.push(Command::ToggleBloc(bloc.clone()));
        }
    }
    if filter.from.is_some() || filter.to.is_some() {
        let chip = chip(ui, theme, "", &dates::written_range(filter.from, filter.to));
        if chip.removed {
            commands.push(Command::SetDateRange {
                from: None,
                to: None,
            });
        }
    }
    if filter.least_confidence > 0 {
        let words = format!("{} %", filter.least_confidence);
        if chip(ui, theme, "at least", &words).removed {
            commands.push(Command::SetLeastConfidence(0));
        }
    }
    for quad in &filter.quads {
        if chip(ui, theme, "", quad.words()).removed {
            commands.push(Command::ToggleQuad(*quad));
        }
    }
    for kind in &filter.kinds {
        if chip(ui, theme, "", kind.words()).removed {
            commands.push(Command::ToggleType(*kind));
        }
    }
    let story = story_list::shown(window.project(), &filter);
    if let Some((story, first)) = story
        && chip(ui, theme, "story", &story.title).removed
    {
        commands.push(Command::ToggleStory(first.clone()));
    }
    for id in filter.articles.iter().filter(|_| story.is_none()) {
        let title = window
            .project()
            .documents
            .iter()
            .find(|document| document.article.id == *id)
            .map_or(id.0.clone(), |document| {
                document.article.headline().to_owned()
            });
        if chip(ui, theme, "in", &title).removed {
            commands.push(Command::ToggleArticle(id.clone()));
        }
    }
    for command in commands {
        window.send(command);
    }
}

/// A quiet button that opens two fields for the first and the last day.
fn days(window: &mut Window, ui: &mut Ui) {
    let theme = window.theme;
    if !window.now().has_articles || window.filter.from.or(window.filter.to).is_some() {
        return;
    }
    let words = RichText::new("Dates…")
        .font(regular(LABEL_PX))
        .color(color(theme.text_second));
    let button = egui::Button::new(words)
        .fill(egui::Color32::TRANSPARENT)
        .stroke(egui::Stroke::NONE);
    let config = egui::containers::menu::MenuConfig::new()
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    let mut command = None;
    egui::containers::menu::MenuButton::from_button(button)
        .config(config)
        .ui(ui, |ui| {
            let mut entered = false;
            for (name, typed) in ["From", "To"].into_iter().zip(&mut window.typed_days) {
                ui.horizontal(|ui| {
                    let label = RichText::new(name)
                        .font(regular(LABEL_PX))
                        .color(color(theme.text_second));
                    ui.add_sized(vec2(36.0, 24.0), egui::Label::new(label));
                    let valid = typed.trim().is_empty() || dates::read(typed).is_some();
                    let ink = if valid { theme.text } else { theme.error };
                    let field = egui::TextEdit::singleline(typed)
                        .hint_text("18 Aug 2023")
                        .text_color(color(ink))
                        .desired_width(130.0);
                    let response = ui.add(field).on_hover_text(format!("{name} this day"));
                    entered |= response.lost_focus()
                        && ui.input(|input| input.key_pressed(egui::Key::Enter));
                });
            }
            let [from, to] = window.typed_days.each_ref().map(|typed| dates::read(typed));
            let ready = from.or(to).is_some() && from.zip(to).is_none_or(|(from, to)| from <= to);
            let shown = ui.add_enabled(ready, egui::Button::new("Show these days"));
            if shown.clicked() || entered && ready {
                command = Some(Command::SetDateRange { from, to });
                ui.close();
            }
        });
    if let Some(command) = command {
        window.send(command);
    }
}

/// The name that the left column shows for an actor.
fn actor_name(window: &Window, id: &ActorId) -> String {
    window
        .facets
        .actors
        .iter()
        .find_map(|actor| {
            if actor.id == *id {
                return Some(actor.name.clone());
            }
            let person = actor.people.iter().find(|(person, _, _)| person == id);
            person.map(|(_, name, _)| name.clone())
        })
        .or_else(|| window.snapshot.names.get(id).cloned())
        .unwrap_or_else(|| id.as_str().to_owned())
}
