//! What a right click on an event offers, wherever it is drawn: check it, quote it, see only what belongs to it.
//!
//! What each of these does is left to `perform`; they act on the event that the click selects.

use egui::{Button, Popup, Response, Ui};

use super::command::Command;
use super::view::ViewContext;
use crate::merge::{Entry, EntryId};
use crate::model::{ActorId, Participant};

/// Actors that are offered for the filter.
const MOST_ACTORS: usize = 4;
/// Events that are listed where a mark stands for many.
const MOST_LISTED: usize = 12;
/// A summary in a menu is not longer.
const MOST_CHARACTERS: usize = 72;

/// Opens a menu at a right click on `response`; one event is selected by it, of several one can be chosen. `entries` are
/// those that stand there.
pub(crate) fn at(
    response: &Response,
    context: &mut ViewContext<'_>,
    entries: impl FnOnce(&ViewContext<'_>) -> Vec<EntryId>,
) {
    let clicked = response.secondary_clicked();
    let open = Popup::is_id_open(&response.ctx, Popup::default_response_id(response));
    if !clicked && !open {
        return;
    }
    let entries = entries(context);
    if let ([entry], true) = (entries.as_slice(), clicked)
        && context.selection != Some(*entry)
    {
        context.send(Command::Select(*entry));
    }
    Popup::context_menu(response).show(|ui| items(ui, context, &entries));
}

/// What can be done with one event; where there are several, which one.
pub(crate) fn items(ui: &mut Ui, context: &mut ViewContext<'_>, entries: &[EntryId]) {
    match entries {
        [entry] => one(ui, context, *entry),
        several => list(ui, context, several),
    }
}

fn one(ui: &mut Ui, context: &mut ViewContext<'_>, entry: EntryId) {
    let Some((_, entry)) = context.project.entry(entry) else {
        ui.close();
        return;
    };
    for command in [
        Command::Accept,
        Command::EditEvent,
        Command::Reject,
        Command::Join,
        Command::CopyQuotation,
    ] {
        let keys = command.shortcut().map(|k| ui.ctx().format_shortcut(&k));
        let button = Button::new(command.label()).shortcut_text(keys.unwrap_or_default());
        if ui.add(button).on_hover_text(command.tooltip()).clicked() {
            context.send(command);
            ui.close();
        }
    }
    ui.separator();
    for (actor, name) in actors(entry).into_iter().take(MOST_ACTORS) {
        only_with(ui, context, actor, &name);
    }
    let document = entry
        .reports
        .first()
        .and_then(|report| context.project.documents.get(report.article));
    if let Some(document) = document {
        let id = document.article.id.clone();
        let words = if context.filter.articles.contains(&id) {
            "Events of all articles"
        } else {
            "Only events of this article"
        };
        item(ui, context, words, Command::ToggleArticle(id));
    }
}

/// Only events of an actor, or no longer.
pub(crate) fn only_with(ui: &mut Ui, context: &mut ViewContext<'_>, actor: ActorId, name: &str) {
    let words = if context.filter.actors.contains(&actor) {
        format!("No longer only events with {name}")
    } else {
        format!("Only events with {name}")
    };
    item(ui, context, &words, Command::ToggleActor(actor));
}

pub(crate) fn item(ui: &mut Ui, context: &mut ViewContext<'_>, words: &str, command: Command) {
    if ui.button(words).clicked() {
        context.send(command);
        ui.close();
    }
}

/// Those who take part, each once, as the filter knows them.
fn actors(entry: &Entry) -> Vec<(ActorId, String)> {
    let id = |one: &Participant| one.actor.clone().or_else(|| one.key());
    let mut actors: Vec<(ActorId, String)> = Vec::new();
    for one in entry.sources.iter().chain(&entry.targets) {
        if let Some(id) = id(one)
            && actors.iter().all(|(known, _)| *known != id)
        {
            let name = super::known::name_of(&id).unwrap_or_else(|| one.name.clone());
            actors.push((id, name));
        }
    }
    actors
}

fn list(ui: &mut Ui, context: &mut ViewContext<'_>, entries: &[EntryId]) {
    for id in entries.iter().take(MOST_LISTED) {
        let Some((_, entry)) = context.project.entry(*id) else {
            continue;
        };
        let mut words: String = entry.summary.chars().take(MOST_CHARACTERS).collect();
        if words.len() < entry.summary.len() {
            words.push('…');
        }
        let selected = context.selection == Some(*id);
        if ui.selectable_label(selected, words).clicked() {
            context.send(Command::Select(*id));
            ui.close();
        }
    }
    if entries.len() > MOST_LISTED {
        let more = format!("and {} more: zoom in", entries.len() - MOST_LISTED);
        ui.label(more);
    }
}
