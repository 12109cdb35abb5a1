//! The window itself: what this platform's webview needs before it behaves.

use tauri::{Runtime, Url, WebviewWindow, plugin::TauriPlugin};
use tokio::sync::watch;

/// The name of WebKitGTK's switch for its DMA-BUF renderer.
#[cfg(target_os = "linux")]
pub const DMABUF_SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// With it, a build for tests hears and sees the engine's own tone and picture in place of a microphone and a camera.
#[cfg(target_os = "linux")]
const MOCK_SWITCH: &str = "WUTU_MOCK_MICROPHONE";

/// Is this a machine where WebKitGTK's DMA-BUF renderer shows an empty window?
/// Asked before GTK starts.
#[cfg(target_os = "linux")]
pub fn dmabuf_fails_here() -> bool {
    let version = tauri::webview_version().unwrap_or_default();
    is_older_than_2_48(&version) || nvidia_drives_the_screen(std::path::Path::new("/sys/class/drm"))
}

/// Turns the input method's preedit on again, which wry turns off: without it the pinyin being typed
/// is not seen where it will stand.
#[cfg(target_os = "linux")]
pub fn show_preedit<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    use webkit2gtk::{InputMethodContextExt, WebViewExt};
    window.with_webview(|webview| {
        if let Some(method) = webview.inner().input_method_context() {
            method.set_enable_preedit(true);
        } else {
            tracing::warn!("this webview has no input method");
        }
    })
}

/// Other platforms' webviews show it by themselves.
#[cfg(not(target_os = "linux"))]
pub fn show_preedit<R: Runtime>(_window: &WebviewWindow<R>) -> tauri::Result<()> {
    Ok(())
}

/// Lends our own page the microphone and the camera: it asks for them when somebody presses to speak or to be seen. Nobody
/// else's page is ever in this window, and everything else that a page could ask for is refused.
#[cfg(target_os = "linux")]
pub fn lend_devices<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    use webkit2gtk::glib::prelude::Cast;
    use webkit2gtk::{
        PermissionRequestExt, SettingsExt, UserMediaPermissionRequest, UserMediaPermissionRequestExt, WebViewExt,
    };
    window.with_webview(|webview| {
        let view = webview.inner();
        if let Some(settings) = WebViewExt::settings(&view) {
            settings.set_enable_media_stream(true);
            settings.set_enable_mock_capture_devices(cfg!(debug_assertions) && std::env::var_os(MOCK_SWITCH).is_some());
        }
        view.connect_permission_request(|view, request| {
            let is_home = view.uri().is_some_and(|uri| uri.parse().is_ok_and(|url| is_home(&url)));
            match request.downcast_ref::<UserMediaPermissionRequest>() {
                // A screen that is to be shared is neither.
                Some(media) if is_home && (media.is_for_audio_device() || media.is_for_video_device()) => {
                    request.allow();
                }
                _ => request.deny(),
            }
            true
        });
    })
}

/// WebView2 asks the person itself.
#[cfg(not(target_os = "linux"))]
pub fn lend_devices<R: Runtime>(_window: &WebviewWindow<R>) -> tauri::Result<()> {
    Ok(())
}

/// Whether an address is one of our pages, or in the field what the laptop's own relay gives out: the window goes nowhere
/// else.
#[cfg(target_os = "linux")]
fn is_home(url: &Url) -> bool {
    is_ours(url) || (url.scheme() == "http" && url.host_str() == Some("127.0.0.1"))
}

/// Says in the title how far the demonstration district is while it is being made: the page can't yet
/// ask anything.
pub async fn say_what_is_made<R: Runtime>(window: WebviewWindow<R>, mut making: watch::Receiver<Option<usize>>) {
    let name = window.title().unwrap_or_default();
    while making.changed().await.is_ok() {
        let title = match *making.borrow_and_update() {
            Some(files) => format!("{name} · 正在建立示范区（已入库 {files} 份）"),
            None => name.clone(),
        };
        let _ = window.set_title(&title); // a title is no reason to stop
    }
}

/// Keeps every webview on our own pages: a link that leads elsewhere leads nowhere.
pub fn stay_home<R: Runtime>() -> TauriPlugin<R> {
    tauri::plugin::Builder::new("stay-home").on_navigation(|_webview, url| is_ours(url)).build()
}

/// The address of one of the pages that were built in.
pub fn our_page(name: &str) -> Option<Url> {
    let home = if cfg!(windows) { "http://tauri.localhost/" } else { "tauri://localhost/" };
    format!("{home}{name}").parse().ok()
}

/// Whether an address is one of the pages that were built in.
pub fn is_ours(url: &Url) -> bool {
    // Windows serves the same pages from an http address, because WebView2 knows no schemes of its own.
    url.scheme() == "tauri"
        || url.as_str() == "about:blank"
        || (cfg!(windows) && url.host_str() == Some("tauri.localhost"))
}

#[cfg(target_os = "linux")]
fn is_older_than_2_48(version: &str) -> bool {
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let release = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    release < (2, 48)
}

/// Looks for a connected output of a card whose maker is NVIDIA. A second card that only computes doesn't count.
#[cfg(target_os = "linux")]
fn nvidia_drives_the_screen(cards: &std::path::Path) -> bool {
    const NVIDIA: &str = "0x10de";
    let read = |path: std::path::PathBuf| std::fs::read_to_string(path).unwrap_or_default();
    let Ok(entries) = std::fs::read_dir(cards) else {
        return false;
    };
    // An output is named card0-HDMI-A-1 and links back to its card as `device`.
    entries.flatten().any(|output| {
        read(output.path().join("status")).trim() == "connected"
            && read(output.path().join("device/device/vendor")).trim() == NVIDIA
    })
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn a_link_to_elsewhere_leads_nowhere() {
        for (address, ours) in [
            ("tauri://localhost/", true),
            ("tauri://localhost/index.html#/grid/1", true),
            ("https://example.com/", false),
            ("http://127.0.0.1:8787/", false),
            ("file:///etc/passwd", false),
        ] {
            let url = address.parse().expect("the address is written right here");
            assert_eq!(is_ours(&url), ours, "{address}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn only_an_old_webkit_loses_its_fast_renderer() {
        for (version, old) in [("2.46.6", true), ("2.48.0", false), ("2.50.6", false), ("", true)] {
            assert_eq!(super::is_older_than_2_48(version), old, "{version}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn an_nvidia_card_counts_only_with_a_screen_on_it() -> std::io::Result<()> {
        use std::fs;
        let cards = std::env::temp_dir().join(format!("wutu-cards-{}", std::process::id()));
        let output = cards.join("card0-HDMI-A-1");
        fs::create_dir_all(output.join("device/device"))?;
        fs::write(output.join("device/device/vendor"), "0x10de\n")?;

        fs::write(output.join("status"), "disconnected\n")?;
        assert!(!super::nvidia_drives_the_screen(&cards));
        fs::write(output.join("status"), "connected\n")?;
        assert!(super::nvidia_drives_the_screen(&cards));

        fs::remove_dir_all(cards)
    }
}
