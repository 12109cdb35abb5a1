//! Units, what they are paired with, and what they answer for.

use domain::code::GridPath;
use domain::id::UnitId;
use domain::set::Set;
use exchange::{Kind, Options, Reading};

use crate::store::{Store, codes, district};

const UNITS: &str = "单位编码,单位名称,单位类型,值班电话,可吹哨,经纬度,网格编码,crs\n\
    D1,区水利局,部门,0394-8220001,是,\"114.06,33.02\",,EPSG:4490\n\
    ,荷香苑物业,物业,,否,,411602001001,EPSG:4490\n\
    D3,区民政局,,,,,,EPSG:4490\n";

fn import(store: &mut Store, kind: Kind, file: &str, text: &str) -> Reading {
    store.import(kind, file, text.as_bytes(), &Options::default())
}

fn with_units() -> Store {
    let mut store = district();
    let reading = import(&mut store, Kind::Units, "units.csv", UNITS);
    assert_eq!((codes(&reading.faults), codes(&reading.notes)), (vec![], vec![]));
    store
}

#[test]
fn a_unit_lies_where_its_seat_is_or_works_for_the_grid_that_it_names() {
    let store = with_units();
    let told: Vec<_> =
        store.units.iter().map(|unit| (unit.id.0.as_str(), unit.grid.as_ref().map(GridPath::as_str))).collect();
    assert_eq!(
        told,
        [
            ("D1", Some("411602.411602001.411602001002")),
            ("荷香苑物业", Some("411602.411602001.411602001001")),
            ("D3", None),
        ]
    );
    let first = &store.units[0];
    assert!(first.whistle && first.place.is_some() && first.phone.as_deref() == Some("0394-8220001"));
    assert_eq!((store.units[2].kind.as_str(), store.units[2].whistle, store.units[2].place), ("部门", false, None));
}

#[test]
fn a_table_of_units_needs_no_places_and_no_datum() {
    let mut store = district();
    let reading = import(&mut store, Kind::Units, "单位.csv", "单位名称,值班电话\n区水利局,0394-1\n区城管局,\n");
    assert_eq!((codes(&reading.faults), store.units.len()), (vec![], 2));
    assert_eq!(store.units[1].id, UnitId("区城管局".to_owned()));
}

#[test]
fn a_grid_has_several_partner_units_and_a_unit_several_grids() {
    let mut store = with_units();
    let text = "网格编码,结对单位,联系人,联系电话,结对事项\n\
        411602001001,区水利局,李芳,0394-8220002,河道清理\n\
        411602001001,某某银行,,,\n\
        411602001002,D1,王强,,\n";
    let reading = import(&mut store, Kind::Partners, "partners.csv", text);
    assert_eq!((codes(&reading.faults), reading.read), (vec![], 3));
    let told: Vec<_> =
        store.partners.iter().map(|one| (one.name.as_str(), one.unit.is_some(), one.grid.as_str())).collect();
    let (first, second) = ("411602.411602001.411602001001", "411602.411602001.411602001002");
    assert_eq!(told, [("区水利局", true, first), ("某某银行", false, first), ("区水利局", true, second)]);
    let before = store.partners.clone();
    let Some(Set::Partners(again)) = import(&mut store, Kind::Partners, "partners.csv", text).set else {
        panic!("the same file is read again")
    };
    assert_eq!(again, before, "the same row is the same pairing");
}

#[test]
fn an_asset_lies_in_its_deepest_grid_and_has_one_owner_and_a_measured_quantity() {
    let mut store = with_units();
    let text = "设施编码,设施名称,类别,责任单位,数量,单位,状态,统计日期,经度,纬度,crs\n\
        W1,沙河泵站,泵站,区水利局,4,台,正常,2026年10月31日,114.06,33.02,EPSG:4490\n\
        W2,东岸井,自备井,,,,,,114.06,33.02,EPSG:4490\n";
    let reading = import(&mut store, Kind::Assets, "设施.csv", text);
    assert_eq!((codes(&reading.faults), codes(&reading.notes)), (vec![], vec![(Some(3), "asset.no_owner")]));
    let [pump, well] = store.assets.as_slice() else { panic!("two assets") };
    assert_eq!(pump.grid.as_ref().map(GridPath::as_str), Some("411602.411602001.411602001002"));
    assert_eq!(
        (pump.owner.as_ref(), pump.quantity, pump.measure.as_deref()),
        (Some(&UnitId("D1".into())), Some(4), Some("台"))
    );
    assert_eq!(pump.as_of.as_deref(), Some("2026-10-31"));
    assert_eq!((well.owner.as_ref(), well.quantity, well.state.as_str()), (None, None, "正常"));
}

#[test]
fn a_file_is_known_for_units_partners_and_assets_by_its_columns() {
    let point = |properties: &str| {
        let place = r#"{"type":"Point","coordinates":[114.06,33.02]}"#;
        String::from_utf8(crate::store::collection(&[crate::store::feature(properties, place)])).expect("UTF-8")
    };
    for (file, text, kind) in [
        ("a.csv", UNITS.to_owned(), Kind::Units),
        ("a.csv", "承办单位,电话\n区水利局,1\n".to_owned(), Kind::Units),
        ("a.csv", "网格编码,结对单位\n411602,区水利局\n".to_owned(), Kind::Partners),
        ("a.csv", "编号,名称,责任单位,经度,纬度\nW1,井,区水利局,114,33\n".to_owned(), Kind::Assets),
        ("a.csv", "编号,名称,经度,纬度\nV1,店,114,33\n".to_owned(), Kind::Venues),
        ("a.csv", "网格编码,姓名,单位,电话\n411602,李芳,区水利局,1\n".to_owned(), Kind::Heads),
        ("a.geojson", point(r#""id":"W1","责任单位":"区水利局""#), Kind::Assets),
        ("消火栓.geojson", point(r#""id":"W1""#), Kind::Assets),
        ("a.geojson", point(r#""id":"V1","name":"店""#), Kind::Venues),
    ] {
        assert_eq!(exchange::look(None, file, text.as_bytes(), &Options::default()).kind, kind, "{text}");
    }
}
