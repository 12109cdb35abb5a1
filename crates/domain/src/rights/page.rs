//! The table of rights as a page of the manual, in both languages.

use super::{DoorKind, Entry, TABLE};
use crate::seat::Role;
use crate::words::{Language, name_of};

/// The whole page, as Markdown.
pub fn page() -> String {
    let acts = section(DoorKind::Act, "改动 Actions", ["wutu act 库 名称 '{字段}'", "wutu act STORE NAME '{fields}'"]);
    let asks =
        section(DoorKind::Ask, "查询 Questions", ["wutu ask 库 名称 '{字段}'", "wutu ask STORE NAME '{fields}'"]);
    format!("{INTRODUCTION}\n## 角色 Roles\n\n{}\n{acts}\n{asks}", roles())
}

const INTRODUCTION: &str = "\
# 权限 Rights

<!-- Made from crates/domain/src/rights/table.rs by `make types`. A test fails when this page is not today's. -->

席位有一个角色，通常还有一片范围：一个网格及其以下各级。下表写明每个角色可以做什么、问什么，都只在自己的范围之内：\
指向范围之外的操作被拒绝，回答里不出现范围之外的内容。导入文件涉及全库，只有范围为全库的管理员可以。`wutu rights` 在终端列出同一张表。

A seat has a role and mostly a subtree: one grid and all below it. The tables say what each role may do and ask, always \
inside its subtree: what points outside is refused, and answers leave out what lies outside. Files come in for the whole \
store, so only an admin of the whole store imports. `wutu rights` shows the same tables in a terminal.
";

fn roles() -> String {
    let row = |role: Role| {
        let (zh, en) = (name(role, Language::Chinese), name(role, Language::English));
        format!("| {zh} | {en} | `{}` |\n", role.word())
    };
    format!("| 角色 | Role | 接口中 On the wire |\n|---|---|---|\n{}", Role::ALL.map(row).concat())
}

fn section(door: DoorKind, title: &str, [zh, en]: [&str; 2]) -> String {
    let heads =
        Role::ALL.map(|role| format!(" {}<br>{} |", name(role, Language::Chinese), name(role, Language::English)));
    let rows: Vec<String> = TABLE.iter().filter(|entry| entry.door == door).map(row).collect();
    let (heads, rows, marks) = (heads.concat(), rows.concat(), ":-:|".repeat(Role::ALL.len()));
    format!(
        "## {title}\n\n在终端：`{zh}`。In a terminal: `{en}`.\n\n\
        | 名称 Name | 说明 What it does | 字段 Fields |{heads}\n|---|---|---|{marks}\n{rows}"
    )
}

fn row(entry: &Entry) -> String {
    let marks = Role::ALL.map(|role| if entry.roles.contains(&role) { " ✓ |" } else { " |" }).concat();
    let fields = if entry.fields.is_empty() { String::new() } else { format!(" `{}`", entry.fields) };
    format!("| `{}` | {}<br>{} |{fields} |{marks}\n", entry.name, entry.words_zh, entry.words)
}

fn name(role: Role, language: Language) -> &'static str {
    name_of("role", role.word(), language).unwrap_or(role.word())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// Written by the same verb as the types that cross the wire: `make types`.
    #[test]
    fn export_bindings_rights_page() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let (place, page) = (root.join("docs/manual/rights.md"), super::page());
        if std::fs::read_to_string(&place).unwrap_or_default() != page {
            std::fs::write(place, page).expect("the manual stands in the repository");
        }
    }
}
