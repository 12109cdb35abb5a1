//! Cuts a GeoJSON file into its features as it comes, without reading what stands in them. Only what stands
//! in the usual way is cut: wherever anything else stands, the file is for the careful reader.

use std::io::{self, Read};

use domain::scan::{after, object_end, text_end, value_end};
use memchr::memchr;

use crate::batch::{Batch, Cut, End, Source};
use crate::features::Collection;
use crate::limits::{MOST_BYTES, MOST_ROWS};
use crate::{bytes, sequence};

/// Bytes that are read at a time: small enough for many batches to be under way, large enough to be worth it.
const STRIDE: usize = 1 << 20;

/// A file that is being cut.
pub(crate) struct Cutter<'f, R> {
    file_name: &'f str,
    from: R,
    /// What was read and not handed over yet.
    rest: Vec<u8>,
    parted: Parted,
    /// What stands before the first feature; of a sequence nothing.
    head: Vec<u8>,
    rows: usize,
    /// Bytes of the file, and those that were read.
    size: u64,
    read: usize,
    is_done: bool,
}

/// What stands between two features.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parted {
    Comma,
    Line,
    Mark,
}

/// Features that follow each other, as text.
#[derive(Debug)]
pub(crate) struct Texts {
    /// The number of the first, counted from 1.
    pub(crate) first: usize,
    bytes: Vec<u8>,
    spans: Vec<(usize, usize)>,
}

/// Where a feature was looked for.
enum Found {
    Feature(usize, usize),
    /// The list is closed; what follows begins here.
    Closed(usize),
    /// It is not all there yet.
    Open,
    Unusual,
}

impl<'f, R: Read> Cutter<'f, R> {
    /// At the first feature of a file of so many bytes; none where it does not begin in the usual way.
    pub(crate) fn open(file_name: &'f str, from: R, size: u64) -> io::Result<Option<Self>> {
        let (head, parted) = (Vec::new(), Parted::Comma);
        let mut cutter =
            Self { file_name, from, rest: Vec::new(), parted, head, rows: 0, size, read: 0, is_done: false };
        cutter.fill()?;
        let body = cutter.rest.strip_prefix(bytes::MARK).unwrap_or(&cutter.rest).trim_ascii_start();
        let mark = cutter.rest.len() - body.len();
        // A line that is cut in the middle is no line yet.
        let lines = memchr::memrchr(b'\n', body).map_or(body, |end| &body[..end]);
        let beginning = String::from_utf8_lossy(lines);
        if sequence::is_one(file_name, &beginning) {
            cutter.parted = if body.first() == Some(&b'\x1e') { Parted::Mark } else { Parted::Line };
            cutter.rest.drain(..mark);
            return Ok(Some(cutter));
        }
        let Some(end) = list_of_features(body) else { return Ok(None) };
        cutter.head = body[..end].to_vec();
        cutter.rest.drain(..mark + end);
        Ok(Some(cutter))
    }

    fn end(&mut self, end: usize) -> io::Result<Cut> {
        if self.parted != Parted::Comma {
            return Ok(self.told().map_or(Cut::Unusual, Cut::End));
        }
        while !self.is_done && self.rest.len() < STRIDE {
            self.fill()?;
        }
        // The same file without its features tells the rest: in which system it is, and that it is whole.
        let told = if self.is_done { self.framed(&self.rest[end..]) } else { None };
        Ok(told.map_or(Cut::Unusual, Cut::End))
    }

    /// What the file tells with this behind its features, and without them.
    fn framed(&self, behind: &[u8]) -> Option<End> {
        let frame = [&self.head, b"]".as_slice(), behind].concat();
        let collection = Collection::read(self.file_name, std::str::from_utf8(&frame).ok()?).ok()?;
        Some(End { crs: collection.crs, is_wgs84: collection.is_wgs84, rows: self.rows })
    }

    fn find(&self, at: usize, is_first: bool) -> Found {
        let mut at = at;
        let mut parted = is_first && self.parted != Parted::Mark;
        loop {
            match self.rest.get(at) {
                Some(b' ' | b'\t' | b'\r') => {}
                Some(b'\n') => parted |= self.parted == Parted::Line,
                Some(b'\x1e') if self.parted == Parted::Mark => parted = true,
                Some(b',') if self.parted == Parted::Comma && !parted => parted = true,
                Some(b']') if self.parted == Parted::Comma && (is_first || !parted) => return Found::Closed(at + 1),
                Some(b'{') if parted => break,
                Some(_) => return Found::Unusual,
                None if self.is_done && self.parted != Parted::Comma => return Found::Closed(at),
                None => return Found::Open,
            }
            at += 1;
        }
        match object_end(&self.rest, at) {
            Some(end) if self.parted == Parted::Line && memchr(b'\n', &self.rest[at..end]).is_some() => Found::Unusual,
            Some(end) => Found::Feature(at, end),
            None => Found::Open,
        }
    }

    /// Reads on: as much again as stands here, so that a large feature is looked through a few times only.
    fn fill(&mut self) -> io::Result<()> {
        let wanted = STRIDE.max(self.rest.len());
        self.rest.reserve_exact(wanted);
        let read = self.from.by_ref().take(wanted as u64).read_to_end(&mut self.rest)?;
        self.read += read;
        self.is_done = read < wanted;
        Ok(())
    }
}

impl<R: Read> Source for Cutter<'_, R> {
    fn next(&mut self) -> io::Result<Cut> {
        let (mut spans, mut at) = (Vec::new(), 0);
        let first = self.rows + 1;
        loop {
            match self.find(at, self.rows + spans.len() == 0) {
                Found::Feature(begin, end) => {
                    spans.push((begin, end));
                    at = end;
                    if at < STRIDE {
                        continue;
                    }
                }
                Found::Closed(_) | Found::Open if !spans.is_empty() => {}
                Found::Closed(end) => return self.end(end),
                Found::Open if self.is_done => return Ok(Cut::Unusual),
                Found::Open => {
                    self.fill()?;
                    continue;
                }
                Found::Unusual => return Ok(Cut::Unusual),
            }
            self.rows += spans.len();
            if self.rows > MOST_ROWS || self.read > MOST_BYTES {
                return Ok(Cut::Unusual);
            }
            let rest = self.rest.split_off(at);
            let bytes = std::mem::replace(&mut self.rest, rest);
            return Ok(Cut::Batch(Batch::Texts(Texts { first, bytes, spans })));
        }
    }

    fn far(&self) -> f64 {
        self.read as f64 / self.size.max(1) as f64
    }

    fn told(&self) -> Option<End> {
        match self.parted {
            Parted::Comma => self.framed(b"}"),
            Parted::Line | Parted::Mark => Some(End { crs: None, is_wgs84: true, rows: self.rows }),
        }
    }
}

impl Texts {
    /// Bytes of its text.
    pub(crate) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Each feature with its number; none where the text is no UTF-8.
    pub(crate) fn features(&self) -> Option<impl Iterator<Item = (usize, &str)>> {
        let text = std::str::from_utf8(&self.bytes).ok()?;
        Some((self.first..).zip(self.spans.iter().map(|&(begin, end)| &text[begin..end])))
    }
}

/// Where the list of features begins, behind its bracket.
fn list_of_features(body: &[u8]) -> Option<usize> {
    let mut at = after(body, 0, b'{')?;
    loop {
        let end = text_end(body, after(body, at, b'"')? - 1)?;
        let begin = at + memchr(b'"', &body[at..end])?;
        let value = after(body, end, b':')?;
        if &body[begin..end] == b"\"features\"" {
            return after(body, value, b'[');
        }
        at = after(body, value_end(body, value)?, b',')?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(file_name: &str, text: &str) -> Option<(Vec<String>, Option<String>)> {
        let mut cutter = Cutter::open(file_name, text.as_bytes(), text.len() as u64).expect("memory")?;
        let mut all = Vec::new();
        loop {
            match cutter.next().expect("memory") {
                Cut::Batch(Batch::Texts(batch)) => {
                    assert_eq!(batch.first, all.len() + 1);
                    all.extend(batch.features().expect("UTF-8").map(|(_, text)| text.to_owned()));
                }
                Cut::End(End { crs, rows, .. }) => {
                    assert_eq!(rows, all.len());
                    return Some((all, crs));
                }
                Cut::Batch(other) => panic!("{other:?} in a text"),
                Cut::Unusual => return None,
            }
        }
    }

    #[test]
    fn features_are_cut_where_they_end() {
        let text = "\u{feff} {\"name\":\"[{\\\"\", \"type\":\"FeatureCollection\",\"features\" : [\n{\"a\":\"}\\\\\"} , {\"b\":{\"c\":[{}]}}\r\n] , \
            \"crs\":{\"properties\":{\"name\":\"EPSG:4526\"}}}\n";
        let expected = ["{\"a\":\"}\\\\\"}", "{\"b\":{\"c\":[{}]}}"].map(str::to_owned).to_vec();
        assert_eq!(cut("a.json", text), Some((expected, Some("EPSG:4526".to_owned()))));
        assert_eq!(cut("a.json", "{\"type\":\"FeatureCollection\",\"features\":[]}"), Some((Vec::new(), None)));
    }

    #[test]
    fn a_file_larger_than_a_stride_is_cut_like_a_small_one() {
        let large = format!("{{\"text\":\"{}\"}}", "网格".repeat(STRIDE));
        let mut features: Vec<String> =
            (0..60_000).map(|number| format!("{{\"number\":{number},\"of\":\"x\"}}")).collect();
        features.insert(30_000, large);
        let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(","));
        assert_eq!(cut("a.json", &text).expect("usual").0, features);
        assert_eq!(cut("a.geojsonl", &features.join("\n")).expect("usual").0, features);
        assert_eq!(cut("a.json", &format!("\u{1e}{}\n", features.join("\n\u{1e}"))).expect("usual").0, features);
    }

    #[test]
    fn what_is_unusual_is_left_to_the_careful() {
        let cases = [
            "",
            "{}",
            "[]",
            "{\"features\":[]}",
            "{\"type\":\"FeatureCollection\",\"features\":[",
            "{\"type\":\"FeatureCollection\",\"features\":[{}",
            "{\"type\":\"FeatureCollection\",\"features\":[{}]",
            "{\"type\":\"FeatureCollection\",\"features\":[{},]}",
            "{\"type\":\"FeatureCollection\",\"features\":[,{}]}",
            "{\"type\":\"FeatureCollection\",\"features\":[{}{}]}",
            "{\"type\":\"FeatureCollection\",\"features\":[null]}",
            "{\"type\":\"FeatureCollection\",\"features\":[{}]}]",
            "{\"type\":\"FeatureCollection\",\"features\":{}}",
            "{\"type\":\"FeatureCollection\",\"features\":[{}],\"features\":[]}",
        ];
        for text in cases {
            assert_eq!(cut("a.json", text), None, "{text}");
        }
        for text in ["{\"a\":1} {\"b\":1}\n", "{\"a\":\n1}\n", "{}\n[]\n", "{}\n{"] {
            assert_eq!(cut("a.geojsonl", text), None, "{text}");
        }
        assert_eq!(cut("a.json", "\u{1e}{}\n{}\n"), None);
    }
}
