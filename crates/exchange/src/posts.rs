//! People in post at grids, and on duty at venues and checkpoints, from CSV.

use std::collections::HashMap;

use domain::code::{GridCode, GridPath, Level};
use domain::id::PostId;
use domain::import::Fault;
use domain::post::{Post, PostRole, Station};

use crate::fields::{Columns, Field};
use crate::findings::{Findings, at};
use crate::table::{Row, Table};
use crate::words::{day_of, looks_like_exponent};
use crate::{Known, Options};

const CODE: Field = Field {
    name: "code",
    others: &["网格编码", "编码", "场所编码", "卡点编码", "网格代码", "代码", "grid_code", "grid", "id"],
};
const LEVEL: Field = Field { name: "level", others: &["层级", "级别"] };
const TITLE: Field = Field { name: "title", others: &["岗位", "职务", "岗位名称", "post"] };
const ROLE: Field = Field { name: "role", others: &["角色", "职责"] };
const PERSON: Field = Field { name: "name", others: &["姓名", "person", "负责人", "网格长"] };
const PHONE: Field =
    Field { name: "phone", others: &["电话", "联系电话", "办公电话", "手机", "tel", "mobile"] };
const SINCE: Field = Field { name: "since", others: &["到任日期", "任职日期", "到岗日期", "from"] };
const POST: Field = Field { name: "post_id", others: &["岗位编号"] };

const FIELDS: [Field; 8] = [CODE, LEVEL, TITLE, ROLE, PERSON, PHONE, SINCE, POST];

/// Where a row's code leads.
struct Place {
    grid: GridPath,
    station: Station,
}

/// Read posts; rows that lead nowhere or name nobody are filed as faults.
pub(crate) fn read(table: &Table, options: &Options, known: &Known, findings: &mut Findings) -> Vec<Post> {
    let names = table.heading.iter().map(String::as_str);
    let columns = Columns::find(names, &options.columns, &FIELDS, findings);
    columns.need(&[CODE, PERSON], findings);
    if columns.of(CODE).is_none() || columns.of(PERSON).is_none() {
        return Vec::new();
    }
    let reader = Reader { table, columns: &columns, options, known };
    let mut first_rows: HashMap<PostId, usize> = HashMap::new();
    let mut posts = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let Some(post) = reader.post(row, findings) else { continue };
        if let Some(first) = first_rows.insert(post.id.clone(), row.number) {
            let message = format!("the row says again what row {first} says; remove one of them");
            let code = "post.duplicate";
            findings.refuse(at(row.number, columns.name_of(PERSON), code, &[("first", &first.to_string())], message));
            continue;
        }
        if let Some(before) = known.roster.post(&post.id).filter(|before| before.grid != post.grid) {
            let message = format!("{} moves from {} to {}", post.id, before.grid, post.grid);
            findings.note(at(row.number, columns.name_of(CODE), "post.moved", &[("post", &post.id.0)], message));
        }
        posts.push(post);
    }
    posts
}

struct Reader<'a> {
    table: &'a Table,
    columns: &'a Columns,
    options: &'a Options,
    known: &'a Known<'a>,
}

impl Reader<'_> {
    fn post(&self, row: &Row, findings: &mut Findings) -> Option<Post> {
        let before = findings.count();
        if let Some(fault) = self.table.overflow(row) {
            findings.refuse(fault);
        }
        let place = findings.keep(self.place(row));
        let person = self.cell(row, PERSON).to_owned();
        if person.is_empty() {
            let message = "the row names nobody; fill in the person, or leave the row out";
            findings.refuse(at(row.number, self.columns.name_of(PERSON), "post.no_person", &[], message));
        }
        let since = findings.keep(self.since(row)).flatten();
        let role = findings.keep(self.role(row));
        if findings.count() > before {
            return None;
        }
        let (place, said_role) = (place?, role?);
        let title = Some(self.cell(row, TITLE)).filter(|title| !title.is_empty());
        let role = said_role.unwrap_or_else(|| match place.station {
            Station::Grid => title.map_or(PostRole::Head, PostRole::from_title),
            _ => PostRole::Duty,
        });
        let title = title.map_or_else(|| customary_title(role).to_owned(), str::to_owned);
        let phone = self.cell(row, PHONE).to_owned();
        if phone.is_empty() {
            let message = format!("{person} has no phone and can only be reached by device");
            findings.note(at(row.number, self.columns.name_of(PHONE), "post.no_phone", &[], message));
        }
        let id = Some(self.cell(row, POST))
            .filter(|id| !id.is_empty())
            .map_or_else(|| PostId::derive(self.cell(row, CODE), &title, &person), |id| PostId(id.to_owned()));
        Some(Post { id, title, role, grid: place.grid, station: place.station, person, phone, since })
    }

    /// A grid's code, or a path, or the id of a venue or a checkpoint.
    fn place(&self, row: &Row) -> Result<Place, Fault> {
        let code = self.cell(row, CODE);
        let field = self.columns.name_of(CODE);
        if code.is_empty() {
            let message = "the row has no code; say which grid, venue or checkpoint it is for";
            return Err(at(row.number, field, "post.no_code", &[], message));
        }
        let grids = match self.level(row)? {
            Some(level) => self.known.tree.with_code(level, &GridCode(code.to_owned())).into_iter().collect(),
            None => self.known.tree.with_code_anywhere(&GridCode(code.to_owned())),
        };
        match grids.as_slice() {
            [grid] => Ok(Place { grid: grid.path.clone(), station: Station::Grid }),
            [] => self.elsewhere(row, code, field),
            several => {
                let levels: Vec<String> = several.iter().map(|grid| grid.level.to_string()).collect();
                let levels = levels.join(", ");
                let message = format!("{code} is a code at levels {levels}; add a level column, or say --level N");
                Err(at(row.number, field, "post.ambiguous_code", &[("code", code), ("levels", &levels)], message))
            }
        }
    }

    fn elsewhere(&self, row: &Row, code: &str, field: &str) -> Result<Place, Fault> {
        let venue = self.known.venues.iter().find(|venue| venue.id.0 == code);
        let venue = venue.map(|venue| (&venue.grid, Station::Venue(venue.id.clone())));
        let checkpoint = || {
            let checkpoint = self.known.checkpoints.iter().find(|checkpoint| checkpoint.id.0 == code)?;
            Some((&checkpoint.grid, Station::Checkpoint(checkpoint.id.clone())))
        };
        if let Some((grid, station)) = venue.or_else(checkpoint) {
            let message = || format!("{code} lies in no grid; correct its place, then import its people");
            let nowhere = || at(row.number, field, "post.place_without_grid", &[("code", code)], message());
            return Ok(Place { grid: grid.clone().ok_or_else(nowhere)?, station });
        }
        if let Some(grid) = self.known.tree.grid(&GridPath::from_text(code)) {
            return Ok(Place { grid: grid.path.clone(), station: Station::Grid });
        }
        let advice = if looks_like_exponent(code) {
            "a spreadsheet has shortened it: format the column as text and fill it again"
        } else {
            "correct it, or import grids, venues and checkpoints first"
        };
        let message = format!("{code} is neither a grid's code nor a venue's or checkpoint's id; {advice}");
        Err(at(row.number, field, "post.unknown_place", &[("code", code)], message))
    }

    fn level(&self, row: &Row) -> Result<Option<Level>, Fault> {
        let text = self.cell(row, LEVEL);
        if self.options.level.is_some() || text.is_empty() {
            return Ok(self.options.level);
        }
        text.parse().map(|level| Some(Level(level))).map_err(|_| {
            let message = format!("{text} is no level; write a number from 1 to {}", Level::MOST);
            at(row.number, self.columns.name_of(LEVEL), "grid.unknown_level", &[("value", text)], message)
        })
    }

    fn role(&self, row: &Row) -> Result<Option<PostRole>, Fault> {
        let text = self.cell(row, ROLE);
        Ok(Some(match text.to_lowercase().as_str() {
            "" => return Ok(None),
            "head" | "网格长" => PostRole::Head,
            "deputy" | "副网格长" => PostRole::Deputy,
            "worker" | "网格员" => PostRole::Worker,
            "duty" | "值守" => PostRole::Duty,
            _ => {
                let message =
                    format!("{text} is no role; write head, deputy, worker or duty (网格长, 副网格长, 网格员, 值守)");
                let field = self.columns.name_of(ROLE);
                return Err(at(row.number, field, "post.unknown_role", &[("value", text)], message));
            }
        }))
    }

    fn since(&self, row: &Row) -> Result<Option<String>, Fault> {
        let text = self.cell(row, SINCE);
        if text.is_empty() {
            return Ok(None);
        }
        day_of(text).map(Some).ok_or_else(|| {
            let message = format!("{text} is no day; write it as 2025-03-01");
            at(row.number, self.columns.name_of(SINCE), "day.unreadable", &[("value", text)], message)
        })
    }

    fn cell<'r>(&'r self, row: &'r Row, field: Field) -> &'r str {
        self.table.cell(row, self.columns, field)
    }
}

fn customary_title(role: PostRole) -> &'static str {
    match role {
        PostRole::Head => "网格长",
        PostRole::Deputy => "副网格长",
        PostRole::Worker => "网格员",
        PostRole::Duty => "值守",
    }
}
