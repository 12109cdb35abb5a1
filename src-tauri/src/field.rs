//! The window in the field: the field page of a centre elsewhere, over the relay, and no desk of its own
//! (decision 0029).

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use domain::failure::Failure;
use relay::{Address, Authority, Page, Relay};
use tauri::{
    App, AppHandle, Context, Manager, Runtime, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    async_runtime::{block_on, spawn},
    ipc::Invoke,
    webview::DownloadEvent,
};

use crate::{
    centre::{self, CentreCard, Confirmed, Known},
    memory::{keep, remembered},
    window,
};

/// The window's label: it has commands of its own, and none of the desk's.
pub const FIELD: &str = "field";
/// The page on which a centre is named and confirmed.
const CENTRE: &str = "centre.html";
/// Where the field page leads to it.
const TO_CENTRE: &str = "/centre";

/// This laptop: the centres that it knows, and the way to the one that it is at.
#[derive(Default)]
pub struct Laptop {
    confirmed: Mutex<Confirmed>,
    card: Mutex<CentreCard>,
    /// Authorities from files that were chosen.
    chosen: Mutex<Vec<Authority>>,
    relay: tokio::sync::Mutex<Option<Relay>>,
    /// The field page that the window may show.
    home: Mutex<Option<Url>>,
}

/// Opens the window on a centre's field page, or asks for the centre first, and stays until it is closed.
pub fn run<R: Runtime>(
    builder: tauri::Builder<R>,
    mut context: Context<R>,
    wanted: Option<String>,
) -> tauri::Result<App<R>> {
    context.config_mut().app.windows.clear();
    builder
        .invoke_handler(commands())
        .manage(Laptop { confirmed: Mutex::new(remembered(&Confirmed::file())), ..Laptop::default() })
        .setup(move |app| {
            let laptop = app.state::<Laptop>();
            let page = match block_on(laptop.begin(wanted.as_deref())) {
                Some(page) => WebviewUrl::External(page),
                None => WebviewUrl::App(CENTRE.into()),
            };
            let window = open(app.handle(), page)?;
            window::show_preedit(&window)?;
            window::lend_devices(&window)?;
            Ok(())
        })
        .build(context)
}

/// What its page may call. Each is in `permissions.toml`, too.
fn commands<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![centre::centre, centre::look_at_centre, centre::choose_authority, centre::go_to_centre,]
}

fn open<R: Runtime>(app: &AppHandle<R>, page: WebviewUrl) -> tauri::Result<WebviewWindow<R>> {
    let here = app.clone();
    WebviewWindowBuilder::new(app, FIELD, page)
        .title("五图 · 一线")
        .inner_size(1000.0, 800.0)
        .min_inner_size(360.0, 560.0)
        .on_navigation(move |url| may_go(&here, url))
        .on_download(|webview, event| {
            if let DownloadEvent::Requested { destination, .. } = event
                && let Ok(folder) = webview.path().download_dir()
            {
                *destination = beside_others(&folder, destination);
            }
            true
        })
        .build()
}

/// Keeps the window on the field page, and on the page that asks for the centre.
fn may_go<R: Runtime>(app: &AppHandle<R>, url: &Url) -> bool {
    if window::is_ours(url) {
        return true;
    }
    let home = held(&app.state::<Laptop>().home).clone();
    if home.is_none_or(|home| home.origin() != url.origin()) {
        return false;
    }
    if url.path() == TO_CENTRE {
        let app = app.clone();
        // Not from within the question whether to go somewhere else.
        spawn(async move {
            let page = window::our_page(CENTRE);
            let gone = app.get_webview_window(FIELD).zip(page).map(|(window, page)| window.navigate(page));
            if !matches!(gone, Some(Ok(()))) {
                tracing::error!("the page that asks for the centre could not be opened");
            }
        });
        return false;
    }
    true
}

impl Laptop {
    /// The field page of the centre that is wanted, as far as it is known; else it is asked for.
    async fn begin(&self, wanted: Option<&str>) -> Option<Url> {
        let confirmed = self.confirmed();
        let known = match wanted.map(str::parse::<Address>) {
            Some(Ok(address)) => confirmed.at(&address).cloned(),
            Some(Err(_)) => None,
            None => confirmed.last().cloned(),
        };
        let address = known.as_ref().map(|known| known.address.clone());
        let address = wanted.map(str::to_owned).or(address).unwrap_or_default();
        *held(&self.card) = CentreCard { address, failure: None };
        match self.open(known?).await {
            Ok(page) => Some(page),
            Err(failure) => {
                tracing::error!(%failure, "the field page did not open");
                held(&self.card).failure = Some(failure);
                None
            }
        }
    }

    /// Opens the way to a centre, in the place of the one before, and remembers it; where its field page is. Whether
    /// the centre is there does not matter: the page shows what it kept.
    pub async fn open(&self, mut known: Known) -> Result<Url, Failure> {
        let centre =
            known.centre().ok_or_else(|| Failure::invalid("centre.address", &[("address", &known.address)]))?;
        let mut relay = self.relay.lock().await;
        if let Some(before) = relay.take() {
            before.close().await;
        }
        let opened = Relay::open(centre, known.port, page).await?;
        known.port = opened.port();
        let field = opened.field();
        *relay = Some(opened);
        let page: Url = field.parse().map_err(|_| Failure::broken(field.clone(), "window.field"))?;
        *held(&self.home) = Some(page.clone());
        held(&self.card).clone_from(&CentreCard { address: known.address.clone(), failure: None });
        let mut confirmed = held(&self.confirmed);
        confirmed.put(known);
        if let Err(error) = keep(&Confirmed::file(), &*confirmed) {
            tracing::warn!(%error, "the centre is not remembered");
        }
        Ok(page)
    }

    /// With what the page that asks for the centre begins.
    pub fn card(&self) -> CentreCard {
        held(&self.card).clone()
    }

    /// The centres that were confirmed.
    pub fn confirmed(&self) -> Confirmed {
        held(&self.confirmed).clone()
    }

    /// Authorities from files that were chosen since the window was opened.
    pub fn chosen(&self) -> Vec<Authority> {
        held(&self.chosen).clone()
    }

    /// Adds those of a file.
    pub fn choose(&self, authorities: Vec<Authority>) {
        held(&self.chosen).extend(authorities);
    }
}

/// A file of the field page, from this very program: it is there without any network.
fn page(path: &str, own: &str) -> Option<Page> {
    let (bytes, headers) = serve::of_the_field(path, own)?;
    Some(Page { bytes, headers })
}

/// A place in a folder under a name that nothing has there yet.
fn beside_others(folder: &Path, wanted: &Path) -> PathBuf {
    let name = wanted.file_name().unwrap_or_default().to_string_lossy();
    let (stem, ending) = name.rsplit_once('.').map_or((&*name, String::new()), |(stem, end)| (stem, format!(".{end}")));
    let names = std::iter::once(name.to_string()).chain((2..).map(|nth| format!("{stem} ({nth}){ending}")));
    names.map(|name| folder.join(name)).find(|place| !place.exists()).unwrap_or_else(|| folder.join(&*name))
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_from_the_centre_never_takes_the_place_of_another() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| beside_others(folder.path(), Path::new(name));
        assert_eq!(at("/elsewhere/预案.pdf"), folder.path().join("预案.pdf"));
        std::fs::write(folder.path().join("预案.pdf"), "").expect("a file");
        assert_eq!(at("预案.pdf"), folder.path().join("预案 (2).pdf"));
    }
}
