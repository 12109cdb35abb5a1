//! The parts of a GeoJSON file as serde hands them over. A name that stands twice is seen, not lost.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::limits::{MOST_PROPERTIES, MOST_ROWS};
use crate::properties::Properties;

/// A name, still in the file's text where it needs no reading.
struct Name<'a>(Cow<'a, str>);

/// What the top of the file says, filled while it is read: after an error it tells how far reading got.
#[derive(Debug, Default)]
pub(crate) struct Top<'a> {
    pub(crate) kind: Value,
    pub(crate) crs: Value,
    pub(crate) rows: Vec<&'a RawValue>,
    pub(crate) among_features: bool,
    pub(crate) has_features: bool,
    /// A name that stands twice.
    pub(crate) twice: Option<&'static str>,
    /// It has what Esri JSON has.
    pub(crate) is_esri: bool,
}

/// What a feature says, filled while it is read.
#[derive(Debug, Default)]
pub(crate) struct Row<'a> {
    pub(crate) id: Value,
    pub(crate) properties: Properties<'a>,
    pub(crate) geometry: Option<&'a RawValue>,
    /// A name that stands twice, here or among the properties.
    pub(crate) twice: Option<String>,
    pub(crate) bad_properties: bool,
    pub(crate) too_many_properties: bool,
}

/// The whole file.
pub(crate) struct Whole<'t, 'a>(pub(crate) &'t mut Top<'a>);

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
        let top = self.0;
        let (mut has_kind, mut has_crs) = (false, false);
        while let Some(key) = map.next_key::<String>()? {
            let (name, seen) = match key.as_str() {
                "type" => ("type", &mut has_kind),
                "crs" => ("crs", &mut has_crs),
                "features" => ("features", &mut top.has_features),
                other => {
                    top.is_esri |= matches!(other, "geometryType" | "spatialReference");
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            if std::mem::replace(seen, true) {
                top.twice = Some(name);
                return Err(A::Error::custom("a name stands twice"));
            }
            match name {
                "type" => top.kind = map.next_value()?,
                "crs" => top.crs = map.next_value()?,
                _ => {
                    top.among_features = true;
                    map.next_value_seed(Rows(&mut top.rows))?;
                    top.among_features = false;
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
            if self.0.len() > MOST_ROWS {
                return Err(A::Error::custom("too many features"));
            }
        }
        Ok(())
    }
}

impl<'a> DeserializeSeed<'a> for &mut Row<'a> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'a> Visitor<'a> for &mut Row<'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a feature")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = [false; 3];
        while let Some(Name(key)) = map.next_key()? {
            let index = match key.as_ref() {
                "id" => 0,
                "properties" => 1,
                "geometry" => 2,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            if std::mem::replace(&mut seen[index], true) {
                self.twice = Some(key.into_owned());
                return Err(A::Error::custom("a name stands twice"));
            }
            match index {
                0 => self.id = map.next_value()?,
                1 => map.next_value_seed(Said { row: self, wanted: &|_| true })?,
                _ => self.geometry = map.next_value()?,
            }
        }
        Ok(())
    }
}

/// Properties that stand by themselves; none where anything is wrong with them. A value that is not wanted is passed
/// over, and stands as null.
pub(crate) fn properties_of<'a>(text: &'a str, wanted: &dyn Fn(&str) -> bool) -> Option<Properties<'a>> {
    let mut row = Row::default();
    let mut reader = serde_json::Deserializer::from_str(text);
    Said { row: &mut row, wanted }.deserialize(&mut reader).and_then(|()| reader.end()).ok()?;
    Some(row.properties)
}

struct Said<'t, 'a> {
    row: &'t mut Row<'a>,
    /// Of which names a value is read.
    wanted: &'t dyn Fn(&str) -> bool,
}

impl<'a> DeserializeSeed<'a> for Said<'_, 'a> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        self.row.bad_properties = true;
        deserializer.deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for Said<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("properties")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.row.bad_properties = false;
        Ok(())
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        let Row { properties, twice, bad_properties, too_many_properties, .. } = self.row;
        *bad_properties = false;
        while let Some(Name(key)) = map.next_key()? {
            let value = if (self.wanted)(&key) {
                map.next_value()?
            } else {
                map.next_value::<IgnoredAny>().map(|_| Value::Null)?
            };
            if properties.get(&key).is_some() {
                *twice = Some(key.into_owned());
                return Err(A::Error::custom("a name stands twice"));
            }
            if properties.len() == MOST_PROPERTIES {
                *too_many_properties = true;
                return Err(A::Error::custom("too many properties"));
            }
            properties.insert(key, value);
        }
        Ok(())
    }
}

impl<'a> Deserialize<'a> for Name<'a> {
    fn deserialize<D: serde::Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor)
    }
}

struct NameVisitor;

impl<'a> Visitor<'a> for NameVisitor {
    type Value = Name<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E>(self, name: &'a str) -> Result<Name<'a>, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Name<'a>, E> {
        Ok(Name(Cow::Owned(name.to_owned())))
    }
}
