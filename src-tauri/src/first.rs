//! The first start on a machine: nothing was ever opened here, so a person says what it is for. The program then goes
//! on as that, in a process of its own: the desk and the field have different commands, and neither has these.

use std::{ffi::OsStr, path::Path, process::Command};

use desk::{Desk, Options};
use domain::{failure::Failure, purpose::Purpose};
use rfd::AsyncFileDialog;
use serde::Deserialize;
use tauri::{App, AppHandle, Context, Manager, Runtime, WebviewUrl, WebviewWindow, WebviewWindowBuilder, ipc::Invoke};

use crate::{house::in_background, window};

/// The window's label: it has commands of its own.
pub const FIRST: &str = "first";
/// The page on which a person says it.
const PAGE: &str = "first.html";
/// The ending of a store's file.
const STORE: &str = "gpkg";

/// What needs no file.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Beginning {
    /// A desk on the demonstration district.
    Demonstration,
    /// The field page of a centre that is named next.
    Field,
}

/// Opens the window that asks, and stays until it is answered or closed.
pub fn run<R: Runtime>(builder: tauri::Builder<R>, mut context: Context<R>) -> tauri::Result<App<R>> {
    context.config_mut().app.windows.clear();
    builder
        .plugin(window::stay_home())
        .invoke_handler(commands())
        .setup(|app| {
            WebviewWindowBuilder::new(app, FIRST, WebviewUrl::App(PAGE.into()))
                .title("五图")
                .inner_size(720.0, 720.0)
                .min_inner_size(400.0, 560.0)
                .build()?;
            Ok(())
        })
        .build(context)
}

/// What its page may call. Each is in `permissions.toml`, too.
pub fn commands<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![go_on_as, new_store, open_store]
}

/// Goes on without a file.
#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "Tauri hands a command its app by value")]
pub fn go_on_as<R: Runtime>(app: AppHandle<R>, what: Beginning) -> Result<(), Failure> {
    match what {
        Beginning::Demonstration => go_on(&app, &["--desk".as_ref()]),
        Beginning::Field => go_on(&app, &["--field".as_ref()]),
    }
}

/// Founds a store where a person wants it and goes on at its desk; nothing, where he wants none after all.
#[tauri::command]
pub async fn new_store<R: Runtime>(window: WebviewWindow<R>, app: AppHandle<R>, title: String) -> Result<(), Failure> {
    let Some(chosen) = dialog(&window, &title).save_file().await else { return Ok(()) };
    let store = chosen.path().with_extension(STORE);
    let found = store.clone();
    in_background(move || {
        let name = found.file_stem().unwrap_or_default().to_string_lossy();
        Desk::found(&found, &name, Purpose::Service, &Options::for_user()).map(|_| ())
    })
    .await?;
    at_the_desk(&app, &store)
}

/// Goes on at the desk of a store that a person chooses; nothing, where he chooses none.
#[tauri::command]
pub async fn open_store<R: Runtime>(window: WebviewWindow<R>, app: AppHandle<R>, title: String) -> Result<(), Failure> {
    match dialog(&window, &title).pick_file().await {
        Some(chosen) => at_the_desk(&app, chosen.path()),
        None => Ok(()),
    }
}

fn dialog<R: Runtime>(window: &WebviewWindow<R>, title: &str) -> AsyncFileDialog {
    AsyncFileDialog::new().set_parent(window).set_title(title).add_filter("GeoPackage", &[STORE])
}

fn at_the_desk<R: Runtime>(app: &AppHandle<R>, store: &Path) -> Result<(), Failure> {
    go_on(app, &["--desk".as_ref(), store.as_os_str()])
}

/// Starts this very program with these words, and ends.
fn go_on<R: Runtime>(app: &AppHandle<R>, words: &[&OsStr]) -> Result<(), Failure> {
    let program = tauri::process::current_binary(&app.env());
    let started = program.and_then(|program| Command::new(program).args(words).spawn());
    started.map_err(|error| Failure::broken(error.to_string(), "window.first"))?;
    app.exit(0);
    Ok(())
}
