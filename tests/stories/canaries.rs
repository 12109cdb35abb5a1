//! Canaries: a caller who is nobody, planted in every way in, is looked for in everything that leaves the house and in
//! everything that stays – before, while and after what is kept too long is destroyed.

use std::path::Path;
use std::process::Command;

use desk::HotlineRequest;
use domain::action::{Action, Outcome};
use domain::answer::{Answer, IncidentCard, RetentionCard};
use domain::charge::ChargeDraft;
use domain::code::GridPath;
use domain::contact::{Caller, ContactReason};
use domain::id::{IncidentId, OrderId};
use domain::incident::{Channel, IncidentStep, IncidentWish, Party};
use domain::journal::JournalWish;
use domain::moment::Moment;
use domain::news::Vector;
use domain::order::{Draft, Priority};
use domain::paper::{PaperKind, PaperWish};
use domain::question::Question;
use domain::report::{ReportDraft, ReportKind, Spot};
use domain::review::{Dimension, Period, ReviewForm, ReviewPaperWish};
use domain::sheet::SheetWish;
use domain::words::Language;
use tests::{Story, draft, owner};

use crate::poppler::text_of;

const STREET: &str = "411602.411602001";
const COMMUNITY: &str = "411602.411602001.411602001001";
const YEAR: i64 = 365 * 86_400;
/// Whoever they are told of: nobody may read any of this outside a look.
const CANARIES: [&str; 4] = ["欧阳春晓", "13977775555", "万和苑9号楼2单元901室", "春晓"];

/// Something that left the house or stays in it, and its bytes.
type Found = Vec<(String, Vec<u8>)>;

fn caller() -> Caller {
    let [name, phone, address, _] = CANARIES.map(|canary| Some(canary.to_owned()));
    Caller { name, phone, address, ..Caller::default() }
}

fn told(words: &str) -> ReportDraft {
    ReportDraft {
        channel: Some(Channel::Call),
        foreign: None,
        post: None,
        kind: ReportKind::Facility,
        category: Vec::new(),
        urgency: Priority::Normal,
        words: words.to_owned(),
        spot: Spot::Grid { path: GridPath::from_text(COMMUNITY) },
        attachments: Vec::new(),
        seen: Moment::from_millis(0),
        caller: Some(caller()),
    }
}

fn take(story: &Story, incident: IncidentId, step: IncidentStep) {
    story.act(Action::HandleIncident { incident, step, seen: None }).expect("the owner may");
}

fn words() -> String {
    "按实际情况".to_owned()
}

/// By telephone, from a phone in the field, and by a file of the hotline.
fn plant(story: &Story) -> Vec<IncidentId> {
    let [name, phone, address, _] = CANARIES;
    let mut ids = Vec::new();
    let reports = [
        (owner(), told("路灯不亮")),
        (story.phone_of(COMMUNITY, "吴六"), ReportDraft { channel: None, ..told("井盖缺失") }),
    ];
    for (seat, report) in reports {
        match story.act_as(&seat, Action::MakeReport { report: Box::new(report) }).expect("it comes in") {
            Outcome::ReportMade { incident, .. } => ids.push(incident),
            other => panic!("a report answers {other:?}"),
        }
    }
    let file = format!(
        "工单编号,来电人,来电号码,来电地址,事发地址,诉求内容\nGD001,{name},{phone},{address},宁庄社区,占道经营请回{phone}\n"
    );
    let request = HotlineRequest::new("12345.csv".to_owned(), file.into_bytes(), false);
    assert_eq!(story.desk.take_in_hotline(&owner(), request).expect("it comes in").taken, 1);
    let list = Question::Incidents { wish: IncidentWish::default(), from: 0, limit: 50 };
    match story.desk.ask(&owner(), &list).expect("the list") {
        Answer::Incidents(list) => list.incidents.into_iter().map(|line| line.id).collect(),
        other => panic!("incidents answer {other:?}"),
    }
}

/// An order that was made of an incident, which tells it on.
fn ordered(story: &Story, incident: IncidentId) -> OrderId {
    let draft = Draft { incident: Some(incident), ..draft(STREET, &[3]) };
    match story.act(Action::IssueOrder { draft }).expect("issued") {
        Outcome::OrderIssued { order, .. } => order,
        other => panic!("an order answers {other:?}"),
    }
}

/// Everything that this desk can hand out about them, and the words that others read in it.
fn handed_out(story: &Story, order: OrderId, found: &mut Found) {
    let (desk, seat, language) = (&story.desk, owner(), Language::Chinese);
    let period = Period { from: "2026-11-01".parse().expect("a day"), until: "2028-01-01".parse().expect("a day") };
    let mut add = |name: &str, bytes: Vec<u8>| {
        let words = if bytes.starts_with(b"PK") { unpacked(&bytes) } else { text_of(&bytes).unwrap_or_default() };
        found.push((format!("the words of {name}"), words.into_bytes()));
        found.push((name.to_owned(), bytes));
    };
    for by in [Dimension::Place, Dimension::Spot, Dimension::Unit] {
        for form in [ReviewForm::Workbook, ReviewForm::Figures, ReviewForm::Charges] {
            let scope = Some(GridPath::from_text(STREET));
            let wish = ReviewPaperWish { period, scope, by, form, language };
            let printed = desk.review(&seat, story.command(), &wish).expect("it prints");
            add(&printed.name, printed.bytes);
        }
    }
    for kind in [PaperKind::Doors, PaperKind::Account] {
        let paper = desk.paper(&seat, story.command(), &PaperWish { order, kind, language }).expect("it prints");
        add(&format!("{kind:?} of an order"), paper.bytes);
    }
    let journal = desk.journal(&seat, story.command(), &JournalWish::default(), language).expect("it prints");
    add("the journal", journal.bytes);
    let sheet = SheetWish::of(GridPath::from_text(STREET));
    let sheet = desk.sheet(&seat, story.command(), &sheet, None).expect("it prints").expect("nothing was there before");
    add("a map sheet", sheet.bytes);
}

/// The parts of a workbook, one after the other.
fn unpacked(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("book.xlsx");
    std::fs::write(&file, bytes).expect("a file");
    let output = Command::new("unzip").arg("-p").arg(&file).output().expect("unzip is on this machine");
    assert!(output.status.success());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The store, which is the GeoPackage that other programs open, and all that lies beside it.
fn kept(folder: &Path, found: &mut Found) {
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            kept(&path, found);
        } else {
            found.push((path.display().to_string(), std::fs::read(&path).expect("it is read")));
        }
    }
}

/// What every page is told.
fn answered(story: &Story, ids: &[IncidentId], found: &mut Found) {
    let mut questions = vec![
        Question::Incidents { wish: IncidentWish::default(), from: 0, limit: 50 },
        Question::IncidentRings,
        Question::Journal { wish: JournalWish::default(), from: 0, limit: 50 },
        Question::Retention,
        Question::Handover,
    ];
    questions.extend(ids.iter().map(|id| Question::Incident { id: *id }));
    for question in questions {
        let answer = story.desk.ask(&owner(), &question).expect("it is answered");
        found.push((format!("{question:?}"), serde_json::to_vec(&answer).expect("it is told")));
    }
    let news = story.desk.told_since(&owner(), &Vector::default()).expect("the news");
    found.push(("the news".to_owned(), serde_json::to_vec(&news).expect("they are told")));
}

fn is_silent(found: &Found) {
    for (place, bytes) in found {
        for canary in CANARIES {
            let is_there = bytes.windows(canary.len()).any(|piece| piece == canary.as_bytes());
            assert!(!is_there, "{canary} sings in {place}");
        }
    }
}

fn retention(story: &Story) -> RetentionCard {
    match story.desk.ask(&owner(), &Question::Retention).expect("what goes") {
        Answer::Retention(card) => card,
        other => panic!("retention answers {other:?}"),
    }
}

fn card(story: &Story, id: IncidentId) -> IncidentCard {
    match story.desk.ask(&owner(), &Question::Incident { id }).expect("the incident") {
        Answer::Incident(card) => *card,
        other => panic!("an incident answers {other:?}"),
    }
}

fn looked(story: &Story, incident: IncidentId) -> Result<Caller, String> {
    let look = Action::LookAtContact { incident, reason: ContactReason::FollowUp, words: None };
    match story.act(look) {
        Ok(Outcome::ContactShown { contact }) => Ok(contact),
        Ok(other) => panic!("a look answers {other:?}"),
        Err(failure) => Err(failure.code),
    }
}

#[test]
fn a_planted_caller_leaves_the_house_in_nothing_and_once_destroyed_is_nowhere() {
    let story = Story::small();
    let ids = plant(&story);
    assert_eq!(ids.len(), 3);
    let mut found = Found::new();
    for id in &ids {
        assert_eq!(looked(&story, *id).expect("the owner may").phone.as_deref(), Some(CANARIES[1]), "they are planted");
        take(&story, *id, IncidentStep::Accept);
    }
    let order = ordered(&story, ids[0]);
    let due = Period::day_of((story.clock())(), 8).saturating_add(jiff::Span::new().days(7));
    let owner_of = Party::Grid(GridPath::from_text(STREET));
    let review = Period::week_of(due);
    let charge = ChargeDraft { review, owner: owner_of, due, words: words() };
    story.act(Action::GiveCharge { charge }).expect("given");
    handed_out(&story, order, &mut found);
    answered(&story, &ids, &mut found);
    kept(story.path().parent().expect("its folder"), &mut found);
    is_silent(&found);

    for id in &ids {
        take(&story, *id, IncidentStep::Settle { words: words() });
    }
    story.wait_seconds(YEAR + 1);
    let card_ = retention(&story);
    assert_eq!(card_.due_count, 3);
    let ran = story.act(Action::RunRetention { days: card_.days }).expect("the owner may");
    assert!(matches!(ran, Outcome::ContactsSettled { destroyed: 3 }), "{ran:?}");
    let mut found = Found::new();
    for id in &ids {
        assert_eq!(looked(&story, *id), Err("incident.no_contact".to_owned()));
        assert!(card(&story, *id).caller.is_none(), "not even veiled");
    }
    handed_out(&story, order, &mut found);
    answered(&story, &ids, &mut found);
    kept(story.path().parent().expect("its folder"), &mut found);
    is_silent(&found);
    // The folds made anew, the file closed and packed: what was destroyed does not come back.
    let folder = story.path().parent().expect("its folder").to_owned();
    let story = story.restarted();
    for id in &ids {
        assert_eq!(looked(&story, *id), Err("incident.no_contact".to_owned()));
    }
    let mut found = Found::new();
    kept(&folder, &mut found);
    is_silent(&found);
    story.verified();
}
