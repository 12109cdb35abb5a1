//! The chain of a desk's log: each row's hash covers its header, its body's hash and the row before.

/// What stands before the first fact of a log.
pub(crate) const START: [u8; 32] = [0; 32];

/// A row of the log as it stands in its columns.
pub(crate) struct Link<'a> {
    pub(crate) desk: &'a str,
    pub(crate) seq: i64,
    pub(crate) hlc: i64,
    pub(crate) command_id: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) subject: &'a str,
    pub(crate) scope: Option<&'a str>,
    pub(crate) by: &'a str,
    pub(crate) at: &'a str,
    pub(crate) body_hash: &'a [u8],
    pub(crate) prev_hash: &'a [u8],
}

impl Link<'_> {
    /// The row's hash. Invariant: every field goes in with its length, so no two rows read the same.
    pub(crate) fn hash(&self) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new_derive_key("wutu 2026-11 header of a fact");
        let mut field = |bytes: &[u8]| {
            hasher.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
        };
        field(self.prev_hash);
        field(self.desk.as_bytes());
        field(&self.seq.to_le_bytes());
        field(&self.hlc.to_le_bytes());
        field(self.command_id.as_bytes());
        field(self.kind.as_bytes());
        field(self.subject.as_bytes());
        field(&[u8::from(self.scope.is_some())]);
        field(self.scope.unwrap_or_default().as_bytes());
        field(self.by.as_bytes());
        field(self.at.as_bytes());
        field(self.body_hash);
        *hasher.finalize().as_bytes()
    }
}

/// The salted hash of a body as it is stored: sealed where it is sealed.
pub(crate) fn body_hash(salt: &[u8], stored: &[u8]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key("wutu 2026-11 body of a fact");
    hasher.update(&(salt.len() as u64).to_le_bytes()).update(salt).update(stored);
    *hasher.finalize().as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: Link<'static> = Link {
        desk: "d",
        seq: 1,
        hlc: 2,
        command_id: "c",
        kind: "K",
        subject: "s",
        scope: None,
        by: "{}",
        at: "1970-01-01T00:00:00Z",
        body_hash: &[1; 32],
        prev_hash: &START,
    };

    #[test]
    fn letters_moved_from_one_field_to_the_next_change_the_hash() {
        let moved = Link { kind: "Ks", subject: "", ..LINK };
        assert_ne!(LINK.hash(), moved.hash());
        assert_ne!(LINK.hash(), Link { scope: Some(""), ..LINK }.hash());
    }

    #[test]
    fn the_same_body_under_another_salt_has_another_hash() {
        assert_ne!(body_hash(&[1; 16], b"{}"), body_hash(&[2; 16], b"{}"));
    }
}
