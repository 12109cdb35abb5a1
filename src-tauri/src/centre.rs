//! Centres that a person at this laptop has confirmed, and the page on which he does so.

use std::path::{Path, PathBuf};

use domain::failure::Failure;
use relay::{Address, Centre, Fingerprint, Relay, authorities_in, offered};
use rfd::AsyncFileDialog;
use serde::{Deserialize, Serialize};
use tauri::{Runtime, State, WebviewWindow};

use crate::{field::Laptop, house::in_background};

/// Centres that were confirmed, the latest first.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct Confirmed {
    centres: Vec<Known>,
}

/// A centre, and where this laptop keeps what came from it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Known {
    /// `https://desk.example:8443`.
    pub address: String,
    /// Its authority's certificate: the DER, in hexadecimal digits.
    authority: String,
    /// At which port of this machine its page is. A page's memory belongs to its port: answers that wait for one
    /// centre never meet another.
    pub port: u16,
}

/// With what the page begins.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CentreCard {
    /// The address that was named, or the last one.
    pub address: String,
    /// Why the field page did not open by itself.
    pub failure: Option<Failure>,
}

impl Confirmed {
    /// The file in which they are kept.
    pub fn file() -> PathBuf {
        desk::host::data_dir().join("field.json")
    }

    /// The one that was confirmed last.
    pub fn last(&self) -> Option<&Known> {
        self.centres.first()
    }

    /// The one at this address.
    pub fn at(&self, address: &Address) -> Option<&Known> {
        self.centres.iter().find(|known| known.address == address.to_string())
    }

    /// Puts a centre first. One that has moved to another address is known by its authority, and keeps its port.
    pub fn put(&mut self, known: Known) {
        self.centres.retain(|one| one.authority != known.authority && one.address != known.address);
        self.centres.insert(0, known);
    }

    /// At which port the page of a centre with this authority was; 0: there was none.
    fn port_of(&self, authority: &str) -> u16 {
        self.centres.iter().find(|known| known.authority == authority).map_or(0, |known| known.port)
    }
}

impl Known {
    /// The centre to go to; none where what was kept makes no sense.
    pub fn centre(&self) -> Option<Centre> {
        let pair = |at: usize| u8::from_str_radix(self.authority.get(at..at + 2)?, 16).ok();
        let der: Option<Vec<u8>> = (0..self.authority.len()).step_by(2).map(pair).collect();
        Some(Centre { address: self.address.parse().ok()?, authority: der?.into() })
    }

    fn of(centre: &Centre, confirmed: &Confirmed) -> Self {
        let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
        let authority: String = centre.authority.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect();
        Self { address: centre.address.to_string(), port: confirmed.port_of(&authority), authority }
    }
}

/// With what the page begins.
#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "Tauri hands a command its state by value")]
pub fn centre(laptop: State<'_, Laptop>) -> CentreCard {
    laptop.card()
}

/// The fingerprint of the certificate that a centre shows, for a person to compare with the one on the centre's screen.
#[tauri::command]
pub async fn look_at_centre(address: String) -> Result<String, Failure> {
    let address: Address = address.parse()?;
    let shown = offered(&address).await?;
    let authority = shown.last().ok_or_else(|| nothing_in(&address.to_string()))?;
    Ok(Fingerprint::of(authority).to_string())
}

/// The fingerprint of a certificate in a file that a person chooses; none where he chooses none.
#[tauri::command]
pub async fn choose_authority<R: Runtime>(
    window: WebviewWindow<R>,
    laptop: State<'_, Laptop>,
    title: String,
) -> Result<Option<String>, Failure> {
    let dialog = AsyncFileDialog::new().set_parent(&window).set_title(title);
    let Some(chosen) = dialog.add_filter("CA", &["pem", "crt", "cer", "der"]).pick_file().await else {
        return Ok(None);
    };
    let place = chosen.path().to_owned();
    let authorities = in_background(move || read(&place)).await?;
    let first = authorities.first().map(|authority| Fingerprint::of(authority).to_string());
    laptop.choose(authorities);
    Ok(first)
}

/// Goes to the centre, once the authority with this fingerprint, which a person has confirmed, has proven to have
/// signed for it. From then on no other counts.
#[tauri::command]
pub async fn go_to_centre<R: Runtime>(
    window: WebviewWindow<R>,
    laptop: State<'_, Laptop>,
    address: String,
    fingerprint: String,
) -> Result<(), Failure> {
    let address: Address = address.parse()?;
    let wanted: Fingerprint = fingerprint.parse()?;
    let chosen = laptop.chosen().into_iter().find(|authority| Fingerprint::of(authority) == wanted);
    let authority = if let Some(chosen) = chosen {
        chosen
    } else {
        let shown = offered(&address).await?;
        let other = shown.last().map(|last| Fingerprint::of(last).to_string()).unwrap_or_default();
        let found = shown.into_iter().find(|authority| Fingerprint::of(authority) == wanted);
        found.ok_or_else(|| {
            let params = [("address", &*address.to_string()), ("fingerprint", &other)];
            Failure::refused("centre.other_fingerprint", &params)
        })?
    };
    let centre = Centre { address, authority };
    Relay::try_out(&centre).await?;
    let known = Known::of(&centre, &laptop.confirmed());
    let page = laptop.open(known).await?;
    window.navigate(page).map_err(|error| Failure::broken(error.to_string(), "window.elsewhere"))
}

fn read(file: &Path) -> Result<Vec<relay::Authority>, Failure> {
    let name = file.to_string_lossy();
    let bytes = std::fs::read(file).map_err(|_| nothing_in(&name))?;
    let found = authorities_in(&bytes);
    if found.is_empty() { Err(nothing_in(&name)) } else { Ok(found) }
}

fn nothing_in(what: &str) -> Failure {
    Failure::invalid("centre.authority", &[("what", what)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(address: &str, authority: &str, port: u16) -> Known {
        Known { address: address.to_owned(), authority: authority.to_owned(), port }
    }

    #[test]
    fn a_centre_that_moves_keeps_its_port_and_another_one_gets_its_own() {
        let mut confirmed = Confirmed::default();
        confirmed.put(known("https://10.0.0.7:8443", "aa", 5001));
        confirmed.put(known("https://elsewhere:8443", "bb", 5002));
        assert_eq!(confirmed.last().map(|last| last.port), Some(5002));
        assert_eq!((confirmed.port_of("aa"), confirmed.port_of("cc")), (5001, 0));

        confirmed.put(known("https://10.0.0.9:8443", "aa", confirmed.port_of("aa")));
        let at = |address: &str| confirmed.at(&address.parse().expect("an address")).map(|known| known.port);
        assert_eq!(at("https://10.0.0.9:8443"), Some(5001));
        assert_eq!(at("https://10.0.0.7:8443"), None);
        assert_eq!(at("https://elsewhere:8443"), Some(5002));
    }

    #[test]
    fn what_was_kept_leads_to_the_same_centre() {
        let centre =
            Centre { address: "desk.example:8443".parse().expect("an address"), authority: vec![0, 15, 255].into() };
        let known = Known::of(&centre, &Confirmed::default());
        assert_eq!(known.authority, "000fff");
        assert_eq!(known.centre(), Some(centre));
        assert_eq!(Known { authority: "0g".to_owned(), ..known }.centre(), None);
    }
}
