//! Fragmented MP4 (ISO/IEC 14496-12), as far as pictures go, read as it comes: of a fragment only its own head is held,
//! and of its bytes only the picture that is coming.

use std::collections::VecDeque;
use std::time::Duration;

use mp4_atom::{Atom, Avcc, Buf, Codec as Entry, Decode, FourCC, Header, Hvcc, Moof, Moov, Tfhd, Traf, Trak, Trex};
use switchboard::Codec;

use super::film::{Film, Taken, annexed};
use crate::trouble::Trouble;

/// The largest head of a file or a fragment.
const HEAD: usize = 1 << 20;
/// The most pictures of a fragment: a minute of the fastest cameras has fewer.
const PICTURES: usize = 10_000;
/// What a box says of itself.
const LEAST: usize = 16;

/// What the head of a file says of its pictures.
#[derive(Debug)]
pub struct Track {
    id: u32,
    timescale: u64,
    codec: Codec,
    length_size: usize,
    usual: Trex,
}

/// One piece, read as it comes.
pub struct Fragments<'a> {
    track: &'a Track,
    /// What has come and is still needed, and where in the piece it begins.
    held: Vec<u8>,
    at: u64,
    /// Where the box that is passed over ends.
    over: u64,
    coming: VecDeque<Coming>,
    /// When the next fragment begins that does not say.
    next: u64,
}

/// A picture, where it will be found.
struct Coming {
    at: u64,
    size: usize,
    decode: Duration,
    shift: Duration,
}

impl Track {
    /// Reads the head of a film, and tells the film how its pictures are to be read.
    pub fn read(bytes: &[u8], film: &mut Film) -> Result<Self, Trouble> {
        let mut rest = bytes;
        while rest.has_remaining() {
            let header = Header::decode(&mut rest).map_err(|_| Trouble::Nonsense)?;
            let size = header.size.unwrap_or(rest.len());
            let (body, after) = rest.split_at_checked(size).ok_or(Trouble::Nonsense)?;
            if header.kind == Moov::KIND {
                let moov = Moov::decode_body(&mut { body }).map_err(|_| Trouble::Nonsense)?;
                return Self::of(&moov, film);
            }
            rest = after;
        }
        Err(Trouble::Nonsense)
    }

    fn of(moov: &Moov, film: &mut Film) -> Result<Self, Trouble> {
        let videos = || moov.trak.iter().filter(|track| track.mdia.hdlr.handler == FourCC::new(b"vide"));
        let mut other = Trouble::NoPictures;
        for track in videos() {
            match way_of(track, film) {
                Ok((codec, length_size)) => {
                    let id = track.tkhd.track_id;
                    let usual = moov.mvex.as_ref().and_then(|all| all.trex.iter().find(|one| one.track_id == id));
                    let timescale = u64::from(track.mdia.mdhd.timescale.max(1));
                    return Ok(Self { id, timescale, codec, length_size, usual: usual.cloned().unwrap_or_default() });
                }
                Err(trouble) => other = trouble,
            }
        }
        Err(other)
    }

    fn moment(&self, ticks: u64) -> Duration {
        let micros = u128::from(ticks) * 1_000_000 / u128::from(self.timescale);
        Duration::from_micros(u64::try_from(micros).unwrap_or(u64::MAX))
    }
}

/// How the pictures of a track are encoded, and how many bytes the length of a unit has.
fn way_of(track: &Trak, film: &mut Film) -> Result<(Codec, usize), Trouble> {
    let entry = track.mdia.minf.stbl.stsd.codecs.first().ok_or(Trouble::NoPictures)?;
    match entry {
        Entry::Avc1(entry) => Ok(of_h264(&entry.avcc, film)),
        Entry::Avc3(entry) => Ok(of_h264(&entry.avcc, film)),
        Entry::Hvc1(entry) => Ok(of_h265(&entry.hvcc, film)),
        Entry::Hev1(entry) => Ok(of_h265(&entry.hvcc, film)),
        Entry::Vp08(_) => Err(Trouble::other_codec("VP8")),
        Entry::Vp09(_) => Err(Trouble::other_codec("VP9")),
        Entry::Av01(_) => Err(Trouble::other_codec("AV1")),
        Entry::Unknown(kind, _) if *kind == FourCC::new(b"encv") => Err(Trouble::Encrypted),
        Entry::Unknown(kind, _) => Err(Trouble::other_codec(&kind.to_string())),
        _ => Err(Trouble::other_codec("?")),
    }
}

fn of_h264(told: &Avcc, film: &mut Film) -> (Codec, usize) {
    let sets = told.sequence_parameter_sets.iter().chain(&told.picture_parameter_sets);
    film.prepare(Codec::H264, sets.map(Vec::as_slice));
    (Codec::H264, usize::from(told.length_size))
}

fn of_h265(told: &Hvcc, film: &mut Film) -> (Codec, usize) {
    let sets = told.arrays.iter().filter(|array| (32..=34).contains(&array.nal_unit_type));
    film.prepare(Codec::H265, sets.flat_map(|array| &array.nalus).map(Vec::as_slice));
    (Codec::H265, usize::from(told.length_size_minus_one & 3) + 1)
}

impl<'a> Fragments<'a> {
    /// Of a piece that begins so far from the beginning of its file.
    pub fn new(track: &'a Track, at: u64) -> Self {
        Self { track, held: Vec::new(), at, over: 0, coming: VecDeque::new(), next: 0 }
    }

    /// Takes what came; gives each picture that is whole.
    pub fn push(&mut self, bytes: &[u8], give: &mut impl FnMut(Taken)) -> Result<(), Trouble> {
        self.held.extend_from_slice(bytes);
        loop {
            self.pictures(give)?;
            if self.at < self.over {
                let before = self.coming.front().map_or(self.over, |coming| coming.at.min(self.over));
                self.pass_to(before.max(self.at));
                if self.at < self.over {
                    return Ok(());
                }
            }
            if !self.next_box()? {
                return Ok(());
            }
        }
    }

    /// Gives what has come whole of the pictures.
    fn pictures(&mut self, give: &mut impl FnMut(Taken)) -> Result<(), Trouble> {
        while let Some(coming) = self.coming.front() {
            if coming.at < self.at || coming.at > self.over {
                return if coming.at < self.at { Err(Trouble::Nonsense) } else { Ok(()) };
            }
            let from = (coming.at - self.at) as usize;
            let Some(data) = self.held.get(from..from.saturating_add(coming.size)) else { return Ok(()) };
            let data = annexed(data, self.track.length_size)?;
            let (decode, shift, end) = (coming.decode, coming.shift, coming.at + coming.size as u64);
            give(Taken { codec: self.track.codec, decode, shift, data });
            self.coming.pop_front();
            self.pass_to(end);
        }
        Ok(())
    }

    /// What lies before this is not needed any more.
    fn pass_to(&mut self, place: u64) {
        let passed = (place - self.at).min(self.held.len() as u64);
        self.held.drain(..passed as usize);
        self.at += passed;
    }

    /// Reads the box that comes next, or begins to pass over it; false: not enough of it has come.
    fn next_box(&mut self) -> Result<bool, Trouble> {
        let mut rest = self.held.as_slice();
        if rest.len() < LEAST {
            return Ok(false);
        }
        let header = Header::decode(&mut rest).map_err(|_| Trouble::Nonsense)?;
        let head = self.held.len() - rest.len();
        let size = header.size.map_or(u64::MAX, |size| size as u64);
        if header.kind != Moof::KIND {
            if !header.kind.as_ref().iter().all(u8::is_ascii_graphic) {
                return Err(Trouble::Nonsense);
            }
            self.over = self.at.saturating_add(head as u64).saturating_add(size);
            return Ok(true);
        }
        let size = usize::try_from(size).ok().filter(|size| *size <= HEAD).ok_or(Trouble::TooMuch)?;
        let Some(mut body) = rest.get(..size) else { return Ok(false) };
        let moof = Moof::decode_body(&mut body).map_err(|_| Trouble::Nonsense)?;
        self.plan(&moof)?;
        self.pass_to(self.at + (head + size) as u64);
        Ok(true)
    }

    /// Where the pictures of a fragment will be.
    fn plan(&mut self, moof: &Moof) -> Result<(), Trouble> {
        self.coming.clear();
        for part in moof.traf.iter().filter(|part| part.tfhd.track_id == self.track.id) {
            self.plan_of(part)?;
        }
        self.coming.make_contiguous().sort_by_key(|coming| coming.at);
        Ok(())
    }

    fn plan_of(&mut self, part: &Traf) -> Result<(), Trouble> {
        let Tfhd { base_data_offset, default_sample_duration, default_sample_size, .. } = part.tfhd;
        let base = base_data_offset.unwrap_or(self.at);
        let length = default_sample_duration.unwrap_or(self.track.usual.default_sample_duration);
        let size = default_sample_size.unwrap_or(self.track.usual.default_sample_size);
        let mut decode = part.tfdt.as_ref().map_or(self.next, |begin| begin.base_media_decode_time);
        let mut place = base;
        for run in &part.trun {
            if self.coming.len() + run.samples.len() > PICTURES {
                return Err(Trouble::TooMuch);
            }
            if let Some(offset) = run.data_offset {
                place = base.checked_add_signed(i64::from(offset)).ok_or(Trouble::Nonsense)?;
            }
            for sample in &run.samples {
                let size = sample.size.unwrap_or(size);
                let shift = self.track.moment(sample.cts.and_then(|cts| u64::try_from(cts).ok()).unwrap_or(0));
                self.coming.push_back(Coming {
                    at: place,
                    size: size as usize,
                    decode: self.track.moment(decode),
                    shift,
                });
                place = place.checked_add(u64::from(size)).ok_or(Trouble::Nonsense)?;
                decode = decode.saturating_add(u64::from(sample.duration.unwrap_or(length)));
            }
        }
        self.next = decode;
        Ok(())
    }
}
