//! What was changed by hand.

use domain::answer::AmendmentLine;
use domain::fact::FactId;
use domain::id::DeskId;
use domain::item::ItemName;
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("amendment.sql");
const AMENDMENTS: &str = section(SQL, "amendments");
const OF_ITEM: &str = section(SQL, "of_item");
const AT_PLACE: &str = section(SQL, "at_place");
const STANDING: &str = section(SQL, "standing");

impl View<'_> {
    /// All amendments, newest first.
    pub fn amendments(&self) -> Result<Vec<AmendmentLine>, Error> {
        self.rows(AMENDMENTS, [], line)
    }

    /// Those of one item, newest first.
    pub fn amendments_of(&self, item: &ItemName) -> Result<Vec<AmendmentLine>, Error> {
        self.rows(OF_ITEM, named_params! {":noun": text::word(&item.of), ":id": item.id}, line)
    }

    /// Those of a venue or a checkpoint, and of the cameras that look at it, newest first. A camera is called after its
    /// place, parted from its own name by the sign 31.
    pub fn amendments_at(&self, place: &ItemName) -> Result<Vec<AmendmentLine>, Error> {
        self.rows(AT_PLACE, named_params! {":noun": text::word(&place.of), ":id": place.id}, line)
    }

    /// Those that stand, oldest first: neither taken back, nor taking another one back.
    pub fn standing_amendments(&self) -> Result<Vec<AmendmentLine>, Error> {
        self.rows(STANDING, [], line)
    }
}

fn line(row: &Row<'_>) -> Result<AmendmentLine, Error> {
    let item = |column| -> Result<_, Error> {
        let json: Option<String> = row.get(column)?;
        json.map(|json| text::from_json(&json)).transpose()
    };
    let moment = |column| -> Result<_, Error> {
        let at: Option<String> = row.get(column)?;
        at.map(|at| text::moment(&at)).transpose()
    };
    Ok(AmendmentLine {
        fact: FactId { desk: text::id::<DeskId>(&row.get::<_, String>("desk")?)?, seq: row.get("seq")? },
        item: ItemName { of: text::from_word(&row.get::<_, String>("noun")?)?, id: row.get("id")? },
        before: item("before")?,
        after: item("after")?,
        cause: text::from_json(&row.get::<_, String>("cause")?)?,
        reason: row.get("reason")?,
        by: text::from_json(&row.get::<_, String>("by")?)?,
        at: text::moment(&row.get::<_, String>("at")?)?,
        said: moment("said")?,
        undone: moment("undone")?,
    })
}
