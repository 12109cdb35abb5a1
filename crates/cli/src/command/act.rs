//! `wutu act`: one action from the table.

use std::path::Path;

use desk::Options;
use domain::action::{Action, Call, Outcome};
use domain::id::{CommandId, PostId};
use domain::rights::DoorKind;

use super::fields;
use crate::out::{Out, lasting};
use crate::stop::{Result, Verdict};
use crate::store;

/// What was typed.
pub struct Wanted {
    pub action: String,
    pub fields: Option<String>,
    pub post: Option<String>,
    pub command_id: Option<CommandId>,
}

pub fn run(path: &Path, wanted: &Wanted, out: Out) -> Result<Verdict> {
    let text = fields::text(wanted.fields.as_deref())?;
    let action: Action = fields::value(DoorKind::Act, &wanted.action, &text)?;
    let outcome = store::with(path, |store| {
        let call = Call { command_id: wanted.command_id.unwrap_or_else(|| store.new_command()), action };
        match &wanted.post {
            Some(post) => store.act_for(PostId(post.clone()), call),
            None => store.act(call),
        }
    })?;
    out.answer(&outcome, &words(&outcome));
    Ok(Verdict::Done)
}

fn words(outcome: &Outcome) -> String {
    match outcome {
        Outcome::SetImported { set, changed } => format!("数据集  {set}  {}", change(*changed)),
        Outcome::ImportUndone { rows } => format!("导入已撤销  {rows} 行"),
        Outcome::OrderIssued { order, number, people, copies } => {
            format!("已存本机  {number}  应答 {people} 人  抄送 {copies} 人  {order}")
        }
        Outcome::ReceiptMarked { changed } => format!("回执  {}", change(*changed)),
        // A retry: the code was shown the first time and is kept nowhere.
        Outcome::PairingOffered { code, .. } if code.is_empty() => "配对码已显示过一次，需要请重新生成".to_owned(),
        Outcome::PairingOffered { code, until } => format!("配对码  {code}\n{}", lasting(*until, &Options::for_user())),
        Outcome::DeviceRevoked => "设备已停用".to_owned(),
    }
}

fn change(changed: bool) -> &'static str {
    if changed { "已更新" } else { "无变化" }
}
