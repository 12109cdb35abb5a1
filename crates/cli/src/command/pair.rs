//! `wutu pair`: a one-time code and link for a phone or a browser.

use std::path::Path;

use desk::Options;
use domain::action::{Action, Call, Outcome};
use domain::failure::Failure;
use domain::id::PostId;
use serde_json::json;

use crate::out::{Out, table};
use crate::stop::{Result, Verdict};
use crate::store;

pub fn run(path: &Path, post: String, out: Out) -> Result<Verdict> {
    let (outcome, door) = store::with(path, |store| {
        let action = Action::OfferPairing { post: PostId(post) };
        let outcome = store.act(Call { command_id: store.new_command(), action })?;
        Ok::<_, Failure>((outcome, store.door()?))
    })?;
    let Outcome::PairingOffered { code, until } = outcome else {
        return Err(Failure::broken("the desk gave no code", "cli.pair").into());
    };
    if door.is_none() {
        out.progress(&out.either(
            format!("提示  先运行 wutu serve {}，再打开链接", path.display()),
            format!("note  run wutu serve {} first, then open the link", path.display()),
        ));
    }
    let field = door
        .as_ref()
        .map_or_else(|| format!("http://127.0.0.1:{}/field", serve::DEFAULT_PORT), |door| door.field.clone());
    let (trust, fingerprint) = door.map_or((None, None), |door| (door.trust, door.fingerprint));
    let link = format!("{field}#code={code}");
    let document = json!({ "code": code, "link": link, "until": until, "trust": trust, "fingerprint": fingerprint });
    let lasting = out.lasting(until, &Options::for_user());
    let rows = [
        (out.either("配对码", "code"), Some(code)),
        (out.either("链接", "link"), Some(link)),
        ("", Some(lasting)),
        (out.either("证书页", "trust page"), trust),
        (out.either("证书指纹", "fingerprint"), fingerprint),
    ];
    let rows: Vec<_> = rows.into_iter().filter_map(|(what, value)| Some(vec![what.to_owned(), value?])).collect();
    out.answer(&document, &table(&rows));
    Ok(Verdict::Done)
}
