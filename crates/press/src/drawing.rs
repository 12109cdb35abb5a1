//! A sheet as pages: the map in front, the registers behind it.

use crate::Error;
use crate::font::Type;
use crate::frame::Frame;
use crate::front;
use crate::graticule;
use crate::ground::{self, Areas};
use crate::legend;
use crate::names::{self, Named};
use crate::page::Page;
use crate::pen::Pen;
use crate::ramp::Ramp;
use crate::register;
use crate::sheet::Sheet;
use crate::view::View;

/// Draw a sheet.
pub fn pages(sheet: &Sheet, letters: &Type) -> Result<Vec<Page>, Error> {
    let view = View::of(&sheet.grid.shape, sheet.paper, sheet.orientation).ok_or(Error::NoBoundary)?;
    let frame = Frame::of(sheet.paper, sheet.orientation);
    let (front, named) = front_page(sheet, &view, &frame, letters);
    let pens: Vec<Pen<'_>> = std::iter::once(front).chain(register::pens(sheet, &named, letters, &frame)).collect();
    let all = pens.len();
    Ok(pens.into_iter().zip(1..).map(|(pen, page)| register::finish(pen, sheet, &frame, page, all)).collect())
}

fn front_page<'a>(sheet: &Sheet, view: &View, frame: &Frame, letters: &'a Type) -> (Pen<'a>, Named) {
    let mut pen = Pen::new(letters);
    let ramp = Ramp::of(sheet.coloured().iter().map(|grid| sheet.value(grid)));
    let areas = Areas::of(sheet, view);
    pen.clip(view.map);
    ground::draw(&mut pen, sheet, &areas, &ramp, view, frame.ease);
    graticule::draw_crosses(&mut pen, view, frame.ease);
    let north = ground::draw_north(&mut pen, view, sheet.language.either("北", "N"), frame.ease);
    let named = names::draw(&mut pen, sheet, &areas, view, frame.ease, north);
    pen.unclip();
    front::draw_watermark(&mut pen, &sheet.printed, view.map, frame.ease);
    graticule::draw_border(&mut pen, view, frame);
    front::draw_head(&mut pen, sheet, frame);
    front::draw_scale(&mut pen, sheet, view, frame);
    front::draw_note(&mut pen, sheet, &named, frame);
    legend::draw(&mut pen, sheet, &ramp, frame);
    front::draw_counts(&mut pen, sheet, frame);
    front::draw_heads(&mut pen, sheet, frame);
    (pen, named)
}
