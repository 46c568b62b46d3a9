//! What the user chose for the exported picture, and writing it on a thread of its own.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::window::{Event, Window};
use super::worker::spawn;
use crate::export::{PictureFormat, PictureOptions, picture};
use crate::scene::ThemeKind;
use crate::timeline::LaneMode;

/// The export settings.
pub(crate) struct ExportDialog {
    /// The settings are open.
    pub(crate) open: bool,
    /// A picture is being written.
    pub(crate) writing: bool,
    /// File format.
    pub(crate) format: PictureFormat,
    /// Width at 96 dpi.
    pub(crate) width_px: u32,
    /// Dots an inch.
    pub(crate) dpi: f32,
    /// Dark or light; on paper light is better, so that is where it starts.
    pub(crate) theme: ThemeKind,
    /// Above the picture.
    pub(crate) title: String,
}

impl Default for ExportDialog {
    fn default() -> Self {
        Self {
            open: false,
            writing: false,
            format: PictureFormat::default(),
            width_px: 1600,
            dpi: 96.0,
            theme: ThemeKind::Light,
            title: String::new(),
        }
    }
}

impl ExportDialog {
    /// A name for the file, from the title or from what is open.
    pub(crate) fn file_name(&self, open: &str) -> String {
        let title = if self.title.trim().is_empty() {
            open
        } else {
            self.title.trim()
        };
        let mut name: String = title
            .to_lowercase()
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '-' })
            .collect();
        while name.contains("--") {
            name = name.replace("--", "-");
        }
        let name: String = name.trim_matches('-').chars().take(60).collect();
        let name = if name.is_empty() { "timeline" } else { &name };
        format!("{name}.{}", self.ending())
    }

    /// The ending of the file's name.
    pub(crate) fn ending(&self) -> &'static str {
        match self.format {
            PictureFormat::Svg => "svg",
            PictureFormat::Png => "png",
        }
    }

    fn options(&self, entries: Vec<usize>, lanes: LaneMode) -> PictureOptions {
        let title = self.title.trim();
        PictureOptions {
            format: self.format,
            width_px: self.width_px,
            dpi: self.dpi,
            theme: self.theme,
            title: (!title.is_empty()).then(|| title.to_owned()),
            lanes,
            entries: Some(entries),
        }
    }
}

impl Window {
    /// Writes the picture of what is shown to a file.
    pub(crate) fn write_picture(&mut self, path: PathBuf) {
        let path = with_ending(path, self.export.ending());
        let options = self
            .export
            .options(self.visible.clone(), self.timeline.mode());
        let snapshot = Arc::clone(&self.snapshot);
        let sender = self.answers.0.clone();
        self.export.writing = true;
        self.export.open = false;
        let wake = self.wake.clone();
        spawn("export", move || {
            let result = picture(&snapshot.project, &options)
                .map_err(|reason| reason.to_string())
                .and_then(|bytes| write(&path, &bytes));
            // Fails only when the window is gone.
            let _ = sender.send(Event::Exported(result.map(|()| path)));
            wake.request_repaint();
        });
    }

    /// Says how writing a picture ended.
    pub(crate) fn exported(&mut self, result: Result<PathBuf, String>) {
        self.export.writing = false;
        match result {
            Ok(path) => self.tell(format!("Saved to {}", path.display()), false),
            Err(reason) => self.tell(format!("The picture was not saved: {reason}"), true),
        }
    }
}

fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    if path.extension().is_some() {
        return path;
    }
    path.with_extension(ending)
}

/// Writes next to the file first, so that a full disk does not destroy an older picture.
fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".part");
    let part = path.with_file_name(name);
    std::fs::write(&part, bytes)
        .and_then(|()| std::fs::rename(&part, path))
        .map_err(|reason| {
            // Nothing to keep of a file that could not be written.
            let _ = std::fs::remove_file(&part);
            format!("{reason}: {}", path.display())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files() {
        let mut dialog = ExportDialog::default();
        assert_eq!(dialog.file_name(""), "timeline.png");
        assert_eq!(dialog.file_name("12 articles"), "12-articles.png");
        dialog.title = "Minsk & Beijing: 2023".to_owned();
        dialog.format = PictureFormat::Svg;
        assert_eq!(dialog.file_name("x"), "minsk-beijing-2023.svg");
    }

    #[test]
    fn a_failed_write_says_which_file() {
        let folder = std::env::temp_dir()
            .join("dateline-no-such-folder")
            .join("a.png");
        let reason = write(&folder, b"x").expect_err("there is no such folder");
        assert!(reason.contains("a.png"), "{reason}");
    }
}
