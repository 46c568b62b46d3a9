//! The actor card: who somebody is, which offices they held, to which alliances they belonged, what they did and with
//! whom. Stands in the right column in place of the event card until it is closed.

use std::collections::BTreeMap;

use egui::{ScrollArea, Sense, Ui, pos2, vec2};

use super::actor_facts::{Facts, facts};
use super::command::Command;
use super::style::{
    BAR_PX, BODY_PX, EDGE_PX, LABEL_PX, ROW_PX, TITLE_PX, medium, regular, semi_bold,
};
use super::view::ViewContext;
use super::widgets::{Icon, count, dot, icon_button, line, paint_line, row, rows, section};
use super::{card, color, correct, dates, flags, known};
use crate::calendar::Day;
use crate::merge::{Entry, EntryId};
use crate::model::{ActorId, Participant};
use crate::project::is_actor;

/// Others that are listed under "With".
const OTHERS: usize = 5;
/// Height of an event's row: its line and its date.
const EVENT_PX: f32 = 40.0;

/// What the card was made of; made again when the project or the actor changes.
#[derive(Default)]
pub(crate) struct ActorCard {
    made: Option<Made>,
}

struct Made {
    revision: u64,
    actor: ActorId,
    name: String,
    /// As they take part, the first time.
    participant: Option<Participant>,
    /// Indices of their entries, in order of time.
    events: Vec<usize>,
    /// With whom most: who, name, events.
    others: Vec<(ActorId, String, usize)>,
    latest: Option<Day>,
}

impl ActorCard {
    /// Draws the card.
    pub(crate) fn ui(&mut self, ui: &mut Ui, context: &mut ViewContext<'_>, actor: &ActorId) {
        let fresh = self
            .made
            .as_ref()
            .is_some_and(|made| made.revision == context.revision && made.actor == *actor);
        if !fresh {
            self.made = Some(Made::of(context, actor));
        }
        let Some(made) = &self.made else {
            return;
        };
        bar(ui, context, made);
        // The article stays in sight below.
        let share = if context.selection.is_some() {
            0.6
        } else {
            1.0
        };
        let room = (ui.available_height() * share - 1.0).max(160.0);
        ScrollArea::vertical()
            .id_salt("actor card")
            .max_height(room)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                who(ui, context, made);
                others(ui, context, made);
                events(ui, context, made);
                ui.add_space(8.0);
            });
    }
}

impl Made {
    fn of(context: &ViewContext<'_>, actor: &ActorId) -> Self {
        let mut events = Vec::new();
        let mut participant: Option<Participant> = None;
        let mut others: BTreeMap<ActorId, (String, usize)> = BTreeMap::new();
        let mut latest = None;
        for (index, entry) in context.project.chronology.entries.iter().enumerate() {
            let all = || entry.sources.iter().chain(&entry.targets);
            let Some(own) = all().find(|one| is_actor(one, actor)) else {
                continue;
            };
            // Their own name says more than that of somebody who stands for them.
            let better = own.actor.as_ref() == Some(actor);
            if participant.is_none()
                || better && participant.as_ref().is_some_and(|p| p.actor != own.actor)
            {
                participant = Some(own.clone());
            }
            events.push(index);
            latest = latest.max(entry.when.latest.or(entry.when.earliest));
            let mut seen: Vec<ActorId> = Vec::new();
            for other in all().filter(|one| !is_actor(one, actor)) {
                let Some(key) = other.key().filter(|key| !seen.contains(key)) else {
                    continue;
                };
                // A person's own country is no company.
                if own.key().as_ref() == Some(&key) {
                    continue;
                }
                let name = name_of(&key, Some(other));
                others.entry(key.clone()).or_insert((name, 0)).1 += 1;
                seen.push(key);
            }
        }
        let mut others: Vec<_> = others
            .into_iter()
            .map(|(id, (name, number))| (id, name, number))
            .collect();
        others.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.1.cmp(&b.1)));
        others.truncate(OTHERS);
        let own = participant
            .as_ref()
            .filter(|one| one.actor.as_ref() == Some(actor));
        Self {
            revision: context.revision,
            name: name_of(actor, own),
            actor: actor.clone(),
            participant: own.cloned(),
            events,
            others,
            latest,
        }
    }
}

/// The name of the tables, else the name that the text gives.
fn name_of(actor: &ActorId, one: Option<&Participant>) -> String {
    known::name_of(actor)
        .or_else(|| one.map(|one| one.name.clone()))
        .unwrap_or_else(|| actor.to_string())
}

/// The way back, and the filter.
fn bar(ui: &mut Ui, context: &mut ViewContext<'_>, made: &Made) {
    let theme = context.theme;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), BAR_PX), Sense::hover());
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let mut bar = ui.new_child(egui::UiBuilder::new().max_rect(inner).layout(layout));
    let hint = "Back (Escape)";
    if icon_button(&mut bar, theme, Icon::Previous, 26.0, true, false, hint).clicked() {
        context.send(Command::CloseActor);
    }
    let words = egui::RichText::new("Actor")
        .font(semi_bold(BODY_PX))
        .color(color(theme.text));
    bar.label(words);
    let right = egui::Layout::right_to_left(egui::Align::Center);
    bar.with_layout(right, |ui| {
        let only = context.filter.actors.contains(&made.actor);
        let words = if only {
            "Show all events"
        } else {
            "Only their events"
        };
        let text = egui::RichText::new(words).font(medium(LABEL_PX));
        let button = egui::Button::new(text).min_size(vec2(0.0, 24.0));
        if ui.add(button).clicked() {
            context.send(Command::ToggleActor(made.actor.clone()));
        }
    });
}

/// What can be set right about the name.
fn corrections(ui: &mut Ui, context: &mut ViewContext<'_>, made: &Made) {
    let Some(one) = &made.participant else {
        return;
    };
    let who = crate::project::Identity {
        actor: Some(made.actor.clone()),
        name: made.name.clone(),
        ..super::edit_form::identity(one)
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        ui.spacing_mut().button_padding.x = 0.0;
        if let Some(command) = correction(context, made, one) {
            quiet_button(ui, context, command);
        }
        quiet_button(ui, context, Command::AddName(Box::new(who)));
    });
}

/// A button without a frame that gives a command.
fn quiet_button(ui: &mut Ui, context: &mut ViewContext<'_>, command: Command) {
    let text = egui::RichText::new(command.label())
        .font(medium(LABEL_PX))
        .color(color(context.theme.accent));
    let button = egui::Button::new(text)
        .min_size(vec2(0.0, 20.0))
        .frame(false);
    if ui.add(button).on_hover_text(command.tooltip()).clicked() {
        context.send(command);
    }
}

/// Corrects the name in the article that is being read, else in the first one that names them.
fn correction(context: &ViewContext<'_>, made: &Made, one: &Participant) -> Option<Command> {
    let entries = &context.project.chronology.entries;
    let selected = context.selected().into_iter();
    let all = made.events.iter().filter_map(|&index| entries.get(index));
    let mut reports = selected
        .chain(all)
        .take(50)
        .flat_map(|entry| entry.reports.iter());
    reports.find_map(|report| {
        let (document, event) = context.project.report(*report)?;
        let mut named = event.sources.iter().chain(&event.targets);
        let here = named.find(|other| other.actor == one.actor && other.name == one.name)?;
        Some(Command::Correct(Box::new(correct::meant(document, here))))
    })
}

fn who(ui: &mut Ui, context: &mut ViewContext<'_>, made: &Made) {
    let theme = context.theme;
    let day = context
        .time_cursor
        .or_else(|| context.selected().and_then(|entry| entry.when.earliest))
        .or(made.latest);
    let facts = facts(&made.actor, made.participant.as_ref(), day);
    let margin = egui::Margin {
        left: card::SIDE_PX as i8,
        right: card::SIDE_PX as i8,
        top: 2,
        bottom: 6,
    };
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        title(ui, context, made, &facts);
        corrections(ui, context, made);
        if !facts.offices.is_empty() {
            card::field(ui, context, "Offices", |ui, context| {
                for (office, term) in &facts.offices {
                    card::pair(ui, context, office, term);
                }
            });
        }
        for (name, words) in &facts.lines {
            card::field(ui, context, name, |ui, context| {
                card::pair(ui, context, "", words);
            });
        }
        blocs(ui, context, &facts, day);
    });
    ui.painter().hline(
        ui.max_rect().x_range(),
        ui.cursor().top(),
        egui::Stroke::new(1.0, color(theme.line)),
    );
}

fn title(ui: &mut Ui, context: &ViewContext<'_>, made: &Made, facts: &Facts) {
    let theme = context.theme;
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 26.0), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, &made.name));
    let middle = rect.center().y;
    let mut left = rect.left();
    if let Some(code) = &facts.code {
        left += flags::flag(ui, theme, pos2(left, middle), code);
    }
    let room = rect.right() - left;
    let name = line(ui, &made.name, semi_bold(TITLE_PX), color(theme.text), room);
    paint_line(ui, pos2(left, middle), name);
    response.on_hover_text(&made.name);
    let words = egui::RichText::new(&facts.what)
        .font(regular(LABEL_PX))
        .color(color(theme.text_second));
    ui.add(egui::Label::new(words).wrap());
}

/// Alliances as of a day; a click filters.
fn blocs(ui: &mut Ui, context: &mut ViewContext<'_>, facts: &Facts, day: Option<Day>) {
    if facts.blocs.is_empty() {
        return;
    }
    let theme = context.theme;
    card::field(ui, context, "Alliances", |ui, context| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for bloc in &facts.blocs {
                let name = known::bloc_name(*bloc);
                let id = ActorId(bloc.id.to_owned());
                let asked = context.filter.blocs.contains_key(&id);
                let ink = if asked { theme.accent } else { theme.text };
                let text = egui::RichText::new(&name)
                    .font(medium(LABEL_PX))
                    .color(color(ink));
                let button = egui::Button::new(text)
                    .min_size(vec2(0.0, 20.0))
                    .corner_radius(10)
                    .selected(asked);
                ui.spacing_mut().button_padding = vec2(8.0, 1.0);
                let hint = format!("Only events with members of {}", bloc.name);
                if ui.add(button).on_hover_text(hint).clicked() {
                    context.send(Command::ToggleBloc(id));
                }
            }
        });
        if let Some(day) = day {
            card::pair(ui, context, "", &format!("as of {}", dates::written(day)));
        }
    });
}

fn others(ui: &mut Ui, context: &mut ViewContext<'_>, made: &Made) {
    if made.others.is_empty() {
        return;
    }
    let theme = context.theme;
    section(ui, theme, "With", "events");
    for (id, name, number) in &made.others {
        let label = format!("About {name}");
        let (rect, response) = row(ui, theme, ROW_PX, false, &label);
        let left = rect.left() + EDGE_PX;
        let middle = rect.center().y;
        let indent = if flags::has_flag(id.as_str()) {
            flags::flag(ui, theme, pos2(left, middle), id.as_str())
        } else {
            0.0
        };
        let right = count(ui, theme, rect, *number);
        let room = right - left - indent;
        let galley = line(ui, name, regular(BODY_PX), color(theme.text), room);
        paint_line(ui, pos2(left + indent, middle), galley);
        if response.on_hover_text(label).clicked() {
            context.send(Command::ShowActor(id.clone()));
        }
    }
}

fn events(ui: &mut Ui, context: &mut ViewContext<'_>, made: &Made) {
    let number = made.events.len();
    section(ui, context.theme, "Events", &number.to_string());
    let entries = &context.project.chronology.entries;
    let mut chosen = None;
    ui.push_id("events", |ui| {
        rows(ui, EVENT_PX, number, |ui, index| {
            if let Some(entry) = made.events.get(index).and_then(|&i| entries.get(i))
                && event_row(ui, context, entry)
            {
                chosen = Some(entry.id);
            }
        });
    });
    if let Some(id) = chosen {
        // Selecting an event closes the card; here it is wanted further.
        context.send(Command::Select(id));
        context.send(Command::ShowActor(made.actor.clone()));
    }
}

fn event_row(ui: &mut Ui, context: &ViewContext<'_>, entry: &Entry) -> bool {
    let theme = context.theme;
    let selected = context.selection == Some::<EntryId>(entry.id);
    let date = card::date_words(&entry.when);
    let name = format!("{date}: {}", entry.summary);
    let (rect, response) = row(ui, theme, EVENT_PX, selected, &name);
    let left = rect.left() + EDGE_PX;
    dot(
        ui,
        pos2(left + 4.0, rect.top() + 13.0),
        color(theme.quad(entry.quad())),
    );
    let room = rect.right() - EDGE_PX - left - 17.0;
    let summary = line(
        ui,
        &entry.summary,
        regular(BODY_PX),
        color(theme.text),
        room,
    );
    paint_line(ui, pos2(left + 17.0, rect.top() + 13.0), summary);
    let words = format!("{date} · {}", entry.kind.words());
    let words = line(
        ui,
        &words,
        regular(LABEL_PX),
        color(theme.text_second),
        room,
    );
    paint_line(ui, pos2(left + 17.0, rect.top() + 29.0), words);
    response.on_hover_text(&entry.summary).clicked()
}
