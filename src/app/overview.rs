//! The left column: what there is. Articles, stories, actors, what happened, problems.

use egui::{Pos2, Rect, ScrollArea, Ui, pos2};

use super::actor_list::ActorList;
use super::color;
use super::command::Command;
use super::dates;
use super::story_list::StoryList;
use super::style::{BODY_PX, EDGE_PX, LABEL_PX, ROW_PX, medium, regular};
use super::view::ViewContext;
use super::widgets::{
    Icon, count, dot, icon_button, line, more_row, paint_line, row, rows, section,
};
use crate::model::{EventType, Quad, Severity};
use crate::project::Document;
use crate::project::Facets;

/// Height of an article's row, which has two lines.
const ARTICLE_PX: f32 = 48.0;
/// Rows of a list before "Show all".
const ARTICLES: usize = 6;
const PROBLEMS: usize = 3;

/// Which lists the user has opened.
#[derive(Default)]
pub(crate) struct Overview {
    all_articles: bool,
    stories: StoryList,
    actors: ActorList,
    open: [bool; 4],
}

impl Overview {
    /// Takes the words away by which an actor is looked for; true if there were any.
    pub(crate) fn forget_words(&mut self) -> bool {
        self.actors.forget_words()
    }

    /// Actors by country, or by alliance.
    pub(crate) fn toggle_grouping(&mut self) {
        self.actors.toggle_grouping();
    }

    /// The newest stories first, or the largest.
    pub(crate) fn toggle_story_order(&mut self) {
        self.stories.toggle_order();
    }

    /// Draws the column.
    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        context: &mut ViewContext<'_>,
        facets: &Facets,
        reading: Option<usize>,
    ) {
        ScrollArea::vertical()
            .id_salt("overview")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add_space(6.0);
                self.articles(ui, context, facets, reading);
                ui.add_space(8.0);
                self.stories.ui(ui, context, facets);
                self.actors.ui(ui, context, facets);
                ui.add_space(8.0);
                self.kinds(ui, context, facets);
                ui.add_space(8.0);
                confidence(ui, context);
                ui.add_space(8.0);
                problems(ui, context);
                ui.add_space(12.0);
            });
    }

    fn articles(
        &mut self,
        ui: &mut Ui,
        context: &mut ViewContext<'_>,
        facets: &Facets,
        reading: Option<usize>,
    ) {
        let documents = &context.project.documents;
        let number = documents.len();
        section(ui, context.theme, "Articles", &number.to_string());
        let shown = if self.all_articles || number <= ARTICLES + 1 {
            number
        } else {
            ARTICLES
        };
        ui.push_id("articles", |ui| {
            rows(ui, ARTICLE_PX, shown, |ui, index| {
                if let Some(document) = documents.get(index) {
                    let events = facets.articles.get(index).copied().unwrap_or_default();
                    article(ui, context, document, events, reading == Some(index));
                }
            });
        });
        if shown < number || self.all_articles && number > ARTICLES + 1 {
            let words = if self.all_articles {
                "Show fewer articles".to_owned()
            } else {
                format!("Show all {number} articles")
            };
            if more_row(ui, context.theme, &words) {
                self.all_articles = !self.all_articles;
            }
        }
    }

    fn kinds(&mut self, ui: &mut Ui, context: &mut ViewContext<'_>, facets: &Facets) {
        let theme = context.theme;
        section(ui, theme, "What happened", "");
        for (open, quad) in self.open.iter_mut().zip(Quad::ALL) {
            let kinds: Vec<EventType> = EventType::ALL
                .iter()
                .copied()
                .filter(|kind| kind.quad() == Some(quad))
                .collect();
            let number = kinds.iter().filter_map(|kind| facets.kinds.get(kind)).sum();
            let selected = context.filter.quads.contains(&quad);
            let (rect, response) = row(ui, theme, ROW_PX, selected, quad.words());
            dot(
                ui,
                pos2(rect.left() + EDGE_PX + 4.0, rect.center().y),
                color(theme.quad(Some(quad))),
            );
            let right = words(ui, context, rect, 17.0, quad.words(), number, true);
            let name = if *open { "Hide types" } else { "Show types" };
            let icon = if *open { Icon::Down } else { Icon::Right };
            if number > 0
                && arrow(
                    ui,
                    context,
                    pos2(right, rect.center().y),
                    icon,
                    &format!("{name}: {}", quad.words()),
                    *open || ui.rect_contains_pointer(rect),
                )
            {
                *open = !*open;
            }
            let code = quad.code();
            if response
                .on_hover_text(format!("{} ({code})", quad.words()))
                .clicked()
            {
                context.send(Command::ToggleQuad(quad));
            }
            if *open {
                for kind in kinds {
                    kind_row(ui, context, facets, kind);
                }
            }
        }
        let kept = context.filter.other;
        if facets.other > 0 || kept {
            let (rect, response) = row(ui, theme, ROW_PX, kept, "Other events");
            dot(
                ui,
                pos2(rect.left() + EDGE_PX + 4.0, rect.center().y),
                color(theme.other),
            );
            words(ui, context, rect, 17.0, "Other events", facets.other, kept);
            let hint = if kept {
                "Hide elections, accidents and the like"
            } else {
                "Show elections, accidents and the like too"
            };
            if response.on_hover_text(hint).clicked() {
                context.send(Command::ToggleOther);
            }
        }
    }
}

/// How sure an event must be to be shown.
fn confidence(ui: &mut Ui, context: &mut ViewContext<'_>) {
    let theme = context.theme;
    if context.project.chronology.entries.is_empty() {
        return;
    }
    let least = context.filter.least_confidence;
    let right = match least {
        0 => "any".to_owned(),
        per_cent => format!("at least {per_cent} %"),
    };
    section(ui, theme, "How sure", &right);
    let (rect, _) = ui.allocate_exact_size(
        egui::vec2(ui.available_width(), ROW_PX),
        egui::Sense::hover(),
    );
    let inner = rect.shrink2(egui::vec2(EDGE_PX, 0.0));
    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(inner)
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    child.spacing_mut().slider_width = inner.width();
    child.spacing_mut().slider_rail_height = 4.0;
    child.spacing_mut().interact_size.y = 14.0;
    let mut chosen = least;
    let slider = egui::Slider::new(&mut chosen, 0..=95)
        .step_by(5.0)
        .show_value(false)
        .handle_shape(egui::style::HandleShape::Circle)
        .trailing_fill(true);
    let command = Command::SetLeastConfidence(least);
    let response = child.add(slider).on_hover_text(command.tooltip());
    response.widget_info(|| {
        egui::WidgetInfo::slider(true, f64::from(chosen), "At least so sure, in per cent")
    });
    if chosen != least {
        context.send(Command::SetLeastConfidence(chosen));
    }
}

/// The button that opens the types of a class; seen when the row is open or under the pointer.
pub(super) fn arrow(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    at: Pos2,
    icon: Icon,
    name: &str,
    seen: bool,
) -> bool {
    let rect = Rect::from_center_size(at, egui::Vec2::splat(18.0));
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    // The keyboard must find it where the pointer is not.
    let focused = ui.memory(|memory| memory.has_focus(inner.next_auto_id()));
    if !seen && !focused {
        inner.set_opacity(0.0);
    }
    icon_button(&mut inner, context.theme, icon, 18.0, true, false, name).clicked()
}

fn article(
    ui: &mut Ui,
    context: &mut ViewContext<'_>,
    document: &Document,
    events: usize,
    selected: bool,
) {
    let theme = context.theme;
    let article = &document.article;
    let headline = article.headline();
    let (rect, response) = row(ui, theme, ARTICLE_PX, selected, headline);
    let width = rect.width() - 2.0 * EDGE_PX;
    let title = line(ui, headline, medium(BODY_PX), color(theme.text), width);
    paint_line(ui, pos2(rect.left() + EDGE_PX, rect.top() + 16.0), title);
    let plural = if events == 1 { "event" } else { "events" };
    let (words, ink) = match article.published.date {
        Some(day) => (
            format!("{} · {events} {plural}", dates::written(day)),
            theme.text_second,
        ),
        None => match article.published.guess() {
            Some(guess) => (
                format!("no date · {} inferred – confirm", guess.words()),
                theme.warning,
            ),
            None => (format!("no date · {events} {plural}"), theme.warning),
        },
    };
    let words = line(ui, &words, regular(LABEL_PX), color(ink), width);
    paint_line(ui, pos2(rect.left() + EDGE_PX, rect.top() + 34.0), words);
    let only = context.filter.articles.contains(&article.id);
    response.context_menu(|ui| {
        let words = if only {
            "Events of all articles"
        } else {
            "Only events of this article"
        };
        if ui.button(words).clicked() {
            context.send(Command::ToggleArticle(article.id.clone()));
            ui.close();
        }
        if let Some(guess) = article.published.guess()
            && ui.button(format!("Confirm {}", guess.words())).clicked()
        {
            context.send(Command::AcceptPublished(article.id.clone()));
            ui.close();
        }
        if ui.button("Remove this article").clicked() {
            context.send(Command::RemoveArticle(article.id.clone()));
            ui.close();
        }
    });
    if response.on_hover_text(headline).clicked() {
        context.send(Command::ShowArticle(article.id.clone()));
    }
}

fn kind_row(ui: &mut Ui, context: &mut ViewContext<'_>, facets: &Facets, kind: EventType) {
    let number = facets.kinds.get(&kind).copied().unwrap_or_default();
    if number == 0 && !context.filter.kinds.contains(&kind) {
        return;
    }
    let selected = context.filter.kinds.contains(&kind);
    let (rect, response) = row(ui, context.theme, ROW_PX, selected, kind.words());
    words(ui, context, rect, 20.0, kind.words(), number, false);
    if response
        .on_hover_text(format!("{} ({})", kind.words(), kind.code()))
        .clicked()
    {
        context.send(Command::ToggleType(kind));
    }
}

/// Name and count of a row; returns where the count begins, less a gap.
pub(super) fn words(
    ui: &Ui,
    context: &ViewContext<'_>,
    rect: Rect,
    indent_px: f32,
    name: &str,
    number: usize,
    strong: bool,
) -> f32 {
    let theme = context.theme;
    let right = count(ui, theme, rect, number);
    let left = rect.left() + EDGE_PX + indent_px;
    let ink = if strong {
        theme.text
    } else {
        theme.text_second
    };
    let galley = line(ui, name, regular(BODY_PX), color(ink), right - left - 8.0);
    paint_line(ui, pos2(left, rect.center().y), galley);
    right
}

fn problems(ui: &mut Ui, context: &mut ViewContext<'_>) {
    let theme = context.theme;
    let problems = &context.project.problems;
    if problems.is_empty() {
        return;
    }
    section(ui, theme, "Problems", &problems.len().to_string());
    ui.push_id("problems", |ui| {
        for problem in problems.iter().take(PROBLEMS) {
            let subject = file_name(&problem.subject);
            let words = format!("{subject} {}", problem.message);
            let (rect, response) = row(ui, theme, ROW_PX, false, &words);
            let ink = match problem.severity {
                Severity::Error => theme.text,
                Severity::Warning => theme.text_second,
            };
            let width = rect.width() - 2.0 * EDGE_PX;
            let galley = line(ui, &words, regular(LABEL_PX), color(ink), width);
            paint_line(ui, pos2(rect.left() + EDGE_PX, rect.center().y), galley);
            if response.on_hover_text(&words).clicked() {
                context.send(Command::ShowProblems);
            }
        }
    });
    if problems.len() > PROBLEMS && more_row(ui, theme, "Show all problems") {
        context.send(Command::ShowProblems);
    }
}

/// The last part of a path; other names as they are.
fn file_name(subject: &str) -> &str {
    subject.rsplit(['/', '\\']).next().unwrap_or(subject)
}
