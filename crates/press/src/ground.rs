//! The map below the names: ground, grids by measure, borders, symbols.

use domain::set::{Ground, GroundLayer, Outline};

use crate::area::{Area, thinned};
use crate::page::{Colour, Fill, Line, Point, Rect, Step};
use crate::pen::{Align, INK, Pen, Style, WHITE};
use crate::ramp::Ramp;
use crate::sheet::Sheet;
use crate::view::View;

/// From pale to deep; also in grey each is darker than the one before.
pub const TONES: [Colour; 5] = [
    Colour(0xfd, 0xf3, 0xd8),
    Colour(0xf9, 0xdc, 0xa8),
    Colour(0xf0, 0xb9, 0x76),
    Colour(0xdd, 0x90, 0x50),
    Colour(0xbd, 0x64, 0x35),
];
/// Below the hatch of grids without a value.
pub const NO_TONE: Colour = Colour(0xf7, 0xf7, 0xf5);
/// The hatch itself.
pub const HATCH: Colour = Colour(0x9b, 0xa1, 0xa6);
/// The border of the grid itself.
pub const OWN_BORDER: Colour = Colour(0x5b, 0x2a, 0x4f);
/// The ribbon along it.
pub const RIBBON: Colour = Colour(0xdc, 0xc3, 0xd8);
/// Borders of its children.
pub const CHILD_BORDER: Colour = Colour(0x5a, 0x4a, 0x3c);
const BELOW_BORDER: Colour = Colour(0x8a, 0x78, 0x66);
const NEIGHBOUR: Colour = Colour(0x8d, 0x95, 0x9c);

const LAND: Colour = Colour(0xfb, 0xfb, 0xf8);
const GREEN: Colour = Colour(0xe3, 0xef, 0xd9);
const FIELD: Colour = Colour(0xf1, 0xf4, 0xe4);
const WATER: Colour = Colour(0xb9, 0xd9, 0xec);
const WATER_EDGE: Colour = Colour(0x6f, 0xa6, 0xc6);
const BUILDING: Colour = Colour(0xd2, 0xcb, 0xc2);
const BUILDING_EDGE: Colour = Colour(0xa7, 0x9d, 0x92);
const ROAD: Colour = Colour(0xff, 0xff, 0xff);
const ROAD_EDGE: Colour = Colour(0xa9, 0xa2, 0x99);

/// Beyond this scale footprints are smaller than a dot of the printer.
const FOOTPRINTS_TO: u32 = 20_000;
/// Beyond these, lanes and then streets are a grey mush.
const LANES_TO: u32 = 30_000;
const STREETS_TO: u32 = 70_000;

/// A sheet's shapes as they lie on the paper.
pub struct Areas {
    /// The grid itself.
    pub own: Area,
    /// Its children, in the sheet's order.
    pub children: Vec<Area>,
    /// Its neighbours, in the sheet's order.
    pub neighbours: Vec<Area>,
    below: Vec<Area>,
}

impl Areas {
    /// All shapes of a sheet.
    pub fn of(sheet: &Sheet, view: &View) -> Self {
        Self {
            own: Area::of(&sheet.grid.shape, view),
            children: sheet.children.iter().map(|child| Area::of(&child.shape, view)).collect(),
            neighbours: sheet.neighbours.iter().map(|(_, shape)| Area::of(shape, view)).collect(),
            below: sheet.below.iter().map(|shape| Area::of(shape, view)).collect(),
        }
    }
}

/// Everything below the names, from the lowest. The pen shows only what lies in the map's frame.
pub fn draw(pen: &mut Pen<'_>, sheet: &Sheet, areas: &Areas, ramp: &Ramp, view: &View, ease: f64) {
    pen.rect(view.map, Some(LAND), None);
    let ground = Painter { sheet, view, ease };
    ground.greens(pen);
    pen.path(areas.own.way(), None, Some(Line::of(RIBBON, 3.2 * ease)));
    fill(pen, sheet, areas, ramp, ease);
    ground.waters(pen);
    ground.footprints(pen);
    ground.roads(pen);
    pale_outside(pen, areas, view);
    borders(pen, areas, ease);
}

fn fill(pen: &mut Pen<'_>, sheet: &Sheet, areas: &Areas, ramp: &Ramp, ease: f64) {
    let coloured = if areas.children.is_empty() { std::slice::from_ref(&areas.own) } else { &areas.children };
    for (grid, area) in sheet.coloured().iter().zip(coloured) {
        match sheet.value(grid).and_then(|value| ramp.class(value)) {
            Some(class) => pen.path(area.way(), Some(Fill::of(TONES[ramp.tone(class)])), None),
            None => hatch(pen, area, ease),
        }
    }
}

/// Slanted lines: nobody counted here.
pub fn hatch(pen: &mut Pen<'_>, area: &Area, ease: f64) {
    pen.path(area.way(), Some(Fill::of(NO_TONE)), None);
    for (from, to) in area.hatch(1.3 * ease) {
        pen.line(from, to, Line::of(HATCH, 0.12 * ease));
    }
}

/// What lies around stands back.
fn pale_outside(pen: &mut Pen<'_>, areas: &Areas, view: &View) {
    let mut way = view.map.way();
    way.extend(areas.own.way());
    pen.path(way, Some(Fill { opacity: 0.45, ..Fill::of(LAND) }), None);
}

fn borders(pen: &mut Pen<'_>, areas: &Areas, ease: f64) {
    for area in &areas.below {
        let line = Line { opacity: 0.6, ..Line::of(BELOW_BORDER, 0.09 * ease) };
        pen.path(area.way(), None, Some(line));
    }
    for area in &areas.neighbours {
        pen.path(area.way(), None, Some(Line::of(NEIGHBOUR, 0.2 * ease).dashed(&[1.6 * ease, 0.8 * ease])));
    }
    for area in &areas.children {
        pen.path(area.way(), None, Some(Line::of(CHILD_BORDER, 0.32 * ease)));
    }
    pen.path(areas.own.way(), None, Some(Line::of(OWN_BORDER, 0.6 * ease)));
}

/// Draws the ground, layer by layer.
struct Painter<'a> {
    sheet: &'a Sheet,
    view: &'a View,
    ease: f64,
}

impl Painter<'_> {
    fn of(&self, layer: GroundLayer) -> impl Iterator<Item = &Ground> {
        self.sheet.ground.iter().filter(move |ground| ground.layer == layer)
    }

    fn greens(&self, pen: &mut Pen<'_>) {
        for ground in self.of(GroundLayer::Green) {
            let colour = if ground.class == "farmland" { FIELD } else { GREEN };
            self.area(pen, ground, Fill::of(colour), None);
        }
    }

    fn waters(&self, pen: &mut Pen<'_>) {
        for ground in self.of(GroundLayer::Water) {
            self.area(pen, ground, Fill::of(WATER), Some(Line::of(WATER_EDGE, 0.1 * self.ease)));
            let width = if ground.class == "river" { 0.7 } else { 0.3 };
            self.lines(pen, ground, &Line::of(WATER_EDGE, width * self.ease));
        }
    }

    fn footprints(&self, pen: &mut Pen<'_>) {
        if self.view.scale > FOOTPRINTS_TO {
            return;
        }
        for ground in self.of(GroundLayer::Building) {
            let fill = Fill { opacity: 0.8, ..Fill::of(BUILDING) };
            self.area(pen, ground, fill, Some(Line::of(BUILDING_EDGE, 0.07 * self.ease)));
        }
    }

    fn roads(&self, pen: &mut Pen<'_>) {
        let roads: Vec<(&Ground, f64)> =
            self.of(GroundLayer::Road).filter_map(|ground| Some((ground, self.road_width(&ground.class)?))).collect();
        for &(ground, width) in &roads {
            self.lines(pen, ground, &Line::of(ROAD_EDGE, (width + 0.16) * self.ease));
        }
        for &(ground, width) in &roads {
            self.lines(pen, ground, &Line::of(ROAD, width * self.ease));
        }
    }

    /// None where the scale is too small for such a road.
    fn road_width(&self, class: &str) -> Option<f64> {
        let (width, most) = match class {
            "ring" | "motorway" | "trunk" => (0.95, u32::MAX),
            "main" | "primary" if self.view.scale > STREETS_TO => (0.4, u32::MAX),
            "main" | "primary" => (0.7, u32::MAX),
            "street" | "secondary" | "tertiary" => (0.42, STREETS_TO),
            _ => (0.24, LANES_TO),
        };
        let near = if self.view.scale <= FOOTPRINTS_TO / 2 { 1.5 } else { 1.0 };
        (self.view.scale <= most).then_some(width * near)
    }

    fn area(&self, pen: &mut Pen<'_>, ground: &Ground, fill: Fill, line: Option<Line>) {
        if let Outline::Area(shape) = &ground.outline {
            pen.path(Area::of(shape, self.view).way(), Some(fill), line);
        }
    }

    fn lines(&self, pen: &mut Pen<'_>, ground: &Ground, line: &Line) {
        if let Outline::Lines(lines) = &ground.outline {
            for way in lines {
                pen.path(open(thinned(way.iter().map(|&at| self.view.project(at)))), None, Some(line.clone()));
            }
        }
    }
}

fn open(corners: Vec<Point>) -> Vec<Step> {
    corners.into_iter().enumerate().map(|(at, to)| if at == 0 { Step::Move(to) } else { Step::Line(to) }).collect()
}

/// Where north is, in the upper right corner of the map: its box.
pub fn draw_north(pen: &mut Pen<'_>, view: &View, word: &str, ease: f64) -> Rect {
    let side = 9.0 * ease;
    let rect = Rect::sized(view.map.right - side - 1.5 * ease, view.map.top + 1.5 * ease, side, 13.0 * ease);
    pen.path(rect.way(), Some(Fill { opacity: 0.85, ..Fill::of(WHITE) }), None);
    let (x, top, low) = (rect.middle().0, rect.top + 4.2 * ease, rect.bottom - 0.8 * ease);
    let wing = 2.1 * ease;
    let notch = low - 1.8 * ease;
    pen.path(
        vec![Step::Move((x, top)), Step::Line((x - wing, low)), Step::Line((x, notch)), Step::Close],
        Some(Fill::of(INK)),
        None,
    );
    pen.path(
        vec![Step::Move((x, top)), Step::Line((x + wing, low)), Step::Line((x, notch)), Step::Close],
        Some(Fill::of(WHITE)),
        Some(Line::of(INK, 0.15 * ease)),
    );
    let style = Style::plain(7.5 * ease).bold();
    pen.text(word, (x, rect.top + 0.4 * ease), Align::Middle, style);
    rect
}
