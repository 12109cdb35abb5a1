use domain::post::{PostRole, Station};
use domain::set::Set;
use exchange::{BadRows, Kind, Options};

use crate::store::{Store, codes, collection, district, feature, square};

fn staffed() -> Store {
    let mut store = district();
    let point = |x: f64| format!(r#"{{"type":"Point","coordinates":[{x},33.01]}}"#);
    let venues = [feature(r#""id":"V01","name":"万顺达""#, &point(114.01)), feature(r#""id":"V02""#, &point(99.0))];
    assert_eq!(store.import(Kind::Venues, "venues.geojson", &collection(&venues), &Options::default()).faults, []);
    let checkpoints = [feature(r#""id":"K01","name":"大庆路卡点""#, &point(114.07))];
    store.import(Kind::Checkpoints, "checkpoints.geojson", &collection(&checkpoints), &Options::default());
    store
}

fn faults(store: &mut Store, text: &str) -> Vec<(Option<u32>, String)> {
    let reading = store.import(Kind::Heads, "heads.csv", text.as_bytes(), &Options::default());
    codes(&reading.faults).into_iter().map(|(row, code)| (row, code.to_owned())).collect()
}

#[test]
fn heads_serve_at_grids_and_duty_at_venues_and_checkpoints() {
    let mut store = staffed();
    let heads = "\u{feff}网格编码,岗位,姓名,电话,到任日期\n\
        411602,区网格长,张一,0394-1,2025-3-1\n\
        411602,区副网格长,李二,0394-2,\n\
        411602001001,网格员,王三,0394-3,2025/03/01\n";
    let reading = store.import(Kind::Heads, "heads.csv", heads.as_bytes(), &Options::default());
    assert_eq!((reading.faults.as_slice(), reading.read), (&[][..], 3));
    let duty = "编码,岗位,姓名,电话,到任日期\nV01,值班员,赵四,0394-4,2025-03-01\nK01,,钱五,0394-5,\n";
    let reading = store.import(Kind::Heads, "duty.csv", duty.as_bytes(), &Options::default());
    assert_eq!(reading.faults, []);
    let roles: Vec<PostRole> = store.posts.iter().map(|post| post.role).collect();
    assert_eq!(roles, [PostRole::Head, PostRole::Deputy, PostRole::Worker, PostRole::Duty, PostRole::Duty]);
    assert_eq!(store.posts[0].since.as_deref(), Some("2025-03-01"));
    assert_eq!(store.posts[3].grid.as_str(), "411602.411602001.411602001001");
    assert!(matches!(&store.posts[4].station, Station::Checkpoint(id) if id.0 == "K01"));
    assert_eq!(store.posts[4].title, "值守");
    assert_ne!(store.posts[0].id, store.posts[1].id);
}

#[test]
fn the_same_file_again_names_the_same_posts() {
    let mut store = staffed();
    let text = "code,title,name,phone\n411602,head,Zhang,1\n";
    for _ in 0..2 {
        store.import(Kind::Heads, "heads.csv", text.as_bytes(), &Options::default());
    }
    assert_eq!(store.posts[0], store.posts[1]);
}

#[test]
fn a_row_that_makes_no_sense_says_why() {
    let mut store = staffed();
    let heading = "code,title,name,phone,since,role,level";
    let cases = [
        ("411699,,A,1,,,", "post.unknown_place"),
        ("4.11602E+11,,A,1,,,", "code.exponent"),
        (",,A,1,,,", "post.no_code"),
        ("411602,,,1,,,", "post.no_person"),
        ("411602,,A,1,soon,,", "day.unreadable"),
        ("411602,,A,1,,boss,", "post.unknown_role"),
        ("411602,,A,1,,,top", "grid.unknown_level"),
        ("V02,,A,1,,,", "post.place_without_grid"),
        ("411602,,A,1,,,,,more", "table.too_many_cells"),
    ];
    for (row, code) in cases {
        let found = faults(&mut store, &format!("{heading}\n{row}\n"));
        assert_eq!(found, [(Some(2), code.to_owned())], "{row}");
    }
    assert!(store.posts.is_empty());
}

#[test]
fn a_missing_column_is_named_with_what_would_be_known() {
    let mut store = staffed();
    assert_eq!(faults(&mut store, "code,phone\n411602,1\n"), [(None, "columns.missing".to_owned())]);
    assert_eq!(faults(&mut store, ""), [(None, "file.blank".to_owned())]);
    assert_eq!(faults(&mut store, "code,name\n"), [(None, "file.empty".to_owned())]);
    let named = Options { columns: [("name".to_owned(), "Leiter".to_owned())].into(), ..Options::default() };
    let reading = store.import(Kind::Heads, "heads.csv", b"code,Leiter\n411602,A\n", &named);
    assert_eq!(reading.faults, []);
    assert_eq!(codes(&reading.notes), [(Some(2), "post.no_phone")]);
}

#[test]
fn the_same_person_twice_at_the_same_post_is_refused() {
    let mut store = staffed();
    let text = "code,title,name\n411602,head,A\n411602,head,B\n411602,head,A\n";
    assert_eq!(faults(&mut store, text), [(Some(4), "post.duplicate".to_owned())]);
}

#[test]
fn bad_rows_may_be_left_out() {
    let mut store = staffed();
    let text = "code,name,phone\n411602,A,1\n999,B,2\n411602001,C,3\n";
    let options = Options { bad_rows: BadRows::LeaveOut, ..Options::default() };
    let reading = store.import(Kind::Heads, "heads.csv", text.as_bytes(), &options);
    assert_eq!(codes(&reading.faults), [(Some(3), "post.unknown_place")]);
    assert_eq!(reading.set.as_ref().map(Set::len), Some(2));
}

#[test]
fn a_code_at_two_levels_needs_a_level() {
    let mut store = Store::default();
    let file = [square(r#""code":"7","level":1"#, 0, 0, 100), square(r#""code":"7","level":2,"parent":"7""#, 0, 0, 50)];
    store.import(Kind::Grids, "grids.geojson", &collection(&file), &Options::default());
    assert_eq!(faults(&mut store, "code,name\n7,A\n"), [(Some(2), "post.ambiguous_code".to_owned())]);
    assert!(faults(&mut store, "code,name,level\n7,A,2\n").is_empty());
    assert_eq!(store.posts[0].grid.as_str(), "7.7");
    assert!(faults(&mut store, "code,name\n7.7,B\n").is_empty());
}
