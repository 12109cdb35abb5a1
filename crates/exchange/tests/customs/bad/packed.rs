//! Archives and spreadsheets with something wrong in them, or made to harm.

use exchange::Kind;

use super::Case;
use crate::packed::{archive, book, texts, workbook};

fn heads(name: &'static str, bytes: impl Into<Vec<u8>>) -> Case {
    Case::new(name, Kind::Heads, bytes).called("名册.xlsx")
}

pub(super) fn cases() -> Vec<Case> {
    [archives(), workbooks()].into_iter().flatten().collect()
}

/// A table with one head, as the rows of a sheet.
fn good() -> String {
    texts(&["code", "name", "phone"]) + &texts(&["411602", "张三", "1"])
}

/// An archive whose directory says something else of its first entry: four bytes at a place in its record.
fn saying(mut archive: Vec<u8>, at: usize, bytes: &[u8]) -> Vec<u8> {
    let record = archive.windows(4).position(|window| window == b"PK\x01\x02").expect("a directory");
    archive[record + at..record + at + bytes.len()].copy_from_slice(bytes);
    archive
}

const FLAGS: usize = 8;
const UNPACKED: usize = 24;

fn archives() -> Vec<Case> {
    let good = workbook(&good(), &[]);
    let large = [("a.txt", "x"), ("b.txt", "x")];
    let locked = saying(archive(&[("a.shp", "x")]), FLAGS, &[1]);
    let many: Vec<(String, &str)> = (0..2_000).map(|number| (format!("{number}.txt"), "")).collect();
    let mut beyond = archive(&[("a", "")]);
    beyond.splice(beyond.len() - 22..beyond.len() - 22, b"PK\x06\x07".iter().copied().chain([0; 16]));
    vec![
        heads("the beginning of an archive", b"PK\x03\x04\x14\0".as_slice()).refused(None, "archive.damaged"),
        heads("an archive cut off", &good[..good.len() - 30]).refused(None, "archive.damaged"),
        heads("an archive with a password", locked).refused(None, "archive.locked"),
        heads("an archive with nothing for us", archive(&[("读我.txt", "x")])).refused(None, "archive.nothing_known"),
        heads("an archive within an archive", archive(&[("a.zip", &good)])).refused(None, "archive.nothing_known"),
        heads(
            "an archive that says it holds four gigabytes",
            saying(archive(&large), UNPACKED, &[0xfe, 0xff, 0xff, 0xff]),
        )
        .refused(None, "archive.too_large"),
        heads("an archive of two thousand files", archive(&many)).refused(None, "archive.too_many"),
        heads("an archive whose directory has no end", beyond).refused(None, "archive.too_many"),
    ]
}

fn workbooks() -> Vec<Case> {
    let with = |name: &str, xml: &str| {
        let mut parts = book(&[("名册", &good())], &["a"]);
        parts.iter_mut().filter(|part| part.0 == name).for_each(|part| xml.clone_into(&mut part.1));
        archive(&parts)
    };
    let sheet = |xml: &str| with("xl/worksheets/sheet1.xml", xml);
    let cell = |cell: &str| workbook(&(texts(&["code", "name"]) + "<row>" + cell + "</row>"), &["a"]);
    let damaged = "archive.damaged_entry";
    let mut lying = archive(&[("x", " ".repeat(1 << 20))]);
    lying = saying(lying, UNPACKED, &[1, 0, 0, 0]);
    let bomb = format!("<worksheet><sheetData>{}", " ".repeat(50 << 20));
    let entity = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\">]><worksheet><sheetData>&b;</sheetData></worksheet>";
    vec![
        heads("a spreadsheet with its heads", workbook(&good(), &[])),
        heads("a sheet that is no XML", sheet("张三,李四")).refused(None, "file.blank"),
        heads("a sheet cut off", sheet("<worksheet><sheetData><row>")).refused(None, damaged),
        heads("a sheet of entities", sheet(entity)).refused(None, damaged),
        heads("a sheet of nested elements", sheet(&"<a>".repeat(100_000))).refused(None, damaged),
        heads("a sheet of blanks", sheet(&bomb)).refused(None, damaged),
        heads("a sheet without rows", sheet("<worksheet><sheetData/></worksheet>")).refused(None, "file.blank"),
        heads("a workbook that is no XML", with("xl/workbook.xml", "<workbook")).refused(None, damaged),
        heads("a workbook without sheets", with("xl/workbook.xml", "<workbook/>")).refused(None, "workbook.no_sheet"),
        heads(
            "a workbook whose sheet is not there",
            with("xl/_rels/workbook.xml.rels", "<a><Relationship Id=\"r1\" Target=\"worksheets/9.xml\"/></a>"),
        )
        .refused(None, damaged),
        heads("a text that is not among the shared", cell(r#"<c t="s"><v>7</v></c>"#)).refused(None, damaged),
        heads(
            "texts that say they are many",
            with("xl/sharedStrings.xml", r#"<sst uniqueCount="99999999999"><si><t>a</t></si></sst>"#),
        ),
        heads("a cell far to the right", cell(r#"<c r="XFD2" t="s"><v>0</v></c>"#)).refused(None, "workbook.too_wide"),
        heads("a cell left of the one before", cell(r#"<c r="C2"><v>1</v></c><c r="A2"><v>1</v></c>"#))
            .refused(None, damaged),
        heads("a cell of a hundred thousand signs", cell(&format!("<c t=\"str\"><v>{}</v></c>", "x".repeat(100_000))))
            .refused(None, damaged),
        heads("a heading and nothing more", cell("")).refused(None, "file.empty"),
        heads("an entry that unpacks to more than it says", lying).refused(None, "archive.nothing_known"),
        heads("a day before the first", cell(r#"<c t="str"><v>411602</v></c><c s="1"><v>-1</v></c>"#))
            .noted(2, "post.no_phone"),
        heads("a second sheet", archive(&book(&[("一", &good()), ("二", &good())], &[])))
            .noted(None, "workbook.other_sheets"),
    ]
}
