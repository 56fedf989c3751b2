//! Documented error codes, the rules for all others, and what they come down to.

use crate::outcome::Verdict;
use crate::text::search;

/// What a reply comes down to, and what there is to say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgment {
    pub(crate) verdict: Verdict,
    /// Whether the same call may be sent again.
    pub(crate) retryable: bool,
    /// The cause in one sentence; empty where nothing but the verdict is known.
    pub(crate) cause: &'static str,
    /// The one thing to do about this cause; empty where it is what follows from the verdict.
    pub(crate) act: &'static str,
}

impl Judgment {
    pub(crate) const fn new(verdict: Verdict, cause: &'static str, act: &'static str) -> Self {
        let retryable = matches!(verdict, Verdict::Throttled | Verdict::ProviderFault | Verdict::ClockSkew);
        Self { verdict, retryable, cause, act }
    }
}

impl From<Verdict> for Judgment {
    fn from(verdict: Verdict) -> Self {
        Self::new(verdict, "", "")
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
    retry: bool,
    /// What to do about it, where that is not what follows from the verdict.
    act: &'static str,
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
            act: "",
        }
    }

    pub(crate) const fn and_retry(mut self) -> Self {
        self.retry = true;
        self
    }

    pub(crate) const fn act(mut self, act: &'static str) -> Self {
        self.act = act;
        self
    }

    pub(crate) fn judgment(&self) -> Judgment {
        let judgment = Judgment::new(self.verdict, self.meaning, self.act);
        Judgment { retryable: judgment.retryable || self.retry, ..judgment }
    }
}

/// What codes mean that no table has, or that a message tells more of.
#[derive(Clone, Copy)]
pub(crate) struct Rule {
    /// The code; a star stands for any text: one in it, or one at each end.
    pub(crate) code: &'static str,
    /// What the message or the code must have in it, in any case. A rule that has this goes before the tables.
    pub(crate) word: &'static str,
    pub(crate) judgment: Judgment,
}

impl Rule {
    pub(crate) const fn new(code: &'static str, verdict: Verdict, cause: &'static str) -> Self {
        Self { code, word: "", judgment: Judgment::new(verdict, cause, "") }
    }

    pub(crate) const fn word(mut self, word: &'static str) -> Self {
        self.word = word;
        self
    }

    pub(crate) const fn act(mut self, act: &'static str) -> Self {
        self.judgment.act = act;
        self
    }

    /// Whether the rule is for this code.
    pub(crate) fn is_for(&self, code: &str) -> bool {
        let Some((start, end)) = self.code.split_once('*') else { return code == self.code };
        code.strip_prefix(start).is_some_and(|rest| match end.strip_suffix('*') {
            Some(part) => search::contains(rest, part),
            None => rest.ends_with(end),
        })
    }
}
