//! Pixels: tiles side by side, a part of them, PNG.

use std::io::Cursor;

use anyhow::{Result, bail};

use crate::frame::{Frame, Place};

/// A tile's width and height, in dots.
pub const SIDE: u32 = 512;

/// RGBA, row by row.
pub struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

/// Tiles side by side.
pub struct Canvas {
    /// Column and row of the first tile.
    first: (u32, u32),
    picture: Picture,
}

impl Canvas {
    /// White, for so many columns and rows of tiles.
    pub fn new(first: (u32, u32), columns: u32, rows: u32) -> Self {
        let (width, height) = ((columns * SIDE) as usize, (rows * SIDE) as usize);
        Self { first, picture: Picture { width, height, pixels: vec![255; width * height * 4] } }
    }

    /// Puts a tile in its place.
    pub fn lay(&mut self, place: Place, tile: &Picture) {
        let (left, top) = (((place.x - self.first.0) * SIDE) as usize, ((place.y - self.first.1) * SIDE) as usize);
        for (row, pixels) in tile.pixels.chunks_exact(tile.width * 4).enumerate() {
            let at = ((top + row) * self.picture.width + left) * 4;
            self.picture.pixels[at..at + pixels.len()].copy_from_slice(pixels);
        }
    }

    /// The part that the frame shows.
    pub fn cut(&self, frame: &Frame) -> Picture {
        let side = u64::from(SIDE);
        let corner = [u64::from(self.first.0) * side, u64::from(self.first.1) * side];
        let [left, top, right, bottom] = frame.dots();
        let (left, top) = ((left - corner[0]) as usize, (top - corner[1]) as usize);
        let right = ((right - corner[0]) as usize).min(self.picture.width);
        let bottom = ((bottom - corner[1]) as usize).min(self.picture.height);
        let row =
            |y: usize| &self.picture.pixels[(y * self.picture.width + left) * 4..(y * self.picture.width + right) * 4];
        Picture { width: right - left, height: bottom - top, pixels: (top..bottom).flat_map(row).copied().collect() }
    }
}

impl Picture {
    /// Reads what maplibre writes.
    pub fn from_png(bytes: &[u8]) -> Result<Self> {
        let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info()?;
        let mut pixels = vec![0; reader.output_buffer_size()];
        let info = reader.next_frame(&mut pixels)?;
        if info.color_type != png::ColorType::Rgba || info.bit_depth != png::BitDepth::Eight {
            bail!("a frame of {:?}, {:?}", info.color_type, info.bit_depth);
        }
        Ok(Self { width: info.width as usize, height: info.height as usize, pixels })
    }

    /// Writes it down, opaque.
    pub fn to_png(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, u32::try_from(self.width)?, u32::try_from(self.height)?);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        let opaque: Vec<u8> = self.pixels.chunks_exact(4).flat_map(|pixel| &pixel[..3]).copied().collect();
        encoder.write_header()?.write_image_data(&opaque)?;
        Ok(bytes)
    }
}
