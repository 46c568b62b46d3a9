//! The form of an event: type, whether it happened, who, to whom, when, where. Every choice is an edit of its own, so
//! that each can be undone.

use egui::{Key, RichText, Ui, vec2};

use super::card::{field, pair};
use super::choose::Chooser;
use super::command::Command;
use super::style::{BODY_PX, LABEL_PX, medium, regular};
use super::view::ViewContext;
use super::{card, color, dates, known};
use crate::calendar::Day;
use crate::merge::{Entry, EntryId};
use crate::model::{DateBasis, EventType, Participant, Precision, Span, Status, When, Where};
use crate::project::{Edit, Identity};

/// What was typed.
pub(crate) struct Form {
    pub(crate) entry: EntryId,
    date: String,
    place: String,
    /// Whoever is to be added at each side.
    sides: [Chooser; 2],
}

impl Form {
    /// The form with what the event says.
    pub(crate) fn of(entry: &Entry) -> Self {
        let date = if entry.when.is_undated() {
            String::new()
        } else {
            card::date_words(&entry.when)
        };
        Self {
            entry: entry.id,
            date,
            place: entry
                .place
                .as_ref()
                .map_or_else(String::new, |place| place.name.clone()),
            sides: Default::default(),
        }
    }

    /// Draws it.
    pub(crate) fn ui(&mut self, ui: &mut Ui, context: &mut ViewContext<'_>, entry: &Entry) {
        ui.add_space(4.0);
        kind(ui, context, entry);
        status(ui, context, entry);
        self.side(ui, context, entry, 0);
        self.side(ui, context, entry, 1);
        self.date(ui, context, entry);
        self.place(ui, context, entry);
    }

    /// Who did it, or to whom.
    fn side(&mut self, ui: &mut Ui, context: &mut ViewContext<'_>, entry: &Entry, side: usize) {
        let (name, list) = match side {
            0 => ("Who", &entry.sources),
            _ => ("To whom", &entry.targets),
        };
        let Some(chooser) = self.sides.get_mut(side) else {
            return;
        };
        field(ui, context, name, |ui, context| {
            let mut wanted: Option<Vec<Identity>> = None;
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
                ui.spacing_mut().button_padding = vec2(8.0, 1.0);
                for (index, one) in list.iter().enumerate() {
                    let words = format!("{} ×", one.name);
                    let text = RichText::new(words).font(medium(LABEL_PX));
                    let button = egui::Button::new(text)
                        .min_size(vec2(0.0, 22.0))
                        .corner_radius(11);
                    let response = ui.add(button);
                    let label = format!("{name}: take {} out", one.name);
                    response.widget_info(|| {
                        egui::WidgetInfo::labeled(egui::Role::Button, true, &label)
                    });
                    if response.on_hover_text(label).clicked() {
                        let others = list.iter().enumerate().filter(|(i, _)| *i != index);
                        wanted = Some(others.map(|(_, one)| identity(one)).collect());
                    }
                }
            });
            let label = format!("{name}: add an actor");
            if let Some(who) = chooser.ui(ui, context, &label, None) {
                let mut all: Vec<Identity> = list.iter().map(identity).collect();
                all.push(who);
                wanted = Some(all);
            }
            if let Some(wanted) = wanted {
                let edit = match side {
                    0 => Edit::sources(context.project, entry, &wanted),
                    _ => Edit::targets(context.project, entry, &wanted),
                };
                context.send(Command::Edit(Box::new(edit)));
            }
        });
    }

    fn date(&mut self, ui: &mut Ui, context: &mut ViewContext<'_>, entry: &Entry) {
        field(ui, context, "When", |ui, context| {
            let when = read_when(&self.date);
            let hint = "18 Aug 2023, Aug 2023, 2023";
            if typed(
                ui,
                context,
                &mut self.date,
                "Date of the event",
                hint,
                when.is_some(),
            ) && let Some(when) = when
            {
                let edit = Edit::when(context.project, entry, self.date.trim(), &when);
                context.send(Command::Edit(Box::new(edit)));
            }
        });
    }

    fn place(&mut self, ui: &mut Ui, context: &mut ViewContext<'_>, entry: &Entry) {
        field(ui, context, "Where", |ui, context| {
            if typed(
                ui,
                context,
                &mut self.place,
                "Place of the event",
                "Minsk",
                true,
            ) {
                let place = place(self.place.trim());
                let edit = Edit::place(context.project, entry, place.as_ref());
                context.send(Command::Edit(Box::new(edit)));
            }
        });
    }
}

/// A participant as an edit names them.
pub(crate) fn identity(one: &Participant) -> Identity {
    Identity {
        actor: one.actor.clone(),
        name: one.name.clone(),
        country: one.country,
        sector: one.sector,
    }
}

fn kind(ui: &mut Ui, context: &mut ViewContext<'_>, entry: &Entry) {
    field(ui, context, "Type", |ui, context| {
        let words = RichText::new(entry.kind.words()).font(medium(LABEL_PX));
        let menu = ui.menu_button(words, |ui| {
            for kind in EventType::ALL {
                let chosen = *kind == entry.kind;
                let words = match kind.quad() {
                    Some(quad) => format!("{} · {}", kind.words(), quad.words()),
                    None => kind.words().to_owned(),
                };
                if ui.selectable_label(chosen, words).clicked() {
                    if !chosen {
                        let edit = Edit::kind(context.project, entry, *kind);
                        context.send(Command::Edit(Box::new(edit)));
                    }
                    ui.close();
                }
            }
        });
        let label = format!("Type: {}", entry.kind.words());
        menu.response
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
    });
}

fn status(ui: &mut Ui, context: &mut ViewContext<'_>, entry: &Entry) {
    const ALL: [Status; 4] = [
        Status::Actual,
        Status::Planned,
        Status::Possible,
        Status::Denied,
    ];
    field(ui, context, "Status", |ui, context| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            ui.spacing_mut().button_padding = vec2(7.0, 1.0);
            for status in ALL {
                let chosen = status == entry.status;
                let text = RichText::new(status.words()).font(regular(LABEL_PX));
                let button = egui::Button::new(text)
                    .selected(chosen)
                    .min_size(vec2(0.0, 22.0));
                if ui.add(button).clicked() && !chosen {
                    let edit = Edit::status(context.project, entry, status);
                    context.send(Command::Edit(Box::new(edit)));
                }
            }
        });
    });
}

/// A field with a button; true if what was typed is to hold.
fn typed(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    words: &mut String,
    name: &str,
    hint: &str,
    good: bool,
) -> bool {
    let theme = context.theme;
    let mut set = false;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let ink = if good || words.trim().is_empty() {
            theme.text
        } else {
            theme.error
        };
        let width = (ui.available_width() - 60.0).clamp(80.0, 200.0);
        let edit = egui::TextEdit::singleline(words)
            .hint_text(hint)
            .font(regular(BODY_PX))
            .text_color(color(ink))
            .desired_width(width)
            .margin(egui::Margin::symmetric(8, 4));
        let response = ui.add(edit);
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        response.on_hover_text(name);
        let button = egui::Button::new(RichText::new("Set").font(medium(LABEL_PX)));
        let button = ui.add_enabled(good, button);
        button.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Button, good, format!("Set: {name}"))
        });
        set = button.clicked() || entered && good;
    });
    if !good && !words.trim().is_empty() {
        pair(
            ui,
            context,
            "",
            "Write 18 Aug 2023, Aug 2023, 2023, or two days with “to”",
        );
    }
    set
}

/// The date that the user typed: a day, a month, a year, or from one day to another.
fn read_when(text: &str) -> Option<When> {
    let text = text.trim();
    let made = |earliest: Day, latest: Day, precision| {
        Some(When {
            value: None,
            earliest: Some(earliest),
            latest: Some(latest),
            precision,
            basis: DateBasis::User,
            span: None,
            why: "set by you".to_owned(),
        })
    };
    if let Some(day) = dates::read(text) {
        return made(day, day, Precision::Day);
    }
    for between in [" to ", " – ", " - "] {
        if let Some((from, to)) = text.split_once(between) {
            let (from, to) = (dates::read(from)?, dates::read(to)?);
            if from > to {
                return None;
            }
            return made(from, to, Precision::Span);
        }
    }
    if text.len() == 4 {
        let year: i16 = text.parse().ok()?;
        let first = Day::new(year, 1, 1).ok()?;
        return made(first, Day::new(year, 12, 31).ok()?, Precision::Year);
    }
    // "Aug 2023": a day of it is read, then its month.
    let first = dates::read(&format!("1 {text}"))?.first_of_month();
    made(first, first.last_of_month(), Precision::Month)
}

/// The place of a name, with its coordinates where the tables know it; none for no name.
fn place(name: &str) -> Option<Where> {
    if name.is_empty() {
        return None;
    }
    let known = known::world().and_then(|world| world.place(name));
    Some(Where {
        name: name.to_owned(),
        latitude: known.as_ref().map(|place| place.point.latitude),
        longitude: known.as_ref().map(|place| place.point.longitude),
        country: known.as_ref().and_then(|place| place.country),
        span: Span::new(0, 0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_people_type_for_an_event() {
        let read = |text: &str| {
            let when = read_when(text)?;
            Some((
                when.earliest?.to_string(),
                when.latest?.to_string(),
                when.precision,
            ))
        };
        let made =
            |from: &str, to: &str, precision| Some((from.to_owned(), to.to_owned(), precision));
        assert_eq!(
            read("18 Aug 2023"),
            made("2023-08-18", "2023-08-18", Precision::Day)
        );
        assert_eq!(
            read("Feb 2024"),
            made("2024-02-01", "2024-02-29", Precision::Month)
        );
        assert_eq!(
            read(" 2023 "),
            made("2023-01-01", "2023-12-31", Precision::Year)
        );
        let span = made("2023-08-01", "2023-08-05", Precision::Span);
        assert_eq!(read("1 Aug 2023 to 5 Aug 2023"), span);
        assert_eq!(read("1 Aug 2023 – 5 Aug 2023"), span);
        for text in [
            "",
            "soon",
            "5 Aug 2023 to 1 Aug 2023",
            "32 Aug 2023",
            "20233",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
