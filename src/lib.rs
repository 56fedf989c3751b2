//! calloff calls off data-transfer tasks in any cloud: it checks the call, builds and signs the exact
//! HTTP request, and tells in one word what the reply means.
//!
//! ```
//! use calloff::fsx::CancelDataRepositoryTask;
//! use calloff::{Call, Credentials, Reply, SignOptions, Verdict, interpret, sign};
//!
//! let call = CancelDataRepositoryTask { task_id: "task-0123456789abcdef0".into() }.at("eu-west-1");
//! let credentials = Credentials::access_key("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
//! let options = SignOptions::at(1_440_938_160_000);
//! let request = sign(Call::new(&call)?.build(), &credentials, &options)?;
//! assert_eq!(request.http.url, "https://fsx.eu-west-1.amazonaws.com/");
//!
//! // Send it with any HTTP client; then:
//! let body = r#"{"__type":"DataRepositoryTaskEnded","Message":"already SUCCEEDED"}"#;
//! let outcome = interpret(&call, &Reply::new(400).body(body));
//! assert_eq!(outcome.verdict, Verdict::AlreadyEnded);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A call is plain data, a [`Value`]: from the types of each service's module, such as [`fsx`], or from JSON and any
//! other serde format. [`begin_call_off`], [`plan_requests`] and [`take_reply`] stay with a task until it no longer runs;
//! `examples/cancel.rs` shows them at work.
//!
//! # What it is not
//! - No HTTP client: whoever calls it sends the request.
//! - No clock and no randomness: the time and the nonce are arguments.
//! - No credential chain: it reads no environment, file or metadata service.
//!
//! # Features
//! - `js`, off by default: the binding of the npm package, with an allocator, for `wasm32-unknown-unknown`.

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
#[cfg(any(all(feature = "js", target_arch = "wasm32"), test))]
mod js;
mod outcome;
mod providers;
mod run;
mod sign;
mod spec;
mod text;

// The public interface is:
pub use call::typed::services::*;
pub use call::{Call, validate};
pub use data::value::Value;
pub use error::{CalloffError, ErrorCode, Finding, FindingCode, Severity};
pub use http::headers::Headers;
pub use http::reply::Reply;
pub use http::request::HttpRequest;
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
pub use sign::{
    CredentialKind, Credentials, SignOptions, SignedRequest, Signing, Trace, UnsignedRequest,
    is_secret_header, sign,
};
pub use spec::endpoint::Variant;
pub use spec::error::ErrorSpec;
pub use spec::field::{FieldSpec, FieldType};
pub use spec::operation::{Kind, OperationSpec};
pub use spec::pattern::Pattern;
pub use spec::service::Service;
pub use spec::vendor::Vendor;
