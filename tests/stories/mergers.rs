//! Real divisions beside each other: the municipalities of Switzerland from 2010 to 2026, of which 585 were merged into
//! others or into new ones. What the comparison says of each is held against what the offices' numbers tell.
//!
//! `scripts/swiss.sh` fetches the data, in the slow lane; without them the test says that it was skipped.

use std::collections::BTreeSet;
use std::path::PathBuf;

use domain::action::Action;
use domain::answer::{Answer, Comparison};
use domain::code::{GridPath, Level};
use domain::question::Question;
use exchange::{Kind, Options};
use tests::{Story, owner};

/// Year by year: how many municipalities, how many of their numbers are gone the year after, and how many are new then.
/// Counted from the numbers in the files alone, with another program.
const YEARS: [(u16, usize, usize, usize); 17] = [
    (2010, 2600, 52, 7),
    (2011, 2555, 65, 9),
    (2012, 2499, 107, 20),
    (2013, 2412, 66, 10),
    (2014, 2356, 35, 7),
    (2015, 2328, 36, 6),
    (2016, 2298, 45, 5),
    (2017, 2258, 38, 5),
    (2018, 2225, 13, 3),
    (2019, 2215, 13, 3),
    (2020, 2205, 36, 6),
    (2021, 2175, 29, 5),
    (2022, 2151, 18, 6),
    (2023, 2139, 6, 1),
    (2024, 2134, 12, 2),
    (2025, 2124, 14, 3),
    (2026, 2113, 0, 0),
];

/// How much of what is gone its successor has at least: from one year to another the office has drawn all borders anew,
/// more or less coarsely.
const LEAST: f64 = 0.88;

fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var_os("WUTU_SWISS_YEARS")?);
    folder.join("2026.zip").exists().then_some(folder)
}

/// The year before is in force or another draft: a comparison asks for any two.
fn compared(story: &Story, from: u16, to: u16) -> Comparison {
    let question = Question::Compare { from: Some(from.to_string()), to: to.to_string() };
    match story.desk.ask(&owner(), &question).expect("a comparison") {
        Answer::Compare(comparison) => *comparison,
        other => panic!("a comparison answers {other:?}"),
    }
}

/// How many went into Glarus Nord, Glarus Süd and Glarus.
fn glarus(comparison: &Comparison) -> usize {
    let heirs = ["1630", "1631", "1632"].map(GridPath::from_text);
    comparison.gone.iter().filter(|gone| gone.heir.as_ref().is_some_and(|heir| heirs.contains(heir))).count()
}

#[test]
fn what_was_merged_in_sixteen_years_is_found_by_its_ground_whatever_the_number_of_the_successor() {
    let Some(folder) = folder() else {
        eprintln!(
            "skipped: no Swiss years; scripts/swiss.sh FOLDER fetches them, and WUTU_SWISS_YEARS names the folder"
        );
        return;
    };
    let story = Story::empty();
    for (year, count, ..) in YEARS {
        if year > YEARS[0].0 {
            story.act(Action::DraftScheme { name: year.to_string(), from: None }).expect("a draft");
        }
        // In the offices' own system of metres, LV03 and later LV95; a name is not in every year's file.
        let columns = [("code", "id"), ("name", "id")].map(|(ours, theirs)| (ours.to_owned(), theirs.to_owned()));
        let options = Options {
            scheme: Some(year.to_string()),
            level: Some(Level::TOP),
            columns: columns.into(),
            ..Options::default()
        };
        let bytes = std::fs::read(folder.join(format!("{year}.zip"))).expect("the year is there");
        let report = story.import_with(Kind::Grids, &format!("{year}.zip"), bytes, options).expect("it comes in");
        assert_eq!((report.taken as usize, report.faults.len()), (count, 0), "{year}");
    }
    for pair in YEARS.windows(2) {
        let ((from, before, gone, new), (to, after, ..)) = (pair[0], pair[1]);
        let comparison = compared(&story, from, to);
        let levels: Vec<_> =
            comparison.levels.iter().map(|level| (level.before as usize, level.after as usize)).collect();
        assert_eq!(levels, [(before, after)]);
        assert_eq!((comparison.gone.len(), comparison.added.total as usize), (gone, new), "{from}");
        for gone in &comparison.gone {
            let taken = gone.parts.first().map_or(0.0, |part| part.share);
            assert!(gone.heir.is_some() && taken > LEAST, "{from}: {} went to {:?}", gone.code, gone.parts);
        }
        let heirs: BTreeSet<&GridPath> = comparison.gone.iter().filter_map(|gone| gone.heir.as_ref()).collect();
        let lone: Vec<_> = comparison.added.grids.iter().filter(|grid| !heirs.contains(&grid.path)).collect();
        assert!(lone.is_empty(), "{from}: whoever is new has taken over from somebody: {lone:?}");
        if from == 2010 {
            assert_eq!(glarus(&comparison), 25, "the canton of Glarus made three of its 25");
        }
    }
    let whole = compared(&story, 2010, 2026);
    assert_eq!((whole.gone.len(), whole.added.total), (585, 98));
    assert!(whole.gone.iter().all(|gone| gone.heir.is_some()), "in sixteen years nobody was divided up");
    story.verified();
}
