//! The form in which hotlines send a single order: lines of 字段：值, one order below the other.

use domain::import::Fault;

use crate::fields::Field;
use crate::table::Table;

/// Lines that are looked at to tell a form from a table.
const LOOKED_AT: usize = 20;
/// Named lines that make a form.
const FEWEST: usize = 2;

/// Whether a text is a form: lines that begin with one of our fields and a colon.
pub(super) fn is_one(text: &str, fields: &[Field]) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(LOOKED_AT).peekable();
    let names = |cell: &str| fields.iter().any(|field| field.is_called(cell.trim_matches('"')));
    // Within the cells of a table anything may stand, forms as well.
    let is_heading = |line: &str| line.split([',', ';', '\t']).filter(|cell| names(cell)).count() >= FEWEST;
    !lines.peek().is_some_and(|line| is_heading(line))
        && lines.filter(|line| named(line, fields).is_some()).count() >= FEWEST
}

/// A form as a table: each field a column, each order a row that is numbered as the line it begins on.
///
/// A line without a field goes on with what stands above. An order ends where its first field comes again.
pub(super) fn read(file_name: &str, text: &str, fields: &[Field]) -> Result<Table, Fault> {
    let mut heading: Vec<String> = Vec::new();
    let mut orders: Vec<(usize, Vec<(usize, String)>)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let Some((name, value)) = named(line, fields) else {
            let open = orders.last_mut().and_then(|(_, cells)| cells.last_mut());
            if let Some((_, value)) = open.filter(|_| !is_rule(line)) {
                value.push('\n');
                value.push_str(line.trim());
            }
            continue;
        };
        let column = heading.iter().position(|known| *known == name).unwrap_or_else(|| {
            heading.push(name.to_owned());
            heading.len() - 1
        });
        let goes_on = orders.last().is_some_and(|(_, cells)| cells.iter().all(|(known, _)| *known != column));
        if !goes_on {
            orders.push((number, Vec::new()));
        }
        if let Some((_, cells)) = orders.last_mut() {
            cells.push((column, value.to_owned()));
        }
    }
    let mut table = Table::new(file_name, None);
    let width = heading.len();
    table.push(0, heading)?;
    for (number, cells) in orders {
        let mut row = vec![String::new(); width];
        for (column, value) in cells {
            value.trim().clone_into(&mut row[column]);
        }
        table.push(number, row)?;
    }
    table.whole()
}

/// The field that a line names, as it is called there, and what it says.
fn named<'t>(line: &'t str, fields: &[Field]) -> Option<(&'t str, &'t str)> {
    let (name, value) = line.split_once(['：', ':'])?;
    let name = name.trim().trim_start_matches(['【', '[', '*', '·', '-']).trim_end_matches(['】', ']']).trim();
    fields.iter().any(|field| field.is_called(name)).then_some((name, value.trim()))
}

/// A line that only parts: ----, ====, or nothing.
fn is_rule(line: &str) -> bool {
    line.trim().chars().all(|sign| "-=_*—─~#".contains(sign))
}
