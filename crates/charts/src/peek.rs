//! A look into one tile: whether it is what its archive says, and which layers it has.

use domain::basemap::TileKind;

use crate::caps;

/// Whether a tile's bytes begin as its kind does; vector tiles are read through.
pub fn fits(kind: TileKind, bytes: &[u8]) -> bool {
    match kind {
        TileKind::Vector => layers(bytes).is_some(),
        kind => TileKind::of_picture(bytes) == Some(kind),
    }
}

/// The names of a vector tile's layers (MVT 2); none where it is no such tile.
pub fn layers(bytes: &[u8]) -> Option<Vec<String>> {
    let mut names = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let (field, content) = next(&mut rest)?;
        if field != 3 {
            continue;
        }
        let mut layer = content?;
        let mut name = None;
        while !layer.is_empty() {
            if let (1, content) = next(&mut layer)? {
                name = Some(String::from_utf8(content?.to_vec()).ok()?);
            }
        }
        let name = name?;
        if names.len() < caps::LAYERS {
            names.push(name.chars().take(caps::TEXT).collect());
        }
    }
    Some(names)
}

/// The next field of a message: its number, and its bytes where it has some.
fn next<'a>(rest: &mut &'a [u8]) -> Option<(u64, Option<&'a [u8]>)> {
    let tag = varint(rest)?;
    let content = match tag & 7 {
        0 => varint(rest).map(|_| None)?,
        1 => skip(rest, 8).map(|_| None)?,
        2 => {
            let length = usize::try_from(varint(rest)?).ok()?;
            Some(skip(rest, length)?)
        }
        5 => skip(rest, 4).map(|_| None)?,
        _ => return None,
    };
    Some((tag >> 3, content))
}

fn skip<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (skipped, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(skipped)
}

fn varint(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let (&byte, after) = rest.split_first()?;
        *rest = after;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vector_tile_tells_its_layers_and_anything_else_is_none() {
        // Two layers, `water` and `roads`, each with its version.
        let layer = |name: &[u8]| [&[0x1a, name.len() as u8 + 4, 0x0a, name.len() as u8], name, &[0x78, 0x02]].concat();
        let tile = [layer(b"water"), layer(b"roads")].concat();
        assert_eq!(layers(&tile), Some(vec!["water".to_owned(), "roads".to_owned()]));
        assert_eq!(layers(&[]), Some(vec![]), "an empty tile is one");
        assert_eq!(layers(&tile[..tile.len() - 3]), None);
        assert!(!fits(TileKind::Vector, b"<html>not found</html>"));
        assert!(!fits(TileKind::Png, b"<html>") && fits(TileKind::Webp, b"RIFF\0\0\0\0WEBPVP8 "));
    }
}
