//! `wutu sheet`: map sheets, one or all of a district.

mod album;

use std::path::{Path, PathBuf};

use desk::album::write;
use domain::code::GridPath;
use domain::sheet::{Orientation, SheetFormat, SheetPrint, SheetWish};
use serde_json::json;

use crate::args::Sheet;
use crate::out::Out;
use crate::stop::{Result, Stop, Verdict};
use crate::store::{self, Store};

pub fn run(sheet: &Sheet, out: Out) -> Result<Verdict> {
    if sheet.all {
        return store::with(&sheet.store, |store| album::print(store, sheet, out));
    }
    let format = format_of(&sheet.out)?;
    let path = GridPath::from_text(sheet.grid.clone().unwrap_or_default());
    let wish = SheetWish { format, ..wish(sheet, path, out) };
    let made = store::with(&sheet.store, |store| one(store, &wish, &sheet.out))?;
    let files: Vec<&PathBuf> = made.iter().map(|(file, _)| file).collect();
    let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
    let pages = made.first().map_or(0, |(_, print)| print.pages);
    let words =
        out.either(format!("{}　共 {pages} 页", names.join("　")), format!("{}  pages: {pages}", names.join("  ")));
    let prints: Vec<&SheetPrint> = made.iter().map(|(_, print)| print).collect();
    out.answer(&json!({ "files": files, "prints": prints }), &words);
    Ok(Verdict::Done)
}

/// One sheet: a PDF, or a PNG of each page.
fn one(store: &Store, wish: &SheetWish, file: &Path) -> Result<Vec<(PathBuf, SheetPrint)>> {
    let mut made: Vec<(PathBuf, SheetPrint)> = Vec::new();
    loop {
        let page = u32::try_from(made.len()).unwrap_or(u32::MAX) + 1;
        let printed = store.sheet(&SheetWish { page, ..wish.clone() }, None)?;
        let Some(printed) = printed else { break };
        let file = if page == 1 { file.to_owned() } else { numbered(file, page) };
        write(&file, &printed.bytes)?;
        let is_last = wish.format == SheetFormat::Pdf || page >= printed.print.pages;
        made.push((file, printed.print));
        if is_last {
            break;
        }
    }
    Ok(made)
}

fn wish(sheet: &Sheet, grid: GridPath, out: Out) -> SheetWish {
    let orientation = if sheet.landscape { Orientation::Landscape } else { Orientation::Portrait };
    let of = SheetWish::of(grid);
    SheetWish { measure: sheet.measure, paper: sheet.paper, orientation, language: out.language(), ..of }
}

fn format_of(file: &Path) -> Result<SheetFormat> {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let known = [SheetFormat::Pdf, SheetFormat::Png].into_iter().find(|format| format.ending() == ending);
    known.ok_or_else(|| Stop::senseless("sheet.ending", &[("file", &file.to_string_lossy())]))
}

/// `map.png` as `map-2.png`.
fn numbered(file: &Path, page: u32) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let ending = file.extension().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!("{stem}-{page}.{ending}"))
}
