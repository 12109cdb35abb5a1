//! The gazetteer: which place an address means. Grids, venues, checkpoints and roads with what they are called, as the
//! desk has them in memory; nothing is asked of anybody outside.
//!
//! A place is found by its own name; what else of the address names what lies above it speaks for it. Best is what
//! explains most of the address.

mod fit;
mod name;
mod pairs;

use std::collections::HashMap;

use domain::address::{Address, Count};
use domain::answer::{AddressFit, AddressNoun};
use domain::code::GridPath;
use domain::grid::Grid;
use domain::place::{Bounds, Position};
use domain::set::{Ground, Outline};
use domain::tree::Tree;
use domain::venue::{Checkpoint, Venue};

use self::fit::{Fit, Sound};
use self::name::Key;
use self::pairs::Pairs;

/// Names that are held against an address at the most; those that share most with it come first.
const MOST_HELD: usize = 600;
/// Grids whose buildings are looked through.
const MOST_ENTERED: usize = 12;
/// Less of an address explained than this is none of it, and so is less than this share of the best.
const LEAST: f32 = 0.25;
const LEAST_OF_BEST: f32 = 0.4;
/// Two roads cross where they come so near, in metres.
const CROSSING: f64 = 60.0;
/// What a place right beside where one looks is worth more than one far away, and how far far is, in metres.
const NEAR: f32 = 0.05;
const FAR: f64 = 1_000.0;

/// Everything that an address may name.
pub struct Gazetteer {
    entries: Vec<Entry>,
    keys: Vec<(u32, Key)>,
    pairs: Pairs,
    roads: Vec<Road>,
}

/// What the district has.
pub struct Named<'a> {
    pub tree: &'a Tree,
    pub venues: &'a [Venue],
    pub checkpoints: &'a [Checkpoint],
    pub bounds: &'a HashMap<GridPath, Bounds>,
}

/// Something with a name: the how-manieth of its noun.
#[derive(Clone, Copy)]
struct Entry {
    noun: AddressNoun,
    at: u32,
}

struct Road {
    name: String,
    points: Vec<Position>,
}

/// A place that an address may mean.
pub struct Candidate<'a> {
    pub of: Meant<'a>,
    pub how: AddressFit,
    /// How much of the address it explains, from 0 to 1.
    pub score: f32,
}

/// What is meant.
pub enum Meant<'a> {
    Grid(&'a Grid),
    Venue(&'a Venue),
    Checkpoint(&'a Checkpoint),
    /// A road, or where two of them cross, and a position on it.
    Road {
        name: String,
        at: Position,
    },
}

/// An address beside everything that it names.
struct Reading<'r, 'a> {
    address: &'r Address,
    named: &'r Named<'a>,
    grids: HashMap<&'a GridPath, Vec<Fit>>,
}

impl Gazetteer {
    pub fn new(named: &Named<'_>, ground: Vec<Ground>) -> Self {
        let roads = roads(ground);
        let mut gazetteer = Self { entries: Vec::new(), keys: Vec::new(), pairs: Pairs::default(), roads };
        for (at, grid) in (0..).zip(named.tree.grids()) {
            if own_count(named.tree, grid).is_none() {
                gazetteer.add(AddressNoun::Grid, at, name::keys_of_grid(&grid.name));
            }
        }
        let tops: Vec<&str> = named.tree.tops().map(|top| top.name.as_str()).collect();
        for (at, venue) in (0..).zip(named.venues) {
            gazetteer.add(AddressNoun::Venue, at, name::keys_of_place(&venue.name, &tops));
        }
        for (at, checkpoint) in (0..).zip(named.checkpoints) {
            gazetteer.add(AddressNoun::Checkpoint, at, name::keys_of_place(&checkpoint.name, &tops));
        }
        let names: Vec<Vec<Key>> = gazetteer.roads.iter().map(|road| name::keys_of_road(&road.name)).collect();
        for (at, keys) in (0..).zip(names) {
            gazetteer.add(AddressNoun::Road, at, keys);
        }
        gazetteer.pairs = Pairs::of(gazetteer.keys.iter().map(|(_, key)| key.sounds.as_slice()));
        gazetteer
    }

    fn add(&mut self, noun: AddressNoun, at: u32, keys: Vec<Key>) {
        let entry = u32::try_from(self.entries.len()).expect("a district has fewer than four thousand million names");
        self.entries.push(Entry { noun, at });
        self.keys.extend(keys.into_iter().map(|key| (entry, key)));
    }

    /// What an address may mean of what `may_see` admits, best first; of what fits alike the nearest.
    pub fn find<'a>(
        &'a self,
        address: &Address,
        named: &Named<'a>,
        near: Option<Position>,
        may_see: impl Fn(&Meant<'a>) -> bool,
    ) -> Vec<Candidate<'a>> {
        let sounds: Vec<Sound> = address.signs.iter().copied().map(fit::sound).collect();
        let mut fits: HashMap<u32, Vec<Fit>> = HashMap::new();
        for key in self.pairs.sharing(&sounds, MOST_HELD) {
            let (entry, key) = &self.keys[key as usize];
            let found = key.fits(address, &sounds);
            if !found.is_empty() {
                fits.entry(*entry).or_default().extend(found);
            }
        }
        let mut reading = Reading { address, named, grids: HashMap::new() };
        let (mut places, mut roads) = (Vec::new(), Vec::new());
        for (entry, fits) in fits {
            let Entry { noun, at } = self.entries[entry as usize];
            let at = at as usize;
            match noun {
                AddressNoun::Grid => {
                    reading.grids.insert(&named.tree.grids()[at].path, fits);
                }
                AddressNoun::Venue => places.push((Meant::Venue(&named.venues[at]), fits)),
                AddressNoun::Checkpoint => places.push((Meant::Checkpoint(&named.checkpoints[at]), fits)),
                AddressNoun::Road => roads.push((&self.roads[at], fits)),
            }
        }
        let mut all = reading.of_grids();
        all.extend(places.into_iter().filter_map(|(of, fits)| reading.of_place(of, &fits)));
        all.extend(roads.iter().filter_map(|(road, fits)| reading.of_road(road, fits, near)));
        all.extend(crossings(address, &roads));
        all.retain(|candidate| may_see(&candidate.of));
        ranked(all, named, near)
    }
}

impl<'a> Reading<'_, 'a> {
    /// Grids that are named, and buildings and groups that are counted in them.
    fn of_grids(&self) -> Vec<Candidate<'a>> {
        let tree = self.named.tree;
        let mut all = Vec::new();
        for (path, fits) in &self.grids {
            let Some(grid) = tree.grid(path) else { continue };
            if let Some((fit, worth)) = self.best(fits, path.parent().as_ref()) {
                all.push((fit.to, self.candidate(Meant::Grid(grid), &fit, worth)));
            }
        }
        all.sort_by(|(_, one), (_, other)| other.score.total_cmp(&one.score));
        let entered: Vec<(usize, f32, AddressFit, &'a Grid)> = all
            .iter()
            .filter_map(|(end, candidate)| match &candidate.of {
                Meant::Grid(grid) => Some((*end, candidate.score, candidate.how, *grid)),
                _ => None,
            })
            .take(MOST_ENTERED)
            .collect();
        let mut all: Vec<Candidate<'a>> = all.into_iter().map(|(_, candidate)| candidate).collect();
        for (end, score, how, grid) in entered {
            let Some(count) = self.address.inside(end).next() else { continue };
            let is_called = |child: &&Grid| own_count(tree, child).is_some_and(|own| count.names(&own));
            if let Some(child) = tree.children(&grid.path).find(is_called) {
                let score = score + count.at.len() as f32 / self.address.naming().max(1) as f32;
                all.push(Candidate { of: Meant::Grid(child), how, score: score.min(1.0) });
            }
        }
        all
    }

    fn of_place(&self, of: Meant<'a>, fits: &[Fit]) -> Option<Candidate<'a>> {
        let (fit, worth) = self.best(fits, of.grid())?;
        Some(self.candidate(of, &fit, worth))
    }

    /// A road, at its house number if it has one; in a grid that the address names where the road goes through one.
    fn of_road(&self, road: &Road, fits: &[Fit], near: Option<Position>) -> Option<Candidate<'a>> {
        let (fit, worth) = self.best(fits, None)?;
        let through = self.grids.iter().filter_map(|(path, fits)| {
            let bounds = self.named.bounds.get(path)?;
            let inside: Vec<Position> = road.points.iter().copied().filter(|at| holds(bounds, *at)).collect();
            let apart = fits.iter().filter(|one| !one.meets(&fit)).map(|one| one.worth).fold(0.0, f32::max);
            (apart > 0.0 && !inside.is_empty()).then_some((path.as_str().len(), apart, inside))
        });
        let named = through.max_by_key(|(depth, ..)| *depth);
        let (more, points) = named.map_or((0.0, None), |(_, worth, inside)| (worth, Some(inside)));
        let points = points.as_deref().unwrap_or(&road.points);
        let about = near.or_else(|| middle(points))?;
        let at = points.iter().copied().min_by(|a, b| metres(*a, about).total_cmp(&metres(*b, about)))?;
        Some(self.candidate(Meant::Road { name: road.name.clone(), at }, &fit, worth + more))
    }

    /// The reading of a name that explains most, with what names the grids from `above` upwards elsewhere.
    fn best(&self, fits: &[Fit], above: Option<&GridPath>) -> Option<(Fit, f32)> {
        let chain: Vec<&Vec<Fit>> = above
            .into_iter()
            .flat_map(|path| std::iter::once(path.clone()).chain(path.ancestors().into_iter().rev()))
            .filter_map(|path| self.grids.get(&path))
            .collect();
        let worths = fits.iter().map(|own| {
            let (mut taken, mut worth, mut left) = (vec![own], own.worth, chain.clone());
            // What explains most first: 荷花社区 is not meant by the first two signs of 荷花路街道.
            while let Some((index, fit)) = most_free(&left, &taken) {
                worth += fit.worth;
                taken.push(fit);
                left.swap_remove(index);
            }
            (own.clone(), worth)
        });
        worths.max_by(|(_, one), (_, other)| one.total_cmp(other))
    }

    fn candidate(&self, of: Meant<'a>, fit: &Fit, worth: f32) -> Candidate<'a> {
        let score = worth / self.address.naming().max(1) as f32;
        Candidate { of, how: fit.how, score: score.min(1.0) }
    }
}

impl Meant<'_> {
    pub fn noun(&self) -> AddressNoun {
        match self {
            Self::Grid(_) => AddressNoun::Grid,
            Self::Venue(_) => AddressNoun::Venue,
            Self::Checkpoint(_) => AddressNoun::Checkpoint,
            Self::Road { .. } => AddressNoun::Road,
        }
    }

    /// The grid that it is, or lies in; none for a road, which lies in many.
    pub fn grid(&self) -> Option<&GridPath> {
        match self {
            Self::Grid(grid) => Some(&grid.path),
            Self::Venue(venue) => venue.grid.as_ref(),
            Self::Checkpoint(checkpoint) => checkpoint.grid.as_ref(),
            Self::Road { .. } => None,
        }
    }

    fn at(&self, bounds: &HashMap<GridPath, Bounds>) -> Option<Position> {
        match self {
            Self::Grid(grid) => {
                let Bounds { west, south, east, north } = *bounds.get(&grid.path)?;
                Position::from_degrees(f64::midpoint(west, east), f64::midpoint(south, north))
            }
            Self::Venue(venue) => Some(venue.place),
            Self::Checkpoint(checkpoint) => Some(checkpoint.place),
            Self::Road { at, .. } => Some(*at),
        }
    }

    fn order(&self) -> (AddressNoun, &str) {
        let name = match self {
            Self::Grid(grid) => grid.path.as_str(),
            Self::Venue(venue) => &venue.id.0,
            Self::Checkpoint(checkpoint) => &checkpoint.id.0,
            Self::Road { name, .. } => name,
        };
        (self.noun(), name)
    }
}

/// Of some names the one that explains most beside what is taken already.
fn most_free<'f>(names: &[&'f Vec<Fit>], taken: &[&Fit]) -> Option<(usize, &'f Fit)> {
    let all = names.iter().enumerate().flat_map(|(index, fits)| fits.iter().map(move |fit| (index, fit)));
    let free = all.filter(|(_, fit)| taken.iter().all(|one| !one.meets(fit)));
    free.max_by(|(_, one), (_, other)| one.worth.total_cmp(&other.worth))
}

fn ranked<'a>(mut all: Vec<Candidate<'a>>, named: &Named<'_>, near: Option<Position>) -> Vec<Candidate<'a>> {
    let best = all.iter().map(|one| one.score).fold(0.0, f32::max);
    all.retain(|one| one.score >= LEAST.max(best * LEAST_OF_BEST));
    let bonus = |one: &Candidate<'_>| {
        let far = near.and_then(|near| Some(metres(near, one.of.at(named.bounds)?)));
        far.map_or(0.0, |far| NEAR / (1.0 + far / FAR) as f32)
    };
    let mut all: Vec<(f32, Candidate<'_>)> = all.into_iter().map(|one| (one.score + bonus(&one), one)).collect();
    all.sort_by(|(a, one), (b, other)| b.total_cmp(a).then_with(|| one.of.order().cmp(&other.of.order())));
    all.into_iter().map(|(_, one)| one).collect()
}

/// Where two roads cross that an address names: 七一路与中州路交叉口.
fn crossings<'a>(address: &Address, roads: &[(&Road, Vec<Fit>)]) -> Vec<Candidate<'a>> {
    let mut all = Vec::new();
    for (index, (one, fits)) in roads.iter().enumerate() {
        for (other, others) in &roads[index + 1..] {
            let apart = fits.iter().flat_map(|fit| others.iter().map(move |second| (fit, second)));
            let apart = apart.filter(|(fit, second)| !fit.meets(second));
            let Some((fit, second)) = apart.max_by(|a, b| (a.0.worth + a.1.worth).total_cmp(&(b.0.worth + b.1.worth)))
            else {
                continue;
            };
            let pairs = one.points.iter().flat_map(|at| other.points.iter().map(move |second| (*at, *second)));
            let nearest = pairs.map(|(at, second)| (metres(at, second), at)).min_by(|a, b| a.0.total_cmp(&b.0));
            if let Some((_, at)) = nearest.filter(|(far, _)| *far <= CROSSING) {
                // What joins two roads – 与, 交叉口 – names nothing else.
                let explained = fit.worth + second.worth + (address.naming() as f32 - fit.worth - second.worth) * 0.5;
                let name = format!("{} × {}", one.name, other.name);
                let how = fit.how.max(second.how);
                let score = (explained / address.naming().max(1) as f32).min(1.0);
                all.push(Candidate { of: Meant::Road { name, at }, how, score });
            }
        }
    }
    all
}

/// What a grid is counted as in the one above it, where it is called only so: 万和苑3号楼 in 万和苑.
fn own_count(tree: &Tree, grid: &Grid) -> Option<Count> {
    let parent = tree.grid(&grid.path.parent()?)?;
    let rest = grid.name.strip_prefix(&parent.name).unwrap_or(&grid.name);
    if !rest.contains(|sign: char| "号栋幢座组队#".contains(sign)) {
        return None;
    }
    let address = Address::read(rest.strip_prefix('第').unwrap_or(rest));
    match address.counts.as_slice() {
        [count] if count.at == (0..address.signs.len()) => Some(count.clone()),
        _ => None,
    }
}

/// Roads by name, each with all its corners.
fn roads(ground: Vec<Ground>) -> Vec<Road> {
    let mut by_name: HashMap<String, Vec<Position>> = HashMap::new();
    for one in ground {
        if let (Some(name), Outline::Lines(lines)) = (one.name, one.outline) {
            by_name.entry(name).or_default().extend(lines.into_iter().flatten());
        }
    }
    let mut roads: Vec<Road> = by_name.into_iter().map(|(name, points)| Road { name, points }).collect();
    roads.sort_by(|one, other| one.name.cmp(&other.name));
    roads
}

fn middle(points: &[Position]) -> Option<Position> {
    let count = i64::try_from(points.len()).ok().filter(|count| *count > 0)?;
    let mean = |of: fn(&Position) -> i32| points.iter().map(|at| i64::from(of(at))).sum::<i64>() / count;
    Some(Position(i32::try_from(mean(|at| at.0)).ok()?, i32::try_from(mean(|at| at.1)).ok()?))
}

fn holds(bounds: &Bounds, at: Position) -> bool {
    let (longitude, latitude) = (at.longitude(), at.latitude());
    (bounds.west..=bounds.east).contains(&longitude) && (bounds.south..=bounds.north).contains(&latitude)
}

/// About how far two positions are apart; exact enough to tell near from far.
fn metres(one: Position, other: Position) -> f64 {
    const METRES_PER_DEGREE: f64 = 111_320.0;
    let east = (one.longitude() - other.longitude()) * one.latitude().to_radians().cos();
    (east).hypot(one.latitude() - other.latitude()) * METRES_PER_DEGREE
}
