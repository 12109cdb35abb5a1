//! Files and schemes: grids come into a draft, and what rests on a scheme keeps its imports from going.

use domain::action::Action;
use domain::answer::Answer;
use domain::code::GridPath;
use domain::question::Question;
use exchange::{BadRows, Kind};
use tests::{Story, owner, small_grids};

use super::{
    CHENZHOU, DRAFT, NINGZHUANG, begin, compare, head_of, merge, publish, refused, revise, submit, supervisor,
};

#[test]
fn grids_come_into_a_draft_from_a_file_and_the_published_ones_stay() {
    let story = Story::small();
    let second = supervisor(&story);
    // Made from an import: a draft with no grids, and the file that fills it.
    story.act(Action::DraftScheme { name: DRAFT.to_owned(), from: None }).expect("an empty draft");
    assert_eq!(refused(story.act(Action::SubmitScheme { scheme: DRAFT.to_owned() })), "scheme.without_grids");
    let into = || exchange::Options { scheme: Some(DRAFT.to_owned()), ..exchange::Options::default() };
    let text = small_grids().replace("育新社区", "育新小区");
    let report =
        story.import_with(Kind::Grids, "2027.geojson", text.clone().into_bytes(), into()).expect("it comes in");
    assert!(report.changed && report.taken == 7, "{report:?}");
    assert_eq!(story.district().levels.len(), 3);
    let comparison = compare(&story, DRAFT);
    assert_eq!((comparison.renamed.total, comparison.unchanged, comparison.gone.len()), (1, 6, 0));
    let again = story.import_with(Kind::Grids, "again.geojson", small_grids().into_bytes(), into());
    assert_eq!(refused(again), "grid.in_store");
    let unknown = exchange::Options { scheme: Some("没有的".to_owned()), ..exchange::Options::default() };
    let other = story.import_with(Kind::Grids, "x.geojson", small_grids().into_bytes(), unknown);
    assert_eq!(refused(other), "scheme.other");

    let Ok(Answer::Imports(list)) = story.desk.ask(&owner(), &Question::Imports) else { panic!("the imports") };
    let line = list.imports.iter().find(|line| line.file == "2027.geojson").expect("it is listed");
    assert_eq!(line.obstacle.as_ref().map(|failure| failure.code.as_str()), Some("import.in_draft"));
    assert_eq!(refused(story.act(Action::UndoImport { import: line.import })), "import.in_draft");
    // The draft goes with its import, and the same file may come again.
    story.act(Action::DiscardScheme { scheme: DRAFT.to_owned() }).expect("it is given up");
    story.act(Action::DraftScheme { name: DRAFT.to_owned(), from: None }).expect("once more");
    let report = story.import_with(Kind::Grids, "2027.geojson", text.into_bytes(), into()).expect("it comes in again");
    assert!(report.changed);
    submit(&story);
    assert_eq!(refused(story.act(publish(None, vec![]))), "scheme.own", "who brought it in had a hand in it");
    story.act_as(&second, publish(None, vec![])).expect("it comes into force");
    assert_eq!(story.district().levels.iter().map(|level| level.grids).sum::<u32>(), 7);
    story.verified();
}

#[test]
fn a_scheme_that_a_draft_was_made_from_neither_grows_nor_loses_an_import_under_it() {
    let story = Story::small();
    let second = supervisor(&story);
    let grids = |story: &Story| {
        let Ok(Answer::Imports(list)) = story.desk.ask(&owner(), &Question::Imports) else { panic!("the imports") };
        list.imports.into_iter().find(|line| line.file == "grids.geojson").expect("the first grids").import
    };
    begin(&story);
    assert_eq!(refused(story.act(Action::UndoImport { import: grids(&story) })), "scheme.has_drafts");
    let more = small_grids().replace("4116020", "4116029").replace("\"411602\"", "\"411609\"");
    assert_eq!(refused(story.import(Kind::Grids, "more.geojson", &more)), "scheme.has_drafts");
    // Another draft of the same scheme is overtaken by the first that comes into force.
    let from = story.district().scheme.map(|scheme| scheme.name);
    story.act(Action::DraftScheme { name: "另一稿".to_owned(), from }).expect("a second draft");
    story.act(Action::SubmitScheme { scheme: "另一稿".to_owned() }).expect("in review too");
    submit(&story);
    story.act_as(&second, publish(None, vec![])).expect("the first comes");
    let late = Action::PublishScheme { scheme: "另一稿".to_owned(), valid_from: None, heirs: vec![] };
    assert_eq!(refused(story.act_as(&second, late)), "scheme.overtaken");
    assert_eq!(refused(story.act(Action::UndoImport { import: grids(&story) })), "import.in_draft");
    story.verified();
}

#[test]
fn a_trial_tells_what_refuses_grids_as_a_whole() {
    let story = Story::small();
    let more = small_grids().replace("4116020", "4116029").replace("\"411602\"", "\"411609\"");
    let tried = |story: &Story, text: &str| {
        let report = story.try_out(Kind::Grids, "more.geojson", text, BadRows::LeaveOut).expect("a trial reports");
        (report.taken, report.faults.into_iter().map(|fault| fault.code).collect::<Vec<_>>())
    };
    assert_eq!(tried(&story, &more), (7, Vec::new()));
    begin(&story);
    assert_eq!(tried(&story, &more), (0, vec!["scheme.has_drafts".to_owned()]));
    story.act(Action::DiscardScheme { scheme: DRAFT.to_owned() }).expect("it is given up");
    story.order("411602", &[]);
    assert_eq!(tried(&story, &more), (0, vec!["scheme.in_use".to_owned()]));
    assert_eq!(refused(story.import(Kind::Grids, "more.geojson", &more)), "scheme.in_use");
    // The very same file again changes nothing, and may.
    assert_eq!(tried(&story, &small_grids()), (7, Vec::new()));
    assert!(!story.import(Kind::Grids, "grids.geojson", &small_grids()).expect("once more").changed);
    story.verified();
}

#[test]
fn an_import_of_people_is_undone_after_a_new_scheme_and_everybody_stays_where_they_were_put() {
    let story = Story::small();
    let second = supervisor(&story);
    begin(&story);
    revise(&story, merge(&story)).expect("two become one");
    submit(&story);
    story.act_as(&second, publish(None, vec![])).expect("it comes into force");
    let more = "编号,网格编码,岗位,姓名,电话\nX1,411602001001,网格员,褚十,10000000010\n";
    let report = story.import(Kind::Heads, "more.csv", more).expect("one more");
    assert!(report.changed, "{report:?}");
    let Ok(Answer::Imports(list)) = story.desk.ask(&owner(), &Question::Imports) else { panic!("the imports") };
    story.act(Action::UndoImport { import: list.imports[0].import }).expect("he goes again");
    assert_eq!(head_of(&story, CHENZHOU), ["吴六", "郑七"], "the move of 郑七 holds");
    let gone = story.desk.ask(&owner(), &Question::Grid { path: GridPath::from_text(NINGZHUANG) });
    assert_eq!(refused(gone), "grid.unknown");
    story.verified();
}
