//! Voice notes in `WebM` (a subset of Matroska, RFC 9559), as Chromium and Firefox record them.
//!
//! Elements are an id, a size and content. What is not sound – titles, dates, tags, files that are carried along – is
//! made void in its place, so that nothing moves. A recording that was made live says no size for its segment and its
//! clusters; their contents are walked through as if they stood side by side.

use std::ops::Range;

use domain::flaw::Flaw;

const HEADER: u32 = 0x1a45_dfa3;
const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_a966;
const TITLE: u32 = 0x7ba9;
const DATE: u32 = 0x4461;
const TRACKS: u32 = 0x1654_ae6b;
const TRACK: u32 = 0xae;
const TRACK_TYPE: u32 = 0x83;
const TRACK_NAME: u32 = 0x536e;
const CLUSTER: u32 = 0x1f43_b675;
const TAGS: u32 = 0x1254_c367;
const FILES: u32 = 0x1941_a469;
const CHAPTERS: u32 = 0x1043_a770;
const VOID: u8 = 0xec;

/// What a track of sound says it is.
const SOUND: &[u8] = &[2];

/// The words stand near the beginning, in the header.
const NEAR: usize = 64;

pub fn is_webm(bytes: &[u8]) -> bool {
    bytes.starts_with(&HEADER.to_be_bytes()) && memchr::memmem::find(&bytes[..bytes.len().min(NEAR)], b"webm").is_some()
}

/// The same recording without what is not sound.
pub fn strip(bytes: &[u8]) -> Result<Vec<u8>, Flaw> {
    let mut stripped = bytes.to_vec();
    let (mut at, mut tracks, mut clusters) = (0, 0, 0);
    while at < bytes.len() {
        let Element { id, content, whole } = Element::at(bytes, at).ok_or_else(damaged)?;
        at = match id {
            SEGMENT | INFO | TRACKS | TRACK => content.start,
            CLUSTER => {
                clusters += 1;
                content.start
            }
            TITLE | DATE | TRACK_NAME | TAGS | FILES | CHAPTERS => {
                make_void(&mut stripped[whole.clone()]);
                whole.end
            }
            TRACK_TYPE => {
                if &bytes[content] != SOUND {
                    return Err(Flaw::new("voice.not_only_voice"));
                }
                tracks += 1;
                whole.end
            }
            _ => whole.end,
        };
    }
    if tracks == 1 && clusters > 0 { Ok(stripped) } else { Err(damaged()) }
}

struct Element {
    id: u32,
    content: Range<usize>,
    whole: Range<usize>,
}

impl Element {
    fn at(bytes: &[u8], start: usize) -> Option<Self> {
        let first = *bytes.get(start)?;
        let length = first.leading_zeros() as usize + 1;
        let id = bytes.get(start..start + length).filter(|_| length <= 4)?;
        let id = id.iter().fold(0, |id, byte| id << 8 | u32::from(*byte));
        let size_at = start + length;
        let first = *bytes.get(size_at)?;
        let length = first.leading_zeros() as usize + 1;
        let size = bytes.get(size_at..size_at + length).filter(|_| length <= 8)?;
        let begins = size_at + length;
        // One bit says how long the size is, the others are the size; all ones: nobody knows it.
        let mask = (1_u64 << (7 * length)) - 1;
        let size = size.iter().fold(0, |size, byte| size << 8 | u64::from(*byte)) & mask;
        let is_open = size == mask;
        if is_open && !matches!(id, SEGMENT | CLUSTER) {
            return None;
        }
        let end = if is_open { bytes.len() } else { begins.checked_add(usize::try_from(size).ok()?)? };
        (end <= bytes.len()).then_some(Self { id, content: begins..end, whole: start..end })
    }
}

/// Void of the same length: programs leap over it.
fn make_void(element: &mut [u8]) {
    let width = if element.len() > 9 { 8 } else { 1 };
    let size = (element.len() - 1 - width) as u64;
    element.fill(0);
    element[0] = VOID;
    let sized = size | 1 << (7 * width);
    element[1..=width].copy_from_slice(&sized.to_be_bytes()[8 - width..]);
}

fn damaged() -> Flaw {
    Flaw::new("voice.damaged")
}
