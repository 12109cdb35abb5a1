//! Boundaries that are none, lie elsewhere, or are drawn amiss.

use exchange::Kind;

use super::Case;
use crate::store::{collection, feature};

/// A top grid with this geometry.
fn grid(name: &'static str, geometry: &str) -> Case {
    Case::grids(name, &[feature(r#""code":"411602""#, geometry)])
}

fn polygon(name: &'static str, coordinates: &str) -> Case {
    grid(name, &format!(r#"{{"type":"Polygon","coordinates":{coordinates}}}"#))
}

fn parts(name: &'static str, coordinates: &str) -> Case {
    grid(name, &format!(r#"{{"type":"MultiPolygon","coordinates":{coordinates}}}"#))
}

/// A square of one unit with its corner there, in this order of axes.
fn corners(x: f64, y: f64) -> String {
    format!("[[[{x},{y}],[{0},{y}],[{0},{1}],[{x},{1}],[{x},{y}]]]", x + 1.0, y + 1.0)
}

pub(super) fn cases() -> Vec<Case> {
    [geometries(), coordinates(), elsewhere(), rings(), taken()].into_iter().flatten().collect()
}

fn geometries() -> Vec<Case> {
    vec![
        grid("points where polygons are needed", r#"{"type":"Point","coordinates":[114,33]}"#)
            .refused(1, "geometry.other_type"),
        grid("a line where a polygon is needed", r#"{"type":"LineString","coordinates":[[114,33],[115,33]]}"#)
            .refused(1, "geometry.other_type"),
        grid("a geometry collection", r#"{"type":"GeometryCollection","geometries":[]}"#)
            .refused(1, "geometry.collection"),
        grid("a geometry as text", r#""POLYGON((114 33,115 33,115 34,114 33))""#).refused(1, "geometry.unreadable"),
        grid("a geometry without type", r#"{"coordinates":[]}"#).refused(1, "geometry.unreadable"),
        polygon("a polygon without rings", "[]").refused(1, "geometry.empty"),
        polygon("brackets of a line in a polygon", "[[114,33],[115,33],[115,34],[114,33]]")
            .refused(1, "geometry.wrong_nesting"),
        parts("brackets of a polygon in a multipolygon", &corners(114.0, 33.0)).refused(1, "geometry.wrong_nesting"),
    ]
}

fn coordinates() -> Vec<Case> {
    let ring = |first: &str| format!("[[{first},[115,33],[115,34],[114,33]]]");
    vec![
        polygon("a null coordinate", &ring("[114,null]")).refused(1, "position.null"),
        polygon("a null position", &ring("null")).refused(1, "position.null"),
        polygon("a coordinate as text", &ring(r#"["114","33"]"#)).refused(1, "position.not_a_number"),
        polygon("a coordinate beyond all numbers", &ring("[1e999,33]")).refused(1, "position.not_finite"),
        polygon("a position of one coordinate", &ring("[114]")).refused(1, "position.too_short"),
        polygon("coordinates with heights", "[[[114,33,52.1],[115,33,52.2],[115,34,null],[114,33,52.1]]]"),
        polygon("coordinates as exponents", "[[[1.14e2,33],[115,33],[115,34],[114,33]]]"),
    ]
}

fn elsewhere() -> Vec<Case> {
    let streets = |name, first: &str, second: &str| {
        let geometry = |coordinates: &str| format!(r#"{{"type":"Polygon","coordinates":{coordinates}}}"#);
        let features =
            [feature(r#""code":"411602""#, &geometry(first)), feature(r#""code":"411603""#, &geometry(second))];
        Case::grids(name, &features)
    };
    let point = |x: f64, y: f64| feature(r#""id":"P1""#, &format!(r#"{{"type":"Point","coordinates":[{x},{y}]}}"#));
    let good = corners(114.0, 33.0);
    vec![
        polygon("axes swapped", &corners(33.0, 114.0)).refused(1, "position.axes_swapped"),
        polygon("axes swapped in the far west", &corners(43.0, 87.0)).refused(1, "position.axes_swapped"),
        polygon("a place in the far north, asserted", &corners(43.0, 87.0))
            .with(|options| options.datum = Some("EPSG:4326".to_owned())),
        streets("axes swapped in one of two", &good, &corners(33.0, 114.0))
            .refused(2, "position.axes_swapped")
            .leaving(1),
        streets("axes swapped in all", &corners(33.0, 114.0), &corners(34.0, 114.0)).refused(None, "file.axes_swapped"),
        Case::new("a venue with its axes swapped", Kind::Venues, collection(&[point(33.02, 114.06)]))
            .refused(1, "position.axes_swapped"),
        polygon("metres without a zone", &corners(462_000.0, 3_720_000.0)).refused(1, "position.projected"),
        polygon("metres with a zone", &corners(38_462_000.0, 3_720_000.0)).refused(1, "position.projected_as"),
        polygon("metres of a web map", &corners(12_757_000.0, 3_977_000.0)).refused(1, "position.projected_as"),
        streets("metres without a zone in all", &corners(462_000.0, 3_720_000.0), &corners(463_000.0, 3_720_000.0))
            .refused(None, "file.projected"),
        streets("metres with a zone in all", &corners(3_720_000.0, 38_462_000.0), &corners(3_720_000.0, 38_463_000.0))
            .refused(None, "file.projected_as"),
        polygon("out of range", &corners(200.0, 95.0)).refused(1, "position.off_globe"),
        polygon("across the antimeridian", "[[[179.5,-17],[-179.5,-17],[-179.5,-16],[179.5,-16],[179.5,-17]]]")
            .refused(1, "ring.antimeridian"),
    ]
}

fn rings() -> Vec<Case> {
    vec![
        polygon("an unclosed ring", "[[[114,33],[115,33],[115,34],[114,34]]]").refused(1, "ring.unclosed"),
        polygon("a ring of two positions", "[[[114,33],[115,33],[114,33]]]").refused(1, "ring.too_few"),
        polygon("a ring of one position", "[[[114,33],[114,33],[114,33],[114,33]]]").refused(1, "ring.too_few"),
        polygon("an empty ring", "[[]]").refused(1, "ring.too_few"),
        polygon("no area", "[[[114,33],[115,34],[116,35],[114,33]]]").refused(1, "ring.no_area"),
    ]
}

/// What can be stored and drawn is taken, and told.
fn taken() -> Vec<Case> {
    let square = "[[114,33],[115,33],[115,34],[114,34],[114,33]]";
    vec![
        polygon("a ring that crosses itself", "[[[114,33],[114.4,33],[114,33.3],[114.4,33.4],[114,33]]]")
            .noted(1, "ring.crosses_itself"),
        polygon("a bow tie without area", "[[[114,33],[115,34],[115,33],[114,34],[114,33]]]")
            .noted(1, "ring.crosses_itself"),
        polygon(
            "a ring that touches itself",
            "[[[114,33],[114.5,33.5],[115,33],[115,34],[114.5,33.5],[114,34],[114,33]]]",
        )
        .noted(1, "ring.touches_itself"),
        polygon("a spike", "[[[114,33],[115,33],[116,33],[115,33],[115,34],[114,33]]]")
            .noted(1, "ring.spike")
            .noted(1, "ring.touches_itself"),
        polygon(
            "a hole across its border",
            &format!("[{square},[[114.5,33.5],[115.5,33.6],[114.5,33.7],[114.5,33.5]]]"),
        )
        .noted(1, "ring.hole_outside")
        .noted(1, "ring.rings_cross"),
        polygon("a hole outside", &format!("[{square},[[117,33],[117,34],[118,34],[117,33]]]"))
            .noted(1, "ring.hole_outside"),
        polygon(
            "a hole in a hole",
            &format!(
                "[{square},[[114.1,33.1],[114.1,33.9],[114.9,33.9],[114.9,33.1],[114.1,33.1]],\
                 [[114.2,33.2],[114.2,33.3],[114.3,33.3],[114.2,33.2]]]"
            ),
        )
        .noted(1, "ring.hole_in_hole"),
        polygon(
            "a hole that cuts its polygon in two",
            &format!("[{square},[[114,33.5],[114.5,33.6],[115,33.5],[114.5,33.4],[114,33.5]]]"),
        )
        .noted(1, "ring.cut_in_two"),
        parts("parts that overlap", &format!("[[{square}],[[[114.2,33.2],[114.4,33.2],[114.4,33.4],[114.2,33.2]]]]"))
            .noted(1, "ring.parts_overlap"),
        parts("a part that has shrunk", &format!("[[{square}],[[[117,33],[117,33],[117,33],[117,33]]]]"))
            .noted(1, "ring.shrunk"),
        polygon("a ring the wrong way round", "[[[114,33],[114,34],[115,34],[115,33],[114,33]]]"),
        polygon("positions twice in a row", "[[[114,33],[114,33],[115,33],[115,34],[115,34],[114,33]]]"),
    ]
}
