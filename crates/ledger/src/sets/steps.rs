//! A text in which every run of positions is told as steps from one position to the next. Most of a large set is
//! positions, and a boundary's lie near each other: so told they take a tenth of the room, before anything is
//! compressed, and are read back without being spelled.
//!
//! Items follow each other, each some text and then some positions: the length of the text, the text, the number of
//! positions, and for each the steps of longitude and latitude from the one before. Numbers have seven bits to a
//! byte, the lowest first; a step stands as twice its size, less one where it goes west or south.
//!
//! Invariant: whatever the text is, [`Steps::next`] gives it back byte for byte: positions are told so only where
//! they are spelled as [`domain::set::spell`] spells them.

use std::io::{self, Read};

use domain::place::Position;
use domain::scan::digits;

/// Tells a text so as it comes.
#[derive(Debug, Default)]
pub(super) struct Telling {
    /// What may be the beginning of a position.
    rest: Vec<u8>,
    last: Last,
    /// The steps of the run that is being told.
    steps: Vec<u8>,
}

/// Reads such a text back.
pub(super) struct Steps<R> {
    from: R,
    buffer: Box<[u8]>,
    at: usize,
    end: usize,
    last: Last,
    /// Bytes of text that may still come: what claims more is no text of ours.
    left: u64,
    text: Vec<u8>,
    positions: Vec<Position>,
}

/// What comes next: some text, and the positions behind it.
pub(super) struct Item<'a> {
    pub(super) text: &'a [u8],
    pub(super) positions: &'a [Position],
}

/// The position from which the next step goes.
#[derive(Debug, Clone, Copy, Default)]
struct Last(i32, i32);

/// What stands at a bracket.
enum Found {
    /// A position, and where it ends.
    Position(Position, usize),
    /// The text ends before one can tell.
    Cut,
    Other,
}

/// Bytes that are read at a time.
const BUFFER: usize = 64 << 10;
/// The most bytes of a number, and the most digits of one that is spelled.
const NUMBER: usize = 7;
const DIGITS: usize = 10;
/// The fewest bytes that a position is spelled with, and a comma.
const SHORTEST: u64 = 6;

impl Telling {
    /// Tells the next piece of a text.
    pub(super) fn add(&mut self, piece: &[u8], told: &mut Vec<u8>) {
        let joined;
        let text = if self.rest.is_empty() {
            piece
        } else {
            joined = [std::mem::take(&mut self.rest).as_slice(), piece].concat();
            &joined
        };
        let (mut begin, mut at) = (0, 0);
        while let Some(bracket) = memchr::memchr(b'[', &text[at..]) {
            at += bracket;
            match position(text, at) {
                Found::Other => at += 1,
                Found::Cut => {
                    self.rest.extend_from_slice(&text[at..]);
                    break;
                }
                Found::Position(first, end) => {
                    put(told, (at - begin) as u64);
                    told.extend_from_slice(&text[begin..at]);
                    at = self.run(first, end, text, told);
                    begin = at;
                }
            }
        }
        let text = &text[begin..text.len() - self.rest.len()];
        if !text.is_empty() {
            put(told, text.len() as u64);
            told.extend_from_slice(text);
            put(told, 0);
        }
    }

    /// All of the text has come.
    pub(super) fn finish(&mut self, told: &mut Vec<u8>) {
        let text = std::mem::take(&mut self.rest);
        put(told, text.len() as u64);
        told.extend_from_slice(&text);
        put(told, 0);
    }

    /// Tells the positions that follow each other, and where they end.
    fn run(&mut self, first: Position, mut end: usize, text: &[u8], told: &mut Vec<u8>) -> usize {
        self.steps.clear();
        let (mut next, mut count) = (first, 0_u64);
        loop {
            self.last.step_to(next, &mut self.steps);
            count += 1;
            // Where it is cut a new run begins: the comma is text then.
            match text.get(end) {
                Some(b',') => match position(text, end + 1) {
                    Found::Position(position, past) => (next, end) = (position, past),
                    Found::Cut | Found::Other => break,
                },
                _ => break,
            }
        }
        put(told, count);
        told.extend_from_slice(&self.steps);
        end
    }
}

impl<R: Read> Steps<R> {
    /// Of a text of so many bytes.
    pub(super) fn of(from: R, size: u64) -> Self {
        let buffer = vec![0; BUFFER].into_boxed_slice();
        let (text, positions) = (Vec::new(), Vec::new());
        Self { from, buffer, at: 0, end: 0, last: Last::default(), left: size, text, positions }
    }

    /// The next item; none at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Item<'_>>> {
        if self.at == self.end && !self.fill()? {
            return Ok(None);
        }
        let length = self.number()?;
        self.claim(length)?;
        self.text.clear();
        let mut missing = length as usize;
        while missing > 0 {
            if self.at == self.end && !self.fill()? {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let there = missing.min(self.end - self.at);
            self.text.extend_from_slice(&self.buffer[self.at..self.at + there]);
            (self.at, missing) = (self.at + there, missing - there);
        }
        let count = self.number()?;
        self.claim((count * SHORTEST).saturating_sub(1))?;
        self.positions.clear();
        for _ in 0..count {
            let (x, y) = (self.step()?, self.step()?);
            self.last = Last(self.last.0.wrapping_add(x), self.last.1.wrapping_add(y));
            self.positions.push(Position(self.last.0, self.last.1));
        }
        Ok(Some(Item { text: &self.text, positions: &self.positions }))
    }

    /// What is claimed must fit the text.
    fn claim(&mut self, bytes: u64) -> io::Result<()> {
        self.left = self.left.checked_sub(bytes).ok_or(io::ErrorKind::InvalidData)?;
        Ok(())
    }

    fn step(&mut self) -> io::Result<i32> {
        let number = self.number()? as u32;
        Ok((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    fn number(&mut self) -> io::Result<u64> {
        if self.end - self.at < NUMBER {
            self.fill()?;
        }
        let mut number = 0;
        for (index, &byte) in self.buffer[self.at..self.end].iter().take(NUMBER).enumerate() {
            number |= u64::from(byte & 0x7f) << (7 * index);
            if byte < 0x80 {
                self.at += index + 1;
                return Ok(number);
            }
        }
        Err(io::ErrorKind::InvalidData.into())
    }

    /// Reads on behind what is left; false where nothing is left and nothing comes.
    fn fill(&mut self) -> io::Result<bool> {
        self.buffer.copy_within(self.at..self.end, 0);
        (self.at, self.end) = (0, self.end - self.at);
        while self.end < NUMBER {
            match self.from.read(&mut self.buffer[self.end..])? {
                0 => break,
                read => self.end += read,
            }
        }
        Ok(self.end > 0)
    }
}

impl Last {
    fn step_to(&mut self, position: Position, told: &mut Vec<u8>) {
        for step in [position.0.wrapping_sub(self.0), position.1.wrapping_sub(self.1)] {
            put(told, u64::from(((step << 1) ^ (step >> 31)) as u32));
        }
        *self = Self(position.0, position.1);
    }
}

fn put(told: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        told.push(number as u8 | 0x80);
        number >>= 7;
    }
    told.push(number as u8);
}

/// The position that is spelled at a bracket, if one is.
fn position(text: &[u8], at: usize) -> Found {
    match text.get(at) {
        None => return Found::Cut,
        Some(b'[') => {}
        Some(_) => return Found::Other,
    }
    let Some((x, comma)) = number(text, at + 1, b',') else {
        return if is_cut(text, at) { Found::Cut } else { Found::Other };
    };
    match number(text, comma + 1, b']') {
        Some((y, end)) => Found::Position(Position(x, y), end + 1),
        None if is_cut(text, at) => Found::Cut,
        _ => Found::Other,
    }
}

/// Whether more text may make a position of what stands here.
fn is_cut(text: &[u8], at: usize) -> bool {
    let longest = "[-2147483648,-2147483648]".len();
    text.len() - at < longest && !text[at + 1..].iter().any(|byte| !matches!(byte, b'-' | b',' | b'0'..=b'9'))
}

/// A whole number as it is written with no sign too many, and where the sign behind it stands.
fn number(text: &[u8], begin: usize, behind: u8) -> Option<(i32, usize)> {
    let is_negative = text.get(begin) == Some(&b'-');
    let first = begin + usize::from(is_negative);
    let (number, count) = digits(text, first);
    if count > DIGITS {
        return None;
    }
    let (at, number) = (first + count, number.cast_signed());
    let is_spelled = match at - first {
        0 => false,
        1 => text[first] != b'0' || !is_negative,
        _ => text[first] != b'0',
    };
    let number = i32::try_from(if is_negative { -number } else { number }).ok()?;
    (is_spelled && text.get(at) == Some(&behind)).then_some((number, at))
}

#[cfg(test)]
mod tests {
    use domain::set::spell;

    use super::*;

    fn told(text: &[u8], size: usize) -> Vec<u8> {
        let (mut telling, mut told) = (Telling::default(), Vec::new());
        text.chunks(size).for_each(|piece| telling.add(piece, &mut told));
        telling.finish(&mut told);
        told
    }

    fn read(told: &[u8], size: usize) -> io::Result<(Vec<u8>, usize)> {
        let (mut steps, mut text, mut positions) = (Steps::of(told, size as u64), Vec::new(), 0);
        while let Some(item) = steps.next()? {
            text.extend_from_slice(item.text);
            spell(item.positions, &mut text);
            positions += item.positions.len();
        }
        Ok((text, positions))
    }

    const TEXTS: [(&str, usize); 12] = [
        ("", 0),
        ("[", 0),
        ("[[[[1119989815,300009198],[1119995978,300007340]],[[-1800000000,-900000000]]]]", 3),
        ("[0,0],[2147483647,-2147483648],[-2147483648,2147483647]", 3),
        ("[2147483648,0],[0,-2147483649],[99999999999,1],[1,99999999999999999999999]", 0),
        ("[-0,1],[01,1],[1,00],[1, 2],[ 1,2],[1,2 ],[+1,2],[1.0,2],[1e1,2],[-,1],[1,-]", 0),
        ("[1,2],[3,4],5],[6,7", 2),
        ("{\"name\":\"[1,2],[3,4]\",\"shape\":[[]]}", 2),
        ("[[1,2][3,4],,[5,6]]", 3),
        ("[1,2,3],[4],[]", 0),
        ("[1,2]\u{7f51}\u{683c}[3,4]", 2),
        ("],[[[[[[[", 0),
    ];

    #[test]
    fn whatever_the_text_is_it_comes_back_byte_for_byte() {
        for (text, positions) in TEXTS {
            for size in [1, 2, 3, 7, 11, 1000] {
                let (back, found) = read(&told(text.as_bytes(), size), text.len()).expect(text);
                assert_eq!((String::from_utf8_lossy(&back).as_ref(), found), (text, positions), "{text} by {size}");
            }
        }
        let ring =
            (0..20_000).map(|step| Position(1_119_989_815 + step % 977 * 31, 300_009_198 - step)).collect::<Vec<_>>();
        let mut text = Vec::new();
        spell(&ring, &mut text);
        for size in [97, 4096, text.len()] {
            let told = told(&text, size);
            assert_eq!(read(&told, text.len()).expect("sound"), (text.clone(), ring.len()), "by {size}");
            assert!(told.len() * 5 < text.len(), "{} of {}", told.len(), text.len());
        }
    }

    #[test]
    fn what_claims_more_than_the_text_has_is_not_read() {
        let text = TEXTS[2].0.as_bytes();
        let told = told(text, text.len());
        assert!(read(&told, text.len() / 4).is_err());
        assert!((1..told.len() - 2).all(|end| read(&told[..end], text.len()).is_err()
            || read(&told[..end], text.len()).is_ok_and(|(back, _)| back != text)));
        for claim in [&[0xff; 9][..], &[0xff, 0xff, 0xff, 0xff, 0x7f, 0x41], &[0, 0xff, 0xff, 0xff, 0x7f, 2]] {
            assert!(read(claim, 1 << 20).is_err(), "{claim:?}");
        }
    }
}
