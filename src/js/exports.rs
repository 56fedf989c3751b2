//! What the WebAssembly exports: each function converts and delegates, nothing else.
//!
//! What calls back into JavaScript returns a `Result`, also where it cannot fail: V8 inlines functions of
//! a single result into their callers, and V8 11 crashes when it then has to undo that.
#![allow(clippy::unnecessary_wraps)]

use js_sys::{Array, Date, Function, JsString, Reflect, Symbol};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::{Headers, Request, RequestInit};
use zeroize::Zeroizing;

use crate::error::{Finding, FindingCode, Findings};
use crate::http::headers::Headers as HeaderMap;
use crate::http::request::HttpRequest;
use crate::interpret::interpret_parts;
use crate::js::plain::{self, Reader};
use crate::providers;
use crate::sign::keys::KeyCache;
use crate::sign::{Signing, UnsignedRequest};
use crate::spec::operation::Kind;
use crate::text::mask::MASK;
use crate::text::{search, timestamp};
use crate::{Call, CalloffError, Credentials, ErrorCode, Reply, SignOptions, SignedRequest, Value};

#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[wasm_bindgen]
extern "C" {
    // js-sys has it without `catch`, but it throws for a revoked proxy.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;

    // Likewise, for a proxy of any kind.
    #[wasm_bindgen(catch, js_namespace = Object)]
    fn keys(object: &JsValue) -> Result<Array, JsValue>;

    // Likewise, for an iterator that throws.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = from)]
    fn array_from(iterable: &JsValue) -> Result<Array, JsValue>;

    // Likewise, where there is none: a page that came over plain http.
    #[wasm_bindgen(catch, js_namespace = crypto, js_name = randomUUID)]
    fn random_uuid() -> Result<String, JsValue>;
}

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
    let request = read_request(&read(request), &get(request, "headers")).map_err(|error| to_js(&error))?;
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
    let HttpRequest { method, url, headers, body } = prepare_request(call, credentials, options)?.http;
    let list = Headers::new()?;
    for (name, value) in headers.iter() {
        list.set(name, value)?;
    }
    let init = RequestInit::new();
    init.set_method(&method);
    init.set_headers(&list);
    if let Some(body) = body {
        init.set_body(&JsValue::from_str(&body));
    }
    Request::new_with_str_and_init(&url, &init)
}

/// [`prepare`] for a call and credentials of strings alone, as one text; see `plain`. Undefined when
/// they are anything else or not in order: then [`prepare`] itself tells what is wrong.
#[wasm_bindgen(js_name = preparePlain)]
#[must_use]
pub fn prepare_plain(text: Vec<u8>, strings: u32, params: u32, credentials: u32, now: f64) -> Option<String> {
    let text = Zeroizing::new(text);
    let mut reader = Reader::new(&text)?;
    let call = Call::new(&reader.call(strings, params)?).ok()?;
    let credentials = Credentials::with_keys(reader.object(credentials)?, kept_keys()).ok()?;
    reader.rest()?;
    let request = call.build();
    let nonce = if request.signing.needs_nonce() { new_nonce().ok()? } else { String::new() };
    let options = SignOptions::at(timestamp::whole_ms(now)?).with_nonce(&nonce);
    Some(plain::write_request(&crate::sign(request, &credentials, &options).ok()?))
}

/// [`interpret`] for a call and headers of strings alone, as one text; see `plain`. Undefined when
/// they are anything else.
#[wasm_bindgen(js_name = interpretPlain)]
#[must_use]
pub fn interpret_plain(
    text: &[u8],
    strings: u32,
    params: u32,
    headers: u32,
    status: f64,
    with_words: bool,
) -> Option<String> {
    let mut reader = Reader::new(text)?;
    let call = reader.pairs(strings, |name, value| (name, value))?;
    let id = call.iter().find(|(name, _)| *name == "operation").map_or("", |(_, id)| id);
    // What the others tell does not fit.
    providers::find(id).filter(|spec| spec.kind() == Kind::Cancel)?;
    let params = reader.object(params)?;
    let headers = reader.pairs(headers, |name, value| (name.into(), value.into()))?;
    let reply = Reply { status: to_status(status), headers, body: reader.rest()?.into(), body_error: None };
    plain::write_outcome(&interpret_parts(id, Some(&params), &reply), with_words)
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

thread_local! {
    /// JavaScript's credentials are new ones for every call; what was derived from them is kept in their place.
    static KEYS: KeyCache = KeyCache::default();
}

fn kept_keys() -> KeyCache {
    KEYS.with(Clone::clone)
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
    let credentials =
        Credentials::with_keys(read(credentials), kept_keys()).map_err(|error| to_js(&error))?;
    let options = read_options(options, &request.signing).map_err(|error| to_js(&error))?;
    let traced = SignOptions::at(options.now_ms).with_nonce(&options.nonce);
    let options = if options.trace { traced.with_trace() } else { traced };
    crate::sign(request, &credentials, &options).map_err(|error| to_js(&error))
}

/// A property, or undefined where there is none or none can be.
fn get(object: &JsValue, key: &str) -> JsValue {
    if !object.is_object() {
        return JsValue::UNDEFINED;
    }
    Reflect::get(object, &JsString::from(key)).unwrap_or(JsValue::UNDEFINED)
}

/// How deep a call can be: `params.Filters[0].Values[0]` and one more.
const DEEPEST: usize = 6;

/// How many values a call can hold; an object that holds itself has no end.
const MOST_VALUES: u32 = 10_000;

/// Anything as a [`Value`]. Total: getters and proxies may throw, and nothing is trusted to be what
/// its type says.
pub(super) fn read(value: &JsValue) -> Value {
    read_within(value, DEEPEST, &mut 0)
}

fn read_within(value: &JsValue, depth: usize, count: &mut u32) -> Value {
    *count += 1;
    if let Some(text) = value.as_string() {
        return read_text(value, text);
    }
    if value.is_object() {
        return if depth == 0 || *count > MOST_VALUES {
            Value::foreign("an object nested too deep or too large")
        } else {
            read_object(value, depth, count).unwrap_or(Value::foreign("an object that cannot be read"))
        };
    }
    if let Some(flag) = value.as_bool() {
        Value::Bool(flag)
    } else if let Some(number) = value.as_f64() {
        Value::Number(number)
    } else if value.is_null() || value.is_undefined() {
        Value::Null
    } else if value.is_function() {
        Value::foreign("a function")
    } else if value.is_symbol() {
        Value::foreign("a symbol")
    } else {
        Value::foreign("a bigint")
    }
}

/// Half a surrogate pair becomes U+FFFD on its way into wasm: only then is a closer look needed.
fn read_text(value: &JsValue, text: String) -> Value {
    let was_whole = || JsValue::from_str(&text) == *value;
    if search::contains(&text, "\u{fffd}") && !was_whole() {
        Value::LONE_SURROGATE
    } else {
        Value::String(text)
    }
}

/// An array or an object. `None` when it does not let itself be listed.
fn read_object(value: &JsValue, depth: usize, count: &mut u32) -> Option<Value> {
    let mut read_item = |item: Result<JsValue, JsValue>| match item {
        Ok(item) => read_within(&item, depth - 1, count),
        Err(_) => Value::foreign("a property that threw when it was read"),
    };
    if is_array(value).ok()? {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within the range just checked
        let length = match get(value, "length").as_f64() {
            Some(length) if length <= f64::from(MOST_VALUES) => length as u32,
            Some(_) => return Some(Value::foreign("an array of more than 10,000 items")),
            None => return None,
        };
        let items = (0..length).map(|index| Reflect::get_u32(value, index));
        return Some(Value::List(items.map(read_item).collect()));
    }
    if is_iterable(value) {
        return Some(Value::foreign("a Map or another collection"));
    }
    let keys = keys(value).ok()?;
    if keys.length() > MOST_VALUES {
        return Some(Value::foreign("an object with more than 10,000 keys"));
    }
    // A key whose value is undefined counts as absent, as in JSON.
    let present =
        own_entries(value, &keys).filter(|(_, item)| !item.as_ref().is_ok_and(JsValue::is_undefined));
    Some(Value::Object(present.map(|(key, item)| (key, read_item(item))).collect()))
}

/// The keys of an object, with what reading each one gave.
fn own_entries(object: &JsValue, keys: &Array) -> impl Iterator<Item = (String, Result<JsValue, JsValue>)> {
    (0..keys.length()).filter_map(|index| {
        let key = keys.get(index);
        Some((key.as_string()?, Reflect::get(object, &key)))
    })
}

struct Options {
    now_ms: u64,
    nonce: String,
    trace: bool,
}

/// Reads the options; the clock and the nonce, where they are not given, come from the surroundings.
fn read_options(options: &JsValue, signing: &Signing) -> Result<Options, CalloffError> {
    let now = get(options, "now");
    // A Date of any realm; `getTime` throws for an object that only pretends to be one.
    let get_time = get(&now, "getTime");
    let now_ms = match get_time.dyn_ref::<Function>() {
        Some(get_time) => get_time.call0(&now).ok().and_then(|time| time.as_f64()).unwrap_or(f64::NAN),
        None if now.is_undefined() => Date::now(),
        None => now.as_f64().unwrap_or(f64::NAN),
    };
    // What no clock shows fails the check of the time.
    let now_ms = timestamp::whole_ms(now_ms).unwrap_or(u64::MAX);
    let nonce = get(options, "nonce");
    let nonce = if nonce.is_undefined() && signing.needs_nonce() {
        new_nonce()?
    } else {
        nonce.as_string().unwrap_or_default()
    };
    Ok(Options { now_ms, nonce, trace: get(options, "trace").is_truthy() })
}

pub(super) fn new_nonce() -> Result<String, CalloffError> {
    random_uuid().map_err(|_| {
        let text = "there is no crypto.randomUUID here (a page needs https); give options.nonce";
        let finding = Finding::error("options.nonce", FindingCode::Required, text);
        CalloffError::new(ErrorCode::Internal, vec![finding])
    })
}

/// Reads a request that is to be signed, ours or not.
fn read_request(value: &Value, list: &JsValue) -> Result<UnsignedRequest, CalloffError> {
    let mut findings = Findings::default();
    let method = read_text_of("method", value.get("method"), &mut findings);
    let url = read_text_of("url", value.get("url"), &mut findings);
    let body = value.get("body").map(|body| read_text_of("body", Some(body), &mut findings));
    let mut headers = HeaderMap::default();
    let plain = value.get("headers");
    if let Some(Value::Object(entries)) = plain {
        for (name, value) in entries {
            let value = read_text_of(&format!("headers.{name}"), Some(value), &mut findings);
            headers.append(name, &value);
        }
    }
    let pairs = if is_iterable(list) { array_from(list).ok() } else { None };
    let is_list = pairs.is_some();
    for (pair, index) in pairs.iter().flat_map(Array::iter).zip(0..) {
        let pair = read(&pair);
        let [name, value] = pair.items().unwrap_or_default() else {
            let text = format_args!("expected a name and a value, found {}", pair.kind());
            findings.error(&format_args!("headers[{index}]"), FindingCode::Type, &text);
            continue;
        };
        let path = format!("headers[{index}]");
        let name = read_text_of(&path, Some(name), &mut findings);
        headers.append(&name, &read_text_of(&path, Some(value), &mut findings));
    }
    let signing = Signing::read(value.get("signing"), &mut findings);
    if let Some(odd) = plain.filter(|headers| !is_list && !matches!(headers, Value::Object(_))) {
        let text = format_args!("expected an object of names and values, found {}", odd.kind());
        findings.error(&"headers", FindingCode::Type, &text);
    }
    match signing {
        Some(signing) if findings.0.is_empty() => {
            Ok(UnsignedRequest { http: HttpRequest { method: method.into(), url, headers, body }, signing })
        }
        _ => Err(CalloffError::new(ErrorCode::Invalid, findings.0)),
    }
}

/// Text that must be there.
fn read_text_of(path: &str, value: Option<&Value>, findings: &mut Findings) -> String {
    let found = value.and_then(Value::as_str);
    if found.is_none() {
        let kind = value.map_or("nothing", Value::kind);
        findings.error(&path, FindingCode::Type, &format_args!("expected a string, found {kind}"));
    }
    found.unwrap_or_default().to_owned()
}

/// Reads a reply. Whatever cannot be read counts as missing.
pub(super) fn read_reply(reply: &JsValue) -> Reply<'static> {
    let body = get(reply, "body");
    Reply {
        status: get(reply, "status").as_f64().map_or(0, to_status),
        headers: read_headers(&get(reply, "headers"))
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()))
            .collect(),
        body_error: get(reply, "bodyError").as_string().or_else(|| {
            let is_odd = !body.is_string() && !body.is_null() && !body.is_undefined();
            is_odd.then(|| "the body was not given as text".to_owned())
        }),
        body: body.as_string().unwrap_or_default().into(),
    }
}

/// A status as HTTP has it; 0 for what is none.
fn to_status(status: f64) -> u16 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within the range just checked
    if (0.0..1000.0).contains(&status) { status as u16 } else { 0 }
}

fn is_iterable(object: &JsValue) -> bool {
    Reflect::get(object, &Symbol::iterator()).is_ok_and(|iterator| iterator.is_function())
}

/// Reads `Headers`, a `Map`, an array of pairs, or a plain object.
fn read_headers(headers: &JsValue) -> Vec<(String, String)> {
    if !headers.is_object() {
        return Vec::new();
    }
    if is_iterable(headers) {
        let pairs = array_from(headers).unwrap_or_default();
        let at = |pair: &JsValue, index: u32| Reflect::get_u32(pair, index).ok()?.as_string();
        return pairs
            .iter()
            .filter(JsValue::is_object)
            .filter_map(|pair| Some((at(&pair, 0)?, at(&pair, 1)?)))
            .collect();
    }
    let keys = keys(headers).unwrap_or_default();
    own_entries(headers, &keys).filter_map(|(name, value)| Some((name, value.ok()?.as_string()?))).collect()
}
