//! The demonstration district, made through the importers that users use.

use std::path::Path;

use booth::Booth;
use domain::failure::Failure;
use domain::id::{CommandId, DeskId};
use domain::import::ImportReport;
use domain::manner::Manner;
use domain::purpose::Purpose;
use domain::seat::{Door, Seat};
use exchange::Kind;

use crate::{Desk, ImportRequest, Options};

/// Make the demonstration district at `path`. Nothing is left there when it fails.
///
/// The town is the same for the same seed; ids of desk and facts are not, they are never given twice.
pub fn make(
    path: &Path,
    seed: u64,
    purpose: Purpose,
    options: &Options,
    mut progress: impl FnMut(&ImportReport),
) -> Result<(), Failure> {
    let making = path.with_extension("making");
    discard(&making);
    let moved = found(&making, purpose, options).and_then(|desk| {
        let moved = import_town(&making, seed, options, &mut progress).and_then(|()| give_name(&making, path));
        if moved.is_err() {
            ledger::remove_keys(&options.keys_dir, desk);
        }
        moved
    });
    if moved.is_err() {
        discard(&making);
    }
    moved
}

/// The files that the demonstration district is made of, by name, in the order in which they come in.
pub fn files(seed: u64) -> impl Iterator<Item = (&'static str, String)> {
    town::draw(seed).documents.into_iter().map(|document| (document.name, document.text))
}

fn found(path: &Path, purpose: Purpose, options: &Options) -> Result<DeskId, Failure> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| {
            let params = [("path", &*folder.to_string_lossy()), ("what", &error.to_string())];
            Failure::invalid("store.folder", &params)
        })?;
    }
    let name = match purpose {
        Purpose::Service => "川汇区（示范数据）",
        Purpose::Drill => "川汇区（演练）",
    };
    Desk::found(path, name, purpose, options)
}

fn import_town(
    path: &Path,
    seed: u64,
    options: &Options,
    progress: &mut impl FnMut(&ImportReport),
) -> Result<(), Failure> {
    // Nobody else wrote these files.
    let desk = Desk::open(path, Options { booth: Booth::here(), ..options.clone() })?;
    let seat = Seat::owner(Door::Terminal);
    for (name, text) in files(seed) {
        let manner = Manner { scheme: Some("五级网格".to_owned()), ..Manner::default() };
        let request = ImportRequest::new(kind_of(name), name.to_owned(), text.into_bytes(), manner);
        progress(&desk.import(&seat, CommandId((options.new_id)()), request)?);
    }
    desk.close()
}

fn give_name(making: &Path, path: &Path) -> Result<(), Failure> {
    if path.exists() {
        return Err(Failure::invalid("store.exists", &[("path", &path.to_string_lossy())]));
    }
    std::fs::rename(making, path).map_err(|error| Failure::broken(error.to_string(), "demo-rename"))
}

fn kind_of(document: &str) -> Kind {
    match document {
        "heads.csv" | "duty.csv" => Kind::Heads,
        "venues.geojson" => Kind::Venues,
        "checkpoints.geojson" => Kind::Checkpoints,
        "streams.csv" => Kind::Streams,
        "units.csv" => Kind::Units,
        "partners.csv" => Kind::Partners,
        "assets.geojson" => Kind::Assets,
        "basemap.geojson" => Kind::Basemap,
        _ => Kind::Grids,
    }
}

fn discard(path: &Path) {
    for ending in ["", "-wal", "-shm", "-journal", ".lock", ".writer"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        // What is not there needs no discarding.
        let _ = std::fs::remove_file(name);
    }
}
