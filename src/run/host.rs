//! What all call-offs behind one host share: the budget for retries, how far its clock is off, and the pace that it
//! takes. Plain JSON, like a state.

use crate::data::value::{Members, Value, serialize_as_value};
use crate::error::CalloffError;
use crate::run::pace::Pace;
use crate::run::state::Stored;

/// What a full budget holds, and what a retry takes out of it: the standard mode of the AWS SDKs.
const FULL_BUDGET: u32 = 500;
const RETRY_COST: u32 = 14;
const THROTTLED_RETRY_COST: u32 = 5;
/// What a call that needed no retry pays back.
const CLEAN_REFUND: u32 = 1;

/// What all call-offs behind one host share.
#[derive(Clone, Debug, PartialEq)]
pub struct HostState {
    /// What is left for retries.
    pub(crate) budget: u32,
    /// How far its clock is ahead of ours, in milliseconds: add it to the time to sign with.
    pub(crate) skew_ms: i64,
    pub(crate) pace: Pace,
}

impl Default for HostState {
    fn default() -> Self {
        Self { budget: FULL_BUDGET, skew_ms: 0, pace: Pace::default() }
    }
}

impl HostState {
    /// How far the provider's clock is ahead of ours, in milliseconds: add it to the time to sign with.
    #[must_use]
    pub fn skew_ms(&self) -> i64 {
        self.skew_ms
    }

    /// What is left for retries, of 500: a retry costs 14, or 5 after throttling.
    #[must_use]
    pub fn budget(&self) -> u32 {
        self.budget
    }

    /// Never more requests a second than this.
    #[must_use]
    pub fn with_max_rate(mut self, requests_per_second: f64) -> Self {
        self.pace.limit(requests_per_second);
        self
    }

    /// Pays for a retry: what it cost, or `None` when the budget is spent.
    pub(super) fn pay(&mut self, throttled: bool) -> Option<u32> {
        let cost = if throttled { THROTTLED_RETRY_COST } else { RETRY_COST };
        self.budget = self.budget.checked_sub(cost)?;
        Some(cost)
    }

    /// Pays back after a success what the last retry before it cost.
    pub(super) fn refund(&mut self, cost: Option<u32>) {
        self.budget = self.budget.saturating_add(cost.unwrap_or(CLEAN_REFUND)).min(FULL_BUDGET);
    }
}

impl From<&HostState> for Value {
    fn from(host: &HostState) -> Self {
        let mut members = Members::default();
        members.put("v", 1_i64).put("budget", i64::from(host.budget)).put("skewMs", host.skew_ms);
        members.put("pace", &host.pace).take()
    }
}

serialize_as_value!(HostState);

impl TryFrom<&Value> for HostState {
    type Error = CalloffError;

    /// Reads a host state that calloff wrote; null is one to begin with.
    fn try_from(value: &Value) -> Result<Self, CalloffError> {
        if matches!(value, Value::Null) {
            return Ok(Self::default());
        }
        let mut stored = Stored::open(value, "host");
        let host = Self {
            budget: stored.get("budget").map_or(FULL_BUDGET, |_| stored.count("budget").min(FULL_BUDGET)),
            skew_ms: stored.integer("skewMs").unwrap_or_default(),
            pace: stored.get("pace").and_then(Pace::from_value).unwrap_or_default(),
        };
        stored.close().map(|()| host)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_are_paid_for_and_successes_pay_back() {
        let mut host = HostState::default();
        assert_eq!((host.pay(false), host.budget), (Some(14), 486));
        assert_eq!((host.pay(true), host.budget), (Some(5), 481));
        host.refund(Some(5));
        assert_eq!(host.budget, 486);
        host.refund(None);
        assert_eq!(host.budget, 487);
        host.refund(Some(14));
        assert_eq!(host.budget, 500);
        let mut paid = 0;
        while host.pay(false).is_some() {
            paid += 1;
        }
        assert_eq!((paid, host.budget), (35, 10));
        assert!(host.pay(true).is_some());
        assert!(host.pay(true).is_some());
        assert_eq!((host.pay(true), host.budget), (None, 0));
    }
}
