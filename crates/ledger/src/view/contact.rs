//! How to reach whoever told of an incident, who looked, and which of it is kept.

use domain::code::GridPath;
use domain::contact::Caller;
use domain::fact::{Fact, FactId};
use domain::hlc::Hlc;
use domain::id::IncidentId;
use domain::moment::Moment;
use domain::seat::Seat;
use rusqlite::{Row, named_params};

use super::View;
use super::incident::{self, IncidentRow};
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("contact.sql");
const ONE: &str = section(SQL, "one");
const LOOKS: &str = section(SQL, "looks");
const COUNT: &str = section(SQL, "count");
const LOOKERS: &str = section(SQL, "lookers");
const LOOKS_OF: &str = section(SQL, "looks_of");
const END: &str = section(SQL, "end");
const HOLD: &str = section(SQL, "hold");
const DAYS: &str = section(SQL, "days");
const KEPT: &str = section(SQL, "kept");
const ENDED: &str = section(SQL, "ended");

/// Which looks are wanted.
#[derive(Debug, Clone, Default)]
pub struct LookFilter {
    /// At incidents in this grid and all below; none: in all.
    pub scope: Option<GridPath>,
    /// By one of these; none: by anybody.
    pub by: Option<Vec<Seat>>,
    /// Not before then.
    pub since: Option<Moment>,
    /// Before then.
    pub until: Option<Moment>,
}

/// An incident whose contact is kept.
#[derive(Debug, Clone)]
pub struct KeptContact {
    /// The incident.
    pub incident: IncidentRow,
    /// When it came in.
    pub reported: Moment,
    /// Whether somebody has said that it is needed.
    pub is_held: bool,
}

impl View<'_> {
    /// How to reach whoever told of an incident; none: nobody has said, or its key is not at hand or was destroyed.
    pub fn contact(&self, incident: IncidentId) -> Result<Option<Caller>, Error> {
        let subject = format!("contact/{incident}");
        let Some(fact) = self.row(ONE, named_params! {":subject": subject}, fact_of)? else { return Ok(None) };
        Ok(match self.fact(fact)? {
            Some(Fact::ContactSealed { contact, .. }) => Some(contact),
            _ => None,
        })
    }

    /// The facts by which somebody looked at contacts, newest first, after `from` others.
    pub fn contact_looks(&self, filter: &LookFilter, from: u32, limit: u32) -> Result<Vec<FactId>, Error> {
        let (below, end) = filter.scope.as_ref().map(GridPath::below_range).unwrap_or_default();
        let params = named_params! {
            ":path": filter.scope.as_ref().map(GridPath::as_str), ":below": below, ":end": end,
            ":by": filter.seats(), ":since": filter.since.map(clock_of), ":until": filter.until.map(clock_of),
            ":limit": limit, ":offset": from,
        };
        self.rows(LOOKS, params, fact_of)
    }

    /// How many there are of those.
    pub fn contact_looks_count(&self, filter: &LookFilter) -> Result<u32, Error> {
        let (below, end) = filter.scope.as_ref().map(GridPath::below_range).unwrap_or_default();
        let params = named_params! {
            ":path": filter.scope.as_ref().map(GridPath::as_str), ":below": below, ":end": end,
            ":by": filter.seats(), ":since": filter.since.map(clock_of), ":until": filter.until.map(clock_of),
        };
        Ok(self.row(COUNT, params, |row| Ok(row.get(0)?))?.unwrap_or(0))
    }

    /// Everybody who has looked at contacts of a grid and all below; of no grid: of all.
    pub fn contact_lookers(&self, scope: Option<&GridPath>) -> Result<Vec<Seat>, Error> {
        let (below, end) = scope.map(GridPath::below_range).unwrap_or_default();
        let params = named_params! {":path": scope.map(GridPath::as_str), ":below": below, ":end": end};
        self.rows(LOOKERS, params, |row| text::from_json(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?))
    }

    /// The facts by which somebody looked at one contact, newest first.
    pub fn looks_at_contact(&self, incident: IncidentId) -> Result<Vec<FactId>, Error> {
        self.rows(LOOKS_OF, named_params! {":incident": incident.to_string()}, fact_of)
    }

    /// The fact by which a contact was destroyed.
    pub fn contact_end(&self, incident: IncidentId) -> Result<Option<FactId>, Error> {
        self.row(END, named_params! {":incident": incident.to_string()}, fact_of)
    }

    /// The fact by which a contact is kept beyond its time.
    pub fn contact_hold(&self, incident: IncidentId) -> Result<Option<FactId>, Error> {
        self.row(HOLD, named_params! {":incident": incident.to_string()}, fact_of)
    }

    /// How many days contacts are kept; none: nobody has said.
    pub fn retention_days(&self) -> Result<Option<u32>, Error> {
        self.row(DAYS, [], |row| Ok(row.get(0)?))
    }

    /// Goes through the incidents of a grid and all below whose contact is kept, of no grid: through all, as long as `take`
    /// says so; by their names, which begin with the time, so that the index gives them as they are wanted.
    pub fn contacts_kept(
        &self,
        scope: Option<&GridPath>,
        mut take: impl FnMut(KeptContact) -> bool,
    ) -> Result<(), Error> {
        let (below, end) = scope.map(GridPath::below_range).unwrap_or_default();
        let mut statement = self.connection.prepare_cached(KEPT)?;
        let mut rows =
            statement.query(named_params! {":path": scope.map(GridPath::as_str), ":below": below, ":end": end})?;
        while let Some(row) = rows.next()? {
            let kept = KeptContact {
                incident: incident::made(row)?,
                reported: text::moment(row.get_ref("at")?.as_str().map_err(rusqlite::Error::from)?)?,
                is_held: row.get("is_held")?,
            };
            if !take(kept) {
                return Ok(());
            }
        }
        Ok(())
    }

    /// How many contacts of a grid and all below were destroyed; of no grid: of all.
    pub fn contacts_ended(&self, scope: Option<&GridPath>) -> Result<u32, Error> {
        let (below, end) = scope.map(GridPath::below_range).unwrap_or_default();
        let params = named_params! {":path": scope.map(GridPath::as_str), ":below": below, ":end": end};
        Ok(self.row(ENDED, params, |row| Ok(row.get(0)?))?.unwrap_or(0))
    }
}

impl LookFilter {
    /// As the log has them.
    fn seats(&self) -> Option<String> {
        self.by.as_ref().map(|seats| text::json(&seats.iter().map(text::json).collect::<Vec<String>>()))
    }
}

/// The first reading of the log's clock at a moment.
fn clock_of(moment: Moment) -> i64 {
    Hlc(0).tick(moment).0
}

fn fact_of(row: &Row<'_>) -> Result<FactId, Error> {
    Ok(FactId { desk: text::id(&row.get::<_, String>("desk")?)?, seq: row.get("seq")? })
}
