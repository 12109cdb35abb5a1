//! Small things that outlive the window, each in a file of its own beside the stores.

use std::{fs, io, path::Path};

use serde::{Serialize, de::DeserializeOwned};

/// What was kept; the usual where nothing was, or nothing that makes sense.
pub fn remembered<T: DeserializeOwned + Default>(file: &Path) -> T {
    fs::read(file).ok().and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default()
}

/// Written aside and renamed: nobody ever reads half of it.
pub fn keep(file: &Path, what: &impl Serialize) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let aside = file.with_extension("json.new");
    fs::write(&aside, serde_json::to_vec(what)?)?;
    fs::rename(aside, file)
}
