//! Tables of people and streams.

use exchange::Kind;

use super::Case;
use crate::store::{collection, square};

const HEADING: &str = "网格编码,岗位,姓名,电话,到任日期,角色,层级";

/// A sound row, then this one: row 3 as a spreadsheet counts.
fn row(name: &'static str, row: &str) -> Case {
    let text = format!("{HEADING}\n411602,区网格长,张一,0394-1000001,2025-03-01,,\n{row}\n");
    Case::new(name, Kind::Heads, text).leaving(1)
}

fn table(name: &'static str, text: &str) -> Case {
    Case::new(name, Kind::Heads, text)
}

fn streams(name: &'static str, row: &str) -> Case {
    Case::new(name, Kind::Streams, format!("场所编码,名称,地址\nV01,东门,rtsp://10.0.0.1/1\n{row}\n")).leaving(1)
}

pub(super) fn cases() -> Vec<Case> {
    [tables(), rows(), people(), cameras(), places()].into_iter().flatten().collect()
}

fn tables() -> Vec<Case> {
    vec![
        table("semicolons", "编码;姓名;电话\n411602;张三;1\n"),
        table("tabs", "编码\t姓名\t电话\n411602\t张三\t1\n"),
        table("bars", "编码|姓名|电话\n411602|张三|1\n").refused(None, "table.separator"),
        table("full-width commas", "编码，姓名，电话\n411602，张三，1\n").refused(None, "table.separator"),
        table("a heading in another order", "电话,备注,姓名,编码\n1,,张三,411602\n"),
        table("no heading", "411602,区网格长,张三,0394-1\n411602001,网格长,李四,0394-2\n")
            .refused(None, "table.no_heading"),
        table("a heading without the person", "编码,电话\n411602,1\n").refused(None, "columns.missing"),
        table("a heading and nothing below", "编码,姓名,电话\n").refused(None, "file.empty"),
        table("a quote that never closes", "编码,姓名,电话\n411602,\"张三,1\n").refused(None, "table.open_quote"),
        table("quotes that swallow rows", "编码,姓名,电话\n411602,\"张三,1\n411602001,李四,2\n411602001001,王五\",3\n")
            .refused(2, "table.swallowed_rows"),
        table("quotes around everything", "\"编码\",\"姓名\",\"电话\"\n\"411602\",\"张\"\"三\"\"\",\"1\"\n"),
        table("blank lines and blank columns", "编码,姓名,电话,,\n\n411602,张三,1,,\n,,,,\n"),
    ]
}

fn rows() -> Vec<Case> {
    let ambiguous = [
        square(r#""code":"7","level":1"#, 114_000, 33_000, 100),
        square(r#""code":"7","level":2,"parent":"7""#, 114_000, 33_000, 50),
    ];
    vec![
        row("too many cells", "411602001,网格长,李四,1,,,,张路,多了").refused(3, "table.too_many_cells"),
        row("too few cells", "411602001,网格长,李四,0394-2").noted(3, "table.too_few_cells"),
        row("a person at a grid that does not exist", "411699,网格长,李四,1,,,").refused(3, "post.unknown_place"),
        row("a code that a spreadsheet shortened", "4.11602E+11,网格长,李四,1,,,").refused(3, "code.exponent"),
        row("full-width digits in a table", "４１１６０２,网格长,李四,1,,,").refused(3, "code.fullwidth"),
        row("a blank inside a code of a table", "411602 001,网格长,李四,1,,,").refused(3, "code.blank_inside"),
        row("a code that is a story", &format!("{},网格长,李四,1,,,", "啊".repeat(65))).refused(3, "code.too_long"),
        row("no code in a row", ",网格长,李四,1,,,").refused(3, "post.no_code"),
        row("a venue that lies in no grid", "V02,值班员,李四,1,,,").refused(3, "post.place_without_grid"),
        row("a level that is none", "411602,网格长,李四,1,,,顶层").refused(3, "grid.unknown_level"),
        row("several faults in one row", "411699,网格长,,abc,soon,boss,")
            .refused(3, "post.unknown_place")
            .refused(3, "post.no_person")
            .refused(3, "day.unreadable")
            .refused(3, "post.unknown_role")
            .refused(3, "post.bad_phone"),
        Case::new("codes at two levels are grids of their own", Kind::Grids, collection(&ambiguous)),
    ]
}

fn people() -> Vec<Case> {
    vec![
        row("an empty name", "411602001,网格长,,1,,,").refused(3, "post.no_person"),
        row("a day that is to come", "411602001,网格长,李四,1,即将,,").refused(3, "day.unreadable"),
        row("a role of one's own", "411602001,网格长,李四,1,,boss,").refused(3, "post.unknown_role"),
        row("no phone", "411602001,网格长,李四,,,,").noted(3, "post.no_phone"),
        row("a phone with letters", "411602001,网格长,李四,138abc,,,").refused(3, "post.bad_phone"),
        row("a phone that a spreadsheet shortened", "411602001,网格长,李四,1.38E+10,,,")
            .refused(3, "post.phone_exponent"),
        row("a phone with an extension", "411602001,网格长,李四,+86 (0394) 812-3456转801,,,"),
        row("two heads with one phone", "411602001,网格长,李四,0394 1000001,,,").noted(3, "post.shared_phone"),
        row("one head at two grids", "411602001,网格长,张一,0394-1000001,,,"),
        row("the same person twice", "411602,区网格长,张一,0394-1000001,,,").refused(3, "post.duplicate"),
        table("a post that moves", "岗位编号,编码,姓名,电话\np-1,411602001,周八,1\n").noted(2, "post.moved"),
        table("a post in two places", "岗位编号,编码,姓名,电话\np-2,411602,张一,1\np-2,411602001,张一,1\n")
            .refused(3, "post.duplicate")
            .leaving(1),
    ]
}

fn cameras() -> Vec<Case> {
    vec![
        streams("a stream address that is no URL", "V01,西门,D:\\视频\\1.mp4").refused(3, "stream.bad_address"),
        streams("a stream address without host", "V01,西门,rtsp://").refused(3, "stream.bad_address"),
        streams("a stream address with a blank", "V01,西门,http://10.0.0.1 /1").refused(3, "stream.bad_address"),
        streams("a stream of a venue that is not there", "V99,西门,rtsp://x/1").refused(3, "stream.unknown_venue"),
        streams("a stream of nowhere", ",西门,rtsp://x/1").refused(3, "stream.no_venue"),
        streams("two streams of one name", "V01,东门,rtsp://x/2").refused(3, "stream.duplicate"),
    ]
}

fn places() -> Vec<Case> {
    let table = |name: &'static str, text: &str| {
        Case::new(name, Kind::Venues, text)
            .called("场所.csv")
            .with(|options| options.datum = Some("EPSG:4490".to_owned()))
    };
    vec![
        table("places in two columns", "编码,经度,纬度\nV1,114.01,33.01\n"),
        table("places in degrees and minutes", "编码,经度,纬度\nV1,114°36′,33°01′\nV2,114.01,33.01\n")
            .refused(2, "position.unreadable")
            .leaving(1),
        table("places without longitude", "编码,纬度\nV1,33.01\n").refused(None, "columns.missing"),
        table("places in a row that slipped", "编码,经度,纬度\nV1,114.01,33.01,0\nV2,114.01,33.01\n")
            .refused(2, "table.too_many_cells")
            .leaving(1),
        table("places of nobody knows which measure", "编码,经度,纬度\nV1,114.01,33.01\n")
            .with(|options| options.datum = None)
            .refused(None, "datum.unsaid"),
    ]
}
