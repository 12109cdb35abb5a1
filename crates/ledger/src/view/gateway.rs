//! The site's gateways, and messages on their way out by them.

use domain::gateway::{GatewayKind, GatewaySetting, SendState, Why};
use domain::id::{DeskId, OrderId, PostId, SendId};
use domain::moment::Moment;
use rusqlite::{Params, Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::{fold, text};

const SQL: &str = include_str!("gateway.sql");
const SETTING: &str = section(SQL, "setting");
const TEXT: &str = section(SQL, "text");
const DUE: &str = section(SQL, "due");
const NEXT_DUE: &str = section(SQL, "next_due");
const ON_THE_WIRE: &str = section(SQL, "on_the_wire");
const OF_ORDER: &str = section(SQL, "of_order");
const OPEN: &str = section(SQL, "open");
const ONE: &str = section(SQL, "one");
const BY_NUMBER: &str = section(SQL, "by_number");
const WAITING: &str = section(SQL, "waiting");
const SENT_SINCE: &str = section(SQL, "sent_since");

/// A message on its way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentRow {
    /// Which.
    pub id: SendId,
    /// About which order.
    pub order: OrderId,
    /// By which gateway.
    pub by: GatewayKind,
    /// To whom.
    pub post: PostId,
    /// How far it has got.
    pub state: SendState,
    /// When it is tried next, where it waits.
    pub due: Option<Moment>,
    /// How often it was tried.
    pub tries: u32,
    /// Since when it stands there.
    pub at: Moment,
    /// Why it stands there.
    pub why: Option<Why>,
    /// What the gateway said of it; none where its key is not at hand.
    pub said: Option<String>,
}

impl View<'_> {
    /// How a desk sends by a gateway, without its secrets; none: it does not.
    pub fn gateway(&self, desk: DeskId, by: GatewayKind) -> Result<Option<GatewaySetting>, Error> {
        let params = named_params! {":desk": desk.to_string(), ":gateway": by.word()};
        self.row(SETTING, params, |row| text::from_json(&row.get::<_, String>("setting")?))
    }

    /// What an order says by a gateway; none where its key is not at hand.
    pub fn text_of_sends(&self, order: OrderId, by: GatewayKind) -> Result<Option<String>, Error> {
        let params = named_params! {":order_id": order.to_string(), ":gateway": by.word()};
        let opened = self.row(TEXT, params, |row| {
            let sealed = row.get_ref("words")?.as_blob().map_err(rusqlite::Error::from)?;
            self.opened(order, &fold::place_of_sends(order, by), sealed)
        })?;
        Ok(opened.flatten())
    }

    /// Messages of a desk whose time has come, the longest overdue first.
    pub fn due_sends(&self, desk: DeskId, by: GatewayKind, now: Moment, limit: u32) -> Result<Vec<SentRow>, Error> {
        let params = named_params! {
            ":desk": desk.to_string(), ":gateway": by.word(), ":now": now.millis(), ":limit": limit,
        };
        self.sends(DUE, params)
    }

    /// When the next message of a desk is due.
    pub fn next_send(&self, desk: DeskId, by: GatewayKind) -> Result<Option<Moment>, Error> {
        let params = named_params! {":desk": desk.to_string(), ":gateway": by.word()};
        let next = self.row(NEXT_DUE, params, |row| Ok(row.get::<_, Option<i64>>(0)?))?;
        Ok(next.flatten().map(Moment::from_millis))
    }

    /// Messages of a desk that are on the wire; after it was stopped, those that were.
    pub fn sends_on_the_wire(&self, desk: DeskId) -> Result<Vec<SentRow>, Error> {
        self.sends(ON_THE_WIRE, named_params! {":desk": desk.to_string()})
    }

    /// All messages about an order, the last of each person last.
    pub fn sends_of(&self, order: OrderId) -> Result<Vec<SentRow>, Error> {
        self.sends(OF_ORDER, named_params! {":order_id": order.to_string()})
    }

    /// Messages that wait or came to no good end, newest first.
    pub fn open_sends(&self) -> Result<Vec<SentRow>, Error> {
        self.sends(OPEN, [])
    }

    /// One message.
    pub fn send(&self, id: SendId) -> Result<Option<SentRow>, Error> {
        self.row(ONE, named_params! {":id": id.to_string()}, |row| self.sent(row))
    }

    /// The message to which a gateway gave this number, the last where it gave it twice.
    pub fn send_numbered(&self, desk: DeskId, by: GatewayKind, number: &str) -> Result<Option<SentRow>, Error> {
        let params = named_params! {":desk": desk.to_string(), ":gateway": by.word(), ":number": number};
        self.row(BY_NUMBER, params, |row| self.sent(row))
    }

    /// How many messages of a desk wait.
    pub fn waiting_sends(&self, desk: DeskId, by: GatewayKind) -> Result<u32, Error> {
        let params = named_params! {":desk": desk.to_string(), ":gateway": by.word()};
        Ok(self.row(WAITING, params, |row| Ok(row.get(0)?))?.unwrap_or(0))
    }

    /// How many messages a desk has sent by a gateway since then.
    pub fn sent_since(&self, desk: DeskId, by: GatewayKind, since: Moment) -> Result<u32, Error> {
        let params = named_params! {":desk": desk.to_string(), ":gateway": by.word(), ":since": since.millis()};
        Ok(self.row(SENT_SINCE, params, |row| Ok(row.get(0)?))?.unwrap_or(0))
    }

    fn sends(&self, sql: &str, params: impl Params) -> Result<Vec<SentRow>, Error> {
        self.rows(sql, params, |row| self.sent(row))
    }

    fn sent(&self, row: &Row<'_>) -> Result<SentRow, Error> {
        let word = |name: &str| row.get_ref(name)?.as_str().map_err(rusqlite::Error::from);
        let (id, order): (SendId, OrderId) = (text::id(word("id")?)?, text::id(word("order_id")?)?);
        let sealed = row.get_ref("said")?.as_blob_or_null().map_err(rusqlite::Error::from)?;
        let said = sealed.map(|sealed| self.opened(order, &fold::place_of_said(id), sealed)).transpose()?;
        let why = row.get_ref("why")?.as_str_or_null().map_err(rusqlite::Error::from)?;
        Ok(SentRow {
            by: text::from_word(word("gateway")?)?,
            post: PostId(row.get("post")?),
            state: text::from_word(word("state")?)?,
            due: row.get::<_, Option<i64>>("due")?.map(Moment::from_millis),
            tries: row.get("tries")?,
            at: text::moment(word("at")?)?,
            why: why.map(text::from_word).transpose()?,
            said: said.flatten(),
            id,
            order,
        })
    }
}
