//! A DXF file line by line: a code, and the value that it says the meaning of. And the letters of its texts.

use encoding_rs::{Encoding, GB18030, UTF_8};

/// How a file of pairs begins, after remarks.
const BEGINNING: (i32, &[u8]) = (0, b"SECTION");
const REMARK: i32 = 999;
/// Remarks that may stand before it.
const MOST_REMARKS: usize = 100;
/// From this version on all texts are UTF-8.
const FIRST_UTF8: &[u8] = b"AC1021";

/// One code and its value, without the blanks around it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pair<'a> {
    pub(super) code: i32,
    pub(super) value: &'a [u8],
}

/// A file on its way.
pub(super) struct Pairs<'a> {
    rest: &'a [u8],
    line: usize,
}

/// Whether bytes are a drawing as text.
pub(crate) fn is_one(bytes: &[u8]) -> bool {
    let mut pairs = Pairs::new(bytes);
    for _ in 0..MOST_REMARKS {
        match pairs.next() {
            Ok(Some(Pair { code: REMARK, .. })) => {}
            Ok(Some(Pair { code, value })) => return (code, value) == BEGINNING,
            _ => return false,
        }
    }
    false
}

impl<'a> Pairs<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes), line: 0 }
    }

    /// The next pair, none at the end of the file; else the line at which it is no file of pairs.
    pub(super) fn next(&mut self) -> Result<Option<Pair<'a>>, usize> {
        let Some(code) = self.line() else { return Ok(None) };
        if code.is_empty() && self.rest.trim_ascii().is_empty() {
            return Ok(None);
        }
        let code = std::str::from_utf8(code).ok().and_then(|code| code.parse().ok()).ok_or(self.line)?;
        let value = self.line().ok_or(self.line)?;
        // What ends the file says so; whatever stands behind is not part of it.
        if code == 0 && value == b"EOF" {
            self.rest = &[];
            return Ok(None);
        }
        Ok(Some(Pair { code, value }))
    }

    fn line(&mut self) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        let end = self.rest.iter().position(|byte| *byte == b'\n').unwrap_or(self.rest.len());
        let line = &self.rest[..end];
        self.rest = self.rest.get(end + 1..).unwrap_or_default();
        self.line += 1;
        Some(line.trim_ascii())
    }
}

/// The letters of a drawing's texts.
pub(super) struct Letters {
    /// What the page says; texts of older drawings are in it.
    page: &'static Encoding,
    is_utf8: bool,
}

impl Default for Letters {
    fn default() -> Self {
        Self { page: GB18030, is_utf8: false }
    }
}

impl Letters {
    pub(super) fn version(&mut self, value: &[u8]) {
        self.is_utf8 = value >= FIRST_UTF8;
    }

    pub(super) fn page(&mut self, value: &[u8]) {
        let name = String::from_utf8_lossy(value).to_ascii_lowercase();
        let page = name.trim_start_matches("ansi_");
        let label = match page {
            "936" => return,
            "utf8" | "utf-8" => "utf-8".to_owned(),
            "950" => "big5".to_owned(),
            other => format!("windows-{other}"),
        };
        self.page = Encoding::for_label(label.as_bytes()).unwrap_or(GB18030);
    }

    /// A text; signs may also be written as `\U+7F51`.
    pub(super) fn text(&self, value: &[u8]) -> String {
        let is_utf8 = self.is_utf8 || std::str::from_utf8(value).is_ok();
        let letters = if is_utf8 { UTF_8 } else { self.page };
        let text = letters.decode_without_bom_handling(value).0;
        let Some((first, pieces)) = text.split_once("\\U+") else { return text.into_owned() };
        let mut whole = first.to_owned();
        for piece in pieces.split("\\U+") {
            let sign = piece.get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
            let (sign, rest) = sign.map_or(("\\U+".to_owned(), piece), |sign| (sign.into(), &piece[4..]));
            whole.push_str(&sign);
            whole.push_str(rest);
        }
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_is_known_by_its_first_pair() {
        for text in ["0\nSECTION\n", "  0\r\nSECTION\r\n", "999\nby hand\n0\nSECTION\n2\nHEADER\n"] {
            assert!(is_one(text.as_bytes()), "{text}");
        }
        for text in ["", "0\n", "0,SECTION\n", "code\n0\n", "1\nSECTION\n", &"999\nx\n".repeat(1000)] {
            assert!(!is_one(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn what_is_no_pair_is_named_by_its_line() {
        let mut pairs = Pairs::new(b"0\nSECTION\nx\ny\n");
        assert_eq!(pairs.next(), Ok(Some(Pair { code: 0, value: b"SECTION" })));
        assert_eq!(pairs.next(), Err(3));
        assert_eq!(Pairs::new(b"0\nEOF\nnonsense\n").next(), Ok(None));
    }

    #[test]
    fn texts_come_in_the_letters_that_the_drawing_names() {
        let mut letters = Letters::default();
        assert_eq!(letters.text(b"\xcd\xf8\xb8\xf1"), "网格");
        assert_eq!(letters.text("网格".as_bytes()), "网格");
        assert_eq!(letters.text(b"\\U+7F51\\U+683C 1 \\U+x"), "网格 1 \\U+x");
        letters.version(b"AC1015");
        letters.page(b"ANSI_1252");
        assert_eq!(letters.text(b"Z\xfcrich"), "Zürich");
    }
}
