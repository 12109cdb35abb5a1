//! `wutu check`: what is wrong in the district.

use std::path::Path;

use domain::failure::Failure;
use domain::finding::FindingKind;
use domain::question::Question;
use domain::words::{Params, name_of};
use serde::Deserialize;
use serde_json::Value;

use crate::out::{Out, table};
use crate::stop::{Result, Stop, Verdict};
use crate::store;
use crate::told;

/// What of the answer is shown.
#[derive(Deserialize)]
struct Check {
    grids: u32,
    tolerance: f64,
    mended: u32,
    counts: Vec<Count>,
    total: u32,
    findings: Vec<Finding>,
}

#[derive(Deserialize)]
struct Count {
    kind: String,
    open: u32,
    accepted: u32,
}

#[derive(Deserialize)]
struct Finding {
    kind: String,
    says: String,
    params: Params,
    grids: Vec<Grid>,
    place: Option<(f64, f64)>,
    difference: Option<i64>,
    acceptance: Option<Acceptance>,
    message: String,
}

#[derive(Deserialize)]
struct Grid {
    code: String,
    name: String,
}

#[derive(Deserialize)]
struct Acceptance {
    note: String,
    name: String,
}

/// The exit status is 1 while a finding is open, whatever is shown of them.
pub fn run(path: &Path, scheme: Option<&str>, kinds: &[FindingKind], limit: u32, out: Out) -> Result<Verdict> {
    let page = |from, limit| {
        let (scheme, kinds) = (scheme.map(str::to_owned), kinds.to_vec());
        Question::Check { scheme, kinds, level: None, state: None, from, limit }
    };
    let answer = store::with(path, |store| {
        let mut answer = store.ask(&page(0, limit))?;
        // The desk gives so many at once; the rest is asked for until the limit.
        while let shown = shown(&answer)
            && shown < limit
            && let Value::Array(more) = &mut store.ask(&page(shown, limit - shown))?["findings"]
            && !more.is_empty()
            && let Value::Array(findings) = &mut answer["findings"]
        {
            findings.append(more);
        }
        Ok::<_, Stop>(answer)
    })?;
    let found = Check::deserialize(&answer).map_err(|error| Failure::broken(error.to_string(), "cli.check"))?;
    let rows: Vec<Vec<String>> = found.findings.iter().map(|finding| row(finding, out)).collect();
    let mut words = if rows.is_empty() { Vec::new() } else { vec![table(&rows)] };
    words.extend(sums(&found, out));
    out.answer(&answer, &words.join("\n"));
    let is_open = found.counts.iter().any(|count| count.open > 0);
    Ok(if is_open { Verdict::FoundWrong } else { Verdict::Done })
}

fn shown(answer: &Value) -> u32 {
    answer["findings"].as_array().map_or(0, |findings| u32::try_from(findings.len()).unwrap_or(u32::MAX))
}

/// How many there are in all; of each kind where the page does not show them all.
fn sums(found: &Check, out: Out) -> Vec<String> {
    let Check { grids, tolerance, mended, counts, total, findings } = found;
    let accepted: u32 = counts.iter().map(|count| count.accepted).sum();
    let open: u32 = counts.iter().map(|count| count.open).sum();
    let (all, done) = (open + accepted + mended, accepted + mended);
    let mut lines = Vec::new();
    if findings.len() < *total as usize {
        let shown = findings.len();
        lines.push(out.either(
            format!("这里列出 {total} 处中的前 {shown} 处；加 --limit 可多列"),
            format!("the first {shown} of {total} are shown here; --limit shows more"),
        ));
        lines.extend(of_each_kind(counts, out));
    }
    lines.push(out.either(
        format!("查 {grids} 个网格，{all} 处问题，其中认可 {accepted} 处，已修复 {mended} 处；容差 {tolerance} 米"),
        format!(
            "grids looked at: {grids}, findings: {all}, accepted: {accepted}, mended: {mended}; tolerance {tolerance} m"
        ),
    ));
    if done > 0 {
        let bar = bar(done, all);
        lines.push(out.either(format!("{bar} 已处理 {done}/{all}"), format!("{bar} {done} of {all} done")));
    }
    lines
}

/// How much is done, in twenty parts; what is begun shows one, and only all of it shows all.
fn bar(done: u32, all: u32) -> String {
    const PARTS: u64 = 20;
    let share = u64::from(done) * PARTS / u64::from(all.max(1));
    let full = if done == all { PARTS } else { share.clamp(1, PARTS - 1) } as usize;
    format!("{}{}", "█".repeat(full), "░".repeat(PARTS as usize - full))
}

fn of_each_kind(counts: &[Count], out: Out) -> Vec<String> {
    let of = |kind: &FindingKind| -> u32 {
        let of_kind = counts.iter().filter(|count| count.kind == kind.word());
        of_kind.map(|count| count.open + count.accepted).sum()
    };
    let kinds = FindingKind::ALL.into_iter().map(|kind| (kind, of(&kind))).filter(|(_, count)| *count > 0);
    kinds.map(|(kind, count)| format!("  {} {count}", kind_words(kind.word(), out))).collect()
}

fn kind_words(kind: &str, out: Out) -> String {
    name_of("finding", kind, out.language()).unwrap_or(kind).to_owned()
}

fn row(finding: &Finding, out: Out) -> Vec<String> {
    let place = finding.place.map_or_else(String::new, |(longitude, latitude)| format!("{longitude:.6},{latitude:.6}"));
    let joined = |pick: fn(&Grid) -> &str| finding.grids.iter().map(pick).collect::<Vec<_>>().join(" ");
    let accepted = finding.acceptance.as_ref().map(|Acceptance { note, name }| {
        out.either(format!("{name}认可：{note}"), format!("accepted by {name}: {note}"))
    });
    vec![
        joined(|grid| &grid.code),
        joined(|grid| &grid.name),
        kind_words(&finding.kind, out),
        place,
        finding.difference.map_or_else(String::new, |difference| format!("{difference:+}")),
        told::whole(&finding.says, &finding.params, &finding.message, out.language()),
        accepted.unwrap_or_default(),
    ]
}
