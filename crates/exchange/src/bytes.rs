//! From bytes to text: UTF-8, with or without a byte order mark. What is anything else is named.

use domain::import::Fault;

use crate::findings::of_file;
use crate::limits::MOST_BYTES;

/// How files of other programs begin, and what they are.
const BEGINNINGS: [(&[u8], &str); 8] = [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file.spreadsheet"), // .xls
    (b"\x1f\x8b", "file.compressed"),
    (b"Rar!", "file.compressed"),
    (b"7z\xbc\xaf\x27\x1c", "file.compressed"),
    (b"\x00\x00\x27\x0a", "file.shapefile"),
    (b"SQLite format 3\0", "file.geopackage"),
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

/// The file as text.
pub(crate) fn text_of<'a>(file_name: &str, bytes: &'a [u8]) -> Result<&'a str, Fault> {
    let file = ("file", file_name);
    if let Some((_, code)) = BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)) {
        return Err(of_file(code, &[file]));
    }
    let body = bytes.strip_prefix(MARK).unwrap_or(bytes);
    if body.contains(&0) {
        let code = if looks_like_utf16(body) { "file.utf16" } else { "file.binary" };
        return Err(of_file(code, &[file]));
    }
    let text = std::str::from_utf8(body).map_err(|error| {
        let line = body[..error.valid_up_to()].split(|&byte| byte == b'\n').count().to_string();
        let code = if looks_like_gbk(body) { "file.gbk" } else { "file.not_utf8" };
        of_file(code, &[file, ("line", &line)])
    })?;
    if text.trim().is_empty() {
        return Err(of_file("file.blank", &[file]));
    }
    Ok(text)
}

/// Without a mark: every other byte of the ASCII signs is zero.
fn looks_like_utf16(body: &[u8]) -> bool {
    let head = &body[..body.len().min(4096)];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let pairs = head.len() / 2;
    let (even, odd) = (zeros(0), zeros(1));
    pairs > 1 && even.max(odd) * 3 > pairs && even.min(odd) * 20 <= even.max(odd)
}

/// Every sign beyond ASCII is a pair of bytes in the ranges of GBK.
fn looks_like_gbk(body: &[u8]) -> bool {
    let mut bytes = body.iter();
    while let Some(&lead) = bytes.next() {
        if lead < 0x80 {
            continue;
        }
        let pair = bytes.next().is_some_and(|&trail| trail >= 0x40 && trail != 0x7f && trail != 0xff);
        if !(0x81..=0xfe).contains(&lead) || !pair {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> String {
        text_of("a.csv", bytes).expect_err("not UTF-8 text").code
    }

    #[test]
    fn a_byte_order_mark_is_no_content() {
        assert_eq!(text_of("a.csv", b"\xef\xbb\xbf{}"), Ok("{}"));
        assert_eq!(code(b"\xef\xbb\xbf \r\n"), "file.blank");
    }

    #[test]
    fn gbk_is_told_from_damage_and_named_with_its_line() {
        let fault = text_of("a.csv", b"code\n\xcd\xf8\xb8\xf1").expect_err("GBK bytes");
        assert_eq!((fault.code.as_str(), fault.params["line"].as_str()), ("file.gbk", "2"));
        assert_eq!(code(b"\xe7\xbd\x91\xe6 \xff"), "file.not_utf8");
    }

    #[test]
    fn utf16_is_known_with_and_without_its_mark() {
        let text = "code,name\n411602,张三\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!((code(&little), code(&big)), ("file.utf16".to_owned(), "file.utf16".to_owned()));
        assert_eq!(code(&[b"\xff\xfe".as_slice(), &little].concat()), "file.utf16");
        assert_eq!(code(b"GIF\0\0\0\x01\x02\x03\0\0\0\0"), "file.binary");
    }
}
