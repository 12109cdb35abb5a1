//! `wutu import --look`: what files seem to hold, before anything is read for good.

use std::path::Path;

use domain::look::FileLook;
use domain::manner::{FileKind, Manner};
use serde_json::json;

use super::import::at;
use crate::out::{Out, table};
use crate::stop::{Result, Verdict};
use crate::store;

pub fn run(
    store: &Path,
    kind: Option<FileKind>,
    files: &[(String, Vec<u8>)],
    manner: &Manner,
    out: Out,
) -> Result<Verdict> {
    let looks = store::with(store, |store| {
        let looks = files.iter().map(|(name, bytes)| Ok(store.look(kind, name, bytes, manner)?));
        looks.collect::<Result<Vec<_>>>()
    })?;
    let words: Vec<String> = looks.iter().map(words).collect();
    out.answer(&json!({ "looks": looks }), &words.join("\n\n"));
    let faulty = looks.iter().any(|look| !look.faults.is_empty());
    Ok(if faulty { Verdict::FoundWrong } else { Verdict::Done })
}

fn words(look: &FileLook) -> String {
    let kind = look.kind.word();
    let guessed = if look.guessed { "（推测）" } else { "" };
    let datum = look.datum.as_ref().map_or_else(String::new, |datum| format!("  坐标系 {datum}"));
    let head = format!("{}  {kind}{guessed}  {} 条{datum}", look.file, look.rows);
    let is_table = matches!(look.kind, FileKind::Heads | FileKind::Streams);
    let faults = look.faults.iter().map(|fault| format!("{}{}", look.file, at(fault, is_table)));
    let columns: Vec<Vec<String>> = look
        .columns
        .iter()
        .map(|column| vec![column.name.clone(), field(column.field.as_deref()), column.sample.join(" | ")])
        .collect();
    let columns = Some(table(&columns)).filter(|words| !words.is_empty());
    let lacking: Vec<&str> = look
        .fields
        .iter()
        .filter(|field| field.required && field.column.is_none())
        .map(|field| field.name.as_str())
        .collect();
    let lacking = (!lacking.is_empty()).then(|| format!("缺少  {}；用 --map 字段=列名 指明", lacking.join("、")));
    std::iter::once(head).chain(columns).chain(lacking).chain(faults).collect::<Vec<_>>().join("\n")
}

fn field(name: Option<&str>) -> String {
    name.map_or_else(|| "—".to_owned(), |name| format!("→ {name}"))
}
