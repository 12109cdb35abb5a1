//! Voice notes in Ogg (RFC 3533) with Opus (RFC 7845), as Firefox records them.
//!
//! One stream of sound and nothing beside it; what its second packet says of title, place and program is left out.

use domain::flaw::Flaw;

const MARK: &[u8] = b"OggS";
const HEAD: &[u8] = b"OpusHead";
const TAGS: &[u8] = b"OpusTags";
/// Before the table of a page's segments.
const FIXED: usize = 27;
/// Where a page names its stream, and where it keeps its sum.
const SERIAL: std::ops::Range<usize> = 14..18;
const SUM: std::ops::Range<usize> = 22..26;

pub fn is_ogg(bytes: &[u8]) -> bool {
    bytes.starts_with(MARK)
}

/// The same recording without its tags.
pub fn strip(bytes: &[u8]) -> Result<Vec<u8>, Flaw> {
    let mut stripped = bytes.to_vec();
    let (mut at, mut pages) = (0, 0);
    while at < stripped.len() {
        let Some((table, end)) = page(&stripped, at) else { return Err(damaged()) };
        if pages > 0 && stripped[SERIAL.start + at..SERIAL.end + at] != bytes[SERIAL] {
            return Err(Flaw::new("voice.not_only_voice"));
        }
        let content = &mut stripped[table..end];
        match pages {
            0 if !content.starts_with(HEAD) => return Err(Flaw::new("voice.not_only_voice")),
            1 => {
                if !content.starts_with(TAGS) {
                    return Err(damaged());
                }
                // No vendor, no comments; what follows is padding.
                content[TAGS.len()..].fill(0);
                let sum = sum(&stripped[at..end]);
                stripped[at + SUM.start..at + SUM.end].copy_from_slice(&sum.to_le_bytes());
            }
            _ => {}
        }
        pages += 1;
        at = end;
    }
    if pages > 2 { Ok(stripped) } else { Err(damaged()) }
}

/// Where a page's content begins, and where it ends.
fn page(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let head = bytes.get(at..at + FIXED).filter(|head| head.starts_with(MARK))?;
    let table = at + FIXED;
    let begins = table + usize::from(head[FIXED - 1]);
    let length: usize = bytes.get(table..begins)?.iter().map(|segment| usize::from(*segment)).sum();
    (begins + length <= bytes.len()).then_some((begins, begins + length))
}

/// A page's sum: CRC-32 with 0x04c11db7, from the highest bit, over the page with its own sum as nought.
fn sum(page: &[u8]) -> u32 {
    let mut sum = 0_u32;
    for (place, byte) in page.iter().enumerate() {
        let byte = if SUM.contains(&place) { 0 } else { *byte };
        sum ^= u32::from(byte) << 24;
        for _ in 0..8 {
            sum = if sum & 0x8000_0000 == 0 { sum << 1 } else { sum << 1 ^ 0x04c1_1db7 };
        }
    }
    sum
}

fn damaged() -> Flaw {
    Flaw::new("voice.damaged")
}
