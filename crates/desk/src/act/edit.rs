//! Change grids of a draft as somebody drew it on the map.

use domain::action::Outcome;
use domain::edit::{Edit, Seen};
use domain::failure::{Failure, Impediment, Refusal};
use domain::id::CommandId;
use domain::revision::Cause;
use domain::seat::Seat;
use domain::set::PlacedGrid;

use super::{Desktop, revise};
use crate::edit::plan;
use crate::failure::broken;
use crate::import::admit;

/// An edit happens as a whole, on what the person saw, or not at all.
pub fn edit(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    scheme: &str,
    edit: &Edit,
    seen: &[Seen],
) -> Result<Outcome, Failure> {
    admit("edit_grids", seat)?;
    let view = desk.batch.view();
    for Seen { path, digest } in seen {
        let there = view.placed(scheme, path).map_err(broken)?;
        if there.as_ref().map(PlacedGrid::digest).as_ref() != Some(digest) {
            return Err(Refusal::Scheme(Impediment::GridChangedSince { path: path.clone() }).into());
        }
    }
    let plan = plan(&view, scheme, edit)?;
    drop(view);
    let changes = plan.changes();
    revise::keep(desk, seat, command, &plan.scheme, Cause::Edited { how: Some(plan.how) }, changes)
}
