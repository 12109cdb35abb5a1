//! Live sound: what somebody says stands in the group afterwards, whichever way it ends; nobody speaks without the floor.
//! Who hears it is tried with pages, in the browser's tests.

use std::time::Duration;

use bytes::Bytes;
use domain::seat::Role;
use moq_net::{Broadcast, BroadcastProducer, Client, Origin, OriginProducer, Session, Track, TrackProducer};
use qmux::ws::Upgraded;
use serde_json::{Value, json};
use tokio::time::{interval, sleep, timeout};
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use web_transport_trait::{RecvStream, SendStream, Session as _};

use crate::house::{FIRST, House, SECOND, TOP};

pub const PROTOCOL: &str = "qmux-01.moq-lite-04";
/// Far longer than loopback takes; only a broken test waits for it.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A page at the media door, and what it gives.
pub struct Page<'a> {
    house: &'a House,
    gives: OriginProducer,
    pub session: Session,
}

/// Somebody speaks; it ends with this.
pub struct Mouth<'a> {
    house: &'a House,
    sound: TrackProducer,
    _broadcast: BroadcastProducer,
}

impl<'a> Page<'a> {
    pub fn open(house: &'a House, token: &str) -> Self {
        Self::by(house, request(house, token, PROTOCOL))
    }

    /// A page that opens its connection with this.
    pub fn by(house: &'a House, request: axum::http::Request<()>) -> Self {
        let gives = Origin::random().produce();
        let session = house.runtime.block_on(async {
            let (socket, _) = connect_async(request).await.expect("the door is open");
            let transport = Upgraded::new(socket).with_alpn(PROTOCOL).connect();
            Client::new().with_publish(gives.consume()).connect(transport).await.expect("the switchboard answers")
        });
        Self { house, gives, session }
    }

    pub fn speak(&self, speech: &str) -> Mouth<'a> {
        self.give(&format!("speech/{speech}"))
    }

    /// Whether the desk ends the connection: so a page learns that nobody takes what it gives.
    pub fn is_let_go(&self) -> bool {
        self.house.runtime.block_on(async { timeout(PATIENCE, self.session.closed()).await.is_ok() })
    }

    /// Gives a line by its name.
    pub fn give(&self, line: &str) -> Mouth<'a> {
        let _entered = self.house.runtime.enter();
        let mut broadcast = Broadcast::new().produce();
        let sound = broadcast.create_track(Track::new("sound")).unwrap();
        assert!(self.gives.publish_broadcast(line.to_owned(), broadcast.consume()));
        Mouth { house: self.house, sound, _broadcast: broadcast }
    }
}

impl Mouth<'_> {
    /// Waits until somebody takes the sound, and gives so many packets of 20 ms at the pace of speech.
    pub fn say(&mut self, packets: u8) {
        self.house.runtime.block_on(async {
            timeout(PATIENCE, self.sound.used()).await.expect("the switchboard takes it").unwrap();
            let mut pace = interval(Duration::from_millis(20));
            for number in 0..packets {
                pace.tick().await;
                let stamp = u64::from(number) * 20_000;
                let packet = [&stamp.to_be_bytes()[..], &[0x78, number, 7]].concat();
                self.sound.write_frame(Bytes::from(packet)).unwrap();
            }
        });
    }

    /// Waits until somebody takes the sound, and gives as much as goes out; at most so many bytes.
    pub fn flood(&mut self, bytes: usize) {
        let packet = Bytes::from([&[0; 8], &[0x78][..], &[7; 1_200]].concat());
        self.house.runtime.block_on(async {
            timeout(PATIENCE, self.sound.used()).await.expect("the switchboard takes it").unwrap();
            for _ in 0..bytes / packet.len() {
                if self.sound.write_frame(packet.clone()).is_err() {
                    return;
                }
                tokio::task::yield_now().await;
            }
        });
    }

    /// As pages do: a stamp without a packet.
    pub fn let_go(&mut self) {
        self.house.runtime.block_on(async { self.sound.write_frame(Bytes::from_static(&[0; 8])).unwrap() });
    }

    pub fn is_taken_within(&self, while_: Duration) -> bool {
        self.house.runtime.block_on(async { timeout(while_, self.sound.used()).await.is_ok() })
    }
}

fn request(house: &House, token: &str, protocol: &str) -> axum::http::Request<()> {
    let mut request = format!("ws://127.0.0.1:{}/api/media", house.port).into_client_request().unwrap();
    request.headers_mut().insert("cookie", house.cookie(token).parse().unwrap());
    request.headers_mut().insert("sec-websocket-protocol", protocol.parse().unwrap());
    request
}

pub fn begun(house: &House, token: &str, channel: &str) -> String {
    let (status, outcome) = house.act(token, &json!({ "type": "begin_speech", "channel": channel, "span": "here" }));
    assert_eq!(status, 200, "{outcome}");
    outcome["speech"].as_str().unwrap().to_owned()
}

/// The group's newest line, once there is one that keeps this speech.
pub fn note_of(house: &House, speech: &str) -> Value {
    let asked = json!({ "type": "channel", "channel": FIRST, "span": "here", "limit": 5 });
    let found = async {
        loop {
            let (_, page) = house.ask(&house.owner, &asked);
            let lines = page["lines"].as_array().unwrap();
            if let Some(line) = lines.iter().find(|line| line["message"]["speech"] == speech) {
                return line["message"].clone();
            }
            sleep(Duration::from_millis(20)).await;
        }
    };
    house.runtime.block_on(async { timeout(PATIENCE, found).await }).expect("the note comes")
}

pub fn live(house: &House) -> usize {
    house.ask(&house.owner, &json!({ "type": "speeches" })).1["speeches"].as_array().unwrap().len()
}

#[test]
fn what_was_said_stands_in_the_group_as_a_voice_note_of_who_said_it() {
    let house = House::open();
    let token = house.seat(Role::Field, None);
    let page = Page::open(&house, &token);
    let speech = begun(&house, &token, FIRST);
    let mut mouth = page.speak(&speech);
    mouth.say(100);
    assert_eq!(live(&house), 1);
    mouth.let_go();
    let note = note_of(&house, &speech);
    let file = &note["attachments"][0]["file"];
    assert_eq!((file["media"].as_str(), note["words"].as_str()), (Some("ogg"), Some("")), "{note}");
    assert_eq!(note["author"]["role"], "field");
    assert_eq!(live(&house), 0, "the floor is free");
    let address = format!("/api/file/{}", file["hash"].as_str().unwrap());
    let bearer = format!("Bearer {}", house.owner);
    let bytes = house.get(&address, &[("authorization", &bearer)]).into_body().read_to_vec().unwrap();
    let at = |mark: &[u8]| bytes.windows(mark.len()).position(|window| window == mark);
    assert!(at(b"OpusHead").is_some() && at(&[0x78, 99, 7]).is_some(), "all hundred packets");
}

#[test]
fn a_line_that_breaks_leaves_what_was_said_until_then() {
    let house = House::open();
    let token = house.seat(Role::Field, None);
    let page = Page::open(&house, &token);
    let speech = begun(&house, &token, FIRST);
    let mut mouth = page.speak(&speech);
    mouth.say(50);
    let Page { session, .. } = page;
    drop(session);
    let note = note_of(&house, &speech);
    assert_eq!(note["attachments"][0]["file"]["media"], "ogg", "{note}");
    assert_eq!(live(&house), 0, "the floor is free");
}

#[test]
fn the_centre_cuts_in_and_what_was_said_before_is_kept() {
    let house = House::open();
    let token = house.seat(Role::Field, None);
    let page = Page::open(&house, &token);
    let speech = begun(&house, &token, FIRST);
    let mut mouth = page.speak(&speech);
    mouth.say(50);
    let (status, outcome) =
        house.act(&house.owner, &json!({ "type": "begin_speech", "channel": TOP, "span": "below" }));
    assert_eq!(status, 200, "{outcome}");
    let note = note_of(&house, &speech);
    assert_eq!(note["attachments"][0]["file"]["media"], "ogg", "though the phone goes on giving");
}

#[test]
fn nobody_speaks_without_the_floor_nor_in_anothers_name() {
    let house = House::open();
    let (head, operator) = (house.seat(Role::Field, None), house.seat(Role::Operator, Some(FIRST)));
    let speech = begun(&house, &head, FIRST);
    let taken = Duration::from_millis(600);
    for line in [&*speech, "01920000-0000-7000-8000-000000000000", "../x"] {
        let page = Page::open(&house, &operator);
        let mouth = page.speak(line);
        assert!(!mouth.is_taken_within(taken), "the head's floor, nobody's, no speech: {line}");
        assert!(page.is_let_go(), "it goes on for nobody: {line}");
    }
    let (status, failure) = house.act(&operator, &json!({ "type": "end_speech", "speech": speech }));
    assert_eq!(status, 200, "an operator cuts in on the field: {failure}");
    let own = Page::open(&house, &head);
    assert!(!own.speak(&speech).is_taken_within(taken), "it is over");
}

#[test]
fn the_door_opens_to_seats_and_to_our_own_protocol() {
    let house = House::open();
    let status = |token: &str, protocol| match house.runtime.block_on(connect_async(request(&house, token, protocol))) {
        Err(Error::Http(response)) => response.status().as_u16(),
        other => panic!("it opened: {:?}", other.map(|_| ())),
    };
    assert_eq!(status("nobody", PROTOCOL), 401);
    assert_eq!(status(&house.seat(Role::Operator, None), "chat"), 404);
}

#[test]
fn a_phone_that_is_revoked_is_cut_off() {
    let house = House::open();
    let token = house.seat(Role::Field, None);
    let page = Page::open(&house, &token);
    let (_, devices) = house.ask(&house.owner, &json!({ "type": "devices" }));
    let device = devices["devices"][0]["id"].clone();
    let (status, outcome) = house.act(&house.owner, &json!({ "type": "revoke_device", "device": device }));
    assert_eq!(status, 200, "{outcome}");
    assert!(page.is_let_go(), "within seconds");
}

/// Asks for a line as pages do, by its name, and says whether the desk lets the page have it: the camera's address is
/// nobody's, so no picture comes either way.
fn looks(house: &House, token: &str, line: &str) -> bool {
    let lost = || {
        let (_, list) = house.ask(&house.owner, &json!({ "type": "streams" }));
        list["streams"].as_array().unwrap().iter().any(|stream| !stream["trouble"].is_null())
    };
    let refused = house.runtime.block_on(async {
        let (socket, _) = connect_async(request(house, token, PROTOCOL)).await.unwrap();
        let session = Upgraded::new(socket).with_alpn(PROTOCOL).connect();
        let (mut ask, mut answer) = session.open_bi().await.unwrap();
        let mut wish = vec![0];
        for text in [line, "picture"] {
            wish.push(u8::try_from(text.len()).unwrap());
            wish.extend(text.as_bytes());
        }
        wish.extend([128, 1, 0, 0, 0]);
        let mut whole = vec![2];
        whole.extend((u16::try_from(wish.len()).unwrap() | 0x4000).to_be_bytes());
        whole.extend(wish);
        ask.write_all(&whole).await.unwrap();
        let tried = async {
            while !lost() {
                sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::select! {
            answered = answer.read_chunk(1) => !matches!(answered, Ok(Some(_))),
            () = tried => false,
        }
    });
    !refused
}

#[test]
fn a_camera_is_opened_for_a_look_that_is_open_and_for_nobody_else() {
    let house = House::open();
    let (operator, other) = (house.seat(Role::Operator, Some(FIRST)), house.seat(Role::Operator, Some(SECOND)));
    let stream = house.stream("V1");
    let begin = json!({ "type": "begin_viewing", "stream": stream, "reason": "patrol", "words": "", "round": null });
    let (status, failure) = house.act(&other, &begin);
    assert_eq!((status, failure["code"].as_str()), (403, Some("rights.outside_subtree")));
    let line = domain::camera::line_of(&stream);
    assert!(!looks(&house, &operator, &line), "nobody has said why");
    let (status, begun) = house.act(&operator, &begin);
    assert_eq!((status, begun["line"].as_str()), (200, Some(line.as_str())), "{begun}");
    assert!(!looks(&house, &other, &line), "it is not his look");
    assert!(!looks(&house, &operator, "stream/none"), "there is none of this name");
    assert!(looks(&house, &operator, &line));
}
