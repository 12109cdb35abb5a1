//! A feature in its plain form, read in one go: an object of type, properties and geometry, its numbers written
//! as nearly everybody writes them. Whatever is not plain is none, and for the careful reader: nothing is refused here.

use domain::scan::{self, after, value_end};
use serde_json::Value;

use crate::coordinates::Degrees;
use crate::features::Drawn;
use crate::json;
use crate::limits::{MOST_DEPTH, MOST_POSITIONS};
use crate::parts::properties_of;
use crate::properties::Properties;

/// What a plain feature says, its geometry still as text.
pub(crate) struct Plain<'a> {
    pub(crate) id: Value,
    pub(crate) properties: Properties<'a>,
    geometry: &'a str,
}

/// Positions of a line, before any was read.
const LIKELY: usize = 48;
/// The largest number up to which every whole number is a double.
const LARGEST_EXACT: u64 = 1 << 53;
/// Powers of ten that are doubles to the last digit: what is divided by one is rounded once, as it should be.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

/// The same as whole numbers, as far as they are 64 bits.
const TENS: [u64; 20] = {
    let (mut tens, mut power) = ([1; 20], 1);
    while power < tens.len() {
        tens[power] = tens[power - 1] * 10;
        power += 1;
    }
    tens
};

impl<'a> Plain<'a> {
    /// A text that begins and ends with a brace; of its properties only the wanted values.
    pub(crate) fn of(text: &'a str, wanted: &dyn Fn(&str) -> bool) -> Option<Self> {
        let bytes = text.as_bytes();
        let (mut is_feature, mut id, mut properties, mut geometry) = (false, None, None, None);
        let mut at = after(bytes, 0, b'{')?;
        loop {
            let begin = after(bytes, at, b'"')?;
            let end = begin + memchr::memchr(b'"', &bytes[begin..])?;
            let value = after(bytes, end + 1, b':')?;
            let next = value_end(bytes, value)?;
            let said = text[value..next].trim_ascii();
            let is_new = match &text[begin..end] {
                "type" => said == "\"Feature\"" && !std::mem::replace(&mut is_feature, true),
                "id" => id.replace(serde_json::from_str(said).ok()?).is_none(),
                "properties" => said.starts_with('{') && properties.replace(said).is_none(),
                "geometry" => said.starts_with('{') && geometry.replace(said).is_none(),
                _ => false,
            };
            if !is_new {
                return None;
            }
            let Some(past) = after(bytes, next, b',') else {
                at = after(bytes, next, b'}')?;
                break;
            };
            at = past;
        }
        let properties = properties.filter(|text| at == bytes.len() && is_feature && is_shallow(text))?;
        Some(Self { id: id.unwrap_or_default(), properties: properties_of(properties, wanted)?, geometry: geometry? })
    }

    /// Where it lies.
    pub(crate) fn drawn(&self) -> Option<Drawn> {
        let bytes = self.geometry.as_bytes();
        let at = after(bytes, after(bytes, 0, b'{')?, b'"')?;
        let at = after(bytes, at + bytes[at..].starts_with(b"type\"").then_some(5)?, b':')?;
        let begin = after(bytes, at, b'"')?;
        let end = begin + memchr::memchr(b'"', &bytes[begin..])?;
        let at = after(bytes, after(bytes, end + 1, b',')?, b'"')?;
        let at = after(bytes, at + bytes[at..].starts_with(b"coordinates\"").then_some(12)?, b':')?;
        let mut eye = Eye { bytes, at, positions: 0, likely: LIKELY };
        let drawn = match &bytes[begin..end] {
            b"Point" => Drawn::Point(eye.position()?),
            b"LineString" => Drawn::Lines(vec![eye.line()?]),
            b"MultiLineString" => Drawn::Lines(eye.list(Eye::line)?),
            b"Polygon" => Drawn::Areas(vec![eye.list(Eye::line)?]),
            b"MultiPolygon" => Drawn::Areas(eye.list(|eye| eye.list(Eye::line))?),
            _ => return None,
        };
        (after(bytes, eye.at, b'}')? == bytes.len() && eye.positions <= MOST_POSITIONS).then_some(drawn)
    }
}

/// Whether nothing in a text lies deeper than a file may go, with some room for what stands around it.
fn is_shallow(text: &str) -> bool {
    let opened = text.bytes().filter(|byte| matches!(byte, b'{' | b'[')).count();
    opened + 3 <= MOST_DEPTH || json::check_depth("", &format!("[[[{text}")).is_ok()
}

/// Goes through coordinates.
struct Eye<'a> {
    bytes: &'a [u8],
    at: usize,
    positions: usize,
    /// How many positions the next line may have: as many as the last.
    likely: usize,
}

impl Eye<'_> {
    fn list<T>(&mut self, item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        self.list_of(0, item)
    }

    /// The same of about so many.
    fn list_of<T>(&mut self, about: usize, mut item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut items = Vec::with_capacity(about);
        self.sign(b'[')?;
        loop {
            items.push(item(self)?);
            if self.sign(b',').is_none() {
                return self.sign(b']').map(|()| items);
            }
        }
    }

    fn line(&mut self) -> Option<Vec<Degrees>> {
        let line = self.list_of(self.likely, Self::position)?;
        self.likely = line.len();
        Some(line)
    }

    fn position(&mut self) -> Option<Degrees> {
        self.sign(b'[')?;
        let longitude = self.number()?;
        self.sign(b',')?;
        let latitude = self.number()?;
        self.positions += 1;
        // Height and more is for the careful.
        self.sign(b']').map(|()| Degrees(longitude, latitude))
    }

    fn sign(&mut self, sign: u8) -> Option<()> {
        self.pass_blanks();
        (self.bytes.get(self.at) == Some(&sign)).then(|| self.at += 1)
    }

    fn pass_blanks(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    /// A number without an exponent: the double nearest to it.
    fn number(&mut self) -> Option<f64> {
        self.pass_blanks();
        let begin = self.at;
        let is_negative = self.bytes.get(begin) == Some(&b'-');
        self.at += usize::from(is_negative);
        let first = self.at;
        let mut digits = 0_u64;
        self.digits(&mut digits);
        let whole = self.at - first;
        // No number begins with a nought that is not its only digit.
        if whole == 0 || whole > 1 && self.bytes[first] == b'0' {
            return None;
        }
        let mut decimals = 0;
        if self.bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            let point = self.at;
            self.digits(&mut digits);
            decimals = self.at - point;
            if decimals == 0 {
                return None;
            }
        }
        if matches!(self.bytes.get(self.at), Some(b'e' | b'E')) {
            return None;
        }
        // Nineteen digits fit 64 bits.
        if whole + decimals > 19 || digits > LARGEST_EXACT || decimals >= POWERS.len() {
            let text = std::str::from_utf8(&self.bytes[begin..self.at]).ok()?;
            return text.parse().ok().filter(|number: &f64| number.is_finite());
        }
        let number = digits as f64 / POWERS[decimals];
        Some(if is_negative { -number } else { number })
    }

    fn digits(&mut self, digits: &mut u64) {
        let (number, count) = scan::digits(self.bytes, self.at);
        // Of more digits than a table of tens has nobody asks for the number.
        *digits = TENS.get(count).map_or(0, |tens| digits.wrapping_mul(*tens).wrapping_add(number));
        self.at += count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<f64> {
        let mut eye = Eye { bytes: text.as_bytes(), at: 0, positions: 0, likely: 0 };
        eye.number().filter(|_| eye.at == text.len())
    }

    #[test]
    fn a_number_is_the_double_that_the_standard_makes_of_it() {
        let texts = [
            "0",
            "-0",
            "0.1",
            "112.0003688",
            "-179.9999999",
            "29.9999105",
            "9007199254740993",
            "0.30000000000000004",
            "113.24999999999999",
            "1.7976931348623157",
            "123456789012345678901234567890",
            "0.000000000000000000000001",
            "104.06573300000001",
            "3.141592653589793238462643383279",
        ];
        for text in texts {
            let wanted: f64 = text.parse().expect("a number");
            assert_eq!(number(text).map(f64::to_bits), Some(wanted.to_bits()), "{text}");
        }
        for text in ["", "-", "01", "00.1", "1.", ".5", "+1", "1e3", "1E3", "NaN", "null", "\"1\"", "0x1"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn a_plain_feature_is_read_and_any_other_is_left() {
        let text = r#"{"type":"Feature","id":7,"properties":{"a":"}"},"geometry":{"type":"Polygon","coordinates":[[[0,0], [1.5,0],[1,1],[0,0]]]}}"#;
        let plain = Plain::of(text, &|_| true).expect("plain");
        let said = |plain: &Plain| plain.properties.get("a").cloned();
        assert_eq!((plain.id.clone(), said(&plain)), (Value::from(7), Some(Value::from("}"))));
        assert_eq!(Plain::of(text, &|_| false).as_ref().and_then(said), Some(Value::Null));
        let Some(Drawn::Areas(areas)) = plain.drawn() else { panic!("an area") };
        assert_eq!(areas, [[[Degrees(0.0, 0.0), Degrees(1.5, 0.0), Degrees(1.0, 1.0), Degrees(0.0, 0.0)]]]);
        let others = [
            text.replace("\"id\"", "\"bbox\""),
            text.replace("\"id\":7", "\"id\":7,\"id\":7"),
            text.replace("Feature", "feature"),
            text.replace("{\"a\":\"}\"}", "null"),
            text.replace("\"a\":\"}\"", "\"a\":1,\"a\":2"),
            text.replace("\"a\":\"}\"", &format!("\"a\":{}{}", "[".repeat(70), "]".repeat(70))),
            format!("{text}}}"),
        ];
        for text in others {
            assert!(Plain::of(&text, &|_| true).is_none(), "{text}");
        }
        for coordinates in
            ["[]", "[[]]", "[[[0,0,1]]]", "[[[0]]]", "[[[0,0],]]", "[[0,0]]", "[[[0,null]]]", "[[[0,0]]],1"]
        {
            let text = text.replace("[[[0,0], [1.5,0],[1,1],[0,0]]]", coordinates);
            assert!(Plain::of(&text, &|_| true).is_none_or(|plain| plain.drawn().is_none()), "{text}");
        }
    }
}
