//! AWS FSx for Lustre, API 2018-03-01, protocol awsJson1.1.
//!
//! <https://docs.aws.amazon.com/fsx/latest/APIReference/API_CancelDataRepositoryTask.html>

use crate::outcome::Verdict;
use crate::outcome::task::TaskState;
use crate::providers::aws;
use crate::spec::answer::{Answer, CancelAnswer};
use crate::spec::endpoint::{Endpoints, Region};
use crate::spec::error::ErrorSpec;
use crate::spec::field::{FieldSpec, FieldType, IdShape};
use crate::spec::operation::{CancelCall, OperationSpec};
use crate::spec::paging::Paging;
use crate::spec::pattern::{ANY, LOWER_HEX, Part, Pattern};
use crate::spec::protocol::{Protocol, RequestBody};
use crate::spec::service::Service;
use crate::spec::status::{Ids, StatusCall, Together};
use crate::spec::task::{Progress, Source, TaskShape};

static SERVICE: Service = Service {
    vendor: &aws::VENDOR,
    name: "Amazon FSx",
    label: "fsx",
    regions: aws::REGIONS,
    region: Region::Required,
    endpoints: Endpoints::Aws,
    protocol: Protocol::AwsJson { target: "AWSSimbaAPIService_v20180301." },
    headers: &[],
    errors: &[],
};

pub(in crate::providers) static OPERATIONS: [OperationSpec; 2] = [
    OperationSpec {
        title: "Cancel a data repository task",
        docs: "https://docs.aws.amazon.com/fsx/latest/APIReference/API_CancelDataRepositoryTask.html",
        fields: &CANCEL_FIELDS,
        cancelable_states: &["PENDING", "EXECUTING"],
        requirements: &["The task is in the PENDING or EXECUTING state."],
        effects: &[
            "Files that FSx has already exported are not reverted.",
            "Files that are in flight when the cancellation arrives are still exported.",
            "Files that have not yet been exported are not exported.",
            "Files that a release task has already released stay released.",
        ],
        errors: &CANCEL_ERRORS,
        advice: &[
            (
                Verdict::Accepted,
                "CANCELING is not the end: ask DescribeDataRepositoryTasks until the task is CANCELED (or ended otherwise), and get help if it does not leave CANCELING; until then its file system cannot be deleted.",
            ),
            (
                Verdict::AlreadyEnded,
                "Ask DescribeDataRepositoryTasks whether it SUCCEEDED, FAILED or was CANCELED.",
            ),
        ],
        method: "POST",
        body: RequestBody::Json,
        status: Some(StatusCall {
            operation: LIST,
            id: "TaskId",
            poll_ms: (5_000, 30_000),
            gone: &[],
            ends_canceled: &[],
            parts: None,
            together: Some(Together {
                operation: LIST,
                ids: Ids::List("TaskIds"),
                max: 50,
                same: &[],
                page: None,
            }),
        }),
        list: Some(LIST),
        ..OperationSpec::reading(CANCEL, &SERVICE, Answer::Cancel(TOLD))
    },
    OperationSpec {
        title: "Find data repository tasks",
        docs: "https://docs.aws.amazon.com/fsx/latest/APIReference/API_DescribeDataRepositoryTasks.html",
        fields: &LIST_FIELDS,
        errors: &LIST_ERRORS,
        method: "POST",
        body: RequestBody::Json,
        cancel: Some(CancelCall { operation: CANCEL, id: Some("TaskId") }),
        ..OperationSpec::reading(
            LIST,
            &SERVICE,
            Answer::Tasks(&TASK, &["DataRepositoryTasks"], Paging::token("NextToken")),
        )
    },
];

const CANCEL: &str = "fsx:CancelDataRepositoryTask";
const LIST: &str = "fsx:DescribeDataRepositoryTasks";

static TASK_ID: Pattern =
    Pattern::new("^(task-[0-9a-f]{17,})$", &[Part::Text("task-"), Part::Of(LOWER_HEX, 17, ANY)]);

static CANCEL_FIELDS: [FieldSpec; 1] = [FieldSpec::id("TaskId", "Task id", IdShape::Begins(&["task-"]))
    .text(
        "The data repository task to cancel: task- and at least 17 lower-case hex digits.",
        "task-0123456789abcdef0",
    )
    .length(Some(12), 128)
    .pattern(&TASK_ID)];

static LIST_FIELDS: [FieldSpec; 4] = [
    FieldSpec::option("TaskIds", "Task ids", FieldType::Strings)
        .text("Only these tasks: at most 50 ids.", "task-0123456789abcdef0")
        .length(Some(12), 128)
        .items(50)
        .pattern(&TASK_ID),
    FieldSpec::option("Filters", "Filters", FieldType::Objects)
        .text("Only tasks that meet all of these: at most 3 filters.", "")
        .items(3)
        .parts(&FILTER_FIELDS),
    FieldSpec::option("MaxResults", "Page size", FieldType::Integer)
        .text("The most tasks to return at once.", "50")
        .range(1, 2_147_483_647),
    FieldSpec::option("NextToken", "Next page", FieldType::String)
        .text("The NextToken of the page before.", "eyJtYXJrZXIiOjF9")
        .length(Some(1), 255)
        .pattern(&NEXT_TOKEN),
];

static FILTER_FIELDS: [FieldSpec; 2] = [
    FieldSpec::option("Name", "Filter by", FieldType::String)
        .text("What to filter by.", "file-system-id")
        .options(&["file-system-id", "task-lifecycle", "data-repository-association-id", "file-cache-id"])
        .required(),
    FieldSpec::option("Values", "Values", FieldType::Strings)
        .text("Any of these: at most 20 values.", "fs-0123456789abcdef0")
        .length(Some(1), 128)
        .items(20)
        .pattern(&FILTER_VALUE)
        .required(),
];

// The same languages as the vendor's patterns, with the escapes that an HTML `pattern` needs.
static FILTER_VALUE: Pattern = Pattern::new(
    r"^[0-9a-zA-Z*.\\\/?\-_]*$",
    &[Part::Of(
        &[
            (b'0', b'9'),
            (b'a', b'z'),
            (b'A', b'Z'),
            (b'*', b'*'),
            (b'-', b'/'),
            (b'\\', b'\\'),
            (b'?', b'?'),
            (b'_', b'_'),
        ],
        0,
        ANY,
    )],
);
static NEXT_TOKEN: Pattern =
    Pattern::new(r"^(?:[A-Za-z0-9+\/]{4})*(?:[A-Za-z0-9+\/]{2}==|[A-Za-z0-9+\/]{3}=)?$", &[Part::Base64]);

#[rustfmt::skip]
const CANCEL_ERRORS: [ErrorSpec; 5] = [
    ErrorSpec::new("BadRequest", 400, Verdict::InvalidRequest, "FSx rejected the request."),
    ErrorSpec::new("DataRepositoryTaskEnded", 400, Verdict::AlreadyEnded, "The task had already ended."),
    ErrorSpec::new("DataRepositoryTaskNotFound", 400, Verdict::NotFound, "No such task in this account and region."),
    ErrorSpec::new("InternalServerError", 500, Verdict::ProviderFault, "FSx failed inside."),
    ErrorSpec::new("UnsupportedOperation", 400, Verdict::Unsupported, "This task or file system does not support the operation."),
];

#[rustfmt::skip]
const LIST_ERRORS: [ErrorSpec; 4] = [
    ErrorSpec::new("BadRequest", 400, Verdict::InvalidRequest, "FSx rejected the request."),
    ErrorSpec::new("DataRepositoryTaskNotFound", 400, Verdict::NotFound, "One of these tasks does not exist in this account and region."),
    ErrorSpec::new("FileSystemNotFound", 400, Verdict::NotFound, "No such file system in this account and region."),
    ErrorSpec::new("InternalServerError", 500, Verdict::ProviderFault, "FSx failed inside."),
];

const TOLD: CancelAnswer = CancelAnswer {
    task: Some(&TASK),
    // The user guide's sample has the state in `Status`; the API has it in `Lifecycle`.
    state: &["Lifecycle", "Status"],
    ..CancelAnswer::NOTHING
};

static TASK: TaskShape = TaskShape {
    kind: "Type",
    source: Source::Paths("Paths"),
    failure: &["FailureDetails.Message"],
    times: ["CreationTime", "StartTime", "EndTime"],
    stats: "Status",
    counts: ["TotalCount", "SucceededCount", "FailedCount", "", ""],
    progress: Progress::Ratio(&[(&["SucceededCount", "FailedCount"], "TotalCount")]),
    ..TaskShape::new(
        &["TaskId"],
        "Lifecycle",
        &[
            ("PENDING", TaskState::Queued, Some(true)),
            ("EXECUTING", TaskState::Running, Some(true)),
            ("CANCELING", TaskState::Canceling, Some(false)),
            ("CANCELED", TaskState::Canceled, Some(false)),
            ("SUCCEEDED", TaskState::Succeeded, Some(false)),
            ("FAILED", TaskState::Failed, Some(false)),
        ],
    )
};
