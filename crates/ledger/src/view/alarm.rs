//! Alarms, and the deadlines that may give one yet.

use domain::alarm::{Alarm, Cause};
use domain::code::GridPath;
use domain::id::{DeskId, OrderId};
use domain::moment::Moment;
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::{fold, text};

const SQL: &str = include_str!("alarm.sql");
const OPEN: &str = section(SQL, "open");
const ONE: &str = section(SQL, "one");
const DEADLINES: &str = section(SQL, "deadlines");

/// One alarm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlarmRow {
    /// What for.
    pub cause: Cause,
    /// The grid that it is about; none: the whole store.
    pub scope: Option<GridPath>,
    /// Whether somebody has ended its cause.
    pub settled: bool,
    /// Its reasons, and what people said of it.
    pub alarm: Alarm,
}

impl View<'_> {
    /// Those whose cause nobody has ended, also where somebody has left them at that.
    pub fn alarms(&self) -> Result<Vec<AlarmRow>, Error> {
        self.rows(OPEN, [], |row| self.alarm_row(row))
    }

    /// The alarm of a cause; none: there never was any.
    pub fn alarm(&self, cause: &Cause) -> Result<Option<AlarmRow>, Error> {
        self.row(ONE, named_params! {":cause": cause.to_string()}, |row| self.alarm_row(row))
    }

    /// The orders of a desk whose deadline has not come, or of which nobody has written down that it did.
    pub fn deadlines(&self, desk: DeskId) -> Result<Vec<(OrderId, Moment)>, Error> {
        self.rows(DEADLINES, named_params! {":desk": desk.to_string()}, |row| {
            let due = text::moment(&row.get::<_, String>("due")?)?;
            Ok((text::id(&row.get::<_, String>("order_id")?)?, due))
        })
    }

    fn alarm_row(&self, row: &Row<'_>) -> Result<AlarmRow, Error> {
        let key: String = row.get("cause")?;
        Ok(AlarmRow {
            cause: key.parse().map_err(|_| Error::corrupt(format!("{key} is no cause of an alarm")))?,
            scope: row.get::<_, Option<String>>("scope")?.map(GridPath::from_text),
            settled: row.get("settled")?,
            alarm: fold::alarm_of(self.connection, &key)?,
        })
    }
}
