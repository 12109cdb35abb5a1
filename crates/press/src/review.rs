//! Figures and charges on paper: with when they were calculated, what each figure means, and what was left out.

use domain::answer::{ChargeLine, ReviewSheet};
use domain::review::{Dimension, Measure, Period, RowKey, Shown};
use domain::words::{Language, name_of};

use crate::pen::Align;
use crate::report::Report;
use crate::sheet::Printed;
use crate::table::column;

/// The figures of a period, to be set.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureSheet {
    /// The store's name.
    pub store: String,
    /// What the desk calculated.
    pub sheet: ReviewSheet,
    /// What of it leaves the house: the total, then each row.
    pub lines: Vec<Vec<Shown>>,
    /// Who prints, and when.
    pub printed: Printed,
    /// The language of what stands beside people's own words.
    pub language: Language,
    /// Hours east of Greenwich.
    pub offset_hours: i8,
}

/// What a review decided, to be set.
#[derive(Debug, Clone, PartialEq)]
pub struct ChargeSheet {
    /// The store's name.
    pub store: String,
    /// The grid that it is about, by name.
    pub scope: String,
    /// The review of which days.
    pub period: Period,
    /// What was decided, and what is open from before.
    pub charges: Vec<ChargeLine>,
    /// Who prints, and when.
    pub printed: Printed,
    /// The language of what stands beside people's own words.
    pub language: Language,
}

const NAME: f64 = 0.175;
const FIGURE: f64 = 0.075;

impl FigureSheet {
    /// What it is called.
    pub fn title(&self) -> String {
        let days = days(self.sheet.period, self.language);
        let scope = &self.sheet.scope_name;
        self.language.either(format!("{scope}　研判简报　{days}"), format!("{scope} · review · {days}"))
    }

    /// What is told before the table: as of when, and how it is counted.
    pub fn told(&self) -> Vec<String> {
        let language = self.language;
        let at = self.sheet.at.minute(self.offset_hours);
        let as_of = match &self.sheet.frozen {
            Some(_) => language.either(format!("已封存，数字为 {at} 的情况"), format!("Frozen: as of {at}")),
            None => language.either(format!("计算时间：{at}"), format!("Calculated at {at}")),
        };
        let counted = language.either(
                    "按来件时间统计这段时间内来件的事件。每格上为分子，下为比率；* 为 1 至 4 的数或能据此推出它们的数，对外不列",
                    "Counts the incidents that came in within these days. In each cell the numerator, below it the rate; * is a number from 1 to 4, or one that would give such a one away",
        );
        vec![as_of, counted.to_owned()]
    }

    /// What each figure means, and what was left out of it this time.
    pub fn meanings(&self) -> Vec<String> {
        let language = self.language;
        let meaning = |measure: Measure| {
            let means = name_of("review_means", measure.word(), language)?;
            let left_out: Vec<String> = (self.sheet.total.iter())
                .filter(|figure| figure.measure == measure)
                .flat_map(|figure| &figure.excluded)
                .filter_map(|out| name_of("review_why", out.why.word(), language))
                .map(str::to_owned)
                .collect();
            let colon = language.either("：", ": ");
            let out = match (left_out.is_empty(), language) {
                (true, _) => String::new(),
                (false, Language::Chinese) => format!("（本期有剔除：{}）", left_out.join("、")),
                (false, Language::English) => format!(" (left out this time: {})", left_out.join(", ")),
            };
            Some(format!("{}{colon}{means}{out}", name_of("review_measure", measure.word(), language)?))
        };
        Measure::ALL.into_iter().filter_map(meaning).collect()
    }

    /// The heads of the columns.
    pub fn heads(&self) -> Vec<&'static str> {
        let language = self.language;
        let first = match self.sheet.by {
            Dimension::Place => language.either("地点", "Place"),
            Dimension::Kind => language.either("类别", "Kind"),
            Dimension::Unit => language.either("承办", "Unit"),
            Dimension::Spot => language.either("热点", "Hot spot"),
            Dimension::Day => language.either("日", "Day"),
            Dimension::Week => language.either("周", "Week"),
            Dimension::Month => language.either("月", "Month"),
        };
        let measures = Measure::ALL.into_iter().filter_map(|one| name_of("review_measure", one.word(), language));
        std::iter::once(first).chain(measures).collect()
    }

    /// What each line is called: the total, then the rows.
    pub fn names(&self) -> Vec<String> {
        let all = self.language.either("合计", "All").to_owned();
        let rows = self.sheet.rows.iter().map(|row| match &row.key {
            RowKey::Kind { kind } => name_of("report_kind", kind.word(), self.language).unwrap_or_default().to_owned(),
            RowKey::Time { from } => from.to_string(),
            RowKey::Between => self.language.either("本级直接", "In it directly").to_owned(),
            RowKey::Nobody => self.language.either("未派单", "Given to nobody").to_owned(),
            RowKey::All | RowKey::Place { .. } | RowKey::Party { .. } | RowKey::Spot { .. } => row.name.clone(),
        });
        std::iter::once(all).chain(rows).collect()
    }
}

/// The figures as a report.
pub fn report(sheet: &FigureSheet) -> Report {
    let columns = sheet.heads().into_iter().enumerate().map(|(at, head)| match at {
        0 => column(head, NAME, Align::Left),
        _ => column(head, FIGURE, Align::Right),
    });
    let rows = sheet.names().into_iter().zip(&sheet.lines).map(|(name, line)| {
        let cells = line.iter().map(|shown| {
            let count = shown.count.map_or_else(|| "*".to_owned(), |count| count.to_string());
            let rate = match (shown.of, shown.permille()) {
                (Some(0), _) => "–".to_owned(),
                (_, Some(permille)) => rate(permille),
                _ => "*".to_owned(),
            };
            format!("{count}\n{rate}")
        });
        std::iter::once(name).chain(cells).collect()
    });
    Report {
        title: sheet.title(),
        told: sheet.told(),
        columns: columns.collect(),
        rows: rows.collect(),
        none: sheet.language.either("没有数字", "no figures"),
        notes: sheet.meanings(),
        signatures: Vec::new(),
        store: sheet.store.clone(),
        printed: sheet.printed.clone(),
        language: sheet.language,
    }
}

/// Thousandths as `98.0%`.
pub fn rate(permille: u32) -> String {
    format!("{}.{}%", permille / 10, permille % 10)
}

impl ChargeSheet {
    /// What it is called.
    pub fn title(&self) -> String {
        let days = days(self.period, self.language);
        self.language.either(
            format!("{}　周交办　{days}", self.scope),
            format!("{} · charges of the review · {days}", self.scope),
        )
    }

    /// The heads of the columns.
    pub fn heads(&self) -> [&'static str; 5] {
        let language = self.language;
        [
            language.either("事项", "What"),
            language.either("承办", "Who"),
            language.either("办结日期", "By"),
            language.either("会商", "Review of"),
            language.either("结果", "What came of it"),
        ]
    }

    /// A row for each charge.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let language = self.language;
        let row = |charge: &ChargeLine| {
            let came = match &charge.answer {
                Some(answer) => {
                    let word = serde_json::to_value(answer.end).ok();
                    let word = word.as_ref().and_then(|word| word.as_str()).unwrap_or_default();
                    let end = name_of("charge_end", word, language).unwrap_or_default();
                    [end, answer.words.as_str()]
                        .into_iter()
                        .filter(|text| !text.is_empty())
                        .collect::<Vec<_>>()
                        .join("\n")
                }
                None if charge.is_overdue => language.either("逾期", "overdue").to_owned(),
                None => language.either("在办", "open").to_owned(),
            };
            vec![
                charge.words.clone(),
                charge.owner.name.clone(),
                charge.due.to_string(),
                days(charge.review, language),
                came,
            ]
        };
        self.charges.iter().map(row).collect()
    }
}

/// The charges as a report.
pub fn charges(sheet: &ChargeSheet) -> Report {
    let shares = [0.36, 0.17, 0.12, 0.15, 0.2];
    Report {
        title: sheet.title(),
        told: Vec::new(),
        columns: sheet.heads().into_iter().zip(shares).map(|(head, share)| column(head, share, Align::Left)).collect(),
        rows: sheet.rows(),
        none: sheet.language.either("没有交办事项", "nobody is charged with anything"),
        notes: Vec::new(),
        signatures: vec![sheet.language.either("会商主持人", "Chair of the review").to_owned()],
        store: sheet.store.clone(),
        printed: sheet.printed.clone(),
        language: sheet.language,
    }
}

fn days(period: Period, language: Language) -> String {
    let last = period.until.yesterday().unwrap_or(period.until);
    language.either(format!("{} 至 {last}", period.from), format!("{} to {last}", period.from))
}
