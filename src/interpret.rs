//! What a reply means: from status, headers and body to one verdict.

use std::borrow::Cow;

use crate::data::value::Value;
use crate::http::reply::{Body, Reply};
use crate::outcome::task::{TaskState, TaskView};
use crate::outcome::{Advice, Outcome, Verdict};
use crate::providers;
use crate::spec::answer::{Answer, CancelAnswer, ErrorParts};
use crate::spec::error::{ErrorSpec, Judgment};
use crate::spec::operation::{Kind, OperationSpec};
use crate::spec::paging::Paging;
use crate::spec::task::TaskShape;
use crate::text::mask::mask;

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
    let mut outcome = Outcome {
        http_status: reply.status,
        retry_after_ms: reply.retry_after_ms(),
        server_time: reply.server_time(),
        advice: "The operation is not one of calloff's, so the reply cannot be read.".into(),
        ..Outcome::default()
    };
    match providers::find(id) {
        Some(spec) => read(spec, params, reply, &mut outcome),
        None => outcome.operation = id.to_owned().into(),
    }
    outcome
}

/// Reads a reply to this operation.
fn read(spec: &'static OperationSpec, params: Option<&Value>, reply: &Reply, outcome: &mut Outcome) {
    let body = Body::read(reply);
    // What another address says is not the provider's word.
    let mut parts = if reply.redirected {
        ErrorParts::default()
    } else {
        (spec.service.vendor.read_error)(spec.service.protocol, reply, &body)
    };
    // Masked before anything else looks at it: an echoed request says nothing about the error.
    parts.message = parts.message.or_else(|| reply.body_error.clone()).map(|message| mask(&message));
    let (judgment, meaning, success) = judge(spec, params, reply, &body, &parts);
    outcome.operation = spec.id.into();
    outcome.verdict = judgment.verdict;
    outcome.ok = judgment.verdict.is_ok();
    outcome.retryable = judgment.retryable;
    if let Some(success) = success {
        outcome.task = success.task;
        outcome.tasks = success.tasks;
        outcome.next_token = success.next_token;
        outcome.is_whole = success.is_whole;
    }
    let lost = if reply.is_redirect() {
        Some(REDIRECT_ADVICE)
    } else {
        (reply.body_error.is_some() || body.is_cut()).then_some(CUT_ADVICE)
    };
    outcome.advice = advice(spec, judgment, meaning, lost);
    outcome.code = parts.code;
    outcome.message = parts.message;
    outcome.request_id = parts.request_id;
    outcome.docs = parts.docs.map_or(spec.docs.into(), Cow::Owned);
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
        let judgment = (spec.service.vendor.judge)(code, message, body, documented.map(ErrorSpec::judgment))
            .or_else(|| by_name(code))
            .unwrap_or_else(|| by_status(reply.status));
        let meaning = documented.filter(|entry| entry.verdict == judgment.verdict).map(|entry| entry.meaning);
        return (judgment, meaning, None);
    }
    if reply.is_redirect() {
        return (Verdict::Unrecognized.into(), None, None);
    }
    if reply.status == 0 && reply.body_error.is_some() {
        return (Verdict::ProviderFault.into(), None, None);
    }
    let not_theirs = Judgment {
        verdict: Verdict::Unrecognized,
        retryable: matches!(reply.status, 200..=299 | 408 | 429 | 500..=599),
    };
    if reply.is_success() {
        let success = match &spec.answer {
            Answer::Cancel(answer) => read_cancel(answer, params, body, parts.request_id.is_some()),
            Answer::Task(shape) => read_task(shape, params, body),
            Answer::Tasks(shape, path, paging) => read_tasks(shape, path, *paging, params, body),
        };
        let judgment = success.as_ref().map_or(not_theirs, |success| success.verdict.into());
        return (judgment, None, success);
    }
    // Providers name what they did not find: a 404 with neither a code nor a request id is some other server's.
    let is_theirs = reply.status != 404 || parts.request_id.is_some();
    if is_theirs && (matches!(body, Body::Empty) || body.object().is_some()) {
        (by_status(reply.status), None, None)
    } else {
        (not_theirs, None, None)
    }
}

/// What a provider says in a reply without an error.
struct Success {
    verdict: Verdict,
    task: Option<TaskView>,
    tasks: Option<Vec<TaskView>>,
    next_token: Option<String>,
    is_whole: bool,
}

impl Success {
    /// What a cancel or status call says.
    fn new(verdict: Verdict, task: Option<TaskView>) -> Self {
        Self { verdict, task, tasks: None, next_token: None, is_whole: false }
    }
}

/// The answer of a cancel call. An object is some other server's when it has members, but none of the operation's,
/// and the reply has no request id.
fn read_cancel(
    answer: &CancelAnswer,
    params: Option<&Value>,
    body: &Body,
    has_request_id: bool,
) -> Option<Success> {
    let is_set = |name| params.and_then(|params| params.get(name)) == Some(&Value::Bool(true));
    let verdict = if answer.dry_run.is_some_and(is_set) { Verdict::DryRunPassed } else { Verdict::Accepted };
    if answer.may_be_empty && *body == Body::Empty {
        return Some(Success::new(verdict, None));
    }
    let object = body.object()?;
    let ids = answer.task.map_or(&[][..], |shape| shape.id);
    let is_known = |(name, _): &(String, Value)| ids.iter().chain(answer.state).any(|known| known == name);
    let entries = object.entries()?;
    if !(has_request_id || entries.is_empty() || entries.iter().any(is_known)) {
        return None;
    }
    let Some(shape) = answer.task else { return Some(Success::new(verdict, None)) };
    let state = object.text(answer.state);
    let id = object.text(shape.id).or_else(|| params?.text(shape.id).filter(|_| state.is_some()));
    let task = id.map(|id| shape.view(id, state.unwrap_or_default()));
    let verdict = match task.as_ref().map(|task| task.state) {
        Some(TaskState::Canceled) => Verdict::Canceled,
        Some(TaskState::Succeeded | TaskState::Failed) => Verdict::AlreadyEnded,
        _ => verdict,
    };
    Some(Success::new(verdict, task))
}

/// The answer of a status call.
fn read_task(shape: &TaskShape, params: Option<&Value>, body: &Body) -> Option<Success> {
    let task = shape.read(body.object()?, params)?;
    Some(Success::new(Verdict::Ok, Some(task)))
}

/// The answer of a list call. Items that are not tasks are left out.
fn read_tasks(
    shape: &TaskShape,
    path: &[&str],
    paging: Paging,
    params: Option<&Value>,
    body: &Body,
) -> Option<Success> {
    let body = body.object()?;
    let (items, is_there) = list_in(body, path, paging)?;
    let tasks: Vec<TaskView> = items.iter().filter_map(|item| shape.read(item, params)).collect();
    let next_token = paging.next(body, params, items.len());
    let is_whole = is_there && tasks.len() == items.len();
    Some(Success { verdict: Verdict::Ok, task: None, tasks: Some(tasks), next_token, is_whole })
}

/// The array that the keys lead to, and whether it is there. A reply may leave out an empty array if it has no
/// members but those that every such list may have; `None` when this is some other reply.
fn list_in<'a>(body: &'a Value, path: &[&str], paging: Paging) -> Option<(&'a [Value], bool)> {
    let is_absent = |value: Option<&Value>| matches!(value, None | Some(Value::Null));
    let mut at = body;
    for key in path {
        match at.get(key) {
            found if is_absent(found) => {
                let known = ["RequestId", paging.member(), key];
                let mut keys = at.entries()?.iter().map(|(name, _)| name.as_str());
                return keys.all(|name| known.contains(&name)).then_some((&[], false));
            }
            found => at = found?,
        }
    }
    Some((at.items()?, true))
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

/// What to do next after a cancel call, and after one that only reads, where the reply itself tells nothing.
struct LostAdvice {
    cancel: &'static str,
    reading: &'static str,
}

/// The reply broke off, as far as one can see.
const CUT_ADVICE: LostAdvice = LostAdvice {
    cancel: "The reply broke off, so what became of the call is unknown. Ask for the task's status; sending the same call again is safe.",
    reading: "The reply broke off. The call only reads: send it again.",
};

const REDIRECT_ADVICE: LostAdvice = LostAdvice {
    cancel: "The request was redirected to another address, so whether the task was canceled is unknown. Check the endpoint and any proxy in between, then ask for the task's status.",
    reading: "The request was redirected to another address. Check the endpoint and any proxy in between, then ask again.",
};

fn advice(
    spec: &OperationSpec,
    judgment: Judgment,
    meaning: Option<&'static str>,
    lost: Option<LostAdvice>,
) -> Advice {
    let cancels = spec.kind() == Kind::Cancel;
    if let Some(LostAdvice { cancel, reading }) = lost.filter(|_| judgment.verdict == Verdict::Unrecognized) {
        return if cancels { cancel } else { reading }.into();
    }
    let reads: &[_] = if cancels { &[] } else { &READING_ADVICE };
    let own = spec.advice.iter().chain(reads).find(|(verdict, _)| *verdict == judgment.verdict);
    Advice { meaning, general: own.map_or_else(|| judgment.verdict.advice(), |(_, text)| *text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::made_up;

    #[test]
    fn a_provider_may_look_at_the_whole_body_to_judge_an_error() {
        let spec = made_up::find("transfer:Cancel").unwrap();
        let verdict = |body: &'static str| {
            let mut outcome = Outcome::default();
            read(spec, None, &Reply { status: 400, body: body.into(), ..Reply::default() }, &mut outcome);
            outcome.verdict
        };
        assert_eq!(verdict(r#"{"code":"BadRequest"}"#), Verdict::InvalidRequest);
        assert_eq!(verdict(r#"{"code":"BadRequest","reason":"ENDED"}"#), Verdict::AlreadyEnded);
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
        assert_eq!(advice_of(list, r#"{"DataRepositoryTasks":["#, None), CUT_ADVICE.reading);
        assert_eq!(advice(r#"{"Lifecycle":"CANC"#, None), CUT_ADVICE.cancel);
        assert_eq!(advice("", Some("the body could not be read to its end")), CUT_ADVICE.cancel);
        assert_ne!(advice("<html>a proxy</html>", None), CUT_ADVICE.cancel);
    }

    #[test]
    fn a_redirect_is_called_one_and_what_another_address_says_is_not_believed() {
        let reply = |status, redirected, body: &'static str| Reply {
            status,
            redirected,
            body: body.into(),
            body_error: redirected.then(|| "redirected".to_owned()),
            ..Reply::default()
        };
        for reply in [
            reply(302, false, ""),
            reply(307, false, "<html>moved</html>"),
            // What a browser shows of a redirect.
            reply(0, true, ""),
            reply(200, true, r#"{"Lifecycle":"CANCELING","TaskId":"task-1"}"#),
            Reply { body_error: None, ..reply(400, true, r#"{"__type":"DataRepositoryTaskEnded"}"#) },
        ] {
            for (operation, advice) in [
                ("fsx:CancelDataRepositoryTask", REDIRECT_ADVICE.cancel),
                ("fsx:DescribeDataRepositoryTasks", REDIRECT_ADVICE.reading),
            ] {
                let outcome = interpret(&Value::from(operation), &reply);
                assert_eq!(outcome.verdict, Verdict::Unrecognized, "{reply:?}");
                assert!(!outcome.retryable && outcome.code.is_none(), "{reply:?}");
                assert_eq!(outcome.message, reply.body_error, "{reply:?}");
                assert_eq!(outcome.advice.to_string(), advice, "{reply:?}");
            }
        }
        // A code tells more than a status.
        let code = interpret(
            &Value::from("fsx:CancelDataRepositoryTask"),
            &reply(307, false, r#"{"__type":"ThrottlingException"}"#),
        );
        assert_eq!(code.verdict, Verdict::Throttled);
    }
}
