//! What refusals, failures, faults and findings say stands in one table, and nowhere else.

use std::collections::BTreeSet;

use domain::words;

use crate::sources;

/// What finds a broken machine in the log looks like a code and is none.
const REFERENCES: &[&str] = &[
    "desk.basemap",
    "serve.listen",
    "serve.authority",
    "serve.lock",
    "serve.drill",
    "serve.network",
    "serve.panic",
    "serve.threads",
    "serve.ticket",
    "window.closed",
    "window.elsewhere",
    "window.field",
    "window.first",
    "window.panic",
];

#[test]
fn every_code_that_the_source_names_has_words_and_all_words_are_said_somewhere() {
    let known: BTreeSet<&str> = words::codes().collect();
    let rooms: BTreeSet<&str> = known.iter().filter_map(|code| Some(code.split_once('.')?.0)).collect();
    let mut named = BTreeSet::new();
    for (file, text) in sources("crates", &[".rs"]).into_iter().chain(sources("src-tauri", &[".rs"])) {
        if file.contains("/tests/") || file.starts_with("crates/domain/src/words") {
            continue;
        }
        let rules = text.split("#[cfg(test)]").next().unwrap_or_default();
        for code in rules.split('"').filter(|text| is_code(text)) {
            let is_ours = code.split_once('.').is_some_and(|(room, _)| rooms.contains(room));
            assert!(
                !is_ours || known.contains(code) || REFERENCES.contains(&code) || is_file(code),
                "{file}: {code} has no words"
            );
            named.insert(code.to_owned());
        }
        named.extend(["broken", "unknown"].map(str::to_owned));
    }
    let idle: Vec<&&str> = known.iter().filter(|code| !named.contains(**code)).collect();
    assert!(idle.is_empty(), "words that nobody says: {idle:?}");
}

fn is_code(text: &str) -> bool {
    let is_word =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
    text.split_once('.').is_some_and(|(room, what)| is_word(room) && is_word(what))
}

/// `grid.rs`, `scheme.sql`: what is included.
fn is_file(text: &str) -> bool {
    [".rs", ".sql", ".json", ".geojson", ".csv", ".html", ".gpkg"].iter().any(|ending| text.ends_with(ending))
}
