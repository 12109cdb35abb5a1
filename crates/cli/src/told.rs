//! Failures, faults and findings in the words of the one table; where a newer desk has a code that this
//! program does not know, in the words that came with it.

use domain::failure::Failure;
use domain::import::Fault;
use domain::words::{self, Language, Params};

/// Faults that are shown of one file; a JSON document has them all.
const SHOWN: usize = 20;

/// What tables have rows of, and layers features.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Of a CSV table.
    Row,
    /// Of GeoJSON.
    Feature,
}

impl Unit {
    /// By the file's name.
    pub fn of(file: &str) -> Self {
        if file.to_ascii_lowercase().ends_with("json") { Self::Feature } else { Self::Row }
    }
}

/// What happened, and what to do; a file that was refused brings its faults, one to a line.
pub fn failure(failure: &Failure, language: Language) -> Vec<[String; 2]> {
    let label = |zh: &str, en: &str| language.either(zh, en).to_owned();
    let (code, params) = match failure.faults.as_slice() {
        [] => (failure.code.as_str(), &failure.params),
        _ => ("import.refused", &failure.params),
    };
    let sentence = words::sentence(code, params, language).unwrap_or_else(|| failure.message.clone());
    let advice = words::advice(code, params, language).unwrap_or_else(|| failure.advice.clone());
    let mut lines = vec![[label("错误", "error"), sentence]];
    // What broke without a name is told by whoever noticed; it helps those who look for the cause.
    if code == "broken" && !failure.message.is_empty() {
        lines.push([label("详情", "detail"), failure.message.clone()]);
    }
    let unit = Unit::of(params.get("file").map_or("", String::as_str));
    lines.extend(faults(failure.faults.iter(), unit, language).into_iter().map(|line| [String::new(), line]));
    lines.push([label("建议", "advice"), advice]);
    lines.extend(failure.reference.clone().map(|reference| [label("编号", "reference"), reference]));
    lines.retain(|[_, words]| !words.is_empty());
    lines
}

/// The first faults of a file, one to a line, and how many more there are.
pub fn faults<'a>(mut faults: impl Iterator<Item = &'a Fault>, unit: Unit, language: Language) -> Vec<String> {
    let mut lines: Vec<String> = faults.by_ref().take(SHOWN).map(|one| fault(one, unit, language)).collect();
    if let more @ 1.. = faults.count() {
        lines.push(language.either(format!("另有 {more} 处，见 --json"), format!("{more} more: see --json")));
    }
    lines
}

fn fault(fault: &Fault, unit: Unit, language: Language) -> String {
    let row = fault.row.map(|row| match unit {
        Unit::Row => language.either(format!("第 {row} 行"), format!("row {row}")),
        Unit::Feature => language.either(format!("第 {row} 个要素"), format!("feature {row}")),
    });
    let words = whole(&fault.code, &fault.params, &fault.message, language);
    row.into_iter().chain(fault.field.clone()).chain([words]).collect::<Vec<_>>().join("  ")
}

/// Sentence and advice, or what came.
pub fn whole(code: &str, params: &Params, came: &str, language: Language) -> String {
    words::whole(code, params, language).unwrap_or_else(|| came.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_file_tells_each_fault_by_its_place() {
        let faults = vec![
            Fault::at(7, "code", "grid.in_store", &[("code", "411602"), ("level", "1")]),
            Fault::of_file("file.blank", &[("file", "a.geojson")]),
        ];
        let told = |file, language| failure(&Failure::of_faults(file, faults.clone()), language);
        let chinese = told("a.geojson", Language::Chinese);
        assert_eq!(chinese[0], ["错误", "a.geojson 没有导入，有 2 处要改"]);
        assert_eq!(chinese[1][1], "第 7 个要素  code  库里已有编码 411602（第 1 级）；从文件里去掉");
        assert_eq!(chinese[3], ["建议", "改好后再导入；这次没有留下任何内容"]);
        let english = told("a.CSV", Language::English);
        assert_eq!(english[1][1], "row 7  code  the store has 411602 at level 1 already; leave it out of the file");
    }

    #[test]
    fn what_a_newer_desk_says_is_passed_on() {
        let newer = Failure { code: "moon.full".to_owned(), message: "it is full".to_owned(), ..known() };
        assert_eq!(failure(&newer, Language::Chinese)[0], ["错误", "it is full"]);
    }

    fn known() -> Failure {
        Failure::refused("seat.none", &[])
    }
}
