//! A store that another program has open: that is said, and a browser can be opened at that program's desk.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    time::Duration,
};

use domain::{
    action::{Action, Call, Outcome},
    failure::Failure,
    id::CommandId,
    seat::Role,
};
use serve::lock::Lock;
use ureq::Agent;

/// A desk of this very machine answers in no time, unless it hangs.
const PATIENCE: Duration = Duration::from_secs(10);

/// The refusal of a store that another program has open and serves; none while it is free.
pub fn refusal(store: &Path) -> Option<Failure> {
    let Lock { pid, port, .. } = Lock::live(store)?;
    let address = format!("http://127.0.0.1:{port}");
    Some(Failure::refused("store.served", &[("address", &address), ("process", &pid.to_string())]))
}

/// Opens a browser at the desk that has the store open, seated as its owner, who can read the store's lock.
pub fn visit(store: &Path, command: CommandId) -> Result<(), Failure> {
    let lock = Lock::live(store).ok_or_else(|| Failure::refused("store.free", &[]))?;
    let link = seat_link(&lock, command).map_err(|error| {
        Failure::broken(format!("the desk that has the store open cannot be spoken to: {error}"), "window.elsewhere")
    })?;
    open::that_detached(&link)
        .map_err(|error| Failure::refused("window.no_browser", &[("link", &link), ("what", &error.to_string())]))
}

/// Names this store among the windows of one session: each store has its own window, and no store two.
pub fn window_of(store: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    whole(store).hash(&mut hasher);
    format!("cn.wutu.desk.Store{:016x}", hasher.finish())
}

/// The store's one true path, also while the file is still to be made.
fn whole(store: &Path) -> PathBuf {
    let made = store.canonicalize().or_else(|_| {
        let folder = store.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Ok::<_, std::io::Error>(folder.canonicalize()?.join(store.file_name().unwrap_or_default()))
    });
    made.unwrap_or_else(|_| store.to_owned())
}

/// A link with a one-time code: it is used up by the browser that it opens.
fn seat_link(lock: &Lock, command_id: CommandId) -> Result<String, ureq::Error> {
    let agent: Agent = Agent::config_builder().proxy(None).timeout_global(Some(PATIENCE)).build().into();
    let address = format!("http://127.0.0.1:{}", lock.port);
    let call = Call { command_id, action: Action::OfferSeat { role: Role::Admin, subtree: None } };
    let request = agent.post(format!("{address}/api/act")).header("authorization", format!("Bearer {}", lock.token));
    match request.send_json(&call)?.body_mut().read_json()? {
        Outcome::PairingOffered { code, .. } => Ok(format!("{address}/#seat={code}")),
        _ => Ok(address),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::window_of;

    #[test]
    fn a_store_has_one_window_however_it_is_called_and_another_store_another() -> std::io::Result<()> {
        let folder = std::env::temp_dir().join(format!("wutu-windows-{}", std::process::id()));
        fs::create_dir_all(folder.join("inside"))?;
        let store = folder.join("a.gpkg");
        let before = window_of(&store);
        fs::write(&store, "")?;
        assert_eq!(window_of(&store), before, "also while it is still to be made");
        assert_eq!(window_of(&folder.join("inside/../a.gpkg")), before);
        assert_ne!(window_of(&folder.join("b.gpkg")), before);
        fs::remove_dir_all(folder)
    }
}
