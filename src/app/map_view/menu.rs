//! What a right click on the map offers: about an actor and its events, and the events behind an arc or a place.

use egui::{Popup, Response, Ui};

use super::Drawn;
use crate::app::command::Command;
use crate::app::event_menu;
use crate::app::view::ViewContext;
use crate::map::layout::{Hit, actor_name};

/// Opens the menu of what was clicked.
pub(super) fn at(response: &Response, context: &mut ViewContext<'_>, drawn: &Drawn<'_>, hit: Hit) {
    let ties = &drawn.counted.ties;
    let positions: &[usize] = match hit {
        Hit::Actor(actor) => {
            Popup::context_menu(response).show(|ui| of_actor(ui, context, drawn, actor));
            return;
        }
        Hit::Tie(tie) => ties.ties.get(tie).map_or(&[], |tie| &tie.entries),
        Hit::Place(place) => ties.places.get(place).map_or(&[], |place| &place.entries),
    };
    event_menu::at(response, context, |_| {
        let entries = positions.iter();
        entries
            .filter_map(|position| Some(drawn.entries.get(*position)?.id))
            .collect()
    });
}

fn of_actor(ui: &mut Ui, context: &mut ViewContext<'_>, drawn: &Drawn<'_>, actor: usize) {
    let Some(actor) = drawn.counted.ties.actors.get(actor) else {
        ui.close();
        return;
    };
    let name = actor_name(&drawn.atlas.world, actor);
    let about = Command::ShowActor(actor.key.clone());
    event_menu::item(ui, context, &format!("About {name}"), about);
    event_menu::only_with(ui, context, actor.key.clone(), &name);
}
