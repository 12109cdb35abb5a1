//! `wutu imports` and `wutu undo-import`: what was brought in, and back out again.

use std::path::Path;

use domain::action::{Action, Call, Outcome};
use domain::answer::{ImportLine, ImportList};
use domain::fact::FactId;
use domain::failure::{Failure, Refusal};
use domain::set::SetKind;
use domain::words;

use crate::out::{Out, table};
use crate::stop::{Result, Stop, Verdict};
use crate::store;

/// As much of a hash as tells two files apart at a glance; `--json` has the whole.
const SHOWN_OF_A_HASH: usize = 12;

pub fn list(store: &Path, out: Out) -> Result<Verdict> {
    let list = store::with(store, store::Store::imports)?;
    let rows: Vec<Vec<String>> = list.imports.iter().map(|line| row(line, out)).collect();
    let words = if rows.is_empty() {
        out.either("还没有导入", "nothing was imported yet").to_owned()
    } else {
        table(&rows)
    };
    out.answer(&list, &words);
    Ok(Verdict::Done)
}

pub fn undo(store: &Path, typed: &str, out: Out) -> Result<Verdict> {
    let outcome = store::with(store, |store| {
        let import = named(&store.imports()?, typed)?;
        let call = Call { command_id: store.new_command(), action: Action::UndoImport { import } };
        Ok::<_, Stop>(store.act(call)?)
    })?;
    let Outcome::ImportUndone { rows } = outcome else {
        return Err(Failure::broken("the desk answered something else", "cli.undo").into());
    };
    out.answer(&outcome, &out.either(format!("导入已撤销  {rows} 条"), format!("import undone  rows: {rows}")));
    Ok(Verdict::Done)
}

/// The import that was meant: by its number, or by its whole name.
fn named(list: &ImportList, typed: &str) -> Result<FactId> {
    let is_meant = |line: &&ImportLine| line.import.seq.to_string() == typed || line.import.to_string() == typed;
    let meant: Vec<FactId> = list.imports.iter().filter(is_meant).map(|line| line.import).collect();
    match meant.as_slice() {
        [import] => Ok(*import),
        [] => Err(Failure::from(Refusal::NoSuch { noun: "import", id: typed.to_owned() }).into()),
        several => {
            let names: Vec<String> = several.iter().map(FactId::to_string).collect();
            Err(Stop::senseless("import.ambiguous", &[("import", typed), ("names", &names.join(", "))]))
        }
    }
}

fn row(line: &ImportLine, out: Out) -> Vec<String> {
    let state = match (&line.undone, &line.obstacle) {
        (Some(at), _) => format!("{} {at}", out.either("已撤销", "undone")),
        (None, None) => out.either("可撤销", "can be undone").to_owned(),
        (None, Some(obstacle)) => words::sentence(&obstacle.code, &obstacle.params, out.language())
            .unwrap_or_else(|| obstacle.message.clone()),
    };
    let seq = line.import.seq.to_string();
    let (kind, rows) = (kind(line.of, out).to_owned(), line.rows.to_string());
    let hash = line.hash.get(..SHOWN_OF_A_HASH).unwrap_or(&line.hash).to_owned();
    vec![seq, line.at.to_string(), kind, rows, line.file.clone(), line.datum.clone(), hash, state]
}

fn kind(of: SetKind, out: Out) -> &'static str {
    match of {
        SetKind::Grids => out.either("网格", "grids"),
        SetKind::Posts => out.either("人员", "people"),
        SetKind::Venues => out.either("重点场所", "venues"),
        SetKind::Checkpoints => out.either("卡点", "checkpoints"),
        SetKind::Streams => out.either("视频", "streams"),
        SetKind::Units => out.either("承办单位", "units"),
        SetKind::Partners => out.either("结对单位", "partner units"),
        SetKind::Assets => out.either("物资设施", "assets"),
        SetKind::Basemap => out.either("底图", "ground"),
    }
}
