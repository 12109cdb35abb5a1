//! Basemaps 底图 other than the store's own ground: files of tiles beside the store, and 天地图.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::Failure;
use crate::moment::Moment;
use crate::place::Position;
use crate::seat::Seat;

/// A basemap that came as a file. The file lies beside the store, under its hash; the ledger has only this.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Basemap {
    /// BLAKE3 of the archive as it is kept.
    pub hash: String,
    /// What it calls itself, or what its file is called.
    pub name: String,
    /// The file that was brought, without its folder.
    pub file: String,
    /// Bytes as it is kept.
    #[ts(type = "number")]
    pub bytes: u64,
    /// What its tiles are.
    pub kind: TileKind,
    /// How many tiles it has.
    #[ts(type = "number")]
    pub count: u64,
    /// The lowest and the highest zoom.
    pub zooms: [u8; 2],
    /// South-west and north-east.
    pub corners: [Position; 2],
    /// Whom it wants to be named, as plain text.
    pub attribution: String,
    /// The layers of vector tiles.
    pub layers: Vec<String>,
}

/// What tiles are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TileKind {
    /// Shapes with names: MVT.
    Vector,
    /// Pictures.
    Png,
    /// Pictures.
    Jpeg,
    /// Pictures.
    Webp,
}

/// A sheet of 天地图, by the name that the service gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TiandituSheet {
    /// 矢量底图.
    Vec,
    /// 矢量注记.
    Cva,
    /// 影像底图.
    Img,
    /// 影像注记.
    Cia,
}

/// What lies under the grids.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export)]
pub enum Underlay {
    /// The store's own quiet ground.
    Own,
    /// Nothing.
    None,
    /// 天地图, drawn.
    TiandituVector,
    /// 天地图, from above.
    TiandituImagery,
    /// A file beside the store.
    File {
        /// Which.
        hash: String,
    },
}

/// What nobody reads over a shoulder or in a log.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(type = "string", export)]
pub struct Secret(
    /// In plain.
    pub String,
);

/// How an admin lets the desk ask 天地图.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TiandituWish {
    /// The key that the user was given. It is sealed at this desk and stands in no log.
    pub key: Secret,
    /// Where to ask; none: the service itself. `{s}` stands for one of eight names.
    #[serde(default)]
    pub address: Option<String>,
    /// 审图号 that stands beside the map; none: the usual one.
    #[serde(default)]
    pub review: Option<String>,
}

/// 天地图 as the ledger knows it: that it is asked, where, and which 审图号 is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TiandituSetting {
    /// Where.
    pub address: String,
    /// 审图号.
    pub review: String,
}

/// Everything that can lie under the grids here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BasemapList {
    /// Files, by name.
    pub basemaps: Vec<BasemapLine>,
    /// What lies there for whoever has not chosen.
    pub usual: Underlay,
    /// 天地图.
    pub tianditu: TiandituCard,
}

/// A basemap in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BasemapLine {
    /// What it is.
    pub basemap: Basemap,
    /// Who brought it.
    pub by: Seat,
    /// When.
    pub at: Moment,
    /// Its file is not beside the store: it was brought at another desk, or the store was moved without it.
    pub is_missing: bool,
}

/// What adding a basemap did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BasemapAdded {
    /// What it is.
    pub basemap: Basemap,
    /// Whether it was not there before.
    pub changed: bool,
}

/// How it stands with 天地图.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TiandituCard {
    /// Whether this desk has a key.
    pub is_on: bool,
    /// 审图号 that stands beside the map.
    pub review: String,
    /// Where it is asked.
    pub address: String,
    /// What went wrong when it was asked last.
    pub trouble: Option<Failure>,
}

/// The 审图号 of 天地图 when this was written; an admin enters a later one.
pub const TIANDITU_REVIEW: &str = "GS（2024）0568号";
/// Signs of a 审图号.
pub const LONGEST_REVIEW: usize = 60;

impl TiandituSheet {
    /// As the service, addresses and files name it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Vec => "vec",
            Self::Cva => "cva",
            Self::Img => "img",
            Self::Cia => "cia",
        }
    }

    /// By that name.
    pub fn named(word: &str) -> Option<Self> {
        [Self::Vec, Self::Cva, Self::Img, Self::Cia].into_iter().find(|sheet| sheet.word() == word)
    }
}

impl TileKind {
    /// As a web server says it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Vector => "application/vnd.mapbox-vector-tile",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
        }
    }

    /// By the first bytes of a picture; none: none that is known.
    pub fn of_picture(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Some(Self::Png);
        }
        if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
            return Some(Self::Jpeg);
        }
        (bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")).then_some(Self::Webp)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_shows_nothing_of_itself() {
        let wish = TiandituWish { key: Secret("abc123".to_owned()), address: None, review: None };
        assert!(!format!("{wish:?}").contains("abc"));
    }
}
