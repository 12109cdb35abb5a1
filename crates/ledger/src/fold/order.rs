//! Orders as issued. What they ask stands sealed.

use domain::fact::Header;
use domain::id::OrderId;
use domain::order::Order;
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::keys::Keys;
use crate::sql::section;
use crate::{seal, text};

const INSERT: &str = section(include_str!("order.sql"), "insert");

/// Where an order's text stands: what its seal is bound to.
pub(crate) fn place_of(order: OrderId) -> String {
    format!("orders/{order}/text")
}

pub(super) fn issued(connection: &Connection, keys: &Keys, header: &Header, order: &Order) -> Result<(), Error> {
    let Some(key) = seal::subject_key(connection, keys, &header.subject)? else { return Ok(()) };
    let words = key.seal_word(&place_of(order.id), &order.text)?;
    let card = Order { text: String::new(), ..order.clone() };
    connection.prepare_cached(INSERT)?.execute(named_params! {
        ":id": order.id.to_string(), ":number": order.number, ":scope": order.scope().as_str(),
        ":hlc": header.hlc.0, ":card": text::json(&card), ":words": words,
    })?;
    Ok(())
}
