//! What an edit makes wrong, place by place: ground that was right and would not be any more.
//!
//! The books of a family say at each place how many children have it, less the one for which the parent has room. Those
//! of before and of after are laid over each other, for all families of one level together, and what is wrong with a face
//! is the sum of what is wrong in each of them. So nothing excuses a new fault, however near to an old one it lies, nor on
//! it where the old one is another family's; ground that was wrong before and goes to another family as it is, is no
//! worse; and families that stay as they are need not be laid.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Sum;
use std::ops::Range;

use crate::coverage::{Checker, Group};
use crate::overlay::{Face, Overlay, Side};
use crate::region::widest;

/// Metres between positions of the lattice: what a corner may stray by when it is rounded.
const STEP: f64 = 0.0112;

/// A family before and after an edit.
#[derive(Debug)]
pub struct Edited<'a> {
    /// As it was; without children where it was not divided, and without an outline as well where it was none.
    pub before: Group<'a>,
    /// As it would be.
    pub after: Group<'a>,
}

/// Ground that an edit makes wrong, as far as it hangs together.
#[derive(Debug, Clone, PartialEq)]
pub struct Breach {
    /// Longitude and latitude in degrees: the middle of its widest place.
    pub place: (f64, f64),
    /// Metres: the diameter of the largest circle that fits inside.
    pub width: f64,
    /// Whether nobody has it; else several do, or one beyond its parent.
    pub is_free: bool,
    /// Whether ground lies beside it that was wrong before.
    pub is_beside_wrong: bool,
}

impl Breach {
    /// Whether it is narrower than the lattice is fine: where borders lie so close, a corner that was rounded may come
    /// to lie beyond one.
    pub fn is_narrow(&self) -> bool {
        self.width < STEP
    }

    /// Whether it is what a border leaves that was drawn to close a fault: it ends on a corner that was rounded.
    pub fn is_rounded(&self) -> bool {
        self.is_beside_wrong && self.is_narrow()
    }
}

/// The edges of one family at one time that do not cancel, under these numbers.
#[derive(Debug)]
struct Books {
    owners: Range<u32>,
    is_divided: bool,
    has_outline: bool,
}

/// What is wrong with a place: by how many times nobody has it, or too many do.
#[derive(Debug, Clone, Copy, Default)]
struct Wrong {
    lacking: i32,
    over: i32,
}

/// A family's books of both times.
#[derive(Debug)]
struct Pair {
    before: Books,
    after: Books,
    /// Whether somebody begins to divide a grid that was there: what no child has of it is still to be drawn.
    is_begun: bool,
}

impl Checker {
    /// What an edit makes wrong in families of one level, the widest place first; none where edges pass each other too
    /// often to say. Ground that no child has is not wrong where a grid is divided that was not before.
    pub fn breaches(&mut self, families: &[Edited<'_>]) -> Option<Vec<Breach>> {
        let mut sides: Vec<Side> = Vec::new();
        let mut next = 0;
        let mut enter = |group: &Group<'_>| {
            let owners = next..next + group.children.len() as u32 + 1;
            next = owners.end;
            let is_divided = !group.children.is_empty();
            if is_divided {
                let uneven = self.uneven(group).into_iter();
                sides.extend(uneven.map(|side| Side { owner: owners.start + side.owner, ..side }));
            }
            Books { owners, is_divided, has_outline: group.outline.is_some() }
        };
        let pair = |family: &Edited<'_>| {
            let (before, after) = (enter(&family.before), enter(&family.after));
            Pair { is_begun: before.has_outline && !before.is_divided, before, after }
        };
        let books: Vec<Pair> = families.iter().map(pair).collect();
        let laid = Laid { overlay: Overlay::of(&sides).ok()?, books };
        let mut breaches: Vec<Breach> = laid.patches().iter().filter_map(|patch| laid.breach(patch)).collect();
        breaches.sort_by(|one, other| other.width.total_cmp(&one.width));
        Some(breaches)
    }
}

/// The books of both times, laid over each other.
#[derive(Debug)]
struct Laid {
    overlay: Overlay,
    /// Family by family.
    books: Vec<Pair>,
}

/// Faces that lie beside each other and became wrong in the same way.
#[derive(Debug)]
struct Patch {
    faces: BTreeSet<usize>,
    is_free: bool,
}

impl Laid {
    /// What became wrong. One fault may lie on many faces, cut by borders that are there no more: taken by itself each
    /// of them would look narrower than it is.
    fn patches(&self) -> Vec<Patch> {
        let faces = self.overlay.faces().iter().enumerate();
        let mut left: BTreeMap<usize, bool> =
            faces.filter_map(|(number, face)| Some((number, self.is_left_free(face)?))).collect();
        let mut patches = Vec::new();
        while let Some((first, is_free)) = left.pop_first() {
            let (mut faces, mut queue) = (BTreeSet::new(), vec![first]);
            while let Some(here) = queue.pop() {
                faces.insert(here);
                let borders = self.overlay.faces()[here].borders.iter().flatten();
                for beside in borders.filter_map(|&half| self.overlay.beside(half).1) {
                    if left.get(&beside) == Some(&is_free) {
                        left.remove(&beside);
                        queue.push(beside);
                    }
                }
            }
            patches.push(Patch { faces, is_free });
        }
        patches
    }

    fn breach(&self, patch: &Patch) -> Option<Breach> {
        let borders = self.overlay.around(&patch.faces);
        let closed: Vec<_> = borders.iter().map(|border| self.overlay.closed(border)).collect();
        let (place, width) = widest(&closed)?;
        let beside = borders.iter().flatten().filter_map(|&half| self.overlay.beside(half).1);
        let is_beside_wrong = beside.map(|number| self.before(&self.overlay.faces()[number])).any(Wrong::is_any);
        Some(Breach { place, width, is_free: patch.is_free, is_beside_wrong })
    }

    /// Whether what became wrong with a face is that nobody has it; none where it is no worse than it was.
    fn is_left_free(&self, face: &Face) -> Option<bool> {
        let (before, after) = (self.before(face), self.after(face));
        let is_free = after.over <= before.over;
        (!is_free || after.lacking > before.lacking || self.is_lost(face)).then_some(is_free)
    }

    fn before(&self, face: &Face) -> Wrong {
        self.books.iter().map(|pair| pair.before.wrong(face)).sum()
    }

    fn after(&self, face: &Face) -> Wrong {
        let wrong = self.books.iter().map(|pair| {
            let wrong = pair.after.wrong(face);
            if pair.is_begun { Wrong { lacking: 0, ..wrong } } else { wrong }
        });
        wrong.sum()
    }

    /// Whether ground that somebody had lies between several that have no parent, and is nobody's any more.
    fn is_lost(&self, face: &Face) -> bool {
        let tops = self.books.iter().filter(|pair| pair.after.is_divided && !pair.after.has_outline);
        let mut lost = tops.filter(|pair| pair.before.times(face) > 0 && pair.after.times(face) == 0);
        lost.any(|pair| self.is_enclosed(face, &pair.after))
    }

    /// Whether several enclose a face, together with what else is nobody's beside it.
    fn is_enclosed(&self, face: &Face, books: &Books) -> bool {
        let faces = self.overlay.faces();
        let (mut around, mut seen, mut queue) = (BTreeSet::new(), BTreeSet::new(), vec![face]);
        while let Some(here) = queue.pop() {
            for &half in here.borders.iter().flatten() {
                let Some(number) = self.overlay.beside(half).1 else { return false };
                let claims = self.overlay.claims(half).iter().map(|(owner, _)| *owner);
                around.extend(claims.filter(|owner| books.owners.contains(owner)));
                if books.times(&faces[number]) == 0 && seen.insert(number) {
                    queue.push(&faces[number]);
                }
            }
        }
        around.len() > 1
    }
}

impl Books {
    /// How many children have a face, less its parent.
    fn times(&self, face: &Face) -> i32 {
        let own = face.cover.iter().filter(|(owner, _)| self.owners.contains(owner));
        own.map(|(_, times)| times).sum()
    }

    fn wrong(&self, face: &Face) -> Wrong {
        let times = self.times(face);
        if self.has_outline {
            Wrong { lacking: (-times).max(0), over: times.max(0) }
        } else {
            // Without a parent there is room for one everywhere, and need of one nowhere.
            Wrong { lacking: 0, over: (times - 1).max(0) }
        }
    }
}

impl Wrong {
    fn is_any(self) -> bool {
        self.lacking > 0 || self.over > 0
    }
}

impl Sum for Wrong {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self { lacking: sum.lacking + one.lacking, over: sum.over + one.over })
    }
}
