//! Words of a page into lines, and lines into the order in which they are read: column after column, with what runs
//! over all columns between them. Leaves paragraphs to `paragraphs`.

use super::text::{PageWords, Word};

/// A gap of this part of the letters' size may part two columns.
const GUTTER: f64 = 0.8;
/// Baselines closer together than this part of the letters' size are one line: raised figures, for one.
const SAME_LINE: f64 = 0.36;
/// Fewer lines are no column.
const MIN_COLUMN_LINES: usize = 4;
/// Lines of a column are this wide at the least, in the letters' size: a table's column of days is not read apart from
/// what happened on them.
const MIN_COLUMN_WIDTH: f64 = 9.0;
/// Columns within columns.
const MAX_COLUMNS_DEEP: usize = 6;
/// The page is looked at for gutters in so many strips.
const STRIPS: usize = 600;

/// A line, or the part of it that stands in one column.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) baseline: f64,
    pub(super) size: f64,
    /// Width of the first word.
    pub(super) first_word: f64,
    pub(super) furniture: bool,
    /// Lines of the same flow stand below each other.
    pub(super) flow: usize,
}

/// The lines of a page in the order in which they are read. Lines that are turned against the others come last, as
/// furniture.
pub(super) fn lines(page: PageWords) -> Vec<Line> {
    let mut chars = [0usize; 4];
    for word in &page.words {
        chars[usize::from(word.turns % 4)] += word.text.len();
    }
    let most = chars.iter().max().copied().unwrap_or(0);
    let upright = chars.iter().position(|count| *count == most).unwrap_or(0);
    let is_upright = |word: &Word| usize::from(word.turns) == upright;
    let (words, turned): (Vec<Word>, Vec<Word>) = page.words.into_iter().partition(is_upright);
    let mut ordered = Vec::new();
    let mut flow = 0;
    order(segments(words), &mut ordered, &mut flow, 0);
    for line in segments(turned) {
        flow += 1;
        ordered.push(Line {
            furniture: true,
            flow,
            ..line
        });
    }
    ordered
}

/// Lines, parted where a gap may be a gutter.
fn segments(mut words: Vec<Word>) -> Vec<Line> {
    words.sort_by(|a, b| {
        (a.turns, a.furniture)
            .cmp(&(b.turns, b.furniture))
            .then(a.baseline.total_cmp(&b.baseline))
            .then(a.start.total_cmp(&b.start))
    });
    let mut segments = Vec::new();
    for row in words.chunk_by(|a, b| {
        (a.turns, a.furniture) == (b.turns, b.furniture)
            && (a.baseline - b.baseline).abs() <= SAME_LINE * a.size.min(b.size)
    }) {
        let mut row: Vec<&Word> = row.iter().collect();
        row.sort_by(|a, b| a.start.total_cmp(&b.start));
        let mut line = Line::default();
        let mut last: Option<&Word> = None;
        for word in row {
            // Bold letters are sometimes made by printing them twice.
            let twice = last.is_some_and(|last| {
                last.text == word.text && (last.start - word.start).abs() < 0.3 * word.size
            });
            if twice {
                continue;
            }
            if !line.text.is_empty() && word.start - line.end > GUTTER * word.size.max(line.size) {
                segments.push(std::mem::take(&mut line));
            }
            add(&mut line, word);
            last = Some(word);
        }
        segments.extend(Some(line).filter(|line| !line.text.is_empty()));
    }
    segments
}

fn add(line: &mut Line, word: &Word) {
    if line.text.is_empty() {
        *line = Line {
            text: word.text.clone(),
            start: word.start,
            end: word.end,
            baseline: word.baseline,
            size: word.size,
            first_word: word.end - word.start,
            furniture: word.furniture,
            flow: 0,
        };
        return;
    }
    // Words that touch are one, in two fonts; a raised figure is none.
    if word.start - line.end > 0.12 * word.size || word.start < line.start {
        line.text.push(' ');
    }
    line.text.push_str(&word.text);
    line.end = line.end.max(word.end);
    if word.size > line.size {
        (line.size, line.baseline) = (word.size, word.baseline);
    }
}

/// Puts the lines of a region in order: the columns between two lines that run over the gutter, left before right.
fn order(mut region: Vec<Line>, ordered: &mut Vec<Line>, flow: &mut usize, depth: usize) {
    region.sort_by(|a, b| {
        a.baseline
            .total_cmp(&b.baseline)
            .then(a.start.total_cmp(&b.start))
    });
    let gutter = (depth < MAX_COLUMNS_DEEP)
        .then(|| gutter(&region))
        .flatten();
    let Some(gutter) = gutter else {
        *flow += 1;
        ordered.extend(rejoined(region, *flow));
        return;
    };
    let (mut left, mut right, mut over) = (Vec::new(), Vec::new(), Vec::new());
    for line in region {
        let crosses = line.start < gutter && line.end > gutter;
        if crosses && !(left.is_empty() && right.is_empty()) {
            order(std::mem::take(&mut left), ordered, flow, depth + 1);
            order(std::mem::take(&mut right), ordered, flow, depth + 1);
        }
        if !crosses && !over.is_empty() {
            *flow += 1;
            ordered.extend(rejoined(std::mem::take(&mut over), *flow));
        }
        match () {
            () if crosses => over.push(line),
            () if line.end <= gutter => left.push(line),
            () => right.push(line),
        }
    }
    for part in [left, right] {
        if !part.is_empty() {
            order(part, ordered, flow, depth + 1);
        }
    }
    if !over.is_empty() {
        *flow += 1;
        ordered.extend(rejoined(over, *flow));
    }
}

/// Parts of one line of one column, together again.
fn rejoined(lines: Vec<Line>, flow: usize) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        match joined.last_mut() {
            Some(last)
                if (last.baseline - line.baseline).abs()
                    <= SAME_LINE * last.size.min(line.size)
                    && last.furniture == line.furniture
                    && line.start >= last.end =>
            {
                last.text.push(' ');
                last.text.push_str(&line.text);
                last.end = line.end;
                last.size = last.size.max(line.size);
            }
            _ => joined.push(Line { flow, ..line }),
        }
    }
    joined
}

/// The middle of the best gutter of a region.
fn gutter(region: &[Line]) -> Option<f64> {
    let lines: Vec<&Line> = region.iter().filter(|line| !line.furniture).collect();
    if lines.len() < 2 * MIN_COLUMN_LINES {
        return None;
    }
    let least = |a: f64, b: f64| a.min(b);
    let from = lines
        .iter()
        .map(|line| line.start)
        .fold(f64::INFINITY, least);
    let to = lines
        .iter()
        .map(|line| -line.end)
        .fold(f64::INFINITY, least);
    let strip = (-to - from) / STRIPS as f64;
    if strip.is_nan() || strip <= 0.0 {
        return None;
    }
    let mut sizes: Vec<f64> = lines.iter().map(|line| line.size).collect();
    sizes.sort_by(f64::total_cmp);
    let size = sizes[sizes.len() / 2];
    // How many lines cover a strip, end before it, begin after it.
    let at = |place: f64| (((place - from) / strip).max(0.0) as usize).min(STRIPS - 1);
    let (mut begins, mut ends) = (vec![0usize; STRIPS + 1], vec![0usize; STRIPS + 1]);
    for line in &lines {
        begins[at(line.start)] += 1;
        ends[at(line.end)] += 1;
    }
    let mut best: Option<(usize, usize, usize)> = None;
    let (mut begun, mut ended) = (0usize, 0usize);
    let mut run: Option<(usize, usize)> = None;
    for index in 0..STRIPS {
        begun += begins[index];
        let (left, over, right) = (ended, begun - ended, lines.len() - begun);
        ended += ends[index];
        let fits = left.min(right) >= MIN_COLUMN_LINES && over <= left.min(right);
        run = match run {
            Some((over_run, first)) if fits && over == over_run => Some((over, first)),
            _ if fits => Some((over, index)),
            _ => None,
        };
        if let Some((over, first)) = run {
            let width = index + 1 - first;
            let better = best.is_none_or(|(best_over, _, best_width)| {
                (over, usize::MAX - width) < (best_over, usize::MAX - best_width)
            });
            if width as f64 * strip >= 0.6 * GUTTER * size && better {
                best = Some((over, first, width));
            }
        }
    }
    let (_, first, width) = best?;
    let middle = from + (first as f64 + width as f64 / 2.0) * strip;
    columns_stand_beside(&lines, middle, size).then_some(middle)
}

/// Are both sides wide enough for running text, and beside each other?
fn columns_stand_beside(lines: &[&Line], gutter: f64, size: f64) -> bool {
    let side = |fits: &dyn Fn(&Line) -> bool| -> Option<(f64, f64, f64)> {
        let mut widths: Vec<f64> = Vec::new();
        let (mut top, mut bottom) = (f64::INFINITY, f64::NEG_INFINITY);
        for line in lines.iter().filter(|line| fits(line)) {
            widths.push(line.end - line.start);
            top = top.min(line.baseline - line.size);
            bottom = bottom.max(line.baseline);
        }
        widths.sort_by(f64::total_cmp);
        Some((*widths.get(widths.len() / 2)?, top, bottom))
    };
    let (left, right) = (
        side(&|line| line.end <= gutter),
        side(&|line| line.start >= gutter),
    );
    let (Some(left), Some(right)) = (left, right) else {
        return false;
    };
    let common = left.2.min(right.2) - left.1.max(right.1);
    let shorter = (left.2 - left.1).min(right.2 - right.1);
    left.0.min(right.0) >= MIN_COLUMN_WIDTH * size && common >= 0.5 * shorter
}
