//! What to send now, for all call-offs that go to one host: those that are due, as many as the host takes, and the
//! status calls of several tasks in one request wherever the vendor has one for that.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::data::value::{Members, Value, serialize_as_value};
use crate::run::At;
use crate::run::host::HostState;
use crate::run::limits::ms;
use crate::run::siblings;
use crate::run::state::{Asking, CallOffState};

/// One request to send.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PlannedRequest {
    /// The call.
    pub call: Value,
    /// The states that it is for, by their place among those that were planned.
    pub states: Vec<usize>,
}

/// What to send now.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Planned {
    /// The requests.
    pub send: Vec<PlannedRequest>,
    /// What the host's states share from now on.
    pub host: HostState,
    /// When to plan again, in Unix milliseconds, where nothing is due before or the host's pace forbids more.
    pub wait_until: Option<u64>,
}

impl From<&PlannedRequest> for Value {
    fn from(request: &PlannedRequest) -> Self {
        let places = request.states.iter().map(|place| i64::try_from(*place).unwrap_or(i64::MAX));
        let mut members = Members::default();
        members.put("call", request.call.clone()).put("states", Self::list(places)).take()
    }
}

impl From<&Planned> for Value {
    fn from(planned: &Planned) -> Self {
        let mut members = Members::default();
        members.put("send", Self::list(&planned.send)).put("host", &planned.host);
        members.put_some("waitUntil", planned.wait_until.map(ms)).take()
    }
}

serialize_as_value!(PlannedRequest, Planned);

/// What to send now for these states, which all go to one host: at most `max` requests. States whose request is under
/// way must not be among them.
///
/// A status call that is due takes along as many other tasks as fit, also such as are not due yet: they cost nothing.
#[must_use]
pub fn plan_requests(states: &[CallOffState], mut host: HostState, at: At, max: usize) -> Planned {
    let order = in_order(states);
    let groups: Vec<Option<String>> = states.iter().map(CallOffState::group).collect();
    let mut taken = vec![false; states.len()];
    let mut send = Vec::new();
    // Operations for which the pace allows no more, and the earliest time at which anything is due or allowed.
    let mut blocked = Vec::new();
    let mut wait_until = u64::MAX;
    for (place, state) in order.iter().filter_map(|&place| Some((place, states.get(place)?))) {
        let operation = state.operation();
        if taken.get(place) != Some(&false) {
            continue;
        }
        // At its deadline, a task gets its last look.
        let is_last = state.deadline_at <= at.now;
        let deadline_at = if is_last { u64::MAX } else { state.deadline_at };
        if blocked.contains(&(operation, is_last)) {
            wait_until = wait_until.min(deadline_at);
            continue;
        }
        if state.due_at > at.now {
            wait_until = wait_until.min(state.due_at);
            continue;
        }
        if send.len() >= max {
            return Planned { send, host, wait_until: None };
        }
        if let Err(until) = host.take(operation, is_last, at.now) {
            wait_until = wait_until.min(until).min(deadline_at);
            blocked.push((operation, is_last));
            continue;
        }
        let Some(request) = request(states, &order, &groups, place, &taken) else { continue };
        for &place in &request.states {
            if let Some(taken) = taken.get_mut(place) {
                *taken = true;
            }
        }
        send.push(request);
    }
    Planned { send, host, wait_until: Some(wait_until).filter(|&until| until < u64::MAX) }
}

/// The places of the states that go on. Looks go first, since each of them may free the caller of many states; then
/// comes what was due first.
fn in_order(states: &[CallOffState]) -> Vec<usize> {
    let going_on = states.iter().enumerate().filter(|(_, state)| !state.is_done);
    // A heap sorts with less code than a sort, and this is WebAssembly.
    let mut heap: BinaryHeap<_> =
        going_on.map(|(place, state)| Reverse((state.asking == Asking::Call, state.due_at, place))).collect();
    std::iter::from_fn(|| heap.pop().map(|Reverse((_, _, place))| place)).collect()
}

/// The request for a state, with all others that fit, the first due first: those that have the same group.
fn request(
    states: &[CallOffState],
    order: &[usize],
    groups: &[Option<String>],
    place: usize,
    taken: &[bool],
) -> Option<PlannedRequest> {
    let state = states.get(place)?;
    let is_free = |other: usize| taken.get(other) == Some(&false);
    let group = groups.get(place)?;
    let is_like = |other: usize| group.is_some() && groups.get(other) == Some(group);
    // The one that is due must be among them, whatever else there is.
    let others = order.iter().copied().filter(|&other| other != place && is_free(other) && is_like(other));
    let joined = state.joined();
    let max = joined.map_or(1, |(_, together)| together.max);
    let places: Vec<usize> = [place].into_iter().chain(others).take(max).collect();
    let Some((own, together)) = joined.filter(|_| places.len() > 1) else {
        return Some(PlannedRequest { call: state.next()?, states: vec![place] });
    };
    let params: Vec<&Value> =
        places.iter().filter_map(|&place| states.get(place)?.call.get("params")).collect();
    let mut call = siblings::redirect(&state.call, together.operation, together.params(&params, own.id));
    if let Some(token) = &state.page {
        call = siblings::next_page(&call, token)?;
    }
    Some(PlannedRequest { call, states: places })
}
