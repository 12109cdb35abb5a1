//! Heirs 承接: where the people and places of a grid stand when a new scheme has no such grid.
//!
//! People follow their grid to its heir, and so do the units that are paired with it. Venues, checkpoints, assets and
//! units with a seat stay where they are and lie in whichever grid is there; who serves at one goes with it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::asset::Asset;
use crate::code::GridPath;
use crate::failure::{Impediment, Refusal};
use crate::place::Position;
use crate::post::{Post, Station};
use crate::seat::Device;
use crate::unit::{Partner, Unit};
use crate::venue::{Checkpoint, Venue};

/// The least share of a grid's area that makes its largest part the heir without anybody's word.
pub const CLEAR_SHARE: f64 = 0.5;

/// A grid that goes, and the one that takes over its people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Heir {
    /// In the scheme that was in force.
    pub from: GridPath,
    /// In the scheme that comes.
    pub to: GridPath,
}

/// Something that stands in another grid from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// What it is.
    pub of: Mover,
    /// Its id.
    pub id: String,
    /// Where it stands.
    pub to: Option<GridPath>,
}

/// What stands in grids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mover {
    /// A post.
    Post,
    /// A venue.
    Venue,
    /// A checkpoint.
    Checkpoint,
    /// A unit.
    Unit,
    /// A pairing of a unit with a grid.
    Partner,
    /// An asset.
    Asset,
    /// What a paired device was granted.
    Device,
}

/// What stands in the grids of the scheme that is in force.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// The posts.
    pub posts: &'a [Post],
    /// The venues.
    pub venues: &'a [Venue],
    /// The checkpoints.
    pub checkpoints: &'a [Checkpoint],
    /// The units.
    pub units: &'a [Unit],
    /// The pairings of units with grids.
    pub partners: &'a [Partner],
    /// The assets.
    pub assets: &'a [Asset],
    /// The devices that may act.
    pub devices: &'a [Device],
}

/// What has nowhere to go: how many of a noun, and one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Homeless {
    /// `post`, `venue`, `checkpoint`, `unit`, `partner`, `asset`, `device`.
    pub noun: &'static str,
    /// How many.
    pub count: usize,
    /// One of them, by name.
    pub example: String,
    /// The grids that they stand in.
    pub grids: BTreeSet<GridPath>,
}

/// What moves when a scheme comes into force, and what has nowhere to go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// All that stands elsewhere from then on.
    pub moves: Vec<Move>,
    /// What keeps the scheme from coming into force.
    pub homeless: Vec<Homeless>,
}

/// Everything that stands somewhere finds its grid in the new scheme, which `has` grids and knows what lies `at`
/// a position; it is told where what lies there stood.
pub fn plan(
    standing: Standing<'_>,
    heirs: &[Heir],
    has: impl Fn(&GridPath) -> bool,
    at: impl Fn(Position, Option<&GridPath>) -> Option<GridPath>,
) -> Plan {
    let heirs: HashMap<&GridPath, &GridPath> =
        heirs.iter().filter(|heir| has(&heir.to)).map(|heir| (&heir.from, &heir.to)).collect();
    let follows = |path: &GridPath| {
        if has(path) { Some(path.clone()) } else { heirs.get(path).map(|to| (*to).clone()) }
    };
    let mut ledger = Ledger::default();
    // Where it lies now; what lay in a grid must not end in none.
    let mut places: HashMap<(Mover, &str), GridPath> = HashMap::new();
    let venues = standing.venues.iter().map(|venue| (Mover::Venue, &venue.id.0, &venue.name, &venue.grid, venue.place));
    let checkpoints =
        standing.checkpoints.iter().map(|one| (Mover::Checkpoint, &one.id.0, &one.name, &one.grid, one.place));
    let assets = standing.assets.iter().map(|one| (Mover::Asset, &one.id.0, &one.name, &one.grid, one.place));
    let seats = standing
        .units
        .iter()
        .filter_map(|unit| unit.place.map(|place| (Mover::Unit, &unit.id.0, &unit.name, &unit.grid, place)));
    for (of, id, name, grid, place) in venues.chain(checkpoints).chain(assets).chain(seats) {
        let lies = at(place, grid.as_ref());
        places.extend(lies.clone().map(|path| ((of, id.as_str()), path)));
        match (grid, lies) {
            (Some(from), None) => ledger.homeless(of, name, from),
            (_, to) => ledger.moves(of, id, grid.as_ref(), to),
        }
    }
    for unit in standing.units.iter().filter(|unit| unit.place.is_none()) {
        let Some(from) = &unit.grid else { continue };
        match follows(from) {
            None => ledger.homeless(Mover::Unit, &unit.name, from),
            to => ledger.moves(Mover::Unit, &unit.id.0, Some(from), to),
        }
    }
    for partner in standing.partners {
        match follows(&partner.grid) {
            None => ledger.homeless(Mover::Partner, &partner.name, &partner.grid),
            to => ledger.moves(Mover::Partner, &partner.id.0, Some(&partner.grid), to),
        }
    }
    let mut posts: HashMap<&str, GridPath> = HashMap::new();
    for post in standing.posts {
        let to = match &post.station {
            Station::Grid => follows(&post.grid),
            Station::Venue(id) => places.get(&(Mover::Venue, id.0.as_str())).cloned().or_else(|| follows(&post.grid)),
            Station::Checkpoint(id) => {
                places.get(&(Mover::Checkpoint, id.0.as_str())).cloned().or_else(|| follows(&post.grid))
            }
        };
        match to {
            None => ledger.homeless(Mover::Post, &post.person, &post.grid),
            Some(to) => {
                posts.insert(&post.id.0, to.clone());
                ledger.moves(Mover::Post, &post.id.0, Some(&post.grid), Some(to));
            }
        }
    }
    for device in standing.devices {
        let Some(from) = &device.grant.subtree else { continue };
        let with_post = device.grant.post.as_ref().and_then(|post| posts.get(post.0.as_str()).cloned());
        let id = device.id.to_string();
        match with_post.or_else(|| follows(from)) {
            None => ledger.homeless(Mover::Device, &id, from),
            to => ledger.moves(Mover::Device, &id, Some(from), to),
        }
    }
    Plan { moves: ledger.moves, homeless: ledger.homeless.into_values().collect() }
}

impl Plan {
    /// The moves; refused while anything has nowhere to go.
    pub fn admit(self, scheme: &str) -> Result<Vec<Move>, Refusal> {
        match self.homeless.into_iter().next() {
            None => Ok(self.moves),
            Some(Homeless { noun, count, example, grids }) => Err(Refusal::Scheme(Impediment::NowhereToGo {
                scheme: scheme.to_owned(),
                noun,
                count,
                example,
                grid: grids.first().map(ToString::to_string).unwrap_or_default(),
            })),
        }
    }
}

impl Mover {
    /// The noun, as refusals name it.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Venue => "venue",
            Self::Checkpoint => "checkpoint",
            Self::Unit => "unit",
            Self::Partner => "partner",
            Self::Asset => "asset",
            Self::Device => "device",
        }
    }
}

#[derive(Default)]
struct Ledger {
    moves: Vec<Move>,
    homeless: BTreeMap<Mover, Homeless>,
}

impl Ledger {
    fn moves(&mut self, of: Mover, id: &str, from: Option<&GridPath>, to: Option<GridPath>) {
        if from != to.as_ref() {
            self.moves.push(Move { of, id: id.to_owned(), to });
        }
    }

    fn homeless(&mut self, of: Mover, name: &str, from: &GridPath) {
        let all = self.homeless.entry(of).or_insert_with(|| Homeless {
            noun: of.noun(),
            count: 0,
            example: name.to_owned(),
            grids: BTreeSet::new(),
        });
        all.count += 1;
        all.grids.insert(from.clone());
    }
}
