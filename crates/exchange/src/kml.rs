//! KML (OGC 12-007): placemarks as features, with what they say of themselves. Always longitude and
//! latitude of WGS 84. Tours, overlays and links to elsewhere are passed over.

use std::collections::HashMap;

use domain::import::Fault;
use serde_json::Value;

use crate::archive::{Archive, Entry};
use crate::coordinates::Degrees;
use crate::datum::WGS84;
use crate::features::{Collection, Drawn, Record};
use crate::findings::{at, clipped, of_file};
use crate::layers::{Closed, Layers};
use crate::limits::{MOST_LAYERS, MOST_POSITIONS, MOST_ROWS};
use crate::properties::Properties;
use crate::xml::{Broken, Piece, Tag, Xml};

/// How the name of a KML file ends.
const ENDING: &str = ".kml";
/// What a placemark says in elements of its own.
const SAID: [&str; 4] = ["name", "description", "address", "phoneNumber"];

/// Whether an archive holds a KML file (KMZ).
pub(crate) fn is_in(archive: &Archive) -> bool {
    !archive.ending(ENDING).is_empty()
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

/// Read a KML file of an archive: the only one, or that of this name. Where there is only one, the name may
/// be a folder's in it.
pub(crate) fn read_packed(
    file_name: &str,
    mut archive: Archive,
    said: Option<&str>,
) -> Result<(Collection<'static>, Layers), Closed> {
    let files = archive.ending(ENDING);
    let unpacked = |archive: &mut Archive, file: &Entry| {
        let damaged = archive.damaged(file);
        String::from_utf8(archive.bytes(file)?).map_err(|_| damaged)
    };
    if let [file] = files.as_slice() {
        return read(file_name, &unpacked(&mut archive, file)?, said);
    }
    let names = files.iter().map(|file| file.name[..file.name.len() - ENDING.len()].to_owned()).collect();
    let (index, layers) = Layers::choose(file_name, names, said)?;
    let (collection, _) = read(file_name, &unpacked(&mut archive, &files[index])?, None)?;
    Ok((collection, layers))
}

/// Read the placemarks, counted from 1: all of them, or those of the folder that is said.
pub(crate) fn read(file_name: &str, text: &str, said: Option<&str>) -> Result<(Collection<'static>, Layers), Closed> {
    let mut reader = Reader { xml: Xml::new(text.as_bytes()), row: 0 };
    let mut folders = Folders::default();
    let mut placed = Vec::new();
    let not_xml = |broken: Broken| not_xml(file_name, text, &broken);
    loop {
        match reader.xml.next().map_err(not_xml)? {
            Piece::Open(tag) if tag.name == "Placemark" => {
                reader.row += 1;
                if reader.row > MOST_ROWS {
                    let params = [("file", file_name), ("most", &MOST_ROWS.to_string())];
                    return Err(of_file("file.too_many_rows", &params).into());
                }
                placed.push((folders.here(), reader.placemark(&tag).map_err(not_xml)?));
            }
            Piece::Open(tag) if tag.name == "Folder" => folders.open(),
            Piece::Open(tag) if tag.name == "name" && folders.waits() => {
                let name = reader.xml.text().map_err(not_xml)?;
                folders.name(&name);
            }
            Piece::Open(_) => folders.deeper(),
            Piece::Close(name) => folders.close(&name),
            Piece::Text(_) => {}
            Piece::End => break,
        }
    }
    let layers = folders.layers(file_name, said)?;
    let wanted = layers.read.as_ref().map(|name| folders.numbered(name));
    let (mut records, mut faults) = (Vec::new(), Vec::new());
    for (_, outcome) in placed.into_iter().filter(|(folder, _)| wanted.as_ref().is_none_or(|one| one == folder)) {
        match outcome {
            Ok(record) => records.push(record),
            Err(fault) => faults.push(fault),
        }
    }
    let count = records.len() + faults.len();
    Ok((Collection { crs: Some(WGS84.to_owned()), faults, ..Collection::of_records(records, count) }, layers))
}

/// The folders of a file while it is read, each a layer where placemarks stand right in it.
#[derive(Default)]
struct Folders {
    /// Their names with those around them, parted by `/`, each with its number from 1.
    numbers: HashMap<String, usize>,
    /// Those that are open here, from the outside, each with how deep it goes below it.
    open: Vec<(String, usize)>,
}

impl Folders {
    fn open(&mut self) {
        self.open.push((String::new(), 0));
    }

    fn deeper(&mut self) {
        if let Some((_, depth)) = self.open.last_mut() {
            *depth += 1;
        }
    }

    fn close(&mut self, name: &str) {
        match self.open.last_mut() {
            Some((_, 0)) if name == "Folder" => drop(self.open.pop()),
            Some((_, depth)) => *depth = depth.saturating_sub(1),
            None => {}
        }
    }

    /// Whether a name here is the folder's own.
    fn waits(&self) -> bool {
        self.open.last().is_some_and(|(name, depth)| name.is_empty() && *depth == 0)
    }

    fn name(&mut self, text: &str) {
        if let Some((name, _)) = self.open.last_mut() {
            clipped(text.trim()).clone_into(name);
        }
    }

    /// The number of the folder that is open here; 0 outside of all.
    fn here(&mut self) -> usize {
        let names: Vec<&str> =
            self.open.iter().map(|(name, _)| name.as_str()).filter(|name| !name.is_empty()).collect();
        if names.is_empty() {
            return 0;
        }
        let next = self.numbers.len() + 1;
        *self.numbers.entry(names.join("/")).or_insert(next)
    }

    fn numbered(&self, name: &str) -> usize {
        self.numbers.get(name).copied().unwrap_or_default()
    }

    /// Folders group placemarks as often as they part layers: without a word all are read together.
    fn layers(&self, file_name: &str, said: Option<&str>) -> Result<Layers, Closed> {
        let mut numbered: Vec<(&String, &usize)> = self.numbers.iter().collect();
        numbered.sort_unstable_by_key(|(_, number)| **number);
        let names: Vec<String> = numbered.into_iter().map(|(name, _)| name.clone()).collect();
        let Some(said) = said else {
            let names = if (2..=MOST_LAYERS).contains(&names.len()) { names } else { Vec::new() };
            return Ok(Layers { names, read: None });
        };
        if names.is_empty() {
            return Ok(Layers::default());
        }
        Layers::choose(file_name, names, Some(said)).map(|(_, layers)| layers)
    }
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
        properties.add(name.to_owned(), text.into());
    }
}
