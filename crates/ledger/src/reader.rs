//! A second connection that only reads.

use std::path::Path;

use domain::id::DeskId;
use rusqlite::{Connection, OptionalExtension};

use crate::error::Error;
use crate::keys::Keys;
use crate::migration;
use crate::settings::{self, Purpose};
use crate::sql::section;
use crate::text;
use crate::view::View;

const OWN_DESK: &str = section(include_str!("ledger.sql"), "own_desk");

/// A connection that only reads; as many as one likes beside the one writer.
pub struct Reader {
    connection: Connection,
    keys: Option<Keys>,
}

impl Reader {
    /// Open a store to read. Without the desk's keys sealed words stay sealed.
    pub fn open(path: &Path, keys_dir: &Path) -> Result<Self, Error> {
        if !path.try_exists()? {
            return Err(Error::Missing { path: path.to_owned() });
        }
        let connection = settings::connect(path, Purpose::Read)?;
        migration::check(&connection, path)?;
        let (_, keys) = desk_and_keys(&connection, keys_dir)?;
        Ok(Self { connection, keys })
    }

    /// Read one committed state: what the view says fits together, until it is dropped.
    pub fn view(&self) -> View<'_> {
        View::of_one_state(&self.connection, self.keys.as_ref())
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    pub(crate) fn into_keys(self) -> Option<Keys> {
        self.keys
    }
}

/// Whose log a store is, and that desk's keys where they are at hand.
pub(crate) fn desk_and_keys(connection: &Connection, keys_dir: &Path) -> Result<(DeskId, Option<Keys>), Error> {
    let own: Option<(String, Vec<u8>)> =
        connection.query_row(OWN_DESK, [], |row| Ok((row.get("desk")?, row.get("public_key")?))).optional()?;
    let (desk, public) = own.ok_or_else(|| Error::corrupt("the store does not say whose it is"))?;
    let desk: DeskId = text::id(&desk)?;
    let keys = Keys::load(keys_dir, desk)?;
    match keys {
        Some(keys) if keys.public() != *public => Err(Error::WrongKeys { path: keys_dir.join(format!("{desk}.key")) }),
        keys => Ok((desk, keys)),
    }
}
