//! Boundaries as tiles draw them, kept for the next tile: most of a tile is its shapes read, projected and rounded corner
//! by corner. Grids are known by their places among the tree's, for a tile may ask for thousands of them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

use atlas::measure::inside_point;
use atlas::mercator::Projected;
use atlas::trace::{Trace, Traces};
use domain::code::GridPath;
use domain::grid::Grid;
use domain::place::{Position, Shape};
use ledger::View;

/// Corners of drafts that are kept at most, 16 bytes each; beyond that everything is let go and begun anew.
const MOST_CORNERS: usize = 4_000_000;
/// Bytes of traces that are kept at most, as tiles want them: all of a province at the zoom at which its deepest levels
/// begin to be drawn, and much of the further ones.
const MOST_TRACED: usize = 96 << 20;
/// The same of whole ones, of which those of another zoom are made.
const MOST_WHOLE: usize = 32 << 20;

/// What was drawn of the district lately.
#[derive(Default)]
pub struct Drawn {
    traces: RwLock<HashMap<u8, Traces>>,
    whole: Mutex<Traces>,
    /// Worked out once and never let go: it costs more than the rest of a tile.
    labels: RwLock<Vec<Label>>,
}

/// Where a grid's name stands.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Label {
    /// Nobody has looked yet.
    #[default]
    Unknown,
    /// Its shape has no inside.
    Nowhere,
    At(Position),
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

impl Drawn {
    /// Does `draw` with each of these grids as it is at a zoom, and with where its label stands. One that the store does
    /// not have is passed over.
    pub fn each<'g>(
        &self,
        view: &View<'_>,
        zoom: u8,
        grids: &[(usize, &'g Grid)],
        mut draw: impl FnMut(usize, &'g Grid, &Trace<'_>, Option<Position>),
    ) -> Result<(), ledger::Error> {
        self.learn(view, zoom, grids)?;
        let (traces, labels) = (self.traces(), self.labels());
        let known = traces.get(&zoom);
        for &(place, grid) in grids {
            let label = label_in(&labels, place);
            if let Some(trace) = known.and_then(|known| known.get(place))
                && label != Label::Unknown
            {
                draw(place, grid, &trace, label.position());
            } else if let Some((trace, label)) = self.sketch(view, zoom, (place, &grid.path), label)? {
                // Somebody else has let it go meanwhile, for room.
                draw(place, grid, &trace, label.position());
            }
        }
        Ok(())
    }

    /// Whatever is missing of these grids is worked out and kept.
    fn learn(&self, view: &View<'_>, zoom: u8, grids: &[(usize, &Grid)]) -> Result<(), ledger::Error> {
        let missing: Vec<(usize, &GridPath, Label)> = {
            let (traces, labels) = (self.traces(), self.labels());
            let known = traces.get(&zoom);
            let all = grids.iter().map(|&(place, grid)| (place, &grid.path, label_in(&labels, place)));
            let is_known = |place: usize| known.is_some_and(|known| known.get(place).is_some());
            all.filter(|(place, _, label)| *label == Label::Unknown || !is_known(*place)).collect()
        };
        let mut learned = Vec::with_capacity(missing.len());
        for (place, path, label) in missing {
            learned.extend(self.sketch(view, zoom, (place, path), label)?.map(|(trace, label)| (place, trace, label)));
        }
        if learned.is_empty() {
            return Ok(());
        }
        for (place, _, label) in &learned {
            self.keep_label(*place, *label);
        }
        let mut traces = self.traces.write().unwrap_or_else(PoisonError::into_inner);
        let room: usize = learned.iter().map(|(_, trace, _)| trace.size()).sum();
        if traces.values().map(Traces::size).sum::<usize>() + room > MOST_TRACED {
            traces.clear();
        }
        let known = traces.entry(zoom).or_default();
        for (place, trace, _) in &learned {
            known.keep(*place, trace);
        }
        Ok(())
    }

    /// A grid at a zoom, and where its label stands; none when the store has no such grid.
    fn sketch(
        &self,
        view: &View<'_>,
        zoom: u8,
        (place, path): (usize, &GridPath),
        label: Label,
    ) -> Result<Option<(Trace<'static>, Label)>, ledger::Error> {
        if label != Label::Unknown
            && let Some(whole) = self.whole().get(place)
        {
            return Ok(Some((whole.at(zoom), label)));
        }
        let Some(shape) = view.shape(path)? else { return Ok(None) };
        let whole = Trace::whole(&shape);
        self.keep_whole(place, &whole);
        Ok(Some((whole.at(zoom), if label == Label::Unknown { Label::of(&shape) } else { label })))
    }

    /// A grid's area alone, without the label that costs more; none when the store has no such grid.
    pub fn area(&self, view: &View<'_>, place: usize, path: &GridPath) -> Result<Option<Projected>, ledger::Error> {
        if let Some(whole) = self.whole().get(place) {
            return Ok(Some(whole.projected()));
        }
        let Some(shape) = view.shape(path)? else { return Ok(None) };
        self.keep_whole(place, &Trace::whole(&shape));
        Ok(Some(Projected::of(&shape)))
    }

    /// Where a grid's name stands; none when the store has no such grid, or its shape no inside.
    pub fn label(&self, view: &View<'_>, place: usize, path: &GridPath) -> Result<Option<Position>, ledger::Error> {
        let mut label = label_in(&self.labels(), place);
        if label == Label::Unknown {
            let Some(shape) = view.shape(path)? else { return Ok(None) };
            label = Label::of(&shape);
            self.keep_label(place, label);
        }
        Ok(label.position())
    }

    fn keep_label(&self, place: usize, label: Label) {
        let mut labels = self.labels.write().unwrap_or_else(PoisonError::into_inner);
        if labels.len() <= place {
            labels.resize(place + 1, Label::Unknown);
        }
        labels[place] = label;
    }

    fn keep_whole(&self, place: usize, trace: &Trace<'_>) {
        let mut whole = self.whole();
        if whole.size() + trace.size() > MOST_WHOLE {
            *whole = Traces::default();
        }
        whole.keep(place, trace);
    }

    fn traces(&self) -> RwLockReadGuard<'_, HashMap<u8, Traces>> {
        self.traces.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn whole(&self) -> MutexGuard<'_, Traces> {
        self.whole.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn labels(&self) -> RwLockReadGuard<'_, Vec<Label>> {
        self.labels.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Label {
    fn of(shape: &Shape) -> Self {
        inside_point(shape).map_or(Self::Nowhere, Self::At)
    }

    fn position(self) -> Option<Position> {
        match self {
            Self::At(place) => Some(place),
            Self::Unknown | Self::Nowhere => None,
        }
    }
}

fn label_in(labels: &[Label], place: usize) -> Label {
    labels.get(place).copied().unwrap_or_default()
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
