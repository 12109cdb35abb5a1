//! Robots of groups elsewhere: what waits for each is queued with the fact that brings it, in the same transaction.

use domain::channel::{Span, reaches};
use domain::code::GridPath;
use domain::fact::{Fact, Header};
use domain::gateway::{SendState, Settling};
use domain::id::{OrderId, RobotId, SendId};
use domain::order::Order;
use domain::robot::{DigestEnd, RobotNoun, RobotSetting, RobotTrouble};
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("robot.sql");
const BIND: &str = section(SQL, "bind");
const UNBIND: [&str; 3] = [section(SQL, "unbind"), section(SQL, "unbind_items"), section(SQL, "unbind_digests")];
const BOUND: &str = section(SQL, "bound");
const COUNT: &str = section(SQL, "count");
const QUEUE: &str = section(SQL, "queue");
const RECIPIENTS: &str = section(SQL, "recipients");
const ORDER: &str = section(SQL, "order");
const MESSAGE: &str = section(SQL, "message");
const GO_ON: &str = section(SQL, "go_on");
const BEGIN: &str = section(SQL, "begin");
const BEGUN: &str = section(SQL, "begun");
const HOLD: &str = section(SQL, "hold");
const TAKEN: &str = section(SQL, "taken");
const FAILED: &str = section(SQL, "failed");
const END: &str = section(SQL, "end");
const DROP: &str = section(SQL, "drop");
const DROP_ITEMS: &str = section(SQL, "drop_items");
const RELEASE_ITEMS: &str = section(SQL, "release_items");

/// What a robot is told of waits for it. What the fact itself changes may be folded before or after.
pub(super) fn heard(connection: &Connection, fact: &Fact) -> Result<(), Error> {
    if !matches!(fact, Fact::OrderIssued { .. } | Fact::RungReached { .. } | Fact::MessagePinned { .. }) {
        return Ok(());
    }
    let robots = bound(connection)?;
    if robots.is_empty() {
        return Ok(());
    }
    match fact {
        Fact::OrderIssued { order, recipients, .. } => {
            for (robot, setting) in &robots {
                if setting.wants(order) && recipients.iter().any(|one| setting.covers(&one.grid)) {
                    queue(connection, *robot, RobotNoun::Order, &order.id.to_string())?;
                }
            }
            Ok(())
        }
        Fact::RungReached { order, step } if step.silent.people > 0 => remind(connection, &robots, *order),
        Fact::MessagePinned { message } => notice(connection, &robots, &message.to_string()),
        _ => Ok(()),
    }
}

/// What is a robot's own.
pub(super) fn fold(connection: &Connection, header: &Header, fact: &Fact) -> Result<(), Error> {
    match fact {
        Fact::RobotBound { robot, setting } => {
            connection.prepare_cached(BIND)?.execute(named_params! {
                ":id": robot.to_string(), ":desk": header.desk.to_string(), ":setting": text::json(setting),
                ":author": text::json(&header.by),
            })?;
            Ok(())
        }
        Fact::RobotUnbound { robot } => {
            for sql in UNBIND {
                connection.prepare_cached(sql)?.execute(named_params! {":id": robot.to_string()})?;
            }
            Ok(())
        }
        Fact::RobotTried { robot } => {
            connection.prepare_cached(GO_ON)?.execute(named_params! {":id": robot.to_string()})?;
            queue(connection, *robot, RobotNoun::Trial, "")
        }
        Fact::DigestBegun { robot, digest, items } => begun(connection, header, *robot, *digest, items),
        Fact::DigestEnded { robot, digest, end } => ended(connection, header, *robot, *digest, end),
        Fact::DigestSettled { digest, how, .. } => match how {
            Settling::Retry => released(connection, *digest),
            Settling::Drop => dropped(connection, *digest),
        },
        _ => Ok(()),
    }
}

fn remind(connection: &Connection, robots: &[(RobotId, RobotSetting)], order: OrderId) -> Result<(), Error> {
    let id = order.to_string();
    let card: Option<String> = connection
        .prepare_cached(ORDER)?
        .query_row(named_params! {":order_id": id}, |row| row.get("card"))
        .optional()?;
    let Some(card) = card else { return Ok(()) };
    let card: Order = text::from_json(&card)?;
    let mut statement = connection.prepare_cached(RECIPIENTS)?;
    let grids = statement.query_map(named_params! {":order_id": id}, |row| row.get::<_, String>("grid"))?;
    let grids: Vec<GridPath> = grids.map(|grid| grid.map(GridPath::from_text)).collect::<Result<_, _>>()?;
    for (robot, setting) in robots {
        let of_kind = setting.kinds.is_empty() || setting.kinds.contains(&card.kind);
        let is_meant = setting.reminders && of_kind && card.priority >= setting.least;
        if is_meant && grids.iter().any(|grid| setting.covers(grid)) {
            queue(connection, *robot, RobotNoun::Reminder, &id)?;
        }
    }
    Ok(())
}

fn notice(connection: &Connection, robots: &[(RobotId, RobotSetting)], message: &str) -> Result<(), Error> {
    let said: Option<(String, String)> = connection
        .prepare_cached(MESSAGE)?
        .query_row(named_params! {":id": message}, |row| Ok((row.get("channel")?, row.get("span")?)))
        .optional()?;
    let Some((channel, span)) = said else { return Ok(()) };
    let (channel, span): (GridPath, Span) = (GridPath::from_text(channel), text::from_word(&span)?);
    for (robot, setting) in robots.iter().filter(|(_, setting)| setting.notices) {
        if setting.covers(&channel) || reaches(&channel, span, &setting.channel) {
            queue(connection, *robot, RobotNoun::Notice, message)?;
        }
    }
    Ok(())
}

fn queue(connection: &Connection, robot: RobotId, what: RobotNoun, subject: &str) -> Result<(), Error> {
    let robot = robot.to_string();
    let number: Option<u32> =
        connection.prepare_cached(COUNT)?.query_row(named_params! {":id": robot}, |row| row.get(0)).optional()?;
    let Some(number) = number else { return Ok(()) };
    connection.prepare_cached(QUEUE)?.execute(named_params! {
        ":robot": robot, ":number": number, ":what": text::word(&what), ":subject": subject,
    })?;
    Ok(())
}

fn begun(connection: &Connection, header: &Header, robot: RobotId, digest: SendId, items: &[u32]) -> Result<(), Error> {
    let (robot, digest, at) = (robot.to_string(), digest.to_string(), header.at.millis());
    connection.prepare_cached(BEGIN)?.execute(named_params! {
        ":digest": digest, ":robot": robot, ":state": text::word(&SendState::Sending), ":at": at,
    })?;
    connection.prepare_cached(BEGUN)?.execute(named_params! {":robot": robot, ":at": at})?;
    for number in items {
        connection
            .prepare_cached(HOLD)?
            .execute(named_params! {":digest": digest, ":robot": robot, ":number": number})?;
    }
    Ok(())
}

fn ended(
    connection: &Connection,
    header: &Header,
    robot: RobotId,
    digest: SendId,
    end: &DigestEnd,
) -> Result<(), Error> {
    let at = header.at.millis();
    let trouble = end.trouble.map(|trouble| text::word(&trouble));
    if end.state == SendState::Taken {
        connection.prepare_cached(TAKEN)?.execute(named_params! {":robot": robot.to_string(), ":at": at})?;
        return dropped(connection, digest);
    }
    connection.prepare_cached(FAILED)?.execute(named_params! {
        ":robot": robot.to_string(), ":at": at, ":due": end.due.map(domain::moment::Moment::millis),
        ":halts": end.trouble.is_some_and(RobotTrouble::halts), ":trouble": trouble, ":code": end.code,
        ":said": end.said,
    })?;
    if end.state == SendState::Waiting {
        return released(connection, digest);
    }
    connection.prepare_cached(END)?.execute(named_params! {
        ":digest": digest.to_string(), ":state": text::word(&end.state), ":trouble": trouble, ":code": end.code,
        ":said": end.said,
    })?;
    Ok(())
}

/// What a digest held waits again.
fn released(connection: &Connection, digest: SendId) -> Result<(), Error> {
    let digest = digest.to_string();
    connection.prepare_cached(RELEASE_ITEMS)?.execute(named_params! {":digest": digest})?;
    connection.prepare_cached(DROP)?.execute(named_params! {":digest": digest})?;
    Ok(())
}

fn dropped(connection: &Connection, digest: SendId) -> Result<(), Error> {
    let digest = digest.to_string();
    connection.prepare_cached(DROP_ITEMS)?.execute(named_params! {":digest": digest})?;
    connection.prepare_cached(DROP)?.execute(named_params! {":digest": digest})?;
    Ok(())
}

fn bound(connection: &Connection) -> Result<Vec<(RobotId, RobotSetting)>, Error> {
    let mut statement = connection.prepare_cached(BOUND)?;
    let mut rows = statement.query([])?;
    let mut robots = Vec::new();
    while let Some(row) = rows.next()? {
        robots.push((text::id(&row.get::<_, String>("id")?)?, text::from_json(&row.get::<_, String>("setting")?)?));
    }
    Ok(robots)
}
