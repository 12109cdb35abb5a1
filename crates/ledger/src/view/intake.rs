//! Ways in for other systems.

use domain::fact::FactId;
use domain::id::IntakeId;
use domain::intake::Intake;
use domain::moment::Moment;
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("intake.sql");
const ALL: &str = section(SQL, "all");
const ONE: &str = section(SQL, "one");
const BY_TOKEN: &str = section(SQL, "by_token");
const BROKER: &str = section(SQL, "broker");

/// A way in, and how it was used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntakeRow {
    /// Which.
    pub intake: Intake,
    /// The fact that opened it.
    pub fact: FactId,
    /// When somebody closed it.
    pub closed: Option<Moment>,
    /// The fact that did.
    pub closing: Option<FactId>,
    /// How many incidents came in by it.
    pub taken: u32,
    /// When the last one did.
    pub last: Option<Moment>,
}

impl View<'_> {
    /// All of them, newest first.
    pub fn intakes(&self) -> Result<Vec<IntakeRow>, Error> {
        self.rows(ALL, [], made)
    }

    /// One of them.
    pub fn intake(&self, id: IntakeId) -> Result<Option<IntakeRow>, Error> {
        self.row(ONE, named_params! {":id": id.to_string()}, made)
    }

    /// Where sensors speak; none: nobody is listened to.
    pub fn broker(&self) -> Result<Option<String>, Error> {
        Ok(self.row(BROKER, [], |row| Ok(row.get("address")?))?.flatten())
    }

    /// The one of a token's hash.
    pub fn intake_by_token(&self, token: &str) -> Result<Option<IntakeRow>, Error> {
        self.row(BY_TOKEN, named_params! {":token": token}, made)
    }
}

fn made(row: &Row<'_>) -> Result<IntakeRow, Error> {
    let moment = |column: &str| row.get::<_, Option<String>>(column)?.map(|text| text::moment(&text)).transpose();
    let closer = row.get::<_, Option<String>>("closed_desk")?.zip(row.get::<_, Option<u64>>("closed_seq")?);
    let closing = closer.map(|(desk, seq)| Ok::<_, Error>(FactId { desk: text::id(&desk)?, seq })).transpose()?;
    Ok(IntakeRow {
        intake: text::from_json(&row.get::<_, String>("intake")?)?,
        fact: FactId { desk: text::id(&row.get::<_, String>("desk")?)?, seq: row.get("seq")? },
        closed: moment("closed")?,
        closing,
        taken: row.get("taken")?,
        last: moment("last")?,
    })
}
