//! `wutu locate`: positions in, grids out, both as CSV.

use std::io::{self, Read};
use std::path::Path;

use domain::answer::LocatedGrid;
use domain::failure::Failure;
use serde::Serialize;

use crate::out::Out;
use crate::stop::{Result, Stop, Verdict};
use crate::store::{self, Store};

/// Positions in one question: well below what a call may hold.
const AT_ONCE: usize = 20_000;

struct Asked {
    id: String,
    point: (f64, f64),
}

/// One line of the answer; empty where there is no grid.
#[derive(Serialize, Default)]
struct Line {
    id: String,
    path: String,
    code: String,
    name: String,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Document {
    located: Vec<Line>,
}

pub fn run(path: &Path, out: Out) -> Result<Verdict> {
    let asked = read(io::stdin().lock())?;
    let mut answer = if out.is_json() { Located::Document(Vec::with_capacity(asked.len())) } else { Located::table()? };
    store::with(path, |store| locate(store, &asked, &mut answer))?;
    match answer {
        Located::Document(located) => out.answer(&Document { located }, ""),
        Located::Table(table) => out.answer(&(), text_of(*table)?.trim_end()),
    }
    Ok(Verdict::Done)
}

fn locate(store: &Store, asked: &[Asked], answer: &mut Located) -> Result<()> {
    for some in asked.chunks(AT_ONCE) {
        let grids = store.locate(some.iter().map(|asked| asked.point).collect())?;
        some.iter().zip(grids).try_for_each(|(asked, grid)| answer.add(&asked.id, grid))?;
    }
    Ok(())
}

/// The answer as it grows: there may be millions of lines, and only one of the two forms is asked for.
enum Located {
    Document(Vec<Line>),
    Table(Box<csv::Writer<Vec<u8>>>),
}

impl Located {
    fn table() -> Result<Self> {
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(["id", "path", "code", "name"]).map_err(|error| broken(&error))?;
        Ok(Self::Table(Box::new(table)))
    }

    fn add(&mut self, id: &str, grid: Option<LocatedGrid>) -> Result<()> {
        match self {
            Self::Document(lines) => {
                let id = id.to_owned();
                lines.push(match grid {
                    Some(LocatedGrid { path, code, name }) => Line { id, path: path.to_string(), code: code.0, name },
                    None => Line { id, ..Line::default() },
                });
                Ok(())
            }
            Self::Table(table) => {
                let cells = grid.as_ref().map_or([""; 3], |grid| [grid.path.as_str(), &grid.code.0, &grid.name]);
                table.write_record(std::iter::once(id).chain(cells)).map_err(|error| broken(&error))
            }
        }
    }
}

/// A first row whose position is words is a heading, and may put the columns in another order.
fn read(input: impl Read) -> Result<Vec<Asked>> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).trim(csv::Trim::All).from_reader(input);
    let mut columns = [0, 1, 2];
    let mut asked = Vec::new();
    for (index, record) in reader.records().enumerate() {
        let row = index + 1;
        let record = record.map_err(|error| senseless(row, &error.to_string()))?;
        if index == 0 && record.get(1).is_some_and(|cell| cell.parse::<f64>().is_err()) {
            columns = heading(&record).ok_or_else(|| senseless(row, "the heading is not id,lon,lat"))?;
            continue;
        }
        let cell = |at: usize| record.get(columns[at]).unwrap_or_default();
        let number = |at: usize| cell(at).parse().map_err(|_| senseless(row, &format!("{:?} is no number", cell(at))));
        asked.push(Asked { id: cell(0).to_owned(), point: (number(1)?, number(2)?) });
    }
    Ok(asked)
}

fn heading(record: &csv::StringRecord) -> Option<[usize; 3]> {
    let at = |names: &[&str]| {
        record.iter().position(|cell| names.contains(&cell.trim_start_matches('\u{feff}').to_lowercase().as_str()))
    };
    Some([at(&["id"])?, at(&["lon", "lng", "longitude", "经度"])?, at(&["lat", "latitude", "纬度"])?])
}

fn text_of(table: csv::Writer<Vec<u8>>) -> Result<String> {
    let bytes = table.into_inner().map_err(|error| broken(&error))?;
    String::from_utf8(bytes).map_err(|error| broken(&error))
}

fn senseless(row: usize, what: &str) -> Stop {
    Stop::senseless("locate.row", &[("row", &row.to_string()), ("what", what)])
}

fn broken(error: &dyn std::error::Error) -> Stop {
    Failure::broken(error.to_string(), "cli.locate").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_may_put_the_columns_in_another_order() {
        let asked = read("lat,lon,id\n33.5,114.5,a\n".as_bytes()).unwrap();
        assert_eq!((asked[0].id.as_str(), asked[0].point), ("a", (114.5, 33.5)));
        let asked = read("7,114.5,33.5\n".as_bytes()).unwrap();
        assert_eq!((asked[0].id.as_str(), asked[0].point), ("7", (114.5, 33.5)));
    }

    #[test]
    fn a_row_that_is_no_position_is_named() {
        let stop = read("id,lon,lat\na,114.5,north\n".as_bytes()).err().unwrap();
        assert_eq!(stop.status, Verdict::Senseless);
        assert!(stop.failure.message.starts_with("row 2"), "{}", stop.failure.message);
    }
}
