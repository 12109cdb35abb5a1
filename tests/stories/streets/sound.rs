//! What somebody said in a call, as the switchboard hands it in: Opus in Ogg (RFC 7845).

use ogg::{PacketWriteEndInfo, PacketWriter};

/// In samples a second.
const RATE: u64 = 48_000;
/// Samples of a packet.
const PACKET: u64 = 960;

/// A second of it; `voice` tells one from another.
pub fn said(voice: u8) -> Vec<u8> {
    let mut writer = PacketWriter::new(Vec::new());
    let mut head = b"OpusHead\x01\x01".to_vec();
    head.extend(312_u16.to_le_bytes());
    head.extend(48_000_u32.to_le_bytes());
    head.extend([0, 0, 0]);
    let mut write = |data: Vec<u8>, end, until| writer.write_packet(data, 1, end, until).expect("memory takes it");
    write(head, PacketWriteEndInfo::EndPage, 0);
    write([b"OpusTags".as_slice(), &[0; 8]].concat(), PacketWriteEndInfo::EndPage, 0);
    let packets = RATE / PACKET;
    for nth in 1..=packets {
        let end = if nth == packets { PacketWriteEndInfo::EndStream } else { PacketWriteEndInfo::NormalPacket };
        write(vec![0x78, voice, nth as u8], end, nth * PACKET);
    }
    writer.into_inner()
}
