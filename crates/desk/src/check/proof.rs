//! The proof that siblings tile their parent, kept from one question to the next.
//!
//! How far it holds is said by the log: only facts about grids past the proof's vector make it old. People who
//! come and go, orders and receipts never do.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use atlas::coverage::{Coverage, Tolerance, groups_of};
use domain::fact::Fact;
use domain::news::Vector;
use domain::set::SetKind;
use ledger::{Error, View};

/// What is proven of a scheme, as of a vector.
pub struct Proof {
    seen: Vector,
    coverage: Coverage,
}

/// The proofs of all schemes that were asked for.
#[derive(Default)]
pub struct Proofs(Mutex<HashMap<String, Arc<Proof>>>);

impl Proof {
    /// The proof of the published scheme as it stands in the view.
    pub fn published(view: &View<'_>) -> Result<Self, Error> {
        let seen = view.vector()?;
        let shapes = view.shapes(None)?;
        Ok(Self { seen, coverage: Coverage::of(groups_of(&shapes), Tolerance::USUAL) })
    }

    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }
}

impl Proofs {
    /// The proof of the published scheme as it stands in the view. Whoever asks meanwhile waits for the same one.
    pub fn published(&self, view: &View<'_>, scheme: &str) -> Result<Arc<Proof>, Error> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(proof) = known.get(scheme)
            && !view.facts_on_grids_since(&proof.seen)?.iter().any(is_about_grids)
        {
            return Ok(Arc::clone(proof));
        }
        let proof = Arc::new(Proof::published(view)?);
        known.insert(scheme.to_owned(), Arc::clone(&proof));
        Ok(proof)
    }
}

/// Sets of people and places come in without touching a grid.
fn is_about_grids(fact: &Fact) -> bool {
    match fact {
        Fact::SetImported { of, .. } | Fact::ImportUndone { of, .. } => *of == SetKind::Grids,
        _ => true,
    }
}
