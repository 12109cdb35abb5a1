//! KML (OGC 12-007): placemarks as features, with what they say of themselves. Always longitude and
//! latitude of WGS 84. Tours, overlays and links to elsewhere are passed over.

use domain::import::Fault;
use serde_json::Value;

use crate::archive::Archive;
use crate::coordinates::Degrees;
use crate::datum::WGS84;
use crate::features::{Collection, Drawn, Record};
use crate::findings::{at, of_file};
use crate::limits::{MOST_POSITIONS, MOST_ROWS};
use crate::parts::Properties;
use crate::xml::{Broken, Piece, Tag, Xml};

/// What a placemark says in elements of its own.
const SAID: [&str; 4] = ["name", "description", "address", "phoneNumber"];

/// Whether an archive holds a KML file (KMZ).
pub(crate) fn is_in(archive: &Archive) -> bool {
    !archive.ending(".kml").is_empty()
}

/// Whether a text is KML, by its first element.
pub(crate) fn is_one(text: &str) -> bool {
    let mut xml = Xml::new(text.as_bytes());
    loop {
        match xml.next() {
            Ok(Piece::Open(tag)) => return matches!(tag.name.as_str(), "kml" | "Document" | "Folder" | "Placemark"),
            Ok(Piece::Text(_)) => {}
            _ => return false,
        }
    }
}

/// The text of the one KML file in an archive.
pub(crate) fn unpacked(file_name: &str, mut archive: Archive) -> Result<String, Fault> {
    let files = archive.ending(".kml");
    let [file] = files.as_slice() else {
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        return Err(of_file("shapefile.layers", &[("file", file_name), ("layers", &names.join(", "))]));
    };
    let damaged = archive.damaged(file);
    String::from_utf8(archive.bytes(file)?).map_err(|_| damaged)
}

/// Read the placemarks, counted from 1.
pub(crate) fn read(file_name: &str, text: &str) -> Result<Collection<'static>, Fault> {
    let mut reader = Reader { xml: Xml::new(text.as_bytes()), row: 0 };
    let (mut records, mut faults) = (Vec::new(), Vec::new());
    loop {
        let piece = reader.xml.next().map_err(|broken| not_xml(file_name, text, &broken))?;
        match piece {
            Piece::Open(tag) if tag.name == "Placemark" => {
                reader.row += 1;
                if reader.row > MOST_ROWS {
                    return Err(of_file(
                        "file.too_many_rows",
                        &[("file", file_name), ("most", &MOST_ROWS.to_string())],
                    ));
                }
                match reader.placemark(&tag).map_err(|broken| not_xml(file_name, text, &broken))? {
                    Ok(record) => records.push(record),
                    Err(fault) => faults.push(fault),
                }
            }
            Piece::End => break,
            _ => {}
        }
    }
    Ok(Collection { crs: Some(WGS84.to_owned()), faults, ..Collection::of_records(records, reader.row) })
}

fn not_xml(file_name: &str, text: &str, Broken(at): &Broken) -> Fault {
    let before = usize::try_from(*at).ok().and_then(|at| text.get(..at)).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    of_file("file.not_xml", &[("file", file_name), ("line", &line.to_string())])
}

struct Reader<'a> {
    xml: Xml<&'a [u8]>,
    row: usize,
}

/// What a placemark draws, as far as it was read.
#[derive(Default)]
struct Drawing {
    points: Vec<Degrees>,
    lines: Vec<Vec<Degrees>>,
    areas: Vec<Vec<Vec<Degrees>>>,
    others: bool,
    positions: usize,
}

impl Drawing {
    fn whole(self) -> Option<Drawn> {
        let Self { mut points, lines, areas, others, .. } = self;
        match (points.len(), lines.len(), areas.len()) {
            (0, 0, 0) if !others => None,
            (1, 0, 0) if !others => points.pop().map(Drawn::Point),
            (0, 1.., 0) if !others => Some(Drawn::Lines(lines)),
            (0, 0, 1..) if !others => Some(Drawn::Areas(areas)),
            (2.., 0, 0) if !others => Some(Drawn::Other("MultiPoint")),
            _ => Some(Drawn::Other("GeometryCollection")),
        }
    }
}

impl Reader<'_> {
    fn placemark(&mut self, tag: &Tag) -> Result<Result<Record, Fault>, Broken> {
        let id = tag.attribute("id").map_or(Value::Null, Value::from);
        let (mut properties, mut drawing, mut fault) = (Properties::new(), Drawing::default(), None);
        let mut depth = 1_usize;
        while depth > 0 {
            match self.xml.next()? {
                Piece::Open(tag) => match tag.name.as_str() {
                    name if depth == 1 && SAID.contains(&name) => {
                        let text = self.xml.text()?;
                        say(&mut properties, name, &text);
                    }
                    "Data" => {
                        let text = self.value()?;
                        say(&mut properties, tag.attribute("name").unwrap_or_default(), &text);
                    }
                    "SimpleData" => {
                        let text = self.xml.text()?;
                        say(&mut properties, tag.attribute("name").unwrap_or_default(), &text);
                    }
                    "Point" | "LineString" | "LinearRing" | "Polygon" => {
                        if let Err(found) = self.geometry(&tag.name, &mut drawing)? {
                            fault.get_or_insert(found);
                        }
                    }
                    "Model" | "Track" | "MultiTrack" => {
                        drawing.others = true;
                        self.xml.skip()?;
                    }
                    _ => depth += 1,
                },
                Piece::Close(_) => depth -= 1,
                Piece::Text(_) => {}
                Piece::End => return Err(Broken(0)),
            }
        }
        let row = self.row;
        Ok(fault.map_or_else(|| Ok(Record { row, id, properties, geometry: drawing.whole() }), Err))
    }

    /// The `value` within the element that was just opened.
    fn value(&mut self) -> Result<String, Broken> {
        let (mut text, mut depth) = (String::new(), 1_usize);
        while depth > 0 {
            match self.xml.next()? {
                Piece::Open(tag) if tag.name == "value" => text = self.xml.text()?,
                Piece::Open(_) => depth += 1,
                Piece::Close(_) => depth -= 1,
                Piece::Text(_) => {}
                Piece::End => return Err(Broken(0)),
            }
        }
        Ok(text)
    }

    /// A point, a line, or the outer ring and the holes of a polygon.
    fn geometry(&mut self, kind: &str, drawing: &mut Drawing) -> Result<Result<(), Fault>, Broken> {
        let (mut outer, mut holes, mut in_hole) = (Vec::new(), Vec::new(), false);
        let mut depth = 1_usize;
        let mut outcome = Ok(());
        while depth > 0 {
            match self.xml.next()? {
                Piece::Open(tag) if tag.name == "coordinates" => {
                    let text = self.xml.text()?;
                    match self.positions(&text, drawing) {
                        Ok(positions) if in_hole => holes.push(positions),
                        Ok(positions) => outer = positions,
                        Err(fault) => outcome = Err(fault),
                    }
                }
                Piece::Open(tag) => {
                    in_hole |= tag.name == "innerBoundaryIs";
                    depth += 1;
                }
                Piece::Close(name) => {
                    in_hole &= name != "innerBoundaryIs";
                    depth -= 1;
                }
                Piece::Text(_) => {}
                Piece::End => return Err(Broken(0)),
            }
        }
        match kind {
            "Point" => drawing.points.extend(outer.first()),
            "Polygon" => drawing.areas.push([vec![outer], holes].concat()),
            _ => drawing.lines.push(outer),
        }
        Ok(outcome)
    }

    /// `longitude,latitude,height` between blanks.
    fn positions(&self, text: &str, drawing: &mut Drawing) -> Result<Vec<Degrees>, Fault> {
        let position = |text: &str| {
            let mut numbers = text.split(',').map(|number| number.parse::<f64>().ok().filter(|one| one.is_finite()));
            let place = numbers.next().flatten().zip(numbers.next().flatten());
            let unreadable = || at(self.row, "geometry", "position.unreadable", &[("value", text)]);
            place.map(|(x, y)| Degrees(x, y)).ok_or_else(unreadable)
        };
        let positions = text.split_whitespace().map(position).collect::<Result<Vec<_>, _>>()?;
        drawing.positions += positions.len();
        if drawing.positions > MOST_POSITIONS {
            let most = MOST_POSITIONS.to_string();
            return Err(at(self.row, "geometry", "geometry.too_many_positions", &[("most", &most)]));
        }
        Ok(positions)
    }
}

/// Of two that are called alike the first stands.
fn say(properties: &mut Properties<'static>, name: &str, text: &str) {
    let text = text.trim();
    if !text.is_empty() {
        properties.entry(name.to_owned().into()).or_insert_with(|| text.into());
    }
}
