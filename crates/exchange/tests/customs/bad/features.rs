//! Features that say what can't be.

use domain::code::Level;
use exchange::{Kind, ParentRule};

use super::Case;
use crate::store::{collection, feature, square};

/// A district, sound; features that follow are counted from 2.
fn after_a_district(name: &'static str, features: &[String]) -> Case {
    let district = square(r#""code":"411602","level":1"#, 114_000, 33_000, 100);
    Case::grids(name, &[&[district], features].concat()).leaving(1)
}

fn street(properties: &str) -> String {
    square(properties, 114_000, 33_000, 50)
}

pub(super) fn cases() -> Vec<Case> {
    [features(), codes(), levels(), parents(), places()].into_iter().flatten().collect()
}

fn features() -> Vec<Case> {
    let one = |name, feature: &str| after_a_district(name, &[feature.to_owned()]);
    let many: String = (0..10_001).map(|number| [r#""p"#, &number.to_string(), r#"":1,"#].concat()).collect();
    vec![
        one("a null among the features", "null").refused(2, "feature.not_object"),
        one("properties that are a list", r#"{"properties":[1],"geometry":null}"#).refused(2, "feature.bad_properties"),
        one("properties without end", &street(&format!(r#"{many}"code":"411602001""#)))
            .refused(2, "feature.too_many_properties"),
        one("a property twice", &street(r#""code":"411602001","code":"411602002""#))
            .refused(2, "feature.duplicate_key"),
        one("half of a surrogate", &street(r#""code":"411602001","name":"\ud83d""#)).refused(2, "feature.unreadable"),
        one("a feature without geometry", &feature(r#""code":"411602001""#, "null")).refused(2, "geometry.none"),
        one("a count in words", &street(r#""code":"411602001","户数":"约三百""#)).refused(2, "grid.bad_count"),
        one("a count below zero", &street(r#""code":"411602001","residents":-1"#)).refused(2, "grid.bad_count"),
        one("a day that is none", &street(r#""code":"411602001","as_of":"2026-02-30""#)).refused(2, "day.unreadable"),
        Case::grids("a column that is not there", &[street(r#""code":"411602""#)])
            .with(|options| drop(options.columns.insert("name".to_owned(), "名字".to_owned())))
            .refused(None, "columns.no_such_column"),
        Case::grids("a field that is not there", &[street(r#""code":"411602""#)])
            .with(|options| drop(options.columns.insert("colour".to_owned(), "code".to_owned())))
            .refused(None, "columns.unknown_field"),
    ]
}

fn codes() -> Vec<Case> {
    let one =
        |name, code: &str, fault| after_a_district(name, &[street(&format!(r#""code":{code}"#))]).refused(2, fault);
    let long = format!("\"{}\"", "4".repeat(65));
    vec![
        one("a code as number 1.16E+17", "1.16E+17", "code.exponent"),
        one("a code as text 1.16E+17", r#""1.16E+17""#, "code.exponent"),
        one("a code of 18 digits as number", "411602001001001001", "code.inexact"),
        one("a code with a decimal point", "411602001.0", "code.inexact"),
        one("a code that is a list", r#"["411602001"]"#, "code.not_text"),
        one("a blank inside a code", r#""411602 001""#, "code.blank_inside"),
        one("an invisible sign inside a code", "\"411602\u{200b}001\"", "code.blank_inside"),
        one("full-width digits in a code", "\"４１１６０２００１\"", "code.fullwidth"),
        one("an essay as code", &long, "code.too_long"),
        one("no code", "null", "grid.no_code"),
        one("a code of blanks", r#""  ""#, "grid.no_code"),
        after_a_district("a code as a JSON number", &[street(r#""code":411602001"#)]),
        after_a_district(
            "blanks around codes",
            &[street(r#""code":" 411602001""#), street("\"code\":\"411602002\u{3000}\"")],
        )
        .noted(2, "code.trimmed"),
        after_a_district("a code twice", &[street(r#""code":"411602001""#), street(r#""code":"411602001""#)])
            .refused(3, "grid.duplicate_code")
            .leaving(2),
        Case::grids("a code that the store has", &[street(r#""code":"411602001""#), street(r#""code":"411602002""#)])
            .with(|options| options.scheme = Some(exchange::DEFAULT_SCHEME.to_owned()))
            .refused(1, "grid.in_store")
            .leaving(1),
    ]
}

fn levels() -> Vec<Case> {
    let one = |name, properties: &str, fault| after_a_district(name, &[street(properties)]).refused(2, fault);
    vec![
        one("a code with a digit missing", r#""code":"41160200""#, "grid.wrong_length"),
        one("a code with a digit too many", r#""code":"4116020011""#, "grid.wrong_length"),
        one("a code that tells no level", r#""code":"东区-1""#, "grid.no_level"),
        one("a level above all", r#""code":"411602001","level":0"#, "grid.unknown_level"),
        one("a level below all", r#""code":"411602001","level":7"#, "grid.unknown_level"),
        one("a level in words", r#""code":"411602001","level":"街道""#, "grid.unknown_level"),
        after_a_district(
            "a wrong length among good codes, with levels",
            &[
                street(r#""code":"411602001","level":2"#),
                street(r#""code":"411602002","level":2"#),
                street(r#""code":"41160203","level":2"#),
            ],
        )
        .refused(4, "parent.not_nested")
        .leaving(3),
    ]
}

fn parents() -> Vec<Case> {
    let grid = |code: &str, level: u8, parent: &str| {
        street(&format!(r#""code":"{code}","level":{level},"parent":"{parent}""#))
    };
    let below = |name, grids: &[String]| {
        let top = grid("A", 1, "");
        Case::grids(name, &[&[top], grids].concat()).leaving(1)
    };
    let far = |code: &str| square(&format!(r#""code":"{code}","level":2"#), 150_000, 33_000, 50);
    let half_out = square(r#""code":"b","level":2"#, 114_030, 33_000, 50);
    vec![
        after_a_district("a missing parent", &[street(r#""code":"411603001""#)]).refused(2, "grid.missing_parent"),
        below("a missing parent in the column", &[grid("b", 2, "Z")]).refused(2, "grid.missing_parent"),
        below("an empty parent", &[grid("b", 2, "")]).refused(2, "parent.empty"),
        below("a grid that is its own parent", &[grid("b", 2, "b")]).refused(2, "parent.itself"),
        below("a loop of two parents", &[grid("b", 2, "c"), grid("c", 2, "b")])
            .refused(2, "parent.loop")
            .refused(3, "parent.loop"),
        below("a loop of three parents", &[grid("b", 2, "d"), grid("c", 3, "b"), grid("d", 4, "c")])
            .refused(2, "parent.loop")
            .refused(3, "parent.refused")
            .refused(4, "parent.refused"),
        below("a parent at the same level", &[grid("b", 2, "A"), grid("c", 2, "b")])
            .refused(3, "parent.not_above")
            .leaving(2),
        after_a_district(
            "a parent that is refused itself",
            &[street(r#""code":"411602001","residents":"许多""#), street(r#""code":"411602001001""#)],
        )
        .refused(2, "grid.bad_count")
        .refused(3, "parent.refused"),
        Case::grids("codes that are not nested, and no column", &[street(r#""code":"x","level":2"#)])
            .refused(None, "parent.unknown_rule"),
        Case::grids("a parent column that nobody filled", &[street(r#""code":"x","level":2"#)])
            .with(|options| options.parent = Some(ParentRule::Column("上级单位".to_owned())))
            .refused(None, "parent.no_column"),
        after_a_district("no parent under a grid", &[far("x")])
            .with(|options| options.parent = Some(ParentRule::Geometry))
            .refused(2, "parent.none"),
        Case::grids(
            "half of a grid outside its parent",
            &[square(r#""code":"A","level":1"#, 114_000, 33_000, 50), half_out],
        )
        .with(|options| options.parent = Some(ParentRule::Geometry))
        .noted(2, "parent.doubtful"),
        halved("a grid that lies in two parents", 45).noted(4, "parent.tie"),
        halved("a grid of which a fifth lies in another parent", 42).noted(4, "parent.shared"),
        after_a_district("a level for all that is none", &[])
            .with(|options| options.level = Some(Level(9)))
            .refused(1, "grid.unknown_level")
            .leaving(0),
    ]
}

fn places() -> Vec<Case> {
    let at =
        |properties: &str, x: f64| feature(properties, &format!(r#"{{"type":"Point","coordinates":[{x},33.02]}}"#));
    let good = at(r#""id":"P0","name":"东门""#, 114.06);
    let after_a_good_one = |name, kind, features: &[String]| {
        Case::new(name, kind, collection(&[std::slice::from_ref(&good), features].concat())).leaving(1)
    };
    let here = |properties: &str| at(properties, 114.06);
    let area = square(r#""id":"P1""#, 114_000, 33_000, 9);
    vec![
        after_a_good_one("a venue without id", Kind::Venues, &[here(r#""name":"西门""#)]).refused(2, "place.no_id"),
        after_a_good_one("a venue's id twice", Kind::Venues, &[here(r#""id":"P0""#)]).refused(2, "place.duplicate_id"),
        after_a_good_one("venues outside every grid", Kind::Venues, &[at(r#""id":"P1""#, 99.0)])
            .noted(2, "place.outside"),
        after_a_good_one("a capacity in words", Kind::Venues, &[here(r#""id":"P1","容量":"很大""#)])
            .refused(2, "venue.bad_capacity"),
        after_a_good_one("a venue drawn as an area", Kind::Venues, &[area]).refused(2, "geometry.other_type"),
        after_a_good_one("an unknown checkpoint state", Kind::Checkpoints, &[here(r#""id":"K1","状态":"半开""#)])
            .refused(2, "checkpoint.unknown_state"),
        after_a_good_one("a queue of 9", Kind::Checkpoints, &[here(r#""id":"K1","queue":9"#)])
            .refused(2, "checkpoint.unknown_queue"),
        Case::new("a layer that the ground has not", Kind::Basemap, collection(&[area_of("sky")]))
            .refused(1, "ground.unknown_layer"),
        Case::new("a line of one position", Kind::Basemap, collection(&[line("[[114,33],[114,33]]")]))
            .refused(1, "line.too_short"),
    ]
}

fn area_of(layer: &str) -> String {
    square(&format!(r#""layer":"{layer}""#), 114_000, 33_000, 9)
}

fn line(coordinates: &str) -> String {
    feature(r#""layer":"road""#, &format!(r#"{{"type":"LineString","coordinates":{coordinates}}}"#))
}

/// Two parents side by side, and a grid that begins so many thousandths of a degree east of the first one's west.
fn halved(name: &'static str, west: u32) -> Case {
    let features = [
        square(r#""code":"T","level":1"#, 114_000, 33_000, 100),
        square(r#""code":"A","level":2"#, 114_000, 33_000, 50),
        square(r#""code":"B","level":2"#, 114_050, 33_000, 50),
        square(r#""code":"x","level":3"#, 114_000 + west, 33_000, 10),
    ];
    Case::grids(name, &features).with(|options| options.parent = Some(ParentRule::Geometry))
}
