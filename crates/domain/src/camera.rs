//! Cameras: what opens them, kept apart from where they are; and where none may look.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::venue::Stream;

/// A user and a password of a camera. It stands in no fact, no list and no log: it is sealed beside the desk's keys.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CameraLogin {
    /// Who.
    pub user: String,
    /// What only he knows.
    pub password: String,
}

/// What opens a stream, on its way to be sealed. It opens that camera alone: under another address it is no use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StreamLogin {
    /// Which stream, by [`Stream::key`].
    pub stream: String,
    /// Where the camera is: `10.0.0.9:554`.
    pub host: String,
    /// What opens it.
    pub login: CameraLogin,
}

impl fmt::Debug for CameraLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CameraLogin(…)")
    }
}

impl Stream {
    /// Takes out of the address what opens the camera; none where nothing does.
    pub fn part_login(&mut self) -> Option<StreamLogin> {
        let (address, login) = parted(&self.address);
        self.address = address;
        let host = host_of(&self.address)?.to_owned();
        Some(StreamLogin { stream: self.key(), host, login: login? })
    }

    /// The same without what opens the camera.
    #[must_use]
    pub fn without_login(mut self) -> Self {
        self.address = parted(&self.address).0;
        self
    }

    /// What the media door calls it. It says nothing of the place.
    pub fn line(&self) -> String {
        line_of(&self.key())
    }

    /// Whether it can be looked at from here: RTSP is played, also over TLS, and HLS by the name of its playlist.
    pub fn is_played(&self) -> bool {
        let address = self.address.to_ascii_lowercase();
        let Some((scheme, rest)) = address.split_once("://") else { return false };
        let path = &rest[..rest.find(['?', '#']).unwrap_or(rest.len())];
        match scheme {
            "rtsp" | "rtsps" => true,
            "http" | "https" => path.rsplit_once('.').is_some_and(|(_, ending)| ending == "m3u8"),
            _ => false,
        }
    }
}

/// What the media door calls a stream of this key.
pub fn line_of(key: &str) -> String {
    let hex = blake3::hash(key.as_bytes()).to_hex();
    format!("stream/{}", &hex[..32])
}

/// An address without user and password, and these.
pub fn parted(address: &str) -> (String, Option<CameraLogin>) {
    let Some((scheme, rest)) = address.split_once("://") else { return (address.to_owned(), None) };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    // A password may hold an @ of its own: the last one ends it.
    let Some((said, host)) = rest[..end].rsplit_once('@') else { return (address.to_owned(), None) };
    let bare = format!("{scheme}://{host}{}", &rest[end..]);
    let (user, password) = said.split_once(':').unwrap_or((said, ""));
    let login = CameraLogin { user: unescaped(user), password: unescaped(password) };
    (bare, (!said.is_empty()).then_some(login))
}

/// Where the camera of an address is, as it is written there.
pub fn host_of(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let host = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    (!host.is_empty()).then_some(host)
}

/// `%40` is an @.
fn unescaped(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = text.get(at + 1..at + 3).filter(|_| *byte == b'%');
        if let Some(value) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            plain.push(value);
            at += 3;
        } else {
            plain.push(*byte);
            at += 1;
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}

/// A sort of place inside which no camera may look (《公共安全视频图像信息系统管理条例》, article 8; homes and wards go
/// without saying, and are said).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Private {
    /// Named for words.
    pub code: &'static str,
    /// What such places are called, as parts of a Chinese name or as English words.
    pub names: &'static [&'static str],
}

/// All of them.
pub const PRIVATE: &[Private] = &[
    Private {
        code: "home", names: &["住宅", "住户", "居民家", "家中", "民宅", "室内居住", "home", "dwelling"]
    },
    Private { code: "guest_room", names: &["客房", "包间", "包厢", "guestroom"] },
    Private { code: "dormitory", names: &["宿舍", "寝室", "休息室", "dormitory"] },
    Private { code: "toilet", names: &["卫生间", "厕所", "洗手间", "公厕", "toilet", "restroom"] },
    Private { code: "bath", names: &["浴室", "浴池", "澡堂", "淋浴", "洗浴", "bathroom", "shower"] },
    Private { code: "changing_room", names: &["更衣", "试衣", "changing", "fitting"] },
    Private { code: "nursing_room", names: &["哺乳", "母婴室", "nursing"] },
    Private { code: "ward", names: &["病房", "诊室", "诊疗室", "手术室", "ward", "wards"] },
];
/// What a name says that looks at such a place from outside, or at another part of it.
const OUTSIDE: &[&str] = &[
    "门口",
    "门外",
    "大门",
    "正门",
    "出入口",
    "入口",
    "出口",
    "外墙",
    "外侧",
    "周边",
    "走廊",
    "通道",
    "楼道",
    "大厅",
    "大堂",
    "前台",
    "广场",
    "停车场",
    "outside",
    "entrance",
    "gate",
    "corridor",
    "lobby",
];

/// Where a camera of this name, at a place of this kind, would look that it may not; none: it may.
pub fn private(kind: &str, name: &str) -> Option<&'static Private> {
    if OUTSIDE.iter().any(|word| says(name, word)) {
        return None;
    }
    PRIVATE.iter().find(|one| one.names.iter().any(|word| says(kind, word) || says(name, word)))
}

fn says(text: &str, word: &str) -> bool {
    if !word.is_ascii() {
        return text.contains(word);
    }
    text.split(|sign: char| !sign.is_ascii_alphabetic()).any(|part| part.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_a_camera_is_parted_from_where_it_is() {
        let login =
            |user: &str, password: &str| Some(CameraLogin { user: user.to_owned(), password: password.to_owned() });
        let cases = [
            ("rtsp://admin:geheim@10.0.0.9:554/a?b=1", "rtsp://10.0.0.9:554/a?b=1", login("admin", "geheim")),
            ("rtsp://admin:p@ss@cam/1", "rtsp://cam/1", login("admin", "p@ss")),
            ("rtsp://admin:p%40%E9%97%A8@cam", "rtsp://cam", login("admin", "p@门")),
            ("rtsp://admin@cam/1", "rtsp://cam/1", login("admin", "")),
            ("rtsp://@cam/1", "rtsp://cam/1", None),
            ("rtsp://cam/user@home", "rtsp://cam/user@home", None),
            ("cam", "cam", None),
        ];
        for (written, bare, opens) in cases {
            assert_eq!(parted(written), (bare.to_owned(), opens), "{written}");
        }
    }

    #[test]
    fn a_login_is_never_written_down() {
        let mut stream = Stream {
            venue: "V1".to_owned(),
            name: "正门".to_owned(),
            address: "rtsp://admin:geheim@cam:8554/1".to_owned(),
        };
        let login = stream.part_login().expect("a login");
        assert!(!format!("{stream:?}{login:?}").contains("geheim"));
        assert_eq!((login.host.as_str(), stream.address.as_str()), ("cam:8554", "rtsp://cam:8554/1"));
        assert_eq!(stream.part_login(), None);
    }

    #[test]
    fn rtsp_is_played_and_hls_by_the_name_of_its_playlist() {
        let is_played = |address: &str| {
            Stream { venue: String::new(), name: String::new(), address: address.to_owned() }.is_played()
        };
        for played in
            ["rtsp://cam", "RTSPS://cam/1#sha256=00", "http://cam:8888/a/index.m3u8", "https://cam/a.M3U8?b=1"]
        {
            assert!(is_played(played), "{played}");
        }
        for other in ["", "cam", "https://cam/whep", "https://cam/a", "https://cam/a?b=c.m3u8", "ftp://cam/a.m3u8"] {
            assert!(!is_played(other), "{other}");
        }
    }

    #[test]
    fn no_camera_looks_where_people_are_private_and_every_one_may_look_at_the_door() {
        let code = |kind: &str, name: &str| private(kind, name).map(|one| one.code);
        assert_eq!(code("宾馆", "三楼客房"), Some("guest_room"));
        assert_eq!(code("公共厕所", "1 号"), Some("toilet"));
        assert_eq!(code("医院", "住院部病房"), Some("ward"));
        assert_eq!(code("居民住宅", "客厅"), Some("home"));
        assert_eq!(code("服装店", "试衣间"), Some("changing_room"));
        assert_eq!(code("mall", "Fitting room 2"), Some("changing_room"));
        for (kind, name) in
            [("大型商超", "正门"), ("公共厕所", "门口"), ("医院", "病房楼入口"), ("小区门岗", "Edward St")]
        {
            assert_eq!(code(kind, name), None, "{kind} {name}");
        }
    }
}
