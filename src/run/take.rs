//! Takes a reply into every call-off that it is for, and what it tells of the host.

use crate::data::value::{Members, Value, serialize_as_value};
use crate::http::reply::Reply;
use crate::interpret::interpret;
use crate::outcome::Outcome;
use crate::run::At;
use crate::run::host::HostState;
use crate::run::retry;
use crate::run::siblings;
use crate::run::state::{Asking, CallOffState};
use crate::run::step::{Payment, Step};
use crate::run::together;

/// What a reply came to.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Taken {
    /// The states, in the order in which they were given.
    pub states: Vec<CallOffState>,
    /// What the reply means.
    pub outcome: Outcome,
    /// What the host's states share from now on.
    pub host: HostState,
}

impl From<&Taken> for Value {
    fn from(taken: &Taken) -> Self {
        let mut members = Members::default();
        members.put("states", Self::list(&taken.states)).put("outcome", &taken.outcome);
        members.put("host", &taken.host).take()
    }
}

serialize_as_value!(Taken);

/// Takes the reply to a request into every state that it was for. `None` is a reply that never came, or a step that
/// was lost after sending: the request may have worked, and that is settled by asking.
#[must_use]
pub fn take_reply(
    sent: &Value,
    mut states: Vec<CallOffState>,
    reply: Option<&Reply>,
    mut host: HostState,
    at: At,
) -> Taken {
    let lost = || Reply { body_error: Some("no reply came".to_owned()), ..Reply::default() };
    let mut outcome = match reply {
        Some(reply) => interpret(sent, reply),
        None => interpret(sent, &lost()),
    };
    let throttled = retry::is_throttled(&outcome);
    // A reply that is no reason to try again may still say when to ask.
    let hint_ms = reply.and_then(|reply| reply.retry_after_ms(throttled));
    if outcome.http_status > 0 {
        host.learn(&outcome.operation, throttled, host_hint_ms(sent, &states, hint_ms), at.now);
    }
    let is_look = states.first().is_some_and(|state| state.asking == Asking::Status);
    // One request is paid for once, however many tasks it asks for.
    let mut payment = Payment::default();
    if outcome.ok {
        host.refund(states.iter().find_map(|state| state.cost));
    }
    if let [state] = states.as_mut_slice() {
        if !is_for(state, sent) {
            return Taken { states, outcome, host };
        }
        let is_shared = is_shared(sent, state);
        Step { state, at, host: &mut host, payment: &mut payment, is_shared, absent: 1, hint_ms }
            .take(&mut outcome);
    } else {
        // Each state sees the reply as one about its own task alone: the rest of the outcome is the same for all.
        let tasks = outcome.tasks.take().unwrap_or_default();
        let find = |state: &CallOffState| state.task_in(&tasks);
        let absent = states.iter().filter(|state| find(state).is_none()).count();
        let Outcome { verdict, ok, retryable, advice, .. } = outcome;
        for state in states.iter_mut().filter(|state| is_for(state, sent)) {
            outcome.tasks = Some(find(state).cloned().into_iter().collect());
            Step { state, at, host: &mut host, payment: &mut payment, is_shared: true, absent, hint_ms }
                .take(&mut outcome);
            (outcome.verdict, outcome.ok, outcome.retryable, outcome.advice) =
                (verdict, ok, retryable, advice);
            outcome.task = None;
        }
        outcome.tasks = ok.then_some(tasks);
    }
    if is_look && outcome.http_status > 0 {
        host.wound_down(states.iter().filter_map(|state| wound_down(state, outcome.ok, at.now)));
    }
    Taken { states, outcome, host }
}

/// How long the whole host is left alone: as long as the provider asks, but no longer than a retry would wait.
fn host_hint_ms(sent: &Value, states: &[CallOffState], hint_ms: Option<u64>) -> Option<u64> {
    let vendor = siblings::spec_of(sent).map(|spec| spec.service.vendor)?;
    let max = states.first().map_or(u64::MAX, |state| state.limits.max_delay_ms);
    hint_ms.map(|hint| hint.min(vendor.max_hint_ms.unwrap_or(max)))
}

/// How long ago the provider took a task's cancellation, and whether the task has ended by now.
fn wound_down(state: &CallOffState, was_seen: bool, now: u64) -> Option<(u64, bool)> {
    let is_over = state.asking == Asking::Parts || (state.is_done && state.final_state.is_some());
    let is_known = state.accepted_at > 0 && (is_over || was_seen && !state.is_done);
    is_known.then(|| (now.saturating_sub(state.accepted_at), is_over))
}

/// Whether a status call asks for more tasks than the state's own.
fn is_shared(sent: &Value, state: &CallOffState) -> bool {
    state.asking == Asking::Status && together::asks_for_others(&state.call, sent)
}

/// Whether a reply can be one to what the state asks: one to another call, come twice or late, tells it nothing.
fn is_for(state: &CallOffState, sent: &Value) -> bool {
    let sent = sent.get("operation").and_then(Value::as_str);
    let status = siblings::status_of(&state.call);
    match state.asking {
        Asking::Call => sent == state.call.get("operation").and_then(Value::as_str),
        Asking::Status => status.is_some_and(|status| {
            let together = status.together.as_ref().map(|together| together.operation);
            sent == Some(status.operation) || sent == together
        }),
        Asking::Parts => sent == status.and_then(|status| status.parts),
    }
}
