//! GeoJSON (RFC 7946) feature by feature: one that can't be read does not spoil the others.

use std::collections::BTreeSet;
use std::fmt;

use domain::import::Fault;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::fields::{Columns, Field};
use crate::findings::{Findings, at, of_file};

/// A file of features, cut up but not yet read.
#[derive(Debug)]
pub(crate) struct Collection<'a> {
    /// What the old `crs` member names, if there is one.
    pub(crate) crs: Option<String>,
    /// How many features there are, readable or not.
    pub(crate) count: usize,
    rows: Vec<&'a RawValue>,
}

/// One feature.
#[derive(Debug)]
pub(crate) struct Feature<'a> {
    /// Counted from 1.
    pub(crate) row: usize,
    pub(crate) id: Value,
    pub(crate) properties: Map<String, Value>,
    /// Still text: who knows what it should be reads it.
    pub(crate) geometry: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Plain<'a> {
    #[serde(default)]
    id: Value,
    properties: Option<Map<String, Value>>,
    #[serde(borrow)]
    geometry: Option<&'a RawValue>,
}

/// What the top of the file says, filled while it is read: after an error it tells how far reading got.
#[derive(Default)]
struct Top<'a> {
    kind: Value,
    crs: Value,
    rows: Vec<&'a RawValue>,
    among_features: bool,
    has_features: bool,
}

impl<'a> Collection<'a> {
    /// Cut a file into its features.
    pub(crate) fn read(file_name: &str, text: &'a str) -> Result<Self, Fault> {
        let mut top = Top::default();
        let mut reader = serde_json::Deserializer::from_str(text);
        let outcome = Whole(&mut top).deserialize(&mut reader).and_then(|()| reader.end());
        if let Err(error) = outcome {
            let message = format!("{file_name} is not valid JSON: {error}; numbers must be finite, text quoted");
            return Err(if top.among_features {
                at(top.rows.len() + 1, "", "file.not_json", &[], message)
            } else {
                of_file("file.not_json", &[], message)
            });
        }
        if top.kind != "FeatureCollection" || !top.has_features {
            let message = format!("{file_name} is not a GeoJSON FeatureCollection; export it as GeoJSON");
            return Err(of_file("file.not_features", &[], message));
        }
        Ok(Self { crs: crs_name(&top.crs)?, count: top.rows.len(), rows: top.rows })
    }

    /// The features that can be read; the others are filed as faults.
    pub(crate) fn features(&self, findings: &mut Findings) -> Vec<Feature<'a>> {
        let mut features = Vec::with_capacity(self.rows.len());
        for (index, raw) in self.rows.iter().enumerate() {
            let row = index + 1;
            match serde_json::from_str::<Plain<'a>>(raw.get()) {
                Ok(plain) => features.push(Feature {
                    row,
                    id: plain.id,
                    properties: plain.properties.unwrap_or_default(),
                    geometry: plain.geometry,
                }),
                Err(error) => {
                    let message = format!("the feature cannot be read: {error}");
                    findings.refuse(at(row, "", "feature.unreadable", &[], message));
                }
            }
        }
        features
    }
}

impl Feature<'_> {
    /// What the feature says of a field; null when it has no such property.
    pub(crate) fn value(&self, columns: &Columns, field: Field) -> &Value {
        columns.of(field).and_then(|name| self.properties.get(name)).unwrap_or(&Value::Null)
    }
}

/// The names of all properties that occur, each once.
pub(crate) fn property_names<'f>(features: &'f [Feature]) -> BTreeSet<&'f str> {
    features.iter().flat_map(|feature| feature.properties.keys()).map(String::as_str).collect()
}

/// The name in `{"type": "name", "properties": {"name": …}}`; a link or anything else can't be followed.
fn crs_name(crs: &Value) -> Result<Option<String>, Fault> {
    if crs.is_null() {
        return Ok(None);
    }
    let name = crs.get("properties").and_then(|properties| properties.get("name")).and_then(Value::as_str);
    let unnamed = || of_file("datum.unknown", &[], "the crs member names no datum; bring the file in EPSG:4326");
    name.map(|name| Some(name.to_owned())).ok_or_else(unnamed)
}

struct Whole<'t, 'a>(&'t mut Top<'a>);

impl<'a> DeserializeSeed<'a> for Whole<'_, 'a> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'a> Visitor<'a> for Whole<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a GeoJSON object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "type" => self.0.kind = map.next_value()?,
                "crs" => self.0.crs = map.next_value()?,
                "features" if self.0.has_features => return Err(A::Error::custom("features stand there twice")),
                "features" => {
                    self.0.has_features = true;
                    self.0.among_features = true;
                    map.next_value_seed(Rows(&mut self.0.rows))?;
                    self.0.among_features = false;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

struct Rows<'t, 'a>(&'t mut Vec<&'a RawValue>);

impl<'a> DeserializeSeed<'a> for Rows<'_, 'a> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'a> Visitor<'a> for Rows<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of features")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(row) = seq.next_element()? {
            self.0.push(row);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_number_names_its_feature() {
        let text = r#"{"type":"FeatureCollection","features":[{"type":"Feature"},{"geometry":[NaN]}]}"#;
        let fault = Collection::read("a.geojson", text).expect_err("NaN is no JSON");
        assert_eq!((fault.row, fault.code.as_str()), (Some(2), "file.not_json"));
    }

    #[test]
    fn an_unreadable_feature_leaves_the_others() {
        let text = r#"{"type":"FeatureCollection","features":[{"properties":7},{"id":3,"properties":null}]}"#;
        let mut findings = Findings::default();
        let features = Collection::read("a.geojson", text).expect("valid JSON").features(&mut findings);
        assert_eq!((features.len(), features[0].row), (1, 2));
        assert_eq!(findings.faults[0].code, "feature.unreadable");
    }

    #[test]
    fn what_is_no_collection_is_refused() {
        for text in ["[]", "{}", r#"{"type":"Feature"}"#, "", "code,name"] {
            let fault = Collection::read("a.geojson", text).expect_err(text);
            assert!(fault.row.is_none() && fault.code.starts_with("file."), "{text}");
        }
    }

    #[test]
    fn nesting_without_end_is_refused_not_followed() {
        let deep = "[".repeat(200_000);
        let text = format!(r#"{{"type":"FeatureCollection","features":[{{"id":{deep}"#);
        assert!(Collection::read("a.geojson", &text).is_err());
        let closed = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
        let text = format!(r#"{{"type":"FeatureCollection","features":[{{"id":{closed}}}]}}"#);
        let mut findings = Findings::default();
        let features = Collection::read("a.geojson", &text).expect("cut up only").features(&mut findings);
        assert!(features.is_empty());
        assert_eq!(findings.faults[0].code, "feature.unreadable");
    }
}
