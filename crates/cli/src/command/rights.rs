//! `wutu rights`: every action and question, with its fields and who may. Needs no store.

use domain::rights::{Entry, TABLE, page};
use domain::words::name_of;
use serde_json::json;

use crate::out::{Out, table};
use crate::stop::Verdict;

pub fn run(markdown: bool, out: Out) -> Verdict {
    let words =
        if markdown { page().trim_end().to_owned() } else { table_of(TABLE.iter().map(|one| row(one, out)), out) };
    out.answer(&json!({ "entries": TABLE }), &words);
    Verdict::Done
}

/// Entries under their heading: door, name, fields, words, roles.
pub fn table_of(entries: impl Iterator<Item = Vec<String>>, out: Out) -> String {
    let heading =
        out.either(["门", "名称", "字段", "说明", "角色"], ["door", "name", "fields", "what it does", "roles"]);
    let heading = heading.map(str::to_owned).to_vec();
    table(&std::iter::once(heading).chain(entries).collect::<Vec<_>>())
}

fn row(entry: &Entry, out: Out) -> Vec<String> {
    let roles = entry.roles.iter().filter_map(|role| name_of("role", role.word(), out.language()));
    let words = out.either(entry.words_zh, entry.words);
    let cells = [entry.door.word(), entry.name, entry.fields, words, &roles.collect::<Vec<_>>().join(" ")];
    cells.map(str::to_owned).to_vec()
}
