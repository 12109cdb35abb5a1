//! THE RASTER. Draws a thumbnail of grids with maplibre-rs, headless, from our own vector tiles.
//!
//! `wutu-raster STORE [--grid PATH]… [--down-to LEVEL] [--out FOLDER]` asks the desk that has STORE open (`make run`,
//! `wutu serve`), found by STORE.lock on this machine's loopback, and writes `PATH.png` for each grid and `thumbs.json`
//! into `STORE.thumbs`, where the gallery of the face looks.
//!
//! What it draws: flat fills and lines — land, green, water, roads, buildings, the grid, and the borders of its
//! children. What maplibre-rs 0.0.3 cannot draw, and so is not there: names and any other text, points and symbols,
//! patterns, transparency, filters and expressions of a style, and lines of more than one width. A polygon has no
//! outline; borders are our polygons' rings, handed over as lines. Tessellation may fail on a layer: it is left out.
//!
//! Invariant: nothing but that desk is spoken to. maplibre-rs names foreign tile servers as its defaults; it is handed
//! bytes here, and the stage in which it would ask for tiles is not in the schedule of a headless map.

mod desk;
mod draw;
mod frame;
mod mvt;
mod picture;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::desk::{Desk, Grid};
use crate::draw::Drawer;
use crate::frame::Frame;

/// So deep grids are drawn where nothing is said.
const USUAL_DEPTH: u8 = 3;

/// What was wanted on the command line.
struct Wanted {
    store: PathBuf,
    grids: Vec<String>,
    down_to: u8,
    out: PathBuf,
}

fn main() -> Result<()> {
    let wanted = wanted(std::env::args().skip(1))?;
    // What maplibre's scheduler needs to be there; nothing is ever run on it here.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async { draw_all(&wanted).await })
}

async fn draw_all(wanted: &Wanted) -> Result<()> {
    let desk = Desk::of(&wanted.store)?;
    let district = desk.district()?;
    let grids = if wanted.grids.is_empty() {
        desk.grids(&district.tops, wanted.down_to)?
    } else {
        wanted.grids.iter().map(|path| desk.grid(path)).collect::<Result<_>>()?
    };
    let out = std::path::absolute(&wanted.out)?;
    fs::create_dir_all(&out).with_context(|| format!("{} cannot be made", out.display()))?;
    let mut drawer = Drawer::new().await?;
    for (grid, at) in grids.iter().zip(1..) {
        let picture =
            thumbnail(&desk, &mut drawer, grid).await.with_context(|| format!("{} is not drawn", grid.path))?;
        write(&out.join(format!("{}.png", grid.path)), &picture)?;
        eprintln!("{at}/{}  {}  {}", grids.len(), grid.path, grid.name);
    }
    // Last, so that the gallery does not take pictures of two revisions for pictures of one.
    write(&out.join("thumbs.json"), json!({ "revision": district.revision }).to_string().as_bytes())
}

/// The grid's picture as PNG: the tiles that its box touches, drawn one by one, laid side by side and cut.
async fn thumbnail(desk: &Desk, drawer: &mut Drawer, grid: &Grid) -> Result<Vec<u8>> {
    let frame = Frame::around(grid.bounds);
    let mut canvas = frame.canvas();
    for place in frame.tiles() {
        let base = desk.tile("base", place)?;
        let own = desk.tile(&format!("grid-{}", grid.level), place)?;
        let below = desk.tile(&format!("grid-{}", grid.level + 1), place)?;
        let tile = mvt::compose(&grid.path, [&base, &own, &below])?;
        canvas.lay(place, &drawer.draw(tile).await?);
    }
    canvas.cut(&frame).to_png()
}

fn wanted(mut words: impl Iterator<Item = String>) -> Result<Wanted> {
    let mut wanted = Wanted { store: PathBuf::new(), grids: Vec::new(), down_to: USUAL_DEPTH, out: PathBuf::new() };
    while let Some(word) = words.next() {
        let mut value = || words.next().with_context(|| format!("{word} wants a value"));
        match word.as_str() {
            "--grid" => wanted.grids.push(value()?),
            "--down-to" => wanted.down_to = value()?.parse().context("--down-to wants a level, 1 to 6")?,
            "--out" => wanted.out = value()?.into(),
            option if option.starts_with('-') => {
                bail!("{option} is no option: STORE [--grid PATH]… [--down-to LEVEL] [--out FOLDER]")
            }
            store => wanted.store = store.into(),
        }
    }
    if wanted.store.as_os_str().is_empty() {
        bail!("which store? wutu-raster STORE [--grid PATH]… [--down-to LEVEL] [--out FOLDER]");
    }
    if wanted.out.as_os_str().is_empty() {
        let mut name = wanted.store.clone().into_os_string();
        name.push(".thumbs");
        wanted.out = name.into();
    }
    Ok(wanted)
}

/// All of a file or none of it.
fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    let beside = file.with_extension("part");
    fs::write(&beside, bytes)
        .and_then(|()| fs::rename(&beside, file))
        .with_context(|| format!("{} cannot be written", file.display()))
}
