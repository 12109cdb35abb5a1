//! Receipts: how far orders have got.

use std::collections::BTreeSet;

use domain::attachment::Attachment;
use domain::code::GridPath;
use domain::id::{OrderId, PostId};
use domain::order::Order;
use domain::receipt::{Part, Progress, Receipt};
use domain::target::Recipient;
use rusqlite::types::ValueRef;
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::{fold, text};

const SQL: &str = include_str!("receipt.sql");
const RECEIPTS: &str = section(SQL, "receipts");
const RECEIPT: &str = section(SQL, "receipt");
const PROGRESS: &str = section(SQL, "progress");
const PROGRESS_AT: &str = section(SQL, "progress_at");
const INBOX: &str = section(SQL, "inbox");
const INBOX_ORDER: &str = section(SQL, "inbox_order");

/// The column after those of a receipt: the part; then the words of a report and of a refusal, and a report's value.
const PART: usize = 10;
const VALUE: usize = PART + 3;

/// How far an order has got with one post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptRow {
    /// The post, and the grid for which it got the order.
    pub recipient: Recipient,
    /// Must answer, or reads a copy.
    pub part: Part,
    /// How far.
    pub receipt: Receipt,
    /// The person's own words: the report, or else the reason of a refusal. None where their key is not at hand.
    pub words: Option<String>,
    /// The number or choice in the report.
    pub value: Option<String>,
    /// What stands beside the report.
    pub attachments: Vec<Attachment>,
}

/// How far an order has got with one post of one grid, and that post's part.
pub type ProgressRow = (OrderId, GridPath, PostId, Part, Progress);

/// An order as one post has it, with that post's own receipt of it.
pub type InboxRow = (Order, ReceiptRow);

impl View<'_> {
    /// An order's receipts, by grid and post.
    pub fn receipts(&self, order: OrderId) -> Result<Vec<ReceiptRow>, Error> {
        let params = named_params! {":order_id": order.to_string()};
        self.rows(RECEIPTS, params, |row| self.receipt_row(row, order))
    }

    /// One post's receipt of an order; none when it is not among those who got it.
    pub fn receipt(&self, order: OrderId, post: &PostId) -> Result<Option<ReceiptRow>, Error> {
        let params = named_params! {":order_id": order.to_string(), ":post": post.0};
        self.row(RECEIPT, params, |row| self.receipt_row(row, order))
    }

    /// How far some orders have got with everybody; each order's by grid and post.
    pub fn progress_of(&self, orders: &[OrderId]) -> Result<Vec<ProgressRow>, Error> {
        let mut all = Vec::new();
        for &order in orders {
            all.extend(self.rows(PROGRESS, named_params! {":order_id": order.to_string()}, |row| {
                let progress = text::from_word(row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?)?;
                let grid = GridPath::from_text(row.get::<_, String>(0)?);
                Ok((order, grid, PostId(row.get(1)?), part(row.get_ref(2)?)?, progress))
            })?);
        }
        Ok(all)
    }

    /// How far an order has got with each of its recipients in one grid.
    pub fn progress_at(&self, order: OrderId, grid: &GridPath) -> Result<Vec<Progress>, Error> {
        let params = named_params! {":order_id": order.to_string(), ":grid": grid.as_str()};
        self.rows(PROGRESS_AT, params, |row| {
            text::from_word(row.get_ref("progress")?.as_str().map_err(rusqlite::Error::from)?)
        })
    }

    /// What a post has been sent, newest first: all that it still has to do, and the `limit` newest whatever
    /// their state.
    pub fn inbox(&self, post: &PostId, limit: u32) -> Result<Vec<InboxRow>, Error> {
        self.rows(INBOX, named_params! {":post": post.0, ":limit": limit}, |row| {
            let order = self.made_order(row)?;
            let receipt = self.receipt_row(row, order.id)?;
            Ok((order, receipt))
        })
    }

    /// Some orders as a post has them, newest first; without those that did not reach it.
    pub fn inbox_orders(&self, post: &PostId, orders: &BTreeSet<OrderId>) -> Result<Vec<InboxRow>, Error> {
        let mut found = Vec::with_capacity(orders.len());
        for &id in orders {
            let params = named_params! {":post": post.0, ":order_id": id.to_string()};
            found.extend(self.row(INBOX_ORDER, params, |row| {
                let hlc: i64 = row.get("hlc")?;
                Ok((hlc, (self.made_order(row)?, self.receipt_row(row, id)?)))
            })?);
        }
        found.sort_by_key(|(hlc, (order, _))| std::cmp::Reverse((*hlc, order.id)));
        Ok(found.into_iter().map(|(_, row)| row).collect())
    }

    fn receipt_row(&self, row: &Row<'_>, order: OrderId) -> Result<ReceiptRow, Error> {
        let post = PostId(row.get(VALUE + 2)?);
        Ok(ReceiptRow {
            part: part(row.get_ref(PART)?)?,
            receipt: fold::receipt_of(row)?,
            words: self.words(row, order, &post)?,
            value: self.value(row, order, &post)?,
            attachments: {
                let sealed = row.get_ref(VALUE + 3)?.as_blob_or_null().map_err(rusqlite::Error::from)?;
                self.opened_list(order, &fold::place_of_answered(order, &post), sealed)?
            },
            recipient: Recipient { grid: GridPath::from_text(row.get::<_, String>(VALUE + 1)?), post },
        })
    }

    fn value(&self, row: &Row<'_>, order: OrderId, post: &PostId) -> Result<Option<String>, Error> {
        let Some(sealed) = row.get_ref(VALUE)?.as_blob_or_null().map_err(rusqlite::Error::from)? else {
            return Ok(None);
        };
        self.opened(order, &fold::place_of_value(order, post), sealed)
    }

    fn words(&self, row: &Row<'_>, order: OrderId, post: &PostId) -> Result<Option<String>, Error> {
        for (column, progress) in [(PART + 1, Progress::Done), (PART + 2, Progress::Refused)] {
            if let Some(sealed) = row.get_ref(column)?.as_blob_or_null().map_err(rusqlite::Error::from)? {
                return self.opened(order, &fold::place_of_words(order, post, progress), sealed);
            }
        }
        Ok(None)
    }
}

fn part(word: ValueRef<'_>) -> Result<Part, Error> {
    text::from_word(word.as_str().map_err(rusqlite::Error::from)?)
}
