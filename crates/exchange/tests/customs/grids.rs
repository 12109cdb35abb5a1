use domain::code::{GridPath, Level};
use domain::place::Position;
use domain::set::{GridSet, Set};
use exchange::{BadRows, Kind, Options, ParentRule, Reading};

use crate::store::{Store, codes, collection, district, feature, square};

fn import(store: &mut Store, features: &[String], options: &Options) -> Reading {
    store.import(Kind::Grids, "grids.geojson", &collection(features), options)
}

fn grids_of(reading: &Reading) -> &GridSet {
    match &reading.set {
        Some(Set::Grids(set)) => set,
        other => panic!("no grids but {other:?}: {:?}", reading.faults),
    }
}

/// A grid of the top level with this geometry.
fn ring_fault(coordinates: &str) -> Reading {
    let geometry = format!(r#"{{"type":"Polygon","coordinates":{coordinates}}}"#);
    import(&mut Store::default(), &[feature(r#""code":"411602""#, &geometry)], &Options::default())
}

#[test]
fn children_may_stand_before_their_parents_in_the_file() {
    let mut store = Store::default();
    let file = [
        square(r#""code":"411602001001""#, 114_000, 33_000, 10),
        square(r#""code":"411602""#, 114_000, 33_000, 100),
        square(r#""code":"411602001""#, 114_000, 33_000, 50),
    ];
    let reading = import(&mut store, &file, &Options::default());
    let set = grids_of(&reading);
    let paths: Vec<&str> = set.grids.iter().map(|placed| placed.grid.path.as_str()).collect();
    assert_eq!(paths, ["411602", "411602.411602001", "411602.411602001.411602001001"]);
    assert_eq!(set.scheme, exchange::DEFAULT_SCHEME);
    let names: Vec<&str> = set.levels.iter().map(|level| level.name.as_str()).collect();
    assert_eq!(names, ["区", "街道", "社区"]);
    assert_eq!(reading.read, 3);
}

#[test]
fn a_parent_may_be_more_than_one_level_up() {
    let mut store = Store::default();
    let file =
        [square(r#""code":"411602""#, 114_000, 33_000, 100), square(r#""code":"411602001001""#, 114_000, 33_000, 10)];
    import(&mut store, &file, &Options::default());
    assert_eq!(store.grid("411602.411602001001").level, Level(3));
}

#[test]
fn what_is_no_field_of_ours_becomes_an_attribute_as_text() {
    let mut store = Store::default();
    let properties = r#""编码":411602,"名称":"川汇区","kind":"区","人口":"700000","households":12.0,
        "as_of":"2026/10/31","source":"演示","有地下室":true,"楼层":6,"备注":null,"空":"" "#;
    let reading = import(&mut store, &[square(properties, 114_000, 33_000, 100)], &Options::default());
    assert_eq!(reading.faults, []);
    let grid = store.grid("411602");
    assert_eq!((grid.name.as_str(), grid.kind.as_str()), ("川汇区", "区"));
    assert_eq!((grid.counts.residents, grid.counts.households, grid.counts.units), (Some(700_000), Some(12), None));
    assert_eq!((grid.counts.as_of.as_deref(), grid.counts.source.as_deref()), (Some("2026-10-31"), Some("演示")));
    let attributes: Vec<(&str, &str)> = grid.attributes.iter().map(|(key, value)| (&key[..], &value[..])).collect();
    assert_eq!(attributes, [("有地下室", "true"), ("楼层", "6")]);
}

#[test]
fn a_grid_without_code_takes_its_id_and_one_without_name_its_code() {
    let mut store = Store::default();
    let options = Options { level: Some(Level(1)), ..Options::default() };
    let by_feature = square("", 10, 0, 10).replacen('{', r#"{"id":77,"#, 1);
    let reading = import(&mut store, &[square(r#""id":261"#, 0, 0, 10), by_feature], &options);
    assert_eq!(reading.faults, []);
    assert_eq!(store.grid("261").name, "261");
    assert_eq!(store.grid("77").name, "77");
}

#[test]
fn rings_are_oriented_and_repeats_dropped() {
    let clockwise = "[[[0,0],[0,1],[0,1],[1,1],[1,0],[0,0]],[[0.2,0.2],[0.4,0.2],[0.4,0.4],[0.2,0.2]]]";
    let reading = ring_fault(clockwise);
    let rings = &grids_of(&reading).grids[0].shape.polygons[0].rings;
    assert_eq!(rings[0].len(), 5);
    assert_eq!(rings[0][1], Position(10_000_000, 0));
    assert_eq!(rings[1][1], Position(4_000_000, 4_000_000));
    assert_eq!(reading.notes, []);
}

#[test]
fn geometry_that_makes_no_sense_is_refused_by_feature() {
    let cases = [
        ("[[[0,0],[1,0],[1,1],[0,1]]]", "ring.unclosed"),
        ("[[[0,0],[1,0],[0,0]]]", "ring.too_few"),
        ("[[]]", "ring.too_few"),
        ("[]", "geometry.empty"),
        ("[[[0,0],[1,1],[2,2],[0,0]]]", "ring.no_area"),
        ("[[[33.6,114.6],[33.7,114.6],[33.7,114.7],[33.6,114.6]]]", "position.axes_swapped"),
        ("[[[0,0],[1],[1,1],[0,0]]]", "position.too_short"),
        (r#"[[[0,0],["1",0],[1,1],[0,0]]]"#, "position.not_a_number"),
        ("[[[0,0],[1e999,0],[1,1],[0,0]]]", "position.not_finite"),
        ("[0,0]", "geometry.wrong_nesting"),
        ("null", "geometry.wrong_nesting"),
    ];
    for (coordinates, code) in cases {
        let reading = ring_fault(coordinates);
        assert_eq!(codes(&reading.faults), [(Some(1), code)], "{coordinates}");
        assert_eq!(reading.faults[0].field.as_deref(), Some("geometry"));
        assert!(reading.set.is_none());
    }
    for (geometry, code) in
        [("null", "geometry.none"), (r#"{"type":"Point","coordinates":[0,0]}"#, "geometry.other_type")]
    {
        let file = [feature(r#""code":"411602""#, geometry)];
        let reading = import(&mut Store::default(), &file, &Options::default());
        assert_eq!(codes(&reading.faults), [(Some(1), code)]);
    }
    let not_a_number = import(
        &mut Store::default(),
        &[square(r#""code":"411602""#, 0, 0, 9), feature("", r#"{"type":"Polygon","coordinates":[[[NaN,0]]]}"#)],
        &Options::default(),
    );
    assert_eq!(codes(&not_a_number.faults), [(Some(2), "file.not_a_number")]);
}

#[test]
fn a_ring_that_crosses_itself_is_taken_with_a_note() {
    let reading = ring_fault("[[[0,0],[4,0],[0,3],[4,4],[0,0]]]");
    assert_eq!(codes(&reading.notes), [(Some(1), "ring.crosses_itself")]);
    assert_eq!(grids_of(&reading).grids.len(), 1);
}

#[test]
fn codes_and_levels_that_make_no_sense_are_refused_by_feature() {
    let cases = [
        (r#""name":"x""#, "grid.no_code"),
        (r#""code":"""#, "grid.no_code"),
        (r#""code":411602003001001001"#, "code.inexact"),
        (r#""code":4.11602e5"#, "code.inexact"),
        (r#""code":["411602"]"#, "code.not_text"),
        (r#""code":"A7""#, "grid.no_level"),
        (r#""code":"A7","level":7"#, "grid.unknown_level"),
        (r#""code":"A7","level":"two""#, "grid.unknown_level"),
        (r#""code":"411602","residents":-3"#, "grid.bad_count"),
        (r#""code":"411602","as_of":"2026-02-30""#, "day.unreadable"),
    ];
    for (properties, code) in cases {
        let reading = import(&mut Store::default(), &[square(properties, 0, 0, 10)], &Options::default());
        assert_eq!(codes(&reading.faults), [(Some(1), code)], "{properties}");
    }
}

#[test]
fn a_code_stands_once_in_file_and_store() {
    let mut store = district();
    let again = [
        square(r#""code":"411602002""#, 0, 0, 10),
        square(r#""code":"411602002""#, 0, 0, 10),
        square(r#""code":"411602001""#, 0, 0, 10),
    ];
    let reading = import(&mut store, &again, &Options::default());
    assert_eq!(codes(&reading.faults), [(Some(2), "grid.duplicate_code"), (Some(3), "grid.in_store")]);
    assert!(reading.set.is_none());
}

#[test]
fn the_same_file_again_makes_the_same_set() {
    let mut store = Store::default();
    let file = [square(r#""code":"411602""#, 0, 0, 10), square(r#""code":"411602001""#, 0, 0, 10)];
    let first = import(&mut store, &file, &Options::default());
    let again = store.read(Kind::Grids, "grids.geojson", &collection(&file), &Options::default());
    assert_eq!(grids_of(&first), grids_of(&again));
}

#[test]
fn a_grid_whose_parent_is_nowhere_is_refused() {
    let mut store = district();
    let reading = import(&mut store, &[square(r#""code":"411603001""#, 0, 0, 10)], &Options::default());
    assert_eq!(codes(&reading.faults), [(Some(1), "grid.missing_parent")]);
    assert_eq!(reading.faults[0].params["parent"], "411603");
}

#[test]
fn a_faulty_parent_is_named_as_the_one_to_repair() {
    let file = [
        square(r#""code":"411602","residents":"many""#, 114_000, 33_000, 100),
        square(r#""code":"411602001""#, 114_000, 33_000, 50),
        square(r#""code":"411603""#, 115_000, 33_000, 50),
    ];
    let reading = import(&mut Store::default(), &file, &Options::default());
    assert_eq!(codes(&reading.faults), [(Some(1), "grid.bad_count"), (Some(2), "parent.refused")]);
    assert!(reading.set.is_none());
    let rest = Options { bad_rows: BadRows::LeaveOut, ..Options::default() };
    let reading = import(&mut Store::default(), &file, &rest);
    assert_eq!(grids_of(&reading).grids.len(), 1);
    assert_eq!((reading.read, reading.faults.len()), (3, 2));
}

#[test]
fn parents_come_from_a_column_where_codes_are_not_nested() {
    let mut store = Store::default();
    let file = [
        square(r#""code":"A","level":1"#, 0, 0, 100),
        square(r#""code":"b","level":2,"parent":"A""#, 0, 0, 50),
        square(r#""code":"7","level":3,"parent":"b""#, 0, 0, 10),
    ];
    let reading = import(&mut store, &file, &Options::default());
    assert_eq!(reading.faults, []);
    assert!(store.grid("A.b.7").attributes.is_empty());

    let by_name = [square(r#""code":"c","OBER":"A""#, 50, 50, 50), square(r#""code":"d","OBER":null"#, 0, 50, 50)];
    let options =
        Options { level: Some(Level(2)), parent: Some(ParentRule::Column("OBER".to_owned())), ..Options::default() };
    let reading = import(&mut store, &by_name, &options);
    assert_eq!(codes(&reading.faults), [(Some(2), "parent.empty")]);
}

#[test]
fn parents_come_from_geometry_when_asked() {
    let mut store = Store::default();
    let level = |level| Options { level: Some(Level(level)), parent: Some(ParentRule::Geometry), ..Options::default() };
    import(&mut store, &[square(r#""code":"CH""#, 0, 0, 100), square(r#""code":"DE""#, 200, 0, 10)], &level(1));
    import(&mut store, &[square(r#""code":"1""#, 0, 0, 40)], &level(2));
    let file = [
        square(r#""code":"in""#, 5, 5, 10),
        square(r#""code":"far""#, 60, 60, 10),
        square(r#""code":"edge""#, 34, 0, 10),
        square(r#""code":"enclave""#, 200, 0, 10),
    ];
    let reading = import(&mut store, &file, &level(3));
    assert_eq!(codes(&reading.notes), [(Some(3), "parent.doubtful")]);
    for path in ["CH.1.in", "CH.far", "CH.1.edge", "DE.enclave"] {
        assert!(store.tree.grid(&GridPath::from_text(path)).is_some(), "{path}");
    }
    let share = |name: &str| reading.notes[0].params[name].as_str();
    assert_eq!((share("code"), share("parent"), share("share")), ("edge", "CH.1", "60.0"));
    let reading = import(&mut store, &[square(r#""code":"sea""#, 500, 500, 10)], &level(3));
    assert_eq!(codes(&reading.faults), [(Some(1), "parent.none")]);
}

#[test]
fn a_grid_that_two_parents_hold_is_told_with_both_shares_and_goes_to_the_larger() {
    let mut store = Store::default();
    let level = |level| Options { level: Some(Level(level)), parent: Some(ParentRule::Geometry), ..Options::default() };
    import(&mut store, &[square(r#""code":"T""#, 0, 0, 100)], &level(1));
    import(&mut store, &[square(r#""code":"west""#, 0, 0, 50), square(r#""code":"east""#, 50, 0, 50)], &level(2));
    let file = [
        square(r#""code":"whole""#, 10, 10, 10),
        square(r#""code":"tie""#, 45, 0, 10),
        square(r#""code":"shared""#, 42, 20, 10),
        square(r#""code":"nearly""#, 39, 30, 12),
    ];
    let reading = import(&mut store, &file, &level(3));
    assert_eq!(codes(&reading.notes), [(Some(2), "parent.tie"), (Some(3), "parent.shared")]);
    let told = |row: usize| ["parent", "share", "other", "second"].map(|name| reading.notes[row].params[name].as_str());
    assert_eq!(told(0), ["T.east", "50.0", "T.west", "50.0"], "of two equal ones the first by path");
    assert_eq!(told(1), ["T.west", "80.0", "T.east", "20.0"]);
    for path in ["T.west.whole", "T.east.tie", "T.west.shared", "T.west.nearly"] {
        assert!(store.tree.grid(&GridPath::from_text(path)).is_some(), "{path}");
    }
}

#[test]
fn without_a_rule_for_parents_the_file_is_refused_with_advice() {
    let mut store = Store::default();
    let file = [square(r#""code":"A","level":1"#, 0, 0, 100), square(r#""code":"b","level":2"#, 0, 0, 50)];
    let reading = import(&mut store, &file, &Options::default());
    assert_eq!(codes(&reading.faults), [(None, "parent.unknown_rule")]);
    let column = Options { parent: Some(ParentRule::Column("nope".to_owned())), ..Options::default() };
    assert_eq!(codes(&import(&mut store, &file, &column).faults), [(None, "parent.no_column")]);
    let code = Options { parent: Some(ParentRule::Code), ..Options::default() };
    assert_eq!(codes(&import(&mut store, &file, &code).faults), [(Some(2), "parent.not_nested")]);
}

#[test]
fn coordinates_that_do_not_fit_the_lattice_are_refused() {
    let file = String::from_utf8(collection(&[square(r#""code":"411602""#, 0, 0, 9)])).expect("UTF-8");
    let crs = |name: &str| {
        let member = format!(r#"{{"crs":{{"type":"name","properties":{{"name":"{name}"}}}},"#);
        file.replacen('{', &member, 1).into_bytes()
    };
    let read = |bytes: &[u8], datum: Option<&str>| {
        let options = Options { datum: datum.map(str::to_owned), ..Options::default() };
        Store::default().import(Kind::Grids, "grids.geojson", bytes, &options)
    };
    assert_eq!(read(&crs("urn:ogc:def:crs:EPSG::4490"), None).datum, "EPSG:4490");
    assert_eq!(codes(&read(&crs("EPSG:99999"), None).faults), [(None, "datum.unknown")]);
    assert_eq!(read(file.as_bytes(), Some("gcj02")).datum, "GCJ-02");
    assert_eq!(read(file.as_bytes(), Some("EPSG:4326")).faults, []);
}

#[test]
fn a_file_that_is_no_geojson_is_refused_as_a_whole() {
    let read = |bytes: &[u8]| {
        let reading = Store::default().import(Kind::Grids, "grids.geojson", bytes, &Options::default());
        assert!(reading.set.is_none());
        reading.faults[0].code.clone()
    };
    assert_eq!(read(b"\xcd\xf8\xb8\xf1"), "file.gbk");
    assert_eq!(read(b"code,name\n1,2\n"), "file.table_not_features");
    assert_eq!(read(b"{\"type\":\"FeatureCollection\",\"features\":[]}"), "file.empty");
    assert_eq!(read(b"{\"type\":\"Topology\"}"), "file.topology");
}
