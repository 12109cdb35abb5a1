//! Prints: a fold of the log, also of the log of a store from before there was a table for them.

use domain::fact::{Fact, FactId};
use domain::sheet::{SheetFormat, SheetPrint, SheetWish};

use crate::fixture::{Place, append, as_before, at, founding, path};
use crate::undoing::assert_sound;

fn print(grid: &str, scheme: Option<&str>) -> SheetPrint {
    let wish = SheetWish { format: SheetFormat::Png, ..SheetWish::of(path(grid)) };
    SheetPrint { wish, pages: 2, content: "c0".to_owned(), hash: grid.to_owned(), scheme: scheme.map(str::to_owned) }
}

#[test]
fn a_store_of_before_this_table_lists_its_prints_after_it_is_opened() {
    let place = Place::new();
    let mut ledger = place.full();
    let prints = [print("411602", None), print("411602.411602001", Some("2026")), print("4116020", None)];
    let mut batch = ledger.begin().unwrap();
    for (print, number) in prints.iter().zip(900_u32..) {
        append(&mut batch, number.into(), number.into(), &Fact::SheetPrinted { print: print.clone() });
    }
    batch.commit().unwrap();
    let rows = ledger.view().prints(None, 0, 10).unwrap();
    assert_eq!(rows.iter().map(|row| row.print.clone()).rev().collect::<Vec<_>>(), prints);
    assert_eq!((rows[0].at, rows[0].fact.desk), (at(902), founding().desk));
    assert_eq!(rows[1].fact, FactId { seq: rows[0].fact.seq - 1, ..rows[0].fact });
    let within = |from, limit| ledger.view().prints(Some(&path("411602")), from, limit).unwrap();
    assert_eq!(within(0, 10), rows[1..], "4116020 lies beside 411602, not in it");
    assert_eq!(within(1, 10), rows[2..]);
    assert_eq!(ledger.view().prints_count(Some(&path("411602"))).unwrap(), 2);
    assert_eq!(ledger.view().prints_count(None).unwrap(), 3);
    ledger.close().unwrap();

    as_before(&place.store(), 10);
    let ledger = place.open();
    assert_eq!(ledger.view().prints(None, 0, 10).unwrap(), rows);
    ledger.close().unwrap();
    assert_sound(&place);
}
