//! What to send now, for all call-offs that go to one host: those that are due, as many as the host takes, and the
//! status calls of several tasks in one request wherever the vendor has one for that.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::data::value::{Members, Value, serialize_as_value};
use crate::run::At;
use crate::run::host::HostState;
use crate::run::siblings;
use crate::run::state::{Asking, CallOffState};
use crate::run::together;

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
        let until = planned.wait_until.map(|at| i64::try_from(at).unwrap_or(i64::MAX));
        members.put_some("waitUntil", until).take()
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
    let is_due = |place: usize| states.get(place).is_some_and(|state| state.due_at <= at.now);
    let mut groups = Groups::new(states, &order, at.now);
    let mut taken = vec![false; states.len()];
    let mut send = Vec::new();
    let mut wait_until = None;
    for &place in order.iter().filter(|&&place| is_due(place)) {
        if taken.get(place) != Some(&false) {
            continue;
        }
        if send.len() >= max {
            return Planned { send, host, wait_until: None };
        }
        if let Err(until) = host.pace.take(at.now) {
            // The last look of a task at its deadline is not put off.
            let deadlines = order.iter().filter_map(|&place| Some(states.get(place)?.deadline_at));
            let next = deadlines.filter(|deadline| *deadline > at.now).min();
            if states.get(place).is_none_or(|state| state.deadline_at > at.now) {
                wait_until = Some(next.map_or(until, |deadline| until.min(deadline)));
                break;
            }
        }
        let Some(request) = groups.request(states, place, &taken) else { continue };
        for &place in &request.states {
            if let Some(taken) = taken.get_mut(place) {
                *taken = true;
            }
        }
        send.push(request);
    }
    if wait_until.is_none() {
        let rest = order.iter().filter(|&&place| taken.get(place) == Some(&false));
        wait_until = rest.filter_map(|&place| Some(states.get(place)?.due_at)).min();
    }
    Planned { send, host, wait_until }
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

/// The states that can be asked for together, by what is equal among them; the first due come first.
struct Groups(Vec<(String, Vec<usize>)>);

impl Groups {
    fn new(states: &[CallOffState], order: &[usize], now: u64) -> Self {
        let mut groups = Self(Vec::new());
        let is_due = |state: &CallOffState| state.due_at <= now && state.can_join();
        // Where no status call is due, there is nothing to join.
        if !states.iter().any(is_due) {
            return groups;
        }
        for &place in order {
            let Some(key) = states.get(place).and_then(CallOffState::group) else { continue };
            match groups.find(&key) {
                Some(group) => group.push(place),
                None => groups.0.push((key, vec![place])),
            }
        }
        groups
    }

    fn find(&mut self, key: &str) -> Option<&mut Vec<usize>> {
        self.0.iter_mut().find(|(known, _)| known == key).map(|(_, group)| group)
    }

    /// The request for a state, with all others that fit.
    fn request(&mut self, states: &[CallOffState], place: usize, taken: &[bool]) -> Option<PlannedRequest> {
        let state = states.get(place)?;
        let alone = |state: &CallOffState| Some(PlannedRequest { call: state.next()?, states: vec![place] });
        let Some((call, together)) = together::of(&state.call).filter(|_| state.can_join()) else {
            return alone(state);
        };
        let group = self.find(&state.group()?)?;
        group.retain(|&other| taken.get(other) == Some(&false));
        // The one that is due must be among them, whatever else there is.
        let others = group.iter().copied().filter(|&other| other != place);
        let places: Vec<usize> = [place].into_iter().chain(others).take(together.max).collect();
        if places.len() < 2 {
            return alone(state);
        }
        let params: Vec<&Value> =
            places.iter().filter_map(|&place| states.get(place)?.call.get("params")).collect();
        let call = siblings::redirect(&state.call, together.operation, together.params(&params, call.id));
        Some(PlannedRequest { call, states: places })
    }
}
