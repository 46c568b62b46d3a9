//! Fonts, sizes and colours of the window: egui's style made from the scene's palette.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{
    Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Shadow, Stroke,
    TextStyle, Vec2, Visuals, vec2,
};

use super::color;
use crate::scene::{Theme, ThemeKind, Weight};

/// Counts, units, small capitals.
pub(crate) const SMALL_PX: f32 = 11.0;
/// Second lines, labels, status.
pub(crate) const LABEL_PX: f32 = 12.0;
/// Rows and buttons.
pub(crate) const BODY_PX: f32 = 13.0;
/// The article.
pub(crate) const READING_PX: f32 = 14.0;
/// Title of an event.
pub(crate) const TITLE_PX: f32 = 17.0;

/// Height of one row of a list.
pub(crate) const ROW_PX: f32 = 27.0;
/// Height of the bar above a view.
pub(crate) const BAR_PX: f32 = 36.0;
/// Height of the bar at the top of the window.
pub(crate) const HEADER_PX: f32 = 44.0;
/// Height of the status line.
pub(crate) const STATUS_PX: f32 = 26.0;
/// Space between a panel's edge and its text.
pub(crate) const EDGE_PX: f32 = 14.0;

/// The font of a size and weight.
pub(crate) fn font(size_px: f32, weight: Weight) -> FontId {
    FontId::new(size_px, family(weight))
}

/// The regular font.
pub(crate) fn regular(size_px: f32) -> FontId {
    font(size_px, Weight::Regular)
}

/// The medium font.
pub(crate) fn medium(size_px: f32) -> FontId {
    font(size_px, Weight::Medium)
}

/// The semi-bold font.
pub(crate) fn semi_bold(size_px: f32) -> FontId {
    font(size_px, Weight::SemiBold)
}

/// The name under which egui knows a weight.
pub fn family(weight: Weight) -> FontFamily {
    match weight {
        Weight::Regular => FontFamily::Proportional,
        Weight::Medium => FontFamily::Name("medium".into()),
        Weight::SemiBold => FontFamily::Name("semi-bold".into()),
        Weight::Italic => FontFamily::Name("italic".into()),
    }
}

/// Installs the program's fonts, with egui's own behind them for characters they lack.
pub fn install_fonts(context: &egui::Context) {
    let mut fonts = FontDefinitions::default();
    let behind = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    for weight in Weight::ALL {
        let name = format!("inter-{weight:?}");
        fonts.font_data.insert(
            name.clone(),
            Arc::new(FontData::from_static(weight.bytes())),
        );
        let mut names = vec![name];
        names.extend(behind.iter().cloned());
        fonts.families.insert(family(weight), names);
    }
    context.set_fonts(fonts);
}

/// Gives egui the look of a theme.
pub(crate) fn apply(context: &egui::Context, theme: &Theme) {
    let kind = match theme.kind {
        ThemeKind::Dark => egui::Theme::Dark,
        ThemeKind::Light => egui::Theme::Light,
    };
    context.set_theme(kind);
    context.style_mut_of(kind, |style| {
        style.visuals = visuals(theme);
        style.text_styles = text_styles();
        style.animation_time = 0.1;
        style.interaction.selectable_labels = false;
        style.interaction.tooltip_delay = 0.4;
        style.spacing.item_spacing = vec2(8.0, 4.0);
        style.spacing.button_padding = vec2(12.0, 4.0);
        style.spacing.interact_size = Vec2::new(28.0, 28.0);
        style.spacing.menu_margin = Margin::same(6);
        style.spacing.window_margin = Margin::same(16);
        style.spacing.scroll = egui::style::ScrollStyle::thin();
        style.spacing.scroll.floating_allocated_width = 0.0;
    });
}

fn text_styles() -> BTreeMap<TextStyle, FontId> {
    [
        (TextStyle::Small, regular(SMALL_PX)),
        (TextStyle::Body, regular(BODY_PX)),
        (TextStyle::Button, medium(BODY_PX)),
        (TextStyle::Heading, semi_bold(TITLE_PX)),
        (
            TextStyle::Monospace,
            FontId::new(LABEL_PX, FontFamily::Monospace),
        ),
    ]
    .into()
}

fn visuals(theme: &Theme) -> Visuals {
    let mut visuals = match theme.kind {
        ThemeKind::Dark => Visuals::dark(),
        ThemeKind::Light => Visuals::light(),
    };
    let (line, text, second) = (
        color(theme.line),
        color(theme.text),
        color(theme.text_second),
    );
    let raised = color(theme.raised);
    let hovered = color(theme.raised.mixed(theme.text, 0.06));
    let pressed = color(theme.raised.mixed(theme.text, 0.12));
    let radius = CornerRadius::same(6);
    let widgets = &mut visuals.widgets;
    for (widget, fill, stroke, words) in [
        (&mut widgets.noninteractive, color(theme.panel), line, text),
        (&mut widgets.inactive, raised, line, text),
        (&mut widgets.hovered, hovered, line, text),
        (&mut widgets.active, pressed, line, text),
        (&mut widgets.open, hovered, line, text),
    ] {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::new(1.0, stroke);
        widget.fg_stroke = Stroke::new(1.0, words);
        widget.corner_radius = radius;
        widget.expansion = 0.0;
    }
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(second);
    visuals.selection.bg_fill = color(theme.accent.faded(0.35));
    visuals.selection.stroke = Stroke::new(1.0, color(theme.accent));
    visuals.hyperlink_color = color(theme.accent);
    visuals.faint_bg_color = raised;
    visuals.extreme_bg_color = color(theme.background);
    visuals.text_edit_bg_color = Some(color(theme.background));
    visuals.panel_fill = color(theme.panel);
    visuals.window_fill = color(theme.panel);
    visuals.window_stroke = Stroke::new(1.0, line);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.warn_fg_color = color(theme.warning);
    visuals.error_fg_color = color(theme.error);
    let shade = match theme.kind {
        ThemeKind::Dark => 110,
        ThemeKind::Light => 36,
    };
    let shadow = Shadow {
        offset: [0, 6],
        blur: 24,
        spread: 0,
        color: Color32::from_black_alpha(shade),
    };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals
}
