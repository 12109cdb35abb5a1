//! The rows of a file that stayed out, as a spreadsheet: their columns as they stood, where they stood, and
//! why each stayed out. Mended and dropped again it brings in these rows and no others.

use std::collections::BTreeMap;

use domain::import::Fault;
use domain::words::{self, Language};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use serde_json::Value;

use crate::content::{Content, Opened, Wanted};
use crate::datum::WGS84;
use crate::features::{Collection, Drawn, Feature, Geometry, Survey, property_names};
use crate::findings::{Findings, of_file};
use crate::limits::MOST_COLUMNS;
use crate::table::{REASON, ROW, Table};
use crate::words::text_from;
use crate::{Kind, Options, shapes, spots};

/// What a cell takes in every program.
const MOST_IN_CELL: usize = 32_000;
/// What a sheet takes, without its heading.
const MOST_IN_SHEET: usize = 1_048_575;
/// The width of a column of texts, and of the one of reasons, in signs.
const WIDTHS: [f64; 2] = [16.0, 60.0];

/// The rows that these faults name, as an XLSX file in this language.
pub fn failed_rows(
    kind: Kind,
    file_name: &str,
    bytes: &[u8],
    options: &Options,
    faults: &[Fault],
    language: Language,
) -> Result<Vec<u8>, Fault> {
    let reasons = reasons(faults, language);
    if reasons.is_empty() {
        return Err(of_file("failed.none", &[("file", file_name)]));
    }
    let opened = Opened::read(file_name, bytes, Wanted::by(Some(kind)), options.layer.as_deref());
    let sheet = match opened.map_err(|closed| closed.fault)?.content {
        Content::Table(table) => Sheet::of_table(table, kind, options, &reasons),
        Content::Features(collection) => Sheet::of_features(collection, options, &reasons),
    };
    let too_large = || of_file("failed.too_large", &[("file", file_name)]);
    if !sheet.fits() {
        return Err(too_large());
    }
    sheet.written(&reasons, language).map_err(|_| too_large())
}

/// The same of a table that is open already.
pub(crate) fn failed_table(
    file_name: &str,
    table: Table,
    faults: &[Fault],
    language: Language,
) -> Result<Vec<u8>, Fault> {
    let reasons = reasons(faults, language);
    if reasons.is_empty() {
        return Err(of_file("failed.none", &[("file", file_name)]));
    }
    let Table { heading, rows, .. } = table;
    let rows = rows.into_iter().filter(|row| reasons.contains_key(&row.number));
    let sheet = Sheet { heading, rows: rows.map(|row| (row.number, row.cells)).collect() };
    let too_large = || of_file("failed.too_large", &[("file", file_name)]);
    if sheet.fits() { sheet.written(&reasons, language).map_err(|_| too_large()) } else { Err(too_large()) }
}

/// Why each row stayed out, in one text.
fn reasons(faults: &[Fault], language: Language) -> BTreeMap<usize, String> {
    let mut reasons: BTreeMap<usize, String> = BTreeMap::new();
    for fault in faults {
        let Some(row) = fault.row else { continue };
        let words = words::whole(&fault.code, &fault.params, language).unwrap_or_else(|| fault.message.clone());
        let words = fault.field.iter().cloned().chain([words]).collect::<Vec<_>>().join("  ");
        let reason = reasons.entry(row as usize).or_default();
        if !reason.is_empty() {
            reason.push('\n');
        }
        reason.push_str(&words);
    }
    reasons
}

/// Rows as they stood.
struct Sheet {
    heading: Vec<String>,
    rows: Vec<(usize, Vec<String>)>,
}

impl Sheet {
    fn of_table(table: Table, kind: Kind, options: &Options, reasons: &BTreeMap<usize, String>) -> Self {
        let Table { mut heading, rows, .. } = table;
        let rows = rows.into_iter().filter(|row| reasons.contains_key(&row.number));
        let mut rows: Vec<(usize, Vec<String>)> = rows.map(|row| (row.number, row.cells)).collect();
        // What was said of the file is said of the rows that come back.
        let is_placed = matches!(kind, Kind::Venues | Kind::Checkpoints | Kind::Units | Kind::Assets);
        if let Some(datum) = options.datum.as_ref().filter(|_| is_placed)
            && !heading.iter().any(|name| name == spots::CRS)
        {
            let width = heading.len();
            heading.push(spots::CRS.to_owned());
            for (_, cells) in &mut rows {
                if cells.len() <= width {
                    cells.resize(width, String::new());
                    cells.push(datum.clone());
                }
            }
        }
        Self { heading, rows }
    }

    fn of_features(collection: Collection, options: &Options, reasons: &BTreeMap<usize, String>) -> Self {
        let by_format = collection.is_wgs84.then(|| WGS84.to_owned());
        let crs = options.datum.clone().or_else(|| collection.crs.clone()).or(by_format);
        let survey = Survey::default();
        let mut features = collection.features(&survey, &mut Findings::default());
        features.retain(|feature| reasons.contains_key(&feature.row));
        let names: Vec<String> = property_names(&features).into_iter().map(str::to_owned).collect();
        let is_taken = |wanted: &str| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
        let with_id = !is_taken("id") && features.iter().any(|feature| !feature.id.is_null());
        let places: Result<Vec<_>, NoPoint> = features.iter().map(place_of).collect();
        let places = places.ok().filter(|_| !is_taken("lng") && !is_taken("lat"));
        let texts: Vec<String> = match places {
            Some(_) => Vec::new(),
            None => features.iter().map(geometry_of).collect(),
        };
        let pieces = texts.iter().map(|text| text.len().div_ceil(MOST_IN_CELL)).max().unwrap_or_default();
        let mut heading = names.clone();
        heading.extend(with_id.then(|| "id".to_owned()));
        match places {
            Some(_) => heading.extend(["lng".to_owned(), "lat".to_owned()]),
            None => heading.extend((0..pieces).map(shapes::column)),
        }
        heading.extend(crs.iter().map(|_| spots::CRS.to_owned()));
        let rows = features.iter().enumerate().map(|(index, feature)| {
            let value = |name: &String| feature.properties.get(name.as_str()).and_then(text_from).unwrap_or_default();
            let mut cells: Vec<String> = names.iter().map(value).collect();
            cells.extend(with_id.then(|| text_from(&feature.id).unwrap_or_default()));
            match &places {
                Some(places) => cells.extend(places[index].clone().unwrap_or_default()),
                None => cells.extend((0..pieces).map(|piece| slice(&texts[index], piece))),
            }
            cells.extend(crs.clone());
            (feature.row, cells)
        });
        Self { rows: rows.collect(), heading }
    }

    fn fits(&self) -> bool {
        let narrow = |cells: &[String]| {
            cells.len() + 2 <= MOST_COLUMNS && cells.iter().all(|cell| cell.chars().count() <= MOST_IN_CELL)
        };
        self.rows.len() <= MOST_IN_SHEET && narrow(&self.heading) && self.rows.iter().all(|(_, cells)| narrow(cells))
    }

    fn written(&self, reasons: &BTreeMap<usize, String>, language: Language) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        // No clock: the same rows give the same file.
        let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        // Texts throughout: a spreadsheet must not make numbers of codes.
        let (text, bold) = (Format::new().set_num_format("@"), Format::new().set_num_format("@").set_bold());
        let wrapped = Format::new().set_num_format("@").set_text_wrap().set_font_color(0x00B4_2318);
        let sheet = book.add_worksheet();
        sheet.set_name(language.either("待改", "to mend"))?;
        sheet.set_freeze_panes(1, 2)?;
        let own = [language.either(ROW[0], ROW[1]), language.either(REASON[0], REASON[1])].map(str::to_owned);
        for (column, name) in (0_u16..).zip(own.iter().chain(&self.heading)) {
            sheet.set_column_width(column, WIDTHS[usize::from(column == 1)])?;
            sheet.set_column_format(column, &text)?;
            sheet.write_string_with_format(0, column, name, &bold)?;
        }
        for (line, (row, cells)) in (1_u32..).zip(&self.rows) {
            sheet.write_string_with_format(line, 0, row.to_string(), &text)?;
            let reason: String =
                reasons.get(row).into_iter().flat_map(|text| text.chars()).take(MOST_IN_CELL).collect();
            sheet.write_string_with_format(line, 1, reason, &wrapped)?;
            for (column, cell) in (2_u16..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string_with_format(line, column, cell, &text)?;
            }
        }
        book.save_to_buffer()
    }
}

/// A feature that is something else than a point.
struct NoPoint;

/// The two numbers of a point as they stand in the file. One without geometry is a point that lacks its place.
fn place_of(feature: &Feature) -> Result<Option<[String; 2]>, NoPoint> {
    match &feature.geometry {
        None => Ok(None),
        Some(Geometry::Drawn(Drawn::Point(at))) => Ok(Some([at.0.to_string(), at.1.to_string()])),
        Some(Geometry::Drawn(_)) => Err(NoPoint),
        Some(Geometry::Text(raw)) => numbers_in(raw.get()).map(Some).ok_or(NoPoint),
    }
}

/// The first two numbers of a point in GeoJSON; none when it is anything else.
fn numbers_in(text: &str) -> Option<[String; 2]> {
    let geometry: Value = serde_json::from_str(text).ok()?;
    let coordinates = geometry.get("coordinates")?.as_array()?;
    let is_point = geometry.get("type")?.as_str()? == "Point" && coordinates.iter().all(Value::is_number);
    let [x, y, ..] = coordinates.as_slice() else { return None };
    is_point.then(|| [x.to_string(), y.to_string()])
}

/// A geometry as GeoJSON writes it.
fn geometry_of(feature: &Feature) -> String {
    match &feature.geometry {
        None => String::new(),
        Some(Geometry::Text(raw)) => raw.get().to_owned(),
        Some(Geometry::Drawn(drawn)) => shapes::text_of(drawn),
    }
}

/// A piece of a long text. GeoJSON is ASCII but for what does not belong into it.
fn slice(text: &str, piece: usize) -> String {
    text.chars().skip(piece * MOST_IN_CELL).take(MOST_IN_CELL).collect()
}
