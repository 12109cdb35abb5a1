//! What is wrong with grids, people and counts: all findings of a scheme, each with its grids, place and size.
//!
//! They are worked out once for everybody who asks, and kept with the district; what a seat may see of them, and
//! which of them somebody has accepted, is for the answer to say.

mod drafts;
mod ground;
pub mod mends;
mod proof;
pub mod rules;
mod shapes;
mod strays;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use atlas::fault::Fault;
use domain::code::{GridPath, Level};
use domain::finding::{FindingKey, FindingKind};
use domain::place::Bounds;
use domain::roster::Roster;
use domain::scheme::Scheme;
use domain::tree::Tree;
use domain::words::Params;

pub use ground::{Checks, Ground};
pub use proof::{Family, Proof, Proofs, Since, State, since};
pub use shapes::said;
pub use strays::Stray;

/// All that is wrong in a scheme.
pub struct Check {
    found: Vec<Found>,
    by_key: HashMap<FindingKey, usize>,
    asked: rules::Asked,
    proof: Arc<Proof>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub key: FindingKey,
    pub kind: FindingKind,
    /// Names its words.
    pub says: &'static str,
    pub params: Params,
    pub level: Level,
    /// The parent first where its border takes part.
    pub grids: Vec<GridPath>,
    /// Where and how large, for what is wrong with shapes.
    pub spot: Option<Spot>,
    /// Of a count: how many more the parent has than its children.
    pub difference: Option<i64>,
    /// What makes it another finding when it changes.
    measure: String,
}

/// Where a shape is wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Longitude and latitude in degrees.
    pub place: (f64, f64),
    pub bounds: Bounds,
    /// Metres and square metres; none for rings.
    pub size: Option<(f64, f64)>,
    /// Which of the proof's faults it is: of whose children, and the how-manieth.
    fault: (Option<GridPath>, usize),
}

/// A scheme as the check looks at it: the published one, or a draft with whoever would stand in it.
#[derive(Clone, Copy)]
pub struct Looked<'a> {
    pub scheme: Option<&'a Scheme>,
    pub tree: &'a Tree,
    pub roster: &'a Roster,
}

impl Check {
    /// All findings, by the paths of their first grids, then by kind.
    pub fn of(looked: Looked<'_>, proof: Arc<Proof>) -> Self {
        Self::arranged(rules::found(looked), looked, proof)
    }

    /// The same as of these, when since `self` only these grids were revised and people and scheme are what they were.
    #[must_use]
    pub fn again(&self, looked: Looked<'_>, proof: Arc<Proof>, touched: &BTreeSet<GridPath>) -> Self {
        // What is wrong with shapes has a spot, rows have none.
        let rows = self.found.iter().filter(|one| one.spot.is_none());
        match rules::again(rows, self.asked, looked, touched) {
            Some(found) => Self::arranged(found, looked, proof),
            None => Self::of(looked, proof),
        }
    }

    /// What is wrong with rows and with shapes, in order and by name.
    fn arranged(mut found: Vec<Found>, looked: Looked<'_>, proof: Arc<Proof>) -> Self {
        found.extend(shapes::found(looked.tree, &proof));
        found.sort_by(|a, b| (a.grids.first(), a.kind).cmp(&(b.grids.first(), b.kind)));
        let mut times: HashMap<FindingKey, usize> = HashMap::new();
        for one in &mut found {
            let place = one.spot.as_ref().map(|spot| spot.place);
            one.key = FindingKey::of(one.kind, &one.grids, place, &one.measure);
            let time = times.entry(one.key.clone()).or_default();
            *time += 1;
            if *time > 1 {
                one.key = one.key.again(*time);
            }
        }
        let by_key = found.iter().enumerate().map(|(at, one)| (one.key.clone(), at)).collect();
        Self { found, by_key, asked: rules::Asked::of(looked), proof }
    }

    /// All findings, in order.
    pub fn found(&self) -> &[Found] {
        &self.found
    }

    /// The finding of this name.
    pub fn with_key(&self, key: &FindingKey) -> Option<&Found> {
        self.by_key.get(key).map(|&at| &self.found[at])
    }

    /// What the proof says of a finding of shapes.
    pub fn fault(&self, found: &Found) -> Option<&Fault> {
        let (above, number) = &found.spot.as_ref()?.fault;
        self.proof.coverage().faults_of(above.as_ref()).get(*number)
    }

    /// Where the grid lies instead that is found to lie elsewhere, or under another parent than its code says.
    pub fn stray<'a>(&'a self, found: &'a Found) -> Option<(&'a GridPath, &'a Stray)> {
        let ((FindingKind::LiesElsewhere, [_, path, _]) | (FindingKind::WrongParent, [path])) =
            (found.kind, found.grids.as_slice())
        else {
            return None;
        };
        Some((path, self.proof.stray(path)?))
    }

    /// Metres below which what is between neighbours counts as inaccuracy.
    pub fn tolerance(&self) -> f64 {
        self.proof.coverage().tolerance().0
    }
}

impl Found {
    /// A finding of a kind at some grids; `says` names its words, and `params` are what they speak of.
    fn new(kind: FindingKind, says: &'static str, params: Params, level: Level, grids: Vec<GridPath>) -> Self {
        Self {
            key: FindingKey(String::new()),
            kind,
            says,
            params,
            level,
            grids,
            spot: None,
            difference: None,
            measure: says.to_owned(),
        }
    }

    /// The smallest grid that holds all of it: whoever has that one sees all of it.
    pub fn scope(&self) -> Option<GridPath> {
        let (first, others) = self.grids.split_first()?;
        let mut scope = first.clone();
        for other in others {
            while !other.is_within(&scope) {
                scope = scope.parent()?;
            }
        }
        Some(scope)
    }
}
