//! Map sheets: what stands on them, who may have them, and what the ledger keeps.

mod ground;

use std::collections::BTreeSet;
use std::fs;

use desk::Printed;
use domain::action::{Action, Outcome};
use domain::answer::{Answer, PrintLine};
use domain::code::{GridPath, Level};
use domain::fact::{Fact, Header};
use domain::failure::Failure;
use domain::news::Vector;
use domain::question::Question;
use domain::seat::{Role, Seat};
use domain::sheet::{Orientation, Paper, SheetFormat, SheetMeasure, SheetPrint, SheetWish};
use domain::words::Language;
use exchange::Kind;
use ledger::Reader;
use tests::{Story, operator, owner};

use crate::poppler::{page_of, text_of, told_by};

const DISTRICT: &str = "411602";
const STREET: &str = "411602.411602003";
const COMMUNITY: &str = "411602.411602003.411602003006";
const BUILDING: &str = "411602.411602001.411602001001.411602001001001.411602001001001001";

fn wish(path: &str) -> SheetWish {
    SheetWish::of(GridPath::from_text(path))
}

fn print_as(story: &Story, seat: &Seat, wish: &SheetWish) -> Result<Printed, Failure> {
    Ok(story.desk.sheet(seat, story.command(), wish, None)?.expect("nothing was there before"))
}

fn print(story: &Story, wish: &SheetWish) -> Printed {
    print_as(story, &owner(), wish).expect("the sheet comes out")
}

/// The prints that the ledger keeps, with what stands before each.
fn kept(story: &Story) -> Vec<(Header, SheetPrint)> {
    let reader = Reader::open(&story.path(), story.keys()).expect("the store is read");
    let facts = reader.view().facts_since(&Vector::default(), u32::MAX).expect("the log");
    let prints = facts.into_iter().filter_map(|(header, fact)| match fact {
        Some(Fact::SheetPrinted { print }) => Some((header, print)),
        _ => None,
    });
    prints.collect()
}

#[test]
fn a_print_is_a_fact_with_who_and_when_and_the_files_own_hash() {
    let story = Story::small();
    let printed = print_as(&story, &operator("411602.411602001"), &wish("411602.411602001")).expect("it is theirs");
    let [(header, print)] = &kept(&story)[..] else { panic!("one print, one fact") };
    assert_eq!(print, &printed.print);
    assert_eq!(print.hash, blake3::hash(&printed.bytes).to_hex().to_string());
    assert_eq!((header.by.role, header.subject.as_str()), (Role::Operator, "grid/411602.411602001"));
    assert_eq!(header.scope, Some(GridPath::from_text("411602.411602001")));
    story.verified();
}

#[test]
fn nobody_writes_down_a_print_that_there_never_was() {
    let story = Story::small();
    let printed = print(&story, &wish(DISTRICT));
    let forged = SheetPrint { hash: "00".to_owned(), ..printed.print.clone() };
    for invented in [forged, printed.print] {
        let failure = story.act(Action::PrintSheet { print: invented }).expect_err("it did not come out of the press");
        assert_eq!(failure.code, "unknown");
    }
    assert_eq!(kept(&story).len(), 1);
}

#[test]
fn a_seat_prints_its_own_grids_only() {
    let story = Story::small();
    let refused = |seat: &Seat, path: &str| print_as(&story, seat, &wish(path)).expect_err("not theirs").code;
    assert_eq!(refused(&operator("411602.411602001"), "411602.411602002"), "rights.outside_subtree");
    assert_eq!(refused(&owner(), "411602.9"), "grid.unknown");
    let auditor = Seat { role: Role::Auditor, ..owner() };
    assert_eq!(refused(&auditor, DISTRICT), "rights.not_yours");
    assert_eq!(Story::empty().desk.press(&owner(), &wish(DISTRICT), None).expect_err("no grids").code, "scheme.none");
    assert_eq!(kept(&story), []);
}

#[test]
fn a_machine_without_a_chinese_font_refuses_in_words() {
    let story = Story::small().without_fonts();
    let failure = print_as(&story, &owner(), &wish(DISTRICT)).expect_err("no font");
    assert_eq!(failure.code, "sheet.no_font");
    assert_eq!(kept(&story), []);
}

#[test]
fn the_same_content_is_not_printed_again_and_changed_counts_are() {
    let story = Story::small();
    let first = print(&story, &wish("411602.411602001"));
    story.wait_seconds(3600);
    let again = |content: &str| {
        story.desk.sheet(&owner(), story.command(), &wish("411602.411602001"), Some(content)).expect("it is read")
    };
    assert_eq!(again(&first.print.content), None, "who prints and when are no content");
    let head = "网格编码,岗位,姓名,电话\n411602001001,社区副网格长,陈十,10000000010\n";
    story.import(Kind::Heads, "more.csv", head).expect("a head comes in");
    let second = again(&first.print.content).expect("a child has another head now");
    assert_ne!(second.print.content, first.print.content);
    assert_eq!(kept(&story).len(), 2);
}

#[test]
fn the_same_command_again_prints_once() {
    let story = Story::small();
    let command = story.command();
    let printed = story.desk.press(&owner(), &wish(DISTRICT), None).expect("drawn").expect("new").print;
    let call = domain::action::Call { command_id: command, action: Action::PrintSheet { print: printed.clone() } };
    let first = story.desk.act(&owner(), call.clone()).expect("handed out");
    assert_eq!(first, Outcome::SheetPrinted { hash: printed.hash });
    assert_eq!(story.desk.act(&owner(), call).expect("the first answer again"), first);
    assert_eq!(kept(&story).len(), 1);
}

/// The prints that a seat is told of: their grids, and how many there are in all.
fn told(story: &Story, seat: &Seat, scope: Option<&str>, from: u32, limit: u32) -> (Vec<PrintLine>, u32) {
    let scope = scope.map(GridPath::from_text);
    let Ok(Answer::Prints(list)) = story.desk.ask(seat, &Question::Prints { scope, from, limit }) else {
        panic!("a seat may ask for its own prints")
    };
    (list.prints, list.total)
}

#[test]
fn prints_are_listed_newest_first_with_who_and_what_and_no_seat_sees_anothers() {
    let story = Story::small();
    let clerk = operator("411602.411602001");
    print(&story, &wish(DISTRICT));
    story.wait_seconds(60);
    let own = print_as(&story, &clerk, &SheetWish { paper: Paper::A3, ..wish("411602.411602001") }).expect("theirs");
    story.wait_seconds(60);
    print(&story, &wish("411602.411602002"));

    let (lines, total) = told(&story, &owner(), None, 0, 10);
    let grids: Vec<&str> = lines.iter().map(|line| line.print.wish.grid.as_str()).collect();
    assert_eq!((grids, total), (vec!["411602.411602002", "411602.411602001", DISTRICT], 3));
    let line = &lines[1];
    assert_eq!((&line.print, line.by.role), (&own.print, Role::Operator));
    assert_eq!((line.print.wish.paper, line.print.scheme.as_deref()), (Paper::A3, Some("网格方案")));
    let grid = line.grid.as_ref().expect("the scheme has it");
    assert_eq!((grid.code.as_str(), grid.level.0), ("411602001", 2));
    assert!(lines[0].at > line.at && line.at > lines[2].at);

    assert_eq!(told(&story, &owner(), None, 1, 1).0, lines[1..2], "a page of it");
    assert_eq!(told(&story, &owner(), Some("411602.411602001"), 0, 10), (lines[1..2].to_vec(), 1));
    assert_eq!(told(&story, &owner(), Some(DISTRICT), 0, 10).1, 3, "and all below");
    assert_eq!(told(&story, &clerk, None, 0, 10), (lines[1..2].to_vec(), 1));
    let scope = Some(GridPath::from_text("411602.411602002"));
    let refused = story.desk.ask(&clerk, &Question::Prints { scope, from: 0, limit: 10 }).expect_err("not theirs");
    assert_eq!(refused.code, "rights.outside_subtree");
    // The list is a fold of the log: made anew it says the same.
    story.verified();
}

#[test]
fn the_sheets_of_a_grid_and_of_all_below_are_named_level_by_level_and_no_two_alike() {
    let story = Story::demonstration();
    let sheets = |wish: SheetWish, levels: &[u8]| {
        let levels = levels.iter().copied().map(Level).collect();
        match story.desk.ask(&owner(), &Question::Sheets { wish, levels }) {
            Ok(Answer::Sheets(list)) => Ok(list.sheets),
            Ok(_) => panic!("sheets answer with sheets"),
            Err(failure) => Err(failure.code),
        }
    };
    let three = sheets(wish(DISTRICT), &[1, 2, 3]).expect("the owner may");
    let count = |level| three.iter().filter(|line| line.level == Level(level)).count();
    assert_eq!([count(1), count(2), count(3), three.len()], [1, 9, 88, 98]);
    assert!(three.is_sorted_by_key(|line| line.level));
    assert_eq!(three[0].file, "1 411602 川汇区人口分布图 A4.pdf");
    let other = SheetWish { orientation: Orientation::Landscape, ..wish(DISTRICT) };
    let mut files: BTreeSet<String> = three.iter().map(|line| line.file.clone()).collect();
    for line in sheets(other, &[1, 2, 3]).expect("the owner may") {
        assert_eq!(line.wish.orientation, Orientation::Landscape);
        files.insert(line.file);
    }
    assert_eq!(files.len(), 196, "another wish has other files");
    assert_eq!(sheets(wish(STREET), &[]).expect("the owner may")[0].wish.grid.as_str(), STREET);
    assert_eq!(sheets(wish("411602.9"), &[]), Err("grid.unknown".to_owned()));
}

#[test]
fn a_thumbnail_is_a_small_picture_of_the_sheet_and_no_print() {
    let story = Story::small();
    let side = |bytes: &[u8], at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
    let drawn = |seat: &Seat, wish: &SheetWish| story.desk.thumbnail(seat, wish);
    let small = drawn(&owner(), &wish(DISTRICT)).expect("it is drawn");
    assert_eq!((&small[..4], side(&small, 16), side(&small, 20)), (&b"\x89PNG"[..], 339, 480));
    let wide = SheetWish { orientation: Orientation::Landscape, paper: Paper::A2, ..wish(DISTRICT) };
    assert_eq!(side(&drawn(&owner(), &wide).expect("it is drawn"), 16), 480);
    assert_eq!(kept(&story), [], "nothing was handed out");
    let failure = drawn(&operator("411602.411602001"), &wish(DISTRICT)).expect_err("not theirs");
    assert_eq!(failure.code, "rights.outside_subtree");

    // Another program's picture stands in for it while it is of this very revision.
    let Ok(Answer::District(card)) = story.desk.ask(&owner(), &Question::District) else { panic!("a district") };
    let mut folder = story.path().into_os_string();
    folder.push(".thumbs");
    let folder = std::path::PathBuf::from(folder);
    fs::create_dir(&folder).expect("a folder");
    fs::write(folder.join("411602.png"), b"\x89PNG\r\n\x1a\nby another").expect("a picture");
    for (revision, is_taken) in [(card.revision, true), (card.revision + 1, false)] {
        fs::write(folder.join("thumbs.json"), format!(r#"{{"revision":{revision}}}"#)).expect("a list");
        let shown = drawn(&owner(), &wish(DISTRICT)).expect("it is drawn");
        assert_eq!(shown.ends_with(b"by another"), is_taken);
    }
}

#[test]
fn a_sheet_says_all_that_a_sheet_must_say() {
    let story = Story::demonstration();
    let printed = print(&story, &wish(DISTRICT));
    let Some(text) = text_of(&printed.bytes) else { return };
    let page = |number: usize| text.split('\u{c}').nth(number - 1).unwrap_or_default().to_owned();
    let front = page(1);
    for word in [
        "川汇区人口分布图",
        "第 1 级 区",
        "411602",
        "网格方案：五级网格",
        "汇总数据",
        "审图：未审（导入）",
        "图例",
        "人口（按街道）",
        "大型商超",
        "数量",
        "459,295",
        "19,161",
        "数据日期 2026-10-31",
        "示范数据（合成）",
        "网格长",
        "总网格长",
        "办公电话",
        "2000 国家大地坐标系",
        "3° 带第 38 带",
        "1:",
        "km",
        "北",
        "印制：管理员　2026-11-20 12:00",
        "第 1 页　共 3 页",
        "搬口街道",
    ] {
        let flat = |text: &str| text.replace([' ', '　'], "");
        assert!(flat(&front).contains(&flat(word)), "{word} is missing:\n{front}");
    }
    assert!(page(2).contains("街道一览") && page(2).contains("411602010"), "{}", page(2));
    let rest = page(2) + &page(3);
    for place in ["颍滨购物中心", "周商公路西南卡点", "关闭"] {
        assert!(rest.contains(place), "{place} is missing");
    }
}

#[test]
fn every_child_is_on_the_map_by_name_or_by_number_and_all_are_in_the_register() {
    let story = Story::demonstration();
    let printed = print(&story, &SheetWish { paper: Paper::A3, ..wish(COMMUNITY) });
    let Some(text) = text_of(&printed.bytes) else { return };
    let pages: Vec<&str> = text.split('\u{c}').collect();
    let names = ["海燕花苑", "三川庭院", "中州名苑", "翰林丽都", "嘉和家属院", "玉兰雅居", "沙河小区"];
    for name in names {
        assert!(pages[0].contains(name), "{name} is not on the map");
        assert!(pages[1].contains(name), "{name} is not in the register");
    }
}

#[test]
fn fonts_are_embedded_and_hold_only_the_letters_that_occur() {
    let story = Story::demonstration();
    for path in [DISTRICT, BUILDING] {
        let printed = print(&story, &wish(path));
        assert!(printed.bytes.starts_with(b"%PDF-"));
        assert!(printed.bytes.len() < 2 << 20, "{} bytes: a whole font is 16 MB", printed.bytes.len());
        let Some(fonts) = told_by("pdffonts", &["FILE"], &printed.bytes) else { return };
        let rows: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(!rows.is_empty());
        for row in rows {
            let (name, _) = row.split_once('+').expect("a subset's name begins with its tag");
            assert!(name.len() == 6 && row.contains("Identity-H"), "{row}");
            let words: Vec<&str> = row.split_whitespace().collect();
            let flags = &words[words.len() - 5..words.len() - 2];
            assert_eq!(flags, ["yes", "yes", "yes"], "embedded, subset, readable: {row}");
        }
    }
}

#[test]
fn a_single_building_prints_with_its_neighbours_on_one_page() {
    let story = Story::demonstration();
    let printed = print(&story, &SheetWish { language: Language::English, ..wish(BUILDING) });
    assert_eq!(printed.print.pages, 1);
    let Some(text) = text_of(&printed.bytes) else { return };
    for word in [
        "汇林新村1号楼 · Residents",
        "Page 1 of 1",
        "Imported, not reviewed",
        "Border of a neighbour",
        "冯桥第4组",
        "Printed by admin",
    ] {
        assert!(text.contains(word), "{word} is missing:\n{text}");
    }
}

#[test]
fn every_measure_and_paper_comes_out_in_both_ways_up() {
    let story = Story::small();
    let mut hashes = BTreeSet::new();
    for measure in SheetMeasure::ALL {
        for paper in Paper::ALL {
            for orientation in [Orientation::Portrait, Orientation::Landscape] {
                let printed = print(&story, &SheetWish { measure, paper, orientation, ..wish(DISTRICT) });
                hashes.insert(printed.print.hash);
            }
        }
    }
    assert_eq!(hashes.len(), 36, "no two are alike");
}

#[test]
fn a_picture_has_the_papers_size_at_300_dots_to_the_inch() {
    let story = Story::small();
    let picture = SheetWish { format: SheetFormat::Png, ..wish("411602.411602001") };
    let bytes = print(&story, &picture).bytes;
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
    assert_eq!((number(16), number(20)), (2480, 3508));
    assert_eq!((&bytes[37..41], number(41)), (&b"pHYs"[..], 11_811));
    let failure = print_as(&story, &owner(), &SheetWish { page: 9, ..picture }).expect_err("no such page");
    assert_eq!(failure.code, "sheet.no_such_page");
}

#[test]
fn a_street_with_a_limited_seat_shows_no_neighbour_that_the_seat_may_not_know() {
    let story = Story::demonstration();
    let own = print_as(&story, &operator(STREET), &wish(STREET)).expect("it is theirs");
    let whole = print(&story, &wish(STREET));
    let (Some(own), Some(whole)) = (text_of(&own.bytes), text_of(&whole.bytes)) else { return };
    assert!(whole.contains("小桥街街道") && !own.contains("小桥街街道"));
}

/// Twenty rows of twenty streets with long names, one of which has a hole that another fills; no counts anywhere.
fn many_streets() -> String {
    let square = |x: f64, y: f64, side: f64| [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)];
    let ring = |corners: &[(f64, f64)]| {
        let corners: Vec<String> = corners.iter().map(|(x, y)| format!("[{x:.4},{y:.4}]")).collect();
        format!("[{}]", corners.join(","))
    };
    let grid = |code: &str, name: &str, rings: &[String]| {
        let rings = rings.join(",");
        format!(
            r#"{{"type":"Feature","properties":{{"code":"{code}","name":"{name}"}},"geometry":{{"type":"Polygon","coordinates":[{rings}]}}}}"#
        )
    };
    let name = "一个名字特别特别长的示范区（含经济技术开发区和临港新城管理委员会以及代管乡镇）";
    let mut features = vec![grid(DISTRICT, name, &[ring(&square(114.0, 33.0, 0.2))])];
    for at in 0..400_u32 {
        let (x, y) = (114.0 + f64::from(at % 20) * 0.01, 33.0 + f64::from(at / 20) * 0.01);
        let mut rings = vec![ring(&square(x, y, 0.01))];
        if at == 105 {
            let mut hole = square(x + 0.003, y + 0.003, 0.004);
            features.push(grid("411602900", "飞地街道", &[ring(&hole)]));
            hole.reverse();
            rings.push(ring(&hole));
        }
        features.push(grid(&format!("411602{:03}", at + 1), &format!("滨河新区第{}街道办事处", at + 1), &rings));
    }
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

#[test]
fn four_hundred_children_without_counts_run_over_many_pages_and_none_is_lost() {
    let story = Story::empty();
    story.import(Kind::Grids, "grids.geojson", &many_streets()).expect("the grids come in");
    let printed = print(&story, &wish(DISTRICT));
    let Some(text) = text_of(&printed.bytes) else { return };
    let pages: Vec<String> = text.split('\u{c}').map(|page| page.replace([' ', '　', '\n'], "")).collect();
    let all = printed.print.pages as usize;
    assert!(all > 5, "{all} pages");
    for (page, text) in (1..).zip(&pages[..all]) {
        assert!(text.contains(&format!("第{page}页共{all}页")), "{text}");
    }
    assert!(pages[0].contains("无数据401") && pages[2].contains("（续）"), "{}", pages[0]);
    let register = pages[1..].concat();
    for at in 1..=400 {
        assert!(register.contains(&format!("411602{at:03}")), "street {at} is lost");
    }
    assert!(register.contains("飞地街道"));
    let ring = print(&story, &wish("411602.411602106"));
    assert!(text_of(&ring.bytes).is_some_and(|text| text.contains("飞地街道")), "the hole is its neighbour");
}
