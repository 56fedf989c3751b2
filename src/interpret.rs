//! What a reply means: from status, headers and body to one verdict.

use std::borrow::Cow;

use crate::data::value::Value;
use crate::http::reply::{Body, Reply};
use crate::outcome::task::{TaskState, TaskView};
use crate::outcome::{Advice, Outcome, Verdict};
use crate::providers;
use crate::spec::answer::{Answer, CancelAnswer, ErrorParts};
use crate::spec::error::{ErrorSpec, Judgment, Rule};
use crate::spec::operation::{Kind, OperationSpec};
use crate::spec::paging::Paging;
use crate::spec::task::TaskShape;
use crate::text::mask::mask;
use crate::text::{search, timestamp};

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
    let judgment = Reading { spec, params, reply, body: &body, parts: &parts }.judge(outcome);
    let Judgment { verdict, retryable, .. } = judgment;
    outcome.operation = spec.id.into();
    outcome.verdict = verdict;
    outcome.ok = verdict.is_ok();
    outcome.retryable = retryable;
    // A hint to try again would contradict that it is settled.
    outcome.retry_after_ms = reply.retry_after_ms(verdict == Verdict::Throttled).filter(|_| retryable);
    if verdict == Verdict::ClockSkew {
        let told = || timestamp::server_time_in(parts.message.as_deref()?);
        let element = || timestamp::moments(&body.element("ServerTime")?).0;
        outcome.server_time = outcome.server_time.or_else(told).or_else(element);
    }
    outcome.advice = advice(spec, judgment, outcome.server_time.is_some());
    outcome.code = parts.code;
    outcome.message = parts.message;
    outcome.request_id = parts.request_id;
    outcome.docs = parts.docs.map_or(spec.docs.into(), Cow::Owned);
}

/// A reply to a call, with all that was read of it.
struct Reading<'a> {
    spec: &'static OperationSpec,
    params: Option<&'a Value>,
    reply: &'a Reply<'a>,
    body: &'a Body,
    parts: &'a ErrorParts,
}

impl Reading<'_> {
    /// A status that says it all decides first, then the provider's code, then whether the reply is the provider's at
    /// all, and last any other status. What a success tells of tasks goes into the outcome.
    fn judge(&self, outcome: &mut Outcome) -> Judgment {
        let Self { spec, reply, body, parts, .. } = *self;
        let status = reply.status;
        let coded = self.by_words();
        if let Some(judgment) = by_status_alone(status) {
            return coded.filter(|coded| coded.verdict == judgment.verdict).unwrap_or(judgment);
        }
        // What another address says is not the provider's word; what it says itself tells more than the status.
        if coded.is_none() && reply.is_redirect() {
            return REDIRECTED;
        }
        if is_event(body) {
            return self.not_theirs();
        }
        if let Some(judgment) = coded {
            return judgment;
        }
        let is_marked = spec.service.vendor.marks.are_in(reply, body);
        let read = if reply.is_success() && parts.code.is_none() {
            match &spec.answer {
                Answer::Cancel(answer) => self.read_cancel(answer, is_marked, outcome),
                Answer::Task(shape) => self.read_task(shape, is_marked, outcome),
                Answer::Tasks(shape, path, paging) => {
                    self.read_tasks(shape, path, *paging, is_marked, outcome)
                }
            }
        } else {
            // Where a status is all there is, nothing speaks against the provider; but a 404 is what any server says.
            let is_bare = *body == Body::Empty && reply.headers.is_empty() && status != 404;
            let is_theirs = is_marked || parts.request_id.is_some() || parts.is_own || is_bare;
            let is_readable = parts.code.is_some() || *body == Body::Empty || body.object().is_some();
            by_status(status).filter(|_| is_readable && (is_theirs || is_fault(status))).map(Into::into)
        };
        read.unwrap_or_else(|| self.not_theirs())
    }

    /// What the provider's own words mean, where anything but the status tells.
    fn by_words(&self) -> Option<Judgment> {
        let Self { spec, reply, body, parts, .. } = *self;
        let coded = parts.code.as_deref().and_then(|code| self.by_code(code));
        match (spec.service.vendor.judge)(parts, reply, body) {
            Some(verdict) => coded.filter(|coded| coded.verdict == verdict).or_else(|| Some(verdict.into())),
            None => coded,
        }
    }

    fn by_code(&self, code: &str) -> Option<Judgment> {
        let Self { spec, reply, parts, .. } = *self;
        let vendor = spec.service.vendor;
        let message = parts.message.as_deref().unwrap_or_default();
        let bare = (vendor.bare_code)(code);
        let rule = |with_word: bool| {
            let fits = |rule: &&Rule| {
                rule.word.is_empty() != with_word
                    && rule.is_for(bare)
                    && (!with_word
                        || search::contains_ignore_case(code, rule.word)
                        || search::contains_ignore_case(message, rule.word))
            };
            vendor.rules.iter().find(fits).map(|rule| rule.judgment)
        };
        let documented = || spec.error(code, reply.status).map(ErrorSpec::judgment);
        rule(true).or_else(documented).or_else(|| rule(false))
    }

    /// A reply of somebody else, or one that broke off.
    #[cold]
    fn not_theirs(&self) -> Judgment {
        let Self { reply, body, .. } = *self;
        let retryable = reply.is_success() || is_fault(reply.status);
        let judgment = if reply.body_error.is_none() && !body.is_cut() {
            Verdict::Unrecognized.into()
        } else if reply.status == 0 {
            return Judgment::new(Verdict::ProviderFault, "No reply came.", "");
        } else {
            let [_, act] = Verdict::ProviderFault.words(self.spec.kind() == Kind::Cancel);
            let act = if retryable { act } else { "Check the connection and any proxy in between." };
            Judgment::new(Verdict::Unrecognized, "The reply broke off.", act)
        };
        Judgment { retryable, ..judgment }
    }

    /// The answer of a cancel call. What has members that are not the operation's may be some other server's, or
    /// the answer to another call.
    fn read_cancel(&self, answer: &CancelAnswer, is_marked: bool, outcome: &mut Outcome) -> Option<Judgment> {
        let Self { params, reply, body, .. } = *self;
        let is_set = |name| params.and_then(|params| params.get(name)) == Some(&Value::Bool(true));
        let verdict =
            if answer.dry_run.is_some_and(is_set) { Verdict::DryRunPassed } else { Verdict::Accepted };
        let may_be_bare = is_marked || reply.status == answer.status;
        if *body == Body::Empty {
            return (answer.may_be_empty && may_be_bare).then(|| verdict.into());
        }
        let object = body.object()?;
        let entries = object.entries()?;
        let ids = answer.task.map_or(&[][..], |shape| shape.id);
        let is_known = |name: &str| {
            // The state's first name is the API's own.
            ids.contains(&name)
                || answer.state.first() == Some(&name)
                || name == self.spec.service.vendor.marks.member
        };
        let known = entries.iter().filter(|(name, _)| is_known(name)).count();
        let is_theirs = known > 0 || is_marked || may_be_bare && entries.is_empty();
        if !is_theirs || known < entries.len() && self.is_siblings(object) {
            return None;
        }
        let Some(shape) = answer.task else { return Some(verdict.into()) };
        let state = object.text(answer.state);
        let id = object.text(shape.id);
        let is_another = self.is_another(id.as_deref());
        let id = id.or_else(|| params?.text(shape.id).filter(|_| state.is_some()));
        let task = id.map(|id| shape.view(id, state.unwrap_or_default()));
        let state = task.as_ref().map(|task| task.state);
        outcome.task = task;
        if is_another {
            return Some(ABOUT_ANOTHER);
        }
        Some(Judgment::from(match state {
            Some(TaskState::Canceled) => Verdict::Canceled,
            Some(TaskState::Succeeded | TaskState::Failed) => Verdict::AlreadyEnded,
            _ => verdict,
        }))
    }

    /// Whether an object has what only the operations that look at tasks tell. A state alone may be new.
    #[cold]
    fn is_siblings(&self, object: &Value) -> bool {
        let status = self.spec.status.as_ref().map(|status| status.operation);
        let tells = |task: TaskView| task.kind.is_some() || task.created_at.is_some();
        [self.spec.list, status].into_iter().flatten().filter_map(providers::find).any(|spec| {
            match spec.answer {
                Answer::Tasks(_, [first, ..], _) => object.get(first).is_some(),
                Answer::Task(shape) => shape.read(object, None).is_some_and(tells),
                _ => false,
            }
        })
    }

    /// Whether this is the id of another task than the one that was asked for.
    fn is_another(&self, id: Option<&str>) -> bool {
        let Self { spec, params, .. } = *self;
        let param = spec.status.as_ref().map(|status| status.id).or_else(|| spec.cancel.as_ref()?.id);
        let asked = || params?.get(param?)?.as_str();
        id.is_some_and(|id| asked().is_some_and(|asked| asked != id))
    }

    /// The answer of a status call.
    fn read_task(&self, shape: &TaskShape, is_marked: bool, outcome: &mut Outcome) -> Option<Judgment> {
        let task = shape.read(self.body.object()?, self.params)?;
        // An id may stand in any object.
        if !is_marked && task.state == TaskState::Unknown {
            return None;
        }
        let is_another = self.is_another(Some(&task.id));
        outcome.task = Some(task);
        Some(if is_another { ABOUT_ANOTHER } else { Verdict::Ok.into() })
    }

    /// The answer of a list call: what is no task is left out.
    fn read_tasks(
        &self,
        shape: &TaskShape,
        path: &[&str],
        paging: Paging,
        is_marked: bool,
        outcome: &mut Outcome,
    ) -> Option<Judgment> {
        let Self { params, body, .. } = *self;
        let body = body.object()?;
        let (items, is_there) =
            list_in(body, path, [self.spec.service.vendor.marks.member, paging.member()])?;
        let tasks: Vec<TaskView> = items.iter().filter_map(|item| shape.read(item, params)).collect();
        // `{}` may be anybody's, and so may a list of something else.
        if !is_marked && (!is_there || tasks.is_empty() && !items.is_empty()) {
            return None;
        }
        outcome.next_token = paging.next(body, params, items.len());
        outcome.is_whole = is_there && tasks.len() == items.len();
        outcome.tasks = Some(tasks);
        Some(Verdict::Ok.into())
    }
}

/// Asking for the right task tells more than the same call once more would.
const ABOUT_ANOTHER: Judgment = Judgment::new(
    Verdict::Unrecognized,
    "This reply is about another task than the one that was asked for.",
    "",
);

/// The array that the keys lead to, and whether it is there: an empty one may be left out, where nothing stands
/// in its place that no list has. `None` when this is some other reply.
fn list_in<'a>(body: &'a Value, path: &[&str], others: [&str; 2]) -> Option<(&'a [Value], bool)> {
    let is_absent = |value: Option<&Value>| matches!(value, None | Some(Value::Null));
    let mut at = body;
    for key in path {
        match at.get(key) {
            found if is_absent(found) => {
                let mut keys = at.entries()?.iter().map(|(name, _)| name.as_str());
                return keys.all(|name| name == *key || others.contains(&name)).then_some((&[], false));
            }
            found => at = found?,
        }
    }
    Some((at.items()?, true))
}

/// An entry of an audit log has the operation's name and members, and is no reply to it.
fn is_event(body: &Body) -> bool {
    body.object().is_some_and(|object| {
        ["eventName", "trace_name"]
            .iter()
            .any(|name| object.get(name).is_some_and(|name| name.as_str().is_some()))
    })
}

const REDIRECTED: Judgment = Judgment::new(
    Verdict::Unrecognized,
    "The request was redirected to another address, which is not followed: what is signed for one goes to no other.",
    "Correct the endpoint, or the proxy in between that redirects.",
);

/// Statuses that say it all, whatever the body, and whoever sent it.
fn by_status_alone(status: u16) -> Option<Judgment> {
    let (verdict, cause, act) = match status {
        407 | 511 => (
            Verdict::Unrecognized,
            "A proxy or network in between wants a login of its own, and the call did not reach the provider.",
            "Log in there, then send it again.",
        ),
        429 => (Verdict::Throttled, "", ""),
        501 => (
            Verdict::Unsupported,
            "The endpoint does not have this operation.",
            "Check the endpoint and the region.",
        ),
        _ => return None,
    };
    Some(Judgment::new(verdict, cause, act))
}

/// Whether a status is a passing fault, of the provider or of what is in between.
fn is_fault(status: u16) -> bool {
    matches!(status, 408 | 500..=599)
}

/// What a status of the provider means when no code is known.
fn by_status(status: u16) -> Option<Verdict> {
    Some(match status {
        401 => Verdict::Unauthenticated,
        403 => Verdict::Forbidden,
        404 => Verdict::NotFound,
        405 => Verdict::Unsupported,
        409 => Verdict::Conflict,
        408 | 500..=510 => Verdict::ProviderFault,
        // 494, headers that are too large, is nginx's word, and of Huawei's gateway, too.
        400..=431 | 451 | 494 => Verdict::InvalidRequest,
        // What servers in between made up for themselves, such as nginx's 499.
        _ => return None,
    })
}

fn advice(spec: &OperationSpec, judgment: Judgment, has_server_time: bool) -> Advice {
    let Judgment { verdict, retryable, mut cause, mut act } = judgment;
    let [what, then] = verdict.words(spec.kind() == Kind::Cancel);
    if cause.is_empty() {
        cause = what;
    }
    let mut permission = "";
    if act.is_empty() {
        if verdict == Verdict::Forbidden {
            permission = spec.permission;
        }
        let own = spec.advice.iter().find(|(known, _)| *known == verdict);
        act = match (verdict, own) {
            (Verdict::Conflict, _) if retryable => "Wait until that is over, then send the same call again.",
            (Verdict::ClockSkew, _) if has_server_time => {
                "Correct this machine's clock, or sign with the time of the provider (serverTime), and send it again."
            }
            (_, Some((_, own))) => own,
            _ => then,
        };
    }
    Advice { cause, act, permission }
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
        let cut_list = advice_of(list, r#"{"DataRepositoryTasks":["#, None);
        assert_eq!(cut_list, "The reply broke off. The call only reads: send it again.");
        let is_cut = |text, body_error| advice(text, body_error).starts_with("The reply broke off.");
        for text in [r#"{"Lifecycle":"CANC"#, r#"{"Lifecycle""#, r#"{"a":[{"b":1}"#] {
            assert!(is_cut(text, None), "{text}");
        }
        assert!(is_cut("", Some("the body could not be read to its end")));
        for text in ["<html>a proxy", "{'Lifecycle': 1}", "{}}", "[a proxy]", "no healthy upstream"] {
            assert!(!is_cut(text, None), "{text}");
        }
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
            for operation in ["fsx:CancelDataRepositoryTask", "fsx:DescribeDataRepositoryTasks"] {
                let outcome = interpret(&Value::from(operation), &reply);
                assert_eq!(outcome.verdict, Verdict::Unrecognized, "{reply:?}");
                assert!(!outcome.retryable && outcome.code.is_none(), "{reply:?}");
                assert_eq!(outcome.message, reply.body_error, "{reply:?}");
                assert_eq!(outcome.advice.cause, REDIRECTED.cause, "{reply:?}");
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
