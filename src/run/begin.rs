//! The beginning of a call-off: the call is checked and gets what it needs to be sent more than once.

use crate::call::Call;
use crate::data::value::Value;
use crate::error::CalloffError;
use crate::run::At;
use crate::run::limits::{Limits, NO_LIMIT_MS};
use crate::run::siblings;
use crate::run::state::{Asking, CallOffState, Goal, Knowledge, Together};
use crate::spec::operation::Kind;

/// Begins to call off the task of a cancel call.
///
/// `new_token` gives an idempotency token, which is asked for where the vendor takes one and the call has none.
///
/// # Errors
/// [`ErrorCode::Invalid`](crate::ErrorCode::Invalid) with all that is wrong with the call, and whatever `new_token` has.
pub fn begin_call_off(
    call: &Value,
    limits: &Limits,
    at: At,
    new_token: impl FnOnce() -> Result<String, CalloffError>,
) -> Result<CallOffState, CalloffError> {
    begin(call, Goal::End, limits, at, new_token)
}

/// Begins to send a call of any kind, until there is what it is sent for.
///
/// # Errors
/// Those of [`begin_call_off`].
pub fn begin(
    call: &Value,
    goal: Goal,
    limits: &Limits,
    at: At,
    new_token: impl FnOnce() -> Result<String, CalloffError>,
) -> Result<CallOffState, CalloffError> {
    let checked = Call::new(call)?;
    let cancels = checked.spec.kind() == Kind::Cancel;
    let expected = match goal {
        Goal::End if !cancels => Some("a cancel call"),
        Goal::Tasks if cancels => Some("a status or list call"),
        _ => None,
    };
    if let Some(expected) = expected {
        return Err(siblings::unexpected(expected, call));
    }
    let call = match siblings::missing_token(call) {
        Some(name) => siblings::with_param(call, name, Value::String(new_token()?)),
        None => call.clone(),
    };
    let advised = checked.spec.status.as_ref().map_or(0, |status| status.poll_ms.0);
    Ok(CallOffState {
        call,
        goal,
        limits: *limits,
        host: checked.host().to_owned(),
        due_at: at.now,
        started_at: at.now,
        deadline_at: at.now.saturating_add(limits.deadline_ms).min(NO_LIMIT_MS),
        asking: Asking::Call,
        page: None,
        pages: 0,
        sends: 0,
        retries: 0,
        throttles: 0,
        cost: None,
        corrected: false,
        renewed: false,
        renew: false,
        knows: Knowledge::Nothing,
        accepted_at: 0,
        seen: false,
        looks: 0,
        together: Together::Yes,
        poll_ms: limits.poll_ms.unwrap_or(advised),
        cancel: None,
        last: None,
        is_done: false,
        end: None,
        final_state: None,
    })
}
