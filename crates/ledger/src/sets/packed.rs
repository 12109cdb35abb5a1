//! A set packed: its normal form, compressed, and its name. A large one lies in a file without a name on its way in, and
//! its rows are unpacked a few at a time.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

use domain::id::SetHash;
use domain::place::Position;
use domain::set::{Set, SetKind, Unfolding, spell};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use super::steps::{Item, Steps, Telling};
use crate::error::Error;

/// A set as it stands beside the log: its normal form, compressed, and its name.
#[derive(Debug)]
pub struct Packed {
    pub(super) hash: SetHash,
    pub(super) kind: SetKind,
    /// Bytes of the normal form.
    pub(super) size: u64,
    pub(super) held: Held,
}

/// Names and compresses a normal form as it comes.
#[derive(Debug)]
pub struct Packer {
    hasher: blake3::Hasher,
    kind: SetKind,
    size: u64,
    telling: Telling,
    told: Vec<u8>,
    deflater: DeflateEncoder<Held>,
    /// Who reads what is told, while it is packed.
    listener: Option<SyncSender<Vec<u8>>>,
}

/// A set whose rows are read while it is packed.
#[derive(Debug)]
pub struct Arriving(Receiver<Vec<u8>>);

/// What is told, as it comes.
struct Line {
    coming: Receiver<Vec<u8>>,
    piece: Vec<u8>,
    at: usize,
}

/// A normal form on its way back to rows, some at a time; first of all the set without any.
struct Unpacking<F> {
    unfolding: Unfolding,
    is_first: bool,
    /// Bytes that came since rows were last given.
    waiting: usize,
    /// Takes rows; says whether it wants more.
    give: F,
}

/// Rows of a set, some at a time; first of all the set without any.
pub(crate) type Rows<'a> = dyn Iterator<Item = Result<Set, Error>> + 'a;

/// Who is handed a normal form: text and the positions behind it, as long as it says that it wants more.
type Each<'a> = dyn FnMut(&[u8], &[Position]) -> Result<bool, Error> + 'a;

/// Where a packed set lies.
#[derive(Debug)]
pub(super) enum Held {
    Memory(Vec<u8>),
    /// A file that has no other use, and the bytes in it.
    File(File, u64),
}

/// Bytes of a normal form that are unpacked at a time.
pub(super) const PIECE: usize = 512 << 10;
/// What stands before a set that is told in steps. No compressed text begins so: this kind of block is not defined.
const MARK: u8 = 0b111;
/// Bytes that are named at a time.
const SPELLED: usize = 64 << 10;
/// Parts of a set that wait unpacked.
const MOST_WAITING: usize = 3;

impl Packed {
    /// A set that stands in memory, packed.
    pub fn of(set: &Set) -> Self {
        let mut packer = Packer::new(set.kind());
        packer.add(&set.normal_form()).and_then(|()| packer.finish()).expect("memory takes every byte")
    }

    /// The set's name.
    pub fn hash(&self) -> &SetHash {
        &self.hash
    }

    /// What it holds.
    pub fn kind(&self) -> SetKind {
        self.kind
    }

    /// Does `work` with the set's rows, some at a time; first of all comes the set without any. They are unpacked
    /// beside it, and the last comes before it is sure that the set is what its name says: an error may still follow.
    pub fn with_rows<T>(&self, work: impl FnOnce(&mut Rows<'_>) -> T) -> T {
        let (give, coming) = mpsc::sync_channel(MOST_WAITING);
        thread::scope(|scope| {
            scope.spawn(move || {
                if let Err(error) = self.unpack(|rows| give.send(Ok(rows)).is_ok()) {
                    // Whoever has enough does not listen any more.
                    let _ = give.send(Err(error));
                }
            });
            let mut rows = coming.into_iter();
            work(&mut rows)
        })
    }

    fn unpack(&self, give: impl FnMut(Set) -> bool) -> Result<(), Error> {
        let mut unpacking = Unpacking::new(give);
        let (mut is_heard, other) = (true, |_| self.is_other());
        self.go_through(&mut |text, positions| {
            is_heard = unpacking.take(text, positions).map_err(other)?;
            Ok(is_heard)
        })?;
        if is_heard { unpacking.done().map_err(other) } else { Ok(()) }
    }

    /// Hands over the normal form, as long as it is wanted: text, and positions behind it. An error at its end where
    /// it is not what the set's name says.
    fn go_through(&self, each: &mut Each<'_>) -> Result<(), Error> {
        let mut held = self.held.reader()?;
        let mut mark = [0];
        let length = held.read(&mut mark)?;
        if mark == [MARK] {
            return self.go_through_steps(held, each);
        }
        let mut text = DeflateDecoder::new(mark[..length].chain(held)).take(self.size + 1);
        let (mut piece, mut hasher) = (vec![0; PIECE], blake3::Hasher::new());
        loop {
            let read = text.read(&mut piece).map_err(|_| self.is_other())?;
            if read == 0 {
                return self.is_named(&hasher);
            }
            hasher.update(&piece[..read]);
            if !each(&piece[..read], &[])? {
                return Ok(());
            }
        }
    }

    fn go_through_steps(&self, held: impl Read, each: &mut Each<'_>) -> Result<(), Error> {
        let mut steps = Steps::of(DeflateDecoder::new(held), self.size);
        let (mut spelled, mut hasher) = (Vec::with_capacity(2 * SPELLED), blake3::Hasher::new());
        while let Some(Item { text, positions }) = steps.next().map_err(|_| self.is_other())? {
            spelled.extend_from_slice(text);
            spell(positions, &mut spelled);
            if spelled.len() >= SPELLED {
                hasher.update(&spelled);
                spelled.clear();
            }
            if !each(text, positions)? {
                return Ok(());
            }
        }
        self.is_named(hasher.update(&spelled))
    }

    /// Writes the normal form; an error where it is not what the set's name says.
    pub(super) fn write(&self, to: &mut impl Write) -> Result<(), Error> {
        let mut spelled = Vec::new();
        self.go_through(&mut |text, positions| {
            spelled.clear();
            spell(positions, &mut spelled);
            to.write_all(text)?;
            to.write_all(&spelled)?;
            Ok(true)
        })
    }

    fn is_named(&self, hasher: &blake3::Hasher) -> Result<(), Error> {
        if hasher.finalize().to_hex().as_str() == self.hash.0 { Ok(()) } else { Err(self.is_other()) }
    }

    fn is_other(&self) -> Error {
        Error::corrupt(format!("set {} is not what its name says", self.hash))
    }
}

impl Arriving {
    /// Gives the set's rows, some at a time, as long as they are wanted; first of all the set without any. That all of
    /// them were given is sure when [`Packer::finish`] has returned: a set that breaks off is an error.
    pub fn each(self, give: impl FnMut(Set) -> bool) -> Result<(), Error> {
        let mut unpacking = Unpacking::new(give);
        let mut steps = Steps::of(Line { coming: self.0, piece: Vec::new(), at: 0 }, u64::MAX);
        let broken_off = |_| Error::corrupt("a set breaks off");
        while let Some(Item { text, positions }) = steps.next()? {
            if !unpacking.take(text, positions).map_err(broken_off)? {
                return Ok(());
            }
        }
        unpacking.done().map_err(broken_off)
    }
}

impl Read for Line {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        while self.at == self.piece.len() {
            let Ok(piece) = self.coming.recv() else { return Ok(0) };
            (self.piece, self.at) = (piece, 0);
        }
        let read = (&self.piece[self.at..]).read(to)?;
        self.at += read;
        Ok(read)
    }
}

impl<F: FnMut(Set) -> bool> Unpacking<F> {
    fn new(give: F) -> Self {
        Self { unfolding: Unfolding::default(), is_first: true, waiting: 0, give }
    }

    /// Takes the next of the text and the positions behind it; false when no more is wanted.
    fn take(&mut self, text: &[u8], positions: &[Position]) -> serde_json::Result<bool> {
        self.unfolding.take(text);
        if !positions.is_empty() {
            self.unfolding.positions(positions)?;
        }
        self.waiting += text.len() + size_of_val(positions);
        if self.waiting < PIECE {
            return Ok(true);
        }
        self.waiting = 0;
        let Some(rows) = self.unfolding.rows()? else { return Ok(true) };
        Ok((!std::mem::take(&mut self.is_first) || (self.give)(rows.without_rows())) && (self.give)(rows))
    }

    /// All of it has come.
    fn done(mut self) -> serde_json::Result<()> {
        let rows = self.unfolding.rows()?;
        let empty = self.unfolding.done()?;
        let is_heard = !self.is_first || (self.give)(empty);
        if let Some(rows) = rows.filter(|_| is_heard) {
            (self.give)(rows);
        }
        Ok(())
    }
}

impl Packer {
    /// For a set of this kind, of which nothing has come.
    pub fn new(kind: SetKind) -> Self {
        Self::into_held(kind, Held::Memory(Vec::new()))
    }

    /// The same into a file that is empty and has no other use.
    pub fn into_file(kind: SetKind, file: File) -> Self {
        Self::into_held(kind, Held::File(file, 0))
    }

    /// The set's rows as they come, from here on until it begins anew. Whoever reads them slowly holds the packing up.
    pub fn arriving(&mut self) -> Arriving {
        let (listener, coming) = mpsc::sync_channel(MOST_WAITING);
        self.listener = Some(listener);
        Arriving(coming)
    }

    fn into_held(kind: SetKind, held: Held) -> Self {
        let (telling, told) = (Telling::default(), Vec::new());
        let deflater = DeflateEncoder::new(held, Compression::fast());
        Self { hasher: blake3::Hasher::new(), kind, size: 0, telling, told, deflater, listener: None }
    }

    /// Takes the next piece of the normal form.
    pub fn add(&mut self, piece: &[u8]) -> io::Result<()> {
        if self.size == 0 {
            self.deflater.get_mut().write_all(&[MARK])?;
        }
        self.hasher.update(piece);
        self.size += piece.len() as u64;
        self.told.clear();
        self.telling.add(piece, &mut self.told);
        self.deflater.write_all(&self.told)?;
        tell(&mut self.listener, &self.told);
        Ok(())
    }

    /// What came so far does not count.
    pub fn again(&mut self) -> io::Result<()> {
        let held = match self.deflater.get_mut() {
            Held::Memory(_) => Held::Memory(Vec::new()),
            Held::File(file, _) => Held::File(file.try_clone()?, 0),
        };
        // What the old one still had to write is written before the file is emptied.
        drop(std::mem::replace(self, Self::into_held(self.kind, Held::Memory(Vec::new()))));
        if let Held::File(file, _) = &held {
            file.set_len(0)?;
            (&*file).rewind()?;
        }
        *self = Self::into_held(self.kind, held);
        Ok(())
    }

    /// All of it has come.
    pub fn finish(self) -> io::Result<Packed> {
        let Self { hasher, kind, size, mut telling, mut told, mut deflater, mut listener } = self;
        told.clear();
        telling.finish(&mut told);
        deflater.write_all(&told)?;
        tell(&mut listener, &told);
        let held = deflater.finish()?;
        Ok(Packed { hash: SetHash(hasher.finalize().to_hex().to_string()), kind, size, held })
    }
}

/// One that has heard enough is told no more.
fn tell(listener: &mut Option<SyncSender<Vec<u8>>>, told: &[u8]) {
    if listener.as_ref().is_some_and(|one| one.send(told.to_vec()).is_err()) {
        *listener = None;
    }
}

impl Held {
    pub(super) fn len(&self) -> u64 {
        match self {
            Self::Memory(bytes) => bytes.len() as u64,
            Self::File(_, size) => *size,
        }
    }

    /// From the beginning; one reader at a time.
    pub(super) fn reader(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(match self {
            Self::Memory(bytes) => Box::new(bytes.as_slice()),
            Self::File(file, size) => {
                let mut file = file;
                file.seek(SeekFrom::Start(0))?;
                Box::new(file.take(*size))
            }
        })
    }
}

impl Write for Held {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Memory(all) => all.write(bytes),
            Self::File(file, size) => file.write(bytes).inspect(|written| *size += *written as u64),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use domain::code::{GridCode, GridPath, Level};
    use domain::grid::{Counts, Grid};
    use domain::id::VenueId;
    use domain::place::{Polygon, Shape};
    use domain::scheme::LevelName;
    use domain::set::{GridSet, PlacedGrid};
    use domain::venue::Venue;

    use super::*;

    /// Grids with names and boundaries that are hard to tell from each other.
    fn grids(count: i32) -> Set {
        let ring =
            |by: i32| vec![Position(by, -by), Position(by + 9, 0), Position(i32::MAX, i32::MIN), Position(by, -by)];
        let shapes = |by: i32| match by % 5 {
            0 => vec![vec![ring(by)]],
            1 => vec![vec![ring(by), ring(by + 1)], vec![ring(by)]],
            2 => vec![vec![ring(by), Vec::new()], vec![]],
            3 => vec![],
            _ => vec![vec![ring(by).repeat(40_000)]],
        };
        let placed = |number: i32| {
            let code = GridCode(format!("{number:03}"));
            let grid = Grid {
                path: GridPath::top(&code),
                code,
                level: Level(1),
                kind: "[1,2],[3,4]".to_owned(),
                name: format!("{{\",\"shape\":[[[{number},2]]]}}"),
                counts: Counts::default(),
                attributes: [("shape".to_owned(), "[[[1,2]]]".to_owned())].into(),
            };
            let shape = Shape { polygons: shapes(number).into_iter().map(|rings| Polygon { rings }).collect() };
            PlacedGrid { grid, shape }
        };
        let levels = vec![LevelName { level: Level(1), name: ",\"shape\":[[[5,6]]]}".to_owned() }];
        Set::Grids(GridSet { scheme: "[[[7,8]".to_owned(), levels, grids: (0..count).map(placed).collect() })
    }

    fn venues(count: i32) -> Set {
        let venue = |number: i32| Venue {
            id: VenueId(format!("V{number}")),
            name: "[1,2]".to_owned(),
            kind: String::new(),
            place: Position(number, -number),
            grid: None,
            capacity: None,
            state: String::new(),
            address: None,
        };
        Set::Venues((0..count).map(venue).collect())
    }

    fn unpacked(packed: &Packed) -> Result<Set, Error> {
        packed.with_rows(|rows| {
            let mut all = rows.next().expect("the set without rows")?;
            for rows in rows {
                let _ = rows?.into_pieces(1 << 20, |piece, _| all.add_piece(format!("[{piece}]").as_bytes()));
            }
            Ok(all)
        })
    }

    /// As older stores have it.
    fn plainly_packed(set: &Set) -> Packed {
        let text = set.normal_form();
        let mut deflater = DeflateEncoder::new(Vec::new(), Compression::fast());
        deflater.write_all(&text).expect("memory");
        let held = Held::Memory(deflater.finish().expect("memory"));
        Packed { hash: set.hash(), kind: set.kind(), size: text.len() as u64, held }
    }

    #[test]
    fn a_set_comes_back_whole_and_so_does_one_of_an_older_store() {
        for set in [grids(0), grids(1), grids(23), venues(0), venues(9_000), Set::Basemap(Vec::new())] {
            for packed in [Packed::of(&set), plainly_packed(&set)] {
                assert_eq!(packed.hash(), &set.hash());
                assert_eq!(unpacked(&packed).expect("sound"), set);
                let mut text = Vec::new();
                packed.write(&mut text).expect("sound");
                assert_eq!(text, set.normal_form());
            }
        }
    }

    #[test]
    fn rows_that_are_read_while_a_set_is_packed_are_its_rows() {
        for set in [grids(0), grids(1), grids(23), venues(0), venues(9_000)] {
            let mut packer = Packer::new(set.kind());
            let arriving = packer.arriving();
            let read = thread::spawn(move || {
                let mut all: Option<Set> = None;
                let come = arriving.each(|rows| {
                    let all = all.get_or_insert_with(|| rows.without_rows());
                    rows.into_pieces(1 << 20, |piece, _| all.add_piece(format!("[{piece}]").as_bytes())).is_ok()
                });
                come.map(|()| all)
            });
            for piece in set.normal_form().chunks(4099) {
                packer.add(piece).expect("memory");
            }
            assert_eq!(packer.finish().expect("memory").hash(), &set.hash());
            assert_eq!(read.join().expect("no panic").expect("sound"), Some(set));
        }
    }

    #[test]
    fn rows_of_a_set_that_breaks_off_or_begins_anew_end_in_an_error() {
        let text = grids(3).normal_form();
        for begins_anew in [false, true] {
            let mut packer = Packer::new(SetKind::Grids);
            let arriving = packer.arriving();
            packer.add(&text[..text.len() - 1]).expect("memory");
            if begins_anew {
                packer.again().expect("memory");
                packer.add(&text).expect("memory");
            } else {
                drop(packer);
            }
            assert!(arriving.each(|_| true).is_err());
        }
    }

    #[test]
    fn a_set_that_was_changed_is_not_taken_for_what_its_name_says() {
        let set = grids(9);
        for packed in [Packed::of(&set), plainly_packed(&set)] {
            let Held::Memory(bytes) = &packed.held else { panic!("in memory") };
            for at in (0..bytes.len()).step_by(bytes.len() / 40) {
                let mut bytes = bytes.clone();
                bytes[at] ^= 4;
                let Packed { hash, kind, size, .. } = Packed::of(&set);
                let changed = Packed { hash, kind, size, held: Held::Memory(bytes) };
                // A step back by another round of the same positions tells the same.
                assert!(unpacked(&changed).map_or(true, |back| back == set), "at {at}");
                let mut text = Vec::new();
                assert!(changed.write(&mut text).is_err() || text == set.normal_form(), "at {at}");
            }
        }
    }
}
