//! `wutu pair`: a one-time code and link for a phone or a browser.

use std::path::Path;

use desk::Options;
use domain::action::{Action, Call, Outcome};
use domain::failure::Failure;
use domain::id::PostId;
use serde_json::json;

use crate::out::{Out, lasting, table};
use crate::stop::{Result, Verdict};
use crate::store;

pub fn run(path: &Path, post: String, out: Out) -> Result<Verdict> {
    let (outcome, at_port) = store::with(path, |store| {
        let action = Action::OfferPairing { post: PostId(post) };
        let outcome = store.act(Call { command_id: store.new_command(), action })?;
        Ok::<_, Failure>((outcome, store.port()))
    })?;
    let Outcome::PairingOffered { code, until } = outcome else {
        return Err(Failure::broken("the desk gave no code", "cli.pair").into());
    };
    if at_port.is_none() {
        out.progress(&format!("提示  先运行 wutu serve {}，再打开链接", path.display()));
    }
    let link = format!("http://127.0.0.1:{}/field#code={code}", at_port.unwrap_or(serve::DEFAULT_PORT));
    let document = json!({ "code": code, "link": link, "until": until });
    let rows = [["配对码", &code], ["链接", &link], ["", &lasting(until, &Options::for_user())]]
        .map(|row| row.map(str::to_owned).to_vec());
    out.answer(&document, &table(&rows));
    Ok(Verdict::Done)
}
