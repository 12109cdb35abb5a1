//! MPEG transport streams (ISO/IEC 13818-1), as far as pictures go: the tables that say where they are, and the packets
//! that carry them.

use std::time::Duration;

use switchboard::Codec;

use super::film::Taken;
use crate::trouble::Trouble;

const PACKET: usize = 188;
const SYNC: u8 = 0x47;
/// The tables' own stream.
const PROGRAMS: u16 = 0;
/// The largest table.
const TABLE: usize = 1024;

/// One piece of a transport stream, read as it comes.
#[derive(Default)]
pub struct Transport {
    /// What is left of a packet that has not come whole.
    rest: Vec<u8>,
    programs: Table,
    streams: Table,
    streams_in: Option<u16>,
    pictures: Option<(u16, Codec)>,
    /// The picture that is coming.
    coming: Option<Coming>,
}

struct Coming {
    bytes: Vec<u8>,
    /// How many there will be, where it is said.
    length: Option<usize>,
}

/// A table that may come in several packets.
#[derive(Default)]
struct Table(Vec<u8>);

impl Transport {
    /// Takes what came; gives each picture that is whole.
    pub fn push(&mut self, bytes: &[u8], give: &mut impl FnMut(Taken)) -> Result<(), Trouble> {
        let mut bytes = bytes;
        if !self.rest.is_empty() {
            let missing = (PACKET - self.rest.len()).min(bytes.len());
            let (first, after) = bytes.split_at(missing);
            self.rest.extend_from_slice(first);
            bytes = after;
            if self.rest.len() < PACKET {
                return Ok(());
            }
            let packet = std::mem::take(&mut self.rest);
            self.packet(&packet, give)?;
        }
        let mut packets = bytes.chunks_exact(PACKET);
        for packet in &mut packets {
            self.packet(packet, give)?;
        }
        self.rest.extend_from_slice(packets.remainder());
        Ok(())
    }

    /// There is no more of this piece.
    pub fn finish(&mut self, give: &mut impl FnMut(Taken)) -> Result<(), Trouble> {
        self.close(give)?;
        if self.pictures.is_none() { Err(Trouble::NoPictures) } else { Ok(()) }
    }

    fn packet(&mut self, packet: &[u8], give: &mut impl FnMut(Taken)) -> Result<(), Trouble> {
        let [SYNC, high, low, flags, body @ ..] = packet else { return Err(Trouble::Nonsense) };
        let begins = high & 0x40 != 0;
        let stream = u16::from(high & 0x1f) << 8 | u16::from(*low);
        let body = match flags >> 4 & 3 {
            1 => body,
            3 => {
                let skipped = usize::from(*body.first().ok_or(Trouble::Nonsense)?);
                body.get(1 + skipped..).ok_or(Trouble::Nonsense)?
            }
            _ => return Ok(()),
        };
        if stream == PROGRAMS {
            if let Some(table) = self.programs.push(body, begins)? {
                self.streams_in = program(&table);
            }
        } else if Some(stream) == self.streams_in {
            if let Some(table) = self.streams.push(body, begins)? {
                self.pictures = Some(pictures(&table)?);
            }
        } else if self.pictures.is_some_and(|(pictures, _)| pictures == stream) {
            if flags & 0xc0 != 0 {
                return Err(Trouble::Encrypted);
            }
            if begins {
                self.close(give)?;
                let length = usize::from(u16::from_be_bytes([at(body, 4)?, at(body, 5)?]));
                self.coming = Some(Coming { bytes: Vec::new(), length: (length > 0).then_some(length + 6) });
            }
            let Some(coming) = &mut self.coming else { return Ok(()) };
            coming.bytes.extend_from_slice(body);
            if coming.length.is_some_and(|length| coming.bytes.len() >= length) {
                self.close(give)?;
            }
        }
        Ok(())
    }

    fn close(&mut self, give: &mut impl FnMut(Taken)) -> Result<(), Trouble> {
        let (Some(coming), Some((_, codec))) = (self.coming.take(), self.pictures) else { return Ok(()) };
        give(picture(codec, &coming.bytes)?);
        Ok(())
    }
}

impl Table {
    /// The table, when it is whole.
    fn push(&mut self, body: &[u8], begins: bool) -> Result<Option<Vec<u8>>, Trouble> {
        if begins {
            let pointer = usize::from(at(body, 0)?);
            self.0 = body.get(1 + pointer..).ok_or(Trouble::Nonsense)?.to_vec();
        } else if !self.0.is_empty() {
            self.0.extend_from_slice(body);
        }
        let [_, high, low, ..] = self.0.as_slice() else { return Ok(None) };
        let whole = 3 + (usize::from(high & 0x0f) << 8 | usize::from(*low));
        if whole > TABLE {
            return Err(Trouble::Nonsense);
        }
        if self.0.len() < whole {
            return Ok(None);
        }
        let mut table = std::mem::take(&mut self.0);
        table.truncate(whole);
        Ok(Some(table))
    }
}

/// In which stream the streams of the first program are told.
fn program(table: &[u8]) -> Option<u16> {
    let entries = table.get(8..table.len().checked_sub(4)?)?;
    let of = |entry: &[u8]| u16::from(entry[2] & 0x1f) << 8 | u16::from(entry[3]);
    entries.chunks_exact(4).find(|entry| entry[..2] != [0, 0]).map(of)
}

/// Which stream has pictures, and how they are encoded.
fn pictures(table: &[u8]) -> Result<(u16, Codec), Trouble> {
    let length = |high: u8, low: u8| usize::from(high & 0x0f) << 8 | usize::from(low);
    let end = table.len().checked_sub(4).ok_or(Trouble::Nonsense)?;
    let mut from = 12 + length(at(table, 10)?, at(table, 11)?);
    let mut other = None;
    while from + 5 <= end {
        let entry = &table[from..from + 5];
        let stream = u16::from(entry[1] & 0x1f) << 8 | u16::from(entry[2]);
        match entry[0] {
            0x1b => return Ok((stream, Codec::H264)),
            0x24 => return Ok((stream, Codec::H265)),
            0x01 | 0x02 => other = Some("MPEG-2"),
            0x10 => other = Some("MPEG-4"),
            0x33 => other = Some("H.266"),
            0xea => other = Some("VC-1"),
            0xdb => return Err(Trouble::Encrypted),
            _ => {}
        }
        from += 5 + length(entry[3], entry[4]);
    }
    Err(other.map_or(Trouble::NoPictures, Trouble::other_codec))
}

/// What a packetized elementary stream carries in one packet: a picture.
fn picture(codec: Codec, packet: &[u8]) -> Result<Taken, Trouble> {
    if packet.get(..3) != Some(&[0, 0, 1]) {
        return Err(Trouble::Nonsense);
    }
    let (flags, head) = (at(packet, 7)?, 9 + usize::from(at(packet, 8)?));
    if flags & 0x80 == 0 {
        return Err(Trouble::Nonsense);
    }
    let shown = stamp(packet.get(9..14).ok_or(Trouble::Nonsense)?);
    let decode = if flags & 0x40 == 0 { shown } else { stamp(packet.get(14..19).ok_or(Trouble::Nonsense)?) };
    let data = packet.get(head..).ok_or(Trouble::Nonsense)?.to_vec();
    // The clock begins anew every day: what is shown long after it was decoded is not.
    Ok(Taken { codec, decode, shift: shown.saturating_sub(decode), data })
}

/// 33 bits of a clock of 90 kHz, in five bytes.
fn stamp(bytes: &[u8]) -> Duration {
    let high = u64::from(bytes[0] >> 1 & 7) << 30;
    let middle = u64::from(u16::from_be_bytes([bytes[1], bytes[2]]) >> 1) << 15;
    let low = u64::from(u16::from_be_bytes([bytes[3], bytes[4]]) >> 1);
    Duration::from_micros((high | middle | low) * 100 / 9)
}

fn at(bytes: &[u8], place: usize) -> Result<u8, Trouble> {
    bytes.get(place).copied().ok_or(Trouble::Nonsense)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever the bytes are and however they come, reading them ends.
    #[test]
    fn a_transport_stream_of_noise_makes_no_sense_and_reads_nothing_beyond_itself() {
        let mut seed = 7_u32;
        let mut noise = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as u8
        };
        for round in 0..4_000_u32 {
            let mut bytes: Vec<u8> = (0..PACKET * 6).map(|_| noise()).collect();
            for (number, packet) in bytes.chunks_exact_mut(PACKET).enumerate() {
                packet[0] = SYNC;
                // Into the tables and what they say, so that the noise gets further than their names.
                packet[1] = if number % 2 == 0 { 0x40 } else { packet[1] & 0x5f };
                packet[3] = packet[3] & 0x3f | 0x10;
                if number == 0 {
                    packet[2..17].copy_from_slice(&[0, 0x10, 0, 0, 0xb0, 13, 0, 1, 0xc1, 0, 0, 0, 1, 0xe1, 0]);
                }
                if number == 2 {
                    packet[1..8].copy_from_slice(&[0x41, 0, 0x10, 0, 2, 0xb0, 18]);
                    packet[14..22].copy_from_slice(&[0xf0, 0, 0x1b, 0xe1, 1, 0xf0, 0, 0]);
                }
                if number > 2 {
                    packet[1] = 0x41;
                    packet[2] = 1;
                }
            }
            let mut transport = Transport::default();
            let mut seen = 0;
            for part in bytes.chunks(1 + round as usize % 300) {
                if transport.push(part, &mut |_| seen += 1).is_err() {
                    break;
                }
            }
            let _ = transport.finish(&mut |_| seen += 1);
            assert!(seen <= 6);
        }
        let mut transport = Transport::default();
        assert_eq!(transport.push(&[1; PACKET], &mut |_| {}), Err(Trouble::Nonsense));
    }

    #[test]
    fn a_stamp_is_thirty_three_bits_of_ninety_kilohertz() {
        assert_eq!(stamp(&[0x21, 0, 0x05, 0xbf, 0x21]), Duration::from_secs(1));
        assert_eq!(stamp(&[0xff; 5]), Duration::from_micros(((1_u64 << 33) - 1) * 100 / 9));
    }
}
