//! Basemaps: their files beside the store, their tiles, and 天地图 asked for its own.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use charts::tianditu::{self, Account, Tianditu};
use charts::{Format, Shelf, TilePlace};
use domain::action::{Action, Call, Outcome};
use domain::basemap::{Basemap, BasemapAdded, TiandituSheet, TileKind};
use domain::failure::{Failure, Refusal};
use domain::flaw::Flaw;
use domain::id::{CommandId, DeskId};
use domain::rights::{self, DoorKind};
use domain::seat::Seat;
use ledger::{View, secret};

use crate::Desk;
use crate::failure::broken;
use crate::import::admit;
use booth::Passage;

/// The name under which a desk's key is sealed.
const KEY: &str = "tianditu";
/// What addresses call a sheet of 天地图: `tianditu-vec`.
const SHEET: &str = "tianditu-";
const PIECE: usize = 1 << 20;

/// What the desk has for basemaps beside the ledger.
pub struct Charts {
    pub shelf: Shelf,
    pub tianditu: Tianditu,
    keys_dir: PathBuf,
    /// Looked through and put on the shelf, and not noted yet.
    tray: Mutex<HashSet<Basemap>>,
}

/// A basemap's file on its way in; dropping it takes it away unless it was kept.
pub struct BasemapParcel {
    name: String,
    path: PathBuf,
    file: File,
    size: u64,
    hasher: blake3::Hasher,
    beginning: Vec<u8>,
}

/// A tile and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BasemapTile {
    /// Unpacked.
    pub bytes: Vec<u8>,
    /// What it is.
    pub kind: TileKind,
    /// Its address names its bytes for good.
    pub is_lasting: bool,
}

impl Charts {
    pub fn new(store: &Path, keys_dir: &Path) -> Self {
        let shelf = Shelf::of_store(store);
        shelf.sweep();
        let tianditu = Tianditu::new(shelf.folder().join("tianditu"));
        Self { shelf, tianditu, keys_dir: keys_dir.to_owned(), tray: Mutex::default() }
    }

    /// Whether a basemap was looked through here and not noted yet.
    pub fn take(&self, basemap: &Basemap) -> bool {
        self.tray.lock().unwrap_or_else(PoisonError::into_inner).remove(basemap)
    }

    /// How this desk asks 天地图; none: it does not, or has no key.
    pub fn account(&self, view: &View<'_>) -> Result<Option<Account>, Failure> {
        let Some(setting) = view.tianditu().map_err(broken)? else { return Ok(None) };
        let desk = view.store().map_err(broken)?.desk;
        let key = secret::read(&self.keys_dir, desk, KEY).map_err(broken)?;
        Ok(key.map(|key| Account { address: setting.address, key }))
    }

    /// Seals the key of 天地图 at this desk; none takes it away.
    pub fn keep_key(&self, desk: DeskId, key: Option<&str>) -> Result<(), Failure> {
        secret::keep(&self.keys_dir, desk, KEY, key).map_err(broken)?;
        self.tianditu.forget();
        Ok(())
    }
}

impl Desk {
    /// Whether a seat may add a basemap: hosts ask before they take gigabytes for nothing.
    pub fn may_add_basemap(seat: &Seat) -> Result<(), Failure> {
        rights::check(DoorKind::Act, "add_basemap", seat)?;
        Ok(admit("add_basemap", seat)?)
    }

    /// An empty parcel beside the store for a basemap's file, `name` without its folder.
    pub fn basemap_parcel(&self, name: &str) -> Result<BasemapParcel, Failure> {
        let (path, file) = self.part().map_err(|error| not_kept(&error))?;
        let (name, hasher) = (name.to_owned(), blake3::Hasher::new());
        Ok(BasemapParcel { name, path, file, size: 0, hasher, beginning: Vec::new() })
    }

    /// Look a basemap through in the booth, put it on the shelf and note it. The same one again changes nothing.
    pub fn add_basemap(
        &self,
        seat: &Seat,
        command: CommandId,
        parcel: BasemapParcel,
        passage: &Arc<Passage>,
    ) -> Result<BasemapAdded, Failure> {
        Self::may_add_basemap(seat)?;
        let _entry = self.under_way.enter(command, passage);
        let basemap = self.shelve(parcel, passage)?;
        let call = Call { command_id: command, action: Action::AddBasemap { basemap: Box::new(basemap.clone()) } };
        let outcome = self.act(seat, call);
        self.charts.take(&basemap);
        let outcome = outcome.inspect_err(|_| self.tidy(&basemap.hash))?;
        Ok(BasemapAdded { changed: matches!(outcome, Outcome::BasemapAdded { changed: true, .. }), basemap })
    }

    /// Look a basemap through and put its file on the shelf; it waits in the tray. Until [`Action::AddBasemap`] notes it, nobody sees it.
    pub fn shelve(&self, mut parcel: BasemapParcel, passage: &Passage) -> Result<Basemap, Failure> {
        let shelf = &self.charts.shelf;
        let mut made = self.basemap_parcel(&parcel.name)?;
        let charted = self.options.booth.chart(&parcel.path, &parcel.name, &mut made.file, passage)?;
        let whole = if charted.is_made { &mut made } else { &mut parcel };
        if charted.is_made {
            whole.measure().map_err(|error| not_kept(&error))?;
        }
        if !passage.settle() {
            return Err(Failure::invalid("import.cancelled", &[("file", &parcel.name)]));
        }
        let hash = whole.hasher.finalize().to_hex().to_string();
        if !shelf.has(&hash) {
            shelf.take_up(&whole.path, &whole.file, &hash).map_err(|error| not_kept(&error))?;
        }
        let basemap = charted.surveyed.into_basemap(&whole.name, hash, whole.size);
        self.charts.tray.lock().unwrap_or_else(PoisonError::into_inner).insert(basemap.clone());
        Ok(basemap)
    }

    /// A tile of a basemap by its hash, or of 天地图 by its sheet (`tianditu-vec`); none where it has none there.
    pub fn basemap_tile(
        &self,
        seat: &Seat,
        name: &str,
        zoom: u8,
        x: u32,
        y: u32,
    ) -> Result<Option<BasemapTile>, Failure> {
        rights::check(DoorKind::Ask, "basemaps", seat)?;
        let Some(place) = TilePlace::new(zoom, x, y) else {
            let [zoom, x, y] = [u32::from(zoom), x, y].map(|number| number.to_string());
            return Err(Failure::invalid("tile.address", &[("zoom", &zoom), ("x", &x), ("y", &y)]));
        };
        match name.strip_prefix(SHEET) {
            Some(word) => self.tile_of_tianditu(word, place),
            None => self.tile_of_file(name, place),
        }
    }

    /// After a change: a file that the ledger does not name any more goes.
    pub(crate) fn tidy(&self, hash: &str) {
        let noted = self.readers.with(|view| view.basemaps().map_err(broken));
        let is_noted = noted.map_or(true, |all| all.iter().any(|(basemap, ..)| basemap.hash == hash));
        if is_noted {
            return;
        }
        if let Err(error) = self.charts.shelf.remove(hash) {
            tracing::warn!(%error, hash, "a basemap's file stays although nobody names it");
        }
    }

    fn tile_of_file(&self, hash: &str, place: TilePlace) -> Result<Option<BasemapTile>, Failure> {
        let noted = self.readers.with(|view| view.basemaps().map_err(broken))?;
        let Some((basemap, ..)) = noted.into_iter().find(|(basemap, ..)| basemap.hash == hash) else {
            return Err(Refusal::NoSuch { noun: "basemap", id: hash.to_owned() }.into());
        };
        let tile = self.charts.shelf.tile(hash, place);
        let tile = tile.map_err(|flaw| Failure::of_faults(&basemap.file, vec![flaw.of(&basemap.file)]))?;
        Ok(tile.map(|bytes| BasemapTile { bytes, kind: basemap.kind, is_lasting: true }))
    }

    fn tile_of_tianditu(&self, word: &str, place: TilePlace) -> Result<Option<BasemapTile>, Failure> {
        let Some(sheet) = TiandituSheet::named(word) else {
            return Err(Refusal::NoSuch { noun: "basemap", id: format!("{SHEET}{word}") }.into());
        };
        let account = self.readers.with(|view| self.charts.account(view))?;
        let Some(account) = account else { return Err(Failure::refused("tianditu.off", &[])) };
        let tile = self.charts.tianditu.tile(&account, sheet, place, self.now().millis());
        let tile = tile.map_err(|flaw| flaw.refused())?;
        Ok(tile.and_then(|bytes| {
            let kind = TileKind::of_picture(&bytes)?;
            Some(BasemapTile { bytes, kind, is_lasting: false })
        }))
    }

    fn part(&self) -> io::Result<(PathBuf, File)> {
        self.charts.shelf.part(&(self.options.new_id)().to_string())
    }
}

/// How an admin's wish is kept: the setting for the ledger; its key is for [`Charts::keep_key`].
pub fn account_of(wish: &domain::basemap::TiandituWish) -> Result<Account, Failure> {
    let address = wish.address.as_deref().map(str::trim).filter(|address| !address.is_empty());
    let account =
        Account { address: address.unwrap_or(tianditu::ADDRESS).to_owned(), key: wish.key.0.trim().to_owned() };
    tianditu::admit(&account).map_err(|flaw| Failure::invalid(flaw.code, &[]))?;
    Ok(account)
}

impl BasemapParcel {
    /// Take a piece more. What cannot be a basemap is refused with its first bytes.
    pub fn add(&mut self, piece: &[u8]) -> Result<(), Failure> {
        if self.beginning.len() < Format::ENOUGH {
            let wanted = (Format::ENOUGH - self.beginning.len()).min(piece.len());
            self.beginning.extend_from_slice(&piece[..wanted]);
            if self.beginning.len() == Format::ENOUGH && Format::of(&self.beginning).is_none() {
                return Err(self.flawed(&charts::flaw::other_file()));
            }
        }
        self.size += piece.len() as u64;
        if self.size > charts::LARGEST_FILE {
            return Err(self.flawed(&charts::flaw::too_large_a_file()));
        }
        self.hasher.update(piece);
        self.file.write_all(piece).map_err(|error| not_kept(&error))
    }

    /// Take all that comes from `from`; the outer error is the source's.
    pub fn fill(&mut self, from: impl Read) -> io::Result<Result<(), Failure>> {
        booth::fill(from, |piece| self.add(piece))
    }

    /// Hash and size of what was written past [`Self::add`].
    fn measure(&mut self) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(0))?;
        let mut piece = vec![0; PIECE];
        loop {
            let read = self.file.read(&mut piece)?;
            if read == 0 {
                return Ok(());
            }
            self.hasher.update(&piece[..read]);
            self.size += read as u64;
        }
    }

    fn flawed(&self, flaw: &Flaw) -> Failure {
        Failure::of_faults(&self.name, vec![flaw.of(&self.name)])
    }
}

impl Drop for BasemapParcel {
    fn drop(&mut self) {
        // One that was kept has another name by now.
        let _ = std::fs::remove_file(&self.path);
    }
}

fn not_kept(error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Failure::broken_as("store.full", domain::words::Params::new(), "desk.basemap")
        }
        _ => Failure::broken(format!("a basemap could not be kept: {error}"), "desk.basemap"),
    }
}
