//! The TypeScript of what crosses the wire is the Rust of today.

use std::fs;

use domain::action::{Call, Outcome};
use domain::answer::Answer;
use domain::basemap::BasemapAdded;
use domain::failure::Failure;
use domain::import::ImportReport;
use domain::look::FileLook;
use domain::manner::Manner;
use domain::news::{Told, Vector};
use domain::question::Question;
use domain::signpost::{DoorCard, NetworkCard};
use domain::words;
use ts_rs::{Config, TS};

use crate::root;

#[test]
fn the_generated_types_are_the_committed_ones() {
    let fresh = tempfile::tempdir().expect("a temporary folder");
    let config = Config::new().with_out_dir(fresh.path());
    Call::export_all(&config).expect("Call");
    Outcome::export_all(&config).expect("Outcome");
    Question::export_all(&config).expect("Question");
    Answer::export_all(&config).expect("Answer");
    Told::export_all(&config).expect("Told");
    Vector::export_all(&config).expect("Vector");
    Failure::export_all(&config).expect("Failure");
    ImportReport::export_all(&config).expect("ImportReport");
    DoorCard::export_all(&config).expect("DoorCard");
    NetworkCard::export_all(&config).expect("NetworkCard");
    FileLook::export_all(&config).expect("FileLook");
    BasemapAdded::export_all(&config).expect("BasemapAdded");
    Manner::export_all(&config).expect("Manner");
    fs::write(fresh.path().join("words.json"), words::document()).expect("the table of words");
    let committed = root().join("ui/src/bridge/wire");
    for entry in fs::read_dir(fresh.path()).expect("the folder was written").flatten() {
        let name = entry.file_name();
        let wanted = fs::read_to_string(entry.path()).expect("generated text");
        let have = fs::read_to_string(committed.join(&name)).unwrap_or_default();
        assert!(have == wanted, "ui/src/bridge/wire/{} is not what Rust says; run make types", name.display());
    }
}
