//! The right column: the event card, and the article with the words that support the event.

use std::sync::Arc;

use egui::{Color32, ScrollArea, Sense, Ui, pos2, vec2};

use super::actor_card::ActorCard;
use super::article_text::{ArticleText, MEASURE_PX, Shown};
use super::command::{Command, Now};
use super::correct::meant_at;
use super::style::{BAR_PX, BODY_PX, LABEL_PX, medium, regular, semi_bold};
use super::view::ViewContext;
use super::widgets::{Icon, centred, icon_button, line, paint_line};
use super::{card, color, dates};
use crate::merge::EntryId;
use crate::model::{ActorId, Article, ArticleId, Event, Origin};
use crate::project::Document;

/// What the column remembers.
#[derive(Default)]
pub(crate) struct Source {
    text: ArticleText,
    actor_card: ActorCard,
    pub(crate) card: card::CardState,
    /// Article whose date is being edited, and what was typed.
    editing: Option<(ArticleId, String)>,
    /// What the text was last scrolled to.
    scrolled: Option<(usize, Option<EntryId>, usize)>,
}

/// What is to be shown.
pub(crate) struct Showing<'a> {
    /// The article.
    pub(crate) document: Option<&'a Arc<Document>>,
    /// The event in it.
    pub(crate) event: Option<&'a Event>,
    /// Which report of the entry it is, from 0.
    pub(crate) report: usize,
    /// The actor that is read about instead of the event.
    pub(crate) actor: Option<&'a ActorId>,
}

impl Source {
    /// Draws the column.
    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        context: &mut ViewContext<'_>,
        now: &Now,
        showing: &Showing<'_>,
    ) {
        ui.spacing_mut().item_spacing.y = 0.0;
        if let Some(actor) = showing.actor {
            self.actor_card.ui(ui, context, actor);
            separator(ui, context);
        } else if let Some(entry) = context.selected() {
            let report = showing.document.zip(showing.event);
            let report = report.map(|(document, event)| (document.as_ref(), event));
            let room = (ui.available_height() - 160.0).max(120.0);
            ScrollArea::vertical()
                .id_salt("card")
                .max_height(room)
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    let shown = card::Shown {
                        report,
                        number: showing.report,
                    };
                    card::ui(ui, context, now, entry, &shown, &mut self.card);
                });
            separator(ui, context);
        }
        let Some(document) = showing.document else {
            // A card of an actor fills the column by itself.
            if showing.actor.is_some() {
                return;
            }
            centred(ui, context.theme, "Select an event to read its source");
            return;
        };
        self.bar(ui, context, now, document, showing.report);
        self.date_editor(ui, context, &document.article);
        separator(ui, context);
        self.article(ui, context, document, showing);
    }

    fn bar(
        &mut self,
        ui: &mut Ui,
        context: &mut ViewContext<'_>,
        now: &Now,
        document: &Document,
        report: usize,
    ) {
        let theme = context.theme;
        let article = &document.article;
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), BAR_PX), Sense::hover());
        let inner = rect.shrink2(vec2(12.0, 0.0));
        let mut bar = ui.new_child(
            egui::UiBuilder::new()
                .max_rect(inner)
                .layout(egui::Layout::right_to_left(egui::Align::Center)),
        );
        bar.spacing_mut().item_spacing.x = 4.0;
        let hint = "Change the publication date";
        if icon_button(&mut bar, theme, Icon::Pencil, 22.0, true, false, hint).clicked() {
            self.edit(article);
        }
        let (date, ink) = match article.published.date {
            Some(day) if article.published.conflict().is_some() => (
                format!("{} · other dates", dates::written(day)),
                theme.warning,
            ),
            Some(day) => (dates::written(day), theme.text),
            None => ("no date".to_owned(), theme.warning),
        };
        let date = egui::RichText::new(date)
            .font(semi_bold(LABEL_PX))
            .color(color(ink));
        bar.label(date);
        let label = egui::RichText::new("Published")
            .font(regular(LABEL_PX))
            .color(color(theme.text_second));
        bar.label(label);
        let right = bar.min_rect().left() - 8.0;
        let mut words = place_of(article);
        if now.reports > 1 {
            words = format!("Source {} of {} · {words}", report + 1, now.reports);
        }
        let mut left = inner.left();
        if now.reports > 1 {
            let at = egui::Rect::from_min_size(
                pos2(left - 4.0, rect.center().y - 11.0),
                vec2(22.0, 22.0),
            );
            let hint = Command::NextReport.hint(ui.ctx());
            let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(at));
            let clicked =
                icon_button(&mut inner, theme, Icon::Next, 22.0, true, false, &hint).clicked();
            if clicked {
                context.send(Command::NextReport);
            }
            left += 22.0;
        }
        let galley = line(
            ui,
            &words,
            regular(LABEL_PX),
            color(theme.text_second),
            right - left,
        );
        paint_line(ui, pos2(left, rect.center().y), galley);
        let area = egui::Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom()));
        let response = ui.interact(area, ui.scope_id().with("source"), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
        response.on_hover_text(full_place_of(article));
    }

    /// Opens the date field.
    pub(crate) fn edit(&mut self, article: &Article) {
        let typed = article
            .published
            .date
            .map_or_else(String::new, |day| day.to_string());
        self.editing = Some((article.id.clone(), typed));
    }

    /// True while the date field is open; closes it.
    pub(crate) fn stop_editing(&mut self) -> bool {
        self.editing.take().is_some() || self.card.stop_editing()
    }

    fn date_editor(&mut self, ui: &mut Ui, context: &mut ViewContext<'_>, article: &Article) {
        let theme = context.theme;
        let editing = self
            .editing
            .as_mut()
            .filter(|(id, _)| *id == article.id)
            .map(|(_, typed)| typed);
        let Some(typed) = editing else {
            if article.published.date.is_none() {
                self.undated_hint(ui, context, article);
            } else if let Some(words) = article.published.conflict() {
                hint(ui, |ui| {
                    ui.add(egui::Label::new(warning(context, &words)).wrap());
                });
            }
            return;
        };
        let mut close = false;
        egui::Frame::new()
            .inner_margin(egui::Margin {
                left: 16,
                right: 12,
                top: 0,
                bottom: 10,
            })
            .show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    let day = dates::read(typed);
                    let ink = if day.is_some() || typed.trim().is_empty() {
                        theme.text
                    } else {
                        theme.error
                    };
                    let field = egui::TextEdit::singleline(typed)
                        .hint_text("18 Aug 2023")
                        .font(regular(BODY_PX))
                        .text_color(color(ink))
                        .desired_width(120.0)
                        .margin(egui::Margin::symmetric(8, 5));
                    let response = ui.add(field).on_hover_text("Publication date");
                    if !response.has_focus() && !response.lost_focus() {
                        response.request_focus();
                    }
                    let entered =
                        response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
                    let ready = day.is_some() && day != article.published.date;
                    let set = ui
                        .add_enabled(ready, egui::Button::new("Set date"))
                        .clicked();
                    if (set || entered && ready)
                        && let Some(day) = day
                    {
                        context.send(Command::SetPublished {
                            article: article.id.clone(),
                            date: Some(day),
                        });
                        close = true;
                    }
                    if article.published.date.is_some() && ui.button("No date").clicked() {
                        context.send(Command::SetPublished {
                            article: article.id.clone(),
                            date: None,
                        });
                        close = true;
                    }
                    if ui.button("Cancel").clicked() || entered && !ready && day.is_some() {
                        close = true;
                    }
                });
                if dates::read(typed).is_none() && !typed.trim().is_empty() {
                    let words =
                        egui::RichText::new("Write a day, such as 2023-08-18 or 18 Aug 2023")
                            .font(regular(LABEL_PX))
                            .color(color(theme.text_second));
                    ui.add_space(4.0);
                    ui.label(words);
                }
            });
        if close {
            self.editing = None;
        }
    }

    fn undated_hint(&mut self, ui: &mut Ui, context: &mut ViewContext<'_>, article: &Article) {
        let guess = article.published.guess();
        let words = match guess {
            Some(guess) => format!("No date; {} is inferred: {}.", guess.words(), guess.why),
            None => "Words such as “last month” need a publication date.".to_owned(),
        };
        let words = warning(context, &words);
        let (mut edit, mut accept) = (false, false);
        hint(ui, |ui| {
            let set = egui::RichText::new("Set date").font(medium(LABEL_PX));
            let Some(guess) = guess else {
                ui.horizontal(|ui| {
                    ui.add(egui::Label::new(words).wrap());
                    edit = ui.button(set).clicked();
                });
                return;
            };
            ui.add(egui::Label::new(words).wrap());
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                let confirm = format!("Confirm {}", guess.words());
                let confirm = egui::RichText::new(confirm).font(medium(LABEL_PX));
                accept = ui.button(confirm).clicked();
                edit = ui.button(set).clicked();
            });
        });
        if accept {
            context.send(Command::AcceptPublished(article.id.clone()));
        }
        if edit {
            self.edit(article);
        }
    }

    fn article(
        &mut self,
        ui: &mut Ui,
        context: &mut ViewContext<'_>,
        document: &Arc<Document>,
        showing: &Showing<'_>,
    ) {
        let theme = context.theme;
        let address = Arc::as_ptr(document) as usize;
        let shown = Shown {
            article: &document.article,
            event: showing.event,
            document: address,
        };
        let width = (ui.available_width() - 2.0 * card::SIDE_PX).min(MEASURE_PX);
        self.text.update(ui, theme, &shown, width);
        let room = ui.available_height();
        let target = (address, context.selection, showing.report);
        let mut area = ScrollArea::vertical()
            .id_salt("article")
            .auto_shrink([false, false]);
        if self.scrolled != Some(target) {
            self.scrolled = Some(target);
            let byte = showing.event.map(|event| {
                event
                    .evidence
                    .first()
                    .map_or(event.trigger.start, |s| s.start) as usize
            });
            let y = byte.and_then(|byte| self.text.y_of(ui, theme, &shown, byte));
            area = area.vertical_scroll_offset((y.unwrap_or(0.0) - room * 0.25).max(0.0));
        }
        let mut clicked = None;
        let mut asked = None;
        area.show_viewport(ui, |ui, viewport| {
            let height = self.text.height_px() + 48.0;
            let size = vec2(ui.available_width(), height.max(room));
            let (rect, response) = ui.allocate_exact_size(size, Sense::click());
            response.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::Label, true, article_name(&shown))
            });
            let origin = pos2(rect.left() + card::SIDE_PX, rect.top() + 16.0);
            let pointer = response
                .interact_pointer_pos()
                .filter(|_| response.clicked() || response.secondary_clicked());
            let (top, bottom) = (viewport.top() - 40.0, viewport.bottom() + 40.0);
            self.text
                .paint(ui, theme, &shown, top, bottom, |y, galley, range, bars| {
                    let at = pos2(origin.x, origin.y + y);
                    for (rect, ink) in bars {
                        ui.painter()
                            .rect_filled(rect.translate(at.to_vec2()), 1.0, *ink);
                    }
                    ui.painter()
                        .galley(at, Arc::clone(galley), Color32::PLACEHOLDER);
                    let inside = pointer.is_some_and(|p| {
                        p.y >= at.y
                            && p.y <= at.y + galley.size().y
                            && p.x <= at.x + galley.size().x
                    });
                    if let (true, Some(pointer)) = (inside, pointer) {
                        let character = galley.cursor_from_pos(pointer - at).index.0;
                        let words = document.article.text.get(range.clone()).unwrap_or_default();
                        let byte = words
                            .char_indices()
                            .nth(character)
                            .map_or(words.len(), |(b, _)| b);
                        let byte = range.start + byte;
                        if response.secondary_clicked() {
                            asked = Some(byte);
                        } else {
                            clicked = Some(byte);
                        }
                    }
                });
        });
        if let Some(name) = asked.and_then(|byte| name_at(document, byte)) {
            context.send(Command::Teach(name));
        }
        let Some(byte) = clicked else {
            return;
        };
        // A name in the highlighted sentence can be corrected; elsewhere a click selects.
        let named = showing
            .event
            .and_then(|event| meant_at(document, event, byte));
        if let Some(meant) = named {
            context.send(Command::Correct(Box::new(meant)));
        } else if let Some(entry) = entry_at(context, document, byte) {
            context.send(Command::Select(entry));
        }
    }
}

/// A note below the bar.
fn hint(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    egui::Frame::new()
        .inner_margin(egui::Margin {
            left: 12,
            right: 12,
            top: 0,
            bottom: 10,
        })
        .show(ui, add);
}

fn warning(context: &ViewContext<'_>, words: &str) -> egui::RichText {
    egui::RichText::new(words)
        .font(regular(LABEL_PX))
        .color(color(context.theme.warning))
}

/// The words that support the event, for readers of the screen and for tests.
fn article_name(shown: &Shown<'_>) -> String {
    let text = &shown.article.text;
    match shown.event {
        Some(event) => {
            let words: Vec<&str> = event.evidence.iter().map(|span| span.of(text)).collect();
            format!("Evidence: {}", words.join(" … "))
        }
        None => format!("Article: {}", shown.article.headline()),
    }
}

/// The shortest name in the article that holds the byte.
fn name_at(document: &Document, byte: usize) -> Option<String> {
    let mentions = document.reading.mentions.iter();
    mentions
        .filter(|mention| mention.span.range().contains(&byte))
        .min_by_key(|mention| mention.span.range().len())
        .map(|mention| mention.span.of(&document.article.text).to_owned())
}

/// The shown entry whose evidence holds the byte, the one with the nearest trigger.
fn entry_at(context: &ViewContext<'_>, document: &Arc<Document>, byte: usize) -> Option<EntryId> {
    context
        .entries()
        .flat_map(|entry| entry.reports.iter().map(move |report| (entry, report)))
        .filter_map(|(entry, report)| {
            let of = context.project.documents.get(report.article)?;
            if !Arc::ptr_eq(of, document) {
                return None;
            }
            let event = of.reading.events.get(report.event)?;
            event
                .evidence
                .iter()
                .any(|span| span.range().contains(&byte))
                .then(|| ((event.trigger.start as usize).abs_diff(byte), entry.id))
        })
        .min()
        .map(|(_, id)| id)
}

fn separator(ui: &mut Ui, context: &ViewContext<'_>) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter()
        .rect_filled(rect, 0.0, color(context.theme.line));
}

/// Where an article comes from, in a word or two.
fn place_of(article: &Article) -> String {
    match &article.origin {
        Origin::File { path, line } => {
            let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
            match line {
                Some(line) => format!("{name}, line {line}"),
                None => name.to_owned(),
            }
        }
        Origin::Pasted => "pasted".to_owned(),
        Origin::Stdin => "standard input".to_owned(),
        Origin::Sample(name) => name.clone(),
    }
}

fn full_place_of(article: &Article) -> String {
    let place = match &article.origin {
        Origin::File { path, .. } => path.clone(),
        _ => place_of(article),
    };
    [
        Some(article.headline().to_owned()),
        article.source.clone(),
        article.url.clone(),
        Some(place),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join("\n")
}
