//! What the user knows: a folder with tables in the format of ours, which adds to them and overrides them.
//!
//! Reads the files and adds lines to them; where the folder is, is for `cli` and `app` to say. What the lines mean is read
//! with the tables of the program, mistakes included: see [`super::World::problems`].

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use super::WorldError;
use crate::model::ActorId;

/// Tables that a user may have.
const TABLES: [&str; 10] = [
    "aliases.tsv",
    "ambiguous.tsv",
    "blocs.tsv",
    "bodies.tsv",
    "countries.tsv",
    "members.tsv",
    "metonyms.tsv",
    "people.tsv",
    "places.tsv",
    "roles.tsv",
];
/// More than a user would write by hand; a larger file is something else.
const MOST_BYTES: u64 = 8 << 20;

/// A table of the user.
#[derive(Clone, Copy, Debug)]
pub(super) struct OwnTable {
    pub(super) name: &'static str,
    /// Where it lies, for messages.
    pub(super) path: &'static str,
    pub(super) text: &'static str,
}

/// The user's tables.
#[derive(Clone, Debug, Default)]
pub struct Own {
    pub(super) tables: Vec<OwnTable>,
    pub(super) problems: Vec<WorldError>,
}

impl Own {
    /// Reads the tables of a folder. A folder that does not exist holds nothing.
    ///
    /// The texts are kept to the end of the program, since names are slices of them: reading the folder again and again
    /// costs its size each time, which is a few kilobytes.
    pub fn read(folder: &Path) -> Self {
        let mut own = Self::default();
        let mut names: Vec<String> = match std::fs::read_dir(folder) {
            Ok(entries) => entries
                .flatten()
                .map(|entry| entry.file_name().to_string_lossy().into_owned())
                .filter(|name| !name.starts_with('.'))
                .collect(),
            Err(reason) if reason.kind() == std::io::ErrorKind::NotFound => return own,
            Err(reason) => {
                own.complain(folder, format!("cannot be read: {reason}"));
                return own;
            }
        };
        names.sort_unstable();
        for name in names {
            let path = folder.join(&name);
            let Some(name) = TABLES.iter().find(|known| **known == name) else {
                let known = TABLES.join(", ");
                own.complain(&path, format!("is none of the tables {known}"));
                continue;
            };
            match text_of(&path) {
                Ok(text) => own.tables.push(OwnTable {
                    name,
                    path: Box::leak(path.display().to_string().into_boxed_str()),
                    text: Box::leak(text.into_boxed_str()),
                }),
                Err(reason) => own.complain(&path, reason),
            }
        }
        own
    }

    fn complain(&mut self, path: &Path, message: String) {
        self.problems.push(WorldError {
            table: path.display().to_string(),
            line: 0,
            message,
        });
    }
}

fn text_of(path: &Path) -> Result<String, String> {
    let size = std::fs::metadata(path).map_err(|reason| format!("cannot be read: {reason}"))?;
    if size.len() > MOST_BYTES {
        return Err(format!("is larger than {} MB", MOST_BYTES >> 20));
    }
    let bytes = std::fs::read(path).map_err(|reason| format!("cannot be read: {reason}"))?;
    let text = String::from_utf8(bytes).map_err(|_| "is not UTF-8".to_owned())?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// A person whom the user adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson {
    /// The name to show.
    pub name: String,
    /// Code of the country, else empty.
    pub country: String,
    /// The office as in `people.tsv`: `head_of_state`, `opposition`, ...
    pub office: String,
    /// First day of the office (`2026`, `2026-03` or `2026-03-09`), else empty.
    pub start: String,
}

/// Adds a name for somebody or some body to the user's tables.
///
/// # Errors
/// If the file cannot be written.
pub fn add_alias(folder: &Path, alias: &str, actor: &ActorId) -> std::io::Result<()> {
    let header = "# More names of what the tables know: country codes, ids of bodies and people.\n# name\tactor\n";
    let mut line = field(alias);
    let _ = writeln!(line, "\t{}", field(actor.as_str()));
    append(folder, "aliases.tsv", header, &line)
}

/// Adds a person to the user's tables.
///
/// # Errors
/// If the file cannot be written.
pub fn add_person(folder: &Path, person: &NewPerson) -> std::io::Result<()> {
    let header = "# People of my own.\n# name\tother names\tcountry\toffice\ttitle\tstart\tend\tsource\tnote\n";
    let line = [
        field(&person.name),
        String::new(),
        field(&person.country),
        field(&person.office),
        String::new(),
        field(&person.start),
    ]
    .join("\t");
    append(folder, "people.tsv", header, &format!("{line}\n"))
}

/// Words that can stand in a field.
fn field(words: &str) -> String {
    let blanks: String = words
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let field = blanks.split_whitespace().collect::<Vec<_>>().join(" ");
    field.trim_start_matches('#').trim_start().to_owned()
}

fn append(folder: &Path, name: &str, header: &str, line: &str) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let path = folder.join(name);
    let before = std::fs::read(&path).unwrap_or_default();
    let mut text = String::new();
    if before.is_empty() {
        text.push_str(header);
    } else if !before.ends_with(b"\n") {
        text.push('\n');
    }
    text.push_str(line);
    std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)?
        .write_all(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_hold_no_tabs_and_begin_no_comment() {
        assert_eq!(field(" #a\tb\n c "), "a b c");
    }

    #[test]
    fn lines_are_added_below_what_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("world");
        add_alias(&place, "the Bear", &ActorId("RUS".into())).unwrap();
        std::fs::write(place.join("aliases.tsv"), "# mine\nIvan\tRUS").unwrap();
        add_alias(&place, "the Bear", &ActorId("RUS".into())).unwrap();
        let text = std::fs::read_to_string(place.join("aliases.tsv")).unwrap();
        assert_eq!(text, "# mine\nIvan\tRUS\nthe Bear\tRUS\n");
    }

    #[test]
    fn files_that_are_no_tables_are_told() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("peple.tsv"), "x").unwrap();
        std::fs::write(folder.path().join("people.tsv"), b"\xff\xfe").unwrap();
        let own = Own::read(folder.path());
        assert_eq!(own.problems.len(), 2);
        assert!(own.problems[0].to_string().contains("not UTF-8"));
        assert!(Own::read(&folder.path().join("none")).problems.is_empty());
    }
}
