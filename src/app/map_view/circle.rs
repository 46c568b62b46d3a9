//! The plot of countries and alliances as it is drawn: the circle, what is under the pointer, what a click does.

use egui::{CursorIcon, Rect, Ui};

use super::super::color;
use super::canvas::to_egui;
use super::notes::{empty_words, note, note_corner, tip};
use super::{Drawn, MapView, legend, menu, named_mark, plot};
use crate::app::view::ViewContext;
use crate::map::layout::{Hit, left_out_words};
use crate::map::network::Network;

impl MapView {
    /// Draws the network.
    pub(super) fn network(
        &mut self,
        ui: &mut Ui,
        context: &mut ViewContext<'_>,
        drawn: &Drawn<'_>,
        canvas: Rect,
    ) {
        let theme = context.theme;
        ui.painter().rect_filled(canvas, 0.0, color(theme.panel));
        if self
            .network
            .as_ref()
            .is_none_or(|(shown, _)| shown != drawn.shown)
        {
            let network = Network::new(&drawn.counted.ties, drawn.shown);
            self.network = Some((drawn.shown.clone(), network));
        }
        let Some((shown, network)) = self.network.take() else {
            return;
        };
        let ties = &drawn.counted.ties;
        let content = plot::Content {
            network: &network,
            ties,
            blocs: drawn.shown,
            emphasis: drawn.emphasis,
            theme,
            names: &drawn.counted.names,
        };
        let plot = plot::show(ui, &content, std::mem::take(&mut self.fit_network));
        let painter = ui
            .painter()
            .with_clip_rect(canvas.intersect(ui.clip_rect()));
        if let Some(rect) = legend::space(ties, canvas.width(), canvas.height()) {
            legend::show(
                &painter,
                theme,
                ties,
                to_egui(&rect).translate(canvas.min.to_vec2()),
            );
        }
        let words = empty_words(ties)
            .or_else(|| (network.left_out > 0).then(|| left_out_words(network.left_out)));
        note(
            &painter,
            theme,
            words.map(|words| (words, note_corner(canvas))),
        );
        let mut focused = None;
        for (index, disc) in &plot.discs {
            let actor = &ties.actors[*index];
            let name = drawn.counted.names.get(*index).map_or("", String::as_str);
            let response = named_mark(ui, *disc, actor.key.as_str(), name, actor.entries.len());
            if response.clicked() {
                Self::click(context, drawn, Hit::Actor(*index));
            }
            menu::at(&response, context, drawn, Hit::Actor(*index));
            if response.has_focus() {
                focused = Some(Hit::Actor(*index));
            }
        }
        if plot.response.clicked()
            && let Some(hit) = plot.hit
        {
            Self::click(context, drawn, hit);
        }
        self.menu(&plot.response, context, drawn, plot.hit);
        if let Some(hit) = plot.hit {
            ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
            let (head, lines) = legend::words(hit, ties, drawn.entries, &drawn.atlas.world);
            tip(ui, theme, &plot.response, &head, &lines);
        }
        self.land_under = None;
        self.point_at(context, drawn, plot.hit);
        self.set_under(ui, plot.hit.or(focused));
        self.network = Some((shown, network));
    }
}
