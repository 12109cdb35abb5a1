//! Archives and databases that others wrote, and such as were made to harm.

use std::fs::{self, File};
use std::io::{Cursor, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use charts::{Archive, BEGINNING, Mbtiles, Surveyed, TilePlace, survey};
use domain::basemap::TileKind;
use domain::flaw::Flaw;
use flate2::Compression;
use flate2::write::GzEncoder;
use rusqlite::Connection;

/// The tile around the model town.
const TOWN: TilePlace = TilePlace { zoom: 10, x: 838, y: 410 };

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/basemaps").join(name)
}

fn bytes(name: &str) -> Vec<u8> {
    fs::read(fixture(name)).expect("a fixture")
}

fn look(bytes: Vec<u8>) -> Result<Surveyed, Flaw> {
    survey(Cursor::new(bytes), |_| {})
}

/// What a database becomes, in a file.
fn converted(path: &Path) -> Result<(Surveyed, File), Flaw> {
    let mut file = tempfile::tempfile().expect("room");
    file.seek(SeekFrom::Start(BEGINNING)).expect("a place");
    let (surveyed, beginning) = Mbtiles::open(path)?.convert(|piece| file.write_all(piece), |_| {})?;
    file.seek(SeekFrom::Start(0)).and_then(|_| file.write_all(&beginning)).expect("room");
    Ok((surveyed, file))
}

#[test]
fn an_archive_of_others_is_told_whole() {
    let city = look(bytes("city.pmtiles")).expect("an archive");
    assert_eq!((city.kind, city.zooms, city.name.as_str()), (TileKind::Vector, [6, 10], "周口街道图"));
    assert_eq!(city.attribution, "© OpenStreetMap contributors");
    assert_eq!(city.layers, ["water", "landcover", "transportation", "building", "boundary", "place"]);
    assert_eq!((city.corners[0].0, city.corners[1].1), (1_144_000_000, 339_000_000));
    let mut archive = Archive::open(Cursor::new(bytes("city.pmtiles"))).expect("an archive");
    let tile = archive.tile(TOWN).expect("sound").expect("it is there");
    assert!(String::from_utf8_lossy(&tile).contains("周口市"));
    assert_eq!(archive.tile(TilePlace { x: 0, ..TOWN }).expect("sound"), None);
    assert_eq!(archive.tile(TilePlace::new(0, 0, 0).expect("the world")).expect("sound"), None);
    let photo = look(bytes("photo.pmtiles")).expect("an archive");
    assert_eq!((photo.kind, photo.layers.len()), (TileKind::Png, 0));
}

#[test]
fn a_database_becomes_an_archive_with_the_same_tiles() {
    for (name, kind, count) in [
        ("city.mbtiles", TileKind::Vector, None),
        ("photo.mbtiles", TileKind::Png, None),
        ("odd.mbtiles", TileKind::Vector, Some("地块")),
    ] {
        let (told, mut file) = converted(&fixture(name)).unwrap_or_else(|flaw| panic!("{name}: {flaw:?}"));
        assert_eq!((told.kind, told.zooms), (kind, [6, 10]), "{name}");
        file.seek(SeekFrom::Start(0)).expect("a place");
        let mut whole = Vec::new();
        file.read_to_end(&mut whole).expect("it is read");
        let again = look(whole.clone()).expect("what we write is an archive");
        assert_eq!((again.count, again.corners, again.kind), (told.count, told.corners, told.kind), "{name}");
        let mut archive = Archive::open(Cursor::new(whole)).expect("an archive");
        let base = Connection::open(fixture(name)).expect("a database");
        let mut rows = base.prepare("SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles").expect("tiles");
        let mut seen = 0;
        let mut rows = rows.query([]).expect("tiles");
        while let Some(row) = rows.next().expect("a row") {
            let (zoom, x, row_from_south): (u8, u32, u32) =
                (row.get(0).expect("zoom"), row.get(1).expect("column"), row.get(2).expect("row"));
            let place = TilePlace::new(zoom, x, (1 << zoom) - 1 - row_from_south).expect("a tile");
            let packed: Vec<u8> = row.get(3).expect("bytes");
            let mut plain = Vec::new();
            match flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut plain) {
                Ok(_) => {}
                Err(_) => plain = packed,
            }
            assert_eq!(archive.tile(place).expect("sound"), Some(plain), "{name} {place}");
            seen += 1;
        }
        assert_eq!(seen, told.count, "{name}");
        if let Some(layer) = count {
            assert_eq!(told.layers, [layer], "layers are found in the tiles where nobody lists them");
        }
    }
}

#[test]
fn one_picture_behind_a_view_is_kept_once() {
    let (told, file) = converted(&fixture("photo.mbtiles")).expect("a database");
    let one = Archive::open(Cursor::new(bytes("photo.pmtiles"))).expect("an archive").tile(TOWN);
    let one = one.expect("sound").expect("a picture").len() as u64;
    let size = file.metadata().expect("a size").len();
    assert!(told.count > 5 && size < BEGINNING + 2 * one + 1_000, "{size} bytes for {} tiles of {one}", told.count);
}

#[test]
fn many_tiles_get_directories_below_the_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("many.mbtiles");
    let base = Connection::open(&path).expect("a database");
    base.execute_batch(
        "CREATE TABLE metadata (name TEXT, value TEXT);
         CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);
         WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 39999)
         INSERT INTO tiles SELECT 9, (i * 7919) % 40000 / 200 + 100, (i * 7919) % 40000 % 200 + 100,
             CAST(x'89504E470D0A1A0A' || i AS BLOB) FROM n;",
    )
    .expect("tiles");
    drop(base);
    let (told, mut file) = converted(&path).expect("a database");
    assert_eq!((told.count, told.zooms), (40_000, [9, 9]));
    let mut whole = Vec::new();
    file.seek(SeekFrom::Start(0)).and_then(|_| file.read_to_end(&mut whole)).expect("it is read");
    assert!(u64::from_le_bytes(whole[48..56].try_into().expect("eight")) > 0, "there are leaves");
    assert_eq!(look(whole.clone()).expect("an archive").count, 40_000);
    let mut archive = Archive::open(Cursor::new(whole)).expect("an archive");
    for i in (0..40_000_u32).step_by(997) {
        let at = i * 7919 % 40_000;
        let place = TilePlace::new(9, at / 200 + 100, 511 - (at % 200 + 100)).expect("a tile");
        let tile = archive.tile(place).expect("sound").expect("it is there");
        assert_eq!(String::from_utf8_lossy(&tile[8..]), i.to_string(), "{place}");
    }
}

#[test]
fn a_view_of_any_kind_is_read_and_one_that_does_more_than_read_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let compact = "CREATE TABLE tiles_shallow (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER,
             tile_data_id INTEGER, PRIMARY KEY (zoom_level, tile_column, tile_row)) WITHOUT ROWID;
         CREATE TABLE tiles_data (tile_data_id INTEGER PRIMARY KEY, tile_data BLOB);
         INSERT INTO tiles_data VALUES (1, x'FFD8FF00'); INSERT INTO tiles_shallow VALUES (2, 1, 1, 1);
         CREATE VIEW tiles AS SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles_shallow
             JOIN tiles_data ON tiles_shallow.tile_data_id = tiles_data.tile_data_id;";
    let endless = "CREATE VIEW tiles AS WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n)
             SELECT 1 AS zoom_level, 0 AS tile_column, 0 AS tile_row, x'FFD8FF' AS tile_data FROM n;";
    let swollen = "CREATE VIEW tiles AS SELECT 1 AS zoom_level, 0 AS tile_column, 0 AS tile_row,
             zeroblob(1000000000) AS tile_data;";
    let other = "CREATE TABLE people (name TEXT);";
    let twice = "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data);
         INSERT INTO tiles VALUES (1, 0, 0, x'FFD8FF00'), (1, 0, 0, x'FFD8FF01');";
    let mixed = "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data);
         INSERT INTO tiles VALUES (1, 0, 0, x'FFD8FF00'), (1, 0, 1, x'89504E470D0A1A0A');";
    let beyond = "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data);
         INSERT INTO tiles VALUES (1, 0, 2, x'FFD8FF00');";
    let none = "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data);";
    let words = "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data);
         INSERT INTO tiles VALUES (1, 0, 0, 'not a blob');";
    for (name, sql, expected) in [
        ("compact", compact, None),
        ("endless", endless, Some("basemap.no_tiles")),
        ("swollen", swollen, Some("basemap.no_tiles")),
        ("other", other, Some("basemap.no_tiles")),
        ("twice", twice, Some("basemap.tile_twice")),
        ("mixed", mixed, Some("basemap.mixed")),
        ("beyond", beyond, Some("basemap.database")),
        ("none", none, Some("basemap.empty")),
        ("words", words, Some("basemap.tile_damaged")),
    ] {
        let path = folder.path().join(format!("{name}?#%.mbtiles"));
        Connection::open(&path).expect("a database").execute_batch(sql).expect("it is made");
        let told = converted(&path).map(|(told, _)| told.kind);
        match expected {
            None => assert_eq!(told, Ok(TileKind::Jpeg), "{name}"),
            Some(code) => assert_eq!(told.map_err(|flaw| flaw.code), Err(code), "{name}"),
        }
    }
}

/// An archive of vector tiles in zoom 0 made by hand: its directory is what is given.
fn archive(root: &[u8], leaves: &[u8], data: &[u8]) -> Vec<u8> {
    let mut out = b"PMTiles\x03".to_vec();
    let places = [127, 127 + root.len(), 127 + root.len(), 127 + root.len() + leaves.len()];
    for (at, length) in places.into_iter().zip([root.len(), 0, leaves.len(), data.len()]) {
        out.extend_from_slice(&(at as u64).to_le_bytes());
        out.extend_from_slice(&(length as u64).to_le_bytes());
    }
    out.resize(127, 0);
    (out[97], out[98], out[99]) = (2, 2, 1);
    [&out[..], root, leaves, data].concat()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).expect("memory");
    packer.finish().expect("memory")
}

/// Number, run, length, place of each.
fn directory(entries: &[[u64; 4]]) -> Vec<u8> {
    let mut out = vec![entries.len() as u8];
    let mut last = 0;
    let put = |out: &mut Vec<u8>, mut value: u64| {
        while value > 0x7f {
            out.push(value as u8 | 0x80);
            value >>= 7;
        }
        out.push(value as u8);
    };
    for entry in entries {
        put(&mut out, entry[0] - last);
        last = entry[0];
    }
    for entry in entries {
        put(&mut out, entry[1]);
    }
    for entry in entries {
        put(&mut out, entry[2]);
    }
    for entry in entries {
        put(&mut out, entry[3] + 1);
    }
    gzip(&out)
}

#[test]
fn hostile_archives_are_refused_in_words() {
    let tile = gzip(b"");
    let length = tile.len() as u64;
    let sound = archive(&directory(&[[0, 1, length, 0]]), b"", &tile);
    assert!(look(sound.clone()).is_ok(), "what the others are made from is sound");

    let mut cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("nothing", Vec::new(), "basemap.cut_off"),
        ("a header alone", sound[..127].to_vec(), "basemap.cut_off"),
        ("cut in its data", sound[..sound.len() - 1].to_vec(), "basemap.cut_off"),
        ("another file", [b"GIF89a".as_slice(), &[0; 200]].concat(), "basemap.other_file"),
        ("no tiles", archive(&gzip(&[0]), b"", b""), "basemap.directory"),
        ("a tile beyond the data", archive(&directory(&[[0, 1, length, 5]]), b"", &tile), "basemap.tile_place"),
        ("a tile of gigabytes", archive(&directory(&[[0, 1, 0xffff_ffff, 0]]), b"", &tile), "basemap.tile_too_large"),
        ("a leaf beyond the leaves", archive(&directory(&[[0, 0, 100, 1 << 40]]), b"", &tile), "basemap.directory"),
        (
            "a directory that unpacks without end",
            archive(&gzip(&vec![0; 40 << 20])[..], b"", &tile),
            "basemap.directory",
        ),
        ("a directory that is no gzip", archive(b"directory", b"", &tile), "basemap.directory"),
        ("numbers beyond every zoom", archive(&directory(&[[1 << 62, 1, length, 0]]), b"", &tile), "basemap.directory"),
    ];
    // A leaf that leads to itself, and one that leads back to tiles that were seen.
    let leaf = directory(&[[0, 0, 26, 0]]);
    let itself = directory(&[[0, 0, leaf.len() as u64, 0]]);
    cases.push(("a leaf that leads to itself", archive(&itself, &itself, &tile), "basemap.directory"));
    let one = directory(&[[0, 1, length, 0]]);
    let thrice: Vec<[u64; 4]> = (0..3).map(|at| [at, 0, one.len() as u64, 0]).collect();
    cases.push(("one leaf for many", archive(&directory(&thrice), &one, &tile), "basemap.directory"));
    let bomb = gzip(&vec![0; 40 << 20]);
    let of_bomb = directory(&[[0, 1, bomb.len() as u64, 0]]);
    cases.push(("a tile that unpacks without end", archive(&of_bomb, b"", &bomb), "basemap.tile_too_large"));
    let page = gzip(b"<html>404</html>");
    let of_page = directory(&[[0, 1, page.len() as u64, 0]]);
    cases.push(("a page for a tile", archive(&of_page, b"", &page), "basemap.tile_damaged"));
    for (at, value, code) in
        [(7, 2, "basemap.version"), (97, 3, "basemap.packing"), (98, 4, "basemap.packing"), (99, 5, "basemap.kind")]
    {
        let mut other = sound.clone();
        other[at] = value;
        cases.push(("another number in the header", other, code));
    }
    for at in [8, 40, 56] {
        let mut far = sound.clone();
        far[at..at + 8].copy_from_slice(&u64::MAX.to_le_bytes());
        let code = look(far).expect_err("it lies").code;
        assert!(["basemap.cut_off", "basemap.directory"].contains(&code), "{at}: {code}");
    }
    for (name, bytes, code) in cases {
        assert_eq!(look(bytes).map_err(|flaw| flaw.code), Err(code), "{name}");
    }
}

/// Bytes turned over anywhere in a sound archive: it is refused, or it is read; nothing else happens.
#[test]
fn no_damage_makes_reading_panic() {
    for name in ["city.pmtiles", "photo.pmtiles"] {
        let whole = bytes(name);
        for at in (0..whole.len()).step_by(3) {
            let mut hurt = whole.clone();
            hurt[at] ^= 0x55;
            if look(hurt.clone()).is_ok()
                && let Ok(mut archive) = Archive::open(Cursor::new(hurt))
            {
                let _ = archive.tile(TOWN);
            }
        }
    }
}
