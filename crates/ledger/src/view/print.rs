//! What was printed.

use domain::code::GridPath;
use domain::fact::FactId;
use domain::id::OrderId;
use domain::moment::Moment;
use domain::paper::PaperEntry;
use domain::seat::Seat;
use domain::sheet::SheetPrint;
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("print.sql");
const PRINTS: &str = section(SQL, "prints");
const PAPERS: &str = section(SQL, "papers");
const COUNT: &str = section(SQL, "count");
const PRINTS_WITHIN: &str = section(SQL, "prints_within");
const COUNT_WITHIN: &str = section(SQL, "count_within");

/// One print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintRow {
    /// The fact that says so.
    pub fact: FactId,
    /// When.
    pub at: Moment,
    /// Who.
    pub by: Seat,
    /// What.
    pub print: SheetPrint,
}

impl View<'_> {
    /// Prints of a grid and of all below it, of all grids where none is named: newest first, after `from` others.
    pub fn prints(&self, scope: Option<&GridPath>, from: u32, limit: u32) -> Result<Vec<PrintRow>, Error> {
        let Some(path) = scope else {
            return self.rows(PRINTS, named_params! {":offset": from, ":limit": limit}, made);
        };
        let (below, end) = path.below_range();
        let params = named_params! {
            ":path": path.as_str(), ":below": below, ":end": end, ":offset": from, ":limit": limit,
        };
        self.rows(PRINTS_WITHIN, params, made)
    }

    /// The papers about an order, from the first.
    pub fn papers(&self, order: OrderId) -> Result<Vec<PaperEntry>, Error> {
        self.rows(PAPERS, named_params! {":order_id": order.to_string()}, |row| {
            let word = |name: &str| row.get_ref(name)?.as_str().map_err(rusqlite::Error::from);
            Ok(PaperEntry {
                print: text::from_json(word("print")?)?,
                by: text::from_json(word("by")?)?,
                at: text::moment(word("at")?)?,
            })
        })
    }

    /// How many prints there are of a grid and of all below it, or of all grids.
    pub fn prints_count(&self, scope: Option<&GridPath>) -> Result<u32, Error> {
        let counted = match scope {
            None => self.row(COUNT, [], |row| Ok(row.get(0)?)),
            Some(path) => {
                let (below, end) = path.below_range();
                let params = named_params! {":path": path.as_str(), ":below": below, ":end": end};
                self.row(COUNT_WITHIN, params, |row| Ok(row.get(0)?))
            }
        };
        Ok(counted?.unwrap_or(0))
    }
}

fn made(row: &Row<'_>) -> Result<PrintRow, Error> {
    Ok(PrintRow {
        fact: FactId { desk: text::id(&row.get::<_, String>("desk")?)?, seq: row.get("seq")? },
        at: text::moment(&row.get::<_, String>("at")?)?,
        by: text::from_json(&row.get::<_, String>("by")?)?,
        print: text::from_json(&row.get::<_, String>("print")?)?,
    })
}
