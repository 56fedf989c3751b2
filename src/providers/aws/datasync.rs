//! AWS DataSync, API 2018-11-09, protocol awsJson1.1.
//!
//! <https://docs.aws.amazon.com/datasync/latest/userguide/API_CancelTaskExecution.html>

use crate::outcome::Verdict;
use crate::outcome::task::TaskState;
use crate::providers::aws;
use crate::spec::answer::{Answer, CancelAnswer};
use crate::spec::endpoint::{Endpoints, Region};
use crate::spec::error::ErrorSpec;
use crate::spec::field::{FieldSpec, FieldType};
use crate::spec::operation::{CancelCall, OperationSpec};
use crate::spec::paging::Paging;
use crate::spec::pattern::{ANY, DIGIT, LOWER_HEX, Part, Pattern};
use crate::spec::protocol::{Protocol, RequestBody};
use crate::spec::service::Service;
use crate::spec::status::StatusCall;
use crate::spec::task::{Progress, TaskShape};

static SERVICE: Service = Service {
    vendor: &aws::VENDOR,
    name: "AWS DataSync",
    label: "datasync",
    regions: REGIONS,
    region: Region::FromArn(&["TaskExecutionArn", "TaskArn"]),
    endpoints: Endpoints::Aws,
    protocol: Protocol::AwsJson { target: "FmrsService." },
    headers: &[],
    errors: &ERRORS,
};

const REGIONS: &str = "\
    af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 \
    ap-south-1 ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 \
    ap-southeast-5 ap-southeast-6 ap-southeast-7 ca-central-1 ca-west-1 eu-central-1 \
    eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3 \
    il-central-1 me-central-1 me-south-1 mx-central-1 sa-east-1 us-east-1 us-east-2 \
    us-west-1 us-west-2 cn-north-1 cn-northwest-1 us-gov-east-1 us-gov-west-1 \
    us-iso-east-1 us-iso-west-1 us-isob-east-1 eusc-de-east-1";

const CANCEL: &str = "datasync:CancelTaskExecution";
const STATUS: &str = "datasync:DescribeTaskExecution";
const LIST: &str = "datasync:ListTaskExecutions";

pub(in crate::providers) static OPERATIONS: [OperationSpec; 3] = [
    OperationSpec {
        title: "Cancel a task execution",
        docs: "https://docs.aws.amazon.com/datasync/latest/userguide/API_CancelTaskExecution.html",
        fields: &EXECUTION_FIELDS,
        cancelable_states: &["QUEUED", "LAUNCHING", "PREPARING", "TRANSFERRING", "VERIFYING"],
        requirements: &["The execution has not ended."],
        effects: &[
            "Files that are in flight are interrupted: at the destination, they may be incomplete or differ from the source.",
            "The task's next execution that runs to its end repairs them.",
            "Queued executions of the same task go on after this one.",
            "DataSync has no state for canceled: the execution is CANCELLING, then ends as ERROR.",
        ],
        errors: &CANCEL_ERRORS,
        advice: &[(
            Verdict::Accepted,
            "CANCELLING is not the end: ask DescribeTaskExecution until the execution has ended. DataSync has no state for canceled, so a canceled execution ends as ERROR.",
        )],
        method: "POST",
        body: RequestBody::Json,
        status: Some(StatusCall {
            operation: STATUS,
            id: "TaskExecutionArn",
            poll_ms: (5_000, 30_000),
            gone: &[],
            ends_canceled: &["ERROR"],
            parts: None,
            together: None,
        }),
        list: Some(LIST),
        ..OperationSpec::reading(CANCEL, &SERVICE, Answer::Cancel(CancelAnswer::NOTHING))
    },
    OperationSpec {
        title: "Look at a task execution",
        docs: "https://docs.aws.amazon.com/datasync/latest/userguide/API_DescribeTaskExecution.html",
        fields: &EXECUTION_FIELDS,
        method: "POST",
        body: RequestBody::Json,
        cancel: Some(CancelCall { operation: CANCEL, id: Some("TaskExecutionArn") }),
        ..OperationSpec::reading(STATUS, &SERVICE, Answer::Task(&EXECUTION))
    },
    OperationSpec {
        title: "Find task executions",
        docs: "https://docs.aws.amazon.com/datasync/latest/userguide/API_ListTaskExecutions.html",
        fields: &LIST_FIELDS,
        method: "POST",
        body: RequestBody::Json,
        cancel: Some(CancelCall { operation: CANCEL, id: Some("TaskExecutionArn") }),
        ..OperationSpec::reading(
            LIST,
            &SERVICE,
            Answer::Tasks(&EXECUTION, &["TaskExecutions"], Paging::token("NextToken")),
        )
    },
];

static EXECUTION_FIELDS: [FieldSpec; 1] = [FieldSpec::option(
    "TaskExecutionArn",
    "Task execution ARN",
    FieldType::String,
)
.text(
    "The execution, not its task: an ARN that ends with /execution/exec- and 17 lower-case hex digits.",
    "arn:aws:datasync:us-east-1:111222333444:task/task-0208075f79cedf4a2/execution/exec-08ef1e88ec491019b",
)
.required()
.length(None, 128)
.pattern(&EXECUTION_ARN)];

static LIST_FIELDS: [FieldSpec; 3] = [
    FieldSpec::option("TaskArn", "Task ARN", FieldType::String)
        .text(
            "Only executions of this task.",
            "arn:aws:datasync:us-east-1:111222333444:task/task-0208075f79cedf4a2",
        )
        .length(None, 128)
        .pattern(&TASK_ARN),
    FieldSpec::option("MaxResults", "Page size", FieldType::Integer)
        .text("The most executions to return at once.", "100")
        .range(0, 100),
    FieldSpec::option("NextToken", "Next page", FieldType::String)
        .text("The NextToken of the page before.", "eyJtYXJrZXIiOjF9")
        .length(None, 65_535)
        .pattern(&NEXT_TOKEN),
];

static EXECUTION_ARN: Pattern = Pattern::new(
    r"^arn:(aws|aws-cn|aws-us-gov|aws-eusc|aws-iso|aws-iso-b):datasync:[a-z\-0-9]+:[0-9]{12}:task/task-[0-9a-f]{17}/execution/exec-[0-9a-f]{17}$",
    &[
        Part::Text("arn:"),
        PARTITION,
        Part::Text(":datasync:"),
        REGION,
        Part::Text(":"),
        Part::Of(DIGIT, 12, 12),
        Part::Text(":task/task-"),
        Part::Of(LOWER_HEX, 17, 17),
        Part::Text("/execution/exec-"),
        Part::Of(LOWER_HEX, 17, 17),
    ],
);
static TASK_ARN: Pattern = Pattern::new(
    r"^arn:(aws|aws-cn|aws-us-gov|aws-eusc|aws-iso|aws-iso-b):datasync:[a-z\-0-9]+:[0-9]{12}:task/task-[0-9a-f]{17}$",
    &[
        Part::Text("arn:"),
        PARTITION,
        Part::Text(":datasync:"),
        REGION,
        Part::Text(":"),
        Part::Of(DIGIT, 12, 12),
        Part::Text(":task/task-"),
        Part::Of(LOWER_HEX, 17, 17),
    ],
);
const PARTITION: Part = Part::OneOf(&["aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b"]);
const REGION: Part = Part::Of(&[(b'a', b'z'), (b'-', b'-'), (b'0', b'9')], 1, ANY);
static NEXT_TOKEN: Pattern = Pattern::new(
    r"^[a-zA-Z0-9=_\-]+$",
    &[Part::Of(
        &[(b'a', b'z'), (b'A', b'Z'), (b'0', b'9'), (b'=', b'='), (b'_', b'_'), (b'-', b'-')],
        1,
        ANY,
    )],
);

const CANCEL_ERRORS: [ErrorSpec; 1] = [ErrorSpec::new(
    "InvalidRequestException",
    400,
    Verdict::InvalidRequest,
    "The execution has ended, does not exist, or its ARN is wrong; the message tells which.",
)
.act("Ask DescribeTaskExecution where it stands.")];

#[rustfmt::skip]
const ERRORS: [ErrorSpec; 2] = [
    ErrorSpec::new("InternalException", 500, Verdict::ProviderFault, "DataSync failed inside."),
    ErrorSpec::new("InvalidRequestException", 400, Verdict::InvalidRequest, "DataSync rejected the request."),
];

/// A list shows the ARN, the state and the mode alone.
static EXECUTION: TaskShape = TaskShape {
    kind: "TaskMode",
    failure: &["Result.ErrorDetail", "Result.ErrorCode"],
    times: ["StartTime", "LaunchTime", "EndTime"],
    counts: [
        "EstimatedFilesToTransfer",
        "FilesTransferred",
        "FilesFailed.Transfer",
        "EstimatedBytesToTransfer",
        "BytesWritten",
    ],
    progress: Progress::Ratio(&[
        (&["BytesWritten"], "EstimatedBytesToTransfer"),
        (&["FilesTransferred"], "EstimatedFilesToTransfer"),
    ]),
    ..TaskShape::new(
        &["TaskExecutionArn"],
        "Status",
        &[
            ("QUEUED", TaskState::Queued, Some(true)),
            ("LAUNCHING", TaskState::Running, Some(true)),
            ("PREPARING", TaskState::Running, Some(true)),
            ("TRANSFERRING", TaskState::Running, Some(true)),
            ("VERIFYING", TaskState::Running, Some(true)),
            ("CANCELLING", TaskState::Canceling, Some(false)),
            ("SUCCESS", TaskState::Succeeded, Some(false)),
            ("ERROR", TaskState::Failed, Some(false)),
        ],
    )
};
