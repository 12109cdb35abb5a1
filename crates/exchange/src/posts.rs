//! People in post at grids, and on duty at venues and checkpoints, from CSV.

use std::collections::HashMap;

use domain::code::{GridPath, Level};
use domain::id::PostId;
use domain::import::Fault;
use domain::post::{Post, PostRole, Station};

use crate::codes::code_in;
use crate::fields::{Columns, Field};
use crate::findings::{Findings, at};
use crate::table::{Row, Table};
use crate::words::day_of;
use crate::{Known, Options, homes, phones};

const CODE: Field = Field {
    name: "code",
    others: &[
        "网格编码",
        "所属网格编码",
        "编码",
        "场所编码",
        "卡点编码",
        "网格代码",
        "代码",
        "grid_code",
        "grid",
        "id",
    ],
};
const LEVEL: Field = Field { name: "level", others: &["层级", "级别"] };
const TITLE: Field = Field { name: "title", others: &["岗位", "职务", "岗位名称", "post"] };
const ROLE: Field = Field { name: "role", others: &["角色", "职责"] };
const PERSON: Field = Field { name: "name", others: &["姓名", "person", "负责人", "网格长"] };
const PHONE: Field =
    Field { name: "phone", others: &["电话", "联系电话", "办公电话", "手机", "tel", "mobile"] };
const SINCE: Field = Field {
    name: "since",
    others: &["到任日期", "任职日期", "到岗日期", "到任时间", "任职时间", "from"],
};
const POST: Field = Field { name: "post_id", others: &["岗位编号"] };

pub(crate) const FIELDS: [Field; 8] = [CODE, LEVEL, TITLE, ROLE, PERSON, PHONE, SINCE, POST];
/// Without these nothing comes in.
pub(crate) const NEEDED: [Field; 2] = [CODE, PERSON];

/// Where a row's code leads.
struct Place {
    grid: GridPath,
    station: Station,
}

/// Read posts; rows that lead nowhere or name nobody are filed as faults.
pub(crate) fn read(table: &Table, options: &Options, known: &Known, findings: &mut Findings) -> Vec<Post> {
    if options.columns.is_empty() && findings.keep(table.check_heading(&FIELDS)).is_none() {
        return Vec::new();
    }
    let names = table.heading.iter().map(String::as_str);
    let columns = Columns::find(names, &options.columns, &FIELDS, findings);
    columns.need(&NEEDED, findings);
    if NEEDED.iter().any(|field| columns.of(*field).is_none()) {
        return Vec::new();
    }
    let reader = Reader { table, columns: &columns, options, known, stations: stations(known) };
    let mut first_phones: HashMap<String, (usize, String)> = HashMap::new();
    let mut first_rows: HashMap<PostId, usize> = HashMap::new();
    let mut posts = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let Some(post) = reader.post(row, findings) else { continue };
        if let Some(first) = first_rows.insert(post.id.clone(), row.number) {
            first_rows.insert(post.id.clone(), first);
            let first = first.to_string();
            findings.refuse(at(row.number, columns.name_of(PERSON), "post.duplicate", &[("first", &first)]));
            continue;
        }
        if let Some(before) = known.roster.post(&post.id).filter(|before| before.grid != post.grid) {
            let params = [("person", post.person.as_str()), ("from", before.grid.as_str()), ("to", post.grid.as_str())];
            findings.note(at(row.number, columns.name_of(CODE), "post.moved", &params));
        }
        note_shared_phone(&post, row.number, &columns, &mut first_phones, findings);
        posts.push(post);
    }
    posts
}

/// Venues and checkpoints by their ids; where both have one, the venue.
fn stations<'a>(known: &'a Known<'a>) -> HashMap<&'a str, (Option<&'a GridPath>, Station)> {
    let checkpoints = known.checkpoints.iter().map(|checkpoint| {
        (checkpoint.id.0.as_str(), (checkpoint.grid.as_ref(), Station::Checkpoint(checkpoint.id.clone())))
    });
    let venues =
        known.venues.iter().map(|venue| (venue.id.0.as_str(), (venue.grid.as_ref(), Station::Venue(venue.id.clone()))));
    checkpoints.chain(venues).collect()
}

/// Two people with one phone: one of them will not be reached by it.
fn note_shared_phone(
    post: &Post,
    row: usize,
    columns: &Columns,
    first_phones: &mut HashMap<String, (usize, String)>,
    findings: &mut Findings,
) {
    let digits: String = post.phone.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return;
    }
    let (first, other) = first_phones.entry(digits).or_insert_with(|| (row, post.person.clone()));
    if *other != post.person {
        let params = [("person", post.person.as_str()), ("other", other), ("first", &first.to_string())];
        findings.note(at(row, columns.name_of(PHONE), "post.shared_phone", &params));
    }
}

struct Reader<'a> {
    table: &'a Table,
    columns: &'a Columns,
    options: &'a Options,
    known: &'a Known<'a>,
    stations: HashMap<&'a str, (Option<&'a GridPath>, Station)>,
}

impl Reader<'_> {
    fn post(&self, row: &Row, findings: &mut Findings) -> Option<Post> {
        let before = findings.count();
        let width = self.table.check_width(row, findings);
        findings.keep(width);
        let place = findings.keep(self.place(row));
        let person = self.cell(row, PERSON).to_owned();
        if person.is_empty() {
            findings.refuse(at(row.number, self.columns.name_of(PERSON), "post.no_person", &[]));
        }
        let since = findings.keep(self.since(row)).flatten();
        let role = findings.keep(self.role(row));
        let phone = findings.keep(self.phone(row));
        if findings.count() > before {
            return None;
        }
        let (place, said_role, phone) = (place?, role?, phone?);
        let title = Some(self.cell(row, TITLE)).filter(|title| !title.is_empty());
        let role = said_role.unwrap_or_else(|| match place.station {
            Station::Grid => title.map_or(PostRole::Head, PostRole::from_title),
            _ => PostRole::Duty,
        });
        let title = title.map_or_else(|| customary_title(role).to_owned(), str::to_owned);
        if phone.is_empty() {
            findings.note(at(row.number, self.columns.name_of(PHONE), "post.no_phone", &[("person", &person)]));
        }
        let id = Some(self.cell(row, POST))
            .filter(|id| !id.is_empty())
            .map_or_else(|| PostId::derive(self.cell(row, CODE), &title, &person), |id| PostId(id.to_owned()));
        Some(Post { id, title, role, grid: place.grid, station: place.station, person, phone, since })
    }

    /// A grid's code, or a path, or the id of a venue or a checkpoint.
    fn place(&self, row: &Row) -> Result<Place, Fault> {
        let field = self.columns.name_of(CODE);
        let Some(code) = code_in(row.number, field, self.cell(row, CODE))? else {
            return Err(at(row.number, field, "post.no_code", &[]));
        };
        let code = code.as_str();
        match homes::by_code(row.number, field, code, self.level(row)?, self.known)? {
            Some(grid) => Ok(Place { grid, station: Station::Grid }),
            None => self.elsewhere(row, code, field),
        }
    }

    fn elsewhere(&self, row: &Row, code: &str, field: &str) -> Result<Place, Fault> {
        if let Some((grid, station)) = self.stations.get(code) {
            let nowhere = || at(row.number, field, "post.place_without_grid", &[("code", code)]);
            return Ok(Place { grid: grid.cloned().ok_or_else(nowhere)?, station: station.clone() });
        }
        let grid = homes::by_path(code, self.known);
        let unknown = || at(row.number, field, "post.unknown_place", &[("code", code)]);
        Ok(Place { grid: grid.ok_or_else(unknown)?, station: Station::Grid })
    }

    fn level(&self, row: &Row) -> Result<Option<Level>, Fault> {
        let text = self.cell(row, LEVEL);
        if self.options.level.is_some() || text.is_empty() {
            return Ok(self.options.level);
        }
        let level = text.parse().ok().map(Level).filter(|level| (Level::TOP..=Level(Level::MOST)).contains(level));
        level.map(Some).ok_or_else(|| {
            let params = [("value", text), ("most", &Level::MOST.to_string())];
            at(row.number, self.columns.name_of(LEVEL), "grid.unknown_level", &params)
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
                let field = self.columns.name_of(ROLE);
                return Err(at(row.number, field, "post.unknown_role", &[("value", text)]));
            }
        }))
    }

    fn since(&self, row: &Row) -> Result<Option<String>, Fault> {
        let text = self.cell(row, SINCE);
        if text.is_empty() {
            return Ok(None);
        }
        day_of(text)
            .map(Some)
            .ok_or_else(|| at(row.number, self.columns.name_of(SINCE), "day.unreadable", &[("value", text)]))
    }

    /// What can be dialled, or nothing.
    fn phone(&self, row: &Row) -> Result<String, Fault> {
        let phone = phones::phone_in(row.number, self.columns.name_of(PHONE), self.cell(row, PHONE))?;
        Ok(phone.unwrap_or_default())
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
