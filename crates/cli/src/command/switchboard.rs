//! `wutu switchboard`: live sound for a desk elsewhere, until somebody stops it.

use serde_json::json;
use serve::{Outpost, OutpostOptions};
use tokio::runtime::Builder;

use super::serve::{broken, keep_log};
use crate::args::Switchboard;
use crate::out::{Out, table};
use crate::stop::{Result, Verdict};
use crate::stopping::Stopping;

pub fn run(wanted: Switchboard, out: Out) -> Result<Verdict> {
    keep_log();
    let Switchboard { listen, cert, key, secret } = wanted;
    let options = OutpostOptions { listen, certificate: cert.zip(key), secret };
    let runtime = Builder::new_multi_thread().enable_all().build().map_err(|error| broken(&error))?;
    runtime.block_on(async {
        let stop = Stopping::listen().map_err(|error| broken(&error))?;
        let is_tls = options.certificate.is_some();
        let outpost = Outpost::open(options).await?;
        let address = format!("{}://{}", if is_tls { "wss" } else { "ws" }, outpost.address());
        let rows = [
            [out.either("话务机", "switchboard"), &address].map(str::to_owned).to_vec(),
            [out.either("停止", "stop"), "Ctrl-C"].map(str::to_owned).to_vec(),
        ];
        out.answer(&json!({ "address": address }), &table(&rows));
        stop.wait().await;
        out.progress(out.either("正在关闭", "closing"));
        outpost.close().await;
        Ok(Verdict::Done)
    })
}
