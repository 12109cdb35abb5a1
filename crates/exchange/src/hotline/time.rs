//! Times as hotlines write them.

use domain::moment::Moment;
use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Timestamp, ToSpan, tz};

/// The years that an order may be of; what lies outside is a slip.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2099;
/// Days that a spreadsheet counts since 1900 for those years.
const SERIALS: std::ops::Range<f64> = 36_526.0..73_051.0;

/// A moment; a time without an offset is that of `offset_hours` east of Greenwich, a day without a time its first.
pub(super) fn moment_of(text: &str, offset_hours: i8) -> Option<Moment> {
    let text = text.trim();
    let moment = if let Ok(moment) = text.parse::<Timestamp>() {
        moment
    } else {
        let (local, offset) = with_offset(text).unwrap_or((text, tz::offset(offset_hours)));
        offset.to_timestamp(local_of(local)?).ok()?
    };
    let year = offset_year(moment, offset_hours);
    YEARS.contains(&year).then_some(Moment(moment))
}

fn offset_year(moment: Timestamp, offset_hours: i8) -> i16 {
    moment.to_zoned(tz::TimeZone::fixed(tz::offset(offset_hours))).year()
}

/// A time, and the offset that stands behind it: `+08:00`, `+0800`, `UTC+8`, `GMT+8`, `Z`.
fn with_offset(text: &str) -> Option<(&str, tz::Offset)> {
    if let Some(local) = text.strip_suffix(['Z', 'z']) {
        return Some((local.trim(), tz::Offset::UTC));
    }
    let at = text.rfind('+')?;
    let (local, hours) = (&text[..at], &text[at + 1..]);
    let digits: String = hours.chars().filter(char::is_ascii_digit).collect();
    let hours: i8 = match digits.len() {
        1 | 2 => digits.parse().ok()?,
        4 => digits[..2].parse().ok()?,
        _ => return None,
    };
    let local = local.trim_end_matches(['(', '（', ' ']).trim_end_matches("UTC").trim_end_matches("GMT").trim();
    Some((local, tz::Offset::from_hours(hours).ok()?))
}

fn local_of(text: &str) -> Option<DateTime> {
    if let Some(serial) = text.parse::<f64>().ok().filter(|serial| SERIALS.contains(serial)) {
        const FIRST: Date = jiff::civil::date(1899, 12, 30);
        let day = FIRST.checked_add((serial.floor() as i64).days()).ok()?;
        let seconds = ((serial - serial.floor()) * 86_400.0).round() as i64;
        return day.at(0, 0, 0, 0).checked_add(SignedDuration::from_secs(seconds)).ok();
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return compact(text);
    }
    let afternoon = text.contains("下午") || text.contains("晚上") || text.to_lowercase().contains("pm");
    let morning = text.contains("上午") || text.contains("凌晨") || text.to_lowercase().contains("am");
    let numbers: Vec<&str> = text.split(|sign: char| !sign.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let known = |sign: char| {
        sign.is_ascii_digit() || "-/.年月日号时点分秒: T上下午凌晨晚上星期周一二三四五六日APMapm()（）".contains(sign)
    };
    if !text.chars().all(known) {
        return None;
    }
    let number = |index: usize| numbers.get(index).map_or(Some(0), |part| part.parse::<i8>().ok());
    let year = numbers.first().filter(|year| year.len() == 4)?.parse().ok()?;
    let day = Date::new(year, number(1)?, number(2)?).ok()?;
    let mut hour = number(3)?;
    if afternoon && hour < 12 {
        hour += 12;
    } else if morning && hour == 12 {
        hour = 0;
    }
    // What comes behind seconds are parts of one.
    let time = Time::new(hour, number(4)?, number(5)?.min(59), 0).ok()?;
    (numbers.len() >= 3).then(|| day.to_datetime(time))
}

/// `20261120`, `202611200805`, `20261120080500`.
fn compact(text: &str) -> Option<DateTime> {
    let part = |from: usize, to: usize| text.get(from..to).map_or(Some(0), |part| part.parse::<i8>().ok());
    if ![8, 12, 14].contains(&text.len()) {
        return None;
    }
    let day = Date::new(text[..4].parse().ok()?, part(4, 6)?, part(6, 8)?).ok()?;
    Some(day.to_datetime(Time::new(part(8, 10)?, part(10, 12)?, part(12, 14)?, 0).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_hotlines_write_them() {
        for text in [
            "2026-11-20 08:05:00",
            "2026-11-20T08:05:00",
            "2026/11/20 8:05",
            "2026.11.20 08:05",
            "2026年11月20日 8:05",
            "2026年11月20日8时5分",
            "2026年11月20日 上午8:05",
            "2026-11-20 08:05:00.0",
            "202611200805",
            "20261120080500",
            "2026-11-20 08:05:00+08:00",
            "2026-11-20T00:05:00Z",
            "2026-11-20 08:05 (UTC+8)",
            "46346.3368055556",
            "2026-11-20 星期五 08:05",
        ] {
            let moment = moment_of(text, 8).unwrap_or_else(|| panic!("{text} is a time"));
            assert_eq!(moment.to_string(), "2026-11-20T00:05:00Z", "{text}");
        }
        assert_eq!(moment_of("2026/11/20 下午3:05", 8).map(|at| at.minute(8)).as_deref(), Some("2026-11-20 15:05"));
        assert_eq!(moment_of("2026-11-20", 8).map(|at| at.minute(8)).as_deref(), Some("2026-11-20 00:00"));
        for text in
            ["", "soon", "2026-13-01", "2026-02-30", "20/11/2026", "1899-01-01", "2026-11-20 25:00", "三天内", "12"]
        {
            assert_eq!(moment_of(text, 8), None, "{text}");
        }
    }
}
