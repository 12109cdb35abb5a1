//! What lies under and over a sheet's map: kilometres of the belt, and who printed it.

use domain::sheet::{Paper, SheetFormat, SheetWish};
use tests::Story;

use super::{DISTRICT, page_of, print, print_as, text_of, told_by, wish};
use crate::schemes::supervisor;

/// Words of the first page that are eastings of the 38th belt in whole kilometres: where their middle stands, in
/// millimetres, and metres east.
fn eastings(pdf: &[u8]) -> Option<Vec<(f64, f64)>> {
    let told = told_by("pdftotext", &["-bbox", "-f", "1", "-l", "1", "FILE", "-"], pdf)?;
    let edge = |line: &str, name: &str| -> Option<f64> {
        line.split_once(&format!("{name}=\""))?.1.split('"').next()?.parse().ok()
    };
    let word = |line: &str| {
        let text = line.split_once('>')?.1.split('<').next()?;
        let kilometres: f64 = text.strip_prefix("38").filter(|rest| rest.len() == 3)?.parse().ok()?;
        let middle = f64::midpoint(edge(line, "xMin")?, edge(line, "xMax")?);
        Some((middle * 25.4 / 72.0, kilometres * 1000.0))
    };
    Some(told.lines().filter(|line| line.trim_start().starts_with("<word")).filter_map(word).collect())
}

#[test]
fn the_kilometres_at_the_edge_stand_as_far_apart_as_the_scale_says() {
    let story = Story::demonstration();
    for paper in [Paper::A4, Paper::A2] {
        let printed = print(&story, &SheetWish { paper, ..wish(DISTRICT) });
        let (Some(mut found), Some(text)) = (eastings(&printed.bytes), text_of(&printed.bytes)) else { return };
        let said = text.split("1:").nth(1).expect("the scale is said");
        let is_group = |group: &&str| !group.is_empty() && group.chars().all(|sign| sign.is_ascii_digit());
        let scale: f64 = said.split(' ').take_while(is_group).collect::<String>().parse().expect("a number");
        found.sort_by(|a, b| a.partial_cmp(b).expect("numbers"));
        assert!(found.len() >= 4, "each line is named above and below: {found:?}");
        let (first, last) = (found[0], found[found.len() - 1]);
        let ground = (last.0 - first.0) / 1000.0 * scale;
        assert!(last.1 > first.1 && (ground / (last.1 - first.1) - 1.0).abs() < 0.01, "1:{scale}: {found:?}");
        // A round length apart, and each twice at one place.
        for (upper, lower) in found.iter().zip(&found[1..]).step_by(2) {
            assert!((upper.1 - lower.1).abs() < 1.0 && (upper.0 - lower.0).abs() < 0.5, "{upper:?} {lower:?}");
        }
    }
}

#[test]
fn who_printed_it_and_when_lies_over_every_part_of_the_map() {
    let story = Story::demonstration();
    let now = print(&story, &wish(DISTRICT));
    // The same sheet by somebody else at another time: nothing else differs over the map.
    let second = supervisor(&story);
    story.wait_seconds(7 * 3600);
    let later = print_as(&story, &second, &wish(DISTRICT)).expect("the sheet comes out");
    let (Some((width, first)), Some((_, second))) = (page_of(&now.bytes), page_of(&later.bytes)) else { return };
    let height = first.len() / width;
    // In ninths of what is map on any sheet: the left two thirds, between title and foot.
    let (across, down) = (width * 6 / 10 / 3, height * 5 / 10 / 3);
    for ninth in 0..9 {
        let (left, top) = (width / 20 + ninth % 3 * across, height / 5 + ninth / 3 * down);
        let rows = (top..top + down).map(|row| row * width + left);
        let differs = rows.flat_map(|begin| begin..begin + across).filter(|&at| first[at].abs_diff(second[at]) > 1);
        assert!(differs.count() > 0, "the ninth at {left}, {top} of {width} × {height} says nothing of who printed it");
    }
}

#[test]
fn the_largest_paper_as_a_picture_has_300_dots_to_the_inch() {
    let story = Story::small();
    let printed = print(&story, &SheetWish { format: SheetFormat::Png, paper: Paper::A2, ..wish(DISTRICT) });
    let number = |at: usize| u32::from_be_bytes(printed.bytes[at..at + 4].try_into().expect("four bytes"));
    // 420 mm by 594 mm.
    assert_eq!((number(16), number(20)), (4961, 7016));
    let density = printed.bytes.windows(4).position(|name| name == b"pHYs").expect("it says so itself") + 4;
    // Dots to the metre.
    assert_eq!((number(density), number(density + 4), printed.bytes[density + 8]), (11_811, 11_811, 1));
}
