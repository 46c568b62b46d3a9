//! "Who is this?": a name of an article, told once for all articles, in the user's own tables.
//!
//! Writes a line of `aliases.tsv` or `people.tsv` and has everything read again. What the tables mean is read by `world`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Align, Context, RichText, Ui};

use super::dialogs::dialog;
use super::style::{LABEL_PX, regular};
use super::window::Window;
use super::worker::Request;
use super::{color, known, load_reader};
use crate::model::{ActorId, Problem, Severity};
use crate::world::{NewPerson, World, add_alias, add_person};

/// Offices that the dialog offers: as in the tables, and in words.
const OFFICES: [(&str, &str); 8] = [
    ("head_of_state", "Head of state"),
    ("head_of_government", "Head of government"),
    ("foreign_minister", "Foreign minister"),
    ("defence_minister", "Defence minister"),
    ("minister", "Other minister or official"),
    ("military_chief", "Military"),
    ("opposition", "Opposition"),
    ("rebel", "Rebels"),
];

/// What the dialog remembers.
pub(crate) struct Teach {
    folder: Option<PathBuf>,
    open: Option<Entry>,
}

struct Entry {
    world: Option<Arc<World>>,
    name: String,
    /// Whom the name means: a name or id that the tables know.
    meant: String,
    /// The name is of somebody new.
    is_new: bool,
    country: String,
    office: usize,
    since: String,
}

impl Teach {
    /// With the folder of the user's tables; none if nothing can be kept.
    pub(crate) fn new(folder: Option<PathBuf>) -> Self {
        Self { folder, open: None }
    }

    /// The folder of the user's tables.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Opens the dialog on a name.
    pub(crate) fn open(&mut self, name: &str) {
        if self.folder.is_none() {
            return;
        }
        self.open = Some(Entry {
            world: known::world(),
            name: name.to_owned(),
            meant: String::new(),
            is_new: false,
            country: String::new(),
            office: 0,
            since: String::new(),
        });
    }

    /// Closes the dialog; true if it was open.
    pub(crate) fn close(&mut self) -> bool {
        self.open.take().is_some()
    }
}

impl Entry {
    /// Whom the typed words mean, with the name to show.
    fn actor(&self, words: &str) -> Option<(ActorId, String)> {
        let world = self.world.as_ref()?;
        let actor = world.actor_called(words.trim())?;
        let name = world.actor_name(&actor)?.to_owned();
        Some((actor, name))
    }

    /// What the name has meant so far.
    fn so_far(&self) -> String {
        match self.actor(&self.name) {
            Some((_, name)) if name == self.name.trim() => String::new(),
            Some((_, name)) => format!("So far it means {name}."),
            None => "So far it means nobody whom the program knows.".to_owned(),
        }
    }

    /// The code of the typed country.
    fn country(&self) -> Option<ActorId> {
        let (actor, _) = self.actor(&self.country)?;
        actor.as_str().parse::<crate::model::CountryCode>().ok()?;
        Some(actor)
    }

    /// The date is empty or a year, month or day.
    fn is_dated(&self) -> bool {
        let since = self.since.trim();
        let shape: String = since
            .chars()
            .map(|c| if c.is_ascii_digit() { '0' } else { c })
            .collect();
        matches!(&*shape, "" | "0000" | "0000-00" | "0000-00-00")
    }

    fn is_ready(&self) -> bool {
        !self.name.trim().is_empty()
            && if self.is_new {
                self.country().is_some() && self.is_dated()
            } else {
                self.actor(&self.meant).is_some()
            }
    }

    /// Writes the line.
    fn keep(&self, folder: &Path) -> std::io::Result<()> {
        if !self.is_new {
            return match self.actor(&self.meant) {
                Some((actor, _)) => add_alias(folder, &self.name, &actor),
                None => Ok(()),
            };
        }
        let country = self.country().map(|actor| actor.0).unwrap_or_default();
        let (office, _) = OFFICES.get(self.office).unwrap_or(&OFFICES[0]);
        let person = NewPerson {
            name: self.name.clone(),
            country,
            office: (*office).to_owned(),
            start: self.since.trim().to_owned(),
        };
        add_person(folder, &person)
    }
}

/// Draws the dialog, if it is open.
pub(crate) fn ui(window: &mut Window, context: &Context) {
    let theme = window.theme;
    let Some(entry) = &mut window.teach.open else {
        return;
    };
    let mut keep = false;
    let close = dialog(context, theme, "Who is this?", 380.0, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        field(ui, "Name", &mut entry.name, "");
        let so_far = RichText::new(entry.so_far())
            .font(regular(LABEL_PX))
            .color(color(theme.text_second));
        ui.horizontal(|ui| {
            ui.add_space(NAMES_PX + ui.spacing().item_spacing.x);
            ui.label(so_far);
        });
        ui.horizontal(|ui| {
            ui.selectable_value(&mut entry.is_new, false, "Another name of");
            ui.selectable_value(&mut entry.is_new, true, "A person not known yet");
        });
        let note = if entry.is_new {
            field(ui, "Country", &mut entry.country, "France");
            ui.horizontal(|ui| {
                for (index, (_, words)) in OFFICES.iter().enumerate().take(4) {
                    ui.selectable_value(&mut entry.office, index, *words);
                }
            });
            ui.horizontal(|ui| {
                for (index, (_, words)) in OFFICES.iter().enumerate().skip(4) {
                    ui.selectable_value(&mut entry.office, index, *words);
                }
            });
            field(ui, "Since", &mut entry.since, "2026-03-09");
            match (entry.country(), entry.is_dated()) {
                (_, false) => "Write a year, month or day, such as 2026-03-09".to_owned(),
                (None, _) if !entry.country.is_empty() => {
                    "No country of that name is known".to_owned()
                }
                _ => String::new(),
            }
        } else {
            field(ui, "Means", &mut entry.meant, "Russia, Sergei Lavrov, NATO");
            match entry.actor(&entry.meant) {
                Some((actor, name)) => format!("{name} ({actor})"),
                None if entry.meant.is_empty() => String::new(),
                None => "Nobody of that name is known".to_owned(),
            }
        };
        let note = RichText::new(note)
            .font(regular(LABEL_PX))
            .color(color(theme.text_second));
        ui.label(note);
        keep = ui
            .add_enabled(entry.is_ready(), egui::Button::new("Keep for all articles"))
            .clicked();
    });
    if keep {
        self::keep(window);
    }
    if close || keep {
        window.teach.close();
    }
}

/// Writes what the dialog tells and reads everything again with it.
fn keep(window: &mut Window) {
    let (Some(folder), Some(entry)) = (window.teach.folder.clone(), &window.teach.open) else {
        return;
    };
    let request = match entry.keep(&folder) {
        Ok(()) => Request::Reload(load_reader(Some(folder))),
        Err(reason) => Request::Report(Problem {
            subject: folder.display().to_string(),
            severity: Severity::Error,
            message: format!("cannot be written: {reason}"),
        }),
    };
    window.worker.send(request);
}

/// Room for the names of the fields.
const NAMES_PX: f32 = 48.0;

fn field(ui: &mut Ui, name: &str, words: &mut String, hint: &str) {
    ui.horizontal(|ui| {
        let text = RichText::new(name).font(regular(LABEL_PX));
        let label = ui.add_sized([NAMES_PX, 24.0], egui::Label::new(text).halign(Align::LEFT));
        ui.add(
            egui::TextEdit::singleline(words)
                .hint_text(hint)
                .align(egui::Align2::LEFT_CENTER)
                .desired_width(280.0),
        )
        .labelled_by(label.id);
    });
}
