//! Any scheme with all that is wrong in it: the published one is in memory, and so is the draft that was looked at last.

use std::collections::HashMap;
use std::sync::Arc;

use domain::code::GridPath;
use domain::failure::Failure;
use domain::place::Bounds;
use domain::tree::Tree;
use ledger::View;

use super::Check;
use super::drafts::Drafts;
use super::proof::{Proofs, State};
use crate::compare::Differences;
use crate::district::District;
use crate::draft;
use crate::failure::broken;

/// What was worked out of schemes, kept from one question to the next.
#[derive(Default)]
pub struct Checks {
    pub proofs: Proofs,
    pub differences: Differences,
    drafts: Drafts,
}

/// A scheme, what is wrong in it, and what words about that speak of.
pub struct Ground<'a> {
    /// None while the store has no scheme.
    pub scheme: Option<&'a str>,
    pub tree: &'a Tree,
    pub bounds: &'a HashMap<GridPath, Bounds>,
    pub check: Arc<Check>,
}

impl Checks {
    /// Answers about a scheme, none: the published one.
    pub fn on<T>(
        &self,
        view: &View<'_>,
        district: &District,
        state: State,
        wanted: Option<&str>,
        answer: impl FnOnce(&Ground<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let published = district.scheme.as_ref().map(|scheme| scheme.name.as_str());
        let Some(name) = wanted.filter(|name| Some(*name) != published) else {
            let check = district.check(view, &self.proofs, state).map_err(broken)?;
            return answer(&Ground { scheme: published, tree: &district.tree, bounds: &district.bounds, check });
        };
        let scheme = draft::scheme_named(view, name)?;
        let drafted = self.drafts.of(view, district, &self.proofs, scheme, state).map_err(broken)?;
        let check = Arc::clone(&drafted.check);
        answer(&Ground { scheme: Some(name), tree: &drafted.tree, bounds: &drafted.bounds, check })
    }
}
