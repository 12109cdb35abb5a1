//! How others find an open desk, and how whoever sits at it opens it to the network.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::Failure;

/// How a phone finds the desk: what links and QR codes are made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Signpost {
    /// The field page, under the name that phones should use.
    pub field: String,
    /// The desk's page under each of its names and addresses.
    pub addresses: Vec<String>,
    /// The page from which a phone gets the CA, in the open.
    pub trust: Option<String>,
    /// SHA-256 of the CA, `AB:CD:…`, to compare with what the phone shows.
    pub fingerprint: Option<String>,
}

/// What a seat is told of the desk's doors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DoorCard {
    /// The network's, while it is open; otherwise this machine's own.
    #[serde(flatten)]
    pub signpost: Signpost,
    /// How many pages hang on the desk through the network's door; none while it is closed.
    pub pages: Option<u32>,
}

/// How the window is to open the network's door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NetworkWish {
    /// Where it listens, on all addresses of the machine; the page with the CA takes the port after it.
    pub port: u16,
    /// Names that the certificate is for beside the machine's addresses, such as `desk.local`.
    pub names: Vec<String>,
    /// The site's own certificate; without it the store's CA makes one.
    pub site: Option<SiteCertificate>,
    /// Whether it opens again whenever the store is opened here, until somebody closes it.
    pub again: bool,
}

/// A certificate that the site has from elsewhere, as files of this machine, in PEM.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SiteCertificate {
    /// The certificate, with its chain after it.
    pub certificate: String,
    /// Its private key.
    pub key: String,
}

/// What the window knows of the network's door beside the [`DoorCard`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NetworkCard {
    /// How it was wished for last.
    pub wish: NetworkWish,
    /// Why it did not open with the store, although that was wished for.
    pub failure: Option<Failure>,
}

impl NetworkWish {
    /// Where the door listens unless told otherwise.
    pub const USUAL_PORT: u16 = 8443;
}

impl Default for NetworkWish {
    fn default() -> Self {
        Self { port: Self::USUAL_PORT, names: Vec::new(), site: None, again: false }
    }
}
