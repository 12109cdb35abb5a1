//! Why an edit on the map is not made: each says which grid, or where.

use crate::code::GridPath;
use crate::place::Position;

/// Something on the map stands against an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// No grid has a corner there.
    NoCorner(Position),
    /// No grid has such an edge.
    NoEdge(Position),
    /// Three borders or more meet at the corner, so that it cannot go.
    BordersMeet(Position),
    /// A line's end lies neither on the grid's border nor outside.
    LineEndsInside(Position),
    /// A line or an outline crosses itself.
    LineCrosses(Position),
    /// A line does not reach from border to border.
    LineDividesNothing(GridPath),
    /// All children would go to one side.
    ChildrenOnOneSide(GridPath),
    /// A grid would be left without any ground.
    NothingLeft(GridPath),
    /// A grid's border would cross or touch itself.
    BorderCrosses(GridPath, Position),
    /// Borders lie closer than positions can be told apart.
    TooNarrow(Position),
    /// A gap or an overlap would come to be where grids lie side by side.
    Breaks(Position),
    /// No ground for a new grid.
    NoGround(Position),
    /// Nobody who could take a grid's ground.
    NoNeighbour(GridPath),
    /// Grids that are to become one do not lie side by side.
    NotNeighbours(GridPath),
    /// The grid has another parent than the first.
    NotSiblings(GridPath),
    /// A grid cannot go under itself.
    BelowItself(GridPath),
    /// Borders pass each other so often that nothing is worked out.
    TooTangled(GridPath),
    /// More grids than can be handled at once.
    TooMany {
        /// How many there are.
        count: usize,
        /// How many there may be.
        most: usize,
    },
}

impl Obstacle {
    /// Names it for programs and for the interface's words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoCorner(_) => "edit.no_corner",
            Self::NoEdge(_) => "edit.no_edge",
            Self::BordersMeet(_) => "edit.borders_meet",
            Self::LineEndsInside(_) => "edit.line_ends_inside",
            Self::LineCrosses(_) => "edit.line_crosses",
            Self::LineDividesNothing(_) => "edit.line_divides_nothing",
            Self::ChildrenOnOneSide(_) => "edit.children_on_one_side",
            Self::NothingLeft(_) => "edit.nothing_left",
            Self::BorderCrosses(..) => "edit.border_crosses",
            Self::TooNarrow(_) => "edit.too_narrow",
            Self::Breaks(_) => "edit.breaks",
            Self::NoGround(_) => "edit.no_ground",
            Self::NoNeighbour(_) => "edit.no_neighbour",
            Self::NotNeighbours(_) => "edit.not_neighbours",
            Self::NotSiblings(_) => "edit.not_siblings",
            Self::BelowItself(_) => "edit.below_itself",
            Self::TooTangled(_) => "edit.too_tangled",
            Self::TooMany { .. } => "edit.too_many",
        }
    }

    /// The grid, the place in degrees, the figures.
    pub(super) fn params(&self) -> Vec<(&'static str, String)> {
        let place = |at: &Position| {
            let degrees = |degrees: f64| format!("{degrees:.7}");
            vec![("longitude", degrees(at.longitude())), ("latitude", degrees(at.latitude()))]
        };
        match self {
            Self::NoCorner(at)
            | Self::NoEdge(at)
            | Self::BordersMeet(at)
            | Self::LineEndsInside(at)
            | Self::LineCrosses(at)
            | Self::TooNarrow(at)
            | Self::Breaks(at)
            | Self::NoGround(at) => place(at),
            Self::BorderCrosses(path, at) => place(at).into_iter().chain([("path", path.to_string())]).collect(),
            Self::LineDividesNothing(path)
            | Self::ChildrenOnOneSide(path)
            | Self::NothingLeft(path)
            | Self::NoNeighbour(path)
            | Self::NotNeighbours(path)
            | Self::NotSiblings(path)
            | Self::BelowItself(path)
            | Self::TooTangled(path) => vec![("path", path.to_string())],
            Self::TooMany { count, most } => vec![("count", count.to_string()), ("most", most.to_string())],
        }
    }
}
