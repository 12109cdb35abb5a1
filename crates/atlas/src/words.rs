//! The words of a layer: its keys and its values, each written once and known by its number.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::protobuf;
use crate::tile::Value;

/// Keys and values in the order of their numbers.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// There are few.
    keys: Vec<String>,
    /// Values that others may have too, by the digest of what is written of them.
    known: HashMap<u64, Known, BuildHasherDefault<Digested>>,
    /// How many values there are.
    values: u32,
    written_keys: Vec<u8>,
    written_values: Vec<u8>,
    /// The value in the making.
    value: Vec<u8>,
}

/// A value that was written: its number, and where it stands.
#[derive(Debug)]
struct Known {
    number: u32,
    begin: usize,
    end: usize,
}

/// Takes digests as they are.
#[derive(Debug, Default)]
struct Digested(u64);

impl Words {
    /// The number of a key. Features have their keys in the same order, nearly always: it is looked for where it stood.
    pub(crate) fn key(&mut self, at: usize, key: &str) -> u32 {
        if self.keys.get(at).is_some_and(|known| known == key) {
            return at as u32;
        }
        let known = self.keys.iter().position(|known| known == key);
        known.unwrap_or_else(|| {
            protobuf::bytes(&mut self.written_keys, 3, key.as_bytes());
            self.keys.push(key.to_owned());
            self.keys.len() - 1
        }) as u32
    }

    /// The number of a value.
    pub(crate) fn value(&mut self, value: Value<'_>) -> u32 {
        let written = &mut self.value;
        written.clear();
        match value {
            Value::Text(text) => protobuf::bytes(written, 1, text.as_bytes()),
            Value::Own(text) => {
                protobuf::begin(&mut self.written_values, 4, protobuf::length_of(text.len()));
                protobuf::bytes(&mut self.written_values, 1, text.as_bytes());
                self.values += 1;
                return self.values - 1;
            }
            Value::Number(number) => protobuf::double(written, 3, number),
            Value::Whole(whole) => protobuf::number(written, 6, protobuf::zigzag(whole)),
            Value::Flag(flag) => protobuf::number(written, 7, u64::from(flag)),
        }
        let digest = digest(written);
        match self.known.get(&digest) {
            Some(Known { number, begin, end }) if self.written_values[*begin..*end] == **written => return *number,
            _ => {}
        }
        let number = self.values;
        self.values += 1;
        protobuf::bytes(&mut self.written_values, 4, written);
        let end = self.written_values.len();
        // Of two with one digest, which hardly ever are, the later is known.
        self.known.insert(digest, Known { number, begin: end - written.len(), end });
        number
    }

    /// All keys as a layer has them.
    pub(crate) fn keys(&self) -> &[u8] {
        &self.written_keys
    }

    /// All values as a layer has them.
    pub(crate) fn values(&self) -> &[u8] {
        &self.written_values
    }
}

/// Tells values apart, nearly always; not meant to withstand anybody: two with one digest are only written once each.
fn digest(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut digest = bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        digest = (digest.rotate_left(23) ^ u64::from_le_bytes(word)).wrapping_mul(FACTOR);
    }
    digest ^ digest >> 32
}

impl Hasher for Digested {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = digest(bytes);
    }

    fn write_u64(&mut self, digest: u64) {
        self.0 = digest;
    }
}
