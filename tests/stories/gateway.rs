//! Orders that go out by the site's own gateway: what was previewed is what goes out, once each; what comes back is told
//! apart; limits hold; reports become receipts. The gateway is a server of this machine that behaves as gateways do.

mod rungs;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use desk::{DeliveryBody, Desk};
use domain::action::{Action, Outcome};
use domain::answer::{Answer, BoardRow, GatewayCard, GatewayList, ReachCard, SendRow};
use domain::basemap::Secret;
use domain::errand::{Credentials, Errand, ErrandBody, ErrandMethod, ErrandProof, Upshot};
use domain::failure::Failure;
use domain::gateway::{
    Cost, DeliveryForm, GatewayKind, GatewaySetting, GatewayWish, Outside, SendState, Settling, Whom, Why,
};
use domain::id::OrderId;
use domain::order::{Draft, Ending};
use domain::purpose::Purpose;
use domain::question::Question;
use domain::receipt::{Mark, Part, Progress, Way};
use domain::words::Language;
use serde_json::{Value, json};
use tests::{Story, draft, operator, owner};

const TOP: &str = "411602";
const KEY: &str = "key-of-the-gateway-4711";

/// What a gateway was asked to send.
#[derive(Debug, Clone)]
struct Asked {
    id: String,
    to: String,
    text: String,
}

/// A gateway that does to each message what `answer` says, in the order in which they come.
struct Service {
    address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

/// What the gateway does with a message.
enum Does {
    Says(&'static str, &'static str),
    /// It takes the message under its own number and goes away without a word.
    HangsUp,
}

const TAKES: Does = Does::Says("200 OK", r#"{"code":0,"id":"same"}"#);

impl Service {
    fn new(answer: impl Fn(usize, &Asked) -> Does + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let asked = Arc::<Mutex<Vec<Asked>>>::default();
        let (heard, answer) = (Arc::clone(&asked), Arc::new(answer));
        // It ends with the test's process.
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (heard, answer) = (Arc::clone(&heard), Arc::clone(&answer));
                thread::spawn(move || serve(&stream, &heard, &*answer));
            }
        });
        Self { address, asked }
    }

    fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("one at a time").clone()
    }
}

fn serve(stream: &TcpStream, heard: &Mutex<Vec<Asked>>, answer: &dyn Fn(usize, &Asked) -> Does) {
    let mut reader = BufReader::new(stream);
    let lines: Vec<String> = (&mut reader).lines().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    let length = lines.iter().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).expect("what was promised");
    let body: Value = serde_json::from_slice(&body).expect("JSON");
    let of = |name: &str| body[name].as_str().expect("a string").to_owned();
    let one = Asked { id: of("id"), to: of("to"), text: of("text") };
    let place = {
        let mut heard = heard.lock().expect("one at a time");
        heard.push(one.clone());
        heard.len()
    };
    if let Does::Says(status, said) = answer(place, &one) {
        let said = said.replace("same", &format!("g-{}", one.id));
        let head = format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{said}", said.len());
        let mut stream = stream;
        let _ = stream.write_all(head.as_bytes());
    }
}

fn setting(address: &str) -> GatewaySetting {
    let words = |all: &[&str]| all.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    GatewaySetting {
        errand: Errand {
            method: ErrandMethod::Post,
            address: format!("{address}/send?key={{key}}"),
            headers: vec![],
            body: ErrandBody::Json { text: r#"{"id":"{id}","to":"{to}","text":"{text}"}"#.to_owned() },
            proof: ErrandProof::Field { pointer: "/code".to_owned(), values: words(&["0"]) },
            number: Some("/id".to_owned()),
            reason: Some("/msg".to_owned()),
        },
        text: "{priority}{kind}{number}：{words}（{deadline}）{sender}".to_owned(),
        longest: 70,
        language: Language::Chinese,
        a_minute: 600,
        a_day: 1_000,
        cost: Some(Cost { thousandths: 45, currency: "元".to_owned(), part: Some(20) }),
        deduplicates: false,
        link: String::new(),
        report: Some(DeliveryForm {
            list: None,
            number: "id".to_owned(),
            status: "stat".to_owned(),
            reason: Some("desc".to_owned()),
            delivered: words(&["DELIVRD"]),
            failed: words(&["UNDELIV"]),
            accepted: words(&["1"]),
            reply: "ok".to_owned(),
        }),
    }
}

fn enter(story: &Story, setting: GatewaySetting) -> Result<Outcome, Failure> {
    let credentials = Credentials { key: Some(Secret(KEY.to_owned())), secret: None };
    let wish = Some(Box::new(GatewayWish { setting, credentials }));
    story.act(Action::SetGateway { by: GatewayKind::Sms, wish })
}

fn gateways(desk: &Desk) -> GatewayList {
    match desk.ask(&owner(), &Question::Gateways).expect("the gateways") {
        Answer::Gateways(list) => *list,
        other => panic!("gateways answer {other:?}"),
    }
}

fn sms(desk: &Desk) -> GatewayCard {
    gateways(desk).gateways.into_iter().find(|card| card.by == GatewayKind::Sms).expect("one for each kind")
}

fn outside(whom: Whom) -> Draft {
    Draft { outside: Some(Outside { by: GatewayKind::Sms, whom, seen: None }), ..draft(TOP, &[]) }
}

fn reach(story: &Story, draft: &Draft) -> ReachCard {
    match story.desk.ask(&owner(), &Question::Reach { draft: draft.clone() }).expect("a preview") {
        Answer::Reach(card) => card,
        other => panic!("a preview answers {other:?}"),
    }
}

fn issue(story: &Story, draft: Draft) -> Result<OrderId, Failure> {
    match story.act(Action::IssueOrder { draft })? {
        Outcome::OrderIssued { order, .. } => Ok(order),
        other => panic!("an order answers {other:?}"),
    }
}

/// Waits for what the desk does by itself.
fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < Duration::from_mins(1), "this never came: {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// Waits until no message of an order waits or is on the wire; the rows of its board.
fn settled(story: &Story, order: OrderId) -> Vec<BoardRow> {
    until("all messages came to an end", || {
        let rows = story.board(order).rows;
        let is_open = |row: &BoardRow| {
            row.send.as_ref().is_some_and(|send| matches!(send.state, SendState::Waiting | SendState::Sending))
        };
        (!rows.iter().any(is_open)).then_some(rows)
    })
}

fn states(rows: &[BoardRow]) -> BTreeMap<SendState, usize> {
    let mut states = BTreeMap::new();
    for send in rows.iter().filter_map(|row| row.send.as_ref()) {
        *states.entry(send.state).or_default() += 1;
    }
    states
}

fn report(story: &Story, fields: &[(&str, &str)]) -> Result<String, Failure> {
    let path = sms(&story.desk).report_path.expect("it reports");
    let token = path.rsplit('/').next().expect("a token");
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    story.desk.take_deliveries(GatewayKind::Sms, token, &DeliveryBody::Form(fields))
}

#[test]
fn nothing_goes_out_before_an_admin_enters_a_gateway_and_never_from_a_drill() {
    let story = Story::small();
    let card = reach(&story, &outside(Whom::Everybody)).outside;
    assert!(card.open.is_empty() && card.plan.is_none() && !card.is_drill);
    assert_eq!(issue(&story, outside(Whom::Everybody)).expect_err("it is off").code, "gateway.off");
    let elsewhere =
        story.act_as(&operator("411602.411602001"), Action::SetGateway { by: GatewayKind::Sms, wish: None });
    assert_eq!(elsewhere.expect_err("an operator").code, "rights.not_yours");

    let folder = tempfile::tempdir().expect("a folder");
    let options = desk::Options::with_keys_in(folder.path().join("keys"));
    let path = folder.path().join("drill.gpkg");
    Desk::found(&path, "演练", Purpose::Drill, &options).expect("a new store");
    let drill = Desk::open(&path, options).expect("it opens");
    let wish =
        Some(Box::new(GatewayWish { setting: setting("http://127.0.0.1:9"), credentials: Credentials::default() }));
    let call =
        domain::action::Call { command_id: story.command(), action: Action::SetGateway { by: GatewayKind::Sms, wish } };
    assert_eq!(drill.act(&owner(), call).expect_err("a drill").code, "gateway.drill");
    assert!(gateways(&drill).is_drill);
    drill.close().expect("it closes");
}

#[test]
fn what_was_previewed_goes_out_once_to_each_and_the_secrets_stand_nowhere() {
    let service = Service::new(|_, _| TAKES);
    let story = Story::small();
    let mut open = setting(&service.address);
    open.errand.address = format!("{}/send?key={KEY}", service.address);
    assert_eq!(enter(&story, open).expect_err("the key stands in it").code, "errand.secret_open");
    enter(&story, setting(&service.address)).expect("it is entered");
    let asked = outside(Whom::Everybody);
    let preview = reach(&story, &asked);
    let plan = preview.outside.plan.expect("a plan");
    let with_number = plan.messages;
    assert_eq!(with_number + plan.without_number, preview.people);
    assert!(with_number > 2, "{plan:?}");
    assert_eq!(plan.parts, u32::try_from(plan.text.chars().count()).expect("short").div_ceil(20));
    assert_eq!(plan.thousandths, Some(u64::from(45 * plan.parts * with_number)));
    assert_eq!((plan.left_today, plan.tomorrow), (1_000, 0));
    let seen = Some(Outside { seen: Some(plan.seen.clone()), ..asked.outside.clone().expect("a choice") });
    let order = issue(&story, Draft { outside: seen, seen: Some(preview.digest), ..asked }).expect("it is issued");
    let rows = settled(&story, order);
    assert_eq!(states(&rows), [(SendState::Taken, with_number as usize)].into());
    let heard = service.asked();
    assert_eq!(heard.len(), with_number as usize);
    let ids: std::collections::BTreeSet<&str> = heard.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids.len(), heard.len(), "each has an id of its own");
    assert!(heard.iter().all(|one| one.text == plan.text), "{heard:?} {plan:?}");
    assert!(heard.iter().all(|one| one.to.bytes().all(|byte| byte.is_ascii_digit())));
    assert_eq!(sms(&story.desk).today, with_number);
    for row in &rows {
        assert_eq!(row.progress, Progress::Waiting, "that a gateway took it is no receipt");
    }

    let story = story.restarted();
    assert_eq!(sms(&story.desk).today, with_number, "the day's count is the ledger's");
    assert!(sms(&story.desk).is_on && sms(&story.desk).secrets == ["key"]);
    let mut folders = vec![story.path().parent().expect("a folder").to_owned()];
    let mut looked = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
                continue;
            }
            let bytes = std::fs::read(entry.path()).expect("a file");
            let tells = bytes.windows(KEY.len()).any(|part| part == KEY.as_bytes());
            assert!(!tells, "{} tells the key", entry.path().display());
            looked += 1;
        }
    }
    assert!(looked >= 3, "store, keys and what is sealed were looked at");
    assert_eq!(service.asked().len(), with_number as usize, "nothing goes out a second time");
    story.verified();
}

#[test]
fn a_preview_holds_whoever_opens_a_page_meanwhile_and_not_when_the_gateway_changes() {
    let service = Service::new(|_, _| TAKES);
    let story = Story::small();
    enter(&story, setting(&service.address)).expect("it is entered");
    let all = reach(&story, &outside(Whom::Everybody)).outside.plan.expect("a plan").messages;
    let board = reach(&story, &draft(TOP, &[]));
    assert_eq!(board.people, board.without_page);
    let post = story.board(story.order(TOP, &[]).0).rows[0].post.clone();
    let (phone, _) = story.pair(&post);
    let page = story.desk.attend(&phone);
    let preview = reach(&story, &outside(Whom::WithoutPage)).outside.plan.expect("a plan");
    assert_eq!(preview.messages + 1, all, "who has a page open needs no message");
    drop(page);
    let promised = |seen: &str| Draft {
        outside: Some(Outside { by: GatewayKind::Sms, whom: Whom::WithoutPage, seen: Some(seen.to_owned()) }),
        ..draft(TOP, &[])
    };
    let order = issue(&story, promised(&preview.seen)).expect("it is issued");
    let rows = settled(&story, order);
    assert_eq!(states(&rows), [(SendState::Taken, preview.messages as usize)].into(), "as it was previewed");
    assert!(rows.iter().find(|row| row.post == post).expect("on the board").send.is_none());
    enter(&story, GatewaySetting { text: "别的：{words}".to_owned(), ..setting(&service.address) }).expect("changed");
    assert_eq!(issue(&story, promised(&preview.seen)).expect_err("another text").code, "gateway.plan_changed");
    assert_eq!(issue(&story, promised("nobody saw this")).expect_err("no preview").code, "gateway.plan_changed");
}

#[test]
fn each_answer_leads_to_its_own_state_and_what_nobody_knows_is_not_repeated() {
    // The first four messages fare each in its own way; whatever is sent again is taken.
    let service = Service::new(|place, _| match place {
        1 => Does::Says("200 OK", r#"{"code":7,"msg":"空号"}"#),
        2 => Does::Says("429 Too Many\r\nretry-after: 30", "slow down"),
        3 => Does::HangsUp,
        4 => Does::Says("200 OK", "<html>please log in</html>"),
        _ => TAKES,
    });
    let story = Story::small();
    enter(&story, setting(&service.address)).expect("it is entered");
    let order = issue(&story, outside(Whom::Everybody)).expect("it is issued");
    let messages = gateways_total(&story, order);
    let rows = until("four came to something", || {
        let rows = story.board(order).rows;
        let states = states(&rows);
        let is_still = !states.contains_key(&SendState::Sending) && service.asked().len() >= 4;
        (is_still && states.get(&SendState::Refused) == Some(&1)).then_some(rows)
    });
    let of = |state| rows.iter().filter_map(|row| row.send.clone()).filter(move |send| send.state == state);
    assert_eq!(of(SendState::Refused).next().and_then(|send| send.said).as_deref(), Some("HTTP 200: 空号"));
    assert_eq!(of(SendState::Unknown).count(), 2, "{rows:?}");
    let busy = of(SendState::Waiting).find(|send| send.why == Some(Why::Busy)).expect("one waits");
    assert_eq!(busy.due.map(|due| due.millis() - busy.at.millis()), Some(30_000));
    assert!(sms(&story.desk).pause.is_some(), "who has too much of us is left alone");

    let story = story.restarted();
    story.wait_seconds(31);
    story.desk.wake().expect("the clock has jumped");
    let rows = settled(&story, order);
    assert_eq!(states(&rows)[&SendState::Unknown], 2, "nobody repeats what may have been sent");
    assert_eq!(service.asked().len(), messages + 1, "only the one that was to come later went out twice");

    let list = gateways(&story.desk);
    assert_eq!(list.total, 3);
    let ids: Vec<_> = list.sends.iter().map(|row: &SendRow| row.line.send).collect();
    let settle = |sends, how| story.act(Action::SettleSends { sends, how }).expect("an admin may");
    assert_eq!(settle(ids[..1].to_vec(), Settling::Drop), Outcome::SendsSettled { sends: 1 });
    assert_eq!(settle(ids.clone(), Settling::Retry), Outcome::SendsSettled { sends: 3 });
    let rows = settled(&story, order);
    assert_eq!(states(&rows), [(SendState::Taken, messages)].into());
    assert_eq!(settle(ids, Settling::Retry), Outcome::SendsSettled { sends: 0 }, "what is taken stays taken");
    let of_one = service.asked().iter().map(|one| one.id.clone()).fold(BTreeMap::new(), |mut all, id| {
        *all.entry(id).or_insert(0) += 1;
        all
    });
    assert_eq!(of_one.len(), messages, "a message keeps its id however often it is tried");
    story.verified();
}

/// How many messages an order put in the queue.
fn gateways_total(story: &Story, order: OrderId) -> usize {
    story.board(order).rows.iter().filter(|row| row.send.is_some()).count()
}

#[test]
fn a_gateway_that_deduplicates_is_asked_again_by_itself() {
    let service = Service::new(|place, _| if place == 1 { Does::HangsUp } else { TAKES });
    let story = Story::small();
    enter(&story, GatewaySetting { deduplicates: true, ..setting(&service.address) }).expect("it is entered");
    let order = issue(&story, outside(Whom::Everybody)).expect("it is issued");
    let messages = gateways_total(&story, order);
    until("all were sent once", || (service.asked().len() >= messages).then_some(()));
    until("one waits for its second try", || {
        let states = states(&story.board(order).rows);
        (states.get(&SendState::Waiting) == Some(&1) && states.len() == 2).then_some(())
    });
    story.wait_seconds(60);
    story.desk.wake().expect("the clock has jumped");
    assert_eq!(states(&settled(&story, order)), [(SendState::Taken, messages)].into());
}

#[test]
fn the_days_limit_stops_and_says_so_and_whoever_answers_meanwhile_is_left_alone() {
    let service = Service::new(|_, _| TAKES);
    let story = Story::small();
    enter(&story, GatewaySetting { a_day: 2, ..setting(&service.address) }).expect("it is entered");
    let plan = reach(&story, &outside(Whom::Everybody)).outside.plan.expect("a plan");
    assert_eq!((plan.left_today, plan.tomorrow), (2, plan.messages - 2));
    let order = issue(&story, outside(Whom::Everybody)).expect("it is issued");
    until("two are out", || (sms(&story.desk).today == 2).then_some(()));
    let card = sms(&story.desk);
    assert!(card.is_spent && card.pause.is_some(), "{card:?}");
    assert_eq!(card.waiting, plan.messages - 2);
    let waits = |row: &&BoardRow| row.send.as_ref().is_some_and(|send| send.state == SendState::Waiting);
    let row = until("the two have come back", || {
        let rows = story.board(order).rows;
        let next = rows.iter().filter(waits).min_by_key(|row| row.send.as_ref().map(|send| send.send));
        (states(&rows).get(&SendState::Taken) == Some(&2)).then(|| next.expect("one waits").clone())
    });
    let by_phone =
        Action::MarkReceipt { order, post: row.post.clone(), mark: Mark::Accepted, way: Way::Phone, said: None };
    story.act(by_phone).expect("he was reached");
    story.wait_seconds(24 * 60 * 60);
    story.desk.wake().expect("the clock has jumped");
    let rows = until("the next day goes on", || {
        let rows = story.board(order).rows;
        (states(&rows).get(&SendState::Taken) == Some(&4)).then_some(rows)
    });
    let answered = rows.iter().find(|one| one.post == row.post).and_then(|one| one.send.clone()).expect("his message");
    assert_eq!((answered.state, answered.why), (SendState::Dropped, Some(Why::Answered)));
    story.act(Action::WithdrawOrder { order, reason: "发错了".to_owned() }).expect("it is withdrawn");
    assert!(matches!(story.board(order).end.expect("it ended").how, Ending::Withdrawn { .. }));
    story.wait_seconds(24 * 60 * 60);
    story.desk.wake().expect("the clock has jumped");
    let rows = settled(&story, order);
    let ended = rows.iter().filter_map(|row| row.send.as_ref()).filter(|send| send.why == Some(Why::Ended)).count();
    assert_eq!(ended, plan.messages as usize - 5);
    assert_eq!(service.asked().len(), 4, "nothing goes out about an order that has ended");
}

#[test]
fn reports_become_receipts_whenever_and_however_often_they_come() {
    let service = Service::new(|_, _| TAKES);
    let story = Story::small();
    enter(&story, setting(&service.address)).expect("it is entered");
    let order = issue(&story, outside(Whom::Everybody)).expect("it is issued");
    let rows = settled(&story, order);
    let sends: Vec<_> = rows.iter().filter_map(|row| Some((row.post.clone(), row.send.clone()?.send))).collect();
    let row = |post: &domain::id::PostId| {
        let rows = story.board(order).rows;
        rows.into_iter().find(|row| row.post == *post).expect("on the board")
    };
    let [(first, ours), (second, theirs), (third, fails), ..] = sends.as_slice() else { panic!("three at least") };
    for _ in 0..2 {
        assert_eq!(report(&story, &[("id", &ours.to_string()), ("stat", "DELIVRD")]), Ok("ok".to_owned()));
    }
    let got = row(first);
    assert_eq!((got.progress, got.receipt.delivered.map(|stamp| stamp.way)), (Progress::Delivered, Some(Way::Sms)));
    assert_eq!(got.send.map(|send| send.state), Some(SendState::Delivered));
    report(&story, &[("id", &ours.to_string()), ("stat", "UNDELIV"), ("desc", "late")]).expect("it is taken");
    assert_eq!(row(first).send.map(|send| send.state), Some(SendState::Delivered), "what arrived stays arrived");

    report(&story, &[("id", &format!("g-{theirs}")), ("stat", "1")]).expect("by the gateway's own number");
    assert_eq!(row(second).progress, Progress::Accepted);
    assert_eq!(row(second).receipt.accepted.map(|stamp| stamp.way), Some(Way::Sms));

    report(&story, &[("id", &fails.to_string()), ("stat", "UNDELIV"), ("desc", "停机")]).expect("it is taken");
    let failed = row(third).send.expect("his message");
    assert_eq!((failed.state, failed.said.as_deref()), (SendState::Failed, Some("停机")));
    assert_eq!(row(third).progress, Progress::Waiting);
    report(&story, &[("id", &fails.to_string()), ("stat", "DELIVRD")]).expect("it came after all");
    assert_eq!(row(third).progress, Progress::Delivered);

    for odd in [
        vec![("id", "00000000-0000-0000-0000-000000000000"), ("stat", "DELIVRD")],
        vec![("id", "nobody's"), ("stat", "DELIVRD")],
        vec![("id", ""), ("stat", "DELIVRD")],
        vec![("stat", "DELIVRD")],
        vec![],
    ] {
        assert_eq!(report(&story, &odd), Ok("ok".to_owned()), "whoever asks learns nothing of our messages");
    }
    let many = json!([{ "id": "x" }, 3, { "id": ours.to_string(), "stat": "DELIVRD" }]);
    let path = sms(&story.desk).report_path.expect("it reports");
    let token = path.rsplit('/').next().expect("a token");
    assert_eq!(story.desk.take_deliveries(GatewayKind::Sms, token, &DeliveryBody::Json(many)), Ok("ok".to_owned()));
    for wrong in ["", "0123", &token[1..], &format!("{token}0")] {
        let refused = story.desk.take_deliveries(GatewayKind::Sms, wrong, &DeliveryBody::Json(json!({})));
        assert_eq!(refused.expect_err("no such token").code, "address.unknown", "{wrong}");
    }
    let refused = story.desk.take_deliveries(GatewayKind::Voice, token, &DeliveryBody::Json(json!({})));
    assert_eq!(refused.expect_err("another gateway's").code, "address.unknown");
    story.verified();
}

#[test]
fn a_try_sends_one_message_and_shows_what_came_back_and_the_same_press_sends_no_second() {
    let service = Service::new(|_, _| Does::Says("403 Forbidden", r#"{"msg":"bad key key-of-the-gateway-4711"}"#));
    let story = Story::small();
    enter(&story, setting(&service.address)).expect("it is entered");
    let action = Action::TryGateway { by: GatewayKind::Sms, to: "138 0000 0000".to_owned() };
    let call = domain::action::Call { command_id: story.command(), action };
    for _ in 0..2 {
        let outcome = story.desk.act(&owner(), call.clone()).expect("it was tried");
        let Outcome::GatewayTried { upshot, status, said } = outcome else { panic!("a try answers {outcome:?}") };
        assert_eq!(upshot, Upshot::Refused { reason: "HTTP 403: bad key ***".to_owned() });
        assert_eq!((status, said.as_str()), (Some(403), r#"{"msg":"bad key ***"}"#));
    }
    assert_eq!(service.asked().len(), 1);
    assert_eq!(service.asked()[0].to, "13800000000");
    assert_eq!(sms(&story.desk).today, 1, "a try counts for the day");
    let bad = story.act(Action::TryGateway { by: GatewayKind::Sms, to: "call me".to_owned() });
    assert_eq!(bad.expect_err("no number").code, "gateway.number");
}
