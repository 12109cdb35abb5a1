//! The folder of the built face must be there for the compiler, even before `make ui` filled it.

use std::path::Path;

fn main() {
    let face = Path::new("../../ui/dist");
    println!("cargo::rerun-if-changed={}", face.display());
    if let Err(error) = std::fs::create_dir_all(face) {
        println!("cargo::warning={} cannot be made: {error}", face.display());
    }
}
