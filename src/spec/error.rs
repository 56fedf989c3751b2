//! Documented error codes, and what they come down to.

use crate::outcome::Verdict;

/// A verdict on an error code, and whether the same call may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgment {
    pub(crate) verdict: Verdict,
    pub(crate) retryable: bool,
}

impl From<Verdict> for Judgment {
    fn from(verdict: Verdict) -> Self {
        Self {
            verdict,
            retryable: matches!(verdict, Verdict::Throttled | Verdict::ProviderFault | Verdict::ClockSkew),
        }
    }
}

/// A documented error code and what it means for an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorSpec {
    /// The vendor's code.
    pub code: &'static str,
    /// The documented HTTP status; where vendors give one code several, the code alone decides.
    pub http_status: Option<u16>,
    /// What it comes down to.
    pub verdict: Verdict,
    /// What it means here, in words.
    pub meaning: &'static str,
    /// Set where a verdict that is final elsewhere may be tried again.
    pub(crate) retry: bool,
}

impl ErrorSpec {
    pub(crate) const fn new(
        code: &'static str,
        status: u16,
        verdict: Verdict,
        meaning: &'static str,
    ) -> Self {
        Self {
            code,
            http_status: if status == 0 { None } else { Some(status) },
            verdict,
            meaning,
            retry: false,
        }
    }

    pub(crate) const fn and_retry(mut self) -> Self {
        self.retry = true;
        self
    }

    pub(crate) fn judgment(&self) -> Judgment {
        let judgment = Judgment::from(self.verdict);
        Judgment { retryable: judgment.retryable || self.retry, ..judgment }
    }
}
