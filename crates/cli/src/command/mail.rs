//! `wutu mail`: letters in, one file after the other, and all that lie in a folder.

use std::path::{Path, PathBuf};

use super::hotline;
use crate::foreign;
use crate::out::Out;
use crate::stop::{Result, Verdict};

pub fn run(store: &Path, files: &[PathBuf], dry_run: bool, out: Out) -> Result<Verdict> {
    hotline::run(store, &foreign::letters(files)?, dry_run, out)
}
