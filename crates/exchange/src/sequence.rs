//! GeoJSON text sequences: features that stand each by itself, after a record separator (RFC 8142) or
//! one on each line. One that can't be read does not spoil the others.

use domain::import::Fault;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::features::Collection;
use crate::findings::{at, of_file};
use crate::json;
use crate::limits::MOST_ROWS;

/// What stands before each text of a sequence.
const SEPARATOR: char = '\u{1e}';
/// What such files are called; one with a single feature is known by its name alone.
const ENDINGS: [&str; 5] = [".geojsonl", ".geojsons", ".geojsonseq", ".ndjson", ".jsonl"];

#[derive(Deserialize)]
struct Kind {
    #[serde(rename = "type")]
    kind: String,
}

/// Whether a file is a sequence: it has separators, is called so, or each of its first two lines is a feature.
pub(crate) fn is_one(file_name: &str, text: &str) -> bool {
    let name = file_name.to_lowercase();
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let (first, second) = (lines.next(), lines.next());
    text.trim_start().starts_with(SEPARATOR)
        || ENDINGS.iter().any(|ending| name.ends_with(ending))
        || (second.is_some_and(|line| line.starts_with('{')) && first.is_some_and(is_feature))
}

/// Cut a sequence into its features, counted from 1.
pub(crate) fn read<'a>(file_name: &str, text: &'a str) -> Result<Collection<'a>, Fault> {
    json::check_depth(file_name, text)?;
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    let is_separated = text.trim_start().starts_with(SEPARATOR);
    let texts = text.split(if is_separated { SEPARATOR } else { '\n' }).map(str::trim);
    for (number, text) in (1..).zip(texts.filter(|text| !text.is_empty())) {
        if number > MOST_ROWS {
            return Err(of_file("file.too_many_rows", &[("file", file_name), ("most", &MOST_ROWS.to_string())]));
        }
        match serde_json::from_str::<&RawValue>(text) {
            Ok(raw) if is_feature(raw.get()) => rows.push((number, raw)),
            Ok(_) => faults.push(at(number, "", "sequence.not_feature", &[])),
            Err(_) => faults.push(at(number, "", "sequence.unreadable", &[("text", text)])),
        }
    }
    Ok(Collection::of_texts(rows, faults))
}

fn is_feature(text: &str) -> bool {
    serde_json::from_str::<Kind>(text).is_ok_and(|found| found.kind == "Feature")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Survey;
    use crate::findings::Findings;

    const FEATURE: &str = r#"{"type":"Feature","properties":{"code":"1"},"geometry":null}"#;

    fn codes(text: &str) -> Vec<(Option<u32>, String)> {
        let collection = read("a.geojsonl", text).expect("a sequence");
        let mut findings = Findings::default();
        collection.features(&Survey::default(), &mut findings);
        findings.sorted().0.into_iter().map(|fault| (fault.row, fault.code)).collect()
    }

    #[test]
    fn a_sequence_is_known_by_what_stands_in_it() {
        assert!(is_one("a.json", &format!("\u{1e}{FEATURE}\n")));
        assert!(is_one("a.json", &format!("{FEATURE}\n\n{FEATURE}")));
        assert!(is_one("a.GeoJSONL", FEATURE));
        assert!(!is_one("a.geojson", FEATURE));
        assert!(!is_one("a.geojson", "{\n\"type\": \"FeatureCollection\",\n\"features\": []}"));
    }

    #[test]
    fn a_broken_text_leaves_the_others() {
        let lines = format!("{FEATURE}\n{{\"type\":\"Fea\n[1]\n{FEATURE}\n");
        let expected = [(Some(2), "sequence.unreadable".to_owned()), (Some(3), "sequence.not_feature".to_owned())];
        assert_eq!(codes(&lines), expected);
        let separated = format!("\u{1e}{FEATURE}\n\u{1e}{{\"type\":\n\u{1e}{}\n", FEATURE.replace(',', ",\n"));
        assert_eq!(codes(&separated), expected[..1]);
    }
}
