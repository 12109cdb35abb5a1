//! The window's commands, called as its page calls them: who may do what, and what a page hears.

use std::{
    sync::{Arc, mpsc},
    time::Duration,
};

use domain::{
    action::Action,
    news::{Told, Vector},
    rights::{DoorKind, Entry},
    seat::{Role, Seat},
    signpost::NetworkWish,
};
use serde_json::{Value, json};
use tauri::{
    App, WebviewWindow, WebviewWindowBuilder,
    async_runtime::{block_on, spawn},
    http::{HeaderMap, HeaderValue},
    ipc::{CallbackFn, Channel, InvokeBody, InvokeResponseBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder},
    webview::InvokeRequest,
};
use tests::{
    access::{self, Came, Host},
    ground::Ground,
    streets::{FIRST, Streets, TOP},
};

use crate::{MAIN, basemap::Coming, bridge, commands, context, drag::Drags, field::FIELD, house::House, shelf::Shelf};

/// Far longer than a desk takes; only a broken test waits for it.
const PATIENCE: Duration = Duration::from_secs(20);

/// Windows on one desk, each with a seat of its own.
struct Windows(Streets);

/// A window that is on no screen.
struct Sitting {
    page: WebviewWindow<MockRuntime>,
    _app: App<MockRuntime>,
}

impl Sitting {
    fn of(streets: &Streets, seat: Seat, label: &str) -> Self {
        let house = House::seated(Arc::clone(&streets.desk), seat);
        let app = mock_builder()
            .manage(house)
            .manage(Shelf::default())
            .manage(Coming::default())
            .manage(Drags::default())
            .invoke_handler(commands())
            .build(context())
            .expect("the window is built");
        let page = WebviewWindowBuilder::new(&app, label, tauri::WebviewUrl::default()).build();
        Self { page: page.expect("a page"), _app: app }
    }

    fn invoke(&self, command: &str, fields: Value) -> Came {
        self.send(command, InvokeBody::Json(fields), HeaderMap::new())
    }

    fn send(&self, command: &str, body: InvokeBody, headers: HeaderMap) -> Came {
        let url = self.page.url().expect("the page has an address");
        let (callback, error, invoke_key) = (CallbackFn(0), CallbackFn(1), INVOKE_KEY.to_owned());
        let request = InvokeRequest { cmd: command.to_owned(), callback, error, url, body, headers, invoke_key };
        get_ipc_response(&self.page, request).map(|answer| answer.deserialize().expect("an answer is JSON"))
    }
}

impl Host for Windows {
    type Seated = Sitting;

    fn streets(&self) -> &Streets {
        &self.0
    }

    fn seat(&self, role: Role, subtree: Option<&str>) -> Sitting {
        Sitting::of(&self.0, self.0.seat(role, subtree), MAIN)
    }

    fn call(&self, entry: &Entry, sitting: &Sitting, sample: &Value) -> Came {
        match entry.door {
            DoorKind::Act => {
                sitting.invoke("act", json!({ "call": { "command_id": self.0.new_id(), "action": sample } }))
            }
            DoorKind::Ask => sitting.invoke("ask", json!({ "question": sample })),
        }
    }
}

#[test]
fn every_entry_refuses_exactly_the_roles_that_the_table_leaves_out() {
    access::refuses_the_roles_that_the_table_leaves_out(&Windows(Streets::open()));
}

#[test]
fn every_entry_serves_every_role_inside_its_subtree_and_keeps_the_outside_from_it() {
    access::serves_inside_and_keeps_the_outside(&Windows(Streets::open()));
}

#[test]
fn a_page_hears_of_its_own_street_and_learns_nothing_of_another() {
    let streets = Streets::open();
    for entry in access::actions() {
        let (here, there) = (Ground::inside(&streets), Ground::outside(&streets));
        for (ground, is_inside) in [(&here, true), (&there, false)] {
            let sample = ground.sample(entry, Role::Admin, &streets);
            let since = streets.desk.vector().expect("the store is read");
            let pages = Role::ALL.map(|role| (role, listen(&streets, streets.seat(role, Some(FIRST)), since.clone())));
            if entry.name == "import_set" {
                streets.import_again();
            } else {
                let action: Action = serde_json::from_value(sample).expect("a sample is an action");
                streets.done(action);
            }
            let until = last(&streets.desk.vector().expect("the store is read"));
            for (role, page) in pages {
                let told = heard(&page, until);
                let word =
                    if is_inside { access::heard_inside(entry, role) } else { access::heard_outside(entry, role) };
                let of = format!("{} inside={is_inside} to {role:?}: {told:?}", entry.name);
                assert_eq!(told.last().map(|told| told["news"]["type"].clone()), Some(json!(word)), "{of}");
                assert!(told.iter().all(|told| there.told_in(&told.to_string()).is_none()), "{of}");
            }
        }
    }
}

#[test]
fn only_who_may_give_seats_away_over_the_whole_store_opens_it_to_the_network() {
    let streets = Streets::open();
    for role in Role::ALL {
        for subtree in [None, Some(TOP), Some(FIRST)] {
            let sitting = Sitting::of(&streets, streets.seat(role, subtree), MAIN);
            let wish = json!({ "wish": NetworkWish::default() });
            for (command, fields) in [("network", json!({})), ("open_network", wish), ("close_network", json!({}))] {
                let failure = sitting.invoke(command, fields).expect_err("this house has no doors");
                let may = role == Role::Admin && subtree.is_none();
                let expected = if may { "broken" } else { "rights.not_yours" };
                assert_eq!(failure["code"], expected, "{command} by {role:?} over {subtree:?}");
            }
        }
    }
}

#[test]
fn a_file_comes_in_only_from_an_admin_of_the_whole_store_and_only_as_bytes() {
    let streets = Streets::open();
    let said = |file: &str| {
        let id = streets.new_id().to_string();
        let pairs = [("kind", "heads"), ("file", file), ("command_id", id.as_str()), ("manner", "%7B%7D")];
        let value = |text: &str| HeaderValue::from_str(text).expect("a header is ASCII");
        pairs.into_iter().map(|(name, text)| (name.parse().expect("a name"), value(text))).collect::<HeaderMap>()
    };
    let people = "网格编码,岗位,姓名,电话,到任日期\n411602003,街道网格长,丁,0394-1000004,2025-03-01\n";
    for role in Role::ALL {
        for subtree in [None, Some(TOP), Some(FIRST)] {
            let sitting = Sitting::of(&streets, streets.seat(role, subtree), MAIN);
            let [looked, came] = ["look", "import"].map(|command| {
                let body = InvokeBody::Raw(people.as_bytes().to_vec());
                sitting.send(command, body, said("%E7%BD%91%E6%A0%BC%E9%95%BF.csv"))
            });
            if role == Role::Admin && subtree.is_none() {
                let (look, report) = (looked.expect("an admin may look"), came.expect("an admin may"));
                assert_eq!((&look["file"], &look["rows"]), (&json!("网格长.csv"), &json!(1)), "{look}");
                assert_eq!((&report["file"], &report["taken"]), (&json!("网格长.csv"), &json!(1)), "{report}");
                let fault = json!([{ "row": 2, "field": null, "code": "x", "params": {}, "message": "" }]).to_string();
                let mut headers = said("heads.csv");
                for (name, text) in [("faults", fault.len().to_string()), ("language", "zh".to_owned())] {
                    headers.insert(name, HeaderValue::from_str(&text).expect("a header is ASCII"));
                }
                let body = InvokeBody::Raw(format!("{fault}{people}").into_bytes());
                let place = sitting.send("failed_rows", body, headers).expect("an admin may");
                assert!(place.as_str().is_some_and(|place| place.ends_with("heads-待改.xlsx")), "{place}");
                let sheet = std::fs::read(place.as_str().expect("a path")).expect("it lies there");
                assert!(sheet.starts_with(b"PK"), "a spreadsheet");
                continue;
            }
            let said_of_it = json!({ "commandId": streets.new_id().to_string() });
            let [watched, stopped] =
                ["import_progress", "cancel_import"].map(|command| sitting.invoke(command, said_of_it.clone()));
            let body = InvokeBody::Raw(people.as_bytes().to_vec());
            let back = sitting.send("failed_rows", body, said("heads.csv"));
            for came in [looked, came, watched, stopped, back] {
                assert_eq!(came.expect_err("nobody else may")["code"], "rights.not_yours", "{role:?} over {subtree:?}");
            }
        }
    }
    let sitting = Sitting::of(&streets, streets.seat(Role::Admin, None), MAIN);
    for (body, headers) in [
        (InvokeBody::Json(json!({ "bytes": [1, 2, 3] })), said("heads.csv")),
        (InvokeBody::Raw(people.as_bytes().to_vec()), HeaderMap::new()),
    ] {
        for command in ["look", "import", "failed_rows"] {
            let failure = sitting.send(command, body.clone(), headers.clone()).expect_err("it makes no sense");
            assert_eq!(failure["code"], "request.malformed", "{command}");
        }
    }
}

#[test]
fn a_sheet_is_kept_by_the_window_for_whoever_may_print_it() {
    let streets = Streets::open();
    let ask = |role, subtree: Option<&str>, path: &str| {
        let sitting = Sitting::of(&streets, streets.seat(role, subtree), MAIN);
        let wish = json!({ "grid": path, "format": "pdf" });
        sitting.invoke("print_sheet", json!({ "title": "", "commandId": streets.new_id(), "wish": wish }))
    };
    for role in Role::ALL {
        let may = [Role::Admin, Role::Commander, Role::Operator, Role::Supervisor].contains(&role);
        match ask(role, Some(FIRST), FIRST) {
            Ok(path) => {
                assert!(may, "{role:?}: {path}");
                let file = std::fs::read(path.as_str().expect("a path")).expect("it lies there");
                assert!(file.starts_with(b"%PDF-") && path.to_string().contains("411602001"), "{path}");
            }
            Err(failure) => assert!(!may && failure["code"] == "rights.not_yours", "{role:?}: {failure}"),
        }
        if may {
            let failure = ask(role, Some(FIRST), TOP).expect_err("it is not theirs");
            assert_eq!(failure["code"], "rights.outside_subtree", "{role:?}");
        }
    }
}

#[test]
fn sheets_go_into_the_folder_that_a_person_chose_and_are_made_once() {
    let streets = Streets::open();
    let sitting = Sitting::of(&streets, streets.seat(Role::Operator, Some(FIRST)), MAIN);
    let listed = json!({ "type": "sheets", "wish": { "grid": FIRST }, "levels": [] });
    let list = sitting.invoke("ask", json!({ "question": listed })).expect("an operator may");
    let sheet = &list["sheets"][0];
    let put = |album: u32, wish: &Value, file: &str| {
        let said = json!({ "album": album, "file": file, "commandId": streets.new_id(), "wish": wish });
        sitting.invoke("put_sheet", said)
    };
    let file = sheet["file"].as_str().expect("a name");
    assert_eq!(put(1, &sheet["wish"], file).expect_err("nobody chose a folder")["code"], "request.malformed");
    let album = sitting.invoke("open_album", json!({ "title": "" })).expect("it is chosen");
    assert_eq!(album[0], 1, "{album}");
    assert_eq!(put(1, &sheet["wish"], file), Ok(json!(true)));
    assert_eq!(put(1, &sheet["wish"], file), Ok(json!(false)), "it lies there");
    assert_eq!(put(1, &json!({ "grid": TOP }), "x.pdf").expect_err("not theirs")["code"], "rights.outside_subtree");
    assert_eq!(put(1, &sheet["wish"], "../x.pdf").expect_err("no name")["code"], "sheet.file_name");
    let lies = std::path::Path::new(album[1].as_str().expect("a folder")).join(file);
    assert!(std::fs::read(&lies).expect("it lies there").starts_with(b"%PDF-"));
    let shown = sitting.invoke("show_kept", json!({ "path": lies.parent().and_then(|folder| folder.parent()) }));
    assert_eq!(shown.expect_err("nothing was kept there")["code"], "request.malformed");
}

#[test]
fn a_table_is_kept_as_a_file_that_spreadsheets_read() {
    let streets = Streets::open();
    let sitting = Sitting::of(&streets, streets.seat(Role::Auditor, None), MAIN);
    let said = json!({ "title": "", "name": "川汇区/街道.csv", "text": "网格,人口\r\n" });
    let path = sitting.invoke("save_table", said).expect("everybody may keep what he sees");
    let path = std::path::Path::new(path.as_str().expect("a path"));
    assert_eq!(path.file_name().and_then(|name| name.to_str()), Some("川汇区 街道.csv"));
    assert_eq!(std::fs::read_to_string(path).expect("it lies there"), "\u{feff}网格,人口\r\n");
}

#[test]
fn a_basemap_comes_in_pieces_from_whoever_may_add_it() {
    let streets = Streets::open();
    let file = include_bytes!("../../tests/fixtures/basemaps/city.pmtiles");
    let id = streets.new_id().to_string();
    let said = |at: usize| {
        let pairs = [("file", "city.pmtiles".to_owned()), ("command_id", id.clone()), ("at", at.to_string())];
        let value = |text: &str| HeaderValue::from_str(text).expect("a header is ASCII");
        pairs.into_iter().map(|(name, text)| (name.parse().expect("a name"), value(&text))).collect::<HeaderMap>()
    };
    for role in Role::ALL {
        for subtree in [None, Some(FIRST)] {
            let sitting = Sitting::of(&streets, streets.seat(role, subtree), MAIN);
            if role == Role::Admin && subtree.is_none() {
                for (number, piece) in file.chunks(2_000).enumerate() {
                    let body = InvokeBody::Raw(piece.to_vec());
                    sitting.send("basemap_piece", body, said(number * 2_000)).expect("an admin may");
                }
                let added = sitting.invoke("add_basemap", json!({ "commandId": id })).expect("an admin may");
                assert_eq!(
                    (&added["changed"], &added["basemap"]["name"]),
                    (&json!(true), &json!("周口街道图")),
                    "{added}"
                );
                let gone = sitting.invoke("add_basemap", json!({ "commandId": id })).expect_err("it was added");
                assert_eq!(gone["code"], "request.malformed");
                let dropped = json!({ "commandId": streets.new_id(), "id": 7 });
                let failure = sitting.invoke("add_dropped_basemap", dropped).expect_err("nothing was dropped");
                assert_eq!(failure["code"], "import.unreadable");
                continue;
            }
            let named = json!({ "commandId": id, "id": 7 });
            let piece = sitting.send("basemap_piece", InvokeBody::Raw(file.to_vec()), said(0));
            let [added, left, dropped] = ["add_basemap", "leave_basemap", "add_dropped_basemap"]
                .map(|command| sitting.invoke(command, named.clone()));
            for came in [piece, added, left, dropped] {
                assert_eq!(came.expect_err("nobody else may")["code"], "rights.not_yours", "{role:?} over {subtree:?}");
            }
        }
    }
}

#[test]
fn a_page_that_is_not_granted_our_commands_calls_none() {
    let streets = Streets::open();
    let stranger = Sitting::of(&streets, streets.seat(Role::Admin, None), "stranger");
    let door = ["act", "ask", "facts", "door", "network", "open_network", "close_network", "visit"];
    for command in door.into_iter().chain([
        "look",
        "import",
        "import_progress",
        "cancel_import",
        "drags",
        "dropped",
        "print_sheet",
        "print_journal",
        "print_review",
        "print_viewings",
        "print_paper",
        "put_sheet",
        "open_album",
        "save_table",
        "show_kept",
        "failed_rows",
        "read_table",
        "basemap_piece",
        "add_basemap",
        "leave_basemap",
        "add_dropped_basemap",
    ]) {
        let refused = stranger.invoke(command, json!({})).expect_err("the manifest lists who may");
        assert!(refused.as_str().is_some_and(|words| words.contains("not allowed")), "{command}: {refused}");
    }
}

#[test]
fn the_desk_and_the_field_have_none_of_each_others_commands() {
    let streets = Streets::open();
    let field = Sitting::of(&streets, streets.seat(Role::Admin, None), FIELD);
    let desk = Sitting::of(&streets, streets.seat(Role::Admin, None), MAIN);
    let of_the_field = ["centre", "look_at_centre", "choose_authority", "go_to_centre"];
    let of_the_first_start = ["go_on_as", "new_store", "open_store"];
    let refused = |sitting: &Sitting, command: &str| {
        let refused = sitting.invoke(command, json!({})).expect_err("the manifest lists who may");
        refused.as_str().is_some_and(|words| words.contains("not allowed"))
    };
    for command in ["act", "ask", "facts", "import", "save_table", "attach", "open_network"] {
        assert!(refused(&field, command), "{command}");
    }
    for command in of_the_field {
        assert!(refused(&desk, command), "{command}");
        assert!(!refused(&field, command), "{command}");
    }
    for command in of_the_first_start {
        assert!(refused(&desk, command) && refused(&field, command), "{command}");
    }
}

/// What a page hears that asks for the facts from that seat.
fn listen(streets: &Streets, seat: Seat, since: Vector) -> mpsc::Receiver<Value> {
    let (hears, heard) = mpsc::channel();
    let house = House::seated(Arc::clone(&streets.desk), seat);
    let channel = Channel::<Vec<Told>>::new(move |news| {
        let InvokeResponseBody::Json(news) = news else { panic!("news are JSON") };
        for told in serde_json::from_str::<Vec<Value>>(&news)? {
            let _ = hears.send(told); // the test has heard enough
        }
        Ok(())
    });
    let opened = block_on(house.opened()).expect("it is open");
    spawn(async move { bridge::tell(&opened, since, &channel).await });
    heard
}

/// All that a page is told up to there.
fn heard(page: &mpsc::Receiver<Value>, until: u64) -> Vec<Value> {
    let mut told = Vec::new();
    loop {
        let word = page.recv_timeout(PATIENCE).expect("news come in time");
        let seq = word["seq"].as_u64();
        told.push(word);
        if seq >= Some(until) {
            return told;
        }
    }
}

fn last(vector: &Vector) -> u64 {
    vector.0.values().copied().max().unwrap_or_default()
}
