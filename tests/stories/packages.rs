//! The store in other programs' hands: what GDAL says of it when it is closed, and what comes back of what GDAL made
//! of it. Without GDAL (Debian: gdal-bin, python3-gdal) each test says that it was skipped.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

use domain::action::Action;
use domain::answer::Answer;
use domain::code::GridPath;
use domain::id::SetHash;
use domain::question::Question;
use domain::revision::Wanted;
use exchange::{Kind, Options};
use tests::{Story, owner, small_grids};

const SCHEME: &str = "网格方案";
const VENUES: &str = r#"{"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"id":"V1","name":"万顺达","kind":"大型商超","capacity":3000,"address":"七一路 1 号"},
     "geometry":{"type":"Point","coordinates":[114.005,33.005]}},
    {"type":"Feature","properties":{"id":"V2","name":"第一中学","kind":"学校"},
     "geometry":{"type":"Point","coordinates":[114.0123456,33.0154321]}}]}"#;
const CHECKPOINTS: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature",
    "properties":{"id":"C1","name":"东门卡点","state":"open","queue":3},
    "geometry":{"type":"Point","coordinates":[114.019,33.01]}}]}"#;

/// What a program said; none, and said to be, where it is not installed.
fn said_by(program: &str, arguments: &[&str], path: &Path) -> Option<Output> {
    let said = Command::new(program).args(arguments).arg(path).output();
    if said.is_err() {
        // Written past the test's own capture: it must show even when everything passes.
        writeln!(std::io::stderr(), "skipped: no {program}").expect("standard error is open");
    }
    said.ok()
}

/// Grids of which one says more of itself than the others.
fn grids() -> String {
    small_grids().replacen(
        r#""residents":100"#,
        r#""residents":100,"households":41,"kind":"市辖区","有地下室":"是""#,
        1,
    )
}

/// Grids, people and places.
fn full() -> Story {
    let story = Story::small();
    story.import(Kind::Venues, "venues.geojson", VENUES).expect("venues");
    story.import(Kind::Checkpoints, "checkpoints.geojson", CHECKPOINTS).expect("a checkpoint");
    story
}

/// A draft of what is in force, with a grid that is called otherwise.
fn drafted(story: &Story) {
    let name = "二〇二七".to_owned();
    story.act(Action::DraftScheme { name: name.clone(), from: Some(SCHEME.to_owned()) }).expect("a draft");
    let path = GridPath::from_text("411602.411602001");
    let question = Question::Shapes { scheme: Some(name.clone()), paths: vec![path.clone()] };
    let Ok(Answer::Shapes(shapes)) = story.desk.ask(&owner(), &question) else { panic!("shapes answer with grids") };
    let (mut after, seen) = (shapes.grids[0].placed.clone(), Some(shapes.grids[0].digest.clone()));
    "新街道".clone_into(&mut after.grid.name);
    let changes = vec![Wanted { path, seen, after: Some(after) }];
    story.act(Action::ReviseGrids { scheme: name, changes }).expect("a revision");
}

/// One finding let stand.
fn accepted(story: &Story) {
    let Ok(Answer::Check(found)) = story.desk.ask(&owner(), &Question::check()) else { panic!("a check answers") };
    let key = found.findings.first().expect("the counts are no sums").key.clone();
    let (note, name) = ("年底复核".to_owned(), "周明".to_owned());
    story.act(Action::AcceptFinding { scheme: SCHEME.to_owned(), key, note, name }).expect("accepted");
}

/// The store lies closed in the story's folder.
fn closed(story: Story) -> Story {
    story.desk.close().expect("the desk closes");
    story
}

#[test]
fn a_closed_store_with_all_that_it_can_hold_is_a_sound_geopackage() {
    let story = full();
    drafted(&story);
    accepted(&story);
    let (order, _) = story.order("411602", &[2]);
    story.board(order);
    story.act(Action::OfferSeat { role: domain::seat::Role::Supervisor, subtree: None }).expect("a code");
    let (full, empty) = (closed(story), closed(Story::empty()));
    for path in [full.path(), empty.path()] {
        let validate = ["-m", "osgeo_utils.samples.validate_gpkg", "-k", "--extra", "--warning-as-error"];
        let installed = said_by("/usr/bin/python3", &["-c", "import osgeo_utils.samples.validate_gpkg"], Path::new(""));
        if !installed.is_some_and(|said| said.status.success()) {
            eprintln!("skipped: GDAL's validate_gpkg is not on this machine (Debian: python3-gdal)");
            return;
        }
        let said = said_by("/usr/bin/python3", &validate, &path).expect("it was there a moment ago");
        let words = [said.stdout, said.stderr].map(|words| String::from_utf8_lossy(&words).into_owned());
        assert!(said.status.success(), "{}: {words:?}", path.display());
        assert_eq!(words, ["", ""], "it has nothing to say");
    }
    let Some(said) = said_by("ogrinfo", &["-al", "-so"], &full.path()) else { return };
    assert!(said.status.success() && said.stderr.is_empty(), "{}", String::from_utf8_lossy(&said.stderr));
}

/// The name of the set that came in last.
fn last_set(story: &Story) -> SetHash {
    let Ok(Answer::Imports(list)) = story.desk.ask(&owner(), &Question::Imports) else { panic!("a list of imports") };
    list.imports.first().expect("something came in").set.clone()
}

/// The columns that say all of a grid but its boundary, one of them an attribute. The others (path, parent, scheme and
/// box) follow from these, and a foreign file's would come in as attributes.
const GRIDS: &str = "SELECT geom, code, level, kind, name, residents, households, buildings, units, as_of, source,
    json_extract(attributes, '$.有地下室') AS 有地下室 FROM grid WHERE scheme = '网格方案' ORDER BY fid";
const PLACES: &str = "SELECT geom, id, name, kind, capacity, state, address FROM venue ORDER BY fid";

#[test]
fn what_gdal_makes_of_a_store_comes_back_as_the_same_set() {
    let story = Story::empty();
    story.import(Kind::Grids, "grids.geojson", &grids()).expect("grids");
    let ours = last_set(&story);
    story.import(Kind::Venues, "venues.geojson", VENUES).expect("venues");
    let places = last_set(&story);
    let story = closed(story);
    let store = story.path();
    let desk_of = |kind, file: &Path| {
        let story = Story::empty();
        if kind == Kind::Venues {
            story.import(Kind::Grids, "grids.geojson", &grids()).expect("grids");
        }
        let name = file.file_name().expect("it has a name").to_string_lossy().into_owned();
        let bytes = std::fs::read(file).expect("it was written");
        let report = story.import_with(kind, &name, bytes, Options::default());
        let report = report.unwrap_or_else(|failure| panic!("{name}: {:#?}", failure.faults));
        assert!(report.faults.is_empty(), "{name}: {:#?}", report.faults);
        story
    };
    for (driver, end) in [("GeoJSON", "geojson"), ("GPKG", "gpkg"), ("KML", "kml"), ("ESRI Shapefile", "shp.zip")] {
        for (kind, sql, set) in [(Kind::Grids, GRIDS, &ours), (Kind::Venues, PLACES, &places)] {
            let file = store.with_file_name(format!("{}.{end}", kind.word()));
            let mut command = Command::new("ogr2ogr");
            command.args(["-f", driver]).arg(&file).arg(&store).args(["-sql", sql]);
            if driver == "ESRI Shapefile" {
                // Without this word GDAL writes Latin letters only.
                command.args(["-lco", "ENCODING=UTF-8"]);
            }
            let Ok(said) = command.output() else {
                eprintln!("skipped: ogr2ogr (gdal-bin) is not on this machine");
                return;
            };
            assert!(said.status.success(), "{driver}: {}", String::from_utf8_lossy(&said.stderr));
            let back = desk_of(kind, &file);
            if driver == "ESRI Shapefile" && kind == Kind::Grids {
                // A column's name has ten bytes there: the attribute is called by what is left of its own.
                assert_ne!(last_set(&back), *set);
                let names = attributes(&back);
                assert_eq!(names, ["有地下"], "nothing else differs");
            } else {
                assert_eq!(last_set(&back), *set, "{driver}, {kind:?}: {:?}", attributes(&back));
            }
        }
    }
}

/// What the grids of a store say of themselves beyond what every grid has.
fn attributes(story: &Story) -> Vec<String> {
    let question = Question::Shapes { scheme: None, paths: vec![GridPath::from_text("411602")] };
    let Ok(Answer::Shapes(shapes)) = story.desk.ask(&owner(), &question) else { panic!("shapes answer with grids") };
    shapes.grids[0].placed.grid.attributes.keys().cloned().collect()
}
