//! Imports taken back: what goes, what stays, what refuses, and who hears of it.

use std::collections::BTreeMap;

use desk::{LookRequest, demo};
use domain::action::{Action, Call, Outcome};
use domain::answer::{Answer, DistrictCard, ImportLine, Located};
use domain::code::GridPath;
use domain::fact::FactId;
use domain::failure::Failure;
use domain::manner::{FileKind, Manner};
use domain::news::News;
use domain::question::Question;
use domain::seat::{Role, Seat};
use domain::set::SetKind;
use ledger::Reader;
use tests::{Story, operator, owner, small_grids};

fn looking(name: &str, text: impl Into<String>) -> LookRequest {
    LookRequest::new(None, name.to_owned(), text.into().into_bytes(), Manner::default())
}

fn imports(story: &Story) -> Vec<ImportLine> {
    match story.desk.ask(&owner(), &Question::Imports).expect("the imports") {
        Answer::Imports(list) => list.imports,
        other => panic!("imports answer {other:?}"),
    }
}

/// The newest import of a file.
fn import_of(story: &Story, file: &str) -> FactId {
    imports(story).into_iter().find(|line| line.file == file).expect("it came in").import
}

fn undo(story: &Story, import: FactId) -> Result<Outcome, Failure> {
    let listed = imports(story).into_iter().find(|line| line.import == import).expect("it is listed");
    let outcome = story.act(Action::UndoImport { import });
    assert_eq!(listed.obstacle.as_ref(), outcome.as_ref().err(), "the list says before what the action says");
    outcome
}

/// Why undoing the newest import of a file is refused.
fn refusal(story: &Story, file: &str) -> (String, String) {
    let failure = undo(story, import_of(story, file)).expect_err("something rests on it");
    let told = ["noun", "count", "example", "number", "id"].map(|name| failure.params.get(name).cloned());
    (failure.code, told.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// What a page shows of the store, apart from how far the log and the clock have got.
fn shown(story: &Story) -> DistrictCard {
    let card = story.district();
    DistrictCard {
        vector: domain::news::Vector::default(),
        revision: 0,
        now: domain::moment::Moment::from_millis(0),
        ..card
    }
}

fn phone(post: &str) -> String {
    format!("1000{}", &post[1..])
}

fn heads(rows: &[(&str, &str, &str)]) -> String {
    let rows: Vec<String> = rows.iter().map(|(id, code, name)| format!("{id},{code},{name},{}", phone(id))).collect();
    format!("post_id,网格编码,姓名,电话\n{}\n", rows.join("\n"))
}

fn venue(id: &str, name: &str) -> String {
    format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"id":"{id}","name":"{name}"}},"geometry":{{"type":"Point","coordinates":[114.005,33.005]}}}}]}}"#
    )
}

/// Some of the small district's grids: 0 the district, 1 and 2 its streets, 3 to 6 their communities.
fn grids(range: std::ops::Range<usize>) -> String {
    let all: serde_json::Value = serde_json::from_str(&small_grids()).expect("JSON");
    let features = &all["features"].as_array().expect("features")[range];
    serde_json::json!({ "type": "FeatureCollection", "features": features }).to_string()
}

fn person(story: &Story, post: &str) -> Option<String> {
    let question = Question::Search { text: phone(post), limit: 9 };
    let Answer::Search(hits) = story.desk.ask(&owner(), &question).expect("hits") else { panic!("no hits") };
    hits.hits.into_iter().find(|hit| hit.id == post).map(|hit| hit.name)
}

#[test]
fn the_demonstration_district_taken_back_import_by_import_leaves_an_empty_store_and_comes_in_again() {
    let story = Story::demonstration();
    let full = shown(&story);
    let empty = Story::empty();
    let lines = imports(&story);
    assert_eq!(lines.len(), demo::files(7).count());
    for line in &lines {
        assert_eq!(undo(&story, line.import), Ok(Outcome::ImportUndone { rows: line.rows }));
    }
    assert_eq!(shown(&story), DistrictCard { name: full.name.clone(), ..shown(&empty) });
    assert!(imports(&story).iter().all(|line| line.undone.is_some()));
    let at = Question::Locate { points: vec![(114.65, 33.63)] };
    assert_eq!(story.desk.ask(&owner(), &at).expect("an answer"), Answer::Locate(Located { grids: vec![None] }));
    for question in [Question::Places, Question::check(), Question::Search { text: "荷花".to_owned(), limit: 9 }] {
        assert_eq!(story.desk.ask(&owner(), &question), empty.desk.ask(&owner(), &question));
    }
    for (name, text) in demo::files(7) {
        let scheme = Some("五级网格".to_owned());
        let options = exchange::Options { scheme, ..exchange::Options::default() };
        let seen = story.desk.look(&owner(), looking(name, text.as_str())).expect("a look");
        let report = story.import_with(seen.kind, name, text.into_bytes(), options).expect("it comes in again");
        assert!(report.changed, "{name}");
    }
    assert_eq!(shown(&story), full);
    story.restarted().verified();
}

#[test]
fn a_look_knows_every_file_of_the_demonstration_district_and_finds_what_it_needs() {
    let story = Story::empty();
    let before = story.desk.vector().expect("a vector");
    for (name, text) in demo::files(7) {
        let seen = story.desk.look(&owner(), looking(name, text.as_str())).expect("a look");
        let wanted = match name.split('.').next().expect("a name") {
            "heads" | "duty" => FileKind::Heads,
            "venues" => FileKind::Venues,
            "checkpoints" => FileKind::Checkpoints,
            "streams" => FileKind::Streams,
            "units" => FileKind::Units,
            "partners" => FileKind::Partners,
            "assets" => FileKind::Assets,
            "basemap" => FileKind::Basemap,
            _ => FileKind::Grids,
        };
        assert_eq!((seen.kind, seen.guessed, seen.faults.as_slice()), (wanted, true, [].as_slice()), "{name}");
        assert!(seen.rows > 0 && seen.fields.iter().all(|field| !field.required || field.column.is_some()), "{seen:?}");
    }
    assert_eq!(story.desk.vector().expect("a vector"), before);
    let seat = Seat { role: Role::Auditor, ..owner() };
    for seat in [operator("411602"), seat, Seat { subtree: Some(GridPath::from_text("411602")), ..owner() }] {
        let refused = story.desk.look(&seat, looking("a.csv", "code,name\n"));
        assert_eq!(refused.expect_err("not theirs").code, "rights.not_yours");
    }
}

#[test]
fn whichever_of_three_rosters_is_undone_the_others_word_holds() {
    let files = [
        ("1.csv", [("p1", "411602", "甲一"), ("p3", "411602001", "壬一")]),
        ("2.csv", [("p1", "411602", "甲二"), ("p2", "411602", "乙二")]),
        ("3.csv", [("p2", "411602", "乙三"), ("p4", "411602", "辛三")]),
    ];
    for (file, wanted) in [
        ("1.csv", [Some("甲二"), Some("乙三"), None, Some("辛三")]),
        ("2.csv", [Some("甲一"), Some("乙三"), Some("壬一"), Some("辛三")]),
        ("3.csv", [Some("甲二"), Some("乙二"), Some("壬一"), None]),
    ] {
        let story = Story::empty();
        story.import(FileKind::Grids, "grids.geojson", &small_grids()).expect("the grids come in");
        for (file, rows) in &files {
            assert!(story.import(FileKind::Heads, file, &heads(rows)).expect("the heads come in").changed);
        }
        undo(&story, import_of(&story, file)).expect("nothing rests on it");
        let now = ["p1", "p2", "p3", "p4"].map(|post| person(&story, post));
        assert_eq!(now, wanted.map(|name| name.map(str::to_owned)), "without {file}");
        story.restarted().verified();
    }
}

#[test]
fn what_others_rest_on_stays_until_they_are_gone() {
    let story = Story::empty();
    story.import(FileKind::Grids, "1.geojson", &grids(0..3)).expect("a district and its streets");
    story.import(FileKind::Grids, "2.geojson", &grids(3..7)).expect("their communities");
    assert_eq!(refusal(&story, "1.geojson"), ("import.rested_upon".to_owned(), "grid 4 陈州社区".to_owned()));
    story.import(FileKind::Venues, "venues.geojson", &venue("V1", "东站")).expect("a venue");
    story.import(FileKind::Checkpoints, "checkpoints.geojson", &venue("C1", "东卡口")).expect("a checkpoint");
    assert_eq!(refusal(&story, "2.geojson"), ("import.rested_upon".to_owned(), "venue 1 东站".to_owned()));
    story
        .import(FileKind::Streams, "streams.csv", "场所编码,名称,地址\nV1,正门,rtsp://10.0.0.1/1\n")
        .expect("a stream");
    assert_eq!(refusal(&story, "venues.geojson").1, "stream 1 正门");
    story.import(FileKind::Heads, "duty.csv", &heads(&[("d1", "V1", "值一"), ("d2", "C1", "值二")])).expect("duty");
    assert_eq!(refusal(&story, "venues.geojson").1, "post 1 值一");
    assert_eq!(refusal(&story, "checkpoints.geojson").1, "post 1 值二");
    assert_eq!(refusal(&story, "2.geojson").1, "post 2 值一");
    for file in ["duty.csv", "streams.csv", "venues.geojson", "checkpoints.geojson", "2.geojson", "1.geojson"] {
        undo(&story, import_of(&story, file)).unwrap_or_else(|failure| panic!("{file}: {failure}"));
    }
    assert!(story.district().scheme.is_none() && story.district().tops.is_empty());
    story.verified();
}

#[test]
fn a_paired_phone_keeps_its_posts_import_until_it_is_revoked() {
    let story = Story::small();
    let post = story.district().tops[0].path.clone();
    let Answer::Grid(card) = story.desk.ask(&owner(), &Question::Grid { path: post }).expect("a grid") else {
        panic!("a grid answers something else")
    };
    let head = card.heads[0].post.id.clone();
    let (_, pairing) = story.pair(&head);
    assert_eq!(refusal(&story, "heads.csv"), ("import.devices_paired".to_owned(), "1".to_owned()));
    let offered = story.act(Action::OfferPairing { post: head }).expect("a second code");
    story.act(Action::RevokeDevice { device: pairing.device }).expect("the phone is out");
    undo(&story, import_of(&story, "heads.csv")).expect("nobody rests on it");
    let Outcome::PairingOffered { code, .. } = offered else { panic!("an offer answers {offered:?}") };
    let late = story.desk.redeem(&code, story.command());
    assert_eq!(late.expect_err("its post is gone").code, "pairing.code_not_valid");
    story.verified();
}

#[test]
fn what_an_order_has_reached_is_never_taken_back() {
    let story = Story::small();
    let (_, number) = story.order("411602.411602001", &[2]);
    assert_eq!(refusal(&story, "heads.csv"), ("import.orders_reach".to_owned(), number.clone()));
    assert_eq!(refusal(&story, "grids.geojson"), ("import.scheme_in_use".to_owned(), number));
    // Of a roster that came later and whose people got no order, nothing stands in the way.
    story.import(FileKind::Heads, "more.csv", &heads(&[("p1", "411602002", "后来")])).expect("one more");
    undo(&story, import_of(&story, "more.csv")).expect("nobody rests on it");
    story.verified();
}

#[test]
fn nobody_goes_back_to_a_place_that_is_gone() {
    let story = Story::empty();
    story.import(FileKind::Grids, "1.geojson", &grids(0..3)).expect("a district and its streets");
    story.import(FileKind::Grids, "2.geojson", &grids(3..7)).expect("their communities");
    story.import(FileKind::Heads, "1.csv", &heads(&[("p1", "411602001001", "旧")])).expect("a head");
    story.import(FileKind::Heads, "2.csv", &heads(&[("p1", "411602001", "新")])).expect("who moves up");
    undo(&story, import_of(&story, "2.geojson")).expect("nobody is there any more");
    assert_eq!(refusal(&story, "2.csv"), ("import.no_place_to_go_back".to_owned(), "post p1".to_owned()));
    undo(&story, import_of(&story, "1.csv")).expect("it changes nothing that shows");
    assert_eq!(person(&story, "p1").as_deref(), Some("新"));
    undo(&story, import_of(&story, "2.csv")).expect("now there is nowhere to go back to");
    assert_eq!(person(&story, "p1"), None);
    story.verified();
}

#[test]
fn an_undo_is_one_command_that_is_answered_once_and_pages_hear_of_it() {
    let story = Story::empty();
    story.import(FileKind::Grids, "1.geojson", &grids(0..3)).expect("a district and its streets");
    story.import(FileKind::Grids, "2.geojson", &grids(3..7)).expect("their communities");
    let import = import_of(&story, "2.geojson");
    let (seen, revision) = (story.desk.vector().expect("a vector"), story.district().revision);
    let tile = |layer: &str| story.desk.tile(&owner(), None, layer, 12, 3345, 1649).expect("a tile").len();
    let (streets, communities) = (tile("grid-2"), tile("grid-3"));
    assert!(streets > 0 && communities > 0, "the tile lies in the district");

    let call = Call { command_id: story.command(), action: Action::UndoImport { import } };
    let outcome = story.desk.act(&owner(), call.clone()).expect("undone");
    assert_eq!(outcome, Outcome::ImportUndone { rows: 4 });
    assert_eq!(story.desk.act(&owner(), call), Ok(outcome), "a retry gets the first answer");
    let again = story.act(Action::UndoImport { import }).expect_err("it is undone");
    assert_eq!(again.code, "import.already_undone");

    let reader = Reader::open(&story.path(), std::path::Path::new("no keys")).expect("the store");
    let facts = reader.view().facts_since(&seen, 9).expect("the log");
    let kinds: Vec<&str> = facts.iter().map(|(header, _)| header.kind.as_str()).collect();
    assert_eq!(kinds, ["ImportUndone", "SchemePublished"], "the scheme lost a level");
    assert_eq!(facts[0].0.command, facts[1].0.command);
    drop(reader);
    for seat in [owner(), operator("411602.411602001")] {
        let told = story.desk.told_since(&seat, &seen).expect("news");
        assert!(told.iter().all(|told| told.news == News::DistrictChanged) && !told.is_empty(), "{told:?}");
    }
    let card = story.district();
    assert!(card.revision > revision, "tiles of before are old");
    assert_eq!(card.scheme.expect("two levels are left").levels.len(), 2);
    assert_eq!((tile("grid-2"), tile("grid-3")), (streets, 0));
    story.restarted().verified();
}

#[test]
fn an_undone_file_comes_in_again_whatever_it_holds() {
    let story = Story::empty();
    let street = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"layer":"road","class":"main"},
        "geometry":{"type":"LineString","coordinates":[[114.0,33.0],[114.02,33.02]]}}]}"#;
    let lane = street.replace("main", "lane");
    let files: BTreeMap<&str, (FileKind, SetKind, String)> = [
        ("1-grids.geojson", (FileKind::Grids, SetKind::Grids, small_grids())),
        ("2-venues.geojson", (FileKind::Venues, SetKind::Venues, venue("V1", "东站"))),
        ("3-checkpoints.geojson", (FileKind::Checkpoints, SetKind::Checkpoints, venue("C1", "东卡口"))),
        ("4-heads.csv", (FileKind::Heads, SetKind::Posts, heads(&[("p1", "411602", "甲")]))),
        ("5-streams.csv", (FileKind::Streams, SetKind::Streams, "场所编码,地址\nV1,rtsp://10.0.0.1/1\n".to_owned())),
        ("6-units.csv", (FileKind::Units, SetKind::Units, "单位编码,单位名称\nD1,区水利局\n".to_owned())),
        (
            "7-partners.csv",
            (FileKind::Partners, SetKind::Partners, "网格编码,结对单位\n411602001,区水利局\n".to_owned()),
        ),
        ("8-assets.geojson", (FileKind::Assets, SetKind::Assets, venue("W1", "泵站"))),
        ("9-basemap.geojson", (FileKind::Basemap, SetKind::Basemap, street.to_owned())),
    ]
    .into();
    for round in 0..2 {
        for (file, (kind, of, text)) in &files {
            let report = story.import(*kind, file, text).expect("it comes in");
            assert!(report.changed && report.kind == *of, "{file} in round {round}");
            assert!(!story.import(*kind, file, text).expect("no fault").changed, "{file} twice");
        }
        for file in files.keys().rev() {
            undo(&story, import_of(&story, file)).unwrap_or_else(|failure| panic!("{file}: {failure}"));
        }
    }
    // The ground before comes back when the one over it goes, and may be laid over it again.
    for (file, text, changed) in [("a", street, true), ("b", &lane, true), ("a", street, true), ("a", street, false)] {
        assert_eq!(story.import(FileKind::Basemap, file, text).expect("ground").changed, changed, "{file}");
    }
    assert_eq!(imports(&story).iter().filter(|line| line.undone.is_none()).count(), 3);
    story.verified();
}

#[test]
fn an_import_that_never_was_and_a_seat_without_the_right_are_refused() {
    let story = Story::small();
    let import = FactId { seq: 1, ..import_of(&story, "heads.csv") };
    let unknown = story.act(Action::UndoImport { import }).expect_err("the founding is no import");
    assert_eq!((unknown.code.as_str(), unknown.params["noun"].as_str()), ("unknown", "import"));
    let part = Seat { subtree: Some(GridPath::from_text("411602")), ..owner() };
    let import = import_of(&story, "heads.csv");
    for seat in [part.clone(), operator("411602"), Seat { role: Role::Auditor, ..owner() }] {
        let refused = story.act_as(&seat, Action::UndoImport { import }).expect_err("not theirs");
        assert_eq!(refused.code, "rights.not_yours");
    }
    assert_eq!(story.desk.ask(&part, &Question::Imports).expect_err("a part").code, "rights.not_yours");
    for role in [Role::Supervisor, Role::Auditor] {
        assert!(story.desk.ask(&Seat { role, ..owner() }, &Question::Imports).is_ok());
    }
}
