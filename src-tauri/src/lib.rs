//! THE WINDOW. All that knows Tauri lives here, and nothing else does: it opens the desk on a store,
//! lets the page in through two doors, `act` and `ask`, hands it tiles and sends it the facts.
//! It decides nothing; the same page gets the same answers in a browser through `serve`.

mod attachment;
mod basemap;
mod bridge;
mod centre;
mod doors;
mod drag;
mod edition;
mod elsewhere;
mod field;
mod file;
mod first;
mod hotline;
mod house;
mod memory;
mod mending;
#[cfg(test)]
mod over_ipc;
mod print;
mod shelf;
mod start;
mod tiles;
mod window;

use std::{ffi::OsString, path::PathBuf};

use tauri::{App, AppHandle, Context, Manager, RunEvent, Runtime, Wry, async_runtime::spawn, ipc::Invoke};
use tracing_subscriber::EnvFilter;

use basemap::Coming;
pub use desk::inspect;
use drag::Drags;
use house::House;
use shelf::Shelf;
use start::{Before, Start};
#[cfg(target_os = "linux")]
pub use window::{DMABUF_SWITCH, dmabuf_fails_here};

const MAIN: &str = "main";

/// Opens the window that the words behind the program's name ask for, and stays until it is closed.
pub fn run(words: impl IntoIterator<Item = OsString>) -> tauri::Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(
            EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| EnvFilter::new("warn,wutu_desktop=info,moq_net=error")),
        )
        .with_writer(std::io::stderr)
        .init();

    let app = match Start::of(words, Before::remembered()) {
        Start::Desk(store) => at_the_desk(store)?,
        Start::Field(wanted) => field::run(builder("cn.wutu.desk.Field".to_owned(), field::FIELD), context(), wanted)?,
        Start::First => first::run(builder("cn.wutu.desk.First".to_owned(), first::FIRST), context())?,
    };
    spawn(leave_when_told(app.handle().clone()));
    app.run(|app, event| {
        if let RunEvent::Exit = event
            && let Some(house) = app.try_state::<House>()
        {
            house.close();
        }
    });
    Ok(())
}

/// The window on `store`, or on the demonstration district where none is named.
fn at_the_desk(store: Option<PathBuf>) -> tauri::Result<App> {
    let house = House::new(store);
    if let Some(refusal) = elsewhere::refusal(house.store()) {
        // A window of this session is brought to the front instead of ours; otherwise ours says the same.
        tracing::warn!("{}: {refusal}; {}", house.store().display(), refusal.advice);
    }
    builder(elsewhere::window_of(house.store()), MAIN)
        .plugin(window::stay_home())
        .register_asynchronous_uri_scheme_protocol("wutu", tiles::serve)
        .invoke_handler(commands())
        .on_window_event(drag::hear)
        .manage(house)
        .manage(Drags::default())
        .manage(Shelf::default())
        .manage(Coming::default())
        .setup(|app| {
            if let Some(first) = app.get_webview_window(MAIN) {
                window::show_preedit(&first)?;
                window::lend_devices(&first)?;
                spawn(window::say_what_is_made(first, app.state::<House>().making()));
            }
            let app_handle = app.handle().clone();
            // The window stands at once; the page's first question waits for the store.
            spawn(async move {
                let house = app_handle.state::<House>();
                match house.opened().await {
                    Ok(_) => start::remember(house.store().to_owned()),
                    Err(failure) => tracing::error!(%failure, "the store did not open"),
                }
            });
            Ok(())
        })
        .build(context())
}

/// What every window of ours has: it is the only one of its name in this session, where it stood before.
fn builder(name: String, label: &'static str) -> tauri::Builder<Wry> {
    let first_of_its_name =
        tauri_plugin_single_instance::Builder::new().dbus_id(name).callback(move |app, _arguments, _folder| {
            if let Some(first) = app.get_webview_window(label) {
                let _ = first.unminimize().and_then(|()| first.set_focus());
            }
        });
    tauri::Builder::default()
        .plugin(first_of_its_name.build())
        .plugin(tauri_plugin_window_state::Builder::default().build())
}

/// What the page may call. Each is in `permissions.toml`, too.
fn commands<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        bridge::act,
        bridge::ask,
        bridge::facts,
        bridge::door,
        bridge::media,
        bridge::network,
        bridge::open_network,
        bridge::close_network,
        bridge::drill,
        bridge::begin_drill,
        bridge::end_drill,
        bridge::visit,
        attachment::attach,
        attachment::keep_attachment,
        file::look,
        file::import,
        drag::drags,
        drag::dropped,
        file::import_progress,
        file::cancel_import,
        print::print_sheet,
        print::print_journal,
        print::print_review,
        print::print_viewings,
        print::print_paper,
        print::put_sheet,
        shelf::open_album,
        shelf::save_table,
        shelf::show_kept,
        mending::failed_rows,
        hotline::take_in_hotline,
        hotline::hotline_failed_rows,
        edition::read_table,
        basemap::basemap_piece,
        basemap::add_basemap,
        basemap::leave_basemap,
        basemap::add_dropped_basemap,
    ]
}

/// `tauri.conf.json`, the page, and who may call what.
fn context<R: Runtime>() -> Context<R> {
    tauri::generate_context!()
}

/// Ctrl-C in the terminal, or the end of the session, closes the store as the window's own button does.
#[cfg(unix)]
async fn leave_when_told(app: AppHandle) {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut interrupted), Ok(mut terminated)) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
    else {
        tracing::warn!("signals are not heard: Ctrl-C will end the window without closing the store");
        return;
    };
    tokio::select! {
        _ = interrupted.recv() => {}
        _ = terminated.recv() => {}
    }
    app.exit(0);
}

/// Elsewhere a window is told by its own messages, which Tauri hears.
#[cfg(not(unix))]
async fn leave_when_told(_app: AppHandle) {}
