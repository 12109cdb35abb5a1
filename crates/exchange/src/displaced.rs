//! Sets that lie a few hundred metres off from what is there. Maps of the web are shifted by as much, and a
//! file does not say so: it is pointed out with how far it is and what that looks like, and never put right.

use std::collections::{BTreeMap, HashMap};

use domain::code::Level;
use domain::place::{Bounds, Position};
use domain::set::{GridSet, PlacedGrid, Set};

use crate::Known;
use crate::coordinates::Degrees;
use crate::datum::Frame;
use crate::findings::{Findings, of_file};
use crate::shifted;

/// Metres within which a set is where it should be, and beyond which it is somewhere else altogether.
const OFF: std::ops::Range<f64> = 100.0..3000.0;
/// Metres by which the offsets of one set may differ, or one from what a shift would give.
const ALIKE: f64 = 60.0;
/// Pairs that it takes to speak of an offset that is no known shift.
const ENOUGH: usize = 3;
/// Grids of a level up to which their boundaries are fetched for this.
const MOST_GRIDS: usize = 20_000;
/// Places that tell of all.
const LOOKED_AT: usize = 5_000;
/// Venues of a file that are compared with those of the same name that are there: of a million enough of them tell.
const COMPARED: usize = 50_000;
/// Metres of a degree of latitude.
const DEGREE: f64 = 111_195.0;

/// What coordinates may really be measured in.
const CANDIDATES: [(&str, Shift); 3] = [
    ("GCJ-02", Shift { there: shifted::to_gcj02, back: shifted::from_gcj02 }),
    ("BD-09", Shift { there: shifted::to_bd09, back: shifted::from_bd09 }),
    ("WGS 84", Shift { there: |place| place, back: |place| place }),
];

/// The way from WGS 84 to shifted degrees, and back.
#[derive(Clone, Copy)]
struct Shift {
    there: fn(Degrees) -> Degrees,
    back: fn(Degrees) -> Degrees,
}

/// One thing twice: where it is known to lie, and where the file has it.
struct Pair {
    known: Position,
    here: Position,
}

/// Metres east and north.
#[derive(Clone, Copy)]
struct Offset(f64, f64);

/// Point out that a set lies off, where it does.
pub(crate) fn note(file_name: &str, set: &Set, frame: &Frame, known: &Known, findings: &mut Findings) {
    let judge = Judge { file_name, frame };
    match set {
        Set::Grids(set) => judge.by_pairs(&of_grids(set, known), findings),
        Set::Venues(rows) => {
            let rows = rows.iter().take(COMPARED);
            let theirs: Vec<Place> = rows.map(|row| Place(&row.id.0, &row.name, row.place)).collect();
            let ours: Vec<Place> = known.venues.iter().map(|row| Place(&row.id.0, &row.name, row.place)).collect();
            judge.by_places(&theirs, &ours, known, findings);
        }
        Set::Checkpoints(rows) => {
            let theirs: Vec<Place> = rows.iter().map(|row| Place(&row.id.0, &row.name, row.place)).collect();
            let ours: Vec<Place> = known.checkpoints.iter().map(|row| Place(&row.id.0, &row.name, row.place)).collect();
            judge.by_places(&theirs, &ours, known, findings);
        }
        Set::Assets(rows) => {
            let theirs: Vec<Place> = rows.iter().map(|row| Place(&row.id.0, &row.name, row.place)).collect();
            judge.by_places(&theirs, &[], known, findings);
        }
        Set::Units(rows) => {
            let seats = rows.iter().filter_map(|row| Some(Place(&row.id.0, &row.name, row.place?)));
            judge.by_places(&seats.collect::<Vec<_>>(), &[], known, findings);
        }
        Set::Posts(_) | Set::Streams(_) | Set::Partners(_) | Set::Basemap(_) => {}
    }
}

/// Whether one more venue is wanted to tell, after so many: more where there are some to compare with.
pub(crate) fn compares(so_far: usize, known: &Known) -> bool {
    let most = if known.venues.is_empty() { LOOKED_AT } else { COMPARED };
    !(known.venues.is_empty() && known.tree.is_empty()) && so_far < most
}

/// A place by its id and its name.
struct Place<'a>(&'a str, &'a str, Position);

struct Judge<'a> {
    file_name: &'a str,
    /// What the file was read as.
    frame: &'a Frame,
}

impl Judge<'_> {
    /// By things that are there already; where there are none, by how many lie outside of all grids.
    fn by_places(&self, theirs: &[Place], ours: &[Place], known: &Known, findings: &mut Findings) {
        let by_id = once(ours.iter().map(|place| (place.0, place.2)));
        let by_name = once(ours.iter().map(|place| (place.1, place.2)));
        let names = once(theirs.iter().map(|place| (place.1, place.2)));
        let pair = |place: &Place| {
            let named =
                || by_name.get(place.1).copied().flatten().filter(|_| names.get(place.1).is_some_and(Option::is_some));
            let known = by_id.get(place.0).copied().flatten().or_else(named)?;
            Some(Pair { known, here: place.2 })
        };
        let pairs: Vec<Pair> = theirs.iter().filter_map(pair).collect();
        if pairs.is_empty() {
            self.by_fit(theirs, known, findings);
        } else {
            self.by_pairs(&pairs, findings);
        }
    }

    fn by_pairs(&self, pairs: &[Pair], findings: &mut Findings) {
        let offsets: Vec<Offset> = pairs.iter().map(|pair| Offset::between(pair.known, pair.here)).collect();
        let Some(offset) = median(&offsets) else { return };
        let strays: Vec<Offset> = offsets.iter().map(|one| Offset(offset.distance(*one), 0.0)).collect();
        let is_one = median(&strays).is_some_and(|stray| stray.0 < ALIKE);
        if !OFF.contains(&offset.length()) || !is_one {
            return;
        }
        let middle = &pairs[pairs.len() / 2];
        let guesses = CANDIDATES.iter().filter_map(|(name, shift)| {
            let Degrees(x, y) = self.frame.degrees((shift.there)(degrees(middle.known))).ok()?;
            let would_be = Offset::between(middle.known, Position::from_degrees(x, y)?);
            Some((*name, would_be.distance(offset)))
        });
        let guess = guesses.min_by(|one, other| one.1.total_cmp(&other.1)).filter(|(_, away)| *away < ALIKE);
        match guess {
            Some((name, _)) => self.tell(name, offset.length(), findings),
            None if pairs.len() >= ENOUGH => {
                let [metres, east, north] = [offset.length(), offset.0, offset.1].map(|one| format!("{one:.0}"));
                let params = [("file", self.file_name), ("metres", &metres), ("east", &east), ("north", &north)];
                findings.note(of_file("file.displaced", &params));
            }
            None => {}
        }
    }

    /// Places that are new all of them: whether they fit the grids better when taken for shifted.
    fn by_fit(&self, theirs: &[Place], known: &Known, findings: &mut Findings) {
        if known.tree.is_empty() {
            return;
        }
        let Some((_, said)) = CANDIDATES.iter().find(|(name, _)| self.frame.is_called(name)) else { return };
        let places: Vec<Position> = theirs.iter().take(LOOKED_AT).map(|place| place.2).collect();
        let outside = |place: &Position| (known.locate)(*place).is_none();
        let before = places.iter().filter(|place| outside(place)).count();
        if before < ENOUGH {
            return;
        }
        let fits = CANDIDATES.iter().filter(|(name, _)| !self.frame.is_called(name)).filter_map(|(name, shift)| {
            let moved: Vec<Position> = places
                .iter()
                .filter_map(|place| {
                    let Degrees(x, y) = (shift.back)((said.there)(degrees(*place)));
                    Position::from_degrees(x, y)
                })
                .collect();
            let after = moved.iter().filter(|place| outside(place)).count();
            let offset = Offset::between(*moved.first()?, *places.first()?);
            Some((*name, after, offset.length()))
        });
        let best = fits.min_by_key(|(_, after, _)| *after);
        if let Some((name, after, metres)) =
            best.filter(|(_, after, metres)| after * 4 <= before && OFF.contains(metres))
        {
            let (metres, before, after) = (format!("{metres:.0}"), before.to_string(), after.to_string());
            let params = [
                ("file", self.file_name),
                ("outside", before.as_str()),
                ("metres", &metres),
                ("datum", name),
                ("then", &after),
                ("said", &self.frame.name),
            ];
            findings.note(of_file("file.fits_shifted", &params));
        }
    }

    fn tell(&self, datum: &str, metres: f64, findings: &mut Findings) {
        let metres = format!("{metres:.0}");
        let params =
            [("file", self.file_name), ("metres", metres.as_str()), ("datum", datum), ("said", &self.frame.name)];
        findings.note(of_file("file.shifted", &params));
    }
}

impl Offset {
    fn between(from: Position, to: Position) -> Self {
        let wide = from.latitude().to_radians().cos();
        Self((to.longitude() - from.longitude()) * DEGREE * wide, (to.latitude() - from.latitude()) * DEGREE)
    }

    fn length(self) -> f64 {
        self.0.hypot(self.1)
    }

    fn distance(self, other: Self) -> f64 {
        (self.0 - other.0).hypot(self.1 - other.1)
    }
}

fn degrees(place: Position) -> Degrees {
    Degrees(place.longitude(), place.latitude())
}

/// East and north each in the middle; none of none.
fn median(offsets: &[Offset]) -> Option<Offset> {
    let middle = |pick: fn(&Offset) -> f64| {
        let mut all: Vec<f64> = offsets.iter().map(pick).collect();
        all.sort_unstable_by(f64::total_cmp);
        all.get(all.len() / 2).copied()
    };
    Some(Offset(middle(|offset| offset.0)?, middle(|offset| offset.1)?))
}

/// What is said once, by its name; none where several are called so.
fn once<'n, T: Copy>(named: impl Iterator<Item = (&'n str, T)>) -> HashMap<&'n str, Option<T>> {
    let mut all: HashMap<&str, Option<T>> = HashMap::new();
    for (name, one) in named {
        all.entry(name).and_modify(|known| *known = None).or_insert(Some(one));
    }
    all
}

/// Grids that are there with the same code, or the same name at their level; and parents beside all that
/// the file puts into them.
fn of_grids(set: &GridSet, known: &Known) -> Vec<Pair> {
    if known.tree.is_empty() {
        return Vec::new();
    }
    let mut pairs = Vec::new();
    let mut by_level: BTreeMap<Level, Vec<&PlacedGrid>> = BTreeMap::new();
    let mut families: BTreeMap<Level, HashMap<&str, (Bounds, usize)>> = BTreeMap::new();
    for placed in &set.grids {
        by_level.entry(placed.grid.level).or_default().push(placed);
        let parent = placed.grid.path.parent();
        let parent = parent.as_ref().and_then(|path| known.tree.grid(path));
        if let (Some(parent), Some(bounds)) = (parent, placed.shape.bounds()) {
            let family = families.entry(parent.level).or_default().entry(parent.path.as_str());
            family.and_modify(|(all, count)| (*all, *count) = (all.union(bounds), *count + 1)).or_insert((bounds, 1));
        }
    }
    let levels: Vec<Level> = by_level.keys().chain(families.keys()).copied().collect();
    for level in levels {
        let of_level = known.tree.grids().iter().filter(|grid| grid.level == level);
        if !(1..=MOST_GRIDS).contains(&of_level.clone().count()) {
            continue;
        }
        let shapes = (known.shapes)(level);
        let bounds = shapes.iter().filter_map(|(path, shape)| Some((path.as_str(), shape.bounds()?)));
        let bounds: HashMap<&str, Bounds> = bounds.collect();
        let names = once(of_level.map(|grid| (grid.name.as_str(), grid.path.as_str())));
        let theirs = by_level.remove(&level).unwrap_or_default();
        let their_names = once(theirs.iter().map(|placed| (placed.grid.name.as_str(), ())));
        for placed in theirs {
            let grid = &placed.grid;
            let coded = known.tree.with_code(level, &grid.code).map(|same| same.path.as_str());
            let is_only = their_names.get(grid.name.as_str()).is_some_and(Option::is_some);
            let named = || names.get(grid.name.as_str()).copied().flatten().filter(|_| is_only);
            let there = coded.or_else(named).and_then(|path| bounds.get(path));
            pairs.extend(there.zip(placed.shape.bounds()).and_then(|(there, here)| pair_of(*there, here)));
        }
        for (path, (here, _)) in families.remove(&level).unwrap_or_default() {
            pairs.extend(bounds.get(path).and_then(|there| pair_of(*there, here)));
        }
    }
    pairs
}

/// Two boxes of one size, however they lie; boxes of two sizes are two things.
fn pair_of(known: Bounds, here: Bounds) -> Option<Pair> {
    let corner = |bounds: Bounds| Position::from_degrees(bounds.west, bounds.south);
    let far_corner = |bounds: Bounds| Position::from_degrees(bounds.east, bounds.north);
    let (near, far) =
        (Offset::between(corner(known)?, corner(here)?), Offset::between(far_corner(known)?, far_corner(here)?));
    (near.distance(far) < ALIKE).then_some(Pair { known: corner(known)?, here: corner(here)? })
}
