//! A GeoPackage opened where it lies: read from memory it would be held whole.
//!
//! SQLite opens files by name alone, and a parcel has none. So it gets one in its own folder, for as long as it takes to
//! open it: before the process is bound, and before anybody has looked at a byte of it.

use std::fs::File;

use exchange::Database;

/// How a file is called that is a package. One that is called otherwise is read from memory.
#[cfg(target_os = "linux")]
const ENDING: &str = "gpkg";

/// The database in a file of `size` bytes; none where it is called otherwise, and where its disk gives it no name.
/// Whatever stands behind it was read before: it is cut off.
#[cfg(target_os = "linux")]
pub fn database(file: &File, name: &str, size: u64) -> Option<Database> {
    use std::path::Path;

    use rustix::fs::{AtFlags, CWD, linkat};

    /// What this process was started with.
    const OWN: &str = "/proc/self/fd/0";

    Path::new(name).extension().filter(|ending| ending.eq_ignore_ascii_case(ENDING))?;
    file.set_len(size).ok()?;
    let lies = std::fs::read_link(OWN).ok()?.with_file_name(format!(".wutu-{}", std::process::id()));
    linkat(CWD, OWN, CWD, &lies, AtFlags::SYMLINK_FOLLOW).ok()?;
    let database = Database::open(&lies);
    // The one name that it has; the file itself stays open.
    let _ = std::fs::remove_file(&lies);
    database
}

/// Elsewhere a file without a name gets none.
#[cfg(not(target_os = "linux"))]
pub fn database(_file: &File, _name: &str, _size: u64) -> Option<Database> {
    None
}
