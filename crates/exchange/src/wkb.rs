//! Geometries as databases keep them: WKB (OGC 06-103r4, ISO's heights and EWKB's flags too), inside the
//! header of a GeoPackage (OGC 12-128r18, clause 2.1.3). A count is believed as far as there are bytes for it.

use crate::coordinates::Degrees;
use crate::features::Drawn;
use crate::limits::MOST_POSITIONS;

/// A blob that is not what it says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unread;

/// The bit of a GeoPackage's flags for a geometry of somebody's own making.
const EXTENDED: u8 = 0b0010_0000;
const LITTLE_ENDIAN: u8 = 0b0000_0001;
/// The flags of EWKB: height, measure, and a number of its reference system.
const HEIGHT: u32 = 0x8000_0000;
const MEASURE: u32 = 0x4000_0000;
const SYSTEM: u32 = 0x2000_0000;

/// What a blob of a GeoPackage draws; none where it draws nothing.
pub(crate) fn of_geopackage(blob: &[u8]) -> Result<Option<Drawn>, Unread> {
    let mut bytes = Bytes { rest: blob, positions: 0 };
    let [b'G', b'P', 0, flags] = *bytes.take(4)? else { return Err(Unread) };
    let envelope = match (flags >> 1) & 0b111 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return Err(Unread),
    };
    bytes.take(4 + envelope)?;
    if flags & EXTENDED != 0 {
        return Ok(Some(Drawn::Other("extended")));
    }
    let drawn = bytes.geometry()?;
    Ok(drawn.filter(|drawn| !is_empty(drawn)))
}

fn is_empty(drawn: &Drawn) -> bool {
    match drawn {
        // A point without a place is written as two numbers that are none.
        Drawn::Point(Degrees(x, y)) => x.is_nan() && y.is_nan(),
        Drawn::Lines(lines) => lines.iter().all(Vec::is_empty),
        Drawn::Areas(areas) => areas.iter().all(Vec::is_empty),
        Drawn::Other(_) => false,
    }
}

/// What is left of a blob.
struct Bytes<'a> {
    rest: &'a [u8],
    positions: usize,
}

/// The head of one geometry.
#[derive(Clone, Copy)]
struct Head {
    little: bool,
    kind: u32,
    /// Numbers of a position.
    numbers: usize,
}

impl<'a> Bytes<'a> {
    fn geometry(&mut self) -> Result<Option<Drawn>, Unread> {
        let head = self.head()?;
        Ok(Some(match head.kind {
            1 => Drawn::Point(self.position(head)?),
            2 => Drawn::Lines(vec![self.line(head)?]),
            3 => Drawn::Areas(vec![self.rings(head)?]),
            4 => match self.count(head, 1)? {
                0 => return Ok(None),
                1 => Drawn::Point(self.part(1, Self::position)?),
                _ => Drawn::Other("MultiPoint"),
            },
            5 => Drawn::Lines(self.parts(head, 2, Self::line)?),
            6 => Drawn::Areas(self.parts(head, 3, Self::rings)?),
            7 => Drawn::Other("GeometryCollection"),
            8 | 9 | 11 | 13 => Drawn::Other("Curve"),
            10 | 12 | 14 => Drawn::Other("CurvePolygon"),
            15..=17 => Drawn::Other("MultiPatch"),
            _ => return Err(Unread),
        }))
    }

    fn head(&mut self) -> Result<Head, Unread> {
        let little = match self.take(1)? {
            [0] => false,
            [LITTLE_ENDIAN] => true,
            _ => return Err(Unread),
        };
        let said = self.whole(little)?;
        if said & SYSTEM != 0 {
            self.take(4)?;
        }
        let plain = said & !(HEIGHT | MEASURE | SYSTEM);
        // ISO counts them in thousands: 1000 with height, 2000 with measure, 3000 with both.
        let (thousands, kind) = (plain / 1000, plain % 1000);
        let by_thousands = match thousands {
            0 => 0,
            1 | 2 => 1,
            3 => 2,
            _ => return Err(Unread),
        };
        let by_flags = usize::from(said & HEIGHT != 0) + usize::from(said & MEASURE != 0);
        Ok(Head { little, kind, numbers: 2 + by_flags.max(by_thousands) })
    }

    /// Parts that are geometries of their own.
    fn parts<T>(
        &mut self,
        head: Head,
        kind: u32,
        read: fn(&mut Self, Head) -> Result<T, Unread>,
    ) -> Result<Vec<T>, Unread> {
        let count = self.count(head, 9)?;
        (0..count).map(|_| self.part(kind, read)).collect()
    }

    fn part<T>(&mut self, kind: u32, read: fn(&mut Self, Head) -> Result<T, Unread>) -> Result<T, Unread> {
        let head = self.head()?;
        if head.kind == kind { read(self, head) } else { Err(Unread) }
    }

    fn rings(&mut self, head: Head) -> Result<Vec<Vec<Degrees>>, Unread> {
        let count = self.count(head, 4)?;
        (0..count).map(|_| self.line(head)).collect()
    }

    fn line(&mut self, head: Head) -> Result<Vec<Degrees>, Unread> {
        let count = self.count(head, head.numbers * 8)?;
        self.positions += count;
        if self.positions > MOST_POSITIONS {
            return Err(Unread);
        }
        (0..count).map(|_| self.position(head)).collect()
    }

    fn position(&mut self, head: Head) -> Result<Degrees, Unread> {
        let bytes = self.take(head.numbers * 8)?;
        let number = |at: usize| {
            let bytes: [u8; 8] = bytes[at..at + 8].try_into().map_err(|_| Unread)?;
            Ok(if head.little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) })
        };
        Ok(Degrees(number(0)?, number(8)?))
    }

    /// How many of something follow, each of at least so many bytes.
    fn count(&mut self, head: Head, each: usize) -> Result<usize, Unread> {
        let count = self.whole(head.little)? as usize;
        if count.saturating_mul(each) > self.rest.len() { Err(Unread) } else { Ok(count) }
    }

    fn whole(&mut self, little: bool) -> Result<u32, Unread> {
        let bytes = self.take(4)?.try_into().map_err(|_| Unread)?;
        Ok(if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], Unread> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(Unread)?;
        self.rest = rest;
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(head: &[u8], wkb: &[u8]) -> Result<Option<Drawn>, Unread> {
        of_geopackage(&[head, &[0; 4], wkb].concat())
    }

    fn point(little: bool, kind: u32, numbers: &[f64]) -> Vec<u8> {
        let mut bytes = vec![u8::from(little)];
        bytes.extend(if little { kind.to_le_bytes() } else { kind.to_be_bytes() });
        bytes.extend(numbers.iter().flat_map(|one| if little { one.to_le_bytes() } else { one.to_be_bytes() }));
        bytes
    }

    #[test]
    fn a_point_is_read_in_either_order_of_bytes_and_with_its_height() {
        for wkb in [
            point(true, 1, &[114.5, 33.5]),
            point(false, 1, &[114.5, 33.5]),
            point(true, 1001, &[114.5, 33.5, 52.0]),
            point(true, 3001, &[114.5, 33.5, 52.0, 1.0]),
            point(true, 1 | HEIGHT, &[114.5, 33.5, 52.0]),
        ] {
            let drawn = read(b"GP\0\x01", &wkb).expect("a point");
            assert!(matches!(drawn, Some(Drawn::Point(Degrees(114.5, 33.5)))), "{drawn:?}");
        }
        assert!(read(b"GP\0\x11", &point(true, 1, &[f64::NAN, f64::NAN])).expect("empty").is_none());
    }

    #[test]
    fn counts_are_believed_as_far_as_there_are_bytes() {
        let huge = [&[1, 3, 0, 0, 0][..], &[0xff; 4], &[0; 32]].concat();
        assert_eq!(read(b"GP\0\x01", &huge).err(), Some(Unread));
        let nested = [&[1, 6, 0, 0, 0, 1, 0, 0, 0][..], &point(true, 1, &[0.0, 0.0])].concat();
        assert_eq!(read(b"GP\0\x01", &nested).err(), Some(Unread));
        for head in [&b"GP\0\x0b"[..], b"GQ\0\x01", b"GP"] {
            assert_eq!(read(head, &point(true, 1, &[0.0, 0.0])).err(), Some(Unread));
        }
        assert!(matches!(read(b"GP\0\x21", b"own").expect("extended"), Some(Drawn::Other("extended"))));
    }
}
