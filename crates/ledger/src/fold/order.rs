//! Orders as issued. What they ask stands sealed.

use domain::fact::Header;
use domain::id::OrderId;
use domain::order::{Ending, Order, OrderEnd};
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::keys::Keys;
use crate::sql::section;
use crate::{seal, text};

const SQL: &str = include_str!("order.sql");
const INSERT: &str = section(SQL, "insert");
const END: &str = section(SQL, "end");

/// Where an order's text stands: what its seal is bound to.
pub(crate) fn place_of(order: OrderId) -> String {
    format!("orders/{order}/text")
}

/// Where what stands beside its text does.
pub(crate) fn place_of_attachments(order: OrderId) -> String {
    format!("orders/{order}/attachments")
}

/// Where the words of an order's end stand.
pub(crate) fn place_of_end(order: OrderId) -> String {
    format!("orders/{order}/end")
}

pub(super) fn issued(connection: &Connection, keys: &Keys, header: &Header, order: &Order) -> Result<(), Error> {
    let Some(key) = seal::subject_key(connection, keys, &header.subject)? else { return Ok(()) };
    let words = key.seal_word(&place_of(order.id), &order.text)?;
    let attachments = (!order.attachments.is_empty())
        .then(|| key.seal_word(&place_of_attachments(order.id), &text::json(&order.attachments)))
        .transpose()?;
    let card = Order { text: String::new(), attachments: Vec::new(), ..order.clone() };
    connection.prepare_cached(INSERT)?.execute(named_params! {
        ":id": order.id.to_string(), ":number": order.number, ":scope": order.scope().as_str(),
        ":hlc": header.hlc.0, ":card": text::json(&card), ":words": words, ":attachments": attachments,
    })?;
    Ok(())
}

/// An order ends once: what came first in the log stands.
pub(super) fn ended(
    connection: &Connection,
    keys: &Keys,
    header: &Header,
    order: OrderId,
    ending: &Ending,
) -> Result<(), Error> {
    let words = match (ending.words(), seal::subject_key(connection, keys, &header.subject)?) {
        (Some(words), Some(key)) => Some(key.seal_word(&place_of_end(order), words)?),
        _ => None,
    };
    let card = OrderEnd { at: header.at, by: header.by.clone(), how: ending.clone().with_words(String::new()) };
    connection.prepare_cached(END)?.execute(named_params! {
        ":order_id": order.to_string(), ":hlc": header.hlc.0, ":card": text::json(&card), ":words": words,
    })?;
    Ok(())
}
