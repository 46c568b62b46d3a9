//! Drawing primitives that timeline and map produce, and that the screen and the exports draw.
//!
//! A [`Scene`] is data: shapes in pixels, y downwards, in painting order. It knows no window and no file format.

pub mod fonts;
mod theme;

pub use fonts::{TextMeasure, Weight};
pub use theme::{Color, Theme, ThemeKind};

/// A point in pixels, y downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

/// A point at `x`, `y`.
pub const fn point(x: f32, y: f32) -> Point {
    Point { x, y }
}

/// A rectangle in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub left: f32,
    /// Top edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Bottom edge.
    pub bottom: f32,
}

impl Rect {
    /// From the left upper corner, width and height.
    pub fn new(left: f32, top: f32, width: f32, height: f32) -> Self {
        Self {
            left,
            top,
            right: left + width,
            bottom: top + height,
        }
    }

    /// Width in pixels.
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    /// Height in pixels.
    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// The middle.
    pub fn center(&self) -> Point {
        point(
            f32::midpoint(self.left, self.right),
            f32::midpoint(self.top, self.bottom),
        )
    }

    /// True if they share more than an edge.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// True if the point lies inside or on the edge.
    pub fn contains(&self, at: Point) -> bool {
        (self.left..=self.right).contains(&at.x) && (self.top..=self.bottom).contains(&at.y)
    }

    /// Grown by `by_px` on every side.
    #[must_use]
    pub fn grown(&self, by_px: f32) -> Self {
        Self {
            left: self.left - by_px,
            top: self.top - by_px,
            right: self.right + by_px,
            bottom: self.bottom + by_px,
        }
    }
}

/// A line's colour, width and pattern.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub color: Color,
    /// Width in pixels.
    pub width_px: f32,
    /// Length of dashes and gaps in pixels; none for a plain line.
    pub dash_px: Option<f32>,
}

impl Stroke {
    /// A plain line.
    pub fn new(width_px: f32, color: Color) -> Self {
        Self {
            color,
            width_px,
            dash_px: None,
        }
    }
}

/// What a rectangle is filled with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fill {
    /// One colour.
    Solid(Color),
    /// From one colour at the left edge to another at the right edge.
    LeftToRight(Color, Color),
}

/// Which point of a text is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The left end.
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// One shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A rectangle with rounded corners.
    Rect {
        /// Where.
        rect: Rect,
        /// Radius of the corners in pixels.
        radius_px: f32,
        /// Inside.
        fill: Option<Fill>,
        /// Outline.
        stroke: Option<Stroke>,
    },
    /// A disc or a ring.
    Circle {
        /// Middle.
        center: Point,
        /// Radius in pixels.
        radius_px: f32,
        /// Inside.
        fill: Option<Color>,
        /// Outline.
        stroke: Option<Stroke>,
    },
    /// An open line through points.
    Line {
        /// At least two.
        points: Vec<Point>,
        /// How.
        stroke: Stroke,
    },
    /// A curve with one control point.
    Curve {
        /// From.
        from: Point,
        /// Where it bends to.
        control: Point,
        /// To.
        to: Point,
        /// How.
        stroke: Stroke,
    },
    /// Rings filled by the even-odd rule.
    Polygon {
        /// Closed rings, the last point not repeated.
        rings: Vec<Vec<Point>>,
        /// Inside.
        fill: Option<Color>,
        /// Outline.
        stroke: Option<Stroke>,
    },
    /// One line of text.
    Text {
        /// Start, middle or end of the baseline.
        at: Point,
        /// The words.
        text: String,
        /// Size in pixels.
        size_px: f32,
        /// Weight.
        weight: Weight,
        /// Which point `at` is.
        anchor: Anchor,
        /// Colour.
        color: Color,
    },
}

/// A shape and what it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The shape.
    pub shape: Shape,
    /// The event it stands for, if one.
    pub id: Option<u64>,
    /// Words for a tooltip or a reader of the screen.
    pub title: Option<String>,
}

/// A picture as data.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Width in pixels.
    pub width_px: f32,
    /// Height in pixels.
    pub height_px: f32,
    /// Behind everything.
    pub background: Color,
    /// In painting order.
    pub items: Vec<Item>,
}

impl Scene {
    /// An empty picture.
    pub fn new(width_px: f32, height_px: f32, background: Color) -> Self {
        Self {
            width_px,
            height_px,
            background,
            items: Vec::new(),
        }
    }

    /// Adds a shape that stands for nothing.
    pub fn add(&mut self, shape: Shape) {
        self.items.push(Item {
            shape,
            id: None,
            title: None,
        });
    }

    /// Adds a line of text.
    pub fn text(
        &mut self,
        at: Point,
        text: impl Into<String>,
        size_px: f32,
        weight: Weight,
        color: Color,
    ) {
        self.add(Shape::Text {
            at,
            text: text.into(),
            size_px,
            weight,
            anchor: Anchor::Start,
            color,
        });
    }
}
