//! Where the heading of a table is: below titles, in one row or in two.

use crate::fields::Field;
use crate::table::{Row, Table};

/// Rows above the heading at the most.
const MOST_ABOVE: usize = 6;
/// So many cells that name a field make a heading.
const FEWEST: usize = 2;

/// The table with the first heading that names fields; the same where none does.
pub(super) fn found(mut table: Table, fields: &[Field]) -> Table {
    let names = |cells: &[String]| cells.iter().filter(|cell| is_name(cell, fields)).count();
    if names(&table.heading) < FEWEST {
        let below = table.rows.iter().take(MOST_ABOVE).position(|row| names(&row.cells) >= FEWEST);
        let Some(at) = below else { return named_plainly(table) };
        let above = table.rows.drain(..=at).next_back();
        if let Some(row) = above {
            table.heading = row.cells;
            table.pad();
        }
    }
    let is_second = |row: &Row| {
        let count = names(&row.cells);
        // A row of values may hold one word that is also a field's name.
        count >= FEWEST && row.cells.iter().filter(|cell| !cell.is_empty()).count() <= count + 1
    };
    if table.rows.first().is_some_and(is_second) {
        let second = table.rows.remove(0).cells;
        table.heading = joined(&table.heading, &second, fields);
        table.pad();
    }
    named_plainly(table)
}

/// Whether a row is the heading once more, as of sheets that were put one below the other.
pub(super) fn is_again(table: &Table, row: &Row) -> bool {
    let mut pairs = table.heading.iter().zip(&row.cells).filter(|(_, cell)| !cell.is_empty());
    pairs.clone().count() >= FEWEST && pairs.all(|(name, cell)| *name == plain(cell))
}

/// One heading of two rows: what stands below a group is called by both where that is a field, else by itself.
fn joined(first: &[String], second: &[String], fields: &[Field]) -> Vec<String> {
    let mut group = String::new();
    (0..first.len().max(second.len()))
        .map(|index| {
            let (above, below) = (first.get(index), second.get(index));
            let above = above.map(String::as_str).unwrap_or_default();
            let below = below.map(String::as_str).unwrap_or_default();
            if !above.is_empty() {
                plain(above).clone_into(&mut group);
            }
            let both = format!("{group}{}", plain(below));
            match () {
                () if below.is_empty() => above.to_owned(),
                () if is_name(&both, fields) => both,
                () => below.to_owned(),
            }
        })
        .collect()
}

/// Names without the marks that spreadsheets put into them: line breaks, `*` for what is required, units in brackets.
fn named_plainly(mut table: Table) -> Table {
    for name in &mut table.heading {
        *name = plain(name);
    }
    table
}

fn is_name(cell: &str, fields: &[Field]) -> bool {
    let name = plain(cell);
    fields.iter().any(|field| field.is_called(&name))
}

fn plain(name: &str) -> String {
    let name: String = name.chars().filter(|sign| !sign.is_whitespace() || *sign == ' ').collect();
    let name = name.trim().trim_matches(['*', '＊', '：', ':', '\u{feff}']);
    let name = name.split_once(['(', '（']).map_or(name, |(front, _)| if front.is_empty() { name } else { front });
    // 来 电 人: people widen names with blanks; English ones need theirs.
    if name.is_ascii() { name.trim().to_owned() } else { name.replace(' ', "") }
}
