//! Which tasks can be asked for in one request.

use crate::data::value::Value;
use crate::run::siblings;
use crate::spec::status::{Ids, StatusCall, Together};

/// How to ask for a cancel call's task together with others, where the vendor has a call for that.
pub(super) fn of(cancel: &Value) -> Option<(&'static StatusCall, &'static Together)> {
    let status = siblings::status_of(cancel)?;
    Some((status, status.together.as_ref()?))
}

/// What must be equal for two cancel calls' tasks to be asked for in one request.
pub(super) fn group(cancel: &Value, together: &Together) -> String {
    let mut key = together.operation.to_owned();
    let params = cancel.get("params");
    let place = ["region", "endpoint", "variants"].iter().map(|name| cancel.get(name));
    for part in place.chain(together.same.iter().map(|name| params?.get(name))) {
        key.push('\n');
        match part {
            Some(Value::String(text)) => key.push_str(text),
            Some(Value::List(words)) => words.iter().filter_map(Value::as_str).for_each(|word| {
                key.push_str(word);
                key.push(' ');
            }),
            _ => {}
        }
    }
    key
}

/// Whether a status call asks for other tasks than the one of this cancel call, too.
pub(super) fn asks_for_others(cancel: &Value, sent: &Value) -> bool {
    let Some((status, together)) = of(cancel) else { return false };
    if sent.get("operation").and_then(Value::as_str) != Some(status.operation) {
        return true;
    }
    let params = sent.get("params");
    match together.ids {
        Ids::List(param) => {
            params.and_then(|params| params.get(param)?.items()).is_some_and(|ids| ids.len() > 1)
        }
        Ids::Filter { filters, value, .. } => {
            let filters = params.and_then(|params| params.get(filters)?.items()).unwrap_or_default();
            filters.iter().any(|filter| {
                filter
                    .get(value)
                    .and_then(Value::as_str)
                    .is_some_and(|ids| ids.bytes().any(|byte| byte == b','))
            })
        }
        Ids::All => false,
    }
}
