//! Calls off an FSx data repository task, and stays until it no longer runs:
//!
//! `AWS_ACCESS_KEY_ID=… AWS_SECRET_ACCESS_KEY=… cargo run --example cancel -- eu-west-1 task-0123456789abcdef0`
//!
//! minreq stands here for any HTTP client. To reach AWS, it needs its feature `https`.

use std::env;
use std::error::Error;
use std::hash::{BuildHasher, RandomState};
use std::slice;
use std::thread::sleep;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use calloff::fsx::CancelDataRepositoryTask;
use calloff::{
    At, Call, CallOffState, Credentials, HostState, Limits, Reply, SignOptions, Value, begin_call_off,
    plan_requests, sign, take_reply,
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(region), Some(task_id)) = (arguments.next(), arguments.next()) else {
        return Err("usage: cancel <region> <task id>".into());
    };
    let key = Credentials::access_key(env::var("AWS_ACCESS_KEY_ID")?, env::var("AWS_SECRET_ACCESS_KEY")?);
    let credentials = key.with_session_token(env::var("AWS_SESSION_TOKEN").unwrap_or_default());
    let call = CancelDataRepositoryTask { task_id }.at(&region);

    let state = call_off(&call, &credentials, &Limits::default())?;
    let end = state.end().map_or("unknown", |end| end.name());
    println!("{end}, {}", state.final_state().map_or("state unknown", |state| state.name()));
    Ok(())
}

/// Does what a call-off's state says, until it is done. The state is plain data: it can be stored between any two steps.
pub(crate) fn call_off(
    call: &Value,
    credentials: &Credentials,
    limits: &Limits,
) -> Result<CallOffState, Box<dyn Error>> {
    let new_token = || Ok(format!("{:016x}", random()));
    let mut state = begin_call_off(call, limits, at(), new_token)?;
    let mut host = HostState::default();
    while !state.is_done() {
        let planned = plan_requests(slice::from_ref(&state), host, at(), 1);
        host = planned.host;
        if let Some(request) = planned.send.first() {
            let now_ms = at().now.saturating_add_signed(host.skew_ms());
            let reply = send(&request.call, credentials, now_ms, limits)?;
            let taken = take_reply(&request.call, vec![state], reply.as_ref(), host, at());
            println!("{}: {}", taken.outcome.verdict.name(), taken.outcome.advice);
            host = taken.host;
            state = taken.states.into_iter().next().ok_or("a state for each that was given")?;
        } else {
            let until = planned.wait_until.unwrap_or_default();
            sleep(Duration::from_millis(until.saturating_sub(at().now)));
        }
    }
    Ok(state)
}

/// One request and its reply; `None` when none came.
fn send(
    call: &Value,
    credentials: &Credentials,
    now_ms: u64,
    limits: &Limits,
) -> Result<Option<Reply<'static>>, Box<dyn Error>> {
    let nonce = format!("{:016x}{:016x}", random(), random());
    let options = SignOptions::at(now_ms).with_nonce(&nonce);
    let request = sign(Call::new(call)?.build(), credentials, &options)?.http;

    let mut sending = minreq::Request::new(minreq::Method::Custom(request.method.into()), request.url)
        .with_headers(request.headers.iter())
        .with_timeout(limits.timeout_ms.div_ceil(1000))
        // What is signed is for this host alone.
        .with_follow_redirects(false);
    if let Some(body) = request.body {
        sending = sending.with_body(body);
    }
    let Ok(response) = sending.send() else { return Ok(None) };

    let body = String::from_utf8_lossy(response.as_bytes()).into_owned();
    let mut reply = Reply::new(response.status_code).body(body);
    for (name, value) in response.headers {
        reply = reply.header(name, value);
    }
    Ok(Some(reply))
}

fn at() -> At {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    #[allow(clippy::cast_precision_loss)] // a fraction
    let random = random() as f64 / u64::MAX as f64;
    At { now: u64::try_from(now).unwrap_or(u64::MAX), random }
}

/// A random number, as good as the keys of the standard library's hash maps.
fn random() -> u64 {
    RandomState::new().hash_one(())
}
