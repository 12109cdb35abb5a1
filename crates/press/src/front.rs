//! The first page but for the map: head, scale, counts, heads; and what every page has at its foot.

use domain::grid::Counts;
use domain::words::Language;

use crate::frame::Frame;
use crate::legend::{heading, rule};
use crate::names::Named;
use crate::page::{Colour, Line, Point, Rect};
use crate::pen::{Align, INK, PALE_INK, Pen, Style, WASH, WHITE};
use crate::scale::{round_length, spoken};
use crate::sheet::{Printed, Sheet};
use crate::view::View;
use crate::words;

const STAMP: Colour = Colour(0xa6, 0x2b, 0x1f);

/// Title, where the grid stands, which division, and the stamp of review.
pub fn draw_head(pen: &mut Pen<'_>, sheet: &Sheet, frame: &Frame) {
    let Frame { ease, head, .. } = *frame;
    let language = sheet.language;
    let stamp = Rect { left: head.right - 30.0 * ease, bottom: head.top + 13.0 * ease, ..head };
    let room = stamp.left - head.left - 4.0 * ease;
    let title = words::title(sheet);
    let style = pen.fitted(&title, Style::plain(17.0 * ease).bold(), room);
    let lines = pen.lines(&title, style, room);
    // A title that has no room in one line stands in two, smaller.
    let style = if lines.len() > 1 { style.times(0.72) } else { style };
    let lines = pen.lines(&title, style, room);
    let lines = &lines[..lines.len().min(2)];
    let below = pen.lines_at(lines, (head.left, head.top - 1.0 * ease), Align::Left, style);
    let small = Style::plain(6.8 * ease).ink(PALE_INK);
    let place = sheet.above.iter().chain([&sheet.grid.name]).cloned().collect::<Vec<_>>().join(" › ");
    let level = sheet.grid.level;
    let told = match language {
        Language::Chinese => format!("{place}　第 {level} 级 {}　编码 {}", sheet.level_name, sheet.grid.code),
        Language::English => format!("{place}   level {level} {}   code {}", sheet.level_name, sheet.grid.code),
    };
    let scheme = match language {
        Language::Chinese => format!("网格方案：{}　自 {} 起施行", sheet.scheme.name, sheet.scheme.since),
        Language::English => format!("Scheme: {}   in force from {}", sheet.scheme.name, sheet.scheme.since),
    };
    let mut y = below.min(head.bottom - 8.0 * ease);
    for text in [told, scheme] {
        let style = pen.fitted(&text, small, room);
        let line = pen.lines(&text, style, room).into_iter().next().unwrap_or_default();
        pen.text(&line, (head.left, y), Align::Left, style);
        y += small.leading();
    }
    draw_stamp(pen, sheet, stamp, ease);
}

/// What a sheet is made of, and whether it was reviewed: the words that no sheet may lack.
fn draw_stamp(pen: &mut Pen<'_>, sheet: &Sheet, stamp: Rect, ease: f64) {
    let language = sheet.language;
    let line = || Line::of(STAMP, 0.35 * ease);
    pen.rect(stamp, None, Some(line()));
    let middle = stamp.middle();
    pen.line((stamp.left, middle.1), (stamp.right, middle.1), Line::of(STAMP, 0.15 * ease));
    let style = Style::plain(9.0 * ease).bold().ink(STAMP);
    let review = words::review(sheet.scheme.review, language);
    let review = language.either(format!("审图：{review}"), review.to_owned());
    let total = language.either("汇总数据", "汇总数据 Totals only").to_owned();
    for (text, top) in [(total, stamp.top), (review, middle.1)] {
        let style = pen.fitted(&text, style, stamp.width() - 3.0 * ease);
        pen.text(&text, (middle.0, top + (stamp.height() / 2.0 - style.size) / 2.0 - 0.4 * ease), Align::Middle, style);
    }
}

/// The scale as a number and as a bar, and what the coordinates are.
pub fn draw_scale(pen: &mut Pen<'_>, sheet: &Sheet, view: &View, frame: &Frame) {
    let Frame { ease, scale, .. } = *frame;
    let small = Style::plain(5.6 * ease).ink(PALE_INK);
    let meridian = view.belt.meridian();
    let datum = match (sheet.language, view.belt.number()) {
        (Language::Chinese, Some(number)) => {
            format!("2000 国家大地坐标系，高斯–克吕格投影，3° 带第 {number} 带，中央经线 {meridian}°；图廓注公里数")
        }
        (Language::Chinese, None) => {
            format!("2000 国家大地坐标系，高斯–克吕格投影，中央经线 {meridian}°；图廓注公里数")
        }
        (Language::English, _) => {
            format!("CGCS2000, Gauss–Krüger, belt of 3° around {meridian}°; kilometres at the frame")
        }
    };
    let third = scale.width() * 0.3;
    let lines = pen.lines(&datum, small, third);
    pen.lines_at(&lines, (scale.left, scale.top), Align::Left, small);

    let number = format!("1:{}", words::number(view.scale).replace(',', " "));
    let x = scale.middle().0;
    pen.text(&number, (x, scale.top - 0.6 * ease), Align::Middle, Style::plain(8.5 * ease).bold());
    draw_bar(pen, view, (x, scale.top + 4.6 * ease), ease);

    let note = sheet.language.either(
        "专题图，界线仅供网格化治理工作参考，不作划界依据",
        "A working map: its borders are those of grids and prove no boundary",
    );
    let lines = pen.lines(note, small, third);
    pen.lines_at(&lines, (scale.right, scale.top), Align::Right, small);
}

/// Four equal parts, dark and light in turn; each as long as it says.
fn draw_bar(pen: &mut Pen<'_>, view: &View, (middle, top): Point, ease: f64) {
    const PARTS: u32 = 4;
    let whole = round_length(view.ground(52.0 * ease));
    let long = view.paper(whole);
    let part = long / f64::from(PARTS);
    let left = middle - long / 2.0;
    let height = 1.1 * ease;
    for at in 0..PARTS {
        let fill = if at % 2 == 0 { INK } else { WHITE };
        let rect = Rect::sized(left + part * f64::from(at), top, part, height);
        pen.rect(rect, Some(fill), Some(Line::of(INK, 0.15 * ease)));
    }
    let style = Style::plain(5.6 * ease);
    for (share, align) in [(0.0, Align::Middle), (0.5, Align::Middle), (1.0, Align::Middle)] {
        let text = if share == 0.0 { "0".to_owned() } else { spoken(whole * share) };
        pen.text(&text, (left + long * share, top + height + 0.4 * ease), align, style);
    }
}

/// What is counted: the grid's own figure, the sum of its children, the difference; from when, and by whom.
pub fn draw_counts(pen: &mut Pen<'_>, sheet: &Sheet, frame: &Frame) {
    let Frame { ease, counts: rect, .. } = *frame;
    let language = sheet.language;
    let top = heading(pen, language.either("数量", "Counts"), rect, ease);
    let style = Style::plain(6.4 * ease);
    let row = 4.3 * ease;
    let has_children = !sheet.children.is_empty();
    let columns = [0.52, 0.78, 1.0].map(|share| rect.left + share * rect.width());
    let level = sheet.children_level.as_deref().unwrap_or_default();
    let heads = [
        language.either("本级", "Own").to_owned(),
        language.either(format!("{level}合计"), "Sum below".to_owned()),
        language.either("差", "Difference").to_owned(),
    ];
    pen.rect(Rect { top: top - 0.4 * ease, bottom: top + row - 0.9 * ease, ..rect }, Some(WASH), None);
    for (text, right) in heads.iter().zip(columns).take(if has_children { 3 } else { 1 }) {
        let fitted = pen.fitted(text, style.bold(), 0.25 * rect.width());
        pen.text(text, (right, top - 0.1 * ease), Align::Right, fitted);
    }
    let mut y = top + row;
    let figures = |pick: fn(&Counts) -> Option<u32>| (pick(&sheet.grid.counts), pick(&sheet.sum));
    for (name, (own, sum)) in [
        (language.either("人口", "Residents"), figures(|counts| counts.residents)),
        (language.either("户数", "Households"), figures(|counts| counts.households)),
        (language.either("楼栋", "Buildings"), figures(|counts| counts.buildings)),
        (language.either("单元", "Units"), figures(|counts| counts.units)),
    ] {
        let said = |figure: Option<u32>| figure.map_or_else(|| "—".to_owned(), words::number);
        pen.text(name, (rect.left, y), Align::Left, style);
        pen.text(&said(own), (columns[0], y), Align::Right, style);
        if has_children {
            pen.text(&said(sum), (columns[1], y), Align::Right, style);
            let difference = own.zip(sum).map(|(own, sum)| i64::from(own) - i64::from(sum));
            let is_off = difference.is_some_and(|off| off != 0);
            let style = if is_off { style.bold().ink(STAMP) } else { style };
            let told = difference.map_or_else(|| "—".to_owned(), words::difference);
            pen.text(&told, (columns[2], y), Align::Right, style);
        }
        rule(pen, rect, y + row - 1.0 * ease, ease);
        y += row;
    }
    let places = u32::try_from(sheet.places.len()).unwrap_or(u32::MAX);
    for (name, many) in [
        (words::measure(domain::sheet::SheetMeasure::Venues, language), places),
        (language.either("下级网格", "Grids below"), u32::try_from(sheet.children.len()).unwrap_or(u32::MAX)),
    ] {
        let fitted = pen.fitted(name, style, 0.4 * rect.width());
        pen.text(name, (rect.left, y), Align::Left, fitted);
        pen.text(&words::number(many), (columns[0], y), Align::Right, style);
        rule(pen, rect, y + row - 1.0 * ease, ease);
        y += row;
    }
    let small = Style::plain(5.8 * ease).ink(PALE_INK);
    for text in provenance(&sheet.grid.counts, &sheet.sum, has_children, language) {
        let lines = pen.lines(&text, small, rect.width());
        y = pen.lines_at(&lines, (rect.left, y), Align::Left, small);
    }
}

/// From when the figures are, and who counted.
fn provenance(own: &Counts, sum: &Counts, has_children: bool, language: Language) -> Vec<String> {
    let nobody = || language.either("未注明", "not told").to_owned();
    let said = |text: &Option<String>| text.clone().unwrap_or_else(nobody);
    let mut lines = vec![match language {
        Language::Chinese => format!("数据日期 {}　来源 {}", said(&own.as_of), said(&own.source)),
        Language::English => format!("As of {}   source: {}", said(&own.as_of), said(&own.source)),
    }];
    if has_children && sum.as_of != own.as_of {
        lines.push(match language {
            Language::Chinese => format!("合计中最早的数据日期 {}", said(&sum.as_of)),
            Language::English => format!("Oldest figure in the sum: {}", said(&sum.as_of)),
        });
    }
    lines
}

/// Who answers for the grid, with office phone. Those without room stand in the register.
pub fn draw_heads(pen: &mut Pen<'_>, sheet: &Sheet, frame: &Frame) {
    let Frame { ease, heads: rect, .. } = *frame;
    let language = sheet.language;
    let top = heading(pen, language.either("网格长", "Heads"), rect, ease);
    let style = Style::plain(6.6 * ease);
    if sheet.grid.heads.is_empty() {
        let text = language.either("尚无网格长", "Nobody answers for this grid");
        pen.text(text, (rect.left, top), Align::Left, style.bold().ink(STAMP));
        return;
    }
    let mut y = top;
    let entry = 2.0 * style.leading() + 1.6 * ease;
    for (at, head) in sheet.grid.heads.iter().enumerate() {
        let is_last = at + 1 == sheet.grid.heads.len();
        let room = if is_last { entry } else { entry + style.leading() };
        if y + room > rect.bottom + 1.6 * ease {
            let rest = sheet.grid.heads.len() - at;
            let text = language.either(format!("另 {rest} 人见次页"), format!("{rest} more overleaf"));
            pen.text(&text, (rect.left, y), Align::Left, style.ink(PALE_INK));
            return;
        }
        let name = format!("{}　{}", head.person, head.title);
        let fitted = pen.fitted(&name, style.bold(), rect.width());
        let line = pen.lines(&name, fitted, rect.width()).into_iter().next().unwrap_or_default();
        pen.text(&line, (rect.left, y), Align::Left, fitted);
        let phone = language.either(format!("办公电话 {}", head.phone), format!("Office {}", head.phone));
        pen.text(&phone, (rect.left, y + style.leading()), Align::Left, pen.fitted(&phone, style, rect.width()));
        y += entry;
    }
}

/// Who printed and when, faint over what is printed, again and again: a photograph of a corner still tells it.
pub fn draw_watermark(pen: &mut Pen<'_>, printed: &Printed, over: Rect, ease: f64) {
    const TURN: f64 = 28.0;
    let text = format!("{}　{}", printed.by, printed.at);
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
pub fn draw_foot(
    pen: &mut Pen<'_>,
    (printed, store): (&Printed, &str),
    language: Language,
    frame: &Frame,
    (page, pages): (usize, usize),
) {
    let Frame { ease, foot, .. } = *frame;
    let style = Style::plain(6.0 * ease).ink(PALE_INK);
    pen.line((foot.left, foot.top), (foot.right, foot.top), Line::of(INK, 0.2 * ease));
    let y = foot.top + 1.2 * ease;
    let by_whom = match language {
        Language::Chinese => format!("印制：{}　{}", printed.by, printed.at),
        Language::English => format!("Printed by {} at {}", printed.by, printed.at),
    };
    pen.text(&by_whom, (foot.left, y), Align::Left, style);
    let store = format!("{store} · Wutu 五图");
    pen.text(&store, (foot.middle().0, y), Align::Middle, style);
    let told = language.either(format!("第 {page} 页　共 {pages} 页"), format!("Page {page} of {pages}"));
    pen.text(&told, (foot.right, y), Align::Right, style);
}

/// What the numbers on the map mean, at its lower left corner.
pub fn draw_note(pen: &mut Pen<'_>, sheet: &Sheet, named: &Named, frame: &Frame) {
    if named.numbered.is_empty() && named.unnamed.is_empty() {
        return;
    }
    let ease = frame.ease;
    let style = Style::plain(5.6 * ease);
    let text = sheet.language.either("图上编号见次页", "Numbers on the map: see overleaf");
    let y = frame.scale.top + style.leading() * 3.0;
    pen.text(text, (frame.scale.left, y.min(frame.scale.bottom - style.size)), Align::Left, style.bold());
}
