//! A reply from JavaScript. Whatever cannot be read counts as missing.

use wasm_bindgen::prelude::*;

use crate::data::value::Value;
use crate::http::reply::{READ_HEADERS, Reply};
use crate::js::read::{Pairs, get};

pub(super) fn read_reply(reply: &JsValue) -> Reply<'static> {
    let body = get(reply, "body");
    let is_read = |name: &str| READ_HEADERS.iter().any(|known| known.eq_ignore_ascii_case(name));
    let mut headers = Vec::new();
    for item in Pairs::read(&get(reply, "headers"), is_read).into_iter().flat_map(|pairs| pairs.items) {
        if let Ok((name, Value::String(value))) = item {
            headers.push((name.into(), value.into()));
        }
    }
    Reply {
        status: get(reply, "status").as_f64().map_or(0, to_status),
        headers,
        body_error: get(reply, "bodyError").as_string().or_else(|| {
            let is_odd = !body.is_string() && !body.is_null() && !body.is_undefined();
            is_odd.then(|| "the body was not given as text".to_owned())
        }),
        body: body.as_string().unwrap_or_default().into(),
        redirected: get(reply, "redirected").is_truthy(),
    }
}

/// A status as HTTP has it; 0 for what is none.
pub(super) fn to_status(status: f64) -> u16 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within the range just checked
    if (0.0..1000.0).contains(&status) { status as u16 } else { 0 }
}
