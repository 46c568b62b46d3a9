//! The map in the window: countries in the tints of their alliances, arcs for what they did to each other, and the same
//! as a network.
//!
//! What goes where is laid out by [`crate::map`]; this room paints it, and turns the pointer and the keyboard into
//! commands.

mod atlas;
mod canvas;
mod circle;
mod header;
mod land;
mod legend;
mod menu;
mod notes;
mod plot;
#[cfg(test)]
mod tests;
mod time;

use egui::{Rect, Response, Role, Sense, Ui, WidgetInfo};

use super::command::Command;
use super::view::ViewContext;
use super::{color, style};
use crate::calendar::{Day, format_day};
use crate::map::blocs::{self, ShownBlocs};
use crate::map::layout::{Hit, Layout, actor_name, country_weights};
use crate::map::network::Network;
use crate::map::overlay::Emphasis;
use crate::map::ties::Ties;
use crate::map::viewport::Viewport;
use crate::merge::{Entry, EntryId};
use crate::scene::{self, Theme, Weight};
use atlas::Atlas;

/// Map or network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Face {
    #[default]
    Map,
    Network,
}

impl Face {
    const ALL: [Self; 2] = [Self::Map, Self::Network];

    fn title(self) -> &'static str {
        match self {
            Self::Map => "Map",
            Self::Network => "Network",
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Self::Map => "Countries and what they did to each other on the map",
            Self::Network => "Countries and alliances as a network",
        }
    }
}

/// What is counted from the entries, until they change.
struct Counted {
    revision: u64,
    until: Option<Day>,
    /// Indices into the chronology; the positions in `ties` count these.
    kept: Vec<usize>,
    ties: Ties,
    names: Vec<String>,
    /// First and last day of the entries that are shown, whatever the slider says.
    days: Option<(Day, Day)>,
    /// Alliances to show as long as the user chooses none.
    proposed: Vec<String>,
}

/// The layout and what it was made for.
struct LaidOut {
    view: Viewport,
    blocked: Option<scene::Rect>,
    layout: Layout,
}

/// The map's own state: what is in view.
#[derive(Default)]
pub struct MapView {
    face: Face,
    view: Option<Viewport>,
    /// The user has moved the map: it no longer fits itself to what takes part.
    moved: bool,
    /// The alliances that the user chose.
    chosen: Option<Vec<String>>,
    slider: time::TimeSlider,
    land: land::Land,
    counted: Option<Counted>,
    laid_out: Option<LaidOut>,
    network: Option<(ShownBlocs, Network)>,
    /// The entry that this view last said the pointer is over.
    pointed: Option<EntryId>,
    /// The actor or tie under the pointer or with the focus, as of the last frame.
    under: Option<Hit>,
    /// What the last right click was on.
    asked: Option<Hit>,
    /// The country under the pointer, as of the last frame: an index into the shapes.
    land_under: Option<usize>,
    fit_network: bool,
}

impl MapView {
    /// Draws the map into the space that is left.
    pub fn ui(&mut self, ui: &mut Ui, context: &mut ViewContext<'_>) {
        ui.spacing_mut().item_spacing = egui::Vec2::ZERO;
        let theme = context.theme;
        let atlas = match Atlas::get(ui.ctx()) {
            Some(Ok(atlas)) => atlas,
            Some(Err(message)) => return notice(ui, theme, message),
            None => return notice(ui, theme, "Loading the map…"),
        };
        self.count(atlas, context);
        let Some(mut counted) = self.counted.take() else {
            return;
        };
        let day = self.as_of(context, &counted);
        let ids = self.chosen.as_ref().unwrap_or(&counted.proposed);
        let shown = ShownBlocs::new(&atlas.world, ids, day);
        self.bar(ui, theme, atlas, &shown, day);
        let entries = entries(context, &counted.kept);
        let emphasis = self.emphasis(context, &entries);
        let strip = if counted.days.is_some() && ui.available_height() > 160.0 {
            time::HEIGHT_PX
        } else {
            0.0
        };
        let space = ui.available_rect_before_wrap();
        let canvas =
            Rect::from_min_max(space.min, egui::pos2(space.right(), space.bottom() - strip));
        let drawn = Drawn {
            atlas,
            counted: &counted,
            shown: &shown,
            entries: &entries,
            emphasis: &emphasis,
            day,
        };
        ui.scope_builder(
            egui::UiBuilder::new()
                .id_salt("map canvas")
                .max_rect(canvas),
            |ui| match self.face {
                Face::Map => self.map(ui, context, &drawn, canvas),
                Face::Network => self.network(ui, context, &drawn, canvas),
            },
        );
        ui.advance_cursor_after_rect(canvas);
        if let Some((first, last)) = counted.days.filter(|_| strip > 0.0)
            && self.slider.show(ui, theme, first, last)
        {
            context.send(Command::SetTimeCursor(self.slider.until));

            counted.revision = counted.revision.wrapping_sub(1);
        }
        self.counted = Some(counted);
    }

    fn bar(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        atlas: &Atlas,
        shown: &ShownBlocs,
        day: Option<Day>,
    ) {
        let as_of = match day {
            _ if shown.blocs.is_empty() => String::new(),
            Some(day) => format!("blocs as of {}", format_day(day)),
            None => "latest known blocs".to_owned(),
        };
        match header::show(ui, theme, Some(&atlas.world), shown, &as_of, self.face) {
            Some(header::Action::Show(face)) => self.face = face,
            Some(header::Action::ToggleBloc(id)) => {
                let mut ids: Vec<String> = shown.blocs.iter().map(|bloc| bloc.id.clone()).collect();
                match ids.iter().position(|other| *other == id) {
                    Some(position) => {
                        ids.remove(position);
                    }
                    None => ids.push(id),
                }
                self.chosen = Some(ids);
            }
            None => {}
        }
    }

    /// Counts the ties again if the entries or the day of the slider have changed.
    fn count(&mut self, atlas: &Atlas, context: &ViewContext<'_>) {
        let until = self.slider.until;
        if self
            .counted
            .as_ref()
            .is_some_and(|c| c.revision == context.revision && c.until == until)
        {
            return;
        }
        let all = &context.project.chronology.entries;
        let mut days: Option<(Day, Day)> = None;
        let mut kept = Vec::with_capacity(context.visible.len());
        for index in context.visible {
            let Some(entry) = all.get(*index) else {
                continue;
            };
            let first = entry.when.earliest.or(entry.when.latest);
            if let Some(first) = first {
                let last = entry.when.latest.unwrap_or(first);
                days = Some(days.map_or((first, last), |(a, b)| (a.min(first), b.max(last))));
            }
            if until.is_none_or(|until| first.is_some_and(|first| first <= until)) {
                kept.push(*index);
            }
        }
        let kept_entries = entries(context, &kept);
        let ties = Ties::new(&kept_entries);
        let names = ties
            .actors
            .iter()
            .map(|actor| actor_name(&atlas.world, actor))
            .collect();
        let last = days.map(|(_, last)| last);
        let proposed = match &self.counted {
            // While time plays, the alliances stay.
            Some(before) if until.is_some() => before.proposed.clone(),
            _ => blocs::choose(&atlas.world, &country_weights(&ties), last),
        };
        self.counted = Some(Counted {
            revision: context.revision,
            until,
            kept,
            ties,
            names,
            days: days.filter(|(first, last)| first < last),
            proposed,
        });
        self.laid_out = None;
        self.network = None;
    }

    /// The day as of which alliances are shown: the one under the pointer or of the slider, else that of the selected
    /// event, else the last one of what is shown.
    fn as_of(&self, context: &ViewContext<'_>, counted: &Counted) -> Option<Day> {
        let selected = || {
            let when = &context.selected()?.when;
            when.latest.or(when.earliest)
        };
        let last = || {
            entries(context, &counted.kept)
                .iter()
                .filter_map(|entry| entry.when.earliest.or(entry.when.latest))
                .max()
        };
        self.slider
            .until
            .or(context.time_cursor)
            .or_else(selected)
            .or_else(last)
    }

    fn emphasis(&self, context: &ViewContext<'_>, entries: &[&Entry]) -> Emphasis {
        let position = |id: EntryId| entries.iter().position(|entry| entry.id == id);
        Emphasis {
            selected: context.selection.and_then(position),
            hovered: context.hover.and_then(position),
            tie: match self.under {
                Some(Hit::Tie(tie)) => Some(tie),
                _ => None,
            },
            actor: match self.under {
                Some(Hit::Actor(actor)) => Some(actor),
                _ => None,
            },
        }
    }

    /// Answers a click on a mark or an arc.
    fn click(context: &mut ViewContext<'_>, drawn: &Drawn<'_>, hit: Hit) {
        let ties = &drawn.counted.ties;
        match hit {
            Hit::Actor(actor) => {
                if let Some(actor) = ties.actors.get(actor) {
                    context.send(match actor.country {
                        Some(country) => Command::ToggleCountry(country),
                        None => Command::ToggleActor(actor.key.clone()),
                    });
                }
            }
            Hit::Tie(tie) => {
                if let Some(tie) = ties.ties.get(tie) {
                    select_next_of(context, drawn, &tie.entries);
                }
            }
            Hit::Place(place) => {
                if let Some(place) = ties.places.get(place) {
                    select_next_of(context, drawn, &place.entries);
                }
            }
        }
    }

    /// Tells the other views which event the pointer is over, once for each change.
    fn point_at(&mut self, context: &mut ViewContext<'_>, drawn: &Drawn<'_>, hit: Option<Hit>) {
        let ties = &drawn.counted.ties;
        let list = match hit {
            Some(Hit::Tie(tie)) => ties.ties.get(tie).map(|tie| &tie.entries),
            Some(Hit::Place(place)) => ties.places.get(place).map(|place| &place.entries),
            _ => None,
        };
        let entry = list
            .and_then(|list| drawn.entries.get(*list.first()?))
            .map(|entry| entry.id);
        if entry != self.pointed {
            self.pointed = entry;
            context.send(Command::Hover(entry));
        }
    }
}

/// What a frame is drawn from.
struct Drawn<'a> {
    atlas: &'a Atlas,
    counted: &'a Counted,
    shown: &'a ShownBlocs,
    entries: &'a [&'a Entry],
    emphasis: &'a Emphasis,
    day: Option<Day>,
}

fn entries<'a>(context: &ViewContext<'a>, kept: &[usize]) -> Vec<&'a Entry> {
    let all = &context.project.chronology.entries;
    kept.iter().filter_map(|index| all.get(*index)).collect()
}

/// Selects the event after the selected one in a list, or the first: clicking again goes through them all.
fn select_next_of(context: &mut ViewContext<'_>, drawn: &Drawn<'_>, list: &[usize]) {
    let ids: Vec<EntryId> = list
        .iter()
        .filter_map(|position| drawn.entries.get(*position))
        .map(|entry| entry.id)
        .collect();
    let now = context
        .selection
        .and_then(|id| ids.iter().position(|other| *other == id));
    let next = now.map_or(0, |now| (now + 1) % ids.len().max(1));
    if let Some(id) = ids.get(next) {
        context.send(Command::Select(*id));
    }
}

/// A mark that can be reached with the keyboard and by assistive tools.
fn named_mark(ui: &Ui, rect: Rect, key: &str, name: &str, entries: usize) -> Response {
    let response = ui.interact(rect, ui.scope_id().with(("actor", key)), Sense::click());
    let events = if entries == 1 { "event" } else { "events" };
    response.widget_info(|| {
        WidgetInfo::labeled(
            Role::Button,
            true,
            format!("{name}, {entries} {events} on the map"),
        )
    });
    response
}

fn notice(ui: &mut Ui, theme: &Theme, message: &str) {
    let rect = ui.available_rect_before_wrap();
    ui.painter().rect_filled(rect, 0.0, color(theme.sea));
    ui.painter().text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        message,
        style::font(13.0, Weight::Regular),
        color(theme.text_second),
    );
    ui.advance_cursor_after_rect(rect);
}
