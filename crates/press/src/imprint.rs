//! What every page says of its making: who printed it and when, and which page of how many it is.

use domain::words::Language;

use crate::frame::Frame;
use crate::page::{Line, Rect};
use crate::pen::{Align, INK, PALE_INK, Pen, Style};
use crate::sheet::Printed;

/// Who prints, from which store, in which language.
pub struct Imprint<'a> {
    /// The store's name.
    pub store: &'a str,
    /// Who, and when.
    pub printed: &'a Printed,
    /// The language of what is printed beside names.
    pub language: Language,
}

/// Who printed the sheet and when, faint over the map, again and again: a photograph of a corner still tells it.
pub fn draw_watermark(pen: &mut Pen<'_>, imprint: &Imprint<'_>, over: Rect, ease: f64) {
    const TURN: f64 = 28.0;
    let text = format!("{}　{}", imprint.printed.by, imprint.printed.at);
    let style = Style::plain(13.0 * ease).bold();
    let (wide, apart) = (pen.width(&text, style) + 26.0 * ease, 46.0 * ease);
    pen.clip(over);
    let rows = (over.height() / apart) as i32 + 3;
    for row in -1..rows {
        let shift = f64::from(row.rem_euclid(2)) * wide * 0.45;
        let columns = (over.width() / wide) as i32 + 2;
        for column in -1..columns {
            let at = (over.left + f64::from(column) * wide + shift, over.top + f64::from(row) * apart);
            pen.ghost(&text, at, TURN, style, 0.055);
        }
    }
    pen.unclip();
}

/// Who printed, and which page of how many.
pub fn draw_foot(pen: &mut Pen<'_>, imprint: &Imprint<'_>, frame: &Frame, page: usize, pages: usize) {
    let Frame { ease, foot, .. } = *frame;
    let language = imprint.language;
    let style = Style::plain(6.0 * ease).ink(PALE_INK);
    pen.line((foot.left, foot.top), (foot.right, foot.top), Line::of(INK, 0.2 * ease));
    let y = foot.top + 1.2 * ease;
    let printed = match language {
        Language::Chinese => format!("印制：{}　{}", imprint.printed.by, imprint.printed.at),
        Language::English => format!("Printed by {} at {}", imprint.printed.by, imprint.printed.at),
    };
    pen.text(&printed, (foot.left, y), Align::Left, style);
    let store = format!("{} · Wutu 五图", imprint.store);
    pen.text(&store, (foot.middle().0, y), Align::Middle, style);
    let told = language.either(format!("第 {page} 页　共 {pages} 页"), format!("Page {page} of {pages}"));
    pen.text(&told, (foot.right, y), Align::Right, style);
}
