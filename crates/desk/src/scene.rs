//! What a target is resolved on: the district, where names stand on the map, and who still owes an answer.

use std::collections::{HashMap, HashSet};

use domain::code::GridPath;
use domain::failure::{Failure, Refusal};
use domain::id::{OrderId, PostId};
use domain::order::{Draft, Earlier, Order};
use domain::place::{Bounds, Position};
use domain::receipt::{self, Part};
use domain::seat::Seat;
use domain::target::{Ground, Scene, Target};
use ledger::View;

use crate::district::District;
use crate::failure::broken;

/// All that `draft` may ask for, as it stands now, for a seat that may choose its target.
pub fn scene<'a>(view: &View<'_>, district: &'a District, seat: &Seat, draft: &Draft) -> Result<Scene<'a>, Failure> {
    draft.target.admit(seat, &district.tree)?;
    let corrected = draft.corrects.map(|order| earlier(view, order)).transpose()?;
    Ok(Scene { corrected, ..scene_of_its_day(view, district, &draft.target)? })
}

/// An order, and everybody who got it.
fn earlier(view: &View<'_>, id: OrderId) -> Result<Earlier, Failure> {
    let order = known(view, id)?;
    let rows = view.progress_of(&[id]).map_err(broken)?;
    let of = |wanted: Part| rows.iter().filter(move |row| row.3 == wanted).map(|row| row.2.clone()).collect();
    let (recipients, copies) = (of(Part::Recipient), of(Part::Copy));
    Ok(Earlier { order, end: view.order_end(id).map_err(broken)?, recipients, copies })
}

fn known(view: &View<'_>, id: OrderId) -> Result<Order, Failure> {
    let order = view.order(id).map_err(broken)?;
    Ok(order.ok_or_else(|| Refusal::NoSuch { noun: "order", id: id.to_string() })?)
}

/// The same for a target that was admitted on its day: what it names may be gone by now.
pub fn scene_of_its_day<'a>(view: &View<'_>, district: &'a District, target: &Target) -> Result<Scene<'a>, Failure> {
    Ok(Scene {
        tree: &district.tree,
        roster: &district.roster,
        venues: &district.venues,
        checkpoints: &district.checkpoints,
        assets: &district.assets,
        labels: labels(view, district, target)?,
        open: match target.unanswered {
            Some(order) => still_open(view, order)?,
            None => HashSet::new(),
        },
        corrected: None,
    })
}

/// Where the names of those grids stand that the target's lines and circles come near to.
fn labels(view: &View<'_>, district: &District, target: &Target) -> Result<HashMap<GridPath, Position>, Failure> {
    let mut labels = HashMap::new();
    let drawn: Vec<Bounds> = target.ground.iter().filter_map(Ground::bounds).collect();
    if drawn.is_empty() {
        return Ok(labels);
    }
    for grid in district.tree.subtree(&target.subtree) {
        let is_meant = target.levels.is_empty() || target.levels.contains(&grid.level);
        let is_near = |bounds: &Bounds| drawn.iter().any(|box_| meet(box_, bounds));
        if is_meant && district.bounds.get(&grid.path).is_some_and(is_near) {
            let label = district.label(view, &grid.path).map_err(broken)?;
            labels.extend(label.map(|at| (grid.path.clone(), at)));
        }
    }
    Ok(labels)
}

fn meet(a: &Bounds, b: &Bounds) -> bool {
    a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north
}

/// Of whom an earlier order still waits for an answer.
fn still_open(view: &View<'_>, id: OrderId) -> Result<HashSet<PostId>, Failure> {
    let order = known(view, id)?;
    let rows = view.progress_of(&[id]).map_err(broken)?;
    let receipts = rows
        .iter()
        .filter(|(.., part, _)| *part == Part::Recipient)
        .map(|(_, grid, post, _, progress)| (grid, post, *progress));
    Ok(receipt::still_open(order.answering, receipts).into_iter().cloned().collect())
}
