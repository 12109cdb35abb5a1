//! Ground that changes hands: borders redrawn, grids divided, made one, drawn new and taken away.
//!
//! All levels are laid over each other at once (`plane.rs`), so that whatever becomes of a piece of ground becomes of
//! it at every level, and borders that several share stay one. Lines whose corners lie beside a border by less than a
//! step of the lattice are laid on it first (`line.rs`). What is proven before is proven after, but where an edit
//! leaves ground to nobody, or a corner that had to be rounded to the lattice comes to lie beyond another border: whoever
//! edits proves the groups again.

use std::collections::{BTreeMap, BTreeSet};

use domain::code::GridPath;
use domain::place::{Bounds, Position, Ring, Shape};

use crate::line::{self, Line};
use crate::near::Tangled;
use crate::overlay::Half;
pub use crate::plane::Laid;
use crate::plane::{Drawn, Groups, Patch, Plane, longest};

/// Why ground does not change hands so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The grid is not among those that were laid.
    Unknown(GridPath),
    /// A line or an outline crosses itself.
    CrossesItself(Position),
    /// A line's end lies neither on the border nor outside.
    EndsInside(Position),
    /// A line does not reach from border to border.
    DividesNothing,
    /// All children lie on one side of the line.
    ChildrenOnOneSide,
    /// There is no ground to be had.
    NoGround,
    /// Nobody lies beside the grid.
    NoNeighbour,
    /// A grid does not lie beside the others.
    NotNeighbours(GridPath),
    /// Edges pass each other too often.
    Tangled,
}

/// What becomes of grids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Shapes that change; an empty one is left without any ground.
    pub shapes: BTreeMap<GridPath, Shape>,
    /// The shape of a grid that is new.
    pub new: Option<Shape>,
    /// Children that go to the new grid.
    pub follows: Vec<GridPath>,
}

/// The box around the ground that [`redraw`] would change hands of; grids beside it have a part in that.
pub fn reach(own: &Laid, line: &[Position]) -> Result<Bounds, Refusal> {
    let mut grids = vec![own.clone()];
    let laid = Line::of(line)?.laid(&mut grids, &own.path)?;
    let plane = Plane::of(&grids, &Drawn::Line(&laid))?;
    let Enclosed { taken, given } = enclosed(&plane, 0);
    let faces = taken.iter().chain(&given).flat_map(|patch| &patch.faces);
    let halves = faces.flat_map(|&face| plane.overlay.faces()[face].borders.iter().flatten());
    let ground = halves.map(|&half| plane.overlay.start(half).1.whole);
    Bounds::around(ground.chain(line.iter().copied())).ok_or(Refusal::DividesNothing)
}

/// A line becomes a grid's border: what it encloses outside comes to the grid, what it cuts off inside goes to the
/// neighbour of the same level with which it has the longest common border.
///
/// `grids` are all of every level around the box of [`reach`]. Ground that nobody has beside it goes to nobody; but
/// where the line takes what lies beyond the border as well, the grid has both sides of it then, and what is cut off
/// there stays its own.
pub fn redraw(grids: &[Laid], path: &GridPath, line: &[Position]) -> Result<Outcome, Refusal> {
    let mut laid = grids.to_vec();
    let chains = Line::of(line)?.laid(&mut laid, path)?;
    let mut plane = Plane::of(&laid, &Drawn::Line(&chains))?;
    let own = plane.number(path).ok_or_else(|| Refusal::Unknown(path.clone()))?;
    let Enclosed { taken, given } = enclosed(&plane, own);
    if taken.is_empty() && given.is_empty() {
        return Err(line::ends_inside(grids, path, line).map_or(Refusal::DividesNothing, Refusal::EndsInside));
    }
    for patch in &taken {
        plane.give(&patch.faces, own, |_| false);
    }
    let level = laid[own as usize].level;
    let peers = laid.iter().zip(0..).filter(|(grid, number)| grid.level == level && *number != own);
    let peers: BTreeSet<u32> = peers.map(|(_, number)| number).collect();
    for patch in &given {
        let is_border = |half: Half| plane.is_of(half, own) || !plane.is_of(half, plane.drawn());
        match longest(plane.common(&patch.faces, &peers, is_border)) {
            Some(peer) => plane.give(&patch.faces, peer, |_| false),
            None if plane.is_beside_only(&patch.faces, own, is_border) => {}
            None => leave(&mut plane, patch, own),
        }
    }
    Ok(changed(grids, &plane, &laid))
}

/// A line divides a grid; what lies on its right is the new one's. `grids` are all of every level around the line, and
/// the grid.
pub fn split(grids: &[Laid], path: &GridPath, line: &[Position]) -> Result<Outcome, Refusal> {
    let mut laid = grids.to_vec();
    let chains = Line::of(line)?.laid(&mut laid, path)?;
    let mut plane = Plane::of(&laid, &Drawn::Line(&chains))?;
    let own = plane.number(path).ok_or_else(|| Refusal::Unknown(path.clone()))?;
    let right = right_of(&plane, own, line)?;
    let newcomer = plane.newcomer();
    for face in right {
        let share = plane.share(face);
        share.remove(&own);
        share.insert(newcomer);
    }
    Ok(changed(grids, &plane, &laid))
}

/// A line divides a grid along its children's borders: each child goes to the side that has more of it. `family` are
/// the grid and its children.
pub fn split_family(family: &[Laid], path: &GridPath, line: &[Position]) -> Result<Outcome, Refusal> {
    let going = children_right_of(family, path, line)?;
    let mut plane = Plane::of(family, &Drawn::Nothing)?;
    let own = plane.number(path).ok_or_else(|| Refusal::Unknown(path.clone()))?;
    let children = plane.children(own);
    if going.is_empty() || going.len() == children.len() {
        return Err(Refusal::ChildrenOnOneSide);
    }
    let newcomer = plane.newcomer();
    for face in plane.faces_of(own) {
        let child = children.iter().copied().find(|&child| plane.covers(face, child));
        // Ground that no child has goes with the child that lies along most of it.
        let child = child.or_else(|| longest(plane.common(&[face], &children, |_| true)));
        if child.is_some_and(|child| going.contains(&child)) {
            let share = plane.share(face);
            share.remove(&own);
            share.insert(newcomer);
        }
    }
    let follows = going.iter().filter_map(|&child| plane.grid(child)).map(|grid| grid.path.clone()).collect();
    Ok(Outcome { follows, ..changed(family, &plane, family) })
}

/// The children of a grid that have more ground on a line's right than on its left.
fn children_right_of(family: &[Laid], path: &GridPath, line: &[Position]) -> Result<BTreeSet<u32>, Refusal> {
    let mut laid = family.to_vec();
    let chains = Line::of(line)?.laid(&mut laid, path)?;
    let plane = Plane::of(&laid, &Drawn::Line(&chains))?;
    let own = plane.number(path).ok_or_else(|| Refusal::Unknown(path.clone()))?;
    let right: BTreeSet<usize> = right_of(&plane, own, line)?.into_iter().collect();
    let goes = |child: &u32| {
        let (there, here): (Vec<usize>, Vec<usize>) =
            plane.faces_of(*child).into_iter().partition(|face| right.contains(face));
        plane.area(&there) > plane.area(&here)
    };
    Ok(plane.children(own).into_iter().filter(goes).collect())
}

/// Grids become one: `into` gets all their ground, and the others are left without any.
pub fn merge(grids: &[Laid], into: &GridPath) -> Result<Outcome, Refusal> {
    let mut plane = Plane::of(grids, &Drawn::Nothing)?;
    let into = plane.number(into).ok_or_else(|| Refusal::Unknown(into.clone()))?;
    let mut groups = Groups::new(grids.len());
    let covering = |face: usize| plane.overlay.faces()[face].cover.iter().map(|(owner, _)| *owner as usize);
    for half in plane.overlay.halves() {
        let (left, right) = plane.overlay.beside(half);
        let mut beside = left.into_iter().chain(right).flat_map(covering);
        if let Some(first) = beside.next() {
            beside.for_each(|other| groups.join(first, other));
        }
    }
    if let Some(apart) = (0..grids.len()).find(|&number| groups.root(number) != groups.root(into as usize)) {
        return Err(Refusal::NotNeighbours(grids[apart].path.clone()));
    }
    for face in 0..plane.overlay.faces().len() {
        if !plane.overlay.faces()[face].cover.is_empty() {
            *plane.share(face) = BTreeSet::from([into]);
        }
    }
    Ok(changed(grids, &plane, grids))
}

/// A new grid of what an outline holds: of the parent's ground, if there is one, and of its siblings' only when it
/// takes from them. `grids` are all of every level around the outline.
pub fn draw(grids: &[Laid], parent: Option<&GridPath>, outline: &[Ring], takes: Takes) -> Result<Outcome, Refusal> {
    let mut laid = grids.to_vec();
    let outline = line::outline(outline, parent, &mut laid)?;
    let mut plane = Plane::of(&laid, &Drawn::Outline(&outline))?;
    let above = match parent {
        None => None,
        Some(path) => Some(plane.number(path).ok_or(Refusal::NoGround)?),
    };
    let siblings: BTreeSet<u32> = match above {
        Some(above) => plane.children(above),
        None => laid.iter().zip(0..).filter(|(grid, _)| grid.path.parent().is_none()).map(|(_, one)| one).collect(),
    };
    let is_free = |plane: &Plane<'_>, face: usize| !siblings.iter().any(|&sibling| plane.covers(face, sibling));
    let faces: Vec<usize> = plane
        .faces_of(plane.drawn())
        .into_iter()
        .filter(|&face| above.is_none_or(|above| plane.covers(face, above)))
        .filter(|&face| takes == Takes::FromSiblings || is_free(&plane, face))
        .collect();
    if faces.is_empty() {
        return Err(Refusal::NoGround);
    }
    let mut chain = above.map(|above| plane.above(above)).unwrap_or_default();
    chain.extend(above);
    let newcomer = plane.newcomer();
    for face in faces {
        let share = plane.share(face);
        share.retain(|owner| chain.contains(owner));
        share.insert(newcomer);
    }
    Ok(changed(grids, &plane, &laid))
}

/// Whose ground a new grid gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// What no sibling has.
    FreeGround,
    /// Also what siblings have, and those below them.
    FromSiblings,
}

/// Who gets the ground of a grid that goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To<'a> {
    /// The sibling with the longest common border.
    Neighbour,
    /// This grid.
    Grid(&'a GridPath),
    /// Nobody.
    Nobody,
}

/// A grid is left without any ground. `grids` are all of every level around it.
pub fn remove(grids: &[Laid], path: &GridPath, to: To<'_>) -> Result<Outcome, Refusal> {
    let mut plane = Plane::of(grids, &Drawn::Nothing)?;
    let own = plane.number(path).ok_or_else(|| Refusal::Unknown(path.clone()))?;
    let faces = plane.faces_of(own);
    let taker = match to {
        To::Nobody => None,
        To::Grid(taker) => Some(plane.number(taker).ok_or_else(|| Refusal::Unknown(taker.clone()))?),
        To::Neighbour => {
            let is_sibling = |grid: &Laid| grid.path != *path && grid.path.parent() == path.parent();
            let siblings = grids.iter().zip(0..).filter(|(grid, _)| is_sibling(grid)).map(|(_, one)| one).collect();
            Some(longest(plane.common(&faces, &siblings, |_| true)).ok_or(Refusal::NoNeighbour)?)
        }
    };
    match taker {
        Some(taker) => plane.give(&faces, taker, |owner| owner != own),
        None => {
            for face in faces {
                plane.share(face).remove(&own);
            }
        }
    }
    Ok(changed(grids, &plane, grids))
}

/// A grid's ground goes with it under another parent: those above it there get what they lack of it, those above it
/// here lose it. `grids` are the grid and all above it, here and there.
pub fn rehome(grids: &[Laid], path: &GridPath, parent: &GridPath) -> Result<Outcome, Refusal> {
    let mut plane = Plane::of(grids, &Drawn::Nothing)?;
    let own = plane.number(path).ok_or_else(|| Refusal::Unknown(path.clone()))?;
    let there = plane.number(parent).ok_or_else(|| Refusal::Unknown(parent.clone()))?;
    let mut chain = plane.above(there);
    chain.extend([there, own]);
    for face in plane.faces_of(own) {
        plane.share(face).clone_from(&chain);
    }
    Ok(changed(grids, &plane, grids))
}

/// What a line encloses outside a grid, and what it cuts off inside.
struct Enclosed {
    taken: Vec<Patch>,
    given: Vec<Patch>,
}

/// A line cuts the grid's parts, its holes and what lies around it in patches. Of each part and each hole the largest
/// patch stays what it is.
fn enclosed(plane: &Plane<'_>, own: u32) -> Enclosed {
    let drawn = plane.drawn();
    let patches = plane.patches(|half| plane.is_of(half, drawn) || plane.is_of(half, own));
    let outside = plane.overlay.faces().len();
    let mut patch_of = vec![0; outside + 1];
    for (number, patch) in patches.iter().enumerate() {
        patch.faces.iter().for_each(|&face| patch_of[face] = number);
        if patch.is_open {
            patch_of[outside] = number;
        }
    }
    let mut groups = Groups::new(patches.len());
    for half in plane.overlay.halves().filter(|&half| plane.is_of(half, drawn) && !plane.is_of(half, own)) {
        let (left, right) = plane.overlay.beside(half);
        groups.join(patch_of[left.unwrap_or(outside)], patch_of[right.unwrap_or(outside)]);
    }
    let mut cut: BTreeMap<usize, Vec<Patch>> = BTreeMap::new();
    for (number, patch) in patches.into_iter().enumerate() {
        cut.entry(groups.root(number)).or_default().push(patch);
    }
    let mut enclosed = Enclosed { taken: Vec::new(), given: Vec::new() };
    for mut patches in cut.into_values() {
        let size = |patch: &Patch| if patch.is_open { f64::INFINITY } else { plane.area(&patch.faces) };
        patches.sort_by(|one, other| size(other).total_cmp(&size(one)));
        let is_own = patches[0].faces.first().is_some_and(|&face| plane.covers(face, own));
        let cut_off = patches.into_iter().skip(1);
        if is_own { enclosed.given.extend(cut_off) } else { enclosed.taken.extend(cut_off) }
    }
    enclosed
}

/// Ground goes to nobody; whoever is above loses it where the border is theirs as well.
fn leave(plane: &mut Plane<'_>, patch: &Patch, own: u32) {
    let borders = patch.faces.iter().flat_map(|&face| plane.overlay.faces()[face].borders.iter().flatten());
    let border: Vec<Half> = borders.copied().filter(|&half| plane.is_of(half, own)).collect();
    let above = plane.above(own);
    let losing: BTreeSet<u32> =
        above.iter().copied().filter(|&one| border.iter().any(|&half| plane.is_of(half, one))).collect();
    for &face in &patch.faces {
        plane.share(face).retain(|owner| above.contains(owner) && !losing.contains(owner));
    }
}

/// The faces of a grid that lie on a line's right.
fn right_of(plane: &Plane<'_>, own: u32, line: &[Position]) -> Result<Vec<usize>, Refusal> {
    let drawn = plane.drawn();
    let patches = plane.patches(|half| plane.is_of(half, drawn) || plane.is_of(half, own));
    let (mut left, mut right) = (BTreeSet::new(), BTreeSet::new());
    for half in plane.overlay.halves() {
        let along = plane.overlay.claims(half).iter().find(|(owner, _)| *owner == drawn).map(|(_, times)| *times);
        let Some(along) = along else { continue };
        let (one, other) = plane.overlay.beside(half);
        let (on_left, on_right) = if along > 0 { (one, other) } else { (other, one) };
        left.extend(on_left);
        right.extend(on_right);
    }
    let mut found = Vec::new();
    let mut has_left = false;
    for patch in patches.into_iter().filter(|patch| patch.faces.first().is_some_and(|&face| plane.covers(face, own))) {
        let touches = |side: &BTreeSet<usize>| patch.faces.iter().any(|face| side.contains(face));
        match (touches(&left), touches(&right)) {
            (true, true) => return Err(Refusal::DividesNothing),
            (false, true) => found.extend(patch.faces),
            (is_left, false) => has_left |= is_left,
        }
    }
    if found.is_empty() || !has_left {
        let inside = line::ends_inside(plane.grids, &plane.grids[own as usize].path, line);
        return Err(inside.map_or(Refusal::DividesNothing, Refusal::EndsInside));
    }
    Ok(found)
}

/// The shapes that are others than they were given.
fn changed(before: &[Laid], plane: &Plane<'_>, laid: &[Laid]) -> Outcome {
    let mut recast = plane.recast();
    let new = recast.remove(&plane.newcomer()).filter(|shape| !shape.polygons.is_empty());
    let after = laid.iter().zip(0..).map(|(grid, number)| recast.remove(&number).unwrap_or_else(|| grid.shape.clone()));
    let differs = before.iter().zip(after).filter(|(grid, shape)| grid.shape != *shape);
    let shapes = differs.map(|(grid, shape)| (grid.path.clone(), shape)).collect();
    Outcome { shapes, new, follows: Vec::new() }
}

impl From<Tangled> for Refusal {
    fn from(_: Tangled) -> Self {
        Self::Tangled
    }
}
