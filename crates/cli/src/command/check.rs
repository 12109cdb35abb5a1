//! `wutu check`: what is wrong in the district.

use std::path::Path;

use domain::failure::Failure;
use domain::question::Question;
use serde::Deserialize;
use serde_json::Value;

use crate::out::{Out, table};
use crate::stop::{Result, Stop, Verdict};
use crate::store;

/// What of the answer is shown.
#[derive(Deserialize)]
struct Findings {
    findings: Vec<Finding>,
    grids: u32,
}

#[derive(Deserialize)]
struct Finding {
    kind: String,
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
    let sum = format!("查 {} 个网格，{} 处问题", found.grids, found.findings.len());
    let rows: Vec<Vec<String>> = found.findings.iter().map(row).collect();
    let words = if rows.is_empty() { sum } else { format!("{}\n{sum}", table(&rows)) };
    out.answer(&answer, &words);
    Ok(if rows.is_empty() { Verdict::Done } else { Verdict::FoundWrong })
}

fn admit(district: &Value, wanted: &str) -> Result<()> {
    match district.pointer("/scheme/name").and_then(Value::as_str) {
        Some(published) if published == wanted => Ok(()),
        Some(published) => {
            let message = format!("{wanted} is not published; the published scheme is {published}");
            Err(Stop::refused("scheme.other", message, "leave --scheme out, or name the published one"))
        }
        None => Err(Stop::from(Failure::from(domain::failure::Refusal::NoScheme))),
    }
}

fn row(finding: &Finding) -> Vec<String> {
    let place = finding.place.map_or_else(String::new, |(longitude, latitude)| format!("{longitude:.6},{latitude:.6}"));
    vec![
        finding.code.clone(),
        finding.name.clone(),
        finding.kind.clone(),
        place,
        finding.size.clone().unwrap_or_default(),
        finding.message.clone(),
    ]
}
