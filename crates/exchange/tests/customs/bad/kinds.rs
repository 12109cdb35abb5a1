//! Tables of units and of what they are paired with; assets.

use exchange::Kind;

use super::Case;
use crate::store::{collection, feature};

/// A sound row, then this one: row 3 as a spreadsheet counts.
fn unit(name: &'static str, row: &str) -> Case {
    let heading = "单位编码,单位名称,单位类型,值班电话,可吹哨,网格编码";
    Case::new(name, Kind::Units, format!("{heading}\nD9,区城管局,部门,0394-1,是,\n{row}\n")).leaving(1)
}

fn partner(name: &'static str, row: &str) -> Case {
    let heading = "网格编码,结对单位,联系人,联系电话";
    Case::new(name, Kind::Partners, format!("{heading}\n411602001001,区水利局,李芳,0394-1\n{row}\n")).leaving(1)
}

/// A sound asset, then one with these properties.
fn asset(name: &'static str, properties: &str) -> Case {
    let at = r#"{"type":"Point","coordinates":[114.01,33.01]}"#;
    let sound = feature(r#""id":"W9","责任单位":"区水利局","数量":"300","计量单位":"条","日期":"2026/10/31""#, at);
    Case::new(name, Kind::Assets, collection(&[sound, feature(properties, at)])).leaving(1)
}

pub(super) fn cases() -> Vec<Case> {
    vec![
        unit("a unit that has no name", "D8,,部门,,,").refused(3, "unit.no_name"),
        unit("a unit twice", "D9,区城管局,部门,,,").refused(3, "unit.duplicate"),
        unit("a unit of a grid that is not there", "D8,物业,物业,,,411699").refused(3, "unit.unknown_grid"),
        unit("a unit that one may perhaps whistle for", "D8,物业,物业,,也许,").refused(3, "unit.bad_whistle"),
        unit("a unit whose duty phone is a story", "D8,物业,物业,问门卫,,").refused(3, "post.bad_phone"),
        Case::new("a table of units without names", Kind::Units, "单位编码,单位类型\nD1,部门\n")
            .refused(None, "columns.missing"),
        Case::new(
            "a table of units without a heading",
            Kind::Units,
            "411602,区城管局,0394-1\n411603,区水利局,0394-2\n",
        )
        .refused(None, "table.no_heading"),
        Case::new(
            "seats that are measured in nobody knows what",
            Kind::Units,
            "单位名称,经度,纬度\n区城管局,114.01,33.01\n",
        )
        .refused(None, "datum.unsaid"),
        partner("a partner unit of a grid that is not there", "411699,区水利局,李芳,").refused(3, "unit.unknown_grid"),
        partner("a partner unit of no grid", ",区水利局,李芳,").refused(3, "unit.no_grid"),
        partner("a partner unit without a name", "411602001001,,李芳,").refused(3, "unit.no_name"),
        partner("a partner unit twice in one grid", "411602001001,D1,李芳,").refused(3, "unit.duplicate"),
        asset("an asset of a unit that nobody knows", r#""id":"W8","责任单位":"某局""#)
            .refused(2, "asset.unknown_owner"),
        asset("an asset of which there are one and a half", r#""id":"W8","责任单位":"D1","数量":1.5"#)
            .refused(2, "asset.bad_quantity"),
        asset("an asset counted some day", r#""id":"W8","责任单位":"D1","日期":"去年""#).refused(2, "day.unreadable"),
        Case::new(
            "a venue that was changed by hand since",
            Kind::Venues,
            collection(&[feature(r#""id":"V88""#, r#"{"type":"Point","coordinates":[114.01,33.01]}"#)]),
        )
        .noted(None, "place.amended"),
        asset("an asset that nobody owns", r#""id":"W8""#).noted(2, "asset.no_owner"),
    ]
}
