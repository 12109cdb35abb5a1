//! Drawings: what GDAL makes of a GeoJSON file, and what people draw by hand.

use domain::place::Position;
use domain::set::{GridSet, Outline, Set};
use exchange::{Kind, Options, Reading, look};

use crate::packed::{Folder, ogr2ogr};
use crate::store::{Store, codes, collection, square};

/// A drawing with this head and these things in it.
pub fn drawing(head: &str, things: &[String]) -> String {
    let section = |name: &str, content: &str| format!("0\nSECTION\n2\n{name}\n{content}0\nENDSEC\n");
    format!("{}{}0\nEOF\n", section("HEADER", head), section("ENTITIES", &things.concat()))
}

/// A closed outline around a square.
pub fn outline(layer: &str, west: f64, south: f64, size: f64) -> String {
    let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
    let corners = corners.map(|(x, y)| format!("10\n{}\n20\n{}\n", west + size * x, south + size * y));
    format!("0\nLWPOLYLINE\n8\n{layer}\n90\n4\n70\n1\n{}", corners.concat())
}

/// A text at a place.
pub fn text(words: &str, x: f64, y: f64) -> String {
    format!("0\nTEXT\n8\n注记\n10\n{x}\n20\n{y}\n1\n{words}\n")
}

/// Read as grids in a belt of CGCS2000, their codes from the texts in them.
pub fn options() -> Options {
    let columns = [("code".to_owned(), "text".to_owned())].into();
    Options { datum: Some("EPSG:4547".to_owned()), columns, ..Options::default() }
}

fn read(text: &str, options: &Options) -> Reading {
    Store::default().read(Kind::Grids, "图纸.dxf", text.as_bytes(), options)
}

fn taken(reading: Reading) -> GridSet {
    assert_eq!(codes(&reading.faults), []);
    match reading.set {
        Some(Set::Grids(set)) => set,
        other => panic!("no grids: {other:?}"),
    }
}

fn places(set: &GridSet) -> Vec<Position> {
    set.grids.iter().flat_map(|placed| placed.shape.rings().flatten().copied()).collect()
}

/// Where the drawings of these tests lie, in metres of EPSG:4547.
const EAST: f64 = 460_000.0;
const NORTH: f64 = 3_720_000.0;

#[test]
fn closed_outlines_come_in_with_their_layers_and_the_texts_in_them() {
    let file = drawing(
        "9\n$INSUNITS\n70\n6\n",
        &[
            outline("区界", EAST, NORTH, 1000.0),
            outline("街道界", EAST, NORTH, 500.0),
            text("川汇区", EAST + 800.0, NORTH + 700.0),
            text("411602", EAST + 800.0, NORTH + 800.0),
            text("411602001", EAST + 100.0, NORTH + 200.0),
            "0\nMTEXT\n8\n注记\n10\n460100\n20\n3720100\n1\n{\\fSimSun|b0;陈州街}\n".to_owned(),
        ],
    );
    let seen = look(None, "图纸.dxf", file.as_bytes(), &Options::default());
    assert_eq!((seen.kind, seen.rows, seen.datum.as_deref()), (Kind::Grids, 2, None));
    assert_eq!(seen.layers, ["区界", "街道界"]);
    assert_eq!(codes(&read(&file, &Options::default()).faults), [(None, "datum.unsaid")], "never guessed");
    let mut options = options();
    options.columns.insert("name".to_owned(), "text 2".to_owned());
    let set = taken(read(&file, &options));
    let grids: Vec<(&str, &str, &str)> = set
        .grids
        .iter()
        .map(|placed| (&placed.grid.code.0[..], &placed.grid.name[..], &placed.grid.attributes["layer"][..]))
        .collect();
    assert_eq!(grids, [("411602", "川汇区", "区界"), ("411602001", "陈州街", "街道界")]);
    let at = set.grids[0].shape.polygons[0].rings[0][0];
    assert!((at.longitude() - 113.568).abs() < 0.01 && (at.latitude() - 33.60).abs() < 0.01, "{at:?}");
    options.layer = Some("区界".to_owned());
    assert_eq!(taken(read(&file, &options)).grids.len(), 1);
}

#[test]
fn a_unit_that_is_said_is_turned_into_metres_with_a_note() {
    let metres = drawing("", &[outline("0", EAST, NORTH, 1000.0), text("411602", EAST + 5.0, NORTH + 5.0)]);
    let (east, north) = (EAST * 1000.0, NORTH * 1000.0);
    let head = "9\n$INSUNITS\n70\n4\n";
    let millimetres = drawing(head, &[outline("0", east, north, 1e6), text("411602", east + 5e3, north + 5e3)]);
    let (plain, turned) = (read(&metres, &options()), read(&millimetres, &options()));
    assert_eq!((codes(&plain.notes), codes(&turned.notes)), (vec![], vec![(None, "drawing.unit")]));
    assert_eq!(places(&taken(plain)), places(&taken(turned)));
}

#[test]
fn old_polylines_arcs_and_mirrored_outlines_are_drawn() {
    let corner = |x: f64, y: f64, more: &str| format!("0\nVERTEX\n8\n0\n10\n{}\n20\n{}\n{more}", EAST + x, NORTH + y);
    let old = format!(
        "0\nPOLYLINE\n8\n0\n66\n1\n70\n1\n10\n0\n20\n0\n{}{}{}{}0\nSEQEND\n",
        corner(0.0, 0.0, ""),
        corner(1000.0, 0.0, "42\n1\n"),
        corner(1000.0, 1000.0, ""),
        corner(0.0, 1000.0, "")
    );
    let file = drawing("", &[old, text("411602", EAST + 10.0, NORTH + 10.0)]);
    let set = taken(read(&file, &options()));
    let bounds = set.grids[0].shape.bounds().expect("an area");
    let width = (bounds.east - bounds.west) * 111_320.0 * 33.6_f64.to_radians().cos();
    assert!((width - 1500.0).abs() < 10.0, "half a circle bulges out by half its width: {width}");
    let plain = drawing("", &[outline("0", EAST, NORTH, 100.0), text("411602", EAST + 5.0, NORTH + 5.0)]);
    // Seen from behind, the same square has its eastings negative.
    let behind = outline("0", -EAST, NORTH, -100.0).replace("3719900", "3720100") + "230\n-1\n";
    let mirrored = drawing("", &[behind, text("411602", EAST + 5.0, NORTH + 5.0)]);
    let sorted = |text: &str| {
        let mut places = places(&taken(read(text, &options())));
        places.sort_unstable();
        places.dedup();
        places
    };
    assert_eq!(sorted(&plain), sorted(&mirrored));
}

#[test]
fn a_drawing_of_gdal_lies_where_the_geojson_lay() {
    let folder = Folder::new("dxf");
    let squares = [(114_000, 100), (114_100, 50)].map(|(west, size)| square(r#""Layer":"water""#, west, 33_000, size));
    folder.write("water.geojson", collection(&squares));
    let config = ["--config", "DXF_WRITE_HATCH", "NO", "-f", "DXF", "-t_srs", "EPSG:4547"];
    let Some(file) = ogr2ogr(&folder, "water.dxf", "water.geojson", &config) else { return };
    let ground = |file: &str, bytes: &[u8], datum: &str| {
        let options = Options { datum: Some(datum.to_owned()), ..Options::default() };
        let reading = Store::default().read(Kind::Basemap, file, bytes, &options);
        assert_eq!(codes(&reading.faults), []);
        let Some(Set::Basemap(rows)) = reading.set else { panic!("ground") };
        let area = |outline: &Outline| match outline {
            Outline::Area(shape) => shape.rings().flatten().copied().collect::<Vec<Position>>(),
            Outline::Lines(_) => panic!("an area"),
        };
        rows.iter().map(|row| (row.layer, area(&row.outline))).collect::<Vec<_>>()
    };
    let original = collection(&squares);
    let theirs =
        ground("图层.geojson", String::from_utf8_lossy(&original).replace("Layer", "layer").as_bytes(), "EPSG:4326");
    let ours = ground("图纸.dxf", &file, "EPSG:4547");
    let centimetre = 1e-7;
    for ((layer, here), (same, there)) in ours.iter().zip(&theirs) {
        assert_eq!((layer, here.len()), (same, there.len()));
        let is_there = |place: &Position| {
            there.iter().any(|other| {
                let (x, y) = (place.longitude() - other.longitude(), place.latitude() - other.latitude());
                x.abs() < centimetre && y.abs() < centimetre
            })
        };
        assert!(here.iter().all(is_there), "{here:?} {there:?}");
    }
    assert_eq!((ours.len(), theirs.len()), (2, 2));
}
