//! A call-off, from its first request to its end: what to send next, and when. Nothing here has a clock, a network
//! or a source of chance; whoever drives it brings them.
//!
//! [`begin_call_off`](begin::begin_call_off) makes a state of a cancel call. Then, again and again,
//! [`plan_requests`](plan::plan_requests) tells what to send now for all states behind one host, and
//! [`take_reply`](take::take_reply) takes the reply into the states that it is for.

pub(crate) mod begin;
pub(crate) mod host;
pub(crate) mod limits;
mod pace;
pub(crate) mod plan;
mod retry;
pub(crate) mod siblings;
pub(crate) mod state;
mod step;
pub(crate) mod take;
mod together;

/// The moment at which something is planned or taken in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct At {
    /// Unix milliseconds.
    pub now: u64,
    /// A random number in `0..1`, which scatters waits.
    pub random: f64,
}
