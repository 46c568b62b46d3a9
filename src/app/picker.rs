//! Asking the user for files. Dialogs of the desktop block, so each runs in a thread of its own; tests put a
//! [`FilePicker`] of their own in.

use std::path::PathBuf;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Articles to open.
    Files,
    /// A folder of articles.
    Folder,
    /// Where to save a picture; the name that is proposed.
    Save(String),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// These files or this folder.
    Paths(Vec<PathBuf>),
    /// The user changed their mind.
    Cancelled,
    /// There is no dialog on this desktop.
    Unavailable,
}

/// Asks the user for files. Called on a thread of its own; may block.
pub trait FilePicker: Send + Sync {
    /// Asks and waits for the answer.
    fn ask(&self, question: &Question) -> Answer;
}

/// The desktop's own dialogs.
pub struct DesktopPicker;

/// The endings that can be opened.
const ENDINGS: [&str; 10] = [
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "jsonl", "ndjson", "pdf",
];

impl FilePicker for DesktopPicker {
    fn ask(&self, question: &Question) -> Answer {
        if !can_ask() {
            return Answer::Unavailable;
        }
        let dialog = rfd::FileDialog::new();
        let paths = match question {
            Question::Files => dialog
                .set_title("Open articles")
                .add_filter("Articles", &ENDINGS)
                .add_filter("All files", &["*"])
                .pick_files(),
            Question::Folder => dialog
                .set_title("Open a folder of articles")
                .pick_folder()
                .map(|folder| vec![folder]),
            Question::Save(name) => dialog
                .set_title("Save picture")
                .set_file_name(name)
                .save_file()
                .map(|file| vec![file]),
        };
        match paths {
            Some(paths) if !paths.is_empty() => Answer::Paths(paths),
            _ => Answer::Cancelled,
        }
    }
}

/// On Linux a dialog needs a desktop portal or zenity; elsewhere it is part of the system.
fn can_ask() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    has_program("zenity") || has_portal()
}

fn has_program(name: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(name).is_file()))
}

/// The portal is started on demand by the session bus, from one of these files.
fn has_portal() -> bool {
    let has_bus = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
        || std::env::var_os("XDG_RUNTIME_DIR")
            .is_some_and(|folder| PathBuf::from(folder).join("bus").exists());
    let service = "dbus-1/services/org.freedesktop.portal.Desktop.service";
    let folders =
        std::env::var_os("XDG_DATA_DIRS").unwrap_or_else(|| "/usr/local/share:/usr/share".into());
    has_bus && std::env::split_paths(&folders).any(|folder| folder.join(service).is_file())
}
