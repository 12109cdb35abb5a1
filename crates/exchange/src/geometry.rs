//! Geometries to the lattice. Rings are closed, without repeats, and rightly oriented
//! afterwards; what crosses or touches itself is kept as it is.

use atlas::lattice::{doubled_area, turn};
use domain::import::Fault;
use domain::place::{Polygon, Position, Ring, STEPS_PER_DEGREE, Shape};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::coordinates::{Cursor, Degrees};
use crate::features::{Drawn, Feature, Geometry, Survey};
use crate::findings::at;
use crate::globe::Globe;

#[derive(Deserialize)]
struct Plain<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow)]
    coordinates: Option<&'a RawValue>,
}

/// What is wrong with a geometry: the code and what its words speak of.
#[derive(Debug)]
pub(crate) struct Trouble {
    pub(crate) code: &'static str,
    params: Vec<(&'static str, String)>,
}

/// An edge that is longer than this is meant to go round the other side of the globe.
const HALF_ROUND: i64 = 180 * STEPS_PER_DEGREE as i64;

/// An area: `Polygon` or `MultiPolygon`, where it may lie.
pub(crate) fn shape_of(feature: &Feature, globe: Globe) -> Result<Shape, Fault> {
    let shape = area_of(feature)?;
    judge(feature, &shape, globe)?;
    Ok(shape)
}

/// Refuse an area that must be the wrong way round.
pub(crate) fn judge(feature: &Feature, shape: &Shape, globe: Globe) -> Result<(), Fault> {
    let Some(bounds) = shape.bounds() else { return Ok(()) };
    let centre =
        Position::from_degrees(f64::midpoint(bounds.west, bounds.east), f64::midpoint(bounds.south, bounds.north));
    centre.map_or(Ok(()), |centre| globe.judge(centre)).map_err(|trouble| trouble.at(feature))
}

/// An area, wherever it lies.
pub(crate) fn area_of(feature: &Feature) -> Result<Shape, Fault> {
    let read = match geometry_of(feature)? {
        Geometry::Drawn(Drawn::Areas(polygons)) => {
            feature.survey.count(polygons.iter().flatten().map(Vec::len).sum());
            shape_from(polygons, feature.survey)
        }
        Geometry::Drawn(other) => Err(unexpected(other.kind(), "Polygon / MultiPolygon")),
        Geometry::Text(raw) => {
            let plain = plain_of(feature, raw)?;
            let mut cursor = plain.cursor();
            let read = match plain.kind.as_str() {
                "Polygon" => rings(&mut cursor).map(|rings| vec![rings]),
                "MultiPolygon" => cursor.list(rings),
                other => Err(unexpected(other, "Polygon / MultiPolygon")),
            };
            feature.survey.count(cursor.positions());
            read.and_then(|polygons| shape_from(&polygons, feature.survey))
        }
    };
    read.map_err(|trouble| trouble.at(feature))
}

/// A geometry that stands by itself as GeoJSON, in the file's own measure.
pub(crate) fn drawn_from(text: &str) -> Result<Drawn, Trouble> {
    let unreadable = || Trouble::new("geometry.unreadable", []);
    let plain: Plain = serde_json::from_str(text).map_err(|_| unreadable())?;
    let mut cursor = plain.cursor();
    Ok(match plain.kind.as_str() {
        "Point" => Drawn::Point(cursor.position()?),
        "LineString" => Drawn::Lines(vec![cursor.list(Cursor::position)?]),
        "MultiLineString" => Drawn::Lines(cursor.list(|line| line.list(Cursor::position))?),
        "Polygon" => Drawn::Areas(vec![rings(&mut cursor)?]),
        "MultiPolygon" => Drawn::Areas(cursor.list(rings)?),
        "MultiPoint" => Drawn::Other("MultiPoint"),
        "GeometryCollection" => Drawn::Other("GeometryCollection"),
        _ => return Err(unreadable()),
    })
}

/// What a feature's geometry says that it is: `Point` …; empty when it says nothing.
pub(crate) fn type_of(feature: &Feature) -> String {
    match &feature.geometry {
        Some(Geometry::Text(raw)) => plain_of(feature, raw).map(|plain| plain.kind).unwrap_or_default(),
        Some(Geometry::Drawn(drawn)) => drawn.kind().to_owned(),
        None => String::new(),
    }
}

/// A single position: `Point`.
pub(crate) fn point_of(feature: &Feature, globe: Globe) -> Result<Position, Fault> {
    let read = match geometry_of(feature)? {
        Geometry::Drawn(Drawn::Point(degrees)) => Ok(*degrees),
        Geometry::Drawn(other) => Err(unexpected(other.kind(), "Point")),
        Geometry::Text(raw) => {
            let plain = plain_of(feature, raw)?;
            match plain.kind.as_str() {
                "Point" => plain.cursor().position(),
                other => Err(unexpected(other, "Point")),
            }
        }
    };
    let place = read.and_then(|degrees| feature.survey.place(degrees));
    place.and_then(|place| globe.judge(place).map(|()| place)).map_err(|trouble| trouble.at(feature))
}

/// Lines of two positions or more: `LineString` or `MultiLineString`; none when the geometry is of another type.
pub(crate) fn lines_of(feature: &Feature, globe: Globe) -> Result<Option<Vec<Vec<Position>>>, Fault> {
    let read = match geometry_of(feature)? {
        Geometry::Drawn(Drawn::Lines(lines)) => {
            feature.survey.count(lines.iter().map(Vec::len).sum());
            lines_from(lines, feature.survey)
        }
        Geometry::Drawn(_) => return Ok(None),
        Geometry::Text(raw) => {
            let plain = plain_of(feature, raw)?;
            let mut cursor = plain.cursor();
            let read = match plain.kind.as_str() {
                "LineString" => cursor.list(Cursor::position).map(|line| vec![line]),
                "MultiLineString" => cursor.list(|line| line.list(Cursor::position)),
                _ => return Ok(None),
            };
            feature.survey.count(cursor.positions());
            read.and_then(|lines| lines_from(&lines, feature.survey))
        }
    };
    let judged = read.and_then(|lines| {
        lines.iter().flatten().next().map_or(Ok(()), |first| globe.judge(*first))?;
        Ok(Some(lines))
    });
    judged.map_err(|trouble| trouble.at(feature))
}

fn geometry_of<'f, 'a>(feature: &'f Feature<'a>) -> Result<&'f Geometry<'a>, Fault> {
    feature.geometry.as_ref().ok_or_else(|| at(feature.row, "geometry", "geometry.none", &[]))
}

fn plain_of<'a>(feature: &Feature, raw: &'a RawValue) -> Result<Plain<'a>, Fault> {
    serde_json::from_str(raw.get()).map_err(|_| at(feature.row, "geometry", "geometry.unreadable", &[]))
}

impl Plain<'_> {
    fn cursor(&self) -> Cursor<'_> {
        Cursor::new(self.coordinates.map_or("null", RawValue::get), &self.kind)
    }
}

impl Drawn {
    /// Its type, as GeoJSON calls it.
    fn kind(&self) -> &str {
        match self {
            Self::Point(_) => "Point",
            Self::Lines(_) => "LineString",
            Self::Areas(_) => "Polygon",
            Self::Other(name) => name,
        }
    }
}

impl Trouble {
    pub(crate) fn new<const N: usize>(code: &'static str, params: [(&'static str, String); N]) -> Self {
        Self { code, params: params.into() }
    }

    pub(crate) fn with(mut self, name: &'static str, value: String) -> Self {
        self.params.push((name, value));
        self
    }

    fn at(self, feature: &Feature) -> Fault {
        self.at_row(feature.row)
    }

    pub(crate) fn at_row(self, row: usize) -> Fault {
        let params: Vec<(&str, &str)> = self.params.iter().map(|(name, value)| (*name, value.as_str())).collect();
        at(row, "geometry", self.code, &params)
    }
}

fn unexpected(kind: &str, wanted: &str) -> Trouble {
    let code = if kind == "GeometryCollection" { "geometry.collection" } else { "geometry.other_type" };
    Trouble::new(code, [("found", kind.to_owned()), ("wanted", wanted.to_owned())])
}

fn rings(cursor: &mut Cursor) -> Result<Vec<Vec<Degrees>>, Trouble> {
    cursor.list(|ring| ring.list(Cursor::position))
}

/// A shape needs one part that holds an area; parts and holes beside it that have shrunk to nothing
/// are kept as they are, as other faulty rings are.
fn shape_from(polygons: &[Vec<Vec<Degrees>>], survey: &Survey) -> Result<Shape, Trouble> {
    let polygons: Vec<Polygon> = polygons.iter().map(|rings| polygon_from(rings, survey)).collect::<Result<_, _>>()?;
    let troubles: Vec<Option<Trouble>> = polygons.iter().map(|polygon| emptiness(&polygon.rings[0])).collect();
    if troubles.iter().any(Option::is_none) {
        return Ok(Shape { polygons });
    }
    Err(troubles.into_iter().flatten().next().unwrap_or_else(|| Trouble::new("geometry.empty", [])))
}

fn polygon_from(rings: &[Vec<Degrees>], survey: &Survey) -> Result<Polygon, Trouble> {
    if rings.is_empty() {
        return Err(Trouble::new("geometry.empty", []));
    }
    let mut rings: Vec<Ring> = rings.iter().map(|degrees| ring_from(degrees, survey)).collect::<Result<_, _>>()?;
    for (index, ring) in rings.iter_mut().enumerate() {
        if (doubled_area(ring) > 0) != (index == 0) {
            ring.reverse();
        }
    }
    Ok(Polygon { rings })
}

fn ring_from(degrees: &[Degrees], survey: &Survey) -> Result<Ring, Trouble> {
    let ring: Ring = degrees.iter().map(|&degrees| survey.place(degrees)).collect::<Result<_, _>>()?;
    if let (Some(first), Some(last)) = (ring.first(), ring.last())
        && first != last
    {
        return Err(Trouble::new("ring.unclosed", [("from", shown(*first)), ("to", shown(*last))]));
    }
    let is_round = |pair: &&[Position]| (i64::from(pair[1].0) - i64::from(pair[0].0)).abs() > HALF_ROUND;
    if let Some(pair) = ring.windows(2).find(is_round) {
        return Err(Trouble::new("ring.antimeridian", [("from", shown(pair[0])), ("to", shown(pair[1]))]));
    }
    if ring.windows(2).all(|pair| pair[0] != pair[1]) {
        return Ok(ring);
    }
    let mut without_repeats = ring.clone();
    without_repeats.dedup();
    // A ring that has shrunk to a position keeps its repeats: with one position it would be no ring to any reader.
    Ok(if without_repeats.len() < 4 { ring } else { without_repeats })
}

/// Why an outer ring holds no area, if it holds none.
fn emptiness(ring: &Ring) -> Option<Trouble> {
    // Nearly always its first corner settles it.
    if ring.windows(3).any(|corner| turn(corner[0], corner[1], corner[2]).is_ne()) {
        return None;
    }
    let mut different = ring.clone();
    different.sort_unstable();
    different.dedup();
    let too_few = || Trouble::new("ring.too_few", [("count", different.len().to_string())]);
    let &[first, _, .., last] = different.as_slice() else { return Some(too_few()) };
    if different.len() < 3 {
        return Some(too_few());
    }
    // A ring that crosses itself may sum up to nothing and still hold some; one on a single line never does.
    let on_one_line = different.iter().all(|&at| turn(first, last, at).is_eq());
    on_one_line.then(|| Trouble::new("ring.no_area", []))
}

fn lines_from(lines: &[Vec<Degrees>], survey: &Survey) -> Result<Vec<Vec<Position>>, Trouble> {
    lines.iter().map(|line| line_from(line, survey)).collect()
}

fn line_from(degrees: &[Degrees], survey: &Survey) -> Result<Vec<Position>, Trouble> {
    let mut line: Vec<Position> = degrees.iter().map(|&degrees| survey.place(degrees)).collect::<Result<_, _>>()?;
    line.dedup();
    if line.len() < 2 {
        return Err(Trouble::new("line.too_short", []));
    }
    Ok(line)
}

/// A position in words.
pub(crate) fn shown(place: Position) -> String {
    format!("{}, {}", place.longitude(), place.latitude())
}
