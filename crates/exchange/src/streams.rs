//! Camera addresses, from CSV. Addresses only: nothing here or later stores a picture.

use std::collections::HashMap;

use domain::import::Fault;
use domain::venue::Stream;

use crate::fields::{Columns, Field};
use crate::findings::{Findings, at};
use crate::table::{Row, Table};
use crate::{Known, Options};

const VENUE: Field =
    Field { name: "venue", others: &["场所编码", "卡点编码", "编码", "场所", "venue_id", "code", "id"] };
const NAME: Field = Field { name: "name", others: &["名称", "视频名称"] };
const ADDRESS: Field = Field { name: "address", others: &["地址", "视频地址", "url"] };

/// RTSP; HLS and WHEP are both fetched over HTTP.
const PROTOCOLS: [&str; 4] = ["rtsp://", "rtsps://", "http://", "https://"];

/// Read streams; rows that lead nowhere are filed as faults.
pub(crate) fn read(table: &Table, options: &Options, known: &Known, findings: &mut Findings) -> Vec<Stream> {
    let names = table.heading.iter().map(String::as_str);
    let columns = Columns::find(names, &options.columns, &[VENUE, NAME, ADDRESS], findings);
    columns.need(&[VENUE, ADDRESS], findings);
    if columns.of(VENUE).is_none() || columns.of(ADDRESS).is_none() {
        return Vec::new();
    }
    let mut first_rows: HashMap<(String, String), usize> = HashMap::new();
    let mut streams = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        if let Some(fault) = table.overflow(row) {
            findings.refuse(fault);
            continue;
        }
        let venue = findings.keep(venue_of(table, row, &columns, known));
        let address = findings.keep(address_of(table, row, &columns));
        let (Some(venue), Some(address)) = (venue, address) else { continue };
        let name = table.cell(row, &columns, NAME).to_owned();
        if let Some(first) = first_rows.insert((venue.clone(), name.clone()), row.number) {
            let message = format!("{venue} has a stream of this name in row {first} already; give each its own name");
            findings.refuse(at(row.number, columns.name_of(NAME), "stream.duplicate", &[("venue", &venue)], message));
            continue;
        }
        streams.push(Stream { venue, name, address });
    }
    streams
}

fn venue_of(table: &Table, row: &Row, columns: &Columns, known: &Known) -> Result<String, Fault> {
    let id = table.cell(row, columns, VENUE);
    let is_known = known.venues.iter().any(|venue| venue.id.0 == id)
        || known.checkpoints.iter().any(|checkpoint| checkpoint.id.0 == id);
    is_known.then(|| id.to_owned()).ok_or_else(|| {
        let message = format!("there is no venue or checkpoint {id}; correct it, or import those first");
        at(row.number, columns.name_of(VENUE), "stream.unknown_venue", &[("venue", id)], message)
    })
}

fn address_of(table: &Table, row: &Row, columns: &Columns) -> Result<String, Fault> {
    let address = table.cell(row, columns, ADDRESS);
    let small = address.to_ascii_lowercase();
    let fits = PROTOCOLS.iter().any(|protocol| small.starts_with(protocol) && small.len() > protocol.len());
    fits.then(|| address.to_owned()).ok_or_else(|| {
        let message = format!("{address} is no stream's address; it begins with {}", PROTOCOLS.join(", "));
        at(row.number, columns.name_of(ADDRESS), "stream.bad_address", &[("address", address)], message)
    })
}
