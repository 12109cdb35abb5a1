//! Why there is no picture.

/// The longest name of a codec, and of a place, that is told on.
const NAME: usize = 16;
const PLACE: usize = 64;

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// Nobody answers there.
    Unreachable,
    /// It answers, and says or shows nothing for too long.
    Silent,
    /// It wants another user or password, or any.
    LoginRefused,
    /// It knows no such stream.
    NoSuchStream,
    /// It shows its pictures in a way that nobody here reads.
    OtherCodec {
        /// What it calls that.
        codec: String,
    },
    /// It has no pictures.
    NoPictures,
    /// Its pictures are under a key that nobody here has.
    Encrypted,
    /// What it says makes no sense.
    Nonsense,
    /// It sends more than a picture can be.
    TooMuch,
    /// It has ended the stream.
    Ended,
    /// It sends on to another machine, where nobody here was asked to go.
    Elsewhere {
        /// Which.
        place: String,
    },
    /// Its certificate is signed by nobody whom this machine trusts, and is not the one that its address names.
    Untrusted {
        /// The SHA-256 of what it shows: `0A:FF:…`.
        fingerprint: String,
    },
    /// Its address is of a kind that is not played.
    OtherKind,
}

impl Trouble {
    /// Another codec, by what a stranger calls it.
    pub fn other_codec(name: &str) -> Self {
        Self::OtherCodec { codec: name.chars().filter(char::is_ascii_graphic).take(NAME).collect() }
    }

    /// Another machine, by what a stranger calls it.
    pub fn elsewhere(place: &str) -> Self {
        Self::Elsewhere { place: place.chars().filter(|sign| !sign.is_control()).take(PLACE).collect() }
    }

    /// Whether asking again soon could be of any use; a camera that counts wrong logins locks its door.
    pub fn is_lasting(&self) -> bool {
        match self {
            Self::Unreachable | Self::Silent | Self::Nonsense | Self::TooMuch | Self::Ended | Self::OtherKind => false,
            Self::LoginRefused
            | Self::NoSuchStream
            | Self::OtherCodec { .. }
            | Self::NoPictures
            | Self::Encrypted
            | Self::Elsewhere { .. }
            | Self::Untrusted { .. } => true,
        }
    }

    /// Whether only another address could help.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::OtherKind)
    }
}
