//! Broken JSON, in words: what it is that the reader stumbled over.

use domain::import::Fault;

use crate::findings::of_file;
use crate::limits::MOST_DEPTH;

/// By its number: the tests read which codes are named here by the quotes around them.
const QUOTE: u8 = 0x22;

/// Words that programs write where a number is missing.
const NO_NUMBERS: [&str; 6] = ["nan", "infinity", "inf", "undefined", "none", "null"];

/// How deep the brackets of a text stand within brackets, as it comes piece by piece.
#[derive(Debug, Default)]
pub(crate) struct Depth {
    open: usize,
    quoted: bool,
    escaped: bool,
    /// Lines that are whole.
    lines: usize,
}

/// Refuse brackets within brackets without end, before anything follows them.
pub(crate) fn check_depth(file_name: &str, text: &str) -> Result<(), Fault> {
    Depth::default().take(file_name, text.as_bytes())
}

impl Depth {
    /// Takes the next piece; a fault where it goes too deep.
    pub(crate) fn take(&mut self, file_name: &str, piece: &[u8]) -> Result<(), Fault> {
        let mut at = usize::from(std::mem::take(&mut self.escaped));
        while let Some(&byte) = piece.get(at) {
            match byte {
                // Most of a file is digits, points and commas.
                b'+'..=b'9' => {}
                QUOTE => self.quoted = !self.quoted,
                b'\\' if self.quoted => at += 1,
                b']' | b'}' if !self.quoted => self.open = self.open.saturating_sub(1),
                b'[' | b'{' if !self.quoted => {
                    self.open += 1;
                    if self.open > MOST_DEPTH {
                        let line = self.lines + lines_in(&piece[..at]) + 1;
                        let (line, most) = (line.to_string(), MOST_DEPTH.to_string());
                        return Err(of_file("file.too_deep", &[("file", file_name), ("line", &line), ("most", &most)]));
                    }
                }
                _ => {}
            }
            at += 1;
        }
        self.escaped = at > piece.len();
        self.lines += lines_in(piece);
        Ok(())
    }
}

fn lines_in(piece: &[u8]) -> usize {
    piece.split(|byte| *byte == b'\n').count() - 1
}

/// What is wrong where the reader stopped.
pub(crate) fn broken(file_name: &str, text: &str, error: &serde_json::Error) -> Fault {
    let (file, line) = (("file", file_name), error.line().to_string());
    let line = ("line", line.as_str());
    if error.is_eof() {
        return of_file("file.truncated", &[file, line]);
    }
    let stop = stop_of(text, error);
    let before = text[..stop].trim_end();
    let after = &text[stop..];
    if let Some(word) = no_number(text, stop) {
        return of_file("file.not_a_number", &[file, line, ("word", word)]);
    }
    // The reader stops before the sign that must not stand inside a text.
    if after.chars().take(2).any(|sign| sign.is_control() && !sign.is_ascii_whitespace())
        || (is_inside_text(text, stop) && after.chars().take(2).any(char::is_control))
    {
        return of_file("file.break_in_text", &[file, line]);
    }
    let code = match after.bytes().next() {
        Some(b'/') => "file.comment",
        Some(b'\'') => "file.single_quotes",
        Some(b']' | b'}' | b',') if before.ends_with(',') => "file.trailing_comma",
        Some(b',') if before.ends_with(['[', '{']) => "file.trailing_comma",
        Some(b',') if after.trim_start_matches(',').trim().is_empty() => "file.trailing_comma",
        Some(b'{') if before.ends_with('}') && is_one_whole_value(before) => "file.json_lines",
        _ => {
            let near: String = after.chars().take(20).collect();
            let column = error.column().to_string();
            return of_file("file.not_json", &[file, line, ("column", &column), ("near", &near)]);
        }
    };
    of_file(code, &[file, line])
}

/// The byte at which the reader stopped.
fn stop_of(text: &str, error: &serde_json::Error) -> usize {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let begin: usize = lines.map(str::len).sum();
    let mut stop = (begin + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(stop) {
        stop -= 1;
    }
    stop
}

/// The word around a place, if it is one that stands for no number.
fn no_number(text: &str, at: usize) -> Option<&str> {
    let is_letter = |sign: char| sign.is_ascii_alphabetic();
    let begin = text[..at].rfind(|sign| !is_letter(sign)).map_or(0, |last| last + 1);
    let begin = if text.is_char_boundary(begin) { begin } else { at };
    let end = text[at..].find(|sign| !is_letter(sign)).map_or(text.len(), |length| at + length);
    let word = &text[begin..end];
    NO_NUMBERS.contains(&word.to_ascii_lowercase().as_str()).then_some(word)
}

/// Whether a quote is open at a place; looks at its line only, which is where a text begins.
fn is_inside_text(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |last| last + 1);
    text[line..at].replace("\\\"", "").matches('"').count() % 2 == 1
}

fn is_one_whole_value(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use serde::de::IgnoredAny;

    use super::*;

    #[test]
    fn what_broke_a_file_has_its_own_words() {
        let cases = [
            (r#"{"a":[1,NaN]}"#, "file.not_a_number"),
            (r#"{"a":[1,nan]}"#, "file.not_a_number"),
            (r#"{"a":-Infinity}"#, "file.not_a_number"),
            (r#"{"a":None}"#, "file.not_a_number"),
            (r#"{"a":[1,2,]}"#, "file.trailing_comma"),
            (r#"{"a":1,}"#, "file.trailing_comma"),
            (r#"{"a":[1,,2]}"#, "file.trailing_comma"),
            (r#"{"a":1},"#, "file.trailing_comma"),
            ("{\"a\":1 // one\n}", "file.comment"),
            (r#"{/* one */"a":1}"#, "file.comment"),
            ("{'a':1}", "file.single_quotes"),
            ("{\"a\":\"x\ny\"}", "file.break_in_text"),
            ("{\"a\":\"x\ty\"}", "file.break_in_text"),
            (r#"{"a":[1,2"#, "file.truncated"),
            (r#"{"a":"x"#, "file.truncated"),
            ("{\"a\":1}\n{\"a\":2}\n", "file.json_lines"),
            ("{a:1}", "file.not_json"),
            (r#"{"a":01}"#, "file.not_json"),
            (r#"{"网":网}"#, "file.not_json"),
        ];
        for (text, code) in cases {
            let error = serde_json::from_str::<IgnoredAny>(text).expect_err(text);
            assert_eq!(broken("a.geojson", text, &error).code, code, "{text}");
        }
    }

    #[test]
    fn brackets_inside_a_text_are_no_depth() {
        let text = format!(r#"{{"a":"\"{}"}}"#, "[".repeat(1000));
        assert_eq!(check_depth("a.geojson", &text), Ok(()));
        let deep = "[".repeat(1_000_000);
        assert_eq!(check_depth("a.geojson", &format!("[\n{deep}")).expect_err("deep").params["line"], "2");
    }

    #[test]
    fn depth_is_the_same_in_pieces() {
        let text = format!("[\n{{\"a\\\\\\\"[[\\\\\":\n{}", "[".repeat(MOST_DEPTH));
        let whole = check_depth("a.geojson", &text).expect_err("deep");
        assert_eq!(whole.params["line"], "3");
        for size in 1..text.len() {
            let mut depth = Depth::default();
            let found = text.as_bytes().chunks(size).try_for_each(|piece| depth.take("a.geojson", piece));
            assert_eq!(found, Err(whole.clone()), "{size}");
        }
    }
}
