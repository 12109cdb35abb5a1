//! An archive looked through: every directory, where every tile lies, and into a sample of tiles.

use std::io::{Read, Seek};

use domain::basemap::{Basemap, TileKind};
use domain::place::Position;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::archive::Archive;
use crate::caps;
use crate::directory::Entry;
use crate::flaw;
use crate::peek;
use crate::place::TilePlace;
use domain::flaw::Flaw;

/// What an archive turned out to be, without the names that its file has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Surveyed {
    /// What tiles are.
    pub kind: TileKind,
    /// How many there are.
    pub count: u64,
    /// The lowest and the highest zoom.
    pub zooms: [u8; 2],
    /// South-west and north-east.
    pub corners: [Position; 2],
    /// What it is called; empty: it does not say.
    pub name: String,
    /// Whom it thanks, as plain text.
    pub attribution: String,
    /// The layers of vector tiles.
    pub layers: Vec<String>,
}

impl Surveyed {
    /// As a basemap that came in this file.
    pub fn into_basemap(self, file: &str, hash: String, bytes: u64) -> Basemap {
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let name = if self.name.is_empty() { plain(stem) } else { self.name };
        let Surveyed { kind, count, zooms, corners, attribution, layers, .. } = self;
        Basemap { hash, name, file: file.to_owned(), bytes, kind, count, zooms, corners, attribution, layers }
    }
}

/// Looks an archive through; `far` is told how far it is, from 0 to 1.
pub fn survey(from: impl Read + Seek, mut far: impl FnMut(f64)) -> Result<Surveyed, Flaw> {
    let mut archive = Archive::open(from)?;
    let metadata = archive.metadata()?;
    let mut walk = Walk::default();
    let root = archive.root()?;
    walk.through(&mut archive, &root, 1, u64::MAX, &mut far)?;
    let Walk { count, top: Some(Top { zooms, extent }), sample, .. } = walk else {
        return Err(Flaw::new("basemap.empty"));
    };
    let mut found = Vec::new();
    let (kind, all) = (archive.header().kind, sample.kept.len());
    for (at, entry) in sample.kept.into_iter().enumerate() {
        let Some(place) = TilePlace::numbered(entry.number) else { continue };
        let bytes = archive.content(&entry, place)?;
        if !peek::fits(kind, &bytes) {
            return Err(Flaw::new("basemap.tile_damaged").with("tile", &place));
        }
        if kind == TileKind::Vector {
            note_layers(&mut found, peek::layers(&bytes).unwrap_or_default());
        }
        far(0.5 + 0.5 * (at + 1) as f64 / all as f64);
    }
    let said = Said::of(&metadata);
    let corners = sound(archive.header().corners).unwrap_or(extent);
    let layers = if kind == TileKind::Vector && said.layers.is_empty() { found } else { said.layers };
    Ok(Surveyed { kind, count, zooms, corners, name: said.name, attribution: said.attribution, layers })
}

/// What a walk through all directories has seen.
#[derive(Default)]
struct Walk {
    entries: u64,
    /// Bytes of directories below the first: all of them together are no more than their section.
    below: u64,
    /// The number that the next entry may have at the least.
    next: u64,
    count: u64,
    top: Option<Top>,
    sample: Sample,
}

/// How far the tiles reach that were seen so far.
#[derive(Clone, Copy)]
struct Top {
    zooms: [u8; 2],
    /// Around the tiles of the highest zoom.
    extent: [Position; 2],
}

impl Walk {
    /// One directory whose numbers lie below `end`. Numbers rise through the whole archive, so no directory is read
    /// twice, and none that leads back to itself.
    fn through<R: Read + Seek>(
        &mut self,
        archive: &mut Archive<R>,
        entries: &[Entry],
        depth: usize,
        end: u64,
        far: &mut impl FnMut(f64),
    ) -> Result<(), Flaw> {
        if depth > caps::DEPTH {
            return Err(flaw::directory());
        }
        self.entries += entries.len() as u64;
        if self.entries > caps::ENTRIES {
            return Err(Flaw::new("basemap.too_many").with("most", &caps::ENTRIES));
        }
        for (at, entry) in entries.iter().enumerate() {
            if entry.number < self.next || entry.number >= end {
                return Err(flaw::directory());
            }
            if entry.is_directory() {
                self.below += u64::from(entry.length);
                if self.below > archive.header().leaves.length {
                    return Err(flaw::directory());
                }
                let until = entries.get(at + 1).map_or(end, |next| next.number);
                let below = archive.below(entry)?;
                if below.first().is_none_or(|first| first.number < entry.number) {
                    return Err(flaw::directory());
                }
                self.through(archive, &below, depth + 1, until, far)?;
                if depth == 1 {
                    far(0.5 * (at + 1) as f64 / entries.len() as f64);
                }
            } else {
                self.see(archive, entry)?;
            }
        }
        Ok(())
    }

    fn see<R: Read + Seek>(&mut self, archive: &Archive<R>, entry: &Entry) -> Result<(), Flaw> {
        let first = TilePlace::numbered(entry.number).ok_or_else(flaw::directory)?;
        let last = TilePlace::numbered(entry.end() - 1).ok_or_else(flaw::directory)?;
        archive.admit(entry, first)?;
        self.next = entry.end();
        self.count += u64::from(entry.run);
        let new = Top { zooms: [first.zoom, last.zoom], extent: last.corners() };
        let Top { zooms: [lowest, highest], extent } = self.top.unwrap_or(new);
        // Numbers rise with zooms, so the last tile is of the highest.
        let mut extent = if last.zoom > highest { last.corners() } else { extent };
        for place in [first, last].into_iter().filter(|place| place.zoom == last.zoom) {
            extent = around(extent, place.corners());
        }
        self.top = Some(Top { zooms: [lowest, last.zoom], extent });
        self.sample.offer(*entry);
        Ok(())
    }
}

/// Entries spread evenly over a walk of unknown length.
#[derive(Default)]
struct Sample {
    kept: Vec<Entry>,
    seen: u64,
    /// Of so many entries one is kept, as a power of two.
    stride: u32,
}

impl Sample {
    fn offer(&mut self, entry: Entry) {
        let is_next = self.seen.is_multiple_of(1 << self.stride);
        self.seen += 1;
        if !is_next {
            return;
        }
        if self.kept.len() == caps::SAMPLED {
            let mut at = 0;
            self.kept.retain(|_| {
                at += 1;
                at % 2 == 1
            });
            self.stride += 1;
        }
        self.kept.push(entry);
    }
}

/// What an archive or a database says of itself, in plain words.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub name: String,
    pub attribution: String,
    pub layers: Vec<String>,
}

impl Said {
    pub fn of(metadata: &Value) -> Self {
        let text = |key: &str| metadata.get(key).and_then(Value::as_str).map(plain).unwrap_or_default();
        let mut layers = Vec::new();
        for layer in metadata.get("vector_layers").and_then(Value::as_array).into_iter().flatten() {
            note_layers(&mut layers, layer.get("id").and_then(Value::as_str).map(plain));
        }
        Self { name: text("name"), attribution: text("attribution"), layers }
    }
}

/// Each once, and no more than are listed.
pub(crate) fn note_layers(known: &mut Vec<String>, more: impl IntoIterator<Item = String>) {
    for layer in more {
        if !layer.is_empty() && known.len() < caps::LAYERS && !known.contains(&layer) {
            known.push(layer);
        }
    }
}

/// Foreign words without markup, on one line, and no longer than is shown. `&copy;` and its like become signs.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut in_tag = false;
    for sign in text.chars() {
        match sign {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            _ if in_tag => {}
            sign if sign.is_control() || sign.is_whitespace() => out.push(' '),
            sign => out.push(sign),
        }
    }
    for (name, sign) in [
        ("&copy;", "©"),
        ("&#169;", "©"),
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ] {
        out = out.replace(name, sign);
    }
    let words: Vec<&str> = out.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().take(caps::TEXT).collect()
}

/// Corners that enclose something on the globe.
pub(crate) fn sound([from, to]: [Position; 2]) -> Option<[Position; 2]> {
    let is_on_globe = |place: Position| place.0.abs() <= 1_800_000_000 && place.1.abs() <= 900_000_000;
    (is_on_globe(from) && is_on_globe(to) && from.0 < to.0 && from.1 < to.1).then_some([from, to])
}

/// What encloses both.
pub(crate) fn around(a: [Position; 2], b: [Position; 2]) -> [Position; 2] {
    [Position(a[0].0.min(b[0].0), a[0].1.min(b[0].1)), Position(a[1].0.max(b[1].0), a[1].1.max(b[1].1))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_of_strangers_becomes_plain_words() {
        let text = "<a href=\"https://x.example\" onclick='y'>&copy; OpenStreetMap</a>\n contributors &amp; <b>others";
        assert_eq!(plain(text), "© OpenStreetMap contributors & others");
        assert_eq!(plain(&"网".repeat(900)).chars().count(), caps::TEXT);
    }

    #[test]
    fn a_sample_is_spread_over_all() {
        let mut sample = Sample::default();
        for number in 0..10_000 {
            sample.offer(Entry { number, at: 0, length: 1, run: 1 });
        }
        assert!((caps::SAMPLED / 2..=caps::SAMPLED).contains(&sample.kept.len()));
        assert!(sample.kept.windows(2).all(|pair| pair[1].number - pair[0].number == 8));
        assert!(sample.kept.last().is_some_and(|last| last.number > 9_900));
    }
}
