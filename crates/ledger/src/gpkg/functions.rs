//! The SQL functions that the triggers of the layers call.

use domain::place::Bounds;
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;

use super::Geometry;
use crate::error::Error;

/// `ST_MinX`, `ST_MaxX`, `ST_MinY`, `ST_MaxY` and `ST_IsEmpty`, as the standard's triggers need them.
pub(crate) fn register(connection: &Connection) -> Result<(), Error> {
    type Side = fn(Bounds) -> f64;
    let sides: [(&str, Side); 4] = [
        ("ST_MinX", |bounds| bounds.west),
        ("ST_MaxX", |bounds| bounds.east),
        ("ST_MinY", |bounds| bounds.south),
        ("ST_MaxY", |bounds| bounds.north),
    ];
    for (name, side) in sides {
        connection.create_scalar_function(name, 1, flags(), move |context| Ok(bounds(context.get_raw(0)).map(side)))?;
    }
    connection.create_scalar_function("ST_IsEmpty", 1, flags(), |context| match context.get_raw(0) {
        ValueRef::Null => Ok(None),
        blob => Ok(Some(bounds(blob).is_none())),
    })?;
    Ok(())
}

/// `wutu_writes`: what a write to a layer must be able to call.
pub(crate) fn register_writer(connection: &Connection) -> Result<(), Error> {
    connection.create_scalar_function("wutu_writes", 0, flags(), |_| Ok(1))?;
    Ok(())
}

/// Invariant: innocuous, because the schema is not trusted and triggers may call nothing else.
fn flags() -> FunctionFlags {
    FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS
}

fn bounds(value: ValueRef<'_>) -> Option<Bounds> {
    value.as_blob().ok().and_then(Geometry::bounds_of)
}
