//! The list of actors in the left column: countries with their people and bodies below them, or alliances with their
//! members. A click filters; the arrow at the end of a row opens the actor's card.

use std::collections::BTreeSet;

use egui::{Key, Ui, pos2};

use super::color;
use super::command::Command;
use super::dates;
use super::facets::{self, BlocCount};
use super::flags;
use super::known::{bloc_name, fit};
use super::overview::{arrow, words};
use super::style::{EDGE_PX, LABEL_PX, ROW_PX, regular};
use super::view::ViewContext;
use super::widgets::{
    Icon, heading_switch, icon_button, line, more_row, paint_line, row, rows, section,
};
use crate::calendar::Day;
use crate::model::ActorId;
use crate::project::{ActorCount, Facets};

/// Rows of the list before "Show all".
const ACTORS: usize = 8;
const BLOCS: usize = 6;
/// From how many actors on there is a field to look for one.
const FEW: usize = 4;
/// People and bodies below a country before "more"; somebody named once says little about a country.
const PEOPLE: usize = 3;
/// How far members and people stand in.
const INDENT_PX: f32 = 20.0;

/// Alliances with their countries, and the actors in none of them, with the state of the project and the day for which they
/// were counted.
type Counted = ((u64, Option<Day>), Vec<BlocCount>, Vec<usize>);

/// What the list remembers.
#[derive(Default)]
pub(crate) struct ActorList {
    by_bloc: bool,
    all: bool,
    /// What is looked for among the actors; empty for all.
    typed: String,
    /// Countries whose people are all shown.
    open: BTreeSet<ActorId>,
    open_blocs: BTreeSet<&'static str>,
    /// What the alliances were counted for, and the counts.
    blocs: Option<Counted>,
}

/// A row of the list.
enum Line<'a> {
    Bloc(&'a BlocCount),
    Actor(&'a ActorCount, f32),
    Person(&'a ActorCount, usize, f32),
    More(&'a ActorCount, usize, f32),
}

impl ActorList {
    /// Actors by country, or by alliance.
    pub(crate) fn toggle_grouping(&mut self) {
        self.by_bloc = !self.by_bloc;
    }

    /// Draws the list.
    pub(crate) fn ui(&mut self, ui: &mut Ui, context: &mut ViewContext<'_>, facets: &Facets) {
        let day = context.time_cursor.or(facets.latest);
        self.heading(ui, context, day);
        if facets.actors.len() >= FEW || !self.typed.is_empty() {
            let entered = self.field(ui, context);
            let words = self.typed.trim().to_lowercase();
            if !words.is_empty() {
                found(ui, context, facets, &words, entered);
                return;
            }
        }
        if self.by_bloc {
            self.count_blocs(context, facets, day);
        }
        let blocs = self.blocs.take();
        let (number, most, noun) = match &blocs {
            Some((_, blocs, single)) if self.by_bloc => {
                (blocs.len() + single.len(), BLOCS, "alliances")
            }
            _ => (facets.actors.len(), ACTORS, "actors"),
        };
        let shown = if self.all || number <= most + 1 {
            number
        } else {
            most
        };
        let list = match &blocs {
            Some((_, blocs, single)) if self.by_bloc => self.by_bloc(facets, blocs, single, shown),
            _ => self.by_country(facets.actors.iter().take(shown), 0.0),
        };
        let mut opened = None;
        ui.push_id("actors", |ui| {
            rows(ui, ROW_PX, list.len(), |ui, index| {
                if let Some(line) = list.get(index) {
                    opened = draw(ui, context, line, &self.open_blocs).or(opened.take());
                }
            });
        });
        drop(list);
        match opened {
            Some(Opened::People(actor)) if !self.open.remove(&actor) => {
                self.open.insert(actor);
            }
            Some(Opened::Bloc(bloc)) if !self.open_blocs.remove(bloc) => {
                self.open_blocs.insert(bloc);
            }
            _ => {}
        }
        self.blocs = blocs;
        if number > most + 1 {
            let words = if self.all {
                format!("Show fewer {noun}")
            } else {
                format!("Show all {number} {noun}")
            };
            if more_row(ui, context.theme, &words) {
                self.all = !self.all;
            }
        }
    }

    /// Takes the words in the field away; true if there were any.
    pub(crate) fn forget_words(&mut self) -> bool {
        !std::mem::take(&mut self.typed).is_empty()
    }

    /// The field to look for an actor; true when Enter is pressed in it.
    fn field(&mut self, ui: &mut Ui, context: &ViewContext<'_>) -> bool {
        const CLEAR_PX: f32 = 20.0;
        const MARGINS_PX: f32 = 16.0;
        let mut entered = false;
        ui.horizontal(|ui| {
            ui.add_space(EDGE_PX);
            let clear = if self.typed.is_empty() { 0.0 } else { CLEAR_PX };
            let field = egui::TextEdit::singleline(&mut self.typed)
                .id(ui.scope_id().with("find actor"))
                .hint_text("Find an actor")
                .font(regular(LABEL_PX))
                .desired_width(ui.available_width() - EDGE_PX - clear - MARGINS_PX)
                .align(egui::Align2::LEFT_CENTER)
                .margin(egui::Margin::symmetric(8, 3));
            let response = ui.add(field);
            entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            response.on_hover_text("Find an actor by name; Enter shows only events with the first");
            if !self.typed.is_empty()
                && icon_button(
                    ui,
                    context.theme,
                    Icon::Close,
                    CLEAR_PX,
                    true,
                    false,
                    "Show all actors again",
                )
                .clicked()
            {
                self.typed.clear();
            }
        });
        ui.add_space(4.0);
        entered
    }

    /// The heading, and right of it the word that switches.
    fn heading(&self, ui: &mut Ui, context: &mut ViewContext<'_>, day: Option<Day>) {
        let theme = context.theme;
        section(ui, theme, "Actors", "");
        let (word, other) = if self.by_bloc {
            ("by alliance", "country")
        } else {
            ("by country", "alliance")
        };
        let name = format!("List actors by {other}");
        let hint = match (self.by_bloc, day) {
            (true, Some(day)) => format!("{name} (members as of {})", dates::written(day)),
            _ => name.clone(),
        };
        if heading_switch(ui, theme, word, &name, &hint) {
            context.send(Command::ToggleGrouping);
        }
    }

    fn count_blocs(&mut self, context: &ViewContext<'_>, facets: &Facets, day: Option<Day>) {
        let key = (facets.revision, day);
        if self.blocs.as_ref().is_none_or(|(made, ..)| *made != key) {
            let (blocs, single) = facets::blocs(facets, context.project, context.visible, day);
            self.blocs = Some((key, blocs, single));
        }
    }

    /// People and bodies below their countries.
    fn by_country<'a>(
        &self,
        actors: impl Iterator<Item = &'a ActorCount>,
        indent_px: f32,
    ) -> Vec<Line<'a>> {
        let mut list = Vec::new();
        for actor in actors {
            list.push(Line::Actor(actor, indent_px));
            let number = actor.people.len();
            let open = self.open.contains(&actor.id);
            let often = actor.people.iter().take_while(|(_, _, events)| *events > 1);
            let shown = if open {
                number
            } else {
                often.count().min(PEOPLE)
            };
            list.extend((0..shown).map(|person| Line::Person(actor, person, indent_px)));
            if number > shown || open {
                list.push(Line::More(actor, number - shown, indent_px));
            }
        }
        list
    }

    /// Members below their alliances, then who belongs to none.
    fn by_bloc<'a>(
        &self,
        facets: &'a Facets,
        blocs: &'a [BlocCount],
        single: &[usize],
        shown: usize,
    ) -> Vec<Line<'a>> {
        let actor = |index: &usize| facets.actors.get(*index);
        let mut list = Vec::new();
        for bloc in blocs.iter().take(shown) {
            list.push(Line::Bloc(bloc));
            if self.open_blocs.contains(bloc.bloc.id) {
                list.extend(self.by_country(bloc.members.iter().filter_map(actor), INDENT_PX));
            }
        }
        let rest = shown.saturating_sub(blocs.len());
        list.extend(self.by_country(single.iter().filter_map(actor).take(rest), 0.0));
        list
    }
}

/// The actors and people whose names fit what is looked for, the best first.
fn found(ui: &mut Ui, context: &mut ViewContext<'_>, facets: &Facets, words: &str, entered: bool) {
    let mut list: Vec<(usize, Line<'_>)> = Vec::new();
    for actor in &facets.actors {
        if let Some(rank) = fit(&actor.name.to_lowercase(), words) {
            list.push((rank, Line::Actor(actor, 0.0)));
        }
        for (index, (_, name, _)) in actor.people.iter().enumerate() {
            if let Some(rank) = fit(&name.to_lowercase(), words) {
                list.push((rank, Line::Person(actor, index, -flags::NAME_PX)));
            }
        }
    }
    list.sort_by_key(|(rank, _)| *rank);
    if entered && let Some((_, first)) = list.first() {
        let id = match first {
            Line::Person(actor, person, _) => actor.people.get(*person).map(|(id, _, _)| id),
            Line::Actor(actor, _) | Line::More(actor, _, _) => Some(&actor.id),
            Line::Bloc(_) => None,
        };
        if let Some(id) = id {
            context.send(Command::ToggleActor(id.clone()));
        }
    }
    if list.is_empty() {
        let ink = color(context.theme.text_second);
        ui.horizontal(|ui| {
            ui.add_space(EDGE_PX);
            ui.label(
                egui::RichText::new("Nobody of that name takes part in these events.")
                    .font(regular(LABEL_PX))
                    .color(ink),
            );
        });
        return;
    }
    ui.push_id("found actors", |ui| {
        rows(ui, ROW_PX, list.len(), |ui, index| {
            if let Some((_, line)) = list.get(index) {
                draw(ui, context, line, &BTreeSet::new());
            }
        });
    });
}

/// What was opened or closed by a click.
enum Opened {
    People(ActorId),
    Bloc(&'static str),
}

fn draw(
    ui: &mut Ui,
    context: &mut ViewContext<'_>,
    line: &Line<'_>,
    open_blocs: &BTreeSet<&'static str>,
) -> Option<Opened> {
    match *line {
        Line::Bloc(bloc) => {
            let open = open_blocs.contains(bloc.bloc.id);
            bloc_row(ui, context, bloc, open).then_some(Opened::Bloc(bloc.bloc.id))
        }
        Line::Actor(actor, indent) => {
            actor_row(ui, context, actor, indent);
            None
        }
        Line::Person(actor, person, indent) => {
            if let Some((id, name, number)) = actor.people.get(person) {
                let indent = indent + flags::NAME_PX;
                some_row(ui, context, id, name, *number, (indent, None));
            }
            None
        }
        Line::More(actor, number, indent) => {
            more(ui, context, actor, number, indent).then(|| Opened::People(actor.id.clone()))
        }
    }
}

fn actor_row(ui: &mut Ui, context: &mut ViewContext<'_>, actor: &ActorCount, indent_px: f32) {
    let code = actor.code.as_deref();
    let (id, name) = (&actor.id, actor.name.as_str());
    some_row(
        ui,
        context,
        id,
        name,
        actor.count,
        (indent_px, code.or(Some(""))),
    );
}

/// A row that filters, with the arrow to the actor's card. `look` is how far it stands in, and the code of countries
/// and bodies known by one; none for people.
fn some_row(
    ui: &mut Ui,
    context: &mut ViewContext<'_>,
    id: &ActorId,
    name: &str,
    number: usize,
    look: (f32, Option<&str>),
) {
    let theme = context.theme;
    let (mut indent, code) = look;
    let selected = context.filter.actors.contains(id);
    let (rect, response) = row(ui, theme, ROW_PX, selected, name);
    if let Some(code) = code.filter(|code| !code.is_empty()) {
        let at = pos2(rect.left() + EDGE_PX + indent, rect.center().y);
        indent += flags::flag(ui, theme, at, code);
    }
    let right = words(ui, context, rect, indent, name, number, code.is_some());
    let seen = ui.rect_contains_pointer(rect);
    let at = pos2(right, rect.center().y);
    if arrow(ui, context, at, Icon::Right, &format!("About {name}"), seen) {
        context.send(Command::ShowActor(id.clone()));
    }
    let mut open_card = false;
    response.context_menu(|ui| {
        if ui.button(format!("About {name}")).clicked() {
            open_card = true;
            ui.close();
        }
    });
    if open_card {
        context.send(Command::ShowActor(id.clone()));
    }
    let hint = if selected {
        format!("{name}: show all events again")
    } else {
        format!("Only events with {name}")
    };
    if response.on_hover_text(hint).clicked() {
        context.send(Command::ToggleActor(id.clone()));
    }
}

fn bloc_row(ui: &mut Ui, context: &mut ViewContext<'_>, bloc: &BlocCount, open: bool) -> bool {
    let theme = context.theme;
    let name = bloc_name(bloc.bloc);
    let id = ActorId(bloc.bloc.id.to_owned());
    let selected = context.filter.blocs.contains_key(&id);
    let (rect, response) = row(ui, theme, ROW_PX, selected, &name);
    let right = words(ui, context, rect, 0.0, &name, bloc.count, true);
    let (verb, icon) = if open {
        ("Hide members", Icon::Down)
    } else {
        ("Show members", Icon::Right)
    };
    let at = pos2(right, rect.center().y);
    let opened = arrow(ui, context, at, icon, &format!("{verb}: {name}"), true);
    let hint = format!("Only events with members of {}", bloc.bloc.name);
    if response.on_hover_text(hint).clicked() {
        context.send(Command::ToggleBloc(id));
    }
    opened
}

fn more(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    actor: &ActorCount,
    number: usize,
    indent_px: f32,
) -> bool {
    let words = match number {
        0 => "fewer".to_owned(),
        _ => format!("{number} more"),
    };
    let name = match number {
        0 => format!("Fewer people and bodies of {}", actor.name),
        _ => format!("{number} more people and bodies of {}", actor.name),
    };
    let (rect, response) = row(ui, context.theme, ROW_PX, false, &name);
    let ink = color(context.theme.text_second);
    let galley = line(ui, &words, regular(LABEL_PX), ink, rect.width());
    let left = rect.left() + EDGE_PX + indent_px + flags::NAME_PX;
    paint_line(ui, pos2(left, rect.center().y), galley);
    response.on_hover_text(name).clicked()
}
