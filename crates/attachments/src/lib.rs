//! THE MAIL ROOM. What people attach, looked at by its content and never by its name: pictures, PDF, voice notes.
//!
//! A picture is decoded within bounds, turned as its camera held it, and written anew, so that nothing of it is kept
//! but what it shows: no place, no time, no camera, no thumbnail, no comment, nothing behind its end. A voice note is
//! walked through and loses what is not sound. A PDF stays as it is, or is refused; no page of ours ever opens one.
//!
//! This room knows no store and no seat: bytes in, bytes out. Strangers' files come here in the booth alone.

mod matroska;
mod mpeg4;
mod ogg;
mod pdf;
mod picture;

use domain::attachment::{LARGEST_FILE, LARGEST_VOICE, Media};
use domain::flaw::Flaw;
use serde::{Deserialize, Serialize};

/// A file as it may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stripped {
    /// What it is, and a picture's pixels.
    pub seen: Seen,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// A picture's small one, as JPEG; empty for anything else.
    pub small: Vec<u8>,
}

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// What it is as it is kept: a WebP becomes a JPEG or a PNG.
    pub media: Media,
    /// A picture's width and height.
    pub pixels: Option<(u32, u32)>,
}

/// Looks a file through and strips it. The same bytes give the same bytes.
pub fn strip(bytes: &[u8]) -> Result<Stripped, Flaw> {
    if bytes.is_empty() {
        return Err(Flaw::new("attachment.empty"));
    }
    let most = if is_voice(bytes) { LARGEST_VOICE } else { LARGEST_FILE };
    if bytes.len() as u64 > most {
        return Err(Flaw::new("attachment.too_large").with("most", &(most >> 20)));
    }
    let of = |media, bytes: Vec<u8>| Stripped { seen: Seen { media, pixels: None }, bytes, small: Vec::new() };
    if let Some(format) = picture::Format::of(bytes) {
        picture::strip(format, bytes)
    } else if pdf::is_pdf(bytes) {
        pdf::check(bytes).map(|()| of(Media::Pdf, bytes.to_vec()))
    } else if matroska::is_webm(bytes) {
        matroska::strip(bytes).map(|bytes| of(Media::Webm, bytes))
    } else if ogg::is_ogg(bytes) {
        ogg::strip(bytes).map(|bytes| of(Media::Ogg, bytes))
    } else if mpeg4::is_mpeg4(bytes) {
        mpeg4::strip(bytes).map(|bytes| of(Media::M4a, bytes))
    } else {
        Err(Flaw::new("attachment.unknown_kind"))
    }
}

fn is_voice(bytes: &[u8]) -> bool {
    matroska::is_webm(bytes) || ogg::is_ogg(bytes) || mpeg4::is_mpeg4(bytes)
}
