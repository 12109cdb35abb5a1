//! Basemaps in the real inspector: what is sound comes through whole, what is large takes no memory, what never ends ends.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use booth::{Booth, Charted, Limits};
use charts::Archive;
use domain::failure::Failure;

use super::{MOST_MEMORY, Rule, peak};

pub const RULES: [Rule; 4] = [
    ("a database comes back as the archive that this process makes of it", || {
        let path = fixture("city.mbtiles");
        let [there, here] = [Booth::of_this_program(), Booth::here()].map(|booth| chart(&booth, &path));
        let (there, here) =
            (there.map_err(|failure| failure.to_string())?, here.map_err(|failure| failure.to_string())?);
        let is_same = there.1 == here.1 && there.0.surveyed == here.0.surveyed && there.0.is_made;
        if is_same { Ok(()) } else { Err(format!("{} and {} bytes", there.1.len(), here.1.len())) }
    }),
    ("an archive of gigabytes takes no memory and no time", || {
        let before = peak();
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let path = folder.path().join("large.pmtiles");
        let size = large(&path).map_err(|error| error.to_string())?;
        let (charted, made) = chart(&Booth::of_this_program(), &path).map_err(|failure| failure.to_string())?;
        let is_whole = charted.surveyed.count == 2 && !charted.is_made && made.is_empty() && size > 3 << 30;
        let took = peak();
        if took > MOST_MEMORY.max(before) {
            Err(format!("{} MiB", took >> 20))
        } else {
            is_whole.then_some(()).ok_or_else(|| "it is not whole".to_owned())
        }
    }),
    ("a database that repeats itself without end is ended", || {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let path = folder.path().join("endless.mbtiles");
        fs::write(&path, include_bytes!("endless.mbtiles")).map_err(|error| error.to_string())?;
        let booth = Booth::of_this_program().limited(Limits { memory: 24 << 20, seconds: 20 });
        match chart(&booth, &path) {
            Err(failure) if failure.code == "import.too_much_memory" => Ok(()),
            other => Err(format!("{other:?}").chars().take(200).collect()),
        }
    }),
    ("what is no basemap is refused by its first bytes", || {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let path = folder.path().join("x.pmtiles");
        fs::write(&path, b"GIF89a and nothing else").map_err(|error| error.to_string())?;
        match chart(&Booth::of_this_program(), &path) {
            Err(failure) if failure.code == "basemap.other_file" => Ok(()),
            other => Err(format!("{other:?}").chars().take(200).collect()),
        }
    }),
];

fn chart(booth: &Booth, path: &Path) -> Result<(Charted, Vec<u8>), Failure> {
    let mut made = tempfile::tempfile().expect("room on the disk");
    let charted = booth.chart(path, "x.pmtiles", &mut made, &Arc::default())?;
    let mut bytes = Vec::new();
    made.seek(SeekFrom::Start(0)).and_then(|_| made.read_to_end(&mut bytes)).expect("it is read");
    if charted.is_made {
        Archive::open(std::io::Cursor::new(&bytes)).expect("an archive");
    }
    Ok((charted, bytes))
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/basemaps").join(name)
}

/// Two pictures with three gigabytes of nothing between them; gives its size.
fn large(path: &Path) -> std::io::Result<u64> {
    const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n and so on";
    const FAR: u64 = 3 << 30;
    let mut file: File = OpenOptions::new().create_new(true).write(true).open(path)?;
    // Numbers, runs, lengths and places of two tiles, not packed.
    let varint = |mut value: u64| {
        let mut out = Vec::new();
        while value > 0x7f {
            out.push(value as u8 | 0x80);
            value >>= 7;
        }
        out.push(value as u8);
        out
    };
    let length = PICTURE.len() as u8;
    let root = [vec![2, 0, 1, 1, 1, length, length, 1], varint(FAR + 1)].concat();
    let mut head = b"PMTiles\x03".to_vec();
    let data = FAR + u64::from(length);
    for (at, length) in [(127, root.len() as u64), (127, 0), (127, 0), (16_384, data)] {
        head.extend_from_slice(&u64::to_le_bytes(at));
        head.extend_from_slice(&u64::to_le_bytes(length));
    }
    head.resize(127, 0);
    (head[97], head[98], head[99]) = (1, 1, 2);
    file.write_all(&head)?;
    file.write_all(&root)?;
    for at in [16_384, 16_384 + FAR] {
        file.seek(SeekFrom::Start(at))?;
        file.write_all(PICTURE)?;
    }
    Ok(16_384 + data)
}
