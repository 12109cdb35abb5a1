//! Folds: every table that is not the log follows from it.
//!
//! Invariant: folding a fact changes fold tables only, by the header, the fact and what the facts before it have
//! left in those tables, so that the same facts in the same order give the same rows.

mod acceptance;
mod alarm;
mod amendment;
mod asset;
mod attached;
mod basemap;
mod call;
mod callin;
mod channel;
mod contact;
mod contents;
mod daybook;
mod device;
mod draft;
mod gateway;
mod grid;
mod ground;
mod import;
pub(crate) mod incident;
mod intake;
mod journal;
mod ladder;
mod livecall;
mod order;
mod place;
mod post;
mod print;
mod receipt;
mod recheck;
mod recording;
mod review;
mod robot;
mod saved;
mod scheme;
mod speech;
mod station;
mod store;
mod unit;
mod viewing;
mod watch;
mod whistle;

use domain::fact::{Fact, Header};
use domain::heir::Mover;
use domain::id::SetHash;
use domain::item::ItemKind;
use domain::livecall::CallEnd;
use domain::order::Order;
use domain::place::Bounds;
use domain::set::{GridSet, Set, SetKind};
use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::error::Error;
use crate::gpkg::{self, Layer};
use crate::keys::Keys;
use crate::log;
use crate::sets::{self, Packed, Rows};

pub(crate) use alarm::read as alarm_of;
pub(crate) use basemap::{USUAL, tianditu_of};
pub(crate) use call::place_of as place_of_call;
pub(crate) use channel::read as read_channel;
pub(crate) use gateway::{place_of_said, place_of_text as place_of_sends};
pub(crate) use grid::{cleared, laid, leave, swept};
pub(crate) use order::{place_of as place_of_text, place_of_attachments, place_of_end};
pub(crate) use receipt::{
    place_of as place_of_words, place_of_attachments as place_of_answered, place_of_value, read as receipt_of,
};
pub(crate) use saved::{TARGET as SAVED_TARGET, TEMPLATE as SAVED_TEMPLATE};

/// The tables that folding fills; `gpkg_contents` is filled before and only touched by folds.
const TABLES: [&str; 83] = [
    "store",
    "scheme",
    "level",
    "scheme_step",
    "revision",
    "station_move",
    "counter",
    "import",
    "grid",
    "post",
    "venue",
    "checkpoint",
    "stream",
    "unit",
    "partner",
    "asset",
    "basemap",
    "orders",
    "receipt",
    "attached",
    "saved",
    "order_end",
    "ladder",
    "call_log",
    "paper",
    "ladder_setting",
    "gateway",
    "send_text",
    "send",
    "send_count",
    "robot",
    "robot_item",
    "robot_digest",
    "acceptance",
    "print",
    "line",
    "mention",
    "channel",
    "quiet_hours",
    "speech",
    "ear",
    "viewing",
    "eye",
    "outage",
    "journal",
    "watch",
    "missed_call",
    "live_call",
    "alarm",
    "alarm_reason",
    "deadline",
    "incident",
    "incident_step",
    "incident_order",
    "reopening",
    "contact_look",
    "docket",
    "day_book",
    "day_spot",
    "day_name",
    "frozen_period",
    "whistle",
    "whistle_called",
    "whistle_step",
    "recheck",
    "recheck_step",
    "charge",
    "intake",
    "broker",
    "contact_end",
    "contact_hold",
    "retention",
    "recording_rule",
    "recording",
    "recording_piece",
    "recording_heard",
    "recording_end",
    "amendment",
    "pairing",
    "device",
    "basemap_file",
    "map_setting",
    "gpkg_contents",
];

/// Numbers of rows: they say only in which order rows came.
const ROW_NUMBERS: [&str; 2] = ["fid", "slot"];

/// A set that a fact brings in, where its rows need not be read from beside the log.
pub(crate) enum AtHand<'a> {
    /// Somebody has just put it there, and looks at its rows.
    Packed(&'a Packed, &'a mut dyn FnMut(&Set) -> bool),
    /// Its rows stand in their layer already.
    Filled(Filled),
}

/// Rows of a set that stand in their layer, and that no fact tells of yet.
#[derive(Debug)]
pub struct Filled {
    layer: &'static str,
    around: Option<Bounds>,
    /// Of grids, the set without them.
    head: Option<GridSet>,
    /// How many there are.
    pub rows: usize,
}

/// Fold one fact.
pub(crate) fn fold(
    connection: &Connection,
    keys: &Keys,
    header: &Header,
    fact: &Fact,
    at_hand: Option<AtHand<'_>>,
) -> Result<(), Error> {
    journal::entered(connection, header, fact)?;
    robot::heard(connection, fact)?;
    fold_noun(connection, keys, header, fact, at_hand)?;
    alarm::heard(connection, header, fact)
}

/// Fold one fact into the tables of what it is about.
fn fold_noun(
    connection: &Connection,
    keys: &Keys,
    header: &Header,
    fact: &Fact,
    at_hand: Option<AtHand<'_>>,
) -> Result<(), Error> {
    match fact {
        Fact::StoreFounded { name, letter, offset_hours, purpose } => {
            store::founded(connection, header, (name, *letter, *offset_hours), *purpose)
        }
        Fact::SchemePublished { .. }
        | Fact::SchemeDrafted { .. }
        | Fact::GridsRevised { .. }
        | Fact::SchemeSubmitted { .. }
        | Fact::SchemeReturned { .. }
        | Fact::SchemeApproved { .. }
        | Fact::SchemeDiscarded { .. } => of_scheme(connection, header, fact),
        Fact::SetImported { .. } | Fact::ImportUndone { .. } => of_sets(connection, header, fact, at_hand),
        Fact::OrderIssued { .. } | Fact::OrderEnded { .. } | Fact::RungReached { .. } | Fact::CallLogged { .. } => {
            of_orders(connection, keys, header, fact)
        }
        Fact::LadderSet { priority, minutes, message } => ladder::set(connection, *priority, minutes, *message),
        Fact::GatewaySet { .. } | Fact::GatewayTried { .. } | Fact::SendsQueued { .. } | Fact::SendsMoved { .. } => {
            gateway::fold(connection, keys, header, fact)
        }
        Fact::RobotBound { .. }
        | Fact::RobotUnbound { .. }
        | Fact::RobotTried { .. }
        | Fact::DigestBegun { .. }
        | Fact::DigestEnded { .. }
        | Fact::DigestSettled { .. } => robot::fold(connection, header, fact),
        Fact::ReceiptMarked { order, post, mark, way, .. } => {
            attached::named(connection, header, mark.attachments(), Some(post))?;
            receipt::marked(connection, keys, header, *order, post, mark, *way)
        }
        Fact::CallRang { .. }
        | Fact::CallTurned { .. }
        | Fact::CallEnded { .. }
        | Fact::CallMissed { .. }
        | Fact::CallTaken { .. }
        | Fact::CallPutAside { .. }
        | Fact::WatchStarted { .. }
        | Fact::WatchOffered { .. }
        | Fact::WatchHandedOver { .. }
        | Fact::WatchEnded { .. } => on_duty(connection, header, fact),
        Fact::IncidentReported { .. }
        | Fact::IncidentHandled { .. }
        | Fact::ContactSealed { .. }
        | Fact::ContactViewed { .. }
        | Fact::WhistleBlown { .. }
        | Fact::WhistleHandled { .. }
        | Fact::RecheckBegun { .. }
        | Fact::RecheckHandled { .. }
        | Fact::ContactDestroyed { .. }
        | Fact::ContactHeld { .. }
        | Fact::ContactReleased { .. }
        | Fact::RetentionSet { .. } => of_incidents(connection, header, fact),
        Fact::RecordingSet { .. }
        | Fact::RecordingKept { .. }
        | Fact::RecordingHeard { .. }
        | Fact::RecordingDestroyed { .. } => recording::fold(connection, header, fact),
        Fact::PeriodFrozen { freezing } => review::frozen(connection, header, freezing),
        Fact::ChargeGiven { charge } => review::charged(connection, header, charge),
        Fact::ChargeAnswered { charge, end, .. } => review::answered(connection, header, *charge, *end),
        Fact::IntakeOpened { intake, token } => intake::opened(connection, header, intake, token),
        Fact::BrokerSet { address } => intake::broker(connection, address.as_deref()),
        Fact::IntakeClosed { intake } => intake::closed(connection, header, *intake),
        Fact::MessageSent { .. }
        | Fact::MessageWithdrawn { .. }
        | Fact::MessagePinned { .. }
        | Fact::MessageUnpinned { .. }
        | Fact::SpeechBegun { .. }
        | Fact::SpeechHeard { .. }
        | Fact::SpeechEnded { .. }
        | Fact::QuietHoursSet { .. } => in_channels(connection, header, fact),
        Fact::ViewingBegun { .. } | Fact::ViewingEnded { .. } | Fact::StreamLost { .. } | Fact::StreamFound { .. } => {
            viewing::fold(connection, header, fact)
        }
        // The fact is all: the journal finds it by its number, tables are found by its kind, and alarms hear of it.
        Fact::JournalWritten { .. }
        | Fact::JournalPrinted { .. }
        | Fact::ViewingsPrinted { .. }
        | Fact::ReviewPrinted { .. }
        | Fact::DeadlineReached { .. }
        | Fact::AlarmAcknowledged { .. }
        | Fact::AlarmClosed { .. }
        | Fact::SchemeHeldUp { .. }
        | Fact::TableRevised { .. }
        | Fact::CalendarYearMissed { .. }
        | Fact::CheckpointHeardLate { .. }
        | Fact::WritingFailed { .. } => Ok(()),
        Fact::TargetSaved { saved } => saved::kept(connection, SAVED_TARGET, saved.id, saved),
        Fact::TargetRemoved { id } => saved::removed(connection, SAVED_TARGET, id),
        Fact::TemplateKept { template } => saved::template_kept(connection, header, template),
        Fact::TemplateRemoved { id } => saved::removed(connection, SAVED_TEMPLATE, id),
        Fact::ItemAmended { amendment } => amendment::amended(connection, header, amendment),
        Fact::FindingAccepted { .. } | Fact::AcceptanceWithdrawn { .. } => acceptance::fold(connection, header, fact),
        Fact::PairingOffered { .. } | Fact::DevicePaired { .. } | Fact::DeviceRevoked { .. } => {
            of_devices(connection, header, fact)
        }
        Fact::SheetPrinted { print } => print::handed_out(connection, header, print),
        Fact::PaperPrinted { print } => print::paper(connection, header, print),
        Fact::BasemapAdded { basemap } => basemap::added(connection, header, basemap),
        Fact::BasemapRemoved { hash } => basemap::removed(connection, hash),
        Fact::BasemapChosen { underlay } => basemap::chosen(connection, underlay),
        Fact::TiandituSet { setting } => basemap::tianditu_set(connection, header, setting.as_ref()),
    }
}

/// Sets that came in, and those that went again.
fn of_sets(connection: &Connection, header: &Header, fact: &Fact, at_hand: Option<AtHand<'_>>) -> Result<(), Error> {
    match fact {
        Fact::SetImported { set, of, rows, source } => {
            import::came_in(connection, header, set, *of, *rows, source)?;
            imported(connection, header, (set, *of), &source.file, at_hand)
        }
        Fact::ImportUndone { import, set, of, .. } => {
            import::undone(connection, header, *import)?;
            match of {
                SetKind::Grids => without_grids(connection, header, set)?,
                _ => without(connection, header, *of)?,
            }
            store::revise(connection)
        }
        _ => Ok(()),
    }
}

/// Orders, and what was done until they ended.
fn of_orders(connection: &Connection, keys: &Keys, header: &Header, fact: &Fact) -> Result<(), Error> {
    match fact {
        Fact::OrderIssued { order, recipients, copies } => {
            issued(connection, keys, header, order)?;
            receipt::expected(connection, order.id, recipients, copies)
        }
        Fact::OrderEnded { order, ending } => {
            order::ended(connection, keys, header, *order, ending)?;
            ladder::stopped(connection, *order)
        }
        Fact::RungReached { order, step } => ladder::reached(connection, header, *order, step.clone()),
        Fact::CallLogged { order, post, to, means, outcome, words } => {
            let call = call::Called { order: *order, post, to, means: *means, outcome: *outcome, words };
            call::logged(connection, keys, header, &call)
        }
        _ => Ok(()),
    }
}

/// Codes that pair, and the devices that came of them.
fn of_devices(connection: &Connection, header: &Header, fact: &Fact) -> Result<(), Error> {
    match fact {
        Fact::PairingOffered { code, grant, until } => device::offered(connection, code, grant, *until),
        Fact::DevicePaired { device, code, token, grant, until } => {
            device::paired(connection, header, *device, code, token, grant, *until)
        }
        Fact::DeviceRevoked { device } => device::revoked(connection, header, *device),
        _ => Ok(()),
    }
}

/// What becomes of schemes and their drafts.
fn of_scheme(connection: &Connection, header: &Header, fact: &Fact) -> Result<(), Error> {
    match fact {
        Fact::SchemePublished { scheme, moves } => {
            scheme::published(connection, header, scheme)?;
            station::moved(connection, header, moves)
        }
        Fact::SchemeDrafted { scheme, from } => scheme::drafted(connection, header, scheme, from.as_deref()),
        Fact::GridsRevised { scheme, cause, changes } => draft::revised(connection, header, scheme, cause, changes),
        Fact::SchemeSubmitted { scheme } => scheme::submitted(connection, header, scheme),
        Fact::SchemeReturned { scheme, reason } => scheme::returned(connection, header, scheme, reason),
        Fact::SchemeApproved { scheme, valid_from, heirs } => {
            scheme::approved(connection, header, scheme, *valid_from, heirs)
        }
        Fact::SchemeDiscarded { scheme } => scheme::discarded(connection, header, scheme),
        _ => Ok(()),
    }
}

/// What came in, what was done about it, and who looked at how to reach whoever told it. That itself stands in its fact
/// alone, which is found by its subject.
fn of_incidents(connection: &Connection, header: &Header, fact: &Fact) -> Result<(), Error> {
    attached::named(connection, header, fact.attachments(), None)?;
    match fact {
        Fact::ContactViewed { .. }
        | Fact::ContactDestroyed { .. }
        | Fact::ContactHeld { .. }
        | Fact::ContactReleased { .. }
        | Fact::RetentionSet { .. } => contact::fold(connection, header, fact),
        Fact::WhistleBlown { .. } | Fact::WhistleHandled { .. } => whistle::fold(connection, header, fact),
        Fact::RecheckBegun { .. } | Fact::RecheckHandled { .. } => recheck::fold(connection, header, fact),
        fact => {
            if matches!(fact, Fact::IncidentReported { .. }) {
                intake::used(connection, header)?;
            }
            incident::fold(connection, header, fact)
        }
    }
}

/// Calls of the front line, and watches.
fn on_duty(connection: &Connection, header: &Header, fact: &Fact) -> Result<(), Error> {
    match fact {
        Fact::CallRang { ring } => livecall::rang(connection, header, ring),
        Fact::CallTurned { call, turn, .. } => livecall::turned(connection, header, *call, turn),
        Fact::CallEnded { call } => livecall::ended(connection, header, call.id, call.end),
        Fact::CallMissed { call } => {
            // One that rang live ends by it.
            livecall::ended(connection, header, call.id, CallEnd::NotReached)?;
            callin::missed(connection, header, call)
        }
        Fact::CallTaken { call } => match call.answers {
            Some(missed) => callin::settled(connection, header, missed),
            None => Ok(()),
        },
        Fact::CallPutAside { call, .. } => callin::settled(connection, header, *call),
        Fact::WatchStarted { watch, name } => watch::began(connection, header, *watch, name),
        Fact::WatchOffered { watch, .. } => watch::offered(connection, header, *watch),
        Fact::WatchHandedOver { watch, next, to, .. } => {
            watch::ended(connection, header, *watch)?;
            watch::began(connection, header, *next, to)
        }
        Fact::WatchEnded { watch, .. } => watch::ended(connection, header, *watch),
        _ => Ok(()),
    }
}

/// What is said in channels, in writing and aloud.
fn in_channels(connection: &Connection, header: &Header, fact: &Fact) -> Result<(), Error> {
    match fact {
        Fact::MessageSent { message } => {
            attached::named(connection, header, &message.attachments, None)?;
            channel::said(connection, header, message)?;
            match message.speech {
                Some(speech) => speech::kept(connection, speech, message.id),
                None => Ok(()),
            }
        }
        Fact::MessageWithdrawn { message, .. } => channel::withdrawn(connection, header, *message),
        Fact::MessagePinned { message } => channel::pinned(connection, header, *message),
        Fact::MessageUnpinned { message } => channel::unpinned(connection, *message),
        Fact::SpeechBegun { speech } => speech::begun(connection, header, speech),
        Fact::SpeechHeard { speech } => speech::heard(connection, header, *speech),
        Fact::SpeechEnded { speech, end } => speech::ended(connection, header, *speech, *end),
        Fact::QuietHoursSet { hours } => channel::quiet(connection, *hours),
        _ => Ok(()),
    }
}

/// An order with all that begins with it but its receipts.
fn issued(connection: &Connection, keys: &Keys, header: &Header, order: &Order) -> Result<(), Error> {
    order::issued(connection, keys, header, order)?;
    attached::named(connection, header, &order.attachments, None)?;
    ladder::began(connection, header, order)?;
    channel::ordered(connection, header, order)?;
    match order.incident {
        Some(incident) => incident::ordered(connection, incident, order.id),
        None => Ok(()),
    }
}

/// Folds the rows of a set that came in.
fn imported(
    connection: &Connection,
    header: &Header,
    (set, of): (&SetHash, SetKind),
    file: &str,
    at_hand: Option<AtHand<'_>>,
) -> Result<(), Error> {
    let head = match at_hand {
        Some(AtHand::Filled(filled)) => settled(connection, header, filled)?,
        Some(AtHand::Packed(packed, admit)) => packed.with_rows(|rows| {
            let looked_at = |rows: Result<Set, Error>| {
                rows.and_then(|rows| if admit(&rows) { Ok(rows) } else { Err(Error::corrupt("no such rows")) })
            };
            bring_in(connection, header, of, &mut rows.map(looked_at))
        })?,
        None => bring_again(connection, header, of, set)?,
    };
    if let Some(GridSet { scheme, levels, .. }) = head {
        scheme::grown(connection, header, &scheme, &levels, file)?;
    }
    store::revise(connection)
}

/// Empty every fold and fold the whole log again. The caller holds the transaction.
pub(crate) fn rebuild(connection: &Connection, keys: &Keys) -> Result<(), Error> {
    Layer::ALL.into_iter().try_for_each(|layer| gpkg::clear(connection, layer))?;
    for table in TABLES.iter().filter(|table| **table != "gpkg_contents") {
        connection.execute_batch(&format!("DELETE FROM {table}"))?;
    }
    contents::reset(connection)?;
    // Books are bound once, and not touched with every step of every case.
    daybook::unbind(connection)?;
    log::each(connection, |row| {
        let header = log::header(row)?;
        match log::fact(connection, Some(keys), &header, row)? {
            Some(fact) => fold(connection, keys, &header, &fact, None),
            None => Ok(()),
        }
    })?;
    daybook::bind(connection)
}

/// One hash per fold table over every row, whatever the order in which rows lie in the file.
pub(crate) fn hashes(connection: &Connection) -> Result<Vec<(&'static str, [u8; 32])>, Error> {
    let hash = |table: &'static str| match table {
        "day_book" => daybook::hash(connection),
        // What is said there by number, the books say in words.
        "day_spot" | "day_name" => Ok([0; 32]),
        table => hash_of(connection, table),
    };
    TABLES.iter().map(|table| Ok((*table, hash(table)?))).collect()
}

/// Folds rows as they come; gives the set without its rows where they are grids.
fn bring_in(
    connection: &Connection,
    header: &Header,
    of: SetKind,
    rows: &mut Rows<'_>,
) -> Result<Option<GridSet>, Error> {
    match of {
        SetKind::Grids => return settled(connection, header, grid::filled(connection, rows)?),
        SetKind::Posts => post::imported(connection, rows)?,
        SetKind::Venues => return settled(connection, header, place::venues_filled(connection, rows)?),
        SetKind::Checkpoints => place::checkpoints_imported(connection, header, rows)?,
        SetKind::Streams => place::streams_imported(connection, rows)?,
        SetKind::Units => unit::imported(connection, header, rows)?,
        SetKind::Partners => unit::partners_imported(connection, header, rows)?,
        SetKind::Assets => asset::imported(connection, header, rows)?,
        SetKind::Basemap => ground::imported(connection, header, rows)?,
    }
    Ok(None)
}

/// Lays rows into their layer before there is a fact that tells of them: of those kinds of which there may be very many.
pub(crate) fn fill(connection: &Connection, of: SetKind, rows: &mut Rows<'_>) -> Result<Filled, Error> {
    match of {
        SetKind::Grids => grid::filled(connection, rows),
        SetKind::Venues => place::venues_filled(connection, rows),
        _ => Err(of_another_kind()),
    }
}

/// The fact has come that tells of them. Gives the set without its rows where they are grids.
fn settled(connection: &Connection, header: &Header, filled: Filled) -> Result<Option<GridSet>, Error> {
    let Filled { layer, around, head, .. } = filled;
    contents::extend(connection, layer, header, around)?;
    Ok(head)
}

/// The same from a set that stands beside the log.
fn bring_again(connection: &Connection, header: &Header, of: SetKind, set: &SetHash) -> Result<Option<GridSet>, Error> {
    sets::packed(connection, set)?.with_rows(|rows| bring_in(connection, header, of, rows))
}

/// What a set of another kind than its fact says comes to.
fn of_another_kind() -> Error {
    Error::corrupt("a set is of another kind than its fact says")
}

/// The scheme of grids whose import is undone, made again from the imports of its grids that still stand; other
/// schemes stay. What its levels are called then is a fact of its own; without any grids it is gone.
fn without_grids(connection: &Connection, header: &Header, undone: &SetHash) -> Result<(), Error> {
    let scheme = scheme_of(connection, undone)?;
    let mut standing = Vec::new();
    for (_, hash) in import::standing(connection, SetKind::Grids)? {
        if scheme_of(connection, &hash)? == scheme {
            standing.push(hash);
        }
    }
    if standing.is_empty() {
        return scheme::withdrawn(connection, header, &scheme);
    }
    grid::clear(connection, header, &scheme)?;
    standing.iter().try_for_each(|hash| bring_again(connection, header, SetKind::Grids, hash).map(drop))
}

/// The scheme that a set's grids go into.
fn scheme_of(connection: &Connection, set: &SetHash) -> Result<String, Error> {
    match sets::packed(connection, set)?.with_rows(|rows| rows.next().transpose())? {
        Some(Set::Grids(GridSet { scheme, .. })) => Ok(scheme),
        _ => Err(of_another_kind()),
    }
}

/// Any other kind of which an import is undone, made again from the imports that still stand, and moved and amended as
/// its rows were between them.
fn without(connection: &Connection, header: &Header, of: SetKind) -> Result<(), Error> {
    clear(connection, header, of)?;
    let standing = import::standing(connection, of)?;
    // Each ground replaces the one before as a whole.
    let hidden = if of == SetKind::Basemap { standing.len().saturating_sub(1) } else { 0 };
    let mut reached = 0;
    for (hlc, hash) in &standing[hidden..] {
        change_again(connection, header, of, reached, Some(*hlc))?;
        bring_again(connection, header, of, hash)?;
        reached = *hlc;
    }
    change_again(connection, header, of, reached, None)
}

/// What was moved and amended between two moments of the log, in the order in which it was.
fn change_again(
    connection: &Connection,
    header: &Header,
    of: SetKind,
    after: i64,
    until: Option<i64>,
) -> Result<(), Error> {
    let amendments = match ItemKind::of_set(of) {
        Some(of) => amendment::between(connection, of, after, until)?,
        None => Vec::new(),
    };
    let mut reached = after;
    for amendment in amendments {
        move_again(connection, of, reached, Some(amendment.hlc))?;
        amendment.again(connection, header)?;
        reached = amendment.hlc;
    }
    move_again(connection, of, reached, until)
}

fn move_again(connection: &Connection, of: SetKind, after: i64, until: Option<i64>) -> Result<(), Error> {
    let mover = match of {
        SetKind::Posts => Mover::Post,
        SetKind::Venues => Mover::Venue,
        SetKind::Checkpoints => Mover::Checkpoint,
        SetKind::Units => Mover::Unit,
        SetKind::Partners => Mover::Partner,
        SetKind::Assets => Mover::Asset,
        SetKind::Grids | SetKind::Streams | SetKind::Basemap => return Ok(()),
    };
    station::again(connection, mover, after, until)
}

fn clear(connection: &Connection, header: &Header, of: SetKind) -> Result<(), Error> {
    match of {
        // They go scheme by scheme.
        SetKind::Grids => Ok(()),
        SetKind::Posts => post::clear(connection),
        SetKind::Venues => place::clear_venues(connection, header),
        SetKind::Checkpoints => place::clear_checkpoints(connection, header),
        SetKind::Streams => place::clear_streams(connection),
        SetKind::Units => unit::clear(connection, header),
        SetKind::Partners => unit::clear_partners(connection, header),
        SetKind::Assets => asset::clear(connection, header),
        SetKind::Basemap => ground::clear(connection, header),
    }
}

fn hash_of(connection: &Connection, table: &str) -> Result<[u8; 32], Error> {
    let mut statement = connection.prepare(&format!("SELECT * FROM {table}"))?;
    let columns: Vec<usize> = (0..statement.column_count())
        .filter(|&column| statement.column_name(column).is_ok_and(|name| !ROW_NUMBERS.contains(&name)))
        .collect();
    let mut all: Vec<[u8; 32]> = Vec::new();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let mut hasher = blake3::Hasher::new();
        for &column in &columns {
            value_into(&mut hasher, row.get_ref(column)?);
        }
        all.push(*hasher.finalize().as_bytes());
    }
    all.sort_unstable();
    Ok(*blake3::hash(all.as_flattened()).as_bytes())
}

fn value_into(hasher: &mut blake3::Hasher, value: ValueRef<'_>) {
    let mut field = |kind: u8, bytes: &[u8]| {
        hasher.update(&[kind]).update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
    };
    match value {
        ValueRef::Null => field(0, &[]),
        ValueRef::Integer(number) => field(1, &number.to_le_bytes()),
        ValueRef::Real(number) => field(2, &number.to_le_bytes()),
        ValueRef::Text(text) => field(3, text),
        ValueRef::Blob(blob) => field(4, blob),
    }
}
