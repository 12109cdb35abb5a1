//! Tables as people have them: spreadsheets, and places in columns.

use domain::post::Post;
use domain::set::Set;
use exchange::{Kind, Options, Reading};

use crate::packed::{Folder, archive, book, ogr2ogr, texts, workbook};
use crate::store::{Store, codes, district};

fn posts(reading: Reading) -> Vec<Post> {
    assert_eq!(codes(&reading.faults), []);
    match reading.set {
        Some(Set::Posts(posts)) => posts,
        other => panic!("no posts: {other:?}"),
    }
}

fn said(datum: &str) -> Options {
    Options { datum: Some(datum.to_owned()), ..Options::default() }
}

#[test]
fn a_spreadsheet_of_heads_comes_in_with_its_texts_numbers_and_days() {
    let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>
        <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" t="inlineStr"><is><t>姓名</t></is></c>
        <c r="C3" t="s"><v>2</v></c><c r="E3" t="str"><v>到任日期</v></c></row>
        <row r="4"><c r="A4"><v>411602</v></c><c r="B4" t="inlineStr"><is><r><t>张</t></r><r><t>一 &amp; 二</t></r>
        <rPh sb="0" eb="1"><t>zhang</t></rPh></is></c><c r="C4"><v>13812345678</v></c><c r="E4" s="1"><v>45717</v></c></row>
        <row r="6"><c r="A6" t="s"><v>3</v></c><c r="B6" t="s"><v>4</v></c><c r="C6" s="1"/></row>"#;
    let file = workbook(rows, &["网格长花名册", "网格编码", "电话", "411602001", "李四"]);
    let reading = district().read(Kind::Heads, "名册.xlsx", &file, &Options::default());
    assert_eq!(codes(&reading.notes), [(Some(6), "post.no_phone")]);
    let posts = posts(reading);
    let seen = |post: &Post| (post.person.clone(), post.phone.clone(), post.since.clone());
    assert_eq!(seen(&posts[0]), ("张一 & 二".to_owned(), "13812345678".to_owned(), Some("2025-03-01".to_owned())));
    assert_eq!(seen(&posts[1]), ("李四".to_owned(), String::new(), None));
    assert_eq!(posts[1].grid.as_str(), "411602.411602001");
}

#[test]
fn a_code_that_a_spreadsheet_shortened_is_refused_in_its_row() {
    let rows = format!(
        "{}<row><c><v>1.16001002003004E+17</v></c><c t=\"str\"><v>张三</v></c></row>",
        texts(&["code", "name"])
    );
    let reading = district().read(Kind::Heads, "名册.xlsx", &workbook(&rows, &[]), &Options::default());
    assert_eq!(codes(&reading.faults), [(Some(2), "code.exponent")]);
    assert_eq!(reading.faults[0].params["value"], "1.16001002003004E+17");
}

#[test]
fn sheets_that_are_not_read_are_named() {
    let heads = texts(&["code", "name", "phone"]) + &texts(&["411602", "张三", "1"]);
    let file = archive(&book(&[("一", &heads), ("二", "<row/>"), ("三", &heads)], &[]));
    let reading = district().read(Kind::Heads, "名册.xlsx", &file, &Options::default());
    assert_eq!(codes(&reading.notes), [(None, "workbook.other_sheets")]);
    assert_eq!(reading.notes[0].params["others"], "三");
}

#[test]
fn venues_and_checkpoints_come_from_tables_with_coordinates() {
    let venues = "编码,名称,类型,容量,经度,纬度\nV1,万顺达,商场,3000,114.01,33.01\nV2,车站,交通枢纽,,114.06,33.02\n";
    let reading = district().read(Kind::Venues, "场所.csv", venues.as_bytes(), &said("EPSG:4490"));
    assert_eq!((codes(&reading.faults), reading.datum.as_str(), reading.read), (vec![], "EPSG:4490", 2));
    let Some(Set::Venues(rows)) = reading.set else { panic!("venues") };
    assert_eq!((rows[0].name.as_str(), rows[0].capacity, rows[0].place.longitude()), ("万顺达", Some(3000), 114.01));
    assert_eq!(rows[1].grid.as_ref().map(domain::code::GridPath::as_str), Some("411602.411602001.411602001002"));

    let options = Options { columns: [("place".to_owned(), "在哪".to_owned())].into(), ..said("WGS84") };
    let checkpoints = texts(&["id", "在哪", "排队"]) + &texts(&["K1", "114.01，33.01", "2"]);
    let reading = district().read(Kind::Checkpoints, "卡点.xlsx", &workbook(&checkpoints, &[]), &options);
    let Some(Set::Checkpoints(rows)) = reading.set else { panic!("checkpoints: {:?}", reading.faults) };
    assert_eq!((rows[0].place.latitude(), rows[0].queue), (33.01, 2));
}

#[test]
fn a_table_that_does_not_say_what_it_is_measured_in_is_asked() {
    let reading =
        district().read(Kind::Venues, "场所.csv", "id,lng,lat\nV1,114.01,33.01\n".as_bytes(), &Options::default());
    assert_eq!(codes(&reading.faults), [(None, "datum.unsaid")]);
}

#[test]
fn a_row_without_a_place_is_named_as_the_table_counts_it() {
    let table = "id,lng,lat\nV1,114.01,33.01\n\nV2,,\nV3,东,33\n";
    let reading = district().read(Kind::Venues, "场所.csv", table.as_bytes(), &said("WGS84"));
    assert_eq!(codes(&reading.faults), [(Some(4), "geometry.none"), (Some(5), "position.unreadable")]);
}

#[test]
fn what_gdal_writes_as_a_spreadsheet_reads_as_what_it_was() {
    let folder = Folder::new("sheets");
    folder.write(
        "heads.csv",
        "网格编码,姓名,电话,到任日期\n411602,张一,13812345678,2025/03/01\n411602001,李二,0394-2,2024/12/31\n",
    );
    folder.write("heads.csvt", "String,String,String,Date\n");
    let Some(file) = ogr2ogr(&folder, "heads.xlsx", "heads.csv", &["-f", "XLSX"]) else { return };
    let posts = posts(Store::read(&district(), Kind::Heads, "heads.xlsx", &file, &Options::default()));
    let since: Vec<Option<&str>> = posts.iter().map(|post| post.since.as_deref()).collect();
    assert_eq!(since, [Some("2025-03-01"), Some("2024-12-31")]);
    assert_eq!((posts[0].phone.as_str(), posts[1].person.as_str()), ("13812345678", "李二"));
}
