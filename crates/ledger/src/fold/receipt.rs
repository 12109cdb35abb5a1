//! Receipts: one row per person that an order reaches.

use domain::fact::Header;
use domain::id::{OrderId, PostId};
use domain::receipt::{Mark, Part, Progress, Receipt, Stamp, Way};
use domain::target::Recipient;
use rusqlite::{Connection, OptionalExtension, Row, ToSql, named_params};

use crate::error::Error;
use crate::keys::Keys;
use crate::sql::section;
use crate::{seal, text};

const SQL: &str = include_str!("receipt.sql");
const INSERT: &str = section(SQL, "insert");
const READ: &str = section(SQL, "read");
const DELIVERED: &str = section(SQL, "delivered");
const WAS_READ: &str = section(SQL, "was_read");
const ACCEPTED: &str = section(SQL, "accepted");
const REFUSED: &str = section(SQL, "refused");
const DONE: &str = section(SQL, "done");

/// Where a person's words stand: what their seal is bound to.
pub(crate) fn place_of(order: OrderId, post: &PostId, progress: Progress) -> String {
    format!("receipt/{order}/{}/{}", text::word(&progress), post.0)
}

/// Where the number or choice of a person's report stands.
pub(crate) fn place_of_value(order: OrderId, post: &PostId) -> String {
    format!("receipt/{order}/value/{}", post.0)
}

/// Where what stands beside a person's report does.
pub(crate) fn place_of_attachments(order: OrderId, post: &PostId) -> String {
    format!("receipt/{order}/attachments/{}", post.0)
}

/// The receipt in a row that begins with its ten columns, in the order of the states.
pub(crate) fn read(row: &Row<'_>) -> Result<Receipt, Error> {
    let stamp = |state: usize| -> Result<Option<Stamp>, Error> {
        let word = |column: usize| row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from);
        let (at, way) = (word(2 * state)?, word(2 * state + 1)?);
        let (Some(at), Some(way)) = (at, way) else { return Ok(None) };
        Ok(Some(Stamp { at: text::moment(at)?, way: text::from_word(way)? }))
    };
    Ok(Receipt { delivered: stamp(0)?, read: stamp(1)?, accepted: stamp(2)?, refused: stamp(3)?, done: stamp(4)? })
}

pub(super) fn expected(
    connection: &Connection,
    order: OrderId,
    recipients: &[Recipient],
    copies: &[Recipient],
) -> Result<(), Error> {
    let order = order.to_string();
    let waiting = text::word(&Progress::Waiting);
    // What is the same in thousands of rows is bound once.
    let mut insert = connection.prepare_cached(INSERT)?;
    insert.raw_bind_parameter(":order_id", &order)?;
    insert.raw_bind_parameter(":progress", &waiting)?;
    for (part, people) in [(Part::Recipient, recipients), (Part::Copy, copies)] {
        insert.raw_bind_parameter(":part", text::word(&part))?;
        for Recipient { grid, post } in people {
            insert.raw_bind_parameter(":grid", grid.as_str())?;
            insert.raw_bind_parameter(":post", &post.0)?;
            insert.raw_execute()?;
        }
    }
    Ok(())
}

pub(super) fn marked(
    connection: &Connection,
    keys: &Keys,
    header: &Header,
    order: OrderId,
    post: &PostId,
    mark: &Mark,
    way: Way,
) -> Result<(), Error> {
    let said = said(connection, keys, header, (order, post), mark)?;
    let (claimed, stamp) = (mark.progress(), Stamp { at: header.at, way });
    let marking = Marking { order, post, claimed, stamp, said };
    if marking.write(connection, Over::Nothing)? {
        return Ok(());
    }
    // It was said before, or nobody has such a receipt. What was said earlier stays, with its words.
    let params = named_params! {":order_id": order.to_string(), ":post": post.0};
    let known = connection.prepare_cached(READ)?.query_row(params, |row| Ok(read(row))).optional()?.transpose()?;
    match known.and_then(|receipt| receipt.stamp(claimed)) {
        Some(known) if stamp < known => marking.write(connection, Over::Later).map(drop),
        _ => Ok(()),
    }
}

/// A mark on its way into its row.
struct Marking<'a> {
    order: OrderId,
    post: &'a PostId,
    claimed: Progress,
    stamp: Stamp,
    /// What stands beside the stamp, in the order of its columns.
    said: Vec<Option<Vec<u8>>>,
}

/// What a mark is written over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Over {
    Nothing,
    /// The same, said later.
    Later,
}

impl Marking<'_> {
    /// Whether there was such a row.
    fn write(&self, connection: &Connection, over: Over) -> Result<bool, Error> {
        let sql = match self.claimed {
            Progress::Waiting => return Ok(false),
            Progress::Delivered => DELIVERED,
            Progress::Read => WAS_READ,
            Progress::Accepted => ACCEPTED,
            Progress::Refused => REFUSED,
            Progress::Done => DONE,
        };
        let Stamp { at, way } = self.stamp;
        let (at, way, order, later) = (at.to_string(), text::word(&way), self.order.to_string(), over == Over::Later);
        // In the order of the statement.
        let mut params: Vec<&dyn ToSql> = vec![&at, &way];
        params.extend(self.said.iter().map(|value| value as &dyn ToSql));
        params.extend([&order as &dyn ToSql, &self.post.0, &later]);
        Ok(connection.prepare_cached(sql)?.execute(params.as_slice())? > 0)
    }
}

/// The words of a mark, sealed.
fn said(
    connection: &Connection,
    keys: &Keys,
    header: &Header,
    (order, post): (OrderId, &PostId),
    mark: &Mark,
) -> Result<Vec<Option<Vec<u8>>>, Error> {
    let Some(words) = mark.words() else { return Ok(Vec::new()) };
    let key = seal::subject_key(connection, keys, &header.subject)?;
    let sealed = |place: String, words: Option<&str>| {
        key.as_ref().zip(words).map(|(key, words)| key.seal_word(&place, words)).transpose()
    };
    let mut said = vec![sealed(place_of(order, post, mark.progress()), Some(words))?];
    if mark.progress() == Progress::Done {
        let attachments = (!mark.attachments().is_empty()).then(|| text::json(&mark.attachments()));
        said.push(sealed(place_of_value(order, post), mark.value())?);
        said.push(sealed(place_of_attachments(order, post), attachments.as_deref())?);
    }
    Ok(said)
}

#[cfg(test)]
mod tests {
    use domain::code::GridPath;
    use domain::fact::Fact;
    use domain::hlc::Hlc;
    use domain::id::{CommandId, DeskId};
    use domain::moment::Moment;
    use domain::seat::{Door, Seat};

    use super::*;
    use crate::{gpkg, migration, settings};

    fn desk() -> DeskId {
        DeskId("018f0000-0000-7000-8000-000000000001".parse().unwrap())
    }

    fn header(fact: &Fact, at: i64) -> Header {
        Header {
            desk: desk(),
            seq: 1,
            hlc: Hlc(at),
            command: CommandId(desk().0),
            kind: fact.kind().to_owned(),
            subject: fact.subject(),
            scope: None,
            by: Seat::owner(Door::Terminal),
            at: Moment::from_millis(at),
        }
    }

    /// Every order of so many things.
    fn orders(count: usize) -> Vec<Vec<usize>> {
        let Some(last) = count.checked_sub(1) else { return vec![Vec::new()] };
        let with = |order: Vec<usize>| (0..count).map(move |at| [&order[..at], &[last], &order[at..]].concat());
        orders(last).into_iter().flat_map(with).collect()
    }

    #[test]
    fn a_row_says_what_the_rule_says_in_whatever_order_its_marks_come() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::make(folder.path(), desk()).unwrap();
        let mut connection = settings::connect_memory().unwrap();
        settings::harden(&connection).unwrap();
        gpkg::register_writer(&connection).unwrap();
        let store = connection.transaction().unwrap();
        migration::found(&store).unwrap();
        let (order, post) = (OrderId(desk().0), PostId("P1".to_owned()));
        let refused = Mark::Refused { reason: "无车".to_owned() };
        let done = Mark::Done { words: "已办".to_owned(), value: None, attachments: vec![] };
        // The last says again, and earlier, what another one says.
        let marks = [Mark::Delivered, Mark::Read, Mark::Accepted, refused, done, Mark::Read];
        let (times, way) = ([10, 20, 30, 40, 50, 15], Way::Device);
        for places in orders(marks.len()) {
            store.execute("DELETE FROM receipt", []).unwrap();
            let recipient = Recipient { grid: GridPath::from_text("1"), post: post.clone() };
            expected(&store, order, &[recipient], &[]).unwrap();
            let mut rule = Receipt::default();
            for at in places {
                let mark = marks[at].clone();
                let fact = Fact::ReceiptMarked { order, post: post.clone(), mark: mark.clone(), way, said: None };
                let header = header(&fact, times[at]);
                marked(&store, &keys, &header, order, &post, &mark, way).unwrap();
                rule.fold(mark.progress(), Stamp { at: header.at, way });
                let progress: String = store.query_row("SELECT progress FROM receipt", [], |row| row.get(0)).unwrap();
                let params = named_params! {":order_id": order.to_string(), ":post": post.0};
                let row = store.query_row(READ, params, |row| Ok(read(row))).unwrap().unwrap();
                assert_eq!((progress, &row), (text::word(&rule.progress()), &rule));
            }
        }
    }
}
