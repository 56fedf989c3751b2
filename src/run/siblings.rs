//! From one call to its siblings: what tells how a canceled task ended, what cancels a listed one, and the
//! next page of a list.

use crate::call::Call;
use crate::data::value::Value;
use crate::error::{CalloffError, ErrorCode, Finding, FindingCode};
use crate::providers;
use crate::spec::answer::Answer;
use crate::spec::operation::OperationSpec;
use crate::spec::status::StatusCall;

/// The operation that a call names.
pub(super) fn spec_of(call: &Value) -> Option<&'static OperationSpec> {
    providers::find(call.get("operation")?.as_str()?)
}

/// What tells how the task of a cancel call ended.
pub(super) fn status_of(cancel: &Value) -> Option<&'static StatusCall> {
    spec_of(cancel)?.status.as_ref()
}

/// The same place, another operation.
pub(super) fn redirect(call: &Value, operation: &'static str, params: Value) -> Value {
    let mut sibling = call.clone();
    sibling.set("operation", Value::from(operation));
    sibling.set("params", params);
    sibling
}

/// The parameter that holds an idempotency token, when the call has none of its own. Empty text is none.
pub(super) fn missing_token(call: &Value) -> Option<&'static str> {
    let params = call.get("params")?;
    let is_given = |name: &str| params.get(name).is_some_and(|token| token.as_str() != Some(""));
    spec_of(call)?.token.filter(|name| !is_given(name))
}

/// The call with another parameter.
pub(super) fn with_param(call: &Value, name: &str, value: Value) -> Value {
    let mut call = call.clone();
    let mut params = call.get("params").cloned().unwrap_or(Value::Null);
    params.set(name, value);
    call.set("params", params);
    call
}

/// The call that tells what became of a cancel call's task.
pub(super) fn status_call(cancel: &Value) -> Option<Value> {
    let status = status_of(cancel)?;
    Some(redirect(cancel, status.operation, status.params(cancel.get("params")?)))
}

/// The call that tells what became of a cancel call's task.
///
/// # Errors
/// [`ErrorCode::Invalid`] with all that is wrong with the call, or when it is not a cancel call.
pub fn status_call_for(cancel: &Value) -> Result<Value, CalloffError> {
    Call::new(cancel)?;
    status_call(cancel).ok_or_else(|| unexpected("a cancel call", cancel))
}

/// The error for a call of the wrong kind.
pub(super) fn unexpected(expected: &str, call: &Value) -> CalloffError {
    let found = spec_of(call).map_or("another", |spec| spec.id);
    let finding =
        Finding::error("operation", FindingCode::Enum, format!("expected {expected}, found {found}"));
    CalloffError::new(ErrorCode::Invalid, vec![finding])
}

/// The call that lists the parts of a cancel call's task.
pub(super) fn parts_call(cancel: &Value) -> Option<Value> {
    Some(redirect(cancel, status_of(cancel)?.parts?, cancel.get("params")?.clone()))
}

/// The next page of a list call, from the `nextToken` of an outcome of it; `None` when the operation
/// has no pages or the token is not one.
#[must_use]
pub fn next_page(list: &Value, next_token: &str) -> Option<Value> {
    let Answer::Tasks(_, _, paging) = spec_of(list)?.answer else { return None };
    let (name, value) = paging.param(next_token)?;
    Some(with_param(list, name, value))
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
    let Some(cancel) = &spec.cancel else { return Err(unexpected("a status or list call", list)) };
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
