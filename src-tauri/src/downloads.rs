//! Where files go that come out of the window: a webview has no downloads of its own.

use std::{
    fs::OpenOptions,
    io::{self, Write},
    path::{Path, PathBuf},
};

use tauri::{AppHandle, Manager, Runtime};

use crate::house::House;

/// Files of one name that lie side by side at the most.
const MOST_ALIKE: u32 = 999;

/// Where this machine keeps what is downloaded.
pub fn folder<R: Runtime>(app: &AppHandle<R>, house: &House) -> PathBuf {
    let path = app.path();
    let named = house.unasked().map(Path::to_owned);
    named.unwrap_or_else(|| path.download_dir().or_else(|_| path.home_dir()).unwrap_or_else(|_| desk::host::data_dir()))
}

/// Never over a file that is there: `map.pdf`, `map (2).pdf` …
pub fn keep(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "pdf"));
    for count in 1..=MOST_ALIKE {
        let again = if count == 1 { String::new() } else { format!(" ({count})") };
        let path = folder.join(format!("{stem}{again}.{ending}"));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                let written = file.write_all(bytes).and_then(|()| file.sync_all());
                // Half a file is worse than none.
                return written.map(|()| path.clone()).inspect_err(|_| drop(std::fs::remove_file(&path)));
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::keep;

    #[test]
    fn a_second_file_of_the_same_name_lies_beside_the_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let names: Vec<String> = [b"one", b"two"]
            .iter()
            .map(|bytes| keep(&folder.path().join("new"), "图.pdf", *bytes).expect("it is kept"))
            .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
            .collect();
        assert_eq!(names, ["图.pdf", "图 (2).pdf"]);
        assert_eq!(std::fs::read(folder.path().join("new/图.pdf")).expect("it is there"), b"one");
    }
}
