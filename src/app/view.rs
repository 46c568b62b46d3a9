//! What every view is given: the project, what is shown of it, the shared selection, and a place for commands.

use super::command::Command;
use crate::calendar::Day;
use crate::merge::{Entry, EntryId};
use crate::project::{Filter, Project};
use crate::scene::Theme;

/// Handed to every view in every frame. Views read it and send commands; they change nothing themselves.
pub struct ViewContext<'a> {
    /// All articles and events.
    pub project: &'a Project,
    /// Changes whenever `project` or `visible` does; for caches.
    pub revision: u64,
    /// Indices into `project.chronology.entries` that pass the filter, in its order.
    pub visible: &'a [usize],
    /// The selected event.
    pub selection: Option<EntryId>,
    /// The event under the pointer, in any view (as of the last frame).
    pub hover: Option<EntryId>,
    /// The day under the pointer in the timeline.
    pub time_cursor: Option<Day>,
    /// What the user asked to see.
    pub filter: &'a Filter,
    /// Colours.
    pub theme: &'static Theme,
    /// What the user does goes here.
    pub commands: &'a mut Vec<Command>,
}

impl<'a> ViewContext<'a> {
    /// The entries that are shown, in order.
    pub fn entries(&self) -> impl Iterator<Item = &'a Entry> + use<'a> {
        let entries = &self.project.chronology.entries;
        self.visible
            .iter()
            .filter_map(move |&index| entries.get(index))
    }

    /// The selected entry.
    pub fn selected(&self) -> Option<&'a Entry> {
        let id = self.selection?;
        self.project.entry(id).map(|(_, entry)| entry)
    }

    /// Selects an event; with `join`, says that it and the selected one are one event.
    pub fn choose(&mut self, id: EntryId, join: bool) {
        self.send(match self.selection {
            Some(selected) if join && selected != id => Command::JoinWith(id),
            _ => Command::Select(id),
        });
    }

    /// Sends a command.
    pub fn send(&mut self, command: Command) {
        self.commands.push(command);
    }
}
