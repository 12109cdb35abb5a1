//! `wutu import --look`: what files seem to hold, before anything is read for good.

use std::path::Path;

use domain::look::FileLook;
use domain::manner::{FileKind, Manner};
use serde_json::json;

use crate::foreign::Foreign;
use crate::out::{Out, table};
use crate::stop::{Result, Verdict};
use crate::store;
use crate::told::{self, Unit};

pub fn run(store: &Path, kind: Option<FileKind>, files: Vec<Foreign>, manner: &Manner, out: Out) -> Result<Verdict> {
    let looks = store::with(store, |store| {
        let looks = files.into_iter().map(|file| Ok(store.look(kind, file, manner)?));
        looks.collect::<Result<Vec<_>>>()
    })?;
    let words: Vec<String> = looks.iter().map(|look| words(look, out)).collect();
    out.answer(&json!({ "looks": looks }), &words.join("\n\n"));
    let faulty = looks.iter().any(|look| !look.faults.is_empty());
    Ok(if faulty { Verdict::FoundWrong } else { Verdict::Done })
}

fn words(look: &FileLook, out: Out) -> String {
    let kind = look.kind.word();
    let guessed = if look.guessed { out.either("（推测）", " (guessed)") } else { "" };
    let datum =
        look.datum.as_ref().map_or_else(String::new, |datum| format!("  {} {datum}", out.either("坐标系", "datum")));
    let rows = out.either(format!("{} 条", look.rows), format!("rows: {}", look.rows));
    let letters = look.letters.as_ref();
    let letters = letters.map_or_else(String::new, |name| format!("  {} {name}", out.either("编码", "letters")));
    let head = format!("{}  {kind}{guessed}  {rows}{datum}{letters}", look.file);
    let layers = (look.layers.len() > 1).then(|| {
        let names = look.layers.join(out.either("、", ", "));
        match &look.layer {
            Some(layer) => out.either(
                format!("图层  {layer}（共有：{names}；用 --layer 名称 另选）"),
                format!("layer  {layer} (of {names}; choose with --layer NAME)"),
            ),
            None => out.either(
                format!("图层  {names}（用 --layer 名称 只读其一）"),
                format!("layers  {names} (read one with --layer NAME)"),
            ),
        }
    });
    let faults = told::faults(look.faults.iter(), Unit::of(&look.file), out.language());
    let faults = faults.into_iter().map(|line| format!("{}  {line}", look.file));
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
    let lacking = (!lacking.is_empty()).then(|| {
        out.either(
            format!("缺少  {}；用 --map 字段=列名 指明", lacking.join("、")),
            format!("missing  {}; say --map FIELD=COLUMN", lacking.join(", ")),
        )
    });
    std::iter::once(head).chain(layers).chain(columns).chain(lacking).chain(faults).collect::<Vec<_>>().join("\n")
}

fn field(name: Option<&str>) -> String {
    name.map_or_else(|| "—".to_owned(), |name| format!("→ {name}"))
}
