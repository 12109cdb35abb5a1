//! A GeoPackage that is damaged, other databases, and packages without a layer.

use exchange::Kind;

use super::Case;
use crate::databases::{database, geopackage, venue};

fn venues(name: &'static str, bytes: impl Into<Vec<u8>>) -> Case {
    Case::new(name, Kind::Venues, bytes).called("图层.gpkg")
}

/// A layer that lies nowhere in particular.
const UNMEASURED: &str = "UPDATE gpkg_geometry_columns SET srs_id = -1;";
const SECOND: &str = "CREATE TABLE other (fid INTEGER PRIMARY KEY, geom BLOB);
    INSERT INTO gpkg_contents VALUES ('other', 'features', 'other', 4490);
    INSERT INTO gpkg_geometry_columns VALUES ('other', 'geom', 'POINT', 4490, 0, 0);";

pub(super) fn cases() -> Vec<Case> {
    let good = geopackage(&venue("V1"));
    let logged = {
        let mut file = good.clone();
        file[18..20].copy_from_slice(&[2, 2]);
        file
    };
    let changed = |at: usize, bytes: &[u8]| {
        let mut file = good.clone();
        file[at..at + bytes.len()].copy_from_slice(bytes);
        file
    };
    let as_view = "ALTER TABLE venues RENAME TO hidden; CREATE VIEW venues AS SELECT * FROM hidden;";
    let torn = "INSERT INTO venues (geom, id) VALUES (X'4750000100000000010300000001000000ffffffff', 'V2');";
    let texts = "INSERT INTO venues (geom, id) VALUES ('POINT(114 33)', 'V2');";
    let empty = "INSERT INTO venues (geom, id) VALUES (NULL, 'V2');";
    let untold = "UPDATE gpkg_spatial_ref_sys SET organization = 'XIAN', definition = 'LOCAL' WHERE srs_id = 4490;";
    vec![
        venues("a GeoPackage of one venue", good.clone()),
        venues("a GeoPackage of sixteen bytes", b"SQLite format 3\0".as_slice()).refused(None, "geopackage.damaged"),
        venues("a GeoPackage cut off", &good[..good.len() / 2]).refused(None, "geopackage.damaged"),
        venues("a GeoPackage with a page of noise", changed(4096, &[0xff; 512])).refused(None, "geopackage.damaged"),
        venues("a GeoPackage of pages of no size", changed(16, &[0, 0])).refused(None, "geopackage.damaged"),
        venues("a database of something else", database("CREATE TABLE a (b);"))
            .refused(None, "geopackage.other_database"),
        venues("a package whose contents are a view", database("CREATE VIEW gpkg_contents AS SELECT 1;"))
            .refused(None, "geopackage.other_database"),
        venues("a layer that is a view", geopackage(as_view)).refused(None, "geopackage.no_layer"),
        venues(
            "a layer without a column for its shapes",
            geopackage("UPDATE gpkg_geometry_columns SET column_name = 'x';"),
        )
        .refused(None, "geopackage.damaged"),
        venues("a package with two layers", geopackage(SECOND)).refused(None, "layers.choose"),
        venues("a layer that is not there", good)
            .with(|options| options.layer = Some("街道".to_owned()))
            .refused(None, "layers.unknown"),
        venues("a layer that lies nowhere in particular", geopackage(&(venue("V1") + UNMEASURED)))
            .refused(None, "datum.unsaid"),
        venues("a layer measured in what nobody knows", geopackage(&(venue("V1") + untold)))
            .refused(None, "datum.unknown"),
        venues("a shape that is torn", geopackage(&(venue("V1") + torn)))
            .refused(2, "geopackage.unreadable")
            .leaving(1),
        venues("a shape in words", geopackage(&(venue("V1") + texts))).refused(2, "geopackage.unreadable").leaving(1),
        venues("a row without a shape", geopackage(&(venue("V1") + empty))).refused(2, "geometry.none").leaving(1),
        venues("a package whose log stayed behind", logged).noted(None, "geopackage.log_left_behind"),
    ]
}
