//! What a file is at first sight.

use domain::look::{ColumnLook, FieldLook, FileLook};
use domain::manner::Manner;
use exchange::{Kind, Options, ParentRule, look};

use crate::packed::{texts, workbook};
use crate::store::{collection, feature, square};

fn at_sight(file: &str, bytes: &[u8]) -> FileLook {
    look(None, file, bytes, &Options::default())
}

fn column<'l>(look: &'l FileLook, name: &str) -> &'l ColumnLook {
    look.columns.iter().find(|column| column.name == name).unwrap_or_else(|| panic!("no column {name} in {look:?}"))
}

fn field<'l>(look: &'l FileLook, name: &str) -> &'l FieldLook {
    look.fields.iter().find(|field| field.name == name).unwrap_or_else(|| panic!("no field {name} in {look:?}"))
}

fn point(properties: &str) -> String {
    feature(properties, r#"{"type":"Point","coordinates":[114.01,33.01]}"#)
}

fn line(properties: &str) -> String {
    feature(properties, r#"{"type":"LineString","coordinates":[[114.01,33.01],[114.02,33.01]]}"#)
}

#[test]
fn the_kind_is_guessed_from_what_the_file_holds() {
    let area = || square(r#""code":"411602""#, 114_000, 33_000, 10);
    let cases: [(&str, Vec<u8>, Kind); 13] = [
        ("a.geojson", collection(&[area()]), Kind::Grids),
        ("a.geojson", collection(&[area(), feature(r#""code":"1""#, "null")]), Kind::Grids),
        ("a.geojson", collection(&[square(r#""layer":"水系""#, 114_000, 33_000, 10)]), Kind::Basemap),
        ("a.geojson", collection(&[square(r#""layer":"3""#, 114_000, 33_000, 10)]), Kind::Grids),
        ("a.geojson", collection(&[line(r#""name":"大闸路""#)]), Kind::Basemap),
        ("a.geojson", collection(&[point(r#""id":"V1","name":"万顺达""#)]), Kind::Venues),
        ("a.geojson", collection(&[point(r#""id":"C1","queue":2"#)]), Kind::Checkpoints),
        ("a.geojson", collection(&[point(r#""卡点编码":"C1""#)]), Kind::Checkpoints),
        ("城区卡点.json", collection(&[point(r#""id":"C1""#)]), Kind::Checkpoints),
        ("a.csv", "场所编码,地址\nV1,rtsp://10.0.0.1/1\n".into(), Kind::Streams),
        ("a.csv", "编码,姓名,地址\n411602,张三,文昌大道\n".into(), Kind::Heads),
        // The content says more than the name.
        ("a.csv", collection(&[area()]), Kind::Grids),
        ("a.geojson", "编码,姓名\n411602,张三\n".into(), Kind::Heads),
    ];
    for (file, bytes, kind) in cases {
        let seen = at_sight(file, &bytes);
        assert_eq!((seen.kind, seen.guessed), (kind, true), "{file}: {}", String::from_utf8_lossy(&bytes));
        assert_eq!(seen.faults, [], "{file}");
    }
}

#[test]
fn columns_of_a_table_are_matched_sampled_and_counted() {
    let text = "\u{feff}网格编码,岗位,姓名,备注,,姓名\n411602,网格长,张三,,x,重\n\n411602001,,李四,乙,y,复\n";
    let seen = at_sight("名册.csv", text.as_bytes());
    assert_eq!((seen.rows, seen.datum.as_deref()), (2, None));
    let names: Vec<&str> = seen.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["网格编码", "岗位", "姓名", "备注"], "each once, in order; what has no name can't be named");
    let person = column(&seen, "姓名");
    assert_eq!((person.field.as_deref(), person.sample.join(" ")), (Some("name"), "张三 李四".to_owned()));
    assert_eq!(column(&seen, "岗位").sample, ["网格长"], "empty cells are no sample");
    assert_eq!(column(&seen, "备注").field, None);
    assert_eq!(field(&seen, "code").column.as_deref(), Some("网格编码"));
    assert!(field(&seen, "code").required && field(&seen, "name").required && !field(&seen, "phone").required);
    assert_eq!(field(&seen, "phone").column, None);
}

#[test]
fn five_samples_are_enough_and_long_ones_are_cut() {
    let rows: Vec<String> = (1..9).map(|row| format!("41160200{row},{}", "长".repeat(200))).collect();
    let seen = at_sight("a.csv", format!("code,name\n{}", rows.join("\n")).as_bytes());
    assert_eq!((seen.rows, column(&seen, "code").sample.len()), (8, 5));
    assert_eq!(column(&seen, "name").sample[0].chars().count(), 81);
}

#[test]
fn properties_are_matched_and_what_the_file_says_of_its_datum_is_told_in_short() {
    let features = [square(r#""网格编码":"411602","NAME":"川汇区","extra":7"#, 114_000, 33_000, 10)];
    let plain = String::from_utf8(collection(&features)).unwrap_or_default();
    let seen = at_sight("a.geojson", plain.as_bytes());
    assert_eq!((seen.rows, seen.datum.as_deref(), seen.faults.len()), (1, None, 0));
    assert_eq!(column(&seen, "网格编码").field.as_deref(), Some("code"));
    assert_eq!((column(&seen, "NAME").field.as_deref(), column(&seen, "extra").field.as_deref()), (Some("name"), None));
    assert_eq!(column(&seen, "extra").sample, ["7"]);
    let with = |name: &str| {
        let crs = format!(r#"{{"type":"FeatureCollection","crs":{{"type":"name","properties":{{"name":"{name}"}}}},"#);
        at_sight("a.geojson", plain.replacen(r#"{"type":"FeatureCollection","#, &crs, 1).as_bytes())
    };
    let known = with("urn:ogc:def:crs:EPSG::4490");
    assert_eq!((known.datum.as_deref(), known.faults.len()), (Some("EPSG:4490"), 0));
    let foreign = with("LV 1903");
    assert_eq!((foreign.datum.as_deref(), foreign.faults[0].code.as_str()), (Some("LV 1903"), "datum.unknown"));
}

#[test]
fn a_table_with_coordinates_is_seen_as_places_and_a_placemark_says_its_datum() {
    let seen = at_sight("场所.csv", "编码,名称,经度,纬度\nV1,东站,114.01,33.01\n".as_bytes());
    assert_eq!((seen.kind, seen.datum.as_deref(), seen.faults.len()), (Kind::Venues, None, 0));
    assert_eq!(column(&seen, "经度").field.as_deref(), Some("lng"));
    assert_eq!(field(&seen, "lat").column.as_deref(), Some("纬度"));
    let rows = texts(&["id", "坐标", "排队"]) + &texts(&["K1", "114.01,33.01", "2"]);
    let seen = at_sight("点位.xlsx", &workbook(&rows, &[]));
    assert_eq!(
        (seen.kind, seen.rows, column(&seen, "坐标").sample[0].as_str()),
        (Kind::Checkpoints, 1, "114.01,33.01")
    );
    let kml = "<kml><Placemark><name>东站</name><Point><coordinates>114,33</coordinates></Point></Placemark></kml>";
    let seen = at_sight("点位.kml", kml.as_bytes());
    assert_eq!((seen.kind, seen.datum.as_deref(), seen.rows), (Kind::Venues, Some("EPSG:4326"), 1));
    let grids = look(Some(Kind::Grids), "网格.csv", "编码,名称\n1,a\n".as_bytes(), &Options::default());
    assert_eq!(grids.faults[0].code, "file.table_not_features");
}

#[test]
fn the_callers_own_pairs_are_shown_and_checked() {
    let bytes = collection(&[square(r#""BFS_NR":"261","GEMNAME":"Zürich","KANTON":"1""#, 114_000, 33_000, 10)]);
    let manner = Manner {
        columns: [("code".to_owned(), "BFS_NR".to_owned())].into(),
        parent: Some(ParentRule::Column("KANTON".to_owned())),
        level: Some(4),
        ..Manner::default()
    };
    let seen = look(Some(Kind::Grids), "a.geojson", &bytes, &manner.into());
    assert_eq!(field(&seen, "code").column.as_deref(), Some("BFS_NR"));
    assert_eq!(column(&seen, "KANTON").field.as_deref(), Some("parent"));
    let wrong = Manner { columns: [("code".to_owned(), "nope".to_owned())].into(), ..Manner::default() };
    let seen = look(Some(Kind::Grids), "a.geojson", &bytes, &wrong.into());
    assert_eq!(seen.faults[0].code, "columns.no_such_column");
    assert!(field(&seen, "code").required && field(&seen, "code").column.is_none());
}

#[test]
fn an_id_of_its_own_saves_each_feature_the_column() {
    let with_id =
        |id: &str| point(r#""name":"东站""#).replacen(r#""Feature","#, &format!(r#""Feature","id":{id},"#), 1);
    let required = |bytes: &[u8]| field(&at_sight("a.geojson", bytes), "id").required;
    assert!(!required(&collection(&[with_id("1"), with_id("\"V2\"")])));
    assert!(required(&collection(&[with_id("1"), with_id("null")])));
    let grid = at_sight("a.geojson", &collection(&[square(r#""id":"411602""#, 114_000, 33_000, 10)]));
    assert!(!field(&grid, "code").required && field(&grid, "id").column.is_some());
}

#[test]
fn what_cannot_be_read_says_why_in_the_same_words_and_guesses_by_its_name() {
    let cases: [(&str, &[u8], Kind, &str); 7] = [
        ("名册.csv", b"\xe7\xbd\x91,\xff\n", Kind::Heads, "file.not_utf8"),
        ("名册.xlsx", b"PK\x03\x04[Content_Types].xml", Kind::Heads, "archive.damaged"),
        ("名册.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind::Heads, "file.spreadsheet"),
        ("a.shp", b"\x00\x00\x27\x0a", Kind::Grids, "file.shapefile"),
        ("a.geojson", br#"{"type":"FeatureCollection","features":[{"#, Kind::Grids, "file.truncated"),
        ("a.geojson", b"", Kind::Grids, "file.blank"),
        ("a.csv", b"411602001,x\n", Kind::Heads, "table.no_heading"),
    ];
    for (file, bytes, kind, code) in cases {
        let seen = at_sight(file, bytes);
        assert_eq!((seen.kind, seen.rows, seen.columns.len()), (kind, 0, 0), "{file}");
        assert_eq!(seen.faults.iter().map(|fault| fault.code.as_str()).collect::<Vec<_>>(), [code], "{file}");
        assert!(!seen.fields.is_empty(), "{file}: what would be needed is told all the same");
    }
    let asked = look(Some(Kind::Streams), "a.shp", b"\x00\x00\x27\x0a", &Options::default());
    assert_eq!((asked.kind, asked.guessed), (Kind::Streams, false));
}

#[test]
fn a_look_says_what_letters_a_table_is_written_in() {
    let gbk = b"\xcd\xf8\xb8\xf1\xb1\xe0\xc2\xeb,\xd0\xd5\xc3\xfb\n411602,\xd5\xc5\xc8\xfd\n";
    let letters = |bytes: &[u8]| at_sight("名册.csv", bytes).letters;
    assert_eq!(letters("网格编码,姓名\n411602,张三\n".as_bytes()).as_deref(), Some("UTF-8"));
    assert_eq!(letters("\u{feff}网格编码,姓名\n411602,张三\n".as_bytes()).as_deref(), Some("UTF-8"));
    assert_eq!(letters(gbk).as_deref(), Some("GB18030"));
    assert_eq!(at_sight("名册.csv", gbk).columns[1].sample, ["张三"]);
    assert_eq!(letters(&workbook(&texts(&["code", "name"]), &[])), None, "a workbook settles it");
}
