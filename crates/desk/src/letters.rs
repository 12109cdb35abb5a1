//! Where a machine keeps fonts, and which of them sets a sheet.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::failure::Failure;
use press::font::{Face, Type};
use press::page::Weight;

/// How deep folders of fonts are looked through.
const DEEPEST: u8 = 5;
/// A font file larger than this is none that we know, in bytes.
const LARGEST: u64 = 128 << 20;

/// Beginnings of file names, without case, in the order of preference: for reading, and for what is named.
const REGULAR: [&str; 14] = [
    "notosanscjk-regular",
    "notosanscjksc-regular",
    "notosanssc-regular",
    "sourcehansanssc-regular",
    "sourcehansanscn-regular",
    "sourcehansans-regular",
    "notosanscjk-vf",
    "notosanssc",
    "msyh.",
    "pingfang",
    "wqy-microhei",
    "wqy-zenhei",
    "simhei",
    "droidsansfallback",
];
const BOLD: [&str; 10] = [
    "notosanscjk-bold",
    "notosanscjksc-bold",
    "notosanssc-bold",
    "sourcehansanssc-bold",
    "sourcehansanscn-bold",
    "sourcehansans-bold",
    "notosanscjk-vf",
    "notosanssc",
    "msyhbd.",
    "simhei",
];

/// Where Linux, Windows and macOS keep fonts: the user's own first.
pub fn usual_dirs() -> Vec<PathBuf> {
    let of = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let own = of("XDG_DATA_HOME").map(|data| data.join("fonts"));
    let home = of("HOME").map(|home| [".local/share/fonts", ".fonts", "Library/Fonts"].map(|dir| home.join(dir)));
    let windows = [
        of("LOCALAPPDATA").map(|data| data.join("Microsoft/Windows/Fonts")),
        of("SystemRoot").map(|root| root.join("Fonts")),
    ];
    let system = ["/usr/local/share/fonts", "/usr/share/fonts", "/Library/Fonts", "/System/Library/Fonts"];
    let own = own.into_iter().chain(home.into_iter().flatten()).chain(windows.into_iter().flatten());
    own.chain(system.into_iter().map(PathBuf::from)).collect()
}

/// The faces that sheets are set in, from the first fonts that can; refused where no font can set Chinese.
pub fn find(dirs: &[PathBuf]) -> Result<Type, Failure> {
    let mut files = Vec::new();
    for dir in dirs {
        collect(dir, 0, &mut files);
    }
    let first = |names: &[&str], weight| {
        let mut known = names.iter().flat_map(|name| files.iter().filter(move |(file, _)| file.starts_with(name)));
        known.find_map(|(_, path)| Face::of(Arc::new(read(path)?), weight))
    };
    let none = || Failure::refused("sheet.no_font", &[]);
    let regular = first(&REGULAR, Weight::Regular).ok_or_else(none)?;
    let bold = first(&BOLD, Weight::Bold).or_else(|| first(&REGULAR, Weight::Bold)).ok_or_else(none)?;
    Ok(Type::new(regular, bold))
}

/// Files by name, without case. Folders that cannot be read have no fonts for us.
fn collect(dir: &Path, depth: u8, files: &mut Vec<(String, PathBuf)>) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            if depth < DEEPEST {
                collect(&path, depth + 1, files);
            }
        } else if let Some(name) = path.file_name() {
            files.push((name.to_string_lossy().to_lowercase(), path));
        }
    }
}

fn read(path: &Path) -> Option<Vec<u8>> {
    let is_known = fs::metadata(path).ok()?.len() <= LARGEST;
    is_known.then(|| fs::read(path).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_without_a_chinese_font_is_told_so_in_words() {
        let empty = tempfile::tempdir().expect("a folder");
        std::fs::write(empty.path().join("NotoSansCJK-Regular.ttc"), b"no font at all").expect("a file");
        let failure = find(&[empty.path().to_owned(), empty.path().join("missing")]).expect_err("there is none");
        assert_eq!(failure.code, "sheet.no_font");
    }
}
