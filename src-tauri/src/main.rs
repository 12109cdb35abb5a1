//! `wutu-desktop [--desk] [STORE]`: the command centre in a window of its own. `wutu-desktop --field [ADDRESS]`: the
//! field page of a centre elsewhere, on a laptop in the field.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::{env, process::ExitCode};

fn main() -> ExitCode {
    if let Some(done) = wutu_desktop::inspect() {
        return done;
    }
    #[cfg(target_os = "linux")]
    if env::var_os(wutu_desktop::DMABUF_SWITCH).is_none() && wutu_desktop::dmabuf_fails_here() {
        #[expect(
            unsafe_code,
            clippy::disallowed_methods,
            reason = "WebKitGTK reads this from the environment only; no second thread runs yet"
        )]
        unsafe {
            env::set_var(wutu_desktop::DMABUF_SWITCH, "1");
        }
    }

    match wutu_desktop::run(env::args_os().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the window could not open");
            ExitCode::from(3)
        }
    }
}
