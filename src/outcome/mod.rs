//! What a reply means: from status, headers and body to one verdict.

pub(crate) mod task;

use std::borrow::Cow;
use std::fmt;

use crate::data::json;
use crate::data::named::named;
use crate::data::value::{Members, Value, serialize_as_value};
use crate::outcome::task::{TaskShape, TaskView};
use crate::providers;
use crate::spec::{Answer, ErrorSpec, Judgment, Kind, MOST_INTEGER, OperationSpec, Paging};
use crate::text::mask::mask;
use crate::text::search;
use crate::text::timestamp;

named! {
    /// A reply in one word.
    #[derive(Default)]
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
        /// The reply is not the provider's: what became of the call is unknown likewise.
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
            Self::Ok => {
                "The provider answered. A task that is canceled, succeeded, failed or expired no longer runs; any other may still."
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

/// What a reply means.
#[derive(Clone, Debug, Default, PartialEq)]
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
    /// Whether the reply of a list call has a list, all of it tasks.
    pub(crate) is_whole: bool,
    /// What to do next.
    pub advice: Advice,
    /// Where the vendor documents the code or the operation.
    pub docs: Cow<'static, str>,
}

/// What to do next: what the code means here, where it is documented, and what follows from the verdict.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Advice {
    pub(crate) meaning: Option<&'static str>,
    pub(crate) general: &'static str,
}

impl From<&'static str> for Advice {
    fn from(general: &'static str) -> Self {
        Self { meaning: None, general }
    }
}

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(meaning) = self.meaning {
            f.write_str(meaning)?;
            f.write_str(" ")?;
        }
        f.write_str(self.general)
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
        members.put("advice", &outcome.advice.to_string()).put("docs", &*outcome.docs).take()
    }
}

serialize_as_value!(Outcome);

/// A reply as it came.
#[derive(Clone, Default)]
pub struct Reply<'a> {
    /// The HTTP status; 0 where there is none.
    pub status: u16,
    /// Header names in any case, with their values.
    pub headers: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// The body's text.
    pub body: Cow<'a, str>,
    /// Set when the body could not be read to its end, with the reason.
    pub body_error: Option<String>,
}

/// Shows no header's value and no body: they may echo a token.
impl fmt::Debug for Reply<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_ref()).collect();
        let length = self.body.len();
        f.debug_struct("Reply")
            .field("status", &self.status)
            .field("headers", &names)
            .field("body", &length)
            .finish_non_exhaustive()
    }
}

impl Reply<'_> {
    /// The first header of this name, in lower case, that is not empty.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .filter(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim_ascii())
            .find(|value| !value.is_empty())
    }

    /// The first of these headers that is there.
    pub(crate) fn first_header(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.header(name)).map(str::to_owned)
    }

    pub(crate) fn is_success(&self) -> bool {
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
        let text = reply.body.trim_start_matches('\u{feff}').trim_ascii();
        if reply.body_error.is_some() {
            return Self::Text(text.to_owned());
        }
        if text.is_empty() {
            return Self::Empty;
        }
        json::read(text).map_or_else(|| Self::Text(text.to_owned()), Self::Json)
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

    /// Whether this is JSON that ends too early, or anything else that begins like it.
    fn is_cut(&self) -> bool {
        matches!(self, Self::Text(text) if text.starts_with(['{', '[']))
    }

    /// XML that is no page.
    fn xml(&self) -> Option<&str> {
        let Self::Text(text) = self else { return None };
        (text.starts_with('<') && !search::contains(text, "<html")).then_some(text)
    }

    /// The text of an XML element, by its name in any case.
    pub(crate) fn element(&self, name: &str) -> Option<String> {
        let (start, end) = (["<", name].concat(), ["</", name].concat());
        let mut rest = self.xml()?;
        let content = loop {
            let (tag, after) = search::split(rest, &start)?.1.split_once('>')?;
            // Not one of another name, nor one that is empty.
            if (tag.is_empty() || tag.starts_with(|c: char| c.is_ascii_whitespace())) && !tag.ends_with('/') {
                break after;
            }
            rest = after;
        };
        let inner = search::split(content, &end)?.0.trim_ascii();
        let data = inner.strip_prefix("<![CDATA[").and_then(|data| data.strip_suffix("]]>"));
        Some(data.map_or_else(|| unescape(inner), str::to_owned)).filter(|text| !text.is_empty())
    }

    /// The name of an XML body's outermost element.
    pub(crate) fn root_element(&self) -> Option<&str> {
        let text = self.xml()?;
        let text = match text.strip_prefix("<?xml") {
            Some(rest) => search::split(rest, "?>")?.1.trim_ascii_start(),
            None => text,
        };
        let is_end = |c: char| c == '>' || c == '/' || c.is_ascii_whitespace();
        let name = text.strip_prefix('<')?.split(is_end).next()?;
        name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(name)
    }
}

const LONGEST_ESCAPE: usize = 10;

/// The text that XML escapes stand for; what is none stays as it is.
fn unescape(xml: &str) -> String {
    let mut text = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        // No escape is long: what has no end nearby is none.
        let end = after.bytes().take(LONGEST_ESCAPE).position(|byte| byte == b';');
        let known = end.and_then(|end| Some((unescaped(after.get(..end)?)?, after.get(end + 1..)?)));
        let (c, after) = known.unwrap_or(('&', after));
        text.push(c);
        rest = after;
    }
    text.push_str(rest);
    text
}

/// The character of an escape, by what stands between `&` and `;`.
fn unescaped(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "amp" => Some('&'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
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
    pub(crate) tasks: Option<Vec<TaskView>>,
    pub(crate) next_token: Option<String>,
    pub(crate) is_whole: bool,
}

impl Success {
    /// What a cancel or status call says.
    pub(crate) fn new(verdict: Verdict, task: Option<TaskView>) -> Self {
        Self { verdict, task, tasks: None, next_token: None, is_whole: false }
    }
}

/// What a reply means. Total: any call, status, headers and body give an outcome.
///
/// The call may be a whole call or an operation's id alone; a whole one tells more, such as whether
/// a success was a dry run.
#[must_use]
pub fn interpret(call: &Value, reply: &Reply) -> Outcome {
    let id = call.as_str().or_else(|| call.get("operation").and_then(Value::as_str)).unwrap_or_default();
    interpret_parts(id, call.get("params"), reply)
}

/// [`interpret`] of a call by its operation's id and its parameters.
pub(crate) fn interpret_parts(id: &str, params: Option<&Value>, reply: &Reply) -> Outcome {
    let spec = providers::find(id);
    let mut outcome = Outcome {
        operation: spec.map_or_else(|| id.to_owned().into(), |spec| spec.id.into()),
        http_status: reply.status,
        retry_after_ms: reply.retry_after_ms(),
        server_time: reply.server_time(),
        advice: "The operation is not one of calloff's, so the reply cannot be read.".into(),
        ..Outcome::default()
    };
    let Some(spec) = spec else { return outcome };
    let body = Body::read(reply);
    let mut parts = (spec.service.read_error)(reply, &body);
    // Masked before anything else looks at it: an echoed request says nothing about the error.
    parts.message = parts.message.or_else(|| reply.body_error.clone()).map(|message| mask(&message));
    let (judgment, meaning, success) = judge(spec, params, reply, &body, &parts);
    outcome.verdict = judgment.verdict;
    outcome.ok = judgment.verdict.is_ok();
    outcome.retryable = judgment.retryable;
    if let Some(success) = success {
        outcome.task = success.task;
        outcome.tasks = success.tasks;
        outcome.next_token = success.next_token;
        outcome.is_whole = success.is_whole;
    }
    outcome.advice = advice(spec, judgment, meaning, reply.body_error.is_some() || body.is_cut());
    outcome.code = parts.code;
    outcome.message = parts.message;
    outcome.request_id = parts.request_id;
    outcome.docs = parts.docs.map_or(spec.docs.into(), Cow::Owned);
    outcome
}

/// The code decides first, then whether the reply is the provider's at all, then the status.
fn judge(
    spec: &OperationSpec,
    params: Option<&Value>,
    reply: &Reply,
    body: &Body,
    parts: &ErrorParts,
) -> (Judgment, Option<&'static str>, Option<Success>) {
    if let Some(code) = &parts.code {
        let documented = spec.error(code, reply.status);
        let message = parts.message.as_deref().unwrap_or_default();
        let judgment = (spec.service.judge)(code, message, documented.map(ErrorSpec::judgment))
            .or_else(|| by_name(code))
            .unwrap_or_else(|| by_status(reply.status));
        let meaning = documented.filter(|entry| entry.verdict == judgment.verdict).map(|entry| entry.meaning);
        return (judgment, meaning, None);
    }
    if reply.status == 0 && reply.body_error.is_some() {
        return (Verdict::ProviderFault.into(), None, None);
    }
    let not_theirs = Judgment {
        verdict: Verdict::Unrecognized,
        retryable: matches!(reply.status, 200..=299 | 408 | 429 | 500..=599),
    };
    if reply.is_success() {
        let success = match spec.answer {
            Answer::Cancel(read) => read(params, body),
            Answer::Task(shape) => read_task(shape, params, body),
            Answer::Tasks(shape, path, paging) => read_tasks(shape, path, paging, params, body),
        };
        let judgment = success.as_ref().map_or(not_theirs, |success| success.verdict.into());
        return (judgment, None, success);
    }
    // FSx and its like name what they did not find; a 404 that has neither code nor request id is some other server's.
    let is_theirs = reply.status != 404 || parts.request_id.is_some();
    if is_theirs && (matches!(body, Body::Empty) || body.object().is_some()) {
        (by_status(reply.status), None, None)
    } else {
        (not_theirs, None, None)
    }
}

/// The answer of a status call.
fn read_task(shape: &TaskShape, params: Option<&Value>, body: &Body) -> Option<Success> {
    let task = shape.read(body.object()?, params)?;
    Some(Success::new(Verdict::Ok, Some(task)))
}

/// The answer of a list call: what is no task is left out.
fn read_tasks(
    shape: &TaskShape,
    path: &[&str],
    paging: Paging,
    params: Option<&Value>,
    body: &Body,
) -> Option<Success> {
    let body = body.object()?;
    let (items, is_there) = list_in(body, path)?;
    let tasks: Vec<TaskView> = items.iter().filter_map(|item| shape.read(item, params)).collect();
    let next_token = match paging {
        Paging::Token(name) => body.text(&[name]),
        Paging::Offset => next_offset(body, params, items.len()).map(|offset| offset.to_string()),
    };
    let is_whole = is_there && tasks.len() == items.len();
    Some(Success { verdict: Verdict::Ok, task: None, tasks: Some(tasks), next_token, is_whole })
}

/// The array that the keys lead to, and whether it is there: an empty one may be left out, where nothing stands
/// in its place that no list has. `None` when this is some other reply.
fn list_in<'a>(body: &'a Value, path: &[&str]) -> Option<(&'a [Value], bool)> {
    let is_absent = |value: Option<&Value>| matches!(value, None | Some(Value::Null));
    let mut at = body;
    for key in path {
        match at.get(key) {
            found if is_absent(found) => {
                let known = ["RequestId", "NextToken", "nextToken", "count"];
                let mut keys = at.entries()?.iter().map(|(name, _)| name.as_str());
                return keys.all(|name| name == *key || known.contains(&name)).then_some((&[], false));
            }
            found => at = found?,
        }
    }
    Some((at.items()?, true))
}

/// Where the next page begins, by the count of all or, without one, as long as pages are full.
fn next_offset(body: &Value, params: Option<&Value>, shown: usize) -> Option<i64> {
    const USUAL_LIMIT: i64 = 1000;
    let param = |name| params.and_then(|params| params.get(name)?.as_integer());
    let shown = i64::try_from(shown).ok().filter(|&shown| shown > 0)?;
    let next = param("offset").unwrap_or(0).saturating_add(shown);
    let count = body.get("count").and_then(Value::to_whole_text).and_then(|count| count.parse::<i64>().ok());
    let is_more = match count {
        Some(count) => next < count,
        None => shown >= param("limit").unwrap_or(USUAL_LIMIT),
    };
    (is_more && next <= MOST_INTEGER).then_some(next)
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

/// What to do next after a status or list call, where that differs from a cancel call.
const READING_ADVICE: [(Verdict, &str); 3] = [
    (Verdict::NotFound, "Nothing with these ids exists here. Check the ids, the region and the account."),
    (Verdict::ProviderFault, "The provider failed. The call only reads: send it again."),
    (
        Verdict::Unrecognized,
        "This reply does not come from the provider's API. Check the endpoint and any proxy in between, then ask again.",
    ),
];

/// What to do next where the reply broke off, as far as one can see.
const CUT_ADVICE: &str = "The reply broke off, so what became of the call is unknown. Ask for the task's status; sending the same call again is safe.";

const CUT_READING_ADVICE: &str = "The reply broke off. The call only reads: send it again.";

fn advice(spec: &OperationSpec, judgment: Judgment, meaning: Option<&'static str>, is_cut: bool) -> Advice {
    let cancels = spec.kind() == Kind::Cancel;
    if is_cut && judgment.verdict == Verdict::Unrecognized {
        return if cancels { CUT_ADVICE } else { CUT_READING_ADVICE }.into();
    }
    let reads: &[_] = if cancels { &[] } else { &READING_ADVICE };
    let own = spec.advice.iter().chain(reads).find(|(verdict, _)| *verdict == judgment.verdict);
    Advice { meaning, general: own.map_or_else(|| judgment.verdict.advice(), |(_, text)| *text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::growth::assert_linear;

    fn body(text: &str) -> Body {
        Body::read(&Reply { body: text.into(), ..Reply::default() })
    }

    #[test]
    fn an_element_is_read_whatever_its_case_its_attributes_and_its_escapes() {
        for (xml, code) in [
            ("<Error><Code>AccessDenied</Code></Error>", Some("AccessDenied")),
            (
                "<?xml version='1.0'?>\n<Error><code a=\"1\"> AccessDenied\n</code></Error>",
                Some("AccessDenied"),
            ),
            ("<E><Code><![CDATA[a & <b>]]></Code></E>", Some("a & <b>")),
            ("<E><Code>&lt;&#39;&#x41;&amp;lt;&nbsp;&</Code></E>", Some("<'A&lt;&nbsp;&")),
            ("<E><Codes>1</Codes><Code>2</Code></E>", Some("2")),
            ("<E><Code></Code></E>", None),
            ("<E><Code /><Message>no</Message><Code>Y</Code></E>", Some("Y")),
            ("<E><Code>cut", None),
            ("<E><Codex>1</Codex></E>", None),
            ("<html><Code>1</Code></html>", None),
            ("plain <Code>1</Code>", None),
        ] {
            assert_eq!(body(xml).element("Code").as_deref(), code, "{xml}");
        }
    }

    #[test]
    fn the_time_it_takes_to_read_an_element_grows_with_the_body_alone() {
        for part in ["&", "<Code ", "<Code/>", "<Code></", "&amp", "<"] {
            assert_linear(part, |count| {
                let inner = part.repeat(count);
                body(&["<E><Code>", &inner, "</Code></E>"].concat()).element("Code");
                body(&["<E>", &inner, "<Message>x</Message></E>"].concat()).element("Message");
            });
        }
    }

    #[test]
    fn the_outermost_element_is_named_without_what_follows() {
        for (xml, name) in [
            ("<UnknownOperationException/>", Some("UnknownOperationException")),
            ("<?xml version=\"1.0\"?>\r\n<FooException\txmlns=\"x\">", Some("FooException")),
            ("<!DOCTYPE x>", None),
            ("{}", None),
        ] {
            assert_eq!(body(xml).root_element(), name, "{xml}");
        }
    }

    #[test]
    fn a_reply_that_broke_off_is_told_from_one_of_somebody_else() {
        let advice_of = |operation: &str, text: &str, body_error: Option<&str>| {
            let body_error = body_error.map(str::to_owned);
            let reply = Reply { status: 200, body: text.to_owned().into(), body_error, ..Reply::default() };
            interpret(&Value::from(operation), &reply).advice.to_string()
        };
        let advice = |text, body_error| advice_of("fsx:CancelDataRepositoryTask", text, body_error);
        let list = "fsx:DescribeDataRepositoryTasks";
        assert_eq!(advice_of(list, r#"{"DataRepositoryTasks":["#, None), CUT_READING_ADVICE);
        assert_eq!(advice(r#"{"Lifecycle":"CANC"#, None), CUT_ADVICE);
        assert_eq!(advice("", Some("the body could not be read to its end")), CUT_ADVICE);
        assert_ne!(advice("<html>a proxy</html>", None), CUT_ADVICE);
    }
}
