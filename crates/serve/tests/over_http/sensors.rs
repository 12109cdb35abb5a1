//! What sensors say at a real broker: in measure, whatever comes, and truthfully told when nobody is there. Where there is
//! no mosquitto the tests say so and are skipped.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use domain::seat::Role;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::house::{FIRST, House};

const USER: &str = "wutu";
const PASSWORD: &str = "canary-of-the-broker";

/// `mosquitto` on a port of its own, which lets in who knows the password; gone when it is dropped.
struct Mosquitto {
    port: u16,
    folder: TempDir,
    running: Option<Child>,
}

impl Mosquitto {
    /// None: there is none on this machine, which is said past the test's own capture.
    fn start() -> Option<Self> {
        Self::start_with(|_| String::new())
    }

    /// With more said to it, by the folder in which its files lie.
    fn start_with(more: impl Fn(&Path) -> String) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let words = folder.path().join("passwords");
        let made = Command::new("mosquitto_passwd").args(["-b", "-c"]).arg(&words).args([USER, PASSWORD]).status();
        let Ok(made) = made else {
            writeln!(std::io::stderr(), "skipped: no mosquitto (Debian: mosquitto)").expect("standard error is open");
            return None;
        };
        assert!(made.success());
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
        let more = more(folder.path());
        // Whatever account mosquitto changes into may read it.
        let user = if is_root() { "user root\n" } else { "" };
        let wish = format!(
            "listener {port} 127.0.0.1\nallow_anonymous false\npassword_file {}\nmax_queued_messages 0\n{user}{more}",
            words.display()
        );
        std::fs::write(folder.path().join("conf"), wish).unwrap();
        let mut broker = Self { port, folder, running: None };
        broker.rise();
        Some(broker)
    }

    fn rise(&mut self) {
        let conf = self.folder.path().join("conf");
        let mut command = Command::new("mosquitto");
        command.arg("-c").arg(conf).stdout(Stdio::null()).stderr(Stdio::null());
        self.running = Some(command.spawn().expect("mosquitto starts"));
        until("mosquitto listens", || TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok());
    }

    fn fall(&mut self) {
        if let Some(mut running) = self.running.take() {
            let _ = running.kill();
            let _ = running.wait();
        }
    }

    /// Says all of this at a topic, and waits until the broker has it.
    fn say(&self, topic: &str, payloads: impl IntoIterator<Item = Vec<u8>>) {
        self.say_as(0x30, topic, payloads);
    }

    /// The same, and the broker keeps the last of it for whoever comes.
    fn leave(&self, topic: &str, payload: Vec<u8>) {
        self.say_as(0x31, topic, [payload]);
    }

    fn say_as(&self, kind: u8, topic: &str, payloads: impl IntoIterator<Item = Vec<u8>>) {
        let mut line = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        let mut connect = b"\x00\x04MQTT\x04\xc2\x00\x3c".to_vec();
        for text in ["speaker", USER, PASSWORD] {
            connect.extend(with_length(text.as_bytes()));
        }
        let mut all = packet(0x10, &connect);
        for payload in payloads {
            let mut body = with_length(topic.as_bytes());
            body.extend(payload);
            all.extend(packet(kind, &body));
        }
        // Whoever asks whether the other is there hears it after all that came before.
        all.extend([0xc0, 0x00]);
        let mut reading = line.try_clone().unwrap();
        let writing = std::thread::spawn(move || line.write_all(&all).unwrap());
        let mut answers = [0; 6];
        reading.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        reading.read_exact(&mut answers).expect("the broker answers");
        assert_eq!(answers, [0x20, 2, 0, 0, 0xd0, 0]);
        writing.join().unwrap();
    }
}

impl Drop for Mosquitto {
    fn drop(&mut self) {
        self.fall();
    }
}

fn is_root() -> bool {
    std::os::unix::fs::MetadataExt::uid(&std::fs::metadata(Path::new("/proc/self")).unwrap()) == 0
}

fn with_length(bytes: &[u8]) -> Vec<u8> {
    [&u16::try_from(bytes.len()).unwrap().to_be_bytes()[..], bytes].concat()
}

fn packet(kind: u8, body: &[u8]) -> Vec<u8> {
    let (mut all, mut left) = (vec![kind], body.len());
    loop {
        let part = u8::try_from(left % 128).unwrap();
        left /= 128;
        all.push(if left > 0 { part | 0x80 } else { part });
        if left == 0 {
            break;
        }
    }
    all.extend(body);
    all
}

fn until(what: &str, is: impl Fn() -> bool) {
    let began = Instant::now();
    while !is() {
        assert!(began.elapsed() < Duration::from_mins(1), "{what}: not within a minute");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn sensors(house: &House) -> Value {
    house.ask(&house.owner, &json!({ "type": "sensors" })).1
}

fn incidents(house: &House) -> Value {
    let wish = json!({ "scope": null, "states": [], "kinds": [], "channels": ["sensor"], "mine": false });
    house.ask(&house.owner, &json!({ "type": "incidents", "wish": wish, "from": 0, "limit": 500 })).1
}

fn enter(house: &House, address: &str) {
    let admin = house.seat(Role::Admin, None);
    let mut rows: Vec<Value> = (0..40)
        .map(|at| {
            json!([
                format!("F-{at}"),
                "fire",
                format!("{at}号楼烟感"),
                FIRST,
                "fire",
                format!("/dev = F-{at} & /state = alarm"),
                "/id"
            ])
        })
        .collect();
    rows.push(json!(["W-1", "water", "东湖泵站", "V1", "water/1", "/level >= 3.5", ""]));
    let table = json!({ "type": "revise_table", "of": "sensors", "rows": rows, "seen": null });
    let (status, told) = house.act(&admin, &table);
    assert_eq!(status, 200, "{told}");
    listen_at(house, address);
}

fn listen_at(house: &House, address: &str) {
    let admin = house.seat(Role::Admin, None);
    let (status, told) = house.act(&admin, &json!({ "type": "set_broker", "address": address }));
    assert_eq!(status, 200, "{told}");
}

fn alarm(sensor: u32, id: u32) -> Vec<u8> {
    json!({ "dev": format!("F-{sensor}"), "state": "alarm", "id": id }).to_string().into_bytes()
}

#[test]
fn a_storm_of_ten_thousand_events_leaves_a_list_that_can_be_worked_and_sends_nobody_out() {
    let Some(broker) = Mosquitto::start() else { return };
    let house = House::open();
    enter(&house, &format!("mqtt://{USER}:{PASSWORD}@127.0.0.1:{}", broker.port));
    until("the broker is there", || sensors(&house)["link"]["state"] == "there");
    assert_eq!(sensors(&house)["has_login"], true);
    assert!(!sensors(&house).to_string().contains(PASSWORD));

    broker.say("fire", (0..10_000).map(|at| alarm(at % 40, at)));
    until("all is heard", || sensors(&house)["heard"]["messages"] == 10_000);
    let heard = sensors(&house)["heard"].clone();
    let count = |name: &str| heard[name].as_u64().unwrap();
    assert_eq!(count("suspicions"), 30, "{heard}");
    assert_eq!(count("suspicions") + count("again") + count("too_many"), 10_000, "{heard}");
    let list = incidents(&house);
    assert_eq!(list["total"], 30);
    let all = list["incidents"].as_array().unwrap();
    assert!(all.iter().all(|one| one["state"] == "reported" && one["lead"].is_null()), "{list}");
    let (_, orders) = house.ask(&house.owner, &json!({ "type": "orders", "scope": null, "limit": 5 }));
    assert_eq!(orders["total"], 0, "no sensor gives anything to anybody");
}

#[test]
fn whatever_is_said_harms_nobody_and_only_what_was_meant_is_a_suspicion() {
    let Some(broker) = Mosquitto::start() else { return };
    let house = House::open();
    enter(&house, &format!("mqtt://{USER}:{PASSWORD}@127.0.0.1:{}", broker.port));
    // Kept at the broker from before: an alarm of yesterday, and a word so long that whoever took it would be cut off.
    broker.leave("fire", alarm(3, 1));
    broker.leave("water/1", vec![b'0'; 3 << 20]);
    listen_at(&house, &format!("mqtt://{USER}:{PASSWORD}@127.0.0.1:{}#again", broker.port));
    until("what was kept is passed over", || sensors(&house)["heard"]["messages"] == 2);
    until("the broker is there", || sensors(&house)["link"]["state"] == "there");
    let heard = sensors(&house)["heard"].clone();
    assert_eq!(
        (&heard["suspicions"], &heard["kept"], &heard["unreadable"]),
        (&json!(0), &json!(1), &json!(1)),
        "{heard}"
    );
    let strange = [
        vec![0xff; 100],
        b"{".to_vec(),
        vec![b'['; 60_000],
        vec![b'9'; 70_000],
        vec![b'9'; 5 << 20],
        Vec::new(),
        br#"{"level": "NaN"}"#.to_vec(),
        br#"{"level": 3.4}"#.to_vec(),
        br#"{"level": {"level": 9}}"#.to_vec(),
    ];
    broker.say("water/1", strange);
    broker.say("water/1", [br#"{"level": 3.6, "words": "\u5f20\u4e09 13812345678 <script>"}"#.to_vec()]);
    // It was heard before it is written down.
    until("the event is written down", || sensors(&house)["heard"]["suspicions"] == 1);
    assert_eq!(sensors(&house)["heard"]["messages"], 12);
    let heard = sensors(&house)["heard"].clone();
    assert_eq!((&heard["suspicions"], &heard["unreadable"]), (&json!(1), &json!(4)), "{heard}");
    let list = incidents(&house);
    assert_eq!(list["incidents"][0]["words"], "疑似水位超限：东湖泵站");
    assert!(!list.to_string().contains("script") && !list.to_string().contains("1381234"));
}

#[test]
fn who_is_not_let_in_or_left_alone_says_so_and_comes_back_by_himself() {
    let Some(mut broker) = Mosquitto::start() else { return };
    let house = House::open();
    enter(&house, &format!("mqtt://{USER}:wrong@127.0.0.1:{}", broker.port));
    until("it is refused", || sensors(&house)["link"]["code"] == "sensor.login");
    listen_at(&house, &format!("mqtt://{USER}:{PASSWORD}@127.0.0.1:{}", broker.port));
    until("the broker is there", || sensors(&house)["link"]["state"] == "there");
    broker.fall();
    until("it is lost", || sensors(&house)["link"]["state"] == "lost");
    let unheard = || house.ask(&house.owner, &json!({ "type": "alarms" })).1["unheard"].clone();
    assert_eq!(unheard()["since"], sensors(&house)["link"]["since"], "whoever is on watch hears so");
    broker.rise();
    until("it is there again", || sensors(&house)["link"]["state"] == "there");
    assert!(unheard().is_null());
    let admin = house.seat(Role::Admin, None);
    assert_eq!(house.act(&admin, &json!({ "type": "set_broker", "address": null })).0, 200);
    until("nobody is listened to", || sensors(&house)["link"]["state"] == "off");
    let bad = house.act(&admin, &json!({ "type": "set_broker", "address": "http://127.0.0.1" }));
    assert_eq!((bad.0, bad.1["code"].as_str()), (422, Some("sensor.no_address")));
}

#[test]
fn a_broker_behind_tls_is_believed_by_the_fingerprint_in_its_address_and_gets_no_password_before() {
    let own = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let guarded = Mosquitto::start_with(|folder| {
        let (certificate, key) = (folder.join("certificate"), folder.join("key"));
        std::fs::write(&certificate, own.cert.pem()).unwrap();
        std::fs::write(&key, own.signing_key.serialize_pem()).unwrap();
        format!("certfile {}\nkeyfile {}\n", certificate.display(), key.display())
    });
    let Some(broker) = guarded else { return };
    let house = House::open();
    let address = format!("mqtts://{USER}:{PASSWORD}@127.0.0.1:{}", broker.port);
    enter(&house, &address);
    until("nobody trusts it", || sensors(&house)["link"]["code"] == "sensor.untrusted");
    let pin = sensors(&house)["link"]["params"]["fingerprint"].as_str().unwrap().to_owned();
    listen_at(&house, &format!("mqtts://127.0.0.1:{}#sha256={pin}", broker.port));
    until("the broker is there", || sensors(&house)["link"]["state"] == "there");
    assert_eq!(sensors(&house)["has_login"], true, "what opens the same host goes on");
}
