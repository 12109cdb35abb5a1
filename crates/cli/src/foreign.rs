//! Foreign files as they are named at the terminal. A Shapefile is several files of one name: the `.shp` is named, and
//! what stands beside it comes along, in an archive as somebody might have packed it. A folder is its Shapefiles.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Seek};
use std::path::{Path, PathBuf};

use desk::Parcel;
use domain::failure::Failure;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What a Shapefile consists of, the shapes first. Its index (`.shx`) is not read, and packed all the same.
const PARTS: [&str; 5] = ["shp", "shx", "dbf", "prj", "cpg"];

/// As what letters lie in a folder; whatever else lies there is somebody else's.
const LETTERS: [&str; 3] = ["eml", "mbox", "mbx"];

/// A foreign file that was opened and not yet read.
#[derive(Debug)]
pub struct Foreign {
    /// Without its folder.
    pub name: String,
    pub content: File,
}

impl Foreign {
    /// Opens a file; that of a Shapefile's shapes together with its other parts.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let content = if is_shapes(path) { packed(path) } else { File::open(path) };
        Ok(Self { name, content: content.map_err(|error| unreadable(&path.to_string_lossy(), &error))? })
    }

    /// All of it, in a parcel.
    pub fn kept(&self, mut parcel: Parcel) -> Result<Parcel, Failure> {
        parcel.fill(&self.content).map_err(|error| unreadable(&self.name, &error))??;
        Ok(parcel)
    }
}

/// The files that are meant: each that is named, and of a folder each Shapefile in it, by name.
pub fn meant(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let each = paths.iter().map(|path| if path.is_dir() { shapefiles(path) } else { Ok(vec![path.clone()]) });
    Ok(each.collect::<Result<Vec<_>, _>>()?.concat())
}

/// The same of letters.
pub fn letters(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let in_folder = |folder| found(folder, is_letters, "import.folder_without_letters");
    let each = paths.iter().map(|path| if path.is_dir() { in_folder(path) } else { Ok(vec![path.clone()]) });
    Ok(each.collect::<Result<Vec<_>, _>>()?.concat())
}

fn shapefiles(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    found(folder, is_shapes, "import.folder_without_shapes")
}

/// The files of a folder that are such, by name.
fn found(folder: &Path, is_one: fn(&Path) -> bool, none: &str) -> Result<Vec<PathBuf>, Failure> {
    let name = folder.to_string_lossy();
    let unreadable = |error| unreadable(&name, &error);
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut found: Vec<_> = entries.map_err(unreadable)?.iter().map(fs::DirEntry::path).collect();
    found.retain(|path| is_one(path) && path.is_file());
    found.sort();
    if found.is_empty() {
        return Err(Failure::invalid(none, &[("file", &name)]));
    }
    Ok(found)
}

fn is_letters(path: &Path) -> bool {
    path.extension().is_some_and(|ending| LETTERS.iter().any(|one| ending.eq_ignore_ascii_case(one)))
}

fn is_shapes(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(PARTS[0]))
}

/// A Shapefile's parts in an archive, which has no name and is gone with whoever reads it. They are stored as they are:
/// a reader on the same machine gains nothing from packing them tighter.
fn packed(shapes: &Path) -> io::Result<File> {
    let mut archive = ZipWriter::new(tempfile::tempfile()?);
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for part in parts(shapes)? {
        archive.start_file(part.file_name().unwrap_or_default().to_string_lossy(), options)?;
        io::copy(&mut File::open(part)?, &mut archive)?;
    }
    let mut file = archive.finish()?;
    file.rewind()?;
    Ok(file)
}

/// The files beside a file of shapes that have its name, whatever the letters of their endings.
fn parts(shapes: &Path) -> io::Result<Vec<PathBuf>> {
    let folder = shapes.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut parts = BTreeMap::from([(0, shapes.to_owned())]);
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
        let place = PARTS.iter().position(|part| ending == *part).filter(|_| path.file_stem() == shapes.file_stem());
        if let Some(place) = place.filter(|_| path.is_file()) {
            parts.entry(place).or_insert(path);
        }
    }
    Ok(parts.into_values().collect())
}

/// What is said of a file that the machine does not give.
pub fn unreadable(file: &str, error: &io::Error) -> Failure {
    Failure::invalid("import.unreadable", &[("file", file), ("what", &error.to_string())])
}
