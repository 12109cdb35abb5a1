//! Reference systems: every way in ends where PROJ ends, to a centimetre.

use std::io::Write;
use std::process::{Command, Stdio};

use domain::place::Position;
use domain::set::Set;
use exchange::{Kind, Options, Reading};

use crate::packed::skipped;
use crate::store::{Store, codes, collection, feature};

/// A hundredth of a second is 30 cm: this is one centimetre of latitude.
const CENTIMETRE: f64 = 1e-7;

/// Codes with the middle of where they are used, in degrees.
const SYSTEMS: [(u16, f64, f64); 14] = [
    (4326, 114.6, 33.6),
    (4490, 114.6, 33.6),
    (4526, 114.6, 33.6),
    (4527, 117.2, 31.8),
    (4547, 114.6, 33.6),
    (4548, 117.2, 31.8),
    (4549, 120.1, 30.2),
    (4497, 111.3, 34.1),
    (4508, 111.3, 34.1),
    (3857, 114.6, 33.6),
    (32650, 114.6, 33.6),
    (2056, 7.45, 46.95),
    (21781, 8.55, 47.37),
    (4258, 7.45, 46.95),
];

fn read(x: f64, y: f64, datum: &str) -> Reading {
    let file =
        collection(&[feature(r#""id":"V1""#, &format!(r#"{{"type":"Point","coordinates":[{x:.12},{y:.12}]}}"#))]);
    let options = Options { datum: Some(datum.to_owned()), ..Options::default() };
    Store::default().read(Kind::Venues, "场所.geojson", &file, &options)
}

fn place(x: f64, y: f64, datum: &str) -> Position {
    let reading = read(x, y, datum);
    assert_eq!(codes(&reading.faults), [], "{datum}: {x}, {y}");
    match reading.set {
        Some(Set::Venues(venues)) => venues[0].place,
        other => panic!("no venue: {other:?}"),
    }
}

/// What PROJ makes of places; none, and a word about it, where PROJ is not there.
fn cs2cs(to: u16, places: &[(f64, f64)]) -> Option<Vec<(f64, f64)>> {
    let mut command = Command::new("cs2cs");
    // GIS order: east first, whatever the authority says.
    let wanted = format!("EPSG:{to}");
    command.args(["-f", "%.10f", "+proj=longlat +datum=WGS84 +no_defs", "+to", &wanted]);
    let Ok(mut child) = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn() else {
        skipped("cs2cs (Debian: proj-bin)");
        return None;
    };
    let mut input = child.stdin.take().expect("it is piped");
    for (x, y) in places {
        writeln!(input, "{x} {y}").expect("cs2cs reads");
    }
    drop(input);
    let output = child.wait_with_output().expect("cs2cs ends");
    let text = String::from_utf8(output.stdout).expect("numbers");
    let number = |word: Option<&str>| word.and_then(|word| word.parse().ok()).expect("a number");
    Some(
        text.lines()
            .map(|line| line.split_whitespace())
            .map(|mut words| (number(words.next()), number(words.next())))
            .collect(),
    )
}

#[test]
fn every_system_ends_where_proj_ends() {
    for (code, longitude, latitude) in SYSTEMS {
        let around: Vec<(f64, f64)> = [(-0.4, -0.3), (0.0, 0.0), (0.3, 0.4)]
            .iter()
            .map(|(east, north)| (longitude + east, latitude + north))
            .collect();
        let Some(theirs) = cs2cs(code, &around) else { return };
        for ((longitude, latitude), (first, second)) in around.into_iter().zip(theirs) {
            // Some systems have the north first by their authority.
            let north_first = matches!(code, 4326 | 4490 | 4258 | 4526 | 4527 | 4547..=4549 | 4497 | 4508);
            let (x, y) = if north_first { (second, first) } else { (first, second) };
            let place = place(x, y, &format!("EPSG:{code}"));
            let (east, north) = (place.longitude() - longitude, place.latitude() - latitude);
            assert!(
                east.abs() < 1.5 * CENTIMETRE && north.abs() < CENTIMETRE,
                "EPSG:{code} {x} {y}: off by {east} {north}"
            );
        }
    }
}

#[test]
fn shifted_degrees_of_web_maps_are_put_back_where_they_are_said_to_be_shifted() {
    // Tian'anmen: WGS 84, and where the two web maps show it.
    let (x, y) = (116.397_428, 39.909_23);
    let at = coordtransform::wgs84_to_gcj02(x, y);
    for (datum, (x_there, y_there)) in
        [("GCJ-02", at), ("gcj02", at), ("BD-09", coordtransform::gcj02_to_bd09(at.0, at.1))]
    {
        let place = place(x_there, y_there, datum);
        assert!((place.longitude() - x).abs() < CENTIMETRE && (place.latitude() - y).abs() < CENTIMETRE, "{datum}");
        let shifted = read(x_there, y_there, "EPSG:4326");
        let Some(Set::Venues(venues)) = shifted.set else { panic!("it is taken as it is said to be") };
        assert!((venues[0].place.longitude() - x).abs() > 0.005);
    }
}

#[test]
fn what_a_file_says_of_itself_is_kept_on_record() {
    let point = r#"{"type":"Point","coordinates":[38463000,3720000]}"#;
    let text = String::from_utf8(collection(&[feature(r#""id":"V1""#, point)])).expect("UTF-8");
    let crs = r#"{"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4526"}},"#;
    let file = text.replacen('{', crs, 1);
    let reading = Store::default().read(Kind::Venues, "场所.geojson", file.as_bytes(), &Options::default());
    assert_eq!((codes(&reading.faults), reading.datum.as_str()), (vec![], "EPSG:4526"));
}
