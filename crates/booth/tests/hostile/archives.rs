//! What is packed, and what lies about its lengths.

use std::io::{Cursor, Result, Write};

use exchange::Kind;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::Hostile;

const MEGABYTE: usize = 1 << 20;

fn heads(name: &'static str, write: impl Fn(&mut dyn Write) -> Result<()> + 'static) -> Hostile {
    Hostile::new(name, Kind::Heads, "名册.xlsx", write)
}

fn grids(name: &'static str, write: impl Fn(&mut dyn Write) -> Result<()> + 'static) -> Hostile {
    Hostile::new(name, Kind::Grids, "网格.zip", write)
}

/// An archive of entries: name, how it begins, what it repeats how often.
fn archive(entries: &[(&str, &[u8], &[u8], usize)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, begin, lot, times) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(begin).expect("memory");
        (0..*times).for_each(|_| zip.write_all(lot).expect("memory"));
    }
    zip.finish().expect("an archive").into_inner()
}

const BOOK: &[u8] = br#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const LINKS: &[u8] = br#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A workbook with one sheet.
fn workbook(sheet: (&[u8], &[u8], usize), texts: (&[u8], &[u8], usize)) -> Vec<u8> {
    archive(&[
        ("xl/workbook.xml", BOOK, b"", 0),
        ("xl/_rels/workbook.xml.rels", LINKS, b"", 0),
        ("xl/sharedStrings.xml", texts.0, texts.1, texts.2),
        ("xl/worksheets/sheet1.xml", sheet.0, sheet.1, sheet.2),
    ])
}

const NO_TEXTS: (&[u8], &[u8], usize) = (b"<sst/>", b"", 0);
const SHEET: &[u8] = b"<worksheet><sheetData>";

pub fn all() -> Vec<Hostile> {
    [bombs(), lies()].into_iter().flatten().collect()
}

fn bombs() -> Vec<Hostile> {
    let zeros = || vec![b' '; MEGABYTE];
    let rows = || b"<row><c t=\"inlineStr\"><is><t>x</t></is></c></row>".repeat(10_000);
    vec![
        grids("400 MB of blanks, packed", move |to| to.write_all(&archive(&[("doc.kml", b"<kml>", &zeros(), 400)]))),
        grids("more than an archive may hold, packed", move |to| {
            to.write_all(&archive(&[("doc.kml", b"<kml>", &vec![b' '; MEGABYTE], 520)]))
        }),
        grids("an archive in an archive", |to| {
            let inner = archive(&[("a.txt", b"", &[0; 1000], 1000)]);
            to.write_all(&archive(&[("inner.zip", &inner, b"", 0)]))
        }),
        grids("thousands of entries", |to| {
            let names: Vec<String> = (0..5_000).map(|number| format!("{number}.shp")).collect();
            let entries: Vec<(&str, &[u8], &[u8], usize)> =
                names.iter().map(|name| (name.as_str(), b"".as_slice(), b"".as_slice(), 0)).collect();
            to.write_all(&archive(&entries))
        }),
        heads("a sheet of five million rows", move |to| to.write_all(&workbook((SHEET, &rows(), 500), NO_TEXTS))),
        heads("a sheet of blanks", |to| to.write_all(&workbook((SHEET, &vec![b' '; MEGABYTE], 300), NO_TEXTS))),
        heads("millions of shared texts", |to| {
            let texts = b"<si><t>x</t></si>".repeat(10_000);
            to.write_all(&workbook((SHEET, b"", 0), (b"<sst>", &texts, 500)))
        }),
        heads("a cell of 200 MB", |to| {
            let begin = [SHEET, b"<row><c t=\"inlineStr\"><is><t>"].concat();
            to.write_all(&workbook((&begin, &vec![b'x'; MEGABYTE], 200), NO_TEXTS))
        }),
        heads("a sheet of depth", |to| to.write_all(&workbook((SHEET, &b"<row>".repeat(10_000), 100), NO_TEXTS))),
        heads("cells far out", |to| {
            let row = b"<row r=\"1\"><c r=\"XFD1048576\" t=\"n\"><v>1</v></c></row>".repeat(1000);
            to.write_all(&workbook((SHEET, &row, 100), NO_TEXTS))
        }),
        heads("a workbook that laughs", |to| {
            let sheet = b"<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData></worksheet>";
            to.write_all(&workbook((sheet, b"", 0), NO_TEXTS))
        }),
    ]
}

/// The head of a Shapefile that says it has so many 16-bit words.
fn shp_head(words: u32, kind: u32) -> Vec<u8> {
    let mut head = vec![0; 100];
    head[..4].copy_from_slice(&9994_u32.to_be_bytes());
    head[24..28].copy_from_slice(&words.to_be_bytes());
    head[28..32].copy_from_slice(&1000_u32.to_le_bytes());
    head[32..36].copy_from_slice(&kind.to_le_bytes());
    head
}

/// A record that says it has so many words, parts and points.
fn shp_record(words: u32, parts: u32, points: u32) -> Vec<u8> {
    let numbers = [1_u32.to_be_bytes(), words.to_be_bytes(), 5_u32.to_le_bytes()].concat();
    [numbers, vec![0; 32], parts.to_le_bytes().to_vec(), points.to_le_bytes().to_vec(), vec![0; 64]].concat()
}

/// The head of a dBASE table that says it has so many rows of so many bytes.
fn dbf(rows: u32, width: u16) -> Vec<u8> {
    let mut head = vec![0; 65];
    head[0] = 3;
    head[4..8].copy_from_slice(&rows.to_le_bytes());
    head[8..10].copy_from_slice(&65_u16.to_le_bytes());
    head[10..12].copy_from_slice(&width.to_le_bytes());
    head[32..36].copy_from_slice(b"CODE");
    head[43] = b'C';
    head[48] = 10;
    head[64] = 0x0d;
    head
}

fn shapefile(shp: &[u8], dbf: &[u8]) -> Vec<u8> {
    let wgs84 = br#"GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]"#;
    archive(&[("a.shp", shp, b"", 0), ("a.dbf", dbf, b"", 0), ("a.prj", wgs84, b"", 0)])
}

fn lies() -> Vec<Hostile> {
    let shp = |name, shp: Vec<u8>, table: Vec<u8>| grids(name, move |to| to.write_all(&shapefile(&shp, &table)));
    let with = |record: Vec<u8>| [shp_head(u32::MAX, 5), record].concat();
    vec![
        shp("a Shapefile that is only a head", shp_head(u32::MAX, 5), dbf(1, 11)),
        shp("a record that says it is four gigabytes", with(shp_record(u32::MAX, 1, 4)), dbf(1, 11)),
        shp("a shape that says it has four thousand million parts", with(shp_record(76, u32::MAX, 4)), dbf(1, 11)),
        shp("a shape that says it has four thousand million points", with(shp_record(76, 1, u32::MAX)), dbf(1, 11)),
        shp("a shape of no kind there is", [shp_head(200, 77), shp_record(76, 1, 4)].concat(), dbf(1, 11)),
        shp("a table that says it has four thousand million rows", with(shp_record(76, 1, 4)), dbf(u32::MAX, 11)),
        shp("a table whose rows have no width", with(shp_record(76, 1, 4)), dbf(u32::MAX, 0)),
        shp("a Shapefile of nothing", Vec::new(), Vec::new()),
        grids("an archive cut in the middle", |to| {
            let whole = shapefile(&[shp_head(200, 5), shp_record(76, 1, 4)].concat(), &dbf(1, 11));
            to.write_all(&whole[..whole.len() / 2])
        }),
        grids("an archive that is only a beginning", |to| to.write_all(b"PK\x03\x04")),
        grids("an archive of noise", |to| {
            let noise: Vec<u8> = (0..MEGABYTE as u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
            to.write_all(b"PK\x03\x04").and_then(|()| to.write_all(&noise))
        }),
        heads("a workbook that says it has four thousand million texts", |to| {
            to.write_all(&workbook((SHEET, b"", 0), (b"<sst count=\"4294967295\" uniqueCount=\"4294967295\">", b"", 0)))
        }),
    ]
}
