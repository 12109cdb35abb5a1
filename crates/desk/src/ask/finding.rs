//! What is wrong, as a seat may see it: a page of it, with figures of all of it.

use std::collections::{BTreeMap, HashMap};

use domain::answer::{Finding, FindingCard, FindingCount, Findings, FoundGrid, MendOffer, MendedGrid};
use domain::code::{GridPath, Level};
use domain::failure::{Failure, Refusal};
use domain::finding::{Acceptance, FindingKey, FindingKind, FindingState, Mend};
use domain::grid::Grid;
use domain::place::{Ring, Shape};
use domain::seat::Seat;
use domain::tree::Tree;
use domain::words::{self, Language};

use super::Desktop;
use super::district::count;
use crate::check::mends::{Bench, Work};
use crate::check::{Found, Ground, State, rules};
use crate::failure::broken;

/// The most findings that an answer holds.
const MOST_AT_ONCE: u32 = 1_000;

/// Which findings are asked for.
pub struct Wanted<'a> {
    pub scheme: Option<&'a str>,
    pub kinds: &'a [FindingKind],
    pub level: Option<Level>,
    pub state: Option<FindingState>,
    pub from: u32,
    pub limit: u32,
}

type Acceptances = HashMap<FindingKey, Acceptance>;

impl Desktop<'_, '_> {
    pub(super) fn ask_check(&self, wanted: &Wanted<'_>) -> Result<Findings, Failure> {
        self.on_scheme(wanted.scheme, |ground| {
            let accepted = self.acceptances(ground.scheme)?;
            let mut counts: BTreeMap<(FindingKind, Level), (u32, u32)> = BTreeMap::new();
            let mut findings = Vec::new();
            let mut total = 0;
            for found in ground.check.found().iter().filter(|found| may_see(self.seat, found)) {
                let state = state(found, &accepted);
                let (open, let_stand) = counts.entry((found.kind, found.level)).or_default();
                match state {
                    FindingState::Open => *open += 1,
                    FindingState::Accepted => *let_stand += 1,
                }
                if !wanted.fits(found, state) {
                    continue;
                }
                if total >= wanted.from && findings.len() < wanted.limit.min(MOST_AT_ONCE) as usize {
                    findings.push(self.finding(ground, found, &accepted));
                }
                total += 1;
            }
            let grids = ground.tree.grids().iter().filter(|grid| self.seat.covers(&grid.path)).count();
            let counts = counts.into_iter();
            Ok(Findings {
                scheme: ground.scheme.map(str::to_owned),
                grids: count(grids),
                mended: ground.scheme.map_or(Ok(0), |scheme| self.view.count_mends(scheme)).map_err(broken)?,
                tolerance: ground.check.tolerance(),
                counts: counts
                    .map(|((kind, level), (open, accepted))| FindingCount { kind, level, open, accepted })
                    .collect(),
                total,
                from: wanted.from,
                findings,
            })
        })
    }

    pub(super) fn ask_finding(&self, scheme: Option<&str>, key: &FindingKey) -> Result<FindingCard, Failure> {
        self.on_scheme(scheme, |ground| {
            let found = admit(self.seat, ground.check.with_key(key), key)?;
            let finding = self.finding(ground, found, &self.acceptances(ground.scheme)?);
            let outline = ground.check.fault(found).map(|fault| degrees(&fault.shape)).unwrap_or_default();
            let mends = self.mends(ground, found)?;
            Ok(FindingCard { finding, outline, mends })
        })
    }

    /// What can be done by itself, for who may see all that it would change.
    fn mends(&self, ground: &Ground<'_>, found: &Found) -> Result<Vec<MendOffer>, Failure> {
        let (Some(scheme), None) = (ground.scheme, &self.seat.subtree) else { return Ok(Vec::new()) };
        let bench = Bench { view: self.view, scheme, tree: ground.tree, check: &ground.check };
        Ok(bench.offers(found)?.into_iter().map(|(mend, work)| offer(ground.tree, mend, &work)).collect())
    }

    /// A draft is the whole store's business.
    fn on_scheme<T>(
        &self,
        wanted: Option<&str>,
        answer: impl FnOnce(&Ground<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let is_published = |name: &str| self.district.scheme.as_ref().is_some_and(|scheme| scheme.name == name);
        if let (Some(_), Some(name)) = (&self.seat.subtree, wanted.filter(|name| !is_published(name))) {
            return Err(Refusal::NoSuch { noun: "scheme", id: name.to_owned() }.into());
        }
        self.checks.on(self.view, self.district, State::Committed, wanted, answer)
    }

    fn acceptances(&self, scheme: Option<&str>) -> Result<Acceptances, Failure> {
        let Some(scheme) = scheme else { return Ok(Acceptances::new()) };
        self.view.acceptances(scheme).map_err(broken)
    }

    fn finding(&self, ground: &Ground<'_>, found: &Found, accepted: &Acceptances) -> Finding {
        let grid = |path: &GridPath| {
            let grid = ground.tree.grid(path).filter(|grid| self.seat.covers(&grid.path))?;
            Some(line(grid))
        };
        let message = words::whole(found.says, &found.params, Language::English);
        debug_assert!(message.is_some(), "{} has no words, or they speak of more than {:?}", found.says, found.params);
        let spot = found.spot.as_ref();
        let first = || found.grids.first().and_then(|path| ground.bounds.get(path).copied());
        Finding {
            key: found.key.clone(),
            kind: found.kind,
            says: found.says.to_owned(),
            params: found.params.clone(),
            level: found.level,
            grids: found.grids.iter().filter_map(grid).collect(),
            place: spot.map(|spot| spot.place),
            bounds: spot.map(|spot| spot.bounds).or_else(first),
            width: spot.and_then(|spot| spot.size).map(|(width, _)| width),
            area: spot.and_then(|spot| spot.size).map(|(_, area)| area),
            difference: found.difference,
            acceptance: accepted.get(&found.key).cloned(),
            message: message.unwrap_or_else(|| found.says.to_owned()),
        }
    }
}

/// A mend with the grids that it would change.
fn offer(tree: &Tree, mend: Mend, work: &Work) -> MendOffer {
    let mended = |path: &GridPath, (area, moved), below: usize| {
        Some(MendedGrid { grid: line(tree.grid(path)?), area, moved, children: count(below) })
    };
    match work {
        Work::Shapes(changes) => {
            let drawn = changes.iter().filter_map(|change| {
                mended(&change.path, (change.area, change.moved), tree.children(&change.path).count())
            });
            MendOffer { mend, grids: drawn.collect(), to: None, leaves: None }
        }
        Work::Parent { path, parent } => {
            let grids = mended(path, (0.0, 0.0), tree.subtree(path).count() - 1);
            let (to, leaves) = (tree.grid(parent).map(line), rules::code_under(tree, path, parent));
            MendOffer { mend, grids: grids.into_iter().collect(), to, leaves }
        }
    }
}

fn line(grid: &Grid) -> FoundGrid {
    FoundGrid { path: grid.path.clone(), code: grid.code.clone(), name: grid.name.clone() }
}

/// A shape as GeoJSON has its coordinates.
fn degrees(shape: &Shape) -> Vec<Vec<Vec<(f64, f64)>>> {
    let ring = |ring: &Ring| ring.iter().map(|at| (at.longitude(), at.latitude())).collect();
    shape.polygons.iter().map(|polygon| polygon.rings.iter().map(ring).collect()).collect()
}

/// The finding, when it is there and the seat may see it.
pub fn admit<'a>(seat: &Seat, found: Option<&'a Found>, key: &FindingKey) -> Result<&'a Found, Refusal> {
    let found = found.ok_or_else(|| Refusal::NoSuch { noun: "finding", id: key.to_string() })?;
    match found.grids.first() {
        Some(path) if !may_see(seat, found) => Err(Refusal::OutsideSubtree { path: path.clone() }),
        _ => Ok(found),
    }
}

/// A finding between a seat's grid and its neighbour is the seat's too; the neighbour's name is not.
fn may_see(seat: &Seat, found: &Found) -> bool {
    found.grids.iter().any(|path| seat.covers(path))
}

fn state(found: &Found, accepted: &Acceptances) -> FindingState {
    if accepted.contains_key(&found.key) { FindingState::Accepted } else { FindingState::Open }
}

impl Wanted<'_> {
    fn fits(&self, found: &Found, state: FindingState) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&found.kind))
            && self.level.is_none_or(|level| level == found.level)
            && self.state.is_none_or(|wanted| wanted == state)
    }
}
