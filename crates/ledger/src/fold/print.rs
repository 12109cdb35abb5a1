//! Sheets and papers that were handed out.

use domain::fact::Header;
use domain::paper::PaperPrint;
use domain::sheet::SheetPrint;
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("print.sql");
const PUT: &str = section(SQL, "put");
const PUT_PAPER: &str = section(SQL, "put_paper");

pub(super) fn handed_out(connection: &Connection, header: &Header, print: &SheetPrint) -> Result<(), Error> {
    connection.prepare_cached(PUT)?.execute(named_params! {
        ":desk": header.desk.to_string(), ":seq": header.seq, ":hlc": header.hlc.0, ":grid": print.wish.grid.as_str(),
        ":print": text::json(print), ":by": text::json(&header.by), ":at": header.at.to_string(),
    })?;
    Ok(())
}

pub(super) fn paper(connection: &Connection, header: &Header, print: &PaperPrint) -> Result<(), Error> {
    connection.prepare_cached(PUT_PAPER)?.execute(named_params! {
        ":desk": header.desk.to_string(), ":seq": header.seq, ":order_id": print.wish.order.to_string(),
        ":print": text::json(print), ":by": text::json(&header.by), ":at": header.at.to_string(),
    })?;
    Ok(())
}
