//! `wutu verify`: whether the ledger is what was written.

use std::path::Path;

use desk::Options;
use domain::failure::Failure;
use ledger::Verification;
use serde_json::json;

use crate::out::{Out, table};
use crate::stop::{Result, Verdict};

pub fn run(path: &Path, out: Out) -> Result<Verdict> {
    let found = ledger::verify(path, &Options::for_user().keys_dir)
        .map_err(|error| Failure::broken_as(error.code(), error.params(), "cli.verify"))?;
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
    out.answer(&document, &words(&found, out));
    Ok(if found.is_sound() { Verdict::Done } else { Verdict::FoundWrong })
}

fn words(found: &Verification, out: Out) -> String {
    let sound = out.either("完好", "sound");
    let chain = match &found.first_bad {
        Some(bad) => out.either(
            format!("首个坏记录  {} 第 {} 条  {}", bad.desk, bad.seq, bad.what),
            format!("first bad record  {} number {}  {}", bad.desk, bad.seq, bad.what),
        ),
        None => sound.to_owned(),
    };
    let differing = found.differing_tables.join(out.either("、", ", "));
    let folds = match (found.folds_checked, found.folds_equal) {
        (false, _) => out.either("未比对：缺密钥", "not compared: the keys are not here").to_owned(),
        (true, true) => out.either("与日志一致", "as the log says").to_owned(),
        (true, false) => format!("{}  {differing}", out.either("与日志不符", "not as the log says")),
    };
    let index = if found.rtree_ok { sound } else { out.either("损坏", "damaged") };
    let integrity =
        if found.integrity.is_empty() { sound.to_owned() } else { found.integrity.join(out.either("；", "; ")) };
    let rows = [
        (out.either("记录", "records"), found.facts.to_string()),
        (out.either("缺正文", "bodies that are gone"), found.absent_bodies.to_string()),
        (out.either("链与签名", "chain and signatures"), chain),
        (out.either("折叠表", "folds"), folds),
        (out.either("空间索引", "spatial index"), index.to_owned()),
        (out.either("文件自检", "the file itself"), integrity),
    ];
    table(&rows.map(|(label, text)| vec![label.to_owned(), text]))
}
