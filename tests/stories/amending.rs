//! Venues, checkpoints, streams, units and assets, changed by hand: added, moved, changed, removed, taken back; what
//! refuses, and what a file means that comes in later.

use domain::action::{Action, Outcome};
use domain::amendment::AmendWish;
use domain::answer::{AmendmentLine, Answer, ItemCard};
use domain::asset::Asset;
use domain::code::GridPath;
use domain::fact::FactId;
use domain::failure::Failure;
use domain::id::{AssetId, CheckpointId, PartnerId, UnitId, VenueId};
use domain::item::{Item, ItemKind, ItemName};
use domain::manner::FileKind;
use domain::place::Position;
use domain::question::Question;
use domain::seat::{Role, Seat};
use domain::unit::{Partner, Unit};
use domain::venue::{Checkpoint, CheckpointState, Stream, Venue};
use tests::{Story, operator, owner};

const FIRST: &str = "411602.411602001.411602001001";
const SECOND: &str = "411602.411602002.411602002001";
/// In the first community, and in one of the other street.
const HERE: (f64, f64) = (114.005, 33.005);
const THERE: (f64, f64) = (114.015, 33.005);

fn at((longitude, latitude): (f64, f64)) -> Position {
    Position::from_degrees(longitude, latitude).expect("on the globe")
}

fn name(of: ItemKind, id: &str) -> ItemName {
    ItemName { of, id: id.to_owned() }
}

fn venue(id: &str, called: &str, place: (f64, f64)) -> Item {
    Item::Venue(Venue {
        id: VenueId(id.to_owned()),
        name: called.to_owned(),
        kind: "大型商超".to_owned(),
        place: at(place),
        grid: None,
        capacity: None,
        state: "开放".to_owned(),
        address: None,
    })
}

/// A file with these venues, all of them in the first community.
fn file(rows: &[(&str, &str)]) -> String {
    let features: Vec<String> = rows
        .iter()
        .map(|(id, called)| {
            format!(
                r#"{{"type":"Feature","properties":{{"id":"{id}","name":"{called}","kind":"大型商超","state":"开放"}},"geometry":{{"type":"Point","coordinates":[{},{}]}}}}"#,
                HERE.0, HERE.1
            )
        })
        .collect();
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

fn card(story: &Story, item: &ItemName) -> Option<ItemCard> {
    match story.desk.ask(&owner(), &Question::Item { name: item.clone() }) {
        Ok(Answer::Item(card)) => Some(*card),
        Ok(other) => panic!("an item answers {other:?}"),
        Err(failure) => {
            assert_eq!(failure.code, "unknown");
            None
        }
    }
}

fn wish(story: &Story, item: ItemName, after: Option<Item>, reason: Option<&str>) -> AmendWish {
    let seen = card(story, &item).map(|card| card.digest);
    AmendWish { item: Some(item), seen, after, reason: reason.map(str::to_owned) }
}

fn amend(story: &Story, wish: AmendWish) -> Result<FactId, Failure> {
    match story.act(Action::AmendItem { wish: Box::new(wish) })? {
        Outcome::ItemAmended { fact } => Ok(fact),
        other => panic!("an amendment answers {other:?}"),
    }
}

/// Add it, or put it in the place of what is there.
fn put(story: &Story, item: Item) -> Result<FactId, Failure> {
    amend(story, wish(story, item.name(), Some(item), None))
}

fn undo(story: &Story, fact: FactId) -> Result<FactId, Failure> {
    match story.act(Action::UndoAmendment { fact })? {
        Outcome::ItemAmended { fact } => Ok(fact),
        other => panic!("an undo answers {other:?}"),
    }
}

fn called(story: &Story, id: &str) -> Option<String> {
    card(story, &name(ItemKind::Venue, id)).map(|card| card.item.title().to_owned())
}

fn amendments(story: &Story, seat: &Seat) -> Vec<AmendmentLine> {
    match story.desk.ask(seat, &Question::Amendments { limit: 100 }).expect("the amendments") {
        Answer::Amendments(list) => list.amendments,
        other => panic!("amendments answer {other:?}"),
    }
}

#[test]
fn a_venue_is_added_moved_and_removed_and_each_is_taken_back_and_brought_again() {
    let story = Story::small();
    let id = name(ItemKind::Venue, "V1");
    let grid = |story: &Story| card(story, &id).and_then(|card| card.item.grid().cloned());
    let added = put(&story, venue("V1", "万顺达", HERE)).expect("it is added");
    assert_eq!(grid(&story), Some(GridPath::from_text(FIRST)), "the deepest grid is found by the place");
    let moved = put(&story, venue("V1", "万顺达", THERE)).expect("it is moved");
    assert_eq!(grid(&story), Some(GridPath::from_text(SECOND)));
    let early = undo(&story, added).expect_err("it moved since");
    assert_eq!(early.code, "amend.amended_again");
    let back = undo(&story, moved).expect("the move is taken back");
    assert_eq!(grid(&story), Some(GridPath::from_text(FIRST)));
    assert_eq!(undo(&story, moved).expect_err("once is enough").code, "amend.already_undone");
    undo(&story, back).expect("and brought again");
    assert_eq!(grid(&story), Some(GridPath::from_text(SECOND)));
    let gone = wish(&story, id.clone(), None, None);
    assert_eq!(amend(&story, gone).expect_err("without a reason").code, "amend.reason_missing");
    let removed = amend(&story, wish(&story, id.clone(), None, Some("已停业"))).expect("it goes");
    assert_eq!(card(&story, &id), None);
    undo(&story, removed).expect("it comes back");
    assert_eq!(grid(&story), Some(GridPath::from_text(SECOND)));
    let lines = amendments(&story, &owner());
    assert_eq!(lines.len(), 6, "the log keeps all of it");
    assert_eq!(lines[1].reason.as_deref(), Some("已停业"));
    let story = story.restarted();
    assert_eq!(grid(&story), Some(GridPath::from_text(SECOND)));
    story.verified();
}

#[test]
fn what_somebody_else_changed_since_one_looked_is_refused() {
    let story = Story::small();
    put(&story, venue("V1", "万顺达", HERE)).expect("it is added");
    let id = name(ItemKind::Venue, "V1");
    let mine = wish(&story, id.clone(), Some(venue("V1", "我的名", HERE)), None);
    put(&story, venue("V1", "他的名", HERE)).expect("somebody was faster");
    let refused = amend(&story, mine).expect_err("it would be lost");
    assert_eq!((refused.code.as_str(), refused.params["id"].as_str()), ("amend.changed_since", "V1"));
    let as_new = AmendWish { item: Some(id), seen: None, after: Some(venue("V1", "又一家", HERE)), reason: None };
    assert_eq!(amend(&story, as_new).expect_err("the id is taken").code, "amend.changed_since");
    assert_eq!(called(&story, "V1").as_deref(), Some("他的名"));
    story.verified();
}

#[test]
fn what_makes_no_sense_is_refused_and_what_others_rest_on_stays() {
    let story = Story::small();
    put(&story, venue("V1", "万顺达", HERE)).expect("a venue");
    let code = |result: Result<FactId, Failure>| result.expect_err("it makes no sense").code;
    assert_eq!(code(put(&story, venue("V2", "  ", HERE))), "amend.no_name");
    assert_eq!(code(put(&story, card(&story, &name(ItemKind::Venue, "V1")).expect("there").item)), "amend.nothing");
    let other = wish(&story, name(ItemKind::Venue, "V9"), Some(venue("V8", "店", HERE)), None);
    assert_eq!(code(amend(&story, other)), "amend.another");
    let stream = |venue: &str, address: &str| {
        Item::Stream(Stream { venue: venue.to_owned(), name: "正门".to_owned(), address: address.to_owned() })
    };
    assert_eq!(code(put(&story, stream("V1", "10.0.0.1"))), "amend.address");
    assert_eq!(code(put(&story, stream("V7", "rtsp://10.0.0.1/1"))), "unknown");
    put(&story, stream("V1", "rtsp://10.0.0.1/1")).expect("a camera at the venue");
    let gone = wish(&story, name(ItemKind::Venue, "V1"), None, Some("拆除"));
    let refused = amend(&story, gone).expect_err("the camera looks at it");
    assert_eq!((refused.code.as_str(), refused.params["noun"].as_str()), ("amend.rested_upon", "stream"));

    let asset = |owner: &str| {
        Item::Asset(Asset {
            id: AssetId("W1".to_owned()),
            name: "泵站".to_owned(),
            kind: "泵站".to_owned(),
            place: at(HERE),
            grid: None,
            owner: Some(UnitId(owner.to_owned())),
            quantity: Some(4),
            measure: Some("台".to_owned()),
            state: "正常".to_owned(),
            as_of: None,
        })
    };
    assert_eq!(code(put(&story, asset("D1"))), "unknown");
    put(&story, unit("D1", None)).expect("a unit without a seat");
    put(&story, asset("D1")).expect("now it has an owner");
    let gone = wish(&story, name(ItemKind::Unit, "D1"), None, Some("撤销"));
    assert_eq!(amend(&story, gone).expect_err("it owns the pump").params["noun"], "asset");
    let seated = put(&story, unit("D1", Some(THERE))).expect("it gets a seat");
    let lies = card(&story, &name(ItemKind::Unit, "D1")).expect("there").item.grid().cloned();
    assert_eq!(lies, Some(GridPath::from_text(SECOND)));
    undo(&story, seated).expect("it has none again");
    story.verified();
}

#[test]
fn a_grids_partner_units_are_added_changed_and_removed_by_hand() {
    let story = Story::small();
    let pairing = |unit: Option<&str>, grid: &str, contact: &str| {
        Item::Partner(Partner {
            id: PartnerId("P1".to_owned()),
            grid: GridPath::from_text(grid),
            name: "区水利局".to_owned(),
            unit: unit.map(|id| UnitId(id.to_owned())),
            contact: Some(contact.to_owned()),
            phone: None,
            duty: Some("河道清理".to_owned()),
        })
    };
    let of_grid = |path: &str| match story.desk.ask(&owner(), &Question::Grid { path: GridPath::from_text(path) }) {
        Ok(Answer::Grid(card)) => card.partners.into_iter().filter_map(|one| one.contact).collect::<Vec<_>>(),
        other => panic!("a grid answers {other:?}"),
    };
    let code = |came: Result<FactId, Failure>| came.expect_err("refused").code;
    assert_eq!(code(put(&story, pairing(Some("D1"), FIRST, "李芳"))), "unknown");
    put(&story, unit("D1", None)).expect("a unit");
    assert_eq!(code(put(&story, pairing(Some("D1"), "411602.9", "李芳"))), "grid.unknown");
    // One that is added is called what it says.
    let added = AmendWish { item: None, seen: None, after: Some(pairing(Some("D1"), FIRST, "李芳")), reason: None };
    amend(&story, added).expect("they are paired");
    assert_eq!(of_grid(FIRST), ["李芳"]);
    let moved = put(&story, pairing(Some("D1"), SECOND, "王强")).expect("somebody else, for another grid");
    assert_eq!((of_grid(FIRST).len(), of_grid(SECOND)), (0, vec!["王强".to_owned()]));
    let gone = wish(&story, name(ItemKind::Unit, "D1"), None, Some("撤销"));
    assert_eq!(amend(&story, gone).expect_err("it is paired").params["noun"], "partner");
    undo(&story, moved).expect("as it was");
    let gone = wish(&story, name(ItemKind::Partner, "P1"), None, Some("到期"));
    let removed = amend(&story, gone).expect("it ends");
    assert_eq!(of_grid(FIRST), [""; 0]);
    undo(&story, removed).expect("and goes on");
    let street = FIRST.rsplit_once('.').map(|(street, _)| GridPath::from_text(street));
    let outside = Seat { role: Role::Admin, subtree: street, ..owner() };
    let theirs = wish(&story, name(ItemKind::Partner, "P1"), Some(pairing(None, SECOND, "李芳")), None);
    let refused = story.act_as(&outside, Action::AmendItem { wish: Box::new(theirs) }).expect_err("not their street");
    assert_eq!(refused.code, "rights.outside_subtree");
    story.verified();
}

#[test]
fn a_unit_without_a_seat_keeps_the_grid_that_it_works_for() {
    let story = Story::small();
    let working_for = |grid: &str| unit("D1", None).in_grid(Some(GridPath::from_text(grid)));
    put(&story, working_for(FIRST)).expect("it has no seat, and a grid");
    let grid = || card(&story, &name(ItemKind::Unit, "D1")).and_then(|card| card.item.grid().cloned());
    assert_eq!(grid(), Some(GridPath::from_text(FIRST)));
    let other = put(&story, working_for(SECOND)).expect("it works for another");
    assert_eq!(grid(), Some(GridPath::from_text(SECOND)));
    assert_eq!(put(&story, working_for("411602.9")).expect_err("there is none").code, "grid.unknown");
    undo(&story, other).expect("it is put back");
    assert_eq!(grid(), Some(GridPath::from_text(FIRST)));
    story.verified();
}

fn unit(id: &str, place: Option<(f64, f64)>) -> Item {
    Item::Unit(Unit {
        id: UnitId(id.to_owned()),
        name: "区水利局".to_owned(),
        kind: "部门".to_owned(),
        phone: None,
        whistle: true,
        place: place.map(at),
        grid: None,
        address: None,
    })
}

#[test]
fn a_later_file_wins_and_tells_how_many_it_overrode_and_its_undo_gives_the_hand_back_its_word() {
    let story = Story::small();
    let both = file(&[("V1", "甲店"), ("V2", "乙店")]);
    story.import(FileKind::Venues, "venues.geojson", &both).expect("they come in");
    put(&story, venue("V1", "手改", THERE)).expect("one is changed by hand");
    amend(&story, wish(&story, name(ItemKind::Venue, "V2"), None, Some("已拆"))).expect("one is removed");
    put(&story, venue("V3", "手加", HERE)).expect("one is added");
    let tried =
        story.try_out(FileKind::Venues, "venues.geojson", &both, exchange::BadRows::RefuseFile).expect("a trial");
    let counts = |notes: &[domain::import::Fault]| {
        let note = notes.iter().find(|note| note.code == "place.amended");
        note.map(|note| note.params["count"].clone())
    };
    assert_eq!(counts(&tried.notes).as_deref(), Some("2"), "the trial tells before");
    let report = story.import(FileKind::Venues, "again.geojson", &both).expect("the file comes again");
    assert!(report.changed, "it is not what stands there");
    assert_eq!(counts(&report.notes).as_deref(), Some("2"));
    let names = |story: &Story| ["V1", "V2", "V3"].map(|id| called(story, id));
    let told = |names: [Option<&str>; 3]| names.map(|name| name.map(str::to_owned));
    assert_eq!(names(&story), told([Some("甲店"), Some("乙店"), Some("手加")]), "the later fact wins");
    let third = story.import(FileKind::Venues, "again.geojson", &both).expect("and again");
    assert!(!third.changed && counts(&third.notes).is_none(), "nothing is by hand any more but what it does not name");

    let imports = match story.desk.ask(&owner(), &Question::Imports).expect("the imports") {
        Answer::Imports(list) => list.imports,
        other => panic!("imports answer {other:?}"),
    };
    story.act(Action::UndoImport { import: imports[0].import }).expect("nothing rests on it");
    assert_eq!(names(&story), told([Some("手改"), None, Some("手加")]), "what was done by hand holds again");
    let first = imports.iter().find(|line| line.file == "venues.geojson").expect("it is listed").import;
    story.act(Action::UndoImport { import: first }).expect("nothing rests on it");
    assert_eq!(names(&story), told([Some("手改"), None, Some("手加")]), "the hand's word outlives the file");
    story.restarted().verified();
}

#[test]
fn an_amendment_that_was_taken_back_does_not_outlive_its_import() {
    let story = Story::small();
    story.import(FileKind::Venues, "venues.geojson", &file(&[("V1", "甲店")])).expect("it comes in");
    let changed = put(&story, venue("V1", "手改", HERE)).expect("changed");
    undo(&story, changed).expect("and back");
    let Answer::Imports(list) = story.desk.ask(&owner(), &Question::Imports).expect("the imports") else {
        panic!("imports answer with their list")
    };
    story.act(Action::UndoImport { import: list.imports[0].import }).expect("nothing rests on it");
    assert_eq!(called(&story, "V1"), None);
    story.verified();
}

#[test]
fn an_operator_says_how_a_checkpoint_is_and_changes_nothing_else() {
    let story = Story::small();
    let text = file(&[("C1", "东卡口")]).replace(r#","kind":"大型商超","state":"开放""#, "");
    story.import(FileKind::Checkpoints, "checkpoints.geojson", &text).expect("a checkpoint");
    let id = name(ItemKind::Checkpoint, "C1");
    let seat = operator("411602.411602001");
    let set = |seat: &Seat, queue: u8| {
        let Item::Checkpoint(one) = card(&story, &id).expect("there").item else { panic!("a checkpoint") };
        let seen = Item::Checkpoint(one.clone()).digest();
        story.act_as(seat, Action::SetCheckpoint { id: one.id, seen, state: CheckpointState::Closed, queue })
    };
    set(&seat, 2).expect("it is his street");
    assert_eq!(set(&seat, 4).expect_err("no such queue").code, "amend.queue");
    assert_eq!(set(&operator("411602.411602002"), 1).expect_err("not his").code, "rights.outside_subtree");
    assert_eq!(set(&Seat { role: Role::Auditor, ..owner() }, 1).expect_err("he looks").code, "rights.not_yours");
    let Item::Checkpoint(one) = card(&story, &id).expect("there").item else { panic!("a checkpoint") };
    assert_eq!((one.state, one.queue, one.name.as_str()), (CheckpointState::Closed, 2, "东卡口"));
    let moved = wish(&story, id, Some(Item::Checkpoint(one)), None);
    let refused = story.act_as(&seat, Action::AmendItem { wish: Box::new(moved) }).expect_err("not an operator's");
    assert_eq!(refused.code, "rights.not_yours");
    assert_eq!((amendments(&story, &seat).len(), amendments(&story, &operator("411602.411602002")).len()), (1, 0));
    story.verified();
}

#[test]
fn a_camera_at_a_checkpoint_is_added_changed_and_removed_and_the_checkpoints_card_tells_all_of_it() {
    let story = Story::small();
    let place = name(ItemKind::Checkpoint, "C1");
    let checkpoint = Checkpoint {
        id: CheckpointId("C1".to_owned()),
        name: "东卡口".to_owned(),
        place: at(HERE),
        grid: None,
        state: CheckpointState::Open,
        queue: 0,
    };
    put(&story, Item::Checkpoint(checkpoint)).expect("a checkpoint");
    let camera = |address: &str| {
        Item::Stream(Stream { venue: "C1".to_owned(), name: "东向".to_owned(), address: address.to_owned() })
    };
    let addresses = || match story.desk.ask(&owner(), &Question::Checkpoint { id: CheckpointId("C1".to_owned()) }) {
        Ok(Answer::Checkpoint(card)) => card.streams.into_iter().map(|line| line.stream.address).collect::<Vec<_>>(),
        other => panic!("a checkpoint answers {other:?}"),
    };
    let first = camera("rtsp://10.0.0.1/1");
    put(&story, first.clone()).expect("a camera");
    put(&story, camera("rtsp://10.0.0.2/1")).expect("it has another address");
    assert_eq!(addresses(), ["rtsp://10.0.0.2/1"]);
    let gone = amend(&story, wish(&story, first.name(), None, Some("拆除"))).expect("it goes");
    assert!(addresses().is_empty());
    let told = |of: &ItemName| card(&story, of).expect("there").amendments;
    let kinds: Vec<ItemKind> = told(&place).iter().map(|line| line.item.of).collect();
    assert_eq!(kinds, [ItemKind::Stream, ItemKind::Stream, ItemKind::Stream, ItemKind::Checkpoint]);
    assert_eq!(told(&place)[0].fact, gone, "the last is the first");
    undo(&story, gone).expect("it comes back");
    assert_eq!(addresses(), ["rtsp://10.0.0.2/1"]);
    put(&story, venue("C", "另一处", HERE)).expect("its id begins like the checkpoint's");
    assert_eq!(told(&name(ItemKind::Venue, "C")).len(), 1, "and the camera is not its own");
    story.verified();
}

#[test]
fn a_place_that_was_moved_by_hand_follows_into_a_new_scheme_and_can_still_be_put_back() {
    let story = Story::small();
    put(&story, venue("V1", "万顺达", HERE)).expect("added");
    let moved = put(&story, venue("V1", "万顺达", THERE)).expect("moved");
    let admin = |role| Seat { role, ..owner() };
    story
        .act(Action::DraftScheme { name: "新".to_owned(), from: story.district().scheme.map(|one| one.name) })
        .expect("a draft");
    story.act(Action::SubmitScheme { scheme: "新".to_owned() }).expect("in review");
    // Whoever publishes it is another person.
    let phone = story.act(Action::OfferSeat { role: Role::Supervisor, subtree: None }).expect("a seat");
    let Outcome::PairingOffered { code, .. } = phone else { panic!("an offer answers with a code") };
    let pairing = story.desk.redeem(&code, story.command()).expect("the code seats");
    let second = story.desk.seat_of(&pairing.token).expect("read").expect("seated");
    let publish = Action::PublishScheme { scheme: "新".to_owned(), valid_from: None, heirs: Vec::new() };
    assert_eq!(story.act_as(&admin(Role::Operator), publish.clone()).expect_err("no").code, "rights.not_yours");
    story.act_as(&second, publish).expect("in force");
    undo(&story, moved).expect("its grid is found anew");
    let grid = card(&story, &name(ItemKind::Venue, "V1")).expect("there").item.grid().cloned();
    assert_eq!(grid, Some(GridPath::from_text(FIRST)));
    story.verified();
}
