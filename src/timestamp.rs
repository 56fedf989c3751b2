//! Unix milliseconds to the timestamps that the signatures hold. The core has no clock of its own.

/// A moment in UTC, to the second, in the years 1970 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timestamp {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
}

const MS_PER_DAY: f64 = 86_400_000.0;
const LAST_MS: f64 = 253_402_300_799_999.0;

impl Timestamp {
    /// From Unix milliseconds; `None` outside the years 1970 to 9999.
    #[must_use]
    pub fn from_unix_ms(ms: f64) -> Option<Self> {
        if !(0.0..=LAST_MS).contains(&ms) {
            return None;
        }
        #[allow(clippy::cast_possible_truncation)] // both are whole and within the range just checked
        let (days, seconds) = ((ms / MS_PER_DAY).floor() as i64, (ms % MS_PER_DAY / 1000.0).floor() as i64);
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
    pub fn date(self) -> String {
        let Self { year, month, day, .. } = self;
        format!("{year:04}{month:02}{day:02}")
    }

    /// `20150830T123600Z`: ISO 8601 basic.
    #[must_use]
    pub fn basic(self) -> String {
        let Self { hour, minute, second, .. } = self;
        format!("{}T{hour:02}{minute:02}{second:02}Z", self.date())
    }

    /// `2015-08-30T12:36:00Z`: ISO 8601 extended.
    #[must_use]
    pub fn extended(self) -> String {
        let Self { year, month, day, hour, minute, second } = self;
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unix_milliseconds_become_civil_time() {
        for (ms, extended) in [
            (0.0, "1970-01-01T00:00:00Z"),
            (951_782_399_999.0, "2000-02-28T23:59:59Z"),
            (951_782_400_000.0, "2000-02-29T00:00:00Z"),
            (1_440_938_160_000.0, "2015-08-30T12:36:00Z"),
            (4_107_542_400_000.0, "2100-03-01T00:00:00Z"),
            (253_402_300_799_999.0, "9999-12-31T23:59:59Z"),
        ] {
            let timestamp = Timestamp::from_unix_ms(ms).unwrap();
            assert_eq!(timestamp.extended(), extended);
            assert_eq!(timestamp.basic(), extended.replace(['-', ':'], ""));
        }
    }

    #[test]
    fn what_four_digit_years_cannot_hold_is_refused() {
        for ms in [-1.0, 253_402_300_800_000.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(Timestamp::from_unix_ms(ms), None);
        }
    }
}
