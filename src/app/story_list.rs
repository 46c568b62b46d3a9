//! The list of stories in the left column: articles that tell of the same matter. A click shows the events of one story
//! only; the articles of the story are then the filter, and the list of articles marks them.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use egui::{Rect, Ui, pos2};

use super::color;
use super::command::Command;
use super::style::{BODY_PX, EDGE_PX, LABEL_PX, medium, regular};
use super::view::ViewContext;
use super::widgets::{count, heading_switch, line, more_row, paint_line, row, rows, section};
use crate::calendar::format_range;
use crate::merge::Story;
use crate::model::ArticleId;
use crate::project::Facets;
use crate::project::{Filter, Project};

/// Height of a story's row, which has two lines.
const STORY_PX: f32 = 48.0;
/// Rows of the list before "Show all".
const STORIES: usize = 4;

/// What the list remembers.
#[derive(Default)]
pub(crate) struct StoryList {
    by_size: bool,
    all: bool,
}

/// The articles of a story.
pub(crate) fn articles_of(project: &Project, story: &Story) -> BTreeSet<ArticleId> {
    story
        .articles
        .iter()
        .filter_map(|&at| Some(project.documents.get(at)?.article.id.clone()))
        .collect()
}

/// The story whose articles are the filter, with its first article.
pub(crate) fn shown<'p>(
    project: &'p Project,
    filter: &Filter,
) -> Option<(&'p Story, &'p ArticleId)> {
    let stories = project.chronology.stories.iter();
    let story = stories
        .filter(|story| story.articles.len() == filter.articles.len())
        .find(|story| articles_of(project, story) == filter.articles)?;
    let first = project.documents.get(*story.articles.first()?)?;
    Some((story, &first.article.id))
}

impl StoryList {
    /// The newest first, or the largest.
    pub(crate) fn toggle_order(&mut self) {
        self.by_size = !self.by_size;
    }

    /// Draws the list; nothing while there is only one article.
    pub(crate) fn ui(&mut self, ui: &mut Ui, context: &mut ViewContext<'_>, facets: &Facets) {
        if context.project.documents.len() < 2 {
            return;
        }
        let stories = &context.project.chronology.stories;
        if stories.is_empty() {
            // One line, so that the lists below keep their room.
            section(ui, context.theme, "Stories", "none told twice");
            return;
        }
        section(ui, context.theme, "Stories", "");
        let (word, name) = if self.by_size {
            ("largest first", "List the newest stories first")
        } else {
            ("newest first", "List the largest stories first")
        };
        if stories.len() > 1 && heading_switch(ui, context.theme, word, name, name) {
            context.send(Command::ToggleStoryOrder);
        }
        let order = self.order(stories, facets);
        let number = order.len();
        let shown = if self.all || number <= STORIES + 1 {
            number
        } else {
            STORIES
        };
        ui.push_id("stories", |ui| {
            rows(ui, STORY_PX, shown, |ui, index| {
                if let Some(&(at, events)) = order.get(index)
                    && let Some(story) = stories.get(at)
                {
                    story_row(ui, context, story, events);
                }
            });
        });
        if number > STORIES + 1 {
            let words = if self.all {
                "Show fewer stories".to_owned()
            } else {
                format!("Show all {number} stories")
            };
            if more_row(ui, context.theme, &words) {
                self.all = !self.all;
            }
        }
        ui.add_space(8.0);
    }

    /// Indices of the stories as they are listed, each with its events.
    fn order(&self, stories: &[Story], facets: &Facets) -> Vec<(usize, usize)> {
        let mut order: Vec<(usize, usize)> = (0..stories.len())
            .map(|at| (at, facets.stories.get(at).copied().unwrap_or_default()))
            .collect();
        if self.by_size {
            order.sort_by_key(|&(at, events)| Reverse((stories[at].articles.len(), events)));
        } else {
            order.sort_by_key(|&(at, _)| Reverse(stories[at].last));
        }
        order
    }
}

fn story_row(ui: &mut Ui, context: &mut ViewContext<'_>, story: &Story, events: usize) {
    let theme = context.theme;
    let filter = &context.filter.articles;
    let selected =
        filter.len() == story.articles.len() && *filter == articles_of(context.project, story);
    let (rect, response) = row(
        ui,
        theme,
        STORY_PX,
        selected,
        &format!("Story: {}", story.title),
    );
    let width = rect.width() - 2.0 * EDGE_PX;
    let left = rect.left() + EDGE_PX;
    // The number of events stands at the right of the title, as in the other lists.
    let middle = rect.top() + 16.0;
    let upper = Rect::from_x_y_ranges(rect.x_range(), middle - 8.0..=middle + 8.0);
    let right = count(ui, theme, upper, events);
    let ink = color(theme.text);
    let title = line(ui, &story.title, medium(BODY_PX), ink, right - left - 8.0);
    paint_line(ui, pos2(left, middle), title);
    let words = about(story);
    let second = color(theme.text_second);
    let galley = line(ui, &words, regular(LABEL_PX), second, width);
    paint_line(ui, pos2(left, rect.top() + 34.0), galley);
    let hint = if selected {
        format!("{}\nClick to show all events again", story.title)
    } else {
        let plural = if events == 1 { "event" } else { "events" };
        format!("{}\nClick to show only its {events} {plural}", story.title)
    };
    if response.on_hover_text(hint).clicked()
        && let Some(first) = story
            .articles
            .first()
            .and_then(|&at| context.project.documents.get(at))
    {
        context.send(Command::ToggleStory(first.article.id.clone()));
    }
}

/// "12–19 Aug 2023 · 4 articles".
fn about(story: &Story) -> String {
    let number = format!("{} articles", story.articles.len());
    match (story.first, story.last) {
        (Some(first), Some(last)) => format!("{} · {number}", format_range(first, last)),
        _ => number,
    }
}
