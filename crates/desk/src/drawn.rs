//! Boundaries as tiles draw them, kept for the next tile: most of a tile is its shapes read, and projected
//! corner by corner.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use atlas::measure::inside_point;
use atlas::mercator::Projected;
use domain::code::GridPath;
use domain::place::{Position, Shape};
use ledger::View;

/// Corners that are kept at most, 16 bytes each; beyond that everything is let go and begun anew.
const MOST_CORNERS: usize = 4_000_000;

/// What was drawn of the district lately.
#[derive(Default)]
pub struct Drawn {
    areas: Mutex<Areas>,
    /// Worked out once and never let go: it costs more than the rest of a tile.
    labels: Mutex<HashMap<GridPath, Option<Position>>>,
}

/// What was drawn lately of schemes that are asked for by name. A shape is known by itself, so that a draft that
/// changes needs nobody to say so, and a grid that two schemes share is worked out once.
#[derive(Default)]
pub struct Sketches(Mutex<Known>);

#[derive(Default)]
struct Known {
    by_shape: HashMap<blake3::Hash, Sketch>,
    corners: usize,
}

/// A grid as tiles draw it.
#[derive(Clone)]
pub struct Sketch {
    pub area: Arc<Projected>,
    /// Where its label stands.
    pub label: Option<Position>,
}

#[derive(Default)]
struct Areas {
    by_path: HashMap<GridPath, Arc<Projected>>,
    corners: usize,
}

impl Drawn {
    /// How a grid is drawn; none when the store has no such grid.
    pub fn of(&self, view: &View<'_>, path: &GridPath) -> Result<Option<Sketch>, ledger::Error> {
        let area = self.known(path);
        let label = self.labels().get(path).copied();
        if let (Some(area), Some(label)) = (area, label) {
            return Ok(Some(Sketch { area, label }));
        }
        let Some(shape) = view.shape(path)? else { return Ok(None) };
        let area = Arc::new(Projected::of(&shape));
        self.areas().keep(path, Arc::clone(&area));
        let label = label.unwrap_or_else(|| inside_point(&shape));
        self.labels().insert(path.clone(), label);
        Ok(Some(Sketch { area, label }))
    }

    /// A grid's area alone, without the label that costs more; none when the store has no such grid.
    pub fn area(&self, view: &View<'_>, path: &GridPath) -> Result<Option<Arc<Projected>>, ledger::Error> {
        if let Some(area) = self.known(path) {
            return Ok(Some(area));
        }
        let Some(shape) = view.shape(path)? else { return Ok(None) };
        let area = Arc::new(Projected::of(&shape));
        self.areas().keep(path, Arc::clone(&area));
        Ok(Some(area))
    }

    /// Where a grid's name stands; none when the store has no such grid, or its shape no inside.
    pub fn label(&self, view: &View<'_>, path: &GridPath) -> Result<Option<Position>, ledger::Error> {
        if let Some(label) = self.labels().get(path) {
            return Ok(*label);
        }
        let Some(shape) = view.shape(path)? else { return Ok(None) };
        let label = inside_point(&shape);
        self.labels().insert(path.clone(), label);
        Ok(label)
    }

    fn known(&self, path: &GridPath) -> Option<Arc<Projected>> {
        self.areas().by_path.get(path).cloned()
    }

    fn areas(&self) -> MutexGuard<'_, Areas> {
        self.areas.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn labels(&self) -> MutexGuard<'_, HashMap<GridPath, Option<Position>>> {
        self.labels.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sketches {
    /// How a shape is drawn.
    pub fn of(&self, shape: &Shape) -> Sketch {
        let name = name_of(shape);
        if let Some(sketch) = self.known().by_shape.get(&name) {
            return sketch.clone();
        }
        let sketch = Sketch { area: Arc::new(Projected::of(shape)), label: inside_point(shape) };
        let mut known = self.known();
        known.corners += sketch.area.corners();
        if known.corners > MOST_CORNERS {
            known.by_shape.clear();
            known.corners = sketch.area.corners();
        }
        known.by_shape.insert(name, sketch.clone());
        sketch
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Names exactly this shape: how many corners each ring has, and where they lie.
fn name_of(shape: &Shape) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for polygon in &shape.polygons {
        hasher.update(&polygon.rings.len().to_le_bytes());
        for ring in &polygon.rings {
            hasher.update(&ring.len().to_le_bytes());
            for Position(longitude, latitude) in ring {
                hasher.update(&longitude.to_le_bytes()).update(&latitude.to_le_bytes());
            }
        }
    }
    hasher.finalize()
}

impl Areas {
    fn keep(&mut self, path: &GridPath, area: Arc<Projected>) {
        self.corners += area.corners();
        if self.corners > MOST_CORNERS {
            self.by_path.clear();
            self.corners = area.corners();
        }
        self.by_path.insert(path.clone(), area);
    }
}
