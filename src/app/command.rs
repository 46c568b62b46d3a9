//! Everything that can be done in the window, as one enum: buttons, menus, keys and tests all send these.
//!
//! Labels, tooltips, keys and "can it be done now" are here; what each does is in `perform`.

use std::path::PathBuf;

use egui::{Key, KeyboardShortcut, Modifiers};

use super::correct::Meant;
use crate::calendar::Day;
use crate::merge::{EntryId, Report};
use crate::model::{ActorId, ArticleId, CountryCode, EventType, Quad};
use crate::project::{Edit, Identity};

/// Dark, light, or as the desktop says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeChoice {
    /// Light text on dark surfaces.
    Dark,
    /// Dark text on light surfaces.
    Light,
    /// As the desktop says.
    #[default]
    System,
}

/// Something the user can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Choose files and open them.
    Open,
    /// Choose a folder and open what is in it.
    OpenFolder,
    /// Open these files and folders (command line, drag and drop).
    OpenPaths(Vec<PathBuf>),
    /// Open the sample articles.
    OpenSamples,
    /// Read pasted text as an article.
    Paste(String),
    /// Show or hide the export settings.
    Export,
    /// Choose where to save the picture, and write it.
    SaveExport,
    /// Select an event in all views.
    Select(EntryId),
    /// Select the next event that is shown.
    SelectNext,
    /// Select the previous event that is shown.
    SelectPrevious,
    /// Select nothing.
    ClearSelection,
    /// Show the nth report of the selected event (from 0).
    ShowReport(usize),
    /// Show the next report of the selected event, after the last one the first.
    NextReport,
    /// Read an article in the source panel.
    ShowArticle(ArticleId),
    /// The pointer is over an event, or over none.
    Hover(Option<EntryId>),
    /// The day under the pointer in the timeline, or none.
    SetTimeCursor(Option<Day>),
    /// Only events of this actor, or no longer.
    ToggleActor(ActorId),
    /// Only events of this country, or no longer.
    ToggleCountry(CountryCode),
    /// Only events of members of this alliance, or no longer.
    ToggleBloc(ActorId),
    /// Read about an actor in the right column.
    ShowActor(ActorId),
    /// Back from an actor to what was shown before.
    CloseActor,
    /// List actors by country or by alliance.
    ToggleGrouping,
    /// With several actors: events between two of them, or of any.
    ToggleBetween,
    /// Only this class of events, or no longer.
    ToggleQuad(Quad),
    /// Only this type of event, or no longer.
    ToggleType(EventType),
    /// Only events reported by this article, or no longer.
    ToggleArticle(ArticleId),
    /// Only events of the story that begins with this article, or no longer.
    ToggleStory(ArticleId),
    /// List the newest stories first, or the largest.
    ToggleStoryOrder,
    /// Show events outside the four classes, or hide them.
    ToggleOther,
    /// Only events that can have taken place between these days.
    SetDateRange {
        /// First day.
        from: Option<Day>,
        /// Last day, included.
        to: Option<Day>,
    },
    /// Only events that are at least so sure, in per cent.
    SetLeastConfidence(u8),
    /// Only events with these words.
    Search(String),
    /// Go to the search box.
    FocusSearch,
    /// Show all events.
    ClearFilters,
    /// Set or remove the publication date of an article and read it again.
    SetPublished {
        /// Which.
        article: ArticleId,
        /// The day, or none.
        date: Option<Day>,
    },
    /// Take the guess for the publication date of an article.
    AcceptPublished(ArticleId),
    /// Set the date of an event to what the user typed.
    SetWhen {
        /// Which.
        entry: EntryId,
        /// Such as "July 2023".
        words: String,
    },
    /// Change something that was read. All edits can be undone.
    Edit(Box<Edit>),
    /// Mark the selected event as checked and right, or take the mark away.
    Accept,
    /// Open the form of the selected event, or close it.
    EditEvent,
    /// Put the words behind the selected event on the clipboard, with the article that they stand in.
    CopyQuotation,
    /// Take the selected event out: it is none, or read wrongly.
    Reject,
    /// Take out all events that are read by the pattern of the selected one.
    Never,
    /// List events that the selected one may be joined with.
    Join,
    /// The selected event and this one are the same.
    JoinWith(EntryId),
    /// This report tells of another event than the other reports of the selected one.
    SplitOff(Report),
    /// Show or hide the events that were rejected.
    ShowRejected,
    /// Say who is meant by some words.
    Correct(Box<Meant>),
    /// Add a name to an actor.
    AddName(Box<Identity>),
    /// Take the last edit back.
    Undo,
    /// Do again what was undone.
    Redo,
    /// Take an article and its events out.
    RemoveArticle(ArticleId),
    /// Show or hide what the program is and whose data it shows.
    About,
    /// Tell who or what a name means, to be kept among the user's own knowledge.
    Teach(String),
    /// Show or hide what could not be read.
    ShowProblems,
    /// Put the list of problems on the clipboard.
    CopyProblems,
    /// Dark to light and back.
    ToggleTheme,
    /// Dark, light or as the desktop says.
    SetTheme(ThemeChoice),
    /// Panels back to their places.
    ResetLayout,
    /// Stop reading files.
    Cancel,
    /// Close whatever is open on top, else select nothing.
    Escape,
    /// Close the window.
    Quit,
}

/// What the window is doing; decides which commands can be given.
#[derive(Clone, Debug, Default)]
pub struct Now {
    /// There are articles.
    pub has_articles: bool,
    /// The filter lets at least one event through.
    pub has_visible: bool,
    /// An event is selected.
    pub has_selection: bool,
    /// Reports of the selected event.
    pub reports: usize,
    /// The filter hides something.
    pub has_filter: bool,
    /// There are problems.
    pub has_problems: bool,
    /// Files are being read.
    pub working: bool,
    /// A picture is being written.
    pub exporting: bool,
    /// The selected event was marked as right.
    pub accepted: bool,
    /// The selected event was read by a pattern that can be turned off.
    pub has_pattern: bool,
    /// Events that were rejected.
    pub rejected: usize,
    /// What would be undone.
    pub undo: Option<String>,
    /// What would be done again.
    pub redo: Option<String>,
}

impl Command {
    /// The commands that have keys.
    pub fn with_keys() -> Vec<Self> {
        vec![
            Self::OpenFolder,
            Self::Open,
            Self::Export,
            Self::FocusSearch,
            // The key of the second holds that of the first.
            Self::Redo,
            Self::Undo,
            Self::ClearFilters,
            Self::SelectNext,
            Self::SelectPrevious,
            Self::NextReport,
            Self::Accept,
            Self::EditEvent,
            Self::CopyQuotation,
            Self::Reject,
            Self::Join,
            Self::ShowProblems,
            Self::About,
            Self::ToggleTheme,
            Self::Escape,
            Self::Quit,
        ]
    }

    /// The words on a button or in a menu.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Open => "Open…",
            Self::OpenFolder => "Open folder…",
            Self::OpenPaths(_) => "Open",
            Self::OpenSamples => "Open the samples",
            Self::Paste(_) => "Paste an article",
            Self::Export => "Export",
            Self::SaveExport => "Save picture…",
            Self::Select(_) => "Select",
            Self::SelectNext => "Next event",
            Self::SelectPrevious => "Previous event",
            Self::ClearSelection => "Select nothing",
            Self::ShowReport(_) | Self::NextReport => "Next report",
            Self::ShowArticle(_) => "Read the article",
            Self::Hover(_) => "Point at",
            Self::SetTimeCursor(_) => "Point at a day",
            Self::ToggleActor(_) | Self::ToggleCountry(_) => "Filter by actor",
            Self::ToggleBloc(_) => "Filter by alliance",
            Self::ShowActor(_) => "About this actor",
            Self::CloseActor => "Back",
            Self::ToggleGrouping => "List actors by country or by alliance",
            Self::ToggleBetween => "Between them only",
            Self::ToggleQuad(_) | Self::ToggleType(_) => "Filter by what happened",
            Self::ToggleArticle(_) => "Filter by article",
            Self::ToggleStory(_) => "Filter by story",
            Self::ToggleStoryOrder => "List the newest or the largest stories first",
            Self::ToggleOther => "Other events",
            Self::SetDateRange { .. } => "Filter by date",
            Self::SetLeastConfidence(_) => "Filter by how sure it is",
            Self::Search(_) | Self::FocusSearch => "Search",
            Self::ClearFilters => "Clear filters",
            Self::SetPublished { .. } => "Set the publication date",
            Self::AcceptPublished(_) => "Confirm the date",
            Self::SetWhen { .. } => "Set the date of the event",
            Self::Edit(_) => "Change",
            Self::Accept => "Accept",
            Self::EditEvent => "Edit",
            Self::CopyQuotation => "Copy with source",
            Self::Reject => "Reject",
            Self::Never => "Never this pattern",
            Self::Join => "Join with…",
            Self::JoinWith(_) => "Join",
            Self::SplitOff(_) => "Split off",
            Self::ShowRejected => "Rejected events",
            Self::Correct(_) => "Somebody else…",
            Self::AddName(_) => "Add a name…",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::RemoveArticle(_) => "Remove the article",
            Self::ShowProblems => "Problems",
            Self::About => "About Dateline",
            Self::Teach(_) => "Who is this?",
            Self::CopyProblems => "Copy the list",
            Self::ToggleTheme | Self::SetTheme(_) => "Theme",
            Self::ResetLayout => "Reset the layout",
            Self::Cancel => "Cancel",
            Self::Escape => "Close",
            Self::Quit => "Quit",
        }
    }

    /// What it does, for the tooltip; the key is added by [`Command::hint`].
    pub fn tooltip(&self) -> &'static str {
        match self {
            Self::Open => "Open articles",
            Self::OpenFolder => "Open a folder with everything in it",
            Self::OpenSamples => "Open the sample articles",
            Self::Paste(_) => "Read text from the clipboard as an article",
            Self::Export => "Save the timeline as a picture",
            Self::SaveExport => "Choose where to save the picture",
            Self::SelectNext => "Next event",
            Self::SelectPrevious => "Previous event",
            Self::NextReport | Self::ShowReport(_) => "Next report of this event",
            Self::FocusSearch => "Search events, people, quotes",
            Self::ClearFilters => "Show all events",
            Self::CloseActor => "Back to what was shown before",
            Self::ToggleBetween => "Between these actors only, or of any of them",
            Self::SetLeastConfidence(_) => "Hide events that are less sure than this",
            Self::SetPublished { .. } => "Change the publication date",
            Self::AcceptPublished(_) => "Take the guess as the publication date",
            Self::Accept => "Mark the event as checked and right",
            Self::EditEvent => "Change type, status, actors, date or place",
            Self::CopyQuotation => "Copy the words of the article and where they stand",
            Self::Reject => "Take the event out; it can be restored",
            Self::Never => "Take out all events that are read by the same pattern",
            Self::Join => {
                "Make one event of this and another; Shift and a click on the other does it too"
            }
            Self::ShowRejected => "Show the rejected events, and restore them",
            Self::Correct(_) => "Say who is meant, here or everywhere",
            Self::AddName(_) => "Add a name that articles use for this actor",
            Self::Undo => "Take the last change back",
            Self::Redo => "Do it again",
            Self::ShowProblems => "What could not be read, and why",
            Self::About => "What the program is, and whose data it shows",
            Self::Teach(_) => "Tell who or what the name means, for all articles",
            Self::CopyProblems => "Copy the list to the clipboard",
            Self::ToggleTheme => "Dark or light",
            Self::Cancel => "Stop reading files",
            other => other.label(),
        }
    }

    /// Its first key, for labels.
    pub fn shortcut(&self) -> Option<KeyboardShortcut> {
        self.shortcuts().into_iter().next()
    }

    /// All its keys.
    pub fn shortcuts(&self) -> Vec<KeyboardShortcut> {
        let plain = |key| KeyboardShortcut::new(Modifiers::NONE, key);
        let control = |key| KeyboardShortcut::new(Modifiers::COMMAND, key);
        let control_shift = |key| KeyboardShortcut::new(Modifiers::COMMAND | Modifiers::SHIFT, key);
        match self {
            Self::Open => vec![control(Key::O)],
            Self::OpenFolder => vec![control_shift(Key::O)],
            Self::Paste(_) => vec![control(Key::V)],
            Self::Export => vec![control(Key::E)],
            Self::FocusSearch => vec![control(Key::K), control(Key::F)],
            Self::ClearFilters => vec![control(Key::Backspace)],
            Self::Undo => vec![control(Key::Z)],
            Self::Redo => vec![control_shift(Key::Z), control(Key::Y)],
            Self::SelectNext => vec![plain(Key::ArrowRight), plain(Key::ArrowDown)],
            Self::SelectPrevious => vec![plain(Key::ArrowLeft), plain(Key::ArrowUp)],
            Self::NextReport => vec![plain(Key::R)],
            Self::Accept => vec![plain(Key::A)],
            Self::EditEvent => vec![plain(Key::E)],
            Self::CopyQuotation => vec![plain(Key::C)],
            Self::Reject => vec![plain(Key::X)],
            Self::Join => vec![plain(Key::J)],
            Self::ShowProblems => vec![control(Key::P)],
            Self::About => vec![plain(Key::F1)],
            Self::ToggleTheme => vec![control(Key::T)],
            Self::Escape => vec![plain(Key::Escape)],
            Self::Quit => vec![control(Key::Q)],
            _ => Vec::new(),
        }
    }

    /// The tooltip with the key: `Open articles (Ctrl+O)`.
    pub fn hint(&self, context: &egui::Context) -> String {
        match self.shortcut() {
            Some(keys) => format!("{} ({})", self.tooltip(), context.format_shortcut(&keys)),
            None => self.tooltip().to_owned(),
        }
    }

    /// The tooltip that also says what would be undone or done again: `Undo: “Strikes on a port” rejected (Ctrl+Z)`.
    pub fn hint_now(&self, context: &egui::Context, now: &Now) -> String {
        let what = match self {
            Self::Undo => now.undo.as_deref(),
            Self::Redo => now.redo.as_deref(),
            _ => None,
        };
        match (what, self.shortcut()) {
            (Some(what), Some(keys)) => {
                format!(
                    "{}: {what} ({})",
                    self.label(),
                    context.format_shortcut(&keys)
                )
            }
            _ => self.hint(context),
        }
    }

    /// Whether it can be done now.
    pub fn enabled(&self, now: &Now) -> bool {
        match self {
            Self::Export | Self::SaveExport => now.has_visible && !now.exporting,
            Self::SelectNext | Self::SelectPrevious => now.has_visible,
            Self::NextReport => now.reports > 1,
            Self::ClearSelection
            | Self::Accept
            | Self::EditEvent
            | Self::CopyQuotation
            | Self::Reject
            | Self::Join
            | Self::JoinWith(_) => now.has_selection,
            Self::Never => now.has_pattern,
            Self::SplitOff(_) => now.reports > 1,
            Self::ClearFilters => now.has_filter,
            Self::FocusSearch => now.has_articles,
            Self::CopyProblems => now.has_problems,
            Self::Cancel => now.working,
            Self::Undo => now.undo.is_some(),
            Self::Redo => now.redo.is_some(),
            _ => true,
        }
    }
}
