//! Features one by one: one that can't be read does not spoil the others. GeoJSON (RFC 7946) stays
//! text until somebody knows what it should be; other formats hand over what they have read.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::import::Fault;
use domain::place::Position;
use serde::de::DeserializeSeed;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::coordinates::Degrees;
use crate::datum::Frame;
use crate::fields::{Columns, Field};
use crate::findings::{Findings, at, of_file};
use crate::geometry::Trouble;
use crate::globe::position_from;
use crate::json;
use crate::limits::{MOST_POSITIONS_IN_ALL, MOST_PROPERTIES, MOST_ROWS};
use crate::parts::{Row, Top, Whole};
use crate::plain::Plain;
use crate::properties::Properties;
use crate::share;

/// A file of features, cut up but not yet read.
#[derive(Debug)]
pub(crate) struct Collection<'a> {
    /// What the file says that its coordinates are measured in, if it says anything.
    pub(crate) crs: Option<String>,
    /// Whether the format means WGS 84 where the file says nothing.
    pub(crate) is_wgs84: bool,
    /// How many features there are, readable or not.
    pub(crate) count: usize,
    pub(crate) rows: Rows<'a>,
    /// What is wrong with those that could not be cut out.
    pub(crate) faults: Vec<Fault>,
    /// What is doubtful about the file.
    pub(crate) notes: Vec<Fault>,
}

/// Features on their way.
#[derive(Debug)]
pub(crate) enum Rows<'a> {
    /// Text still, each with its number.
    Texts(Vec<(usize, &'a RawValue)>),
    /// Read already.
    Records(Vec<Record>),
}

/// One feature of a format other than GeoJSON.
#[derive(Debug)]
pub(crate) struct Record {
    /// Counted from 1; rows of a table as a spreadsheet counts them.
    pub(crate) row: usize,
    pub(crate) id: Value,
    pub(crate) properties: Properties<'static>,
    pub(crate) geometry: Option<Drawn>,
}

/// What is the same for all positions of a file.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    pub(crate) frame: Frame,
    /// How many positions were read so far.
    positions: AtomicUsize,
}

/// One feature.
#[derive(Debug)]
pub(crate) struct Feature<'a> {
    /// Counted from 1.
    pub(crate) row: usize,
    pub(crate) id: Value,
    pub(crate) properties: Properties<'a>,
    pub(crate) geometry: Option<Geometry<'a>>,
    pub(crate) survey: &'a Survey,
}

/// Where a feature lies.
#[derive(Debug)]
pub(crate) enum Geometry<'a> {
    /// Still text: who knows what it should be reads it.
    Text(&'a RawValue),
    /// Read already.
    Drawn(Drawn),
}

/// What other formats than GeoJSON draw, in the file's own measure.
#[derive(Debug)]
pub(crate) enum Drawn {
    Point(Degrees),
    Lines(Vec<Vec<Degrees>>),
    /// Polygons, each an outer ring and its holes.
    Areas(Vec<Vec<Vec<Degrees>>>),
    /// Something else, by its name.
    Other(&'static str),
}

/// The types of a geometry.
const GEOMETRIES: [&str; 7] =
    ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"];

impl<'a> Collection<'a> {
    /// Cut a file into its features.
    pub(crate) fn read(file_name: &str, text: &'a str) -> Result<Self, Fault> {
        let file = ("file", file_name);
        json::check_depth(file_name, text)?;
        let mut top = Top::default();
        let mut reader = serde_json::Deserializer::from_str(text);
        let outcome = Whole(&mut top).deserialize(&mut reader).and_then(|()| reader.end());
        if top.rows.len() > MOST_ROWS {
            return Err(of_file("file.too_many_rows", &[file, ("most", &MOST_ROWS.to_string())]));
        }
        if let Some(key) = top.twice {
            return Err(of_file("file.duplicate_key", &[file, ("key", key)]));
        }
        match outcome {
            Err(error) if !error.is_data() => {
                let mut fault = json::broken(file_name, text, &error);
                fault.row = top.among_features.then(|| u32::try_from(top.rows.len() + 1).ok()).flatten();
                return Err(fault);
            }
            Err(_) => return Err(of_file("file.not_features", &[file])),
            Ok(()) => {}
        }
        let kind = top.kind.as_str().unwrap_or_default();
        if kind != "FeatureCollection" || !top.has_features {
            return Err(match kind {
                "Feature" => of_file("file.bare_feature", &[file]),
                "Topology" => of_file("file.topology", &[file]),
                kind if GEOMETRIES.contains(&kind) => of_file("file.bare_geometry", &[file, ("type", kind)]),
                _ if top.is_esri => of_file("file.esri_json", &[file]),
                _ => of_file("file.not_features", &[file]),
            });
        }
        Ok(Self { crs: crs_name(&top.crs)?, ..Self::of_texts((1..).zip(top.rows).collect(), Vec::new()) })
    }

    /// Features that stand each by itself, and what is wrong where none could be made out.
    pub(crate) fn of_texts(rows: Vec<(usize, &'a RawValue)>, faults: Vec<Fault>) -> Self {
        let count = rows.len() + faults.len();
        Self { crs: None, is_wgs84: true, count, rows: Rows::Texts(rows), faults, notes: Vec::new() }
    }

    /// The features that can be read; the others are filed as faults.
    pub(crate) fn features(self, survey: &'a Survey, findings: &mut Findings) -> Vec<Feature<'a>> {
        self.faults.into_iter().for_each(|fault| findings.refuse(fault));
        self.notes.into_iter().for_each(|note| findings.note(note));
        match self.rows {
            Rows::Texts(rows) => {
                let mut features = Vec::new();
                let read = |&(number, raw): &(usize, &'a RawValue)| feature(number, raw, survey);
                share::each(&rows, read, |_, feature| match feature {
                    Ok(feature) => features.push(feature),
                    Err(unread) => findings.refuse_with(unread.row, || unread.fault()),
                });
                features
            }
            Rows::Records(records) => records.into_iter().map(|record| record.with(survey)).collect(),
        }
    }
}

impl Collection<'static> {
    /// Features that were read already; `count` is how many the file has, with those that were not.
    pub(crate) fn of_records(records: Vec<Record>, count: usize) -> Self {
        Self { crs: None, is_wgs84: false, count, rows: Rows::Records(records), faults: Vec::new(), notes: Vec::new() }
    }
}

impl Record {
    fn with(self, survey: &Survey) -> Feature<'_> {
        let Self { row, id, properties, geometry } = self;
        Feature { row, id, properties, geometry: geometry.map(Geometry::Drawn), survey }
    }
}

impl Survey {
    pub(crate) fn new(frame: Frame) -> Self {
        Self { frame, positions: AtomicUsize::default() }
    }

    /// Where a position of the file lies.
    pub(crate) fn place(&self, degrees: Degrees) -> Result<Position, Trouble> {
        self.frame.degrees(degrees).and_then(position_from)
    }

    /// Add to the positions of the file.
    pub(crate) fn count(&self, positions: usize) {
        self.positions.fetch_add(positions, Ordering::Relaxed);
    }

    /// Refuse a file whose shapes are too much together.
    pub(crate) fn check(&self, file_name: &str, findings: &mut Findings) {
        if self.positions.load(Ordering::Relaxed) > MOST_POSITIONS_IN_ALL {
            let most = MOST_POSITIONS_IN_ALL.to_string();
            findings.refuse(of_file("file.too_many_positions", &[("file", file_name), ("most", &most)]));
        }
    }
}

/// Why a feature could not be read. Of a million such few are listed, and only these are put into words.
struct Unread {
    row: usize,
    why: Why,
}

enum Why {
    /// It says this property twice.
    Twice(String),
    TooManyProperties,
    /// What else is wrong with it.
    Other(&'static str),
}

impl Unread {
    fn fault(&self) -> Fault {
        match &self.why {
            Why::Twice(key) => at(self.row, key, "feature.duplicate_key", &[("key", key)]),
            Why::TooManyProperties => {
                at(self.row, "", "feature.too_many_properties", &[("most", &MOST_PROPERTIES.to_string())])
            }
            Why::Other(code) => at(self.row, "", code, &[]),
        }
    }
}

fn feature<'a>(number: usize, raw: &'a RawValue, survey: &'a Survey) -> Result<Feature<'a>, Unread> {
    let mut row = Row::default();
    let mut reader = serde_json::Deserializer::from_str(raw.get());
    let outcome = (&mut row).deserialize(&mut reader);
    if let Some(key) = row.twice {
        return Err(Unread { row: number, why: Why::Twice(key) });
    }
    if row.too_many_properties {
        return Err(Unread { row: number, why: Why::TooManyProperties });
    }
    if outcome.is_err() {
        let code = match () {
            () if !raw.get().starts_with('{') => "feature.not_object",
            () if row.bad_properties => "feature.bad_properties",
            () => "feature.unreadable",
        };
        return Err(Unread { row: number, why: Why::Other(code) });
    }
    let Row { id, properties, geometry, .. } = row;
    Ok(Feature { row: number, id, properties, geometry: geometry.map(Geometry::Text), survey })
}

/// One feature of a file that is read in pieces; none where only the careful reader can say what it is.
pub(crate) fn piece<'a>(number: usize, text: &'a str, survey: &'a Survey) -> Option<Feature<'a>> {
    if let Some(plain) = Plain::of(text, &|_| true) {
        let geometry = plain.drawn().map(Geometry::Drawn);
        if geometry.is_some() {
            return Some(Feature { row: number, id: plain.id, properties: plain.properties, geometry, survey });
        }
    }
    careful_piece(number, text, survey)
}

/// The same, of which nobody asks yet where it lies, nor for other values than the wanted ones.
pub(crate) fn roll<'a>(
    number: usize,
    text: &'a str,
    survey: &'a Survey,
    wanted: &dyn Fn(&str) -> bool,
) -> Option<Feature<'a>> {
    match Plain::of(text, wanted) {
        Some(Plain { id, properties, .. }) => Some(Feature { row: number, id, properties, geometry: None, survey }),
        None => careful_piece(number, text, survey),
    }
}

fn careful_piece<'a>(number: usize, text: &'a str, survey: &'a Survey) -> Option<Feature<'a>> {
    json::check_depth("", text).ok()?;
    feature(number, serde_json::from_str(text).ok()?, survey).ok()
}

impl Feature<'_> {
    /// What the feature says of a field; null when it has no such property.
    pub(crate) fn value(&self, columns: &Columns, field: Field) -> &Value {
        columns.of(field).and_then(|name| self.properties.get(name)).unwrap_or(&Value::Null)
    }
}

/// The names of all properties that occur, each once.
pub(crate) fn property_names<'f>(features: &'f [Feature]) -> BTreeSet<&'f str> {
    let mut names = BTreeSet::new();
    for name in features.iter().flat_map(|feature| feature.properties.names()) {
        // Nearly every feature says the same names again.
        if !names.contains(name) {
            names.insert(name);
        }
    }
    names
}

/// The name in `{"type": "name", "properties": {"name": …}}`; a link or anything else can't be followed.
fn crs_name(crs: &Value) -> Result<Option<String>, Fault> {
    if crs.is_null() {
        return Ok(None);
    }
    let name = crs.get("properties").and_then(|properties| properties.get("name")).and_then(Value::as_str);
    name.map(|name| Some(name.to_owned())).ok_or_else(|| of_file("datum.unnamed", &[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Fault {
        Collection::read("a.geojson", text).expect_err(text)
    }

    fn row_codes(rows: &str) -> Vec<(Option<u32>, String)> {
        let text = format!(r#"{{"type":"FeatureCollection","features":[{rows}]}}"#);
        let mut findings = Findings::default();
        Collection::read("a.geojson", &text).expect("cut up").features(&Survey::default(), &mut findings);
        findings.sorted().0.into_iter().map(|fault| (fault.row, fault.code)).collect()
    }

    #[test]
    fn a_bad_number_names_its_feature() {
        let text = r#"{"type":"FeatureCollection","features":[{"type":"Feature"},{"geometry":[NaN]}]}"#;
        let fault = refused(text);
        assert_eq!((fault.row, fault.code.as_str()), (Some(2), "file.not_a_number"));
    }

    #[test]
    fn an_unreadable_feature_leaves_the_others() {
        let text = r#"{"type":"FeatureCollection","features":[{"properties":7},{"id":3,"properties":null}]}"#;
        let mut findings = Findings::default();
        let collection = Collection::read("a.geojson", text).expect("valid JSON");
        let survey = Survey::default();
        let features = collection.features(&survey, &mut findings);
        assert_eq!((features.len(), features[0].row), (1, 2));
        assert_eq!(findings.sorted().0[0].code, "feature.bad_properties");
    }

    #[test]
    fn what_is_no_feature_is_named() {
        let rows = r#"null,[1],{"properties":{"a":1,"a":2}},{"geometry":null,"geometry":null},{"id":"\ud800"},{"properties":{"a":1e999}}"#;
        let expected = ["not_object", "not_object", "duplicate_key", "duplicate_key", "unreadable", "unreadable"];
        let found = row_codes(rows);
        let codes: Vec<&str> = found.iter().map(|(_, code)| code.trim_start_matches("feature.")).collect();
        assert_eq!(codes, expected);
    }

    #[test]
    fn what_is_no_collection_is_called_by_its_name() {
        let cases = [
            ("[]", "file.not_features"),
            ("{}", "file.not_features"),
            (r#"{"type":"FeatureCollection","features":{}}"#, "file.not_features"),
            (r#"{"type":"Feature"}"#, "file.bare_feature"),
            (r#"{"type":"MultiPolygon","coordinates":[]}"#, "file.bare_geometry"),
            (r#"{"type":"Topology","objects":{}}"#, "file.topology"),
            (r#"{"geometryType":"esriGeometryPolygon","features":[]}"#, "file.esri_json"),
            (r#"{"type":"FeatureCollection","features":[],"features":[]}"#, "file.duplicate_key"),
            ("", "file.truncated"),
        ];
        for (text, code) in cases {
            let fault = refused(text);
            assert_eq!((fault.row, fault.code.as_str()), (None, code), "{text}");
        }
    }

    #[test]
    fn too_many_positions_in_all_refuse_the_file() {
        let (survey, mut findings) = (Survey::default(), Findings::default());
        survey.count(MOST_POSITIONS_IN_ALL);
        survey.check("a.geojson", &mut findings);
        assert_eq!(findings.count(), 0);
        survey.count(1);
        survey.check("a.geojson", &mut findings);
        assert_eq!(findings.sorted().0[0].code, "file.too_many_positions");
    }

    #[test]
    fn nesting_without_end_is_refused_not_followed() {
        let deep = "[".repeat(1_000_000);
        let open = format!(r#"{{"type":"FeatureCollection","features":[{{"id":{deep}"#);
        assert_eq!(refused(&open).code, "file.too_deep");
        let closed = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
        let text = format!(r#"{{"type":"FeatureCollection","features":[{{"id":{closed}}}]}}"#);
        assert_eq!(refused(&text).code, "file.too_deep");
    }
}
