//! The coordinates of a GeoJSON geometry: brackets of a known depth around longitude and latitude.
//! The text is sound JSON already; what stands in it may still be anything.

use crate::geometry::Trouble;
use crate::limits::MOST_POSITIONS;

/// A position as it stands in the file; height and more is passed over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Degrees(pub(crate) f64, pub(crate) f64);

/// A place in the text of some coordinates.
#[derive(Debug)]
pub(crate) struct Cursor<'a> {
    text: &'a str,
    at: usize,
    positions: usize,
    /// `Polygon`, for what is said of wrong brackets.
    kind: &'a str,
}

impl<'a> Cursor<'a> {
    /// At the beginning of the coordinates of a geometry of this type.
    pub(crate) fn new(text: &'a str, kind: &'a str) -> Self {
        Self { text, at: 0, positions: 0, kind }
    }

    /// A bracket with any number of items.
    pub(crate) fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Result<T, Trouble>) -> Result<Vec<T>, Trouble> {
        if self.peek() != Some(b'[') {
            return Err(self.wrong_nesting());
        }
        self.at += 1;
        let mut items = Vec::new();
        while self.peek().is_some_and(|byte| byte != b']') {
            items.push(item(self)?);
            self.skip_comma();
        }
        self.at += 1;
        Ok(items)
    }

    /// A position: two numbers, and whatever follows them.
    pub(crate) fn position(&mut self) -> Result<Degrees, Trouble> {
        match self.peek() {
            Some(b'[') => self.at += 1,
            Some(b'n') => return Err(Trouble::new("position.null", [])),
            _ => return Err(self.wrong_nesting()),
        }
        self.positions += 1;
        if self.positions > MOST_POSITIONS {
            return Err(Trouble::new("geometry.too_many_positions", [("most", MOST_POSITIONS.to_string())]));
        }
        let longitude = self.number(0)?;
        self.skip_comma();
        let latitude = self.number(1)?;
        self.skip_comma();
        while self.peek().is_some_and(|byte| byte != b']') {
            self.skip_value();
            self.skip_comma();
        }
        self.at += 1;
        Ok(Degrees(longitude, latitude))
    }

    /// How many positions were read.
    pub(crate) fn positions(&self) -> usize {
        self.positions
    }

    fn number(&mut self, before: usize) -> Result<f64, Trouble> {
        let byte = self.peek();
        if matches!(byte, None | Some(b']')) {
            return Err(Trouble::new("position.too_short", [("count", before.to_string())]));
        }
        if byte == Some(b'[') {
            return Err(self.wrong_nesting());
        }
        let begin = self.at;
        self.skip_value();
        let token = &self.text[begin..self.at];
        if token == "null" {
            return Err(Trouble::new("position.null", []));
        }
        match token.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(number),
            Ok(_) => Err(Trouble::new("position.not_finite", [("value", token.to_owned())])),
            Err(_) => Err(Trouble::new("position.not_a_number", [("value", token.to_owned())])),
        }
    }

    fn wrong_nesting(&self) -> Trouble {
        Trouble::new("geometry.wrong_nesting", [("type", self.kind.to_owned())])
    }

    /// The next byte that is no blank.
    fn peek(&mut self) -> Option<u8> {
        let rest = &self.text.as_bytes()[self.at.min(self.text.len())..];
        let blanks = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.at += blanks;
        rest.get(blanks).copied()
    }

    fn skip_comma(&mut self) {
        if self.peek() == Some(b',') {
            self.at += 1;
        }
    }

    /// Pass over one value, whatever it is.
    fn skip_value(&mut self) {
        // Nearly always it is a plain number.
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().take_while(|byte| matches!(byte, b'-' | b'.' | b'0'..=b'9')).count();
        let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
        for byte in self.text.as_bytes()[self.at..].iter().copied() {
            let ends = !quoted && depth == 0 && (matches!(byte, b',' | b']' | b'}') || byte.is_ascii_whitespace());
            if ends {
                return;
            }
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                b'[' | b'{' if !quoted => depth += 1,
                b']' | b'}' if !quoted => depth -= 1,
                _ => {}
            }
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Result<Vec<Degrees>, &'static str> {
        Cursor::new(text, "LineString").list(Cursor::position).map_err(|trouble| trouble.code)
    }

    #[test]
    fn height_and_more_is_passed_over() {
        let expected = vec![Degrees(1.0, 2.0), Degrees(-3.5, 40.0)];
        assert_eq!(line(r#" [ [1,2,3] , [ -3.5 , 4e1 , null, "a,]\"", {"b":[1,{}]} ] ]"#), Ok(expected));
        assert_eq!(line("[]"), Ok(vec![]));
    }

    #[test]
    fn what_is_no_position_is_named() {
        let cases = [
            ("[[1]]", "position.too_short"),
            ("[[]]", "position.too_short"),
            ("[null]", "position.null"),
            ("[[1,null]]", "position.null"),
            (r#"[["1",2]]"#, "position.not_a_number"),
            ("[[true,2]]", "position.not_a_number"),
            ("[[1e999,2]]", "position.not_finite"),
            ("[1,2]", "geometry.wrong_nesting"),
            ("[[[1,2]]]", "geometry.wrong_nesting"),
            ("null", "geometry.wrong_nesting"),
            ("{}", "geometry.wrong_nesting"),
        ];
        for (text, code) in cases {
            assert_eq!(line(text), Err(code), "{text}");
        }
    }
}
