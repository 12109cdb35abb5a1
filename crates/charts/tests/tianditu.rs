//! 天地图, played by a server of this machine: tiles, a wrong key, a limit, a login page, silence.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use charts::TilePlace;
use charts::tianditu::{Account, Tianditu, admit};
use domain::basemap::TiandituSheet;
use tempfile::TempDir;

const KEY: &str = "0123456789abcdef0123456789abcdef";
const PLACE: TilePlace = TilePlace { zoom: 10, x: 838, y: 410 };
const PICTURE: &[u8] = b"\xff\xd8\xff\xe0 a picture";
const DAY: i64 = 24 * 60 * 60_000;
/// A day of the year 2100: whatever is kept now is old by then.
const LATER: i64 = 4_102_444_800_000;

/// A server that answers each request with what `answer` says, and remembers what was asked.
struct Sky {
    account: Account,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Sky {
    fn new(answer: impl Fn(&str) -> (u16, &'static [u8]) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://127.0.0.1:{}", listener.local_addr().expect("an address").port());
        let asked = Arc::<Mutex<Vec<String>>>::default();
        let heard = Arc::clone(&asked);
        // It ends with the test's process.
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
                let first = lines.next().unwrap_or_default();
                let _ = lines.find(String::is_empty);
                let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
                let (status, body) = answer(&path);
                heard.lock().expect("one at a time").push(path);
                let head =
                    format!("HTTP/1.1 {status} x\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
                let _ = (&stream).write_all(head.as_bytes()).and_then(|()| (&stream).write_all(body));
            }
        });
        Self { account: Account { address, key: KEY.to_owned() }, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("one at a time").clone()
    }
}

fn service() -> (Tianditu, TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    (Tianditu::new(folder.path().join("tianditu")), folder)
}

fn now() -> i64 {
    // What is kept carries the machine's own time.
    let file = tempfile::NamedTempFile::new().expect("a file");
    let since = file.as_file().metadata().and_then(|known| known.modified()).expect("a time");
    since.duration_since(std::time::UNIX_EPOCH).expect("after 1970").as_millis() as i64
}

#[test]
fn a_tile_is_asked_for_once_and_kept() {
    let sky = Sky::new(|_| (200, PICTURE));
    let (service, _folder) = service();
    let now = now();
    for _ in 0..3 {
        let tile = service.tile(&sky.account, TiandituSheet::Vec, PLACE, now).expect("it answers");
        assert_eq!(tile.as_deref(), Some(PICTURE));
    }
    let asked = sky.asked();
    assert_eq!(asked.len(), 1, "{asked:?}");
    for part in [
        "/vec_w/wmts?",
        "LAYER=vec&",
        "TILEMATRIXSET=w&",
        "TILEMATRIX=10&TILEROW=410&TILECOL=838",
        &format!("tk={KEY}"),
    ] {
        assert!(asked[0].contains(part), "{part} in {asked:?}");
    }
    service.tile(&sky.account, TiandituSheet::Cia, PLACE, now).expect("it answers");
    assert_eq!(sky.asked().len(), 2, "another sheet is another tile");
    service.tile(&sky.account, TiandituSheet::Vec, PLACE, now + 20 * DAY).expect("it answers");
    assert_eq!(sky.asked().len(), 3, "what is old is asked for again");
    let world = TilePlace { zoom: 0, x: 0, y: 0 };
    assert_eq!(service.tile(&sky.account, TiandituSheet::Vec, world, now), Ok(None));
    assert_eq!(sky.asked().len(), 3, "there is no zoom 0");
}

#[test]
fn each_way_to_say_no_has_words_and_the_key_is_in_none() {
    let wrong: &[u8] = r#"{"msg":"非法Key","resolve":"请到API控制台重新申请Key","code":1}"#.as_bytes();
    let limit: &[u8] = r#"{"msg":"访问量超过限制","resolve":"请购买","code":12}"#.as_bytes();
    for (status, body, code) in [
        (403, wrong, "tianditu.key"),
        (200, wrong, "tianditu.key"),
        (403, limit, "tianditu.limit"),
        (429, b"".as_slice(), "tianditu.limit"),
        (500, b"".as_slice(), "tianditu.refused"),
        (302, b"".as_slice(), "tianditu.refused"),
        (200, b"<html>please log in</html>".as_slice(), "tianditu.no_picture"),
    ] {
        let sky = Sky::new(move |_| (status, body));
        let (service, _folder) = service();
        let flaw = service.tile(&sky.account, TiandituSheet::Img, PLACE, LATER).expect_err("no tile");
        assert_eq!(flaw.code, code, "{status}");
        assert!(!format!("{flaw:?}").contains(KEY));
        assert_eq!(service.trouble(), Some(flaw.clone()));
        assert_eq!(service.tile(&sky.account, TiandituSheet::Img, PLACE, LATER + 1), Err(flaw));
        assert_eq!(sky.asked().len(), 1, "nobody asks again at once");
        service.tile(&sky.account, TiandituSheet::Img, PLACE, LATER + DAY).expect_err("no tile");
        assert_eq!(sky.asked().len(), 2, "later it is asked again");
    }
}

#[test]
fn without_a_network_what_was_seen_is_shown_and_the_rest_has_words() {
    let (service, _folder) = service();
    let account = {
        let sky = Sky::new(|_| (200, PICTURE));
        service.tile(&sky.account, TiandituSheet::Vec, PLACE, now()).expect("it answers");
        sky.account
    };
    // A port that nobody listens on.
    let gone = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
    let away = Account { address: format!("http://{gone}"), ..account };
    let old = service.tile(&away, TiandituSheet::Vec, PLACE, LATER).expect("what was seen before");
    assert_eq!(old.as_deref(), Some(PICTURE));
    let flaw = service.tile(&away, TiandituSheet::Img, PLACE, LATER + DAY).expect_err("nobody answers");
    assert_eq!(flaw.code, "tianditu.away");
}

#[test]
fn a_key_that_is_right_again_is_asked_with_at_once() {
    let sky = Sky::new(|path| if path.contains(KEY) { (200, PICTURE) } else { (403, b"{}") });
    let (service, _folder) = service();
    let other = Account { key: "another-key".replace('-', ""), ..sky.account.clone() };
    assert_eq!(service.tile(&other, TiandituSheet::Vec, PLACE, LATER).expect_err("wrong").code, "tianditu.key");
    service.forget();
    assert!(service.tile(&sky.account, TiandituSheet::Vec, PLACE, LATER + 1).expect("it answers").is_some());
    assert_eq!(service.trouble(), None);
}

#[test]
fn an_answer_of_megabytes_is_no_tile() {
    static LARGE: [u8; 3 << 20] = [0xff; 3 << 20];
    let sky = Sky::new(|_| (200, &LARGE));
    let (service, _folder) = service();
    let flaw = service.tile(&sky.account, TiandituSheet::Vec, PLACE, LATER).expect_err("too large");
    assert_eq!(flaw.code, "tianditu.no_picture");
}

#[test]
fn only_sound_addresses_and_keys_are_taken() {
    let account = |address: &str, key: &str| Account { address: address.to_owned(), key: key.to_owned() };
    for address in ["https://t{s}.tianditu.gov.cn", "http://10.1.2.3:8080/tdt"] {
        assert_eq!(admit(&account(address, KEY)), Ok(()), "{address}");
    }
    for address in ["", "tianditu.gov.cn", "file:///etc/passwd", "https://u:p@x.cn", "https://x.cn/?a=", "ftp://x.cn"] {
        assert_eq!(admit(&account(address, KEY)).map_err(|flaw| flaw.code), Err("tianditu.address"), "{address}");
    }
    for key in ["", "short", "with space 1234", "0123456789&tk=x", &"a".repeat(65)] {
        assert_eq!(admit(&account("https://x.cn", key)).map_err(|flaw| flaw.code), Err("tianditu.key_form"), "{key}");
    }
}
