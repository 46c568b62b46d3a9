//! Where the views stand: three columns that can be resized and moved. The side columns keep their width when the window
//! grows.

use egui::{Sense, Ui, WidgetText};
use egui_tiles::{
    Behavior, ResizeState, SimplificationOptions, Tile, TileId, Tiles, Tree, UiResponse,
};

use super::command::Now;
use super::overview::Overview;
use super::source::{Showing, Source};
use super::style::BAR_PX;
use super::view::ViewContext;
use super::{MapView, TimelineView, color};
use crate::project::Facets;

/// What stands in a pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
enum Pane {
    Overview,
    Map,
    Timeline,
    Source,
}

const ALL: [Pane; 4] = [Pane::Overview, Pane::Map, Pane::Timeline, Pane::Source];
/// Widths of the side columns at first.
const LEFT_PX: f32 = 228.0;
const RIGHT_PX: f32 = 388.0;
/// Width that `LEFT_PX` and `RIGHT_PX` are meant for.
const WIDTH_PX: f32 = 1440.0;

/// The arrangement of the panes.
#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub(crate) struct Panes {
    tree: Tree<Pane>,
    /// Width of the space at the last frame.
    width_px: f32,
}

impl Default for Panes {
    fn default() -> Self {
        let mut tiles = Tiles::default();
        let [overview, map, timeline, source] = ALL.map(|pane| tiles.insert_pane(pane));
        let centre = tiles.insert_vertical_tile(vec![map, timeline]);
        if let Some(Tile::Container(egui_tiles::Container::Linear(linear))) = tiles.get_mut(centre)
        {
            linear.shares.set_share(map, 1.06);
            linear.shares.set_share(timeline, 1.0);
        }
        let root = tiles.insert_horizontal_tile(vec![overview, centre, source]);
        if let Some(Tile::Container(egui_tiles::Container::Linear(linear))) = tiles.get_mut(root) {
            linear.shares.set_share(overview, LEFT_PX);
            linear
                .shares
                .set_share(centre, WIDTH_PX - LEFT_PX - RIGHT_PX);
            linear.shares.set_share(source, RIGHT_PX);
        }
        Self {
            tree: Tree::new(egui::Id::unique("panes"), root, tiles),
            width_px: WIDTH_PX,
        }
    }
}

/// What the panes need to draw the views.
pub(crate) struct Views<'v, 'a> {
    pub(crate) context: &'v mut ViewContext<'a>,
    pub(crate) now: &'v Now,
    pub(crate) facets: &'v Facets,
    pub(crate) showing: &'v Showing<'v>,
    pub(crate) reading: Option<usize>,
    pub(crate) timeline: &'v mut TimelineView,
    pub(crate) map: &'v mut MapView,
    pub(crate) overview: &'v mut Overview,
    pub(crate) source: &'v mut Source,
}

impl Panes {
    /// The arrangement, or the first one if a pane got lost on the way through a file.
    pub(crate) fn checked(self) -> Self {
        let whole = ALL
            .iter()
            .all(|pane| self.tree.tiles.find_pane(pane).is_some());
        if whole && self.tree.root().is_some() && self.width_px > 1.0 {
            self
        } else {
            Self::default()
        }
    }

    /// Draws the views.
    pub(crate) fn ui(&mut self, views: &mut Views<'_, '_>, ui: &mut Ui) {
        let width = ui.available_width();
        if (width - self.width_px).abs() > 0.5 && width > 1.0 {
            self.keep_sides(width);
            self.width_px = width;
        }
        self.tree.ui(views, ui);
    }

    /// Gives what the window grew by to the middle.
    fn keep_sides(&mut self, width_px: f32) {
        let Some(root) = self.tree.root() else {
            return;
        };
        let sides = [Pane::Overview, Pane::Source].map(|pane| self.tree.tiles.find_pane(&pane));
        let old_width = self.width_px;
        let Some(Tile::Container(egui_tiles::Container::Linear(linear))) =
            self.tree.tiles.get_mut(root)
        else {
            return;
        };
        if linear.dir != egui_tiles::LinearDir::Horizontal {
            return;
        }
        let children = linear.children.clone();
        let old = linear.shares.split(&children, old_width);
        let is_side = |tile: &TileId| sides.contains(&Some(*tile));
        let side_px: f32 = children
            .iter()
            .zip(&old)
            .filter(|(tile, _)| is_side(tile))
            .map(|(_, px)| *px)
            .sum();
        let middle_px = (old_width - side_px).max(1.0);
        // In a small window the sides give way too.
        let shrink = (width_px * 0.52 / side_px.max(1.0)).min(1.0);
        let left_px = (width_px - side_px * shrink).max(1.0);
        for (tile, px) in children.iter().zip(old) {
            let share = if is_side(tile) {
                px * shrink
            } else {
                px / middle_px * left_px
            };
            linear.shares.set_share(*tile, share);
        }
    }
}

impl Behavior<Pane> for Views<'_, '_> {
    fn pane_ui(&mut self, ui: &mut Ui, tile: TileId, pane: &mut Pane) -> UiResponse {
        let rect = ui.max_rect();
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        match pane {
            Pane::Overview => self
                .overview
                .ui(ui, self.context, self.facets, self.reading),
            Pane::Map => self.map.ui(ui, self.context),
            Pane::Timeline => self.timeline.ui(ui, self.context),
            Pane::Source => self.source.ui(ui, self.context, self.now, self.showing),
        }
        // The title at the left end of the bar is the handle.
        let handle = egui::Rect::from_min_size(rect.min, egui::vec2(72.0, BAR_PX));
        if matches!(pane, Pane::Map | Pane::Timeline) {
            let response = ui
                .interact(handle, ui.scope_id().with((tile, "handle")), Sense::drag())
                .on_hover_cursor(egui::CursorIcon::Grab);
            if response.drag_started() {
                return UiResponse::DragStarted;
            }
        }
        UiResponse::None
    }

    fn tab_title_for_pane(&mut self, pane: &Pane) -> WidgetText {
        match pane {
            Pane::Overview => "Overview",
            Pane::Map => "Map",
            Pane::Timeline => "Timeline",
            Pane::Source => "Source",
        }
        .into()
    }

    fn gap_width(&self, _style: &egui::Style) -> f32 {
        1.0
    }

    fn min_size(&self) -> f32 {
        160.0
    }

    fn tab_bar_height(&self, _style: &egui::Style) -> f32 {
        BAR_PX
    }

    fn resize_stroke(&self, _style: &egui::Style, state: ResizeState) -> egui::Stroke {
        let theme = self.context.theme;
        match state {
            ResizeState::Idle => egui::Stroke::new(1.0, color(theme.line)),
            ResizeState::Hovering => egui::Stroke::new(1.0, color(theme.text_third)),
            ResizeState::Dragging => egui::Stroke::new(2.0, color(theme.accent)),
        }
    }

    fn simplification_options(&self) -> SimplificationOptions {
        SimplificationOptions {
            all_panes_must_have_tabs: false,
            ..SimplificationOptions::default()
        }
    }
}
