//! A draft as the rules ask for it, read from the store.

use std::collections::BTreeSet;

use domain::draft::{Life, Step};
use domain::failure::{Failure, Refusal};
use domain::heir::Heir;
use domain::scheme::Scheme;
use domain::seat::{Person, Seat};
use ledger::{StepRow, View};

use crate::failure::{broken, bug};

/// A scheme and what its life has been.
pub struct Draft {
    pub scheme: Scheme,
    pub steps: Vec<StepRow>,
    hands: BTreeSet<Person>,
    grids: usize,
}

/// The scheme of that name.
pub fn scheme_named(view: &View<'_>, name: &str) -> Result<Scheme, Failure> {
    let scheme = view.scheme_named(name).map_err(broken)?;
    Ok(scheme.ok_or_else(|| Refusal::NoSuch { noun: "scheme", id: name.to_owned() })?)
}

impl Draft {
    /// The scheme of that name, and what its life has been.
    pub fn named(view: &View<'_>, name: &str) -> Result<Self, Failure> {
        Self::of(view, scheme_named(view, name)?).map_err(broken)
    }

    /// What a scheme's life has been.
    pub fn of(view: &View<'_>, scheme: Scheme) -> Result<Self, ledger::Error> {
        let grids = view.count_grids(&scheme.name)?.values().map(|count| *count as usize).sum();
        let hands = view.hands(&scheme.name)?.iter().map(Seat::person).collect();
        Ok(Self { steps: view.steps(&scheme.name)?, hands, grids, scheme })
    }

    /// As the rules ask.
    pub fn life(&self) -> Life<'_> {
        Life { scheme: &self.scheme, from: self.from(), hands: &self.hands, grids: self.grids }
    }

    /// The scheme whose grids it began with.
    pub fn from(&self) -> Option<&str> {
        self.steps.iter().find(|row| row.step == Step::Drafted)?.note.as_deref()
    }

    /// Whether somebody had a hand in it.
    pub fn is_by(&self, seat: &Seat) -> bool {
        self.hands.contains(&seat.person())
    }

    /// Who approved it for its day, and the heirs that he named.
    pub fn approval(&self) -> Result<(Seat, Vec<Heir>), Failure> {
        let row = self.steps.iter().rev().find(|row| row.step == Step::Approved);
        let row = row.ok_or_else(|| bug("nobody approved an approved scheme"))?;
        let heirs = serde_json::from_str(row.note.as_deref().unwrap_or("[]"));
        Ok((row.by.clone(), heirs.map_err(|_| bug("the heirs of an approval cannot be read"))?))
    }
}
