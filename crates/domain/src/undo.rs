//! Taking a whole import back: what goes with it, what comes back instead, and what keeps it.
//!
//! An undo leaves what the other imports of its kind give. A row that only the undone import brought goes;
//! a row that an earlier one brought too says again what that one said; what somebody changed by hand since stands as
//! he left it. Nothing that rests on a row may be
//! left without it: then the undo is refused, and names what to see to first.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::asset::Asset;
use crate::code::GridPath;
use crate::fact::FactId;
use crate::failure::{Impediment, Refusal};
use crate::id::{PostId, UnitId};
use crate::item::{Item, ItemName};
use crate::moment::Moment;
use crate::post::Station;
use crate::roster::Roster;
use crate::scheme::{LevelName, Scheme};
use crate::seat::Device;
use crate::set::{Set, SetKind};
use crate::tree::Tree;
use crate::unit::{Partner, Unit};
use crate::venue::{Checkpoint, Stream, Venue};

/// What a set holds, as far as an undo asks: names and places, without boundaries and words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holding {
    rows: Vec<Held>,
    /// Of grids: their scheme and the levels that occur.
    levels: Option<(String, Vec<LevelName>)>,
    /// No row was looked at: it brought everything of its kind but what was amended since.
    is_whole: bool,
}

/// One row: its name within its kind, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Held {
    key: String,
    grid: Option<GridPath>,
    station: Station,
    /// The unit that it names.
    unit: Option<UnitId>,
    /// Whether it says that the row is there: an amendment may have taken it away.
    there: bool,
}

/// An import that stands, or an amendment: it brings one row.
#[derive(Debug, Clone)]
pub struct Import {
    /// The fact that brought it in.
    pub id: FactId,
    /// When.
    pub at: Moment,
    /// What it brought.
    pub holding: Arc<Holding>,
}

/// All imports of one kind that stand.
#[derive(Debug)]
pub struct Standing<'a> {
    of: SetKind,
    imports: &'a [Import],
    /// Who brought a row, oldest first: the last one's word holds.
    brought: HashMap<&'a str, Vec<(FactId, &'a Held)>>,
}

/// How a scheme began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Began {
    /// Grids came in where no scheme was.
    ByImport,
    /// Somebody drew it, and somebody else published it.
    AsDraft,
}

/// What an undo changes.
#[derive(Debug)]
pub struct Change<'a> {
    of: SetKind,
    gone: Gone<'a>,
    /// Rows that stand elsewhere again.
    back: Vec<&'a Held>,
}

/// Rows that nobody else brought.
#[derive(Debug)]
enum Gone<'a> {
    These(HashSet<&'a str>),
    /// Every row of the kind but these.
    AllBut(HashSet<&'a str>),
}

/// What stands around an import now, and may rest on it.
#[derive(Debug)]
pub struct Around<'a> {
    /// The grids.
    pub tree: &'a Tree,
    /// The posts.
    pub roster: &'a Roster,
    /// The venues.
    pub venues: &'a [Venue],
    /// The checkpoints.
    pub checkpoints: &'a [Checkpoint],
    /// The streams.
    pub streams: &'a [Stream],
    /// The units.
    pub units: &'a [Unit],
    /// The pairings of units with grids.
    pub partners: &'a [Partner],
    /// The assets.
    pub assets: &'a [Asset],
    /// The devices that may act.
    pub devices: &'a [Device],
    /// The number of an order that reaches what would go: a gone post, or any order at all where grids go.
    pub order: Option<String>,
}

impl Holding {
    /// What a set holds.
    pub fn of(set: &Set) -> Self {
        let mut holding = Self::default();
        holding.add(set);
        holding
    }

    /// What the only import of its kind holds, amendments of later aside: everything, and no row of it need be read.
    /// `head` is its set without rows.
    pub fn whole(head: &Set) -> Self {
        Self { is_whole: true, ..Self::of(head) }
    }

    /// Takes some more rows of the set.
    pub fn add(&mut self, set: &Set) {
        let held = |key: &str, grid: Option<&GridPath>, station: &Station| Held {
            key: key.to_owned(),
            grid: grid.cloned(),
            station: station.clone(),
            unit: None,
            there: true,
        };
        let of_unit = |key: &str, grid: Option<&GridPath>, unit: Option<&UnitId>| Held {
            unit: unit.cloned(),
            ..held(key, grid, &Station::Grid)
        };
        match set {
            Set::Grids(set) => {
                self.rows.extend(set.grids.iter().map(|one| held(one.grid.path.as_str(), None, &Station::Grid)));
                self.levels = Some((set.scheme.clone(), set.levels.clone()));
            }
            Set::Posts(posts) => {
                self.rows.extend(posts.iter().map(|post| held(&post.id.0, Some(&post.grid), &post.station)));
            }
            Set::Venues(venues) => {
                self.rows.extend(venues.iter().map(|one| held(&one.id.0, one.grid.as_ref(), &Station::Grid)));
            }
            Set::Checkpoints(checkpoints) => {
                self.rows.extend(checkpoints.iter().map(|one| held(&one.id.0, one.grid.as_ref(), &Station::Grid)));
            }
            Set::Units(units) => {
                self.rows.extend(units.iter().map(|unit| held(&unit.id.0, unit.grid.as_ref(), &Station::Grid)));
            }
            Set::Partners(partners) => {
                self.rows.extend(partners.iter().map(|one| of_unit(&one.id.0, Some(&one.grid), one.unit.as_ref())));
            }
            Set::Assets(assets) => {
                self.rows.extend(assets.iter().map(|one| of_unit(&one.id.0, one.grid.as_ref(), one.owner.as_ref())));
            }
            // Nothing rests on these, and they name no grid.
            Set::Streams(_) | Set::Basemap(_) => {}
        }
    }

    /// What an amendment leaves of an item: a row, or that there is none.
    pub fn of_item(name: &ItemName, after: Option<&Item>) -> Self {
        let unit = match after {
            Some(Item::Asset(asset)) => asset.owner.clone(),
            Some(Item::Partner(partner)) => partner.unit.clone(),
            _ => None,
        };
        let grid = after.and_then(Item::grid).cloned();
        [Held { key: name.id.clone(), grid, station: Station::Grid, unit, there: after.is_some() }]
            .into_iter()
            .collect()
    }

    /// Of grids: the scheme that they belong to.
    pub fn scheme(&self) -> Option<&str> {
        self.levels.as_ref().map(|(scheme, _)| scheme.as_str())
    }

    /// Whether no set of this kind has to be read to know what it holds.
    pub fn is_known_by_kind(of: SetKind) -> bool {
        matches!(of, SetKind::Streams | SetKind::Basemap)
    }

    /// Whether a set of this kind may stand for [`Self::whole`]: orders ask which posts would go, one by one.
    pub fn may_be_whole(of: SetKind) -> bool {
        of != SetKind::Posts && !Self::is_known_by_kind(of)
    }
}

/// Decide whether an import into this scheme may be undone at all: what was drafted and reviewed changes by a draft,
/// and a draft that was made from a scheme would no longer be what its author compared it with.
///
/// `drafts` were made from it and are not in force.
pub fn admit_scheme(scheme: &str, published: Option<&Scheme>, began: Began, drafts: &[String]) -> Result<(), Refusal> {
    if began == Began::AsDraft || published.is_none_or(|published| published.name != scheme) {
        return Err(Refusal::Scheme(Impediment::ImportInDraft { scheme: scheme.to_owned() }));
    }
    match drafts.first() {
        Some(draft) => Err(Refusal::Scheme(Impediment::DraftsOfScheme { draft: draft.clone() })),
        None => Ok(()),
    }
}

impl FromIterator<Held> for Holding {
    fn from_iter<T: IntoIterator<Item = Held>>(rows: T) -> Self {
        Self { rows: rows.into_iter().collect(), ..Self::default() }
    }
}

impl<'a> Standing<'a> {
    /// The imports of one kind that stand, oldest first.
    pub fn new(of: SetKind, imports: &'a [Import]) -> Self {
        let mut brought: HashMap<&str, Vec<(FactId, &Held)>> = HashMap::new();
        for import in imports {
            for held in &import.holding.rows {
                brought.entry(&held.key).or_default().push((import.id, held));
            }
        }
        Self { of, imports, brought }
    }

    /// What undoing one of them would change.
    pub fn without(&self, id: FactId) -> Change<'a> {
        let (mut gone, mut back) = (HashSet::new(), Vec::new());
        if self.imports.iter().any(|import| import.id == id && import.holding.is_whole) {
            return Change { of: self.of, gone: Gone::AllBut(self.brought.keys().copied().collect()), back };
        }
        let rows = self.imports.iter().filter(|import| import.id == id).flat_map(|import| &import.holding.rows);
        for held in rows {
            match self.brought.get(held.key.as_str()).map(Vec::as_slice) {
                Some([.., (_, before), (last, _)]) if *last == id && !before.there => {
                    gone.insert(held.key.as_str());
                }
                Some([.., (_, before), (last, now)]) if *last == id => {
                    let moves = (&before.grid, &before.station, &before.unit) != (&now.grid, &now.station, &now.unit);
                    back.extend(moves.then_some(*before));
                }
                // Somebody brought it later, and that holds on.
                Some([_, .., _]) => {}
                _ => {
                    gone.insert(held.key.as_str());
                }
            }
        }
        Change { of: self.of, gone: Gone::These(gone), back }
    }

    /// The scheme that the grids of all but one of them make; none: no grid is left.
    pub fn scheme_without(&self, id: FactId) -> Option<Scheme> {
        let others = self.imports.iter().filter(|import| import.id != id);
        others.fold(None, |scheme: Option<Scheme>, import| {
            let Some((name, levels)) = &import.holding.levels else { return scheme };
            Some(Scheme::grown(scheme.as_ref(), name, levels, import.at))
        })
    }
}

impl Gone<'_> {
    fn has(&self, key: &str) -> bool {
        match self {
            Self::These(gone) => gone.contains(key),
            Self::AllBut(stay) => !stay.contains(key),
        }
    }
}

impl Change<'_> {
    /// Of posts: those that would go.
    pub fn posts(&self) -> impl Iterator<Item = PostId> {
        let gone = match &self.gone {
            Gone::These(gone) if self.of == SetKind::Posts => Some(gone),
            _ => None,
        };
        gone.into_iter().flatten().map(|key| PostId((*key).to_owned()))
    }

    /// Whether grids would go: then every order of their scheme counts.
    pub fn takes_grids(&self) -> bool {
        self.of == SetKind::Grids && !matches!(&self.gone, Gone::These(gone) if gone.is_empty())
    }

    /// Decide whether all that stays can stand without what goes. What can never be seen to comes first.
    pub fn admit(&self, around: &Around<'_>) -> Result<(), Refusal> {
        self.orders(around)?;
        match self.of {
            SetKind::Grids => self.on_grids(around)?,
            SetKind::Venues => {
                let is_other = |id: &str| around.checkpoints.iter().any(|checkpoint| checkpoint.id.0 == id);
                self.on_places(around, is_other)?;
            }
            SetKind::Checkpoints => {
                let is_other = |id: &str| around.venues.iter().any(|venue| venue.id.0 == id);
                self.on_places(around, is_other)?;
            }
            SetKind::Units => self.on_units(around)?,
            SetKind::Posts | SetKind::Streams | SetKind::Partners | SetKind::Assets | SetKind::Basemap => {}
        }
        self.paired(around)?;
        self.goes_back(around)
    }

    fn orders(&self, around: &Around<'_>) -> Result<(), Refusal> {
        match &around.order {
            Some(number) if self.takes_grids() => {
                Err(Refusal::Scheme(Impediment::OrdersInScheme { number: number.clone() }))
            }
            Some(number) if self.of == SetKind::Posts => {
                Err(Refusal::Scheme(Impediment::OrdersOnImport { number: number.clone() }))
            }
            _ => Ok(()),
        }
    }

    fn on_grids(&self, around: &Around<'_>) -> Result<(), Refusal> {
        let gone = |path: &GridPath| self.gone.has(path.as_str());
        let hangs = |path: &GridPath| !gone(path) && path.parent().is_some_and(|parent| gone(&parent));
        let below = around.tree.grids().iter().filter(|grid| hangs(&grid.path));
        nothing_rests("grid", below.map(|grid| grid.name.as_str()))?;
        let posts = around.roster.posts().iter().filter(|post| gone(&post.grid));
        nothing_rests("post", posts.map(|post| post.person.as_str()))?;
        let lies = |grid: &Option<GridPath>| grid.as_ref().is_some_and(gone);
        let venues = around.venues.iter().filter(|venue| lies(&venue.grid));
        nothing_rests("venue", venues.map(|venue| venue.name.as_str()))?;
        let checkpoints = around.checkpoints.iter().filter(|checkpoint| lies(&checkpoint.grid));
        nothing_rests("checkpoint", checkpoints.map(|checkpoint| checkpoint.name.as_str()))?;
        let units = around.units.iter().filter(|unit| lies(&unit.grid));
        nothing_rests("unit", units.map(|unit| unit.name.as_str()))?;
        let partners = around.partners.iter().filter(|partner| gone(&partner.grid));
        nothing_rests("partner", partners.map(|partner| partner.name.as_str()))?;
        let assets = around.assets.iter().filter(|asset| lies(&asset.grid));
        nothing_rests("asset", assets.map(|asset| asset.name.as_str()))
    }

    fn on_units(&self, around: &Around<'_>) -> Result<(), Refusal> {
        let gone = |unit: &Option<UnitId>| unit.as_ref().is_some_and(|id| self.gone.has(id.0.as_str()));
        let partners = around.partners.iter().filter(|partner| gone(&partner.unit));
        nothing_rests("partner", partners.map(|partner| partner.name.as_str()))?;
        let assets = around.assets.iter().filter(|asset| gone(&asset.owner));
        nothing_rests("asset", assets.map(|asset| asset.name.as_str()))
    }

    /// `is_other`: whether an id is a place of the other noun too, so that its streams have where to stay.
    fn on_places(&self, around: &Around<'_>, is_other: impl Fn(&str) -> bool) -> Result<(), Refusal> {
        let serves = |station: &Station| match (self.of, station) {
            (SetKind::Venues, Station::Venue(id)) => self.gone.has(id.0.as_str()),
            (SetKind::Checkpoints, Station::Checkpoint(id)) => self.gone.has(id.0.as_str()),
            _ => false,
        };
        let posts = around.roster.posts().iter().filter(|post| serves(&post.station));
        nothing_rests("post", posts.map(|post| post.person.as_str()))?;
        let looks = |stream: &&Stream| self.gone.has(stream.venue.as_str()) && !is_other(&stream.venue);
        nothing_rests("stream", around.streams.iter().filter(looks).map(|stream| stream.name.as_str()))
    }

    fn paired(&self, around: &Around<'_>) -> Result<(), Refusal> {
        let is_on = |device: &&Device| match self.of {
            SetKind::Grids => device.grant.subtree.as_ref().is_some_and(|path| self.gone.has(path.as_str())),
            SetKind::Posts => device.grant.post.as_ref().is_some_and(|post| self.gone.has(post.0.as_str())),
            _ => false,
        };
        match around.devices.iter().filter(is_on).count() {
            0 => Ok(()),
            count => Err(Refusal::Scheme(Impediment::DevicesOnImport { count })),
        }
    }

    /// Where a row stood before, something else may have gone since.
    fn goes_back(&self, around: &Around<'_>) -> Result<(), Refusal> {
        let noun = match self.of {
            SetKind::Posts => "post",
            SetKind::Venues => "venue",
            SetKind::Units => "unit",
            SetKind::Partners => "partner",
            SetKind::Assets => "asset",
            _ => "checkpoint",
        };
        let is_there = |held: &&&Held| {
            let in_grid = held.grid.as_ref().is_none_or(|path| around.tree.grid(path).is_some());
            let at_station = match &held.station {
                Station::Grid => true,
                Station::Venue(id) => around.venues.iter().any(|venue| venue.id == *id),
                Station::Checkpoint(id) => around.checkpoints.iter().any(|checkpoint| checkpoint.id == *id),
            };
            let with_unit = held.unit.as_ref().is_none_or(|id| around.units.iter().any(|unit| unit.id == *id));
            in_grid && at_station && with_unit
        };
        match self.back.iter().find(|held| !is_there(held)) {
            None => Ok(()),
            Some(held) => Err(Refusal::Scheme(Impediment::NoPlaceToGoBack { noun, id: held.key.clone() })),
        }
    }
}

fn nothing_rests<'n>(noun: &'static str, mut names: impl Iterator<Item = &'n str>) -> Result<(), Refusal> {
    let Some(first) = names.next() else { return Ok(()) };
    Err(Refusal::Scheme(Impediment::RestsOnImport { noun, count: 1 + names.count(), example: first.to_owned() }))
}
