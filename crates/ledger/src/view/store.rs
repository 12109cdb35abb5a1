//! What the store is, and how much it holds.

use domain::id::DeskId;
use domain::news::Vector;
use domain::purpose::Purpose;

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("store.sql");
const STORE: &str = section(SQL, "store");
const REVISION: &str = section(SQL, "revision");
const VECTOR: &str = section(SQL, "vector");

/// What a store is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreCard {
    /// The store's name.
    pub name: String,
    /// The letter in human numbers.
    pub letter: char,
    /// Hours east of Greenwich of the day in human numbers.
    pub offset_hours: i8,
    /// Whose log it is.
    pub desk: DeskId,
    /// What it is for.
    pub purpose: Purpose,
}

impl View<'_> {
    /// What the store is.
    pub fn store(&self) -> Result<StoreCard, Error> {
        let card = self.row(STORE, [], |row| {
            let letter: String = row.get("letter")?;
            let purpose: String = row.get("purpose")?;
            Ok(StoreCard {
                name: row.get("name")?,
                letter: letter.chars().next().ok_or_else(|| Error::corrupt("the store has no letter"))?,
                offset_hours: row.get("offset_hours")?,
                desk: text::id(&row.get::<_, String>("desk")?)?,
                purpose: Purpose::named(&purpose).ok_or_else(|| Error::corrupt("the store has an unknown purpose"))?,
            })
        })?;
        card.ok_or_else(|| Error::corrupt("the store does not say what it is"))
    }

    /// Grows with each import and each scheme that comes into force: part of the address of tiles.
    pub fn revision(&self) -> Result<u32, Error> {
        Ok(self.row(REVISION, [], |row| Ok(row.get("value")?))?.unwrap_or(0))
    }

    /// How much of each desk's log is here.
    pub fn vector(&self) -> Result<Vector, Error> {
        let seen = self.rows(VECTOR, [], |row| Ok((text::id(&row.get::<_, String>("id")?)?, row.get("seq")?)))?;
        Ok(Vector(seen.into_iter().collect()))
    }
}
