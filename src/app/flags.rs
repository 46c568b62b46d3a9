//! Small flags beside the names of countries and a few bodies; a box with the code where there is none.
//!
//! The pictures are made by `assets/flags/make_flags.mjs` and go to the graphics adapter once.

use std::collections::HashMap;
use std::sync::OnceLock;

use egui::{Color32, ColorImage, Rect, Stroke, StrokeKind, TextureHandle, Ui, pos2, vec2};
use resvg::tiny_skia::Pixmap;

use super::color;
use super::widgets::code_box;
use crate::scene::Theme;

const PICTURE: &[u8] = include_bytes!("../../assets/flags/flags.png");
const LIST: &str = include_str!("../../assets/flags/flags.tsv");
/// Flags in a row of the picture.
const COLUMNS: usize = 16;
/// Size of one in the picture.
const SOURCE_PX: [usize; 2] = [40, 30];
/// Size of one on screen.
const WIDTH_PX: f32 = 20.0;
const HEIGHT_PX: f32 = 15.0;
/// Where a name begins right of a flag.
pub(crate) const NAME_PX: f32 = 28.0;

/// Where the flag of an actor stands in the picture.
fn place_of(actor: &str) -> Option<usize> {
    static PLACES: OnceLock<HashMap<&str, usize>> = OnceLock::new();
    let places = PLACES.get_or_init(|| {
        let lines = LIST.lines().filter(|line| !line.starts_with('#'));
        lines.zip(0..).collect()
    });
    places.get(actor).copied()
}

/// The picture on the graphics adapter.
fn texture(context: &egui::Context) -> Option<TextureHandle> {
    let id = egui::Id::unique("flags");
    if let Some(texture) = context.data(|data| data.get_temp::<Option<TextureHandle>>(id)) {
        return texture;
    }
    let texture = Pixmap::decode_png(PICTURE).ok().map(|pixels| {
        let size = [pixels.width() as usize, pixels.height() as usize];
        let image = ColorImage::from_rgba_premultiplied(size, pixels.data());
        context.load_texture("flags", image, egui::TextureOptions::LINEAR)
    });
    context.data_mut(|data| data.insert_temp(id, texture.clone()));
    texture
}

/// True if there is a flag.
pub(crate) fn has_flag(actor: &str) -> bool {
    place_of(actor).is_some()
}

/// Paints the flag of a country or body with its left end and middle at `at`, or a box with the code; says how far
/// right of `at` the name begins.
pub(crate) fn flag(ui: &Ui, theme: &Theme, at: egui::Pos2, actor: &str) -> f32 {
    let Some((place, texture)) = place_of(actor).zip(texture(ui.ctx())) else {
        return code_box(ui, theme, at, actor) + 8.0;
    };
    let rect = Rect::from_min_size(
        pos2(at.x, at.y - HEIGHT_PX / 2.0),
        vec2(WIDTH_PX, HEIGHT_PX),
    );
    let [width, height] = SOURCE_PX.map(|px| px as f32);
    let size = texture.size_vec2();
    // Half a pixel from the edge, so that neighbours do not shine through.
    let left = (place % COLUMNS) as f32 * width + 0.5;
    let top = (place / COLUMNS) as f32 * height + 0.5;
    let part = Rect::from_min_size(
        pos2(left / size.x, top / size.y),
        vec2((width - 1.0) / size.x, (height - 1.0) / size.y),
    );
    ui.painter().image(texture.id(), rect, part, Color32::WHITE);
    // White flags need an edge on white paper.
    let edge = Stroke::new(1.0, color(theme.text.faded(0.22)));
    ui.painter()
        .rect_stroke(rect, 1.0, edge, StrokeKind::Inside);
    NAME_PX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_flag_lies_in_the_picture() {
        let pixels = Pixmap::decode_png(PICTURE).unwrap();
        let rows = pixels.height() as usize / SOURCE_PX[1];
        assert_eq!(pixels.width() as usize, COLUMNS * SOURCE_PX[0]);
        let number = LIST.lines().filter(|line| !line.starts_with('#')).count();
        assert!(number > 240 && number <= rows * COLUMNS && number > (rows - 1) * COLUMNS);
        for actor in ["CHN", "XKX", "UN", "EU", "TWN", "PSE"] {
            assert!(has_flag(actor), "{actor}");
        }
        assert!(!has_flag("SUN") && !has_flag("li-shangfu"));
        // Japan: a red disc on white.
        let place = place_of("JPN").unwrap();
        let (left, top) = (place % COLUMNS * 40, place / COLUMNS * 30);
        let middle = pixels.pixel(left as u32 + 20, top as u32 + 15).unwrap();
        assert!(middle.red() > 150 && middle.green() < 80);
    }
}
