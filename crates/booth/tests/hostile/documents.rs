//! Texts: GeoJSON, sequences, KML.

use std::io::{Result, Write};

use exchange::Kind;

use crate::Hostile;

/// A million.
const MILLION: usize = 1_000_000;
const OPEN: &str = r#"{"type":"FeatureCollection","features":["#;

fn grids(name: &'static str, write: impl Fn(&mut dyn Write) -> Result<()> + 'static) -> Hostile {
    Hostile::new(name, Kind::Grids, "网格.geojson", write)
}

fn kml(name: &'static str, write: impl Fn(&mut dyn Write) -> Result<()> + 'static) -> Hostile {
    Hostile::new(name, Kind::Venues, "场所.kml", write)
}

/// The same many times.
fn many(to: &mut dyn Write, text: &str, times: usize) -> Result<()> {
    let lot = text.repeat(1 + (64 << 10) / text.len());
    let in_lot = lot.len() / text.len();
    for _ in 0..times / in_lot {
        to.write_all(lot.as_bytes())?;
    }
    (0..times % in_lot).try_for_each(|_| to.write_all(text.as_bytes()))
}

/// One feature with these coordinates.
fn feature(to: &mut dyn Write, kind: &str, coordinates: impl Fn(&mut dyn Write) -> Result<()>) -> Result<()> {
    write!(
        to,
        r#"{OPEN}{{"type":"Feature","properties":{{"code":"411602","level":1}},"geometry":{{"type":"{kind}","coordinates":"#
    )?;
    coordinates(to)?;
    write!(to, "}}}}]}}")
}

/// Some features.
fn features(to: &mut dyn Write, one: &str, times: usize) -> Result<()> {
    write!(to, "{OPEN}")?;
    many(to, &format!("{one},"), times - 1)?;
    write!(to, "{one}]}}")
}

/// One text between two others.
fn around(to: &mut dyn Write, before: &str, text: &str, times: usize, after: &str) -> Result<()> {
    to.write_all(before.as_bytes())?;
    many(to, text, times)?;
    to.write_all(after.as_bytes())
}

pub fn all() -> Vec<Hostile> {
    [depth(), crowds(), sizes(), numbers(), torn(), sequences(), markup()].into_iter().flatten().collect()
}

fn depth() -> Vec<Hostile> {
    vec![
        grids("300 MB of opening brackets", |to| around(to, OPEN, "[", 300 * MILLION, "")),
        grids("brackets that close again", |to| {
            around(to, OPEN, "[", 5 * MILLION, "")?;
            around(to, "", "]", 5 * MILLION, "]}")
        }),
        grids("objects within objects", |to| around(to, OPEN, r#"{"a":"#, 5 * MILLION, "")),
        grids("depth among the properties", |to| {
            around(to, &format!(r#"{OPEN}{{"type":"Feature","properties":{{"a":"#), "[", 5 * MILLION, "")
        }),
        grids("depth among the coordinates", |to| feature(to, "Polygon", |to| many(to, "[", 5 * MILLION))),
        grids("depth after a megabyte of blanks", |to| around(to, &" ".repeat(MILLION), "[", 5 * MILLION, "")),
    ]
}

fn crowds() -> Vec<Hostile> {
    vec![
        grids("a million features of nothing", |to| features(to, "{}", MILLION)),
        grids("a million nulls", |to| features(to, "null", MILLION)),
        grids("a million numbers", |to| features(to, "7", MILLION)),
        grids("more features than there may be", |to| features(to, "{}", 2 * MILLION + 1)),
        grids("a million features without a place", |to| {
            features(to, r#"{"type":"Feature","geometry":null}"#, MILLION)
        }),
        grids("a feature with a million properties", |to| {
            write!(to, r#"{OPEN}{{"type":"Feature","properties":{{"#)?;
            for name in 0..MILLION {
                write!(to, r#""p{name}":{name},"#)?;
            }
            write!(to, r#""z":0}},"geometry":null}}]}}"#)
        }),
        grids("a feature with the same property a million times", |to| {
            around(to, &format!(r#"{OPEN}{{"type":"Feature","properties":{{"#), r#""a":1,"#, MILLION, r#""a":1}}]}"#)
        }),
        grids("a hundred thousand features with a property each of its own", |to| {
            write!(to, "{OPEN}")?;
            for name in 0..100_000 {
                write!(to, r#"{{"type":"Feature","properties":{{"p{name}":1}},"geometry":null}},"#)?;
            }
            write!(to, "{{}}]}}")
        }),
        grids("a million names at the top", |to| around(to, "{", r#""a":1,"#, MILLION, r#""a":1}"#)),
    ]
}

fn sizes() -> Vec<Hostile> {
    vec![
        grids("a name of 60 MB", |to| {
            around(to, &format!(r#"{OPEN}{{"type":"Feature","properties":{{"name":""#), "x", 60 * MILLION, r#""}}]}"#)
        }),
        grids("a property that is called 60 MB", |to| {
            around(to, &format!(r#"{OPEN}{{"type":"Feature","properties":{{""#), "x", 60 * MILLION, r#"":1}}]}"#)
        }),
        grids("a text that never closes", |to| {
            around(to, &format!(r#"{OPEN}{{"type":"Feature","properties":{{"name":""#), "x", 60 * MILLION, "")
        }),
        grids("a type of 10 MB", |to| around(to, r#"{"type":""#, "x", 10 * MILLION, r#"","features":[]}"#)),
        grids("nothing but blanks", |to| many(to, " ", 60 * MILLION)),
        grids("nothing but lines", |to| around(to, OPEN, "\n", 60 * MILLION, "")),
        grids("nothing but zeros", |to| many(to, "\0", 60 * MILLION)),
        grids("three million positions in a ring", |to| {
            feature(to, "Polygon", |to| around(to, "[[", "[1,1],", 3 * MILLION, "[1,1]]]"))
        }),
        grids("numbers where positions should be", |to| {
            feature(to, "Polygon", |to| around(to, "[[", "1,", 10 * MILLION, "1]]"))
        }),
        grids("a million rings of nothing", |to| feature(to, "Polygon", |to| around(to, "[", "[],", MILLION, "[]]"))),
        grids("a million polygons of nothing", |to| {
            feature(to, "MultiPolygon", |to| around(to, "[", "[],", MILLION, "[]]"))
        }),
        grids("a position with a million heights", |to| {
            feature(to, "Polygon", |to| around(to, "[[[1,1", ",1", MILLION, "]]]"))
        }),
        grids("a code of a million signs", |to| {
            around(to, &format!(r#"{OPEN}{{"type":"Feature","properties":{{"code":""#), "1", MILLION, r#""}}]}"#)
        }),
    ]
}

fn numbers() -> Vec<Hostile> {
    let at = |name, number: &'static str| {
        grids(name, move |to| feature(to, "Polygon", |to| write!(to, "[[[{number},1],[2,1],[2,2],[{number},1]]]")))
    };
    vec![
        at("a number without end", "1e999"),
        at("a negative number without end", "-1e999"),
        at("no number", "NaN"),
        at("infinity", "Infinity"),
        at("a number beyond the globe", "1e300"),
        at("a text instead of a number", "\"1\""),
        grids("a number of ten million digits", |to| {
            feature(to, "Polygon", |to| around(to, "[[[", "9", 10 * MILLION, ",1],[2,1],[2,2],[1,1]]]"))
        }),
        grids("an exponent of a million digits", |to| {
            feature(to, "Polygon", |to| around(to, "[[[1e", "9", MILLION, ",1],[2,1],[2,2],[1,1]]]"))
        }),
    ]
}

fn torn() -> Vec<Hostile> {
    let whole = || {
        let mut text = Vec::new();
        feature(&mut text, "Polygon", |to| write!(to, "[[[114,33],[115,33],[115,34],[114,33]]]")).expect("memory");
        text
    };
    let cut = |name, at: fn(usize) -> usize| {
        grids(name, move |to| {
            let text = whole();
            to.write_all(&text[..at(text.len())])
        })
    };
    vec![
        cut("cut after one sign", |_| 1),
        cut("cut in a quarter", |length| length / 4),
        cut("cut in the middle", |length| length / 2),
        cut("cut before the last bracket", |length| length - 1),
        grids("letters that are none", |to| around(to, OPEN, "\"", 1, "").and_then(|()| to.write_all(&[0xff; 1000]))),
        grids("rubbish behind the end", move |to| {
            features(to, "{}", 1)?;
            many(to, "]", 10 * MILLION)
        }),
    ]
}

fn sequences() -> Vec<Hostile> {
    let lines = |name, line: &'static str, times| {
        Hostile::new(name, Kind::Grids, "网格.geojsonl", move |to| many(to, line, times))
    };
    vec![
        lines("half a million broken lines", "{\"type\":\"Feature\"\n", MILLION / 2),
        lines("half a million lines of something else", "{\"type\":\"Point\"}\n", MILLION / 2),
        lines("nothing but separators", "\u{1e}", 60 * MILLION),
        lines("a sequence of brackets", "[", 60 * MILLION),
    ]
}

fn markup() -> Vec<Hostile> {
    let open = "<?xml version=\"1.0\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>";
    vec![
        kml("a billion laughs", |to| {
            write!(to, "<?xml version=\"1.0\"?><!DOCTYPE kml [<!ENTITY a0 \"ha\">")?;
            for number in 1..30 {
                let before = number - 1;
                write!(to, "<!ENTITY a{number} \"&a{before};&a{before};&a{before};\">")?;
            }
            write!(to, "]><kml><Document><Placemark><name>&a29;</name></Placemark></Document></kml>")
        }),
        kml("a foreign entity", |to| {
            write!(to, "<!DOCTYPE kml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")?;
            write!(
                to,
                "<kml><Placemark><name>&x;</name><Point><coordinates>1,1</coordinates></Point></Placemark></kml>"
            )
        }),
        kml("folders within folders", move |to| around(to, open, "<Folder>", MILLION, "")),
        kml("a million placemarks without a place", move |to| {
            around(to, open, "<Placemark/>", MILLION, "</Document></kml>")
        }),
        kml("an attribute of 60 MB", move |to| {
            around(to, open, "<Placemark id=\"", 1, "").and_then(|()| many(to, "x", 60 * MILLION))
        }),
        kml("a comment that never closes", move |to| {
            around(to, open, "<!--", 1, "").and_then(|()| many(to, "-x", 30 * MILLION))
        }),
        kml("coordinates without end", move |to| {
            around(to, open, "<Placemark><LineString><coordinates>", 1, "")?;
            around(to, "", "1,1 ", 5 * MILLION, "</coordinates></LineString></Placemark></Document></kml>")
        }),
    ]
}
