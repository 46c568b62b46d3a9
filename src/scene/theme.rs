//! The colours, dark and light.

use serde::{Deserialize, Serialize};

use crate::model::Quad;

/// A colour in sRGB with alpha, not premultiplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
    /// Opacity, 255 is solid.
    pub a: u8,
}

impl Color {
    /// From `0xRRGGBB`.
    pub const fn hex(rgb: u32) -> Self {
        Self {
            r: (rgb >> 16) as u8,
            g: (rgb >> 8) as u8,
            b: rgb as u8,
            a: 255,
        }
    }

    /// The same colour at `opacity` from 0 to 1 of its own.
    #[must_use]
    pub fn faded(self, opacity: f32) -> Self {
        Self {
            a: (f32::from(self.a) * opacity.clamp(0.0, 1.0)).round() as u8,
            ..self
        }
    }

    /// A solid mixture: `share` of `other`, the rest of this one.
    #[must_use]
    pub fn mixed(self, other: Self, share: f32) -> Self {
        let share = share.clamp(0.0, 1.0);
        let mix =
            |a: u8, b: u8| (f32::from(a) * (1.0 - share) + f32::from(b) * share).round() as u8;
        Self {
            r: mix(self.r, other.r),
            g: mix(self.g, other.g),
            b: mix(self.b, other.b),
            a: 255,
        }
    }

    /// Contrast with another solid colour by the WCAG formula, from 1 to 21.
    pub fn contrast(self, other: Self) -> f32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Relative luminance by the WCAG formula, 0 to 1.
    fn luminance(self) -> f32 {
        let linear = |channel: u8| {
            let c = f32::from(channel) / 255.0;
            if c <= 0.040_45 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }
}

/// Dark or light.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeKind {
    /// Light text on dark surfaces.
    #[default]
    Dark,
    /// Dark text on light surfaces.
    Light,
}

/// The palette.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Dark or light.
    pub kind: ThemeKind,
    /// Behind everything.
    pub background: Color,
    /// Panels.
    pub panel: Color,
    /// Fields, chips, the row under the pointer.
    pub raised: Color,
    /// Lines between panels.
    pub line: Color,
    /// Grid lines.
    pub faint_line: Color,
    /// What is to be read.
    pub text: Color,
    /// What explains it.
    pub text_second: Color,
    /// What need not be read: counts, units.
    pub text_third: Color,
    /// Countries on the map.
    pub land: Color,
    /// Borders on the map.
    pub coast: Color,
    /// Sea on the map.
    pub sea: Color,
    /// Selection and focus.
    pub accent: Color,
    /// Text on the accent.
    pub on_accent: Color,
    /// In the order of [`Quad::ALL`].
    pub quads: [Color; 4],
    /// Events outside the four classes.
    pub other: Color,
    /// Behind the words that support an event.
    pub highlight: Color,
    /// The line below them.
    pub highlight_line: Color,
    /// Something to look at: a missing date.
    pub warning: Color,
    /// Something that failed.
    pub error: Color,
    /// Pale tints for blocs, far apart in hue.
    pub blocs: [Color; 8],
}

impl Theme {
    /// Light text on dark surfaces.
    pub const DARK: Self = Self {
        kind: ThemeKind::Dark,
        background: Color::hex(0x11_14_18),
        panel: Color::hex(0x17_1b_21),
        raised: Color::hex(0x1e_23_2b),
        line: Color::hex(0x2a_31_3b),
        faint_line: Color::hex(0x0023_2932),
        text: Color::hex(0xe7_ea_f0),
        text_second: Color::hex(0x99_a3_b1),
        text_third: Color::hex(0x66_70_80),
        land: Color::hex(0x26_2d_37),
        coast: Color::hex(0x3a_43_50),
        sea: Color::hex(0x12_16_1b),
        accent: Color::hex(0x6c_b0_ff),
        on_accent: Color::hex(0x0d_17_24),
        quads: [
            Color::hex(0x7d_b4_ea),
            Color::hex(0x2f_74_c0),
            Color::hex(0xf2_b1_55),
            Color::hex(0xd5_52_2f),
        ],
        other: Color::hex(0x8b_95_a3),
        highlight: Color::hex(0x3b_4a_1e),
        highlight_line: Color::hex(0xb6_d9_4c),
        warning: Color::hex(0xf2_b1_55),
        error: Color::hex(0xff_7b_63),
        blocs: [
            Color::hex(0x2a_4a_44),
            Color::hex(0x2b_3a_5c),
            Color::hex(0x4a_4a_2a),
            Color::hex(0x4a_33_4f),
            Color::hex(0x4f_3a_2c),
            Color::hex(0x2a_45_57),
            Color::hex(0x3d_4f_2f),
            Color::hex(0x53_31_3a),
        ],
    };

    /// Dark text on light surfaces.
    pub const LIGHT: Self = Self {
        kind: ThemeKind::Light,
        background: Color::hex(0xf3_f5_f8),
        panel: Color::hex(0xff_ff_ff),
        raised: Color::hex(0xf7_f8_fa),
        line: Color::hex(0xdd_e2_e9),
        faint_line: Color::hex(0xed_f0_f4),
        text: Color::hex(0x1a_20_29),
        text_second: Color::hex(0x56_61_71),
        text_third: Color::hex(0x8b_95_a3),
        land: Color::hex(0xe4_e8_ee),
        coast: Color::hex(0xc3_cb_d6),
        sea: Color::hex(0xf8_fa_fc),
        accent: Color::hex(0x1f_6f_d1),
        on_accent: Color::hex(0xff_ff_ff),
        quads: [
            Color::hex(0x6a_a5_e0),
            Color::hex(0x1f_5f_a8),
            Color::hex(0xe3_9a_2d),
            Color::hex(0xc4_3f_1f),
        ],
        other: Color::hex(0x8b_95_a3),
        highlight: Color::hex(0xee_f6_cf),
        highlight_line: Color::hex(0x8a_ae_1d),
        warning: Color::hex(0x99_59_00),
        error: Color::hex(0xb3_2d_12),
        blocs: [
            Color::hex(0xcf_e8_df),
            Color::hex(0xd5_e2_f5),
            Color::hex(0xec_ea_c9),
            Color::hex(0xea_da_ef),
            Color::hex(0xf3_e1_d3),
            Color::hex(0xd2_e8_f2),
            Color::hex(0xde_ec_cf),
            Color::hex(0xf5_d9_df),
        ],
    };

    /// The palette of a kind.
    pub fn of(kind: ThemeKind) -> &'static Self {
        match kind {
            ThemeKind::Dark => &Self::DARK,
            ThemeKind::Light => &Self::LIGHT,
        }
    }

    /// The colour of a class of events; grey for none.
    pub fn quad(&self, quad: Option<Quad>) -> Color {
        match quad {
            Some(Quad::VerbalCooperation) => self.quads[0],
            Some(Quad::MaterialCooperation) => self.quads[1],
            Some(Quad::VerbalConflict) => self.quads[2],
            Some(Quad::MaterialConflict) => self.quads[3],
            None => self.other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_readable_on_every_surface() {
        for theme in [Theme::DARK, Theme::LIGHT] {
            for surface in [theme.background, theme.panel, theme.raised] {
                assert!(theme.text.contrast(surface) >= 7.0);
                assert!(theme.text_second.contrast(surface) >= 4.5);
                assert!(theme.warning.contrast(surface) >= 4.5);
            }
            assert!(theme.text.contrast(theme.highlight) >= 7.0);
            assert!(theme.on_accent.contrast(theme.accent) >= 4.5);
        }
    }
}
