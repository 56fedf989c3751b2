//! Huawei Cloud OMS (Object Storage Migration Service), API v2: migration tasks.
//!
//! <https://support.huaweicloud.com/intl/en-us/api-oms/StopTask.html>

use crate::outcome::Verdict;
use crate::outcome::task::TaskState;
use crate::providers::huawei;
use crate::spec::answer::{Answer, CancelAnswer};
use crate::spec::endpoint::{Endpoints, Region};
use crate::spec::error::ErrorSpec;
use crate::spec::field::{FieldSpec, FieldType, IdShape, MAX_SAFE_INTEGER};
use crate::spec::operation::{CancelCall, OperationSpec};
use crate::spec::paging::{Counted, Paging};
use crate::spec::pattern::{DIGIT, Part, Pattern};
use crate::spec::protocol::{Location, Protocol};
use crate::spec::service::Service;
use crate::spec::status::{Ids, StatusCall, Together};
use crate::spec::task::{Progress, Source, TaskShape};

static SERVICE: Service = Service {
    vendor: &huawei::VENDOR,
    name: "Object Storage Migration Service (OMS)",
    label: "oms",
    regions: "\
        cn-north-1 cn-north-4 cn-north-9 cn-north-12 cn-east-2 cn-east-3 cn-east-4 cn-south-1 cn-south-4 \
        cn-southwest-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 la-north-2 \
        la-south-2 sa-brazil-1 tr-west-1 me-east-1 af-south-1",
    region: Region::Required,
    endpoints: Endpoints::Huawei { eu: &[] },
    protocol: Protocol::RestJson,
    headers: huawei::HEADERS,
    errors: &ERRORS,
};

const CANCEL: &str = "oms:StopTask";
const STATUS: &str = "oms:ShowTask";
const LIST: &str = "oms:ListTasks";

// The vendor's page on StopTask names its action; of the others, the family is known.
const READ_PERMISSION: &str = "oms:task:*";

pub(in crate::providers) static OPERATIONS: [OperationSpec; 3] = [
    OperationSpec {
        title: "Stop a migration task",
        docs: "https://support.huaweicloud.com/intl/en-us/api-oms/StopTask.html",
        permission: "oms:task:update",
        fields: &TASK_FIELDS,
        // Running; OMS writes its states as numbers.
        cancelable_states: &["2"],
        requirements: &["The task is running (state 2)."],
        effects: &[
            "The stop is asynchronous: objects go on being migrated until the task is in state 3 (stopped).",
            "Objects that were already migrated stay at the destination.",
            "A stopped OMS task can be started again: delete it to be rid of it.",
        ],
        advice: &[(
            Verdict::Accepted,
            "Ask ShowTask until it is in state 3 (stopped), 4 (failed) or 5 (succeeded). A stopped task can be started again; delete it to be rid of it.",
        )],
        method: "POST",
        path: "/v2/{project_id}/tasks/{task_id}/stop",
        status: Some(StatusCall {
            operation: STATUS,
            id: "task_id",
            poll_ms: (5_000, 60_000),
            gone: &[],
            ends_canceled: &[],
            parts: None,
            together: Some(Together {
                operation: LIST,
                ids: Ids::All,
                max: usize::MAX,
                same: &["project_id"],
                page: Some(("limit", 100)),
            }),
        }),
        list: Some(LIST),
        ..OperationSpec::reading(CANCEL, &SERVICE, Answer::Cancel(CancelAnswer::NOTHING))
    },
    OperationSpec {
        title: "Look at a migration task",
        docs: "https://support.huaweicloud.com/intl/en-us/api-oms/ShowTask.html",
        permission: READ_PERMISSION,
        fields: &TASK_FIELDS,
        path: "/v2/{project_id}/tasks/{task_id}",
        cancel: Some(CancelCall { operation: CANCEL, id: Some("task_id") }),
        ..OperationSpec::reading(STATUS, &SERVICE, Answer::Task(&TASK))
    },
    OperationSpec {
        title: "Find migration tasks",
        docs: "https://support.huaweicloud.com/intl/en-us/api-oms/ListTasks.html",
        permission: READ_PERMISSION,
        fields: &LIST_FIELDS,
        path: "/v2/{project_id}/tasks",
        cancel: Some(CancelCall { operation: CANCEL, id: Some("task_id") }),
        ..OperationSpec::reading(LIST, &SERVICE, Answer::Tasks(&TASK, &["tasks"], Paging::Offset(PAGES)))
    },
];

const PAGES: Counted = Counted { param: "offset", limit: "limit", default_limit: 10, total: "count" };

const PROJECT: FieldSpec = huawei::project("v2").length(Some(1), 1024);

static TASK_FIELDS: [FieldSpec; 2] = [
    PROJECT,
    FieldSpec::id("task_id", "Task id", IdShape::After("tasks", false))
        .text("The migration task: a number of at most 15 digits, given as text.", "128984723742752")
        .pattern(&TASK_ID)
        .at(Location::Path),
];
static LIST_FIELDS: [FieldSpec; 6] = [
    PROJECT,
    FieldSpec::option("group_id", "Task group id", FieldType::String)
        .text("Only tasks of this task group.", "7a9f8b2c-5d1e-4f3a-9c6b-0e8d7f6a5b4c"),
    FieldSpec::option("limit", "Page size", FieldType::Integer)
        .text("The most tasks to return at once; by default 10.", "100")
        .range(1, 100),
    FieldSpec::option("offset", "Offset", FieldType::Integer)
        .text("How many tasks to pass over; by default none.", "0")
        .range(0, MAX_SAFE_INTEGER),
    FieldSpec::option("status", "Status", FieldType::Integer).text(
        "Only tasks in this state: 1 waiting, 2 running, 3 stopped, 4 failed, 5 succeeded, 7 stopping.",
        "2",
    ),
    FieldSpec::option("task_name", "Task name", FieldType::String)
        .text("Only tasks whose name has this in it: at most 255 characters.", "nightly")
        .length(None, 255),
];

/// The vendor documents a number from 0 to 999999999999999.
static TASK_ID: Pattern = Pattern::new("^[0-9]{1,15}$", &[Part::Of(DIGIT, 1, 15)]);

const NOT_RUNNING: &str = "The task is not running at this moment, and only a running one can be stopped.";
const LOOK: &str = "Ask ShowTask: one that waits (1) or is retried (6) can be stopped once it runs; one that is stopped (3), failed (4) or succeeded (5) runs no longer.";
const NO_JSON: &str = "The body is not JSON.";
const WRONG_SIGNATURE: &str = "OMS did not accept the signature or the token.";

/// OMS writes the same codes with two prefixes. Those of operations that calloff does not have are left out.
#[rustfmt::skip]
const ERRORS: [ErrorSpec; 6] = [
    ErrorSpec::new("OMS.0066", 400, Verdict::Conflict, NOT_RUNNING).act(LOOK).and_retry(),
    ErrorSpec::new("OMS.0067", 400, Verdict::InvalidRequest, NO_JSON),
    ErrorSpec::new("OMS.0068", 400, Verdict::Unauthenticated, WRONG_SIGNATURE).act(huawei::CHECK_BOTH),
    ErrorSpec::new("S3M.0066", 400, Verdict::Conflict, NOT_RUNNING).act(LOOK).and_retry(),
    ErrorSpec::new("S3M.0067", 400, Verdict::InvalidRequest, NO_JSON),
    ErrorSpec::new("S3M.0068", 400, Verdict::Unauthenticated, WRONG_SIGNATURE).act(huawei::CHECK_BOTH),
];

static TASK: TaskShape = TaskShape {
    kind: "task_type",
    source: Source::Parts(&["src_node.bucket"]),
    failure: &["error_reason.error_msg", "error_reason.error_code"],
    times: ["", "start_time", ""],
    // A task does not tell it; the call does.
    parents: &[("project_id", "")],
    counts: ["total_num", "successful_num", "failed_num", "total_size", "complete_size"],
    progress: Progress::Of("progress", 1.0),
    ..TaskShape::new(
        &["id"],
        "status",
        &[
            // Whether a task that waits or is retried can be stopped is not documented.
            ("1", TaskState::Queued, None),
            ("2", TaskState::Running, Some(true)),
            ("3", TaskState::Canceled, Some(false)),
            ("4", TaskState::Failed, Some(false)),
            ("5", TaskState::Succeeded, Some(false)),
            ("6", TaskState::Running, None),
            ("7", TaskState::Canceling, Some(false)),
        ],
    )
};
