//! Who looked at which streams, on paper: a round through venues, or a part of the list. It has times and words, and no
//! picture.

use std::collections::BTreeSet;

use domain::answer::{Author, ViewingLine};
use domain::moment::Moment;
use domain::viewing::Outage;
use domain::words::{self, Language, name_of};

use crate::pen::Align;
use crate::report::Report;
use crate::sheet::Printed;
use crate::table::column;

/// Looks, to be set.
#[derive(Debug, Clone, PartialEq)]
pub struct ViewingSheet {
    /// The store's name.
    pub store: String,
    /// The grid that it is about, by name.
    pub scope: String,
    /// Whether they are one round.
    pub is_round: bool,
    /// The oldest first.
    pub looks: Vec<Look>,
    /// The kinds of places of a round, by name; empty for what is no round.
    pub kinds: Vec<KindOfPlace>,
    /// Streams of these kinds at which nobody looked, in words.
    pub unseen: Vec<String>,
    /// Who prints, and when.
    pub printed: Printed,
    /// The language of what stands beside people's own words.
    pub language: Language,
    /// Hours east of Greenwich.
    pub offset_hours: i8,
}

/// One look.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// Who, at what, why, from when to when.
    pub line: ViewingLine,
    /// The last time in it in which no picture came.
    pub outage: Option<Outage>,
}

/// How much of a kind of place was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindOfPlace {
    /// 大型商超 ….
    pub name: String,
    /// How many streams there are that may be looked at.
    pub streams: usize,
    /// How many were.
    pub seen: usize,
}

/// The looks as a report.
pub fn report(sheet: &ViewingSheet) -> Report {
    let language = sheet.language;
    let what = if sheet.is_round {
        language.either("视频巡查记录", "round through streams")
    } else {
        language.either("视频调阅记录", "looks at streams")
    };
    let kinds: Vec<&str> = sheet.kinds.iter().map(|kind| kind.name.as_str()).collect();
    let title = match language {
        Language::Chinese => format!("{}　{what}　{}", sheet.scope, kinds.join("、")),
        Language::English => format!("{} · {what} · {}", sheet.scope, kinds.join(", ")),
    };
    // What is the same of all stands above the table.
    let (who, why) = (only(sheet, |line| person(&line.by, language)), only(sheet, |line| reason(line, language)));
    let is_mixed = who.is_none() || why.is_none();
    let left = |head, share| column(head, share, Align::Left);
    let mut columns = vec![
        column(language.either("序号", "No."), 0.06, Align::Right),
        left(language.either("场所（网格）", "Place (grid)"), 0.24),
        left(language.either("视频", "Stream"), 0.14),
        left(language.either("调阅时间", "Looked"), 0.17),
        left(language.either("画面情况", "What was seen"), if is_mixed { 0.24 } else { 0.39 }),
    ];
    if is_mixed {
        columns.push(left(language.either("调阅人、理由", "Who, why"), 0.15));
    }
    let rows = (1..).zip(&sheet.looks).map(|(number, look): (usize, &Look)| {
        let mut row = row(sheet, number, look);
        if is_mixed {
            row.push(format!("{}\n{}", person(&look.line.by, language), reason(&look.line, language)));
        }
        row
    });
    Report {
        title: title.trim_end_matches(['　', '·', ' ']).to_owned(),
        told: told(sheet, who, why),
        columns,
        rows: rows.collect(),
        none: language.either("没有调阅", "nobody looked"),
        notes: Vec::new(),
        signatures: if sheet.is_round {
            vec![language.either("巡查人签字、时间", "Signed by who went round, and when").to_owned()]
        } else {
            Vec::new()
        },
        store: sheet.store.clone(),
        printed: sheet.printed.clone(),
        language,
    }
}

fn told(sheet: &ViewingSheet, who: Option<String>, why: Option<String>) -> Vec<String> {
    let language = sheet.language;
    let mut told = Vec::new();
    let mut head = Vec::new();
    head.extend(who.map(|who| language.either(format!("调阅人：{who}"), format!("By: {who}"))));
    head.extend(why.map(|why| language.either(format!("理由：{why}"), format!("Why: {why}"))));
    if !head.is_empty() {
        told.push(head.join(language.either("　", " · ")));
    }
    let (began, ended) = (
        sheet.looks.iter().map(|look| look.line.began).min(),
        sheet
            .looks
            .iter()
            .map(|look| look.line.ended)
            .collect::<Option<Vec<_>>>()
            .and_then(|all| all.into_iter().max()),
    );
    if let Some(began) = began {
        let began = began.second(sheet.offset_hours);
        let ended = ended.map_or_else(
            || language.either("仍在进行", "still going on").to_owned(),
            |ended| ended.second(sheet.offset_hours),
        );
        told.push(language.either(format!("时间：{began} 至 {ended}"), format!("From {began} to {ended}")));
    }
    for KindOfPlace { name, streams, seen } in &sheet.kinds {
        told.push(language.either(
            format!("{name}：可看 {streams} 路，已看 {seen} 路"),
            format!("{name}: {seen} of {streams} streams were looked at"),
        ));
    }
    if !sheet.unseen.is_empty() {
        let unseen = sheet.unseen.join(language.either("、", ", "));
        told.push(language.either(format!("未看：{unseen}"), format!("Not looked at: {unseen}")));
    }
    told.push(counts(sheet));
    told.push(
        language
            .either(
                "本记录不含图像：画面不保存，只记何人、何时、因何看过何处。",
                "No picture is kept: this says who looked where, when and why.",
            )
            .to_owned(),
    );
    told
}

/// How many streams gave a picture and how many did not, as of the last look at each.
fn counts(sheet: &ViewingSheet) -> String {
    let language = sheet.language;
    let last = |stream: &str| sheet.looks.iter().rev().find(|look| look.line.stream == stream);
    let streams: BTreeSet<&str> = sheet.looks.iter().map(|look| look.line.stream.as_str()).collect();
    let down = streams.iter().filter(|stream| last(stream).is_some_and(Look::is_down)).count();
    let (looks, streams) = (sheet.looks.len(), streams.len());
    language.either(
        format!("共调阅 {looks} 次、{streams} 路；结束时 {} 路有画面，{down} 路无画面", streams - down),
        format!("{looks} looks at {streams} streams; in the end {} with a picture, {down} without", streams - down),
    )
}

impl Look {
    /// Whether it ended without a picture.
    fn is_down(&self) -> bool {
        match (&self.outage, self.line.ended) {
            (Some(outage), Some(ended)) => outage.until.is_none_or(|until| until > ended),
            (Some(outage), None) => outage.until.is_none(),
            (None, Some(_)) => self.line.last.is_none(),
            (None, None) => false,
        }
    }
}

fn row(sheet: &ViewingSheet, number: usize, look: &Look) -> Vec<String> {
    let line = &look.line;
    let place = if line.grid_name.is_empty() {
        line.place.clone()
    } else {
        sheet
            .language
            .either(format!("{}\n（{}）", line.place, line.grid_name), format!("{}\n({})", line.place, line.grid_name))
    };
    vec![number.to_string(), place, line.name.clone(), times(sheet, line), seen(sheet, look)]
}

fn times(sheet: &ViewingSheet, line: &ViewingLine) -> String {
    let began = line.began.second(sheet.offset_hours);
    let ended = match line.ended {
        Some(ended) => moment(sheet, ended, line.began),
        None => return sheet.language.either(format!("{began}\n仍在看"), format!("{began}\nstill looking")),
    };
    sheet.language.either(format!("{began}\n至 {ended}"), format!("{began}\nto {ended}"))
}

/// What was seen: a picture until when, or none since when and why.
fn seen(sheet: &ViewingSheet, Look { line, outage }: &Look) -> String {
    let language = sheet.language;
    let mut said = Vec::new();
    if let Some(outage) = outage {
        let since = moment(sheet, outage.since, line.began);
        said.push(match outage.until {
            Some(until) => {
                let until = moment(sheet, until, line.began);
                language
                    .either(format!("{since} 起无画面，{until} 恢复"), format!("no picture from {since} to {until}"))
            }
            None => language.either(format!("{since} 起无画面"), format!("no picture since {since}")),
        });
        said.extend(words::sentence(&outage.code, &outage.params, language));
    }
    let last = line.last.or_else(|| outage.as_ref().and_then(|outage| outage.last));
    said.push(match (last, line.ended) {
        (Some(last), _) => {
            let last = moment(sheet, last, line.began);
            language.either(format!("最后画面 {last}"), format!("last picture {last}"))
        }
        (None, None) if outage.is_none() => language.either("正在看", "looks now").to_owned(),
        (None, _) => language.either("本次没有画面", "no picture came").to_owned(),
    });
    said.join("\n")
}

/// To the second; without its day where that is the look's own.
fn moment(sheet: &ViewingSheet, at: Moment, began: Moment) -> String {
    let (whole, day) = (at.second(sheet.offset_hours), began.day(sheet.offset_hours));
    whole.strip_prefix(&format!("{day} ")).map(str::to_owned).unwrap_or(whole)
}

fn reason(line: &ViewingLine, language: Language) -> String {
    let reason = name_of("viewing_reason", line.reason.word(), language).unwrap_or_default();
    if line.words.is_empty() { reason.to_owned() } else { format!("{reason} · {}", line.words) }
}

fn person(by: &Author, language: Language) -> String {
    let role = name_of("role", by.role.word(), language).unwrap_or_default();
    if by.person.is_empty() { role.to_owned() } else { format!("{} {}", by.person, by.title) }
}

/// What all looks have in common; none: they differ, or there are none.
fn only(sheet: &ViewingSheet, of: impl Fn(&ViewingLine) -> String) -> Option<String> {
    let mut all = sheet.looks.iter().map(|look| of(&look.line));
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}
