//! The key: which mark stands for what. Holds what occurs, or everything.

use super::DayRange;
use super::form::{TimeForm, wing_around_px};
use super::lanes::Item;
use super::layout::{Mark, MarkShape};
use crate::model::{Quad, Status};
use crate::scene::{Point, Rect};

/// One line of a key: a mark and its words.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyEntry {
    /// What the mark looks like.
    pub shape: MarkShape,
    /// Its class: colours are explained by discs, forms in grey.
    pub class: u8,
    /// Whether it took place.
    pub status: Status,
    /// Only recalled, not told as news.
    pub background: bool,
    /// What it stands for.
    pub words: &'static str,
}

/// A key in three parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Key {
    /// The colours.
    pub classes: Vec<KeyEntry>,
    /// How exactly a date is known.
    pub forms: Vec<KeyEntry>,
    /// Whether it took place, and folds.
    pub statuses: Vec<KeyEntry>,
}

const DISC_PX: f32 = 10.0;
const GAP_PX: f32 = 5.0;
const SHORT_BAR_PX: f32 = 24.0;
const BAR_HALF_PX: f32 = 6.0;

/// The forms are shown in grey, so that they are not taken for a class.
const GREY: u8 = 4;

impl Key {
    /// Everything that a mark can say.
    pub fn whole() -> Self {
        Self::with(&|_| true, &|_| true, &|_| true, [true, true])
    }

    /// What these events say; `folded` if some may be drawn as one.
    pub fn of(items: &[Item], folded: bool) -> Self {
        Self::with(
            &|class| items.iter().any(|item| item.class == class),
            &|form| items.iter().any(|item| item.form == form),
            &|status| items.iter().any(|item| item.status == status),
            [items.iter().any(|item| item.background), folded],
        )
    }

    fn with(
        class: &dyn Fn(u8) -> bool,
        form: &dyn Fn(TimeForm) -> bool,
        status: &dyn Fn(Status) -> bool,
        [background, folded]: [bool; 2],
    ) -> Self {
        let entry = |shape, class, status, words| KeyEntry {
            shape,
            class,
            status,
            background: false,
            words,
        };
        let names = Quad::ALL
            .map(Quad::words)
            .into_iter()
            .chain(["Other events"]);
        let classes = (0..)
            .zip(names)
            .filter(|(number, _)| class(*number))
            .map(|(number, words)| entry(MarkShape::Disc, number, Status::Actual, words))
            .collect();
        let forms = TimeForm::ALL
            .into_iter()
            .filter(|one| form(*one))
            .map(|form| {
                let shape = match form {
                    TimeForm::Day => MarkShape::Disc,
                    form => MarkShape::Bar(form),
                };
                entry(shape, GREY, Status::Actual, form.words())
            })
            .collect();
        let mut statuses: Vec<KeyEntry> = [
            (Status::Planned, "Planned"),
            (Status::Possible, "Possible"),
            (Status::Denied, "Denied"),
        ]
        .into_iter()
        .filter(|(one, _)| status(*one))
        .map(|(status, words)| entry(MarkShape::Disc, GREY, status, words))
        .collect();
        if background {
            statuses.push(KeyEntry {
                background: true,
                ..entry(MarkShape::Disc, GREY, Status::Actual, "Background")
            });
        }
        if folded {
            let several = MarkShape::Folded {
                count: 7,
                days: DayRange { first: 0, last: 0 },
                entries: Vec::new(),
            };
            statuses.push(entry(several, GREY, Status::Actual, "Several events"));
        }
        Self {
            classes,
            forms,
            statuses,
        }
    }

    /// All lines in order.
    pub fn entries(&self) -> impl Iterator<Item = &KeyEntry> {
        self.classes.iter().chain(&self.forms).chain(&self.statuses)
    }
}

impl KeyEntry {
    /// Width of its marks.
    pub fn width_px(&self) -> f32 {
        match self.shape {
            // Whether it took place shows in discs and in bars.
            MarkShape::Disc if self.status != Status::Actual => DISC_PX + GAP_PX + SHORT_BAR_PX,
            MarkShape::Disc => DISC_PX,
            MarkShape::Bar(TimeForm::About) => DISC_PX + 2.0 * wing_around_px(0.0) as f32,
            MarkShape::Bar(_) => 34.0,
            MarkShape::Folded { .. } => 22.0,
        }
    }

    /// Its marks with their left end and middle at `at`.
    pub fn marks(&self, at: Point) -> Vec<Mark> {
        let mark = |shape: MarkShape, left: f32, width: f32, half: f32| Mark {
            entry: 0,
            rect: Rect {
                left,
                top: at.y - half,
                right: left + width,
                bottom: at.y + half,
            },
            shape,
            class: self.class,
            status: self.status,
            background: self.background,
            label: None,
        };
        match &self.shape {
            MarkShape::Disc => {
                let mut marks = vec![mark(MarkShape::Disc, at.x, DISC_PX, DISC_PX / 2.0)];
                if self.status != Status::Actual {
                    let left = at.x + DISC_PX + GAP_PX;
                    let bar = MarkShape::Bar(TimeForm::Unit);
                    marks.push(mark(bar, left, SHORT_BAR_PX, BAR_HALF_PX));
                }
                marks
            }
            shape @ MarkShape::Bar(_) => {
                vec![mark(shape.clone(), at.x, self.width_px(), BAR_HALF_PX)]
            }
            shape @ MarkShape::Folded { .. } => {
                vec![mark(shape.clone(), at.x, self.width_px(), 8.0)]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_holds_what_occurs_and_no_more() {
        let item = Item {
            first: 0,
            last: 30,
            entry: 0,
            importance: 1,
            class: 2,
            form: TimeForm::Before,
            status: Status::Denied,
            background: false,
        };
        let words = |key: &Key| key.entries().map(|entry| entry.words).collect::<Vec<_>>();
        let key = Key::of(&[item], false);
        assert_eq!(
            words(&key),
            ["Verbal conflict", "By then or before", "Denied"]
        );
        assert!(words(&Key::of(&[], false)).is_empty());
        assert_eq!(Key::whole().entries().count(), 5 + 7 + 5);
    }
}
