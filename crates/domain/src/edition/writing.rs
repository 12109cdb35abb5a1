//! Tables as rows of text, as a person edits them and a spreadsheet keeps them. What is read back is the same table.

use super::Table;
use crate::category::Category;
use crate::incident::ClockKind;
use crate::order::Priority;
use crate::report::Spot;
use crate::routing::{Handler, Route};
use crate::sensor::Sensor;
use crate::worktime::{Calendar, Hours};

/// What parts the levels of a category in one cell.
pub(super) const BETWEEN: &str = " / ";

impl Table {
    /// Its rows, each with a cell for every column of its kind.
    pub fn rows(&self) -> Vec<Vec<String>> {
        match self {
            Self::Categories(table) => {
                let mut rows = Vec::new();
                leaves(&table.categories, &mut Vec::new(), &mut rows);
                rows
            }
            Self::Routing(routing) => routing.routes.iter().map(route).collect(),
            Self::Limits(limits) => {
                let all = Priority::ALL.into_iter().flat_map(|urgency| ClockKind::ALL.map(|kind| (urgency, kind)));
                let told = all.filter_map(|(urgency, kind)| {
                    let limit = limits.of(urgency, kind)?;
                    Some(
                        [urgency.word(), kind.word(), &limit.minutes.to_string(), limit.pace.word()].map(str::to_owned),
                    )
                });
                told.map(Vec::from).collect()
            }
            Self::Calendar(calendar) => days(calendar),
            Self::Sensors(table) => table.sensors.iter().map(sensor).collect(),
        }
    }
}

/// One row for each that divides into nothing more.
fn leaves(siblings: &[Category], above: &mut Vec<String>, rows: &mut Vec<Vec<String>>) {
    for one in siblings {
        above.push(one.name.clone());
        if one.children.is_empty() {
            let mut cells = above.clone();
            cells.resize(crate::category::MOST_LEVELS, String::new());
            rows.push(cells);
        } else {
            leaves(&one.children, above, rows);
        }
        above.pop();
    }
}

fn route(route: &Route) -> Vec<String> {
    let (to, handler) = match &route.to {
        Handler::Unit { unit } => ("unit", unit.to_string()),
        Handler::Grid { grid } => ("grid", grid.to_string()),
        Handler::Around { level } => ("around", level.to_string()),
    };
    let within = route.within.as_ref().map(ToString::to_string).unwrap_or_default();
    let kind = route.kind.map(|kind| kind.word().to_owned()).unwrap_or_default();
    vec![route.category.join(BETWEEN), kind, within, to.to_owned(), handler]
}

fn sensor(sensor: &Sensor) -> Vec<String> {
    let Sensor { id, kind, name, spot, topic, when, number } = sensor;
    let stands = match spot {
        Spot::Venue { id } => id.0.clone(),
        Spot::Grid { path } => path.to_string(),
        // No row can say so.
        Spot::Checkpoint { .. } | Spot::Position { .. } => String::new(),
    };
    let number = number.clone().unwrap_or_default();
    vec![id.clone(), kind.word().to_owned(), name.clone(), stands, topic.clone(), when.to_string(), number]
}

fn days(calendar: &Calendar) -> Vec<Vec<String>> {
    let row = |what: &str, value: String, source: &str| vec![what.to_owned(), value, source.to_owned()];
    let hours = calendar.hours.iter().map(|hours| row("hours", clock(*hours), ""));
    let years = calendar.years.iter().flat_map(|(year, told)| {
        let off = told.off.iter().map(|day| row("off", day.to_string(), ""));
        let on = told.on.iter().map(|day| row("on", day.to_string(), ""));
        std::iter::once(row("year", year.to_string(), &told.source)).chain(off).chain(on).collect::<Vec<_>>()
    });
    hours.chain(years).collect()
}

fn clock(hours: Hours) -> String {
    let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    format!("{}-{}", time(hours.from), time(hours.until))
}
