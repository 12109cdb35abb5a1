//! Symbols of venues, checkpoints, units and assets: the very drawings that the screen shows, so a symbol learnt there reads here.

use domain::answer::PlaceNoun;

use crate::page::{Colour, Fill, Line, Point, Step};
use crate::pen::{Pen, WHITE};
use crate::sheet::SheetPlace;

/// The drawings' own size.
const SIDE: f64 = 20.0;

/// A symbol: one of the drawings, and its ink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Symbol {
    /// Its name.
    pub name: &'static str,
    drawing: &'static str,
    ink: Colour,
}

macro_rules! drawing {
    ($name:literal, $ink:expr) => {
        Symbol { name: $name, drawing: include_str!(concat!("../../../ui/src/map/symbols/", $name, ".svg")), ink: $ink }
    };
}

// The light theme's inks.
const VENUE: Colour = Colour(0x1d, 0x5f, 0xd1);
const CARE: Colour = Colour(0x7c, 0x3a, 0xed);
const GATE: Colour = Colour(0x4a, 0x62, 0x88);
const SHELTER: Colour = Colour(0x0e, 0x8a, 0x5f);
const CHECKPOINT: Colour = Colour(0xa8, 0x61, 0x00);
const CLOSED: Colour = Colour(0xd9, 0x2d, 0x20);
const ASSET: Colour = Colour(0x0b, 0x7a, 0x8a);
const UNIT: Colour = Colour(0xa3, 0x2f, 0x6f);

const SYMBOLS: [Symbol; 19] = [
    drawing!("market", VENUE),
    drawing!("produce", VENUE),
    drawing!("station", VENUE),
    drawing!("school", VENUE),
    drawing!("hospital", CARE),
    drawing!("care", CARE),
    drawing!("isolation", CARE),
    drawing!("gate", GATE),
    drawing!("shelter", SHELTER),
    drawing!("venue", VENUE),
    drawing!("checkpoint", CHECKPOINT),
    drawing!("closed", CLOSED),
    drawing!("unit", UNIT),
    drawing!("pump", ASSET),
    drawing!("fire", ASSET),
    drawing!("well", ASSET),
    drawing!("stock", ASSET),
    drawing!("power", ASSET),
    drawing!("asset", ASSET),
];

/// Kinds are data; a word in them tells the symbol. The screen has the same words, in the same order.
const WORDS: [(&str, &str); 14] = [
    ("隔离", "isolation"),
    ("门岗", "gate"),
    ("农贸", "produce"),
    ("批发", "produce"),
    ("超", "market"),
    ("商", "market"),
    ("学", "school"),
    ("幼儿", "school"),
    ("医", "hospital"),
    ("诊", "hospital"),
    ("站", "station"),
    ("养老", "care"),
    ("敬老", "care"),
    ("避难", "shelter"),
];

/// The same for assets.
const ASSETS: [(&str, &str); 9] = [
    ("消火", "fire"),
    ("消防", "fire"),
    ("泵", "pump"),
    ("排水", "pump"),
    ("井", "well"),
    ("电", "power"),
    ("库", "stock"),
    ("物资", "stock"),
    ("沙袋", "stock"),
];

impl Symbol {
    /// The symbol of a place.
    pub fn of(place: &SheetPlace) -> Self {
        let name = match (place.noun, place.closed) {
            (PlaceNoun::Checkpoint, true) => "closed",
            (PlaceNoun::Checkpoint, false) => "checkpoint",
            (PlaceNoun::Venue, _) => told(&WORDS, &place.kind).unwrap_or("venue"),
            (PlaceNoun::Unit, _) => "unit",
            (PlaceNoun::Asset, _) => told(&ASSETS, &place.kind).unwrap_or("asset"),
        };
        SYMBOLS.into_iter().find(|symbol| symbol.name == name).expect("every name above has a drawing")
    }

    /// Draw it around a place, `size` millimetres wide.
    pub fn draw(self, pen: &mut Pen<'_>, (x, y): Point, size: f64) {
        let ease = size / SIDE;
        let to_page = |(a, b): Point| (x + (a - SIDE / 2.0) * ease, y + (b - SIDE / 2.0) * ease);
        for part in parts(self.drawing) {
            let colour = |paint: Paint| match paint {
                Paint::None => None,
                Paint::Ink => Some(self.ink),
                Paint::Canvas => Some(WHITE),
            };
            let line = colour(part.stroke).map(|colour| Line::of(colour, part.width * ease));
            let way = part.way.into_iter().map(|step| step.moved(to_page)).collect();
            pen.path(way, colour(part.fill).map(Fill::of), line);
        }
    }
}

fn told(words: &[(&str, &'static str)], kind: &str) -> Option<&'static str> {
    words.iter().find(|(word, _)| kind.contains(word)).map(|&(_, name)| name)
}

/// One element of a drawing.
#[derive(Debug)]
struct Part {
    way: Vec<Step>,
    fill: Paint,
    stroke: Paint,
    width: f64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Paint {
    None,
    Ink,
    Canvas,
}

/// The elements of one of our own drawings: `rect`, `circle` and `path`, without nesting.
fn parts(drawing: &str) -> Vec<Part> {
    let mut elements = drawing.split('<').skip(1);
    let whole = elements.next().unwrap_or_default();
    let of_all = |name: &str, otherwise: Paint| attribute(whole, name).map_or(otherwise, paint);
    let (fill, stroke) = (of_all("fill", Paint::Ink), of_all("stroke", Paint::None));
    let width = number(whole, "stroke-width").unwrap_or(1.0);
    elements
        .filter_map(|element| {
            Some(Part {
                way: way(element)?,
                fill: attribute(element, "fill").map_or(fill, paint),
                stroke: attribute(element, "stroke").map_or(stroke, paint),
                width: number(element, "stroke-width").unwrap_or(width),
            })
        })
        .collect()
}

fn paint(name: &str) -> Paint {
    match name {
        "none" => Paint::None,
        "Canvas" => Paint::Canvas,
        _ => Paint::Ink,
    }
}

fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let begin = element.find(&format!(" {name}=\""))? + name.len() + 3;
    element[begin..].split('"').next()
}

fn number(element: &str, name: &str) -> Option<f64> {
    attribute(element, name)?.parse().ok()
}

fn way(element: &str) -> Option<Vec<Step>> {
    let get = |name| number(element, name);
    match element.split([' ', '/', '>']).next()? {
        "circle" => {
            let (x, y, r) = (get("cx")?, get("cy")?, get("r")?);
            let mut track = Track::default();
            track.step(Step::Move((x - r, y)));
            track.arc(r, true, (x + r, y));
            track.arc(r, true, (x - r, y));
            track.step(Step::Close);
            Some(track.way)
        }
        "rect" => {
            let (left, top) = (get("x")?, get("y")?);
            let (right, low) = (left + get("width")?, top + get("height")?);
            let r = get("rx").unwrap_or(0.0);
            let mut track = Track::default();
            track.step(Step::Move((left + r, top)));
            for (end, corner) in [
                ((right - r, top), (right, top + r)),
                ((right, low - r), (right - r, low)),
                ((left + r, low), (left, low - r)),
                ((left, top + r), (left + r, top)),
            ] {
                track.step(Step::Line(end));
                track.arc(r, true, corner);
            }
            track.step(Step::Close);
            Some(track.way)
        }
        "path" => Some(Track::along(attribute(element, "d")?).way),
        _ => None,
    }
}

/// A path in the making.
#[derive(Default)]
struct Track {
    way: Vec<Step>,
    at: Point,
    begin: Point,
}

impl Track {
    /// SVG path data, as far as our drawings use it.
    fn along(data: &str) -> Self {
        let mut track = Self::default();
        let mut rest = data;
        while let Some(command) = rest.chars().next() {
            let end = rest[1..].find(|sign: char| sign.is_ascii_alphabetic()).map_or(rest.len(), |end| end + 1);
            track.command(command, &numbers(&rest[1..end], command));
            rest = &rest[end..];
        }
        track
    }

    fn command(&mut self, command: char, numbers: &[f64]) {
        let relative = command.is_ascii_lowercase();
        let many = match command.to_ascii_lowercase() {
            'm' | 'l' => 2,
            'h' | 'v' => 1,
            's' => 4,
            'c' => 6,
            'a' => 7,
            _ => return self.step(Step::Close),
        };
        for (round, now) in numbers.chunks_exact(many).enumerate() {
            let (x, y) = if relative { self.at } else { (0.0, 0.0) };
            match command.to_ascii_lowercase() {
                'm' if round == 0 => self.step(Step::Move((x + now[0], y + now[1]))),
                'm' | 'l' => self.step(Step::Line((x + now[0], y + now[1]))),
                'h' => self.step(Step::Line((x + now[0], self.at.1))),
                'v' => self.step(Step::Line((self.at.0, y + now[0]))),
                'c' => {
                    let (a, b) = ((x + now[0], y + now[1]), (x + now[2], y + now[3]));
                    self.step(Step::Cubic(a, b, (x + now[4], y + now[5])));
                }
                's' => self.step(Step::Cubic(self.ahead(), (x + now[0], y + now[1]), (x + now[2], y + now[3]))),
                _ => self.arc(now[0], now[4] > 0.5, (x + now[5], y + now[6])),
            }
        }
    }

    /// Where a curve is bound that goes on smoothly from the one before.
    fn ahead(&self) -> Point {
        match self.way.last() {
            Some(&Step::Cubic(_, before, to)) => (2.0 * to.0 - before.0, 2.0 * to.1 - before.1),
            _ => self.at,
        }
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Move(to) => (self.at, self.begin) = (to, to),
            Step::Line(to) | Step::Quad(_, to) | Step::Cubic(_, _, to) => self.at = to,
            Step::Close => self.at = self.begin,
        }
        self.way.push(step);
    }

    /// At most half a circle to `to`, as Bézier curves of at most a quarter.
    fn arc(&mut self, radius: f64, clockwise: bool, to: Point) {
        let from = self.at;
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let chord = dx.hypot(dy);
        if chord < 1e-9 || radius < 1e-9 {
            return;
        }
        let radius = radius.max(chord / 2.0);
        let side = if clockwise { 1.0 } else { -1.0 };
        let rise = (radius * radius - chord * chord / 4.0).max(0.0).sqrt() * side;
        let middle = (f64::midpoint(from.0, to.0) - dy / chord * rise, f64::midpoint(from.1, to.1) + dx / chord * rise);
        let begin = (from.1 - middle.1).atan2(from.0 - middle.0);
        let sweep = 2.0 * (chord / 2.0 / radius).min(1.0).asin() * side;
        let handle = 4.0 / 3.0 * (sweep / 8.0).tan() * radius;
        let on = |angle: f64| (middle.0 + radius * angle.cos(), middle.1 + radius * angle.sin());
        let ahead = |angle: f64, by: f64| {
            let (x, y) = on(angle);
            (x - angle.sin() * by, y + angle.cos() * by)
        };
        let half = begin + sweep / 2.0;
        self.step(Step::Cubic(ahead(begin, handle), ahead(half, -handle), on(half)));
        self.step(Step::Cubic(ahead(half, handle), ahead(begin + sweep, -handle), to));
    }
}

/// The numbers after a command; blanks, commas, signs and second points set them apart, and an arc's flags are one
/// digit each.
fn numbers(text: &str, command: char) -> Vec<f64> {
    let mut numbers: Vec<String> = Vec::new();
    let mut open = false;
    for sign in text.chars() {
        let in_arc = if command.eq_ignore_ascii_case(&'a') { numbers.len() % 7 } else { 0 };
        let is_flag = open && matches!(in_arc, 4 | 5);
        let anew = match sign {
            ' ' | ',' => {
                open = false;
                continue;
            }
            '-' => true,
            '.' => !open || numbers.last().is_some_and(|number| number.contains('.')),
            _ => !open || is_flag,
        };
        if anew {
            numbers.push(String::new());
        }
        open = true;
        numbers.last_mut().expect("a number was begun").push(sign);
    }
    numbers.iter().filter_map(|number| number.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_screen_has_the_same_words_for_the_same_symbols() {
        let source = include_str!("../../../ui/src/map/symbols.ts");
        for (name, ours) in [("const WORDS", WORDS.as_slice()), ("const ASSETS", ASSETS.as_slice())] {
            let table = source.split_once(name).and_then(|(_, rest)| rest.split_once("];")).expect("a table").0;
            let pairs = table.lines().filter_map(|line| {
                let mut quoted = line.split('\'').skip(1).step_by(2);
                Some((quoted.next()?, quoted.next()?))
            });
            assert_eq!(pairs.collect::<Vec<_>>(), ours);
        }
    }

    #[test]
    fn every_drawing_is_read_whole() {
        for symbol in SYMBOLS {
            let parts = parts(symbol.drawing);
            assert_eq!(parts.len(), symbol.drawing.matches('<').count() - 2, "{}", symbol.name);
            for part in &parts {
                let ends = part.way.iter().filter_map(|step| match *step {
                    Step::Move(to) | Step::Line(to) | Step::Quad(_, to) | Step::Cubic(_, _, to) => Some(to),
                    Step::Close => None,
                });
                for (x, y) in ends {
                    assert!((1.0..=19.0).contains(&x) && (1.0..=19.0).contains(&y), "{}: {x} {y}", symbol.name);
                }
            }
        }
    }

    #[test]
    fn numbers_run_into_each_other_as_svg_allows() {
        assert_eq!(numbers("-.7 6", 'h'), [-0.7, 6.0]);
        assert_eq!(numbers("1.2.9-3", 'l'), [1.2, 0.9, -3.0]);
        assert_eq!(numbers("2 2 0 0 1 4 0", 'a'), [2.0, 2.0, 0.0, 0.0, 1.0, 4.0, 0.0]);
        assert_eq!(numbers("2 2 0 014 0", 'a'), [2.0, 2.0, 0.0, 0.0, 1.0, 4.0, 0.0]);
    }
}
