//! When to send again, and after how long: the standard mode of the AWS SDKs of November 2026, for every
//! provider.
//!
//! A retry waits `random * min(base * 2^i, max)`, with `i` from 0, and is paid for out of the budget of its host.

use crate::outcome::{Outcome, Verdict};
use crate::run::limits::whole_ms;

/// The first delay's upper bound, in milliseconds.
const BASE_MS: f64 = 50.0;
/// The same, where the provider said that there are too many requests.
const THROTTLED_BASE_MS: f64 = 1_000.0;

/// The wait before a retry in milliseconds: `retry` counts from 0, `random` is in `0..1`.
#[allow(clippy::cast_precision_loss)] // delays are short
pub(super) fn delay_ms(retry: u32, throttled: bool, max_ms: u64, random: f64) -> u64 {
    let base = if throttled { THROTTLED_BASE_MS } else { BASE_MS };
    let bound = base * f64::from(1_u32 << retry.min(30));
    whole_ms(random.clamp(0.0, 1.0) * bound.min(max_ms as f64))
}

/// The wait with the provider's hint, which never shortens it. AWS's counts up to `max_hint_ms` beyond the delay. To
/// come back sooner than any other provider says would be rude, so a hint beyond `max_ms` is `None`: whoever called
/// may wait that long.
pub(super) fn hinted_ms(delay: u64, outcome: &Outcome, max_hint_ms: Option<u64>, max_ms: u64) -> Option<u64> {
    let Some(hint) = outcome.retry_after_ms else { return Some(delay) };
    match max_hint_ms {
        Some(max) => Some(delay.max(hint.min(delay + max))),
        None => Some(delay.max(hint)).filter(|_| hint <= max_ms),
    }
}

/// Whether there were too many requests.
pub(super) fn is_throttled(outcome: &Outcome) -> bool {
    outcome.verdict == Verdict::Throttled
}

/// What may be sent again as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Again {
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
/// | `snow-device-management:CancelTask`, `sfsturbo:DeleteHpcCacheTask`, `datasync:CancelTaskExecution`, `oms:StopTask` | they name one task and ask for its end: a second call finds what the first one did |
/// | `nas:CancelDataFlowSubTask`, `nas:CancelDataFlowTask` | the same `ClientToken` makes them one call |
///
/// | what came back | again? | why |
/// |---|---|---|
/// | throttled; the provider's fault; a copy that arrived before; no reply; one that is not the provider's | later | see above |
/// | conflict, where the code says "for the moment" | later | the provider asks for it |
/// | clock skew | once, with the provider's time | a second time would mean that its time does not help |
/// | not authenticated | once, with credentials asked for anew | the same ones would fail the same way |
/// | everything else | no | it is an answer |
pub(super) fn again(outcome: &Outcome) -> Again {
    match outcome.verdict {
        Verdict::ClockSkew => Again::WithItsTime,
        Verdict::Unauthenticated => Again::WithOthers,
        _ if outcome.retryable => Again::Later,
        _ => Again::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Reply, Value, interpret};

    const MAX_MS: u64 = 20_000;

    #[test]
    fn delays_are_those_of_the_published_algorithm() {
        // retry, throttled, random, delay in ms
        let table = [
            (0, false, 1.0, 50),
            (0, false, 0.5, 25),
            (0, false, 0.0, 0),
            (1, false, 1.0, 100),
            (1, false, 0.25, 25),
            (2, false, 1.0, 200),
            (3, false, 1.0, 400),
            (4, false, 0.5, 400),
            (8, false, 1.0, 12_800),
            (9, false, 1.0, 20_000),
            (9, false, 0.5, 10_000),
            (40, false, 1.0, 20_000),
            (0, true, 1.0, 1_000),
            (0, true, 0.75, 750),
            (1, true, 1.0, 2_000),
            (2, true, 0.5, 2_000),
            (4, true, 1.0, 16_000),
            (5, true, 1.0, 20_000),
            (63, true, 0.5, 10_000),
        ];
        for (retry, throttled, random, delay) in table {
            let found = delay_ms(retry, throttled, MAX_MS, random);
            assert_eq!(found, delay, "retry {retry}, throttled {throttled}, random {random}");
        }
        assert_eq!(delay_ms(9, false, 300, 1.0), 300);
    }

    fn outcome(operation: &str, status: u16, headers: &[(&str, &str)]) -> Outcome {
        let headers = headers.iter().map(|(name, value)| ((*name).into(), (*value).into()));
        let reply = Reply { status, headers: headers.collect(), ..Reply::default() };
        interpret(&Value::from(operation), &reply)
    }

    #[test]
    fn a_hint_puts_a_retry_off_but_not_for_ever() {
        let aws = |hint| {
            let outcome = outcome("fsx:CancelDataRepositoryTask", 503, &[("x-amz-retry-after", hint)]);
            hinted_ms(40, &outcome, Some(5_000), MAX_MS)
        };
        for (hint, wait) in [
            ("1500", 1_500),
            ("0", 40),
            ("39", 40),
            ("5040", 5_040),
            ("60000", 5_040),
            ("-5", 40),
            ("1.5", 40),
            ("soon", 40),
            ("", 40),
        ] {
            assert_eq!(aws(hint), Some(wait), "{hint}");
        }
        let other = |name, value| {
            let headers = [("date", "Sat, 21 Nov 2026 10:15:30 GMT"), (name, value)];
            hinted_ms(40, &outcome("nas:CancelDataFlowTask", 503, &headers), None, MAX_MS)
        };
        for (name, value, wait) in [
            ("x-acs-retry-after", "800", Some(800)),
            ("x-acs-retry-after", "20000", Some(20_000)),
            ("x-acs-retry-after", "90000", None),
            ("retry-after", "3", Some(3_000)),
            ("retry-after", "Sat, 21 Nov 2026 10:15:37 GMT", Some(7_000)),
            ("retry-after", "Sat, 21 Nov 2026 10:15:00 GMT", Some(40)),
            ("retry-after", "Sat, 21 Nov 2026 11:15:30 GMT", None),
        ] {
            assert_eq!(other(name, value), wait, "{name}: {value}");
        }
    }
}
