//! What a run is after, and how patient it is.

use crate::error::{Finding, FindingCode};

/// What a run is after.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Goal {
    /// The settled outcome of its call.
    #[default]
    Answer,
    /// Tasks: its call must not be one that cancels.
    Tasks,
    /// The end of the task that its call cancels.
    End,
}

/// What a run is after, and how patient it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// How often one call is sent at most, the first time included.
    pub max_attempts: f64,
    /// The longest back-off, in milliseconds.
    pub max_delay_ms: f64,
    /// Whether credentials can be asked for again.
    pub renewable: bool,
    /// What it is after.
    pub goal: Goal,
    /// How long one attempt may take, in milliseconds: for whoever sends.
    pub timeout_ms: f64,
    /// When to give up on the end of a task, in milliseconds from the start.
    pub deadline_ms: f64,
    /// The first wait before asking, in milliseconds; `None` for what the vendor advises.
    pub poll_ms: Option<f64>,
    /// The longest wait between two askings.
    pub max_poll_ms: Option<f64>,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            max_attempts: 3.0,
            max_delay_ms: 20_000.0,
            renewable: false,
            goal: Goal::Answer,
            timeout_ms: 10_000.0,
            deadline_ms: 900_000.0,
            poll_ms: None,
            max_poll_ms: None,
        }
    }
}

impl Plan {
    /// What makes no sense in it.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        let numbers = [
            ("options.retry.maxAttempts", self.max_attempts, 1.0),
            ("options.retry.maxDelayMs", self.max_delay_ms, 0.0),
            ("options.timeoutMs", self.timeout_ms, 1.0),
            ("options.deadlineMs", self.deadline_ms, 0.0),
            ("options.pollMs", self.poll_ms.unwrap_or(1.0), 1.0),
            ("options.maxPollMs", self.max_poll_ms.unwrap_or(1.0), 1.0),
        ];
        let mut findings = Vec::new();
        for (path, number, least) in numbers {
            if number.is_nan() || number < least {
                let least = if least > 0.0 { "1" } else { "0" };
                let text = ["expected a number of ", least, " or more"].concat();
                findings.push(Finding::error(path, FindingCode::Range, text));
            }
        }
        findings
    }
}
