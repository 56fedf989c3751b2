//! The exports that call-offs are driven by: each converts and delegates, nothing else.
#![allow(clippy::unnecessary_wraps)] // see `exports`

use wasm_bindgen::prelude::*;

use crate::data::json;
use crate::data::value::Value;
use crate::error::CalloffError;
use crate::js::exports::to_js;
use crate::js::random::new_nonce;
use crate::js::read::read;
use crate::js::reply::read_reply;
use crate::run::At;
use crate::run::begin;
use crate::run::host::HostState;
use crate::run::limits::{Limits, whole_ms};
use crate::run::plan;
use crate::run::siblings;
use crate::run::state::{CallOffState, Goal};
use crate::run::take;

fn thrown(error: &CalloffError) -> JsValue {
    to_js(error)
}

/// Begins to send a call, for the goal `end`, `answer` or `tasks`: its state.
///
/// # Errors
/// `{ code, message, findings }` when the call or a limit is invalid.
#[wasm_bindgen(js_name = beginCallOff)]
pub fn begin_call_off(
    call: &JsValue,
    limits: &JsValue,
    now: f64,
    random: f64,
    goal: &str,
) -> Result<JsValue, JsValue> {
    let limits = Limits::from_value(&read(limits)).map_err(|error| thrown(&error))?;
    let goal = Goal::from_name(goal).unwrap_or_default();
    let state = begin::begin(&read(call), goal, &limits, at(now, random), new_nonce)
        .map_err(|error| thrown(&error))?;
    Ok(to_js(&state))
}

/// What to send now for these states (a JSON array) and their host's: `{ send, host, waitUntil }`.
///
/// # Errors
/// `{ code, message, findings }` when a state or the host state is not one that calloff wrote.
#[wasm_bindgen(js_name = planRequests)]
pub fn plan_requests(states: &str, host: &str, now: f64, random: f64, max: f64) -> Result<JsValue, JsValue> {
    let states = read_states(states)?;
    let host = read_host(host)?;
    let max = usize::try_from(whole_ms(max)).unwrap_or(usize::MAX);
    Ok(to_js(&plan::plan_requests(&states, host, at(now, random), max)))
}

/// Takes a reply into the states that it is for: `{ states, outcome, host }`.
///
/// # Errors
/// `{ code, message, findings }` when a state or the host state is not one that calloff wrote.
#[wasm_bindgen(js_name = takeReply)]
pub fn take_reply(
    sent: &JsValue,
    states: &str,
    reply: &JsValue,
    host: &str,
    now: f64,
    random: f64,
) -> Result<JsValue, JsValue> {
    let states = read_states(states)?;
    let host = read_host(host)?;
    let reply = reply.is_object().then(|| read_reply(reply));
    Ok(to_js(&take::take_reply(&read(sent), states, reply.as_ref(), host, at(now, random))))
}

/// The host state to begin with, for at most so many requests a second.
///
/// # Errors
/// None.
#[wasm_bindgen(js_name = newHost)]
pub fn new_host(max_rate: f64) -> Result<JsValue, JsValue> {
    let host = HostState::default();
    Ok(to_js(&if max_rate.is_finite() { host.with_max_rate(max_rate) } else { host }))
}

/// The call for the next page of a list; null where there is none.
///
/// # Errors
/// None.
#[wasm_bindgen(js_name = nextPage)]
pub fn next_page(call: &JsValue, token: &str) -> Result<JsValue, JsValue> {
    Ok(siblings::next_page(&read(call), token).map_or(JsValue::NULL, to_js))
}

/// The cancel call for a task that a list showed.
///
/// # Errors
/// `{ code, message, findings }`.
#[wasm_bindgen(js_name = cancelCallFor)]
pub fn cancel_call_for(list: &JsValue, task: &JsValue) -> Result<JsValue, JsValue> {
    siblings::cancel_call_for(&read(list), &read(task)).map(to_js).map_err(|error| thrown(&error))
}

/// The call that tells what became of a cancel call's task.
///
/// # Errors
/// `{ code, message, findings }`.
#[wasm_bindgen(js_name = statusCallFor)]
pub fn status_call_for(cancel: &JsValue) -> Result<JsValue, JsValue> {
    siblings::status_call_for(&read(cancel)).map(to_js).map_err(|error| thrown(&error))
}

/// A random number that is none must not make a wait of nothing.
fn at(now: f64, random: f64) -> At {
    At { now: whole_ms(now), random: if random.is_nan() { 1.0 } else { random } }
}

/// States come as JSON text, which crosses the boundary at once; an object would cross it member by member.
fn read_json(text: &str) -> Value {
    json::read(text).unwrap_or(Value::Null)
}

fn read_states(text: &str) -> Result<Vec<CallOffState>, JsValue> {
    let states = read_json(text);
    states
        .items()
        .unwrap_or_default()
        .iter()
        .map(|state| CallOffState::try_from(state).map_err(|error| thrown(&error)))
        .collect()
}

fn read_host(text: &str) -> Result<HostState, JsValue> {
    HostState::try_from(&read_json(text)).map_err(|error| thrown(&error))
}
