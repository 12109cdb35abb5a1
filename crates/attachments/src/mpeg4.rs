//! Voice notes in MPEG-4 (ISO 14496-12), as Safari records them.
//!
//! Boxes are a size, a kind and content. What is not sound – places, titles, dates – is made free space in its place,
//! so that nothing moves.

use std::ops::Range;

use domain::flaw::Flaw;

/// How deep boxes stand in one another: moov, trak, mdia.
const DEEPEST: u8 = 4;

pub fn is_mpeg4(bytes: &[u8]) -> bool {
    bytes.get(4..8) == Some(b"ftyp")
}

/// The same recording without what is not sound.
pub fn strip(bytes: &[u8]) -> Result<Vec<u8>, Flaw> {
    let mut walk = Walk { stripped: bytes.to_vec(), tracks: 0, has_sound: false };
    walk.through(0..bytes.len(), 0)?;
    if walk.tracks == 1 && walk.has_sound { Ok(walk.stripped) } else { Err(damaged()) }
}

struct Walk {
    stripped: Vec<u8>,
    tracks: u32,
    has_sound: bool,
}

impl Walk {
    fn through(&mut self, within: Range<usize>, depth: u8) -> Result<(), Flaw> {
        let mut at = within.start;
        while at < within.end {
            let (content, end) = self.box_at(at, within.end).ok_or_else(damaged)?;
            let kind: [u8; 4] = self.stripped[at + 4..at + 8].try_into().map_err(|_| damaged())?;
            match &kind {
                b"moov" | b"trak" | b"mdia" if depth < DEEPEST => self.through(content..end, depth + 1)?,
                b"udta" | b"meta" | b"uuid" | b"free" | b"skip" => {
                    self.stripped[at + 4..at + 8].copy_from_slice(b"free");
                    self.stripped[content..end].fill(0);
                }
                b"mvhd" | b"tkhd" | b"mdhd" => self.forget_dates(content, end)?,
                // Version, flags and a reserved number, then what the track is of.
                b"hdlr" => {
                    if self.stripped.get(content + 8..content + 12) != Some(b"soun") {
                        return Err(Flaw::new("voice.not_only_voice"));
                    }
                    // Its name, to the end.
                    self.stripped[(content + 24).min(end)..end].fill(0);
                    self.tracks += 1;
                }
                b"mdat" => self.has_sound = true,
                _ => {}
            }
            at = end;
        }
        Ok(())
    }

    /// Where a box's content begins and where it ends.
    fn box_at(&self, at: usize, limit: usize) -> Option<(usize, usize)> {
        let word = |at: usize| -> Option<u64> {
            Some(u32::from_be_bytes(self.stripped.get(at..at + 4)?.try_into().ok()?).into())
        };
        let (begins, size) = match word(at)? {
            0 => (at + 8, (limit - at) as u64),
            1 => (at + 16, word(at + 8)? << 32 | word(at + 12)?),
            size => (at + 8, size),
        };
        let end = at.checked_add(usize::try_from(size).ok()?)?;
        (begins <= end && end <= limit).then_some((begins, end))
    }

    /// When it was made and changed: behind version and flags, eight bytes each where the version is one.
    fn forget_dates(&mut self, content: usize, end: usize) -> Result<(), Flaw> {
        let width = if self.stripped.get(content) == Some(&1) { 16 } else { 8 };
        let dates = content + 4..content + 4 + width;
        if dates.end > end {
            return Err(damaged());
        }
        self.stripped[dates].fill(0);
        Ok(())
    }
}

fn damaged() -> Flaw {
    Flaw::new("voice.damaged")
}
