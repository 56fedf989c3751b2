//! What a reply means: from status, headers and body to one verdict.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::mask::mask;
use crate::providers;
use crate::spec::{ErrorSpec, Judgment, OperationSpec};
use crate::timestamp;
use crate::value::Value;

/// A reply in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The provider took the cancellation; the task winds down.
    Accepted,
    /// The task is canceled, finally.
    Canceled,
    /// Nothing was changed.
    DryRunPassed,
    /// It ended before: nothing to cancel.
    AlreadyEnded,
    /// No such task, file system or data flow.
    NotFound,
    /// Busy, or the task's present state forbids it.
    Conflict,
    /// This resource, edition or region cannot do it.
    Unsupported,
    /// The provider rejected a parameter.
    InvalidRequest,
    /// Bad, expired or missing credentials, or a signature that did not match.
    Unauthenticated,
    /// Signed with a clock too far off.
    ClockSkew,
    /// Known, but not allowed.
    Forbidden,
    /// Too many requests.
    Throttled,
    /// The provider's failure: whether the task was canceled is unknown until asked.
    ProviderFault,
    /// The reply is not the provider's: what became of the call is unknown likewise.
    Unrecognized,
}

impl Verdict {
    /// Its name in this crate's interface.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Canceled => "canceled",
            Self::DryRunPassed => "dry-run-passed",
            Self::AlreadyEnded => "already-ended",
            Self::NotFound => "not-found",
            Self::Conflict => "conflict",
            Self::Unsupported => "unsupported",
            Self::InvalidRequest => "invalid-request",
            Self::Unauthenticated => "unauthenticated",
            Self::ClockSkew => "clock-skew",
            Self::Forbidden => "forbidden",
            Self::Throttled => "throttled",
            Self::ProviderFault => "provider-fault",
            Self::Unrecognized => "unrecognized",
        }
    }
}

impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Verdict {
    /// Whether the call did what it was to do.
    #[must_use]
    pub fn is_ok(self) -> bool {
        matches!(self, Self::Accepted | Self::Canceled | Self::DryRunPassed)
    }

    /// What to do next, where neither the operation nor the code knows better.
    fn advice(self) -> &'static str {
        match self {
            Self::Accepted => {
                "The cancellation was accepted and the task is winding down. Ask for its status until it no longer runs."
            }
            Self::Canceled => "The task is canceled. Nothing more to do.",
            Self::DryRunPassed => {
                "The dry run passed and nothing was changed. Send the call again without DryRun to cancel the task."
            }
            Self::AlreadyEnded => {
                "The task ended before the cancellation reached it. Look at its status to see how it ended."
            }
            Self::NotFound => {
                "Nothing with these ids exists here. Check the ids, the region and the account; a task that is gone no longer runs."
            }
            Self::Conflict => {
                "The task or its file system is in a state that forbids this now. Look at its status, then decide."
            }
            Self::Unsupported => {
                "This file system, edition, region or endpoint cannot do it. Check the requirements of the operation."
            }
            Self::InvalidRequest => {
                "The provider rejected the request as it is. Correct what the message names, then send it again."
            }
            Self::Unauthenticated => {
                "The provider did not accept the credentials. Check the access key, its secret and its session token, and get new ones if they expired."
            }
            Self::ClockSkew => {
                "The request was signed with a clock that is too far off. Correct this machine's clock, or sign with the time of the provider (serverTime), and send it again."
            }
            Self::Forbidden => {
                "The credentials are valid but lack the permission. Have the operation's permission granted for this resource."
            }
            Self::Throttled => "Too many requests. Wait, then send the same call again.",
            Self::ProviderFault => {
                "The provider failed, and whether the task was canceled is unknown. Ask for its status; sending the same cancellation again is safe."
            }
            Self::Unrecognized => {
                "This reply does not come from the provider's API, so whether the task was canceled is unknown. Check the endpoint and any proxy in between, then ask for the task's status."
            }
        }
    }
}

/// The state of a task, whatever the provider calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// It waits.
    Queued,
    /// It runs.
    Running,
    /// It winds down.
    Canceling,
    /// It was canceled.
    Canceled,
    /// It ended well.
    Succeeded,
    /// It ended badly.
    Failed,
    /// The reply does not say, or in a word that is not documented.
    Unknown,
}

impl TaskState {
    /// Its name in this crate's interface.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Canceling => "canceling",
            Self::Canceled => "canceled",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }
}

impl Serialize for TaskState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// One task, as a reply shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TaskView {
    /// The task's id.
    pub id: String,
    /// Its state.
    pub state: TaskState,
    /// The provider's own word; empty when the reply has none.
    pub raw_state: String,
    /// Whether this state is final.
    pub terminal: bool,
    /// Whether it may be canceled in this state; `None` when the provider does not say.
    pub cancelable: Option<bool>,
}

/// What a reply means.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Outcome {
    /// The operation that was called.
    pub operation: String,
    /// The reply in one word.
    pub verdict: Verdict,
    /// Whether the call did what it was to do.
    pub ok: bool,
    /// The reply's HTTP status.
    pub http_status: u16,
    /// The vendor's code, without namespace or URI.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The vendor's message, without the secrets that it may echo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The vendor's id of the request: what its support asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// Whether the very same call may be sent again.
    pub retryable: bool,
    /// How long to wait before that, in milliseconds, where the provider said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_ms: Option<u64>,
    /// The provider's clock, in Unix milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server_time: Option<u64>,
    /// The task, where the reply tells of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskView>,
    /// What to do next.
    pub advice: String,
    /// Where the vendor documents the code or the operation.
    pub docs: String,
}

/// A reply as it came.
#[derive(Clone, Default)]
pub struct Reply {
    /// The HTTP status; 0 where there is none.
    pub status: u16,
    /// Header names in any case, with their values.
    pub headers: Vec<(String, String)>,
    /// The body's text.
    pub body: String,
    /// Set when the body could not be read to its end, with the reason.
    pub body_error: Option<String>,
}

/// Shows no header's value and no body: they may echo a token.
impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        let length = self.body.len();
        f.debug_struct("Reply")
            .field("status", &self.status)
            .field("headers", &names)
            .field("body", &length)
            .finish_non_exhaustive()
    }
}

impl Reply {
    /// The first header of this name, in lower case, that is not empty.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .filter(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
            .find(|value| !value.is_empty())
    }

    /// The first of these headers that is there.
    pub(crate) fn first_header(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.header(name)).map(str::to_owned)
    }

    fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The provider's clock in Unix milliseconds.
    fn server_time(&self) -> Option<u64> {
        self.header("date").and_then(timestamp::parse_http_date)
    }

    /// How long the provider asks to wait, in milliseconds: its own header or the standard one.
    fn retry_after_ms(&self) -> Option<u64> {
        // Digits alone, and few of them: anything else is no hint.
        let whole = |text: &str| {
            let digits = text.len() <= 8 && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse::<u64>().ok().filter(|_| digits)
        };
        let own = ["x-amz-retry-after", "x-acs-retry-after"];
        if let Some(ms) = own.iter().find_map(|name| self.header(name).and_then(whole)) {
            return Some(ms);
        }
        let standard = self.header("retry-after")?;
        let until = || timestamp::parse_http_date(standard);
        let seconds = whole(standard).map(|seconds| seconds * 1000);
        seconds.or_else(|| Some(until()?.saturating_sub(self.server_time()?)))
    }
}

/// A reply's body, as far as it can be read.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Nothing, or white space.
    Empty,
    /// JSON of any kind.
    Json(Value),
    /// Anything else, cut JSON and HTML among it.
    Text(String),
}

impl Body {
    fn read(reply: &Reply) -> Self {
        let text = reply.body.trim().trim_start_matches('\u{feff}');
        if reply.body_error.is_some() {
            return Self::Text(text.to_owned());
        }
        if text.is_empty() {
            return Self::Empty;
        }
        match serde_json::from_str(text) {
            Ok(json) => Self::Json(json),
            Err(_) => Self::Text(text.to_owned()),
        }
    }

    /// The body as a JSON object.
    pub(crate) fn object(&self) -> Option<&Value> {
        match self {
            Self::Json(object) => object.entries().map(|_| object),
            _ => None,
        }
    }

    /// [`Value::text`] of the body's object.
    pub(crate) fn text(&self, keys: &[&str]) -> Option<String> {
        self.object()?.text(keys)
    }

    /// The text of an XML element, by its name in any case, when the body is XML and not a page.
    pub(crate) fn element(&self, name: &str) -> Option<String> {
        let Self::Text(text) = self else { return None };
        if !text.starts_with('<') {
            return None;
        }
        let lower = text.to_ascii_lowercase();
        let name = name.to_ascii_lowercase();
        if lower.contains("<html") {
            return None;
        }
        let start = lower.find(&format!("<{name}>"))? + name.len() + 2;
        let end = start + lower.get(start..)?.find(&format!("</{name}>"))?;
        let inner = text.get(start..end)?.trim();
        let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
            .iter()
            .fold(inner.to_owned(), |text, (escape, plain)| text.replace(escape, plain));
        Some(plain).filter(|text| !text.is_empty())
    }

    /// The name of an XML body's outermost element.
    pub(crate) fn root_element(&self) -> Option<&str> {
        let Self::Text(text) = self else { return None };
        let text = match text.strip_prefix("<?xml") {
            Some(rest) => rest.split_once("?>")?.1.trim_start(),
            None => text,
        };
        let name = text.strip_prefix('<')?;
        name.split(['>', ' ', '/', '\n']).next()
    }
}

/// What a provider says in an error reply.
#[derive(Clone, Debug, Default)]
pub(crate) struct ErrorParts {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) docs: Option<String>,
}

/// What a provider says in a reply without an error.
pub(crate) struct Success {
    pub(crate) verdict: Verdict,
    pub(crate) task: Option<TaskView>,
}

/// What a reply means. Total: any call, status, headers and body give an outcome.
///
/// The call may be a whole call or an operation's id alone; a whole one tells more, such as whether
/// a success was a dry run.
#[must_use]
pub fn interpret(call: &Value, reply: &Reply) -> Outcome {
    let id = call.as_str().or_else(|| call.get("operation").and_then(Value::as_str)).unwrap_or_default();
    let mut outcome = Outcome {
        operation: id.to_owned(),
        verdict: Verdict::Unrecognized,
        ok: false,
        http_status: reply.status,
        code: None,
        message: None,
        request_id: None,
        retryable: false,
        retry_after_ms: reply.retry_after_ms(),
        server_time: reply.server_time(),
        task: None,
        advice: String::new(),
        docs: String::new(),
    };
    let Some(spec) = providers::find(id) else {
        outcome.advice.push_str("The operation is not one of calloff's, so the reply cannot be read.");
        return outcome;
    };
    let body = Body::read(reply);
    let mut parts = (spec.service.read_error)(reply, &body);
    // Masked before anything else looks at it: an echoed request says nothing about the error.
    parts.message = parts.message.or_else(|| reply.body_error.clone()).map(|message| mask(&message));
    let (judgment, meaning, task) = judge(spec, call.get("params"), reply, &body, &parts);
    outcome.verdict = judgment.verdict;
    outcome.ok = judgment.verdict.is_ok();
    outcome.retryable = judgment.retryable;
    outcome.task = task;
    outcome.advice = advice(spec, judgment, meaning);
    outcome.code = parts.code;
    outcome.message = parts.message;
    outcome.request_id = parts.request_id;
    outcome.docs = parts.docs.unwrap_or_else(|| spec.docs.to_owned());
    outcome
}

/// The code decides first, then whether the reply is the provider's at all, then the status.
fn judge(
    spec: &OperationSpec,
    params: Option<&Value>,
    reply: &Reply,
    body: &Body,
    parts: &ErrorParts,
) -> (Judgment, Option<&'static str>, Option<TaskView>) {
    if let Some(code) = &parts.code {
        let documented = spec.error(code, reply.status);
        let message = parts.message.as_deref().unwrap_or_default();
        let judgment = (spec.service.judge)(code, message, documented.map(ErrorSpec::judgment))
            .or_else(|| by_name(code))
            .unwrap_or_else(|| by_status(reply.status));
        let meaning = documented.filter(|entry| entry.verdict == judgment.verdict).map(|entry| entry.meaning);
        return (judgment, meaning, None);
    }
    let not_theirs = Judgment {
        verdict: Verdict::Unrecognized,
        retryable: matches!(reply.status, 200..=299 | 408 | 429 | 500..=599),
    };
    if reply.is_success() {
        return match (spec.read_success)(params, body) {
            Some(success) => (success.verdict.into(), None, success.task),
            None => (not_theirs, None, None),
        };
    }
    // FSx and its like name what they did not find; a 404 that does not is some other server's.
    if reply.status != 404 && (*body == Body::Empty || body.object().is_some()) {
        (by_status(reply.status), None, None)
    } else {
        (not_theirs, None, None)
    }
}

/// What an undocumented code means by its name alone.
fn by_name(code: &str) -> Option<Judgment> {
    let bare = code.strip_suffix("Exception").unwrap_or(code);
    if bare.ends_with("NotFound") {
        Some(Verdict::NotFound.into())
    } else if bare.starts_with("Throttling") {
        Some(Verdict::Throttled.into())
    } else {
        None
    }
}

/// What a status means when no code is known.
fn by_status(status: u16) -> Judgment {
    Judgment::from(match status {
        401 => Verdict::Unauthenticated,
        403 => Verdict::Forbidden,
        404 => Verdict::NotFound,
        405 | 501 => Verdict::Unsupported,
        409 => Verdict::Conflict,
        429 => Verdict::Throttled,
        408 | 500..=599 => Verdict::ProviderFault,
        400..=499 => Verdict::InvalidRequest,
        _ => Verdict::Unrecognized,
    })
}

fn advice(spec: &OperationSpec, judgment: Judgment, meaning: Option<&str>) -> String {
    let own = spec.advice.iter().find(|(verdict, _)| *verdict == judgment.verdict);
    let general = own.map_or_else(|| judgment.verdict.advice(), |(_, text)| *text);
    match meaning {
        Some(meaning) => format!("{meaning} {general}"),
        None => general.to_owned(),
    }
}
