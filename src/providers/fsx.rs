//! AWS FSx for Lustre, API 2018-03-01, protocol awsJson1.1.
//!
//! <https://docs.aws.amazon.com/fsx/latest/APIReference/API_CancelDataRepositoryTask.html>

use super::aws;
use crate::call::Call;
use crate::endpoint::Endpoints;
use crate::outcome::{Body, Success, TaskState, TaskView, Verdict};
use crate::request::{Headers, Signing};
use crate::spec::{ErrorSpec, FieldSpec, IdShape, Kind, OperationSpec, Pattern, Service, Target};
use crate::value::Value;

static SERVICE: Service = Service {
    provider: aws::PROVIDER,
    provider_name: aws::PROVIDER_NAME,
    name: "Amazon FSx",
    scheme: aws::SCHEME,
    credentials: aws::CREDENTIALS,
    variants: aws::VARIANTS,
    regions: aws::REGIONS,
    endpoints: Endpoints::Aws { prefix: "fsx" },
    signing: |region| Signing::AwsSigv4 { service: "fsx".to_owned(), region: region.to_owned() },
    read_error: aws::read_json_error,
    bare_code: aws::bare_code,
    judge: aws::judge,
};

pub(super) static OPERATIONS: [OperationSpec; 1] = [OperationSpec {
    id: "fsx:CancelDataRepositoryTask",
    service: &SERVICE,
    kind: Kind::Cancel,
    title: "Cancel a data repository task",
    docs: "https://docs.aws.amazon.com/fsx/latest/APIReference/API_CancelDataRepositoryTask.html",
    permission: "fsx:CancelDataRepositoryTask",
    fields: &CANCEL_FIELDS,
    cancelable_states: &["PENDING", "EXECUTING"],
    requirements: &["The task is in the PENDING or EXECUTING state."],
    effects: &[
        "Files that FSx has already exported are not reverted.",
        "Files that are in flight when the cancellation arrives are still exported.",
        "Files that have not yet been exported are not exported.",
        "Files that a release task has already released stay released.",
    ],
    errors: &[&CANCEL_ERRORS, aws::COMMON_ERRORS],
    advice: &[
        (
            Verdict::Accepted,
            "FSx took the cancellation. CANCELING is not the end: ask DescribeDataRepositoryTasks until the task is CANCELED (or ended otherwise), and get help if it does not leave CANCELING; until then its file system cannot be deleted.",
        ),
        (
            Verdict::AlreadyEnded,
            "There is nothing left to cancel: ask DescribeDataRepositoryTasks whether it SUCCEEDED, FAILED or was CANCELED.",
        ),
    ],
    build: build_cancel,
    read_success: read_cancel,
}];

static TASK_ID: Pattern = Pattern::new("^(task-[0-9a-f]{17,})$");

static CANCEL_FIELDS: [FieldSpec; 1] = [FieldSpec::id("TaskId", "Task id", IdShape::Begins(&["task-"]))
    .text(
        "The data repository task to cancel: task- and at least 17 lower-case hex digits.",
        "task-0123456789abcdef0",
    )
    .length(Some(12), 128)
    .pattern(&TASK_ID)];

#[rustfmt::skip]
const CANCEL_ERRORS: [ErrorSpec; 5] = [
    ErrorSpec::new("BadRequest", 400, Verdict::InvalidRequest, "FSx rejected the request."),
    ErrorSpec::new("DataRepositoryTaskEnded", 400, Verdict::AlreadyEnded, "The task had already ended."),
    ErrorSpec::new("DataRepositoryTaskNotFound", 400, Verdict::NotFound, "No such task in this account and region."),
    ErrorSpec::new("InternalServerError", 500, Verdict::ProviderFault, "FSx failed inside."),
    ErrorSpec::new("UnsupportedOperation", 400, Verdict::Unsupported, "This task or file system does not support the operation."),
];

fn build_cancel(call: &Call) -> Target {
    // Its pattern leaves the id no character that JSON would escape.
    let body = [r#"{"TaskId":""#, call.text("TaskId"), r#""}"#].concat();
    Target {
        method: "POST",
        path: "/".to_owned(),
        query: String::new(),
        headers: Headers::new(&[
            ("content-type", "application/x-amz-json-1.1"),
            ("x-amz-target", "AWSSimbaAPIService_v20180301.CancelDataRepositoryTask"),
        ]),
        body: Some(body),
    }
}

fn read_cancel(params: Option<&Value>, body: &Body) -> Option<Success> {
    if *body != Body::Empty {
        body.object()?;
    }
    // The user guide's sample has the state in `Status`; the API has it in `Lifecycle`.
    let lifecycle = body.text(&["Lifecycle", "Status"]);
    let state = lifecycle.as_deref().map_or(TaskState::Unknown, task_state);
    let verdict = match state {
        TaskState::Canceled => Verdict::Canceled,
        TaskState::Succeeded | TaskState::Failed => Verdict::AlreadyEnded,
        _ => Verdict::Accepted,
    };
    let id = body.text(&["TaskId"]).or_else(|| {
        let param = params.and_then(|params| params.get("TaskId"));
        param.and_then(Value::as_str).map(str::to_owned)
    });
    let task = id.zip(lifecycle).map(|(id, raw_state)| TaskView {
        id,
        state,
        raw_state,
        terminal: matches!(state, TaskState::Canceled | TaskState::Succeeded | TaskState::Failed),
        cancelable: match state {
            TaskState::Unknown => None,
            _ => Some(matches!(state, TaskState::Queued | TaskState::Running)),
        },
    });
    Some(Success { verdict, task })
}

fn task_state(lifecycle: &str) -> TaskState {
    match lifecycle {
        "PENDING" => TaskState::Queued,
        "EXECUTING" => TaskState::Running,
        "CANCELING" => TaskState::Canceling,
        "CANCELED" => TaskState::Canceled,
        "SUCCEEDED" => TaskState::Succeeded,
        "FAILED" => TaskState::Failed,
        _ => TaskState::Unknown,
    }
}
