//! Orders as issued.

use domain::attachment::Attachment;
use domain::code::GridPath;
use domain::id::{OrderId, PostId};
use domain::order::{Order, OrderEnd};
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::{fold, seal, text};

const SQL: &str = include_str!("order.sql");
const ORDERS: &str = section(SQL, "orders");
const COUNT: &str = section(SQL, "count");
const ORDER: &str = section(SQL, "order");
const END: &str = section(SQL, "end");
const COUNT_ON: &str = section(SQL, "count_on");
const HAS_ORDERS: &str = section(SQL, "has_orders");
const FIRST_TO: &str = section(SQL, "first_to");
const TOUCHING: &str = section(SQL, "touching");

impl View<'_> {
    /// Orders, newest first. The text is empty where its key is not at hand.
    pub fn orders(&self, limit: u32) -> Result<Vec<Order>, Error> {
        self.rows(ORDERS, named_params! {":limit": limit}, |row| self.made_order(row))
    }

    /// How many orders there are.
    pub fn orders_count(&self) -> Result<u32, Error> {
        Ok(self.row(COUNT, [], |row| Ok(row.get(0)?))?.unwrap_or(0))
    }

    /// One order.
    pub fn order(&self, id: OrderId) -> Result<Option<Order>, Error> {
        self.row(ORDER, named_params! {":id": id.to_string()}, |row| self.made_order(row))
    }

    /// How an order ended, if it has. Its words are empty where their key is not at hand.
    pub fn order_end(&self, id: OrderId) -> Result<Option<OrderEnd>, Error> {
        self.row(END, named_params! {":id": id.to_string()}, |row| {
            let end: OrderEnd = text::from_json(row.get_ref("card")?.as_str().map_err(rusqlite::Error::from)?)?;
            let Some(sealed) = row.get_ref("words")?.as_blob_or_null().map_err(rusqlite::Error::from)? else {
                return Ok(end);
            };
            let words = self.opened(id, &fold::place_of_end(id), sealed)?.unwrap_or_default();
            Ok(OrderEnd { how: end.how.with_words(words), ..end })
        })
    }

    /// How many human numbers of a day, `20261120`, were given out.
    pub fn orders_on(&self, day: &str) -> Result<u32, Error> {
        let (from, to) = (format!("ZL-{day}-"), format!("ZL-{day}."));
        Ok(self.row(COUNT_ON, named_params! {":from": from, ":to": to}, |row| Ok(row.get(0)?))?.unwrap_or(0))
    }

    /// Whether any order was issued.
    pub fn has_orders(&self) -> Result<bool, Error> {
        Ok(self.row(HAS_ORDERS, [], |row| Ok(row.get(0)?))?.unwrap_or(false))
    }

    /// The number of the first order that reached a post, as recipient or by a copy.
    pub fn order_to(&self, post: &PostId) -> Result<Option<String>, Error> {
        self.row(FIRST_TO, named_params! {":post": post.0}, |row| Ok(row.get("number")?))
    }

    /// Orders that are about a grid or something in it, or reach somebody there; newest first.
    pub fn orders_touching(&self, path: &GridPath, limit: u32) -> Result<Vec<OrderId>, Error> {
        let (from, to) = path.below_range();
        let params = named_params! {":path": path.as_str(), ":from": from, ":to": to, ":limit": limit};
        self.rows(TOUCHING, params, |row| text::id(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?))
    }

    /// The order in a row that has `id`, `card`, `words` and `attachments`.
    pub(super) fn made_order(&self, row: &Row<'_>) -> Result<Order, Error> {
        let mut order: Order = text::from_json(row.get_ref("card")?.as_str().map_err(rusqlite::Error::from)?)?;
        let sealed = row.get_ref("words")?.as_blob().map_err(rusqlite::Error::from)?;
        order.text = self.opened(order.id, &fold::place_of_text(order.id), sealed)?.unwrap_or_default();
        let sealed = row.get_ref("attachments")?.as_blob_or_null().map_err(rusqlite::Error::from)?;
        order.attachments = self.opened_list(order.id, &fold::place_of_attachments(order.id), sealed)?;
        Ok(order)
    }

    /// What stands beside words, sealed with an order's key; nothing when the key is not at hand or was destroyed.
    pub(super) fn opened_list(
        &self,
        order: OrderId,
        place: &str,
        sealed: Option<&[u8]>,
    ) -> Result<Vec<Attachment>, Error> {
        let opened = sealed.map(|sealed| self.opened(order, place, sealed)).transpose()?.flatten();
        opened.map_or_else(|| Ok(Vec::new()), |list| text::from_json(&list))
    }

    /// Words sealed with an order's key; none when the key is not at hand or was destroyed.
    pub(super) fn opened(&self, order: OrderId, place: &str, sealed: &[u8]) -> Result<Option<String>, Error> {
        let Some(keys) = self.keys else { return Ok(None) };
        let mut last = self.last_key.borrow_mut();
        if last.as_ref().is_none_or(|(known, _)| *known != order) {
            *last = seal::subject_key(self.connection, keys, &format!("order/{order}"))?.map(|key| (order, key));
        }
        last.as_ref().map(|(_, key)| key.open_word(place, sealed)).transpose()
    }
}
