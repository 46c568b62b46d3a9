//! The fonts that come with the program, and how wide words are in them.
//!
//! The same bytes draw the window and the exports, and the same widths lay out both.

use std::collections::HashMap;

/// Inter Regular.
pub const REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.otf");
/// Inter Medium.
pub const MEDIUM: &[u8] = include_bytes!("../../assets/fonts/Inter-Medium.otf");
/// Inter SemiBold.
pub const SEMI_BOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.otf");
/// Inter Italic.
pub const ITALIC: &[u8] = include_bytes!("../../assets/fonts/Inter-Italic.otf");
/// The name that the four share.
pub const FAMILY: &str = "Inter";

/// A style of the family.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 500.
    Medium,
    /// 600.
    SemiBold,
    /// 400, slanted.
    Italic,
}

impl Weight {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Regular, Self::Medium, Self::SemiBold, Self::Italic];

    /// The font file.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => REGULAR,
            Self::Medium => MEDIUM,
            Self::SemiBold => SEMI_BOLD,
            Self::Italic => ITALIC,
        }
    }

    /// The number of CSS and SVG.
    pub fn number(self) -> u16 {
        match self {
            Self::Regular | Self::Italic => 400,
            Self::Medium => 500,
            Self::SemiBold => 600,
        }
    }
}

/// Widths of characters for one style, in units of the font size.
#[derive(Debug)]
struct Advances {
    widths: HashMap<char, f32>,
    /// The same for the first code points, where nearly all text of a label lies.
    latin: Vec<f32>,
    /// For characters that the font lacks.
    other: f32,
}

/// Code points that are looked up in a table: Latin with its extensions.
const LATIN: u32 = 0x250;

impl Advances {
    fn wide(&self, character: char) -> f32 {
        self.latin
            .get(character as usize)
            .copied()
            .or_else(|| self.widths.get(&character).copied())
            .unwrap_or(self.other)
    }

    fn of(weight: Weight) -> Self {
        let mut widths = HashMap::new();
        let mut other = 0.6;
        if let Ok(face) = ttf_parser::Face::parse(weight.bytes(), 0) {
            let unit = f32::from(face.units_per_em());
            let width = |glyph| face.glyph_hor_advance(glyph).map(|w| f32::from(w) / unit);
            let mut chars = Vec::new();
            for table in face
                .tables()
                .cmap
                .into_iter()
                .flat_map(|cmap| cmap.subtables)
            {
                if table.is_unicode() {
                    table.codepoints(|code| chars.extend(char::from_u32(code)));
                }
            }
            for character in chars {
                if let Some(width) = face.glyph_index(character).and_then(width) {
                    widths.insert(character, width);
                }
            }
            other = width(ttf_parser::GlyphId(0)).unwrap_or(other);
        }
        let latin = (0..LATIN)
            .map(|code| char::from_u32(code).and_then(|c| widths.get(&c).copied()))
            .map(|width| width.unwrap_or(other))
            .collect();
        Self {
            widths,
            latin,
            other,
        }
    }
}

/// How wide words are. Make one and keep it.
#[derive(Debug)]
pub struct TextMeasure {
    advances: [Advances; 4],
}

impl Default for TextMeasure {
    fn default() -> Self {
        Self::new()
    }
}

impl TextMeasure {
    /// Reads the widths of the fonts that come with the program (about a millisecond).
    pub fn new() -> Self {
        Self {
            advances: Weight::ALL.map(Advances::of),
        }
    }

    /// Width in pixels of one line of text. Kerning is left out; it narrows a line by less than one in a hundred.
    pub fn width_px(&self, text: &str, size_px: f32, weight: Weight) -> f32 {
        let advances = &self.advances[weight as usize];
        text.chars().map(|c| advances.wide(c)).sum::<f32>() * size_px
    }

    /// The text, or its beginning and "…" if it is wider than `width_px`.
    pub fn shortened(&self, text: &str, width_px: f32, size_px: f32, weight: Weight) -> String {
        if self.width_px(text, size_px, weight) <= width_px {
            return text.to_owned();
        }
        let advances = &self.advances[weight as usize];
        let wide = |c: char| advances.wide(c) * size_px;
        let mut left_px = width_px - wide('…');
        let kept: String = text
            .chars()
            .take_while(|&c| {
                left_px -= wide(c);
                left_px >= 0.0
            })
            .collect();
        format!("{}…", kept.trim_end())
    }

    /// The text in lines of at most `width_px`, broken at white space; a longer word is cut.
    pub fn wrapped(&self, text: &str, width_px: f32, size_px: f32, weight: Weight) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in text.split_whitespace() {
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if self.width_px(&longer, size_px, weight) <= width_px {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for character in word.chars() {
                line.push(character);
                if self.width_px(&line, size_px, weight) > width_px && line.chars().count() > 1 {
                    line.pop();
                    lines.push(std::mem::take(&mut line));
                    line.push(character);
                }
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_fit_and_lose_nothing() {
        let measure = TextMeasure::new();
        let text = "China and Russia hold joint drills in the Sea of Japan, Donaudampfschifffahrtsgesellschaft";
        for width_px in [40.0, 120.0, 400.0] {
            let lines = measure.wrapped(text, width_px, 13.0, Weight::Regular);
            let kept: String = lines.concat().split_whitespace().collect();
            assert_eq!(kept, text.split_whitespace().collect::<String>());
            for line in &lines {
                assert!(measure.width_px(line, 13.0, Weight::Regular) <= width_px);
            }
        }
    }

    #[test]
    fn figures_and_capitals_have_sensible_widths() {
        let measure = TextMeasure::new();
        let width = measure.width_px("Timeline 2023", 13.0, Weight::SemiBold);
        assert!((70.0..110.0).contains(&width), "{width}");
        assert!(
            measure
                .shortened("Timeline 2023", 50.0, 13.0, Weight::SemiBold)
                .ends_with('…')
        );
    }
}
