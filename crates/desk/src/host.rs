//! What a host hands to the desk: the clock, ids, chance, and where keys lie.

use std::path::PathBuf;
use std::sync::Arc;

use booth::Booth;
use domain::moment::Moment;
use uuid::Uuid;

use crate::letters;

/// Everything that the desk takes from outside. Tests hand in their own clock, ids and chance.
#[derive(Clone)]
pub struct Options {
    /// Where desks keep their keys: outside every store, readable by its owner alone.
    pub keys_dir: PathBuf,
    /// Where fonts lie, in the order in which they are looked through.
    pub font_dirs: Vec<PathBuf>,
    /// The clock.
    pub now: Arc<dyn Fn() -> Moment + Send + Sync>,
    /// New ids, `UUIDv7`.
    pub new_id: Arc<dyn Fn() -> Uuid + Send + Sync>,
    /// Thirty-two bytes that nobody can guess.
    pub secret: Arc<dyn Fn() -> [u8; 32] + Send + Sync>,
    /// Where foreign files are opened.
    pub booth: Booth,
}

impl Options {
    /// The machine's clock and chance; keys in `keys_dir`. Foreign files are opened in this very process, as only
    /// tests and we ourselves want it.
    pub fn with_keys_in(keys_dir: impl Into<PathBuf>) -> Self {
        Self {
            keys_dir: keys_dir.into(),
            font_dirs: usual_font_dirs(),
            now: Arc::new(wall_clock),
            new_id: Arc::new(new_id),
            secret: Arc::new(secret),
            booth: Booth::here(),
        }
    }

    /// Keys where this user's programs keep their data; foreign files are opened by this program in a process of their
    /// own: it calls [`inspect`](crate::inspect) first.
    pub fn for_user() -> Self {
        Self { booth: Booth::of_this_program(), ..Self::with_keys_in(data_dir().join("keys")) }
    }
}

/// Where Linux, Windows and macOS keep fonts: the user's own first.
pub fn usual_font_dirs() -> Vec<PathBuf> {
    letters::usual_dirs()
}

/// Where this user's programs keep their data: the default store, and the keys beside it.
pub fn data_dir() -> PathBuf {
    let base = std::env::var_os("XDG_DATA_HOME").filter(|value| !value.is_empty()).map(PathBuf::from);
    #[cfg(windows)]
    let base = base.or_else(|| std::env::var_os("APPDATA").map(PathBuf::from));
    let home = || std::env::var_os("HOME").map_or_else(PathBuf::new, PathBuf::from);
    base.unwrap_or_else(|| home().join(".local/share")).join("wutu")
}

#[expect(clippy::disallowed_methods, reason = "the host owns the clock; everybody else is handed the time")]
fn wall_clock() -> Moment {
    Moment::from_millis(jiff::Timestamp::now().as_millisecond())
}

#[expect(clippy::disallowed_methods, reason = "the host owns the source of ids")]
fn new_id() -> Uuid {
    Uuid::now_v7()
}

fn secret() -> [u8; 32] {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("an operating system without chance cannot make tokens safely");
    bytes
}
