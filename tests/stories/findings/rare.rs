//! Faults that no file with a fault brings in by itself: nobody in post at all, borders that no proof gets through, a
//! code that only a damaged store has twice.

use domain::action::Action;
use domain::answer::Finding;
use domain::code::GridPath;
use domain::finding::FindingKind;
use domain::question::Question;
use domain::revision::Wanted;
use domain::set::PlacedGrid;
use exchange::Kind;
use rusqlite::Connection;
use tests::board::{Board, SIDE, STREET, TOP, closed, community};
use tests::{Story, owner};

use super::{check, check_as, codes, grids_of, on, planted};

#[test]
fn a_store_without_any_post_says_so_once_and_no_more_when_there_is_one() {
    let board = Board::sound();
    let story = grids_of(&board);
    let found = check(&story).findings;
    let told: Vec<_> = found.iter().map(|one| (one.kind, one.says.as_str(), codes(one), one.level.0)).collect();
    assert_eq!(told, [(FindingKind::NoRoster, "finding.no_roster", vec![TOP.to_owned()], 1)]);
    assert!(found[0].place.is_none() && found[0].width.is_none() && !found[0].message.is_empty());
    let first = board.heads().lines().take(2).collect::<Vec<_>>().join("\n");
    story.import(Kind::Heads, "heads.csv", &first).expect("one head comes in");
    let left = check(&story).findings;
    assert!(left.iter().all(|one| one.kind == FindingKind::NoHead), "now each grid speaks for itself");
    assert_eq!(left.len(), board.grids.len() - 1);
    story.import(Kind::Heads, "heads.csv", &board.heads()).expect("the others come in");
    assert_eq!(check(&story).total, 0);
    story.verified();
}

/// A comb whose teeth cross the board: from the south, or from the west.
fn comb(teeth: i32, turned: impl Fn((i32, i32)) -> (i32, i32)) -> Vec<(i32, i32)> {
    let (long, step) = (3 * SIDE, 3 * SIDE / teeth);
    let tooth = |at: i32| [(at, 10), (at, long), (at + step / 2, long), (at + step / 2, 10)];
    let mut corners: Vec<_> = (0..teeth).flat_map(|number| tooth(number * step)).collect();
    corners.extend([(long, 10), (long, 0), (0, 0)]);
    closed(&corners.into_iter().map(turned).collect::<Vec<_>>())
}

#[test]
fn borders_that_pass_each_other_too_often_are_said_to_be_so_and_nothing_is_proven_of_their_family() {
    // More than a thousand teeth each: every one crosses every one.
    let story = planted(|board| {
        board.community(1).corners = comb(1_200, |corner| corner);
        board.community(2).corners = comb(1_200, |(east, north)| (north, east));
    });
    let found = check(&story).findings;
    let told: Vec<_> = found.iter().map(|one| (one.kind, one.says.as_str(), codes(one), one.level.0)).collect();
    assert_eq!(told, [(FindingKind::TooTangled, "finding.too_tangled", vec![STREET.to_owned()], 2)]);
    assert!(found[0].place.is_some() && found[0].width.is_none() && found[0].area.is_none(), "{:?}", found[0]);
}

/// Writes into the layer of grids past the desk, and past the triggers that let nobody else write there.
fn damage(story: &Story, sql: &str, values: [String; 2]) {
    let store = Connection::open(story.path()).expect("a stranger opens the file");
    let mut asked = store
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'grid'")
        .expect("the schema is read");
    let triggers: Vec<(String, String)> =
        asked.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).and_then(Iterator::collect).expect("each has a name");
    drop(asked);
    for (name, _) in &triggers {
        store.execute_batch(&format!("DROP TRIGGER {name}")).expect("it goes");
    }
    assert_eq!(store.execute(sql, values).expect("it is written"), 1);
    for (_, sql) in &triggers {
        store.execute_batch(sql).expect("it is as before");
    }
}

#[test]
fn a_code_that_a_damaged_store_has_twice_is_one_finding_with_both_its_grids() {
    let story = on(&Board::sound());
    damage(&story, "UPDATE grid SET code = ?1 WHERE code = ?2", [community(1), community(9)]);
    let story = story.restarted();
    let found = check(&story).findings;
    let told: Vec<_> = found.iter().map(|one| (one.kind, one.says.as_str(), one.level.0)).collect();
    assert_eq!(told, [(FindingKind::DuplicateCode, "finding.duplicate_code", 3)]);
    let paths: Vec<_> = found[0].grids.iter().map(|grid| grid.path.to_string()).collect();
    assert_eq!(paths, [1, 9].map(|number| format!("{TOP}.{STREET}.{}", community(number))));
    assert_eq!((&*found[0].params["code"], &*found[0].params["times"]), (&*community(1), "2"));
}

/// Everything that is found in a draft, as far as another look at it would have to say the same.
fn of_draft(story: &Story, name: &str) -> Vec<Finding> {
    let question =
        Question::Check { scheme: Some(name.to_owned()), kinds: vec![], level: None, state: None, from: 0, limit: 500 };
    check_as(story, &owner(), &question).findings
}

/// What somebody does to a grid; none: it goes.
type Change = Option<fn(&mut PlacedGrid)>;

#[test]
fn a_draft_that_is_looked_at_after_each_edit_says_what_one_says_that_is_looked_at_once() {
    let mut board = Board::sound();
    board.community(8).has_head = false;
    let (name, mut story) = ("编修".to_owned(), on(&board));
    story.act(Action::DraftScheme { name: name.clone(), from: Some("网格方案".to_owned()) }).expect("a draft");
    let path = |number| GridPath::from_text(format!("{TOP}.{STREET}.{}", community(number)));
    let edits: [(i32, Change); 6] = [
        (3, Some(|placed| placed.grid.counts.residents = Some(99))),
        (4, Some(|placed| placed.grid.kind = "楼栋".to_owned())),
        (8, Some(|placed| placed.grid.name = "改名".to_owned())),
        (3, Some(|placed| placed.grid.counts.residents = Some(10))),
        (9, None),
        (1, Some(|placed| placed.grid.counts.residents = None)),
    ];
    for (number, change) in edits {
        let mut drawn = super::drawn(&story, &name, path(number));
        let after = change.map(|change| {
            change(&mut drawn.placed);
            drawn.placed
        });
        let changes = vec![Wanted { path: path(number), seen: Some(drawn.digest), after }];
        story.act(Action::ReviseGrids { scheme: name.clone(), changes }).expect("revised");
        let kept = of_draft(&story, &name);
        assert!(!kept.is_empty());
        // A desk that has just opened has nothing to go by but the store; the next edit is looked at with what it knows.
        story = story.restarted();
        assert_eq!(kept, of_draft(&story, &name), "after the edit of {number}");
    }
    story.verified();
}
