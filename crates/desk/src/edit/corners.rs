//! Corners that are moved, added and taken away.

use std::collections::BTreeMap;

use atlas::corner::{self, Changed};
use domain::code::GridPath;
use domain::edit::CornerMove;
use domain::failure::{Failure, Obstacle, Refusal};
use domain::place::{Bounds, Position, Shape};
use domain::revision::moving::Altered;

use super::Ground;

type Shapes = BTreeMap<GridPath, Shape>;

impl Ground<'_, '_> {
    pub(super) fn move_corners(&self, moves: &[CornerMove]) -> Result<Vec<Altered>, Failure> {
        let moves: Vec<(Position, Position)> = moves.iter().map(|one| (one.from, one.to)).collect();
        let shapes = self.at_corners(&moves.iter().map(|(from, _)| *from).collect::<Vec<_>>())?;
        let changed = corner::moved(&shapes.values().collect::<Vec<_>>(), &moves).map_err(refused)?;
        self.reshaped(with_paths(&shapes, changed))
    }

    pub(super) fn add_corner(&self, edge: [Position; 2], at: Position) -> Result<Vec<Altered>, Failure> {
        let shapes = self.at_corners(&edge)?;
        let changed = corner::added(&shapes.values().collect::<Vec<_>>(), edge, at).map_err(refused)?;
        self.reshaped(with_paths(&shapes, changed))
    }

    /// One after the other, so that corners that follow each other can go together.
    pub(super) fn remove_corners(&self, corners: &[Position]) -> Result<Vec<Altered>, Failure> {
        let mut shapes = self.at_corners(corners)?;
        let mut all = Shapes::new();
        for &at in corners {
            let changed = corner::removed(&shapes.values().collect::<Vec<_>>(), at).map_err(refused)?;
            let changed = with_paths(&shapes, changed);
            shapes.extend(changed.clone());
            all.extend(changed);
        }
        self.reshaped(all)
    }

    fn outlined_in(&self, bounds: Bounds) -> Result<Shapes, Failure> {
        Ok(self.shapes_in(bounds)?.into_iter().map(|(path, _, shape)| (path, shape)).collect())
    }

    /// The grids that have a part in the edges at these corners, or a corner on them.
    fn at_corners(&self, corners: &[Position]) -> Result<Shapes, Failure> {
        let mut there = Shapes::new();
        for place in corners.iter().filter_map(|&at| Bounds::around([at])) {
            there.extend(self.outlined_in(place)?);
        }
        let Some(reach) = corner::reach(there.values(), corners) else { return Ok(there) };
        self.outlined_in(reach)
    }
}

fn with_paths(shapes: &Shapes, mut changed: Changed) -> Shapes {
    let numbered = shapes.keys().enumerate();
    numbered.filter_map(|(number, path)| Some((path.clone(), changed.remove(&number)?))).collect()
}

fn refused(refusal: corner::Refusal) -> Refusal {
    Refusal::Edit(match refusal {
        corner::Refusal::NoCorner(at) => Obstacle::NoCorner(at),
        corner::Refusal::NoEdge(at) => Obstacle::NoEdge(at),
        corner::Refusal::BordersMeet(at) => Obstacle::BordersMeet(at),
    })
}
