//! Tells Tauri which commands are ours, so that it checks them like any plugin's, and lets Rust
//! compile before the face is built.

use std::{fs, io, path::Path, time::SystemTime};

const NOT_BUILT: &str = "<!doctype html><meta charset=utf-8><title>五图</title><p>The face is not built yet: <code>make run</code> does that.";

fn main() {
    println!("cargo:rerun-if-changed=src-tauri/permissions.toml");
    // The page is embedded at compile time: a new build of it must reach the binary.
    println!("cargo:rerun-if-changed=ui/dist");
    ensure_page(Path::new("ui/dist")).expect("ui/dist must be writable to compile the window");

    let ours = tauri_build::AppManifest::new().permissions_path_pattern("./src-tauri/permissions.toml");
    let attributes = tauri_build::Attributes::new()
        .app_manifest(ours)
        .windows_attributes(tauri_build::WindowsAttributes::new().window_icon_path("assets/icons/icon.ico"));
    tauri_build::try_build(attributes).expect("tauri.conf.json and permissions.toml must agree");
}

/// Puts a one-line page where the face will be, since Tauri refuses to compile against a folder that is missing.
fn ensure_page(dist: &Path) -> io::Result<()> {
    let page = dist.join("index.html");
    if page.exists() {
        return Ok(());
    }
    fs::create_dir_all(dist)?;
    fs::write(&page, NOT_BUILT)?;
    // Older than any source, so that `make ui` knows that the real page is still to be built.
    fs::File::options().write(true).open(page)?.set_modified(SystemTime::UNIX_EPOCH)
}
