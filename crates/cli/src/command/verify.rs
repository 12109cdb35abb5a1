//! `wutu verify`: whether the ledger is what was written.

use std::path::Path;

use desk::Options;
use domain::failure::Failure;
use ledger::Verification;
use serde_json::json;

use crate::out::{Out, table};
use crate::stop::{Result, Verdict};

const SOUND: &str = "完好";

pub fn run(path: &Path, out: Out) -> Result<Verdict> {
    let found = ledger::verify(path, &Options::for_user().keys_dir).map_err(|error| Failure {
        code: error.code().to_owned(),
        ..Failure::broken(error.to_string(), "cli.verify")
    })?;
    let first_bad = found.first_bad.as_ref().map(|bad| json!({ "desk": bad.desk, "seq": bad.seq, "what": bad.what }));
    let document = json!({
        "sound": found.is_sound(),
        "facts": found.facts,
        "absent_bodies": found.absent_bodies,
        "first_bad": first_bad,
        "folds_checked": found.folds_checked,
        "folds_equal": found.folds_equal,
        "differing_tables": found.differing_tables,
        "rtree_ok": found.rtree_ok,
        "integrity": found.integrity,
    });
    out.answer(&document, &words(&found));
    Ok(if found.is_sound() { Verdict::Done } else { Verdict::FoundWrong })
}

fn words(found: &Verification) -> String {
    let chain = match &found.first_bad {
        Some(bad) => format!("首个坏记录  {} 第 {} 条  {}", bad.desk, bad.seq, bad.what),
        None => SOUND.to_owned(),
    };
    let folds = match (found.folds_checked, found.folds_equal) {
        (false, _) => "未比对：缺密钥".to_owned(),
        (true, true) => "与日志一致".to_owned(),
        (true, false) => format!("与日志不符  {}", found.differing_tables.join("、")),
    };
    let index = if found.rtree_ok { SOUND } else { "损坏" };
    let integrity = if found.integrity.is_empty() { SOUND.to_owned() } else { found.integrity.join("；") };
    let rows = [
        ("记录", found.facts.to_string()),
        ("缺正文", found.absent_bodies.to_string()),
        ("链与签名", chain),
        ("折叠表", folds),
        ("空间索引", index.to_owned()),
        ("文件自检", integrity),
    ];
    table(&rows.map(|(label, text)| vec![label.to_owned(), text]))
}
