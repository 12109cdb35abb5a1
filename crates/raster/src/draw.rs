//! maplibre-rs, headless: a tile's bytes in, its pixels out.

use std::fs;

use anyhow::{Context, Result, anyhow};
use maplibre::headless::map::HeadlessMap;
use maplibre::headless::{HeadlessPlugin, create_headless_renderer};
use maplibre::plugin::Plugin;
use maplibre::render::RenderPlugin;
use maplibre::style::Style;
use maplibre::style::layer::{FillPaint, LayerPaint, StyleLayer};
use maplibre::vector::{DefaultVectorTransferables, VectorPlugin};
use tempfile::TempDir;

use crate::mvt::LAYERS;
use crate::picture::{Picture, SIDE};

/// A map of one tile. It writes its frames as files into the working folder, and only there: that folder is a
/// temporary one from now on.
pub struct Drawer {
    map: HeadlessMap,
    folder: TempDir,
    frames: u64,
}

impl Drawer {
    /// On the first adapter that Vulkan offers: Mesa's lavapipe where there is no GPU.
    pub async fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        std::env::set_current_dir(folder.path())?;
        let (kernel, renderer) = create_headless_renderer(SIDE, None).await;
        let plugins: Vec<Box<dyn Plugin<_>>> = vec![
            Box::new(RenderPlugin),
            Box::new(VectorPlugin::<DefaultVectorTransferables>::default()),
            Box::new(HeadlessPlugin::new(true)),
        ];
        let map = HeadlessMap::new(style()?, renderer, kernel, plugins).map_err(|error| anyhow!("{error:?}"))?;
        Ok(Self { map, folder, frames: 0 })
    }

    /// One tile that has [`LAYERS`], [`SIDE`] dots wide and high.
    pub async fn draw(&mut self, tile: Vec<u8>) -> Result<Picture> {
        let layers = self.map.process_tile(tile.into_boxed_slice(), &LAYERS.map(|(name, _)| name)).await;
        self.map.render_tile(layers);
        let file = self.folder.path().join(format!("frame_{}.png", self.frames));
        self.frames += 1;
        let frame = fs::read(&file).context("maplibre wrote no frame")?;
        fs::remove_file(&file)?;
        Picture::from_png(&frame)
    }
}

/// One flat colour a layer, in order. It names no source: there is nothing to be fetched.
fn style() -> Result<Style> {
    // From 1: the depth that a frame is cleared to is 0, and what lies there is not drawn.
    let layers = LAYERS.iter().zip(1..).map(|((name, colour), index)| {
        let fill_color = Some(colour.parse().map_err(|error| anyhow!("{colour}: {error}"))?);
        Ok(StyleLayer {
            index,
            id: (*name).to_owned(),
            // Of lines, too, only the colour is taken.
            paint: Some(LayerPaint::Fill(FillPaint { fill_color })),
            source_layer: Some((*name).to_owned()),
            ..StyleLayer::default()
        })
    });
    Ok(Style { name: "thumbnail".to_owned(), layers: layers.collect::<Result<_>>()?, ..Style::default() })
}
