//! `wutu new` and `wutu demo`: stores are made.

use std::path::Path;

use desk::{Desk, Options};
use serde_json::json;

use super::import::line;
use crate::args::Scale;
use crate::out::Out;
use crate::stop::{Result, Stop, Verdict};

pub fn new(store: &Path, name: Option<String>, out: Out) -> Result<Verdict> {
    let name = name.unwrap_or_else(|| store.file_stem().unwrap_or(store.as_os_str()).to_string_lossy().into_owned());
    Desk::found(store, &name, &Options::for_user())?;
    out.answer(&json!({ "store": store, "name": name }), &format!("{}  {}  {name}", made(out), store.display()));
    Ok(Verdict::Done)
}

pub fn demo(store: &Path, seed: u64, scale: Scale, out: Out) -> Result<Verdict> {
    if scale != Scale::District {
        return Err(Stop::refused("demo.scale", &[]));
    }
    let mut reports = Vec::new();
    desk::demo::make(store, seed, &Options::for_user(), |report| {
        out.progress(&line(report, out));
        reports.push(report.clone());
    })?;
    let document = json!({ "store": store, "seed": seed, "reports": reports });
    out.answer(&document, &format!("{}  {}", made(out), store.display()));
    Ok(Verdict::Done)
}

fn made(out: Out) -> &'static str {
    out.either("已建", "made")
}
