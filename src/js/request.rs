//! Requests from JavaScript, with the options to sign them, and back into it.

use js_sys::{Date, Function};
use wasm_bindgen::prelude::*;
use web_sys::{Headers, Request, RequestInit, RequestRedirect};

use crate::data::value::Value;
use crate::error::{CalloffError, ErrorCode, Finding, FindingCode, Findings, excerpt};
use crate::http::headers::Headers as HeaderMap;
use crate::http::request::HttpRequest;
use crate::js::random::new_nonce;
use crate::js::read::{Pairs, get, read};
use crate::sign::{Signing, UnsignedRequest};
use crate::text::timestamp;

/// A request that is to be signed, ours or not.
pub(super) fn read_request(request: &JsValue) -> Result<UnsignedRequest, CalloffError> {
    let mut findings = Findings::default();
    let method = read_text("method", &get(request, "method"), &mut findings);
    let url = read_text("url", &get(request, "url"), &mut findings);
    let body = get(request, "body");
    let body = (!body.is_undefined()).then(|| read_text("body", &body, &mut findings));
    let headers = read_headers(&get(request, "headers"), &mut findings);
    let signing = Signing::read(Some(&read(&get(request, "signing"))), &mut findings);
    match signing {
        Some(signing) if findings.0.is_empty() => {
            Ok(UnsignedRequest { http: HttpRequest { method: method.into(), url, headers, body }, signing })
        }
        _ => Err(CalloffError::new(ErrorCode::Invalid, findings.0)),
    }
}

fn read_headers(given: &JsValue, findings: &mut Findings) -> HeaderMap {
    let mut headers = HeaderMap::default();
    if given.is_undefined() {
        return headers;
    }
    let Some(Pairs { is_list, items }) = Pairs::read(given, |_| true) else {
        let text = format_args!("expected an object of names and values, found {}", read(given).kind());
        findings.error(&"headers", FindingCode::Type, &text);
        return headers;
    };
    if items.len() > Pairs::MAX {
        findings.error(&"headers", FindingCode::Type, &"expected at most 10,000 headers, found more");
        return headers;
    }
    for (index, item) in items.iter().enumerate() {
        let place = format!("headers[{index}]");
        match item {
            Ok((name, value)) => {
                let path = if is_list { place } else { format!("headers.{}", excerpt(name)) };
                // JavaScript's objects cannot hold it: it would be signed, and then be missing.
                if name.eq_ignore_ascii_case("__proto__") {
                    findings.error(&path, FindingCode::Unsafe, &"no header has this name");
                }
                headers.append(name, &text_of(&path, Some(value), findings));
            }
            Err(other) => {
                let text = format_args!("expected a name and a value, found {}", other.kind());
                findings.error(&place, FindingCode::Type, &text);
            }
        }
    }
    headers
}

fn read_text(path: &str, value: &JsValue, findings: &mut Findings) -> String {
    let value = (!value.is_undefined()).then(|| read(value));
    text_of(path, value.as_ref(), findings)
}

/// Text that must be there.
fn text_of(path: &str, value: Option<&Value>, findings: &mut Findings) -> String {
    let found = value.and_then(Value::as_str);
    if found.is_none() {
        let kind = value.map_or("nothing", Value::kind);
        findings.error(&path, FindingCode::Type, &format_args!("expected a string, found {kind}"));
    }
    found.unwrap_or_default().to_owned()
}

/// What a signature depends on besides the request and the credentials.
pub(super) struct Options {
    pub(super) now_ms: u64,
    pub(super) nonce: String,
    pub(super) trace: bool,
}

/// The clock and the nonce, where they are not given, come from the surroundings.
pub(super) fn read_options(options: &JsValue, signing: &Signing) -> Result<Options, CalloffError> {
    let nonce = get(options, "nonce");
    let nonce = if nonce.is_undefined() && signing.needs_nonce() {
        new_nonce()?
    } else {
        nonce.as_string().unwrap_or_default()
    };
    let trace = get(options, "trace").is_truthy();
    // What no clock shows fails the check of the time.
    let now_ms = timestamp::whole_ms(read_time(&get(options, "now"))).unwrap_or(u64::MAX);
    Ok(Options { now_ms, nonce, trace })
}

/// Unix milliseconds, or a Date of any realm; not a number for anything else.
fn read_time(now: &JsValue) -> f64 {
    if now.is_undefined() {
        return Date::now();
    }
    // It throws for an object that only pretends to be a Date.
    match get(now, "getTime").dyn_ref::<Function>() {
        Some(get_time) => get_time.call0(now).ok().and_then(|time| time.as_f64()),
        None => now.as_f64(),
    }
    .unwrap_or(f64::NAN)
}

/// A request as the platform sends it.
pub(super) fn to_platform(request: &HttpRequest) -> Result<Request, CalloffError> {
    make(request).map_err(|_| {
        let text = "this platform makes no Request; use prepare() with what sends requests here";
        CalloffError::new(ErrorCode::Internal, vec![Finding::error("toRequest", FindingCode::Required, text)])
    })
}

fn make(request: &HttpRequest) -> Result<Request, JsValue> {
    let headers = Headers::new()?;
    for (name, value) in request.headers.iter() {
        headers.set(name, value)?;
    }
    let init = RequestInit::new();
    init.set_method(&request.method);
    init.set_headers(&headers);
    // Also where there is none: what somebody put on `Object.prototype` must not take its place.
    init.set_body(&request.body.as_deref().map_or(JsValue::UNDEFINED, JsValue::from_str));
    // What was signed would go along to wherever a redirect leads.
    init.set_redirect(RequestRedirect::Manual);
    Request::new_with_str_and_init(&request.url, &init)
}
