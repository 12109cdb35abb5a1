//! Drawings (DXF, as text): closed polylines as outlines, each with its layer and the texts that stand in it.
//!
//! A drawing says how long its unit is, and never where it lies: what its coordinates are measured in is the
//! caller's to say. What draws nothing closed is passed over and counted.

mod labels;
mod pairs;

use std::collections::{BTreeMap, HashSet};

use domain::import::Fault;
use serde_json::Value;

use crate::content::Content;
use crate::coordinates::Degrees;
use crate::features::{Collection, Drawn, Record};
use crate::findings::{at, clipped, of_file};
use crate::layers::{Closed, Layers};
use crate::limits::{MOST_LAYERS, MOST_POSITIONS, MOST_POSITIONS_IN_ALL, MOST_ROWS};
use crate::properties::Properties;

use labels::Label;
use pairs::{Letters, Pair, Pairs};

pub(crate) use pairs::is_one;

/// A polyline's flag: its end is joined to its beginning.
const CLOSED: i64 = 1;
/// A polyline's flags: it is a net or a body, and its corners are no line.
const NET: i64 = 16 | 64;
/// A corner's flag: it only bends a curve.
const FRAME: i64 = 16;
/// An arc is drawn in pieces of this angle: on a circle of a hundred metres they leave it by four centimetres.
const PIECE: f64 = std::f64::consts::PI / 60.0;
const METRES: &str = "m";
/// What northings of China are in metres, in any belt.
const NORTHINGS: std::ops::Range<f64> = 3e5..6e6;

/// Read the outlines: all of them, or those of the layer that is said.
pub(crate) fn read(file_name: &str, bytes: &[u8], said: Option<&str>) -> Result<(Content<'static>, Layers), Closed> {
    let mut drawing = Drawing::new(file_name);
    drawing.read(bytes)?;
    let layers = drawing.layers(said)?;
    let collection = drawing.collection(layers.read.as_deref())?;
    Ok((Content::Features(collection), layers))
}

/// An outline as it is drawn.
struct Outline {
    layer: String,
    ring: Vec<Degrees>,
}

/// What is read of a drawing.
struct Drawing<'a> {
    file_name: &'a str,
    unit: i64,
    outlines: Vec<Outline>,
    labels: Vec<Label>,
    /// What is passed over, by its kind.
    others: BTreeMap<String, usize>,
    open: usize,
    positions: usize,
}

/// One thing of a drawing while its pairs are read.
#[derive(Default)]
struct Entity {
    kind: String,
    layer: String,
    flags: i64,
    corners: Vec<Corner>,
    /// Where a text stands when it is not written from its beginning.
    aligned: [Option<f64>; 2],
    is_aligned: bool,
    text: String,
    /// It lies on the sheet and not in the drawing.
    on_paper: bool,
    /// It is seen from behind.
    mirrored: bool,
}

#[derive(Clone, Copy)]
struct Corner {
    at: Degrees,
    /// The tangent of a quarter of the angle of the arc to the next corner.
    bulge: f64,
}

impl<'a> Drawing<'a> {
    fn new(file_name: &'a str) -> Self {
        Self {
            file_name,
            unit: 0,
            outlines: Vec::new(),
            labels: Vec::new(),
            others: BTreeMap::new(),
            open: 0,
            positions: 0,
        }
    }

    fn read(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        let mut letters = Letters::default();
        let (mut section, mut variable) = (String::new(), String::new());
        let mut begins_section = false;
        let (mut entity, mut polyline): (Option<Entity>, Option<Entity>) = (None, None);
        let mut pairs = Pairs::new(bytes);
        while let Some(Pair { code, value }) = pairs.next().map_err(|line| self.not_dxf(line))? {
            if code == 0 {
                if let Some(done) = entity.take() {
                    self.take(done, &mut polyline)?;
                }
                begins_section = value == b"SECTION";
                if begins_section || value == b"ENDSEC" {
                    section.clear();
                } else if section == "ENTITIES" {
                    entity = Some(Entity { kind: letters.text(value), ..Entity::default() });
                }
                continue;
            }
            match section.as_str() {
                "" if begins_section && code == 2 => section = letters.text(value).to_uppercase(),
                "HEADER" if code == 9 => variable = letters.text(value),
                "HEADER" => match variable.as_str() {
                    "$INSUNITS" if code == 70 => self.unit = number(value).unwrap_or_default(),
                    "$ACADVER" if code == 1 => letters.version(value),
                    "$DWGCODEPAGE" if code == 3 => letters.page(value),
                    _ => {}
                },
                _ => {
                    if let Some(entity) = &mut entity {
                        self.positions += usize::from(code == 10);
                        entity.read(code, value, &letters);
                        self.check_size(entity)?;
                    }
                }
            }
        }
        if let Some(done) = entity.take() {
            self.take(done, &mut polyline)?;
        }
        Ok(())
    }

    /// Keep what an entity draws. Corners of an old polyline are entities of their own, up to its end.
    fn take(&mut self, entity: Entity, polyline: &mut Option<Entity>) -> Result<(), Fault> {
        match entity.kind.as_str() {
            _ if entity.on_paper => {}
            "POLYLINE" => *polyline = Some(Entity { corners: Vec::new(), ..entity }),
            "VERTEX" => {
                if let Some(polyline) = polyline
                    && entity.flags & FRAME == 0
                {
                    polyline.corners.extend(entity.corners);
                    self.check_size(polyline)?;
                }
            }
            "SEQEND" => {
                if let Some(whole) = polyline.take() {
                    self.outline(whole)?;
                }
            }
            "LWPOLYLINE" => self.outline(entity)?,
            "TEXT" | "MTEXT" => self.labels.extend(entity.label()),
            "VIEWPORT" => {}
            other => *self.others.entry(clipped(other)).or_default() += 1,
        }
        Ok(())
    }

    fn outline(&mut self, entity: Entity) -> Result<(), Fault> {
        if entity.flags & NET != 0 {
            *self.others.entry("MESH".to_owned()).or_default() += 1;
            return Ok(());
        }
        let is_joined = entity.flags & CLOSED != 0;
        let ends_meet = entity.corners.len() > 2
            && entity.corners.first().map(|corner| corner.at) == entity.corners.last().map(|corner| corner.at);
        if !is_joined && !ends_meet {
            self.open += 1;
            return Ok(());
        }
        let (mirrored, layer) = (entity.mirrored, entity.layer);
        let mut ring = ring_of(&entity.corners);
        self.positions += ring.len().saturating_sub(entity.corners.len());
        if mirrored {
            for at in &mut ring {
                at.0 = -at.0;
            }
        }
        self.outlines.push(Outline { layer, ring });
        if self.outlines.len() > MOST_ROWS {
            return Err(self.too_many("file.too_many_rows", MOST_ROWS));
        }
        self.check_all()
    }

    fn check_size(&self, entity: &Entity) -> Result<(), Fault> {
        if entity.corners.len() > MOST_POSITIONS {
            let params = [("most", &MOST_POSITIONS.to_string()[..])];
            return Err(at(self.outlines.len() + 1, "geometry", "geometry.too_many_positions", &params));
        }
        self.check_all()
    }

    fn check_all(&self) -> Result<(), Fault> {
        if self.positions > MOST_POSITIONS_IN_ALL {
            return Err(self.too_many("file.too_many_positions", MOST_POSITIONS_IN_ALL));
        }
        Ok(())
    }

    /// Without a word all outlines are read together, each with its layer.
    fn layers(&self, said: Option<&str>) -> Result<Layers, Closed> {
        let mut seen = HashSet::new();
        let layers = self.outlines.iter().map(|outline| &outline.layer).filter(|layer| seen.insert(*layer));
        let mut names: Vec<String> = layers.take(MOST_LAYERS + 1).cloned().collect();
        if names.len() > MOST_LAYERS && said.is_none() {
            names.clear();
        }
        match said {
            Some(said) => Layers::choose(self.file_name, names, Some(said)).map(|(_, layers)| layers),
            None if names.len() > 1 => Ok(Layers { names, read: None }),
            None => Ok(Layers::default()),
        }
    }

    fn collection(mut self, layer: Option<&str>) -> Result<Collection<'static>, Fault> {
        let mut notes = Vec::new();
        self.measure(&mut notes)?;
        if let Some(layer) = layer {
            self.outlines.retain(|outline| outline.layer == layer);
        }
        let file = ("file", self.file_name);
        let texts = labels::within(&self.outlines, std::mem::take(&mut self.labels));
        if texts.is_none() {
            notes.push(of_file("drawing.texts_left_out", &[file]));
        }
        if self.open > 0 {
            notes.push(of_file("drawing.open", &[file, ("count", &self.open.to_string())]));
        }
        let passed: usize = self.others.values().sum();
        if passed > 0 {
            let kinds = self.others.keys().cloned().collect::<Vec<_>>().join(", ");
            notes.push(of_file("drawing.passed_over", &[file, ("count", &passed.to_string()), ("kinds", &kinds)]));
        }
        let texts = texts.unwrap_or_default();
        let records: Vec<Record> = (1..)
            .zip(self.outlines)
            .map(|(row, outline)| {
                let mut properties = Properties::new();
                properties.insert("layer", Value::from(outline.layer));
                for (index, text) in texts.get(row - 1).into_iter().flatten().enumerate() {
                    let name = if index == 0 { "text".to_owned() } else { format!("text {}", index + 1) };
                    properties.insert(name, text.clone().into());
                }
                Record { row, id: Value::Null, properties, geometry: Some(Drawn::Areas(vec![vec![outline.ring]])) }
            })
            .collect();
        let count = records.len();
        Ok(Collection { notes, ..Collection::of_records(records, count) })
    }

    /// Coordinates in metres, by the unit that the drawing says.
    fn measure(&mut self, notes: &mut Vec<Fault>) -> Result<(), Fault> {
        let Some((name, length)) = unit(self.unit) else {
            let params = [("file", self.file_name), ("unit", &self.unit.to_string())];
            return Err(of_file("drawing.unknown_unit", &params));
        };
        if name == METRES {
            return Ok(());
        }
        let params = [("file", self.file_name), ("unit", name)];
        // Most drawings of the land are drawn in metres, whatever unit the program was started with; GDAL
        // writes inches. In such a unit they would lie at the equator.
        let mut all = self.outlines.iter().flat_map(|outline| &outline.ring);
        if length < 1.0 && all.next().is_some_and(|&Degrees(x, y)| NORTHINGS.contains(&y) && x.abs() > 1e5) {
            notes.push(of_file("drawing.doubtful_unit", &params));
            return Ok(());
        }
        notes.push(of_file("drawing.unit", &params));
        let rings = self.outlines.iter_mut().flat_map(|outline| &mut outline.ring);
        rings.chain(self.labels.iter_mut().map(|label| &mut label.at)).for_each(|at| {
            *at = Degrees(at.0 * length, at.1 * length);
        });
        Ok(())
    }

    fn not_dxf(&self, line: usize) -> Fault {
        of_file("drawing.damaged", &[("file", self.file_name), ("line", &line.to_string())])
    }

    fn too_many(&self, code: &str, most: usize) -> Fault {
        of_file(code, &[("file", self.file_name), ("most", &most.to_string())])
    }
}

impl Entity {
    fn read(&mut self, code: i32, value: &[u8], letters: &Letters) {
        match code {
            8 => self.layer = letters.text(value),
            67 => self.on_paper = number(value) == Some(1),
            70 => self.flags = number(value).unwrap_or_default(),
            230 => self.mirrored = float(value).is_some_and(|z| z < 0.0),
            // A corner that can't be read makes its outline one: it is refused by row, later.
            10 => self.corners.push(Corner { at: Degrees(float(value).unwrap_or(f64::NAN), f64::NAN), bulge: 0.0 }),
            20 => {
                if let Some(corner) = self.corners.last_mut() {
                    corner.at.1 = float(value).unwrap_or(f64::NAN);
                }
            }
            42 => {
                if let (Some(corner), Some(bulge)) = (self.corners.last_mut(), float(value)) {
                    corner.bulge = bulge;
                }
            }
            11 => self.aligned[0] = float(value),
            21 => self.aligned[1] = float(value),
            72 | 73 if self.kind == "TEXT" => self.is_aligned |= number(value).is_some_and(|how| how != 0),
            1 | 3 if matches!(self.kind.as_str(), "TEXT" | "MTEXT") => self.text.push_str(&letters.text(value)),
            _ => {}
        }
    }

    fn label(self) -> Option<Label> {
        let text = if self.kind == "MTEXT" { labels::plain(&self.text) } else { self.text.trim().to_owned() };
        let at = match self.aligned {
            [Some(x), Some(y)] if self.is_aligned => Degrees(x, y),
            _ => self.corners.first()?.at,
        };
        (!text.is_empty()).then_some(Label { at, text })
    }
}

/// A ring, closed, its arcs in pieces.
fn ring_of(corners: &[Corner]) -> Vec<Degrees> {
    let mut ring = Vec::with_capacity(corners.len() + 1);
    for (index, corner) in corners.iter().enumerate() {
        ring.push(corner.at);
        let next = corners[(index + 1) % corners.len()].at;
        if corner.bulge.abs() > 1e-9 && next != corner.at {
            arc(corner.at, next, corner.bulge, &mut ring);
        }
    }
    if let (Some(&first), Some(&last)) = (ring.first(), ring.last())
        && first != last
    {
        ring.push(first);
    }
    ring
}

/// The places between the ends of an arc.
fn arc(from: Degrees, to: Degrees, bulge: f64, ring: &mut Vec<Degrees>) {
    let angle = 4.0 * bulge.atan();
    let pieces = (angle.abs() / PIECE).ceil() as usize;
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    // The middle of the circle, seen from the middle of the chord.
    let height = (1.0 - bulge * bulge) / (4.0 * bulge);
    let middle = Degrees(f64::midpoint(from.0, to.0) - y * height, f64::midpoint(from.1, to.1) + x * height);
    let spoke = (from.0 - middle.0, from.1 - middle.1);
    for piece in 1..pieces {
        let (sine, cosine) = (angle * piece as f64 / pieces as f64).sin_cos();
        ring.push(Degrees(middle.0 + spoke.0 * cosine - spoke.1 * sine, middle.1 + spoke.0 * sine + spoke.1 * cosine));
    }
}

/// A unit of `$INSUNITS`, by its name and in metres; none that is said is one of the reference system's own.
fn unit(code: i64) -> Option<(&'static str, f64)> {
    Some(match code {
        0 | 6 => (METRES, 1.0),
        1 => ("in", 0.0254),
        2 => ("ft", 0.3048),
        4 => ("mm", 0.001),
        5 => ("cm", 0.01),
        7 => ("km", 1000.0),
        14 => ("dm", 0.1),
        _ => return None,
    })
}

fn number(value: &[u8]) -> Option<i64> {
    std::str::from_utf8(value).ok()?.parse().ok()
}

fn float(value: &[u8]) -> Option<f64> {
    std::str::from_utf8(value).ok()?.parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arc_lies_on_its_circle() {
        // Half a circle below the chord: a bulge of 1 turns counterclockwise.
        let mut ring = Vec::new();
        arc(Degrees(-1.0, 0.0), Degrees(1.0, 0.0), 1.0, &mut ring);
        assert_eq!(ring.len(), 59);
        assert!(ring.iter().all(|&Degrees(x, y)| (x.hypot(y) - 1.0).abs() < 1e-12 && y < 0.0), "{ring:?}");
        let mut quarter = Vec::new();
        arc(Degrees(1.0, 0.0), Degrees(0.0, 1.0), (std::f64::consts::PI / 8.0).tan(), &mut quarter);
        assert!(quarter.iter().all(|&Degrees(x, y)| (x.hypot(y) - 1.0).abs() < 1e-12), "{quarter:?}");
    }

    #[test]
    fn a_ring_is_closed_once() {
        let corner = |x: f64, y: f64| Corner { at: Degrees(x, y), bulge: 0.0 };
        let open = [corner(0.0, 0.0), corner(1.0, 0.0), corner(1.0, 1.0)];
        assert_eq!(ring_of(&open).len(), 4);
        assert_eq!(ring_of(&[&open[..], &[corner(0.0, 0.0)]].concat()).len(), 4);
    }
}
