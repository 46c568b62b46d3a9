//! What each command does.

use std::path::PathBuf;
use std::sync::Arc;

use super::command::{Command, ThemeChoice};
use super::picker::{Answer, Question};
use super::story_list::articles_of;
use super::window::{Event, Window};
use super::worker::{Request, spawn};
use crate::merge::EntryId;
use crate::model::{ActorId, Article, ArticleId, When};
use crate::project::Edit;
use crate::scene::ThemeKind;

impl Window {
    /// Does all commands that were given.
    pub(crate) fn perform(&mut self, context: &egui::Context) {
        for command in std::mem::take(&mut self.commands) {
            self.perform_one(context, command);
        }
    }

    fn perform_one(&mut self, context: &egui::Context, command: Command) {
        if !command.enabled(&self.now()) {
            return;
        }
        match command {
            Command::Open => self.ask(context, Question::Files),
            Command::OpenFolder => self.ask(context, Question::Folder),
            Command::OpenPaths(paths) => self.open(paths),
            Command::OpenSamples => self.worker.send(Request::Read(crate::load::samples())),
            Command::Paste(text) => self.paste(&text),
            Command::Export => self.export.open = !self.export.open,
            Command::SaveExport => {
                let name = self.export.file_name(&self.name());
                self.ask(context, Question::Save(name));
            }
            Command::SetPublished { article, date } => {
                let edit = self.article(&article).map(|it| Edit::published(it, date));
                self.edit(edit);
            }
            Command::AcceptPublished(article) => {
                let edit = self.article(&article).and_then(Edit::accept_guess);
                self.edit(edit);
            }
            Command::SetWhen { entry, words } => self.ask_date(entry, words),
            Command::Edit(edit) => self.edit(Some(*edit)),
            Command::Accept
            | Command::EditEvent
            | Command::Reject
            | Command::Never
            | Command::Join
            | Command::JoinWith(_)
            | Command::SplitOff(_) => self.change_event(&command),
            Command::ShowRejected => self.show_rejected = !self.show_rejected,
            Command::Correct(meant) => {
                let at = context.pointer_interact_pos();
                self.correction = Some(super::correct::Correction::of(*meant, at));
            }
            Command::AddName(who) => {
                let at = context.pointer_interact_pos();
                self.correction = Some(super::correct::Correction::name(*who, at));
            }
            Command::Undo => {
                let edit = self.history.undo().map(|edit| edit.label.clone());
                self.edited("Undone", edit);
            }
            Command::Redo => {
                let edit = self.history.redo().map(|edit| edit.label.clone());
                self.edited("Done again", edit);
            }
            Command::RemoveArticle(article) => self.worker.send(Request::Remove(article)),
            Command::Cancel => self.worker.send(Request::Cancel),
            Command::ShowProblems => self.show_problems = !self.show_problems,
            Command::About => self.show_about = !self.show_about,
            Command::Teach(name) => self.teach.open(&name),
            Command::CopyProblems => self.copy_problems(context),
            Command::CopyQuotation => self.copy_quotation(context),
            Command::ToggleTheme => {
                self.theme_choice = match self.theme.kind {
                    ThemeKind::Dark => ThemeChoice::Light,
                    ThemeKind::Light => ThemeChoice::Dark,
                };
                context.request_repaint();
            }
            Command::SetTheme(choice) => {
                self.theme_choice = choice;
                context.request_repaint();
            }
            Command::ResetLayout => self.panes = super::panes::Panes::default(),
            Command::FocusSearch => self.focus_search = true,
            Command::ShowActor(actor) => self.show_actor(actor),
            Command::CloseActor => {
                self.actors.pop();
            }
            Command::ToggleGrouping => self.overview.toggle_grouping(),
            Command::ToggleBloc(bloc) => self.toggle_bloc(bloc),
            Command::ToggleStoryOrder => self.overview.toggle_story_order(),
            Command::ToggleStory(first) => self.toggle_story(&first),
            Command::Escape => self.escape(context),
            Command::Quit => context.send_viewport_cmd(egui::ViewportCommand::Close),
            Command::Hover(over) => self.hover = over,
            Command::SetTimeCursor(day) => self.time_cursor = day,
            Command::Select(_)
            | Command::SelectNext
            | Command::SelectPrevious
            | Command::ClearSelection
            | Command::ShowReport(_)
            | Command::NextReport
            | Command::ShowArticle(_) => self.select(command),
            _ => self.change_filter(command),
        }
    }

    fn article(&self, id: &ArticleId) -> Option<&Article> {
        let documents = &self.project().documents;
        let document = documents.iter().find(|d| d.article.id == *id)?;
        Some(&document.article)
    }

    /// Has the words of a date read; the answer comes to [`Window::typed_date`].
    fn ask_date(&mut self, entry: EntryId, words: String) {
        let project = self.project();
        let lead = project
            .entry(entry)
            .and_then(|(_, entry)| project.documents.get(entry.reports.first()?.article));
        let published = lead.and_then(|document| document.article.published.date);
        self.worker
            .send(Request::TypedDate(entry, words, published));
    }

    /// Sets the date of an event to what was typed.
    pub(crate) fn typed_date(&mut self, entry: EntryId, words: &str, when: Option<When>) {
        let Some(when) = when else {
            let words = format!(
                "“{words}” is no date. Write 17 Aug 2023, July 2023 or 2023-07-01..2023-08-18"
            );
            self.tell(words, true);
            return;
        };
        let project = self.project();
        let edit = project
            .entry(entry)
            .map(|(_, entry)| Edit::when(project, entry, words, &when));
        self.edit(edit);
    }

    /// Makes an edit hold and tells of it.
    fn edit(&mut self, edit: Option<Edit>) {
        let Some(edit) = edit.filter(|edit| !edit.changes.is_empty()) else {
            return;
        };
        let label = edit.label.clone();
        self.history.push(edit);
        self.edited("Changed", Some(label));
    }

    fn edited(&mut self, what: &str, label: Option<String>) {
        if let Some(label) = label {
            self.worker
                .send(Request::Edits(self.history.current().to_vec()));
            self.tell(format!("{what}: {label}"), false);
        }
    }

    /// Changes the selected event, or opens what it can be changed with.
    fn change_event(&mut self, command: &Command) {
        let snapshot = Arc::clone(&self.snapshot);
        let project = &snapshot.project;
        let Some((_, entry)) = self.selection.and_then(|id| project.entry(id)) else {
            return;
        };
        self.actors.clear();
        match command {
            Command::EditEvent => self.source.card.edit.toggle_form(entry),
            Command::Join => self.source.card.edit.toggle_joining(entry),
            Command::Accept => {
                let right = !self.now().accepted;
                self.edit(Some(Edit::accept(project, entry, right)));
            }
            Command::JoinWith(other) => {
                self.source.card.edit.close();
                let Some((_, other)) = project.entry(*other) else {
                    return;
                };
                self.report = 0;
                self.edit(Some(Edit::together(project, entry, other)));
            }
            Command::SplitOff(report) => {
                self.report = 0;
                self.edit(Edit::apart(project, entry, *report));
            }
            Command::Reject | Command::Never => {
                let edit = if *command == Command::Reject {
                    Some(Edit::reject(project, entry))
                } else {
                    let event = self
                        .shown_report()
                        .and_then(|report| project.report(report));
                    event.and_then(|(_, event)| Edit::never(event))
                };
                // On to the next one, so that a list can be gone through with one key.
                let last = self.selection;
                self.step(1);
                if self.selection == last {
                    self.step(-1);
                }
                self.edit(edit);
            }
            _ => {}
        }
    }

    fn show_actor(&mut self, actor: ActorId) {
        if self.actors.last() != Some(&actor) {
            self.actors.push(actor);
        }
    }

    /// Members are those of the day that the list of actors is made for.
    fn toggle_bloc(&mut self, bloc: ActorId) {
        let day = self.facets.latest;
        let members = super::known::world()
            .and_then(|world| {
                let bloc = world.bloc(bloc.as_str())?;
                Some(bloc.members(day).into_iter().collect())
            })
            .unwrap_or_default();
        self.filter.toggle_bloc(bloc, members);
        self.refresh();
    }

    /// The articles of the story become the filter; if they are, all articles are shown again.
    fn toggle_story(&mut self, first: &ArticleId) {
        let project = &self.snapshot.project;
        let begins = |story: &&crate::merge::Story| {
            let document = story
                .articles
                .first()
                .and_then(|&at| project.documents.get(at));
            document.is_some_and(|document| document.article.id == *first)
        };
        let Some(story) = project.chronology.stories.iter().find(begins) else {
            return;
        };
        let articles = articles_of(project, story);
        if self.filter.articles == articles {
            self.filter.articles.clear();
        } else {
            self.filter.articles = articles;
        }
        self.refresh();
    }

    fn select(&mut self, command: Command) {
        self.actors.clear();
        match command {
            Command::Select(id) => {
                if self.selection != Some(id) {
                    self.report = 0;
                }
                self.selection = Some(id);
                self.article = None;
            }
            Command::SelectNext => self.step(1),
            Command::SelectPrevious => self.step(-1),
            Command::ClearSelection => {
                // What was being read stays open.
                self.article = self.shown_document().and_then(|number| {
                    let document = self.project().documents.get(number)?;
                    Some(document.article.id.clone())
                });
                self.selection = None;
            }
            Command::ShowReport(report) => self.report = report,
            Command::NextReport => {
                let reports = self.now().reports.max(1);
                self.report = (self.report + 1) % reports;
            }
            Command::ShowArticle(id) => {
                self.selection = None;
                self.article = Some(id);
            }
            _ => {}
        }
    }

    /// Selects the next or previous event that is shown; from none, the first or the last.
    fn step(&mut self, by: isize) {
        let entries = &self.snapshot.project.chronology.entries;
        let place = self.selection.and_then(|id| {
            self.visible
                .iter()
                .position(|&index| entries.get(index).is_some_and(|entry| entry.id == id))
        });
        let last = self.visible.len().saturating_sub(1);
        let next = match (place, by > 0) {
            (Some(place), _) => place.saturating_add_signed(by).min(last),
            (None, true) => 0,
            (None, false) => last,
        };
        let id = self
            .visible
            .get(next)
            .and_then(|&index| entries.get(index))
            .map(|entry| entry.id);
        if let Some(id) = id {
            self.select(Command::Select(id));
        }
    }

    fn change_filter(&mut self, command: Command) {
        let filter = &mut self.filter;
        match command {
            Command::ToggleActor(actor) => filter.toggle_actor(actor),
            Command::ToggleCountry(country) => filter.toggle_actor(ActorId::from(country)),
            Command::ToggleBetween => filter.between = !filter.between,
            Command::ToggleQuad(quad) => filter.toggle_quad(quad),
            Command::ToggleType(kind) => filter.toggle_kind(kind),
            Command::ToggleArticle(article) => filter.toggle_article(article),
            Command::ToggleOther => filter.other = !filter.other,
            Command::SetDateRange { from, to } => {
                filter.from = from;
                filter.to = to;
            }
            Command::SetLeastConfidence(per_cent) => filter.least_confidence = per_cent.min(100),
            Command::Search(words) => {
                self.search.clone_from(&words);
                filter.search = words;
            }
            Command::ClearFilters => {
                self.search.clear();
                *filter = crate::project::Filter {
                    other: filter.other,
                    ..crate::project::Filter::default()
                };
            }
            _ => return,
        }
        self.refresh();
    }

    /// Closes what is on top: date field, dialogs, search, selection.
    fn escape(&mut self, context: &egui::Context) {
        let focused = context.memory(|memory| memory.focused());
        if self.correction.take().is_some() || self.source.stop_editing() {
        } else if self.export.open {
            self.export.open = false;
        } else if self.teach.close() {
        } else if self.show_about {
            self.show_about = false;
        } else if self.show_problems {
            self.show_problems = false;
        } else if self.show_rejected {
            self.show_rejected = false;
        } else if let Some(id) = focused {
            context.memory_mut(|memory| memory.surrender_focus(id));
        } else if self.overview.forget_words() {
            // A field has already lost the keyboard to the key when it comes here.
        } else if self.actors.pop().is_some() || self.source.card.edit.close() {
        } else if !self.search.is_empty() {
            self.change_filter(Command::Search(String::new()));
        } else {
            self.select(Command::ClearSelection);
        }
    }

    /// Opens a dialog of the desktop on a thread of its own.
    fn ask(&mut self, context: &egui::Context, question: Question) {
        if self.asking {
            return;
        }
        self.asking = true;
        let picker = Arc::clone(&self.picker);
        let sender = self.answers.0.clone();
        let context = context.clone();
        spawn("dialog", move || {
            let answer = picker.ask(&question);
            // Fails only when the window is gone.
            let _ = sender.send(Event::Answered(question, answer));
            context.request_repaint();
        });
    }

    /// Goes on with what the user chose in a dialog.
    pub(crate) fn answered(&mut self, question: Question, answer: Answer) {
        self.asking = false;
        match (question, answer) {
            (_, Answer::Cancelled) => {}
            (Question::Save(_), Answer::Unavailable) => self.tell(
                "This desktop has no file dialogs (install zenity or a desktop portal). “dateline export” saves pictures too.",
                true,
            ),
            (_, Answer::Unavailable) => self.tell(
                "This desktop has no file dialogs (install zenity or a desktop portal). Drop files on the window, paste text, or name files on the command line.",
                true,
            ),
            (Question::Save(_), Answer::Paths(paths)) => {
                if let Some(path) = paths.into_iter().next() {
                    self.write_picture(path);
                }
            }
            (Question::Files | Question::Folder, Answer::Paths(paths)) => self.open(paths),
        }
    }

    fn open(&mut self, paths: Vec<PathBuf>) {
        if !paths.is_empty() {
            self.worker.send(Request::Open(paths));
        }
    }

    fn paste(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        match crate::load::from_text(text) {
            Ok(article) => {
                self.select(Command::ShowArticle(article.id.clone()));
                self.worker.send(Request::Read(vec![article]));
            }
            Err(problem) => {
                self.tell(format!("{}: {}", problem.subject, problem.message), true);
                self.worker.send(Request::Report(problem));
            }
        }
    }

    fn copy_problems(&mut self, context: &egui::Context) {
        let lines: Vec<String> = self
            .project()
            .problems
            .iter()
            .map(|problem| format!("{}: {}", problem.subject, problem.message))
            .collect();
        context.copy_text(lines.join("\n"));
        self.tell("Problems copied", false);
    }

    fn copy_quotation(&mut self, context: &egui::Context) {
        let project = self.project();
        let words = self.selection.and_then(|id| {
            let (_, entry) = project.entry(id)?;
            crate::export::quotation(project, entry, self.shown_report()?)
        });
        if let Some(words) = words {
            context.copy_text(words);
            self.tell("Copied, with its source", false);
        }
    }

    /// What to call what is open: the folder or file, or how many articles.
    pub(crate) fn name(&self) -> String {
        let documents = &self.project().documents;
        match documents.as_slice() {
            [] => String::new(),
            [one] => one.article.headline().to_owned(),
            _ => format!("{} articles", documents.len()),
        }
    }
}
