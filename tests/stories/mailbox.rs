//! Letters of a mailbox are incidents: once each, with who wrote them in the vault and what was enclosed in the mail room.

use std::path::Path;

use desk::HotlineRequest;
use desk::attachment::Form;
use domain::action::{Action, Outcome};
use domain::answer::{Answer, IncidentCard};
use domain::attachment;
use domain::contact::ContactReason;
use domain::hotline::HotlineReport;
use domain::incident::{Channel, IncidentState, IncidentWish};
use domain::question::Question;
use tests::{Story, owner};

/// Who wrote: nobody reads any of this outside a look.
const CANARIES: [&str; 3] = ["欧阳春晓", "chunxiao.ouyang@example.cn", "mid-of-the-canary"];

fn letter(id: &str, enclosed: &str) -> Vec<u8> {
    let [name, mail, _] = CANARIES;
    format!(
        "From: {name} <{mail}>\r\nDate: Fri, 20 Nov 2026 08:05:00 +0800\r\nMessage-ID: <{id}.mid-of-the-canary@example.cn>\r\n\
         Subject: 宁庄社区路灯不亮\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=X\r\n\r\n\
         --X\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n三号楼前一周没亮，请回{mail}或13977775555\r\n{name}\r\n{enclosed}--X--\r\n"
    )
    .into_bytes()
}

fn enclosed(name: &str, kind: &str, body: &str) -> String {
    format!("--X\r\nContent-Type: {kind}\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\r\n{body}\r\n")
}

fn take_in(story: &Story, file: &str, bytes: Vec<u8>) -> HotlineReport {
    story.desk.take_in_hotline(&owner(), HotlineRequest::new(file.to_owned(), bytes, false)).expect("it is read")
}

fn cards(story: &Story) -> Vec<IncidentCard> {
    let wish = IncidentWish { channels: vec![Channel::Mailbox], ..IncidentWish::default() };
    let list = match story.desk.ask(&owner(), &Question::Incidents { wish, from: 0, limit: 50 }).expect("the list") {
        Answer::Incidents(list) => list.incidents,
        other => panic!("incidents answer {other:?}"),
    };
    let card = |id| match story.desk.ask(&owner(), &Question::Incident { id }).expect("the incident") {
        Answer::Incident(card) => *card,
        other => panic!("an incident answers {other:?}"),
    };
    list.into_iter().map(|line| card(line.id)).collect()
}

#[test]
fn a_letter_is_an_incident_once_with_its_writer_veiled_and_what_he_enclosed() {
    let story = Story::small();
    let pdf = "%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF";
    let all = enclosed("现场.pdf", "application/pdf", pdf) + &enclosed("名单.docx", "application/msword", "PK not one");
    let report = take_in(&story, "来信.eml", letter("1", &all));
    assert_eq!((report.channel, report.read, report.taken, report.faults.len()), (Channel::Mailbox, 1, 1, 0));
    assert_eq!(report.notes.len(), 1, "what may not be kept is told: {:?}", report.notes);
    let report = take_in(&story, "又是它.eml", letter("1", ""));
    assert_eq!((report.taken, report.known), (0, 1));

    let cards = cards(&story);
    let [card] = cards.as_slice() else { panic!("{} incidents", cards.len()) };
    assert_eq!(card.line.state, IncidentState::Reported);
    assert_eq!(card.line.seen.to_string(), "2026-11-20T00:05:00Z");
    assert_eq!(
        card.line.words,
        "宁庄社区路灯不亮\n三号楼前一周没亮，请回（来信人邮箱）或139****5555\n（署名略）\n附件：名单.docx"
    );
    let veiled = &card.caller.as_ref().expect("somebody wrote it").veiled;
    assert_eq!((veiled.name.as_deref(), veiled.mail.as_deref()), (Some("欧阳**"), Some("c***@example.cn")));
    let files: Vec<_> = attachment::files(&card.attachments).collect();
    assert_eq!(files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["现场.pdf"]);
    assert!(story.desk.file(&owner(), &files[0].hash, Form::Whole).is_ok());

    let look = Action::LookAtContact { incident: card.line.id, reason: ContactReason::FollowUp, words: None };
    match story.act(look).expect("the owner may") {
        Outcome::ContactShown { contact } => assert_eq!(contact.mail.as_deref(), Some(CANARIES[1])),
        other => panic!("a look answers {other:?}"),
    }
    let told = serde_json::to_string(&cards).expect("JSON");
    assert!(CANARIES.iter().all(|canary| !told.contains(canary)), "{told}");
    is_silent(story.path().parent().expect("its folder"));
    story.verified();
}

#[test]
fn a_box_comes_in_letter_by_letter_and_a_trial_changes_nothing() {
    let story = Story::small();
    let mut all = Vec::new();
    for id in ["1", "2", "1"] {
        all.extend_from_slice(b"From x Fri Nov 20 08:05:00 2026\n");
        all.extend(letter(id, ""));
        all.push(b'\n');
    }
    all.extend_from_slice(b"From x\n\nno letter\n");
    let wanted = HotlineRequest::new("箱.mbox".to_owned(), all.clone(), true);
    let trial = story.desk.take_in_hotline(&owner(), wanted).expect("it is read");
    assert_eq!((trial.read, trial.taken, trial.faults.len()), (4, 2, 1));
    assert!(cards(&story).is_empty());
    let report = take_in(&story, "箱.mbox", all);
    assert_eq!((report.taken, report.faults[0].row, report.faults[0].code.as_str()), (2, Some(4), "letter.none"));
    assert_eq!(cards(&story).len(), 2);
}

/// No byte of the store and of what lies beside it tells who wrote.
fn is_silent(folder: &Path) {
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            is_silent(&path);
            continue;
        }
        let bytes = std::fs::read(&path).expect("it is read");
        for canary in CANARIES {
            let is_there = bytes.windows(canary.len()).any(|piece| piece == canary.as_bytes());
            assert!(!is_there, "{canary} sings in {}", path.display());
        }
    }
}
