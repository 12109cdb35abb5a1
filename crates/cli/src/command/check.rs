//! `wutu check`: what is wrong in the district.

use std::path::Path;

use domain::failure::Failure;
use domain::question::Question;
use domain::words::Params;
use serde::Deserialize;
use serde_json::Value;

use crate::out::{Out, table};
use crate::stop::{Result, Stop, Verdict};
use crate::store;
use crate::told;

/// What of the answer is shown.
#[derive(Deserialize)]
struct Findings {
    findings: Vec<Finding>,
    grids: u32,
}

#[derive(Deserialize)]
struct Finding {
    kind: String,
    says: String,
    params: Params,
    code: String,
    name: String,
    place: Option<(f64, f64)>,
    size: Option<String>,
    message: String,
}

pub fn run(path: &Path, scheme: Option<&str>, out: Out) -> Result<Verdict> {
    let answer = store::with(path, |store| {
        if let Some(wanted) = scheme {
            admit(&store.ask(&Question::District)?, wanted)?;
        }
        Ok::<_, Stop>(store.ask(&Question::Check)?)
    })?;
    let found = Findings::deserialize(&answer).map_err(|error| Failure::broken(error.to_string(), "cli.check"))?;
    let (grids, wrong) = (found.grids, found.findings.len());
    let sum = out
        .either(format!("查 {grids} 个网格，{wrong} 处问题"), format!("grids looked at: {grids}, findings: {wrong}"));
    let rows: Vec<Vec<String>> = found.findings.iter().map(|finding| row(finding, out)).collect();
    let words = if rows.is_empty() { sum } else { format!("{}\n{sum}", table(&rows)) };
    out.answer(&answer, &words);
    Ok(if rows.is_empty() { Verdict::Done } else { Verdict::FoundWrong })
}

fn admit(district: &Value, wanted: &str) -> Result<()> {
    match district.pointer("/scheme/name").and_then(Value::as_str) {
        Some(published) if published == wanted => Ok(()),
        Some(published) => Err(Stop::refused("scheme.not_published", &[("name", wanted), ("published", published)])),
        None => Err(Stop::from(Failure::from(domain::failure::Refusal::NoScheme))),
    }
}

fn row(finding: &Finding, out: Out) -> Vec<String> {
    let place = finding.place.map_or_else(String::new, |(longitude, latitude)| format!("{longitude:.6},{latitude:.6}"));
    vec![
        finding.code.clone(),
        finding.name.clone(),
        finding.kind.clone(),
        place,
        finding.size.clone().unwrap_or_default(),
        told::whole(&finding.says, &finding.params, &finding.message, out.language()),
    ]
}
