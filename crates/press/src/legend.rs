//! The legend: classes with how many grids each has, borders, symbols with how many places each stands for.

use std::collections::BTreeMap;

use crate::frame::Frame;
use crate::ground::{CHILD_BORDER, HATCH, NO_TONE, OWN_BORDER, RIBBON, TONES};
use crate::page::{Line, Rect};
use crate::pen::{Align, INK, PALE_INK, Pen, RULE, Style};
use crate::ramp::Ramp;
use crate::sheet::Sheet;
use crate::symbol::Symbol;
use crate::words;

/// Draw the legend.
pub fn draw(pen: &mut Pen<'_>, sheet: &Sheet, ramp: &Ramp, frame: &Frame) {
    let ease = frame.ease;
    let left = Rect { right: frame.legend.left + 0.46 * frame.legend.width(), ..frame.legend };
    let right = Rect { left: left.right + 3.0 * ease, ..frame.legend };
    let measure = words::measure(sheet.measure, sheet.language);
    let top = heading(pen, sheet.language.either("图例", "Legend"), frame.legend, ease);
    let column = Column { left, row: 4.1 * ease, ease };
    let rows = column.classes(pen, sheet, ramp, measure, top);
    column.borders(pen, sheet, rows + 1.0 * ease);
    Column { left: right, ..column }.symbols(pen, sheet, top);
}

/// The heading of a panel, with a line under it; where what follows begins.
pub fn heading(pen: &mut Pen<'_>, text: &str, rect: Rect, ease: f64) -> f64 {
    let style = Style::plain(7.5 * ease).bold();
    pen.text(text, (rect.left, rect.top), Align::Left, style);
    let below = rect.top + style.size * 1.45;
    pen.line((rect.left, below), (rect.right, below), Line::of(INK, 0.25 * ease));
    below + 1.2 * ease
}

struct Column {
    left: Rect,
    row: f64,
    ease: f64,
}

impl Column {
    fn classes(&self, pen: &mut Pen<'_>, sheet: &Sheet, ramp: &Ramp, measure: &str, top: f64) -> f64 {
        let style = Style::plain(6.2 * self.ease);
        let level = sheet.children_level.as_deref().unwrap_or(&sheet.level_name);
        let title = sheet.language.either(format!("{measure}（按{level}）"), format!("{measure} by {level}"));
        let title_style = pen.fitted(&title, style.bold(), self.left.width());
        pen.text(&title, (self.left.left, top), Align::Left, title_style);
        let mut y = top + style.leading() + 0.6 * self.ease;
        for (at, class) in ramp.classes.iter().enumerate() {
            let range = if class.from == class.to {
                words::number(class.from)
            } else {
                format!("{} – {}", words::number(class.from), words::number(class.to))
            };
            let swatch = self.swatch(y);
            pen.rect(swatch, Some(TONES[ramp.tone(at)]), Some(Line::of(CHILD_BORDER, 0.15 * self.ease)));
            self.told(pen, y, &range, Some(class.grids), style);
            y += self.row;
        }
        if ramp.without > 0 {
            let swatch = self.swatch(y);
            pen.rect(swatch, Some(NO_TONE), None);
            let steps = (swatch.width() / (1.3 * self.ease)) as u32;
            for step in 1..=steps {
                let x = swatch.left + f64::from(step) * 1.3 * self.ease;
                let run = swatch.height().min(x - swatch.left);
                pen.line((x, swatch.top), (x - run, swatch.top + run), Line::of(HATCH, 0.12 * self.ease));
            }
            pen.rect(swatch, None, Some(Line::of(CHILD_BORDER, 0.15 * self.ease)));
            self.told(pen, y, words::without(sheet.measure, sheet.language), Some(ramp.without), style);
            y += self.row;
        }
        y
    }

    fn borders(&self, pen: &mut Pen<'_>, sheet: &Sheet, top: f64) {
        let style = Style::plain(6.2 * self.ease);
        let mut y = top;
        let middle = |y: f64| y + 1.45 * self.ease;
        let (from, to) = (self.left.left, self.left.left + 7.0 * self.ease);
        pen.line((from, middle(y)), (to, middle(y)), Line::of(RIBBON, 1.8 * self.ease));
        pen.line((from, middle(y)), (to, middle(y)), Line::of(OWN_BORDER, 0.6 * self.ease));
        self.told(
            pen,
            y,
            &sheet.language.either(format!("{}界", sheet.level_name), "This grid".to_owned()),
            None,
            style,
        );
        if let Some(level) = &sheet.children_level {
            y += self.row;
            pen.line((from, middle(y)), (to, middle(y)), Line::of(CHILD_BORDER, 0.32 * self.ease));
            self.told(pen, y, &sheet.language.either(format!("{level}界"), format!("Border of {level}")), None, style);
        }
        if !sheet.neighbours.is_empty() {
            y += self.row;
            let dashed = Line::of(PALE_INK, 0.2 * self.ease).dashed(&[1.6 * self.ease, 0.8 * self.ease]);
            pen.line((from, middle(y)), (to, middle(y)), dashed);
            self.told(pen, y, sheet.language.either("相邻网格界", "Border of a neighbour"), None, style);
        }
    }

    fn symbols(&self, pen: &mut Pen<'_>, sheet: &Sheet, top: f64) {
        let style = Style::plain(6.2 * self.ease);
        let language = sheet.language;
        let title = language.either("重点场所和卡点", "Venues and checkpoints");
        pen.text(title, (self.left.left, top), Align::Left, pen.fitted(title, style.bold(), self.left.width()));
        let mut y = top + style.leading() + 0.6 * self.ease;
        let mut kinds: BTreeMap<(&str, String), (Symbol, u32)> = BTreeMap::new();
        for place in &sheet.places {
            let closed = if place.closed { language.either("（关闭）", " (closed)") } else { "" };
            let symbol = Symbol::of(place);
            let told = format!("{}{}", place.kind, if symbol.name == "closed" { closed } else { "" });
            kinds.entry((symbol.name, told)).or_insert((symbol, 0)).1 += 1;
        }
        if kinds.is_empty() {
            pen.text(
                language.either("本网格内没有", "None in this grid"),
                (self.left.left, y),
                Align::Left,
                style.ink(PALE_INK),
            );
            return;
        }
        let mut rows: Vec<(String, Symbol, u32)> =
            kinds.into_iter().map(|((_, kind), (symbol, many))| (kind, symbol, many)).collect();
        rows.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
        let room = ((self.left.bottom - y) / self.row) as usize;
        let shown = if rows.len() > room { room.saturating_sub(1) } else { rows.len() };
        let (first, rest) = rows.split_at(shown);
        for (kind, symbol, many) in first {
            symbol.draw(pen, (self.left.left + 3.5 * self.ease, y + 1.45 * self.ease), 3.4 * self.ease);
            self.told(pen, y, kind, Some(*many), style);
            y += self.row;
        }
        if !rest.is_empty() {
            let many = rest.iter().map(|row| row.2).sum();
            let told = language
                .either(format!("另 {} 类，见次页", rest.len()), format!("{} more kinds, see overleaf", rest.len()));
            self.told(pen, y, &told, Some(many), style.ink(PALE_INK));
        }
    }

    fn swatch(&self, y: f64) -> Rect {
        Rect::sized(self.left.left, y + 0.1 * self.ease, 7.0 * self.ease, 2.7 * self.ease)
    }

    /// What a sign means, and how many there are of it, at the right.
    fn told(&self, pen: &mut Pen<'_>, y: f64, text: &str, many: Option<u32>, style: Style) {
        let many = many.map(words::number);
        let right = many.as_ref().map_or(0.0, |many| pen.width(many, style) + 1.5 * self.ease);
        let from = self.left.left + 8.5 * self.ease;
        let room = self.left.right - from - right;
        let fitted = pen.fitted(text, style, room);
        let line = pen.lines(text, fitted, room).into_iter().next().unwrap_or_default();
        pen.text(&line, (from, y), Align::Left, fitted);
        if let Some(many) = many {
            pen.text(&many, (self.left.right, y), Align::Right, style.ink(PALE_INK));
        }
    }
}

/// A thin line under a row.
pub fn rule(pen: &mut Pen<'_>, rect: Rect, y: f64, ease: f64) {
    pen.line((rect.left, y), (rect.right, y), Line::of(RULE, 0.1 * ease));
}
