//! Take a whole import back.

use domain::action::Outcome;
use domain::fact::{Fact, FactId};
use domain::failure::{Failure, Impediment, Refusal};
use domain::id::CommandId;
use domain::seat::Seat;
use domain::set::SetKind;
use domain::undo::Standing;

use super::Desktop;
use crate::failure::broken;
use crate::import::admit;
use crate::standing::{Ground, of_scheme};

/// What the other imports of its kind give stays; what rests on the rest refuses.
pub fn undo(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, import: FactId) -> Result<Outcome, Failure> {
    admit("undo_import", seat)?;
    let view = desk.batch.view();
    let imports = view.imports().map_err(broken)?;
    let Some(row) = imports.iter().find(|row| row.import == import) else {
        return Err(Refusal::NoSuch { noun: "import", id: import.to_string() }.into());
    };
    if row.undone.is_some() {
        return Err(Refusal::Scheme(Impediment::AlreadyUndone).into());
    }
    let standing = desk.holdings.standing(&view, &imports, row.of).map_err(broken)?;
    let standing = of_scheme(&view, desk.district, standing, import).map_err(broken)??;
    let standing = Standing::new(row.of, &standing);
    let ground = Ground::read(&view, desk.district, desk.now).map_err(broken)?;
    ground.admit(&standing.without(import)).map_err(broken)??;
    drop(view);
    let fact = Fact::ImportUndone { import, set: row.set.clone(), of: row.of, rows: row.rows };
    desk.batch.append(seat, command, desk.now, None, &fact).map_err(broken)?;
    let scheme = standing.scheme_without(import).filter(|scheme| desk.district.scheme.as_ref() != Some(scheme));
    if let Some(scheme) = scheme.filter(|_| row.of == SetKind::Grids) {
        desk.batch
            .append(seat, command, desk.now, None, &Fact::SchemePublished { scheme, moves: Vec::new() })
            .map_err(broken)?;
    }
    Ok(Outcome::ImportUndone { rows: row.rows })
}
