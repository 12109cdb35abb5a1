//! What is often wrong with a basemap's file.

use std::io;

use domain::flaw::Flaw;

/// The file is none of a basemap.
pub fn other_file() -> Flaw {
    Flaw::new("basemap.other_file")
}

/// The file is larger than any is believed to be.
pub fn too_large_a_file() -> Flaw {
    Flaw::new("basemap.too_large").with("most", &(crate::caps::LARGEST_FILE >> 30))
}

/// A directory of tiles is none.
pub(crate) fn directory() -> Flaw {
    Flaw::new("basemap.directory")
}

/// The file ends too early, or cannot be read at all.
#[expect(clippy::needless_pass_by_value, reason = "what turns one error into another takes it")]
pub fn unreadable(error: io::Error) -> Flaw {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Flaw::new("basemap.cut_off"),
        _ => Flaw::new("basemap.unreadable").with("what", &error),
    }
}
