//! How many requests a second one host takes. No provider says so beforehand, and each account has its own limit, so
//! it is found out: by going faster as long as nothing is throttled, and slower as soon as something is.
//!
//! - **To begin with** the rate is small and grows by one with each reply that is not throttled, which doubles it
//!   every second that it is used: the slow start of TCP (RFC 5681).
//! - **Throttled**, it falls to four fifths of what the provider let through in the last seconds. That is measured,
//!   because the rate that was allowed says little when less was sent. What comes within a second after that was on
//!   its way before, and changes nothing.
//! - **Afterwards** it follows a cubic curve (RFC 9438, and the adaptive mode of the AWS SDKs): quickly back to nearly
//!   the rate that was too much, long around that, and then faster and faster beyond, since the limit may have
//!   changed. The curve is scaled to the rate: small limits would be overrun by steps that large ones do not notice.
//! - A hint of the provider (`Retry-After`) holds for everything that goes to the host.
//!
//! Requests are let through by a token bucket that holds a tenth of a second: bursts are what throttles.

use crate::data::value::{Members, Value};

/// Requests a second, and at once, to begin with.
const START: f64 = 10.0;
/// The slowest: one request in two seconds.
const SLOWEST: f64 = 0.5;
/// What is left of the rate that was let through when something is throttled.
const CUT: f64 = 0.8;
/// How long the curve takes from a cut back to the rate before, in milliseconds.
const RECOVERY_MS: f64 = 10_000.0;
/// What belongs to one and the same cut, in milliseconds.
const SAME_CUT_MS: u64 = 1_000;
/// How long what was let through is counted before it is averaged, in milliseconds.
const WINDOW_MS: u64 = 500;

/// The pace of one host.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pace {
    /// Requests a second.
    rate: f64,
    /// Never more than that.
    max: Option<f64>,
    /// Requests that may be sent at once, as of `at`.
    credit: f64,
    at: u64,
    /// What was let through when something was throttled last, in requests a second, and when; `None` before.
    cut: Option<(f64, u64)>,
    /// What is let through, in requests a second, and what has been counted since `window_at`.
    passed: f64,
    window: u32,
    window_at: u64,
    /// The provider asked for silence until then.
    not_before: u64,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            rate: START,
            max: None,
            credit: START,
            at: 0,
            cut: None,
            passed: 0.0,
            window: 0,
            window_at: 0,
            not_before: 0,
        }
    }
}

#[allow(clippy::cast_precision_loss)] // Unix milliseconds
fn ms_between(earlier: u64, later: u64) -> f64 {
    later.saturating_sub(earlier) as f64
}

impl Pace {
    /// Sets the rate that is never exceeded.
    pub(super) fn limit(&mut self, max: f64) {
        self.max = Some(max);
        self.rate = self.rate.min(max);
        self.credit = self.credit.min(max.max(1.0));
    }

    /// Requests that may be sent at once when nothing was sent for a while.
    fn depth(&self) -> f64 {
        (self.rate / 10.0).max(1.0)
    }

    /// Takes one request out; `Err` with the time from which there is one.
    pub(super) fn take(&mut self, now: u64) -> Result<(), u64> {
        let earned = self.rate * ms_between(self.at, now) / 1_000.0;
        self.credit = self.credit.max((self.credit + earned).min(self.depth()));
        self.at = self.at.max(now);
        if now < self.not_before {
            return Err(self.not_before);
        }
        if self.credit >= 1.0 {
            self.credit -= 1.0;
            return Ok(());
        }
        let missing = (1.0 - self.credit) * 1_000.0 / self.rate;
        Err(now + super::limits::whole_ms(missing).max(1))
    }

    /// Learns from a reply, or from silence.
    pub(super) fn learn(&mut self, throttled: bool, hint_ms: Option<u64>, now: u64) {
        self.measure(!throttled, now);
        if throttled {
            self.slow_down(now);
            if let Some(hint) = hint_ms {
                self.not_before = self.not_before.max(now + hint);
            }
        } else {
            self.speed_up(now);
        }
        self.rate = self.rate.max(SLOWEST).min(self.max.unwrap_or(f64::INFINITY));
    }

    /// Counts what is let through, as an average that forgets within a few windows.
    fn measure(&mut self, passed: bool, now: u64) {
        if self.window_at == 0 {
            self.window_at = now;
        }
        self.window += u32::from(passed);
        let elapsed = ms_between(self.window_at, now);
        if now >= self.window_at + WINDOW_MS {
            let recent = f64::from(self.window) * 1_000.0 / elapsed;
            self.passed = if self.passed > 0.0 { self.passed * 0.5 + recent * 0.5 } else { recent };
            (self.window, self.window_at) = (0, now);
        }
    }

    fn slow_down(&mut self, now: u64) {
        if self.cut.is_some_and(|(_, at)| now < at + SAME_CUT_MS) {
            return;
        }
        let passed = if self.passed > 0.0 { self.passed.min(self.rate) } else { self.rate / 2.0 };
        self.rate = passed * CUT;
        self.cut = Some((passed, now));
        self.credit = self.credit.min(0.0);
    }

    fn speed_up(&mut self, now: u64) {
        self.rate = match self.cut {
            None => self.rate + 1.0,
            Some((passed, at)) => {
                let way = ms_between(at, now) / RECOVERY_MS - 1.0;
                let curve = passed * (1.0 + (1.0 - CUT) * way.powi(3));
                // What is not used proves nothing.
                curve.min((self.passed * 2.0).max(START)).max(self.rate)
            }
        };
    }

    pub(super) fn from_value(value: &Value) -> Option<Self> {
        let number = |name: &str| value.get(name)?.as_number().filter(|number| number.is_finite());
        let time = |name: &str| u64::try_from(value.get(name)?.as_integer()?).ok();
        Some(Self {
            rate: number("rate")?.max(SLOWEST),
            max: number("max"),
            credit: number("credit")?,
            at: time("at")?,
            cut: number("cutFrom").zip(time("cutAt")),
            passed: number("passed")?,
            window: u32::try_from(time("window")?).ok()?,
            window_at: time("windowAt")?,
            not_before: time("notBefore")?,
        })
    }
}

impl From<&Pace> for Value {
    fn from(pace: &Pace) -> Self {
        let time = |ms: u64| Value::Integer(i64::try_from(ms).unwrap_or(i64::MAX));
        let mut members = Members::default();
        members.put("rate", pace.rate).put_some("max", pace.max);
        members.put("credit", pace.credit).put("at", time(pace.at));
        members.put_some("cutFrom", pace.cut.map(|(from, _)| from));
        members.put_some("cutAt", pace.cut.map(|(_, at)| time(at)));
        members.put("passed", pace.passed).put("window", i64::from(pace.window));
        members.put("windowAt", time(pace.window_at)).put("notBefore", time(pace.not_before)).take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A provider with a token bucket of one second, asked for `seconds` as fast as the pace allows. Replies take 50
    /// milliseconds. Tells how many requests went through, and how many were throttled.
    fn ask(pace: &mut Pace, from: u64, seconds: u64, limit: f64) -> (u32, u32) {
        let (mut passed, mut throttled, mut bucket) = (0, 0, limit);
        let mut under_way: Vec<(u64, bool)> = Vec::new();
        for now in from..from + seconds * 1_000 {
            bucket = (bucket + limit / 1_000.0).min(limit.max(1.0));
            while under_way.first().is_some_and(|(at, _)| *at <= now) {
                let (_, refused) = under_way.remove(0);
                pace.learn(refused, None, now);
            }
            while pace.take(now).is_ok() {
                let refused = bucket < 1.0;
                if refused {
                    throttled += 1;
                } else {
                    bucket -= 1.0;
                    passed += 1;
                }
                under_way.push((now + 50, refused));
            }
        }
        (passed, throttled)
    }

    const NOW: u64 = 1_795_255_200_000;

    #[test]
    fn a_limit_is_found_and_nearly_used_up() {
        for (limit, seconds) in [(4.0, 300), (20.0, 60), (25.0, 60), (100.0, 60), (400.0, 60)] {
            let mut pace = Pace::default();
            let (passed, throttled) = ask(&mut pace, NOW, seconds, limit);
            println!("{limit} {passed} {throttled}");
            #[allow(clippy::cast_precision_loss)] // a few minutes
            let used = f64::from(passed) / (limit * seconds as f64);
            let share = f64::from(throttled) / f64::from(passed + throttled);
            assert!(used > 0.85, "{limit}: {used} of the limit");
            assert!(share < 0.03, "{limit}: {share} throttled");
        }
    }

    #[test]
    fn a_limit_that_changes_is_found_anew() {
        let mut pace = Pace::default();
        ask(&mut pace, NOW, 60, 20.0);
        let (_, throttled) = ask(&mut pace, NOW + 60_000, 60, 5.0);
        assert!(throttled < 20, "{throttled} throttled of about 300");
        let (passed, _) = ask(&mut pace, NOW + 120_000, 60, 40.0);
        assert!(passed > 1_200, "{passed} of 2,400");
    }

    #[test]
    fn the_callers_own_limit_is_never_exceeded() {
        let mut pace = Pace::default();
        pace.limit(3.0);
        let (passed, throttled) = ask(&mut pace, NOW, 60, 100.0);
        assert!((178..=183).contains(&passed), "{passed} in a minute");
        assert_eq!(throttled, 0);
    }

    #[test]
    fn a_hint_silences_the_host_for_as_long_as_it_says() {
        let mut pace = Pace::default();
        pace.learn(true, Some(7_000), NOW);
        assert_eq!(pace.take(NOW + 10), Err(NOW + 7_000));
        assert_eq!(pace.take(NOW + 7_000), Ok(()));
    }

    #[test]
    fn a_long_sleep_is_no_credit() {
        let mut pace = Pace::default();
        ask(&mut pace, NOW, 30, 20.0);
        let later = NOW + 8 * 3_600_000;
        let burst = (0..100).filter(|_| pace.take(later).is_ok()).count();
        assert!(burst <= 4, "{burst} at once after a night");
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut pace = Pace::default();
        ask(&mut pace, NOW, 20, 20.0);
        assert_eq!(Pace::from_value(&Value::from(&pace)), Some(pace));
        assert_eq!(Pace::from_value(&Value::Bool(true)), None);
    }
}
