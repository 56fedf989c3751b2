//! AWS Snow Device Management, API 2021-08-04, protocol restJson1.
//!
//! <https://docs.aws.amazon.com/goto/WebAPI/snow-device-management-2021-08-04/CancelTask>

use crate::outcome::Verdict;
use crate::outcome::task::TaskState;
use crate::providers::aws;
use crate::spec::answer::{Answer, CancelAnswer};
use crate::spec::endpoint::{Endpoints, Region};
use crate::spec::error::ErrorSpec;
use crate::spec::field::{FieldSpec, FieldType, IdShape};
use crate::spec::operation::{CancelCall, OperationSpec};
use crate::spec::paging::Paging;
use crate::spec::pattern::{ANY, Part, Pattern};
use crate::spec::protocol::{Location, Protocol};
use crate::spec::service::Service;
use crate::spec::status::{Ids, StatusCall, Together};
use crate::spec::task::TaskShape;

static SERVICE: Service = Service {
    vendor: &aws::VENDOR,
    name: "AWS Snow Device Management",
    label: "snow-device-management",
    regions: aws::REGIONS,
    region: Region::Required,
    endpoints: Endpoints::Aws,
    protocol: Protocol::RestJson,
    headers: &[],
    errors: &ERRORS,
};

const CANCEL: &str = "snow-device-management:CancelTask";
const STATUS: &str = "snow-device-management:DescribeTask";
const LIST: &str = "snow-device-management:ListTasks";
const EXECUTIONS: &str = "snow-device-management:ListExecutions";

pub(in crate::providers) static OPERATIONS: [OperationSpec; 4] = [
    OperationSpec {
        title: "Cancel a device task",
        docs: "https://docs.aws.amazon.com/goto/WebAPI/snow-device-management-2021-08-04/CancelTask",
        fields: &CANCEL_FIELDS,
        // QUEUED is a state of the task's executions; the task itself never has it.
        cancelable_states: &["QUEUED"],
        requirements: &[
            "The task's executions are still QUEUED: once one is in progress, it cannot be canceled.",
        ],
        effects: &[
            "A task may still run if it left the queue before the cancellation reached it.",
            "Executions that are in progress go on.",
        ],
        errors: &CANCEL_ERRORS,
        advice: &[(
            Verdict::Accepted,
            "The task may still run if it had left the queue: ask ListExecutions until every execution is CANCELED or has ended.",
        )],
        method: "POST",
        path: "/task/{taskId}/cancel",
        status: Some(StatusCall {
            operation: STATUS,
            id: "taskId",
            poll_ms: (5_000, 60_000),
            gone: &[],
            ends_canceled: &[],
            parts: Some(EXECUTIONS),
            together: Some(Together {
                operation: LIST,
                ids: Ids::All,
                max: usize::MAX,
                same: &[],
                page: Some(("maxResults", 100)),
            }),
        }),
        list: Some(LIST),
        ..OperationSpec::reading(CANCEL, &SERVICE, Answer::Cancel(TOLD))
    },
    OperationSpec {
        title: "Look at a device task",
        docs: "https://docs.aws.amazon.com/goto/WebAPI/snow-device-management-2021-08-04/DescribeTask",
        fields: &STATUS_FIELDS,
        errors: &NOT_FOUND,
        method: "POST",
        path: "/task/{taskId}",
        cancel: Some(CancelCall { operation: CANCEL, id: Some("taskId") }),
        ..OperationSpec::reading(STATUS, &SERVICE, Answer::Task(&TASK))
    },
    OperationSpec {
        title: "Find device tasks",
        docs: "https://docs.aws.amazon.com/goto/WebAPI/snow-device-management-2021-08-04/ListTasks",
        fields: &LIST_FIELDS,
        path: "/tasks",
        cancel: Some(CancelCall { operation: CANCEL, id: Some("taskId") }),
        ..OperationSpec::reading(LIST, &SERVICE, Answer::Tasks(&TASK, &["tasks"], Paging::token("nextToken")))
    },
    OperationSpec {
        title: "Find a task's executions",
        docs: "https://docs.aws.amazon.com/goto/WebAPI/snow-device-management-2021-08-04/ListExecutions",
        fields: &EXECUTION_FIELDS,
        errors: &NOT_FOUND,
        path: "/executions",
        cancel: Some(CancelCall { operation: CANCEL, id: None }),
        ..OperationSpec::reading(
            EXECUTIONS,
            &SERVICE,
            Answer::Tasks(&EXECUTION, &["executions"], Paging::token("nextToken")),
        )
    },
];

const TASK_ID: FieldSpec = FieldSpec::id("taskId", "Task id", IdShape::After("task", false))
    .text("The task, as ListTasks shows it: 1 to 64 characters.", "abcdefghij0123456789")
    .length(Some(1), 64);

const MAX_RESULTS: FieldSpec = FieldSpec::option("maxResults", "Page size", FieldType::Integer)
    .text("The most to return at once.", "50")
    .range(1, 100);

const NEXT_TOKEN: FieldSpec = FieldSpec::option("nextToken", "Next page", FieldType::String)
    .text("The nextToken of the page before.", "eyJtYXJrZXIiOjF9")
    .length(Some(1), 1024)
    .pattern(&TOKEN);

const STATE: FieldSpec = FieldSpec::option("state", "State", FieldType::String);

// The vendor's pattern, with the escape that an HTML `pattern` needs.
static TOKEN: Pattern = Pattern::new(
    r"^[a-zA-Z0-9+\/=]*$",
    &[Part::Of(&[(b'a', b'z'), (b'A', b'Z'), (b'/', b'9'), (b'+', b'+'), (b'=', b'=')], 0, ANY)],
);

static CANCEL_FIELDS: [FieldSpec; 1] = [TASK_ID.at(Location::Path)];
static STATUS_FIELDS: [FieldSpec; 1] = [TASK_ID.at(Location::Path)];
static LIST_FIELDS: [FieldSpec; 3] = [
    STATE.text("Only tasks in this state.", "IN_PROGRESS").options(&["IN_PROGRESS", "CANCELED", "COMPLETED"]),
    MAX_RESULTS,
    NEXT_TOKEN,
];
static EXECUTION_FIELDS: [FieldSpec; 4] = [
    TASK_ID,
    STATE.text("Only executions in this state.", "QUEUED").options(&[
        "QUEUED",
        "IN_PROGRESS",
        "CANCELED",
        "FAILED",
        "SUCCEEDED",
        "REJECTED",
        "TIMED_OUT",
    ]),
    MAX_RESULTS,
    NEXT_TOKEN,
];

const CANCEL_ERRORS: [ErrorSpec; 2] = [
    NOT_FOUND[0],
    ErrorSpec::new(
        "ValidationException",
        400,
        Verdict::InvalidRequest,
        "The task id is not what the service expects, or the task is in a state that it cannot be canceled in.",
    ),
];

const NOT_FOUND: [ErrorSpec; 1] = [ErrorSpec::new(
    "ResourceNotFoundException",
    404,
    Verdict::NotFound,
    "No such task in this account and region.",
)];

#[rustfmt::skip]
const ERRORS: [ErrorSpec; 4] = [
    ErrorSpec::new("AccessDeniedException", 403, Verdict::Forbidden, "The policies of this user or role do not allow the operation."),
    ErrorSpec::new("InternalServerException", 500, Verdict::ProviderFault, "The service failed inside."),
    ErrorSpec::new("ThrottlingException", 429, Verdict::Throttled, "AWS limits how often this may be called."),
    ErrorSpec::new("ValidationException", 400, Verdict::InvalidRequest, "A parameter is not what the service expects."),
];

// The reply has the id alone; the state is known to ListExecutions.
const TOLD: CancelAnswer = CancelAnswer { task: Some(&TASK), ..CancelAnswer::NOTHING };

static TASK: TaskShape = TaskShape {
    times: ["createdAt", "", "completedAt"],
    ..TaskShape::new(
        &["taskId"],
        "state",
        &[
            // Whether it can still be canceled is known of its executions alone.
            ("IN_PROGRESS", TaskState::Running, None),
            ("CANCELED", TaskState::Canceled, Some(false)),
            ("COMPLETED", TaskState::Succeeded, Some(false)),
        ],
    )
};

static EXECUTION: TaskShape = TaskShape {
    parents: &[("taskId", "taskId")],
    times: ["", "startedAt", ""],
    ..TaskShape::new(
        &["executionId", "managedDeviceId"],
        "state",
        &[
            ("QUEUED", TaskState::Queued, Some(true)),
            ("IN_PROGRESS", TaskState::Running, Some(false)),
            ("CANCELED", TaskState::Canceled, Some(false)),
            ("FAILED", TaskState::Failed, Some(false)),
            ("SUCCEEDED", TaskState::Succeeded, Some(false)),
            ("REJECTED", TaskState::Failed, Some(false)),
            ("TIMED_OUT", TaskState::Expired, Some(false)),
        ],
    )
};
