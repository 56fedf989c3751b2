//! calloff calls off data-transfer tasks in any cloud: it checks the call, builds and signs the exact
//! HTTP request, and tells in one word what the reply means.
//!
//! ```
//! use calloff::{Call, Credentials, Reply, SignOptions, Value, interpret, sign};
//!
//! let call: Value = serde_json::from_str(
//!     r#"{
//!         "operation": "fsx:CancelDataRepositoryTask",
//!         "region": "eu-west-1",
//!         "params": { "TaskId": "task-0123456789abcdef0" }
//!     }"#,
//! )?;
//! let credentials: Value = serde_json::from_str(
//!     r#"{
//!         "accessKeyId": "AKIDEXAMPLE",
//!         "secretAccessKey": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
//!     }"#,
//! )?;
//! let options = SignOptions { now_ms: 1_440_938_160_000.0, nonce: "", trace: false };
//! let request = sign(Call::new(&call)?.build(), &Credentials::new(credentials)?, &options)?;
//! assert_eq!(request.http.url, "https://fsx.eu-west-1.amazonaws.com/");
//!
//! // Send it with any HTTP client; then:
//! let reply = Reply {
//!     status: 400,
//!     body: r#"{"__type":"DataRepositoryTaskEnded","Message":"already SUCCEEDED"}"#.into(),
//!     ..Reply::default()
//! };
//! assert_eq!(interpret(&call, &reply).verdict, calloff::Verdict::AlreadyEnded);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What it is not
//! - No HTTP client: whoever calls it sends the request.
//! - No clock and no randomness: the time and the nonce are arguments.
//! - No credential chain: it reads no environment, file or metadata service.
//!
//! # The public interface is:

/// The Rust in the README runs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

// What is marked `inline(never)` or `cold` stands in the WebAssembly once, and by itself: an engine compiles a
// function as a whole when it is first called, so what a first call does not need must not be part of it.

mod call;
mod data;
mod error;
mod http;
mod interpret;
#[cfg(any(target_arch = "wasm32", test))]
mod js;
mod outcome;
mod providers;
mod run;
mod sign;
mod spec;
mod text;

pub use call::{Call, validate};
pub use data::value::Value;
pub use error::{CalloffError, ErrorCode, Finding, FindingCode, Severity};
pub use http::headers::Headers;
pub use http::reply::Reply;
pub use http::request::{HttpRequest, Signing, UnsignedRequest};
pub use interpret::interpret;
pub use outcome::task::{Counts, TaskState, TaskView};
pub use outcome::{Advice, Outcome, Verdict};
pub use providers::operations;
pub use run::At;
pub use run::begin::{begin, begin_call_off};
pub use run::host::HostState;
pub use run::limits::Limits;
pub use run::plan::{Planned, PlannedRequest, plan_requests};
pub use run::siblings::{cancel_call_for, next_page, status_call_for};
pub use run::state::{CallOffState, End, Goal};
pub use run::take::{Taken, take_reply};
pub use sign::{Credentials, SignOptions, SignedRequest, Trace, sign};
pub use spec::endpoint::Variant;
pub use spec::error::ErrorSpec;
pub use spec::field::{FieldSpec, FieldType, Pattern};
pub use spec::operation::{Kind, OperationSpec};
pub use spec::service::Service;
pub use spec::vendor::{CredentialKind, Vendor};
