//! Many call-offs behind one host, planned together: which requests go out, how many, and what each reply settles.
//! The provider is a few lines long; the clock is ours.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::unnecessary_wraps)] // in a test, a panic is a failure

use std::collections::BTreeMap;

use calloff::{At, CallOffState, HostState, Limits, Reply, Value, begin_call_off, plan_requests, take_reply};
use serde_json::{Value as Json, json};

const START: u64 = 1_795_255_200_000; // 2026-11-21T10:00:00Z

fn value(json: &Json) -> Value {
    serde_json::from_value(json.clone()).unwrap()
}

fn to_json(value: &Value) -> Json {
    serde_json::to_value(value).unwrap()
}

fn reply(status: u16, body: &Json) -> Option<Reply<'static>> {
    Some(Reply::new(status).body(body.to_string()))
}

fn fsx(index: usize) -> Json {
    let id = format!("task-{index:017x}");
    json!({ "operation": "fsx:CancelDataRepositoryTask", "region": "us-east-1", "params": { "TaskId": id } })
}

fn sfs_turbo(share: &str, task: &str) -> Json {
    let params = json!({ "project_id": "0123456789abcdef", "share_id": share, "task_id": task });
    json!({ "operation": "sfsturbo:DeleteHpcCacheTask", "region": "cn-north-4", "params": params })
}

fn nas_task(file_system: &str, task: &str) -> Json {
    let params = json!({ "FileSystemId": file_system, "DataFlowId": "df-1", "TaskId": task });
    json!({ "operation": "nas:CancelDataFlowTask", "region": "cn-wulanchabu", "params": params })
}

/// Every call-off, kept as JSON text between two steps, as by somebody who may be killed at any time.
struct Desk {
    states: Vec<String>,
    host: String,
    now: u64,
    /// The calls in the order in which they were sent.
    sent: Vec<Json>,
}

impl Desk {
    fn new(calls: &[Json]) -> Self {
        let at = At { now: START, random: 0.5 };
        let begin = |call: &Json| {
            let state =
                begin_call_off(&value(call), &Limits::default(), at, || Ok("token".to_owned())).unwrap();
            serde_json::to_string(&state).unwrap()
        };
        Self {
            states: calls.iter().map(begin).collect(),
            host: "null".to_owned(),
            now: START,
            sent: Vec::new(),
        }
    }

    fn at(&self) -> At {
        At { now: self.now, random: 0.5 }
    }

    fn state(&self, place: usize) -> CallOffState {
        CallOffState::try_from(&serde_json::from_str::<Value>(&self.states[place]).unwrap()).unwrap()
    }

    fn host(&self) -> HostState {
        HostState::try_from(&serde_json::from_str::<Value>(&self.host).unwrap()).unwrap()
    }

    /// Sends what is to be sent, again and again, until nothing more is.
    fn run(&mut self, mut provider: impl FnMut(&Json, u64) -> Option<Reply<'static>>) {
        for _ in 0..10_000 {
            let states: Vec<CallOffState> = (0..self.states.len()).map(|place| self.state(place)).collect();
            let planned = plan_requests(&states, self.host(), self.at(), usize::MAX);
            self.host = serde_json::to_string(&planned.host).unwrap();
            for request in &planned.send {
                let call = to_json(&request.call);
                self.sent.push(call.clone());
                let answer = provider(&call, self.now);
                let own: Vec<CallOffState> =
                    request.states.iter().map(|&place| states[place].clone()).collect();
                let taken = take_reply(&request.call, own, answer.as_ref(), self.host(), self.at());
                self.host = serde_json::to_string(&taken.host).unwrap();
                for (&place, state) in request.states.iter().zip(&taken.states) {
                    self.states[place] = serde_json::to_string(state).unwrap();
                }
            }
            match planned.wait_until {
                Some(until) => self.now = until,
                None if planned.send.is_empty() => return,
                None => {}
            }
        }
        panic!("there is no end to it");
    }

    /// How they ended, with how often each way.
    fn ends(&self) -> BTreeMap<String, usize> {
        let mut ends = BTreeMap::new();
        for place in 0..self.states.len() {
            let state = self.state(place);
            let end = state.end().map_or("none", |end| end.name());
            let last = state.final_state().map_or("", |state| state.name());
            *ends.entry(format!("{end} {last}").trim_end().to_owned()).or_default() += 1;
        }
        ends
    }

    fn operations(&self) -> BTreeMap<String, usize> {
        let mut operations = BTreeMap::new();
        for call in &self.sent {
            *operations.entry(call["operation"].as_str().unwrap().to_owned()).or_default() += 1;
        }
        operations
    }
}

/// FSx, with tasks that take 20 seconds to wind down.
fn fsx_provider() -> impl FnMut(&Json, u64) -> Option<Reply<'static>> {
    let mut canceled: BTreeMap<String, u64> = BTreeMap::new();
    move |call, now| {
        if let Some(id) = call["params"]["TaskId"].as_str() {
            canceled.entry(id.to_owned()).or_insert(now);
            return reply(200, &json!({ "Lifecycle": "CANCELING", "TaskId": id }));
        }
        let ids = call["params"]["TaskIds"].as_array().unwrap();
        assert!(ids.len() <= 50);
        let view = |id: &Json| {
            let state = match canceled.get(id.as_str()?) {
                Some(at) if now >= at + 20_000 => "CANCELED",
                Some(_) => "CANCELING",
                None => "EXECUTING",
            };
            Some(json!({ "TaskId": id, "Lifecycle": state }))
        };
        reply(200, &json!({ "DataRepositoryTasks": ids.iter().filter_map(view).collect::<Vec<_>>() }))
    }
}

#[test]
fn a_hundred_and_twenty_fsx_tasks_take_hardly_more_requests_than_cancels() {
    let calls: Vec<Json> = (0..120).map(fsx).collect();
    let mut desk = Desk::new(&calls);
    desk.run(fsx_provider());
    assert_eq!(desk.ends(), BTreeMap::from([("confirmed canceled".to_owned(), 120)]));
    assert_eq!(desk.operations()["fsx:CancelDataRepositoryTask"], 120);
    assert!(desk.sent.len() <= 156, "{} requests for 120 tasks", desk.sent.len());
}

#[test]
fn an_id_that_nobody_knows_does_not_decide_for_the_others() {
    let calls: Vec<Json> = (0..5).map(fsx).collect();
    let unknown = calls[3]["params"]["TaskId"].clone();
    let mut desk = Desk::new(&calls);
    let mut provider = fsx_provider();
    desk.run(|call, now| {
        let asks = call["params"]["TaskIds"].as_array().is_some_and(|ids| ids.contains(&unknown));
        if asks {
            return reply(400, &json!({ "__type": "DataRepositoryTaskNotFound", "Message": "..." }));
        }
        if call["params"]["TaskId"] == unknown {
            return reply(400, &json!({ "__type": "DataRepositoryTaskEnded", "Message": "..." }));
        }
        provider(call, now)
    });
    let ends = BTreeMap::from([("confirmed canceled".to_owned(), 4), ("confirmed".to_owned(), 1)]);
    assert_eq!(desk.ends(), ends);
}

#[test]
fn tasks_are_asked_for_together_only_where_one_request_can_ask_for_them() {
    let calls = [nas_task("cpfs-1", "task-1"), nas_task("cpfs-2", "task-2"), nas_task("cpfs-1", "task-3")];
    let mut desk = Desk::new(&calls);
    desk.run(|call, _| match call["params"]["Filters"][0]["Value"].as_str() {
        None => reply(200, &json!({ "RequestId": "1" })),
        Some(ids) => {
            let view = |id| json!({ "TaskId": id, "Status": "Canceled" });
            let tasks: Vec<Json> = ids.split(',').map(view).collect();
            reply(200, &json!({ "RequestId": "1", "TaskInfo": { "Task": tasks } }))
        }
    });
    assert_eq!(desk.ends(), BTreeMap::from([("confirmed canceled".to_owned(), 3)]));
    let asked: Vec<&Json> =
        desk.sent[3..].iter().map(|call| &call["params"]["Filters"][0]["Value"]).collect();
    assert_eq!(asked, [&json!("task-1,task-3"), &json!("task-2")]);
}

#[test]
fn a_whole_list_without_a_task_tells_that_its_record_is_gone() {
    let calls: Vec<Json> = ["a", "b", "c"].iter().map(|task| sfs_turbo("share", task)).collect();
    let mut desk = Desk::new(&calls);
    desk.run(|call, _| match call["operation"].as_str().unwrap() {
        "sfsturbo:DeleteHpcCacheTask" => reply(202, &json!({})),
        "sfsturbo:ListHpcCacheTasks" => {
            reply(200, &json!({ "tasks": [{ "task_id": "a", "status": "DELETING" }], "count": 1 }))
        }
        _ => reply(400, &json!({ "errCode": "SFS.TURBO.0106", "errMsg": "..." })),
    });
    assert_eq!(desk.ends(), BTreeMap::from([("confirmed canceled".to_owned(), 3)]));
    // Two of the three were not in the list, and nobody asked for them again.
    assert_eq!(desk.operations()["sfsturbo:ShowHpcCacheTask"], 1);
}

#[test]
fn a_list_that_is_not_whole_tells_nothing_of_what_it_leaves_out() {
    let calls: Vec<Json> = ["a", "b"].iter().map(|task| sfs_turbo("share", task)).collect();
    let mut desk = Desk::new(&calls);
    desk.run(|call, _| match call["operation"].as_str().unwrap() {
        "sfsturbo:DeleteHpcCacheTask" => reply(202, &json!({})),
        "sfsturbo:ListHpcCacheTasks" => {
            reply(200, &json!({ "tasks": [{ "task_id": "z", "status": "DOING" }], "count": 2000 }))
        }
        _ => reply(400, &json!({ "errCode": "SFS.TURBO.0106", "errMsg": "..." })),
    });
    assert_eq!(desk.ends(), BTreeMap::from([("confirmed canceled".to_owned(), 2)]));
    assert_eq!(desk.operations()["sfsturbo:ShowHpcCacheTask"], 2, "each was asked for by itself");
}

#[test]
fn who_may_not_list_tasks_is_asked_one_by_one_and_never_tried_again() {
    let calls: Vec<Json> = ["a", "b"].iter().map(|task| sfs_turbo("share", task)).collect();
    let mut desk = Desk::new(&calls);
    let mut looks = 0;
    desk.run(|call, _| match call["operation"].as_str().unwrap() {
        "sfsturbo:DeleteHpcCacheTask" => reply(202, &json!({})),
        "sfsturbo:ListHpcCacheTasks" => reply(403, &json!({ "error_code": "APIGW.0302" })),
        _ => {
            looks += 1;
            let id = &call["params"]["task_id"];
            if looks > 4 {
                return reply(400, &json!({ "errCode": "SFS.TURBO.0106", "errMsg": "..." }));
            }
            reply(200, &json!({ "task_id": id, "status": "DELETING" }))
        }
    });
    assert_eq!(desk.ends(), BTreeMap::from([("confirmed canceled".to_owned(), 2)]));
    assert_eq!(desk.operations()["sfsturbo:ListHpcCacheTasks"], 1);
}

#[test]
fn a_lost_cancel_whose_task_is_gone_then_is_confirmed() {
    let mut desk = Desk::new(&[sfs_turbo("share", "a")]);
    let mut is_first = true;
    desk.run(|call, _| {
        if std::mem::take(&mut is_first) {
            return None;
        }
        assert!(call["params"]["task_id"] == "a");
        reply(400, &json!({ "errCode": "SFS.TURBO.0106", "errMsg": "..." }))
    });
    assert_eq!(desk.ends(), BTreeMap::from([("confirmed canceled".to_owned(), 1)]));
}

#[test]
fn a_step_that_was_lost_after_sending_keeps_its_token() {
    let mut desk = Desk::new(&[nas_task("cpfs-1", "task-1")]);
    let mut cancels = Vec::new();
    desk.run(|call, _| {
        if call["operation"] == "nas:CancelDataFlowTask" {
            cancels.push(call["params"]["ClientToken"].clone());
            return if cancels.len() < 3 { None } else { reply(200, &json!({ "RequestId": "1" })) };
        }
        let task = json!({ "TaskId": "task-1", "Status": "Canceled" });
        reply(200, &json!({ "RequestId": "1", "TaskInfo": { "Task": [task] } }))
    });
    assert_eq!(desk.ends(), BTreeMap::from([("confirmed canceled".to_owned(), 1)]));
    assert_eq!(cancels, vec![json!("token"); 3]);
}

#[test]
fn no_more_than_asked_for_is_planned_and_looks_come_first() {
    let at = At { now: START, random: 0.5 };
    let begin =
        |index| begin_call_off(&value(&fsx(index)), &Limits::default(), at, || Ok(String::new())).unwrap();
    let first = begin(0);
    let accepted = reply(200, &json!({ "Lifecycle": "CANCELING", "TaskId": format!("task-{:017x}", 0) }));
    let taken = take_reply(&first.next().unwrap(), vec![first], accepted.as_ref(), HostState::default(), at);
    let states = [begin(1), begin(2), taken.states[0].clone()];
    let later = At { now: START + 5_000, ..at };
    let planned = plan_requests(&states, taken.host.clone(), later, 2);
    let places: Vec<&[usize]> = planned.send.iter().map(|request| &request.states[..]).collect();
    assert_eq!(places, [&[2][..], &[0]]);
    assert_eq!(planned.wait_until, None, "the rest is due as soon as the caller has a place for it");
    // Before anything is due, it says when that will be.
    let planned = plan_requests(&taken.states, taken.host, at, 2);
    assert_eq!((planned.send.len(), planned.wait_until), (0, Some(START + 5_000)));
}

#[test]
fn a_state_of_another_version_or_shape_is_refused() {
    let state = serde_json::from_str::<Json>(&Desk::new(&[fsx(0)]).states[0]).unwrap();
    let with = |name: &str, value: Json| {
        let mut state = state.clone();
        state[name] = value;
        state
    };
    for (state, message) in [
        (json!({}), "state.v: expected version 1 of calloff's own form, found nothing"),
        (with("v", json!("1")), "state.v: expected version 1 of calloff's own form, found a string"),
        (with("looks", json!(-1)), "state.looks: expected a count, found a number"),
        (with("cost", json!(-1)), "state.cost: expected a count, found a number"),
        (with("acceptedAt", json!(-1)), "state.acceptedAt: expected Unix milliseconds, found a number"),
        (with("seen", json!("yes")), "state.seen: expected true or false, found a string"),
        (with("v", json!(2)), "state.v: expected version 1 of calloff's own form, found 2"),
        (with("dueAt", json!("soon")), "state.dueAt: expected Unix milliseconds, found a string"),
        (with("deadlineAt", json!(null)), "state.deadlineAt: expected Unix milliseconds, found null"),
        (
            with("asking", json!("nothing")),
            "state.asking: expected a word that calloff writes, found a string",
        ),
    ] {
        let error = CallOffState::try_from(&value(&state)).unwrap_err();
        assert_eq!(error.findings[0].message, message);
    }
    assert!(HostState::try_from(&value(&json!({ "v": 3 }))).is_err());
}

#[test]
fn a_reply_to_something_else_tells_a_state_nothing() {
    let at = At { now: START, random: 0.5 };
    let state = begin_call_off(&value(&fsx(0)), &Limits::default(), at, || Ok(String::new())).unwrap();
    let cancel = state.next().unwrap();
    let accepted = reply(200, &json!({ "Lifecycle": "CANCELING", "TaskId": fsx(0)["params"]["TaskId"] }));
    let taken = take_reply(&cancel, vec![state], accepted.as_ref(), HostState::default(), at);
    // The same reply comes twice.
    let again = take_reply(&cancel, taken.states.clone(), accepted.as_ref(), taken.host, at);
    assert_eq!(again.states, taken.states);
    // A look at several tasks fails for one of them, and only this one's state is at hand.
    let mut look = to_json(&taken.states[0].next().unwrap());
    look["params"]["TaskIds"] = json!([fsx(0)["params"]["TaskId"], fsx(1)["params"]["TaskId"]]);
    let unknown = reply(400, &json!({ "__type": "DataRepositoryTaskNotFound", "Message": "..." }));
    let alone = take_reply(&value(&look), again.states, unknown.as_ref(), again.host, at);
    assert_eq!(alone.states[0].end(), None);
}

#[test]
fn a_hint_of_hours_puts_no_deadline_off() {
    let limits = Limits { deadline_ms: 60_000, ..Limits::default() };
    let at = At { now: START, random: 0.5 };
    let state = begin_call_off(&value(&fsx(0)), &limits, at, || Ok(String::new())).unwrap();
    let throttled = Reply::new(429).header("x-amz-retry-after", "36000000").body("{}");
    let call = state.next().unwrap();
    let taken = take_reply(&call, vec![state], Some(&throttled), HostState::default(), at);
    let planned = plan_requests(&taken.states, taken.host, At { now: START + 6_000, ..at }, 1);
    assert!(planned.send.len() == 1 || planned.wait_until.unwrap() <= START + 60_000, "{planned:?}");
}

#[test]
fn empty_text_is_no_idempotency_token() {
    let mut call = nas_task("cpfs-1", "task-1");
    call["params"]["ClientToken"] = json!("");
    let at = At { now: START, random: 0.5 };
    let state = begin_call_off(&value(&call), &Limits::default(), at, || Ok("made".to_owned())).unwrap();
    assert_eq!(to_json(state.call())["params"]["ClientToken"], "made");
}

#[test]
fn last_looks_wait_for_their_turn_where_the_provider_asks_for_silence() {
    let limits = Limits { deadline_ms: 60_000, ..Limits::default() };
    let at = |ms| At { now: START + ms, random: 0.5 };
    let begin = |index| begin_call_off(&value(&fsx(index)), &limits, at(0), || Ok(String::new())).unwrap();
    let throttled = Reply::new(429).header("x-amz-retry-after", "5000").body("{}");
    let cancel = begin(0).next().unwrap();
    let taken = take_reply(&cancel, vec![begin(0)], Some(&throttled), HostState::default(), at(59_000));
    let states: Vec<CallOffState> = (0..100).map(begin).collect();
    // Before the deadline, all keep still until then.
    let planned = plan_requests(&states, taken.host.clone(), at(59_500), usize::MAX);
    assert_eq!((planned.send.len(), planned.wait_until), (0, Some(START + 60_000)));
    // At the deadline they do not all come at once.
    let planned = plan_requests(&states, taken.host, at(60_000), usize::MAX);
    assert!((1..=10).contains(&planned.send.len()), "{} at once", planned.send.len());
    assert!(planned.wait_until.unwrap() <= START + 60_200, "{:?}", planned.wait_until);
}

#[test]
fn a_host_state_can_be_read_again_however_long_a_task_took_to_end() {
    let limits = Limits { deadline_ms: u64::MAX, ..Limits::default() };
    let at = |now| At { now, random: 0.5 };
    let state = begin_call_off(&value(&fsx(0)), &limits, at(START), || Ok(String::new())).unwrap();
    let task = |state| json!({ "TaskId": fsx(0)["params"]["TaskId"], "Lifecycle": state });
    let accepted = reply(200, &task("CANCELING"));
    let cancel = state.next().unwrap();
    let taken = take_reply(&cancel, vec![state], accepted.as_ref(), HostState::default(), at(START));
    let canceled = reply(200, &json!({ "DataRepositoryTasks": [task("CANCELED")] }));
    let look = taken.states[0].next().unwrap();
    let a_season_later = at(START + 90 * 86_400_000);
    let taken = take_reply(&look, taken.states, canceled.as_ref(), taken.host, a_season_later);
    assert!(taken.states[0].is_done());
    let stored = serde_json::to_string(&taken.host).unwrap();
    assert_eq!(HostState::try_from(&serde_json::from_str::<Value>(&stored).unwrap()).unwrap(), taken.host);
}
