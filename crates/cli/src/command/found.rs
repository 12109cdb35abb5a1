//! `wutu new` and `wutu demo`: stores are made.

use std::fs;
use std::path::Path;

use desk::{Desk, Options};
use domain::purpose::Purpose;
use serde_json::json;

use super::import::line;
use crate::args::Scale;
use crate::out::Out;
use crate::stop::{Result, Stop, Verdict};

/// What `--drill` says.
pub fn purpose(is_drill: bool) -> Purpose {
    if is_drill { Purpose::Drill } else { Purpose::Service }
}

pub fn new(store: &Path, name: Option<String>, purpose: Purpose, out: Out) -> Result<Verdict> {
    let name = name.unwrap_or_else(|| store.file_stem().unwrap_or(store.as_os_str()).to_string_lossy().into_owned());
    Desk::found(store, &name, purpose, &Options::for_user())?;
    out.answer(
        &json!({ "store": store, "name": name, "purpose": purpose }),
        &format!("{}  {}  {name}", made(out), store.display()),
    );
    Ok(Verdict::Done)
}

pub fn demo(
    store: &Path,
    (seed, scale): (u64, Scale),
    files: Option<&Path>,
    purpose: Purpose,
    out: Out,
) -> Result<Verdict> {
    if scale != Scale::District {
        return Err(Stop::refused("demo.scale", &[]));
    }
    // First: a folder that cannot be written costs no district.
    if let Some(folder) = files {
        lay_out(folder, seed)?;
    }
    let mut reports = Vec::new();
    desk::demo::make(store, seed, purpose, &Options::for_user(), |report| {
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

fn lay_out(folder: &Path, seed: u64) -> Result<()> {
    let unwritable = |error: std::io::Error| {
        Stop::senseless("store.folder", &[("path", &folder.to_string_lossy()), ("what", &error.to_string())])
    };
    fs::create_dir_all(folder).map_err(unwritable)?;
    desk::demo::files(seed).try_for_each(|(name, text)| fs::write(folder.join(name), text).map_err(unwritable))
}
