//! From bytes to text: UTF-8, with or without a byte order mark, and GB18030 where nothing else can be
//! meant. What is anything else is named.

use std::borrow::Cow;

use domain::import::Fault;
use encoding_rs::GB18030;

use crate::findings::of_file;
use crate::limits::MOST_BYTES;

/// How files of other programs begin, and what they are.
const BEGINNINGS: [(&[u8], &str); 9] = [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file.spreadsheet"), // .xls
    (b"\x1f\x8b", "file.compressed"),
    (b"Rar!", "file.compressed"),
    (b"7z\xbc\xaf\x27\x1c", "file.compressed"),
    (b"\x00\x00\x27\x0a", "file.shapefile"),
    (b"AC10", "file.drawing"), // .dwg
    (b"AutoCAD Binary DXF", "file.binary_drawing"),
    (b"\xff\xfe", "file.utf16"),
    (b"\xfe\xff", "file.utf16"),
];

/// A byte order mark.
pub(crate) const MARK: &[u8] = b"\xef\xbb\xbf";

/// Refuse a file that is too large to be looked at.
pub(crate) fn check_size(file_name: &str, bytes: usize) -> Result<(), Fault> {
    if bytes > MOST_BYTES {
        let (size, most) = ((bytes >> 20).to_string(), (MOST_BYTES >> 20).to_string());
        return Err(of_file("file.too_large", &[("file", file_name), ("size", &size), ("most", &most)]));
    }
    Ok(())
}

/// A file as text, and the letters that it is written in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Text<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) letters: &'static str,
}

/// Letters as a look names them.
pub(crate) const UTF8: &str = "UTF-8";
pub(crate) const GBK: &str = "GB18030";

/// The file as text. GBK, which GB18030 holds whole, is what every spreadsheet program in China saves a CSV in.
pub(crate) fn text_of<'a>(file_name: &str, bytes: &'a [u8]) -> Result<Text<'a>, Fault> {
    let file = ("file", file_name);
    if let Some((_, code)) = BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)) {
        return Err(of_file(code, &[file]));
    }
    let body = bytes.strip_prefix(MARK).unwrap_or(bytes);
    if is_part_of_a_shapefile(file_name) {
        return Err(of_file("file.shapefile", &[file]));
    }
    if body.contains(&0) {
        let binary = || not_as_named(file_name).unwrap_or_else(|| of_file("file.binary", &[file]));
        return Err(if looks_like_utf16(body) { of_file("file.utf16", &[file]) } else { binary() });
    }
    let text = match std::str::from_utf8(body) {
        Ok(text) => Text { text: text.into(), letters: UTF8 },
        Err(error) => {
            let line = || body[..error.valid_up_to()].split(|&byte| byte == b'\n').count().to_string();
            let other = || of_file("file.not_utf8", &[file, ("line", &line())]);
            let text = gbk(body).ok_or_else(|| not_as_named(file_name).unwrap_or_else(other))?;
            Text { text, letters: GBK }
        }
    };
    if text.text.trim().is_empty() {
        return Err(of_file("file.blank", &[file]));
    }
    Ok(text)
}

/// A table, a reference system or letters without the shapes that they belong to: by their content they could be a text.
fn is_part_of_a_shapefile(file_name: &str) -> bool {
    let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|ending| ["dbf", "prj", "cpg"].contains(&ending.as_str()))
}

/// Endings of formats that are known by how they begin, and nobody takes for text.
const PACKED: [&str; 4] = ["zip", "xlsx", "kmz", "gpkg"];

/// What is neither text nor what its name says was damaged on its way, or has another's name.
fn not_as_named(file_name: &str) -> Option<Fault> {
    let ending = file_name.rsplit_once('.')?.1.to_lowercase();
    let params = [("file", file_name), ("ending", ending.as_str())];
    PACKED.contains(&ending.as_str()).then(|| of_file("file.not_as_named", &params))
}

/// Without a mark: every other byte of the ASCII signs is zero.
fn looks_like_utf16(body: &[u8]) -> bool {
    let head = &body[..body.len().min(4096)];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let pairs = head.len() / 2;
    let (even, odd) = (zeros(0), zeros(1));
    pairs > 1 && even.max(odd) * 3 > pairs && even.min(odd) * 20 <= even.max(odd)
}

/// A text in GBK or GB18030; none where it is more likely UTF-8 with damage, half of whose signs are sound GBK, too.
pub(crate) fn gbk(body: &[u8]) -> Option<Cow<'_, str>> {
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for piece in body.utf8_chunks() {
        sound += piece.valid().chars().filter(|sign| !sign.is_ascii()).count();
        broken += usize::from(!piece.invalid().is_empty());
    }
    if sound > broken {
        return None;
    }
    GB18030.decode_without_bom_handling_and_without_replacement(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> String {
        text_of("a.csv", bytes).expect_err("not UTF-8 text").code
    }

    #[test]
    fn a_byte_order_mark_is_no_content() {
        assert_eq!(text_of("a.csv", b"\xef\xbb\xbf{}"), Ok(Text { text: "{}".into(), letters: UTF8 }));
        assert_eq!(code(b"\xef\xbb\xbf \r\n"), "file.blank");
    }

    #[test]
    fn gbk_is_told_from_damage() {
        let read = |bytes| text_of("a.csv", bytes).map(|text| (text.text.into_owned(), text.letters));
        assert_eq!(read(b"code\n\xcd\xf8\xb8\xf1"), Ok(("code\n网格".to_owned(), GBK)));
        let fault = text_of("a.csv", b"code\n\xe7\xbd\x91\xe6 \xff").expect_err("damaged");
        assert_eq!((fault.code.as_str(), fault.params["line"].as_str()), ("file.not_utf8", "2"));
        // One byte lost of a long text in UTF-8: what follows would be sound GBK, and mean nothing.
        let mut text = "网格编码,姓名\n411602,张三\n".repeat(20).into_bytes();
        text.remove(3);
        assert_eq!(code(&text), "file.not_utf8");
    }

    #[test]
    fn utf16_is_known_with_and_without_its_mark() {
        let text = "code,name\n411602,张三\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!((code(&little), code(&big)), ("file.utf16".to_owned(), "file.utf16".to_owned()));
        assert_eq!(code(&[b"\xff\xfe".as_slice(), &little].concat()), "file.utf16");
        assert_eq!(code(b"GIF\0\0\0\x01\x02\x03\0\0\0\0"), "file.binary");
        let named = |name: &str, bytes: &[u8]| text_of(name, bytes).unwrap_err().code;
        assert_eq!(named("名册.XLSX", b"GIF\0\0\0\x01\x02\x03\0\0\0\0"), "file.not_as_named");
        assert_eq!(named("社区.zip", b"\xff\x0a\xff\x81"), "file.not_as_named");
    }
}
