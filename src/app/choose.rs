//! A field in which the user says who is meant: what is typed is looked up among countries, bodies, groups and people;
//! arrow keys and Enter choose.

use egui::{Key, Ui, pos2};

use super::style::{BODY_PX, LABEL_PX, ROW_PX, regular};
use super::view::ViewContext;
use super::widgets::{line, paint_line, row};
use super::{color, flags, known};
use crate::model::{ActorId, CountryCode};
use crate::project::Identity;
use crate::world::slug;

/// Names that are offered.
const OFFERED: usize = 6;

/// What was typed, and which of the offers is marked.
#[derive(Default)]
pub(crate) struct Chooser {
    typed: String,
    marked: usize,
    /// The field wants the keyboard.
    focus: bool,
    /// What was looked up last, and the answer.
    found: Option<(String, u64, Vec<known::Choice>)>,
}

impl Chooser {
    /// A field that takes the keyboard at once.
    pub(crate) fn focused() -> Self {
        Self {
            focus: true,
            ..Self::default()
        }
    }

    /// Draws the field and the offers; the one that was chosen by a click or Enter. `country` stands behind somebody
    /// whom nobody knows.
    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        context: &ViewContext<'_>,
        label: &str,
        country: Option<CountryCode>,
    ) -> Option<Identity> {
        let field = egui::TextEdit::singleline(&mut self.typed)
            .hint_text("Country, body or person")
            .font(regular(BODY_PX))
            .desired_width(ui.available_width().min(260.0) - 16.0)
            .margin(egui::Margin::symmetric(8, 4));
        let response = ui.add(field);
        if std::mem::take(&mut self.focus) {
            response.request_focus();
        }
        if response.changed() {
            self.marked = 0;
        }
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let has_focus = response.has_focus();
        response.on_hover_text(label);
        if self.typed.trim().is_empty() {
            return None;
        }
        let fresh = self
            .found
            .as_ref()
            .is_some_and(|(typed, made, _)| *typed == self.typed && *made == context.revision);
        if !fresh {
            let found = known::search(context.project, &self.typed, OFFERED);
            self.found = Some((self.typed.clone(), context.revision, found));
        }
        let (_, _, found) = self.found.take()?;
        let number = found.len() + 1;
        if has_focus {
            let step = ui.input(|input| {
                isize::from(input.key_pressed(Key::ArrowDown))
                    - isize::from(input.key_pressed(Key::ArrowUp))
            });
            self.marked = self.marked.saturating_add_signed(step).min(number - 1);
        }
        let mut chosen = entered.then_some(self.marked);
        for (index, choice) in found.iter().enumerate() {
            if offer(ui, context, choice, index == self.marked) {
                chosen = Some(index);
            }
        }
        let name = self.typed.trim().to_owned();
        if new_offer(ui, context, &name, self.marked == found.len()) {
            chosen = Some(found.len());
        }
        let chosen = chosen.map(|index| match found.get(index) {
            Some(choice) => Identity {
                actor: Some(choice.actor.clone()),
                name: choice.name.clone(),
                country: choice.country,
                sector: choice.sector,
            },
            None => Identity {
                actor: Some(ActorId(slug(&name))),
                name,
                country,
                sector: None,
            },
        });
        match chosen {
            Some(_) => *self = Self::default(),
            None => self.found = Some((self.typed.clone(), context.revision, found)),
        }
        chosen
    }
}

fn offer(ui: &mut Ui, context: &ViewContext<'_>, choice: &known::Choice, marked: bool) -> bool {
    let theme = context.theme;
    let label = format!("{} ({})", choice.name, choice.what);
    let (rect, response) = row(ui, theme, ROW_PX, marked, &label);
    let mut left = rect.left() + 8.0;
    let middle = rect.center().y;
    let own = choice.actor.as_str();
    let code = match choice.country {
        Some(country) => Some(country.as_str().to_owned()),
        None => flags::has_flag(own).then(|| own.to_owned()),
    };
    if let Some(code) = code {
        left += flags::flag(ui, theme, pos2(left, middle), &code);
    }
    let room = rect.right() - left - 8.0;
    let galley = line(ui, &choice.name, regular(BODY_PX), color(theme.text), room);
    left += paint_line(ui, pos2(left, middle), galley) + 8.0;
    let ink = color(theme.text_second);
    let galley = line(
        ui,
        &choice.what,
        regular(LABEL_PX),
        ink,
        rect.right() - left - 8.0,
    );
    paint_line(ui, pos2(left, middle), galley);
    response.on_hover_text(label).clicked()
}

/// Somebody whom nobody knows yet.
fn new_offer(ui: &mut Ui, context: &ViewContext<'_>, name: &str, marked: bool) -> bool {
    let theme = context.theme;
    let label = format!("Somebody new: {name}");
    let (rect, response) = row(ui, theme, ROW_PX, marked, &label);
    let galley = line(
        ui,
        &label,
        regular(BODY_PX),
        color(theme.accent),
        rect.width() - 16.0,
    );
    paint_line(ui, pos2(rect.left() + 8.0, rect.center().y), galley);
    response.clicked()
}
