//! Pictures as they come out of a file: made what those of a camera are, Annex B with the parameter sets before each
//! that needs none before it.

use std::time::Duration;

use switchboard::Codec;

use crate::trouble::Trouble;

const START: &[u8] = &[0, 0, 0, 1];

/// A picture, with what it needs.
#[derive(Debug, PartialEq, Eq)]
pub struct Sample {
    pub codec: Codec,
    /// When it is decoded, on the file's own clock.
    pub decode: Duration,
    /// How much later it is shown.
    pub shift: Duration,
    /// Annex B.
    pub data: Vec<u8>,
    pub is_key: bool,
}

/// A picture of a file, before it is known what it needs.
pub struct Taken {
    pub codec: Codec,
    pub decode: Duration,
    pub shift: Duration,
    pub data: Vec<u8>,
}

/// The film that a camera's files make.
#[derive(Default)]
pub struct Film {
    /// The parameter sets that came last, in Annex B.
    sets: Vec<u8>,
    codec: Option<Codec>,
}

/// What a unit is for.
enum Unit {
    /// Tells how pictures are to be read.
    Set,
    /// Begins a picture that needs none before it.
    Key,
    /// Begins one that does.
    Delta,
    Other,
}

impl Film {
    /// Forget what came before: what follows is another film.
    pub fn cut(&mut self) {
        *self = Self::default();
    }

    /// Parameter sets that a file has apart from its pictures.
    pub fn prepare<'a>(&mut self, codec: Codec, sets: impl Iterator<Item = &'a [u8]>) {
        self.codec = Some(codec);
        self.sets = sets.flat_map(|set| [START, set].concat()).collect();
    }

    /// The next picture; none: nobody could decode it.
    pub fn next(&mut self, taken: Taken) -> Option<Sample> {
        let Taken { codec, decode, shift, data } = taken;
        if self.codec != Some(codec) {
            *self = Self { codec: Some(codec), sets: Vec::new() };
        }
        let (mut sets, mut is_key) = (Vec::new(), false);
        for unit in units(&data) {
            match kind_of(codec, unit) {
                Unit::Set => sets.extend([START, unit].concat()),
                Unit::Other => {}
                Unit::Key => {
                    is_key = true;
                    break;
                }
                Unit::Delta => break,
            }
        }
        if !sets.is_empty() {
            self.sets.clone_from(&sets);
        }
        if !is_key {
            return Some(Sample { codec, decode, shift, data, is_key });
        }
        if self.sets.is_empty() {
            return None;
        }
        let data = if sets.is_empty() { [self.sets.as_slice(), &data].concat() } else { data };
        Some(Sample { codec, decode, shift, data, is_key })
    }
}

/// Units with their lengths before them, in Annex B.
pub fn annexed(data: &[u8], length_size: usize) -> Result<Vec<u8>, Trouble> {
    let mut annexed = Vec::with_capacity(data.len() + 16);
    let mut rest = data;
    while !rest.is_empty() {
        let (length, after) = rest.split_at_checked(length_size).ok_or(Trouble::Nonsense)?;
        let length = length.iter().fold(0_usize, |length, byte| length << 8 | usize::from(*byte));
        let (unit, after) = after.split_at_checked(length).ok_or(Trouble::Nonsense)?;
        annexed.extend_from_slice(START);
        annexed.extend_from_slice(unit);
        rest = after;
    }
    Ok(annexed)
}

/// The units of Annex B, one after the other, found as they are asked for.
pub fn units(data: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut at = start_after(data, 0);
    std::iter::from_fn(move || {
        let from = at?;
        at = start_after(data, from);
        let mut unit = &data[from..at.map_or(data.len(), |next| next - 3)];
        while let [rest @ .., 0] = unit {
            unit = rest;
        }
        Some(unit)
    })
    .filter(|unit| !unit.is_empty())
}

/// Where the unit begins after the next start code.
fn start_after(data: &[u8], from: usize) -> Option<usize> {
    data[from..].windows(3).position(|three| three == [0, 0, 1]).map(|at| from + at + 3)
}

fn kind_of(codec: Codec, unit: &[u8]) -> Unit {
    let first = unit.first().copied().unwrap_or_default();
    match codec {
        Codec::H264 => match first & 0x1f {
            7 | 8 => Unit::Set,
            5 => Unit::Key,
            1..=4 => Unit::Delta,
            _ => Unit::Other,
        },
        Codec::H265 => match first >> 1 & 0x3f {
            32..=34 => Unit::Set,
            16..=21 => Unit::Key,
            0..=15 => Unit::Delta,
            _ => Unit::Other,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(units: &[&[u8]]) -> Taken {
        let data = units.iter().flat_map(|unit| [&[0, 0, 1], *unit].concat()).collect();
        Taken { codec: Codec::H264, decode: Duration::ZERO, shift: Duration::ZERO, data }
    }

    #[test]
    fn a_key_frame_has_its_parameter_sets_before_it_whether_they_came_with_it_or_before() {
        let (sps, pps, key, delta): (&[u8], &[u8], &[u8], &[u8]) = (&[0x67, 1], &[0x68, 2], &[0x65, 3], &[0x41, 4]);
        let mut film = Film::default();
        assert_eq!(film.next(picture(&[&[9, 0x10], key])), None, "nobody could decode it");
        assert!(film.next(picture(&[&[9, 0x10], sps, pps, key])).is_some_and(|one| one.is_key));
        assert!(film.next(picture(&[delta])).is_some_and(|one| !one.is_key));
        let later = film.next(picture(&[key])).expect("its sets are known");
        assert_eq!(later.data, [&[0, 0, 0, 1], sps, &[0, 0, 0, 1], pps, &[0, 0, 1], key].concat());
        film.cut();
        assert_eq!(film.next(picture(&[key])), None);
    }

    #[test]
    fn units_with_lengths_become_annex_b_or_make_no_sense() {
        assert_eq!(annexed(&[0, 2, 7, 8, 0, 1, 9], 2), Ok(vec![0, 0, 0, 1, 7, 8, 0, 0, 0, 1, 9]));
        assert_eq!(annexed(&[0, 9, 1], 2), Err(Trouble::Nonsense));
        assert_eq!(annexed(&[0], 2), Err(Trouble::Nonsense));
        assert_eq!(annexed(&[0xff, 0xff, 0xff, 0xff, 1], 4), Err(Trouble::Nonsense));
    }
}
