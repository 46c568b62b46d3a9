//! What the user changes of an event, from its card: the buttons, the form, the list of reports, joining and splitting.
//!
//! Everything becomes an [`Edit`] that `perform` makes hold; nothing is changed here.

use egui::{Sense, Ui, pos2, vec2};

use super::card::{SIDE_PX, field, pair};
use super::command::{Command, Now};
use super::edit_form::Form;
use super::style::{EDGE_PX, LABEL_PX, SMALL_PX, medium, regular};
use super::view::ViewContext;
use super::widgets::{Icon, dot, icon_button, line, paint_line, row, section};
use super::{card, color, dates};
use crate::calendar::{Day, days_between};
use crate::merge::{Entry, EntryId};
use crate::project::Project;

/// Events that are offered for joining.
const CANDIDATES: usize = 6;
/// How far apart events may be to be offered.
const NEAR_DAYS: i64 = 62;
/// Height of a report: where, and its sentence.
const REPORT_PX: f32 = 42.0;

/// What is open below the card.
#[derive(Default)]
pub(crate) struct EventEdit {
    form: Option<Form>,
    /// The event whose partners are listed.
    joining: Option<EntryId>,
}

impl EventEdit {
    /// Opens the form for an event, or closes it.
    pub(crate) fn toggle_form(&mut self, entry: &Entry) {
        let open = self
            .form
            .as_ref()
            .is_some_and(|form| form.entry == entry.id);
        *self = Self::default();
        if !open {
            self.form = Some(Form::of(entry));
        }
    }

    /// Lists events to join an event with, or closes the list.
    pub(crate) fn toggle_joining(&mut self, entry: &Entry) {
        let open = self.joining == Some(entry.id);
        *self = Self::default();
        if !open {
            self.joining = Some(entry.id);
        }
    }

    /// True if something was open; closes it.
    pub(crate) fn close(&mut self) -> bool {
        let open = self.form.is_some() || self.joining.is_some();
        *self = Self::default();
        open
    }

    /// Draws what stands below the fields of the card.
    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        context: &mut ViewContext<'_>,
        now: &Now,
        entry: &Entry,
    ) {
        buttons(ui, context, now);
        if let Some(form) = self.form.as_mut().filter(|form| form.entry == entry.id) {
            form.ui(ui, context, entry);
        }
        if self.joining == Some(entry.id) {
            candidates(ui, context, entry);
        }
    }
}

/// What can be done with the event, in a row that wraps.
fn buttons(ui: &mut Ui, context: &mut ViewContext<'_>, now: &Now) {
    let theme = context.theme;
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        ui.spacing_mut().button_padding = vec2(8.0, 3.0);
        let commands = [
            Command::Accept,
            Command::EditEvent,
            Command::Reject,
            Command::Join,
            Command::CopyQuotation,
            Command::Never,
        ];
        for command in commands {
            let enabled = command.enabled(now);
            let label = match command {
                Command::Accept if now.accepted => "Accepted",
                _ => command.label(),
            };
            let mut words = egui::text::LayoutJob::default();
            let ink = if enabled {
                theme.text
            } else {
                theme.text_third
            };
            let simple = egui::TextFormat::simple;
            words.append(label, 0.0, simple(medium(LABEL_PX), color(ink)));
            if let Some(keys) = command.shortcut() {
                let keys = ui.ctx().format_shortcut(&keys);
                let ink = color(theme.text_second);
                words.append(&keys, 6.0, simple(regular(SMALL_PX), ink));
            }
            let chosen = command == Command::Accept && now.accepted;
            let button = egui::Button::new(words)
                .min_size(vec2(0.0, 26.0))
                .selected(chosen);
            let hint = command.hint(ui.ctx());
            let response = ui.add_enabled(enabled, button);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, label));
            if response
                .on_hover_text(&hint)
                .on_disabled_hover_text(&hint)
                .clicked()
            {
                context.send(command);
            }
        }
    });
}

/// The event told by every article, side by side; a click reads one, the cross splits it off.
pub(crate) fn reports(ui: &mut Ui, context: &mut ViewContext<'_>, entry: &Entry, shown: usize) {
    if entry.reports.len() < 2 {
        return;
    }
    let theme = context.theme;
    section(ui, theme, "Reports", &entry.reports.len().to_string());
    for (index, report) in entry.reports.iter().enumerate() {
        let Some((document, event)) = context.project.report(*report) else {
            continue;
        };
        let article = &document.article;
        let sentence = event
            .evidence
            .first()
            .map_or("", |span| span.of(&article.text))
            .replace('\n', " ");
        let date = article
            .published
            .date
            .map_or("no date".to_owned(), dates::written);
        let name = format!(
            "Report {}: {}, {date}: {sentence}",
            index + 1,
            article.headline()
        );
        let (rect, response) = row(ui, theme, REPORT_PX, index == shown, &name);
        let (left, right) = (rect.left() + EDGE_PX, rect.right() - EDGE_PX - 24.0);
        let words = format!("{date} · {}", article.headline());
        let words = line(
            ui,
            &words,
            regular(LABEL_PX),
            color(theme.text_second),
            right - left,
        );
        paint_line(ui, pos2(left, rect.top() + 13.0), words);
        let ink = color(theme.text);
        let words = line(ui, &sentence, regular(LABEL_PX), ink, right + 20.0 - left);
        paint_line(ui, pos2(left, rect.top() + 30.0), words);
        let at = egui::Rect::from_min_size(pos2(right + 2.0, rect.top() + 2.0), vec2(22.0, 22.0));
        let mut corner = ui.new_child(egui::UiBuilder::new().max_rect(at));
        let hint = format!("Split off report {}: it tells of another event", index + 1);
        if icon_button(&mut corner, theme, Icon::Close, 22.0, true, false, &hint).clicked() {
            context.send(Command::SplitOff(*report));
        } else if response.on_hover_text(sentence).clicked() {
            context.send(Command::ShowReport(index));
        }
    }
    ui.add_space(6.0);
}

/// Events that may be the same one, nearest first.
fn candidates(ui: &mut Ui, context: &mut ViewContext<'_>, entry: &Entry) {
    let theme = context.theme;
    let found = near(context.project, entry);
    ui.add_space(4.0);
    field(ui, context, "Join with", |ui, context| {
        if found.is_empty() {
            pair(
                ui,
                context,
                "",
                "no event with the same actors is near in time",
            );
        }
    });
    // Rows stand over the whole width of the column.
    let width = ui.available_width() + 2.0 * SIDE_PX;
    let left = ui.cursor().left() - SIDE_PX;
    for other in found {
        let (space, _) = ui.allocate_exact_size(vec2(1.0, 40.0), Sense::hover());
        let area = egui::Rect::from_min_size(pos2(left, space.top()), vec2(width, 40.0));
        let mut inner = ui.new_child(egui::UiBuilder::new().id_salt(other.id).max_rect(area));
        let date = card::date_words(&other.when);
        let name = format!("Join with {}, {date}", other.summary);
        let (rect, response) = row(&mut inner, theme, 40.0, false, &name);
        let at = rect.left() + EDGE_PX;
        let ink = color(theme.quad(other.quad()));
        dot(ui, pos2(at + 4.0, rect.top() + 13.0), ink);
        let room = rect.right() - EDGE_PX - at - 17.0;
        let words = line(
            ui,
            &other.summary,
            regular(LABEL_PX),
            color(theme.text),
            room,
        );
        paint_line(ui, pos2(at + 17.0, rect.top() + 13.0), words);
        let words = format!("{date} · {}", other.kind.words());
        let words = line(
            ui,
            &words,
            regular(SMALL_PX),
            color(theme.text_second),
            room,
        );
        paint_line(ui, pos2(at + 17.0, rect.top() + 28.0), words);
        if response.on_hover_text(name).clicked() {
            context.send(Command::JoinWith(other.id));
        }
    }
}

/// Events near in time that share an actor: of the same type first, then the nearest, then in order of time.
fn near<'a>(project: &'a Project, entry: &Entry) -> Vec<&'a Entry> {
    let keys = |entry: &Entry| -> Vec<_> {
        let all = entry.sources.iter().chain(&entry.targets);
        all.filter_map(crate::model::Participant::key).collect()
    };
    let own = keys(entry);
    let mut found: Vec<(bool, i64, usize, &Entry)> = project
        .chronology
        .entries
        .iter()
        .enumerate()
        .filter(|(_, other)| other.id != entry.id)
        .filter(|(_, other)| keys(other).iter().any(|key| own.contains(key)))
        .filter_map(|(index, other)| {
            let days = gap_days(entry, other)?;
            Some((other.kind != entry.kind, days, index, other))
        })
        .collect();
    found.sort_by_key(|(kind, days, index, _)| (*kind, *days, *index));
    found.truncate(CANDIDATES);
    found.into_iter().map(|(_, _, _, other)| other).collect()
}

/// Days between two events, none if they are far apart; an undated one is near to all.
fn gap_days(a: &Entry, b: &Entry) -> Option<i64> {
    let bounds = |entry: &Entry| -> Option<(Day, Day)> {
        let (first, last) = (entry.when.earliest, entry.when.latest);
        Some((first.or(last)?, last.or(first)?))
    };
    let (Some(a), Some(b)) = (bounds(a), bounds(b)) else {
        return Some(NEAR_DAYS);
    };
    let days = days_between(a.1, b.0).max(days_between(b.1, a.0)).max(0);
    (days <= NEAR_DAYS).then_some(days)
}
