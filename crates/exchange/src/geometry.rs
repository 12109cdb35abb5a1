//! GeoJSON coordinates to the lattice. Rings are closed, without repeats, and rightly oriented
//! afterwards; what crosses or touches itself is kept as it is.

use std::fmt;

use atlas::lattice::{doubled_area, turn};
use domain::import::Fault;
use domain::place::{Polygon, Position, Ring, Shape};
use serde::Deserialize;
use serde::de::{DeserializeOwned, Error as _, IgnoredAny, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::features::Feature;
use crate::findings::at;

/// A position as it stands in the file; height and more is passed over.
#[derive(Debug, Clone, Copy)]
struct Degrees(f64, f64);

#[derive(Deserialize)]
struct Plain<'a> {
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(borrow)]
    coordinates: Option<&'a RawValue>,
}

/// What is wrong with a geometry.
struct Trouble {
    code: &'static str,
    message: String,
}

/// An area: `Polygon` or `MultiPolygon`.
pub(crate) fn shape_of(feature: &Feature) -> Result<Shape, Fault> {
    let plain = plain_of(feature)?;
    let read = match plain.kind.as_str() {
        "Polygon" => plain.coordinates().map(|rings| vec![rings]),
        "MultiPolygon" => plain.coordinates(),
        other => Err(unexpected(other, "Polygon or MultiPolygon")),
    };
    let shape = read.and_then(|polygons: Vec<Vec<Vec<Degrees>>>| shape_from(&polygons));
    shape.map_err(|trouble| trouble.at(feature))
}

/// A single position: `Point`.
pub(crate) fn point_of(feature: &Feature) -> Result<Position, Fault> {
    let plain = plain_of(feature)?;
    let read = match plain.kind.as_str() {
        "Point" => plain.coordinates().and_then(|degrees: Degrees| position_from(degrees)),
        other => Err(unexpected(other, "Point")),
    };
    read.map_err(|trouble| trouble.at(feature))
}

/// Lines of two positions or more: `LineString` or `MultiLineString`; none when the geometry is of another type.
pub(crate) fn lines_of(feature: &Feature) -> Result<Option<Vec<Vec<Position>>>, Fault> {
    let plain = plain_of(feature)?;
    let read = match plain.kind.as_str() {
        "LineString" => plain.coordinates().map(|line| vec![line]),
        "MultiLineString" => plain.coordinates(),
        _ => return Ok(None),
    };
    read.and_then(|lines: Vec<Vec<Degrees>>| lines.iter().map(|line| line_from(line)).collect::<Result<_, _>>())
        .map(Some)
        .map_err(|trouble| trouble.at(feature))
}

fn plain_of<'a>(feature: &Feature<'a>) -> Result<Plain<'a>, Fault> {
    let none = || at(feature.row, "geometry", "geometry.none", &[], "the feature has no geometry; draw or remove it");
    let raw = feature.geometry.ok_or_else(none)?;
    serde_json::from_str(raw.get()).map_err(|error| {
        at(feature.row, "geometry", "geometry.unreadable", &[], format!("the geometry cannot be read: {error}"))
    })
}

impl Plain<'_> {
    fn coordinates<T: DeserializeOwned>(&self) -> Result<T, Trouble> {
        let text = self.coordinates.map_or("null", RawValue::get);
        serde_json::from_str(text).map_err(|error| Trouble {
            code: "geometry.unreadable",
            message: format!("the coordinates cannot be read: {error}"),
        })
    }
}

impl Trouble {
    fn at(self, feature: &Feature) -> Fault {
        at(feature.row, "geometry", self.code, &[], self.message)
    }
}

fn unexpected(kind: &str, wanted: &str) -> Trouble {
    Trouble { code: "geometry.other_type", message: format!("the geometry is a {kind}; it should be {wanted}") }
}

/// A shape needs one part that holds an area; parts and holes beside it that have shrunk to nothing
/// are kept as they are, as other faulty rings are.
fn shape_from(polygons: &[Vec<Vec<Degrees>>]) -> Result<Shape, Trouble> {
    let polygons: Vec<Polygon> = polygons.iter().map(|rings| polygon_from(rings)).collect::<Result<_, _>>()?;
    let troubles: Vec<Option<Trouble>> = polygons.iter().map(|polygon| emptiness(&polygon.rings[0])).collect();
    if troubles.iter().any(Option::is_none) {
        return Ok(Shape { polygons });
    }
    let none = Trouble { code: "geometry.empty", message: "the geometry has no ring".to_owned() };
    Err(troubles.into_iter().flatten().next().unwrap_or(none))
}

fn polygon_from(rings: &[Vec<Degrees>]) -> Result<Polygon, Trouble> {
    if rings.is_empty() {
        return Err(Trouble { code: "geometry.empty", message: "the polygon has no ring".to_owned() });
    }
    let mut rings: Vec<Ring> = rings.iter().map(|degrees| ring_from(degrees)).collect::<Result<_, _>>()?;
    for (index, ring) in rings.iter_mut().enumerate() {
        if (doubled_area(ring) > 0) != (index == 0) {
            ring.reverse();
        }
    }
    Ok(Polygon { rings })
}

fn ring_from(degrees: &[Degrees]) -> Result<Ring, Trouble> {
    let ring: Ring = degrees.iter().map(|&degrees| position_from(degrees)).collect::<Result<_, _>>()?;
    if let (Some(first), Some(last)) = (ring.first(), ring.last())
        && first != last
    {
        let message = format!(
            "a ring begins at {}, {} and ends at {}, {}; repeat its first position at the end",
            first.longitude(),
            first.latitude(),
            last.longitude(),
            last.latitude()
        );
        return Err(Trouble { code: "ring.unclosed", message });
    }
    let mut without_repeats = ring.clone();
    without_repeats.dedup();
    // A ring that has shrunk to a position keeps its repeats: with one position it would be no ring to any reader.
    Ok(if without_repeats.len() < 4 { ring } else { without_repeats })
}

/// Why an outer ring holds no area, if it holds none.
fn emptiness(ring: &Ring) -> Option<Trouble> {
    let mut different = ring.clone();
    different.sort_unstable();
    different.dedup();
    let &[first, .., last] = different.as_slice() else {
        return Some(too_few(different.len()));
    };
    if different.len() < 3 {
        return Some(too_few(different.len()));
    }
    // A ring that crosses itself may sum up to nothing and still hold some; one on a single line never does.
    let on_one_line = different.iter().all(|&at| turn(first, last, at).is_eq());
    let message = "the outer ring lies on one line and holds no area; draw it again".to_owned();
    on_one_line.then_some(Trouble { code: "ring.no_area", message })
}

fn too_few(count: usize) -> Trouble {
    let message = format!("a ring needs three different positions and has {count}; draw it again");
    Trouble { code: "ring.too_few", message }
}

fn line_from(degrees: &[Degrees]) -> Result<Vec<Position>, Trouble> {
    let mut line: Vec<Position> = degrees.iter().map(|&degrees| position_from(degrees)).collect::<Result<_, _>>()?;
    line.dedup();
    if line.len() < 2 {
        let message = "a line needs two different positions; draw or remove it".to_owned();
        return Err(Trouble { code: "line.too_short", message });
    }
    Ok(line)
}

fn position_from(degrees: Degrees) -> Result<Position, Trouble> {
    let Degrees(longitude, latitude) = degrees;
    Position::from_degrees(longitude, latitude).ok_or_else(|| {
        let swapped = Position::from_degrees(latitude, longitude).is_some();
        let advice = if swapped {
            "longitude comes first: swap the two"
        } else {
            "coordinates must be degrees, longitude first"
        };
        Trouble {
            code: "position.off_globe",
            message: format!("{longitude}, {latitude} does not lie on the globe; {advice}"),
        }
    })
}

impl<'de> Deserialize<'de> for Degrees {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pair;
        impl<'de> Visitor<'de> for Pair {
            type Value = Degrees;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a position: longitude, latitude")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Degrees, A::Error> {
                let short = || A::Error::custom("a position needs longitude and latitude");
                let longitude = seq.next_element()?.ok_or_else(short)?;
                let latitude = seq.next_element()?.ok_or_else(short)?;
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Degrees(longitude, latitude))
            }
        }
        deserializer.deserialize_seq(Pair)
    }
}
