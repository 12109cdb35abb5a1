//! Camera addresses, from CSV. Addresses only: nothing here or later stores a picture, and what opens a camera is set
//! apart, to be sealed.

use std::collections::{HashMap, HashSet};

use domain::amendment::is_address;
use domain::camera;
use domain::import::Fault;
use domain::venue::Stream;

use crate::codes::code_in;
use crate::fields::{Columns, Field};
use crate::findings::{Findings, at};
use crate::table::{Row, Table};
use crate::{Known, Options};

const VENUE: Field =
    Field { name: "venue", others: &["场所编码", "卡点编码", "编码", "场所", "venue_id", "code", "id"] };
const NAME: Field = Field { name: "name", others: &["名称", "视频名称"] };
pub(crate) const ADDRESS: Field = Field { name: "address", others: &["地址", "视频地址", "url"] };

pub(crate) const FIELDS: [Field; 3] = [VENUE, NAME, ADDRESS];
/// Without these nothing comes in.
pub(crate) const NEEDED: [Field; 2] = [VENUE, ADDRESS];

/// Read streams; rows that lead nowhere are filed as faults.
pub(crate) fn read(table: &Table, options: &Options, known: &Known, findings: &mut Findings) -> Vec<Stream> {
    if options.columns.is_empty() && findings.keep(table.check_heading(&FIELDS)).is_none() {
        return Vec::new();
    }
    let names = table.heading.iter().map(String::as_str);
    let columns = Columns::find(names, &options.columns, &FIELDS, findings);
    columns.need(&NEEDED, findings);
    if NEEDED.iter().any(|field| columns.of(*field).is_none()) {
        return Vec::new();
    }
    let venues = known.venues.iter().map(|venue| venue.id.0.as_str());
    let places: HashSet<&str> =
        venues.chain(known.checkpoints.iter().map(|checkpoint| checkpoint.id.0.as_str())).collect();
    let mut first_rows: HashMap<(String, String), usize> = HashMap::new();
    let mut streams = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let width = table.check_width(row, findings);
        if findings.keep(width).is_none() {
            continue;
        }
        let venue = findings.keep(venue_of(table, row, &columns, &places));
        let address = findings.keep(address_of(table, row, &columns));
        let (Some(venue), Some(address)) = (venue, address) else { continue };
        let name = table.cell(row, &columns, NAME).to_owned();
        let kind = known.venues.iter().find(|one| one.id.0 == venue).map_or("", |one| one.kind.as_str());
        if let Some(private) = camera::private(kind, &name) {
            findings.refuse(at(row.number, columns.name_of(NAME), "viewing.private", &[("private", private.code)]));
            continue;
        }
        if let Some(first) = first_rows.insert((venue.clone(), name.clone()), row.number) {
            let params = [("venue", venue.as_str()), ("first", &first.to_string())];
            findings.refuse(at(row.number, columns.name_of(NAME), "stream.duplicate", &params));
            continue;
        }
        let mut stream = Stream { venue, name, address };
        if let Some(login) = stream.part_login() {
            findings.set_apart(login);
        }
        streams.push(stream);
    }
    streams
}

fn venue_of(table: &Table, row: &Row, columns: &Columns, places: &HashSet<&str>) -> Result<String, Fault> {
    let field = columns.name_of(VENUE);
    let Some(id) = code_in(row.number, field, table.cell(row, columns, VENUE))? else {
        return Err(at(row.number, field, "stream.no_venue", &[]));
    };
    if !places.contains(id.as_str()) {
        return Err(at(row.number, field, "stream.unknown_venue", &[("venue", &id)]));
    }
    Ok(id)
}

fn address_of(table: &Table, row: &Row, columns: &Columns) -> Result<String, Fault> {
    let address = table.cell(row, columns, ADDRESS);
    if !is_address(&camera::parted(address).0) {
        // What may be a password is not told on.
        let told = address.rsplit_once('@').map_or(address, |(_, host)| host);
        return Err(at(row.number, columns.name_of(ADDRESS), "stream.bad_address", &[("address", told)]));
    }
    Ok(address.to_owned())
}
