//! Rows that stayed out come back as a spreadsheet, are mended, and come in.

use std::io::Read;

use domain::import::Fault;
use domain::set::Set;
use domain::words::Language;
use exchange::{BadRows, Kind, Options, Reading, failed_rows, look};
use zip::ZipArchive;

use crate::packed::{archive, texts, workbook};
use crate::store::{Store, codes, collection, district, feature, square};

/// What the tests of this page bring about.
pub const CODES: [&str; 2] = ["failed.none", "failed.too_large"];

fn leaving_out() -> Options {
    Options { bad_rows: BadRows::LeaveOut, ..Options::default() }
}

/// Import what is sound, and give the rest back.
fn sorted_out(store: &mut Store, kind: Kind, file: &str, bytes: &[u8], options: &Options) -> (Reading, Vec<u8>) {
    let reading = store.import(kind, file, bytes, options);
    let back = failed_rows(kind, file, bytes, options, &reading.faults, Language::Chinese).expect("a spreadsheet");
    (reading, back)
}

/// Change a text of a spreadsheet, as a person does in a cell.
fn mended(book: &[u8], changes: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipArchive::new(std::io::Cursor::new(book)).expect("an archive");
    let mut parts = Vec::new();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).expect("a part");
        let (mut text, name) = (String::new(), part.name().expect("a name").into_owned());
        part.read_to_string(&mut text).expect("XML");
        if name == "xl/sharedStrings.xml" {
            for (from, to) in changes {
                assert!(text.contains(from), "{from} stands nowhere in {text}");
                text = text.replace(from, to);
            }
        }
        parts.push((name, text));
    }
    archive(&parts)
}

fn rows(reading: &Reading) -> usize {
    reading.set.as_ref().map_or(0, Set::len)
}

#[test]
fn rows_of_a_table_come_back_with_their_columns_and_reasons() {
    let mut store = district();
    let table = "网格编码,岗位,姓名,电话,备注\n411602,区网格长,张三,0394-1,甲\n999999999,网格长,李四,0394-2,乙\n\
        411602001,街道网格长,,0394-3,丙\n";
    let (reading, back) = sorted_out(&mut store, Kind::Heads, "名册.csv", table.as_bytes(), &leaving_out());
    assert_eq!((rows(&reading), reading.faults.len()), (1, 2));
    let seen = look(None, "名册（待改）.xlsx", &back, &Options::default());
    assert_eq!((seen.kind, seen.rows), (Kind::Heads, 2));
    let names: Vec<&str> = seen.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["网格编码", "岗位", "姓名", "电话", "备注"], "what we say of the rows is no column");
    let again = store.read(Kind::Heads, "名册（待改）.xlsx", &back, &Options::default());
    assert_eq!(
        again.faults.iter().map(|fault| fault.row).collect::<Vec<_>>(),
        [Some(2), Some(3)],
        "as wrong as before"
    );
    let fixed = mended(&back, &[("999999999", "411602001001")]);
    let half = store.import(Kind::Heads, "名册（待改）.xlsx", &fixed, &leaving_out());
    assert_eq!((rows(&half), half.faults.len()), (1, 1));
    let Some(Set::Posts(posts)) = half.set else { panic!("people") };
    assert_eq!((posts[0].person.as_str(), posts[0].grid.as_str()), ("李四", "411602.411602001.411602001001"));
}

#[test]
fn the_reasons_are_in_the_language_that_is_asked_for() {
    let table = "code,name\n999999999,李四\n";
    let reading = district().read(Kind::Heads, "a.csv", table.as_bytes(), &Options::default());
    let told = |language| {
        let back = failed_rows(Kind::Heads, "a.csv", table.as_bytes(), &Options::default(), &reading.faults, language);
        let mut zip = ZipArchive::new(std::io::Cursor::new(back.expect("a spreadsheet"))).expect("an archive");
        let mut text = String::new();
        zip.by_name("xl/sharedStrings.xml").expect("texts").read_to_string(&mut text).expect("XML");
        text
    };
    let (chinese, english) = (told(Language::Chinese), told(Language::English));
    assert!(chinese.contains("没有导入的原因") && chinese.contains("原文件的行"), "{chinese}");
    assert!(english.contains("why it stayed out") && english.contains(&reading.faults[0].message), "{english}");
    assert_eq!(told(Language::English), english, "the same rows give the same file");
}

#[test]
fn points_come_back_with_their_two_numbers_and_what_they_are_measured_in() {
    let mut store = district();
    let point = |x: f64| format!(r#"{{"type":"Point","coordinates":[{x},33.01]}}"#);
    let file = collection(&[
        feature(r#""id":"V1","name":"万顺达","capacity":"3000""#, &point(114.01)),
        feature(r#""name":"车站","capacity":"很多""#, &point(114.02)),
        feature(r#""id":"V3","name":"学校""#, "null"),
    ]);
    let options = Options { datum: Some("GCJ-02".to_owned()), ..leaving_out() };
    let (reading, back) = sorted_out(&mut store, Kind::Venues, "场所.geojson", &file, &options);
    assert_eq!(rows(&reading), 1);
    let seen = look(Some(Kind::Venues), "待改.xlsx", &back, &Options::default());
    assert_eq!(seen.datum.as_deref(), Some("GCJ-02"));
    let fixed = mended(&back, &[("很多", "300")]);
    // The second still has no name of its own, the third no place.
    let half = store.read(Kind::Venues, "待改.xlsx", &fixed, &leaving_out());
    assert_eq!(codes(&half.faults), [(Some(2), "place.no_id"), (Some(3), "geometry.none")]);
    let named = Options { columns: [("id".to_owned(), "name".to_owned())].into(), ..leaving_out() };
    let taken = store.import(Kind::Venues, "待改.xlsx", &fixed, &named);
    assert_eq!((rows(&taken), taken.datum.as_str()), (1, "GCJ-02"));
}

#[test]
fn boundaries_go_through_a_spreadsheet_unchanged() {
    let mut store = Store::default();
    let long: Vec<String> = (0..=4000).map(|at| format!("[{:.9},33.05]", 114.0 + f64::from(at) / 1e5)).collect();
    let ring = format!("[[114,33],{},[114.05,33],[114,33]]", long.join(","));
    let file = collection(&[
        square(r#""code":"411602","name":"川汇区""#, 114_000, 33_000, 100),
        feature(
            r#""code":"4116020","name":"长","单位编码":"411602003001001001""#,
            &format!(r#"{{"type":"Polygon","coordinates":[{ring}]}}"#),
        ),
        square(r#""code":"411602002","residents":-1"#, 114_050, 33_000, 50),
    ]);
    let (reading, back) = sorted_out(&mut store, Kind::Grids, "网格.geojson", &file, &leaving_out());
    assert_eq!((rows(&reading), reading.faults.len()), (1, 2), "{:?}", reading.faults);
    let fixed = mended(&back, &[(">4116020<", ">411602001<"), (">-1<", ">10<")]);
    let seen = look(None, "待改.xlsx", &fixed, &Options::default());
    assert_eq!((seen.kind, seen.datum.as_deref(), seen.rows), (Kind::Grids, Some("EPSG:4326"), 2));
    let taken = store.import(Kind::Grids, "待改.xlsx", &fixed, &Options::default());
    assert_eq!(codes(&taken.faults), []);
    let whole = String::from_utf8(file).expect("UTF-8").replace(r#""4116020""#, r#""411602001""#).replace("-1", "10");
    let expected = Store::default().read(Kind::Grids, "网格.geojson", whole.as_bytes(), &Options::default());
    let (Some(Set::Grids(ours)), Some(Set::Grids(theirs))) = (taken.set, expected.set) else { panic!("grids") };
    assert_eq!(ours.grids, theirs.grids[1..]);
}

#[test]
fn a_wide_row_comes_back_with_all_its_cells() {
    let table = "code,name\n411602001,李四,0394,多\n";
    let reading = district().read(Kind::Heads, "a.csv", table.as_bytes(), &Options::default());
    assert_eq!(codes(&reading.faults), [(Some(2), "table.too_many_cells")]);
    let back =
        failed_rows(Kind::Heads, "a.csv", table.as_bytes(), &Options::default(), &reading.faults, Language::English);
    let again = district().read(Kind::Heads, "a.xlsx", &back.expect("a spreadsheet"), &Options::default());
    assert_eq!(codes(&again.faults), codes(&reading.faults));
}

#[test]
fn what_no_spreadsheet_holds_is_refused_in_words() {
    let refused = |bytes: &[u8], faults: &[Fault]| {
        failed_rows(Kind::Heads, "名册.csv", bytes, &Options::default(), faults, Language::Chinese)
            .expect_err("refused")
            .code
    };
    let fault = [Fault::at(2, "", "table.swallowed_rows", &[])];
    let wide = format!("{}\n1\n", ["a"; 1001].join(","));
    assert_eq!(refused(wide.as_bytes(), &fault), "failed.too_large");
    let long = format!("code,name\n{},x\n", "9".repeat(40_000));
    assert_eq!(refused(long.as_bytes(), &fault), "failed.too_large");
    assert_eq!(refused(b"code,name\n1,x\n", &[Fault::of_file("file.blank", &[("file", "a")])]), "failed.none");
    assert_eq!(refused(&workbook(&texts(&["a"]), &[])[..40], &fault), "archive.damaged");
}
