//! Cameras whose pictures lie in files that a playlist tells of.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use lookout::{Login, Seen, Source, Trouble};

use crate::stage::{Line, Stage, noise};
use crate::{MEASURED, held, look, lookout, next};

/// How long the pieces of the film are, in milliseconds, and all of them.
const LENGTHS: [u64; 4] = [2000, 2000, 2000, 1000];
const FILM: u64 = 7000;
/// How many pieces a playlist tells of.
const WINDOW: u64 = 4;

/// In which files a film lies.
#[derive(Clone, Copy)]
pub enum Format {
    Transport,
    Fragments,
}

impl Format {
    fn name(self, piece: u64) -> String {
        match self {
            Self::Transport => format!("{piece}.ts"),
            Self::Fragments => format!("{piece}.m4s"),
        }
    }

    fn file(self, name: &str) -> Option<&'static [u8]> {
        if name == "head.mp4" {
            return Some(include_bytes!("../../../../tests/fixtures/camera/hls/head.mp4"));
        }
        let number: usize = name.split('.').next()?.parse().ok()?;
        let transport: [&[u8]; 4] = [
            include_bytes!("../../../../tests/fixtures/camera/hls/piece-0.ts"),
            include_bytes!("../../../../tests/fixtures/camera/hls/piece-1.ts"),
            include_bytes!("../../../../tests/fixtures/camera/hls/piece-2.ts"),
            include_bytes!("../../../../tests/fixtures/camera/hls/piece-3.ts"),
        ];
        let fragments: [&[u8]; 4] = [
            include_bytes!("../../../../tests/fixtures/camera/hls/piece-0.m4s"),
            include_bytes!("../../../../tests/fixtures/camera/hls/piece-1.m4s"),
            include_bytes!("../../../../tests/fixtures/camera/hls/piece-2.m4s"),
            include_bytes!("../../../../tests/fixtures/camera/hls/piece-3.m4s"),
        ];
        let files = if matches!(self, Self::Transport) { transport } else { fragments };
        Some(files[number % files.len()])
    }

    /// What is told so long after the camera was switched on: the film goes on for ever.
    fn playlist(self, on: Duration) -> String {
        let on = u64::try_from(on.as_millis()).unwrap() + FILM;
        let ends = |piece: u64| piece / 4 * FILM + LENGTHS[..=(piece % 4) as usize].iter().sum::<u64>();
        let newest = (0..on).take_while(|piece| ends(*piece) <= on).last().unwrap();
        let first = (newest + 1).saturating_sub(WINDOW);
        let mut told = format!("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:{first}\n");
        if matches!(self, Self::Fragments) {
            told += "#EXT-X-MAP:URI=\"head.mp4\"\n";
        }
        for piece in first..=newest {
            let cut = if piece % 4 == 0 { "#EXT-X-DISCONTINUITY\n" } else { "" };
            let (seconds, name) = (LENGTHS[(piece % 4) as usize] / 1000, self.name(piece));
            told.push_str(&[cut, "#EXTINF:", &seconds.to_string(), ".0,\n", &name, "\n"].concat());
        }
        told
    }
}

/// A camera that is on.
pub fn camera(format: Format) -> Stage {
    let on = Instant::now();
    web(move |line, path| match path {
        "/live.m3u8" => line.give("200 OK", format.playlist(on.elapsed()).as_bytes()),
        path => line.give("200 OK", format.file(&path[1..]).unwrap_or_default()),
    })
}

/// A web server, which does as it likes with each path that is asked for; false: it hangs up.
fn web(answer: impl Fn(&mut Line, &str) -> bool + Send + Sync + 'static) -> Stage {
    Stage::open(move |line| {
        loop {
            let asked = line.request();
            let Some(path) = asked.split(' ').nth(1) else { return };
            if !answer(line, path) {
                return;
            }
        }
    })
}

fn source(stage: &Stage) -> Source {
    Source { address: format!("http://127.0.0.1:{}/live.m3u8", stage.port), login: None }
}

impl Line {
    fn give(&mut self, status: &str, body: &[u8]) -> bool {
        self.give_with(status, "", body)
    }

    fn give_with(&mut self, status: &str, headers: &str, body: &[u8]) -> bool {
        let length = body.len();
        self.write(format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\n\r\n").as_bytes())
            && self.write(body)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_camera_with_files_is_shown_and_goes_on_from_piece_to_piece() {
    let lookout = lookout();
    let cameras = [Format::Transport, Format::Fragments].map(camera);
    let mut looks: Vec<_> = cameras
        .iter()
        .enumerate()
        .map(|(nth, camera)| look(&lookout, &format!("stream/{nth}"), &source(camera)))
        .collect();
    for (_, seen) in &mut looks {
        assert_eq!(next(seen).await, Seen::Picture);
    }
    // Over the end of the film, where its clock begins anew.
    let past = tokio::time::sleep(Duration::from_millis(FILM + 2000));
    past.await;
    for (looking, seen) in &mut looks {
        assert!(looking.is_seen() && seen.try_recv().is_err(), "it was never lost");
    }
    assert!(cameras.iter().all(|camera| camera.knocks() == 1), "one connection each");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_choice_the_one_that_fits_is_shown_and_a_sender_on_the_same_machine_is_followed() {
    let on = Instant::now();
    let stage = web(move |line, path| match path {
        "/live.m3u8" => line.give_with("302 Found", "Location: /moved/live.m3u8\r\n", b""),
        "/moved/live.m3u8" => line.give(
            "200 OK",
            b"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=9,CODECS=\"av01.0.04M.08\"\nav1.m3u8\n\
              #EXT-X-STREAM-INF:BANDWIDTH=5,CODECS=\"avc1.42c00d\"\nlow/list.m3u8\n",
        ),
        "/moved/low/list.m3u8" => line.give("200 OK", Format::Transport.playlist(on.elapsed()).as_bytes()),
        path => {
            let name = path.strip_prefix("/moved/low/").unwrap_or_default();
            line.give("200 OK", Format::Transport.file(name).unwrap_or_default())
        }
    });
    let lookout = lookout();
    let (_looking, mut seen) = look(&lookout, "stream/a", &source(&stage));
    assert_eq!(next(&mut seen).await, Seen::Picture);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_camera_with_files_gets_a_password_when_it_asks_and_only_then() {
    let on = Instant::now();
    let locked = |line: &mut Line| {
        line.give_with("401 Unauthorized", "WWW-Authenticate: Digest realm=\"cam\", nonce=\"0a1b\"\r\n", b"")
    };
    let camera = web(move |line, path| {
        let asked = line.asked.to_ascii_lowercase();
        assert!(!asked.contains("geheim"), "{asked}");
        if !asked.contains("username=\"admin\"") {
            return locked(line);
        }
        match path {
            "/live.m3u8" => line.give("200 OK", Format::Transport.playlist(on.elapsed()).as_bytes()),
            path => line.give("200 OK", Format::Transport.file(&path[1..]).unwrap_or_default()),
        }
    });
    let lookout = lookout();
    let login = Login { user: "admin".to_owned(), password: "geheim".to_owned() };
    let (_one, mut seen) = look(&lookout, "stream/a", &Source { login: Some(login.clone()), ..source(&camera) });
    assert_eq!(next(&mut seen).await, Seen::Picture);
    let strict = web(move |line, _| locked(line));
    for login in [None, Some(login)] {
        let line = format!("stream/{}", login.is_some());
        let (_other, mut seen) = look(&lookout, &line, &Source { login, ..source(&strict) });
        assert_eq!(next(&mut seen).await, Seen::Nothing(Trouble::LoginRefused));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_camera_that_falls_silent_is_lost_and_found_again() {
    let on = Instant::now();
    let asked = AtomicUsize::new(0);
    let camera = web(move |line, path| match path {
        // After the first pieces it forgets that it has a stream, for once.
        "/live.m3u8" if asked.fetch_add(1, Ordering::Relaxed) == 1 => line.give("404 Not Found", b""),
        "/live.m3u8" => line.give("200 OK", Format::Transport.playlist(on.elapsed()).as_bytes()),
        path => line.give("200 OK", Format::Transport.file(&path[1..]).unwrap_or_default()),
    });
    let lookout = lookout();
    let (_looking, mut seen) = look(&lookout, "stream/a", &source(&camera));
    assert_eq!(next(&mut seen).await, Seen::Picture);
    assert_eq!(next(&mut seen).await, Seen::Lost(Trouble::NoSuchStream));
    assert_eq!(next(&mut seen).await, Seen::Picture);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_a_stranger_with_files_sends_has_a_word_and_a_good_camera_plays_on() {
    let lookout = lookout();
    let good = camera(Format::Transport);
    let (_looking, mut pictures) = look(&lookout, "stream/good", &source(&good));
    assert_eq!(next(&mut pictures).await, Seen::Picture);
    let _alone = MEASURED.lock().await;
    let before = held();
    let mut seen = Vec::new();
    let mut stages = Vec::new();
    for (name, manner, is_right) in strangers() {
        let stage = web(manner);
        let (looking, words) = look(&lookout, &format!("stream/{name}"), &source(&stage));
        seen.push((name, is_right, words, looking));
        stages.push(stage);
    }
    for (name, is_right, words, _) in &mut seen {
        let Seen::Nothing(trouble) = next(words).await else { panic!("{name} has no picture") };
        assert!(is_right(&trouble), "{name}: {trouble:?}");
    }
    // Each with what is read ahead of a picture, and a playlist's lines while they are read.
    let more = held().saturating_sub(before);
    assert!(more < 220 << 20, "{} MiB", more >> 20);
    assert!(pictures.try_recv().is_err(), "the good one was never lost");
    assert_eq!(good.knocks(), 1);
}

/// What each does, and which words are right for it.
type Stranger = (&'static str, fn(&mut Line, &str) -> bool, fn(&Trouble) -> bool);

/// A playlist with one piece.
const ONE: &[u8] = b"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\na.ts\n";

fn strangers() -> Vec<Stranger> {
    let mut strangers = playlists();
    strangers.extend(pieces());
    strangers
}

/// Those whose playlists are strange.
fn playlists() -> Vec<Stranger> {
    vec![
        (
            "a playlist without an end",
            |line, _| {
                line.write(b"HTTP/1.1 200 OK\r\n\r\n#EXTM3U\n");
                line.pour(
                    |bytes| bytes.chunks_exact_mut(8).for_each(|eight| eight.copy_from_slice(b"#EXTINF\n")),
                    1 << 30,
                );
                false
            },
            |t| *t == Trouble::TooMuch,
        ),
        (
            "a playlist of ten megabytes",
            |line, _| {
                let mut list = b"#EXTM3U\n#EXT-X-TARGETDURATION:2\n".to_vec();
                while list.len() < 10 << 20 {
                    list.extend_from_slice(b"#EXTINF:2,\nthe/name/of/a/file.ts\n");
                }
                line.give("200 OK", &list)
            },
            |t| *t == Trouble::TooMuch,
        ),
        (
            "a head without an end",
            |line, _| {
                line.write(b"HTTP/1.1 200 OK\r\nX: ");
                line.pour(|bytes| bytes.fill(b'a'), 1 << 30);
                false
            },
            |t| matches!(t, Trouble::TooMuch | Trouble::Nonsense),
        ),
        ("no playlist", |line, _| line.give("200 OK", b"<html>login</html>"), |t| *t == Trouble::Nonsense),
        (
            "random bytes",
            |line, _| {
                line.pour(|bytes| bytes.iter_mut().for_each(|byte| *byte = noise(*byte)), 1 << 20);
                false
            },
            |t| matches!(t, Trouble::Nonsense | Trouble::Ended),
        ),
        (
            "a playlist letter by letter",
            |line, _| {
                line.write(b"HTTP/1.1 200 OK\r\n\r\n#EXTM3U\n");
                while line.write(b"#") {
                    std::thread::sleep(Duration::from_millis(300));
                }
                false
            },
            |t| *t == Trouble::Silent,
        ),
        (
            "pictures elsewhere",
            |line, _| line.give("200 OK", b"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nhttp://10.9.8.7/a.ts\n"),
            |t| *t == Trouble::Elsewhere { place: "http://10.9.8.7".to_owned() },
        ),
        (
            "a sender elsewhere",
            |line, _| line.give_with("302 Found", "Location: https://127.0.0.1:1/live.m3u8\r\n", b""),
            |t| *t == Trouble::Elsewhere { place: "https://127.0.0.1:1".to_owned() },
        ),
        (
            "a sender in a circle",
            |line, _| line.give_with("302 Found", "Location: /live.m3u8\r\n", b""),
            |t| *t == Trouble::Nonsense,
        ),
        (
            "a file of this machine",
            |line, _| line.give("200 OK", b"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfile:///etc/passwd\n"),
            |t| matches!(t, Trouble::Elsewhere { .. }),
        ),
        (
            "a key",
            |line, _| {
                line.give(
                    "200 OK",
                    b"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\"\n#EXTINF:2,\na.ts\n",
                )
            },
            |t| *t == Trouble::Encrypted,
        ),
        ("a recording", |line, _| line.give("200 OK", &[ONE, b"#EXT-X-ENDLIST\n"].concat()), |t| *t == Trouble::Ended),
        (
            "a codec that nobody reads",
            |line, _| line.give("200 OK", b"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS=\"av01.0.04M.08\"\na.m3u8\n"),
            |t| *t == Trouble::OtherCodec { codec: "av01.0.04M.08".to_owned() },
        ),
        ("no such stream", |line, _| line.give("404 Not Found", b""), |t| *t == Trouble::NoSuchStream),
        (
            "a list that never goes on",
            |line, _| line.give("200 OK", b"#EXTM3U\n#EXT-X-TARGETDURATION:2\n"),
            |t| *t == Trouble::Silent,
        ),
    ]
}

/// Those whose pieces are.
fn pieces() -> Vec<Stranger> {
    fn listed(line: &mut Line, path: &str) -> bool {
        path == "/live.m3u8" && line.give("200 OK", ONE)
    }
    vec![
        (
            "random bytes in a piece",
            |line, path| {
                listed(line, path) || {
                    let bytes: Vec<u8> = (0..=255).cycle().take(1 << 20).map(noise).collect();
                    line.give("200 OK", &bytes)
                }
            },
            |t| *t == Trouble::Nonsense,
        ),
        (
            "a piece of gigabytes without a picture",
            |line, path| {
                listed(line, path) || {
                    line.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4000000000\r\n\r\n");
                    // Packets of a stream that nobody asked for; a picture's would be as long.
                    let packet = [&[0x47, 0x1f, 0xff, 0x10][..], &[0xff; 184]].concat();
                    while line.write(&packet) {}
                    false
                }
            },
            |t| *t == Trouble::TooMuch,
        ),
        (
            "a piece byte by byte",
            |line, path| {
                listed(line, path) || {
                    line.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4000000000\r\n\r\n");
                    while line.write(&[0x47]) {
                        std::thread::sleep(Duration::from_millis(300));
                    }
                    false
                }
            },
            |t| *t == Trouble::Silent,
        ),
        (
            "a piece of sound",
            |line, path| listed(line, path) || line.give("200 OK", &[0xff, 0xf1, 0x50, 0x80, 0x02, 0x1f, 0xfc]),
            |t| *t == Trouble::NoPictures,
        ),
        (
            "pieces that are gone",
            |line, path| {
                let list =
                    b"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\na\n#EXTINF:2,\nb\n#EXTINF:2,\nc\n#EXTINF:2,\nd\n";
                if path == "/live.m3u8" { line.give("200 OK", list) } else { line.give("404 Not Found", b"") }
            },
            |t| matches!(t, Trouble::NoSuchStream | Trouble::Silent),
        ),
        (
            "a head of a film that is none",
            |line, path| match path {
                "/live.m3u8" => line
                    .give("200 OK", b"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MAP:URI=\"h.mp4\"\n#EXTINF:2,\na.m4s\n"),
                _ => line.give("200 OK", &[0, 0, 0, 8, b'm', b'o', b'o', b'v', 1, 2, 3, 4, 5, 6, 7, 8]),
            },
            |t| *t == Trouble::Nonsense,
        ),
    ]
}
