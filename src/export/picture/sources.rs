//! The numbered list below the picture: for each event its date, its words in the article, and the article.

use super::legend::dot;
use super::page::Content;
use crate::export::quotation::{citation, heading, words};
use crate::merge::{Entry, Report};
use crate::model::Quad;
use crate::project::Document;
use crate::scene::{Anchor, Scene, Shape, Weight, point};

const GUTTER_PX: f32 = 46.0;
const COLUMN_GAP_PX: f32 = 40.0;
const SIZE_PX: f32 = 12.0;
const LINE_PX: f32 = 17.0;
const BLOCK_GAP_PX: f32 = 13.0;
/// Further reports of an event that are named one by one.
const MOST_REPORTS: usize = 4;

/// One event of the list.
pub(super) struct Source<'a> {
    pub(super) number: usize,
    pub(super) entry: &'a Entry,
}

struct Line {
    text: String,
    weight: Weight,
    second: bool,
}

struct Block {
    number: usize,
    class: u8,
    lines: Vec<Line>,
}

impl Block {
    fn height_px(&self) -> f32 {
        self.lines.len() as f32 * LINE_PX + BLOCK_GAP_PX
    }
}

/// Writes a list with its heading, in two columns where the page is wide enough. Returns where it ends.
pub(super) fn sources(
    scene: &mut Scene,
    content: &Content<'_>,
    heading: &str,
    list: &[Source<'_>],
    left: f32,
    top: f32,
) -> f32 {
    let theme = content.theme;
    let inner_px = scene.width_px - 2.0 * left;
    let columns = ((inner_px + COLUMN_GAP_PX) / 640.0).floor().clamp(1.0, 4.0);
    let column_px = (inner_px - COLUMN_GAP_PX * (columns - 1.0)) / columns;
    scene.text(
        point(left, top + 14.0),
        heading,
        17.0,
        Weight::SemiBold,
        theme.text,
    );
    let top = top + 38.0;
    let blocks: Vec<Block> = list
        .iter()
        .map(|source| block(content, source, column_px - GUTTER_PX))
        .collect();
    let total: f32 = blocks.iter().map(Block::height_px).sum();
    let fair_share = total / columns;
    let (mut column, mut y, mut bottom) = (0.0, top, top);
    for block in &blocks {
        // Begin a new column when the block would stand more than half below the fair share.
        if y > top && column + 1.0 < columns && y - top + block.height_px() / 2.0 > fair_share {
            column += 1.0;
            y = top;
        }
        let x = left + column * (column_px + COLUMN_GAP_PX);
        write(scene, content, block, x, y);
        y += block.height_px();
        bottom = bottom.max(y);
    }
    bottom - BLOCK_GAP_PX
}

fn write(scene: &mut Scene, content: &Content<'_>, block: &Block, x: f32, y: f32) {
    let theme = content.theme;
    scene.add(Shape::Text {
        at: point(x + GUTTER_PX - 24.0, y + SIZE_PX),
        text: block.number.to_string(),
        size_px: SIZE_PX,
        weight: Weight::SemiBold,
        anchor: Anchor::End,
        color: theme.text,
    });
    dot(
        scene,
        theme,
        point(x + GUTTER_PX - 13.0, y + SIZE_PX * 0.64),
        block.class,
    );
    for (index, line) in block.lines.iter().enumerate() {
        let color = if line.second {
            theme.text_second
        } else {
            theme.text
        };
        let at = point(x + GUTTER_PX, y + SIZE_PX + index as f32 * LINE_PX);
        scene.text(at, line.text.as_str(), SIZE_PX, line.weight, color);
    }
}

fn block(content: &Content<'_>, source: &Source<'_>, width_px: f32) -> Block {
    let entry = source.entry;
    let mut lines = Vec::new();
    let mut add = |text: &str, weight: Weight, second: bool| {
        for text in content.measure.wrapped(text, width_px, SIZE_PX, weight) {
            lines.push(Line {
                text,
                weight,
                second,
            });
        }
    };
    add(&heading(entry), Weight::Medium, false);
    let leading = entry.reports.first();
    let words = leading
        .and_then(|report| content.project.report(*report))
        .map(|(document, event)| words(document, event))
        .unwrap_or_default();
    if !words.is_empty() {
        add(&words, Weight::Regular, false);
    }
    if let Some(document) = leading.and_then(|report| document(content, report)) {
        add(&citation(document), Weight::Regular, true);
    }
    let others: Vec<&Document> = entry
        .reports
        .iter()
        .skip(1)
        .filter_map(|report| document(content, report))
        .collect();
    if !others.is_empty() {
        let named: Vec<String> = others
            .iter()
            .take(MOST_REPORTS)
            .map(|d| citation(d))
            .collect();
        let more = match others.len().saturating_sub(MOST_REPORTS) {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        let line = format!("Also: {}{more}", named.join("; "));
        add(&line, Weight::Regular, true);
    }
    let class = match entry.quad() {
        Some(Quad::VerbalCooperation) => 0,
        Some(Quad::MaterialCooperation) => 1,
        Some(Quad::VerbalConflict) => 2,
        Some(Quad::MaterialConflict) => 3,
        None => 4,
    };
    Block {
        number: source.number,
        class,
        lines,
    }
}

fn document<'a>(content: &Content<'a>, report: &Report) -> Option<&'a Document> {
    content
        .project
        .documents
        .get(report.article)
        .map(AsRef::as_ref)
}
