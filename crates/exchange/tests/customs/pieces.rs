//! Files that are read piece by piece. That they come to the same as others is seen with every file that any test
//! reads; here stands which files are read so, and which are left to the careful reader.

use exchange::{Kind, Options, ParentRule};

use crate::databases;
use crate::packed::{layer, point};
use crate::store::{Store, collection, feature, square};

fn grid(code: &str, parent: &str, level: u8, west: u32) -> String {
    square(&format!(r#""code":"{code}","parent":"{parent}","level":{level},"name":"格{code}""#), west, 33_000, 100)
}

fn venue(id: &str, more: &str) -> String {
    feature(&format!(r#""id":"{id}","name":"场{id}"{more}"#), r#"{"type":"Point","coordinates":[114.5,33.5]}"#)
}

/// The codes of the grids, in the order in which they come.
fn streamed(kind: Kind, file: &str, bytes: &[u8], options: &Options) -> Option<Vec<String>> {
    let text = Store::default().in_pieces(kind, file, bytes, options)?;
    let set: serde_json::Value = serde_json::from_str(&text).expect("a set");
    let rows = set["rows"]["grids"].as_array().or_else(|| set["rows"].as_array()).expect("rows").clone();
    let name = |row: &serde_json::Value| row["path"].as_str().or(row["id"].as_str()).expect("a name").to_owned();
    Some(rows.iter().map(name).collect())
}

#[test]
fn parents_come_before_their_children_however_the_file_has_them() {
    let rows =
        [grid("c", "b", 3, 114_000), grid("a", "", 1, 114_000), grid("b", "a", 2, 114_000), grid("d", "a", 2, 115_000)];
    let expected = ["a", "a.b", "a.d", "a.b.c"].map(str::to_owned).to_vec();
    let options = Options::default();
    let sequence = rows.join("\n");
    assert_eq!(streamed(Kind::Grids, "a.geojson", &collection(&rows), &options), Some(expected.clone()));
    assert_eq!(streamed(Kind::Grids, "a.geojsonl", sequence.as_bytes(), &options), Some(expected));
}

#[test]
fn a_name_or_a_system_that_comes_late_is_known_to_all() {
    let early: Vec<String> = (0..9_000).map(|id| venue(&format!("V{id}"), "")).collect();
    let crs = r#","crs":{"type":"name","properties":{"name":"EPSG:4490"}}"#;
    for (more, behind) in [("", ""), ("", crs), (r#","类型":"学校""#, ""), (r#","类型":"学校""#, crs)] {
        let rows = [early.as_slice(), &[venue("last", more)]].concat().join(",");
        let text = format!(r#"{{"type":"FeatureCollection","features":[{rows}]{behind}}}"#);
        assert!(text.len() > 1 << 20, "more than one piece");
        // That it is what the careful reader makes of it, is seen here too.
        let mut store = Store::default();
        let reading = store.import(Kind::Venues, "a.geojson", text.as_bytes(), &Options::default());
        assert_eq!(reading.datum, if behind.is_empty() { "EPSG:4326" } else { "EPSG:4490" });
        let found = streamed(Kind::Venues, "a.geojson", text.as_bytes(), &Options::default()).expect("in pieces");
        assert_eq!((found.len(), found[8_999].as_str()), (9_001, "V8999"));
        assert_eq!(found.last().map(String::as_str), Some("last"));
    }
}

#[test]
fn what_has_a_fault_or_a_rule_of_its_own_is_for_the_careful() {
    let sound = [grid("a", "", 1, 114_000), grid("b", "a", 2, 114_000)];
    let by_geometry = Options { parent: Some(ParentRule::Geometry), ..Options::default() };
    let options = Options::default();
    let grids = |rows: &[String], options: &Options| streamed(Kind::Grids, "a.geojson", &collection(rows), options);
    assert!(grids(&sound, &options).is_some());
    assert_eq!(grids(&sound, &by_geometry), None);
    let faulty = [
        grid("b", "a", 2, 114_000),
        grid("c", "nobody", 2, 114_000),
        grid("c", "a", 9, 114_000),
        grid("c", "a", 2, 214_000),
        feature(r#""code":"c","parent":"a","level":2"#, r#"{"type":"Polygon","coordinates":[[[114,33],[114,33]]]}"#),
        feature(r#""code":"c","parent":"a","level":2"#, "null"),
        "7".to_owned(),
    ];
    for row in faulty {
        assert_eq!(grids(&[sound[0].clone(), sound[1].clone(), row.clone()], &options), None, "{row}");
    }
    let venues = |rows: &[String]| streamed(Kind::Venues, "a.geojson", &collection(rows), &options);
    assert!(venues(&[venue("1", "")]).is_some());
    assert_eq!(venues(&[venue("1", ""), venue("1", "")]), None);
    assert_eq!(venues(&[]), None);
    assert_eq!(streamed(Kind::Basemap, "a.geojson", &collection(&sound), &options), None);
}

#[test]
fn shapefiles_and_packages_are_read_in_pieces_and_what_is_doubtful_is_not() {
    let datum = Options { datum: Some("EPSG:4490".to_owned()), ..Options::default() };
    let ids: Vec<String> = (0..200).map(|id| format!("V{id}")).collect();
    let points: Vec<Vec<u8>> = (0..200).map(|step| point(114.0 + f64::from(step) / 1000.0)).collect();
    let rows: Vec<&str> = ids.iter().map(String::as_str).collect();
    let shapefile = |shapes: &[Vec<u8>], rows: &[&str]| streamed(Kind::Venues, "a.zip", &layer(shapes, rows), &datum);
    assert_eq!(shapefile(&points, &rows), Some(ids.clone()));
    assert_eq!(shapefile(&points, &rows[..199]), None, "a row too few");
    assert_eq!(shapefile(&points[..199], &rows), None, "a row too many");
    assert_eq!(shapefile(&points[..2], &["V1", "V1"]), None, "an id twice");
    let package =
        |sql: &[String]| streamed(Kind::Venues, "a.gpkg", &databases::geopackage(&sql.concat()), &Options::default());
    let sql: Vec<String> = ids.iter().map(|id| databases::venue(id)).collect();
    assert_eq!(package(&sql), Some(ids));
    assert_eq!(package(&[sql[0].clone(), sql[0].clone()]), None, "an id twice");
    let unread = "INSERT INTO venues (geom, id) VALUES (X'4750', 'V');".to_owned();
    assert_eq!(package(&[sql[0].clone(), unread]), None, "a place that can't be read");
}
