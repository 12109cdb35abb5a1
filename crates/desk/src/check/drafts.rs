//! The draft that was looked at last, with all that is wrong in it, kept from one question to the next: its grids are
//! not in memory as those of the published scheme are, and whoever draws asks about them after each line.
//!
//! One is kept, the one that was asked for last: a province's takes a few hundred megabytes.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use domain::code::GridPath;
use domain::news::Vector;
use domain::place::Bounds;
use domain::post::Post;
use domain::revision::GridChange;
use domain::roster::Roster;
use domain::scheme::Scheme;
use domain::set::PlacedGrid;
use domain::tree::Tree;
use ledger::{Error, View};

use super::proof::{self, Proofs, Since, State};
use super::{Check, Looked};
use crate::district::District;

/// A scheme that is not in force, as of a vector.
pub struct Drafted {
    seen: Vector,
    scheme: Scheme,
    /// Of the published scheme, from which people would come along.
    revision: u32,
    posts: Arc<[Post]>,
    pub tree: Tree,
    pub bounds: HashMap<GridPath, Bounds>,
    pub check: Arc<Check>,
}

/// The draft that was looked at last.
#[derive(Default)]
pub struct Drafts(Mutex<Option<Arc<Drafted>>>);

impl Drafts {
    /// A scheme as it stands in the view.
    pub fn of(
        &self,
        view: &View<'_>,
        district: &District,
        proofs: &Proofs,
        scheme: Scheme,
        state: State,
    ) -> Result<Arc<Drafted>, Error> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let proof = proofs.of(view, &scheme.name, state)?;
        let known = kept.clone().filter(|known| known.scheme.name == scheme.name);
        // What may stay of the last look: its posts, and what rows said, where people and scheme are still those.
        let posts = known.as_ref().map(|known| Arc::clone(&known.posts));
        let posts = posts.filter(|posts| posts.as_ref() == district.roster.posts());
        let same = known
            .as_ref()
            .filter(|known| posts.is_some() && known.scheme == scheme && known.revision == district.revision);
        if let Some(known) = same.filter(|known| Arc::ptr_eq(&known.check.proof, &proof)) {
            return Ok(Arc::clone(known));
        }
        let before = same.map(|known| Arc::clone(&known.check));
        let seen = view.vector()?;
        if state == State::Committed {
            // Whoever still reads the old one keeps it; else its grids become those of the new one.
            *kept = None;
        }
        let (tree, bounds, touched) = match known.map(|known| Drafted::later(known, view)).transpose()?.flatten() {
            Some((tree, bounds, touched)) => (tree, bounds, Some(touched)),
            None => (Tree::new(view.grids_of(Some(&scheme.name))?), view.bounds_of(Some(&scheme.name))?, None),
        };
        let along = along(&district.roster, &district.tree, &tree);
        let roster = along.as_ref().unwrap_or(&district.roster);
        let looked = Looked { scheme: Some(&scheme), tree: &tree, roster };
        let check = Arc::new(match before.zip(touched) {
            Some((before, touched)) => before.again(looked, proof, &touched),
            None => Check::of(looked, proof),
        });
        let revision = district.revision;
        let posts = posts.unwrap_or_else(|| district.roster.posts().into());
        let drafted = Arc::new(Drafted { seen, scheme, revision, posts, tree, bounds, check });
        if state == State::Committed {
            *kept = Some(Arc::clone(&drafted));
        }
        Ok(drafted)
    }
}

/// Grids, their boxes, and which of them are others than before.
type Later = (Tree, HashMap<GridPath, Bounds>, BTreeSet<GridPath>);

impl Drafted {
    /// Its grids with what was revised since; none where more than that happened.
    fn later(self: Arc<Self>, view: &View<'_>) -> Result<Option<Later>, Error> {
        let changes = match proof::since(view.facts_on_grids_since(&self.seen)?, &self.scheme.name) {
            Since::Nothing => Vec::new(),
            Since::Touched(changes) => changes,
            Since::Everything => return Ok(None),
        };
        let (tree, bounds) = match Arc::try_unwrap(self) {
            Ok(Self { tree, bounds, .. }) => (tree, bounds),
            Err(shared) => (shared.tree.clone(), shared.bounds.clone()),
        };
        Ok(Some(revised(tree, bounds, changes)))
    }
}

fn revised(tree: Tree, mut bounds: HashMap<GridPath, Bounds>, changes: Vec<GridChange>) -> Later {
    let changed: BTreeMap<GridPath, Option<PlacedGrid>> =
        changes.into_iter().map(|change| (change.path, change.after)).collect();
    for (path, placed) in &changed {
        match placed.as_ref().and_then(|placed| placed.shape.bounds()) {
            Some(around) => bounds.insert(path.clone(), around),
            None => bounds.remove(path),
        };
    }
    let touched = changed.keys().cloned().collect();
    let tree = tree.revised(changed.into_iter().map(|(path, placed)| (path, placed.map(|placed| placed.grid))));
    (tree, bounds, touched)
}

/// The roster as it would be in a draft: whose grid stands under another parent there goes along with it, as it would
/// if the draft came into force. None when nobody has to.
fn along(roster: &Roster, published: &Tree, draft: &Tree) -> Option<Roster> {
    let place = |post: &Post| {
        let grid = published.grid(&post.grid).filter(|grid| draft.grid(&grid.path).is_none())?;
        Some(draft.with_code(grid.level, &grid.code)?.path.clone())
    };
    if roster.posts().iter().all(|post| place(post).is_none()) {
        return None;
    }
    let moved = roster.posts().iter().map(|post| match place(post) {
        Some(grid) => Post { grid, ..post.clone() },
        None => post.clone(),
    });
    Some(Roster::new(moved.collect()))
}
