//! What the WebAssembly exports: each function converts and delegates, nothing else.
//!
//! What calls back into JavaScript returns a `Result`, also where it cannot fail: V8 inlines functions of
//! a single result into their callers, and V8 11 crashes when it then has to undo that.
#![allow(clippy::unnecessary_wraps)]

use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::Request;

use crate::data::value::Members;
use crate::http::reply::READ_HEADERS;
use crate::http::request::{Signing, UnsignedRequest};
use crate::interpret::interpret_parts;
use crate::js::held;
use crate::js::plain::{self, Reader};
use crate::js::random::new_nonce;
use crate::js::read::{get, read};
use crate::js::reply::{read_reply, to_status};
use crate::js::request::{read_options, read_request, to_platform};
use crate::providers;
use crate::spec::operation::Kind;
use crate::{Call, Credentials, Goal, Host, Moment, Plan, Reply, Run, SignOptions, SignedRequest, Value};

#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Every finding for a call; anything at all may be given.
///
/// # Errors
/// None.
#[wasm_bindgen]
pub fn validate(call: &JsValue) -> Result<JsValue, JsValue> {
    Ok(to_js(Value::list(&crate::validate(&read(call)))))
}

/// The request of a call, unsigned.
///
/// # Errors
/// `{ code, message, findings }` when the call is invalid.
#[wasm_bindgen]
pub fn build(call: &JsValue) -> Result<JsValue, JsValue> {
    let call = Call::new(&read(call)).map_err(|error| to_js(&error))?;
    Ok(to_js(&call.build()))
}

/// Any request of the three schemes, signed.
///
/// # Errors
/// `{ code, message, findings }`.
#[wasm_bindgen]
pub fn sign(request: &JsValue, credentials: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    let request = read_request(request).map_err(|error| to_js(&error))?;
    sign_request(request, credentials, options).map(|signed| to_js(&signed))
}

/// Check, build and sign in one crossing.
///
/// # Errors
/// `{ code, message, findings }`.
#[wasm_bindgen]
pub fn prepare(call: &JsValue, credentials: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    prepare_request(call, credentials, options).map(|signed| to_js(&signed))
}

/// [`prepare`] as a standard `Request`.
///
/// # Errors
/// `{ code, message, findings }`.
#[wasm_bindgen(js_name = toRequest)]
pub fn to_request(call: &JsValue, credentials: &JsValue, options: &JsValue) -> Result<Request, JsValue> {
    to_platform(&prepare_request(call, credentials, options)?.http).map_err(|error| to_js(&error))
}

/// Keeps credentials of strings alone, names and values with a NUL behind each, and gives their number. Undefined when
/// they are anything else or not in order: then [`prepare`] itself tells what is wrong.
#[wasm_bindgen]
#[must_use]
pub fn hold(text: &[u8], count: u32) -> Option<u32> {
    let mut reader = Reader::new(text)?;
    let credentials = Credentials::new(reader.object(count)?).ok()?;
    reader.rest()?;
    held::hold(credentials)
}

/// Wipes credentials that are held.
#[wasm_bindgen]
pub fn forget(number: u32) {
    held::forget(number);
}

/// [`prepare`] for a call of strings alone and credentials that are held, as one text; see `plain`. Undefined when
/// they are anything else or not in order: then [`prepare`] itself tells what is wrong.
#[wasm_bindgen(js_name = preparePlain)]
#[must_use]
pub fn prepare_plain(text: &[u8], strings: u32, params: u32, credentials: u32, now: f64) -> Option<String> {
    let mut reader = Reader::new(text)?;
    let call = Call::new(&reader.call(strings, params)?).ok()?;
    reader.rest()?;
    let request = call.build();
    let nonce = if request.signing == Signing::Acs3 { new_nonce().ok()? } else { String::new() };
    let options = SignOptions { now_ms: now, nonce: &nonce, trace: false };
    let signed = held::with_held(credentials, |credentials| crate::sign(request, credentials, &options))?;
    Some(plain::write_request(&signed.ok()?))
}

/// [`interpret`] for a call and headers of strings alone, as one text; see `plain`. Undefined when
/// they are anything else.
#[wasm_bindgen(js_name = interpretPlain)]
#[must_use]
pub fn interpret_plain(text: &[u8], strings: u32, params: u32, headers: u32, status: f64) -> Option<String> {
    let mut reader = Reader::new(text)?;
    let call = reader.pairs(strings, |name, value| (name, value))?;
    let id = call.iter().find(|(name, _)| *name == "operation").map_or("", |(_, id)| id);
    // What the others tell does not fit.
    providers::find(id).filter(|spec| spec.kind() == Kind::Cancel)?;
    let params = reader.object(params)?;
    let headers = reader.pairs(headers, |name, value| (name.into(), value.into()))?;
    let body = reader.rest()?.into();
    let reply = Reply { status: to_status(status), headers, body, ..Reply::default() };
    plain::write_outcome(&interpret_parts(id, Some(&params), &reply))
}

/// The advice and the link of a number; see `plain`.
#[wasm_bindgen]
#[must_use]
pub fn words(number: usize) -> Option<String> {
    plain::words(number)
}

/// The names of the reply headers that are read, with commas between them.
#[wasm_bindgen(js_name = readHeaders)]
#[must_use]
pub fn read_headers() -> String {
    READ_HEADERS.join(",")
}

/// What a reply means; anything at all may be given.
///
/// # Errors
/// None.
#[wasm_bindgen]
pub fn interpret(call: &JsValue, reply: &JsValue) -> Result<JsValue, JsValue> {
    Ok(to_js(&crate::interpret(&read(call), &read_reply(reply))))
}

/// Begins a run, see `run`: `{ run, call, timeoutMs, deadlineMs }`. The plan holds its fields by name, the goal as
/// `answer`, `tasks` or `end`.
///
/// # Errors
/// `{ code, message, findings }` when the call or the plan is invalid.
#[wasm_bindgen]
pub fn begin(call: &JsValue, plan: &JsValue) -> Result<JsValue, JsValue> {
    // What is no number fails the plan's own checks.
    let number = |key, default: f64| {
        let value = get(plan, key);
        if value.is_undefined() { default } else { value.as_f64().unwrap_or(f64::NAN) }
    };
    let optional = |key| (!get(plan, key).is_undefined()).then(|| number(key, f64::NAN));
    let default = Plan::default();
    let plan = Plan {
        max_attempts: number("maxAttempts", default.max_attempts),
        max_delay_ms: number("maxDelayMs", default.max_delay_ms),
        renewable: get(plan, "renewable").is_truthy(),
        goal: match get(plan, "goal").as_string().as_deref() {
            Some("end") => Goal::End,
            Some("tasks") => Goal::Tasks,
            _ => Goal::Answer,
        },
        timeout_ms: number("timeoutMs", default.timeout_ms),
        deadline_ms: number("deadlineMs", default.deadline_ms),
        poll_ms: optional("pollMs"),
        max_poll_ms: optional("maxPollMs"),
    };
    let (run, call) = Run::new(&read(call), plan, new_nonce).map_err(|error| to_js(&error))?;
    let mut begun = Members::default();
    begun.put("run", Value::list(run.to_numbers())).put("call", call);
    Ok(to_js(begun.put("timeoutMs", plan.timeout_ms).put("deadlineMs", plan.deadline_ms).take()))
}

/// Takes a reply into a run, see `run`: `{ run, tokens, skewMs, step }`.
///
/// # Errors
/// None.
#[wasm_bindgen]
#[allow(clippy::too_many_arguments)] // numbers, so that nothing has to be unpacked
pub fn advance(
    run: &[f64],
    call: &JsValue,
    sent: &JsValue,
    reply: &JsValue,
    tokens: f64,
    skew_ms: f64,
    elapsed_ms: f64,
    clock_ms: f64,
    random: f64,
) -> Result<JsValue, JsValue> {
    let mut run = Run::from_numbers(run);
    // Before the first reply of a host, its budget is not a number, but full.
    let tokens = if tokens.is_nan() { Host::default().tokens } else { tokens };
    let mut host = Host { tokens, skew_ms };
    // What is no number must not make a wait of nothing.
    let random = if random.is_nan() { 1.0 } else { random };
    let moment = Moment { elapsed_ms, clock_ms, random };
    let step = run.step(&read(call), &read(sent), &read_reply(reply), moment, &mut host);
    let mut advanced = Members::default();
    advanced.put("run", Value::list(run.to_numbers())).put("tokens", host.tokens).put("skewMs", host.skew_ms);
    Ok(to_js(advanced.put("step", &step).take()))
}

/// The call for the next page of a list; null where there is none.
///
/// # Errors
/// None.
#[wasm_bindgen(js_name = nextPage)]
pub fn next_page(call: &JsValue, token: &str) -> Result<JsValue, JsValue> {
    Ok(crate::next_page(&read(call), token).map_or(JsValue::NULL, to_js))
}

/// The cancel call for a task that a list showed.
///
/// # Errors
/// `{ code, message, findings }`.
#[wasm_bindgen(js_name = cancelCallFor)]
pub fn cancel_call_for(list: &JsValue, task: &JsValue) -> Result<JsValue, JsValue> {
    let call = crate::cancel_call_for(&read(list), &read(task)).map_err(|error| to_js(&error))?;
    Ok(to_js(call))
}

/// The catalogue.
///
/// # Errors
/// None.
#[wasm_bindgen]
pub fn operations() -> Result<JsValue, JsValue> {
    Ok(to_js(Value::list(crate::operations())))
}

fn to_js(value: impl Into<Value>) -> JsValue {
    fn serialize(value: &Value) -> JsValue {
        let serializer = serde_wasm_bindgen::Serializer::json_compatible();
        value.serialize(&serializer).unwrap_or(JsValue::NULL)
    }
    serialize(&value.into())
}

fn prepare_request(
    call: &JsValue,
    credentials: &JsValue,
    options: &JsValue,
) -> Result<SignedRequest, JsValue> {
    let call = Call::new(&read(call)).map_err(|error| to_js(&error))?;
    sign_request(call.build(), credentials, options)
}

fn sign_request(
    request: UnsignedRequest,
    credentials: &JsValue,
    options: &JsValue,
) -> Result<SignedRequest, JsValue> {
    let credentials = Credentials::new(read(credentials)).map_err(|error| to_js(&error))?;
    let options = read_options(options, &request.signing).map_err(|error| to_js(&error))?;
    let options = SignOptions { now_ms: options.now_ms, nonce: &options.nonce, trace: options.trace };
    crate::sign(request, &credentials, &options).map_err(|error| to_js(&error))
}
