//! Rows of a table that bring their geometry along as GeoJSON writes it: in a column `geometry`, and where
//! it is longer than a cell, in `geometry 2` and so on. So rows with boundaries go through a spreadsheet.

use serde_json::{Value, json};

use crate::coordinates::Degrees;
use crate::features::{Collection, Drawn, Record};
use crate::findings::Findings;
use crate::geometry;
use crate::properties::Properties;
use crate::spots;
use crate::table::{Row, Table};

const GEOMETRY: &str = "geometry";

/// The column of a piece, counted from 0.
pub(crate) fn column(piece: usize) -> String {
    if piece == 0 { GEOMETRY.to_owned() } else { format!("{GEOMETRY} {}", piece + 1) }
}

/// Whether a table has such a column with a geometry in it.
pub(crate) fn are_in(table: &Table) -> bool {
    let Some(index) = table.heading.iter().position(|name| name == GEOMETRY) else { return false };
    let mut cells = table.rows.iter().filter_map(|row| row.cell(index)).filter(|cell| !cell.is_empty());
    cells.next().is_some_and(|cell| cell.starts_with('{'))
}

/// The rows as features, with all other cells as properties.
pub(crate) fn features(table: Table) -> Collection<'static> {
    let pieces: Vec<usize> = (0..)
        .map_while(|piece| {
            let wanted = column(piece);
            table.heading.iter().position(|name| *name == wanted)
        })
        .collect();
    let crs = spots::crs_of(&table);
    let (mut records, mut findings, mut notes) =
        (Vec::with_capacity(table.rows.len()), Findings::default(), Vec::new());
    for row in &table.rows {
        let width = table.check_width(row, &mut findings);
        if findings.keep(width).is_none() {
            continue;
        }
        let text: String = pieces.iter().filter_map(|index| row.cell(*index)).collect();
        let drawn = if text.is_empty() { Ok(None) } else { geometry::drawn_from(&text).map(Some) };
        if let Some(geometry) = findings.keep(drawn.map_err(|trouble| trouble.at_row(row.number))) {
            let properties = properties(&table, row, &pieces);
            records.push(Record { row: row.number, id: Value::Null, properties, geometry });
        }
    }
    let count = table.rows.len();
    let (faults, doubtful) = findings.sorted();
    notes.extend(table.notes.into_iter().chain(doubtful));
    Collection { crs, faults, notes, ..Collection::of_records(records, count) }
}

fn properties(table: &Table, row: &Row, pieces: &[usize]) -> Properties<'static> {
    let cells = table.heading.iter().zip(&row.cells).enumerate().rev();
    let cells = cells.filter(|(index, (name, cell))| {
        !pieces.contains(index) && !cell.is_empty() && !name.is_empty() && *name != spots::CRS
    });
    cells.map(|(_, (name, cell))| (name.clone().into(), Value::String(cell.clone()))).collect()
}

/// A geometry that was read already, as GeoJSON writes it.
pub(crate) fn text_of(drawn: &Drawn) -> String {
    let line = |line: &Vec<Degrees>| line.iter().map(|at| json!([at.0, at.1])).collect::<Value>();
    let value = match drawn {
        Drawn::Point(at) => json!({ "type": "Point", "coordinates": [at.0, at.1] }),
        Drawn::Lines(lines) => {
            json!({ "type": "MultiLineString", "coordinates": lines.iter().map(line).collect::<Value>() })
        }
        Drawn::Areas(areas) => {
            let areas: Value = areas.iter().map(|rings| rings.iter().map(line).collect::<Value>()).collect();
            json!({ "type": "MultiPolygon", "coordinates": areas })
        }
        Drawn::Other(name) => json!({ "type": name }),
    };
    value.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_geometry_comes_back_from_its_text() {
        let ring = vec![Degrees(1.0, 2.0), Degrees(3.5, 2.0), Degrees(3.5, 4.0), Degrees(1.0, 2.0)];
        for drawn in [
            Drawn::Point(Degrees(114.5, 33.5)),
            Drawn::Lines(vec![ring.clone(), ring.clone()]),
            Drawn::Areas(vec![vec![ring.clone()], vec![ring.clone(), ring]]),
        ] {
            let back = geometry::drawn_from(&text_of(&drawn)).expect("our own text");
            assert_eq!(format!("{back:?}"), format!("{drawn:?}"));
        }
    }
}
