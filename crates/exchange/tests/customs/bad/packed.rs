//! Archives and spreadsheets with something wrong in them, or made to harm.

use domain::words::{self, Language};
use exchange::{Kind, Options};
use proptest::prelude::*;

use super::Case;
use crate::packed::{archive, book, dbf, layer, point, shape, shp, texts, workbook};

fn heads(name: &'static str, bytes: impl Into<Vec<u8>>) -> Case {
    Case::new(name, Kind::Heads, bytes).called("名册.xlsx")
}

pub(super) fn cases() -> Vec<Case> {
    [archives(), workbooks(), shapefiles()].into_iter().flatten().collect()
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
        heads("a picture that is called a workbook", b"GIF\0\0\0\x01\x02\x03\0\0\0\0".to_vec())
            .refused(None, "file.not_as_named"),
        heads("an archive within an archive", archive(&[("a.zip", &good)])).refused(None, "archive.nothing_known"),
        heads(
            "an archive that says it holds four gigabytes",
            saying(archive(&large), UNPACKED, &[0xfe, 0xff, 0xff, 0xff]),
        )
        .refused(None, "archive.too_large"),
        venues("two KML files in one archive", archive(&[("a.kml", "<kml/>"), ("b.kml", "<kml/>")]))
            .refused(None, "layers.choose"),
        venues("a KMZ whose KML is no text", archive(&[("doc.kml", b"\xff\xfe<kml/>")]))
            .refused(None, "archive.damaged_entry"),
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

fn venues(name: &'static str, bytes: impl Into<Vec<u8>>) -> Case {
    let datum = |options: &mut Options| options.datum = Some("EPSG:4490".to_owned());
    Case::new(name, Kind::Venues, bytes).called("场所.zip").with(datum)
}

fn shapefiles() -> Vec<Case> {
    let (shapes, table) = (shp(&[point(114.01)]), dbf(&["V1"]));
    let with_shapes = |shapes: &[u8]| archive(&[("a.shp", shapes), ("a.dbf", &table)]);
    let with_table = |table: &[u8]| archive(&[("a.shp", shapes.as_slice()), ("a.dbf", table)]);
    let changed = |bytes: &[u8], at: usize, to: &[u8]| {
        let mut bytes = bytes.to_vec();
        bytes[at..at + to.len()].copy_from_slice(to);
        bytes
    };
    let damaged = "archive.damaged_entry";
    let one_bad = |name: &'static str, bad: Vec<u8>| {
        venues(name, layer(&[bad, point(114.02)], &["V1", "V2"])).refused(1, "shapefile.unreadable").leaving(1)
    };
    let counts = |parts: u32, positions: u32| {
        let counts = parts.to_le_bytes().into_iter().chain(positions.to_le_bytes());
        shape(5, &[0.0; 4]).into_iter().chain(counts).collect::<Vec<u8>>()
    };
    let begins = |parts: u32| counts(parts, 1).into_iter().chain(9_u32.to_le_bytes()).chain([0; 16]).collect();
    let cpg = |name: &str| archive(&[("a.shp", shapes.as_slice()), ("a.dbf", &table), ("a.cpg", name.as_bytes())]);
    let gbk = with_table(&changed(&table, 66, b"\xcd\xf2\xb4\xef"));
    let lying = {
        let mut file = archive(&[("a.shp", shapes.as_slice()), ("a.dbf", &table), ("a.prj", b"GEOGCS[")]);
        let at = file.windows(4).rposition(|window| window == b"PK\x01\x02").expect("a directory");
        file[at + UNPACKED] = 3;
        file
    };
    vec![
        venues("a layer of one point", layer(&[point(114.01)], &["V1"])),
        venues("two layers in one archive", archive(&[("a.shp", &shapes), ("b.shp", &shapes)]))
            .refused(None, "layers.choose"),
        venues("a layer without its table", archive(&[("a.shp", &shapes)])).refused(None, "shapefile.no_table"),
        venues("a table with fewer rows than shapes", layer(&[point(114.01), point(114.02)], &["V1"]))
            .refused(None, "shapefile.fewer_rows"),
        venues("a cpg that nobody knows", cpg("EBCDIC")).refused(None, "shapefile.unknown_letters"),
        venues("a cpg as Esri writes it", cpg("UTF-8\r\n")),
        venues("a table in GBK without its cpg", gbk).noted(None, "shapefile.taken_for_gbk"),
        venues("shapes that are none", with_shapes(b"not a shapefile")).refused(None, damaged),
        venues("shapes cut off", with_shapes(&shapes[..shapes.len() - 4])).refused(None, damaged),
        venues("a shape of four gigabytes", with_shapes(&changed(&shapes, 104, &[0x7f, 0xff, 0xff, 0xff])))
            .refused(None, damaged),
        venues("a table cut off", with_table(&table[..table.len() - 4])).refused(None, damaged),
        venues("a table that is none", with_table(b"\x03")).refused(None, damaged),
        venues("a table whose fields don't add up", with_table(&changed(&table, 48, &[200]))).refused(None, damaged),
        venues("a table of four thousand million rows", with_table(&changed(&table, 4, &[0xff; 4]))),
        venues("a part that unpacks to more than it says", lying).refused(None, damaged),
        one_bad("a shape of an unknown kind", shape(77, &[1.0])),
        one_bad("a point without latitude", shape(1, &[114.0])),
        one_bad("a point that is no number", shape(1, &[f64::NAN, 33.0])),
        one_bad("a ring of four thousand million positions", counts(1, u32::MAX)),
        one_bad("four thousand million rings", counts(u32::MAX, 1)),
        one_bad("a ring that begins behind its end", begins(1)),
        venues("a shape without a place", layer(&[0_u32.to_le_bytes().to_vec()], &["V1"])).refused(1, "geometry.none"),
        venues("a patch where a point is wanted", layer(&[shape(31, &[])], &["V1"])).refused(1, "geometry.other_type"),
    ]
}

/// A part of a file, before it is packed.
#[derive(Debug, Clone, Copy)]
enum Part {
    Shapes,
    Table,
    Sheet,
    Texts,
    Placemarks,
}

const KML: &str = "<kml><Document><Placemark id=\"V1\"><name>a</name><ExtendedData><Data name=\"b\"><value>c</value></Data>\
    </ExtendedData><MultiGeometry><Point><coordinates>114.01,33.01</coordinates></Point></MultiGeometry></Placemark></Document></kml>";

/// A whole file with one of its parts changed.
fn packed(part: Part, change: impl Fn(&mut Vec<u8>)) -> (Kind, Vec<u8>) {
    let changed = |bytes: Vec<u8>| {
        let mut bytes = bytes;
        change(&mut bytes);
        bytes
    };
    let (shapes, table) = (shp(&[point(114.01), shape(3, &[0.0; 9])]), dbf(&["V1", "V2"]));
    let sheets = |name: &str| {
        let parts = book(&[("名册", &good())], &["a"]).into_iter();
        let parts = parts.map(|(known, xml)| {
            let bytes = if known == name { changed(xml.into_bytes()) } else { xml.into_bytes() };
            (known, bytes)
        });
        (Kind::Heads, archive(&parts.collect::<Vec<_>>()))
    };
    match part {
        Part::Shapes => (Kind::Venues, archive(&[("a.shp", changed(shapes)), ("a.dbf", table)])),
        Part::Table => (Kind::Venues, archive(&[("a.shp", shapes), ("a.dbf", changed(table))])),
        Part::Sheet => sheets("xl/worksheets/sheet1.xml"),
        Part::Texts => sheets("xl/sharedStrings.xml"),
        Part::Placemarks => (Kind::Venues, archive(&[("doc.kml", changed(KML.into()))])),
    }
}

const PARTS: [Part; 5] = [Part::Shapes, Part::Table, Part::Sheet, Part::Texts, Part::Placemarks];

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_part_is_refused_with_words_or_read(
        part in prop::sample::select(PARTS.to_vec()),
        flips in prop::collection::vec((any::<usize>(), any::<u8>()), 0..6),
        cut in prop::option::of(any::<usize>()),
    ) {
        let (kind, file) = packed(part, |bytes| {
            for (at, to) in &flips {
                let at = at % bytes.len();
                bytes[at] = *to;
            }
            if let Some(cut) = cut {
                bytes.truncate(cut % bytes.len());
            }
        });
        let options = Options { datum: Some("EPSG:4547".to_owned()), ..Options::default() };
        let reading = super::with_places().read(kind, "文件", &file, &options);
        prop_assert!(reading.set.is_some() || !reading.faults.is_empty(), "nothing is refused without a word");
        for fault in reading.faults.iter().chain(&reading.notes) {
            prop_assert!(words::whole(&fault.code, &fault.params, Language::Chinese).is_some(), "{}", fault.code);
        }
    }

    #[test]
    fn a_damaged_archive_is_refused_with_words_or_read(at in any::<usize>(), to in any::<u8>(), cut in any::<bool>()) {
        for part in PARTS {
            let (kind, mut file) = packed(part, |_| ());
            let at = at % file.len();
            if cut { file.truncate(at) } else { file[at] = to }
            let reading = super::with_places().read(kind, "文件", &file, &Options::default());
            prop_assert!(reading.set.is_some() || !reading.faults.is_empty(), "nothing is refused without a word");
        }
    }
}
