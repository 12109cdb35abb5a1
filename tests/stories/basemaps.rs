//! Basemaps: brought, shown, chosen, taken away; 天地图 with a key of the user's own.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use desk::Desk;
use domain::action::{Action, Outcome};
use domain::answer::Answer;
use domain::basemap::{BasemapAdded, BasemapList, Secret, TiandituWish, TileKind, Underlay};
use domain::failure::Failure;
use domain::question::Question;
use domain::seat::{Role, Seat};
use tests::{Story, owner};

const KEY: &str = "0123456789abcdef0123456789abcdef";
/// The tile around the model town.
const TOWN: (u8, u32, u32) = (10, 838, 410);

fn bytes(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/basemaps");
    fs::read(folder.join(name)).expect("a fixture")
}

fn add(story: &Story, name: &str, bytes: &[u8]) -> Result<BasemapAdded, Failure> {
    let mut parcel = story.desk.basemap_parcel(name)?;
    parcel.add(bytes)?;
    story.desk.add_basemap(&owner(), story.command(), parcel, &Arc::default())
}

fn list(desk: &Desk) -> BasemapList {
    match desk.ask(&owner(), &Question::Basemaps).expect("the basemaps") {
        Answer::Basemaps(list) => *list,
        other => panic!("the question answers {other:?}"),
    }
}

fn tile(story: &Story, name: &str) -> Result<Option<desk::BasemapTile>, Failure> {
    let (zoom, x, y) = TOWN;
    story.desk.basemap_tile(&owner(), name, zoom, x, y)
}

/// What lies in the folder of basemaps.
fn on_the_shelf(story: &Story) -> Vec<String> {
    let folder = PathBuf::from(format!("{}.basemaps", story.path().display()));
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter(|entry| entry.path().is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn a_basemap_lies_beside_the_store_and_is_there_after_a_restart() {
    let story = Story::empty();
    let BasemapAdded { basemap, changed } = add(&story, "city.pmtiles", &bytes("city.pmtiles")).expect("it comes in");
    assert_eq!((changed, basemap.name.as_str(), basemap.kind), (true, "周口街道图", TileKind::Vector));
    assert_eq!(basemap.hash, blake3::hash(&bytes("city.pmtiles")).to_hex().to_string());
    assert_eq!(on_the_shelf(&story), [format!("{}.pmtiles", basemap.hash)]);
    let again = add(&story, "copy.pmtiles", &bytes("city.pmtiles")).expect("it is there already");
    assert!(!again.changed);
    let story = story.restarted();
    let list = list(&story.desk);
    assert_eq!((list.basemaps.len(), &list.basemaps[0].basemap, &list.usual), (1, &basemap, &Underlay::Own));
    assert!(!list.basemaps[0].is_missing && list.basemaps[0].by == owner());
    let shown = tile(&story, &basemap.hash).expect("sound").expect("it is there");
    assert_eq!(shown.kind, TileKind::Vector);
    assert!(String::from_utf8_lossy(&shown.bytes).contains("周口市") && shown.is_lasting);
}

#[test]
fn a_database_is_kept_as_an_archive_and_leaves_nothing_else() {
    let story = Story::empty();
    for name in ["city.mbtiles", "photo.mbtiles", "odd.mbtiles"] {
        let added = add(&story, name, &bytes(name)).unwrap_or_else(|failure| panic!("{name}: {failure:?}"));
        assert_eq!(added.basemap.file, name);
        assert!(tile(&story, &added.basemap.hash).expect("sound").is_some(), "{name}");
        assert!(!add(&story, name, &bytes(name)).expect("the same").changed, "the same file makes the same archive");
    }
    let files = on_the_shelf(&story);
    assert!(files.len() == 3 && files.iter().all(|file| file.ends_with(".pmtiles")), "{files:?}");
}

#[test]
fn what_is_refused_leaves_nothing_behind() {
    let story = Story::empty();
    let before = story.desk.vector().expect("the store is read");
    let whole = bytes("city.pmtiles");
    for (name, bytes, code) in [
        ("cut.pmtiles", &whole[..whole.len() - 9], "basemap.cut_off"),
        ("page.pmtiles", b"<!doctype html><html></html>".as_slice(), "basemap.other_file"),
        ("short.mbtiles", b"SQLite format 3\0".as_slice(), "basemap.database"),
        ("empty.pmtiles", b"".as_slice(), "basemap.other_file"),
    ] {
        let failure = add(&story, name, bytes).expect_err("it is no basemap");
        assert_eq!(failure.code, code, "{name}: {failure:?}");
        assert!(failure.message.contains(name), "{failure:?}");
    }
    assert_eq!((on_the_shelf(&story).len(), story.desk.vector().expect("read")), (0, before));
}

#[test]
fn a_basemap_that_goes_takes_its_file_along_and_gives_way_to_the_own_ground() {
    let story = Story::empty();
    let hash = add(&story, "photo.pmtiles", &bytes("photo.pmtiles")).expect("it comes in").basemap.hash;
    let underlay = Underlay::File { hash: hash.clone() };
    story.act(Action::ChooseBasemap { underlay: underlay.clone() }).expect("it is there");
    assert_eq!(list(&story.desk).usual, underlay);
    assert_eq!(story.act(Action::RemoveBasemap { hash: hash.clone() }).expect("it goes"), Outcome::BasemapRemoved);
    assert_eq!((on_the_shelf(&story).len(), list(&story.desk).usual), (0, Underlay::Own));
    assert_eq!(tile(&story, &hash).expect_err("it is gone").code, "unknown");
    for action in [Action::RemoveBasemap { hash: hash.clone() }, Action::ChooseBasemap { underlay }] {
        assert_eq!(story.act(action).expect_err("it is gone").code, "unknown");
    }
    add(&story, "photo.pmtiles", &bytes("photo.pmtiles")).expect("it comes again");
    assert!(tile(&story, &hash).expect("sound").is_some());
}

#[test]
fn a_file_that_is_missing_is_told_and_nothing_else_breaks() {
    let story = Story::empty();
    let hash = add(&story, "photo.pmtiles", &bytes("photo.pmtiles")).expect("it comes in").basemap.hash;
    fs::remove_dir_all(format!("{}.basemaps", story.path().display())).expect("it is there");
    assert!(list(&story.desk).basemaps[0].is_missing);
    assert_eq!(tile(&story, &hash).expect_err("no file").code, "basemap.missing");
    add(&story, "photo.pmtiles", &bytes("photo.pmtiles")).expect("the file comes back");
    assert!(!list(&story.desk).basemaps[0].is_missing);
}

#[test]
fn nobody_notes_a_basemap_that_was_not_looked_through_here() {
    let story = Story::empty();
    let basemap = add(&story, "photo.pmtiles", &bytes("photo.pmtiles")).expect("it comes in").basemap;
    let failure = story.act(Action::AddBasemap { basemap: Box::new(basemap) }).expect_err("it was handed over before");
    assert_eq!(failure.code, "unknown");
}

#[test]
fn a_damaged_file_on_the_shelf_is_refused_tile_by_tile() {
    let story = Story::empty();
    let hash = add(&story, "city.pmtiles", &bytes("city.pmtiles")).expect("it comes in").basemap.hash;
    let path = format!("{}.basemaps/{hash}.pmtiles", story.path().display());
    let whole = bytes("city.pmtiles");
    fs::write(&path, &whole[..whole.len() / 2]).expect("it is cut");
    assert_eq!(tile(&story, &hash).expect_err("cut off").code, "basemap.cut_off");
}

#[test]
fn the_key_of_tianditu_lies_sealed_and_stands_nowhere_else() {
    let story = Story::empty();
    assert_eq!(tile(&story, "tianditu-vec").expect_err("it is off").code, "tianditu.off");
    let choose = |underlay| story.act(Action::ChooseBasemap { underlay });
    assert_eq!(choose(Underlay::TiandituVector).expect_err("it is off").code, "tianditu.off");
    // Nobody listens there.
    let address = Some("http://127.0.0.1:9".to_owned());
    let wish = |key: &str| TiandituWish { key: Secret(key.to_owned()), address: address.clone(), review: None };
    let refused = story.act(Action::SetTianditu { wish: Some(wish("too short")) }).expect_err("no key");
    assert_eq!(refused.code, "tianditu.key_form");
    story.act(Action::SetTianditu { wish: Some(wish(KEY)) }).expect("it is let in");
    let card = list(&story.desk).tianditu;
    assert!(card.is_on && card.review.contains("GS") && card.trouble.is_none());
    choose(Underlay::TiandituVector).expect("it is on");
    let failure = tile(&story, "tianditu-vec").expect_err("nobody answers");
    assert_eq!(failure.code, "tianditu.away");
    assert_eq!(list(&story.desk).tianditu.trouble.map(|failure| failure.code).as_deref(), Some("tianditu.away"));
    assert_eq!(tile(&story, "tianditu-sky").expect_err("no such sheet").code, "unknown");
    let story = story.restarted();
    assert!(list(&story.desk).tianditu.is_on, "it is on after a restart");
    let mut looked = 0;
    let mut folders = vec![story.path().parent().expect("a folder").to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
                continue;
            }
            let bytes = fs::read(entry.path()).expect("a file");
            assert!(
                !bytes.windows(KEY.len()).any(|part| part == KEY.as_bytes()),
                "{} tells it",
                entry.path().display()
            );
            looked += 1;
        }
    }
    assert!(looked >= 3, "store, keys and the sealed key were looked at");
    story.act(Action::SetTianditu { wish: None }).expect("it goes");
    assert!(!list(&story.desk).tianditu.is_on);
    assert_eq!(list(&story.desk).usual, Underlay::Own, "what went gives way");
    assert_eq!(tile(&story, "tianditu-vec").expect_err("it is off").code, "tianditu.off");
}

#[test]
fn a_seat_in_the_field_gets_no_tile() {
    let story = Story::small();
    let hash = add(&story, "photo.pmtiles", &bytes("photo.pmtiles")).expect("it comes in").basemap.hash;
    let field = Seat { role: Role::Field, ..owner() };
    let (zoom, x, y) = TOWN;
    let failure = story.desk.basemap_tile(&field, &hash, zoom, x, y).expect_err("not theirs");
    assert_eq!(failure.code, "rights.not_yours");
}
