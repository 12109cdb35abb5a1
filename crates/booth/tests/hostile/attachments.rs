//! What people attach, through the real inspector: a sound picture comes in, and one that claims to be a wall does not.

use std::sync::Arc;

use booth::{Booth, Limits, Parcel, Passage, Stripped};
use domain::attachment::Media;
use domain::failure::Failure;

use crate::Rule;

const PICTURE: &[u8] = include_bytes!("../../../../tests/fixtures/attachments/dot.png");
/// Where a PNG says how wide it is, and what is summed up with it.
const WIDTH: std::ops::Range<usize> = 16..20;
const SUMMED: std::ops::Range<usize> = 12..29;

pub const RULES: [Rule; 4] = [
    ("a sound picture is handed over, whole and small", || {
        let stripped = strip(PICTURE, None).map_err(|failure| failure.to_string())?;
        let is_sound = stripped.seen.media == Media::Png && stripped.seen.pixels == Some((3, 2));
        let is_whole = stripped.bytes.starts_with(b"\x89PNG") && stripped.small.starts_with(&[0xff, 0xd8]);
        if is_sound && is_whole { Ok(()) } else { Err(format!("{:?}", stripped.seen)) }
    }),
    ("a picture of a few bytes that claims to be a wall is refused before it is unpacked", || {
        let mut wall = PICTURE.to_vec();
        wall[WIDTH].copy_from_slice(&2_000_000_000_u32.to_be_bytes());
        let sum = crc(&wall[SUMMED]);
        wall[SUMMED.end..SUMMED.end + 4].copy_from_slice(&sum.to_be_bytes());
        expect(strip(&wall, None), "picture.too_large")
    }),
    ("a program that calls itself a picture is refused", || expect(strip(b"\x7fELF", None), "attachment.unknown_kind")),
    ("an attachment without memory says so", || {
        let limits = Limits { memory: 0, seconds: 60 };
        expect(strip(&[PICTURE, &vec![0; 4 << 20]].concat(), Some(limits)), "import.too_much_memory")
    }),
];

fn strip(bytes: &[u8], limits: Option<Limits>) -> Result<Stripped, Failure> {
    let booth = Booth::of_this_program();
    let booth = limits.map_or(booth.clone(), |limits| booth.limited(limits));
    booth.strip("现场.png", Parcel::from(bytes.to_vec()), &Arc::<Passage>::default())
}

fn expect(stripped: Result<Stripped, Failure>, code: &str) -> Result<(), String> {
    match stripped {
        Err(failure) if failure.code == code => Ok(()),
        Err(failure) => Err(failure.to_string()),
        Ok(stripped) => Err(format!("it came in: {:?}", stripped.seen)),
    }
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 })
    })
}
