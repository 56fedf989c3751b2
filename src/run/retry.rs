//! When to send again, and after how long: the standard mode of the AWS SDKs of November 2026, for every
//! provider.
//!
//! A retry waits `random * min(base * 2^i, most)`, with `i` from 0, and is paid for out of a budget that all
//! calls to one host share; successes pay back. Nothing here has a clock or a source of chance of its own.

use crate::outcome::{Outcome, Verdict};

/// The first delay's upper bound, in milliseconds.
const BASE_MS: f64 = 50.0;
/// The same, where the provider said that there are too many requests.
const THROTTLED_BASE_MS: f64 = 1_000.0;

const FULL_BUDGET: f64 = 500.0;
const RETRY_COST: f64 = 14.0;
const THROTTLED_RETRY_COST: f64 = 5.0;
/// What a call that needed no retry pays back.
const CLEAN_REFUND: f64 = 1.0;

/// What all calls to one provider's host share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Host {
    /// What is left for retries.
    pub tokens: f64,
    /// How far its clock is ahead of ours, in milliseconds.
    pub skew_ms: f64,
}

impl Default for Host {
    fn default() -> Self {
        Self { tokens: FULL_BUDGET, skew_ms: 0.0 }
    }
}

impl Host {
    /// Pays for a retry: what it cost, or `None` when the budget is spent.
    pub(crate) fn pay(&mut self, throttled: bool) -> Option<f64> {
        let cost = if throttled { THROTTLED_RETRY_COST } else { RETRY_COST };
        if self.tokens < cost {
            return None;
        }
        self.tokens -= cost;
        Some(cost)
    }

    /// Pays back after a success what the last retry before it cost.
    pub(crate) fn refund(&mut self, cost: Option<f64>) {
        self.tokens = (self.tokens + cost.unwrap_or(CLEAN_REFUND)).min(FULL_BUDGET);
    }
}

/// The wait before a retry in milliseconds: `retry` counts from 0, `random` is in `0..1`.
pub(crate) fn delay_ms(retry: f64, throttled: bool, most_ms: f64, random: f64) -> f64 {
    let mut bound = if throttled { THROTTLED_BASE_MS } else { BASE_MS };
    let mut doublings = retry;
    while doublings >= 1.0 && bound < most_ms {
        bound *= 2.0;
        doublings -= 1.0;
    }
    random.clamp(0.0, 1.0) * bound.min(most_ms)
}

/// The wait with the provider's hint, which never shortens it. AWS's counts up to `most_hint_ms` beyond the
/// delay; to come back sooner than any other says would be rude, so one beyond `most_ms` is `None`: whoever
/// called may wait that long.
pub(crate) fn hinted_ms(
    delay: f64,
    outcome: &Outcome,
    most_hint_ms: Option<f64>,
    most_ms: f64,
) -> Option<f64> {
    let Some(hint) = hint_ms(outcome) else { return Some(delay) };
    match most_hint_ms {
        Some(most) => Some(delay.max(hint.min(delay + most))),
        None => Some(delay.max(hint)).filter(|_| hint <= most_ms),
    }
}

/// How long the provider asks to wait.
#[allow(clippy::cast_precision_loss)] // hints have few digits
pub(crate) fn hint_ms(outcome: &Outcome) -> Option<f64> {
    outcome.retry_after_ms.map(|hint| hint as f64)
}

/// Whether there were too many requests, by the code or by the status of a reply that has none.
pub(crate) fn is_throttled(outcome: &Outcome) -> bool {
    outcome.verdict == Verdict::Throttled || outcome.http_status == 429
}

/// What may be sent again as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Again {
    /// It is settled: another copy would get the same answer.
    No,
    /// At once, signed with the provider's time.
    WithItsTime,
    /// At once, with other credentials.
    WithOthers,
    /// After a wait.
    Later,
}

/// Whether an outcome's very same call may be sent again. Where nobody knows what became of a call, that is
/// up to the call; every one here may be repeated:
///
/// | call | why |
/// |---|---|
/// | status and list calls | they only read |
/// | `fsx:CancelDataRepositoryTask` | modeled as idempotent |
/// | `snow-device-management:CancelTask`, `sfsturbo:DeleteHpcCacheTask` | they name one task and ask for its end: a second call finds what the first one did |
/// | `nas:CancelDataFlowSubTask`, `nas:CancelDataFlowTask` | the same `ClientToken` makes them one call |
///
/// | what came back | again? | why |
/// |---|---|---|
/// | throttled; the provider's fault; no reply; a reply that is not the provider's | later | see above |
/// | conflict, where the code says "for the moment" | later | the provider asks for it |
/// | a nonce that was used | later | a copy arrived before; the next has a nonce of its own |
/// | clock skew | once, with the provider's time | a second time would mean that its time does not help |
/// | not authenticated | once, with credentials asked for anew | the same ones would fail the same way |
/// | everything else | no | it is an answer |
pub(crate) fn again(outcome: &Outcome) -> Again {
    match outcome.verdict {
        Verdict::ClockSkew => Again::WithItsTime,
        Verdict::Unauthenticated if !outcome.retryable => Again::WithOthers,
        _ if outcome.retryable => Again::Later,
        _ => Again::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Reply, Value, interpret};

    const MOST_MS: f64 = 20_000.0;

    #[test]
    #[allow(clippy::float_cmp)] // products of few bits are exact
    fn delays_are_those_of_the_published_algorithm() {
        // retry, throttled, random, delay in ms
        let table = [
            (0.0, false, 1.0, 50.0),
            (0.0, false, 0.5, 25.0),
            (0.0, false, 0.0, 0.0),
            (1.0, false, 1.0, 100.0),
            (1.0, false, 0.25, 25.0),
            (2.0, false, 1.0, 200.0),
            (3.0, false, 1.0, 400.0),
            (4.0, false, 0.5, 400.0),
            (8.0, false, 1.0, 12_800.0),
            (9.0, false, 1.0, 20_000.0),
            (9.0, false, 0.5, 10_000.0),
            (40.0, false, 1.0, 20_000.0),
            (0.0, true, 1.0, 1_000.0),
            (0.0, true, 0.75, 750.0),
            (1.0, true, 1.0, 2_000.0),
            (2.0, true, 0.5, 2_000.0),
            (4.0, true, 1.0, 16_000.0),
            (5.0, true, 1.0, 20_000.0),
            (63.0, true, 0.5, 10_000.0),
        ];
        for (retry, throttled, random, delay) in table {
            let found = delay_ms(retry, throttled, MOST_MS, random);
            assert_eq!(found, delay, "retry {retry}, throttled {throttled}, random {random}");
        }
        assert_eq!(delay_ms(9.0, false, 300.0, 1.0), 300.0);
    }

    fn outcome(operation: &str, status: u16, headers: &[(&str, &str)]) -> Outcome {
        let headers = headers.iter().map(|(name, value)| ((*name).into(), (*value).into()));
        let reply = Reply { status, headers: headers.collect(), ..Reply::default() };
        interpret(&Value::from(operation), &reply)
    }

    #[test]
    #[allow(clippy::float_cmp)]
    fn a_hint_puts_a_retry_off_but_not_for_ever() {
        let aws = |hint| {
            let outcome = outcome("fsx:CancelDataRepositoryTask", 503, &[("x-amz-retry-after", hint)]);
            hinted_ms(40.0, &outcome, Some(5_000.0), MOST_MS)
        };
        for (hint, wait) in [
            ("1500", 1_500.0),
            ("0", 40.0),
            ("39", 40.0),
            ("5040", 5_040.0),
            ("60000", 5_040.0),
            ("-5", 40.0),
            ("1.5", 40.0),
            ("soon", 40.0),
            ("", 40.0),
        ] {
            assert_eq!(aws(hint), Some(wait), "{hint}");
        }
        let other = |name, value| {
            let headers = [("date", "Sat, 21 Nov 2026 10:15:30 GMT"), (name, value)];
            hinted_ms(40.0, &outcome("nas:CancelDataFlowTask", 503, &headers), None, MOST_MS)
        };
        for (name, value, wait) in [
            ("x-acs-retry-after", "800", Some(800.0)),
            ("x-acs-retry-after", "20000", Some(20_000.0)),
            ("x-acs-retry-after", "90000", None),
            ("retry-after", "3", Some(3_000.0)),
            ("retry-after", "Sat, 21 Nov 2026 10:15:37 GMT", Some(7_000.0)),
            ("retry-after", "Sat, 21 Nov 2026 10:15:00 GMT", Some(40.0)),
            ("retry-after", "Sat, 21 Nov 2026 11:15:30 GMT", None),
        ] {
            assert_eq!(other(name, value), wait, "{name}: {value}");
        }
    }

    #[test]
    #[allow(clippy::float_cmp)]
    fn retries_are_paid_for_and_successes_pay_back() {
        let mut host = Host::default();
        assert_eq!((host.pay(false), host.tokens), (Some(14.0), 486.0));
        assert_eq!((host.pay(true), host.tokens), (Some(5.0), 481.0));
        host.refund(Some(5.0));
        assert_eq!(host.tokens, 486.0);
        host.refund(None);
        assert_eq!(host.tokens, 487.0);
        host.refund(Some(14.0));
        assert_eq!(host.tokens, 500.0);
        let mut paid = 0;
        while host.pay(false).is_some() {
            paid += 1;
        }
        assert_eq!((paid, host.tokens), (35, 10.0));
        assert!(host.pay(true).is_some());
        assert!(host.pay(true).is_some());
        assert_eq!((host.pay(true), host.tokens), (None, 0.0));
    }
}
