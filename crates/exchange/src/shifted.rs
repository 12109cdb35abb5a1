//! GCJ-02 and BD-09, the shifted degrees of Chinese web maps, back to WGS 84. Both are known only in the
//! other direction; the way back is found step by step, to well below a centimetre.

use std::f64::consts::PI;

use crate::coordinates::Degrees;

/// The ellipsoid that the shift is worked out on: Krassowsky's.
const AXIS: f64 = 6_378_245.0;
const ECCENTRICITY_SQUARED: f64 = 0.006_693_421_622_965_943;
/// Where anything is shifted: west, south, east, north.
const SHIFTED: [f64; 4] = [72.004, 0.8293, 137.8347, 55.8271];
/// A tenth of a millimetre.
const NEAR_ENOUGH: f64 = 1e-9;
const MOST_STEPS: usize = 30;

/// WGS 84 from GCJ-02.
pub(crate) fn from_gcj02(place: Degrees) -> Degrees {
    back(place, gcj02)
}

/// WGS 84 from BD-09.
pub(crate) fn from_bd09(place: Degrees) -> Degrees {
    from_gcj02(back(place, bd09))
}

/// GCJ-02 from WGS 84.
pub(crate) fn to_gcj02(place: Degrees) -> Degrees {
    gcj02(place)
}

/// BD-09 from WGS 84.
pub(crate) fn to_bd09(place: Degrees) -> Degrees {
    bd09(gcj02(place))
}

/// The place that a shift brings here.
fn back(place: Degrees, shift: impl Fn(Degrees) -> Degrees) -> Degrees {
    let mut guess = place;
    for _ in 0..MOST_STEPS {
        let Degrees(x, y) = shift(guess);
        let (off_x, off_y) = (place.0 - x, place.1 - y);
        guess = Degrees(guess.0 + off_x, guess.1 + off_y);
        if off_x.abs().max(off_y.abs()) < NEAR_ENOUGH {
            break;
        }
    }
    guess
}

/// GCJ-02 from WGS 84.
fn gcj02(place: Degrees) -> Degrees {
    let Degrees(longitude, latitude) = place;
    let [west, south, east, north] = SHIFTED;
    if !(west..=east).contains(&longitude) || !(south..=north).contains(&latitude) {
        return place;
    }
    let (x, y) = (longitude - 105.0, latitude - 35.0);
    let wave = |at: f64, lengths: [(f64, f64); 2]| -> f64 {
        lengths.iter().map(|(height, length)| height * (at / length * PI).sin()).sum::<f64>() * 2.0 / 3.0
    };
    let both = (20.0 * (6.0 * x * PI).sin() + 20.0 * (2.0 * x * PI).sin()) * 2.0 / 3.0;
    let north = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * x.abs().sqrt()
        + both
        + wave(y, [(20.0, 1.0), (40.0, 3.0)])
        + wave(y, [(160.0, 12.0), (320.0, 30.0)]);
    let east = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * x.abs().sqrt()
        + both
        + wave(x, [(20.0, 1.0), (40.0, 3.0)])
        + wave(x, [(150.0, 12.0), (300.0, 30.0)]);
    let (sine, cosine) = latitude.to_radians().sin_cos();
    let bulge = 1.0 - ECCENTRICITY_SQUARED * sine * sine;
    let meridian = AXIS * (1.0 - ECCENTRICITY_SQUARED) / (bulge * bulge.sqrt());
    let parallel = AXIS / bulge.sqrt() * cosine;
    Degrees(longitude + (east / parallel).to_degrees(), latitude + (north / meridian).to_degrees())
}

/// BD-09 from GCJ-02.
fn bd09(place: Degrees) -> Degrees {
    const TURNS: f64 = PI * 3000.0 / 180.0;
    let Degrees(x, y) = place;
    let far = x.hypot(y) + 0.000_02 * (y * TURNS).sin();
    let angle = y.atan2(x) + 0.000_003 * (x * TURNS).cos();
    Degrees(far * angle.cos() + 0.0065, far * angle.sin() + 0.006)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACES: [Degrees; 4] =
        [Degrees(114.65, 33.62), Degrees(116.404, 39.915), Degrees(87.6, 43.8), Degrees(110.2, 20.05)];

    #[test]
    fn the_shift_is_the_one_that_others_work_with() {
        for Degrees(x, y) in PLACES {
            let (theirs, ours) = (coordtransform::wgs84_to_gcj02(x, y), gcj02(Degrees(x, y)));
            assert!((theirs.0 - ours.0).abs() < 1e-9 && (theirs.1 - ours.1).abs() < 1e-9, "{ours:?} {theirs:?}");
            let (theirs, ours) = (coordtransform::gcj02_to_bd09(x, y), bd09(Degrees(x, y)));
            assert!((theirs.0 - ours.0).abs() < 1e-9 && (theirs.1 - ours.1).abs() < 1e-9, "{ours:?} {theirs:?}");
        }
    }

    #[test]
    fn the_way_back_ends_where_it_began() {
        for place in PLACES {
            for back in [from_gcj02(gcj02(place)), from_bd09(bd09(gcj02(place)))] {
                assert!((back.0 - place.0).abs() < 1e-8 && (back.1 - place.1).abs() < 1e-8, "{back:?} {place:?}");
            }
            let Degrees(x, y) = gcj02(place);
            assert!((x - place.0).hypot(y - place.1) > 0.002, "some hundred metres");
        }
        assert_eq!(from_gcj02(Degrees(7.45, 46.95)), Degrees(7.45, 46.95));
    }
}
