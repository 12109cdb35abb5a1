//! What the source itself must keep to.

use crate::sources;

#[test]
fn every_write_passes_the_desks_door() {
    for (file, text) in sources("crates", &[".rs"]) {
        let may = file.starts_with("crates/ledger/")
            || file.starts_with("crates/desk/src/act")
            || file == "crates/desk/src/pairing.rs"
            // Compiled for its test alone, which makes histories at random.
            || file == "crates/desk/src/review/proof.rs";
        assert!(may || !text.contains("batch.append("), "{file} appends a fact past Desk::act");
    }
}

/// The readers whose foreign format is SQL: they read strangers' databases, and never a store that is open.
const READS_DATABASES: [&str; 2] = ["crates/exchange/src/geopackage.rs", "crates/charts/src/mbtiles.rs"];

#[test]
fn only_the_ledger_speaks_sql() {
    let words = ["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM", "PRAGMA "];
    for (file, text) in sources("crates", &[".rs"]).into_iter().chain(sources("src-tauri", &[".rs"])) {
        let free =
            file.starts_with("crates/ledger/") || file.contains("/tests/") || READS_DATABASES.contains(&file.as_str());
        let line =
            text.lines().find(|line| !line.trim_start().starts_with("//") && words.iter().any(|w| line.contains(w)));
        assert!(free || line.is_none(), "{file} speaks SQL: {}", line.unwrap_or_default());
    }
}

#[test]
fn only_our_own_files_are_read_without_the_booth() {
    let ours = ["crates/booth/", "crates/desk/src/demo.rs", "crates/desk/src/host.rs"];
    for (file, text) in sources("crates", &[".rs"]).into_iter().chain(sources("src-tauri", &[".rs"])) {
        let may = ours.iter().any(|place| file.starts_with(place)) || file.contains("/tests/");
        let host = text.split("#[cfg(test)]").next().unwrap_or_default();
        assert!(may || !host.contains("Booth::here") && !host.contains("with_keys_in("), "{file} reads files unbound");
    }
    for host in ["crates/cli/src/main.rs", "src-tauri/src/main.rs"] {
        let (_, main) = sources(".", &["main.rs"]).into_iter().find(|(file, _)| file == host).expect("it stands there");
        let begins = main.split("fn main() -> ExitCode {").nth(1).expect("it has a main");
        assert!(begins.trim_start().starts_with("if let Some(done) = "), "{host} does something before it inspects");
        assert!(begins.lines().nth(1).is_some_and(|line| line.contains("inspect()")), "{host} does not inspect");
    }
}

#[test]
fn only_one_reader_of_each_room_opens_databases() {
    let rooms = ["crates/exchange/src", "crates/charts/src"];
    for (file, text) in rooms.into_iter().flat_map(|room| sources(room, &[".rs"])) {
        let uses = text.contains("rusqlite") || text.contains("Connection::open");
        assert!(!uses || READS_DATABASES.contains(&file.as_str()), "{file} opens databases");
    }
}

#[test]
fn no_module_hides_in_a_mod_rs() {
    for (file, _) in sources("crates", &[".rs"]) {
        assert!(!file.ends_with("/mod.rs"), "{file}: name the file after its module");
    }
}

#[test]
fn every_room_says_what_it_is_for() {
    for (file, text) in sources("crates", &["lib.rs", "main.rs"]) {
        assert!(text.starts_with("//!"), "{file} does not open with what it is for");
    }
}

#[test]
fn no_path_of_one_machine_is_committed() {
    let all = ["crates", "ui/src", "src-tauri", "scripts", "docs", "tests/e2e"];
    for (file, text) in
        all.into_iter().flat_map(|folder| sources(folder, &[".rs", ".ts", ".tsx", ".sh", ".md", ".mjs"]))
    {
        for path in ["/root/", "/home/", concat!("/wo", "rk/")] {
            assert!(!text.contains(path), "{file} names {path}");
        }
    }
}
