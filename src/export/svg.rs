//! Writes a scene as SVG: plain shapes and text, no scripts, no references to anything outside the file.
//!
//! Whatever an article contains is written as text only; characters that XML does not allow are replaced.

use std::fmt::Write as _;

use crate::scene::{Anchor, Color, Fill, Point, Rect, Scene, Shape, Stroke, Weight, fonts::FAMILY};

/// The scene as the text of an SVG file, at `scale` times its size. The same scene gives the same bytes.
pub fn svg(scene: &Scene, scale: f32) -> String {
    let mut writer = Writer {
        body: String::with_capacity(scene.items.len() * 120),
        gradients: Vec::new(),
    };
    writer.items(scene);
    let (width, height) = (
        number(scene.width_px * scale),
        number(scene.height_px * scale),
    );
    let mut out = String::with_capacity(writer.body.len() + 1024);
    // Writing into a string cannot fail.
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {} {}\" \
         font-family=\"{FAMILY}, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif\">",
        number(scene.width_px),
        number(scene.height_px),
    );
    if !writer.gradients.is_empty() {
        out.push_str("<defs>\n");
        for (index, (from, to)) in writer.gradients.iter().enumerate() {
            let _ = writeln!(
                out,
                "<linearGradient id=\"fade{index}\"><stop offset=\"0\" {}/><stop offset=\"1\" {}/></linearGradient>",
                paint("stop-color", "stop-opacity", *from),
                paint("stop-color", "stop-opacity", *to),
            );
        }
        out.push_str("</defs>\n");
    }
    let _ = writeln!(
        out,
        "<rect width=\"100%\" height=\"100%\" {}/>",
        paint("fill", "fill-opacity", scene.background)
    );
    out.push_str(&writer.body);
    out.push_str("</svg>\n");
    out
}

struct Writer {
    body: String,
    gradients: Vec<(Color, Color)>,
}

impl Writer {
    /// Shapes that stand for the same thing are grouped, with its words for a tooltip.
    fn items(&mut self, scene: &Scene) {
        let mut at = 0;
        while let Some(first) = scene.items.get(at) {
            let Some(title) = &first.title else {
                self.shape(&first.shape);
                at += 1;
                continue;
            };
            self.body.push_str("<g><title>");
            self.body.push_str(&escaped(title));
            self.body.push_str("</title>\n");
            while let Some(item) = scene.items.get(at)
                && item.title.as_ref() == Some(title)
                && item.id == first.id
            {
                self.shape(&item.shape);
                at += 1;
            }
            self.body.push_str("</g>\n");
        }
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Rect {
                rect,
                radius_px,
                fill,
                stroke,
            } => self.rect(rect, *radius_px, *fill, *stroke),
            Shape::Circle {
                center,
                radius_px,
                fill,
                stroke,
            } => {
                let fill = fill_attribute(*fill);
                self.line(format_args!(
                    "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" {fill}{}/>",
                    number(center.x),
                    number(center.y),
                    number(*radius_px),
                    stroke_attributes(*stroke)
                ));
            }
            Shape::Line { points, stroke } => {
                self.line(format_args!(
                    "<polyline points=\"{}\" fill=\"none\"{}/>",
                    pairs(points),
                    stroke_attributes(Some(*stroke))
                ));
            }
            Shape::Curve {
                from,
                control,
                to,
                stroke,
            } => {
                self.line(format_args!(
                    "<path d=\"M{}Q{} {}\" fill=\"none\"{}/>",
                    pair(*from),
                    pair(*control),
                    pair(*to),
                    stroke_attributes(Some(*stroke))
                ));
            }
            Shape::Polygon {
                rings,
                fill,
                stroke,
            } => {
                let mut path = String::new();
                for ring in rings {
                    let _ = write!(path, "M{}Z", pairs(ring));
                }
                let fill = fill_attribute(*fill);
                self.line(format_args!(
                    "<path d=\"{path}\" fill-rule=\"evenodd\" {fill}{}/>",
                    stroke_attributes(*stroke)
                ));
            }
            Shape::Text {
                at,
                text,
                size_px,
                weight,
                anchor,
                color,
            } => self.text(*at, text, *size_px, *weight, *anchor, *color),
        }
    }

    fn rect(&mut self, rect: &Rect, radius_px: f32, fill: Option<Fill>, stroke: Option<Stroke>) {
        let fill = match fill {
            None => fill_attribute(None),
            Some(Fill::Solid(color)) => fill_attribute(Some(color)),
            Some(Fill::LeftToRight(from, to)) => {
                let known = self.gradients.iter().position(|g| *g == (from, to));
                let index = known.unwrap_or(self.gradients.len());
                if known.is_none() {
                    self.gradients.push((from, to));
                }
                format!("fill=\"url(#fade{index})\"")
            }
        };
        let radius_px = radius_px.min(rect.width() / 2.0).min(rect.height() / 2.0);
        let radius = if radius_px > 0.0 {
            format!(" rx=\"{}\"", number(radius_px))
        } else {
            String::new()
        };
        self.line(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{radius} {fill}{}/>",
            number(rect.left),
            number(rect.top),
            number(rect.width().max(0.0)),
            number(rect.height().max(0.0)),
            stroke_attributes(stroke)
        ));
    }

    fn text(
        &mut self,
        at: Point,
        text: &str,
        size_px: f32,
        weight: Weight,
        anchor: Anchor,
        color: Color,
    ) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let slant = if weight == Weight::Italic {
            " font-style=\"italic\""
        } else {
            ""
        };
        let weight = match weight.number() {
            400 => String::new(),
            number => format!(" font-weight=\"{number}\""),
        };
        self.line(format_args!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{weight}{slant}{anchor} {}>{}</text>",
            number(at.x),
            number(at.y),
            number(size_px),
            paint("fill", "fill-opacity", color),
            escaped(text)
        ));
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        let _ = self.body.write_fmt(line);
        self.body.push('\n');
    }
}

fn fill_attribute(fill: Option<Color>) -> String {
    match fill {
        None => "fill=\"none\"".to_owned(),
        Some(color) => paint("fill", "fill-opacity", color),
    }
}

fn stroke_attributes(stroke: Option<Stroke>) -> String {
    let Some(stroke) = stroke else {
        return String::new();
    };
    let mut attributes = format!(
        " {} stroke-width=\"{}\"",
        paint("stroke", "stroke-opacity", stroke.color),
        number(stroke.width_px)
    );
    if let Some(dash) = stroke.dash_px {
        let _ = write!(attributes, " stroke-dasharray=\"{0} {0}\"", number(dash));
    }
    attributes
}

fn paint(name: &str, opacity: &str, color: Color) -> String {
    let mut attribute = format!("{name}=\"#{:02x}{:02x}{:02x}\"", color.r, color.g, color.b);
    if color.a < 255 {
        let _ = write!(
            attribute,
            " {opacity}=\"{}\"",
            number(f32::from(color.a) / 255.0)
        );
    }
    attribute
}

fn pair(at: Point) -> String {
    format!("{},{}", number(at.x), number(at.y))
}

fn pairs(points: &[Point]) -> String {
    let pairs: Vec<String> = points.iter().map(|at| pair(*at)).collect();
    pairs.join(" ")
}

/// At most two decimals, no needless noughts; what is not a number is 0.
fn number(value: f32) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let hundredths = (f64::from(value) * 100.0).round();
    // Minus nought would be written with its sign.
    let rounded = hundredths / 100.0 + 0.0;
    format!("{rounded}")
}

/// Text for XML: markup characters as entities; characters that XML forbids, as the replacement character; line breaks
/// as blanks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Theme, point};

    #[test]
    fn hostile_text_stays_text() {
        let mut scene = Scene::new(100.0, 40.0, Theme::LIGHT.panel);
        scene.text(
            point(1.0, 2.0),
            "</text><script>alert('x')</script>&\u{0}\u{1b}\n\u{ffff}",
            12.0,
            Weight::Regular,
            Theme::LIGHT.text,
        );
        let svg = svg(&scene, 1.0);
        assert!(!svg.contains("<script"));
        assert!(!svg.contains('\u{0}'));
        assert!(resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).is_ok());
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!(number(1.0), "1");
        assert_eq!(number(-0.001), "0");
        assert_eq!(number(1.234_567), "1.23");
        assert_eq!(number(f32::NAN), "0");
    }
}
