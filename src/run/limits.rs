//! How patient a call-off is.

use crate::data::value::{Members, Value};
use crate::error::{CalloffError, ErrorCode, FindingCode, Findings};

/// How patient a call-off is. Times are in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How often one call is sent at most, the first time included. Corrections (the provider's time, other
    /// credentials) do not count.
    pub max_attempts: u32,
    /// The longest backoff.
    pub max_delay_ms: u64,
    /// How long one attempt may take: for whoever sends it.
    pub timeout_ms: u64,
    /// When to give up confirming the end of the task, from the start.
    pub deadline_ms: u64,
    /// The first wait between status calls; `None` for what the vendor advises.
    pub poll_ms: Option<u64>,
    /// The longest wait between status calls; `None` for what the vendor advises.
    pub max_poll_ms: Option<u64>,
    /// Whether whoever sends can ask for other credentials when these are refused.
    pub renewable: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_attempts: 3,
            max_delay_ms: 20_000,
            timeout_ms: 10_000,
            deadline_ms: 900_000,
            poll_ms: None,
            max_poll_ms: None,
            renewable: false,
        }
    }
}

/// The largest number of milliseconds that JavaScript holds exactly; what is longer is no limit at all.
pub(crate) const NO_LIMIT_MS: u64 = 9_007_199_254_740_991;

/// `f64` to milliseconds: rounded up, so that nobody comes too early.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)] // clamped
pub(crate) fn whole_ms(ms: f64) -> u64 {
    ms.ceil().clamp(0.0, NO_LIMIT_MS as f64) as u64
}

/// Milliseconds as plain data.
pub(super) fn ms(ms: u64) -> Value {
    Value::Integer(i64::try_from(ms).unwrap_or(i64::MAX))
}

impl Limits {
    /// Reads `{ retry: { maxAttempts, maxDelayMs } | false, timeoutMs, deadlineMs, pollMs, maxPollMs, renewable }`, all
    /// of them optional. `Infinity` is no limit.
    ///
    /// # Errors
    /// [`ErrorCode::Invalid`] with every number that makes no sense, and every key that is not known.
    pub fn from_value(value: &Value) -> Result<Self, CalloffError> {
        let mut findings = Findings::default();
        let limits = read(value, &mut findings);
        findings.into_result(ErrorCode::Invalid).map(|()| limits)
    }
}

const KEYS: [&str; 6] = ["retry", "timeoutMs", "deadlineMs", "pollMs", "maxPollMs", "renewable"];
const RETRY_KEYS: [&str; 2] = ["maxAttempts", "maxDelayMs"];

fn read(value: &Value, findings: &mut Findings) -> Limits {
    let default = Limits::default();
    if matches!(value, Value::Null) {
        return default;
    }
    check_keys("options", value, &KEYS, findings);
    let retry = value.get("retry").filter(|retry| !matches!(retry, Value::Null));
    let (max_attempts, max_delay_ms) = match retry {
        None => (default.max_attempts, default.max_delay_ms),
        Some(Value::Bool(false)) => (1, default.max_delay_ms),
        Some(retry) => {
            check_keys("options.retry", retry, &RETRY_KEYS, findings);
            let attempts = number("options.retry.maxAttempts", retry.get("maxAttempts"), 1.0, findings);
            if attempts.is_some_and(|attempts| attempts.is_finite() && attempts.fract() != 0.0) {
                let text = "expected a whole number of 1 or more";
                findings.error(&"options.retry.maxAttempts", FindingCode::Type, &text);
            }
            let attempts = attempts.map(|attempts| u32::try_from(whole_ms(attempts)).unwrap_or(u32::MAX));
            let delay = number("options.retry.maxDelayMs", retry.get("maxDelayMs"), 0.0, findings);
            (attempts.unwrap_or(default.max_attempts), delay.map_or(default.max_delay_ms, whole_ms))
        }
    };
    let mut ms = |path: &str, least| {
        let name = path.strip_prefix("options.").unwrap_or(path);
        number(path, value.get(name), least, findings).map(whole_ms)
    };
    Limits {
        max_attempts,
        max_delay_ms,
        timeout_ms: ms("options.timeoutMs", 1.0).unwrap_or(default.timeout_ms),
        deadline_ms: ms("options.deadlineMs", 0.0).unwrap_or(default.deadline_ms),
        poll_ms: ms("options.pollMs", 1.0),
        max_poll_ms: ms("options.maxPollMs", 1.0),
        renewable: value.get("renewable") == Some(&Value::Bool(true)),
    }
}

/// A number of at least `least`; `None` where there is none, or a finding has been added.
fn number(path: &str, value: Option<&Value>, least: f64, findings: &mut Findings) -> Option<f64> {
    let value = value.filter(|value| !matches!(value, Value::Null))?;
    let number = value.as_number().filter(|number| *number >= least);
    if number.is_none() {
        let least = if least > 0.0 { "1" } else { "0" };
        findings.error(&path, FindingCode::Range, &format_args!("expected a number of {least} or more"));
    }
    number
}

fn check_keys(path: &str, value: &Value, known: &[&str], findings: &mut Findings) {
    let Some(entries) = value.entries() else {
        findings.error(&path, FindingCode::Type, &format_args!("expected an object, found {}", value.kind()));
        return;
    };
    for (key, _) in entries.iter().filter(|(key, _)| !known.contains(&key.as_str())) {
        let key = crate::error::excerpt(key);
        let text = format_args!("unknown option; expected only {}", known.join(", "));
        findings.error(&format_args!("{path}.{key}"), FindingCode::Unknown, &text);
    }
}

impl From<&Limits> for Value {
    fn from(limits: &Limits) -> Self {
        let mut retry = Members::default();
        retry.put("maxAttempts", limits.max_attempts).put("maxDelayMs", ms(limits.max_delay_ms));
        let mut members = Members::default();
        members.put("retry", retry.take()).put_some("pollMs", limits.poll_ms.map(ms));
        members.put_some("maxPollMs", limits.max_poll_ms.map(ms));
        if limits.renewable {
            members.put("renewable", true);
        }
        members.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(text: &str) -> Result<Limits, Vec<String>> {
        let value: Value = serde_json::from_str(text).unwrap();
        Limits::from_value(&value)
            .map_err(|error| error.findings.into_iter().map(|one| one.message).collect())
    }

    #[test]
    fn what_is_left_out_has_its_default() {
        assert_eq!(limits("{}"), Ok(Limits::default()));
        assert_eq!(limits("null"), Ok(Limits::default()));
        let once = Limits { max_attempts: 1, ..Limits::default() };
        assert_eq!(limits(r#"{"retry":false}"#), Ok(once));
        let patient = Limits { deadline_ms: 60_001, poll_ms: Some(50), ..Limits::default() };
        assert_eq!(limits(r#"{"deadlineMs":60000.5,"pollMs":50}"#), Ok(patient));
    }

    #[test]
    fn what_makes_no_sense_is_told_with_its_place() {
        for (text, found) in [
            (r#"{"retry":{"maxAttempts":0}}"#, "options.retry.maxAttempts: expected a number of 1 or more"),
            (
                r#"{"retry":{"maxAttempts":2.5}}"#,
                "options.retry.maxAttempts: expected a whole number of 1 or more",
            ),
            (r#"{"retry":{"maxDelayMs":-1}}"#, "options.retry.maxDelayMs: expected a number of 0 or more"),
            (r#"{"retry":true}"#, "options.retry: expected an object, found a boolean"),
            (r#"{"timeoutMs":0}"#, "options.timeoutMs: expected a number of 1 or more"),
            (r#"{"pollMs":"5"}"#, "options.pollMs: expected a number of 1 or more"),
            (
                r#"{"timeout":5}"#,
                "options.timeout: unknown option; expected only retry, timeoutMs, deadlineMs, pollMs, maxPollMs, renewable",
            ),
        ] {
            assert_eq!(limits(text), Err(vec![found.to_owned()]), "{text}");
        }
    }

    #[test]
    fn infinity_is_no_limit() {
        let value = Value::from_iter([("deadlineMs", Value::Number(f64::INFINITY))]);
        assert_eq!(Limits::from_value(&value).unwrap().deadline_ms, NO_LIMIT_MS);
    }
}
