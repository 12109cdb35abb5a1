//! What is named on the map, in the order of its weight: the children, the places, what lies around. What finds no
//! room for its name gets its number from the register; what finds none even for that is told.

use std::collections::BTreeSet;

use atlas::measure::inside_point;
use domain::set::{Ground, GroundLayer, Outline};

use crate::area::{Area, thinned};
use crate::ground::{Areas, CHILD_BORDER};
use crate::label::Field;
use crate::page::{Colour, Line, Point, Rect};
use crate::pen::{PALE_INK, Pen, Style};
use crate::sheet::{Sheet, SheetPlace};
use crate::symbol::Symbol;
use crate::text::evenly;
use crate::view::View;

/// What stands on the map by number only, and what not at all, by number in the register.
#[derive(Debug, Default)]
pub struct Named {
    /// Only their number stands there.
    pub numbered: BTreeSet<usize>,
    /// Not even that.
    pub unnamed: BTreeSet<usize>,
}

/// A name, broken and sized in one of several ways.
struct Setting {
    lines: Vec<String>,
    style: Style,
    width: f64,
    height: f64,
}

/// Beyond this scale only the ring road is named.
const ROAD_NAMES_TO: u32 = 60_000;
const WATER_INK: Colour = Colour(0x2f, 0x6f, 0x96);

/// Write the names. `blocked` is where none may stand.
pub fn draw(pen: &mut Pen<'_>, sheet: &Sheet, areas: &Areas, view: &View, ease: f64, blocked: Rect) -> Named {
    let mut writer = Writer { field: Field::new(view.map.grown(-0.8 * ease)), ease, named: Named::default() };
    writer.field.block(blocked);
    let symbols = writer.block_symbols(sheet, view);
    let leaders = writer.children(pen, sheet, areas, view);
    for (at, tag) in leaders {
        pen.line(at, tag, Line::of(CHILD_BORDER, 0.12 * ease));
    }
    for (place, at) in &symbols {
        Symbol::of(place).draw(pen, *at, writer.symbol_size());
    }
    writer.places(pen, &symbols, sheet.children.len());
    writer.neighbours(pen, sheet, areas, view);
    writer.ground(pen, sheet, view);
    writer.named
}

/// How wide a symbol is, in millimetres.
pub fn symbol_size(ease: f64) -> f64 {
    3.4 * ease
}

struct Writer {
    field: Field,
    ease: f64,
    named: Named,
}

impl Writer {
    fn symbol_size(&self) -> f64 {
        symbol_size(self.ease)
    }

    fn block_symbols<'a>(&mut self, sheet: &'a Sheet, view: &View) -> Vec<(&'a SheetPlace, Point)> {
        let symbols: Vec<(&SheetPlace, Point)> = sheet
            .places
            .iter()
            .map(|place| (place, view.project(place.at)))
            .filter(|(_, at)| view.map.has(*at))
            .collect();
        for (_, at) in &symbols {
            self.field.block(Rect::around(*at, self.symbol_size(), self.symbol_size()));
        }
        symbols
    }

    /// The children, the largest first. Gives the lines that lead from a number to its grid.
    fn children(&mut self, pen: &mut Pen<'_>, sheet: &Sheet, areas: &Areas, view: &View) -> Vec<(Point, Point)> {
        let largest = if sheet.children.is_empty() { 9.5 } else { name_size(sheet.children.len()) };
        let mut order: Vec<(usize, f64)> =
            sheet.coloured().iter().enumerate().map(|(at, grid)| (at, grid.area())).collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut leaders = Vec::new();
        for (at, _) in order {
            let grid = &sheet.coloured()[at];
            let area = if sheet.children.is_empty() { &areas.own } else { &areas.children[at] };
            let Some(middle) = inside_point(&grid.shape).map(|place| view.project(place)) else {
                self.named.unnamed.insert(at + 1);
                continue;
            };
            if self.name_inside(pen, &grid.name, area, middle, largest) {
                continue;
            }
            match self.number(pen, at + 1, area, middle) {
                Some(rect) => {
                    self.named.numbered.insert(at + 1);
                    if !area.has(rect.middle()) {
                        leaders.push((middle, edge_towards(rect, middle)));
                    }
                }
                None => drop(self.named.unnamed.insert(at + 1)),
            }
        }
        leaders
    }

    /// Whether the name found room inside its grid; first wholly inside, then with its ends over the border.
    fn name_inside(&mut self, pen: &mut Pen<'_>, name: &str, area: &Area, middle: Point, points: f64) -> bool {
        let spots: Vec<Point> = std::iter::once(middle).chain(area.places(box_of(area), 9, middle)).collect();
        for (size, share) in [(1.0, 1.0), (0.85, 1.0), (0.72, 1.0), (0.85, 0.86), (0.72, 0.8)] {
            let style = Style::plain(points * self.ease).bold().times(size);
            for setting in settings(pen, name, style) {
                let wishes = spots.iter().map(|&spot| (Rect::around(spot, setting.width, setting.height), spot));
                if let Some((rect, _)) = self.field.place(wishes, |rect| area.share_of(rect) >= share) {
                    setting.write(pen, rect, 0.55 * self.ease);
                    return true;
                }
            }
        }
        false
    }

    /// A number inside the grid, or beside it; its box, and none where neither has room.
    fn number(&mut self, pen: &mut Pen<'_>, number: usize, area: &Area, middle: Point) -> Option<Rect> {
        let style = Style::plain(5.6 * self.ease).bold();
        let text = number.to_string();
        let (width, height) = (pen.width(&text, style) + 0.5 * self.ease, style.size * 1.08);
        let inside = std::iter::once(middle).chain(area.places(box_of(area), 9, middle));
        let beside = (2..=9).flat_map(|ring| {
            (0..16).map(move |turn| {
                let angle = f64::from(turn) * std::f64::consts::TAU / 16.0;
                let far = f64::from(ring) * 1.6;
                (far * angle.cos(), far * angle.sin())
            })
        });
        let beside = beside.map(|(dx, dy)| (middle.0 + dx * self.ease, middle.1 + dy * self.ease));
        let wishes = inside.chain(beside).map(|spot| (Rect::around(spot, width, height), ()));
        let (rect, ()) = self.field.place(wishes, |_| true)?;
        Setting { lines: vec![text], style, width, height }.write(pen, rect, 0.5 * self.ease);
        Some(rect)
    }

    fn places(&mut self, pen: &mut Pen<'_>, symbols: &[(&SheetPlace, Point)], before: usize) {
        for (at, (place, (x, y))) in symbols.iter().enumerate() {
            let number = before + at + 1;
            let style = Style::plain(5.8 * self.ease);
            let away = self.symbol_size() / 2.0 + 0.4 * self.ease;
            let texts = settings(pen, &place.name, style);
            let placed = texts.into_iter().find_map(|setting| {
                let spots = around((*x, *y), away, &setting);
                self.field.place(spots.into_iter().map(|rect| (rect, ())), |_| true).map(|(rect, ())| (rect, setting))
            });
            if let Some((rect, setting)) = placed {
                setting.write(pen, rect, 0.5 * self.ease);
                continue;
            }
            let style = Style::plain(5.6 * self.ease).bold();
            let text = number.to_string();
            let (width, height) = (pen.width(&text, style), style.size * 1.08);
            let setting = Setting { lines: vec![text], style, width, height };
            let spots = around((*x, *y), away, &setting);
            match self.field.place(spots.into_iter().map(|rect| (rect, ())), |_| true) {
                Some((rect, ())) => {
                    setting.write(pen, rect, 0.5 * self.ease);
                    self.named.numbered.insert(number);
                }
                None => drop(self.named.unnamed.insert(number)),
            }
        }
    }

    /// Names of what lies around; those without room are left out, for the sheet is not theirs.
    fn neighbours(&mut self, pen: &mut Pen<'_>, sheet: &Sheet, areas: &Areas, view: &View) {
        for ((name, _), area) in sheet.neighbours.iter().zip(&areas.neighbours) {
            let Some(bounds) = area.bounds() else { continue };
            let style = Style::plain(6.2 * self.ease).ink(PALE_INK);
            for setting in settings(pen, name, style) {
                let spots = area.places(view.map, 7, bounds.middle());
                let wishes = spots.into_iter().map(|spot| (Rect::around(spot, setting.width, setting.height), ()));
                let outside = |rect: Rect| area.share_of(rect) >= 0.99 && areas.own.share_of(rect) < 0.01;
                if let Some((rect, ())) = self.field.place(wishes, outside) {
                    setting.write(pen, rect, 0.5 * self.ease);
                    break;
                }
            }
        }
    }

    /// Each river and each great road once, where it has room.
    fn ground(&mut self, pen: &mut Pen<'_>, sheet: &Sheet, view: &View) {
        let mut told = BTreeSet::new();
        for ground in &sheet.ground {
            let Some(name) = ground.name.as_deref().filter(|name| !told.contains(*name)) else { continue };
            let colour = match (ground.layer, ground.class.as_str()) {
                (GroundLayer::Water, _) => WATER_INK,
                (GroundLayer::Road, "ring") => PALE_INK,
                (GroundLayer::Road, "main") if view.scale <= ROAD_NAMES_TO => PALE_INK,
                _ => continue,
            };
            let style = Style::plain(5.4 * self.ease).ink(colour);
            let setting = Setting::of(pen, vec![name.to_owned()], style);
            let spots = along(ground, view);
            let wishes = spots.into_iter().map(|spot| (Rect::around(spot, setting.width, setting.height), ()));
            if let Some((rect, ())) = self.field.place(wishes, |_| true) {
                setting.write(pen, rect, 0.5 * self.ease);
                told.insert(name);
            }
        }
    }
}

impl Setting {
    fn of(pen: &Pen<'_>, lines: Vec<String>, style: Style) -> Self {
        let width = lines.iter().map(|line| pen.width(line, style)).fold(0.0, f64::max);
        let height = style.leading() * (lines.len() as f64 - 1.0) + style.size * 1.12;
        Self { lines, style, width, height }
    }

    fn write(&self, pen: &mut Pen<'_>, rect: Rect, halo: f64) {
        // The box holds the letters with a little above and below; their line begins a touch higher.
        pen.names(&self.lines, (rect.middle().0, rect.top - 0.06 * self.style.size), self.style, halo);
    }
}

/// A name in one line, then, when it is long, in two and three.
fn settings(pen: &Pen<'_>, name: &str, style: Style) -> Vec<Setting> {
    const LONG: usize = 4;
    let mut settings = vec![Setting::of(pen, vec![name.to_owned()], style)];
    for most in 2..=3 {
        if name.chars().count() > LONG * (most - 1) {
            let lines = evenly(name, most, &|line| pen.width(line, style));
            if lines.len() == most {
                settings.push(Setting::of(pen, lines, style));
            }
        }
    }
    settings
}

/// Boxes around a symbol: right, left, above, below, then the corners.
fn around((x, y): Point, away: f64, setting: &Setting) -> Vec<Rect> {
    let (w, h) = (setting.width / 2.0 + away, setting.height / 2.0 + away);
    let slant = 0.8;
    [(1.0, 0.0), (-1.0, 0.0), (0.0, -1.0), (0.0, 1.0), (slant, -1.0), (slant, 1.0), (-slant, -1.0), (-slant, 1.0)]
        .into_iter()
        .map(|(dx, dy)| Rect::around((x + dx * w, y + dy * h), setting.width, setting.height))
        .collect()
}

/// Where along a river or a road its name may stand.
fn along(ground: &Ground, view: &View) -> Vec<Point> {
    match &ground.outline {
        Outline::Area(shape) => {
            let area = Area::of(shape, view);
            area.bounds().map(|bounds| area.places(view.map, 12, bounds.middle())).unwrap_or_default()
        }
        Outline::Lines(lines) => {
            lines.iter().flat_map(|line| thinned(line.iter().map(|&at| view.project(at)))).step_by(2).collect()
        }
    }
}

/// Names of few grids are large, names of many small.
fn name_size(grids: usize) -> f64 {
    match grids {
        0..=12 => 9.0,
        13..=40 => 7.6,
        41..=120 => 6.6,
        _ => 6.4,
    }
}

fn box_of(area: &Area) -> Rect {
    area.bounds().unwrap_or(Rect::sized(0.0, 0.0, 0.0, 0.0))
}

/// The place on a box's edge that is nearest to a place outside it.
fn edge_towards(rect: Rect, (x, y): Point) -> Point {
    (x.clamp(rect.left, rect.right), y.clamp(rect.top, rect.bottom))
}
