//! Cameras that speak RTSP.

use std::net::TcpListener;
use std::time::Duration;

use lookout::{Login, Seen, Source, Trouble};
use tokio::time::timeout;

use crate::stage::{Line, Stage, noise};
use crate::{MEASURED, SOON, held, look, lookout, next};

const PATTERN: &[u8] = include_bytes!("../../../../tests/fixtures/camera/pattern.h264");

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_camera_is_opened_once_however_many_look_and_let_go_behind_the_last() {
    let camera = Stage::open(|line| line.film(usize::MAX));
    let lookout = lookout();
    let (first, mut seen) = look(&lookout, "stream/a", &source(&camera));
    assert_eq!(next(&mut seen).await, Seen::Picture);
    let (second, _) = look(&lookout, "stream/a", &source(&camera));
    drop(first);
    assert_eq!((lookout.open(), camera.knocks()), (1, 1));
    drop(second);
    assert_eq!(lookout.open(), 1, "whoever turns back finds it open");
    let closed = async {
        let mut look = tokio::time::interval(Duration::from_millis(20));
        while lookout.open() > 0 {
            look.tick().await;
        }
    };
    timeout(SOON, closed).await.expect("it is let go");
    assert_eq!(camera.knocks(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_camera_that_is_lost_is_sought_again_by_itself() {
    let camera = Stage::open(|line| line.film(3));
    let lookout = lookout();
    let (_looking, mut seen) = look(&lookout, "stream/a", &source(&camera));
    for _ in 0..2 {
        assert_eq!(next(&mut seen).await, Seen::Picture);
        assert_eq!(next(&mut seen).await, Seen::Lost(Trouble::Ended));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_camera_that_wants_a_password_gets_it_when_it_asks_and_only_then() {
    let camera = Stage::open(|line| {
        let asked = line.request();
        assert!(!asked.contains("Authorization"), "{asked}");
        line.say("RTSP/1.0 401 Unauthorized", "WWW-Authenticate: Digest realm=\"cam\", nonce=\"0a1b\"\r\n", "");
        let answered = line.request();
        let is_right = answered.contains("username=\"admin\"") && !answered.contains("geheim");
        if !is_right {
            return;
        }
        line.describe(H264);
        line.film_described(usize::MAX);
    });
    let lookout = lookout();
    let login = Login { user: "admin".to_owned(), password: "geheim".to_owned() };
    let (_one, mut seen) = look(&lookout, "stream/a", &Source { login: Some(login), ..source(&camera) });
    assert_eq!(next(&mut seen).await, Seen::Picture);

    let locked = Stage::open(|line| {
        line.request();
        line.say("RTSP/1.0 401 Unauthorized", "WWW-Authenticate: Digest realm=\"cam\", nonce=\"0a1b\"\r\n", "");
    });
    let (_other, mut seen) = look(&lookout, "stream/b", &source(&locked));
    assert_eq!(next(&mut seen).await, Seen::Nothing(Trouble::LoginRefused));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_a_stranger_sends_has_a_word_and_a_good_camera_plays_on() {
    let lookout = lookout();
    let good = Stage::open(|line| line.film(usize::MAX));
    let (_looking, mut pictures) = look(&lookout, "stream/good", &source(&good));
    assert_eq!(next(&mut pictures).await, Seen::Picture);
    let _alone = MEASURED.lock().await;
    let before = held();
    let mut seen = Vec::new();
    let mut stages = Vec::new();
    for (name, manner, is_right) in strangers() {
        let stage = Stage::open(manner);
        let (looking, words) = look(&lookout, &format!("stream/{name}"), &source(&stage));
        seen.push((name, is_right, words, looking));
        stages.push(stage);
    }
    for (name, is_right, words, _) in &mut seen {
        let Seen::Nothing(trouble) = next(words).await else { panic!("{name} has no picture") };
        assert!(is_right(&trouble), "{name}: {trouble:?}");
    }
    // Nine at once, each with what is read ahead of a picture, twice as its buffer grows.
    let more = held().saturating_sub(before);
    assert!(more < 220 << 20, "{} MiB", more >> 20);
    assert!(pictures.try_recv().is_err(), "the good one was never lost");
    assert_eq!(good.knocks(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_there_and_what_is_not_played_have_words_of_their_own() {
    let lookout = lookout();
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let at = |address: String| Source { address, login: None };
    let (_gone, mut seen) = look(&lookout, "stream/a", &at(format!("rtsp://{closed}/1")));
    assert_eq!(next(&mut seen).await, Seen::Nothing(Trouble::Unreachable));
    let (_web, mut seen) = look(&lookout, "stream/b", &at("https://cam/live/whep".to_owned()));
    assert_eq!(next(&mut seen).await, Seen::Nothing(Trouble::OtherKind));
}

/// What each does, and which words are right for it.
type Stranger = (&'static str, fn(&mut Line), fn(&Trouble) -> bool);

fn strangers() -> [Stranger; 9] {
    [
        (
            "random bytes",
            |line| line.pour(|bytes| bytes.iter_mut().for_each(|byte| *byte = noise(*byte)), 1 << 20),
            |t| matches!(t, Trouble::Nonsense | Trouble::TooMuch | Trouble::Silent | Trouble::Ended),
        ),
        (
            "a header without an end",
            |line| {
                line.request();
                line.write(b"RTSP/1.0 200 OK\r\nX: ");
                line.pour(|bytes| bytes.fill(b'a'), 1 << 30);
            },
            |t| *t == Trouble::TooMuch,
        ),
        (
            "headers without an end",
            |line| {
                line.request();
                line.write(b"RTSP/1.0 200 OK\r\n");
                line.pour(|bytes| bytes.chunks_exact_mut(4).for_each(|four| four.copy_from_slice(b"X:\r\n")), 1 << 30);
            },
            |t| matches!(t, Trouble::TooMuch | Trouble::Nonsense),
        ),
        (
            "a body of gigabytes",
            |line| {
                line.request();
                line.write(b"RTSP/1.0 200 OK\r\nContent-Length: 4000000000\r\n\r\n");
                line.pour(|bytes| bytes.fill(b'a'), 1 << 30);
            },
            |t| matches!(t, Trouble::TooMuch | Trouble::Nonsense),
        ),
        (
            "a codec that nobody reads",
            |line| {
                line.request();
                line.describe("m=video 0 RTP/AVP 96\r\na=rtpmap:96 NEVERSEEN-BEFORE-AND-LONG/90000\r\na=control:t\r\n");
                line.hold();
            },
            |t| *t == Trouble::OtherCodec { codec: "neverseen-before".to_owned() },
        ),
        (
            "sound alone",
            |line| {
                line.request();
                line.describe("m=audio 0 RTP/AVP 0\r\na=control:t\r\n");
                line.hold();
            },
            |t| *t == Trouble::NoPictures,
        ),
        (
            "no such stream",
            |line| {
                line.request();
                line.say("RTSP/1.0 404 Not Found", "", "");
                line.hold();
            },
            |t| *t == Trouble::NoSuchStream,
        ),
        (
            "a picture that never ends",
            |line| {
                line.request();
                line.describe(H264);
                line.play();
                let part = vec![0x55; 60_000];
                for number in 0_u16.. {
                    let head: &[u8] = if number == 0 { &[0x7c, 0x85] } else { &[0x7c, 0x05] };
                    if !line.packet(number, 9_000, false, &[head, &part].concat()) {
                        return;
                    }
                }
            },
            |t| *t == Trouble::TooMuch,
        ),
        ("silence", |line| line.hold(), |t| *t == Trouble::Silent),
    ]
}

const H264: &str = "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n\
    a=fmtp:96 packetization-mode=1;sprop-parameter-sets=Z0LACtoFB+XAREAAAAMAQAAABQPFCoA=,aM4PyA==\r\na=control:t\r\n";

/// Where it is asked for.
pub fn source(stage: &Stage) -> Source {
    Source { address: format!("rtsp://127.0.0.1:{}/1", stage.port), login: None }
}

impl Line {
    fn say(&mut self, status: &str, headers: &str, body: &str) -> bool {
        let number = self.asked.lines().find_map(|line| line.strip_prefix("CSeq: ")).unwrap_or("1").to_owned();
        let length = body.len();
        self.write(format!("{status}\r\nCSeq: {number}\r\n{headers}Content-Length: {length}\r\n\r\n{body}").as_bytes())
    }

    /// Answers what was asked last.
    fn describe(&mut self, media: &str) {
        let body = format!("v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=cam\r\nt=0 0\r\n{media}");
        self.say("RTSP/1.0 200 OK", "Content-Type: application/sdp\r\n", &body);
    }

    fn play(&mut self) {
        self.request();
        self.say(
            "RTSP/1.0 200 OK",
            "Session: 7;timeout=60\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1;ssrc=00000001\r\n",
            "",
        );
        self.request();
        self.say("RTSP/1.0 200 OK", "Session: 7\r\nRTP-Info: url=t;seq=0;rtptime=0\r\n", "");
    }

    /// As many pictures as that, a little faster than they were taken.
    pub fn film(&mut self, most: usize) {
        self.request();
        self.describe(H264);
        self.film_described(most);
    }

    fn film_described(&mut self, most: usize) {
        self.play();
        let mut number = 0_u16;
        for (place, picture) in pictures().iter().cycle().take(most).enumerate() {
            for (at, unit) in picture.iter().enumerate() {
                let is_last = at + 1 == picture.len();
                if !self.packet(number, (place as u32).wrapping_mul(9_000), is_last, unit) {
                    return;
                }
                number = number.wrapping_add(1);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn packet(&mut self, number: u16, time: u32, is_last: bool, payload: &[u8]) -> bool {
        let length = u16::try_from(12 + payload.len()).unwrap();
        let mut packet = vec![b'$', 0];
        packet.extend(length.to_be_bytes());
        packet.extend([0x80, if is_last { 0x80 | 0x60 } else { 0x60 }]);
        packet.extend(number.to_be_bytes());
        packet.extend(time.to_be_bytes());
        packet.extend(1_u32.to_be_bytes());
        packet.extend(payload);
        self.write(&packet)
    }
}

/// The units of each picture of the pattern, parted by what delimits its pictures.
fn pictures() -> Vec<Vec<Vec<u8>>> {
    let mut pictures: Vec<Vec<Vec<u8>>> = Vec::new();
    let starts: Vec<usize> =
        PATTERN.windows(3).enumerate().filter(|(_, three)| *three == [0, 0, 1]).map(|(at, _)| at).collect();
    for (place, start) in starts.iter().enumerate() {
        let end = starts.get(place + 1).copied().unwrap_or(PATTERN.len());
        let mut unit = PATTERN[start + 3..end].to_vec();
        while unit.last() == Some(&0) {
            unit.pop();
        }
        if unit[0] & 0x1f == 9 {
            pictures.push(Vec::new());
        } else if let Some(picture) = pictures.last_mut() {
            picture.push(unit);
        }
    }
    pictures
}
