//! What the face must keep to.

use crate::sources;

const FACE: &[&str] = &[".ts", ".tsx"];

#[test]
fn only_the_bridge_knows_the_window() {
    for (file, text) in sources("ui/src", FACE) {
        let may = file.starts_with("ui/src/bridge/");
        assert!(may || !text.contains("@tauri-apps"), "{file} imports @tauri-apps");
    }
}

#[test]
fn the_map_library_stays_in_the_map() {
    for (file, text) in sources("ui/src", FACE) {
        let may = file.starts_with("ui/src/map/");
        let knows = imports(&text).any(|from| from.starts_with("maplibre-gl"));
        assert!(may || !knows, "{file} imports MapLibre");
    }
}

#[test]
fn a_list_to_choose_from_gives_the_keys_back() {
    for (file, text) in sources("ui/src", FACE) {
        let own = text.lines().filter(|line| line.contains("from 'antd'")).any(|line| line.contains(" Select"));
        assert!(!own || file == "ui/src/shared/Picker.tsx", "{file} has antd's Select, which keeps the map's keys");
        let own = text.lines().filter(|line| line.contains("from 'antd'")).any(|line| line.contains(" Segmented"));
        assert!(!own || file == "ui/src/shared/OneOf.tsx", "{file} has antd's Segmented, where Tab stops in vain");
    }
}

#[test]
fn panels_do_not_import_panels() {
    for (file, text) in sources("ui/src/panels", FACE) {
        let noun = file.split('/').nth(3).unwrap_or_default();
        for from in imports(&text) {
            let inside = !from.contains("panels/") || from.contains(&format!("panels/{noun}/"));
            let neighbour = from.strip_prefix("../").is_some_and(|rest| !rest.starts_with("../"));
            assert!(inside && !neighbour, "{file} reaches into {from}");
        }
    }
}

#[test]
fn no_html_is_made_from_text() {
    for (file, text) in sources("ui/src", FACE) {
        for sink in ["innerHTML", "dangerouslySetInnerHTML", "setHTML(", "insertAdjacentHTML", "document.write"] {
            assert!(!text.contains(sink), "{file} uses {sink}");
        }
    }
}

/// What a module imports from, statically or dynamically.
fn imports(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '\n']).filter_map(|line| {
        let rest = line.split_once(" from ").or_else(|| line.split_once("import("))?.1.trim_start();
        let quote = rest.chars().next().filter(|first| matches!(first, '\'' | '"'))?;
        rest[1..].split(quote).next()
    })
}
