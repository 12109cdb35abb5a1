//! What the press itself says on a sheet, in the sheet's language. Names and kinds are printed as they are.

use domain::grid::Grid;
use domain::scheme::Review;
use domain::sheet::{Orientation, SheetMeasure, SheetWish};
use domain::words::Language;

use crate::sheet::Sheet;

/// A sheet's title.
pub fn title(sheet: &Sheet) -> String {
    title_of(&sheet.grid.name, sheet.measure, sheet.language)
}

/// The title of a grid's sheet.
fn title_of(name: &str, measured: SheetMeasure, language: Language) -> String {
    match language {
        Language::Chinese => {
            let of = match measured {
                SheetMeasure::Population => "人口分布图",
                SheetMeasure::Households => "户数分布图",
                SheetMeasure::Buildings => "楼栋分布图",
                SheetMeasure::Units => "单元分布图",
                SheetMeasure::Venues => "重点场所分布图",
                SheetMeasure::Heads => "网格长配备图",
            };
            format!("{name}{of}")
        }
        Language::English => format!("{name} · {}", measure(measured, Language::English)),
    }
}

/// The title behind the grid's code, as every file system takes it.
pub fn file_name(grid: &Grid, wish: &SheetWish) -> String {
    const MOST: usize = 80;
    let plain = |sign: char| if sign.is_control() || r#"/\:*?"<>|"#.contains(sign) { '_' } else { sign };
    let title = title_of(&grid.name, wish.measure, wish.language);
    let name: String = format!("{} {title}", grid.code).chars().map(plain).take(MOST).collect();
    name.trim_matches([' ', '.']).to_owned()
}

/// The same in a folder of sheets: the level in front keeps levels together, and what the paper is behind keeps
/// another wish's sheets beside these.
pub fn album_name(grid: &Grid, wish: &SheetWish) -> String {
    let lies = match wish.orientation {
        Orientation::Portrait => "",
        Orientation::Landscape => wish.language.either("横", " landscape"),
    };
    let (level, name, paper) = (grid.level, file_name(grid, wish), wish.paper.word());
    format!("{level} {name} {paper}{lies}.{}", wish.format.ending())
}

/// What is measured.
pub fn measure(of: SheetMeasure, language: Language) -> &'static str {
    let (zh, en) = match of {
        SheetMeasure::Population => ("人口", "Residents"),
        SheetMeasure::Households => ("户数", "Households"),
        SheetMeasure::Buildings => ("楼栋", "Buildings"),
        SheetMeasure::Units => ("单元", "Units"),
        SheetMeasure::Venues => ("重点场所和卡点", "Venues and checkpoints"),
        SheetMeasure::Heads => ("网格长", "Heads"),
    };
    language.either(zh, en)
}

/// What grids without a value are called.
pub fn without(of: SheetMeasure, language: Language) -> &'static str {
    let (zh, en) = match of {
        SheetMeasure::Heads => ("无网格长", "No head"),
        _ => ("无数据", "No count"),
    };
    language.either(zh, en)
}

/// Whether the map was reviewed 审图.
pub fn review(review: Review, language: Language) -> &'static str {
    match review {
        Review::Reviewed => language.either("已审", "Reviewed"),
        Review::Imported => language.either("未审（导入）", "Imported, not reviewed"),
        Review::Waiting => language.either("未审", "Not reviewed"),
    }
}

/// A whole number with its thousands apart.
pub fn number(of: u32) -> String {
    grouped(&of.to_string())
}

/// A whole number with its sign and its thousands apart; nought has no sign.
pub fn difference(of: i64) -> String {
    let sign = match of {
        ..0 => "−",
        0 => "",
        1.. => "+",
    };
    format!("{sign}{}", grouped(&of.unsigned_abs().to_string()))
}

/// Degrees, minutes, seconds.
pub fn degrees(of: f64) -> String {
    let seconds = (of.abs() * 3600.0).round() as u64;
    let sign = if of < 0.0 { "−" } else { "" };
    format!("{sign}{}°{:02}′{:02}″", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

fn grouped(digits: &str) -> String {
    let first = digits.len() % 3;
    digits
        .char_indices()
        .flat_map(|(at, digit)| (at > 0 && at % 3 == first).then_some(',').into_iter().chain([digit]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!([number(7), number(1_234), number(1_234_567)], ["7", "1,234", "1,234,567"]);
        assert_eq!([difference(0), difference(-1_200), difference(35)], ["0", "−1,200", "+35"]);
        assert_eq!(degrees(114.652_1), "114°39′08″");
        assert_eq!(degrees(-33.999_999), "−34°00′00″");
    }
}
