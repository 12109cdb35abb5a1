//! One-time codes, and the tokens that devices get for them.
//!
//! The desk keeps only hashes: whoever reads the store learns neither a code nor a token.

use domain::fact::Fact;
use domain::failure::{Failure, Refusal};
use domain::id::{CommandId, DeviceId};
use domain::moment::Moment;
use domain::seat::{Device, Door, Grant, Role, Seat};
use ledger::PairingRow;

use crate::Desk;
use crate::act::Desktop;
use crate::district::District;
use crate::failure::broken;

/// How long a code may wait for its phone, in seconds.
pub const CODE_LASTS: i64 = 15 * 60;
/// How long a phone stays paired, in seconds.
const PHONE_LASTS: i64 = 30 * 24 * 3600;
/// How long a browser keeps its seat, in seconds: a shift, with room for its handover.
const SEAT_LASTS: i64 = 14 * 3600;
/// No 0/O, 1/I/L: codes are read out over the phone.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// What a device gets for its code.
#[derive(Debug, Clone)]
pub struct Pairing {
    /// The secret that the device shows from now on. Kept nowhere else.
    pub token: String,
    /// The device's name in the ledger.
    pub device: DeviceId,
    /// What it was granted.
    pub grant: Grant,
    /// When the token ends.
    pub until: Moment,
}

/// Somebody shows a code.
pub struct Redeem {
    pub code: String,
    pub command: CommandId,
}

impl Desk {
    /// Turn a one-time code into a token. A wrong, used or old code is refused alike.
    ///
    /// Nobody sits yet, so this door is not in the table of rights; hosts limit its rate.
    pub fn redeem(&self, code: &str, command: CommandId) -> Result<Pairing, Failure> {
        self.writer.redeem(Redeem { code: code.to_owned(), command })
    }

    /// The seat that a token gives now; none when it is unknown, ended or revoked.
    ///
    /// A store that cannot be read is a failure and not an unknown token: a phone would throw its token away.
    pub fn seat_of(&self, token: &str) -> Result<Option<Seat>, Failure> {
        let token = hash(token);
        let device = match self.seats.find(&token) {
            Ok(known) => Some(known),
            Err(turn) => {
                let device = self.readers.with(|view| view.device_by_token(&token).map_err(broken))?;
                if let Some(device) = &device {
                    self.seats.keep(token, device.clone(), turn);
                }
                device
            }
        };
        Ok(device.and_then(|device| self.seat_by(device)))
    }

    /// The same from memory, without a wait; none: [`Desk::seat_of`] knows.
    pub fn seat_at_hand(&self, token: &str) -> Option<Seat> {
        self.seats.find(&hash(token)).ok().and_then(|device| self.seat_by(device))
    }

    fn seat_by(&self, device: Device) -> Option<Seat> {
        device.is_valid(self.now()).then(|| seat(device.grant, device.id))
    }
}

/// Inside the writer's transaction.
pub fn redeem(desk: &mut Desktop<'_, '_>, redeem: &Redeem) -> Result<Pairing, Failure> {
    let code = hash_of_code(&redeem.code);
    let offer = desk.batch.view().pairing(&code).map_err(broken)?;
    let is_good = |offer: &PairingRow| !offer.used && desk.now < offer.until && stands(&offer.grant, desk.district);
    let Some(offer) = offer.filter(is_good) else {
        return Err(Refusal::CodeNotValid.into());
    };
    let lasts = if offer.grant.role == Role::Field { PHONE_LASTS } else { SEAT_LASTS };
    let pairing = Pairing {
        token: blake3::Hash::from((desk.options.secret)()).to_hex().to_string(),
        device: DeviceId((desk.options.new_id)()),
        grant: offer.grant,
        until: desk.now.plus_seconds(lasts),
    };
    let by = seat(pairing.grant.clone(), pairing.device);
    let fact = Fact::DevicePaired {
        device: pairing.device,
        code,
        token: hash(&pairing.token),
        grant: pairing.grant.clone(),
        until: pairing.until,
    };
    let scope = pairing.grant.subtree.clone();
    desk.batch.append(&by, redeem.command, desk.now, scope, &fact).map_err(broken)?;
    Ok(pairing)
}

/// Whether what a code grants is still there: the import of a post may be undone while its code waits.
fn stands(grant: &Grant, district: &District) -> bool {
    grant.post.as_ref().is_none_or(|post| district.roster.post(post).is_some())
        && grant.subtree.as_ref().is_none_or(|path| district.tree.grid(path).is_some())
}

/// Eight characters of the alphabet, as `K7MQ-2RXA`: 39 bits, for fifteen minutes, at a limited rate.
pub fn code(secret: [u8; 32]) -> String {
    // 248 = 8 × 31: bytes above it would favour the first letters, so they are passed over.
    let mut letters =
        secret.iter().filter(|byte| **byte < 248).map(|byte| char::from(ALPHABET[usize::from(byte % 31)]));
    let first: String = letters.by_ref().take(4).collect();
    let second: String = letters.take(4).collect();
    format!("{first}-{second}")
}

/// The hash under which a code is kept. Case, blanks and hyphens do not matter: people type it.
pub fn hash_of_code(code: &str) -> String {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    hash(&plain)
}

fn seat(grant: Grant, device: DeviceId) -> Seat {
    Seat { role: grant.role, subtree: grant.subtree, post: grant.post, door: Door::Device(device) }
}

/// The hash under which a token is kept.
pub fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}
