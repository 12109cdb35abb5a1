//! PDF: whole, not encrypted, and without what acts by itself, as far as that can be told without unpacking it.
//!
//! What stands packed inside an object stream is not looked at. That is why no page of ours opens a PDF: it is handed
//! out to be kept, and the reader of whoever opens it decides.

use memchr::memmem;

use domain::flaw::Flaw;

/// The end of a file stands in its last bytes; some writers put a little behind it.
const TAIL: usize = 2_048;

/// Names that make a document act, or carry something along. All are too long to come up in packed bytes by chance.
const ACTIVE: [&str; 5] = ["JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia"];
/// Longer than any of them.
const LONGEST_NAME: usize = 20;

/// Only from its very first byte: a file that is something else before is not taken for one.
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

pub fn check(bytes: &[u8]) -> Result<(), Flaw> {
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    if memmem::rfind(tail, b"%%EOF").is_none() {
        return Err(Flaw::new("pdf.damaged"));
    }
    for name in Names(bytes) {
        if name == "Encrypt" {
            return Err(Flaw::new("pdf.locked"));
        }
        if ACTIVE.contains(&name.as_str()) {
            return Err(Flaw::new("pdf.active").with("what", &name));
        }
    }
    Ok(())
}

/// The names in a PDF, `/Name`, with `#4a` for a letter undone.
struct Names<'a>(&'a [u8]);

impl Iterator for Names<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let mut rest = &self.0[memchr::memchr(b'/', self.0)? + 1..];
        let mut name = String::new();
        while let Some((letter, after)) = letter(rest).filter(|_| name.len() < LONGEST_NAME) {
            name.push(letter);
            rest = after;
        }
        self.0 = rest;
        Some(name)
    }
}

fn letter(bytes: &[u8]) -> Option<(char, &[u8])> {
    let (&first, after) = bytes.split_first()?;
    if first == b'#' {
        let hex = std::str::from_utf8(after.get(..2)?).ok()?;
        let byte = u8::from_str_radix(hex, 16).ok()?;
        return Some((char::from(byte), &after[2..]));
    }
    first.is_ascii_alphanumeric().then(|| (char::from(first), after))
}
