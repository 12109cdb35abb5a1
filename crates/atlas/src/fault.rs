//! What can be wrong with a coverage: its kind, whose it is, where it lies and how large it is.

use domain::code::GridPath;
use domain::place::{Bounds, Shape};

use crate::ring::RingFaultKind;

/// Metres below which a gap, an overlap and what sticks out count as the drawing's inaccuracy: they are then
/// a mismatched edge or a sliver. Nothing is left out for being narrow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tolerance(pub f64);

impl Tolerance {
    /// Half a metre: what neighbours differ by when each traced the same kerb.
    pub const USUAL: Self = Self(0.5);
}

/// One thing that is wrong with a group of siblings.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// What it is made of; several where two drawings of one border cross each other. None for rings.
    pub defects: Vec<Defect>,
    /// Whose children; none for the grids at the top.
    pub above: Option<GridPath>,
    /// The grids concerned: the parent first where its border takes part, then children in the group's order.
    ///
    /// Of an overlap and of what lies outside those that cover the place; of a gap those around it; of a
    /// mismatched edge the two that drew it.
    pub grids: Vec<GridPath>,
    /// Longitude and latitude in degrees: the middle of the widest place, inside the fault.
    pub place: (f64, f64),
    /// The box around it, in degrees.
    pub bounds: Bounds,
    /// The fault itself. Where edges cross beside the lattice its corners are rounded by half a step at most,
    /// so where it is narrower than a step it may look like a line. Empty for rings.
    pub shape: Shape,
    /// Metres: the diameter of the largest circle that fits inside.
    pub width: f64,
    /// Square metres, from the exact corners.
    pub area: f64,
}

/// What can be wrong with siblings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultKind {
    /// No child covers a place of the parent, and children lie all around it.
    Gap,
    /// Two or more children cover a place.
    Overlap,
    /// Two drew their common border with different corners, less than the tolerance apart: two children, or a
    /// child and its parent.
    MismatchedEdge,
    /// A child covers a place that is not the parent's.
    OutsideParent,
    /// No child covers a place that lies at the parent's border.
    NotFilled,
    /// A ring that is none by the rules of `ring`; nothing is proven of the group until it is mended.
    InvalidRing(RingFaultKind),
    /// A gap, an overlap or something outside that is narrower than the tolerance and has more than two sides.
    Sliver,
    /// So many edges pass each other that the judge gave up.
    TooTangled,
}

/// What is wrong with a place, however narrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Defect {
    /// Nobody's, inside.
    Gap,
    /// Nobody's, at the parent's border.
    NotFilled,
    /// Several children's.
    Overlap,
    /// A child's, and not the parent's.
    OutsideParent,
}

impl Fault {
    /// Whether it is one that was there before, if a common corner moved a little.
    pub fn is_about(&self, before: &Self) -> bool {
        // What was wider than the tolerance may have become narrower.
        let is_alike = self.defects == before.defects && (self.kind == before.kind || !self.defects.is_empty());
        is_alike && self.grids == before.grids && self.meets(before)
    }

    fn meets(&self, other: &Self) -> bool {
        let (a, b) = (self.bounds, other.bounds);
        a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north
    }
}

impl FaultKind {
    /// The kind's name, as in findings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::Overlap => "overlap",
            Self::MismatchedEdge => "mismatched_edge",
            Self::OutsideParent => "outside_parent",
            Self::NotFilled => "not_filled",
            Self::InvalidRing(_) => "invalid_ring",
            Self::Sliver => "sliver",
            Self::TooTangled => "too_tangled",
        }
    }
}

impl From<Defect> for FaultKind {
    fn from(defect: Defect) -> Self {
        match defect {
            Defect::Gap => Self::Gap,
            Defect::NotFilled => Self::NotFilled,
            Defect::Overlap => Self::Overlap,
            Defect::OutsideParent => Self::OutsideParent,
        }
    }
}
