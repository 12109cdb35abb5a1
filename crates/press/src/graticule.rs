//! What stands around the map: two lines, kilometres of the belt between them, degrees at the corners, and small
//! crosses inside where the kilometre lines meet.

use crate::frame::Frame;
use crate::page::{Colour, Line};
use crate::page::{Point, Rect};
use crate::pen::{Align, INK, PALE_INK, Pen, Style};
use crate::scale::round_length;
use crate::view::View;
use crate::words::degrees;

/// Lines stand no nearer than this to each other, in millimetres.
const NEAREST: f64 = 28.0;
const CROSS: Colour = Colour(0x6b, 0x75, 0x80);

/// Kilometre lines that cross the map: where they stand on the page, and what is written at them.
struct Lines {
    /// x, easting.
    upright: Vec<(f64, String)>,
    /// y, northing.
    level: Vec<(f64, String)>,
}

/// The crosses, under everything that is named.
pub fn draw_crosses(pen: &mut Pen<'_>, view: &View, ease: f64) {
    let lines = lines(view, ease);
    let arm = 1.4 * ease;
    for &(x, _) in &lines.upright {
        for &(y, _) in &lines.level {
            let line = || Line { opacity: 0.7, ..Line::of(CROSS, 0.12 * ease) };
            pen.line((x - arm, y), (x + arm, y), line());
            pen.line((x, y - arm), (x, y + arm), line());
        }
    }
}

/// The two lines and what stands between them.
pub fn draw_border(pen: &mut Pen<'_>, view: &View, frame: &Frame) {
    let ease = frame.ease;
    pen.rect(frame.map, None, Some(Line::of(INK, 0.2 * ease)));
    pen.rect(frame.border, None, Some(Line::of(INK, 0.7 * ease)));
    let style = Style::plain(5.2 * ease).ink(PALE_INK);
    let lines = lines(view, ease);
    let (map, border) = (frame.map, frame.border);
    // Degrees stand in the corners; kilometres keep off them.
    let keep = 16.0 * ease;
    let tick = || Line::of(INK, 0.15 * ease);
    let band = map.top - border.top;
    for (x, text) in &lines.upright {
        for (edge, outer, top) in [
            (map.top, border.top, border.top + (band - style.size) / 2.0 - 0.1 * ease),
            (map.bottom, border.bottom, map.bottom + (band - style.size) / 2.0 - 0.1 * ease),
        ] {
            let way = if outer < edge { -1.0 } else { 1.0 };
            pen.line((*x, edge), (*x, edge + way * 1.1 * ease), tick());
            if (map.left + keep..map.right - keep).contains(x) {
                pen.text(text, (*x, top + way * 0.5 * ease), Align::Middle, style);
            }
        }
    }
    for (y, text) in &lines.level {
        for (edge, outer) in [(map.left, border.left), (map.right, border.right)] {
            let way = if outer < edge { -1.0 } else { 1.0 };
            pen.line((edge, *y), (edge + way * 1.1 * ease, *y), tick());
            if (map.top + keep..map.bottom - keep).contains(y) {
                let x = f64::midpoint(edge, outer) + way * 0.5 * ease + 0.36 * style.size;
                pen.write(text, (x, y + pen.width(text, style) / 2.0), 90.0, style);
            }
        }
    }
    for corner in [(map.left, map.top), (map.right, map.top), (map.left, map.bottom), (map.right, map.bottom)] {
        draw_corner(pen, view, frame, corner);
    }
}

/// Longitude along the upper or lower edge, latitude up the side.
fn draw_corner(pen: &mut Pen<'_>, view: &View, frame: &Frame, corner: Point) {
    let Frame { ease, map, border, .. } = *frame;
    let style = Style::plain(5.2 * ease);
    let (longitude, latitude) = view.degrees(corner);
    let (along, up) = (degrees(longitude), degrees(latitude));
    let is_left = corner.0 < map.middle().0;
    let is_upper = corner.1 < map.middle().1;
    let band = map.top - border.top;
    let top = if is_upper { border.top } else { map.bottom } + (band - style.size) / 2.0 - 0.1 * ease;
    let align = if is_left { Align::Left } else { Align::Right };
    pen.text(&along, (corner.0, top), align, style);
    let x = if is_left { f64::midpoint(border.left, map.left) } else { f64::midpoint(map.right, border.right) };
    let long = pen.width(&up, style);
    let y = if is_upper { map.top + long } else { map.bottom };
    pen.write(&up, (x + 0.36 * style.size, y), 90.0, style);
}

fn lines(view: &View, ease: f64) -> Lines {
    let Rect { left, top, right, bottom } = view.map;
    let step = step(view, ease);
    let (low, high) = (view.metric((left, bottom)), view.metric((right, top)));
    let belt = view.belt.number().map(|number| number.to_string()).unwrap_or_default();
    let multiples = |from: f64, to: f64| {
        let first = (from / step).ceil() as i64;
        (first..=(to / step).floor() as i64).map(move |times| times as f64 * step)
    };
    let upright = multiples(low.east, high.east)
        .map(|east| (view.place(atlas::belt::Metric { east, ..low }).0, format!("{belt}{}", kilometres(east, step))));
    let level = multiples(low.north, high.north)
        .map(|north| (view.place(atlas::belt::Metric { north, ..low }).1, kilometres(north, step)));
    Lines { upright: upright.collect(), level: level.collect() }
}

/// The least round length that leaves the lines apart.
fn step(view: &View, ease: f64) -> f64 {
    let least = view.ground(NEAREST * ease);
    let below = round_length(least);
    [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|times| below * times).find(|&step| step >= least).unwrap_or(below)
}

fn kilometres(metres: f64, step: f64) -> String {
    let digits = if step >= 1000.0 {
        0
    } else if step >= 100.0 {
        1
    } else {
        2
    };
    format!("{:.digits$}", metres / 1000.0)
}
