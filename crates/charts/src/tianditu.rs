//! 天地图, the state's map service: tiles over WMTS with the user's own key, kept for a while, asked for in moderation.
//!
//! It is asked by the desk and by nobody else: the key stands in the address of that request and never leaves this
//! room by any other way, not in an error either. Its layers `_w` lie in Web Mercator on CGCS2000, as ours do.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, UNIX_EPOCH};

use domain::basemap::{TiandituSheet, TileKind};
use serde_json::Value;
use ureq::Agent;
use ureq::http::{StatusCode, Uri};

use crate::place::TilePlace;
use crate::survey::plain;
use domain::flaw::Flaw;

/// Where it is asked unless an admin says otherwise; `{s}` stands for one of eight names.
pub const ADDRESS: &str = "https://t{s}.tianditu.gov.cn";
/// The zooms that it has.
pub const ZOOMS: [u8; 2] = [1, 18];

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The largest tile, in bytes.
const LARGEST: u64 = 2 << 20;
/// What an answer that is no tile may say, in bytes.
const LARGEST_WORD: u64 = 16 << 10;
/// Requests at one time.
const AT_ONCE: u32 = 6;
/// Requests in one minute: more than a person who moves about a map needs.
const A_MINUTE: u32 = 900;
const MINUTE: i64 = 60_000;
/// How long a tile is as good as new, in milliseconds.
const FRESH: i64 = 14 * 24 * 60 * MINUTE;
/// Bytes that are kept at the most, and what is left when that was too much.
const MOST_KEPT: u64 = 512 << 20;
const LEFT: u64 = 400 << 20;
/// How long nobody asks again, in milliseconds: after no answer, a key that is refused, a limit that is reached.
const AWAY_PAUSE: i64 = 5_000;
const KEY_PAUSE: i64 = MINUTE;
const LIMIT_PAUSE: i64 = 10 * MINUTE;
/// Words with which the service says that a key was used too much.
const LIMIT_WORDS: [&str; 5] = ["超限", "超过", "次数", "限制", "频"];

/// Whose key, and where it is good.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// `https://t{s}.tianditu.gov.cn`, or a site's own mirror of it.
    pub address: String,
    /// Never shown.
    pub key: String,
}

/// The service, as one desk asks it. Share it; every method may be called from any thread and blocks.
pub struct Tianditu {
    agent: Agent,
    /// The same for this very machine, where no proxy has any business.
    near: Agent,
    folder: PathBuf,
    state: Mutex<State>,
    freed: Condvar,
}

#[derive(Default)]
struct State {
    asking: u32,
    /// When the running minute began, and how often was asked in it.
    minute: i64,
    asked: u32,
    /// What went wrong last, and until when nobody asks again.
    trouble: Option<(Flaw, i64)>,
    /// Bytes that are kept; none before they were counted.
    kept: Option<u64>,
    parts: u64,
}

/// Whether an address is one that may be asked: `http` or `https`, a host, and nothing after a question mark.
pub fn admit(account: &Account) -> Result<(), Flaw> {
    let uri: Option<Uri> = account.address.replace("{s}", "0").parse().ok();
    let is_sound = uri.is_some_and(|uri| {
        matches!(uri.scheme_str(), Some("http" | "https"))
            && uri.query().is_none()
            && uri.authority().is_some_and(|place| !place.host().is_empty() && !place.as_str().contains('@'))
    });
    if !is_sound {
        return Err(Flaw::new("tianditu.address"));
    }
    let is_key = (8..=64).contains(&account.key.len()) && account.key.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_key { Ok(()) } else { Err(Flaw::new("tianditu.key_form")) }
}

impl Tianditu {
    /// Keeps tiles in `folder`. Nothing is asked before somebody wants a tile.
    pub fn new(folder: PathBuf) -> Self {
        let config = || {
            Agent::config_builder()
                .timeout_global(Some(PATIENCE))
                .max_redirects(0)
                .http_status_as_error(false)
                .user_agent("Wutu")
        };
        Self {
            agent: config().build().new_agent(),
            near: config().proxy(None).build().new_agent(),
            folder,
            state: Mutex::default(),
            freed: Condvar::new(),
        }
    }

    /// A tile; none where the service has none. `now` is in milliseconds since 1970.
    pub fn tile(
        &self,
        account: &Account,
        sheet: TiandituSheet,
        place: TilePlace,
        now: i64,
    ) -> Result<Option<Vec<u8>>, Flaw> {
        if !(ZOOMS[0]..=ZOOMS[1]).contains(&place.zoom) {
            return Ok(None);
        }
        let path = self.path_of(sheet, place);
        let (old, age) = kept(&path, now);
        if let Some(tile) = old.as_ref().filter(|_| age.abs() < FRESH) {
            return Ok(Some(tile.clone()));
        }
        let asked = self.admit(now).and_then(|_asking| self.ask(account, sheet, place, now));
        match asked {
            Ok(Some(tile)) => {
                self.keep(&path, &tile);
                Ok(Some(tile))
            }
            // What was seen before is better than nothing.
            Err(flaw) => old.map(Some).ok_or(flaw),
            Ok(None) => Ok(None),
        }
    }

    /// What went wrong last; none since a tile came.
    pub fn trouble(&self) -> Option<Flaw> {
        self.state().trouble.as_ref().map(|(flaw, _)| flaw.clone())
    }

    /// The key changed: what went wrong with the one before is forgotten.
    pub fn forget(&self) {
        self.state().trouble = None;
    }

    /// Waits for one's turn; dropping what is given lets the next one in.
    fn admit(&self, now: i64) -> Result<Asking<'_>, Flaw> {
        let mut state = self.state();
        while state.asking >= AT_ONCE {
            let (next, waited) = self.freed.wait_timeout(state, PATIENCE).unwrap_or_else(PoisonError::into_inner);
            state = next;
            if waited.timed_out() && state.asking >= AT_ONCE {
                return Err(Flaw::new("tianditu.busy"));
            }
        }
        if let Some((flaw, until)) = &state.trouble
            && now < *until
        {
            return Err(flaw.clone());
        }
        if !(0..MINUTE).contains(&(now - state.minute)) {
            (state.minute, state.asked) = (now, 0);
        }
        if state.asked >= A_MINUTE {
            return Err(Flaw::new("tianditu.busy"));
        }
        state.asked += 1;
        state.asking += 1;
        Ok(Asking(self))
    }

    fn ask(
        &self,
        account: &Account,
        sheet: TiandituSheet,
        place: TilePlace,
        now: i64,
    ) -> Result<Option<Vec<u8>>, Flaw> {
        let answer = self.fetch(account, sheet, place);
        let mut state = self.state();
        state.trouble = match &answer {
            Ok(_) => None,
            Err((flaw, pause)) => {
                // Never the error of the library: it may repeat the address, and the key in it.
                tracing::warn!(code = flaw.code, %place, "no tile of 天地图");
                Some((flaw.clone(), now + pause))
            }
        };
        answer.map_err(|(flaw, _)| flaw)
    }

    fn fetch(
        &self,
        Account { address, key }: &Account,
        sheet: TiandituSheet,
        place: TilePlace,
    ) -> Result<Option<Vec<u8>>, (Flaw, i64)> {
        let away = || (Flaw::new("tianditu.away"), AWAY_PAUSE);
        let base = address.replace("{s}", &((place.x + place.y) % 8).to_string());
        let TilePlace { zoom, x, y } = place;
        let layer = sheet.word();
        let url = format!(
            "{}/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={layer}&STYLE=default&TILEMATRIXSET=w\
             &FORMAT=tiles&TILEMATRIX={zoom}&TILEROW={y}&TILECOL={x}&tk={key}",
            base.trim_end_matches('/')
        );
        let agent = if is_near(&base) { &self.near } else { &self.agent };
        let mut response = agent.get(url).call().map_err(|_| away())?;
        let status = response.status();
        if status == StatusCode::NOT_FOUND {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let most = if status.is_success() { LARGEST } else { LARGEST_WORD };
        let read = response.body_mut().as_reader().take(most + 1).read_to_end(&mut bytes);
        read.map_err(|_| away())?;
        if status.is_success() && bytes.len() as u64 > LARGEST {
            return Err((Flaw::new("tianditu.no_picture"), AWAY_PAUSE));
        }
        if status.is_success() && TileKind::of_picture(&bytes).is_some() {
            return Ok(Some(bytes));
        }
        Err(refusal(status, &bytes))
    }

    fn path_of(&self, sheet: TiandituSheet, TilePlace { zoom, x, y }: TilePlace) -> PathBuf {
        self.folder.join(sheet.word()).join(zoom.to_string()).join(format!("{x}-{y}"))
    }

    /// What cannot be kept is asked for again: no harm is done.
    fn keep(&self, path: &Path, tile: &[u8]) {
        let part = {
            let mut state = self.state();
            state.parts += 1;
            self.folder.join(format!("{}.part", state.parts))
        };
        let write = || -> io::Result<()> {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            File::create(&part)?.write_all(tile)?;
            fs::rename(&part, path)
        };
        if let Err(error) = write() {
            tracing::warn!(%error, "a tile of 天地图 was not kept");
            let _ = fs::remove_file(&part);
            return;
        }
        let mut state = self.state();
        let before = state.kept.unwrap_or_else(|| all_kept(&self.folder).iter().map(|one| one.2).sum());
        state.kept = Some(before + tile.len() as u64);
        if state.kept > Some(MOST_KEPT) {
            state.kept = Some(thin_out(&self.folder));
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One's turn to ask.
struct Asking<'a>(&'a Tianditu);

impl Drop for Asking<'_> {
    fn drop(&mut self) {
        self.0.state().asking -= 1;
        self.0.freed.notify_one();
    }
}

/// What an answer that is no tile means, and for how long nobody asks again.
fn refusal(status: StatusCode, body: &[u8]) -> (Flaw, i64) {
    let said: Value = serde_json::from_slice(body).unwrap_or_default();
    let word = said.get("msg").and_then(Value::as_str).map(plain).unwrap_or_default();
    let of = |code: &'static str| {
        Flaw::new(code).with("said", &if word.is_empty() { status.to_string() } else { word.clone() })
    };
    let is_limit = matches!(status.as_u16(), 418 | 429) || LIMIT_WORDS.iter().any(|sign| word.contains(sign));
    if is_limit {
        return (of("tianditu.limit"), LIMIT_PAUSE);
    }
    if matches!(status.as_u16(), 401 | 403) || word.to_ascii_lowercase().contains("key") {
        return (of("tianditu.key"), KEY_PAUSE);
    }
    if status.is_success() {
        return (Flaw::new("tianditu.no_picture"), AWAY_PAUSE);
    }
    (of("tianditu.refused"), AWAY_PAUSE)
}

/// A tile that was kept, and its age in milliseconds.
fn kept(path: &Path, now: i64) -> (Option<Vec<u8>>, i64) {
    let Ok(bytes) = fs::read(path) else { return (None, 0) };
    let Some(age) = fs::metadata(path).ok().and_then(|known| Some(now - millis(&known)?)) else { return (None, 0) };
    (Some(bytes).filter(|bytes| TileKind::of_picture(bytes).is_some()), age)
}

fn millis(known: &fs::Metadata) -> Option<i64> {
    let since = known.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    i64::try_from(since.as_millis()).ok()
}

/// All that is kept: where, since when, how large.
fn all_kept(folder: &Path) -> Vec<(PathBuf, i64, u64)> {
    let mut all = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let Ok(known) = entry.metadata() else { continue };
            if known.is_dir() {
                folders.push(entry.path());
            } else {
                all.push((entry.path(), millis(&known).unwrap_or_default(), known.len()));
            }
        }
    }
    all
}

/// Takes the oldest away until there is room again; gives what is left.
fn thin_out(folder: &Path) -> u64 {
    let mut all = all_kept(folder);
    all.sort_by_key(|(_, since, _)| *since);
    let mut left: u64 = all.iter().map(|one| one.2).sum();
    for (path, _, size) in all {
        if left <= LEFT {
            break;
        }
        if fs::remove_file(path).is_ok() {
            left -= size;
        }
    }
    left
}

fn is_near(address: &str) -> bool {
    let host = address.parse::<Uri>().ok().and_then(|uri| uri.host().map(str::to_owned)).unwrap_or_default();
    host == "localhost" || host.starts_with("127.") || host == "[::1]"
}
