//! What all call-offs behind one host share: the budget for retries, how far its clock is off, and the pace that it
//! takes. Plain JSON, like a state.

use crate::data::value::{Members, Value, serialize_as_value};
use crate::error::CalloffError;
use crate::providers;
use crate::run::limits::ms;
use crate::run::pace::{Pace, START};
use crate::run::state::{Asking, CallOffState, Knowledge, Stored};

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
    /// How long its tasks take from a cancellation to their end, in milliseconds; 0 as long as none was seen to end.
    pub(crate) wind_down_ms: u64,
    /// The paces: [`ALL`] for everything together, and one for each operation that has a documented limit of its own.
    paces: Vec<(String, Pace)>,
}

/// The limit that the vendor documents for an operation, in requests a second.
fn documented(operation: &str) -> Option<f64> {
    providers::find(operation).map(|spec| spec.rate).filter(|&rate| rate > 0.0)
}

/// No task takes longer than that to wind down: a day.
const LONGEST_MS: u64 = 86_400_000;

/// What stands for all operations together.
const ALL: &str = "all";

impl Default for HostState {
    fn default() -> Self {
        Self { budget: FULL_BUDGET, skew_ms: 0, wind_down_ms: 0, paces: Vec::new() }
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
        self.paces = vec![(ALL.to_owned(), Pace::limited(requests_per_second))];
        self
    }

    /// The pace of this name; where there is none yet, one for a documented limit, or for none.
    fn pace(&mut self, name: &str, documented: Option<f64>) -> Option<&mut Pace> {
        if !self.paces.iter().any(|(known, _)| known == name) {
            let pace = documented.map_or_else(Pace::default, Pace::documented);
            self.paces.push((name.to_owned(), pace));
        }
        self.paces.iter_mut().find(|(known, _)| known == name).map(|(_, pace)| pace)
    }

    /// Takes out a request for an operation; `Err` with the time from which there is one. See [`Pace::take`].
    pub(super) fn take(&mut self, operation: &str, is_last: bool, now: u64) -> Result<(), u64> {
        let documented = documented(operation);
        let mut own = documented.and_then(|_| self.pace(operation, documented)).cloned();
        if let Some(own) = &mut own {
            own.take(is_last, now)?;
        }
        let fast = documented.filter(|&rate| rate > START);
        if let Some(all) = self.pace(ALL, fast) {
            all.take(is_last, now)?;
        }
        // Only what is sent counts.
        if let (Some(own), Some(kept)) = (own, self.pace(operation, documented)) {
            *kept = own;
        }
        Ok(())
    }

    /// Learns from a reply to an operation how many requests are taken. It is the pace of all that slows down; an
    /// operation's own only goes back to where it is documented to be.
    pub(super) fn learn(&mut self, operation: &str, throttled: bool, hint_ms: Option<u64>, now: u64) {
        let documented = documented(operation);
        if let Some(own) = documented.and_then(|_| self.pace(operation, documented)) {
            match documented.filter(|_| throttled) {
                Some(rate) => *own = Pace::documented(rate).without_credit(now),
                None => own.learn(false, None, now),
            }
        }
        if let Some(all) = self.pace(ALL, None) {
            all.learn(throttled, hint_ms, now);
        }
    }

    /// Learns how long tasks take to wind down, from a look at some: how long ago each was called off, and whether it
    /// has ended by now. The time is such that most have ended by then; one that is stuck for long tells nothing.
    pub(super) fn wound_down(&mut self, looks: impl Iterator<Item = (u64, bool)>) {
        let known = self.wind_down_ms;
        let longest = if known == 0 { LONGEST_MS } else { 2 * known };
        let (mut ended, mut running, mut first, mut latest) = (0, 0, u64::MAX, 0);
        for (age, is_over) in looks.filter(|(age, _)| *age < longest) {
            if is_over {
                ended += 1;
                first = age.min(first);
            } else if age < known {
                latest = age.max(latest);
            } else {
                running += 1;
            }
        }
        self.wind_down_ms = match known {
            0 if ended == 0 => 0,
            // It ended at some time before.
            0 => (first * 3 / 4).max(1),
            _ if running > ended => (known + known / 8).min(LONGEST_MS),
            _ if ended > 0 => (known - known / 16).max(latest),
            _ => known,
        };
    }

    /// When to look at a task next that winds down, if that can be told: when most tasks would have ended, and then at
    /// times that grow with its age. They fall on a grid, so that one request can ask for many tasks.
    pub(super) fn wait_ms(&self, state: &CallOffState, first_ms: u64, now: u64) -> Option<u64> {
        let is_known = self.wind_down_ms > 0 && state.accepted_at > 0 && state.limits.poll_ms.is_none();
        // Its parts may take much longer.
        if !is_known || state.knows != Knowledge::Accepted || state.asking == Asking::Parts {
            return None;
        }
        let expected = self.wind_down_ms.max(first_ms);
        let age = now.saturating_sub(state.accepted_at);
        let wait = if age < expected { expected - age } else { age / 4 };
        let grid = 1 << (expected / 8).max(1).ilog2();
        Some((now + wait).next_multiple_of(grid) - now)
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
        members.put("v", 1_i64).put("budget", host.budget).put("skewMs", host.skew_ms);
        members.put("windDownMs", ms(host.wind_down_ms));
        let paces = host.paces.iter().map(|(name, pace)| (name.clone(), pace.into()));
        members.put("paces", Self::Object(paces.collect())).take()
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
        let paces = stored.get("paces").and_then(Value::entries).unwrap_or_default();
        let host = Self {
            budget: stored.get("budget").map_or(FULL_BUDGET, |_| stored.count("budget").min(FULL_BUDGET)),
            skew_ms: stored.integer("skewMs").unwrap_or_default(),
            wind_down_ms: u64::from(stored.count("windDownMs")),
            paces: paces.iter().map(|(name, pace)| (name.clone(), Pace::from_value(pace))).collect(),
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

    #[test]
    fn a_request_that_is_held_up_costs_an_operation_of_a_limit_of_its_own_nothing() {
        let (operation, now) = ("nas:DescribeDataFlowTasks", 1_790_000_000_000);
        let mut host = HostState::default().with_max_rate(1.0);
        assert_eq!(host.take(operation, false, now), Ok(()));
        let own = host.pace(operation, None).cloned();
        for _ in 0..100 {
            assert_eq!(host.take(operation, false, now), Err(now + 1_000));
        }
        assert_eq!(host.pace(operation, None).cloned(), own);
    }
}
