//! Attachments 附件: what stands beside words – files, and what somebody drew on the map.
//!
//! A file is named by the SHA-256 of its bytes as they are kept, that is after it was looked at and stripped of all
//! that it says beside what it shows. Whoever names one must have handed it in, or must be able to read it already.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;

use crate::failure::Snag;
use crate::place::Position;
use crate::target::{LONGEST_LASSO, MOST_METRES};

/// The largest picture or PDF that is taken in, in bytes, before it is stripped.
pub const LARGEST_FILE: u64 = 20 << 20;
/// The largest voice note, in bytes: five minutes and more, as browsers record them.
pub const LARGEST_VOICE: u64 = 6 << 20;
/// The most pixels of a picture.
pub const MOST_PIXELS: u64 = 50_000_000;
/// The longest side of a picture as it is kept, in pixels; a larger one is shrunk.
pub const LONGEST_SIDE: u32 = 4_096;
/// The longest side of a picture's small one, in pixels.
pub const SMALL_SIDE: u32 = 360;
/// The most attachments of an order.
pub const MOST_TO_ORDER: usize = 8;
/// The most attachments of an answer.
pub const MOST_TO_ANSWER: usize = 6;
/// The most bytes that the files beside one text have together.
pub const HEAVIEST: u64 = 40 << 20;
/// The most files of one seat that wait to be named.
pub const MOST_WAITING: u32 = 40;
/// A file that nobody has named by then goes, in seconds: a phone may be without a network for a shift, and sends
/// again what is gone by then.
pub const WAITS_FOR: i64 = 24 * 60 * 60;
/// The longest name, in characters.
pub const LONGEST_NAME: usize = 80;

/// SHA-256 of a file's bytes, 64 small hex digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(type = "string", export)]
pub struct FileHash(pub String);

/// What a file is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Media {
    /// A picture.
    Jpeg,
    /// A picture.
    Png,
    /// A document; it is handed out to be kept, never shown in a page of ours.
    Pdf,
    /// A voice note, Opus in `WebM`.
    Webm,
    /// A voice note, Opus in Ogg.
    Ogg,
    /// A voice note, AAC in MPEG-4.
    M4a,
}

/// A file that the store keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AttachedFile {
    /// Names it for ever.
    pub hash: FileHash,
    /// What it is.
    pub media: Media,
    /// Bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// A picture's width and height in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pixels: Option<(u32, u32)>,
    /// What people call it, with the ending of what it is.
    pub name: String,
}

/// What somebody drew on the map to show it to others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Sketch {
    /// What stands there; may be empty.
    pub name: String,
    /// Where.
    pub shape: SketchShape,
}

/// A point, a line, what a line encloses, or a circle; on the lattice, in CGCS2000.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "shape", rename_all = "snake_case")]
#[ts(export)]
pub enum SketchShape {
    /// A place.
    Point {
        /// Where.
        at: Position,
    },
    /// A way.
    Line {
        /// Its corners, two at least.
        line: Vec<Position>,
    },
    /// What a line encloses.
    Area {
        /// Its corners, three at least; the last is joined to the first.
        line: Vec<Position>,
    },
    /// All that lies so near to a place.
    Circle {
        /// The place.
        centre: Position,
        /// How near, in metres.
        metres: u32,
    },
}

/// What stands beside words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
#[ts(export)]
pub enum Attachment {
    /// A file.
    File {
        /// Which.
        file: AttachedFile,
    },
    /// A place or a drawing.
    Sketch {
        /// Which.
        sketch: Sketch,
    },
}

/// What an attachment is to whoever only reads of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Beside {
    /// 语音.
    Voice,
    /// 图片.
    Picture,
    /// 文件.
    Document,
    /// 标绘.
    Sketch,
}

impl Attachment {
    /// What it is, in a line that has no room for it.
    pub fn beside(&self) -> Beside {
        match self {
            Self::Sketch { .. } => Beside::Sketch,
            Self::File { file } => match file.media {
                Media::Webm | Media::Ogg | Media::M4a => Beside::Voice,
                Media::Jpeg | Media::Png => Beside::Picture,
                Media::Pdf => Beside::Document,
            },
        }
    }
}

impl FileHash {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        use std::fmt::Write as _;

        let digest = Sha256::digest(bytes);
        let mut hex = String::with_capacity(64);
        for byte in digest {
            write!(hex, "{byte:02x}").expect("a string takes all that is written to it");
        }
        Self(hex)
    }

    /// Whether it can be the name of a file at all.
    pub fn is_well_formed(&self) -> bool {
        self.0.len() == 64 && self.0.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    }
}

impl std::fmt::Display for FileHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Media {
    /// As HTTP calls it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
            Self::Webm => "audio/webm",
            Self::Ogg => "audio/ogg",
            Self::M4a => "audio/mp4",
        }
    }

    /// How names of such files end.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Webm => "webm",
            Self::Ogg => "ogg",
            Self::M4a => "m4a",
        }
    }

    /// Whether it is a picture.
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png)
    }

    /// Whether it is a voice note.
    pub fn is_voice(self) -> bool {
        matches!(self, Self::Webm | Self::Ogg | Self::M4a)
    }

    /// Whether pages show or play it; anything else is handed out to be kept.
    pub fn is_shown(self) -> bool {
        self.is_picture() || self.is_voice()
    }
}

impl Attachment {
    /// The file that it names.
    pub fn file(&self) -> Option<&AttachedFile> {
        match self {
            Self::File { file } => Some(file),
            Self::Sketch { .. } => None,
        }
    }
}

/// The files among attachments.
pub fn files(attachments: &[Attachment]) -> impl Iterator<Item = &AttachedFile> {
    attachments.iter().filter_map(Attachment::file)
}

/// Attachments as they are kept: each file as the store knows it, under the name that was given to it; refused when
/// there are too many or too heavy ones, when one names a file that is not at hand, or when a drawing shows nothing.
///
/// `at_hand` are the files that the seat may name.
pub fn admit(wished: Vec<Attachment>, most: usize, at_hand: &[AttachedFile]) -> Result<Vec<Attachment>, Snag> {
    let mut kept: Vec<Attachment> = Vec::with_capacity(wished.len().min(most));
    for one in wished {
        let one = match one {
            Attachment::File { file } => {
                let known = at_hand.iter().find(|known| known.hash == file.hash).ok_or(Snag::FileUnknown)?;
                if files(&kept).any(|kept| kept.hash == known.hash) {
                    continue;
                }
                Attachment::File { file: AttachedFile { name: safe_name(&file.name, known.media), ..known.clone() } }
            }
            Attachment::Sketch { sketch } => Attachment::Sketch { sketch: sketch.tidied()? },
        };
        kept.push(one);
    }
    if kept.len() > most {
        return Err(Snag::TooMany { most });
    }
    if files(&kept).map(|file| file.size).sum::<u64>() > HEAVIEST {
        return Err(Snag::TooHeavy { most: HEAVIEST >> 20 });
    }
    Ok(kept)
}

/// A name without folders, without what file systems and headers take amiss, and with the ending of what the file is.
pub fn safe_name(name: &str, media: Media) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|sign| !is_bad(*sign)).collect();
    let stem = match plain.rsplit_once('.') {
        Some((stem, ending)) if is_ending(ending) => stem,
        _ => plain.as_str(),
    };
    let stem: String = stem.trim().trim_matches('.').trim().chars().take(LONGEST_NAME).collect();
    let stem = if stem.is_empty() { "附件" } else { stem.trim_end() };
    format!("{stem}.{}", media.ending())
}

/// Whether what follows a name's last dot says what the file is, rather than being a part of the name.
fn is_ending(text: &str) -> bool {
    text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Control characters, those that turn the direction of writing, and what names of files may not have.
fn is_bad(sign: char) -> bool {
    sign.is_control()
        || "/\\:*?\"<>|".contains(sign)
        || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

impl Sketch {
    /// The same without blanks around its name; refused when it shows nothing.
    pub fn tidied(self) -> Result<Self, Snag> {
        let name: String = self.name.trim().chars().filter(|sign| !sign.is_control()).take(LONGEST_NAME).collect();
        self.shape.admit()?;
        Ok(Self { name, shape: self.shape })
    }
}

impl SketchShape {
    /// Its corners; of a circle the place in the middle.
    pub fn corners(&self) -> &[Position] {
        match self {
            Self::Point { at } | Self::Circle { centre: at, .. } => std::slice::from_ref(at),
            Self::Line { line } | Self::Area { line } => line,
        }
    }

    fn admit(&self) -> Result<(), Snag> {
        let corners = self.corners();
        let least = match self {
            Self::Point { .. } | Self::Circle { .. } => 1,
            Self::Line { .. } => 2,
            Self::Area { .. } => 3,
        };
        let on_globe = |at: &Position| at.longitude().abs() <= 180.0 && at.latitude().abs() <= 90.0;
        let is_shown = corners.len() >= least && corners.iter().all(on_globe);
        if !is_shown || matches!(self, Self::Circle { metres: 0, .. }) {
            return Err(Snag::SketchShowsNothing);
        }
        if corners.len() > LONGEST_LASSO || matches!(self, Self::Circle { metres, .. } if *metres > MOST_METRES) {
            return Err(Snag::SketchTooLarge { corners: LONGEST_LASSO, metres: MOST_METRES });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(letter: char, media: Media, size: u64) -> AttachedFile {
        let hash = FileHash(letter.to_string().repeat(64));
        AttachedFile { hash, media, size, pixels: media.is_picture().then_some((4, 3)), name: String::new() }
    }

    fn named(file: &AttachedFile, name: &str) -> Attachment {
        Attachment::File { file: AttachedFile { name: name.to_owned(), ..file.clone() } }
    }

    #[test]
    fn a_file_is_what_the_store_knows_whatever_is_said_of_it() {
        let photo = known('a', Media::Jpeg, 100);
        let claimed = AttachedFile { media: Media::Pdf, size: 1, pixels: None, ..photo.clone() };
        let kept = admit(vec![named(&claimed, "../井盖.exe")], 3, std::slice::from_ref(&photo)).expect("it is at hand");
        assert_eq!(kept, [named(&photo, "井盖.jpg")]);
    }

    #[test]
    fn a_file_that_is_not_at_hand_is_nobodys_to_give() {
        assert_eq!(admit(vec![named(&known('a', Media::Jpeg, 1), "a")], 3, &[]), Err(Snag::FileUnknown));
    }

    #[test]
    fn there_is_an_end_to_how_many_and_how_heavy() {
        let all: Vec<AttachedFile> = "abcd".chars().map(|letter| known(letter, Media::Pdf, HEAVIEST / 3)).collect();
        let wish = |count: usize| all.iter().take(count).map(|file| named(file, "图纸")).collect::<Vec<_>>();
        assert_eq!(admit(wish(4), 3, &all), Err(Snag::TooMany { most: 3 }));
        assert_eq!(admit(wish(4), 4, &all), Err(Snag::TooHeavy { most: HEAVIEST >> 20 }));
        let twice = [wish(1), wish(1)].concat();
        assert_eq!(admit(twice, 1, &all).map(|kept| kept.len()), Ok(1), "the same file twice is one file");
    }

    #[test]
    fn names_are_safe_and_end_as_the_file_is() {
        for (name, media, safe) in [
            ("C:\\Users\\李\\现场 照片.JPEG", Media::Jpeg, "现场 照片.jpg"),
            ("../../etc/passwd", Media::Pdf, "passwd.pdf"),
            ("a\r\nSet-Cookie: b", Media::Png, "aSet-Cookie b.png"),
            ("图\u{202e}gnp.exe", Media::Png, "图gnp.png"),
            ("", Media::Ogg, "附件.ogg"),
            ("...", Media::M4a, "附件.m4a"),
            ("2026.11.20 夜查", Media::Jpeg, "2026.11.20 夜查.jpg"),
        ] {
            assert_eq!(safe_name(name, media), safe, "{name}");
        }
        assert!(safe_name(&"长".repeat(500), Media::Jpeg).chars().count() <= LONGEST_NAME + 4);
    }

    #[test]
    fn a_drawing_that_shows_nothing_is_refused() {
        let at = |x, y| Position(x, y);
        let tidied = |shape| Sketch { name: " 集合点 ".to_owned(), shape }.tidied();
        assert_eq!(tidied(SketchShape::Point { at: at(1, 2) }).map(|sketch| sketch.name), Ok("集合点".to_owned()));
        for shape in [
            SketchShape::Line { line: vec![at(1, 1)] },
            SketchShape::Area { line: vec![at(1, 1), at(2, 2)] },
            SketchShape::Circle { centre: at(0, 0), metres: 0 },
            SketchShape::Point { at: at(0, i32::MAX) },
        ] {
            assert_eq!(tidied(shape), Err(Snag::SketchShowsNothing));
        }
        let long = SketchShape::Line { line: vec![at(1, 1); LONGEST_LASSO + 1] };
        assert!(matches!(tidied(long), Err(Snag::SketchTooLarge { .. })));
    }
}
