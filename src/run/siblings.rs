//! From one call to its siblings: what tells how a canceled task ended, what cancels a listed one, and the
//! next page of a list.

use crate::call::Call;
use crate::data::value::Value;
use crate::error::{CalloffError, ErrorCode, Finding, FindingCode};
use crate::providers;
use crate::spec::answer::{Answer, Paging};
use crate::spec::operation::OperationSpec;

/// The operation that a call names.
pub(crate) fn spec_of(call: &Value) -> Option<&'static OperationSpec> {
    providers::find(call.get("operation")?.as_str()?)
}

/// The same place, another operation.
fn redirect(call: &Value, operation: &'static str, params: Value) -> Value {
    let mut sibling = call.clone();
    sibling.set("operation", Value::from(operation));
    sibling.set("params", params);
    sibling
}

/// The parameter that holds an idempotency token, when the call has none of its own.
pub(crate) fn missing_token(call: &Value) -> Option<&'static str> {
    let params = call.get("params")?;
    spec_of(call)?.token.filter(|name| params.get(name).is_none())
}

/// The call with another parameter.
pub(crate) fn with_param(call: &Value, name: &str, value: Value) -> Value {
    let mut call = call.clone();
    let mut params = call.get("params").cloned().unwrap_or(Value::Null);
    params.set(name, value);
    call.set("params", params);
    call
}

/// The call that tells what became of a cancel call's task.
pub(crate) fn status_call(cancel: &Value) -> Option<Value> {
    let status = spec_of(cancel)?.status.as_ref()?;
    Some(redirect(cancel, status.operation, status.params(cancel.get("params")?)))
}

/// The call that lists the parts of a cancel call's task.
pub(crate) fn parts_call(cancel: &Value) -> Option<Value> {
    let operation = spec_of(cancel)?.status.as_ref()?.parts?;
    Some(redirect(cancel, operation, cancel.get("params")?.clone()))
}

/// The next page of a list call, from the `nextToken` of an outcome of it; `None` when the operation
/// has no pages or the token is not one.
#[must_use]
pub fn next_page(list: &Value, next_token: &str) -> Option<Value> {
    let Answer::Tasks(_, _, paging) = spec_of(list)?.answer else { return None };
    Some(match paging {
        Paging::Token(name) => with_param(list, name, Value::from(next_token)),
        Paging::Offset => with_param(list, "offset", Value::Integer(next_token.parse().ok()?)),
    })
}

/// The cancel call for a task that a status or list call showed; the task is a [`TaskView`](crate::TaskView),
/// of which the id and the parents are looked at.
///
/// # Errors
/// [`ErrorCode::Invalid`] when the operation shows no tasks, or with all that is wrong with the cancel call.
pub fn cancel_call_for(list: &Value, task: &Value) -> Result<Value, CalloffError> {
    let Some(spec) = spec_of(list) else {
        // Tells what is wrong with the operation.
        return Call::new(list).map(|_| Value::Null);
    };
    let Some(cancel) = &spec.cancel else {
        let text = format!("expected a status or list call, found {}", spec.id);
        return Err(CalloffError::new(
            ErrorCode::Invalid,
            vec![Finding::error("operation", FindingCode::Enum, text)],
        ));
    };
    let fields = providers::find(cancel.operation).map_or(&[][..], |spec| spec.fields);
    let places = [task.get("parents"), list.get("params")];
    let params = fields.iter().filter(|field| field.required).filter_map(|field| {
        let value = if cancel.id == Some(field.name) {
            task.get("id")
        } else {
            places.iter().find_map(|place| place.as_ref()?.get(field.name))
        };
        Some((field.name, value?.clone()))
    });
    let call = redirect(list, cancel.operation, params.collect());
    Call::new(&call)?;
    Ok(call)
}
