//! Rows of a table that say where they lie: longitude and latitude, or metres east and north, in two
//! columns or in one. What they are measured in is never guessed: the caller says it.

use domain::import::Fault;
use serde_json::Value;

use crate::Options;
use crate::coordinates::Degrees;
use crate::features::{Collection, Drawn, Record};
use crate::fields::{Columns, Field};
use crate::findings::{Findings, at};
use crate::table::{Row, Table};
use crate::units;

const EAST: Field = Field {
    name: "lng",
    others: &["lon", "long", "longitude", "经度", "东经", "x", "x坐标", "坐标x", "easting", "东坐标"],
};
const NORTH: Field = Field {
    name: "lat",
    others: &["latitude", "纬度", "北纬", "y", "y坐标", "坐标y", "northing", "北坐标"],
};
const BOTH: Field = Field { name: "place", others: &["经纬度", "坐标", "location", "lnglat", "coordinates"] };

/// The column that says what all of them are measured in.
pub(crate) const CRS: &str = "crs";

pub(crate) const FIELDS: [Field; 3] = [EAST, NORTH, BOTH];
/// What stands between the two numbers of one cell.
const BETWEEN: [char; 6] = [',', '，', ' ', ';', '；', '/'];

/// The rows as features: points where their columns say, with all cells as properties.
pub(crate) fn features(table: Table, options: &Options, findings: &mut Findings) -> Collection<'static> {
    let names = table.heading.iter().map(String::as_str);
    let said = options.columns.iter().filter(|(field, _)| is_ours(field));
    let said = said.map(|(field, column)| (field.clone(), column.clone())).collect();
    let columns = Columns::find(names, &said, &FIELDS, findings);
    let in_one = columns.of(BOTH).is_some() && (columns.of(EAST).is_none() || columns.of(NORTH).is_none());
    let (count, crs) = (table.rows.len(), crs_of(&table));
    if !in_one && (columns.of(EAST).is_none() || columns.of(NORTH).is_none()) {
        columns.need(&[EAST, NORTH], findings);
        return Collection::of_records(Vec::new(), count);
    }
    let reader = Reader { table: &table, columns: &columns, in_one };
    let (mut records, mut faults) = (Vec::with_capacity(table.rows.len()), Vec::new());
    for row in &table.rows {
        let place = table.check_width(row, findings).and_then(|()| reader.place(row));
        match place {
            Ok(geometry) => records.push(Record {
                row: row.number,
                id: Value::Null,
                properties: reader.properties(row),
                geometry: geometry.map(Drawn::Point),
            }),
            Err(fault) => faults.push(fault),
        }
    }
    Collection { crs, faults, notes: table.notes, ..Collection::of_records(records, count) }
}

/// What the rows say together that they are measured in; none where they say nothing, or not the same.
pub(crate) fn crs_of(table: &Table) -> Option<String> {
    let index = table.heading.iter().position(|name| name == CRS)?;
    let mut said = table.rows.iter().filter_map(|row| row.cell(index)).filter(|cell| !cell.is_empty());
    let first = said.next()?;
    said.all(|other| other == first).then(|| first.to_owned())
}

/// Whether a heading names columns that say where rows lie.
pub(crate) fn are_in(heading: &[String]) -> bool {
    let is_there = |field: Field| heading.iter().any(|name| field.is_called(name));
    (is_there(EAST) && is_there(NORTH)) || is_there(BOTH)
}

/// Whether a table says where its rows lie, or the caller does.
pub(crate) fn are_said(table: &Table, options: &Options) -> bool {
    are_in(&table.heading) || options.columns.keys().any(|field| is_ours(field))
}

/// The rows of a table that says nothing of places, with all cells as properties.
pub(crate) fn without_place(table: Table, options: &Options, findings: &mut Findings) -> Collection<'static> {
    let (count, columns) = (table.rows.len(), Columns::default());
    let has_heading = !options.columns.is_empty() || findings.keep(table.check_heading(&units::FIELDS)).is_some();
    let reader = Reader { table: &table, columns: &columns, in_one: false };
    let (mut records, mut faults) = (Vec::with_capacity(count), Vec::new());
    for row in table.rows.iter().filter(|_| has_heading) {
        match table.check_width(row, findings) {
            Ok(()) => records.push(Record {
                row: row.number,
                id: Value::Null,
                properties: reader.properties(row),
                geometry: None,
            }),
            Err(fault) => faults.push(fault),
        }
    }
    // Nothing is measured in anything.
    let is_wgs84 = true;
    Collection { is_wgs84, faults, notes: table.notes, ..Collection::of_records(records, count) }
}

/// What the caller says of a table, without what is said of places.
pub(crate) fn without(options: &Options) -> Options {
    let mut rest = options.clone();
    rest.columns.retain(|field, _| !is_ours(field));
    rest
}

fn is_ours(field: &str) -> bool {
    FIELDS.iter().any(|known| known.name == field)
}

struct Reader<'a> {
    table: &'a Table,
    columns: &'a Columns,
    in_one: bool,
}

impl Reader<'_> {
    /// Where a row lies; none when it does not say.
    fn place(&self, row: &Row) -> Result<Option<Degrees>, Fault> {
        let cell = |field| self.table.cell(row, self.columns, field);
        if self.in_one {
            let both = cell(BOTH).trim_matches(['(', ')', '（', '）', '[', ']']);
            let parts: Vec<&str> = both.split(BETWEEN).filter(|part| !part.is_empty()).collect();
            return match parts.as_slice() {
                [] => Ok(None),
                [east, north] => Ok(Some(Degrees(self.number(row, BOTH, east)?, self.number(row, BOTH, north)?))),
                _ => Err(self.no_number(row, BOTH, both)),
            };
        }
        match (cell(EAST), cell(NORTH)) {
            ("", "") => Ok(None),
            (east, north) => Ok(Some(Degrees(self.number(row, EAST, east)?, self.number(row, NORTH, north)?))),
        }
    }

    fn number(&self, row: &Row, field: Field, text: &str) -> Result<f64, Fault> {
        let number = text.trim_end_matches('°').parse::<f64>().ok().filter(|number| number.is_finite());
        number.ok_or_else(|| self.no_number(row, field, text))
    }

    fn no_number(&self, row: &Row, field: Field, text: &str) -> Fault {
        at(row.number, self.columns.name_of(field), "position.unreadable", &[("value", text)])
    }

    /// Of two columns with one name the first is read.
    fn properties(&self, row: &Row) -> crate::properties::Properties<'static> {
        let cells = self.table.heading.iter().zip(&row.cells).rev().filter(|(_, cell)| !cell.is_empty());
        cells.map(|(name, cell)| (name.clone().into(), Value::String(cell.clone()))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{Geometry, Survey};

    fn places(text: &str) -> Vec<Result<Option<Degrees>, String>> {
        let table = Table::read("a.csv", text).expect("a table");
        let mut findings = Findings::default();
        let survey = Survey::default();
        let features = features(table, &Options::default(), &mut findings).features(&survey, &mut findings);
        let read = features.into_iter().map(|feature| {
            Ok(feature.geometry.map(|geometry| match geometry {
                Geometry::Drawn(Drawn::Point(degrees)) => degrees,
                other => panic!("{other:?}"),
            }))
        });
        read.chain(findings.sorted().0.into_iter().map(|fault| Err(fault.code))).collect()
    }

    #[test]
    fn places_stand_in_two_columns_or_in_one() {
        let here = Ok(Some(Degrees(114.5, 33.5)));
        for text in [
            "经度,纬度\n114.5,33.5\n",
            "name;X;Y\n甲;114.5°;33.5\n",
            "坐标\n\"114.5, 33.5\"\n",
            "location\t\n114.5，33.5\t\n",
        ] {
            assert_eq!(places(text), std::slice::from_ref(&here), "{text}");
        }
        assert_eq!(places("lng,lat,id\n,,1\n"), [Ok(None)]);
    }

    #[test]
    fn what_is_no_place_is_named() {
        let unreadable = || vec![Err("position.unreadable".to_owned())];
        for text in ["lng,lat\n114.5,\n", "lng,lat\n东,33\n", "lng,lat\ninf,33\n", "坐标\n114.5\n", "坐标\n\"1,2,3\"\n"]
        {
            assert_eq!(places(text), unreadable(), "{text}");
        }
        assert_eq!(places("id,经度\n1,114\n"), [Err("columns.missing".to_owned())]);
    }
}
