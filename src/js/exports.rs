//! What the WebAssembly exports: each function converts and delegates, nothing else.
//!
//! What calls back into JavaScript returns a `Result`, also where it cannot fail: V8 inlines functions of
//! a single result into their callers, and V8 11 crashes when it then has to undo that.
#![allow(clippy::unnecessary_wraps)]

use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::Request;

use crate::http::reply::READ_HEADERS;
use crate::interpret::interpret_parts;
use crate::js::held;
use crate::js::plain::{self, Reader};
use crate::js::random::new_nonce;
use crate::js::read::read;
use crate::js::reply::{read_reply, to_status};
use crate::js::request::{read_options, read_request, to_platform};
use crate::providers;
use crate::sign::UnsignedRequest;
use crate::spec::operation::Kind;
use crate::text::mask::MASK;
use crate::text::timestamp;
use crate::{Call, Credentials, Reply, SignOptions, SignedRequest, Value};

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

/// Any request of the schemes, signed.
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
    let nonce = if request.signing.needs_nonce() { new_nonce().ok()? } else { String::new() };
    let options = SignOptions::at(timestamp::whole_ms(now)?).with_nonce(&nonce);
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

/// Whether a header holds a secret, by its name in lower case.
#[wasm_bindgen(js_name = isSecretHeader)]
#[must_use]
pub fn is_secret_header(name: &str, value: &str) -> bool {
    crate::is_secret_header(name, value)
}

/// What stands where a secret was.
#[wasm_bindgen]
#[must_use]
pub fn mask() -> String {
    MASK.to_owned()
}

/// The catalogue.
///
/// # Errors
/// None.
#[wasm_bindgen]
pub fn operations() -> Result<JsValue, JsValue> {
    Ok(to_js(Value::list(crate::operations())))
}

pub(super) fn to_js(value: impl Into<Value>) -> JsValue {
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
    let traced = SignOptions::at(options.now_ms).with_nonce(&options.nonce);
    let options = if options.trace { traced.with_trace() } else { traced };
    crate::sign(request, &credentials, &options).map_err(|error| to_js(&error))
}
