//! Units that are paired with grids, from a table.

use std::collections::HashMap;

use domain::code::GridPath;
use domain::id::PartnerId;
use domain::import::Fault;
use domain::unit::Partner;

use crate::fields::{Columns, Field};
use crate::findings::{Findings, at};
use crate::table::{Row, Table};
use crate::units::Directory;
use crate::{Known, Options, homes, phones};

const GRID: Field = Field {
    name: "grid",
    others: &["网格编码", "编码", "结对网格", "网格", "网格代码", "代码", "grid_code", "code"],
};
pub(crate) const UNIT: Field = Field {
    name: "unit",
    others: &["结对单位", "结对共建单位", "共建单位", "单位名称", "单位", "名称", "partner", "name"],
};
const CONTACT: Field = Field { name: "contact", others: &["联系人", "联络员", "姓名"] };
const PHONE: Field = Field { name: "phone", others: &["联系电话", "电话", "办公电话", "手机", "tel"] };
const DUTY: Field = Field { name: "duty", others: &["结对事项", "认领事项", "职责", "任务"] };

pub(crate) const FIELDS: [Field; 5] = [GRID, UNIT, CONTACT, PHONE, DUTY];
/// Without these nothing comes in.
pub(crate) const NEEDED: [Field; 2] = [GRID, UNIT];

/// Read pairings; rows that name no unit, or no grid that is there, are filed as faults.
pub(crate) fn read(table: &Table, options: &Options, known: &Known, findings: &mut Findings) -> Vec<Partner> {
    if options.columns.is_empty() && findings.keep(table.check_heading(&FIELDS)).is_none() {
        return Vec::new();
    }
    let names = table.heading.iter().map(String::as_str);
    let columns = Columns::find(names, &options.columns, &FIELDS, findings);
    columns.need(&NEEDED, findings);
    if NEEDED.iter().any(|field| columns.of(*field).is_none()) {
        return Vec::new();
    }
    let reader = Reader { table, columns: &columns, options, known, units: Directory::new(known.units) };
    let mut first_rows: HashMap<PartnerId, usize> = HashMap::new();
    let mut partners = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let Some(partner) = reader.partner(row, findings) else { continue };
        let first = *first_rows.entry(partner.id.clone()).or_insert(row.number);
        if first != row.number {
            let params = [("name", partner.name.as_str()), ("first", &first.to_string())];
            findings.refuse(at(row.number, columns.name_of(UNIT), "unit.duplicate", &params));
            continue;
        }
        partners.push(partner);
    }
    partners
}

struct Reader<'a> {
    table: &'a Table,
    columns: &'a Columns,
    options: &'a Options,
    known: &'a Known<'a>,
    units: Directory<'a>,
}

impl Reader<'_> {
    fn partner(&self, row: &Row, findings: &mut Findings) -> Option<Partner> {
        let before = findings.count();
        let width = self.table.check_width(row, findings);
        findings.keep(width);
        let grid = findings.keep(self.grid(row));
        let called = self.cell(row, UNIT);
        if called.is_empty() {
            findings.refuse(at(row.number, self.columns.name_of(UNIT), "unit.no_name", &[]));
        }
        let field = self.columns.name_of(PHONE);
        let phone = findings.keep(phones::phone_in(row.number, field, self.cell(row, PHONE))).flatten();
        if findings.count() > before {
            return None;
        }
        let grid = grid?;
        let unit = self.units.find(called);
        let name = unit.map_or(called, |unit| unit.name.as_str());
        let text = |field: Field| Some(self.cell(row, field).to_owned()).filter(|text| !text.is_empty());
        Some(Partner {
            id: PartnerId::derive(grid.as_str(), name),
            name: name.to_owned(),
            unit: unit.map(|unit| unit.id.clone()),
            contact: text(CONTACT),
            phone,
            duty: text(DUTY),
            grid,
        })
    }

    fn grid(&self, row: &Row) -> Result<GridPath, Fault> {
        let field = self.columns.name_of(GRID);
        let grid = homes::named(row.number, field, self.cell(row, GRID), self.options.level, self.known)?;
        grid.ok_or_else(|| at(row.number, field, "unit.no_grid", &[]))
    }

    fn cell<'r>(&'r self, row: &'r Row, field: Field) -> &'r str {
        self.table.cell(row, self.columns, field)
    }
}
