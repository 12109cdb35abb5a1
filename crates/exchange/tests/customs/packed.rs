//! Archives, Shapefiles and spreadsheets, put together byte by byte or by the programs that people use.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// An archive of these files.
pub fn archive<N: AsRef<str>, B: AsRef<[u8]>>(files: &[(N, B)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in files {
        writer.start_file(name.as_ref(), options).expect("a new entry");
        writer.write_all(bytes.as_ref()).expect("memory takes it");
    }
    writer.finish().expect("a whole archive").into_inner()
}

/// A workbook of one sheet with this XML inside `sheetData`, its shared texts, and a style 1 that shows days.
pub fn workbook(rows: &str, texts: &[&str]) -> Vec<u8> {
    archive(&book(&[("名册", rows)], texts))
}

/// The parts of a workbook.
pub fn book(sheets: &[(&str, &str)], texts: &[&str]) -> Vec<(String, String)> {
    let each = |one: &dyn Fn(usize, &str, &str) -> String| -> String {
        (1..).zip(sheets).map(|(number, (name, rows))| one(number, name, rows)).collect()
    };
    let named = each(&|number, name, _| format!(r#"<sheet name="{name}" sheetId="{number}" r:id="r{number}"/>"#));
    let targets =
        each(&|number, _, _| format!(r#"<Relationship Id="r{number}" Target="worksheets/sheet{number}.xml"/>"#));
    let texts: Vec<String> = texts.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
    let texts = texts.concat();
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
        ("xl/workbook.xml".to_owned(), format!("<workbook><sheets>{named}</sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships>{targets}</Relationships>")),
        ("xl/sharedStrings.xml".to_owned(), format!("<sst>{texts}</sst>")),
        (
            "xl/styles.xml".to_owned(),
            r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#.to_owned(),
        ),
    ];
    parts.extend((1..).zip(sheets).map(|(number, (_, rows))| {
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        (format!("xl/worksheets/sheet{number}.xml"), sheet)
    }));
    parts
}

/// A row of cells that hold their text themselves.
pub fn texts(cells: &[&str]) -> String {
    let cells: Vec<String> =
        cells.iter().map(|cell| format!(r#"<c t="inlineStr"><is><t>{cell}</t></is></c>"#)).collect();
    format!("<row>{}</row>", cells.concat())
}

/// A point of a layer.
pub fn point(x: f64) -> Vec<u8> {
    shape(1, &[x, 33.01])
}

/// A shape of this kind.
pub fn shape(kind: u32, numbers: &[f64]) -> Vec<u8> {
    kind.to_le_bytes().into_iter().chain(numbers.iter().flat_map(|number| number.to_le_bytes())).collect()
}

/// The shapes of a layer, each after its number and length.
pub fn shp(shapes: &[Vec<u8>]) -> Vec<u8> {
    let mut file = [0_u8, 0, 0x27, 0x0a].to_vec();
    file.resize(100, 0);
    for (number, shape) in (1_u32..).zip(shapes) {
        let words = u32::try_from(shape.len() / 2).expect("small");
        file.extend(number.to_be_bytes().into_iter().chain(words.to_be_bytes()).chain(shape.iter().copied()));
    }
    file
}

/// The table of a layer: one column, `code`.
pub fn dbf(rows: &[&str]) -> Vec<u8> {
    let mut file = vec![0; 65];
    file[0] = 3;
    file[4] = u8::try_from(rows.len()).expect("few");
    file[8] = 65;
    file[10] = 11;
    file[32..36].copy_from_slice(b"code");
    (file[43], file[48], file[64]) = (b'C', 10, 0x0d);
    for row in rows {
        let mut cell = row.as_bytes().to_vec();
        cell.resize(10, b' ');
        file.push(b' ');
        file.extend(cell);
    }
    file
}

/// A layer without the name of its system.
pub fn layer(shapes: &[Vec<u8>], rows: &[&str]) -> Vec<u8> {
    archive(&[("a.shp", shp(shapes)), ("a.dbf", dbf(rows))])
}

/// A folder of its own for a test, gone with it.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("wutu-customs-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder for the test");
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// A file in it, written.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).expect("the folder takes it");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Say that a test was skipped. Written past the test's own capture: it must show even when everything passes.
pub fn skipped(for_want_of: &str) {
    writeln!(std::io::stderr(), "skipped: no {for_want_of}").expect("standard error is open");
}

/// Let GDAL turn a file into another; none, and a word about it, where GDAL is not there.
pub fn ogr2ogr(folder: &Folder, to: &str, from: &str, options: &[&str]) -> Option<Vec<u8>> {
    let mut command = Command::new("ogr2ogr");
    let output = command.current_dir(folder.path()).args(options).arg(to).arg(from).output();
    let Ok(output) = output else {
        skipped("ogr2ogr (Debian: gdal-bin)");
        return None;
    };
    assert!(output.status.success(), "ogr2ogr: {}", String::from_utf8_lossy(&output.stderr));
    Some(std::fs::read(folder.path().join(to)).unwrap_or_default())
}
