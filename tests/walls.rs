//! The walls of the house: who may import whom, who may read a clock, and how large a room may be.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::path::{Path, PathBuf};

/// Folders of `src`, from the ground up. A folder may import what stands on lower lines, and itself.
const FLOORS: &[&[&str]] = &[
    &["model", "calendar"],
    &["load"],
    &["language"],
    &["world"],
    &["extract"],
    &["merge"],
    &["project"],
    &["scene"],
    &["timeline", "map"],
    &["export"],
    &["cli"],
    &["app"],
];
const MOST_LINES: usize = 600;

struct Source {
    path: PathBuf,
    floor: String,
    /// Without comments and without test modules.
    code: String,
    lines: usize,
}

fn level(floor: &str) -> Option<usize> {
    FLOORS.iter().position(|names| names.contains(&floor))
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let paths: Vec<PathBuf> = walkdir::WalkDir::new(&root)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect();
    let test_modules: Vec<PathBuf> = paths
        .iter()
        .flat_map(|path| test_modules_of(path))
        .collect();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let inside = path.strip_prefix(&root).unwrap();
        let floor = inside.components().next().unwrap();
        let is_test = test_modules
            .iter()
            .any(|module| path.with_extension("").starts_with(module));
        let code = if is_test {
            String::new()
        } else {
            code_of(&text)
        };
        found.push(Source {
            floor: floor
                .as_os_str()
                .to_string_lossy()
                .trim_end_matches(".rs")
                .to_owned(),
            code,
            lines: text.lines().count(),
            path,
        });
    }
    assert!(found.len() > 20);
    found
}

/// The files, without their endings, of the modules that `path` declares for tests only.
fn test_modules_of(path: &Path) -> Vec<PathBuf> {
    let text = std::fs::read_to_string(path).unwrap();
    let folder = match path.file_name().and_then(|name| name.to_str()) {
        Some("mod.rs" | "lib.rs" | "main.rs") => path.parent().unwrap().to_owned(),
        _ => path.with_extension(""),
    };
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines
        .windows(2)
        .filter(|pair| pair[0] == "#[cfg(test)]")
        .filter_map(|pair| pair[1].strip_prefix("mod ")?.strip_suffix(';'))
        .map(|name| folder.join(name))
        .collect()
}

/// The text up to its test module, without comments.
fn code_of(text: &str) -> String {
    let mut code = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let begins_tests = line.trim() == "#[cfg(test)]"
            && lines
                .peek()
                .is_some_and(|next| next.trim_start().starts_with("mod "));
        if begins_tests
            && lines
                .peek()
                .is_some_and(|next| next.trim_end().ends_with('{'))
        {
            break;
        }
        code.push_str(line.split("//").next().unwrap_or_default());
        code.push('\n');
    }
    code
}

/// The folders that a piece of code names after `crate::`.
fn imports(code: &str) -> Vec<String> {
    let first_word = |text: &str| -> String {
        text.trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => {
                let group = group.split(';').next().unwrap_or_default();
                let mut depth = 0usize;
                let mut item = String::new();
                for c in group.chars().chain([',']) {
                    match c {
                        '{' => depth += 1,
                        '}' => depth = depth.saturating_sub(1),
                        ',' if depth == 0 => found.push(first_word(&std::mem::take(&mut item))),
                        _ => item.push(c),
                    }
                }
            }
            None => found.push(first_word(rest)),
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

#[test]
fn every_room_is_on_a_floor() {
    for source in sources() {
        assert!(
            level(&source.floor).is_some() || ["lib", "main"].contains(&source.floor.as_str()),
            "{} is on no floor",
            source.path.display()
        );
    }
}

#[test]
fn arrows_go_down_only() {
    let mut wrong = Vec::new();
    for source in sources() {
        let Some(here) = level(&source.floor) else {
            continue;
        };
        for import in imports(&source.code) {
            let goes_down = level(&import).is_none_or(|there| there < here);
            let same_floor_wall = import != source.floor && level(&import) == Some(here);
            // The model speaks of days, so the two rooms on the ground floor share a door.
            if (!goes_down && import != source.floor) || (same_floor_wall && here > 0) {
                let ground = here == 0 && level(&import) == Some(0);
                if !ground {
                    wrong.push(format!("{} imports {import}", source.path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_the_window_knows_its_toolkit() {
    for source in sources()
        .iter()
        .filter(|source| source.floor != "app" && source.floor != "main")
    {
        for word in ["egui", "eframe", "egui_plot", "egui_tiles", "rfd::"] {
            assert!(
                !source.code.contains(word),
                "{} names {word}",
                source.path.display()
            );
        }
    }
}

#[test]
fn no_clock_below_the_window_and_the_command_line() {
    for source in sources() {
        if ["app", "cli", "main"].contains(&source.floor.as_str()) {
            continue;
        }
        for word in ["SystemTime", "Instant::now", "Zoned::now", "Timestamp::now"] {
            assert!(
                !source.code.contains(word),
                "{} reads a clock: {word}",
                source.path.display()
            );
        }
    }
}

#[test]
fn rooms_are_of_a_size_to_find_ones_way_in() {
    let large: Vec<String> = sources()
        .iter()
        .filter(|source| source.lines > MOST_LINES)
        .map(|source| format!("{}: {} lines", source.path.display(), source.lines))
        .collect();
    assert!(large.is_empty(), "{large:#?}");
}

#[test]
fn imports_are_seen_in_every_spelling() {
    let code = "use crate::model::{Span, Day};\nuse crate::{merge::{merge, Entry}, world};\nlet x = crate::load::samples();";
    assert_eq!(imports(code), ["model", "merge", "world", "load"]);
    assert_eq!(code_of("a\n#[cfg(test)]\nmod tests {\n b\n}"), "a\n");
    assert_eq!(
        code_of("a // b\n#[cfg(test)]\nmod tests;\nc"),
        "a \n#[cfg(test)]\nmod tests;\nc\n"
    );
}
