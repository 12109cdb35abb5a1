//! The camera of somebody who is not there: a small picture of water under a sky, drawn from chance. No two are alike,
//! so that none is taken for another by its hash.

use domain::id::CommandId;

const WIDTH: u32 = 320;
const HEIGHT: u32 = 240;

/// A picture as PNG; the same command gives the same one.
pub(crate) fn picture(command: CommandId) -> Vec<u8> {
    let chance = *blake3::hash(command.0.as_bytes()).as_bytes();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&pixels(&chance)));
    debug_assert!(written.is_ok(), "a vector takes all that is written");
    bytes
}

fn pixels(chance: &[u8; 32]) -> Vec<u8> {
    let horizon = HEIGHT / 3 + u32::from(chance[0]) % (HEIGHT / 4);
    let wall = (u32::from(chance[1]), 40 + u32::from(chance[2]) / 3, u32::from(chance[3]) % horizon);
    let mut pixels = Vec::with_capacity((WIDTH * HEIGHT * 3) as usize);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            pixels.extend(colour(x, y, horizon, wall, chance));
        }
    }
    pixels
}

fn colour(x: u32, y: u32, horizon: u32, (left, width, top): (u32, u32, u32), chance: &[u8; 32]) -> [u8; 3] {
    // A value of a picture's row is far below what a byte holds.
    let shade = |base: u32| u8::try_from(base.min(255)).unwrap_or(u8::MAX);
    if y < horizon && (left..left + width).contains(&x) && y >= top {
        let has_light = (x / 8 + y / 12).is_multiple_of(3) && x % 8 > 2 && y % 12 > 4;
        return if has_light { [222, 200, 140] } else { [96, 92, 88] };
    }
    if y < horizon {
        return [shade(120 + y / 3), shade(136 + y / 3), shade(150 + y / 2)];
    }
    let wave = u32::from(chance[((x / 6 + y) % 32) as usize]) / 16;
    [shade(84 + wave + (y - horizon) / 6), shade(74 + wave), shade(60 + wave)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_small_the_same_again_and_no_other() {
        let of = |number| picture(CommandId(uuid::Uuid::from_u128(number)));
        assert_eq!(of(1), of(1));
        assert_ne!(of(1), of(2));
        assert!(of(1).starts_with(b"\x89PNG") && of(1).len() < 60_000, "{}", of(1).len());
    }
}
