//! A page as it is drawn: marks in millimetres from the upper left corner, x to the right, y down.

use std::sync::Arc;

/// A place on the page, in millimetres.
pub type Point = (f64, f64);

/// A box on the page, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

/// A page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Millimetres.
    pub width: f64,
    /// Millimetres.
    pub height: f64,
    /// From the lowest.
    pub marks: Vec<Mark>,
}

/// One thing drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// An area or a line.
    Path {
        /// Its way.
        way: Vec<Step>,
        /// What it is filled with.
        fill: Option<Fill>,
        /// How its edge is drawn.
        line: Option<Line>,
    },
    /// One line of letters.
    Text(Letters),
    /// A picture that fills a box.
    Picture {
        /// Its JPEG.
        jpeg: Arc<[u8]>,
        /// Where.
        to: Rect,
    },
    /// What follows shows only inside this box, until [`Mark::Unclip`].
    Clip(Rect),
    /// What follows shows everywhere again.
    Unclip,
}

/// A step of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Step {
    /// Begin anew here.
    Move(Point),
    /// Straight to here.
    Line(Point),
    /// Bent towards the first, to the second.
    Quad(Point, Point),
    /// Bent towards the first two, to the third.
    Cubic(Point, Point, Point),
    /// Back to where this part began.
    Close,
}

/// Red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

/// What an area is filled with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fill {
    /// Its colour.
    pub colour: Colour,
    /// 0 nothing, 1 all.
    pub opacity: f64,
    /// Which of the parts are inside.
    pub rule: Rule,
}

/// Which of overlapping parts are inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Areas with holes, whichever way their rings run.
    EvenOdd,
    /// Letters.
    Winding,
}

/// How an edge is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its colour.
    pub colour: Colour,
    /// Millimetres.
    pub width: f64,
    /// 0 nothing, 1 all.
    pub opacity: f64,
    /// Millimetres drawn and left out in turn; empty: drawn throughout.
    pub dash: Vec<f64>,
}

/// One line of letters.
#[derive(Debug, Clone, PartialEq)]
pub struct Letters {
    /// Where its baseline begins.
    pub at: Point,
    /// What it says.
    pub text: String,
    /// Height of the em square in millimetres.
    pub size: f64,
    /// Which face.
    pub weight: Weight,
    /// Its colour.
    pub colour: Colour,
    /// Degrees that the line turns to the left around where it begins.
    pub turn: f64,
}

/// Which of the two faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// For reading.
    Regular,
    /// For what is named.
    Bold,
}

impl Rect {
    /// By its upper left corner and size.
    pub fn sized(left: f64, top: f64, width: f64, height: f64) -> Self {
        Self { left, top, right: left + width, bottom: top + height }
    }

    /// By its middle and size.
    pub fn around((x, y): Point, width: f64, height: f64) -> Self {
        Self::sized(x - width / 2.0, y - height / 2.0, width, height)
    }

    /// Millimetres.
    pub fn width(self) -> f64 {
        self.right - self.left
    }

    /// Millimetres.
    pub fn height(self) -> f64 {
        self.bottom - self.top
    }

    /// Its middle.
    pub fn middle(self) -> Point {
        (f64::midpoint(self.left, self.right), f64::midpoint(self.top, self.bottom))
    }

    /// The same box, `by` millimetres larger on every side; smaller where `by` is negative.
    #[must_use]
    pub fn grown(self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// Whether the boxes share more than an edge.
    pub fn meets(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// Whether `other` lies in this box, its edge included.
    pub fn holds(self, other: Self) -> bool {
        self.left <= other.left && other.right <= self.right && self.top <= other.top && other.bottom <= self.bottom
    }

    /// Whether a place lies in this box, its edge included.
    pub fn has(self, (x, y): Point) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    /// The smallest box around both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Its edge as a path.
    pub fn way(self) -> Vec<Step> {
        vec![
            Step::Move((self.left, self.top)),
            Step::Line((self.right, self.top)),
            Step::Line((self.right, self.bottom)),
            Step::Line((self.left, self.bottom)),
            Step::Close,
        ]
    }
}

impl Fill {
    /// All of a colour.
    pub fn of(colour: Colour) -> Self {
        Self { colour, opacity: 1.0, rule: Rule::EvenOdd }
    }
}

impl Line {
    /// A line drawn throughout.
    pub fn of(colour: Colour, width: f64) -> Self {
        Self { colour, width, opacity: 1.0, dash: Vec::new() }
    }

    /// The same line, dashed.
    #[must_use]
    pub fn dashed(self, dash: &[f64]) -> Self {
        Self { dash: dash.to_vec(), ..self }
    }
}

impl Step {
    /// The same step elsewhere.
    #[must_use]
    pub fn moved(self, to: impl Fn(Point) -> Point) -> Self {
        match self {
            Self::Move(a) => Self::Move(to(a)),
            Self::Line(a) => Self::Line(to(a)),
            Self::Quad(a, b) => Self::Quad(to(a), to(b)),
            Self::Cubic(a, b, c) => Self::Cubic(to(a), to(b), to(c)),
            Self::Close => Self::Close,
        }
    }
}
