//! Layers as mapping programs write them: what GDAL makes of a GeoJSON file comes in as that file does.

use domain::set::{GridSet, Set};
use exchange::{Kind, Options, Reading, look};

use crate::packed::{Folder, archive, book, ogr2ogr, texts};
use crate::store::{Store, codes, collection, district, feature, square};

/// A district with a hole and an island in it, and two streets.
fn grids() -> Vec<u8> {
    let ring = |w: f64, s: f64, size: f64| {
        let (e, n) = (w + size, s + size);
        format!("[[{w},{s}],[{e},{s}],[{e},{n}],[{w},{n}],[{w},{s}]]")
    };
    let parts = format!("[[{},{}],[{}]]", ring(114.0, 33.0, 0.1), ring(114.02, 33.02, 0.05), ring(114.03, 33.03, 0.02));
    collection(&[
        feature(
            r#""code":"411602","name":"川汇区","residents":1200"#,
            &format!(r#"{{"type":"MultiPolygon","coordinates":{parts}}}"#),
        ),
        square(r#""code":"411602001","name":"陈州街","residents":600"#, 114_000, 33_000, 10),
        square(r#""code":"411602002","name":"七一路街","residents":600"#, 114_010, 33_000, 10),
    ])
}

fn taken(reading: Reading) -> GridSet {
    assert_eq!(codes(&reading.faults), []);
    match reading.set {
        Some(Set::Grids(set)) => set,
        other => panic!("no grids: {other:?}"),
    }
}

fn read(file: &str, bytes: &[u8], options: &Options) -> Reading {
    Store::default().read(Kind::Grids, file, bytes, options)
}

/// A Shapefile of the grids as GDAL makes it, its parts by their endings.
fn shapefile(name: &str, options: &[&str]) -> Option<Vec<(String, Vec<u8>)>> {
    let folder = Folder::new(name);
    folder.write("grids.geojson", grids());
    let all: Vec<&str> = ["-f", "ESRI Shapefile"].iter().chain(options).copied().collect();
    ogr2ogr(&folder, "grids.shp", "grids.geojson", &all)?;
    let endings = ["shp", "shx", "dbf", "prj", "cpg"].iter();
    let parts = endings.filter_map(|ending| {
        let part = format!("grids.{ending}");
        std::fs::read(folder.path().join(&part)).ok().map(|bytes| (part, bytes))
    });
    Some(parts.collect())
}

#[test]
fn a_zipped_shapefile_comes_in_as_the_geojson_that_it_was() {
    let Some(parts) = shapefile("shapefile", &["-lco", "ENCODING=UTF-8"]) else { return };
    let reading = read("图层.zip", &archive(&parts), &Options::default());
    assert_eq!((codes(&reading.notes), reading.read), (vec![], 3));
    assert_eq!(taken(reading), taken(read("图层.geojson", &grids(), &Options::default())));
}

#[test]
fn a_shapefile_in_gbk_is_read_with_and_without_its_cpg() {
    let Some(mut parts) = shapefile("gbk", &["-lco", "ENCODING=CP936"]) else { return };
    let names = |set: &GridSet| set.grids.iter().map(|placed| placed.grid.name.clone()).collect::<Vec<_>>();
    let expected = ["川汇区", "陈州街", "七一路街"];
    assert_eq!(names(&taken(read("图层.zip", &archive(&parts), &Options::default()))), expected);
    parts.retain(|(name, _)| name != "grids.cpg");
    parts.iter_mut().filter(|(name, _)| name == "grids.dbf").for_each(|(_, bytes)| bytes[29] = 0);
    let reading = read("图层.zip", &archive(&parts), &Options::default());
    assert_eq!(codes(&reading.notes), [(None, "shapefile.taken_for_gbk")]);
    assert_eq!(names(&taken(reading)), expected);
}

#[test]
fn a_shapefile_without_prj_is_asked_what_it_is_measured_in() {
    let Some(mut parts) = shapefile("prj", &[]) else { return };
    parts.retain(|(name, _)| name != "grids.prj");
    let reading = read("图层.zip", &archive(&parts), &Options::default());
    assert_eq!(codes(&reading.faults), [(None, "datum.unsaid")]);
    let said = Options { datum: Some("EPSG:4490".to_owned()), ..Options::default() };
    assert_eq!(taken(read("图层.zip", &archive(&parts), &said)).grids.len(), 3);
}

#[test]
fn kml_and_kmz_come_in_as_the_geojson_that_they_were() {
    let folder = Folder::new("kml");
    folder.write("grids.geojson", grids());
    let options = ["-f", "KML", "-dsco", "NameField=name"];
    let Some(kml) = ogr2ogr(&folder, "grids.kml", "grids.geojson", &options) else { return };
    let expected = taken(read("图层.geojson", &grids(), &Options::default()));
    assert_eq!(taken(read("图层.kml", &kml, &Options::default())), expected);
    let kmz = archive(&[("doc.kml", kml.as_slice()), ("files/a.png", b"x")]);
    assert_eq!(taken(read("图层.kmz", &kmz, &Options::default())), expected);
}

#[test]
fn a_placemark_brings_what_it_says_of_itself() {
    let kml = r#"<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><Placemark id="V1">
        <name>万顺达 &amp; 车站</name><Style><IconStyle/></Style><ExtendedData><Data name="capacity"><displayName>容量</displayName>
        <value>3000</value></Data><SchemaData><SimpleData name="类型"><![CDATA[商场]]></SimpleData></SchemaData></ExtendedData>
        <Point><coordinates> 114.01,33.01,52
        </coordinates></Point></Placemark></Folder></Document></kml>"#;
    let reading = Store::default().read(Kind::Venues, "场所.kml", kml.as_bytes(), &Options::default());
    assert_eq!((codes(&reading.faults), reading.datum.as_str()), (vec![], "EPSG:4326"));
    let Some(Set::Venues(venues)) = reading.set else { panic!("a venue") };
    let venue = &venues[0];
    assert_eq!((venue.id.0.as_str(), venue.name.as_str(), venue.kind.as_str()), ("V1", "万顺达 & 车站", "商场"));
    assert_eq!((venue.capacity, venue.place.latitude()), (Some(3000), 33.01));
}

#[test]
fn points_and_lines_of_a_shapefile_come_in() {
    let folder = Folder::new("points");
    let point = r#"{"type":"Point","coordinates":[114.01,33.01]}"#;
    folder.write("venues.geojson", collection(&[feature(r#""id":"V1","name":"万顺达""#, point)]));
    let line = r#"{"type":"MultiLineString","coordinates":[[[114,33],[114.1,33.1]],[[114,33],[114.2,33]]]}"#;
    folder.write("roads.geojson", collection(&[feature(r#""layer":"road","name":"大庆路""#, line)]));
    for (name, kind) in [("venues", Kind::Venues), ("roads", Kind::Basemap)] {
        let (to, from) = (format!("{name}.shp"), format!("{name}.geojson"));
        if ogr2ogr(&folder, &to, &from, &["-f", "ESRI Shapefile", "-lco", "ENCODING=UTF-8"]).is_none() {
            return;
        }
        let part = |ending: &str| {
            let name = format!("{name}.{ending}");
            let bytes = std::fs::read(folder.path().join(&name)).expect("GDAL wrote it");
            (name, bytes)
        };
        let file = archive(&["shp", "dbf", "prj", "cpg"].map(part));
        let original = std::fs::read(folder.path().join(&from)).expect("it was written");
        let store = Store::default();
        let reading = store.read(kind, "图层.zip", &file, &Options::default());
        assert_eq!(codes(&reading.faults), []);
        assert_eq!(reading.set, store.read(kind, &from, &original, &Options::default()).set);
    }
}

/// What a kind says of each layer: how many rows it has.
fn rows(file: &str, bytes: &[u8], layer: Option<&str>) -> Result<u32, (String, Vec<String>)> {
    let options = Options { layer: layer.map(str::to_owned), ..Options::default() };
    let seen = look(Some(Kind::Venues), file, bytes, &options);
    match seen.faults.first() {
        None => Ok(seen.rows),
        Some(fault) => Err((fault.code.clone(), seen.layers)),
    }
}

fn named(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn of_two_shapefiles_in_one_archive_one_is_asked_for() {
    let folder = Folder::new("two-shapefiles");
    let point = |x: f64| feature(r#""id":"V1""#, &format!(r#"{{"type":"Point","coordinates":[{x},33.01]}}"#));
    folder.write("a.geojson", collection(&[point(114.01)]));
    folder.write("b.geojson", collection(&[point(114.02), point(114.03)]));
    let mut files = Vec::new();
    for name in ["a", "b"] {
        let (to, from) = (format!("{name}.shp"), format!("{name}.geojson"));
        if ogr2ogr(&folder, &to, &from, &["-f", "ESRI Shapefile"]).is_none() {
            return;
        }
        files.extend(["shp", "dbf", "prj"].map(|ending| {
            let part = format!("{name}.{ending}");
            (format!("2026/{part}"), std::fs::read(folder.path().join(part)).expect("GDAL wrote it"))
        }));
    }
    let zip = archive(&files);
    assert_eq!(rows("图层.zip", &zip, None), Err(("layers.choose".to_owned(), named(&["2026/a", "2026/b"]))));
    assert_eq!(rows("图层.zip", &zip, Some("2026/a")), Ok(1));
    assert_eq!(rows("图层.zip", &zip, Some("B")), Ok(2));
    assert_eq!(rows("图层.zip", &zip, Some("c")).map_err(|(code, _)| code), Err("layers.unknown".to_owned()));
}

#[test]
fn folders_of_a_kml_file_are_read_together_or_one_by_its_name() {
    let mark =
        |id: &str| format!("<Placemark id=\"{id}\"><Point><coordinates>114.01,33.01</coordinates></Point></Placemark>");
    let folder = |name: &str, content: &str| format!("<Folder><name>{name}</name><open>1</open>{content}</Folder>");
    let nested = folder("七一路街", &(mark("3") + &folder("车站", &mark("4"))));
    let kml = format!(
        "<kml><Document><name>场所</name>{}{}{}</Document></kml>",
        mark("0"),
        folder("陈州街", &(mark("1") + &mark("2"))),
        nested
    );
    let seen = look(None, "场所.kml", kml.as_bytes(), &Options::default());
    assert_eq!((seen.rows, seen.layers), (5, named(&["陈州街", "七一路街", "七一路街/车站"])));
    let kmz = archive(&[("doc.kml", kml.as_bytes())]);
    for (layer, count) in [(None, 5), (Some("陈州街"), 2), (Some("七一路街"), 1), (Some("车站"), 1)] {
        assert_eq!(rows("场所.kml", kml.as_bytes(), layer), Ok(count), "{layer:?}");
        assert_eq!(rows("场所.kmz", &kmz, layer), Ok(count), "{layer:?}");
    }
    assert_eq!(
        rows("场所.kml", kml.as_bytes(), Some("街")).map_err(|(code, _)| code),
        Err("layers.unknown".to_owned())
    );
    let two = archive(&[("a.kml", kml.as_bytes()), ("b.kml", b"<kml/>")]);
    assert_eq!(rows("场所.kmz", &two, None), Err(("layers.choose".to_owned(), named(&["a", "b"]))));
    assert_eq!(rows("场所.kmz", &two, Some("a")), Ok(5));
}

#[test]
fn a_sheet_is_read_by_its_name() {
    let head = |code: &str, name: &str| texts(&["编码", "姓名", "电话"]) + &texts(&[code, name, "1"]);
    let file = archive(&book(&[("一月", &head("411602", "张三")), ("二月", &head("411602", "李四"))], &[]));
    let seen = look(None, "名册.xlsx", &file, &Options::default());
    assert_eq!((seen.layers, seen.layer.as_deref()), (named(&["一月", "二月"]), Some("一月")));
    let second = Options { layer: Some("二月".to_owned()), ..Options::default() };
    let reading = district().read(Kind::Heads, "名册.xlsx", &file, &second);
    assert_eq!(
        (codes(&reading.faults), codes(&reading.notes)),
        (vec![], vec![]),
        "whoever names a sheet knows the others"
    );
    let Some(Set::Posts(posts)) = reading.set else { panic!("people") };
    assert_eq!(posts[0].person, "李四");
}
