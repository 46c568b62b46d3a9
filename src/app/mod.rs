//! The window: the only place that knows egui.
//!
//! State is shared ([`ViewContext`]): every view reads the same project, filter, selection and hover, and answers with
//! [`Command`]s. Files are read on other threads. What is drawn where on the axis or the map is left to `timeline` and
//! `map`.

mod actor_card;
mod actor_facts;
mod actor_list;
mod article_text;
mod card;
mod choose;
mod command;
mod correct;
mod counter;
mod dates;
mod dialogs;
mod edit;
mod edit_form;
mod event_menu;
mod export_dialog;
mod facets;
mod flags;
mod known;
mod map_view;
mod overview;
mod paint;
mod panes;
mod perform;
mod picker;
mod readers;
mod rejected;
mod source;
mod status;
mod story_list;
mod style;
mod teach;
mod timeline_view;
mod top_bar;
mod view;
mod welcome;
mod widgets;
mod window;
mod worker;

use std::path::PathBuf;
use std::sync::Arc;

pub use command::{Command, Now, ThemeChoice};
pub use correct::Meant;
pub use map_view::MapView;
pub use picker::{Answer, DesktopPicker, FilePicker, Question};
pub use style::{family, install_fonts};
pub use timeline_view::TimelineView;
pub use view::ViewContext;
pub use window::{Setup, Window};
pub use worker::{ArticleReader, LoadReader};

use crate::calendar::Day;
use crate::model::{ActorId, Article, CountryCode, DateClaim, Problem, Reading, Severity, When};
use crate::world::Own;

/// The scene's colour as egui's.
pub fn color(color: crate::scene::Color) -> egui::Color32 {
    egui::Color32::from_rgba_unmultiplied(color.r, color.g, color.b, color.a)
}

impl ArticleReader for crate::extract::Reader {
    fn read(&self, article: &Article) -> Reading {
        Self::read(self, article)
    }

    fn problems(&self) -> Vec<Problem> {
        let problems = self.world().problems().iter();
        problems
            .map(|problem| Problem {
                subject: match problem.line {
                    0 => problem.table.clone(),
                    line => format!("{}:{line}", problem.table),
                },
                severity: Severity::Warning,
                message: problem.message.clone(),
            })
            .collect()
    }

    fn guess(&self, article: &Article, reading: &Reading) -> Option<DateClaim> {
        Self::guess(self, article, reading).or_else(|| {
            // The time of the file is the last resort.
            let undated = article.published.date.is_none();
            let guess = undated
                .then(|| crate::load::guess_of_file(article))
                .flatten()?;
            crate::extract::published::may_be_of(article, reading, guess.date).then_some(guess)
        })
    }

    fn typed_date(&self, words: &str, published: Option<Day>) -> Option<When> {
        Self::typed_date(self, words, published)
    }

    fn country_name(&self, code: CountryCode) -> Option<String> {
        self.world()
            .actor_name(&ActorId::from(code))
            .map(str::to_owned)
    }
}

/// The program's own reader, with what the user has in a folder.
pub fn load_reader(world: Option<PathBuf>) -> LoadReader {
    Box::new(move || {
        let own = world.map_or_else(Own::default, |folder| Own::read(&folder));
        let reader =
            crate::extract::Reader::load_with(&own).map_err(|reason| reason.to_string())?;
        known::share(reader.shared_world());
        Ok(Arc::new(reader))
    })
}

/// The window could not be opened.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct RunError(String);

/// On Linux and its like a display is named in the environment; elsewhere there always is one.
fn has_display() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(all(unix, not(target_os = "macos")))
        || ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"]
            .into_iter()
            .any(named)
}

/// Opens the window on these files and folders, and returns when it is closed.
///
/// # Errors
/// If there is no display, or none that can draw.
pub fn run(paths: Vec<PathBuf>) -> Result<(), RunError> {
    if !has_display() {
        return Err(RunError("there is no display".to_owned()));
    }
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Dateline")
            .with_app_id("dateline")
            .with_icon(egui::IconData::default())
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([900.0, 600.0])
            .with_drag_and_drop(true),
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "dateline",
        options,
        Box::new(move |creation| {
            known::expect_world();
            let setup = Setup {
                picker: Arc::new(DesktopPicker),
                load: load_reader(crate::cli::world_folder()),
                world: crate::cli::world_folder(),
                paths,
                theme: None,
            };
            Ok(Box::new(Window::new(
                &creation.egui_ctx,
                creation.storage,
                setup,
            )))
        }),
    )
    .map_err(|reason| RunError(cause(&reason.to_string())))
}

/// The last link of a chain of reasons: what the user can act on, without the places in the source that windowing
/// libraries name.
fn cause(reason: &str) -> String {
    let last = reason.rsplit(": ").next().unwrap_or(reason);
    last.trim_end_matches('.').to_owned()
}
