//! The window beside a bare MapLibre page: named here so that nobody forgets it.

use anyhow::Result;

use crate::Bench;
use crate::figure::{Figure, Unit};
use crate::town::Town;

#[expect(clippy::unnecessary_wraps, reason = "every path is measured through the same door")]
pub fn measure(_: &Bench, _: &Town) -> Result<Vec<Figure>> {
    let start = Figure::new("Cold start to an interactive map", Unit::Seconds).beside("bare MapLibre page", None, None);
    let frames =
        Figure::new("Frames while the map moves", Unit::PerSecond).beside("bare MapLibre page", Some(2.0), None);
    Ok(vec![start, frames])
}
