//! `wutu basemap`: files of tiles beside the store, and what lies under the grids for whoever has not chosen.

use std::path::Path;

use domain::action::Action;
use domain::basemap::{BasemapLine, BasemapList, TileKind, Underlay};
use domain::failure::Failure;
use domain::question::Question;
use serde::Deserialize;
use serde_json::json;

use crate::args::Basemap;
use crate::foreign::Foreign;
use crate::out::{Out, table};
use crate::stop::{Result, Stop, Verdict};
use crate::store::{self, Store};

/// Signs of a hash that are shown, and enough to name a basemap.
const SHOWN: usize = 8;

pub fn run(basemap: &Basemap, out: Out) -> Result<Verdict> {
    match basemap {
        Basemap::Add { store, files } => add(store, files, out),
        Basemap::List { store } => list(store, out),
        Basemap::Remove { store, basemap } => remove(store, basemap, out),
        Basemap::Choose { store, basemap } => choose(store, basemap, out),
    }
}

fn add(store: &Path, files: &[std::path::PathBuf], out: Out) -> Result<Verdict> {
    // Read before the store is opened: a wrong name costs nothing.
    let files = files.iter().map(|path| Ok(Foreign::open(path)?)).collect::<Result<Vec<_>>>()?;
    let added = store::with(store, |store| {
        let mut added = Vec::new();
        for file in files {
            let command = store.new_command();
            added.push(store.add_basemap(command, file).map_err(Stop::found_wrong)?);
        }
        Ok::<_, Stop>(added)
    })?;
    let lines: Vec<Vec<String>> = added
        .iter()
        .map(|one| {
            let state = if one.changed { out.either("已添加", "added") } else { out.either("已有", "was there") };
            let mut cells = told(&one.basemap, out);
            cells.push(state.to_owned());
            cells
        })
        .collect();
    out.answer(&json!({ "added": added }), &table(&lines));
    Ok(Verdict::Done)
}

fn list(store: &Path, out: Out) -> Result<Verdict> {
    let list = store::with(store, all)?;
    let mut lines: Vec<Vec<String>> = list.basemaps.iter().map(|line| row(line, &list.usual, out)).collect();
    let tianditu = match (list.tianditu.is_on, &list.tianditu.trouble) {
        (false, _) => out.either("未启用", "off").to_owned(),
        (true, None) => out.either("已启用", "on").to_owned(),
        (true, Some(failure)) => failure.message.clone(),
    };
    lines.push(vec!["tianditu".to_owned(), out.either("天地图", "Tianditu").to_owned(), tianditu]);
    out.answer(&list, &table(&lines));
    Ok(Verdict::Done)
}

fn remove(store: &Path, typed: &str, out: Out) -> Result<Verdict> {
    let outcome = store::with(store, |store| {
        let hash = named(&all(store)?, typed)?;
        Ok::<_, Stop>(store.do_action(Action::RemoveBasemap { hash })?)
    })?;
    out.answer(&outcome, out.either("底图已移除", "the basemap is gone"));
    Ok(Verdict::Done)
}

fn choose(store: &Path, typed: &str, out: Out) -> Result<Verdict> {
    let outcome = store::with(store, |store| {
        let underlay = match typed {
            "own" => Underlay::Own,
            "none" => Underlay::None,
            "tianditu-vector" => Underlay::TiandituVector,
            "tianditu-imagery" => Underlay::TiandituImagery,
            typed => Underlay::File { hash: named(&all(store)?, typed)? },
        };
        Ok::<_, Stop>(store.do_action(Action::ChooseBasemap { underlay })?)
    })?;
    let words = out.either("默认底图已设定；自己选过的人不受影响", "chosen for whoever has not chosen");
    out.answer(&outcome, words);
    Ok(Verdict::Done)
}

fn all(store: &Store) -> Result<BasemapList> {
    let list = BasemapList::deserialize(store.ask(&Question::Basemaps)?);
    Ok(list.map_err(|error| Failure::broken(error.to_string(), "cli.basemap"))?)
}

/// The basemap that was meant: by its whole hash or its beginning, by its name or its file.
fn named(list: &BasemapList, typed: &str) -> Result<String> {
    let is_meant = |line: &&BasemapLine| {
        let basemap = &line.basemap;
        basemap.name == typed || basemap.file == typed || (typed.len() >= SHOWN && basemap.hash.starts_with(typed))
    };
    let meant: Vec<&BasemapLine> = list.basemaps.iter().filter(is_meant).collect();
    match meant.as_slice() {
        [one] => Ok(one.basemap.hash.clone()),
        _ => Err(Stop::senseless("basemap.nothing_said", &[("text", typed)])),
    }
}

fn row(line: &BasemapLine, usual: &Underlay, out: Out) -> Vec<String> {
    let mut cells = told(&line.basemap, out);
    let is_usual = matches!(usual, Underlay::File { hash } if *hash == line.basemap.hash);
    cells.push(match (line.is_missing, is_usual) {
        (true, _) => out.either("文件不在库旁", "file is missing").to_owned(),
        (false, true) => out.either("默认", "usual").to_owned(),
        (false, false) => String::new(),
    });
    cells
}

fn told(basemap: &domain::basemap::Basemap, out: Out) -> Vec<String> {
    let kind = match basemap.kind {
        TileKind::Vector => out.either("矢量", "vector"),
        TileKind::Png | TileKind::Jpeg | TileKind::Webp => out.either("影像", "pictures"),
    };
    let [lowest, highest] = basemap.zooms;
    vec![
        basemap.hash.chars().take(SHOWN).collect(),
        basemap.name.clone(),
        kind.to_owned(),
        out.either(format!("{lowest}–{highest} 级"), format!("zoom {lowest}–{highest}")),
        out.either(format!("{} 块", basemap.count), format!("tiles: {}", basemap.count)),
        size(basemap.bytes),
    ]
}

/// Bytes in a unit that people read.
fn size(bytes: u64) -> String {
    let bytes = bytes as f64;
    match bytes.log2() as u32 {
        30.. => format!("{:.1} GB", bytes / f64::from(1 << 30)),
        20.. => format!("{:.1} MB", bytes / f64::from(1 << 20)),
        _ => format!("{:.0} KB", (bytes / 1024.0).ceil()),
    }
}
