//! Editions of the tables by which a district works: categories, routing, limits, the calendar and the sensors.
//!
//! An edition is the whole table as somebody said it, with from when it holds. What was said last holds, of all that
//! have come into force by then; before anybody has said anything it is what we ship.
//!
//! Invariant: nothing is back-dated, so the edition that held when an incident came in is the one it is clocked by for
//! ever. A year that its calendar did not tell is read from the first edition after it that does: that is no change of
//! a clock, for until then there was none.

mod sheet;
mod writing;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::category::CategoryTable;
use crate::fact::FactId;
use crate::failure::Refusal;
use crate::incident::{ClockKind, Limits};
use crate::journal::said;
use crate::moment::Moment;
use crate::order::Priority;
use crate::review::Yardstick;
use crate::routing::Routing;
use crate::sensor::SensorTable;
use crate::worktime::{Calendar, Ruler};

pub use sheet::{Column, Known, MOST_ROWS, read};

/// Which table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TableKind {
    /// 事件类别.
    Categories,
    /// 派单规则.
    Routing,
    /// 各步时限.
    Limits,
    /// 工作日历.
    Calendar,
    /// 设备报警.
    Sensors,
}

/// A whole table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", content = "table", rename_all = "snake_case")]
pub enum Table {
    /// What incidents are about.
    Categories(CategoryTable),
    /// Where cases go.
    Routing(Routing),
    /// How long each step may take.
    Limits(Limits),
    /// When one works.
    Calendar(Calendar),
    /// Which sensors are heard.
    Sensors(SensorTable),
}

/// A table as somebody said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition<T> {
    /// The fact that says so; none: it is what we ship.
    pub fact: Option<FactId>,
    /// From when it holds.
    pub from: Moment,
    /// What it says.
    pub table: T,
}

/// All editions of one table, in the order in which they were said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editions<T>(Vec<Edition<T>>);

/// All tables of a district.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tables {
    /// What incidents are about.
    pub categories: Editions<CategoryTable>,
    /// Where cases go.
    pub routing: Editions<Routing>,
    /// How long each step may take.
    pub limits: Editions<Limits>,
    /// When one works; years that an edition does not tell are told from the first one after it that does.
    pub calendar: Editions<Calendar>,
    /// Which sensors are heard.
    pub sensors: Editions<SensorTable>,
    /// The ruler of each of those.
    rulers: Vec<Ruler>,
}

impl TableKind {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Categories, Self::Routing, Self::Limits, Self::Calendar, Self::Sensors];

    /// As on the wire; what it is called stands in the table of words, under `table`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Categories => "categories",
            Self::Routing => "routing",
            Self::Limits => "limits",
            Self::Calendar => "calendar",
            Self::Sensors => "sensors",
        }
    }
}

impl Table {
    /// Which it is.
    pub fn kind(&self) -> TableKind {
        match self {
            Self::Categories(_) => TableKind::Categories,
            Self::Routing(_) => TableKind::Routing,
            Self::Limits(_) => TableKind::Limits,
            Self::Calendar(_) => TableKind::Calendar,
            Self::Sensors(_) => TableKind::Sensors,
        }
    }

    /// The years that a calendar tells; none of any other table.
    pub fn years(&self) -> Vec<i16> {
        match self {
            Self::Calendar(calendar) => calendar.years.keys().copied().collect(),
            _ => Vec::new(),
        }
    }
}

impl<T> Editions<T> {
    fn shipped(table: T) -> Self {
        Self(vec![Edition { fact: None, from: Moment::from_millis(0), table }])
    }

    /// The one that holds at a moment: what was said last of all that have come into force by then.
    pub fn at(&self, moment: Moment) -> &Edition<T> {
        &self.0[self.place_at(moment)]
    }

    /// The next one that will hold; none: what holds now goes on.
    pub fn coming(&self, now: Moment) -> Option<&Edition<T>> {
        let later = self.0.iter().enumerate().filter(|(_, edition)| edition.from > now);
        // What was said after it and holds no later is heard instead of it.
        let stands = later.filter(|(at, one)| !self.0[at + 1..].iter().any(|other| other.from <= one.from));
        stands.map(|(_, edition)| edition).min_by_key(|edition| edition.from)
    }

    /// Which of them holds at a moment, in the order in which they were said.
    fn place_at(&self, moment: Moment) -> usize {
        self.0.iter().rposition(|edition| edition.from <= moment).unwrap_or(0)
    }

    fn facts(&self) -> Vec<Option<FactId>> {
        self.0.iter().map(|edition| edition.fact).collect()
    }
}

impl Tables {
    /// What we ship, and what a district has said since, in the order in which it did.
    pub fn new(said: impl IntoIterator<Item = (FactId, Moment, Table)>) -> Self {
        let mut tables = Self {
            categories: Editions::shipped(CategoryTable::shipped()),
            routing: Editions::shipped(Routing::default()),
            limits: Editions::shipped(Limits::shipped()),
            calendar: Editions::shipped(Calendar::shipped()),
            sensors: Editions::shipped(SensorTable::default()),
            rulers: Vec::new(),
        };
        for (fact, from, table) in said {
            let fact = Some(fact);
            match table {
                Table::Categories(table) => tables.categories.0.push(Edition { fact, from, table }),
                Table::Routing(table) => tables.routing.0.push(Edition { fact, from, table }),
                Table::Limits(table) => tables.limits.0.push(Edition { fact, from, table }),
                Table::Calendar(table) => tables.calendar.0.push(Edition { fact, from, table }),
                Table::Sensors(table) => tables.sensors.0.push(Edition { fact, from, table }),
            }
        }
        let told: Vec<Calendar> = tables.calendar.0.iter().map(|edition| edition.table.clone()).collect();
        for (at, edition) in tables.calendar.0.iter_mut().enumerate() {
            told[at + 1..].iter().for_each(|later| edition.table.learn_years(later));
        }
        tables.rulers = tables.calendar.0.iter().map(|edition| Ruler::of(&edition.table)).collect();
        tables
    }

    /// By what the deadline to put something right is measured that came in at one moment, at another.
    pub fn yardstick(&self, urgency: Priority, arrived: Moment, now: Moment) -> Yardstick<'_> {
        let place = self.calendar.place_at(arrived);
        Yardstick {
            limit: self.limits.at(arrived).table.of(urgency, ClockKind::Dispose),
            calendar: &self.calendar.0[place].table,
            ruler: &self.rulers[place],
            now,
        }
    }

    /// What holds of a table at a moment, from when, and the fact that says so; none: it is what we ship.
    pub fn at(&self, kind: TableKind, moment: Moment) -> (Option<FactId>, Moment, Table) {
        match kind {
            TableKind::Categories => told(self.categories.at(moment), Table::Categories),
            TableKind::Routing => told(self.routing.at(moment), Table::Routing),
            TableKind::Limits => told(self.limits.at(moment), Table::Limits),
            TableKind::Calendar => told(self.calendar.at(moment), Table::Calendar),
            TableKind::Sensors => told(self.sensors.at(moment), Table::Sensors),
        }
    }

    /// What we ship of a table.
    pub fn shipped(&self, kind: TableKind) -> (Option<FactId>, Moment, Table) {
        self.at(kind, Moment::from_millis(0))
    }

    /// What will hold next, from when, by which fact.
    pub fn coming(&self, kind: TableKind, now: Moment) -> Option<(Option<FactId>, Moment, Table)> {
        match kind {
            TableKind::Categories => self.categories.coming(now).map(|one| told(one, Table::Categories)),
            TableKind::Routing => self.routing.coming(now).map(|one| told(one, Table::Routing)),
            TableKind::Limits => self.limits.coming(now).map(|one| told(one, Table::Limits)),
            TableKind::Calendar => self.calendar.coming(now).map(|one| told(one, Table::Calendar)),
            TableKind::Sensors => self.sensors.coming(now).map(|one| told(one, Table::Sensors)),
        }
    }

    /// The facts that spoke of a table, in their order; none: what we ship.
    pub fn said(&self, kind: TableKind) -> Vec<Option<FactId>> {
        match kind {
            TableKind::Categories => self.categories.facts(),
            TableKind::Routing => self.routing.facts(),
            TableKind::Limits => self.limits.facts(),
            TableKind::Calendar => self.calendar.facts(),
            TableKind::Sensors => self.sensors.facts(),
        }
    }

    /// The fact that spoke last of a table; none: nobody has said anything.
    pub fn last(&self, kind: TableKind) -> Option<FactId> {
        self.said(kind).pop().flatten()
    }
}

fn told<T: Clone>(edition: &Edition<T>, table: impl Fn(T) -> Table) -> (Option<FactId>, Moment, Table) {
    (edition.fact, edition.from, table(edition.table.clone()))
}

/// On whose word a table is said, without blanks around it; empty: nobody's.
pub fn source(words: &str) -> Result<String, Refusal> {
    Ok(said(words)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::Fact;
    use crate::id::DeskId;
    use crate::worktime::Year;

    fn fact(seq: u64) -> FactId {
        FactId { desk: DeskId(uuid::Uuid::nil()), seq }
    }

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(seconds * 1000)
    }

    fn limits(minutes: u32) -> Table {
        let usual = Limits::shipped();
        let limit = usual.of(Priority::Normal, ClockKind::Dispose).expect("a limit");
        let changed = crate::incident::Limit { minutes, ..limit };
        Table::Limits(usual.with(Priority::Normal, ClockKind::Dispose, changed))
    }

    fn minutes(tables: &Tables, seconds: i64) -> u32 {
        let edition = tables.limits.at(at(seconds));
        edition.table.of(Priority::Normal, ClockKind::Dispose).expect("a limit").minutes
    }

    #[test]
    fn a_table_is_read_from_the_log_as_it_was_said() {
        for kind in TableKind::ALL {
            let (_, from, table) = Tables::new([]).shipped(kind);
            let said = Fact::TableRevised { table: Box::new(table), from, source: "通知".to_owned() };
            let text = serde_json::to_string(&said).expect("JSON");
            assert_eq!(serde_json::from_str::<Fact>(&text).expect("the same"), said);
        }
    }

    #[test]
    fn what_was_said_last_holds_of_all_that_have_come_into_force() {
        let tables = Tables::new([
            (fact(1), at(100), limits(1)),
            // For later; then somebody thinks better of it, at once.
            (fact(2), at(500), limits(2)),
            (fact(3), at(200), limits(3)),
            (fact(4), at(900), limits(4)),
        ]);
        let told: Vec<u32> = [0, 100, 199, 200, 500, 899, 900].map(|moment| minutes(&tables, moment)).into();
        assert_eq!(told, [1350, 1, 1, 3, 3, 3, 4]);
        assert_eq!(tables.limits.coming(at(150)).expect("one").from, at(200));
        assert_eq!(tables.limits.coming(at(300)).expect("one").from, at(900), "the second will never hold");
        assert_eq!(tables.limits.coming(at(900)), None);
    }

    #[test]
    fn a_year_that_a_calendar_did_not_tell_is_read_from_the_first_after_it_that_does() {
        let with = |off: &str, before: &Calendar| {
            let mut calendar = before.clone();
            let year = Year { off: [off.parse().expect("a day")].into(), on: [].into(), source: "通知".into() };
            calendar.years.insert(2027, year);
            calendar
        };
        let shipped = Calendar::shipped();
        let (first, second) = (with("2027-01-01", &shipped), with("2027-01-04", &shipped));
        let tables = Tables::new([
            (fact(1), at(100), Table::Calendar(first.clone())),
            (fact(2), at(200), Table::Calendar(second.clone())),
        ]);
        assert_eq!(tables.calendar.at(at(0)).table.years[&2027], first.years[&2027], "whoever came before any of them");
        assert_eq!(
            tables.calendar.at(at(150)).table.years[&2027],
            first.years[&2027],
            "no clock changes behind a back"
        );
        assert_eq!(tables.calendar.at(at(250)).table.years[&2027], second.years[&2027]);
        assert_eq!(tables.calendar.at(at(250)).table.years[&2026], shipped.years[&2026]);
    }
}
