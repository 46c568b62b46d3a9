//! The words on a page and where they stand. Only the operators that place text are followed; pictures, colours and
//! drawings are passed over. The order in which words are read is left to `layout`.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro_font::hayro_cmap::BfString;
use hayro_font::kurbo::{Affine, Point};
use hayro_font::{CMapResolverFn, Font, FontCache, FontQuery, FontResolverFn};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Operator;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::PdfError;

/// Operators that are followed in one file. A page of text has some thousands.
const MAX_OPERATORS: u64 = 100_000_000;
/// What the pages of one file may unpack to, in bytes; a form that is drawn twice counts twice.
const MAX_CONTENT_BYTES: u64 = 512 << 20;
/// Characters of one page; no print has as many.
const MAX_PAGE_CHARS: usize = 1 << 20;
/// Forms within forms.
const MAX_FORMS_DEEP: usize = 12;
/// Saved states.
const MAX_STATES: usize = 1 << 12;
/// A gap of this part of the letters' size is a space.
const SPACE: f64 = 0.17;
/// Letters closer together than this part of their size stand on one line.
const SAME_LINE: f64 = 0.15;
/// No page is larger, in points.
const MAX_POINTS: f64 = 1e6;

/// Letters without a gap. Lengths are in points; the line runs to the right, lines run down, as the reader turns the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) baseline: f64,
    /// Height of the font.
    pub(super) size: f64,
    /// Quarter turns of the line, clockwise.
    pub(super) turns: u8,
    /// The file says that this is not the text itself, but the page's head or foot.
    pub(super) furniture: bool,
}

/// What is on one page.
#[derive(Debug, Default)]
pub(super) struct PageWords {
    pub(super) words: Vec<Word>,
    /// Is there a picture?
    pub(super) pictures: bool,
    /// Letters of which the file does not say what they mean.
    pub(super) unknown: usize,
    chars: usize,
}

/// Reads pages, and counts what they take.
pub(super) struct Scribe<'a, 's> {
    fonts: FontCache<'a>,
    font_files: FontResolverFn,
    code_maps: CMapResolverFn,
    operators: u64,
    bytes: u64,
    stop: &'s AtomicBool,
    page: PageWords,
    current: Word,
    /// For each marked part that is open: is it furniture?
    marks: Vec<bool>,
}

#[derive(Clone)]
struct State<'a> {
    place: Affine,
    font: Option<Font<'a>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

/// Where the next letter and the next line go.
#[derive(Clone, Copy, Default)]
struct Pen {
    letter: Affine,
    line: Affine,
}

impl Pen {
    fn next_line(&mut self, right: f64, up: f64) {
        self.line *= Affine::translate((right, up));
        self.letter = self.line;
    }
}

impl<'a, 's> Scribe<'a, 's> {
    pub(super) fn new(stop: &'s AtomicBool) -> Self {
        let font_files: FontResolverFn = Arc::new(|query| {
            Some(match query {
                FontQuery::Standard(font) => font.get_font_data(),
                FontQuery::Fallback(query) => query.pick_standard_font().get_font_data(),
            })
        });
        Self {
            fonts: FontCache::new(),
            font_files,
            code_maps: Arc::new(|_| None),
            operators: 0,
            bytes: 0,
            stop,
            page: PageWords::default(),
            current: Word::default(),
            marks: Vec::new(),
        }
    }

    /// The words of a page.
    ///
    /// # Errors
    /// If the reading was stopped, or the pages are larger than any print.
    pub(super) fn page(&mut self, page: &Page<'a>) -> Result<PageWords, PdfError> {
        self.page = PageWords::default();
        self.current = Word::default();
        self.marks.clear();
        let content = self.content(page)?;
        let state = State {
            place: Affine::new(page.initial_transform(true).as_coeffs()),
            font: None,
            size: 1.0,
            char_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        self.follow(&content, page.resources(), state, 0)?;
        self.end_word();
        Ok(std::mem::take(&mut self.page))
    }

    /// The operators of a page in one piece.
    fn content(&mut self, page: &Page<'a>) -> Result<Vec<u8>, PdfError> {
        let contents = page.raw();
        if let Some(stream) = contents.get::<Stream<'_>>("Contents") {
            return self.unpack(&stream);
        }
        let mut all = Vec::new();
        if let Some(parts) = contents.get::<Array<'_>>("Contents") {
            for part in parts.iter::<Stream<'_>>() {
                all.extend(self.unpack(&part)?);
                all.push(b' ');
            }
        }
        Ok(all)
    }

    fn unpack(&mut self, stream: &Stream<'_>) -> Result<Vec<u8>, PdfError> {
        let data = stream.decoded_data().map(|data| data.into_owned());
        let data = data.unwrap_or_default();
        self.bytes += data.len() as u64;
        if self.bytes > MAX_CONTENT_BYTES {
            return Err(PdfError::TooLarge);
        }
        Ok(data)
    }

    fn follow(
        &mut self,
        content: &[u8],
        resources: &Resources<'a>,
        mut state: State<'a>,
        depth: usize,
    ) -> Result<(), PdfError> {
        let mut saved: Vec<State<'a>> = Vec::new();
        let mut pen = Pen::default();
        let marks = self.marks.len();
        let mut operators = TypedIter::new(content);
        while let Some(operator) = operators.next() {
            self.count()?;
            match operator {
                Operator::SaveState(_) if saved.len() < MAX_STATES => saved.push(state.clone()),
                Operator::RestoreState(_) => {
                    if let Some(last) = saved.pop() {
                        state = last;
                    }
                }
                Operator::Transform(t) => {
                    let numbers = [t.0, t.1, t.2, t.3, t.4, t.5].map(|number| number.as_f64());
                    state.place *= Affine::new(numbers);
                }
                Operator::XObject(name) => {
                    if let Some(object) = resources.get_x_object(name.0) {
                        self.form(&object, resources, &state, depth)?;
                    }
                }
                Operator::InlineImage(_) => self.page.pictures = true,
                Operator::BeginMarkedContent(mark) => self.begin_mark(mark.0),
                Operator::BeginMarkedContentWithProperties(mark) => self.begin_mark(mark.0),
                Operator::EndMarkedContent(_) => {
                    if self.marks.len() > marks {
                        self.end_word();
                        self.marks.pop();
                    }
                }
                Operator::TextFont(font) => {
                    state.size = font.1.as_f64();
                    let dictionary = resources.get_font(font.0);
                    state.font = dictionary.and_then(|font| self.font(&font));
                }
                operator => self.text(operator, &mut state, &mut pen),
            }
        }
        self.marks.truncate(marks);
        Ok(())
    }

    /// The operators of text.
    fn text(&mut self, operator: Operator<'_, '_>, state: &mut State<'a>, pen: &mut Pen) {
        match operator {
            Operator::BeginText(_) => *pen = Pen::default(),
            Operator::CharacterSpacing(n) => state.char_space = n.0.as_f64(),
            Operator::WordSpacing(n) => state.word_space = n.0.as_f64(),
            Operator::HorizontalScaling(n) => state.scale = n.0.as_f64() / 100.0,
            Operator::TextLeading(n) => state.leading = n.0.as_f64(),
            Operator::TextRise(n) => state.rise = n.0.as_f64(),
            Operator::NextLine(n) => pen.next_line(n.0.as_f64(), n.1.as_f64()),
            Operator::NextLineAndSetLeading(n) => {
                state.leading = -n.1.as_f64();
                pen.next_line(n.0.as_f64(), n.1.as_f64());
            }
            Operator::NextLineUsingLeading(_) => pen.next_line(0.0, -state.leading),
            Operator::SetTextMatrix(m) => {
                pen.line =
                    Affine::new([m.0, m.1, m.2, m.3, m.4, m.5].map(|number| number.as_f64()));
                pen.letter = pen.line;
            }
            Operator::ShowText(text) => self.show(text.0.as_bytes(), state, pen),
            Operator::NextLineAndShowText(text) => {
                pen.next_line(0.0, -state.leading);
                self.show(text.0.as_bytes(), state, pen);
            }
            Operator::ShowTextWithParameters(text) => {
                state.word_space = text.0.as_f64();
                state.char_space = text.1.as_f64();
                pen.next_line(0.0, -state.leading);
                self.show(text.2.as_bytes(), state, pen);
            }
            Operator::ShowTexts(texts) => {
                for part in texts.0.iter::<Object<'_>>() {
                    match part {
                        Object::String(text) => self.show(text.as_bytes(), state, pen),
                        Object::Number(back) => {
                            let step = -back.as_f64() / 1000.0 * state.size;
                            advance(state, pen, step);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn count(&mut self) -> Result<(), PdfError> {
        self.operators += 1;
        if self.operators > MAX_OPERATORS {
            return Err(PdfError::TooLarge);
        }
        // A look at the flag costs little, but there are many operators.
        if self.operators.is_multiple_of(256) && self.stop.load(Ordering::Relaxed) {
            return Err(PdfError::Stopped);
        }
        Ok(())
    }

    fn begin_mark(&mut self, name: &Name<'_>) {
        self.end_word();
        if self.marks.len() < MAX_STATES {
            let outer = self.marks.last().copied().unwrap_or(false);
            self.marks.push(outer || name.as_str() == "Artifact");
        }
    }

    fn font(&self, dictionary: &Dict<'a>) -> Option<Font<'a>> {
        self.fonts
            .font(dictionary, &self.font_files, &self.code_maps)
    }

    /// A part of the page that stands elsewhere in the file.
    fn form(
        &mut self,
        object: &Stream<'a>,
        resources: &Resources<'a>,
        state: &State<'a>,
        depth: usize,
    ) -> Result<(), PdfError> {
        let dictionary = object.dict();
        let kind = dictionary.get::<Name<'_>>("Subtype");
        if kind.is_some_and(|kind| kind.as_str() == "Image") {
            self.page.pictures = true;
            return Ok(());
        }
        if depth >= MAX_FORMS_DEEP {
            return Ok(());
        }
        let content = self.unpack(object)?;
        let mut state = state.clone();
        if let Some(matrix) = dictionary.get::<[f64; 6]>("Matrix") {
            state.place *= Affine::new(matrix);
        }
        let own = dictionary.get::<Dict<'a>>("Resources").map(Resources::new);
        self.follow(
            &content,
            own.as_ref().unwrap_or(resources),
            state,
            depth + 1,
        )
    }

    /// Writes a string, letter by letter.
    fn show(&mut self, bytes: &[u8], state: &State<'a>, pen: &mut Pen) {
        let Some(font) = &state.font else {
            return;
        };
        let mut at = 0;
        while at < bytes.len() && self.page.chars < MAX_PAGE_CHARS {
            let (code, length) = font.read_code(bytes, at);
            at += length.max(1);
            let width = if font.is_horizontal() {
                font.code_advance(code).x / 1000.0
            } else {
                1.0
            };
            let shape = Affine::new([
                state.size * state.scale,
                0.0,
                0.0,
                state.size,
                0.0,
                state.rise,
            ]);
            let place = state.place * pen.letter * shape;
            let meaning = font.glyph(font.map_code(code), code).as_text();
            match meaning {
                Some(text) => self.letter(&text, place, width),
                None if width > 0.0 => self.page.unknown += 1,
                None => {}
            }
            let space = if code == 32 && length == 1 {
                state.word_space
            } else {
                0.0
            };
            advance(state, pen, width * state.size + state.char_space + space);
        }
    }

    /// Adds a letter to the word, or begins a new one.
    fn letter(&mut self, text: &str, place: Affine, width: f64) {
        self.page.chars += text.chars().count();
        if text.chars().all(|c| c.is_whitespace() || c.is_control()) {
            self.end_word();
            return;
        }
        let Some(new) = placed(text, place, width) else {
            return;
        };
        let word = &mut self.current;
        let gap = new.start - word.end;
        let continues = !word.text.is_empty()
            && word.turns == new.turns
            && (word.baseline - new.baseline).abs() < SAME_LINE * new.size
            && (word.size - new.size).abs() < 0.1 * new.size
            && gap < SPACE * new.size
            && gap > -0.5 * new.size;
        if continues {
            word.text.push_str(&new.text);
            word.end = new.end.max(word.end);
        } else {
            self.end_word();
            self.current = new;
        }
    }

    fn end_word(&mut self) {
        if !self.current.text.is_empty() {
            let mut word = std::mem::take(&mut self.current);
            word.furniture = self.marks.last().copied().unwrap_or(false);
            self.page.words.push(word);
        }
    }
}

fn advance(state: &State<'_>, pen: &mut Pen, step: f64) {
    let right = state.font.as_ref().is_none_or(Font::is_horizontal);
    let by = if right {
        (step * state.scale, 0.0)
    } else {
        (0.0, -step)
    };
    pen.letter *= Affine::translate(by);
}

/// A letter in the reader's own directions; none where it has no place on a page, or stands askew as a watermark does.
fn placed(text: &str, place: Affine, width: f64) -> Option<Word> {
    let from = place * Point::ZERO;
    let to = place * Point::new(width, 0.0);
    let along = place * Point::new(1.0, 0.0) - from;
    let size = (place * Point::new(0.0, 1.0) - from).hypot();
    let fits = |number: f64| number.is_finite() && number.abs() < MAX_POINTS;
    if ![from.x, from.y, to.x, to.y, size].into_iter().all(fits) || size <= 0.0 {
        return None;
    }
    let askew = along.x.abs().min(along.y.abs()) > 0.2 * along.x.abs().max(along.y.abs());
    if askew {
        return None;
    }
    let turns = match (along.x.abs() >= along.y.abs(), along.x, along.y) {
        (true, x, _) if x >= 0.0 => 0,
        (false, _, y) if y >= 0.0 => 1,
        (true, ..) => 2,
        (false, ..) => 3,
    };
    let turned = |point: Point| match turns {
        0 => (point.x, point.y),
        1 => (point.y, -point.x),
        2 => (-point.x, -point.y),
        _ => (-point.y, point.x),
    };
    let ((start, baseline), (end, _)) = (turned(from), turned(to));
    Some(Word {
        text: text.to_owned(),
        start,
        end,
        baseline,
        size,
        turns,
        furniture: false,
    })
}

/// What a letter means in Unicode.
trait Meaning {
    fn as_text(&self) -> Option<String>;
}

impl Meaning for hayro_font::FontGlyph<'_> {
    fn as_text(&self) -> Option<String> {
        let meaning = match self {
            Self::Outline(glyph) => glyph.as_unicode(),
            Self::Type3(glyph) => glyph.as_unicode(),
        };
        let text = match meaning? {
            BfString::Char(c) => c.to_string(),
            BfString::String(text) => text,
        };
        let mut result = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '\u{FB00}' => result.push_str("ff"),
                '\u{FB01}' => result.push_str("fi"),
                '\u{FB02}' => result.push_str("fl"),
                '\u{FB03}' => result.push_str("ffi"),
                '\u{FB04}' => result.push_str("ffl"),
                '\u{FB05}' | '\u{FB06}' => result.push_str("st"),
                '\u{AD}' | '\u{2010}' | '\u{2011}' => result.push('-'),
                // What only the font knows.
                '\u{E000}'..='\u{F8FF}' | '\0' | '\u{FFFD}' => {}
                c => result.push(c),
            }
        }
        (!result.is_empty()).then_some(result)
    }
}
