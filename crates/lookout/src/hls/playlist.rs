//! What a playlist says: which ways of showing a stream there are, or what is to be shown now.

use std::time::Duration;

use m3u8_rs::{ByteRange, KeyMethod, MasterPlaylist, MediaPlaylist, MediaSegment, VariantStream};
use url::Url;

use crate::trouble::Trouble;
use crate::web::Part;

/// So many of the newest pieces are known; a recorder may list those of a day.
const NEWEST: usize = 32;
/// Where one begins, as the standard (RFC 8216, 6.3.3) asks for: so many pieces before the end.
const BEFORE_END: u64 = 3;
/// Whoever is so many pieces behind goes on at the end instead.
const MOST_BEHIND: u64 = 6;
/// The largest picture that is chosen where there is a smaller one, in lines.
const LINES: u64 = 1080;
/// No file is as long as that.
const FARTHEST: u64 = 1 << 50;
/// Between two looks at a playlist.
const SHORTEST: Duration = Duration::from_millis(500);
const LONGEST: Duration = Duration::from_secs(10);

/// A playlist, read.
#[derive(Debug)]
pub enum Playlist {
    /// Where the way of showing stands that fits.
    Choice(Url),
    /// What is shown.
    Live(Live),
}

/// What is shown now.
#[derive(Debug)]
pub struct Live {
    /// The number of the first piece.
    first: u64,
    pieces: Vec<Piece>,
    /// How long a piece is at the most.
    pub target: Duration,
    /// Whether there will be no more.
    pub is_over: bool,
}

/// A file with pictures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub number: u64,
    pub file: File,
    /// What has to be read before it: fragmented MP4 has its head in a file of its own.
    pub head: Option<File>,
    /// Whether it follows on what came before it.
    pub is_break: bool,
    is_locked: bool,
}

/// Where bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub url: Url,
    pub part: Option<Part>,
}

impl Playlist {
    /// Reads one that was found at `base`.
    pub fn read(bytes: &[u8], base: &Url) -> Result<Self, Trouble> {
        match m3u8_rs::parse_playlist_res(bytes) {
            Ok(m3u8_rs::Playlist::MasterPlaylist(master)) => Ok(Self::Choice(choose(&master, base)?)),
            Ok(m3u8_rs::Playlist::MediaPlaylist(media)) => Ok(Self::Live(Live::of(&media, base)?)),
            Err(_) => Err(Trouble::Nonsense),
        }
    }
}

impl Live {
    fn of(media: &MediaPlaylist, base: &Url) -> Result<Self, Trouble> {
        let mut pieces = Vec::new();
        let (mut head, mut is_locked, mut ends) = (None, false, 0);
        let begin = media.segments.len().saturating_sub(NEWEST);
        for (place, segment) in media.segments.iter().enumerate() {
            // What holds from a piece on holds for those after it.
            is_locked = key_of(segment).unwrap_or(is_locked);
            if let Some(map) = &segment.map {
                let part = map.byte_range.as_ref().map(|range| part_of(range, 0)).transpose()?;
                head = Some(File { url: joined(base, &map.uri)?, part });
            }
            let part = segment.byte_range.as_ref().map(|range| part_of(range, ends)).transpose()?;
            ends = part.map_or(0, |part| part.offset + part.length);
            if place < begin {
                continue;
            }
            pieces.push(Piece {
                number: media.media_sequence.saturating_add(place as u64),
                file: File { url: joined(base, &segment.uri)?, part },
                head: head.clone(),
                is_break: segment.discontinuity,
                is_locked,
            });
        }
        let target = Duration::from_secs(media.target_duration).clamp(SHORTEST, LONGEST);
        let first = pieces.first().map_or(media.media_sequence, |piece| piece.number);
        Ok(Self { first, pieces, target, is_over: media.end_list })
    }

    /// What comes after the piece before `next`; where that is gone, or nothing was shown yet, from near the end on.
    pub fn after(&self, next: Option<u64>) -> Result<&[Piece], Trouble> {
        let end = self.first.saturating_add(self.pieces.len() as u64);
        let edge = end.saturating_sub(BEFORE_END).max(self.first);
        let is_there = |next: &u64| (self.first..=end).contains(next) && end - next <= MOST_BEHIND;
        let begin = next.filter(is_there).unwrap_or(edge);
        let pieces = self.pieces.get((begin - self.first) as usize..).unwrap_or_default();
        if pieces.iter().any(|piece| piece.is_locked) {
            return Err(Trouble::Encrypted);
        }
        Ok(pieces)
    }
}

/// Whether it says that a key is needed from here on, or none; nothing: as before.
fn key_of(segment: &MediaSegment) -> Option<bool> {
    if let Some(key) = &segment.key {
        return Some(key.method != KeyMethod::None);
    }
    // What reads playlists knows no key without a vector, and so not the one that says that there is none.
    let told = segment.unknown_tags.iter().rev().find(|tag| tag.tag == "X-KEY")?;
    Some(told.rest.as_deref().is_none_or(|rest| rest.trim() != "METHOD=NONE"))
}

/// The largest that is not larger than it need be, in the codec that most can read.
fn choose(master: &MasterPlaylist, base: &Url) -> Result<Url, Trouble> {
    let mut others = None;
    let mut best: Option<(u8, bool, u64, &VariantStream)> = None;
    for variant in master.variants.iter().filter(|variant| !variant.is_i_frame && !variant.uri.is_empty()) {
        let codecs: Vec<&str> = variant.codecs.as_deref().unwrap_or_default().split(',').map(str::trim).collect();
        let says = |names: &[&str]| codecs.iter().any(|codec| names.iter().any(|name| codec.starts_with(name)));
        let rank = if says(&["avc1", "avc3"]) {
            3
        } else if variant.codecs.as_deref().is_none_or(str::is_empty) {
            2
        } else if says(&["hvc1", "hev1"]) {
            1
        } else {
            others = others.or_else(|| codecs.iter().find(|codec| !is_sound(codec)).copied().map(str::to_owned));
            continue;
        };
        let lines = variant.resolution.map_or(0, |resolution| resolution.height);
        let fits = lines <= LINES;
        let size = if lines > 0 { lines.saturating_mul(1 << 40) } else { 0 };
        let size = size.saturating_add(variant.bandwidth.min(1 << 40));
        // Of those that are all too large the smallest.
        let size = if fits { size } else { u64::MAX - size };
        if best.is_none_or(|(r, f, s, _)| (rank, fits, size) > (r, f, s)) {
            best = Some((rank, fits, size, variant));
        }
    }
    match (best, others) {
        (Some((.., variant)), _) => joined(base, &variant.uri),
        (None, Some(codec)) => Err(Trouble::other_codec(&codec)),
        (None, None) => Err(Trouble::NoPictures),
    }
}

fn is_sound(codec: &str) -> bool {
    ["mp4a", "ac-3", "ec-3", "opus", "flac", "stpp", "wvtt"].iter().any(|name| codec.starts_with(name))
}

fn joined(base: &Url, said: &str) -> Result<Url, Trouble> {
    base.join(said).map_err(|_| Trouble::Nonsense)
}

/// Where it does not say from where, it goes on where the one before it ended.
fn part_of(range: &ByteRange, ends: u64) -> Result<Part, Trouble> {
    let part = Part { offset: range.offset.unwrap_or(ends), length: range.length };
    let is_sound = part.offset.checked_add(part.length).is_some_and(|end| end < FARTHEST) && part.length > 0;
    if is_sound { Ok(part) } else { Err(Trouble::Nonsense) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Playlist, Trouble> {
        Playlist::read(text.as_bytes(), &Url::parse("http://cam:8888/live/index.m3u8").expect("an address"))
    }

    fn live(text: &str) -> Live {
        let Ok(Playlist::Live(live)) = read(text) else { panic!("a live playlist") };
        live
    }

    fn pieces(first: u64, count: u64) -> String {
        let list: Vec<_> = (first..first + count).map(|number| format!("#EXTINF:2.0,\n{number}.ts\n")).collect();
        let list = list.concat();
        format!("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:{first}\n{list}")
    }

    fn numbers(live: &Live, next: Option<u64>) -> Vec<u64> {
        live.after(next).expect("open").iter().map(|piece| piece.number).collect()
    }

    fn chosen(variants: &[&str]) -> Result<String, Trouble> {
        let named = variants.iter().enumerate();
        let list: Vec<_> = named.map(|(n, one)| format!("#EXT-X-STREAM-INF:{one}\nv{n}.m3u8\n")).collect();
        let list = list.concat();
        match read(&format!("#EXTM3U\n{list}"))? {
            Playlist::Choice(url) => Ok(url.path().to_owned()),
            Playlist::Live(_) => panic!("a choice"),
        }
    }

    #[test]
    fn one_begins_near_the_end_goes_on_piece_by_piece_and_skips_what_is_gone() {
        let list = live(&pieces(100, 5));
        assert_eq!(numbers(&list, None), [102, 103, 104]);
        assert_eq!(numbers(&list, Some(104)), [104]);
        assert_eq!(numbers(&list, Some(105)), [0_u64; 0]);
        assert_eq!(numbers(&list, Some(90)), [102, 103, 104], "what was next is gone");
        assert_eq!(numbers(&list, Some(300)), [102, 103, 104], "the camera began anew");
        assert_eq!(numbers(&live(&pieces(0, 20)), Some(2)), [17, 18, 19], "too far behind");
        assert_eq!(numbers(&live(&pieces(7, 1)), None), [7]);
        assert!(numbers(&live("#EXTM3U\n#EXT-X-TARGETDURATION:2\n"), None).is_empty());
        let day = live(&pieces(1, 40_000));
        assert_eq!((numbers(&day, None), day.pieces.len()), (vec![39_998, 39_999, 40_000], NEWEST));
    }

    #[test]
    fn a_piece_lies_beside_its_playlist_and_may_be_a_part_of_a_file_with_a_head() {
        let list = live(
            "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-MAP:URI=\"all.mp4\",BYTERANGE=\"700@0\"\n#EXTINF:4,\n\
             #EXT-X-BYTERANGE:1000@700\nall.mp4\n#EXT-X-DISCONTINUITY\n#EXTINF:4,\n#EXT-X-BYTERANGE:50\nall.mp4\n",
        );
        let [one, two] = list.after(None).expect("open") else { panic!("two pieces") };
        assert_eq!(one.file.url.as_str(), "http://cam:8888/live/all.mp4");
        assert_eq!(one.file.part, Some(Part { offset: 700, length: 1000 }));
        assert_eq!(two.file.part, Some(Part { offset: 1700, length: 50 }));
        assert_eq!(two.head.as_ref().and_then(|head| head.part), Some(Part { offset: 0, length: 700 }));
        assert_eq!((one.is_break, two.is_break), (false, true));
    }

    #[test]
    fn what_is_under_a_key_is_refused_until_it_is_open_again() {
        let locked = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\"\n";
        let two = "#EXTINF:2,\na.ts\n#EXTINF:2,\nb.ts\n";
        assert_eq!(live(&format!("{locked}{two}")).after(Some(1)).expect_err("locked"), Trouble::Encrypted);
        let opened = live(&format!("{locked}{two}#EXT-X-KEY:METHOD=NONE\n{two}"));
        assert_eq!(numbers(&opened, Some(2)), [2, 3]);
    }

    #[test]
    fn of_many_ways_the_one_is_chosen_that_most_can_read_and_that_is_no_larger_than_it_need_be() {
        let hd = "BANDWIDTH=4000000,RESOLUTION=1920x1080,CODECS=\"avc1.640028,mp4a.40.2\"";
        let sd = "BANDWIDTH=800000,RESOLUTION=640x360,CODECS=\"avc1.4d401e,mp4a.40.2\"";
        let uhd = "BANDWIDTH=16000000,RESOLUTION=3840x2160,CODECS=\"avc1.640033\"";
        let hevc = "BANDWIDTH=3000000,RESOLUTION=1920x1080,CODECS=\"hvc1.1.6.L120.B0\"";
        let sound = "BANDWIDTH=64000,CODECS=\"mp4a.40.2\"";
        assert_eq!(chosen(&[uhd, sd, hd, hevc]), Ok("/live/v2.m3u8".to_owned()));
        assert_eq!(chosen(&[hevc, sd]), Ok("/live/v1.m3u8".to_owned()));
        assert_eq!(chosen(&[sound, uhd]), Ok("/live/v1.m3u8".to_owned()));
        assert_eq!(chosen(&[hevc]), Ok("/live/v0.m3u8".to_owned()));
        assert_eq!(chosen(&["BANDWIDTH=1", "BANDWIDTH=2"]), Ok("/live/v1.m3u8".to_owned()));
        assert_eq!(chosen(&[sound]), Err(Trouble::NoPictures));
        let av1 = chosen(&["BANDWIDTH=1,CODECS=\"mp4a.40.2,av01.0.04M.08\""]);
        assert_eq!(av1, Err(Trouble::OtherCodec { codec: "av01.0.04M.08".to_owned() }));
    }

    #[test]
    fn what_is_no_playlist_makes_no_sense() {
        for nonsense in ["", "<html>", "#EXT", "RTSP/1.0 400"] {
            assert_eq!(read(nonsense).expect_err("nonsense"), Trouble::Nonsense, "{nonsense}");
        }
    }
}
