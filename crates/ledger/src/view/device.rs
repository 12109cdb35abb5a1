//! Pairing codes and paired devices.

use domain::moment::Moment;
use domain::seat::{Device, Grant};
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("device.sql");
const PAIRING: &str = section(SQL, "pairing");
const DEVICES: &str = section(SQL, "devices");
const DEVICE_BY_TOKEN: &str = section(SQL, "device_by_token");

/// A pairing code that was given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairingRow {
    /// What it grants.
    pub grant: Grant,
    /// When it ends.
    pub until: Moment,
    /// Whether a device redeemed it.
    pub used: bool,
}

impl View<'_> {
    /// A pairing code by its hash.
    pub fn pairing(&self, code_hash: &str) -> Result<Option<PairingRow>, Error> {
        self.row(PAIRING, named_params! {":code": code_hash}, |row| {
            Ok(PairingRow {
                grant: text::from_json(&row.get::<_, String>("granted")?)?,
                until: text::moment(&row.get::<_, String>("until")?)?,
                used: row.get("used")?,
            })
        })
    }

    /// All devices, also revoked ones, by id: in the order in which they were paired.
    pub fn devices(&self) -> Result<Vec<Device>, Error> {
        self.rows(DEVICES, [], device)
    }

    /// A device by its token's hash.
    pub fn device_by_token(&self, token_hash: &str) -> Result<Option<Device>, Error> {
        self.row(DEVICE_BY_TOKEN, named_params! {":token": token_hash}, device)
    }
}

fn device(row: &Row<'_>) -> Result<Device, Error> {
    let revoked: Option<String> = row.get("revoked")?;
    Ok(Device {
        id: text::id(&row.get::<_, String>("id")?)?,
        grant: text::from_json(&row.get::<_, String>("granted")?)?,
        paired: text::moment(&row.get::<_, String>("paired")?)?,
        until: text::moment(&row.get::<_, String>("until")?)?,
        revoked: revoked.map(|at| text::moment(&at)).transpose()?,
    })
}
