//! How many requests a second one host takes. Few providers say so beforehand, and each account has its own limit, so
//! it is found out: by going faster as long as nothing is throttled, and slower when something is.
//!
//! - **To begin with** the rate is small and grows by one with each reply, which doubles it every second or so: the slow
//!   start of TCP (RFC 5681). Where the vendor documents a limit, that is where it starts, and slow start is over.
//! - **Throttled**, it falls below what was let through in the last seconds. That is measured, as BBR measures what a
//!   path delivers, because the rate that was allowed says little when less was sent, or a burst was let pass. What
//!   comes shortly after that was on its way before, and counts for nothing.
//! - **Afterwards** it follows a cubic curve (RFC 9438, and the adaptive mode of the AWS SDKs): quickly back to nearly
//!   the rate that was let through, long around that, and then faster and faster beyond, since the limit may have
//!   changed. The way along the curve is counted in time and in replies, whichever is slower: a small limit would else
//!   be overrun before there is a reply to tell.
//! - **Noise**: some replies are throttled whatever the rate, because somebody else uses the account, or the provider is
//!   ill. Then slowing down does not help: when the third cut in a row has not, the rate goes back to where it was, and
//!   only what is throttled beyond that share counts from then on. The excess is summed up as in Page's CUSUM test. A
//!   run of replies without any that is throttled tells that there is less noise, or none.
//! - A hint of the provider (`Retry-After`) holds for everything that goes to the host; where there is noise, only if it
//!   leads to a cut. It always holds for the tasks of that request, as their state says.
//!
//! Requests are let through by a token bucket that holds a tenth of a second: bursts are what throttles.

use crate::data::value::{Members, Value};
use crate::run::limits::whole_ms;

/// Requests a second, and at once, to begin with where no limit is documented.
pub(super) const START: f64 = 10.0;
/// What may be sent at once is this part of what may be sent in a second.
const BURST: f64 = 10.0;
/// The slowest: one request in two seconds.
const SLOWEST: f64 = 0.5;
/// What is left of the rate that was let through, after a cut at the end of slow start, and after any other.
const FIRST_CUT: f64 = 0.5;
const CUT: f64 = 0.9;
/// How long a cut is in coming: what is sent for the first time, and what was on its way, in milliseconds.
const HOLD_MS: f64 = 300.0;
/// What a cut is measured by, at least: milliseconds and replies. A flood of throttled replies is clear sooner.
const SHORT_MS: f64 = 400.0;
const FLOOD_MS: f64 = 150.0;
const FEW: f64 = 6.0;
/// What is remembered, at most twice: milliseconds and replies.
const LONG_MS: f64 = 2_000.0;
const MANY: f64 = 20.0;
/// The curve comes back to the rate that was let through after so many milliseconds and so many replies, and rises by
/// so much of it in as many again.
const WAY_MS: f64 = 8_000.0;
const WAY_REPLIES: f64 = 50.0;
const CURVE: f64 = 0.3;
/// Cuts in a row that do not help, before it is noise; cuts are in a row when less than so many replies lie between.
const CUTS: f64 = 3.0;
const IN_A_ROW: f64 = 40.0;
/// More than this share is never noise.
const MOST_NOISE: f64 = 0.3;
/// Less than this is none.
const LITTLE: f64 = 0.01;
/// What slow start puts up with: one throttled reply now and then does not end it.
const START_NOISE: f64 = 0.05;

/// The pace of one host, or of one operation there. All of it is numbers, so that it is easily kept; times are Unix
/// milliseconds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pace {
    /// Requests a second.
    rate: f64,
    /// Never more than that.
    max: f64,
    /// Requests that may be sent at once, as of `at`.
    credit: f64,
    at: f64,
    /// The provider asked for silence until then.
    not_before: f64,
    /// What was let through at the last cut, in requests a second; 0 in slow start.
    limit: f64,
    /// How far along the curve it is: at 1 it has come back to the limit.
    way: f64,
    /// When the last reply came, how many came since `since`, and how many of them were not throttled.
    last: f64,
    since: f64,
    replies: f64,
    passed: f64,
    /// The share that is throttled whatever the rate.
    noise: f64,
    /// How much more than that was throttled of late.
    excess: f64,
    /// Replies in a row that were not throttled.
    clean: f64,
    /// Cuts in a row, the replies since the first of them, and what was let through then.
    cuts: f64,
    row: f64,
    before: f64,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            rate: START,
            max: f64::INFINITY,
            credit: START,
            at: 0.0,
            not_before: 0.0,
            limit: 0.0,
            way: 1.0,
            last: 0.0,
            since: 0.0,
            replies: 0.0,
            passed: 0.0,
            noise: 0.0,
            excess: 0.0,
            clean: 0.0,
            cuts: 0.0,
            row: 0.0,
            before: 0.0,
        }
    }
}

/// The names of what [`Pace::numbers`] gives.
const NAMES: [&str; 17] = [
    "rate",
    "max",
    "credit",
    "at",
    "notBefore",
    "limit",
    "way",
    "last",
    "since",
    "replies",
    "passed",
    "noise",
    "excess",
    "clean",
    "cuts",
    "row",
    "before",
];

impl Pace {
    /// The pace to begin with where a limit is documented.
    pub(super) fn documented(limit: f64) -> Self {
        Self { rate: limit, limit, credit: START.min(limit), ..Self::default() }
    }

    /// The pace that never exceeds so many requests in any second: what may be sent at once after a pause counts, too.
    pub(super) fn limited(max: f64) -> Self {
        let max = if max > BURST { (max + 1.0) / (1.0 + 1.0 / BURST) } else { max };
        Self { rate: START.min(max), max, credit: 1.0, ..Self::default() }
    }

    /// The same, with nothing that may be sent at once.
    #[allow(clippy::cast_precision_loss)] // Unix milliseconds
    pub(super) fn without_credit(self, now: u64) -> Self {
        Self { credit: 0.0, at: now as f64, ..self }
    }

    /// Takes one request out; `Err` with the time from which there is one. The last look at a task waits for its turn,
    /// but not for as long as the provider may ask for silence.
    #[allow(clippy::cast_precision_loss)] // Unix milliseconds
    pub(super) fn take(&mut self, is_last: bool, now: u64) -> Result<(), u64> {
        let now = now as f64;
        self.heed_clock(now);
        let earned = self.rate * (now - self.at).max(0.0) / 1_000.0;
        let depth = (self.rate / BURST).max(1.0);
        self.credit = self.credit.max((self.credit + earned).min(depth));
        self.at = self.at.max(now);
        if now < self.not_before && !is_last {
            return Err(whole_ms(self.not_before));
        }
        if self.credit >= 1.0 {
            self.credit -= 1.0;
            return Ok(());
        }
        Err(whole_ms(now + ((1.0 - self.credit) * 1_000.0 / self.rate).max(1.0)))
    }

    /// A clock that ran ahead and was put right, or another machine's, holds nobody up: all times go back with it.
    fn heed_clock(&mut self, now: f64) {
        let back = self.at - now;
        if back > LONG_MS {
            for time in [&mut self.at, &mut self.not_before, &mut self.since, &mut self.last] {
                *time = (*time - back).max(0.0);
            }
        }
    }

    /// Learns from a reply, or from silence.
    #[allow(clippy::cast_precision_loss)] // Unix milliseconds
    pub(super) fn learn(&mut self, throttled: bool, hint_ms: Option<u64>, now: u64) {
        let now = now as f64;
        self.heed_clock(now);
        if self.since == 0.0 {
            (self.since, self.last) = (now, now);
        }
        let elapsed = now - self.since;
        if elapsed < 0.0 {
            return;
        }
        let share = if throttled { 1.0 } else { 0.0 };
        self.replies += 1.0;
        self.passed += 1.0 - share;
        self.row += 1.0;
        // Below the limit, what is throttled is noise.
        if self.way < 1.0 && self.noise > 0.0 {
            self.noise += (share - self.noise) / 64.0;
        }
        // Had there been more noise, such a run would have been rare.
        self.noise = self.noise.min(2.0 / self.clean.max(1.0));
        if self.noise < LITTLE {
            self.noise = 0.0;
        }
        let (noise, firm) =
            if self.limit > 0.0 { (self.noise, 50.0 * self.noise) } else { (START_NOISE, 1.0) };
        self.excess = (self.excess + share - 0.02 - 1.5 * noise).max(0.0);
        if throttled {
            let is_flood = elapsed >= FLOOD_MS && self.passed * 2.0 < self.replies;
            let is_clear = self.replies >= FEW && (elapsed >= SHORT_MS || is_flood);
            let is_cut = is_clear && self.excess > 0.9 + firm;
            if is_cut {
                self.cut(now, elapsed);
            }
            if let Some(hint) = hint_ms.filter(|_| is_cut || self.noise == 0.0) {
                self.not_before = self.not_before.max(now + hint as f64);
            }
            self.clean = 0.0;
        } else {
            self.clean += 1.0;
            self.grow(now, elapsed);
        }
        if elapsed >= LONG_MS && self.replies >= MANY {
            (self.replies, self.passed) = (self.replies / 2.0, self.passed / 2.0);
            self.since += elapsed / 2.0;
        }
        self.last = now;
        self.rate = self.rate.max(SLOWEST).min(self.max);
    }

    fn cut(&mut self, now: f64, elapsed: f64) {
        let passed = (self.passed * 1_000.0 / elapsed).min(self.rate);
        let is_in_a_row = self.limit > 0.0 && self.way < 1.0 && self.clean < IN_A_ROW;
        self.cuts = if is_in_a_row { self.cuts + 1.0 } else { 0.0 };
        if self.cuts < 2.0 {
            (self.row, self.before) = (0.0, passed);
        }
        let noise = (self.cuts - 1.0) / self.row.max(1.0);
        if self.cuts >= CUTS && noise < MOST_NOISE {
            self.noise = self.noise.max(noise);
            (self.cuts, self.way) = (0.0, 1.0);
            (self.limit, self.rate) = (self.before, self.before);
        } else {
            // The more was throttled, the less can what passed before be trusted.
            let kept = if self.limit > 0.0 { CUT.min(self.passed / self.replies) } else { FIRST_CUT };
            self.rate = passed * kept;
            (self.limit, self.way) = (passed, 0.0);
            self.credit = self.credit.min(-self.rate * HOLD_MS / 1_000.0);
        }
        (self.excess, self.replies, self.passed) = (0.0, 0.0, 0.0);
        self.since = now + HOLD_MS;
    }

    fn grow(&mut self, now: f64, elapsed: f64) {
        if self.limit == 0.0 {
            self.rate += 1.0;
            return;
        }
        self.way += ((now - self.last) / WAY_MS).min(1.0 / WAY_REPLIES);
        let beyond = self.way - 1.0;
        let curve = self.limit * (1.0 + CURVE * beyond * beyond * beyond);
        // What is not used proves nothing.
        let proven = (self.passed * 2_000.0 / elapsed.max(1.0)).max(START);
        self.rate = self.rate.max(curve.min(proven));
    }

    fn numbers(&mut self) -> [&mut f64; 17] {
        [
            &mut self.rate,
            &mut self.max,
            &mut self.credit,
            &mut self.at,
            &mut self.not_before,
            &mut self.limit,
            &mut self.way,
            &mut self.last,
            &mut self.since,
            &mut self.replies,
            &mut self.passed,
            &mut self.noise,
            &mut self.excess,
            &mut self.clean,
            &mut self.cuts,
            &mut self.row,
            &mut self.before,
        ]
    }

    /// Reads what was written; what is missing is as in the beginning.
    pub(super) fn from_value(value: &Value) -> Self {
        let mut pace = Self::default();
        for (name, number) in NAMES.iter().zip(pace.numbers()) {
            let stored = value.get(name).and_then(Value::as_number);
            *number = stored.filter(|stored| stored.is_finite()).unwrap_or(*number);
        }
        pace.rate = pace.rate.max(SLOWEST).min(pace.max);
        pace
    }
}

impl From<&Pace> for Value {
    fn from(pace: &Pace) -> Self {
        let mut members = Members::default();
        for (name, number) in NAMES.iter().zip(pace.clone().numbers()) {
            members.put_some(name, Some(*number).filter(|number| number.is_finite()));
        }
        members.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_795_255_200_000;

    /// A provider with a token bucket, which throttles a share of what comes whatever the rate.
    #[derive(Clone, Copy)]
    struct Provider {
        /// Requests a second, and at once.
        limit: f64,
        burst: f64,
        noise: f64,
        hint_ms: Option<u64>,
    }

    fn provider(limit: f64) -> Provider {
        Provider { limit, burst: limit.max(1.0), noise: 0.0, hint_ms: None }
    }

    /// Asks it as fast as the pace allows, for so many seconds; replies take 50 to 150 milliseconds. Tells how many
    /// requests went through, and how many were throttled.
    fn ask(pace: &mut Pace, from: u64, seconds: u64, provider: Provider) -> (f64, f64) {
        let (mut passed, mut throttled, mut bucket, mut dice) = (0.0, 0.0, provider.burst, 12_345_u32);
        let mut random = || {
            dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(dice >> 8) / f64::from(1 << 24)
        };
        let mut under_way: Vec<(u64, bool)> = Vec::new();
        for now in from..from + seconds * 1_000 {
            bucket = (bucket + provider.limit / 1_000.0).min(provider.burst);
            let (come, coming) = under_way.iter().partition(|(at, _)| *at <= now);
            under_way = coming;
            let come: Vec<(u64, bool)> = come;
            for (_, refused) in come {
                pace.learn(refused, provider.hint_ms.filter(|_| refused), now);
            }
            while pace.take(false, now).is_ok() {
                let refused = bucket < 1.0 || random() < provider.noise;
                if refused {
                    throttled += 1.0;
                } else {
                    bucket -= 1.0;
                    passed += 1.0;
                }
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 100 at most
                under_way.push((now + 50 + (random() * 100.0) as u64, refused));
            }
        }
        (passed, throttled)
    }

    #[test]
    fn a_limit_is_found_and_nearly_used_up() {
        for (limit, burst) in [
            (2.0, 2.0),
            (2.0, 10.0),
            (4.0, 4.0),
            (4.0, 20.0),
            (20.0, 20.0),
            (20.0, 100.0),
            (25.0, 25.0),
            (100.0, 100.0),
            (400.0, 400.0),
        ] {
            let mut pace = Pace::default();
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few minutes
            let seconds = ((1_000.0 / limit) as u64).max(60);
            let (passed, throttled) = ask(&mut pace, NOW, seconds, Provider { burst, ..provider(limit) });
            #[allow(clippy::cast_precision_loss)] // a few minutes
            let used = passed / (limit * seconds as f64);
            let share = throttled / (passed + throttled);
            assert!(used > 0.9, "{limit}, bursts of {burst}: {used} of the limit");
            assert!(share < 0.03, "{limit}, bursts of {burst}: {share} throttled");
        }
    }

    #[test]
    fn a_limit_that_changes_is_found_anew() {
        let mut pace = Pace::default();
        ask(&mut pace, NOW, 60, provider(20.0));
        let (passed, throttled) = ask(&mut pace, NOW + 60_000, 60, provider(5.0));
        assert!(passed > 250.0, "{passed} of 300");
        assert!(throttled < 25.0, "{throttled} throttled of about 300");
        let (passed, throttled) = ask(&mut pace, NOW + 120_000, 60, provider(40.0));
        assert!(passed > 1_200.0, "{passed} of 2,400");
        assert!(throttled < 40.0, "{throttled} throttled of {passed}");
    }

    #[test]
    fn what_is_throttled_whatever_the_rate_does_not_slow_it_down_for_long() {
        for (noise, least) in [(0.02, 0.5), (0.05, 0.5), (0.1, 0.3), (0.2, 0.15)] {
            let mut pace = Pace::default();
            let (passed, _) = ask(&mut pace, NOW, 300, Provider { noise, ..provider(20.0) });
            assert!(passed > least * 6_000.0, "{noise}: {passed} of 6,000");
            let hint_ms = Some(1_000);
            let mut pace = Pace::default();
            let (passed, _) = ask(&mut pace, NOW, 300, Provider { noise, hint_ms, ..provider(20.0) });
            assert!(passed > least * 5_000.0, "{noise}, with hints: {passed} of 6,000");
        }
    }

    #[test]
    fn noise_that_is_over_is_forgotten() {
        let mut pace = Pace::default();
        ask(&mut pace, NOW, 120, Provider { noise: 0.1, ..provider(20.0) });
        let (passed, throttled) = ask(&mut pace, NOW + 120_000, 300, provider(20.0));
        assert!(passed > 0.85 * 6_000.0, "{passed} of 6,000");
        assert!(throttled < 0.03 * passed, "{throttled} throttled");
    }

    #[test]
    fn it_begins_where_the_limit_is_documented() {
        for (limit, least) in [(100.0, 0.95), (2.0, 0.9)] {
            let mut pace = Pace::documented(limit);
            let (passed, throttled) = ask(&mut pace, NOW, 30, provider(limit));
            assert!(passed > least * limit * 30.0, "{limit}: {passed} in half a minute");
            assert!(throttled <= 0.03 * passed + 1.0, "{limit}: {throttled} throttled");
        }
        // This account has less.
        let mut pace = Pace::documented(100.0);
        let (passed, throttled) = ask(&mut pace, NOW, 60, provider(25.0));
        assert!(passed > 0.9 * 1_500.0, "{passed} in a minute");
        assert!(throttled < 50.0, "{throttled} throttled");
    }

    #[test]
    fn the_callers_own_limit_is_never_exceeded() {
        let mut pace = Pace::limited(3.0);
        let (passed, throttled) = ask(&mut pace, NOW, 60, provider(100.0));
        assert!((178.0..=180.0).contains(&passed), "{passed} in a minute");
        assert!(throttled < 1.0);
        for limit in [0.1, 0.4, 1.0, 5.0, 20.0, 100.0] {
            let mut pace = Pace::limited(limit);
            let mut sent = Vec::new();
            // With a pause, after which nothing more may be sent at once.
            for now in (NOW..NOW + 20_000).chain(NOW + 60_000..NOW + 80_000) {
                // What another process reads keeps to it as well.
                pace = Pace::from_value(&Value::from(&pace));
                if pace.take(false, now).is_ok() {
                    sent.push(now);
                    pace.learn(false, None, now);
                }
            }
            let in_a_second =
                |from: &u64| sent.iter().filter(|at| (*from..from + 1_000).contains(at)).count();
            let most = sent.iter().map(in_a_second).max().unwrap();
            #[allow(clippy::cast_precision_loss)] // 100 and a few
            let most = most as f64;
            assert!(most <= limit.max(1.0), "{limit}: {most} in a second");
            #[allow(clippy::cast_precision_loss)] // a few thousand
            let share = sent.len() as f64 / (limit * 40.0);
            assert!((0.85..=1.2).contains(&share) || limit < 1.0, "{limit}: {share} of it");
        }
    }

    #[test]
    fn a_clock_that_ran_ahead_and_was_put_right_holds_nothing_up() {
        let mut pace = Pace::default();
        ask(&mut pace, NOW + 86_400_000, 30, provider(20.0));
        pace.learn(true, Some(5_000), NOW + 86_430_000);
        assert!(pace.take(false, NOW).is_err_and(|until| until <= NOW + 6_000), "the hint alone holds");
        let (passed, _) = ask(&mut pace, NOW + 6_000, 60, provider(20.0));
        assert!(passed > 1_000.0, "{passed} of 1,200");
    }

    #[test]
    fn a_hint_silences_the_host_for_as_long_as_it_says() {
        let mut pace = Pace::default();
        pace.learn(true, Some(7_000), NOW);
        assert_eq!(pace.take(false, NOW + 10), Err(NOW + 7_000));
        assert_eq!(pace.take(false, NOW + 7_000), Ok(()));
    }

    #[test]
    fn a_long_sleep_is_no_credit() {
        let mut pace = Pace::default();
        ask(&mut pace, NOW, 30, provider(20.0));
        let later = NOW + 8 * 3_600_000;
        let burst = (0..100).filter(|_| pace.take(false, later).is_ok()).count();
        assert!(burst <= 4, "{burst} at once after a night");
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut pace = Pace::default();
        ask(&mut pace, NOW, 20, provider(20.0));
        assert_eq!(Pace::from_value(&Value::from(&pace)), pace);
        assert_eq!(Pace::from_value(&Value::Bool(true)), Pace::default());
    }
}
