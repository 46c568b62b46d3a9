//! What the user named - files, folders, folders in folders - as a list of files, in an order that is the same on every
//! machine.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use walkdir::WalkDir;

use super::{Format, error, warning};
use crate::model::Problem;

/// Folders deeper than this are not entered; no archive of news has them.
const MAX_FOLDERS_DEEP: usize = 64;

/// The files to read, and what could not be listed.
#[derive(Debug, Default)]
pub struct Expanded {
    /// In the order given; those of a folder sorted by name. No file twice.
    pub files: Vec<PathBuf>,
    /// Missing paths, unreadable folders, files of other kinds in a folder.
    pub problems: Vec<Problem>,
}

/// Lists the files that `paths` stand for. In folders only files of a known [`Format`] are taken, hidden ones are left
/// out, and links are followed without ever going round in circles.
pub fn expand(paths: &[PathBuf], stop: &AtomicBool) -> Expanded {
    let mut expanded = Expanded::default();
    let mut seen = Seen::default();
    for path in paths {
        match std::fs::metadata(path) {
            Err(reason) => expanded
                .problems
                .push(error(path.to_string_lossy(), io_reason(&reason))),
            Ok(kind) if kind.is_dir() => folder(path, &mut expanded, &mut seen, stop),
            Ok(kind) if kind.is_file() => {
                if seen.first_time(path) {
                    expanded.files.push(path.clone());
                }
            }
            Ok(_) => expanded.problems.push(error(
                path.to_string_lossy(),
                "is neither a file nor a folder; a stream can be given to `dateline extract -`",
            )),
        }
    }
    expanded
}

/// Real paths that were taken already, so that a link does not bring a file in twice.
#[derive(Default)]
struct Seen(BTreeSet<PathBuf>);

impl Seen {
    fn first_time(&mut self, path: &Path) -> bool {
        std::fs::canonicalize(path).map_or(true, |real| self.0.insert(real))
    }
}

fn folder(root: &Path, expanded: &mut Expanded, seen: &mut Seen, stop: &AtomicBool) {
    if !seen.first_time(root) {
        return;
    }
    let mut passed_over: BTreeMap<PathBuf, usize> = BTreeMap::new();
    let mut articles = 0usize;
    let mut walk = WalkDir::new(root)
        .follow_links(true)
        .max_depth(MAX_FOLDERS_DEEP)
        .sort_by_file_name()
        .into_iter();
    while let Some(entry) = walk.next() {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let entry = match entry {
            Ok(entry) => entry,
            // A link back to a folder that is being read: its files are listed already.
            Err(reason) if reason.loop_ancestor().is_some() => continue,
            Err(reason) => {
                let subject = reason.path().unwrap_or(root).to_string_lossy().into_owned();
                let reason = reason
                    .io_error()
                    .map_or_else(|| reason.to_string(), io_reason);
                expanded.problems.push(error(subject, reason));
                continue;
            }
        };
        let hidden = entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
        if entry.file_type().is_dir() {
            if hidden || (entry.depth() > 0 && !seen.first_time(entry.path())) {
                walk.skip_current_dir();
            }
        } else if entry.file_type().is_file() && !hidden {
            if Format::of_path(entry.path()).is_none() {
                let parent = entry.path().parent().unwrap_or(root);
                *passed_over.entry(parent.to_owned()).or_default() += 1;
            } else {
                articles += 1;
                if seen.first_time(entry.path()) {
                    expanded.files.push(entry.into_path());
                }
            }
        }
    }
    for (parent, count) in passed_over {
        let message = match count {
            1 => "one file of another kind was passed over".to_owned(),
            _ => format!("{count} files of other kinds were passed over"),
        };
        expanded
            .problems
            .push(warning(parent.to_string_lossy(), message));
    }
    if articles == 0 {
        expanded.problems.push(error(
            root.to_string_lossy(),
            "holds no .txt, .md, .html, .pdf or .jsonl file",
        ));
    }
}

/// An input error in plain words, without the code number.
pub(super) fn io_reason(reason: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match reason.kind() {
        ErrorKind::NotFound => "does not exist".to_owned(),
        ErrorKind::PermissionDenied => "may not be read (permission denied)".to_owned(),
        _ => {
            let text = reason.to_string();
            let text = text.split(" (os error").next().unwrap_or_default();
            format!("cannot be read: {}", text.to_lowercase())
        }
    }
}
