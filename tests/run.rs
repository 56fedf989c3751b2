//! Call-offs by themselves: what is sent next and when, with a fake clock and the replies given. One is told as lines,
//! such as `send fsx:CancelDataRepositoryTask`, `wait 5000`, `end confirmed canceled`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // in a test, a panic is a failure

use calloff::{At, CallOffState, Goal, HostState, Limits, Reply, Value, Verdict};
use serde_json::{Value as Json, json};

const START: u64 = 1_795_255_200_000; // 2026-11-21T10:00:00Z
const FSX_TASK: &str = "task-0123456789abcdef0";

fn value(json: &Json) -> Value {
    serde_json::from_value(json.clone()).unwrap()
}

fn fsx() -> Json {
    json!({ "operation": "fsx:CancelDataRepositoryTask", "region": "us-east-1", "params": { "TaskId": FSX_TASK } })
}

fn snow() -> Json {
    json!({ "operation": "snow-device-management:CancelTask", "region": "us-west-2", "params": { "taskId": "abc" } })
}

fn nas() -> Json {
    let params = json!({
        "FileSystemId": "bmcpfs-370lx1ev9ss27o0abcd",
        "DataFlowId": "df-194433a5be31abcd",
        "DataFlowTaskId": "task-38aa8e890f45abcd",
        "DataFlowSubTaskId": "subTaskId-1",
    });
    json!({ "operation": "nas:CancelDataFlowSubTask", "region": "cn-wulanchabu", "params": params })
}

fn nas_task() -> Json {
    let params = json!({ "FileSystemId": "cpfs-099394bd928cabcd", "DataFlowId": "df-1", "TaskId": "task-1" });
    json!({ "operation": "nas:CancelDataFlowTask", "region": "cn-wulanchabu", "params": params })
}

fn sfs_turbo() -> Json {
    let params = json!({ "project_id": "0123456789abcdef", "share_id": "77ba6f4b", "task_id": "11abef67" });
    json!({ "operation": "sfsturbo:DeleteHpcCacheTask", "region": "cn-north-4", "params": params })
}

fn reply(status: u16, body: &Json) -> Reply<'static> {
    Reply::new(status).body(body.to_string())
}

fn with(mut reply: Reply<'static>, name: &str, value: &str) -> Reply<'static> {
    reply.headers.push((name.to_owned().into(), value.to_owned().into()));
    reply
}

/// A connection that broke, or a reply that did not come in time.
fn nothing() -> Reply<'static> {
    Reply::new(0).body_error("no reply came")
}

fn fsx_error(code: &str) -> Reply<'static> {
    reply(400, &json!({ "__type": code, "Message": "..." }))
}

fn fsx_cancel(state: &str) -> Reply<'static> {
    reply(200, &json!({ "Lifecycle": state, "TaskId": FSX_TASK }))
}

fn fsx_task(state: &str) -> Reply<'static> {
    reply(200, &json!({ "DataRepositoryTasks": [{ "TaskId": FSX_TASK, "Lifecycle": state }] }))
}

fn nas_tasks(tasks: &Json, next: Option<&str>) -> Reply<'static> {
    reply(
        200,
        &json!({ "RequestId": "1", "NextToken": next, "DataFlowSubTask": { "DataFlowSubTask": tasks } }),
    )
}

fn nas_error(status: u16, code: &str) -> Reply<'static> {
    reply(status, &json!({ "RequestId": "1", "Code": code, "Message": "..." }))
}

fn sfs_turbo_task(state: &str) -> Reply<'static> {
    reply(200, &json!({ "task_id": "11abef67", "status": state, "message": "" }))
}

fn gone() -> Reply<'static> {
    reply(400, &json!({ "errCode": "SFS.TURBO.0106", "errMsg": "Invalid task id." }))
}

fn unavailable() -> Reply<'static> {
    reply(503, &json!({}))
}

/// What a call is sent for, and how patiently.
#[derive(Clone, Copy)]
struct Plan {
    goal: Goal,
    limits: Limits,
}

fn answer() -> Plan {
    Plan { goal: Goal::Answer, limits: Limits::default() }
}

fn to_the_end() -> Plan {
    Plan { goal: Goal::End, limits: Limits::default() }
}

impl Plan {
    fn with(mut self, change: impl FnOnce(&mut Limits)) -> Self {
        change(&mut self.limits);
        self
    }
}

/// What a run did, line by line.
struct Story {
    lines: Vec<String>,
    calls: Vec<Json>,
    verdicts: Vec<Verdict>,
    advice: String,
    host: HostState,
}

fn begin(call: &Json, plan: Plan, now: u64) -> Result<CallOffState, calloff::CalloffError> {
    let at = At { now, random: 0.5 };
    calloff::begin(&value(call), plan.goal, &plan.limits, at, || Ok("one-token".to_owned()))
}

/// The state after a way through JSON text, as if another process had taken it up.
fn stored(state: &CallOffState) -> CallOffState {
    let text = serde_json::to_string(state).unwrap();
    CallOffState::try_from(&serde_json::from_str::<Value>(&text).unwrap()).unwrap()
}

/// Runs a call with a random number of 1/2: delays are half of their bound, polls are as long as planned. The
/// last reply is repeated for ever.
fn run(call: &Json, plan: Plan, replies: &[Reply<'static>]) -> Story {
    let mut state = begin(call, plan, START).unwrap();
    let mut story = Story {
        lines: Vec::new(),
        calls: Vec::new(),
        verdicts: Vec::new(),
        advice: String::new(),
        host: HostState::default(),
    };
    let mut at = At { now: START, random: 0.5 };
    for index in 0..1000 {
        let sending = state.next().unwrap();
        let sent = serde_json::to_value(&sending).unwrap();
        story.lines.push(format!("send {}", sent["operation"].as_str().unwrap()));
        story.calls.push(sent);
        let reply = replies.get(index).or(replies.last()).unwrap();
        let taken = calloff::take_reply(&sending, vec![stored(&state)], Some(reply), story.host, at);
        let [after] = taken.states.try_into().unwrap();
        (state, story.host) = (stored(&after), taken.host);
        assert_eq!(state, after);
        story.advice = taken.outcome.advice.to_string();
        if serde_json::to_value(&state).unwrap()["sends"].is_null() {
            story.verdicts.push(taken.outcome.verdict);
        }
        if state.is_done() {
            let end = state.end().map_or("settled", |end| end.name());
            let final_state =
                state.final_state().map(|state| format!(" {}", state.name())).unwrap_or_default();
            story.lines.push(format!("end {end}{final_state}"));
            return story;
        }
        if state.wants_other_credentials() {
            story.lines.push("renew".to_owned());
        }
        if state.due_at() > at.now {
            story.lines.push(format!("wait {}", state.due_at() - at.now));
        }
        at.now = state.due_at();
    }
    panic!("no end after {} lines", story.lines.len());
}

fn lines(call: &Json, plan: Plan, replies: &[Reply<'static>]) -> Vec<String> {
    run(call, plan, replies).lines
}

const FSX_CANCEL: &str = "send fsx:CancelDataRepositoryTask";
const FSX_STATUS: &str = "send fsx:DescribeDataRepositoryTasks";
const SNOW_CANCEL: &str = "send snow-device-management:CancelTask";
const SNOW_STATUS: &str = "send snow-device-management:DescribeTask";
const SNOW_PARTS: &str = "send snow-device-management:ListExecutions";
const NAS_CANCEL: &str = "send nas:CancelDataFlowSubTask";
const NAS_STATUS: &str = "send nas:DescribeDataFlowSubTasks";
const SFS_CANCEL: &str = "send sfsturbo:DeleteHpcCacheTask";
const SFS_STATUS: &str = "send sfsturbo:ShowHpcCacheTask";

// ── One call ──

#[test]
fn what_is_settled_is_sent_once() {
    for reply in [
        fsx_cancel("CANCELING"),
        fsx_error("DataRepositoryTaskEnded"),
        fsx_error("DataRepositoryTaskNotFound"),
        fsx_error("UnsupportedOperation"),
        fsx_error("BadRequest"),
        fsx_error("AccessDeniedException"),
        fsx_error("ExpiredTokenException"),
        reply(404, &json!({})),
    ] {
        assert_eq!(lines(&fsx(), answer(), &[reply]), [FSX_CANCEL, "end settled"]);
    }
}

#[test]
fn what_may_be_repeated_is_sent_three_times_with_growing_delays() {
    let plain = [FSX_CANCEL, "wait 25", FSX_CANCEL, "wait 50", FSX_CANCEL, "end settled"];
    let html = Reply::new(502).body("<html>Bad Gateway</html>");
    let cut = Reply::new(200).body("{\"Lifecycle\":");
    for reply in [unavailable(), nothing(), html, cut, fsx_error("InternalServerError")] {
        assert_eq!(lines(&fsx(), answer(), &[reply]), plain);
    }
    let throttled = [FSX_CANCEL, "wait 500", FSX_CANCEL, "wait 1000", FSX_CANCEL, "end settled"];
    let busy_page = Reply::new(429).body("<html>Slow down</html>");
    for reply in [fsx_error("ThrottlingException"), reply(429, &json!({})), busy_page] {
        assert_eq!(lines(&fsx(), answer(), &[reply]), throttled);
    }
}

#[test]
fn a_retry_that_gets_an_answer_ends_there() {
    let replies = [unavailable(), fsx_cancel("CANCELING")];
    let story = run(&fsx(), answer(), &replies);
    assert_eq!(story.lines, [FSX_CANCEL, "wait 25", FSX_CANCEL, "end settled"]);
    assert_eq!(story.verdicts, [Verdict::Accepted]);
}

#[test]
fn a_plan_sets_how_often_and_how_long() {
    let patient = answer().with(|limits| {
        limits.max_attempts = 5;
        limits.max_delay_ms = 60;
    });
    assert_eq!(
        lines(&fsx(), patient, &[unavailable()]),
        [
            FSX_CANCEL,
            "wait 25",
            FSX_CANCEL,
            "wait 30",
            FSX_CANCEL,
            "wait 30",
            FSX_CANCEL,
            "wait 30",
            FSX_CANCEL,
            "end settled"
        ]
    );
    let once = answer().with(|limits| {
        limits.max_attempts = 1;
        limits.renewable = true;
    });
    for reply in [unavailable(), fsx_error("ExpiredTokenException"), skewed()] {
        assert_eq!(lines(&fsx(), once, &[reply]), [FSX_CANCEL, "end settled"]);
    }
}

#[test]
fn what_a_run_is_after_must_be_what_its_call_is_for() {
    let list = json!({ "operation": "fsx:DescribeDataRepositoryTasks", "region": "us-east-1", "params": {} });
    for (call, goal) in [(&list, Goal::End), (&fsx(), Goal::Tasks)] {
        let plan = Plan { goal, ..answer() };
        let error = begin(call, plan, START).unwrap_err();
        assert_eq!(error.findings[0].path, "operation");
    }
}

fn skewed() -> Reply<'static> {
    with(fsx_error("RequestTimeTooSkewed"), "date", "Sat, 21 Nov 2026 10:20:00 GMT")
}

#[test]
fn a_skewed_clock_is_corrected_once() {
    let story = run(&fsx(), answer(), &[skewed(), fsx_cancel("CANCELING")]);
    assert_eq!(story.lines, [FSX_CANCEL, FSX_CANCEL, "end settled"]);
    assert_eq!(story.host.skew_ms(), 20 * 60_000);
    assert_eq!(lines(&fsx(), answer(), &[skewed()]), [FSX_CANCEL, FSX_CANCEL, "end settled"]);
    // Without the provider's time there is nothing to correct it with.
    let timeless = fsx_error("RequestTimeTooSkewed");
    assert_eq!(lines(&fsx(), answer(), &[timeless]), [FSX_CANCEL, "end settled"]);
}

#[test]
fn credentials_are_asked_for_anew_once_and_only_where_that_can_be() {
    let renewable = answer().with(|limits| limits.renewable = true);
    let expired = fsx_error("ExpiredTokenException");
    assert_eq!(
        lines(&fsx(), renewable, &[expired.clone(), fsx_cancel("CANCELING")]),
        [FSX_CANCEL, "renew", FSX_CANCEL, "end settled"]
    );
    assert_eq!(
        lines(&fsx(), renewable, std::slice::from_ref(&expired)),
        [FSX_CANCEL, "renew", FSX_CANCEL, "end settled"]
    );
    assert_eq!(lines(&fsx(), answer(), &[expired]), [FSX_CANCEL, "end settled"]);
    let denied = fsx_error("AccessDeniedException");
    assert_eq!(lines(&fsx(), renewable, &[denied]), [FSX_CANCEL, "end settled"]);
}

#[test]
fn a_clock_is_corrected_by_the_time_in_a_message_where_there_is_no_date() {
    let message = "Signature expired: 20261127T094000Z is now earlier than 20261127T095500Z (20261127T100000Z - 5 min.)";
    let expired = reply(400, &json!({ "__type": "InvalidSignatureException", "message": message }));
    assert_eq!(
        lines(&fsx(), answer(), &[expired, fsx_cancel("CANCELING")]),
        [FSX_CANCEL, FSX_CANCEL, "end settled"]
    );
}

#[test]
fn a_temporary_key_without_its_token_is_a_matter_of_credentials() {
    let missing = nas_error(400, "MissingSecurityToken");
    let renewable = answer().with(|limits| limits.renewable = true);
    let accepted = reply(200, &json!({ "RequestId": "1" }));
    assert_eq!(
        lines(&nas(), renewable, &[missing, accepted]),
        [NAS_CANCEL, "renew", NAS_CANCEL, "end settled"]
    );
}

#[test]
fn what_an_endpoint_does_not_have_ends_a_call_off_at_once() {
    let lacking = reply(501, &json!({ "__type": "InternalFailure", "message": "not yet implemented" }));
    assert_eq!(
        lines(&fsx(), to_the_end(), &[lacking.clone(), lacking]),
        [FSX_CANCEL, FSX_STATUS, "end refused"]
    );
    let lacking = Reply::new(501);
    assert_eq!(
        lines(&fsx(), to_the_end(), &[fsx_cancel("CANCELING"), lacking]),
        [FSX_CANCEL, "wait 5000", FSX_STATUS, "end unconfirmed"]
    );
}

#[test]
fn a_used_nonce_is_retried_with_the_same_credentials() {
    let used = nas_error(400, "SignatureNonceUsed");
    let renewable = answer().with(|limits| limits.renewable = true);
    assert_eq!(
        lines(&nas(), renewable, &[used, reply(200, &json!({ "RequestId": "1" }))]),
        [NAS_CANCEL, "wait 25", NAS_CANCEL, "end settled"]
    );
}

#[test]
fn hints_are_waited_for() {
    let aws = with(unavailable(), "x-amz-retry-after", "1500");
    assert_eq!(
        lines(&fsx(), answer(), &[aws, fsx_cancel("CANCELING")]),
        [FSX_CANCEL, "wait 1500", FSX_CANCEL, "end settled"]
    );
    let alibaba = with(nas_error(400, "Throttling.User"), "x-acs-retry-after", "2500");
    let accepted = reply(200, &json!({ "RequestId": "1" }));
    assert_eq!(
        lines(&nas(), answer(), &[alibaba, accepted]),
        [NAS_CANCEL, "wait 2500", NAS_CANCEL, "end settled"]
    );
    let standard = with(reply(429, &json!({ "error_code": "APIGW.0308" })), "retry-after", "7");
    assert_eq!(
        lines(&sfs_turbo(), answer(), &[standard, reply(202, &json!({}))]),
        [SFS_CANCEL, "wait 7000", SFS_CANCEL, "end settled"]
    );
}

#[test]
fn a_hint_that_is_longer_than_any_delay_is_left_to_the_caller_and_kept_while_asking() {
    let later = with(reply(429, &json!({ "error_code": "APIGW.0308" })), "retry-after", "60");
    assert_eq!(lines(&sfs_turbo(), answer(), std::slice::from_ref(&later)), [SFS_CANCEL, "end settled"]);
    assert_eq!(
        lines(&sfs_turbo(), to_the_end(), &[later.clone(), sfs_turbo_task("SUCCESS")]),
        [SFS_CANCEL, "wait 60000", SFS_STATUS, "end confirmed succeeded"]
    );
    let replies = [reply(202, &json!({})), later, gone()];
    assert_eq!(
        lines(&sfs_turbo(), to_the_end(), &replies),
        [SFS_CANCEL, "wait 10000", SFS_STATUS, "wait 60000", SFS_STATUS, "end confirmed canceled"]
    );
}

#[test]
fn corrections_are_no_retries() {
    let plan = answer().with(|limits| limits.renewable = true);
    let expired = fsx_error("ExpiredTokenException");
    let replies = [unavailable(), unavailable(), expired, skewed(), fsx_cancel("CANCELING")];
    assert_eq!(
        lines(&fsx(), plan, &replies),
        [
            FSX_CANCEL,
            "wait 25",
            FSX_CANCEL,
            "wait 50",
            FSX_CANCEL,
            "renew",
            FSX_CANCEL,
            FSX_CANCEL,
            "end settled"
        ]
    );
}

#[test]
fn when_the_budget_is_spent_there_are_no_retries() {
    let host: Value = serde_json::from_value(json!({ "v": 1, "budget": 13 })).unwrap();
    let host = HostState::try_from(&host).unwrap();
    let at = At { now: START, random: 0.5 };
    let is_done = |reply: &Reply| {
        let state = begin(&fsx(), answer(), START).unwrap();
        let taken = calloff::take_reply(&value(&fsx()), vec![state], Some(reply), host.clone(), at);
        taken.states[0].is_done()
    };
    assert!(is_done(&unavailable()));
    assert!(!is_done(&fsx_error("ThrottlingException")));
}

#[test]
fn a_success_pays_back_what_its_last_retry_cost() {
    let replies = [unavailable(), fsx_error("ThrottlingException"), fsx_cancel("CANCELING")];
    assert_eq!(run(&fsx(), answer(), &replies).host.budget(), 500 - 14 - 5 + 5);
    assert_eq!(run(&fsx(), answer(), &[fsx_cancel("CANCELING")]).host.budget(), 500);
}

#[test]
fn an_idempotency_token_is_made_once_and_kept() {
    for call in [nas(), nas_task()] {
        let story = run(&call, answer(), &[unavailable()]);
        assert_eq!(story.calls.len(), 3);
        assert!(story.calls.iter().all(|call| call["params"]["ClientToken"] == "one-token"));
    }
    let mut own = nas();
    own["params"]["ClientToken"] = json!("mine");
    assert_eq!(run(&own, answer(), &[unavailable()]).calls[2]["params"]["ClientToken"], "mine");
    assert_eq!(run(&fsx(), answer(), &[unavailable()]).calls[0], fsx());
}

// ── To the end ──

#[test]
fn a_task_is_asked_after_until_it_no_longer_runs() {
    let replies =
        [fsx_cancel("CANCELING"), fsx_task("CANCELING"), fsx_task("CANCELING"), fsx_task("CANCELED")];
    let story = run(&fsx(), to_the_end(), &replies);
    assert_eq!(
        story.lines,
        [
            FSX_CANCEL,
            "wait 5000",
            FSX_STATUS,
            "wait 7500",
            FSX_STATUS,
            "wait 11250",
            FSX_STATUS,
            "end confirmed canceled"
        ]
    );
    assert_eq!(story.calls[1]["params"], json!({ "TaskIds": [FSX_TASK] }));
    assert_eq!(story.verdicts, [Verdict::Accepted, Verdict::Ok, Verdict::Ok, Verdict::Ok]);
}

#[test]
fn any_final_state_ends_it_as_what_it_is() {
    for (state, end) in [
        ("CANCELED", "end confirmed canceled"),
        ("SUCCEEDED", "end confirmed succeeded"),
        ("FAILED", "end confirmed failed"),
    ] {
        let replies = [fsx_cancel("CANCELING"), fsx_task(state)];
        assert_eq!(lines(&fsx(), to_the_end(), &replies).last().unwrap(), end);
        // The cancel call's own answer may have it already.
        assert_eq!(lines(&fsx(), to_the_end(), &[fsx_cancel(state)]), [FSX_CANCEL, end]);
    }
    for (state, end) in [
        ("CANCELED", "end confirmed canceled"),
        ("COMPLETE", "end confirmed succeeded"),
        ("FAILED", "end confirmed failed"),
        ("EXPIRED", "end confirmed expired"),
    ] {
        let task = json!([{ "DataFlowSubTaskId": "subTaskId-1", "Status": state }]);
        let replies = [reply(200, &json!({ "RequestId": "1" })), nas_tasks(&task, None)];
        assert_eq!(lines(&nas(), to_the_end(), &replies).last().unwrap(), end);
    }
    let completed = reply(200, &json!({ "taskId": "abc", "state": "COMPLETED" }));
    assert_eq!(
        lines(&snow(), to_the_end(), &[reply(200, &json!({ "taskId": "abc" })), completed]),
        [SNOW_CANCEL, "wait 5000", SNOW_STATUS, "end confirmed succeeded"]
    );
}

#[test]
fn a_canceled_task_whose_parts_go_on_still_runs() {
    let accepted = reply(200, &json!({ "taskId": "abc" }));
    let canceled = reply(200, &json!({ "taskId": "abc", "state": "CANCELED" }));
    let parts = |states: &[&str], next: Option<&str>| {
        let executions: Vec<Json> = states
            .iter()
            .map(|state| json!({ "managedDeviceId": "smd-1", "taskId": "abc", "state": state }))
            .collect();
        reply(200, &json!({ "executions": executions, "nextToken": next }))
    };
    let story = run(
        &snow(),
        to_the_end(),
        &[
            accepted.clone(),
            canceled.clone(),
            parts(&["CANCELED"], Some("page2")),
            parts(&["IN_PROGRESS"], None),
            canceled.clone(),
            parts(&["CANCELED", "SUCCEEDED"], None),
        ],
    );
    assert_eq!(
        story.lines,
        [
            SNOW_CANCEL,
            "wait 5000",
            SNOW_STATUS,
            SNOW_PARTS,
            SNOW_PARTS,
            "wait 7500",
            SNOW_STATUS,
            SNOW_PARTS,
            "end confirmed canceled"
        ]
    );
    assert_eq!(story.calls[3]["params"], json!({ "taskId": "abc", "nextToken": "page2" }));
    // Who may not look at them cannot tell; where there are none, the task's own word counts.
    for (reply, end) in [
        (reply(403, &json!({ "code": "AccessDeniedException" })), "end unconfirmed"),
        (reply(404, &json!({ "code": "ResourceNotFoundException" })), "end confirmed canceled"),
        (parts(&[], None), "end confirmed canceled"),
        // That says nothing of parts.
        (reply(200, &json!({})), "end unconfirmed"),
        (reply(200, &json!({ "executions": [{ "state": "QUEUED" }] })), "end unconfirmed"),
        (Reply::new(404).body("<html>"), "end unconfirmed"),
    ] {
        let replies = [accepted.clone(), canceled.clone(), reply];
        assert_eq!(lines(&snow(), to_the_end(), &replies).last().unwrap(), end);
    }
}

#[test]
fn a_task_that_ended_before_is_confirmed_with_its_true_state() {
    let ended = fsx_error("DataRepositoryTaskEnded");
    assert_eq!(
        lines(&fsx(), to_the_end(), &[ended.clone(), fsx_task("SUCCEEDED")]),
        [FSX_CANCEL, FSX_STATUS, "end confirmed succeeded"]
    );
    // A look that shows it running counts for more.
    let plan = to_the_end().with(|limits| limits.deadline_ms = 8_000);
    let replies = [ended.clone(), fsx_task("EXECUTING"), nothing()];
    assert_eq!(lines(&fsx(), plan, &replies).last().unwrap(), "end unconfirmed");
    // That it ended is known, even when nobody says how.
    for code in ["AccessDeniedException", "DataRepositoryTaskNotFound"] {
        assert_eq!(
            lines(&fsx(), to_the_end(), &[ended.clone(), fsx_error(code)]),
            [FSX_CANCEL, FSX_STATUS, "end confirmed"]
        );
    }
}

#[test]
fn what_the_provider_will_not_do_is_refused() {
    for code in ["DataRepositoryTaskNotFound", "AccessDeniedException", "ExpiredTokenException"] {
        assert_eq!(lines(&fsx(), to_the_end(), &[fsx_error(code)]), [FSX_CANCEL, "end refused"]);
    }
    // What it rejects may have ended: that takes a look, whatever comes of it.
    for code in ["UnsupportedOperation", "BadRequest"] {
        for look in [fsx_error(code), fsx_task("EXECUTING"), fsx_error("AccessDeniedException")] {
            assert_eq!(
                lines(&fsx(), to_the_end(), &[fsx_error(code), look]),
                [FSX_CANCEL, FSX_STATUS, "end refused"]
            );
        }
    }
    let rejected = reply(400, &json!({ "code": "ValidationException", "message": "..." }));
    let completed = reply(200, &json!({ "taskId": "abc", "state": "COMPLETED" }));
    assert_eq!(
        lines(&snow(), to_the_end(), &[rejected, completed]),
        [SNOW_CANCEL, SNOW_STATUS, "end confirmed succeeded"]
    );
    assert_eq!(lines(&sfs_turbo(), to_the_end(), &[gone()]), [SFS_CANCEL, "end refused"]);
    // Its state forbids it, and it runs on.
    let running = json!({ "TaskInfo": { "Task": [{ "TaskId": "task-1", "Status": "Executing" }] } });
    let replies = [nas_error(403, "OperationDenied.DependencyViolation"), reply(200, &running)];
    assert_eq!(
        lines(&nas_task(), to_the_end(), &replies),
        ["send nas:CancelDataFlowTask", "send nas:DescribeDataFlowTasks", "end refused"]
    );
}

#[test]
fn a_cancel_whose_reply_was_lost_is_settled_by_asking() {
    // It took effect.
    assert_eq!(
        lines(
            &fsx(),
            to_the_end(),
            &[nothing(), nothing(), nothing(), fsx_task("CANCELING"), fsx_task("CANCELED")]
        ),
        [
            FSX_CANCEL,
            "wait 25",
            FSX_CANCEL,
            "wait 50",
            FSX_CANCEL,
            FSX_STATUS,
            "wait 5000",
            FSX_STATUS,
            "end confirmed canceled"
        ]
    );
    // It did not: the task still runs, so it is canceled anew, under the same token.
    let running = nas_tasks(&json!([{ "DataFlowSubTaskId": "subTaskId-1", "Status": "RUNNING" }]), None);
    let ended = nas_tasks(&json!([{ "DataFlowSubTaskId": "subTaskId-1", "Status": "CANCELED" }]), None);
    let accepted = reply(200, &json!({ "RequestId": "1" }));
    let story = run(&nas(), to_the_end(), &[nothing(), nothing(), nothing(), running, accepted, ended]);
    assert_eq!(
        story.lines[5..],
        [NAS_STATUS, "wait 15000", NAS_CANCEL, "wait 22500", NAS_STATUS, "end confirmed canceled"]
    );
    let tokens = story.calls.iter().filter(|call| call["operation"] == "nas:CancelDataFlowSubTask");
    assert!(tokens.map(|call| &call["params"]["ClientToken"]).all(|token| token == "one-token"));
}

#[test]
fn a_task_that_still_runs_is_canceled_anew_until_the_deadline() {
    let unanswered = [nothing(), nothing(), nothing(), fsx_task("EXECUTING")];
    let rounds: Vec<Reply> = unanswered.iter().cycle().take(80).cloned().collect();
    let plan = to_the_end().with(|limits| limits.deadline_ms = 30_000);
    let story = run(&fsx(), plan, &rounds);
    let sent = |operation| story.lines.iter().filter(|line| *line == operation).count();
    // At the deadline itself there is a look, and no other cancellation.
    assert_eq!((sent(FSX_CANCEL), sent(FSX_STATUS)), (12, 5));
    assert_eq!(story.lines.last().unwrap(), "end unconfirmed");
}

#[test]
fn a_look_settles_what_a_lost_reply_left_open() {
    // The task runs, so the attempts did not take effect, and now the provider will not.
    let (lost, denied) = ([nothing(), nothing(), nothing()], fsx_error("AccessDeniedException"));
    let running = fsx_task("EXECUTING");
    let looks = [running.clone(), denied.clone(), running.clone(), denied.clone()];
    let replies = [&lost[..], &looks[..]].concat();
    assert_eq!(lines(&fsx(), to_the_end(), &replies).last().unwrap(), "end refused");
    // One look may have come too early.
    let replies = [&lost[..], &[running, denied, fsx_task("CANCELED")]].concat();
    assert_eq!(lines(&fsx(), to_the_end(), &replies).last().unwrap(), "end confirmed canceled");
    let replies = [&lost[..], &[sfs_turbo_task("DOING"), gone()]].concat();
    assert_eq!(lines(&sfs_turbo(), to_the_end(), &replies).last().unwrap(), "end confirmed canceled");
}

#[test]
fn what_is_told_of_another_task_is_not_believed() {
    let other = reply(200, &json!({ "Lifecycle": "CANCELED", "TaskId": "task-00000000000000000" }));
    let replies = [other, fsx_task("CANCELED")];
    assert_eq!(lines(&fsx(), to_the_end(), &replies), [FSX_CANCEL, FSX_STATUS, "end confirmed canceled"]);
    let other = reply(200, &json!({ "taskId": "other", "state": "COMPLETED" }));
    let own = reply(200, &json!({ "taskId": "abc", "state": "COMPLETED" }));
    let replies = [reply(200, &json!({ "taskId": "abc" })), other, own];
    assert_eq!(
        lines(&snow(), to_the_end(), &replies),
        [SNOW_CANCEL, "wait 5000", SNOW_STATUS, "wait 7500", SNOW_STATUS, "end confirmed succeeded"]
    );
}

#[test]
fn a_record_that_went_with_its_task_is_a_canceled_task() {
    let accepted = reply(202, &json!({}));
    let story = run(&sfs_turbo(), to_the_end(), &[accepted, sfs_turbo_task("DELETING"), gone()]);
    assert_eq!(
        story.lines,
        [SFS_CANCEL, "wait 10000", SFS_STATUS, "wait 15000", SFS_STATUS, "end confirmed canceled"]
    );
    assert_eq!(story.verdicts, [Verdict::Accepted, Verdict::Ok, Verdict::Canceled]);
    // The first reply was lost, and the second attempt finds nothing any more.
    assert_eq!(
        lines(&sfs_turbo(), to_the_end(), &[nothing(), gone()]),
        [SFS_CANCEL, "wait 25", SFS_CANCEL, "end confirmed canceled"]
    );
    // That the file system or the project is not to be seen says nothing of the task.
    for (code, status) in [("SFS.TURBO.9000", 403), ("SFS.TURBO.0002", 404), ("SFS.TURBO.0019", 404)] {
        let unseen = reply(status, &json!({ "errCode": code, "errMsg": "..." }));
        let accepted = reply(202, &json!({}));
        let story = lines(&sfs_turbo(), to_the_end(), &[accepted, unseen.clone()]);
        assert_eq!(story.last().unwrap(), "end unconfirmed", "{code}");
        let story = lines(&sfs_turbo(), to_the_end(), &[nothing(), unseen.clone()]);
        assert_eq!(story.last().unwrap(), "end unconfirmed", "{code}");
        let story = lines(&sfs_turbo(), to_the_end(), &[unseen]);
        assert_eq!(story, [SFS_CANCEL, "end refused"], "{code}");
    }
    // A busy file system did not take the cancellation, and a proxy's page may have hidden that it did.
    let busy = reply(400, &json!({ "errCode": "SFS.TURBO.0011", "errMsg": "..." }));
    assert_eq!(lines(&sfs_turbo(), to_the_end(), &[busy, gone()]).last().unwrap(), "end refused");
    let page = Reply::new(403).body("<html>no</html>");
    assert_eq!(
        lines(&sfs_turbo(), to_the_end(), &[page, gone()]),
        [SFS_CANCEL, SFS_STATUS, "end confirmed canceled"]
    );
    // It was there, and now it is gone, whoever removed it.
    let busy = reply(400, &json!({ "errCode": "SFS.TURBO.0011", "errMsg": "..." }));
    let replies = [busy.clone(), busy.clone(), busy.clone(), sfs_turbo_task("DOING"), gone()];
    assert_eq!(lines(&sfs_turbo(), to_the_end(), &replies).last().unwrap(), "end confirmed canceled");
    // Never asked to be canceled, and not there: that is no success.
    let replies = [busy.clone(), busy.clone(), busy, gone()];
    assert_eq!(lines(&sfs_turbo(), to_the_end(), &replies).last().unwrap(), "end refused");
}

/// Replies of what stands between, with what to do about it.
fn in_between() -> [(Reply<'static>, &'static str); 4] {
    let mut opaque = Reply::new(0);
    opaque.redirected = true;
    [
        (Reply::new(407).body("<html>sign in</html>"), "Log in there"),
        (Reply::new(511), "Log in there"),
        (with(Reply::new(307), "location", "https://portal.example/"), "Correct the endpoint"),
        // What a browser shows of a redirect.
        (opaque, "Correct the endpoint"),
    ]
}

#[test]
fn what_stands_in_between_is_asked_for_three_times_and_not_to_the_deadline() {
    let accepted = fsx_cancel("CANCELING");
    for (reply, advice) in in_between() {
        let status = reply.status;
        let story = run(&fsx(), to_the_end(), &[accepted.clone(), reply.clone()]);
        assert_eq!(
            story.lines,
            [
                FSX_CANCEL,
                "wait 5000",
                FSX_STATUS,
                "wait 7500",
                FSX_STATUS,
                "wait 7500",
                FSX_STATUS,
                "end unconfirmed"
            ],
            "{status}"
        );
        assert!(story.advice.contains(advice), "{status}: {}", story.advice);
        // The cancellation itself may have met it already.
        let story = lines(&fsx(), to_the_end(), std::slice::from_ref(&reply));
        assert_eq!(story.iter().filter(|line| *line == FSX_STATUS).count(), 3, "{status}");
        assert_eq!(story.last().unwrap(), "end unconfirmed", "{status}");
        // Another way may be open by the next look, and then all is as ever.
        let replies =
            [accepted.clone(), reply.clone(), fsx_task("CANCELING"), reply.clone(), fsx_task("CANCELED")];
        let story = lines(&fsx(), to_the_end(), &replies);
        assert_eq!(story.last().unwrap(), "end confirmed canceled", "{status}");
        // Whoever wants no retries wants none of it.
        let once = to_the_end().with(|limits| limits.max_attempts = 1);
        let story = lines(&fsx(), once, &[accepted.clone(), reply]);
        assert_eq!(story, [FSX_CANCEL, "wait 5000", FSX_STATUS, "end unconfirmed"], "{status}");
    }
}

#[test]
fn what_stands_in_between_a_call_and_its_answer_is_the_answer() {
    for (reply, _) in in_between() {
        assert_eq!(lines(&fsx(), answer(), &[reply]), [FSX_CANCEL, "end settled"]);
    }
}

#[test]
fn trouble_while_asking_is_waited_out() {
    let accepted = fsx_cancel("CANCELING");
    let unseen = reply(200, &json!({ "DataRepositoryTasks": [] }));
    let unknown = fsx_error("DataRepositoryTaskNotFound");
    let other =
        reply(200, &json!({ "DataRepositoryTasks": [{ "TaskId": "task-1", "Lifecycle": "CANCELED" }] }));
    for trouble in [unavailable(), fsx_error("ThrottlingException"), nothing(), unseen, unknown, other] {
        let replies = [vec![accepted.clone()], vec![trouble; 3], vec![fsx_task("CANCELED")]].concat();
        assert_eq!(lines(&fsx(), to_the_end(), &replies).last().unwrap(), "end confirmed canceled");
    }
    for hopeless in ["AccessDeniedException", "UnrecognizedClientException", "UnsupportedOperation"] {
        assert_eq!(
            lines(&fsx(), to_the_end(), &[accepted.clone(), fsx_error(hopeless)]),
            [FSX_CANCEL, "wait 5000", FSX_STATUS, "end unconfirmed"]
        );
    }
}

#[test]
fn credentials_that_can_be_asked_for_may_be_better_the_next_time() {
    let plan = to_the_end().with(|limits| limits.renewable = true);
    let expired = fsx_error("ExpiredTokenException");
    let replies = [fsx_cancel("CANCELING"), expired.clone(), expired, fsx_task("CANCELED")];
    assert_eq!(
        lines(&fsx(), plan, &replies),
        [
            FSX_CANCEL,
            "wait 5000",
            FSX_STATUS,
            "renew",
            FSX_STATUS,
            "wait 7500",
            FSX_STATUS,
            "end confirmed canceled"
        ]
    );
}

#[test]
fn a_task_is_looked_for_on_every_page() {
    let other = json!([{ "DataFlowSubTaskId": "subTaskId-12", "Status": "CANCELED" }]);
    let own = json!([{ "DataFlowSubTaskId": "subTaskId-1", "Status": "COMPLETE" }]);
    let replies =
        [reply(200, &json!({ "RequestId": "1" })), nas_tasks(&other, Some("page2")), nas_tasks(&own, None)];
    let story = run(&nas(), to_the_end(), &replies);
    assert_eq!(story.lines, [NAS_CANCEL, "wait 15000", NAS_STATUS, NAS_STATUS, "end confirmed succeeded"]);
    let filter = json!([{ "Key": "DataFlowSubTaskIds", "Value": "subTaskId-1" }]);
    assert_eq!(
        story.calls[2]["params"],
        json!({ "FileSystemId": "bmcpfs-370lx1ev9ss27o0abcd", "Filters": filter, "NextToken": "page2" })
    );
    // A list without an end is not followed for ever.
    let endless = [reply(200, &json!({ "RequestId": "1" })), nas_tasks(&other, Some("again"))];
    let plan = to_the_end().with(|limits| limits.deadline_ms = 20_000);
    assert_eq!(lines(&nas(), plan, &endless).last().unwrap(), "end unconfirmed");
}

#[test]
fn a_task_that_is_listed_twice_runs_as_long_as_one_entry_says_so() {
    let entry = |state| json!({ "DataFlowSubTaskId": "subTaskId-1", "Status": state });
    let both = json!([entry("CANCELED"), entry("CANCELING")]);
    let accepted = reply(200, &json!({ "RequestId": "1" }));
    let end = nas_tasks(&json!([entry("CANCELED")]), None);
    let story = run(&nas(), to_the_end(), &[accepted, nas_tasks(&both, None), end]);
    assert_eq!(story.calls.len(), 3, "{:?}", story.lines);
    assert_eq!(story.lines.last().unwrap(), "end confirmed canceled");
}

#[test]
fn at_the_deadline_there_is_one_last_look() {
    let plan = to_the_end().with(|limits| limits.deadline_ms = 10_000);
    let stuck = [fsx_cancel("CANCELING"), fsx_task("CANCELING")];
    let story = run(&fsx(), plan, &stuck);
    assert!(story.advice.starts_with("Time ran out"), "{}", story.advice);
    assert_eq!(
        story.lines,
        [FSX_CANCEL, "wait 5000", FSX_STATUS, "wait 5000", FSX_STATUS, "end unconfirmed"]
    );
    // No retry begins that would end beyond it.
    let plan = to_the_end().with(|limits| limits.deadline_ms = 60);
    assert_eq!(
        lines(&fsx(), plan, &[nothing()]),
        [
            FSX_CANCEL,
            "wait 25",
            FSX_CANCEL,
            FSX_STATUS,
            "wait 25",
            FSX_STATUS,
            "wait 10",
            FSX_STATUS,
            "end unconfirmed"
        ]
    );
}

#[test]
fn waits_between_two_askings_are_the_vendors_or_the_callers() {
    let waits = |call: &Json, plan: Plan, replies: &[Reply<'static>]| {
        let all = lines(call, plan, replies).into_iter();
        all.filter_map(|line| line.strip_prefix("wait ")?.parse::<u64>().ok()).take(6).collect::<Vec<_>>()
    };
    let fsx_stuck = [fsx_cancel("CANCELING"), fsx_task("CANCELING")];
    let sfs_stuck = [reply(202, &json!({})), sfs_turbo_task("DELETING")];
    assert_eq!(waits(&fsx(), to_the_end(), &fsx_stuck), [5_000, 7_500, 11_250, 16_875, 25_313, 30_000]);
    assert_eq!(
        waits(&sfs_turbo(), to_the_end(), &sfs_stuck),
        [10_000, 15_000, 22_500, 30_000, 30_000, 30_000]
    );
    let plan = to_the_end().with(|limits| {
        limits.poll_ms = Some(100);
        limits.max_poll_ms = Some(200);
        limits.deadline_ms = 1_050;
    });
    assert_eq!(waits(&fsx(), plan, &fsx_stuck), [100, 150, 200, 200, 200, 200]);
}

#[test]
fn a_conflict_for_the_moment_is_no_refusal() {
    let busy = reply(400, &json!({ "errCode": "SFS.TURBO.0011", "errMsg": "..." }));
    let replies = [busy.clone(), busy.clone(), busy, sfs_turbo_task("DOING"), reply(202, &json!({})), gone()];
    assert_eq!(
        lines(&sfs_turbo(), to_the_end(), &replies)[5..],
        [SFS_STATUS, "wait 10000", SFS_CANCEL, "wait 15000", SFS_STATUS, "end confirmed canceled"]
    );
}

#[test]
fn a_throttled_cancel_waits_for_its_turn_as_long_as_the_deadline_allows() {
    let throttled = fsx_error("ThrottlingException");
    let replies = [vec![throttled; 6], vec![fsx_cancel("CANCELED")]].concat();
    let story = run(&fsx(), to_the_end(), &replies);
    let waits: Vec<&str> = story.lines.iter().filter_map(|line| line.strip_prefix("wait ")).collect();
    assert_eq!(waits, ["500", "1000", "2000", "4000", "8000", "10000"]);
    assert_eq!(story.lines.last().unwrap(), "end confirmed canceled");
    assert_eq!(story.host.budget(), 500, "throttling is no fault to pay for");
}

#[test]
fn a_used_nonce_tells_of_a_copy_that_may_have_worked() {
    let ended = nas_tasks(&json!([{ "DataFlowSubTaskId": "subTaskId-1", "Status": "CANCELED" }]), None);
    let replies = [nas_error(400, "SignatureNonceUsed"), nas_error(403, "Forbidden.RAM"), ended];
    assert_eq!(
        lines(&nas(), to_the_end(), &replies),
        [NAS_CANCEL, "wait 25", NAS_CANCEL, NAS_STATUS, "end confirmed canceled"]
    );
}

#[test]
fn each_call_of_a_run_has_corrections_of_its_own() {
    let plan = to_the_end().with(|limits| limits.renewable = true);
    let expired = fsx_error("ExpiredTokenException");
    let faults = [skewed(), expired];
    let replies = [&faults[..], &[fsx_cancel("CANCELING")], &faults[..], &[fsx_task("CANCELED")]].concat();
    assert_eq!(
        lines(&fsx(), plan, &replies),
        [
            FSX_CANCEL,
            FSX_CANCEL,
            "renew",
            FSX_CANCEL,
            "wait 5000",
            FSX_STATUS,
            FSX_STATUS,
            "renew",
            FSX_STATUS,
            "end confirmed canceled"
        ]
    );
}

#[test]
fn a_dry_run_confirms_nothing() {
    let mut call = nas();
    call["params"]["DryRun"] = json!(true);
    let replies = [reply(200, &json!({ "RequestId": "1" }))];
    assert_eq!(lines(&call, to_the_end(), &replies), [NAS_CANCEL, "end unconfirmed"]);
    let refused = [nas_error(403, "OperationDenied.DependencyViolation")];
    assert_eq!(lines(&call, to_the_end(), &refused), [NAS_CANCEL, "end refused"]);
    assert_eq!(lines(&call, to_the_end(), &[nothing()]).last().unwrap(), "end unconfirmed");
}

#[test]
fn a_lost_reply_and_a_conflict_take_a_second_look() {
    let running = nas_tasks(&json!([{ "DataFlowSubTaskId": "subTaskId-1", "Status": "RUNNING" }]), None);
    let canceling = nas_tasks(&json!([{ "DataFlowSubTaskId": "subTaskId-1", "Status": "CANCELED" }]), None);
    let conflict = nas_error(403, "InvalidStatus.ResourceMismatch");
    assert_eq!(
        lines(&nas(), to_the_end(), &[nothing(), conflict, running, canceling]),
        [NAS_CANCEL, "wait 25", NAS_CANCEL, NAS_STATUS, "wait 15000", NAS_STATUS, "end confirmed canceled"]
    );
}

// ── Siblings ──

#[test]
fn a_listed_task_has_its_cancel_call() {
    let list = |operation: &str, params: Json| json!({ "operation": operation, "region": "r-1", "endpoint": "https://gw.example.com", "params": params });
    let cases = [
        (
            list("fsx:DescribeDataRepositoryTasks", json!({ "MaxResults": 5 })),
            json!({ "id": FSX_TASK }),
            list("fsx:CancelDataRepositoryTask", json!({ "TaskId": FSX_TASK })),
        ),
        (
            list("snow-device-management:ListTasks", json!({})),
            json!({ "id": "abc" }),
            list("snow-device-management:CancelTask", json!({ "taskId": "abc" })),
        ),
        (
            list("snow-device-management:ListExecutions", json!({ "taskId": "abc" })),
            json!({ "id": "1", "parents": { "taskId": "abc" } }),
            list("snow-device-management:CancelTask", json!({ "taskId": "abc" })),
        ),
        (
            list("nas:DescribeDataFlowSubTasks", json!({ "FileSystemId": "bmcpfs-1", "MaxResults": 20 })),
            json!({ "id": "subTaskId-1",
                "parents": { "FileSystemId": "bmcpfs-1", "DataFlowId": "df-1", "DataFlowTaskId": "task-1" } }),
            list(
                "nas:CancelDataFlowSubTask",
                json!({ "FileSystemId": "bmcpfs-1", "DataFlowId": "df-1", "DataFlowTaskId": "task-1",
                    "DataFlowSubTaskId": "subTaskId-1" }),
            ),
        ),
        (
            list("nas:DescribeDataFlowTasks", json!({ "FileSystemId": "cpfs-1" })),
            json!({ "id": "task-1", "parents": { "DataFlowId": "df-1" } }),
            list(
                "nas:CancelDataFlowTask",
                json!({ "FileSystemId": "cpfs-1", "DataFlowId": "df-1", "TaskId": "task-1" }),
            ),
        ),
        (
            list("sfsturbo:ListHpcCacheTasks", json!({ "project_id": "p", "share_id": "s", "limit": 5 })),
            json!({ "id": "t" }),
            list(
                "sfsturbo:DeleteHpcCacheTask",
                json!({ "project_id": "p", "share_id": "s", "task_id": "t" }),
            ),
        ),
    ];
    for (list, task, cancel) in cases {
        let found = calloff::cancel_call_for(&value(&list), &value(&task)).unwrap();
        assert_eq!(serde_json::to_value(found).unwrap(), cancel);
    }
}

#[test]
fn what_has_no_cancel_call_is_refused_with_the_reason() {
    let sub_tasks = json!({ "operation": "nas:DescribeDataFlowSubTasks", "region": "r-1",
        "params": { "FileSystemId": "bmcpfs-1" } });
    for (list, task, finding) in [
        (fsx(), json!({ "id": FSX_TASK }), "error enum operation"),
        (json!({ "operation": "fsx:Nothing" }), json!({ "id": FSX_TASK }), "error enum operation"),
        (json!(null), json!(null), "error type "),
        (sub_tasks.clone(), json!({ "id": "subTaskId-1" }), "error required params.DataFlowId"),
        (sub_tasks, json!(7), "error required params.DataFlowSubTaskId"),
    ] {
        let error = calloff::cancel_call_for(&value(&list), &value(&task)).unwrap_err();
        let found: Vec<String> = error
            .findings
            .iter()
            .map(|finding| {
                let json = serde_json::to_value(finding).unwrap();
                format!("error {} {}", json["code"].as_str().unwrap(), finding.path)
            })
            .collect();
        assert!(found.contains(&finding.to_owned()), "{found:?} for {finding}");
    }
}

#[test]
fn the_next_page_is_asked_for_in_the_vendors_way() {
    for (operation, params, token, next) in [
        (
            "fsx:DescribeDataRepositoryTasks",
            json!({ "MaxResults": 5 }),
            "abcd",
            json!({ "MaxResults": 5, "NextToken": "abcd" }),
        ),
        (
            "snow-device-management:ListTasks",
            json!({ "nextToken": "old" }),
            "new",
            json!({ "nextToken": "new" }),
        ),
        ("sfsturbo:ListHpcCacheTasks", json!({ "limit": 5 }), "10", json!({ "limit": 5, "offset": 10 })),
    ] {
        let call = json!({ "operation": operation, "region": "r-1", "params": params });
        let page = calloff::next_page(&value(&call), token).unwrap();
        assert_eq!(serde_json::to_value(page).unwrap()["params"], next);
    }
    assert!(calloff::next_page(&value(&fsx()), "abcd").is_none());
}
