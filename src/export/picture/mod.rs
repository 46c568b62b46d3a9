//! The timeline as a picture: the whole time, every event with its number, and below it the numbered sources.
//!
//! What is drawn is the layout of [`crate::timeline`]; this room adds the page around it. Needs no screen; the same
//! project and options give the same bytes.

mod legend;
mod page;
mod sources;

use super::ExportError;
use super::png::png;
use super::svg::svg;
use crate::map::blocs;
use crate::merge::Report;
use crate::model::{ActorId, EventType};
use crate::project::Project;
use crate::scene::{Scene, TextMeasure, Theme, ThemeKind};
use crate::timeline::{LaneMode, LaneNames};
use crate::world::{Standing, Term, World};

/// The file format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PictureFormat {
    /// Scalable, with text that can be selected.
    Svg,
    /// Pixels.
    #[default]
    Png,
}

/// What the picture looks like.
#[derive(Clone, Debug)]
pub struct PictureOptions {
    /// The file format.
    pub format: PictureFormat,
    /// Width in pixels at 96 dpi, from 600 to 10,000; the height follows from the content.
    pub width_px: u32,
    /// Dots an inch of a PNG, from 24 to 1200; of an SVG its size grows in proportion.
    pub dpi: f32,
    /// Dark or light.
    pub theme: ThemeKind,
    /// Above the picture; "Timeline" if there is none.
    pub title: Option<String>,
    /// What the lanes stand for.
    pub lanes: LaneMode,
    /// Indices of the entries to show; none for all but those outside the four classes.
    pub entries: Option<Vec<usize>>,
}

impl Default for PictureOptions {
    fn default() -> Self {
        Self {
            format: PictureFormat::Png,
            width_px: 1600,
            dpi: 96.0,
            theme: ThemeKind::Light,
            title: None,
            lanes: LaneMode::Country,
            entries: None,
        }
    }
}

/// The picture of a project as the bytes of a file.
///
/// # Errors
/// If the size or resolution is out of range, or a PNG would have more pixels than can be painted.
pub fn picture(project: &Project, options: &PictureOptions) -> Result<Vec<u8>, ExportError> {
    if !(600..=10_000).contains(&options.width_px) {
        return Err(ExportError::Options(format!(
            "a width of {} px is not between 600 and 10000",
            options.width_px
        )));
    }
    if !(24.0..=1200.0).contains(&options.dpi) {
        return Err(ExportError::Options(format!(
            "a resolution of {} dpi is not between 24 and 1200",
            options.dpi
        )));
    }
    let scene = scene(project, options);
    match options.format {
        PictureFormat::Svg => Ok(svg(&scene, options.dpi / 96.0).into_bytes()),
        PictureFormat::Png => png(&svg(&scene, 1.0), options.dpi),
    }
}

/// The picture as shapes.
pub fn scene(project: &Project, options: &PictureOptions) -> Scene {
    let world = World::load().ok();
    let names = Names {
        project,
        world: world.as_ref(),
    };
    let entries = &project.chronology.entries;
    let shown: Vec<usize> = match &options.entries {
        Some(indices) => indices
            .iter()
            .copied()
            .filter(|&index| index < entries.len())
            .collect(),
        None => (0..entries.len())
            .filter(|&index| entries[index].kind != EventType::Other)
            .collect(),
    };
    let hidden = entries.len() - shown.len().min(entries.len());
    page::page(&page::Content {
        project,
        options,
        names: &names,
        shown: &shown,
        hidden,
        theme: Theme::of(options.theme),
        measure: &TextMeasure::new(),
    })
}

/// Names for lanes: countries and bodies from what the program knows, articles by their headlines.
pub struct Names<'a> {
    /// The articles.
    pub project: &'a Project,
    /// What the program knows.
    pub world: Option<&'a World>,
}

impl LaneNames for Names<'_> {
    fn bloc(&self, id: &ActorId) -> String {
        blocs::short_name(id.as_str()).to_owned()
    }

    fn blocs(&self, actor: &ActorId) -> Vec<(ActorId, Term)> {
        let Some(world) = self.world else {
            return Vec::new();
        };
        let mut found = Vec::new();
        let offered = blocs::OFFERED.iter().filter_map(|(id, _)| world.bloc(id));
        for bloc in offered {
            let id = ActorId(bloc.id.to_owned());
            if bloc.id == actor.as_str() {
                found.push((id, Term::ALWAYS));
                continue;
            }
            let full = |standing| matches!(standing, Standing::Member | Standing::Suspended);
            let times = bloc.memberships.iter().filter(|membership| {
                membership.country.as_str() == actor.as_str() && full(membership.standing)
            });
            found.extend(times.map(|membership| (id.clone(), membership.term)));
        }
        found
    }

    fn is_background(&self, report: Report) -> bool {
        self.project
            .report(report)
            .is_some_and(|(_, event)| event.background)
    }

    fn place_in_article(&self, report: Report) -> Option<f32> {
        let (document, event) = self.project.report(report)?;
        let length = document.article.text.len().max(1);
        Some(event.trigger.start as f32 / length as f32)
    }

    fn actor(&self, id: &ActorId) -> Option<String> {
        self.world?.actor_name(id).map(str::to_owned)
    }

    fn story_of(&self, article: usize) -> Option<usize> {
        let stories = &self.project.chronology.stories;
        stories
            .iter()
            .position(|story| story.articles.contains(&article))
    }

    fn story(&self, index: usize) -> String {
        let story = self.project.chronology.stories.get(index);
        story.map_or_else(String::new, |story| story.title.clone())
    }

    fn article(&self, index: usize) -> String {
        self.project
            .documents
            .get(index)
            .map_or_else(String::new, |document| {
                document.article.headline().to_owned()
            })
    }
}
