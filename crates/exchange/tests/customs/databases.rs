//! A GeoPackage as GDAL writes it, and as somebody might who means harm.

use domain::set::{GridSet, Set};
use exchange::{Kind, Options, Reading, look};
use rusqlite::Connection;

use crate::packed::{Folder, ogr2ogr};
use crate::store::{Store, codes, collection, district, feature, square};

/// The tables that every package has, and one of grids in CGCS2000.
const BEGIN: &str = "
    CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT,
        organization_coordsys_id INTEGER, definition TEXT, description TEXT);
    INSERT INTO gpkg_spatial_ref_sys VALUES
        ('none', -1, 'NONE', -1, 'undefined', ''), ('CGCS2000', 4490, 'EPSG', 4490, 'undefined', '');
    CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, srs_id INTEGER);
    CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER,
        z TINYINT, m TINYINT);
    CREATE TABLE venues (fid INTEGER PRIMARY KEY, geom BLOB, id TEXT, name TEXT, capacity INTEGER);
    INSERT INTO gpkg_contents VALUES ('venues', 'features', 'venues', 4490);
    INSERT INTO gpkg_geometry_columns VALUES ('venues', 'geom', 'POINT', 4490, 0, 0);";

/// A package with a layer `venues`, and whatever else is said.
pub fn geopackage(sql: &str) -> Vec<u8> {
    database(&format!("{BEGIN}{sql}"))
}

/// Any database.
pub fn database(sql: &str) -> Vec<u8> {
    let connection = Connection::open_in_memory().expect("memory");
    connection.execute_batch(sql).expect("sound SQL");
    connection.serialize("main").expect("memory takes it").to_vec()
}

/// A point as a package keeps it, as SQL writes bytes.
pub fn point(x: f64, y: f64) -> String {
    let mut blob = b"GP\0\x01\x8a\x11\0\0\x01\x01\0\0\0".to_vec();
    blob.extend(x.to_le_bytes().into_iter().chain(y.to_le_bytes()));
    let digits: Vec<String> = blob.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("X'{}'", digits.concat())
}

/// A row of the layer `venues`.
pub fn venue(id: &str) -> String {
    format!("INSERT INTO venues (geom, id, name, capacity) VALUES ({}, '{id}', '万顺达', 3000);", point(114.01, 33.01))
}

fn read(kind: Kind, bytes: &[u8], options: &Options) -> Reading {
    Store::default().read(kind, "图层.gpkg", bytes, options)
}

fn of_layer(layer: &str) -> Options {
    Options { layer: Some(layer.to_owned()), ..Options::default() }
}

fn taken(reading: Reading) -> GridSet {
    assert_eq!(codes(&reading.faults), []);
    match reading.set {
        Some(Set::Grids(set)) => set,
        other => panic!("no grids: {other:?}"),
    }
}

/// A district with a hole, and two streets of whole numbers, decimals, truths, days and codes of many digits.
fn grids() -> Vec<u8> {
    let ring = |w: f64, s: f64, size: f64| {
        let (e, n) = (w + size, s + size);
        format!("[[{w},{s}],[{e},{s}],[{e},{n}],[{w},{n}],[{w},{s}]]")
    };
    let holed = format!("[{},{}]", ring(114.0, 33.0, 0.1), ring(114.02, 33.02, 0.05));
    let said = r#""residents":600,"面积":1.25,"有地下室":true,"as_of":"2026-10-31","单位编码":"411602003001001001""#;
    collection(&[
        feature(
            &format!(r#""code":"411602","name":"川汇区",{said}"#),
            &format!(r#"{{"type":"Polygon","coordinates":{holed}}}"#),
        ),
        square(&format!(r#""code":"411602001","name":"陈州街",{said}"#), 114_000, 33_000, 10),
        square(&format!(r#""code":"411602002","name":"七一路街",{said}"#), 114_010, 33_000, 10),
    ])
}

#[test]
fn a_geopackage_of_gdal_comes_in_as_the_geojson_that_it_was() {
    let folder = Folder::new("gpkg");
    folder.write("grids.geojson", grids());
    let Some(file) = ogr2ogr(&folder, "grids.gpkg", "grids.geojson", &["-f", "GPKG", "-nln", "网格"]) else { return };
    let reading = read(Kind::Grids, &file, &Options::default());
    assert_eq!((codes(&reading.notes), reading.read, reading.datum.as_str()), (vec![], 3, "EPSG:4326"));
    let expected = taken(read(Kind::Grids, &grids(), &Options::default()));
    assert_eq!(taken(reading), expected);
    assert_eq!(taken(read(Kind::Grids, &file, &of_layer("网格"))), expected);
}

#[test]
fn a_projected_geopackage_says_what_it_is_measured_in() {
    let folder = Folder::new("gpkg-belt");
    folder.write("grids.geojson", grids());
    let options = ["-f", "GPKG", "-t_srs", "EPSG:4547", "-nlt", "MULTIPOLYGON25D"];
    let Some(file) = ogr2ogr(&folder, "grids.gpkg", "grids.geojson", &options) else { return };
    let seen = look(None, "图层.gpkg", &file, &Options::default());
    assert_eq!((seen.kind, seen.datum.as_deref(), seen.layers.len()), (Kind::Grids, Some("EPSG:4547"), 1));
    let reading = read(Kind::Grids, &file, &Options::default());
    assert_eq!(reading.datum, "EPSG:4547");
    let (ours, theirs) = (taken(reading), taken(read(Kind::Grids, &grids(), &Options::default())));
    let centimetre = 1e-7;
    for (one, other) in ours.grids.iter().zip(&theirs.grids) {
        assert_eq!(one.grid, other.grid);
        for (here, there) in one.shape.rings().flatten().zip(other.shape.rings().flatten()) {
            assert!((here.longitude() - there.longitude()).abs() < centimetre, "{here:?} {there:?}");
            assert!((here.latitude() - there.latitude()).abs() < centimetre, "{here:?} {there:?}");
        }
    }
}

#[test]
fn of_several_tables_one_is_asked_for_by_name() {
    let heads = "CREATE TABLE 名册 (fid INTEGER PRIMARY KEY, code TEXT, 姓名 TEXT, 电话 INTEGER, 备注 TEXT);
        INSERT INTO gpkg_contents VALUES ('名册', 'attributes', '名册', NULL);
        INSERT INTO 名册 VALUES (1, '411602', '张三', 13812345678, NULL), (2, '411602001', '李四', 13912345678, '代');
        CREATE TABLE 旧场所 AS SELECT * FROM venues WHERE false;
        INSERT INTO gpkg_contents VALUES ('旧场所', 'features', '旧场所', 4490);
        INSERT INTO gpkg_geometry_columns VALUES ('旧场所', 'geom', 'POINT', 4490, 0, 0);";
    let file = geopackage(&(venue("V1") + heads));
    let asked = read(Kind::Venues, &file, &Options::default());
    assert_eq!(codes(&asked.faults), [(None, "layers.choose")]);
    assert_eq!(asked.faults[0].params["layers"], "venues, 旧场所");
    let seen = look(None, "图层.gpkg", &file, &Options::default());
    assert_eq!((seen.layers, seen.layer), (vec!["venues".to_owned(), "旧场所".to_owned()], None));
    let seen = look(None, "图层.gpkg", &file, &of_layer("venues"));
    assert_eq!((seen.kind, seen.layer.as_deref(), seen.rows), (Kind::Venues, Some("venues"), 1));
    assert!(seen.columns.iter().all(|column| column.name != "fid"), "the number of a row says nothing of a venue");
    let Some(Set::Venues(venues)) = read(Kind::Venues, &file, &of_layer("venues")).set else { panic!("a venue") };
    assert_eq!((venues[0].id.0.as_str(), venues[0].capacity, venues[0].place.latitude()), ("V1", Some(3000), 33.01));
    // For people only the tables of attributes count, and there is one.
    let people = district().read(Kind::Heads, "图层.gpkg", &file, &Options::default());
    assert_eq!(codes(&people.faults), []);
    let Some(Set::Posts(posts)) = people.set else { panic!("people") };
    assert_eq!((posts[0].person.as_str(), posts[0].phone.as_str()), ("张三", "13812345678"));
    assert_eq!(codes(&read(Kind::Venues, &file, &of_layer("街道")).faults), [(None, "layers.unknown")]);
}

#[test]
fn nothing_that_a_schema_brings_along_is_run() {
    let hostile = "CREATE TRIGGER spoil AFTER INSERT ON venues BEGIN SELECT randomblob(1000000000); END;
        CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS fid, NULL AS geom FROM n;
        INSERT INTO gpkg_contents VALUES ('endless', 'features', 'endless', 4490);
        INSERT INTO gpkg_geometry_columns VALUES ('endless', 'geom', 'POINT', 4490, 0, 0);
        CREATE VIRTUAL TABLE tree USING rtree (id, minx, maxx, miny, maxy);
        INSERT INTO gpkg_contents VALUES ('tree', 'attributes', 'tree', NULL);
        ALTER TABLE venues ADD COLUMN heavy TEXT GENERATED ALWAYS AS (hex(zeroblob(100000000))) VIRTUAL;";
    let file = geopackage(&(venue("V1") + hostile));
    let seen = look(None, "图层.gpkg", &file, &Options::default());
    assert_eq!((seen.layers, seen.faults), (vec!["venues".to_owned()], vec![]), "neither a view nor a virtual table");
    let reading = read(Kind::Venues, &file, &Options::default());
    assert_eq!((codes(&reading.faults), reading.read), (vec![], 1), "what is worked out stays unasked");
    assert_eq!(codes(&read(Kind::Venues, &file, &of_layer("endless")).faults), [(None, "layers.unknown")]);
}

#[test]
fn a_package_that_counts_its_pages_twice_is_damaged() {
    let blob = "X'47500021000000007878'";
    let rows = format!(
        "INSERT INTO venues (geom, id, name) SELECT {blob}, 'V' || column1, hex(zeroblob(500000)) FROM (VALUES (1), (2), (3));"
    );
    let mut file = database(&format!("PRAGMA page_size = 65536;{BEGIN}{rows}"));
    assert_eq!(read(Kind::Venues, &file, &Options::default()).read, 3);
    // Each cell goes on in other pages; let all go on in those of the first, and leave the rest away.
    let connection = {
        let mut connection = Connection::open_in_memory().expect("memory");
        connection.deserialize_read_exact("main", file.as_slice(), file.len(), true).expect("a database");
        connection
    };
    let root: u32 = connection
        .query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'venues'", [], |row| row.get(0))
        .expect("a table");
    let page = (root as usize - 1) << 16;
    let at = |place: usize| usize::from(u16::from_be_bytes([file[place], file[place + 1]]));
    assert_eq!((file[page], at(page + 3)), (0x0d, 3), "one leaf with all rows");
    // A cell: its length and its number, then as much as fits in the page, then where it goes on.
    let ends: Vec<usize> = (0..3)
        .map(|cell| {
            let begin = page + at(page + 8 + 2 * cell);
            let mut length = 0_usize;
            let mut digits = 0;
            for byte in &file[begin..begin + 9] {
                length = length << 7 | usize::from(byte & 0x7f);
                digits += 1;
                if byte & 0x80 == 0 {
                    break;
                }
            }
            let (usable, least) = (65536, (65536 - 12) * 32 / 255 - 23);
            let fits = least + (length - least) % (usable - 4);
            let kept = if fits <= usable - 35 { fits } else { least };
            begin + digits + 1 + kept
        })
        .collect();
    let first: [u8; 4] = file[ends[0]..ends[0] + 4].try_into().expect("four bytes");
    let second = u32::from_be_bytes(file[ends[1]..ends[1] + 4].try_into().expect("four bytes"));
    for end in ends {
        file[end..end + 4].copy_from_slice(&first);
    }
    file.truncate((second as usize - 1) << 16);
    let pages = u32::try_from(file.len() >> 16).expect("few pages").to_be_bytes();
    file[28..32].copy_from_slice(&pages);
    assert_eq!(codes(&read(Kind::Venues, &file, &Options::default()).faults), [(None, "geopackage.damaged")]);
}
