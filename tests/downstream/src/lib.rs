//! What a Rust user compiles to WebAssembly with calloff inside: `npm test` builds it for wasm32-unknown-unknown.

use std::alloc::System;

use calloff::{Call, CalloffError, Credentials, SignOptions, SignedRequest, Value, sign};

#[global_allocator]
static ALLOCATOR: System = System;

/// The request that cancels a task.
///
/// # Errors
/// What [`calloff::sign`] has.
pub fn cancel(task_id: &str, credentials: &Credentials, now_ms: u64) -> Result<SignedRequest, CalloffError> {
    let call = Value::from_iter([
        ("operation", "fsx:CancelDataRepositoryTask".into()),
        ("region", "eu-west-1".into()),
        ("params", Value::from_iter([("TaskId", task_id.into())])),
    ]);
    sign(Call::new(&call)?.build(), credentials, &SignOptions::at(now_ms))
}
