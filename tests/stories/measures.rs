//! What the grids of a level hold: sums that open to what they count, and drawings of the same grids.

use std::collections::BTreeMap;

use domain::answer::{Answer, MeasureColumn, MeasureTable, OutlineList};
use domain::code::{GridPath, Level};
use domain::measure::Measure;
use domain::question::Question;
use domain::seat::Seat;
use exchange::Kind;
use serde_json::json;
use tests::{Story, operator, owner, small_grids};

const TOP: &str = "411602";
const STREET: &str = "411602.411602001";

fn measures_as(story: &Story, seat: &Seat, scope: Option<&str>, level: u8) -> MeasureTable {
    let question = Question::Measures { scope: scope.map(GridPath::from_text), level: Level(level) };
    match story.desk.ask(seat, &question).expect("measures") {
        Answer::Measures(table) => *table,
        other => panic!("measures answer {other:?}"),
    }
}

fn measures(story: &Story, scope: Option<&str>, level: u8) -> MeasureTable {
    measures_as(story, &owner(), scope, level)
}

fn outlines(story: &Story, scope: Option<&str>, level: u8) -> OutlineList {
    let question = Question::Outlines { scope: scope.map(GridPath::from_text), level: Level(level) };
    match story.desk.ask(&owner(), &question).expect("outlines") {
        Answer::Outlines(list) => list,
        other => panic!("outlines answer {other:?}"),
    }
}

fn column<'a>(table: &'a MeasureTable, measure: Measure, kind: Option<&str>) -> &'a MeasureColumn {
    let found = table.columns.iter().find(|one| one.measure == measure && one.kind.as_deref() == kind);
    found.unwrap_or_else(|| panic!("no {measure:?} {kind:?}"))
}

#[test]
fn every_total_of_the_demonstration_district_is_the_sum_of_each_level_below() {
    let story = Story::demonstration();
    for (level, grids) in [(2, 9), (3, 88), (4, 995), (5, 2640)] {
        let table = measures(&story, Some(TOP), level);
        assert_eq!((table.total, table.rows.len(), table.grids), (grids, grids as usize, 3733));
        for measure in [Measure::Residents, Measure::Households, Measure::Buildings, Measure::Units] {
            let column = column(&table, measure, None);
            assert_eq!(Some(column.sum), column.own.map(u64::from), "{measure:?} of level {level}");
            assert_eq!(column.counted, grids);
        }
        for (at, column) in table.columns.iter().enumerate() {
            let of_rows: u64 = table.rows.iter().filter_map(|row| row.values[at]).map(u64::from).sum();
            assert_eq!(of_rows, column.sum, "{:?} {:?}", column.measure, column.kind);
            assert_eq!(column.steps.iter().map(|step| step.grids).sum::<u32>(), column.counted);
        }
        assert!(table.own_survey.is_some() && table.rows.iter().all(|row| row.survey.is_some()));
    }
}

#[test]
fn each_venue_counts_once_whatever_the_level_and_the_kind() {
    let story = Story::demonstration();
    for level in 2..=5 {
        let table = measures(&story, Some(TOP), level);
        let venues = column(&table, Measure::Venues, None);
        assert_eq!(venues.own, Some(40));
        let kinds: Vec<_> = table.columns.iter().filter(|one| one.kind.is_some()).collect();
        assert!(kinds.len() > 1, "the demonstration has venues of several kinds");
        assert_eq!(kinds.iter().filter_map(|one| one.own).sum::<u32>(), 40);
        assert_eq!(kinds.iter().map(|one| one.sum).sum::<u64>(), venues.sum);
        assert_eq!(column(&table, Measure::Checkpoints, None).own, Some(12));
    }
}

#[test]
fn the_one_building_without_a_head_shows_at_every_level_above_it() {
    let story = Story::demonstration();
    for level in 2..=5 {
        let table = measures(&story, Some(TOP), level);
        let vacant = column(&table, Measure::Vacant, None);
        assert_eq!((vacant.own, vacant.sum), (Some(1), 1));
        let at = table.columns.iter().position(|one| one.measure == Measure::Vacant).expect("a column");
        let without: Vec<_> = table.rows.iter().filter(|row| row.values[at] == Some(1)).collect();
        assert_eq!(without.len(), 1);
        assert_eq!(without[0].heads == 0, level == 5, "those above it have a head themselves");
    }
}

#[test]
fn a_grid_that_nobody_counted_has_no_figure_and_is_no_nought() {
    let story = Story::empty();
    let mut grids: serde_json::Value = serde_json::from_str(&small_grids()).unwrap();
    grids["features"][3]["properties"].as_object_mut().unwrap().remove("residents");
    grids["features"][4]["properties"]["residents"] = 0.into();
    story.import(Kind::Grids, "grids.geojson", &grids.to_string()).expect("the grids come in");
    let table = measures(&story, Some(TOP), 3);
    assert_eq!(table.rows.iter().map(|row| row.values[0]).collect::<Vec<_>>(), [None, Some(0), Some(100), Some(100)]);
    let residents = column(&table, Measure::Residents, None);
    assert_eq!((residents.own, residents.sum, residents.counted), (Some(100), 200, 3));
    let steps: Vec<_> = residents.steps.iter().map(|step| (step.from, step.to, step.grids)).collect();
    assert_eq!(steps, [(0, 0, 1), (100, 100, 2)]);
    let units = column(&table, Measure::Units, None);
    assert_eq!((units.own, units.counted, units.steps.len()), (None, 0, 0));
    let vacant = column(&table, Measure::Vacant, None);
    assert_eq!((vacant.own, vacant.sum), (Some(7), 4), "nobody is in post anywhere");
}

#[test]
fn a_venue_that_lies_in_no_grid_of_the_level_shows_as_the_difference() {
    let story = Story::empty();
    // The second street has communities, the first has none.
    let mut grids: serde_json::Value = serde_json::from_str(&small_grids()).unwrap();
    let features = grids["features"].as_array_mut().unwrap();
    features.retain(|one| !one["properties"]["code"].as_str().unwrap().starts_with("4116020010"));
    story.import(Kind::Grids, "grids.geojson", &grids.to_string()).expect("the grids come in");
    let venue = |id: &str, x: f64| {
        json!({
            "type": "Feature", "properties": { "编号": id, "名称": id, "类型": "大型商超" },
            "geometry": { "type": "Point", "coordinates": [x, 33.005] },
        })
    };
    let venues = json!({ "type": "FeatureCollection", "features": [venue("V1", 114.005), venue("V2", 114.015)] });
    story.import(Kind::Venues, "venues.geojson", &venues.to_string()).expect("the venues come in");
    let of = |level| {
        let table = measures(&story, Some(TOP), level);
        let venues = column(&table, Measure::Venues, Some("大型商超"));
        (venues.own, venues.sum)
    };
    assert_eq!((of(2), of(3)), ((Some(2), 2), (Some(2), 1)));
    assert_eq!(measures(&story, Some(STREET), 3).total, 0);
}

#[test]
fn without_a_scope_a_seat_is_told_of_all_that_it_covers_and_no_more() {
    let story = Story::small();
    let total = |seat: &Seat, level| measures_as(&story, seat, None, level).total;
    assert_eq!([1, 2, 3].map(|level| total(&owner(), level)), [1, 2, 4]);
    assert_eq!([1, 2, 3].map(|level| total(&operator(STREET), level)), [0, 1, 2]);
    let whole = Question::Measures { scope: Some(GridPath::from_text(TOP)), level: Level(2) };
    assert!(story.desk.ask(&operator(STREET), &whole).is_err());
}

#[test]
fn the_small_drawing_has_every_grid_of_the_table_on_its_paper() {
    let story = Story::demonstration();
    for (scope, level) in [(None, 1), (Some(TOP), 2), (Some(TOP), 5), (Some(STREET), 4)] {
        let (table, list) = (measures(&story, scope, level), outlines(&story, scope, level));
        let drawn: BTreeMap<_, _> = list.outlines.iter().map(|one| (&one.path, &one.rings)).collect();
        assert_eq!((list.total, drawn.len()), (table.total, table.rows.len()));
        assert!(table.rows.iter().all(|row| !drawn[&row.path].is_empty()));
        assert_eq!(list.border.is_empty(), scope.is_none());
        let [width, height] = [list.width, list.height].map(u32::cast_signed);
        assert_eq!(width.max(height), 1025);
        for ring in drawn.into_values().flatten().chain(&list.border) {
            let (mut x, mut y) = (0, 0);
            for step in ring.chunks_exact(2) {
                (x, y) = (x + step[0], y + step[1]);
                assert!((0..width).contains(&x) && (0..height).contains(&y), "{x} {y}");
            }
        }
    }
    assert_eq!(outlines(&Story::empty(), None, 1).width, 0);
}

#[test]
fn more_grids_than_a_page_holds_are_cut_and_counted_all_the_same() {
    const GRIDS: u32 = 10_001;
    let square = |at: u32| {
        let [x, y] = [at % 101, at / 101].map(|step| f64::from(step) / 1000.0);
        let [west, south, east, north] = [114.0 + x, 33.0 + y, 114.001 + x, 33.001 + y];
        let ring = [[west, south], [east, south], [east, north], [west, north], [west, south]];
        json!({
            "type": "Feature", "properties": { "code": format!("G{at:05}"), "residents": 3 },
            "geometry": { "type": "Polygon", "coordinates": [ring] },
        })
    };
    let grids = json!({ "type": "FeatureCollection", "features": (0..GRIDS).map(square).collect::<Vec<_>>() });
    let story = Story::empty();
    let options = exchange::Options { level: Some(Level(1)), ..exchange::Options::default() };
    story.import_with(Kind::Grids, "grids.geojson", grids.to_string().into_bytes(), options).expect("they come in");
    let table = measures(&story, None, 1);
    assert_eq!((table.rows.len(), table.total), (10_000, GRIDS));
    let residents = column(&table, Measure::Residents, None);
    assert_eq!((residents.sum, residents.counted, residents.steps[0].grids), (30_003, GRIDS, GRIDS));
    let list = outlines(&story, None, 1);
    assert_eq!((list.outlines.len(), list.total), (0, GRIDS));
}
