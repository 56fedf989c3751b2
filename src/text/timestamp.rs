//! Unix milliseconds to the timestamps of the signatures, and from those of the replies. The core has
//! no clock of its own.

use crate::text::search;

/// A moment in UTC, to the second, in the years 1970 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Timestamp {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
}

const LAST_MS: u64 = 253_402_300_799_999;

impl Timestamp {
    /// From Unix milliseconds; `None` outside the years 1970 to 9999.
    #[must_use]
    pub(crate) fn from_unix_ms(ms: u64) -> Option<Self> {
        let seconds = i64::try_from(ms / 1000).ok().filter(|_| ms <= LAST_MS)?;
        let (days, seconds) = (seconds / 86_400, seconds % 86_400);
        // Days to a civil date, with years that begin in March so that the leap day comes last.
        let shifted = days + 719_468;
        let era = shifted / 146_097;
        let day_of_era = shifted % 146_097;
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * day_of_year + 2) / 153;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        Some(Self {
            year: era * 400 + year_of_era + i64::from(month <= 2),
            month,
            day: day_of_year - (153 * march_month + 2) / 5 + 1,
            hour: seconds / 3_600,
            minute: seconds / 60 % 60,
            second: seconds % 60,
        })
    }

    /// `20150830`
    #[must_use]
    pub(crate) fn date(self) -> String {
        digits(&[(self.year, 4), (self.month, 2), (self.day, 2)], "")
    }

    /// `20150830T123600Z`: ISO 8601 basic.
    #[must_use]
    pub(crate) fn basic(self) -> String {
        let time = digits(&[(self.hour, 2), (self.minute, 2), (self.second, 2)], "");
        [&self.date(), "T", &time, "Z"].concat()
    }

    /// `2015-08-30T12:36:00Z`: ISO 8601 extended.
    #[must_use]
    pub(crate) fn extended(self) -> String {
        let date = digits(&[(self.year, 4), (self.month, 2), (self.day, 2)], "-");
        let time = digits(&[(self.hour, 2), (self.minute, 2), (self.second, 2)], ":");
        [&date, "T", &time, "Z"].concat()
    }
}

/// The nearest whole number of milliseconds; `None` for what no clock shows.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within the range just checked
#[allow(clippy::cast_precision_loss)] // below what a floating-point number holds exactly
pub(crate) fn whole_ms(ms: f64) -> Option<u64> {
    let ms = ms.round();
    (0.0..=LAST_MS as f64).contains(&ms).then_some(ms as u64)
}

/// Unix seconds, with or without a fraction, as `2015-08-30T12:36:00.250Z`; the fraction is shown when there is one.
pub(crate) fn iso_from_unix_seconds(seconds: f64) -> Option<String> {
    let ms = whole_ms(seconds * 1000.0)?;
    let mut text = Timestamp::from_unix_ms(ms)?.extended();
    let fraction = i64::try_from(ms % 1000).unwrap_or_default();
    if fraction != 0 {
        text.pop();
        text.extend([".", &digits(&[(fraction, 3)], ""), "Z"]);
    }
    Some(text)
}

/// Numbers with leading zeros, each of its own width.
fn digits(numbers: &[(i64, usize)], separator: &str) -> String {
    let mut text = String::with_capacity(10);
    for (number, width) in numbers {
        if !text.is_empty() {
            text.push_str(separator);
        }
        let mut rest = u32::try_from(*number).unwrap_or_default();
        let mut places = [b'0'; 4];
        for place in places.iter_mut().rev() {
            *place += u8::try_from(rest % 10).unwrap_or_default();
            rest /= 10;
        }
        let shown = places.get(4 - width..).unwrap_or_default();
        text.push_str(str::from_utf8(shown).unwrap_or_default());
    }
    text
}

/// An HTTP date, in the form that every server has to send it (`Sat, 21 Nov 2026 10:15:30 GMT`), as
/// Unix milliseconds.
#[must_use]
pub(crate) fn parse_http_date(text: &str) -> Option<u64> {
    const MONTHS: &str = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec ";
    let (_weekday, rest) = text.split_once(' ')?;
    let [d1, d2, b' ', m1, m2, m3, b' ', y1, y2, y3, y4, b' ', time @ ..] = rest.as_bytes() else {
        return None;
    };
    let [h1, h2, b':', i1, i2, b':', s1, s2, b' ', b'G', b'M', b'T'] = time else { return None };
    let month = MONTHS.as_bytes().chunks(4).zip(1..).find(|(name, _)| *name == [*m1, *m2, *m3, b' '])?.1;
    let [m1, m2] = [b'0' + month / 10, b'0' + month % 10];
    from_digits(&[*y1, *y2, *y3, *y4, m1, m2, *d1, *d2, *h1, *h2, *i1, *i2, *s1, *s2])
}

/// The provider's time in a message on signatures that are too old or too young (`20150830T124500Z`,
/// `2015-08-30T12:45:00Z`), as Unix milliseconds: the first moment that it calls the server's, or else the last of
/// several. One alone is that of the request.
#[cold]
pub(crate) fn server_time_in(message: &str) -> Option<u64> {
    let (_, servers) = search::split_ignore_case(message, "server").unwrap_or_default();
    let (first, _) = moments(servers);
    first.or_else(|| moments(message).1)
}

/// The first moment in UTC in a text, and the last one behind it.
pub(crate) fn moments(text: &str) -> (Option<u64>, Option<u64>) {
    let mut found = (None, None);
    let (mut digits, mut count) = ([0; 14], 0);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {
                if let Some(digit) = digits.get_mut(count) {
                    *digit = byte;
                }
                count += 1;
            }
            b'T' | b':' | b'-' | b'.' => {}
            _ => {
                let moment = from_digits(&digits).filter(|_| byte == b'Z' && count >= digits.len());
                match (moment, &mut found) {
                    (None, _) => {}
                    (_, (None, _)) => found.0 = moment,
                    _ => found.1 = moment,
                }
                count = 0;
            }
        }
    }
    found
}

/// The digits of a year, month, day, hour, minute and second, as Unix milliseconds.
fn from_digits(digits: &[u8; 14]) -> Option<u64> {
    const PARTS: [(usize, i64, i64); 6] =
        [(4, 1970, 9999), (2, 1, 12), (2, 1, 31), (2, 0, 23), (2, 0, 59), (2, 0, 60)];
    let mut parts = [0; 6];
    let mut rest = digits.as_slice();
    for (part, (width, min, max)) in parts.iter_mut().zip(PARTS) {
        let (number, after) = rest.split_at_checked(width)?;
        for digit in number {
            if !digit.is_ascii_digit() {
                return None;
            }
            *part = *part * 10 + i64::from(digit - b'0');
        }
        if *part < min || *part > max {
            return None;
        }
        rest = after;
    }
    let [year, month, day, hour, minute, second] = parts;
    // The inverse of `from_unix_ms`, with the same years that begin in March.
    let march_year = if month <= 2 { year - 1 } else { year };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days =
        march_year * 365 + march_year / 4 - march_year / 100 + march_year / 400 + day_of_year - 719_468;
    u64::try_from(((days * 24 + hour) * 60 + minute) * 60 + second).ok().map(|seconds| seconds * 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unix_milliseconds_become_civil_time() {
        for (ms, extended) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399_999, "2000-02-28T23:59:59Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"),
            (1_440_938_160_000, "2015-08-30T12:36:00Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59Z"),
        ] {
            let timestamp = Timestamp::from_unix_ms(ms).unwrap();
            assert_eq!(timestamp.extended(), extended);
            assert_eq!(timestamp.basic(), extended.replace(['-', ':'], ""));
        }
    }

    #[test]
    fn what_four_digit_years_cannot_hold_is_refused() {
        assert_eq!(Timestamp::from_unix_ms(253_402_300_800_000), None);
        assert_eq!(Timestamp::from_unix_ms(u64::MAX), None);
        for ms in [-1.0, 253_402_300_800_000.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(whole_ms(ms), None);
        }
    }

    #[test]
    fn http_dates_become_unix_milliseconds() {
        for (text, ms) in [
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Tue, 29 Feb 2000 00:00:00 GMT", 951_782_400_000),
            ("Sun, 30 Aug 2015 12:36:00 GMT", 1_440_938_160_000),
            ("Mon, 01 Mar 2100 00:00:00 GMT", 4_107_542_400_000),
            ("Sat, 21 Nov 2026 10:15:30 GMT", 1_795_256_130_000),
            ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799_000),
        ] {
            assert_eq!(parse_http_date(text), Some(ms), "{text}");
        }
    }

    #[test]
    fn the_providers_time_is_found_in_a_message_on_signatures() {
        const TIME: Option<u64> = Some(1_440_938_700_000);
        for (message, ms) in [
            (
                "Signature expired: 20150830T123600Z is now earlier than 20150830T124000Z (20150830T124500Z - 5 min.)",
                TIME,
            ),
            (
                "Signature not yet current: 20150830T130000Z is still later than 20150830T125000Z (20150830T124500Z + 5 min.)",
                TIME,
            ),
            ("signature expired, signature time:20150830T122500Z,server time:20150830T124500Z", TIME),
            ("Server time 2015-08-30T12:45:00.250Z, yours 2015-08-30T12:00:00Z.", TIME),
            ("Timestamp 2015-08-30T12:00:00Z is expired, it is 2015-08-30T12:45:00Z now", TIME),
            ("signature expired, x-sdk-date 20150830T124500Z", None),
            ("Signature expired: 20150830T123600 (2015-08-30T12:45Z), server time 99991399T000000Z", None),
            ("The server could not be reached in time. Zzz", None),
            ("", None),
        ] {
            assert_eq!(server_time_in(message), ms, "{message}");
        }
    }

    #[test]
    fn what_is_no_http_date_is_none() {
        for text in [
            "",
            "soon",
            "2026-11-21T10:15:30Z",
            "Sat, 21 Nov 2026 10:15:30",
            "Sat, 21 Nov 2026 10:15:30 CET",
            "Sat, 00 Nov 2026 10:15:30 GMT",
            "Sat, 21 11 2026 10:15:30 GMT",
            "Sat, 21 Nov 2026 24:15:30 GMT",
            "Sat, 21 Nov 2026 10:15 GMT",
            "Sat, 21 Nov 2026 10:15:30:00 GMT",
            "Sat, 21 Nov 1969 10:15:30 GMT",
            "Sat, -1 Nov 2026 10:15:30 GMT",
        ] {
            assert_eq!(parse_http_date(text), None, "{text}");
        }
    }
}
