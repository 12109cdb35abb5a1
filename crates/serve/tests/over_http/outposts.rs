//! Switchboards that stand by themselves: what is said there stands in the group as if the desk had carried it, nobody is
//! in there but by a ticket of the desk, and who loses his seat is out of there, too.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::http::Request;
use domain::seat::Role;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use serde_json::{Value, json};
use serve::{Outpost, OutpostOptions, OutpostsWanted};
use tempfile::TempDir;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

use crate::house::{FIRST, House};
use crate::media::{PATIENCE, PROTOCOL, Page, begun, live, note_of};

const SECRET: &str = "0123456789abcdef0123456789abcdef";
/// Far longer than a switchboard takes to ask the desk.
const TAKEN: Duration = Duration::from_millis(900);

/// A desk with two switchboards.
struct Site {
    house: House,
    outposts: Vec<Outpost>,
    _folder: TempDir,
}

impl Site {
    fn open() -> Self {
        let (house, folder) = (House::open(), TempDir::new().unwrap());
        let secret = secret_in(&folder, SECRET);
        let open = || {
            let options =
                OutpostOptions { listen: ([127, 0, 0, 1], 0).into(), certificate: None, secret: secret.clone() };
            house.runtime.block_on(Outpost::open(options)).unwrap()
        };
        let outposts = vec![open(), open()];
        let addresses = outposts.iter().map(|one| format!("ws://{}", one.address())).collect();
        let entered = house.runtime.enter();
        house.door().use_outposts(&OutpostsWanted { addresses, secret, authority: None }).unwrap();
        drop(entered);
        let site = Self { house, outposts, _folder: folder };
        site.until("both are up", |site| {
            let told: BTreeSet<_> = (0..20).filter_map(|_| site.told(&site.house.owner, &another())).collect();
            site.outposts
                .iter()
                .all(|one| told.iter().any(|told| told.starts_with(&format!("ws://{}/", one.address()))))
        });
        site
    }

    /// The address with a ticket that the desk gives for a line; none: it carries it itself.
    fn told(&self, token: &str, line: &str) -> Option<String> {
        let (status, told) = self.house.post("/api/switchboard", Some(token), &json!({ "line": line }));
        assert_eq!(status, 200, "{told}");
        told["address"].as_str().map(str::to_owned)
    }

    fn page(&self, token: &str, line: &str) -> Page<'_> {
        let address = self.told(token, line).expect("a switchboard is up");
        Page::by(&self.house, request(&address, None))
    }

    fn until(&self, what: &str, is: impl Fn(&Self) -> bool) {
        let found = async {
            while !is(self) {
                sleep(Duration::from_millis(50)).await;
            }
        };
        self.house.runtime.block_on(async { timeout(PATIENCE, found).await }).expect(what);
    }

    /// With which status the door of an address stays shut; none: it opens.
    fn shut(&self, request: Request<()>) -> Option<u16> {
        match self.house.runtime.block_on(connect_async(request)) {
            Err(Error::Http(response)) => Some(response.status().as_u16()),
            Ok(_) => None,
            Err(other) => panic!("{other}"),
        }
    }
}

/// A line of which nobody has asked: one that was told a place stays there.
fn another() -> String {
    static ASKED: AtomicU64 = AtomicU64::new(0);
    format!("speech/{}", uuid::Uuid::from_u128(ASKED.fetch_add(1, Ordering::Relaxed).into()))
}

fn secret_in(folder: &TempDir, secret: &str) -> PathBuf {
    let file = folder.path().join("secret");
    fs::write(&file, secret).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    }
    file
}

fn request(address: &str, origin: Option<&str>) -> Request<()> {
    let mut request = address.into_client_request().unwrap();
    request.headers_mut().insert("sec-websocket-protocol", PROTOCOL.parse().unwrap());
    if let Some(origin) = origin {
        request.headers_mut().insert("origin", origin.parse().unwrap());
    }
    request
}

fn end_of(value: &Value) -> Option<&str> {
    value["attachments"][0]["file"]["media"].as_str()
}

#[test]
fn what_is_said_at_a_switchboard_elsewhere_stands_in_the_group_as_a_voice_note() {
    let site = Site::open();
    let token = site.house.seat(Role::Field, None);
    let speech = begun(&site.house, &token, FIRST);
    let page = site.page(&token, &format!("speech/{speech}"));
    let mut mouth = page.speak(&speech);
    mouth.say(100);
    assert_eq!(live(&site.house), 1);
    mouth.let_go();
    let note = note_of(&site.house, &speech);
    assert_eq!((end_of(&note), &note["author"]["role"]), (Some("ogg"), &json!("field")), "{note}");
    assert_eq!(live(&site.house), 0, "the floor is free");
}

#[test]
fn a_ticket_lets_in_one_page_from_the_origin_that_asked_for_one_line_at_one_switchboard() {
    let site = Site::open();
    let token = site.house.seat(Role::Field, None);
    let speech = begun(&site.house, &token, FIRST);
    let line = format!("speech/{speech}");
    let told = || site.told(&token, &line).expect("a switchboard is up");

    let address = told();
    let other = site.outposts.iter().map(|one| format!("ws://{}", one.address())).find(|one| !address.starts_with(one));
    let ticket = address.rsplit('/').next().unwrap();
    let elsewhere = format!("{}/media/{ticket}", other.expect("there are two"));
    assert_eq!(site.shut(request(&elsewhere, None)), Some(401), "at the other one");
    assert_eq!(site.shut(request(&address, None)), Some(401), "it was shown, and is used up");
    assert_eq!(site.shut(request(&told(), Some("https://evil.example"))), Some(401), "from another page");
    assert_eq!(site.shut(request(&format!("{}x", told()), None)), Some(401), "none that was given out");

    let another = begun(&site.house, &site.house.seat(Role::Operator, None), FIRST);
    let page = site.page(&token, &line);
    assert!(!page.speak(&another).is_taken_within(TAKEN), "another's line, and not what he came for");
    let (status, _) = site.house.post("/api/switchboard", None, &json!({ "line": line }));
    assert_eq!(status, 401, "nobody gets a ticket without a seat");
}

#[test]
fn a_phone_that_is_revoked_is_cut_off_there_too_and_what_it_said_is_kept() {
    let site = Site::open();
    let token = site.house.seat(Role::Field, None);
    let speech = begun(&site.house, &token, FIRST);
    let page = site.page(&token, &format!("speech/{speech}"));
    let mut mouth = page.speak(&speech);
    mouth.say(50);
    let (_, devices) = site.house.ask(&site.house.owner, &json!({ "type": "devices" }));
    let device = devices["devices"][0]["id"].clone();
    let (status, outcome) = site.house.act(&site.house.owner, &json!({ "type": "revoke_device", "device": device }));
    assert_eq!(status, 200, "{outcome}");
    let closed = site.house.runtime.block_on(async { timeout(PATIENCE, page.session.closed()).await });
    assert!(closed.is_ok(), "within seconds");
    assert_eq!(end_of(&note_of(&site.house, &speech)), Some("ogg"));
}

#[test]
fn whose_switchboard_is_gone_goes_on_at_another_and_what_was_said_until_then_is_kept() {
    let mut site = Site::open();
    let token = site.house.seat(Role::Field, None);
    let speech = begun(&site.house, &token, FIRST);
    let line = format!("speech/{speech}");
    let before = site.told(&token, &line).expect("a switchboard is up");
    let page = Page::by(&site.house, request(&before, None));
    page.speak(&speech).say(50);
    let gone = site.outposts.iter().position(|one| before.starts_with(&format!("ws://{}/", one.address()))).unwrap();
    let gone = site.outposts.remove(gone);
    drop(page);
    site.house.runtime.block_on(gone.close());
    assert_eq!(end_of(&note_of(&site.house, &speech)), Some("ogg"), "it was handed over before the wire went");
    let left = format!("ws://{}/", site.outposts[0].address());
    site.until("the next is told the other", |site| {
        site.told(&token, &line).is_some_and(|told| told.starts_with(&left))
    });
    let next = begun(&site.house, &token, FIRST);
    let page = site.page(&token, &format!("speech/{next}"));
    page.speak(&next).say(50);
    let last = site.outposts.pop().unwrap();
    site.house.runtime.block_on(last.close());
    site.until("the desk carries it itself", |site| site.told(&token, &another()).is_none());
}

#[test]
fn a_page_that_stays_with_its_desk_is_led_on_and_others_may_go_there_by_the_pages_policy() {
    let site = Site::open();
    let token = site.house.seat(Role::Field, None);
    let speech = begun(&site.house, &token, FIRST);
    let mut by_the_desk = request(&format!("ws://127.0.0.1:{}/api/media?line=speech/{speech}", site.house.port), None);
    by_the_desk.headers_mut().insert("cookie", site.house.cookie(&token).parse().unwrap());
    let page = Page::by(&site.house, by_the_desk);
    let mut mouth = page.speak(&speech);
    mouth.say(50);
    mouth.let_go();
    assert_eq!(end_of(&note_of(&site.house, &speech)), Some("ogg"));
    let answer = site.house.get("/", &[]);
    let policy = answer.headers()["content-security-policy"].to_str().unwrap();
    for outpost in &site.outposts {
        assert!(policy.contains(&format!(" ws://{}", outpost.address())), "{policy}");
    }
}

#[test]
fn through_tls_the_desk_trusts_the_authority_that_it_was_told_and_no_other() {
    let (house, folder) = (House::open(), TempDir::new().unwrap());
    let secret = secret_in(&folder, SECRET);
    let [ours, foreign] = ["ours", "foreign"].map(|name| authority(&folder, name));
    let options =
        OutpostOptions { listen: ([127, 0, 0, 1], 0).into(), certificate: Some(ours.1), secret: secret.clone() };
    let outpost = house.runtime.block_on(Outpost::open(options)).unwrap();
    let addresses = vec![format!("wss://localhost:{}", outpost.address().port())];
    let told = |house: &House| {
        house.post("/api/switchboard", Some(&house.owner), &json!({ "line": another() })).1["address"].clone()
    };
    let wanted = |authority| OutpostsWanted { addresses: addresses.clone(), secret: secret.clone(), authority };
    let entered = house.runtime.enter();
    let code = house.door().use_outposts(&wanted(None)).unwrap_err().code;
    assert_eq!(code, "serve.switchboard_authority");
    house.door().use_outposts(&wanted(Some(foreign.0))).unwrap();
    drop(entered);
    let trusting = House::open();
    let entered = trusting.runtime.enter();
    trusting.door().use_outposts(&wanted(Some(ours.0))).unwrap();
    drop(entered);
    let site = Site { house: trusting, outposts: vec![outpost], _folder: folder };
    site.until("it is up", |site| told(&site.house).as_str().is_some_and(|told| told.starts_with(&addresses[0])));
    assert_eq!(told(&house), Value::Null, "to the first somebody else vouches for it");
}

/// An authority's certificate, and one for this machine that it has signed, with its key: the files.
fn authority(folder: &TempDir, name: &str) -> (PathBuf, (PathBuf, PathBuf)) {
    let write = |kind: &str, text: String| {
        let file = folder.path().join(format!("{name}.{kind}.pem"));
        fs::write(&file, text).unwrap();
        file
    };
    let mut wanted = CertificateParams::new(Vec::new()).unwrap();
    wanted.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().unwrap();
    let certificate = wanted.self_signed(&key).unwrap().pem();
    let issuer = Issuer::new(wanted, key);
    let leaf_key = KeyPair::generate().unwrap();
    let leaf = CertificateParams::new(vec!["localhost".to_owned()]).unwrap().signed_by(&leaf_key, &issuer).unwrap();
    (write("ca", certificate), (write("leaf", leaf.pem()), write("key", leaf_key.serialize_pem())))
}

#[test]
fn a_switchboard_without_its_desk_lets_nobody_in_and_nobody_is_the_desk_without_the_secret() {
    let (house, folder) = (House::open(), TempDir::new().unwrap());
    let secret = secret_in(&folder, SECRET);
    let options = OutpostOptions { listen: ([127, 0, 0, 1], 0).into(), certificate: None, secret };
    let outpost = house.runtime.block_on(Outpost::open(options)).unwrap();
    let site = Site { house, outposts: vec![outpost], _folder: folder };
    let address = format!("ws://{}", site.outposts[0].address());
    assert_eq!(site.shut(request(&format!("{address}/media/x"), None)), Some(503));
    for secret in ["", "Bearer ", "Bearer 0123456789abcdef0123456789abcdeX"] {
        let mut request = format!("{address}/desk").into_client_request().unwrap();
        request.headers_mut().insert("authorization", secret.parse().unwrap());
        assert_eq!(site.shut(request), Some(401), "{secret}");
    }
}

#[test]
fn a_switchboard_is_not_opened_without_tls_or_with_a_secret_that_others_read_or_guess() {
    let (house, folder) = (House::open(), TempDir::new().unwrap());
    let code = |listen: [u8; 4], secret: &PathBuf| {
        let options = OutpostOptions { listen: (listen, 0).into(), certificate: None, secret: secret.clone() };
        house.runtime.block_on(Outpost::open(options)).err().map(|failure| failure.code)
    };
    let good = secret_in(&folder, SECRET);
    assert_eq!(code([0, 0, 0, 0], &good).as_deref(), Some("serve.switchboard_open"));
    let short = secret_in(&folder, "0123456789abcdef");
    assert_eq!(code([127, 0, 0, 1], &short).as_deref(), Some("serve.secret_short"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let open = secret_in(&folder, SECRET);
        fs::set_permissions(&open, fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(code([127, 0, 0, 1], &open).as_deref(), Some("serve.secret_open"));
    }
}
