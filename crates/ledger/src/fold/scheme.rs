//! Schemes, what their levels are called, and the steps of those that began as drafts.

use domain::draft::Step;
use domain::fact::Header;
use domain::heir::Heir;
use domain::moment::Moment;
use domain::scheme::{LevelName, Scheme, SchemeState};
use rusqlite::{Connection, OptionalExtension, named_params};

use super::{draft, grid, import, store};
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("scheme.sql");
const RETIRE_OTHERS: &str = section(SQL, "retire_others");
const PUT: &str = section(SQL, "put");
const CLEAR_LEVELS: &str = section(SQL, "clear_levels");
const WITHDRAW: &str = section(SQL, "withdraw");
const INSERT_LEVEL: &str = section(SQL, "insert_level");
const GROW_LEVEL: &str = section(SQL, "grow_level");
const STATE: &str = section(SQL, "state");
const SET_STATE: &str = section(SQL, "set_state");
const STEP: &str = section(SQL, "step");
const FORGET_STEPS: &str = section(SQL, "forget_steps");

/// One scheme is published at a time: the one before is retired.
pub(super) fn published(connection: &Connection, header: &Header, scheme: &Scheme) -> Result<(), Error> {
    let was_draft = is_draft(connection, &scheme.name)?;
    if scheme.state == SchemeState::Published {
        connection.prepare_cached(RETIRE_OTHERS)?.execute(named_params! {":name": scheme.name})?;
    }
    put(connection, scheme)?;
    if was_draft {
        step(connection, header, &scheme.name, Step::Published, None)?;
        store::revise(connection)?;
    }
    Ok(())
}

/// A draft begins, with the grids of another scheme or with none.
pub(super) fn drafted(
    connection: &Connection,
    header: &Header,
    scheme: &Scheme,
    from: Option<&str>,
) -> Result<(), Error> {
    put(connection, scheme)?;
    step(connection, header, &scheme.name, Step::Drafted, from)?;
    match from {
        Some(from) => grid::copied(connection, header, from, &scheme.name),
        None => grid::none(connection, &scheme.name),
    }
}

/// Grids that came in with a set make the levels of a draft; those of any other scheme are told by a fact.
pub(super) fn grown(
    connection: &Connection,
    header: &Header,
    scheme: &str,
    levels: &[LevelName],
    file: &str,
) -> Result<(), Error> {
    if !is_draft(connection, scheme)? {
        return Ok(());
    }
    for level in levels {
        connection
            .prepare_cached(GROW_LEVEL)?
            .execute(named_params! {":scheme": scheme, ":level": level.level.0, ":name": level.name})?;
    }
    step(connection, header, scheme, Step::Imported, Some(file))
}

pub(super) fn submitted(connection: &Connection, header: &Header, scheme: &str) -> Result<(), Error> {
    set_state(connection, scheme, SchemeState::InReview, None)?;
    step(connection, header, scheme, Step::Submitted, None)
}

pub(super) fn returned(connection: &Connection, header: &Header, scheme: &str, reason: &str) -> Result<(), Error> {
    set_state(connection, scheme, SchemeState::Draft, None)?;
    step(connection, header, scheme, Step::Returned, Some(reason))
}

pub(super) fn approved(
    connection: &Connection,
    header: &Header,
    scheme: &str,
    valid_from: Moment,
    heirs: &[Heir],
) -> Result<(), Error> {
    set_state(connection, scheme, SchemeState::Approved, Some(valid_from))?;
    step(connection, header, scheme, Step::Approved, Some(&text::json(&heirs)))
}

/// A draft goes with all that it had; its name is free again.
pub(super) fn discarded(connection: &Connection, header: &Header, scheme: &str) -> Result<(), Error> {
    import::left(connection, header, scheme)?;
    draft::forget(connection, scheme)?;
    connection.prepare_cached(FORGET_STEPS)?.execute(named_params! {":scheme": scheme})?;
    withdrawn(connection, header, scheme)
}

/// Nothing stands any more that a scheme could divide: it is gone with its grids, as in a store without facts.
pub(super) fn withdrawn(connection: &Connection, header: &Header, scheme: &str) -> Result<(), Error> {
    connection.prepare_cached(CLEAR_LEVELS)?.execute(named_params! {":scheme": scheme})?;
    connection.prepare_cached(WITHDRAW)?.execute(named_params! {":scheme": scheme})?;
    grid::left(connection, header, scheme)
}

fn put(connection: &Connection, scheme: &Scheme) -> Result<(), Error> {
    connection.prepare_cached(PUT)?.execute(named_params! {
        ":name": scheme.name, ":state": text::word(&scheme.state), ":valid_from": scheme.valid_from.to_string(),
    })?;
    connection.prepare_cached(CLEAR_LEVELS)?.execute(named_params! {":scheme": scheme.name})?;
    for level in &scheme.levels {
        connection
            .prepare_cached(INSERT_LEVEL)?
            .execute(named_params! {":scheme": scheme.name, ":level": level.level.0, ":name": level.name})?;
    }
    Ok(())
}

fn is_draft(connection: &Connection, scheme: &str) -> Result<bool, Error> {
    let state: Option<String> =
        connection.prepare_cached(STATE)?.query_row(named_params! {":scheme": scheme}, |row| row.get(0)).optional()?;
    let state: Option<SchemeState> = state.map(|word| text::from_word(&word)).transpose()?;
    Ok(state.is_some_and(SchemeState::is_of_draft))
}

fn set_state(
    connection: &Connection,
    scheme: &str,
    state: SchemeState,
    valid_from: Option<Moment>,
) -> Result<(), Error> {
    connection.prepare_cached(SET_STATE)?.execute(named_params! {
        ":scheme": scheme, ":state": text::word(&state), ":valid_from": valid_from.map(|at| at.to_string()),
    })?;
    Ok(())
}

fn step(connection: &Connection, header: &Header, scheme: &str, step: Step, note: Option<&str>) -> Result<(), Error> {
    connection.prepare_cached(STEP)?.execute(named_params! {
        ":desk": header.desk.to_string(), ":seq": header.seq, ":hlc": header.hlc.0, ":scheme": scheme,
        ":step": text::word(&step), ":note": note, ":by": text::json(&header.by), ":at": header.at.to_string(),
    })?;
    Ok(())
}
