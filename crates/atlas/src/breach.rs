//! What an edit makes wrong, place by place: ground that was right and would not be any more.
//!
//! The books of a family say at each place how many children have it, less the one for which the parent has room. Those
//! of before and of after are laid over each other, for all families of one level together, and each face has its own
//! answer. So nothing excuses a new fault, however near to an old one it lies; and ground that was wrong before and goes
//! to another family as it is, is no worse.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::coverage::{Checker, Group};
use crate::overlay::{Face, Overlay, Side};
use crate::region::widest;

/// A family before and after an edit.
#[derive(Debug)]
pub struct Edited<'a> {
    /// As it was; without children where it was none, or not divided.
    pub before: Group<'a>,
    /// As it would be.
    pub after: Group<'a>,
}

/// Ground that an edit makes wrong.
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

impl Checker {
    /// What an edit makes wrong in families of one level, the widest place first; none where edges pass each other too
    /// often to say. Ground that no child has is not wrong where nobody was a child before.
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
        let books: Vec<(Books, Books)> =
            families.iter().map(|family| (enter(&family.before), enter(&family.after))).collect();
        let laid = Laid { overlay: Overlay::of(&sides).ok()?, books };
        let mut breaches: Vec<Breach> = laid.overlay.faces().iter().filter_map(|face| laid.breach(face)).collect();
        breaches.sort_by(|one, other| other.width.total_cmp(&one.width));
        Some(breaches)
    }
}

/// The books of both times, laid over each other.
#[derive(Debug)]
struct Laid {
    overlay: Overlay,
    /// Family by family, before and after.
    books: Vec<(Books, Books)>,
}

impl Laid {
    fn breach(&self, face: &Face) -> Option<Breach> {
        let before = self.before(face);
        let after = self.books.iter().map(|(before, after)| {
            let wrong = after.wrong(face);
            Wrong { lacking: if before.is_divided { wrong.lacking } else { 0 }, ..wrong }
        });
        let after = after.fold(Wrong::default(), Wrong::worse);
        let is_free = after.over <= before.over;
        if is_free && after.lacking <= before.lacking && !self.is_lost(face) {
            return None;
        }
        let borders: Vec<_> = face.borders.iter().map(|border| self.overlay.closed(border)).collect();
        let (place, width) = widest(&borders)?;
        let beside = face.borders.iter().flatten().filter_map(|&half| self.overlay.beside(half).1);
        let is_beside_wrong = beside.map(|number| self.before(&self.overlay.faces()[number])).any(Wrong::is_any);
        Some(Breach { place, width, is_free, is_beside_wrong })
    }

    /// What was wrong there, in whichever family.
    fn before(&self, face: &Face) -> Wrong {
        self.books.iter().map(|(before, _)| before.wrong(face)).fold(Wrong::default(), Wrong::worse)
    }

    /// Whether ground that somebody had lies between several that have no parent, and is nobody's any more.
    fn is_lost(&self, face: &Face) -> bool {
        let tops = self.books.iter().filter(|(_, after)| after.is_divided && !after.has_outline);
        let mut lost = tops.filter(|(before, after)| before.times(face) > 0 && after.times(face) == 0);
        lost.any(|(_, after)| self.is_enclosed(face, after))
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
    fn worse(self, other: Self) -> Self {
        Self { lacking: self.lacking.max(other.lacking), over: self.over.max(other.over) }
    }

    fn is_any(self) -> bool {
        self.lacking > 0 || self.over > 0
    }
}
