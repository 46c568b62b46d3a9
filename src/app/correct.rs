//! Says who is meant by some words: once in an article or everywhere; and adds names to an actor. A small window beside
//! the pointer, with the keyboard in its field.

use egui::{Context, Key, Pos2, RichText, Ui, vec2};

use super::choose::Chooser;
use super::color;
use super::command::Command;
use super::style::{BODY_PX, LABEL_PX, medium, regular, semi_bold};
use super::view::ViewContext;
use super::widgets::{Icon, icon_button};
use crate::model::{ArticleId, Event, Participant, Span};
use crate::project::{Document, Edit, Identity, Scope};

/// Width of the window.
const WIDTH_PX: f32 = 300.0;

/// Words of an article, and for whom they stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Meant {
    /// The words, as they are written.
    pub words: String,
    /// Where they stand.
    pub article: ArticleId,
    /// Who they were taken for.
    pub who: Identity,
}

/// What the window asks.
enum Question {
    /// Who is meant by the words.
    Who {
        meant: Meant,
        chooser: Chooser,
        chosen: Option<Identity>,
    },
    /// Another name of somebody.
    Name { who: Identity, typed: String },
}

/// The open window.
pub(crate) struct Correction {
    question: Question,
    at: Option<Pos2>,
    /// The field has had the keyboard.
    begun: bool,
}

impl Correction {
    /// Asks who is meant.
    pub(crate) fn of(meant: Meant, at: Option<Pos2>) -> Self {
        let chooser = Chooser::focused();
        let question = Question::Who {
            meant,
            chooser,
            chosen: None,
        };
        Self {
            question,
            at,
            begun: false,
        }
    }

    /// Asks for another name.
    pub(crate) fn name(who: Identity, at: Option<Pos2>) -> Self {
        let typed = String::new();
        Self {
            question: Question::Name { who, typed },
            at,
            begun: false,
        }
    }

    /// Draws the window; true when it is to be closed.
    pub(crate) fn ui(&mut self, egui: &Context, context: &mut ViewContext<'_>) -> bool {
        let size = egui.content_rect().size();
        let middle = (size / 2.0 - vec2(WIDTH_PX / 2.0, 120.0)).to_pos2();
        let at = self.at.map_or(middle, |at| at + vec2(-40.0, 14.0));
        let mut close = false;
        let shown = egui::Window::new("Correct a name")
            .title_bar(false)
            .collapsible(false)
            .resizable(false)
            .fixed_size(vec2(WIDTH_PX, 0.0))
            .current_pos(at)
            .constrain(true)
            .show(egui, |ui| {
                ui.set_width(WIDTH_PX);
                ui.spacing_mut().item_spacing.y = 6.0;
                close = self.question(ui, context);
            });
        // A click elsewhere closes it, but not the click that opened it.
        let begun = std::mem::replace(&mut self.begun, true);
        let elsewhere = shown.is_some_and(|shown| shown.response.clicked_elsewhere());
        close || begun && elsewhere
    }

    fn question(&mut self, ui: &mut Ui, context: &mut ViewContext<'_>) -> bool {
        match &mut self.question {
            Question::Who {
                meant,
                chooser,
                chosen,
            } => {
                let mut close = heading(ui, context, &format!("Who is “{}”?", meant.words));
                note(ui, context, &format!("Read as {}", meant.who.name));
                match chosen {
                    None => {
                        *chosen = chooser.ui(ui, context, "Who is meant", meant.who.country);
                        if chosen.is_some() {
                            ui.ctx().request_repaint();
                        }
                    }
                    Some(who) => close |= scopes(ui, context, meant, who),
                }
                close
            }
            Question::Name { who, typed } => {
                let close = heading(ui, context, &format!("Another name of {}", who.name));
                close | name(ui, context, who, typed, !self.begun)
            }
        }
    }
}

fn heading(ui: &mut Ui, context: &ViewContext<'_>, words: &str) -> bool {
    let theme = context.theme;
    ui.horizontal(|ui| {
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        ui.with_layout(layout, |ui| {
            let close = icon_button(ui, theme, Icon::Close, 22.0, true, false, "Close (Esc)");
            let layout = egui::Layout::left_to_right(egui::Align::Center);
            ui.with_layout(layout, |ui| {
                let text = RichText::new(words)
                    .font(semi_bold(BODY_PX))
                    .color(color(theme.text));
                ui.add(egui::Label::new(text).truncate());
            });
            close.clicked()
        })
        .inner
    })
    .inner
}

fn note(ui: &mut Ui, context: &ViewContext<'_>, words: &str) {
    let text = RichText::new(words)
        .font(regular(LABEL_PX))
        .color(color(context.theme.text_second));
    ui.add(egui::Label::new(text).wrap());
}

/// Where the correction is to hold; true once that is said.
fn scopes(ui: &mut Ui, context: &mut ViewContext<'_>, meant: &Meant, who: &Identity) -> bool {
    let theme = context.theme;
    let text = RichText::new(format!("It is {}", who.name))
        .font(medium(BODY_PX))
        .color(color(theme.text));
    ui.add(egui::Label::new(text).wrap());
    let mut scope = None;
    ui.horizontal(|ui| {
        let here = ui.button("In this article");
        if ui.memory(|memory| memory.focused().is_none()) {
            here.request_focus();
        }
        if here.clicked() {
            scope = Some(Scope::Article(meant.article.clone()));
        }
        if ui.button("Everywhere").clicked() {
            scope = Some(Scope::Project);
        }
    });
    let Some(scope) = scope else {
        return false;
    };
    let edit = Edit::meaning(&meant.words, scope, who.clone());
    context.send(Command::Edit(Box::new(edit)));
    true
}

fn name(
    ui: &mut Ui,
    context: &mut ViewContext<'_>,
    who: &Identity,
    typed: &mut String,
    first: bool,
) -> bool {
    note(ui, context, "Wherever these words stand, they are meant.");
    let mut add = false;
    ui.horizontal(|ui| {
        let field = egui::TextEdit::singleline(typed)
            .hint_text("The name as articles write it")
            .font(regular(BODY_PX))
            .desired_width(WIDTH_PX - 90.0)
            .margin(egui::Margin::symmetric(8, 4));
        let response = ui.add(field);
        if first {
            response.request_focus();
        }
        add = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        response.on_hover_text("Another name");
        let good = !typed.trim().is_empty();
        add |= ui
            .add_enabled(good, egui::Button::new("Add name"))
            .clicked();
        add &= good;
    });
    if add {
        let edit = Edit::alias(typed.trim(), who.clone());
        context.send(Command::Edit(Box::new(edit)));
    }
    add
}

/// What a participant's words are, to be corrected: where a pronoun stands for them, the name before it.
pub(crate) fn meant(document: &Document, one: &Participant) -> Meant {
    let text = document.article.text.as_str();
    let named = |span: Span| span.of(text).chars().any(char::is_uppercase);
    let before = document
        .reading
        .mentions
        .iter()
        .filter(|mention| {
            mention.name == one.name && mention.actor == one.actor && named(mention.span)
        })
        .max_by_key(|mention| mention.span.len());
    let span = match before {
        Some(mention) if !named(one.span) => mention.span,
        _ => one.span,
    };
    Meant {
        words: span.of(text).trim().to_owned(),
        article: document.article.id.clone(),
        who: super::edit_form::identity(one),
    }
}

/// The name that stands at a byte of the evidence of an event.
pub(crate) fn meant_at(document: &Document, event: &Event, byte: usize) -> Option<Meant> {
    let holds = |span: Span| span.range().contains(&byte) && !span.is_empty();
    if !event.evidence.iter().any(|span| holds(*span)) {
        return None;
    }
    let one = event
        .sources
        .iter()
        .chain(&event.targets)
        .find(|one| holds(one.span) && one.span != event.trigger)
        .cloned()
        .or_else(|| {
            let mentions = document.reading.mentions.iter();
            let here = mentions.filter(|mention| holds(mention.span));
            let shortest = here.min_by_key(|mention| mention.span.len())?;
            shortest.actor.is_some().then(|| shortest.into())
        })?;
    Some(meant(document, &one))
}
