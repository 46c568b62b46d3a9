//! The window's state, and one frame of it.
//!
//! What commands do is in `perform`; what each part draws is in its own file.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use crossbeam_channel::{Receiver, Sender, unbounded};
use egui::{Key, Ui};

use super::command::{Command, Now, ThemeChoice};
use super::correct::Correction;
use super::counter::Counter;
use super::export_dialog::ExportDialog;
use super::overview::Overview;
use super::panes::Panes;
use super::picker::{Answer, FilePicker, Question};
use super::source::{Showing, Source};
use super::style;
use super::view::ViewContext;
use super::worker::{LoadReader, Progress, Request, Snapshot, Update, Wake, Worker};
use super::{MapView, TimelineView, dialogs, rejected, status, top_bar, welcome};
use crate::calendar::Day;
use crate::merge::{EntryId, Report};
use crate::model::{ActorId, ArticleId};
use crate::project::{Facets, Filter, History, Project, visible};
use crate::scene::{Theme, ThemeKind};

/// What a window is started with.
pub struct Setup {
    /// Asks the user for files.
    pub picker: Arc<dyn FilePicker>,
    /// Makes the reader of articles, on a thread of its own.
    pub load: LoadReader,
    /// Folder with what the user knows about the world; none if nothing can be kept.
    pub world: Option<PathBuf>,
    /// Files and folders to open at once.
    pub paths: Vec<PathBuf>,
    /// Dark, light, or as the desktop says; none for what was chosen last time.
    pub theme: Option<ThemeChoice>,
}

/// What is kept from one start to the next.
#[derive(serde::Serialize, serde::Deserialize)]
struct Kept {
    theme: ThemeChoice,
    panes: Panes,
}

const KEPT: &str = "window";

/// A line about something that was done or failed, shown for a while in the status line.
pub(crate) struct Notice {
    pub(crate) words: String,
    pub(crate) failed: bool,
    pub(crate) since: Instant,
}

/// The window.
pub struct Window {
    pub(crate) picker: Arc<dyn FilePicker>,
    pub(crate) worker: Worker,
    pub(crate) counter: Counter,
    pub(crate) answers: (Sender<Event>, Receiver<Event>),
    pub(crate) snapshot: Arc<Snapshot>,
    pub(crate) progress: Progress,
    pub(crate) history: History,
    pub(crate) revision: u64,
    pub(crate) filter: Filter,
    pub(crate) search: String,
    /// What was typed for the first and the last day.
    pub(crate) typed_days: [String; 2],
    pub(crate) visible: Vec<usize>,
    pub(crate) facets: Facets,
    /// How many events the user rejected.
    pub(crate) rejected: usize,
    pub(crate) selection: Option<EntryId>,
    pub(crate) hover: Option<EntryId>,
    pub(crate) time_cursor: Option<Day>,
    /// Which report of the selection is being read.
    pub(crate) report: usize,
    /// Article that is being read without an event.
    pub(crate) article: Option<ArticleId>,
    /// Actors that are read about: the last one is shown, the others are the way back.
    pub(crate) actors: Vec<ActorId>,
    pub(crate) theme_choice: ThemeChoice,
    pub(crate) theme: &'static Theme,
    styled: Option<ThemeKind>,
    pub(crate) panes: Panes,
    pub(crate) timeline: TimelineView,
    pub(crate) map: MapView,
    pub(crate) overview: Overview,
    pub(crate) source: Source,
    pub(crate) focus_search: bool,
    pub(crate) show_problems: bool,
    pub(crate) show_about: bool,
    pub(crate) teach: super::teach::Teach,
    pub(crate) show_rejected: bool,
    /// The open question who is meant by some words.
    pub(crate) correction: Option<Correction>,
    pub(crate) export: ExportDialog,
    pub(crate) notice: Option<Notice>,
    pub(crate) commands: Vec<Command>,
    /// A dialog of the desktop is open.
    pub(crate) asking: bool,
    /// Wakes the window from other threads.
    pub(crate) wake: egui::Context,
}

/// What threads other than the reader's tell the window.
pub(crate) enum Event {
    /// The user answered a dialog.
    Answered(Question, Answer),
    /// A picture was written, or not.
    Exported(Result<PathBuf, String>),
}

impl Window {
    /// A window for an egui context; `storage` holds what was kept from the last time.
    pub fn new(
        context: &egui::Context,
        storage: Option<&dyn eframe::Storage>,
        setup: Setup,
    ) -> Self {
        style::install_fonts(context);
        let kept: Option<Kept> = storage.and_then(|storage| eframe::get_value(storage, KEPT));
        let (kept_theme, panes) = kept.map_or_else(
            || (ThemeChoice::default(), Panes::default()),
            |kept| (kept.theme, kept.panes),
        );
        let wake = context.clone();
        let wake: Wake = Arc::new(move || wake.request_repaint());
        let counter = Counter::start(Arc::clone(&wake));
        let worker = Worker::start(setup.load, wake);
        let mut commands = Vec::new();
        if !setup.paths.is_empty() {
            commands.push(Command::OpenPaths(setup.paths));
        }
        let mut window = Self {
            picker: setup.picker,
            worker,
            counter,
            answers: unbounded(),
            snapshot: Arc::default(),
            progress: Progress::default(),
            history: History::default(),
            revision: 0,
            filter: Filter::default(),
            search: String::new(),
            typed_days: Default::default(),
            visible: Vec::new(),
            facets: Facets::default(),
            rejected: 0,
            selection: None,
            hover: None,
            time_cursor: None,
            report: 0,
            article: None,
            actors: Vec::new(),
            theme_choice: setup.theme.unwrap_or(kept_theme),
            theme: &Theme::DARK,
            styled: None,
            panes: panes.checked(),
            timeline: TimelineView::default(),
            map: MapView::default(),
            overview: Overview::default(),
            source: Source::default(),
            focus_search: false,
            show_problems: false,
            show_about: false,
            teach: super::teach::Teach::new(setup.world),
            show_rejected: false,
            correction: None,
            export: ExportDialog::default(),
            notice: None,
            commands,
            asking: false,
            wake: context.clone(),
        };
        window.update_theme(context);
        window
    }

    /// Everything that is open.
    pub fn project(&self) -> &Project {
        &self.snapshot.project
    }

    /// Indices of the entries that are shown.
    pub fn visible(&self) -> &[usize] {
        &self.visible
    }

    /// The selected event.
    pub fn selection(&self) -> Option<EntryId> {
        self.selection
    }

    /// The actor that is being read about.
    pub fn actor(&self) -> Option<&ActorId> {
        self.actors.last()
    }

    /// What the user asked to see.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// Dark or light, as drawn.
    pub fn theme(&self) -> ThemeKind {
        self.theme.kind
    }

    /// True while files are being read or a picture is being written.
    pub fn is_working(&self) -> bool {
        self.progress.working || self.export.writing || self.asking
    }

    /// The words in the status line about the last thing that was done.
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_ref().map(|notice| notice.words.as_str())
    }

    /// What the user changed.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Gives a command, to be done in the next frame.
    pub fn send(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// What can be done now.
    pub(crate) fn now(&self) -> Now {
        let entry = self.selection.and_then(|id| self.project().entry(id));
        Now {
            has_articles: !self.project().documents.is_empty(),
            has_visible: !self.visible.is_empty(),
            has_selection: entry.is_some(),
            reports: entry.map_or(0, |(_, entry)| entry.reports.len()),
            has_filter: !self.filter.is_empty(),
            has_problems: !self.project().problems.is_empty(),
            working: self.progress.working,
            exporting: self.export.writing,
            accepted: entry.is_some_and(|(_, entry)| {
                entry.reports.iter().all(|report| {
                    let document = self.project().documents.get(report.article);
                    document.is_some_and(|document| document.is_accepted(report.event))
                })
            }),
            has_pattern: self
                .shown_report()
                .and_then(|report| self.project().report(report))
                .is_some_and(|(_, event)| !event.frame.is_empty()),
            rejected: self.rejected,
            undo: self.history.to_undo().map(|edit| edit.label.clone()),
            redo: self.history.to_redo().map(|edit| edit.label.clone()),
        }
    }

    /// Shows a line in the status line for a while.
    pub(crate) fn tell(&mut self, words: impl Into<String>, failed: bool) {
        self.notice = Some(Notice {
            words: words.into(),
            failed,
            since: Instant::now(),
        });
    }

    fn update_theme(&mut self, context: &egui::Context) {
        let kind = match self.theme_choice {
            ThemeChoice::Dark => ThemeKind::Dark,
            ThemeChoice::Light => ThemeKind::Light,
            ThemeChoice::System => match context.system_theme() {
                Some(egui::Theme::Light) => ThemeKind::Light,
                _ => ThemeKind::Dark,
            },
        };
        let drawn = match context.theme() {
            egui::Theme::Dark => ThemeKind::Dark,
            egui::Theme::Light => ThemeKind::Light,
        };
        if self.styled != Some(kind) || drawn != kind {
            self.styled = Some(kind);
            self.theme = Theme::of(kind);
            style::apply(context, self.theme);
        }
    }

    /// Takes in what the threads have to tell.
    fn receive(&mut self) {
        let mut snapshot = None;
        let mut typed = Vec::new();
        for update in self.worker.updates() {
            match update {
                Update::TypedDate(entry, words, when) => typed.push((entry, words, when)),
                Update::Project(new) => snapshot = Some(new),
                Update::Progress(progress) => self.progress = progress,
            }
        }
        if let Some(snapshot) = snapshot {
            self.selection = self
                .selection
                .and_then(|id| snapshot.project.successor(&self.snapshot.project, id));
            let old = std::mem::replace(&mut self.snapshot, snapshot);
            self.refresh();
            self.worker.send(Request::Forget(old));
        }
        let newer = |facets: &Facets| facets.revision > self.facets.revision;
        if let Some(facets) = self.counter.counted().filter(newer) {
            self.facets = facets;
        }
        for (entry, words, when) in typed {
            self.typed_date(entry, &words, when);
        }
        while let Ok(event) = self.answers.1.try_recv() {
            match event {
                Event::Answered(question, answer) => self.answered(question, answer),
                Event::Exported(result) => self.exported(result),
            }
        }
    }

    /// Applies the filter again after it or the project changed.
    pub(crate) fn refresh(&mut self) {
        self.revision += 1;
        let snapshot = Arc::clone(&self.snapshot);
        let (project, index) = (&snapshot.project, &snapshot.index);
        self.visible = visible(project, index, &self.filter);
        if let Some(facets) = self.counter.count(&snapshot, &self.filter, self.revision) {
            self.facets = facets;
        }
        self.rejected = rejected::number(project);
        if self.selection.is_some_and(|id| project.entry(id).is_none()) {
            self.selection = None;
        }
    }

    /// The report that is being read.
    pub(crate) fn shown_report(&self) -> Option<Report> {
        let (_, entry) = self.project().entry(self.selection?)?;
        entry
            .reports
            .get(self.report)
            .or_else(|| entry.reports.first())
            .copied()
    }

    /// Index of the document that is being read.
    pub(crate) fn shown_document(&self) -> Option<usize> {
        if let Some(report) = self.shown_report() {
            return Some(report.article);
        }
        let id = self.article.as_ref()?;
        self.project()
            .documents
            .iter()
            .position(|document| document.article.id == *id)
    }

    /// Keys that work wherever the focus is, and those that only work outside of text fields.
    fn keys(&mut self, context: &egui::Context) {
        let typing = context.egui_wants_keyboard_input();
        let now = self.now();
        for command in Command::with_keys() {
            for keys in command.shortcuts() {
                let plain = keys.modifiers.is_none() && keys.logical_key != Key::Escape
                    || command == Command::ClearFilters;
                if typing && plain {
                    continue;
                }
                if context.input_mut(|input| input.consume_shortcut(&keys)) && command.enabled(&now)
                {
                    self.commands.push(command.clone());
                }
            }
        }
        if !typing {
            let pasted = context.input(|input| {
                input.events.iter().find_map(|event| match event {
                    egui::Event::Paste(text) => Some(text.clone()),
                    _ => None,
                })
            });
            if let Some(text) = pasted {
                self.commands.push(Command::Paste(text));
            }
        }
        let dropped: Vec<PathBuf> = context.input(|input| {
            let files = &input.raw.dropped_files;
            files.iter().map(|file| file.path().to_path_buf()).collect()
        });
        if !dropped.is_empty() {
            self.commands.push(Command::OpenPaths(dropped));
        }
    }

    /// One frame.
    pub fn frame(&mut self, ui: &mut Ui) {
        self.update_theme(ui.ctx());
        self.receive();
        self.keys(ui.ctx());
        self.perform(ui.ctx());
        top_bar::ui(self, ui);
        status::ui(self, ui);
        let empty = self.project().documents.is_empty()
            && !self.progress.working
            && self.project().problems.is_empty();
        egui::CentralPanel::no_frame().show(ui, |ui| {
            ui.painter()
                .rect_filled(ui.max_rect(), 0.0, super::color(self.theme.panel));
            if empty {
                welcome::ui(self, ui);
            } else {
                self.views(ui);
            }
        });
        dialogs::problems(self, ui.ctx());
        dialogs::about(self, ui.ctx());
        super::teach::ui(self, ui.ctx());
        rejected::ui(self, ui.ctx());
        dialogs::export(self, ui.ctx());
        dialogs::drop_overlay(self, ui.ctx());
        self.update_hover(ui.ctx());
        if !self.commands.is_empty() {
            ui.ctx().request_repaint();
        }
    }

    fn views(&mut self, ui: &mut Ui) {
        let now = self.now();
        let snapshot = Arc::clone(&self.snapshot);
        let report = self.shown_report();
        let number = self.shown_document();
        let document = number.and_then(|number| snapshot.project.documents.get(number));
        let showing = Showing {
            document,
            event: report
                .and_then(|report| snapshot.project.report(report))
                .map(|(_, event)| event),
            report: self.report,
            actor: self.actors.last(),
        };
        let mut context = ViewContext {
            project: &snapshot.project,
            revision: self.revision,
            visible: &self.visible,
            selection: self.selection,
            hover: self.hover,
            time_cursor: self.time_cursor,
            filter: &self.filter,
            theme: self.theme,
            commands: &mut self.commands,
        };
        let mut views = super::panes::Views {
            context: &mut context,
            now: &now,
            facets: &self.facets,
            showing: &showing,
            reading: number,
            timeline: &mut self.timeline,
            map: &mut self.map,
            overview: &mut self.overview,
            source: &mut self.source,
        };
        self.panes.ui(&mut views, ui);
        if let Some(mut correction) = self.correction.take()
            && !correction.ui(ui.ctx(), &mut context)
        {
            self.correction = Some(correction);
        }
    }

    /// Hover is the last one that was sent in this frame; none was sent when the pointer is over no event.
    fn update_hover(&mut self, context: &egui::Context) {
        let mut hover = None;
        self.commands.retain(|command| match command {
            Command::Hover(over) => {
                hover = over.or(hover);
                false
            }
            _ => true,
        });
        if hover != self.hover {
            self.hover = hover;
            context.request_repaint();
        }
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        let kept = Kept {
            theme: self.theme_choice,
            panes: self.panes.clone(),
        };
        eframe::set_value(storage, KEPT, &kept);
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        super::color(self.theme.panel).to_normalized_gamma_f32()
    }
}
