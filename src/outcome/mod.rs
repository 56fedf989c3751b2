//! What calloff says of a reply: one verdict, and what there is to tell beside it.

pub(crate) mod task;

use std::borrow::Cow;
use std::fmt;

use crate::data::named::named;
use crate::data::value::{Members, Value, serialize_as_value};
use crate::outcome::task::TaskView;

named! {
    /// A reply in one word.
    #[derive(Default)]
    #[non_exhaustive]
    pub enum Verdict {
        /// The provider took the cancellation; the task winds down.
        Accepted = "accepted",
        /// The task is canceled, finally.
        Canceled = "canceled",
        /// Nothing was changed.
        DryRunPassed = "dry-run-passed",
        /// A status or list call answered.
        Ok = "ok",
        /// It ended before: nothing to cancel.
        AlreadyEnded = "already-ended",
        /// No such task, file system or data flow.
        NotFound = "not-found",
        /// Busy, or the task's present state forbids it.
        Conflict = "conflict",
        /// This resource, edition or region cannot do it.
        Unsupported = "unsupported",
        /// The provider rejected a parameter.
        InvalidRequest = "invalid-request",
        /// Bad, expired or missing credentials, or a signature that did not match.
        Unauthenticated = "unauthenticated",
        /// Signed with a clock too far off.
        ClockSkew = "clock-skew",
        /// Known, but not allowed.
        Forbidden = "forbidden",
        /// Too many requests.
        Throttled = "throttled",
        /// The provider's failure: whether the task was canceled is unknown until asked.
        ProviderFault = "provider-fault",
        /// The reply is not the provider's, broke off, or is about another task: whether the task was canceled is
        /// unknown, too.
        #[default]
        Unrecognized = "unrecognized",
    }
}

impl Verdict {
    /// Whether the call did what it was to do.
    #[must_use]
    pub fn is_ok(self) -> bool {
        matches!(self, Self::Accepted | Self::Canceled | Self::DryRunPassed | Self::Ok)
    }

    /// What there is to say where nobody knows better: what happened, and what to do next.
    pub(crate) fn words(self, cancels: bool) -> [&'static str; 2] {
        let [what, then] = WORDS.get(self as usize).copied().unwrap_or_default();
        let reads = match self {
            _ if cancels => "",
            Self::NotFound => "Check the ids, the region and the account.",
            Self::ProviderFault => "The call only reads: send it again.",
            Self::Unrecognized => "Check the endpoint and any proxy in between, then ask again.",
            _ => "",
        };
        [what, if reads.is_empty() { then } else { reads }]
    }
}

/// What happened and what to do next, for each verdict in its order.
const WORDS: [[&str; 2]; 15] = [
    ["The cancellation was accepted.", "Ask for the task's status until it no longer runs."],
    ["The task is canceled.", "Nothing more to do."],
    ["The dry run passed and nothing was changed.", "Send the call again without DryRun to cancel the task."],
    [
        "The provider answered.",
        "A task that is canceled, succeeded, failed or expired no longer runs; any other may still.",
    ],
    ["The task ended before the cancellation reached it.", "Look at its status to see how it ended."],
    [
        "Nothing with these ids exists here.",
        "Check the ids, the region and the account; a task that is gone no longer runs.",
    ],
    ["The task or its file system is in a state that forbids this now.", "Look at its status, then decide."],
    [
        "This file system, edition, region or endpoint cannot do it.",
        "Check the requirements of the operation.",
    ],
    ["The provider rejected the request as it is.", "Correct what the message names, then send it again."],
    [
        "The provider did not accept the credentials.",
        "Check the access key, its secret and its session token, and get new ones if they expired.",
    ],
    [
        "The request was signed with a clock that is too far off.",
        "Correct this machine's clock, then send it again.",
    ],
    ["The credentials are valid but lack the permission.", "Have this permission granted for the resource:"],
    ["Too many requests.", "Wait, then send the same call again."],
    [
        "The provider failed.",
        "Whether the task was canceled is unknown: ask for its status; sending the same cancellation again is safe.",
    ],
    [
        "This reply does not come from the provider's API.",
        "Whether the task was canceled is unknown: check the endpoint and any proxy in between, then ask for the task's status.",
    ],
];

/// What a reply means.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Outcome {
    /// The operation that was called.
    pub operation: Cow<'static, str>,
    /// The reply in one word.
    pub verdict: Verdict,
    /// Whether the call did what it was to do.
    pub ok: bool,
    /// The reply's HTTP status.
    pub http_status: u16,
    /// The vendor's code, without namespace or URI.
    pub code: Option<String>,
    /// The vendor's message, without the secrets that it may echo.
    pub message: Option<String>,
    /// The vendor's id of the request: what its support asks for.
    pub request_id: Option<String>,
    /// Whether the very same call may be sent again.
    pub retryable: bool,
    /// How long to wait before that, in milliseconds, where the provider said so.
    pub retry_after_ms: Option<u64>,
    /// The provider's clock, in Unix milliseconds.
    pub server_time: Option<u64>,
    /// The task of a cancel or status call, where the reply tells of it.
    pub task: Option<TaskView>,
    /// All tasks of a list call.
    pub tasks: Option<Vec<TaskView>>,
    /// What asks for the next page: the vendor's token, or the offset that it begins at.
    pub next_token: Option<String>,
    /// List calls: the reply holds the list, and every item in it is a task.
    pub(crate) is_whole: bool,
    /// What to do next.
    pub advice: Advice,
    /// Where the vendor documents the code or the operation.
    pub docs: Cow<'static, str>,
}

/// What happened, as far as it is known, and what to do next.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Advice {
    pub(crate) cause: &'static str,
    pub(crate) act: &'static str,
    /// What is to be granted, after `act`.
    pub(crate) permission: &'static str,
}

impl From<&'static str> for Advice {
    fn from(act: &'static str) -> Self {
        Self { act, ..Self::default() }
    }
}

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.cause)?;
        if !self.cause.is_empty() && !self.act.is_empty() {
            f.write_str(" ")?;
        }
        f.write_str(self.act)?;
        for text in [" ", self.permission, "."].into_iter().filter(|_| !self.permission.is_empty()) {
            f.write_str(text)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<&Outcome> for Value {
    fn from(outcome: &Outcome) -> Self {
        let time = |ms: Option<u64>| ms.and_then(|ms| i64::try_from(ms).ok());
        let mut members = Members::default();
        members.put("operation", &*outcome.operation).put("verdict", outcome.verdict);
        members.put("ok", outcome.ok).put("httpStatus", i64::from(outcome.http_status));
        for (name, text) in
            [("code", &outcome.code), ("message", &outcome.message), ("requestId", &outcome.request_id)]
        {
            members.put_some(name, text.as_ref());
        }
        members.put("retryable", outcome.retryable);
        members.put_some("retryAfterMs", time(outcome.retry_after_ms));
        members.put_some("serverTime", time(outcome.server_time));
        members.put_some("task", outcome.task.as_ref());
        members.put_some("tasks", outcome.tasks.as_ref().map(Self::list));
        members.put_some("nextToken", outcome.next_token.as_ref());
        members.put("advice", outcome.advice.to_string()).put("docs", &*outcome.docs).take()
    }
}

serialize_as_value!(Outcome);
