//! The article as laid out text: which words stand out and which step back.
//!
//! Only paragraphs in view are laid out, so that a long text costs no more per frame than a short one; their heights are
//! kept until something changes.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, Galley, Rect, TextFormat, Ui, pos2};

use super::color;
use super::style::{READING_PX, SMALL_PX, family, regular};
use crate::model::{Article, Event, Span};
use crate::scene::{Theme, Weight};

/// Height of a line, 1.6 of the size.
pub(crate) const LINE_PX: f32 = 22.0;
/// Between paragraphs.
const GAP_PX: f32 = 12.0;
/// About 60 characters of Inter at reading size.
pub(crate) const MEASURE_PX: f32 = 430.0;
/// Longer paragraphs are laid out in pieces, so that a file of one line cannot hold up a frame.
const PIECE_BYTES: usize = 4000;
/// Average width of a character, for heights of paragraphs that were never in view.
const CHARACTER_PX: f32 = 7.2;

/// A paragraph or a piece of one.
struct Piece {
    range: Range<usize>,
    furniture: bool,
    /// Ends a paragraph.
    last: bool,
    /// The words and their looks. The galley itself is egui's to keep: it is worth nothing once the glyphs have moved
    /// to another texture.
    job: Option<LayoutJob>,
    /// Painted behind the words, relative to the piece.
    bars: Vec<(Rect, Color32)>,
    height_px: f32,
}

/// What the layout was made for; another value means another layout.
#[derive(Clone, Debug, PartialEq)]
struct Made {
    document: usize,
    trigger: Option<(Span, Vec<Span>)>,
    width_px: f32,
    dark: bool,
    pixels_per_point: f32,
}

/// The laid out article.
#[derive(Default)]
pub(crate) struct ArticleText {
    made: Option<Made>,
    pieces: Vec<Piece>,
}

/// The event that is being shown, in terms of the article's text.
pub(crate) struct Shown<'a> {
    pub(crate) article: &'a Article,
    pub(crate) event: Option<&'a Event>,
    /// Distinguishes readings: address of the shared document.
    pub(crate) document: usize,
}

impl ArticleText {
    /// Makes the layout anew if something changed.
    pub(crate) fn update(&mut self, ui: &Ui, theme: &Theme, shown: &Shown<'_>, width_px: f32) {
        let made = Made {
            document: shown.document,
            trigger: shown.event.map(|e| (e.trigger, e.evidence.clone())),
            width_px,
            dark: theme.kind == crate::scene::ThemeKind::Dark,
            pixels_per_point: ui.ctx().pixels_per_point(),
        };
        if self.made.as_ref() == Some(&made) {
            return;
        }
        self.made = Some(made);
        self.pieces = pieces(shown.article, width_px);
    }

    /// Height of everything in pixels.
    pub(crate) fn height_px(&self) -> f32 {
        self.pieces.iter().map(Piece::full_height_px).sum()
    }

    /// Where the line with this byte begins, from the top.
    pub(crate) fn y_of(
        &mut self,
        ui: &Ui,
        theme: &Theme,
        shown: &Shown<'_>,
        byte: usize,
    ) -> Option<f32> {
        let index = self
            .pieces
            .iter()
            .position(|piece| byte < piece.range.end)?;
        // Everything above must have its true height, within reason.
        if index < 200 {
            for before in 0..index {
                self.lay_out(ui, theme, shown, before);
            }
        }
        let galley = self.lay_out(ui, theme, shown, index)?;
        let above: f32 = self
            .pieces
            .iter()
            .take(index)
            .map(Piece::full_height_px)
            .sum();
        let piece = self.pieces.get(index)?;
        let from = piece.range.start;
        let text = shown.article.text.get(from..byte.max(from))?;
        let cursor = egui::text::CCursor::new(text.chars().count());
        Some(above + galley.pos_from_cursor(cursor).top())
    }

    /// Calls `paint` for each piece between `top` and `bottom` with its place.
    pub(crate) fn paint(
        &mut self,
        ui: &Ui,
        theme: &Theme,
        shown: &Shown<'_>,
        top: f32,
        bottom: f32,
        mut paint: impl FnMut(f32, &Arc<Galley>, &Range<usize>, &[(Rect, Color32)]),
    ) {
        let mut y = 0.0;
        for index in 0..self.pieces.len() {
            let Some(piece) = self.pieces.get(index) else {
                return;
            };
            let height = piece.full_height_px();
            if y > bottom {
                return;
            }
            if y + height >= top
                && let Some(galley) = self.lay_out(ui, theme, shown, index)
                && let Some(piece) = self.pieces.get(index)
            {
                paint(y, &galley, &piece.range, &piece.bars);
            }
            y += self.pieces.get(index).map_or(0.0, Piece::full_height_px);
        }
    }

    fn lay_out(
        &mut self,
        ui: &Ui,
        theme: &Theme,
        shown: &Shown<'_>,
        index: usize,
    ) -> Option<Arc<Galley>> {
        let width_px = self.made.as_ref()?.width_px;
        let piece = self.pieces.get_mut(index)?;
        if let Some(job) = &piece.job {
            return Some(ui.painter().layout_job(job.clone()));
        }
        let mut job = job(theme, shown, &piece.range, piece.furniture);
        job.wrap = TextWrapping::wrap_at_width(width_px);
        let galley = ui.painter().layout_job(job.clone());
        piece.height_px = galley.size().y;
        if !piece.furniture {
            piece.bars = bars(theme, shown, &piece.range, &galley);
        }
        piece.job = Some(job);
        Some(galley)
    }
}

impl Piece {
    fn full_height_px(&self) -> f32 {
        self.height_px + if self.last { GAP_PX } else { 0.0 }
    }
}

/// Paragraphs of the text, furniture apart, long ones cut.
fn pieces(article: &Article, width_px: f32) -> Vec<Piece> {
    let text = article.text.as_str();
    let mut cuts: Vec<(Range<usize>, bool)> = Vec::new();
    let mut from = 0;
    for span in &article.furniture {
        let range = span.range();
        cuts.push((from..range.start.max(from), false));
        cuts.push((range.clone(), true));
        from = range.end.max(from);
    }
    cuts.push((from..text.len(), false));
    let mut pieces = Vec::new();
    for (range, furniture) in cuts {
        let Some(part) = text.get(range.clone()) else {
            continue;
        };
        let mut start = range.start;
        for paragraph in part.split('\n') {
            let end = start + paragraph.len();
            let trimmed = paragraph.trim();
            if !trimmed.is_empty() {
                let lead = paragraph.len() - paragraph.trim_start().len();
                let words = start + lead..start + lead + trimmed.len();
                cut(text, words, furniture, width_px, &mut pieces);
            }
            start = end + 1;
        }
    }
    pieces
}

fn cut(text: &str, words: Range<usize>, furniture: bool, width_px: f32, pieces: &mut Vec<Piece>) {
    let mut from = words.start;
    while from < words.end {
        let mut to = words.end;
        if words.end - from > PIECE_BYTES {
            to = from + PIECE_BYTES;
            while !text.is_char_boundary(to) {
                to -= 1;
            }
            if let Some(space) = text.get(from..to).and_then(|t| t.rfind(' ')) {
                to = from + space + 1;
            }
        }
        let characters = (to - from) as f32;
        let lines = (characters * CHARACTER_PX / width_px.max(1.0)).ceil();
        pieces.push(Piece {
            range: from..to,
            furniture,
            last: to == words.end,
            job: None,
            bars: Vec::new(),
            height_px: lines * LINE_PX,
        });
        from = to;
    }
}

fn job(theme: &Theme, shown: &Shown<'_>, range: &Range<usize>, furniture: bool) -> LayoutJob {
    let text = shown.article.text.as_str();
    let mut job = LayoutJob::default();
    if furniture {
        let mut format = TextFormat::simple(regular(SMALL_PX), color(theme.text_third));
        format.line_height = Some(18.0);
        let words = text.get(range.clone()).unwrap_or_default();
        job.append(&shortened(words), 0.0, format.clone());
        format.font_id.family = family(Weight::Italic);
        job.append("page furniture, not read", 8.0, format);
        return job;
    }
    let piece = Span::from(range.clone());
    let near = shown
        .event
        .is_none_or(|event| event.evidence.iter().any(|span| span.overlaps(piece)));
    let ink = if near {
        theme.text
    } else {
        theme.text_third.mixed(theme.text_second, 0.35)
    };
    let mut format = TextFormat::simple(regular(READING_PX), color(ink));
    format.line_height = Some(LINE_PX);
    job.append(text.get(range.clone()).unwrap_or_default(), 0.0, format);
    job
}

/// What lies behind the words: the highlight of the evidence, then lines below trigger, time and place.
fn bars(
    theme: &Theme,
    shown: &Shown<'_>,
    range: &Range<usize>,
    galley: &Galley,
) -> Vec<(Rect, Color32)> {
    let Some(event) = shown.event else {
        return Vec::new();
    };
    let text = shown.article.text.as_str();
    let mut bars = Vec::new();
    for span in &event.evidence {
        for line in lines(text, range, *span, galley) {
            let rect = Rect::from_min_max(
                pos2(line.left() - 1.5, line.top() + 2.0),
                pos2(line.right() + 1.5, line.top() + 20.0),
            );
            bars.push((rect, color(theme.highlight)));
        }
    }
    // Names that can be corrected by a click.
    let names = event.sources.iter().chain(&event.targets);
    for span in names.map(|one| one.span).filter(|s| *s != event.trigger) {
        for line in lines(text, range, span, galley) {
            let rect = Rect::from_min_max(
                pos2(line.left(), line.top() + 19.0),
                pos2(line.right(), line.top() + 20.0),
            );
            bars.push((rect, color(theme.text_third)));
        }
    }
    for (span, time) in marks(event) {
        let ink = if time {
            theme.accent
        } else {
            theme.highlight_line
        };
        for line in lines(text, range, span, galley) {
            let rect = Rect::from_min_max(
                pos2(line.left(), line.top() + 19.0),
                pos2(line.right(), line.top() + 21.0),
            );
            bars.push((rect, color(ink)));
        }
    }
    bars
}

/// Where the words of a span stand in a laid out piece, a rectangle for each line.
fn lines(text: &str, range: &Range<usize>, span: Span, galley: &Galley) -> Vec<Rect> {
    let from = range.start.max(span.start as usize);
    let to = range.end.min(span.end as usize);
    let count = |from: usize, to: usize| text.get(from..to).map_or(0, |t| t.chars().count());
    if from >= to {
        return Vec::new();
    }
    let first = count(range.start, from);
    let last = first + count(from, to);
    let mut lines = Vec::new();
    let mut start = 0;
    for row in &galley.rows {
        let glyphs = &row.row.glyphs;
        let here = first.saturating_sub(start).min(glyphs.len())
            ..last.saturating_sub(start).min(glyphs.len());
        let words = glyphs.get(here).unwrap_or_default();
        let left = words.iter().find(|glyph| !glyph.chr.is_whitespace());
        let right = words.iter().rfind(|glyph| !glyph.chr.is_whitespace());
        if let (Some(left), Some(right)) = (left, right) {
            lines.push(Rect::from_min_max(
                pos2(row.pos.x + left.pos.x, row.pos.y),
                pos2(
                    row.pos.x + right.pos.x + right.advance_width,
                    row.pos.y + row.row.size.y,
                ),
            ));
        }
        start += glyphs.len() + usize::from(row.ends_with_newline);
    }
    lines
}

/// Trigger, time and place of the event, and whether it is the time.
fn marks(event: &Event) -> Vec<(Span, bool)> {
    let mut marks = vec![(event.trigger, false)];
    marks.extend(event.place.as_ref().map(|place| (place.span, false)));
    marks.extend(event.when.span.map(|span| (span, true)));
    marks.retain(|(span, _)| !span.is_empty());
    marks
}

/// The beginning of long furniture.
fn shortened(words: &str) -> String {
    let kept: String = words.chars().take(60).collect();
    if kept.len() < words.len() {
        format!("{}…", kept.trim_end())
    } else {
        kept
    }
}
