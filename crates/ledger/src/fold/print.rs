//! Sheets that were handed out.

use domain::fact::Header;
use domain::sheet::SheetPrint;
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("print.sql");
const PUT: &str = section(SQL, "put");

pub(super) fn handed_out(connection: &Connection, header: &Header, print: &SheetPrint) -> Result<(), Error> {
    connection.prepare_cached(PUT)?.execute(named_params! {
        ":desk": header.desk.to_string(), ":seq": header.seq, ":hlc": header.hlc.0, ":grid": print.wish.grid.as_str(),
        ":print": text::json(print), ":by": text::json(&header.by), ":at": header.at.to_string(),
    })?;
    Ok(())
}
