//! The district in memory: grids without boundaries, people, places. A cache of the store, made anew
//! after each commit that changes them; never the authority.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use atlas::locate::Locator;
use atlas::mercator::Projected;
use domain::answer::{AmendmentLine, GridLine, LevelCount, PlaceLine, PlaceNoun, PostLine};
use domain::asset::Asset;
use domain::code::{GridPath, Level};
use domain::edition::Tables;
use domain::grid::Grid;
use domain::id::PostId;
use domain::item::{Item, ItemKind, ItemName};
use domain::place::{Bounds, Position};
use domain::post::{Post, Station};
use domain::roster::Roster;
use domain::scheme::Scheme;
use domain::seat::Device;
use domain::set::GroundLayer;
use domain::tree::Tree;
use domain::undo::Around;
use domain::unit::{Partner, Unit};
use domain::venue::{Checkpoint, CheckpointState, Stream, Venue};
use ledger::{StoreCard, View};

use crate::check::{Check, Looked, Proof, Proofs, State};
use crate::drawn::Drawn;
use crate::gazetteer::{Gazetteer, Named};
use crate::reach::{Reaches, place_in};
use crate::search::{Found, SearchIndex};
use crate::strata::Strata;
use crate::thumbnail::Thumbnails;

/// The box around everything there is.
const EVERYWHERE: Bounds = Bounds { west: -180.0, south: -90.0, east: 180.0, north: 90.0 };

/// Grids, people and places as of one commit.
pub struct District {
    pub store: StoreCard,
    pub scheme: Option<Scheme>,
    pub revision: u32,
    pub tree: Tree,
    pub roster: Roster,
    pub bounds: HashMap<GridPath, Bounds>,
    pub venues: Vec<Venue>,
    pub checkpoints: Vec<Checkpoint>,
    pub streams: Vec<Stream>,
    pub units: Vec<Unit>,
    pub partners: Vec<Partner>,
    pub assets: Vec<Asset>,
    /// By which it works.
    pub tables: Tables,
    pub drawn: Arc<Drawn>,
    pub thumbnails: Thumbnails,
    /// Items whose last word is by hand.
    pub amended: Vec<ItemName>,
    search: OnceLock<SearchIndex>,
    gazetteer: OnceLock<Gazetteer>,
    strata: OnceLock<Strata>,
    heads: OnceLock<Vec<u32>>,
    locator: Arc<OnceLock<Locator>>,
    reaches: Arc<OnceLock<Reaches>>,
    check: OnceLock<Arc<Check>>,
}

/// Which posts have a paired device.
pub type Reachable = std::collections::HashSet<PostId>;

impl District {
    pub fn read(view: &View<'_>) -> Result<Self, ledger::Error> {
        let tree = Tree::new(view.grids()?);
        let roster = Roster::new(view.posts()?);
        let (venues, checkpoints) = (view.venues()?, view.checkpoints()?);
        let (units, assets) = (view.units()?, view.assets()?);
        let standing = view.standing_amendments()?;
        let mut district = Self {
            amended: Vec::new(),
            store: view.store()?,
            scheme: view.scheme()?,
            revision: view.revision()?,
            bounds: view.bounds()?,
            streams: view.streams()?,
            partners: view.partners()?,
            tables: Tables::new(view.editions()?),
            tree,
            roster,
            venues,
            checkpoints,
            units,
            assets,
            search: OnceLock::new(),
            gazetteer: OnceLock::new(),
            strata: OnceLock::new(),
            heads: OnceLock::new(),
            drawn: Arc::default(),
            thumbnails: Thumbnails::default(),
            locator: Arc::default(),
            reaches: Arc::default(),
            check: OnceLock::new(),
        };
        district.amended = district.amended_by(standing);
        Ok(district)
    }

    /// The same with what was worked out of the grids of another, when they are still those.
    pub fn on_ground_of(mut self, other: &Self) -> Self {
        if self.revision == other.revision {
            self.drawn = Arc::clone(&other.drawn);
            self.locator = Arc::clone(&other.locator);
            self.reaches = Arc::clone(&other.reaches);
        }
        self
    }

    /// What stands around something that would go; devices and orders are the store's to tell.
    pub fn around<'a>(&'a self, devices: &'a [Device], order: Option<String>) -> Around<'a> {
        let Self { tree, roster, venues, checkpoints, streams, units, partners, assets, .. } = self;
        Around { tree, roster, venues, checkpoints, streams, units, partners, assets, devices, order }
    }

    /// An item as it stands; none: there is none.
    pub fn item(&self, name: &ItemName) -> Option<Item> {
        let id = name.id.as_str();
        match name.of {
            ItemKind::Venue => self.venues.iter().find(|one| one.id.0 == id).cloned().map(Item::Venue),
            ItemKind::Checkpoint => self.checkpoints.iter().find(|one| one.id.0 == id).cloned().map(Item::Checkpoint),
            ItemKind::Stream => self.streams.iter().find(|one| one.key() == id).cloned().map(Item::Stream),
            ItemKind::Unit => self.units.iter().find(|one| one.id.0 == id).cloned().map(Item::Unit),
            ItemKind::Asset => self.assets.iter().find(|one| one.id.0 == id).cloned().map(Item::Asset),
            ItemKind::Partner => self.partners.iter().find(|one| one.id.0 == id).cloned().map(Item::Partner),
        }
    }

    /// What kind of place a stream looks at; empty for a checkpoint.
    pub fn kind_of(&self, stream: &Stream) -> String {
        self.venues.iter().find(|one| one.id.0 == stream.venue).map_or_else(String::new, |one| one.kind.clone())
    }

    /// What the place is called that a stream looks at.
    pub fn place_of(&self, stream: &Stream) -> String {
        let venue = self.venues.iter().find(|one| one.id.0 == stream.venue).map(|one| &one.name);
        let checkpoint = || self.checkpoints.iter().find(|one| one.id.0 == stream.venue).map(|one| &one.name);
        venue.or_else(checkpoint).cloned().unwrap_or_default()
    }

    /// The grid that an item lies in; that of a stream's place for a stream.
    pub fn grid_of<'a>(&'a self, item: &'a Item) -> Option<&'a GridPath> {
        let Item::Stream(stream) = item else { return item.grid() };
        let venue = self.venues.iter().find(|one| one.id.0 == stream.venue).map(|one| one.grid.as_ref());
        let checkpoint = || self.checkpoints.iter().find(|one| one.id.0 == stream.venue)?.grid.as_ref();
        venue.unwrap_or_else(checkpoint)
    }

    /// The last word of each item, where it is by hand and nothing else was said later.
    fn amended_by(&self, standing: Vec<AmendmentLine>) -> Vec<ItemName> {
        let last: HashMap<ItemName, Option<Item>> = standing.into_iter().map(|line| (line.item, line.after)).collect();
        let holds = |name: &ItemName, after: &Option<Item>| match (self.item(name), after) {
            (Some(there), Some(after)) => there.says_the_same(after),
            (None, None) => true,
            _ => false,
        };
        last.into_iter().filter(|(name, after)| holds(name, after)).map(|(name, _)| name).collect()
    }

    /// What can be found by words, made on first use.
    pub fn search(&self) -> &SearchIndex {
        self.search.get_or_init(|| SearchIndex::new(&self.found()))
    }

    /// What an address may name, made on first use from names and every road in the store.
    pub fn gazetteer(&self, view: &View<'_>) -> Result<&Gazetteer, ledger::Error> {
        if self.gazetteer.get().is_none() {
            let roads = view.ground_in(GroundLayer::Road, EVERYWHERE)?;
            // Two questions at once may both make it; the first stays, and both are equal.
            let _ = self.gazetteer.set(Gazetteer::new(&self.named(), roads));
        }
        Ok(self.gazetteer.get_or_init(|| Gazetteer::new(&self.named(), Vec::new())))
    }

    /// All that an address may name.
    pub fn named(&self) -> Named<'_> {
        let Self { tree, venues, checkpoints, bounds, .. } = self;
        Named { tree, venues, checkpoints, bounds }
    }

    /// What lies in each grid, worked out on first use.
    pub fn strata(&self) -> &Strata {
        self.strata.get_or_init(|| Strata::of(&self.tree, &self.roster))
    }

    /// How many people answer for the grid at each place of the tree, counted on first use.
    pub fn heads(&self) -> &[u32] {
        let count = |grid: &Grid| u32::try_from(self.roster.heads(&grid.path).len()).unwrap_or(u32::MAX);
        self.heads.get_or_init(|| self.tree.grids().iter().map(count).collect())
    }

    /// A grid's area; none when there is no such grid.
    pub fn area(&self, view: &View<'_>, path: &GridPath) -> Result<Option<Projected>, ledger::Error> {
        place_in(&self.tree, path).map_or(Ok(None), |place| self.drawn.area(view, place, path))
    }

    /// Where a grid's name stands; none when there is no such grid, or its shape has no inside.
    pub fn label(&self, view: &View<'_>, path: &GridPath) -> Result<Option<Position>, ledger::Error> {
        place_in(&self.tree, path).map_or(Ok(None), |place| self.drawn.label(view, place, path))
    }

    /// All that can be found.
    pub fn found(&self) -> Found<'_> {
        let Self { tree, roster, venues, checkpoints, units, assets, .. } = self;
        Found { tree, roster, venues, checkpoints, units, assets }
    }

    /// The index of places, made on first use from every boundary in the store.
    pub fn locator(&self, view: &View<'_>) -> Result<&Locator, ledger::Error> {
        if self.locator.get().is_none() {
            // Two questions at once may both build it; the first stays, and both are equal.
            let _ = self.locator.set(Locator::new(view.shapes(None)?));
        }
        Ok(self.locator.get_or_init(|| Locator::new(Vec::new())))
    }

    /// The grids of a level that may lie in `bounds`, by path, each with its place among the tree's.
    pub fn grids_in(&self, level: Level, bounds: &Bounds) -> impl Iterator<Item = (usize, &Grid)> {
        let reaches = self.reaches.get_or_init(|| Reaches::of(&self.tree, &self.bounds));
        reaches.meeting(level, bounds).filter_map(|place| Some((place, self.tree.grids().get(place)?)))
    }

    /// All that is wrong in the published scheme, worked out on first use; the proof of the shapes outlives the
    /// district.
    pub fn check(&self, view: &View<'_>, proofs: &Proofs, state: State) -> Result<Arc<Check>, ledger::Error> {
        if let Some(check) = self.check.get() {
            return Ok(Arc::clone(check));
        }
        let proof = match &self.scheme {
            Some(scheme) => proofs.of(view, &scheme.name, state)?,
            None => Arc::new(Proof::of(view, None)?),
        };
        let check = Arc::new(Check::of(self.looked(), proof));
        Ok(match state {
            State::Committed => Arc::clone(self.check.get_or_init(|| check)),
            State::Pending => check,
        })
    }

    /// The published scheme, as the check looks at it.
    fn looked(&self) -> Looked<'_> {
        Looked { scheme: self.scheme.as_ref(), tree: &self.tree, roster: &self.roster }
    }

    /// The box around everything.
    pub fn extent(&self) -> Option<Bounds> {
        self.tree.tops().filter_map(|top| self.bounds.get(&top.path).copied()).reduce(Bounds::union)
    }

    pub fn level_name(&self, level: Level) -> String {
        self.scheme.as_ref().map_or_else(|| level.to_string(), |scheme| scheme.level_name(level))
    }

    /// How many of these grids stand at each level.
    pub fn count_levels<'a>(&self, grids: impl Iterator<Item = &'a Grid>) -> Vec<LevelCount> {
        let mut counts: BTreeMap<Level, u32> = BTreeMap::new();
        for grid in grids {
            *counts.entry(grid.level).or_default() += 1;
        }
        counts.into_iter().map(|(level, grids)| LevelCount { level, name: self.level_name(level), grids }).collect()
    }

    pub fn grid_line(&self, grid: &Grid) -> GridLine {
        GridLine {
            path: grid.path.clone(),
            code: grid.code.clone(),
            level: grid.level,
            kind: grid.kind.clone(),
            name: grid.name.clone(),
            heads: self.roster.heads(&grid.path).into_iter().map(|post| post.person.clone()).collect(),
            residents: grid.counts.residents,
            bounds: self.bounds.get(&grid.path).copied(),
        }
    }

    /// The chain of grids from the top down to the parent of `path`.
    pub fn ancestor_lines(&self, path: &GridPath) -> Vec<GridLine> {
        self.tree.ancestors(path).into_iter().map(|grid| self.grid_line(grid)).collect()
    }

    /// What the whole is called: its top grid, or the store where there is none or several.
    pub fn top_name(&self) -> String {
        let mut tops = self.tree.tops();
        match (tops.next(), tops.next()) {
            (Some(top), None) => top.name.clone(),
            _ => self.store.name.clone(),
        }
    }

    /// Where a post is served; none: in a grid as a whole, or its venue or checkpoint has gone.
    pub fn station_place(&self, post: &Post) -> Option<Position> {
        match &post.station {
            Station::Grid => None,
            Station::Venue(id) => self.venues.iter().find(|venue| venue.id == *id).map(|venue| venue.place),
            Station::Checkpoint(id) => self.checkpoints.iter().find(|one| one.id == *id).map(|one| one.place),
        }
    }

    /// What that is called; the grid's name where it is none.
    pub fn station_name(&self, post: &Post) -> String {
        let name = match &post.station {
            Station::Grid => None,
            Station::Venue(id) => self.venues.iter().find(|venue| venue.id == *id).map(|venue| venue.name.clone()),
            Station::Checkpoint(id) => self.checkpoints.iter().find(|one| one.id == *id).map(|one| one.name.clone()),
        };
        name.unwrap_or_else(|| self.name_of(&post.grid))
    }

    /// A grid's name; its path where there is none (an order keeps the grids of its day).
    pub fn name_of(&self, path: &GridPath) -> String {
        self.tree.grid(path).map_or_else(|| path.to_string(), |grid| grid.name.clone())
    }

    pub fn venue_line(venue: &Venue) -> PlaceLine {
        PlaceLine {
            noun: PlaceNoun::Venue,
            id: venue.id.to_string(),
            name: venue.name.clone(),
            kind: venue.kind.clone(),
            longitude: venue.place.longitude(),
            latitude: venue.place.latitude(),
            grid: venue.grid.clone(),
            state: venue.state.clone(),
        }
    }

    pub fn checkpoint_line(checkpoint: &Checkpoint) -> PlaceLine {
        let state = match checkpoint.state {
            CheckpointState::Open => "open",
            CheckpointState::Closed => "closed",
        };
        PlaceLine {
            noun: PlaceNoun::Checkpoint,
            id: checkpoint.id.to_string(),
            name: checkpoint.name.clone(),
            kind: "卡点".to_owned(),
            longitude: checkpoint.place.longitude(),
            latitude: checkpoint.place.latitude(),
            grid: checkpoint.grid.clone(),
            state: state.to_owned(),
        }
    }

    /// A unit on the map; none when it has no seat there.
    pub fn unit_line(unit: &Unit) -> Option<PlaceLine> {
        let place = unit.place?;
        Some(PlaceLine {
            noun: PlaceNoun::Unit,
            id: unit.id.to_string(),
            name: unit.name.clone(),
            kind: unit.kind.clone(),
            longitude: place.longitude(),
            latitude: place.latitude(),
            grid: unit.grid.clone(),
            state: String::new(),
        })
    }

    pub fn asset_line(asset: &Asset) -> PlaceLine {
        PlaceLine {
            noun: PlaceNoun::Asset,
            id: asset.id.to_string(),
            name: asset.name.clone(),
            kind: asset.kind.clone(),
            longitude: asset.place.longitude(),
            latitude: asset.place.latitude(),
            grid: asset.grid.clone(),
            state: asset.state.clone(),
        }
    }

    /// Everybody on duty at a station.
    pub fn duty(&self, station: &Station, reachable: &Reachable) -> Vec<PostLine> {
        self.roster
            .posts()
            .iter()
            .filter(|post| post.station == *station)
            .map(|post| post_line(post, reachable))
            .collect()
    }
}

/// A post with whether a device is paired to it.
pub fn post_line(post: &Post, reachable: &Reachable) -> PostLine {
    PostLine { post: post.clone(), reachable: reachable.contains(&post.id) }
}
