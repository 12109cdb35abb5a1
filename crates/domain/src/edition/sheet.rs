//! Rows of text, read as a table: each cell in words that people use, and each that makes no sense told by its row.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::writing::BETWEEN;
use super::{Table, TableKind};
use crate::category::{Category, CategoryTable, MOST_IN_NAME, MOST_LEVELS};
use crate::code::{GridCode, GridPath, Level};
use crate::import::Fault;
use crate::incident::{ClockKind, Limit, Limits};
use crate::order::Priority;
use crate::report::{ReportKind, Spot};
use crate::routing::{Handler, Route, Routing};
use crate::sensor::{self, Sensor, SensorKind, SensorTable, When};
use crate::tree::Tree;
use crate::unit::Unit;
use crate::venue::Venue;
use crate::words::{Language, name_of};
use crate::worktime::{BadCalendar, Calendar, Hours, Pace, Year};

/// Rows of a table at the most.
pub const MOST_ROWS: usize = 5_000;
/// The longest that a step may take: a year, by day and night.
const MOST_MINUTES: u32 = 366 * 24 * 60;
/// What people part levels by in one cell; none may stand in a name.
const PARTS: [char; 5] = ['/', '／', '›', '>', '＞'];

/// A column of a table, as files call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Ours.
    pub name: &'static str,
    /// Theirs; the first is the one that we write in Chinese.
    pub others: &'static [&'static str],
}

/// What a table may speak of.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Grids of the scheme in force.
    pub tree: &'a Tree,
    /// Units that take cases on.
    pub units: &'a [Unit],
    /// Venues in which sensors hang.
    pub venues: &'a [Venue],
    /// Categories that are in force: of the next edition they keep their name and terms.
    pub categories: &'a CategoryTable,
    /// Hours east of Greenwich of the district.
    pub offset_hours: i8,
}

const CATEGORIES: [Column; MOST_LEVELS] = [
    Column { name: "category_1", others: &["一级类别", "一级", "大类", "一级分类", "level 1"] },
    Column { name: "category_2", others: &["二级类别", "二级", "小类", "二级分类", "level 2"] },
    Column { name: "category_3", others: &["三级类别", "三级", "细类", "三级分类", "level 3"] },
    Column { name: "category_4", others: &["四级类别", "四级", "四级分类", "level 4"] },
    Column { name: "category_5", others: &["五级类别", "五级", "五级分类", "level 5"] },
];
const ROUTING: [Column; 5] = [
    Column { name: "category", others: &["类别", "事件类别", "分类"] },
    Column { name: "kind", others: &["问题类型", "类型"] },
    Column { name: "within", others: &["所在网格", "网格", "网格编码", "范围"] },
    Column { name: "to", others: &["派给", "承办方类型"] },
    Column { name: "handler", others: &["承办方", "承办单位", "单位"] },
];
const LIMITS: [Column; 4] = [
    Column { name: "urgency", others: &["缓急", "紧急程度", "缓急程度"] },
    Column { name: "clock", others: &["环节", "步骤"] },
    Column { name: "minutes", others: &["分钟", "时限（分钟）", "时限"] },
    Column { name: "pace", others: &["计时", "计时方式"] },
];
const CALENDAR: [Column; 3] = [
    Column { name: "what", others: &["项目", "类型"] },
    Column { name: "value", others: &["日期或时段", "日期", "内容"] },
    Column { name: "source", others: &["依据", "来源"] },
];
const SENSORS: [Column; 7] = [
    Column { name: "sensor", others: &["设备编号", "传感器编号", "编号", "sensor id"] },
    Column { name: "senses", others: &["设备类型", "传感器类型", "类型"] },
    Column { name: "called", others: &["设备名称", "名称"] },
    Column { name: "stands", others: &["位置", "所在场所或网格", "场所", "网格"] },
    Column { name: "topic", others: &["主题", "消息主题", "MQTT主题"] },
    Column { name: "when", others: &["何时算报警", "报警条件", "条件"] },
    Column { name: "event", others: &["事件编号字段", "编号字段"] },
];

impl TableKind {
    /// Its columns, in order.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Categories => &CATEGORIES,
            Self::Routing => &ROUTING,
            Self::Limits => &LIMITS,
            Self::Calendar => &CALENDAR,
            Self::Sensors => &SENSORS,
        }
    }
}

/// The table that these rows are, or what is wrong with each; rows are counted from 1.
pub fn read(kind: TableKind, rows: &[Vec<String>], known: Known<'_>) -> Result<Table, Vec<Fault>> {
    if rows.len() > MOST_ROWS {
        let (count, most) = (rows.len().to_string(), MOST_ROWS.to_string());
        return Err(vec![Fault::of_file("edition.too_many", &[("count", &count), ("most", &most)])]);
    }
    let mut sheet = Sheet { rows: Vec::new(), faults: Vec::new(), known };
    for (at, cells) in rows.iter().enumerate() {
        let cells: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            sheet.rows.push((at + 1, cells));
        }
    }
    let table = match kind {
        TableKind::Categories => Table::Categories(sheet.categories()),
        TableKind::Routing => Table::Routing(sheet.routing()),
        TableKind::Limits => Table::Limits(sheet.limits()),
        TableKind::Calendar => Table::Calendar(sheet.calendar()),
        TableKind::Sensors => Table::Sensors(sheet.sensors()),
    };
    // Without any rule cases are given out by hand, and a district may have no sensor; without the others nobody can work.
    if sheet.rows.is_empty() && !matches!(kind, TableKind::Routing | TableKind::Sensors) {
        sheet.faults.push(Fault::of_file("edition.empty", &[]));
    }
    sheet.faults.sort_by_key(|fault| fault.row);
    if sheet.faults.is_empty() { Ok(table) } else { Err(sheet.faults) }
}

struct Sheet<'a> {
    /// Those with anything in them, and which each is.
    rows: Vec<(usize, Vec<&'a str>)>,
    faults: Vec<Fault>,
    known: Known<'a>,
}

impl Sheet<'_> {
    fn refuse(&mut self, row: usize, column: &Column, code: &str, params: &[(&str, &str)]) {
        self.faults.push(Fault::at(row, column.name, code, params));
    }

    fn categories(&mut self) -> CategoryTable {
        let (mut categories, mut first_rows) = (Vec::new(), HashMap::new());
        for (row, cells) in self.rows.clone() {
            let levels: Vec<&str> = cells.into_iter().take(MOST_LEVELS).collect();
            let depth = levels.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1);
            let levels = &levels[..depth];
            let before = self.faults.len();
            for (column, name) in CATEGORIES.iter().zip(levels) {
                if name.is_empty() {
                    self.refuse(row, column, "edition.no_name", &[]);
                } else if name.chars().count() > MOST_IN_NAME {
                    self.refuse(row, column, "edition.long_name", &[("most", &MOST_IN_NAME.to_string())]);
                } else if let Some(sign) = name.chars().find(|sign| PARTS.contains(sign)) {
                    self.refuse(row, column, "edition.sign_in_name", &[("sign", &sign.to_string())]);
                }
            }
            let first = *first_rows.entry(levels.to_vec()).or_insert(row);
            if first != row {
                self.refuse(row, &CATEGORIES[0], "edition.twice", &[("first", &first.to_string())]);
            }
            if self.faults.len() == before {
                grow(&mut categories, levels);
            }
        }
        CategoryTable { categories, ..self.known.categories.clone() }
    }

    fn routing(&mut self) -> Routing {
        let mut routes = Vec::new();
        for (row, cells) in self.rows.clone() {
            let [category, kind, within, to, handler] = padded(&cells);
            let before = self.faults.len();
            let levels: Vec<String> =
                category.split(PARTS).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
            if !levels.is_empty() && !self.known.categories.has(&levels) {
                self.refuse(row, &ROUTING[0], "edition.no_such_category", &[("value", &levels.join(BETWEEN))]);
            }
            let kind = if kind.is_empty() {
                None
            } else {
                self.word(row, &ROUTING[1], "report_kind", kind, &ReportKind::ALL.map(|kind| (kind.word(), kind)))
            };
            let within = if within.is_empty() { None } else { self.grid(row, &ROUTING[2], within) };
            let to = self.word(row, &ROUTING[3], "handler", to, &TO).and_then(|to| match to {
                To::Unit => self.unit(row, handler),
                To::Grid => self.grid(row, &ROUTING[4], handler).map(|grid| Handler::Grid { grid }),
                To::Around => self.level(row, handler),
            });
            if let Some(to) = to.filter(|_| self.faults.len() == before) {
                routes.push(Route { category: levels, kind, within, to });
            }
        }
        Routing { routes }
    }

    fn unit(&mut self, row: usize, name: &str) -> Option<Handler> {
        let units = self.known.units;
        let mut called = units.iter().filter(|unit| unit.id.0 == name || unit.name == name);
        match (called.next(), called.next()) {
            (Some(unit), None) => Some(Handler::Unit { unit: unit.id.clone() }),
            (Some(_), Some(_)) => {
                self.refuse(row, &ROUTING[4], "edition.many_units", &[("value", name)]);
                None
            }
            _ => {
                self.refuse(row, &ROUTING[4], "edition.no_such_unit", &[("value", name)]);
                None
            }
        }
    }

    /// A grid by its path, or by its code where no other has that.
    fn grid(&mut self, row: usize, column: &Column, name: &str) -> Option<GridPath> {
        let tree = self.known.tree;
        let path = GridPath::from_text(name);
        if tree.grid(&path).is_some() {
            return Some(path);
        }
        if let [grid] = tree.with_code_anywhere(&GridCode(name.to_owned())).as_slice() {
            return Some(grid.path.clone());
        }
        self.refuse(row, column, "edition.no_such_grid", &[("value", name)]);
        None
    }

    fn level(&mut self, row: usize, text: &str) -> Option<Handler> {
        let levels = self.known.tree.levels();
        let found = text.parse().ok().map(Level).filter(|level| levels.contains(level));
        if found.is_none() {
            let known = levels.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            self.refuse(row, &ROUTING[4], "edition.no_such_level", &[("value", text), ("known", &known)]);
        }
        found.map(|level| Handler::Around { level })
    }

    fn limits(&mut self) -> Limits {
        let (mut limits, mut first_rows) = (Limits::default(), BTreeMap::new());
        for (row, cells) in self.rows.clone() {
            let [urgency, clock, minutes, pace] = padded(&cells);
            let urgency = self.word(row, &LIMITS[0], "urgency", urgency, &Priority::ALL.map(|one| (one.word(), one)));
            let clock =
                self.word(row, &LIMITS[1], "incident_clock", clock, &ClockKind::ALL.map(|one| (one.word(), one)));
            let pace = self.word(row, &LIMITS[3], "pace", pace, &Pace::ALL.map(|one| (one.word(), one)));
            let minutes = minutes.parse().ok().filter(|minutes| (1..=MOST_MINUTES).contains(minutes));
            if minutes.is_none() {
                self.refuse(row, &LIMITS[2], "edition.no_minutes", &[("most", &MOST_MINUTES.to_string())]);
            }
            let (Some(urgency), Some(clock)) = (urgency, clock) else { continue };
            let first = *first_rows.entry((urgency, clock)).or_insert(row);
            if first != row {
                self.refuse(row, &LIMITS[1], "edition.twice", &[("first", &first.to_string())]);
            }
            if let (Some(pace), Some(minutes)) = (pace, minutes) {
                limits = limits.with(urgency, clock, Limit { minutes, pace });
            }
        }
        limits
    }

    fn calendar(&mut self) -> Calendar {
        let mut hours: Vec<(Hours, usize)> = Vec::new();
        let mut years: BTreeMap<i16, Year> = BTreeMap::new();
        let mut days: BTreeMap<Date, (Item, usize)> = BTreeMap::new();
        for (row, cells) in self.rows.clone() {
            let [what, value, source] = padded(&cells);
            let Some(what) = self.word(row, &CALENDAR[0], "calendar_row", what, &ITEMS) else { continue };
            match what {
                Item::Hours => match hours_in(value) {
                    Some(read) => hours.push((read, row)),
                    None => self.refuse(row, &CALENDAR[1], "edition.no_hours", &[("value", value)]),
                },
                Item::Year => {
                    match value.trim_end_matches('年').parse().ok().filter(|year| (1970..=9999).contains(year)) {
                        Some(_) if source.is_empty() => self.refuse(row, &CALENDAR[2], "edition.no_source", &[]),
                        Some(year) => {
                            let told = Year { off: [].into(), on: [].into(), source: source.to_owned() };
                            if years.insert(year, told).is_some() {
                                self.refuse(row, &CALENDAR[1], "edition.year_twice", &[("value", value)]);
                            }
                        }
                        None => self.refuse(row, &CALENDAR[1], "edition.no_year", &[("value", value)]),
                    }
                }
                Item::Off | Item::On => match day_in(value) {
                    Some(day) => {
                        if let Some((_, first)) = days.insert(day, (what, row)) {
                            self.refuse(row, &CALENDAR[1], "edition.twice", &[("first", &first.to_string())]);
                        }
                    }
                    None => self.refuse(row, &CALENDAR[1], "edition.no_day", &[("value", value)]),
                },
            }
        }
        hours.sort_by_key(|(hours, _)| hours.from);
        for pair in hours.windows(2).filter(|pair| pair[0].0.until >= pair[1].0.from) {
            self.faults.push(Fault::at(pair[1].1, CALENDAR[1].name, "edition.hours_meet", &[]));
        }
        if hours.is_empty() && !self.rows.is_empty() {
            self.faults.push(Fault::of_file("edition.hours_missing", &[]));
        }
        for (day, (what, row)) in days {
            let Some(year) = years.get_mut(&day.year()) else {
                self.refuse(row, &CALENDAR[1], "edition.no_notice", &[("year", &day.year().to_string())]);
                continue;
            };
            if what == Item::Off { &mut year.off } else { &mut year.on }.insert(day);
            let one = Year { off: [].into(), on: [].into(), source: "-".to_owned() };
            let one =
                if what == Item::Off { Year { off: [day].into(), ..one } } else { Year { on: [day].into(), ..one } };
            let alone = Calendar { years: [(day.year(), one)].into(), ..Calendar::shipped() };
            if alone.checked() == Err(BadCalendar::Day(day)) {
                let code = if what == Item::Off { "edition.off_anyhow" } else { "edition.worked_anyhow" };
                self.refuse(row, &CALENDAR[1], code, &[("value", &day.to_string())]);
            }
        }
        let hours = hours.into_iter().map(|(hours, _)| hours).collect();
        Calendar { offset_hours: self.known.offset_hours, hours, years }
    }

    fn sensors(&mut self) -> SensorTable {
        let (mut sensors, mut first_rows) = (Vec::new(), HashMap::new());
        for (row, cells) in self.rows.clone() {
            let [id, senses, called, stands, topic, when, event] = padded(&cells);
            let before = self.faults.len();
            for (column, text) in [(&SENSORS[0], id), (&SENSORS[2], called)] {
                if text.is_empty() {
                    self.refuse(row, column, "edition.no_text", &[]);
                } else if text.chars().count() > MOST_IN_NAME {
                    self.refuse(row, column, "edition.long_name", &[("most", &MOST_IN_NAME.to_string())]);
                }
            }
            let first = *first_rows.entry(id).or_insert(row);
            if first != row {
                self.refuse(row, &SENSORS[0], "edition.twice", &[("first", &first.to_string())]);
            }
            let kinds = SensorKind::ALL.map(|kind| (kind.word(), kind));
            let kind = self.word(row, &SENSORS[1], "sensor_kind", senses, &kinds);
            let spot = self.spot(row, stands);
            if !sensor::is_topic(topic) {
                self.refuse(row, &SENSORS[4], "edition.no_topic", &[("value", topic)]);
            }
            let when = When::read(when).or_else(|| {
                self.refuse(row, &SENSORS[5], "edition.no_test", &[("value", when)]);
                None
            });
            if !event.is_empty() && !event.starts_with('/') {
                self.refuse(row, &SENSORS[6], "edition.no_pointer", &[("value", event)]);
            }
            if let (Some(kind), Some(spot), Some(when)) = (kind, spot, when)
                && self.faults.len() == before
            {
                let number = (!event.is_empty()).then(|| event.to_owned());
                let [id, name, topic] = [id, called, topic].map(str::to_owned);
                sensors.push(Sensor { id, kind, name, spot, topic, when, number });
            }
        }
        SensorTable { sensors }
    }

    /// A venue by its id, or by its name where no other has that; else a grid.
    fn spot(&mut self, row: usize, name: &str) -> Option<Spot> {
        let venues = self.known.venues;
        let by_id = venues.iter().find(|venue| venue.id.0 == name);
        let mut called = venues.iter().filter(|venue| venue.name == name);
        let alone = called.next().filter(|_| called.next().is_none());
        match by_id.or(alone) {
            Some(venue) => Some(Spot::Venue { id: venue.id.clone() }),
            None => self.grid(row, &SENSORS[3], name).map(|path| Spot::Grid { path }),
        }
    }

    /// What a cell says of a few that it may say, by our word or by what either language calls it.
    fn word<T: Copy>(&mut self, row: usize, column: &Column, of: &str, cell: &str, all: &[(&str, T)]) -> Option<T> {
        let called = |word: &str| {
            let names = [Language::Chinese, Language::English].map(|language| name_of(of, word, language));
            cell.eq_ignore_ascii_case(word) || names.iter().flatten().any(|name| name.eq_ignore_ascii_case(cell))
        };
        let found = all.iter().find(|(word, _)| called(word)).map(|(_, value)| *value);
        if found.is_none() {
            let names = all.iter().filter_map(|(word, _)| name_of(of, word, Language::Chinese));
            let known = names.collect::<Vec<_>>().join("、");
            self.refuse(row, column, "edition.unknown_word", &[("value", cell), ("known", &known)]);
        }
        found
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum To {
    Unit,
    Grid,
    Around,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Item {
    Hours,
    Year,
    Off,
    On,
}

const TO: [(&str, To); 3] = [("unit", To::Unit), ("grid", To::Grid), ("around", To::Around)];
const ITEMS: [(&str, Item); 4] = [("hours", Item::Hours), ("year", Item::Year), ("off", Item::Off), ("on", Item::On)];

/// As many cells as are needed; those that are not there are empty.
fn padded<'a, const N: usize>(cells: &[&'a str]) -> [&'a str; N] {
    std::array::from_fn(|at| cells.get(at).copied().unwrap_or_default())
}

/// The category of these names, made with those above it where they are not there.
fn grow(siblings: &mut Vec<Category>, levels: &[&str]) {
    let Some((name, below)) = levels.split_first() else { return };
    let at = siblings.iter().position(|one| one.name == *name).unwrap_or_else(|| {
        siblings.push(Category { name: (*name).to_owned(), children: Vec::new() });
        siblings.len() - 1
    });
    grow(&mut siblings[at].children, below);
}

/// `8:30-12:00`, also with other dashes.
fn hours_in(text: &str) -> Option<Hours> {
    let time = |text: &str| {
        let (hour, minute) = text.trim().split_once([':', '：'])?;
        let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour <= 24 && minute < 60 && hour * 60 + minute <= 24 * 60).then_some(hour * 60 + minute)
    };
    let (from, until) = text.split_once(['-', '–', '—', '~', '～', '至'])?;
    let (from, until) = (time(from)?, time(until.trim_start_matches(['-', '—']))?);
    (from < until).then_some(Hours { from, until })
}

/// `2026-01-01`, `2026/1/1`, `2026年1月1日`; of a day with a time, the day.
fn day_in(text: &str) -> Option<Date> {
    let day = text.split([' ', 'T']).next()?.trim_end_matches('日');
    let mut parts = day.split(['-', '/', '.', '年', '月']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{Counts, Grid};
    use crate::id::UnitId;

    fn tree() -> Tree {
        let grid = |path: &str| {
            let path = GridPath::from_text(path);
            Grid {
                code: GridCode(path.as_str().rsplit('.').next().unwrap_or_default().to_owned()),
                level: Level(u8::try_from(path.ancestors().len() + 1).expect("few")),
                kind: String::new(),
                name: path.to_string(),
                counts: Counts::default(),
                attributes: BTreeMap::default(),
                path,
            }
        };
        Tree::new(["1", "1.2"].map(grid).into())
    }

    fn units() -> Vec<Unit> {
        let unit = |id: &str, name: &str| Unit {
            id: UnitId(id.to_owned()),
            name: name.to_owned(),
            kind: String::new(),
            phone: None,
            whistle: false,
            place: None,
            grid: None,
            address: None,
        };
        vec![unit("U1", "市政"), unit("U2", "水务"), unit("U3", "水务")]
    }

    fn said(kind: TableKind, rows: &[&[&str]]) -> Result<Table, Vec<(u32, String)>> {
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        let (tree, units, categories) = (tree(), units(), CategoryTable::shipped());
        let known = Known { tree: &tree, units: &units, venues: &[], categories: &categories, offset_hours: 8 };
        let told =
            |faults: Vec<Fault>| faults.into_iter().map(|fault| (fault.row.unwrap_or_default(), fault.code)).collect();
        read(kind, &rows, known).map_err(told)
    }

    fn again(table: &Table) -> Table {
        let rows = table.rows();
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        said(table.kind(), &rows).expect("what was written is read")
    }

    #[test]
    fn a_table_that_was_written_is_read_as_the_same() {
        for table in [
            Table::Categories(CategoryTable::shipped()),
            Table::Limits(Limits::shipped()),
            Table::Calendar(Calendar::shipped()),
            Table::Routing(Routing::default()),
            Table::Sensors(SensorTable::default()),
        ] {
            assert_eq!(again(&table), table);
        }
        let rules = said(
            TableKind::Routing,
            &[
                &["部件 / 公用设施", "facility", "2", "承办单位", "市政"],
                &["", "", "", "around", "2"],
                &["", "安全隐患", "1", "网格", "1.2"],
            ],
        );
        let rules = rules.expect("rules");
        assert_eq!(again(&rules), rules);
        let Table::Routing(routing) = rules else { panic!("rules") };
        assert_eq!(routing.routes[0].within, Some(GridPath::from_text("1.2")), "a code names a grid, too");
        assert_eq!(routing.routes[0].to, Handler::Unit { unit: UnitId("U1".into()) });
        assert_eq!(routing.routes[2].kind, Some(ReportKind::Hazard));
    }

    #[test]
    fn sensors_are_read_as_they_were_written_and_what_makes_no_sense_is_told_by_its_row() {
        let one = ["F-1", "消防报警", "3号楼烟感", "1.2", "fire/1", "/state = alarm", "/id"];
        let table = said(TableKind::Sensors, &[&one]).expect("a sensor");
        assert_eq!(again(&table), table);
        let rows: &[&[&str]] = &[
            &one,
            &one,
            &["", "fire", "a", "1.2", "t"],
            &["F-2", "smell", "a", "1.2", "t"],
            &["F-3", "fire", "a", "nowhere", "t"],
            &["F-4", "fire", "a", "1.2", "t/#"],
            &["F-5", "fire", "a", "1.2", "t", "level"],
            &["F-6", "fire", "a", "1.2", "t", "", "id"],
        ];
        let told = said(TableKind::Sensors, rows).expect_err("something is wrong");
        let codes = [
            (2, "edition.twice"),
            (3, "edition.no_text"),
            (4, "edition.unknown_word"),
            (5, "edition.no_such_grid"),
            (6, "edition.no_topic"),
            (7, "edition.no_test"),
            (8, "edition.no_pointer"),
        ];
        assert_eq!(told, codes.map(|(row, code)| (row, code.to_owned())));
    }

    #[test]
    fn what_makes_no_sense_is_told_by_its_row_and_column() {
        let told = |kind, rows: &[&[&str]]| said(kind, rows).expect_err("something is wrong");
        let told_of = |row: u32, code: &str| (row, code.to_owned());
        let long = "长".repeat(MOST_IN_NAME + 1);
        assert_eq!(
            told(TableKind::Categories, &[&["a"], &["", "b"], &["a"], &[], &["x/y"], &[&long]]),
            [
                told_of(2, "edition.no_name"),
                told_of(3, "edition.twice"),
                told_of(5, "edition.sign_in_name"),
                told_of(6, "edition.long_name"),
            ]
        );
        assert_eq!(told(TableKind::Categories, &[]), [told_of(0, "edition.empty")]);
        assert_eq!(
            told(
                TableKind::Routing,
                &[
                    &["部件 / 没有", "", "", "unit", "U1"],
                    &["", "", "9", "unit", "U1"],
                    &["", "怪", "", "unit", "水务"],
                    &["", "", "", "unit", "没有"],
                    &["", "", "", "around", "7"],
                    &["", "", "", "人", "7"],
                ]
            ),
            [
                told_of(1, "edition.no_such_category"),
                told_of(2, "edition.no_such_grid"),
                told_of(3, "edition.unknown_word"),
                told_of(3, "edition.many_units"),
                told_of(4, "edition.no_such_unit"),
                told_of(5, "edition.no_such_level"),
                told_of(6, "edition.unknown_word"),
            ]
        );
        assert_eq!(
            told(
                TableKind::Limits,
                &[
                    &["一般", "处置", "0", "工作时间"],
                    &["normal", "处置", "10", "working"],
                    &["急", "x", "1", "always"]
                ]
            ),
            [
                told_of(1, "edition.no_minutes"),
                told_of(2, "edition.twice"),
                told_of(3, "edition.unknown_word"),
                told_of(3, "edition.unknown_word"),
            ]
        );
    }

    #[test]
    fn a_calendar_that_guesses_is_none() {
        let told = |rows: &[&[&str]]| said(TableKind::Calendar, rows).expect_err("something is wrong");
        let told_of = |row: u32, code: &str| (row, code.to_owned());
        assert_eq!(
            told(&[
                &["上班时段", "8:30-12:00", ""],
                &["hours", "11:00—13:00", ""],
                &["hours", "13-12", ""],
                &["year", "2027", ""],
                &["year", "2026年", "通知"],
                &["放假", "2026年1月1日", ""],
                &["off", "2026-11-22", ""],
                &["on", "2026/11/20", ""],
                &["off", "2027-01-01", ""],
                &["off", "2026-02-30", ""],
            ]),
            [
                told_of(2, "edition.hours_meet"),
                told_of(3, "edition.no_hours"),
                told_of(4, "edition.no_source"),
                told_of(7, "edition.off_anyhow"),
                told_of(8, "edition.worked_anyhow"),
                told_of(9, "edition.no_notice"),
                told_of(10, "edition.no_day"),
            ]
        );
        assert_eq!(told(&[&["year", "2026", "通知"]]), [told_of(0, "edition.hours_missing")]);
    }
}
