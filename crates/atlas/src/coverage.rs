//! Whether siblings tile their parent: every place of the parent in exactly one child, and nothing beside it.
//!
//! This is a proof, not a search. For each parent the children's directed edges are added and the parent's own
//! are taken away. When everything cancels, every place of the parent lies in exactly one child, given sound
//! rings. What does not cancel is the place of the fault, and only there the shapes are laid over each other.
//! Borders that coincide on a straight line are equal however many corners they have on it.
//!
//! Decisions are exact, on the lattice; only sizes are floating-point. A group is the children of one parent,
//! and an edit of a shape concerns two: its siblings, and its children.

use std::collections::{BTreeMap, HashMap};

use domain::code::GridPath;
use domain::place::{Bounds, Position, Shape};

use crate::balance::{Balance, for_each_edge};
use crate::breach::Edited;
pub use crate::fault::{Defect, Fault, FaultKind, Tolerance};
use crate::near::{Extent, Tangled, around, extent_of, meet};
use crate::overlay::{Overlay, Side};
use crate::region::{Layout, Region};
use crate::ring;

/// The children of one parent.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// Whose children; none for the grids at the top.
    pub above: Option<GridPath>,
    /// The parent's boundary. Where there is none, only overlaps and what grids enclose between them is found.
    pub outline: Option<&'a Shape>,
    /// The children, in the order of their paths.
    pub children: Children<'a>,
}

/// Children with their boundaries.
pub type Children<'a> = Vec<(&'a GridPath, &'a Shape)>;

/// What is known of every group: nothing wrong, or its faults.
#[derive(Debug, Clone)]
pub struct Coverage {
    tolerance: Tolerance,
    groups: usize,
    /// Groups with faults only.
    faults: BTreeMap<Option<GridPath>, Vec<Fault>>,
}

/// Checks groups, one after the other, in the same memory.
#[derive(Debug, Default)]
pub struct Checker {
    balance: Balance,
}

/// Grids by their parents, in the order of their paths. A shape stands in two groups at most: once as a child
/// and once as the outline.
pub fn groups_of(grids: &[(GridPath, Shape)]) -> Vec<Group<'_>> {
    let mut numbers: HashMap<Option<&str>, usize> = HashMap::new();
    let mut by_parent: Vec<(Option<&str>, Children<'_>)> = Vec::new();
    let mut before = usize::MAX;
    for (path, shape) in grids {
        let above = path.as_str().rsplit_once('.').map(|(above, _)| above);
        // Siblings mostly stand together.
        if by_parent.get(before).is_none_or(|(known, _)| *known != above) {
            before = *numbers.entry(above).or_insert(by_parent.len());
            if before == by_parent.len() {
                by_parent.push((above, Vec::new()));
            }
        }
        by_parent[before].1.push((path, shape));
    }
    let mut groups: Vec<Group<'_>> = by_parent
        .into_iter()
        .map(|(above, mut children)| {
            children.sort_unstable_by_key(|(path, _)| *path);
            Group { above: above.map(GridPath::from_text), outline: None, children }
        })
        .collect();
    for (path, shape) in grids {
        if let Some(&number) = numbers.get(&Some(path.as_str())) {
            groups[number].outline = Some(shape);
        }
    }
    groups.sort_unstable_by(|one, other| one.above.cmp(&other.above));
    groups
}

impl Coverage {
    /// Check all groups.
    pub fn of<'a>(groups: impl IntoIterator<Item = Group<'a>>, tolerance: Tolerance) -> Self {
        let mut coverage = Self { tolerance, groups: 0, faults: BTreeMap::new() };
        let mut checker = Checker::default();
        for group in groups {
            coverage.groups += 1;
            let faults = checker.faults_of(&group, tolerance);
            coverage.keep(group.above, faults);
        }
        coverage
    }

    /// Check one group again by what an edit changed; it was checked before the edit. A grid whose children are all
    /// gone is not divided any more, and nothing is wrong with that.
    pub fn check_edited(&mut self, edited: &Edited<'_>) -> &[Fault] {
        let above = &edited.after.above;
        let known = if edited.before.above == *above { self.faults_of(above.as_ref()) } else { &[] };
        let faults = Checker::default().faults_after(edited, known, self.tolerance);
        self.keep(above.clone(), faults);
        self.faults.get(above).map_or(&[], Vec::as_slice)
    }

    /// Whether every group is proven: each parent is tiled by its children.
    pub fn is_proven(&self) -> bool {
        self.faults.is_empty()
    }

    /// All faults, by parent.
    pub fn faults(&self) -> impl Iterator<Item = &Fault> {
        self.faults.values().flatten()
    }

    /// The faults of one group.
    pub fn faults_of(&self, above: Option<&GridPath>) -> &[Fault] {
        self.faults.get(&above.cloned()).map_or(&[], Vec::as_slice)
    }

    /// How many groups were looked at.
    pub fn groups(&self) -> usize {
        self.groups
    }

    /// What counted as the drawing's inaccuracy.
    pub fn tolerance(&self) -> Tolerance {
        self.tolerance
    }

    fn keep(&mut self, above: Option<GridPath>, faults: Vec<Fault>) {
        if faults.is_empty() {
            self.faults.remove(&above);
        } else {
            self.faults.insert(above, faults);
        }
    }
}

impl Checker {
    /// What is wrong with a group; empty when its children tile their parent. The parent's own rings are
    /// judged where it is a child.
    pub fn faults_of(&mut self, group: &Group<'_>, tolerance: Tolerance) -> Vec<Fault> {
        let mut faults: Vec<Fault> = group.children.iter().flat_map(|child| ring_faults(group, *child)).collect();
        match self.layout(group) {
            Ok(Some(layout)) => {
                let regions = layout.regions(tolerance);
                faults.extend(regions.iter().filter_map(|region| fault(group, &layout, region)));
            }
            Ok(None) => {}
            Err(Tangled) => faults.extend(tangled(group)),
        }
        faults
    }

    /// The edges of those children that are near a fault, laid over each other; none when there is no fault.
    pub(crate) fn layout(&mut self, group: &Group<'_>) -> Result<Option<Layout>, Tangled> {
        let uneven = self.uneven(group);
        if uneven.is_empty() {
            return Ok(None);
        }
        let books: Vec<Side> = uneven.iter().map(|side| Side { owner: 0, ..*side }).collect();
        let suspects = suspects(&Overlay::of(&books)?, group.outline.is_some());
        if suspects.is_empty() {
            return Ok(None);
        }
        let children = group.children.len() as u32;
        let (parent, books) = (children, children + 1);
        let mut sides: Vec<Side> = Vec::new();
        for ((_, shape), owner) in group.children.iter().zip(0..) {
            let own = extent(shape);
            if suspects.iter().any(|suspect| meet(suspect, &own)) {
                for_each_edge(shape, |a, b| sides.push(Side { a, b, owner, weight: 1 }));
            }
        }
        if let Some(outline) = group.outline {
            for_each_edge(outline, |a, b| sides.push(Side { a, b, owner: parent, weight: 1 }));
        }
        sides.extend(uneven.into_iter().map(|side| Side { owner: books, ..side }));
        let (overlay, has_outline) = (Overlay::of(&sides)?, group.outline.is_some());
        Ok(Some(Layout { overlay, children, has_outline, frame: None }))
    }

    /// The edges that do not cancel, by the number of the child; the parent's has the one after.
    pub(crate) fn uneven(&mut self, group: &Group<'_>) -> Vec<Side> {
        let shapes = || {
            let children = group.children.iter().map(|(_, shape)| (*shape, 1));
            children.chain(group.outline.map(|outline| (outline, -1))).zip(0..)
        };
        self.balance.begin(shapes().flat_map(|((shape, _), _)| shape.rings()).map(Vec::len).sum());
        for ((shape, weight), _) in shapes() {
            for_each_edge(shape, |a, b| self.balance.enter(a, b, weight));
        }
        let mut uneven = Vec::new();
        if !self.balance.is_even() {
            for ((shape, weight), owner) in shapes() {
                for_each_edge(shape, |a, b| {
                    if !self.balance.is_even_at(a, b) {
                        uneven.push(Side { a, b, owner, weight });
                    }
                });
            }
        }
        uneven
    }
}

/// Boxes around the places where the books are not even. Without an outline they are even where exactly one
/// covers a place.
fn suspects(books: &Overlay, has_outline: bool) -> Vec<Extent> {
    let even = i32::from(!has_outline);
    books
        .faces()
        .iter()
        .filter(|face| face.cover.first().map_or(0, |(_, times)| *times) != even)
        .map(|face| {
            let starts = face.borders[0].iter().map(|&half| books.start(half).1.whole);
            // A spot may lie beyond its whole steps.
            let boxes: Vec<Extent> = starts.map(|at| extent_of(at, Position(at.0 + 1, at.1 + 1))).collect();
            around(&boxes)
        })
        .collect()
}

fn extent(shape: &Shape) -> Extent {
    let outer = shape.polygons.iter().filter_map(|polygon| polygon.rings.first()).flatten();
    outer.fold(around(&[]), |all, at| around(&[all, [at.0, at.1, at.0, at.1]]))
}

fn ring_faults(group: &Group<'_>, (path, shape): (&GridPath, &Shape)) -> Vec<Fault> {
    ring::faults_of(shape)
        .into_iter()
        .map(|fault| at_position(group, FaultKind::InvalidRing(fault.kind), vec![path.clone()], fault.place))
        .collect()
}

fn tangled(group: &Group<'_>) -> Option<Fault> {
    let place = group.children.iter().find_map(|(_, shape)| shape.positions().next())?;
    Some(at_position(group, FaultKind::TooTangled, group.above.iter().cloned().collect(), place))
}

fn at_position(group: &Group<'_>, kind: FaultKind, grids: Vec<GridPath>, at: Position) -> Fault {
    let place = (at.longitude(), at.latitude());
    let bounds = Bounds { west: place.0, south: place.1, east: place.0, north: place.1 };
    let (above, shape) = (group.above.clone(), Shape::default());
    Fault { kind, defects: Vec::new(), above, grids, place, bounds, shape, width: 0.0, area: 0.0 }
}

pub(crate) fn fault(group: &Group<'_>, layout: &Layout, region: &Region) -> Option<Fault> {
    let is_parents = region.owners.contains(&layout.parent());
    let children = region.owners.iter().filter_map(|&owner| group.children.get(owner as usize));
    let grids = group.above.iter().filter(|_| is_parents).chain(children.map(|(path, _)| *path));
    Some(Fault {
        kind: region.kind,
        defects: region.defects.iter().copied().collect(),
        above: group.above.clone(),
        grids: grids.cloned().collect(),
        place: region.place,
        bounds: layout.bounds(&region.faces)?,
        shape: layout.shape(&region.faces),
        width: region.width,
        area: region.area,
    })
}
