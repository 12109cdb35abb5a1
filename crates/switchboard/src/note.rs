//! What was said, as a voice note: Opus in Ogg (RFC 7845), as every browser plays it.

use ogg::{PacketWriteEndInfo, PacketWriter};

use crate::opus::{self, RATE};

/// What an encoder's first packet begins before the sound, in samples: what browsers' encoders do.
const PRE_SKIP: u16 = 312;
/// Nobody has said anything in less: a key was touched. In samples.
const SHORTEST: u64 = RATE * 3 / 10;
/// One stream, so any number.
const SERIAL: u32 = 1;
/// A page of the container every second, so that players can seek.
const PACKETS_OF_A_PAGE: usize = 50;

/// Packets as they came, until the line ends.
#[derive(Default)]
pub struct Tape {
    packets: Vec<(u64, bytes::Bytes)>,
    samples: u64,
}

impl Tape {
    /// Keeps a packet by its place in the line; none: it is no packet of Opus. Otherwise how long all of it sounds, in
    /// samples.
    pub fn keep(&mut self, place: u64, packet: bytes::Bytes) -> Option<u64> {
        self.samples += opus::samples(&packet)?;
        self.packets.push((place, packet));
        Some(self.samples)
    }

    /// How long all of it sounds, in samples.
    pub fn samples(&self) -> u64 {
        self.samples
    }

    /// How many packets came.
    pub fn packets(&self) -> usize {
        self.packets.len()
    }

    /// Forgets all that came after so many packets.
    pub fn forget_after(&mut self, packets: usize) {
        for (_, packet) in self.packets.drain(packets.min(self.packets.len())..) {
            self.samples -= opus::samples(&packet).unwrap_or_default();
        }
    }

    /// Whether all packets between the first that came and this place are there.
    pub fn is_whole(&self, end: u64) -> bool {
        let first = self.packets.iter().map(|(place, _)| *place).min().unwrap_or(end);
        self.packets.len() as u64 >= end - first.min(end)
    }

    /// All of it in order; none where hardly anything was said.
    pub fn note(mut self) -> Option<Vec<u8>> {
        if self.samples < SHORTEST {
            return None;
        }
        // Over a line that is jammed what is newest goes first.
        self.packets.sort_by_key(|(place, _)| *place);
        written(&self.packets).ok()
    }
}

fn written(packets: &[(u64, bytes::Bytes)]) -> std::io::Result<Vec<u8>> {
    let mut writer = PacketWriter::new(Vec::new());
    let mut head = b"OpusHead\x01\x01".to_vec();
    head.extend(PRE_SKIP.to_le_bytes());
    head.extend(u32::try_from(RATE).unwrap_or_default().to_le_bytes());
    // No gain, and the mapping of a single channel.
    head.extend([0, 0, 0]);
    writer.write_packet(head, SERIAL, PacketWriteEndInfo::EndPage, 0)?;
    // No vendor, no comment.
    let mut tags = b"OpusTags".to_vec();
    tags.extend([0; 8]);
    writer.write_packet(tags, SERIAL, PacketWriteEndInfo::EndPage, 0)?;
    let mut until = 0;
    for (number, (_, packet)) in packets.iter().enumerate() {
        until += opus::samples(packet).unwrap_or_default();
        let end = if number + 1 == packets.len() {
            PacketWriteEndInfo::EndStream
        } else if (number + 1) % PACKETS_OF_A_PAGE == 0 {
            PacketWriteEndInfo::EndPage
        } else {
            PacketWriteEndInfo::NormalPacket
        };
        writer.write_packet(packet.as_ref(), SERIAL, end, until)?;
    }
    Ok(writer.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use bytes::Bytes;

    use super::*;

    #[test]
    fn what_was_said_comes_back_in_the_order_in_which_it_was_said() {
        let mut tape = Tape::default();
        for place in [0, 2, 1].into_iter().chain(3..200) {
            assert!(tape.keep(place, packet(place)).is_some());
        }
        assert!(tape.keep(200, Bytes::from_static(b"")).is_none(), "no packet");
        let note = tape.note().expect("four seconds");
        let mut reader = ogg::PacketReader::new(Cursor::new(note));
        let mut all = Vec::new();
        while let Some(packet) = reader.read_packet().expect("sound") {
            all.push((packet.data.clone(), packet.absgp_page(), packet.last_in_stream()));
        }
        assert!(all[0].0.starts_with(b"OpusHead") && all[1].0.starts_with(b"OpusTags"));
        let said: Vec<_> = all[2..].iter().map(|(data, ..)| data[1]).collect();
        assert_eq!(said, (0..200).map(|place| place as u8).collect::<Vec<_>>());
        let (_, until, is_last) = all.last().unwrap();
        assert_eq!((*until, *is_last), (200 * 960, true));
    }

    #[test]
    fn a_line_is_whole_once_all_came_that_came_before_its_end() {
        let mut tape = Tape::default();
        assert!(tape.is_whole(7), "nothing was said");
        for place in [3, 5] {
            tape.keep(place, packet(place));
        }
        assert!(!tape.is_whole(6), "the fourth is under way");
        tape.keep(4, packet(4));
        assert!(tape.is_whole(6));
    }

    #[test]
    fn a_key_that_was_only_touched_leaves_no_note() {
        let mut tape = Tape::default();
        for place in 0..14 {
            tape.keep(place, packet(place));
        }
        assert!(tape.note().is_none());
    }

    fn packet(place: u64) -> Bytes {
        Bytes::from(vec![0x78, place as u8, 7])
    }
}
