//! The event card: what happened, when and why that date, who, where, who says so, by which rule.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, Sense, TextFormat, Ui, pos2, vec2};

use super::color;
use super::command::{Command, Now};
use super::correct;
use super::edit::{self, EventEdit};
use super::style::{BODY_PX, LABEL_PX, SMALL_PX, TITLE_PX, medium, regular, semi_bold};
use super::view::ViewContext;
use super::widgets::{Icon, dot, icon_button, line, paint_line};
use super::{flags, known};
use crate::merge::{Entry, EntryId};
use crate::model::{Event, Participant, Status, When};
use crate::project::Document;
use crate::timeline::{known_words, reason_words, when_words};

/// Width of the words at the left: "When", "Who".
const LABELS_PX: f32 = 66.0;
/// Space at both sides.
pub(crate) const SIDE_PX: f32 = 16.0;

/// What the card remembers.
#[derive(Default)]
pub(crate) struct CardState {
    why_open: bool,
    /// Entry whose date is being typed, and what was typed.
    editing: Option<(EntryId, String)>,
    /// What else is being changed of the event.
    pub(crate) edit: EventEdit,
}

impl CardState {
    /// True while the date field is open; closes it.
    pub(crate) fn stop_editing(&mut self) -> bool {
        self.editing.take().is_some()
    }
}

/// The report that is being read.
pub(crate) struct Shown<'a> {
    /// Its article and its event.
    pub(crate) report: Option<(&'a Document, &'a Event)>,
    /// Which one of the entry it is, from 0.
    pub(crate) number: usize,
}

/// Draws the card of the selected entry.
pub(crate) fn ui(
    ui: &mut Ui,
    context: &mut ViewContext<'_>,
    now: &Now,
    entry: &Entry,
    shown: &Shown<'_>,
    state: &mut CardState,
) {
    let report = shown.report;
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(SIDE_PX as i8, 14))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            kind(ui, context, now, entry);
            let title = egui::RichText::new(&entry.summary)
                .font(semi_bold(TITLE_PX))
                .color(color(context.theme.text));
            ui.add(egui::Label::new(title).wrap());
            ui.add_space(2.0);
            when(ui, context, entry, &mut state.editing);
            who(ui, context, entry, report);
            if let Some(place) = &entry.place {
                field(ui, context, "Where", |ui, context| {
                    strong(ui, context, &place.name);
                });
            }
            says(ui, context, report);
            accounts(ui, context, entry);
            why(ui, context, report, &mut state.why_open);
            ui.add_space(4.0);
            state.edit.ui(ui, context, now, entry);
            buttons(ui, context, now, entry);
        });
    edit::reports(ui, context, entry, shown.number);
}

fn kind(ui: &mut Ui, context: &ViewContext<'_>, now: &Now, entry: &Entry) {
    let theme = context.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
    let middle = rect.center().y;
    dot(
        ui,
        pos2(rect.left() + 4.5, middle),
        color(theme.quad(entry.quad())),
    );
    let mut words = entry.kind.words().to_uppercase();
    if let Some(mode) = &entry.mode {
        words = format!("{words} · {mode}");
    }
    let kind = line(
        ui,
        &words,
        semi_bold(SMALL_PX),
        color(theme.text_second),
        rect.width() * 0.6,
    );
    let width = paint_line(ui, pos2(rect.left() + 17.0, middle), kind);
    let reports = match entry.reports.len() {
        1 => "1 report".to_owned(),
        number => format!("{number} reports"),
    };
    let name = format!("{words}, {reports}");
    let mut words = format!("{:.0} % · {reports}", entry.confidence * 100.0);
    if now.accepted {
        words = format!("accepted · {reports}");
    }
    if entry.status != Status::Actual {
        words = format!("{} · {words}", entry.status.words());
    }
    let galley = line(
        ui,
        &words,
        regular(SMALL_PX),
        color(theme.text_second),
        rect.width() - width - 28.0,
    );
    paint_line(ui, pos2(rect.left() + 28.0 + width, middle), galley);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
    let quad = entry
        .quad()
        .map_or("outside the four classes", |q| q.words());
    response.on_hover_text(format!(
        "{quad}: {} ({}); how sure, and how many articles report it",
        entry.kind.words(),
        entry.kind.code()
    ));
}

/// A word at the left and something right of it.
pub(crate) fn field<'c>(
    ui: &mut Ui,
    context: &mut ViewContext<'c>,
    name: &str,
    add: impl FnOnce(&mut Ui, &mut ViewContext<'c>),
) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.spacing_mut().interact_size.y = 18.0;
        let (rect, _) = ui.allocate_exact_size(vec2(LABELS_PX, 18.0), Sense::hover());
        let galley = line(
            ui,
            name,
            regular(LABEL_PX),
            color(context.theme.text_second),
            LABELS_PX,
        );
        paint_line(ui, pos2(rect.left(), rect.center().y), galley);
        ui.vertical(|ui| add(ui, context));
    });
}

/// Words in the first colour, then words in the second, wrapped.
pub(crate) fn pair(ui: &mut Ui, context: &ViewContext<'_>, first: &str, second: &str) {
    let mut format = TextFormat::simple(medium(LABEL_PX), color(context.theme.text));
    format.line_height = Some(18.0);
    let mut job = LayoutJob::default();
    if !first.is_empty() {
        job.append(first, 0.0, format.clone());
    }
    if !second.is_empty() {
        format.font_id = regular(LABEL_PX);
        format.color = color(context.theme.text_second);
        let gap = if first.is_empty() { "" } else { " — " };
        job.append(&format!("{gap}{second}"), 0.0, format);
    }
    job.wrap = TextWrapping::wrap_at_width(ui.available_width());
    ui.add(egui::Label::new(job).wrap());
}

fn strong(ui: &mut Ui, context: &ViewContext<'_>, words: &str) {
    pair(ui, context, words, "");
}

fn when(
    ui: &mut Ui,
    context: &mut ViewContext<'_>,
    entry: &Entry,
    editing: &mut Option<(EntryId, String)>,
) {
    let words = date_words(&entry.when);
    field(ui, context, "When", |ui, context| {
        if editing.as_ref().is_some_and(|(id, _)| *id == entry.id) {
            type_date(ui, context, editing);
            return;
        }
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let hint = "Change the date of the event";
            let theme = context.theme;
            if icon_button(ui, theme, Icon::Pencil, 18.0, true, false, hint).clicked() {
                *editing = Some((entry.id, String::new()));
            }
            pair(ui, context, &words, &reason_words(&entry.when));
        });
    });
}

/// The field for the date of an event.
fn type_date(ui: &mut Ui, context: &mut ViewContext<'_>, editing: &mut Option<(EntryId, String)>) {
    let Some((entry, typed)) = editing else {
        return;
    };
    let (entry, mut close) = (*entry, false);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let field = egui::TextEdit::singleline(typed)
            .hint_text("17 Aug 2023, July 2023, 2023-07-01..2023-08-18")
            .font(regular(LABEL_PX))
            .desired_width((ui.available_width() - 130.0).max(80.0));
        let response = ui.add(field).on_hover_text("Date of the event");
        if !response.has_focus() && !response.lost_focus() {
            response.request_focus();
        }
        let entered = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        let ready = !typed.trim().is_empty();
        let set = ui.add_enabled(ready, egui::Button::new("Set")).clicked();
        if ready && (set || entered) {
            context.send(Command::SetWhen {
                entry,
                words: typed.trim().to_owned(),
            });
            close = true;
        }
        close |= ui.button("Cancel").clicked();
    });
    if close {
        *editing = None;
    }
}

/// The date of an event as the card writes it.
pub(crate) fn date_words(when: &When) -> String {
    // The words of the article follow as the reason.
    let known = known_words(when).filter(|known| !known.starts_with('‘'));
    let words = known.unwrap_or_else(|| when_words(when));
    let mut rest = words.chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => words,
    }
}

fn who(
    ui: &mut Ui,
    context: &mut ViewContext<'_>,
    entry: &Entry,
    report: Option<(&Document, &Event)>,
) {
    if entry.sources.is_empty() && entry.targets.is_empty() {
        return;
    }
    let keys = |list: &[Participant]| {
        let mut keys: Vec<_> = list.iter().map(|p| (p.key(), p.name.clone())).collect();
        keys.sort();
        keys
    };
    let mutual = !entry.sources.is_empty() && keys(&entry.sources) == keys(&entry.targets);
    field(ui, context, "Who", |ui, context| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
            let arrow = if mutual { "↔" } else { "→" };
            let sources = unique(&entry.sources);
            let number = sources.len();
            for (index, source) in sources.into_iter().enumerate() {
                if mutual && index > 0 {
                    quiet(ui, context, arrow);
                }
                participant(ui, context, source, report, index + 1 < number && !mutual);
            }
            if !mutual && !entry.targets.is_empty() {
                quiet(ui, context, arrow);
                let targets = unique(&entry.targets);
                let number = targets.len();
                for (index, target) in targets.into_iter().enumerate() {
                    participant(ui, context, target, report, index + 1 < number);
                }
            }
        });
    });
}

/// Each name once.
fn unique(list: &[Participant]) -> Vec<&Participant> {
    let mut kept: Vec<&Participant> = Vec::new();
    for participant in list {
        if !kept
            .iter()
            .any(|k| k.key() == participant.key() && k.name == participant.name)
        {
            kept.push(participant);
        }
    }
    kept
}

fn quiet(ui: &mut Ui, context: &ViewContext<'_>, words: &str) {
    let text = egui::RichText::new(words)
        .font(regular(BODY_PX))
        .color(color(context.theme.text_second));
    ui.label(text);
}

fn participant(
    ui: &mut Ui,
    context: &mut ViewContext<'_>,
    participant: &Participant,
    report: Option<(&Document, &Event)>,
    comma: bool,
) {
    let theme = context.theme;
    let code = participant.country.map(|c| c.as_str().to_owned());
    let name = if comma {
        format!("{},", participant.name)
    } else {
        participant.name.clone()
    };
    let galley = line(
        ui,
        &name,
        medium(LABEL_PX),
        color(theme.text),
        ui.available_width().max(60.0),
    );
    let box_px = match &code {
        Some(code) if flags::has_flag(code) => flags::NAME_PX - 2.0,
        Some(_) => 36.0,
        None => 0.0,
    };
    let size = vec2(box_px + galley.size().x, 18.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Link, true, format!("Who: {}", participant.name))
    });
    let middle = rect.center().y;
    if let Some(code) = &code {
        flags::flag(ui, theme, pos2(rect.left(), middle), code);
    }
    paint_line(ui, pos2(rect.left() + box_px, middle), galley);
    if response.hovered() {
        let from = pos2(rect.left() + box_px, rect.bottom() - 2.0);
        ui.painter().line_segment(
            [from, pos2(rect.right(), from.y)],
            egui::Stroke::new(1.0, color(theme.text_third)),
        );
    }
    let hint = match participant.sector {
        Some(sector) => format!("What to do with this name · {}", sector.words()),
        None => "What to do with this name".to_owned(),
    };
    let response = response.on_hover_text(hint);
    egui::Popup::menu(&response).show(|ui| name_menu(ui, context, participant, report));
}

/// What can be done with somebody's name.
fn name_menu(
    ui: &mut Ui,
    context: &mut ViewContext<'_>,
    participant: &Participant,
    report: Option<(&Document, &Event)>,
) {
    let name = &participant.name;
    let own = participant.actor.clone().or_else(|| participant.key());
    if let Some(actor) = own {
        let about = known::name_of(&actor).unwrap_or_else(|| name.clone());
        if ui.button(format!("About {about}")).clicked() {
            context.send(Command::ShowActor(actor.clone()));
            ui.close();
        }
        let only = context.filter.actors.contains(&actor);
        let words = if only {
            "Show all events"
        } else {
            "Only their events"
        };
        if ui.button(words).clicked() {
            context.send(Command::ToggleActor(actor));
            ui.close();
        }
    }
    // The words of the report that is being read; other reports may name them otherwise.
    let Some((document, event)) = report else {
        return;
    };
    let mut all = event.sources.iter().chain(&event.targets);
    let same = all.find(|one| one.key() == participant.key() && one.name == *name);
    if let Some(one) = same {
        let command = Command::Correct(Box::new(correct::meant(document, one)));
        if ui
            .button(command.label())
            .on_hover_text(command.tooltip())
            .clicked()
        {
            context.send(command);
            ui.close();
        }
    }
}

fn says(ui: &mut Ui, context: &mut ViewContext<'_>, report: Option<(&Document, &Event)>) {
    let Some((document, event)) = report else {
        return;
    };
    let quote = event
        .said_in
        .and_then(|index| document.reading.quotes.get(index));
    field(ui, context, "Says", |ui, context| match quote {
        Some(quote) => {
            let speaker = quote.speaker_name.clone().or_else(|| {
                quote
                    .source
                    .map(|span| span.of(&document.article.text).to_owned())
            });
            let how = if quote.direct {
                "in quotes"
            } else {
                "reported"
            };
            match speaker {
                Some(speaker) => pair(ui, context, &speaker, how),
                None => pair(ui, context, "", &format!("no speaker named, {how}")),
            }
        }
        None => {
            let outlet = document.article.source.as_deref();
            pair(ui, context, outlet.unwrap_or("the article"), "");
        }
    });
}

/// What the reports say together: who claims it and who denies it, how many tell it on their own, in what they differ, and
/// why they were taken for one event.
fn accounts(ui: &mut Ui, context: &mut ViewContext<'_>, entry: &Entry) {
    // Who says what a single report says is in "Says".
    if entry.reports.len() < 2 {
        return;
    }
    let claims = entry.claim_words();
    if !claims.is_empty() {
        field(ui, context, "Claims", |ui, context| {
            for side in claims.split("; ") {
                pair(ui, context, side, "");
            }
        });
    }
    let independent = match entry.independent_sources {
        1 => "1 independent source".to_owned(),
        number => format!("{number} independent sources"),
    };
    field(ui, context, "Sources", |ui, context| {
        pair(ui, context, &independent, &entry.why.join("; "));
    });
    if !entry.disagreements.is_empty() {
        field(ui, context, "Differ", |ui, context| {
            for disagreement in &entry.disagreements {
                pair(ui, context, "", &disagreement.line());
            }
        });
    }
}

fn why(
    ui: &mut Ui,
    context: &mut ViewContext<'_>,
    report: Option<(&Document, &Event)>,
    open: &mut bool,
) {
    let Some((_, event)) = report else {
        return;
    };
    if event.why.is_empty() {
        return;
    }
    field(ui, context, "Why", |ui, context| {
        if *open {
            for rule in &event.why {
                pair(ui, context, "", rule);
            }
        }
        let words = match (*open, event.why.len()) {
            (true, _) => "hide".to_owned(),
            (false, 1) => "show the rule".to_owned(),
            (false, number) => format!("show {number} rules"),
        };
        let text = egui::RichText::new(words)
            .font(regular(LABEL_PX))
            .color(color(context.theme.accent));
        if ui
            .add(
                egui::Button::new(text)
                    .fill(Color32::TRANSPARENT)
                    .stroke(egui::Stroke::NONE)
                    .min_size(vec2(0.0, 18.0))
                    .frame(false),
            )
            .on_hover_text("The rules by which the event was read so")
            .clicked()
        {
            *open = !*open;
        }
    });
}

fn buttons(ui: &mut Ui, context: &mut ViewContext<'_>, now: &Now, entry: &Entry) {
    let theme = context.theme;
    ui.horizontal(|ui| {
        let place = context
            .visible
            .iter()
            .position(|&index| {
                context
                    .project
                    .chronology
                    .entries
                    .get(index)
                    .is_some_and(|e| e.id == entry.id)
            })
            .map(|index| format!("Event {} of {}", index + 1, context.visible.len()));
        quiet_small(
            ui,
            context,
            place.as_deref().unwrap_or("Hidden by the filter"),
        );
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            for (icon, command) in [
                (Icon::Next, Command::SelectNext),
                (Icon::Previous, Command::SelectPrevious),
            ] {
                let hint = command.hint(ui.ctx());
                if icon_button(ui, theme, icon, 28.0, command.enabled(now), true, &hint).clicked() {
                    context.send(command);
                }
            }
        });
    });
}

fn quiet_small(ui: &mut Ui, context: &ViewContext<'_>, words: &str) {
    let text = egui::RichText::new(words)
        .font(regular(LABEL_PX))
        .color(color(context.theme.text_second));
    ui.label(text);
}
