//! A draft edited on the map: each stroke, its words, what follows from it, and that it can be taken back.

mod corners;
mod ground;

use domain::action::{Action, Outcome};
use domain::answer::{Answer, EditTried, Near};
use domain::code::{GridCode, GridPath, Level};
use domain::edit::{Edit, Seen};
use domain::fact::FactId;
use domain::failure::Failure;
use domain::place::{Bounds, Position};
use domain::question::Question;
use domain::revision::Cause;
use tests::{Story, owner};

const DRAFT: &str = "二〇二七";
const TOP: &str = "411602";
const FIRST: &str = "411602.411602001";
const SECOND: &str = "411602.411602002";
const CHENZHOU: &str = "411602.411602001.411602001001";
const NINGZHUANG: &str = "411602.411602001.411602001002";
const YUXIN: &str = "411602.411602002.411602002001";
const XINJIE: &str = "411602.411602002.411602002002";
const EVERYWHERE: Bounds = Bounds { west: 100.0, south: 20.0, east: 120.0, north: 40.0 };

/// The small district and a draft of it.
fn drafted(story: &Story) {
    let from = story.district().scheme.map(|scheme| scheme.name);
    story.act(Action::DraftScheme { name: DRAFT.to_owned(), from }).expect("a draft");
}

fn edit(story: &Story, edit: Edit) -> Result<FactId, Failure> {
    seeing(story, edit, Vec::new())
}

fn seeing(story: &Story, edit: Edit, seen: Vec<Seen>) -> Result<FactId, Failure> {
    match story.act(Action::EditGrids { scheme: DRAFT.to_owned(), edit: Box::new(edit), seen })? {
        Outcome::GridsRevised { fact, .. } => Ok(fact),
        other => panic!("an edit answers {other:?}"),
    }
}

fn undo(story: &Story, fact: FactId) -> FactId {
    match story.act(Action::UndoRevision { fact }).expect("it can be undone") {
        Outcome::GridsRevised { fact, .. } => fact,
        other => panic!("an undo answers {other:?}"),
    }
}

fn tried(story: &Story, edit: Edit) -> Result<EditTried, Failure> {
    match story.desk.ask(&owner(), &Question::TryEdit { scheme: DRAFT.to_owned(), edit })? {
        Answer::TryEdit(tried) => Ok(*tried),
        other => panic!("an edit that is tried answers {other:?}"),
    }
}

fn near(story: &Story, level: u8, bounds: Bounds) -> Result<Near, Failure> {
    let question = Question::Near { scheme: DRAFT.to_owned(), level: Level(level), bounds };
    match story.desk.ask(&owner(), &question)? {
        Answer::Near(near) => Ok(near),
        other => panic!("what is near answers {other:?}"),
    }
}

/// All grids of the draft, by path, with their digests.
fn draft(story: &Story) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for level in 1..=3 {
        let grids = near(story, level, EVERYWHERE).expect("few grids").grids;
        all.extend(grids.into_iter().map(|grid| (grid.path.to_string(), grid.digest)));
    }
    all.sort();
    all
}

/// The kinds of what the check finds in the draft beside missing heads, and where.
fn findings(story: &Story) -> Vec<String> {
    let question = Question::Check {
        scheme: Some(DRAFT.to_owned()),
        kinds: Vec::new(),
        level: None,
        state: None,
        from: 0,
        limit: 1_000,
    };
    match story.desk.ask(&owner(), &question).expect("a check") {
        Answer::Check(check) => check
            .findings
            .iter()
            .filter(|finding| finding.bounds.is_some() && finding.place.is_some())
            .map(|finding| finding.kind.word().to_owned())
            .collect(),
        other => panic!("a check answers {other:?}"),
    }
}

fn last_cause(story: &Story) -> Cause {
    match story.desk.ask(&owner(), &Question::Schemes).expect("the schemes") {
        Answer::Schemes(list) => list.schemes[0].revisions[0].cause.clone(),
        other => panic!("schemes answer {other:?}"),
    }
}

/// Hundredths of a degree east of 114 and north of 33.
fn at(east: f64, north: f64) -> Position {
    Position::from_degrees(114.0 + east / 100.0, 33.0 + north / 100.0).expect("on the globe")
}

fn path(text: &str) -> GridPath {
    GridPath::from_text(text)
}

fn changed(tried: &EditTried) -> Vec<&str> {
    tried.changes.iter().map(|change| change.path.as_str()).collect()
}

fn refused<T: std::fmt::Debug>(came: Result<T, Failure>) -> String {
    came.expect_err("it is refused").code
}

fn code(text: &str) -> GridCode {
    GridCode(text.to_owned())
}
