//! The scale: a round number, and the bar that shows it.

/// The heads of round scale numbers; times a power of ten.
const HEADS: [f64; 13] = [1.0, 1.2, 1.5, 1.8, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0, 6.0, 7.5, 9.0];

/// The first round scale number that is no smaller than `least`.
pub fn round_up(least: f64) -> u32 {
    let mut power = 100.0;
    loop {
        if let Some(head) = HEADS.iter().find(|&&head| head * power >= least) {
            return (head * power) as u32;
        }
        power *= 10.0;
    }
}

/// A length of 1, 2 or 5 times a power of ten metres, the longest that is no longer than `most` metres.
pub fn round_length(most: f64) -> f64 {
    let power = 10_f64.powf(most.log10().floor());
    [5.0, 2.0].into_iter().map(|head| head * power).find(|&length| length <= most).unwrap_or(power)
}

/// A length as people say it, with its unit.
pub fn spoken(metres: f64) -> String {
    if metres >= 1000.0 { format!("{} km", metres / 1000.0) } else { format!("{metres} m") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_and_lengths_are_round() {
        for (least, scale) in [(99.0, 100), (1_001.0, 1_200), (12_600.0, 15_000), (81_000.0, 90_000)] {
            assert_eq!(round_up(least), scale);
        }
        for (most, length) in [(730.0, 500.0), (999.0, 500.0), (1_000.0, 1_000.0), (4_999.0, 2_000.0)] {
            assert!((round_length(most) - length).abs() < 1e-9, "{most}");
        }
        assert_eq!((spoken(500.0), spoken(2_000.0)), ("500 m".to_owned(), "2 km".to_owned()));
    }
}
