//! Any scheme with all that is wrong in it: the published one is in memory, another is read for the question.

use std::collections::HashMap;
use std::sync::Arc;

use domain::code::GridPath;
use domain::failure::{Failure, Refusal};
use domain::place::Bounds;
use domain::post::Post;
use domain::roster::Roster;
use domain::tree::Tree;
use ledger::View;

use super::{Check, Looked, Proof, Proofs};
use crate::district::District;
use crate::failure::broken;

/// A scheme, what is wrong in it, and what words about that speak of.
pub struct Ground<'a> {
    /// None while the store has no scheme.
    pub scheme: Option<&'a str>,
    pub tree: &'a Tree,
    pub bounds: &'a HashMap<GridPath, Bounds>,
    pub check: Arc<Check>,
}

/// Answers about a scheme, none: the published one.
///
/// `proofs` is none inside a transaction: its facts may yet be undone, so no proof is kept from there.
pub fn on<T>(
    view: &View<'_>,
    district: &District,
    proofs: Option<&Proofs>,
    wanted: Option<&str>,
    answer: impl FnOnce(&Ground<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let published = district.scheme.as_ref().map(|scheme| scheme.name.as_str());
    if wanted.is_none() || wanted == published {
        let check = district.check(view, proofs).map_err(broken)?;
        return answer(&Ground { scheme: published, tree: &district.tree, bounds: &district.bounds, check });
    }
    let name = wanted.unwrap_or_default();
    let Some(scheme) = view.scheme_named(name).map_err(broken)? else {
        return Err(Refusal::NoSuch { noun: "scheme", id: name.to_owned() }.into());
    };
    let tree = Tree::new(view.grids_of(wanted).map_err(broken)?);
    let bounds = view.bounds_of(wanted).map_err(broken)?;
    let proof = match proofs {
        Some(proofs) => proofs.of(view, name).map_err(broken)?,
        None => Arc::new(Proof::of(view, wanted).map_err(broken)?),
    };
    let roster = along(&district.roster, &district.tree, &tree);
    let looked = Looked { scheme: Some(&scheme), tree: &tree, roster: roster.as_ref().unwrap_or(&district.roster) };
    let check = Arc::new(Check::of(looked, proof));
    answer(&Ground { scheme: Some(name), tree: &tree, bounds: &bounds, check })
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
