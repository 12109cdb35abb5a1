//! How long an Opus packet sounds (RFC 6716, section 3.1).

/// Samples in a second, whatever was recorded: Opus counts in these.
pub const RATE: u64 = 48_000;
/// The longest that one packet may sound: 120 ms.
const LONGEST: u64 = RATE * 120 / 1_000;

/// Samples of a packet, by its first two bytes; none: it is no packet.
pub fn samples(packet: &[u8]) -> Option<u64> {
    let (first, rest) = packet.split_first()?;
    // In quarters of a millisecond, by the mode's table of sizes.
    let quarters = match first >> 3 {
        config @ 0..=11 => [40, 80, 160, 240][usize::from(config % 4)],
        config @ 12..=15 => [40, 80][usize::from(config % 2)],
        config => [10, 20, 40, 80][usize::from(config % 4)],
    };
    let frames = match first & 3 {
        0 => 1,
        1 | 2 => 2,
        _ => u64::from(rest.first()? & 0x3f),
    };
    let samples = frames * quarters * RATE / 4_000;
    (samples > 0 && samples <= LONGEST).then_some(samples)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packet_says_how_long_it_sounds() {
        // Voice at 20 ms as browsers make it, in one frame and in two; 2.5 ms; 60 ms; three of 20 ms.
        let packets: [(&[u8], Option<u64>); 9] = [
            (&[0x78, 0], Some(960)),
            (&[0x0b << 3, 0], Some(2_880)),
            (&[0x79, 0], Some(1_920)),
            (&[0x80, 0], Some(120)),
            (&[0x7b, 3], Some(2_880)),
            (&[0x7b, 0], None),
            (&[0x7b, 40], None),
            (&[0x7b], None),
            (&[], None),
        ];
        for (packet, wanted) in packets {
            assert_eq!(samples(packet), wanted, "{packet:02x?}");
        }
    }
}
