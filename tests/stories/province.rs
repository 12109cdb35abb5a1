//! More grids than a page can list or a map can draw: what the grids above say in their place, and a draft of them all.

use std::fmt::Write;
use std::thread;

use domain::action::{Action, Outcome};
use domain::answer::{Answer, MeasureTable, OutlineList};
use domain::code::{GridPath, Level};
use domain::failure::Failure;
use domain::question::Question;
use exchange::Kind;
use tests::{Story, operator, owner};

/// Streets in the district, and rows and columns of communities in each street.
const STREETS: usize = 11;
const ROWS: usize = 31;
/// Of one district with its streets, each a column of squares.
const COMMUNITIES: u32 = (STREETS * ROWS * ROWS) as u32;
const SIDE: f64 = 0.001;
/// A tile over the first streets.
const TILE: (u8, u32, u32) = (11, 1672, 824);

/// A district of many small communities; those of the first street hold 2, 4, 6 … people, all others 3.
fn many() -> Story {
    let mut features = Vec::new();
    let mut add = |code: String, residents: Option<usize>, (x, y): (f64, f64), (width, height): (f64, f64)| {
        let mut text = format!(r#"{{"type":"Feature","properties":{{"code":"{code}","name":"{code}""#);
        if let Some(count) = residents {
            write!(text, r#","residents":{count}"#).expect("a text grows");
        }
        let (x2, y2) = (x + width, y + height);
        write!(text, r#"}},"geometry":{{"type":"Polygon","coordinates":[[[{x:.3},{y:.3}],[{x2:.3},{y:.3}],"#)
            .and_then(|()| write!(text, "[{x2:.3},{y2:.3}],[{x:.3},{y2:.3}],[{x:.3},{y:.3}]]]}}}}"))
            .expect("a text grows");
        features.push(text);
    };
    let (west, south, wide) = (114.0, 33.0, SIDE * ROWS as f64);
    add("411602".to_owned(), None, (west, south), (wide * STREETS as f64, wide));
    for street in 0..STREETS {
        add(format!("4116020{street:02}"), None, (west + wide * street as f64, south), (wide, wide));
        for at in 0..ROWS * ROWS {
            let place = (west + wide * street as f64 + SIDE * (at % ROWS) as f64, south + SIDE * (at / ROWS) as f64);
            let residents = if street == 0 { 2 * (at + 1) } else { 3 };
            add(format!("4116020{street:02}{at:03}"), Some(residents), place, (SIDE, SIDE));
        }
    }
    let story = Story::empty();
    let collection = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    story.import(Kind::Grids, "grids.geojson", &collection).expect("the grids come in");
    story
}

fn table(story: &Story, scope: Option<&str>) -> MeasureTable {
    let question = Question::Measures { scope: scope.map(GridPath::from_text), level: Level(3) };
    match story.desk.ask(&owner(), &question).expect("measures") {
        Answer::Measures(table) => *table,
        other => panic!("measures answer {other:?}"),
    }
}

fn outlines(story: &Story, scope: Option<&str>) -> OutlineList {
    let question = Question::Outlines { scope: scope.map(GridPath::from_text), level: Level(3) };
    match story.desk.ask(&owner(), &question).expect("outlines") {
        Answer::Outlines(list) => list,
        other => panic!("outlines answer {other:?}"),
    }
}

/// What a tile of streets says, as text: keys and words stand in it as they are.
fn tile(story: &Story, seat: &domain::seat::Seat) -> String {
    let (zoom, x, y) = TILE;
    String::from_utf8_lossy(&story.desk.tile(seat, None, "grid-2", zoom, x, y).expect("a tile")).into_owned()
}

#[test]
fn grids_that_are_too_many_are_told_drawn_and_copied_by_those_above() {
    let story = many();

    let whole = table(&story, Some("411602"));
    assert_eq!((whole.total, whole.rows.len()), (COMMUNITIES, 10_000));
    let means = whole.means.expect("there are more than rows");
    assert_eq!((means.level, means.rows.len()), (Level(2), STREETS));
    let residents = |at: usize| means.rows[at].values[0];
    // 2, 4, … up to twice as many as there are: their mean is one more than that number.
    assert_eq!((residents(0), residents(1)), (Some((ROWS * ROWS + 1) as f64), Some(3.0)));
    assert!(means.rows.iter().all(|row| row.grids == (ROWS * ROWS) as u32 && row.headless == row.grids));
    let sum: f64 = means.rows.iter().map(|row| row.values[0].unwrap_or_default() * f64::from(row.grids)).sum();
    assert_eq!(sum as u64, whole.columns[0].sum);

    let drawn = outlines(&story, Some("411602"));
    assert_eq!((drawn.level, drawn.drawn, drawn.total), (Level(3), Level(2), COMMUNITIES));
    assert_eq!(drawn.outlines.len(), STREETS);

    let street = "411602.411602001";
    assert_eq!((table(&story, Some(street)).means, table(&story, Some(street)).rows.len()), (None, ROWS * ROWS));
    assert_eq!(outlines(&story, Some(street)).drawn, Level(3));

    let told = tile(&story, &owner());
    assert!(["grids-3", "vacant-3", "heads-3", "residents-3"].iter().all(|key| told.contains(key)));
    // Who sees one community sees the border of its street, and not what lies in that.
    let inside = tile(&story, &operator("411602.411602001.411602001000"));
    assert!(inside.contains(street) && !inside.contains("residents-3"));

    draft_of_them(&story);
    story.verified();
}

/// A draft has them all, and is refused as any other; nothing of a refused one stays.
fn draft_of_them(story: &Story) {
    let from = story.district().scheme.map(|scheme| scheme.name);
    let draft = |name: &str| story.act(Action::DraftScheme { name: name.to_owned(), from: from.clone() });
    let both: Vec<Result<Outcome, Failure>> = thread::scope(|scope| {
        let asked = ["二〇二七", "二〇二七"].map(|name| scope.spawn(move || draft(name)));
        asked.into_iter().map(|one| one.join().expect("no panic")).collect()
    });
    let drafted: Vec<u32> = both
        .iter()
        .filter_map(|one| match one {
            Ok(Outcome::SchemeDrafted { grids, .. }) => Some(*grids),
            _ => None,
        })
        .collect();
    assert_eq!(drafted, [COMMUNITIES + STREETS as u32 + 1]);
    let refused = both.iter().find_map(|one| one.as_ref().err()).expect("a name is taken once");
    assert_eq!(refused.code, "scheme.name_taken");
    let compared = story.desk.ask(&owner(), &Question::Compare { from: None, to: "二〇二七".to_owned() });
    let Ok(Answer::Compare(compared)) = compared else { panic!("they can be compared") };
    assert!(compared.reshaped.grids.is_empty() && compared.added.grids.is_empty() && compared.gone.is_empty());
}
