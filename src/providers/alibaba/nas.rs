//! Alibaba Cloud NAS / CPFS, API 2017-06-26, style RPC: every parameter in the query, no body.
//!
//! <https://help.aliyun.com/en/cpfs/bmcpfs/developer-reference/api-nas-2017-06-26-canceldataflowsubtask-bmcpfs>

use super::VENDOR;
use crate::outcome::Verdict;
use crate::outcome::task::TaskState;
use crate::spec::answer::{Answer, CancelAnswer};
use crate::spec::endpoint::{Endpoints, Region};
use crate::spec::error::ErrorSpec;
use crate::spec::field::{FieldSpec, FieldType, IdShape};
use crate::spec::operation::{CancelCall, OperationSpec};
use crate::spec::paging::Paging;
use crate::spec::pattern::{DIGIT, Part, Pattern};
use crate::spec::protocol::Protocol;
use crate::spec::service::Service;
use crate::spec::status::{Ids, StatusCall, Together};
use crate::spec::task::{Progress, Source, TaskShape};

static SERVICE: Service = Service {
    vendor: &VENDOR,
    name: "Cloud Parallel File Storage (CPFS)",
    label: "nas",
    regions: REGIONS,
    region: Region::Required,
    endpoints: Endpoints::Alibaba { map: ENDPOINT_MAP },
    protocol: Protocol::AlibabaRpc { version: "2017-06-26" },
    headers: &[],
    errors: &NAS_ERRORS,
};

/// The regions of CPFS, then those that only the rest of NAS has.
const REGIONS: &str = "\
    cn-qingdao cn-beijing cn-zhangjiakou cn-huhehaote cn-wulanchabu cn-hangzhou cn-shanghai \
    cn-shenzhen cn-heyuan cn-chengdu ap-southeast-1 \
    cn-guangzhou cn-hongkong ap-southeast-3 ap-southeast-5 ap-southeast-6 ap-southeast-7 \
    ap-northeast-1 ap-northeast-2 eu-central-1 eu-west-1 us-east-1 us-west-1 me-east-1 \
    me-central-1 cn-beijing-finance-1 cn-hangzhou-finance cn-shanghai-finance-1 cn-shenzhen-finance-1 \
    cn-zhengzhou-jva";

/// The vendor's SDKs ask this map before any rule.
#[rustfmt::skip]
const ENDPOINT_MAP: &[(&str, &[&str])] = &[
    ("nas.cn-hangzhou-dg-a01.aliyuncs.com", &["cn-hangzhou-finance"]),
    ("nas.aliyuncs.com", &[
        "ap-northeast-2-pop", "ap-southeast-2", "cn-beijing-finance-pop", "cn-beijing-gov-1", "cn-beijing-nu16-b01",
        "cn-edge-1", "cn-fujian", "cn-haidian-cm12-c01", "cn-hangzhou-bj-b01", "cn-hangzhou-internal-prod-1",
        "cn-hangzhou-internal-test-1", "cn-hangzhou-internal-test-2", "cn-hangzhou-internal-test-3",
        "cn-hangzhou-test-306", "cn-hongkong-finance-pop", "cn-qingdao-nebula", "cn-shanghai-et15-b01",
        "cn-shanghai-et2-b01", "cn-shanghai-inner", "cn-shanghai-internal-test-1", "cn-shenzhen-inner",
        "cn-shenzhen-st4-d01", "cn-shenzhen-su18-b01", "cn-wuhan", "cn-yushanfang", "cn-zhangbei",
        "cn-zhangbei-na61-b01", "cn-zhangjiakou-na62-a01", "cn-zhengzhou-nebula-1", "eu-west-1-oxs",
        "rus-west-1-pop",
    ]),
];

const CANCEL_SUB_TASK: &str = "nas:CancelDataFlowSubTask";
const LIST_SUB_TASKS: &str = "nas:DescribeDataFlowSubTasks";
const CANCEL_TASK: &str = "nas:CancelDataFlowTask";
const LIST_TASKS: &str = "nas:DescribeDataFlowTasks";

const MOST_POLL_MS: u64 = 60_000;

// Per account, region and operation: 100 requests a second, or 120 a minute.
// <https://help.aliyun.com/en/cpfs/bmcpfs/developer-reference/api-nas-2017-06-26-quota-bmcpfs>
const SUB_TASK_RATE: f64 = 100.0;
const TASK_RATE: f64 = 2.0;

pub(in crate::providers) static OPERATIONS: [OperationSpec; 4] = [
    OperationSpec {
        title: "Cancel a data streaming task",
        docs: "https://help.aliyun.com/en/cpfs/bmcpfs/developer-reference/api-nas-2017-06-26-canceldataflowsubtask-bmcpfs",
        fields: &CANCEL_SUB_TASK_FIELDS,
        cancelable_states: &["CREATED", "RUNNING"],
        requirements: &[
            "A CPFS for Lingjun file system (bmcpfs-) of version 2.6.0 or later.",
            "The data flow is Running and its task Executing.",
            "The streaming task is in the CREATED or RUNNING state.",
        ],
        effects: &[
            "The cancellation is asynchronous: data goes on moving until the task is CANCELED.",
            "Data that was already transferred stays where it is.",
            "Only this streaming task is canceled; the data flow task that it belongs to goes on.",
        ],
        errors: &CANCEL_ERRORS,
        advice: &[(
            Verdict::Accepted,
            "Ask DescribeDataFlowSubTasks until the task is CANCELED (or ended otherwise). It can take 5 to 10 minutes.",
        )],
        method: "POST",
        rate: SUB_TASK_RATE,
        token: Some("ClientToken"),
        status: Some(StatusCall {
            operation: LIST_SUB_TASKS,
            id: "DataFlowSubTaskId",
            poll_ms: (15_000, MOST_POLL_MS),
            gone: &[],
            ends_canceled: &[],
            parts: None,
            together: Some(together(LIST_SUB_TASKS, "DataFlowSubTaskIds")),
        }),
        list: Some(LIST_SUB_TASKS),
        ..OperationSpec::reading(CANCEL_SUB_TASK, &SERVICE, Answer::Cancel(TOLD))
    },
    OperationSpec {
        title: "Find data streaming tasks",
        docs: "https://help.aliyun.com/en/cpfs/bmcpfs/developer-reference/api-nas-2017-06-26-describedataflowsubtasks-bmcpfs",
        fields: &LIST_SUB_TASKS_FIELDS,
        errors: &LIST_ERRORS,
        method: "POST",
        rate: SUB_TASK_RATE,
        cancel: Some(CancelCall { operation: CANCEL_SUB_TASK, id: Some("DataFlowSubTaskId") }),
        ..OperationSpec::reading(
            LIST_SUB_TASKS,
            &SERVICE,
            Answer::Tasks(&SUB_TASK, &["DataFlowSubTask", "DataFlowSubTask"], Paging::token("NextToken")),
        )
    },
    OperationSpec {
        title: "Cancel a data flow task",
        docs: "https://help.aliyun.com/en/cpfs/bmcpfs/developer-reference/api-nas-2017-06-26-canceldataflowtask-bmcpfs",
        fields: &CANCEL_TASK_FIELDS,
        cancelable_states: &["Pending", "Executing"],
        requirements: &[
            "A CPFS file system (cpfs-) of version 2.2.0 or later, or CPFS for Lingjun (bmcpfs-) 2.4.0 or later.",
            "The task is in the Pending or Executing state.",
            "None of its streaming tasks still runs.",
        ],
        effects: &[
            "The cancellation is asynchronous: data goes on moving until the task is Canceled.",
            "Data that was already transferred stays where it is.",
        ],
        errors: &CANCEL_ERRORS,
        advice: &[(
            Verdict::Accepted,
            "Ask DescribeDataFlowTasks until the task is Canceled (or ended otherwise). It generally takes 5 to 10 minutes.",
        )],
        method: "POST",
        rate: TASK_RATE,
        token: Some("ClientToken"),
        status: Some(StatusCall {
            operation: LIST_TASKS,
            id: "TaskId",
            poll_ms: (30_000, MOST_POLL_MS),
            gone: &[],
            ends_canceled: &[],
            parts: None,
            together: Some(together(LIST_TASKS, "TaskIds")),
        }),
        list: Some(LIST_TASKS),
        ..OperationSpec::reading(CANCEL_TASK, &SERVICE, Answer::Cancel(TOLD))
    },
    OperationSpec {
        title: "Find data flow tasks",
        docs: "https://help.aliyun.com/en/cpfs/bmcpfs/developer-reference/api-nas-2017-06-26-describedataflowtasks-bmcpfs",
        fields: &LIST_TASKS_FIELDS,
        errors: &LIST_ERRORS,
        method: "POST",
        rate: TASK_RATE,
        cancel: Some(CancelCall { operation: CANCEL_TASK, id: Some("TaskId") }),
        ..OperationSpec::reading(
            LIST_TASKS,
            &SERVICE,
            Answer::Tasks(&TASK, &["TaskInfo", "Task"], Paging::token("NextToken")),
        )
    },
];

/// The list call that shows the tasks of these ids.
const fn together(operation: &'static str, by: &'static str) -> Together {
    Together {
        operation,
        ids: Ids::Filter { filters: "Filters", key: "Key", by, value: "Value" },
        max: 10,
        same: &["FileSystemId"],
        page: None,
    }
}

const FILE_SYSTEM: FieldSpec =
    FieldSpec::id("FileSystemId", "File system id", IdShape::Begins(&["bmcpfs-", "cpfs-"]));
const LINGJUN_FILE_SYSTEM: FieldSpec = FILE_SYSTEM
    .text("The CPFS for Lingjun file system; its id begins with bmcpfs-.", "bmcpfs-370lx1ev9ss27o0****");
const ANY_FILE_SYSTEM: FieldSpec = FILE_SYSTEM.text(
    "The file system; its id begins with cpfs-, or with bmcpfs- for CPFS for Lingjun.",
    "cpfs-099394bd928c****",
);
const DATA_FLOW: FieldSpec = FieldSpec::id("DataFlowId", "Data flow id", IdShape::Begins(&["df-", "dfid-"]))
    .text("The data flow of the task.", "df-194433a5be31****");
const DRY_RUN: FieldSpec = FieldSpec::option("DryRun", "Dry run", FieldType::Boolean)
    .text("Have the provider check the request and change nothing.", "false");
const CLIENT_TOKEN: FieldSpec = FieldSpec::option("ClientToken", "Client token", FieldType::String)
    .text(
        "An idempotency token of your own, so that a repeated call has no further effect: at most 64 ASCII characters.",
        "123e4567-e89b-12d3-a456-42665544****",
    )
    .length(None, 64)
    .ascii();
const FILTERS: FieldSpec = FieldSpec::option("Filters", "Filters", FieldType::Objects)
    .text("Only tasks that meet all of these.", "");
const FILTER_KEY: FieldSpec = FieldSpec::option("Key", "Filter by", FieldType::String).required();
const FILTER_VALUE: FieldSpec = FieldSpec::option("Value", "Value", FieldType::String)
    .text(
        "What it is to be; several with commas between them where the filter takes several.",
        "df-194433a5be31****",
    )
    .rules_from("Key")
    .required();
const MAX_RESULTS: FieldSpec = FieldSpec::option("MaxResults", "Page size", FieldType::Integer)
    .text("The most tasks to return at once.", "20");
const NEXT_TOKEN: FieldSpec = FieldSpec::option("NextToken", "Next page", FieldType::String)
    .text("The NextToken of the page before.", "iWk0AQAAAAAvY2FzZS8=");

static CANCEL_SUB_TASK_FIELDS: [FieldSpec; 6] = [
    LINGJUN_FILE_SYSTEM,
    DATA_FLOW,
    FieldSpec::id("DataFlowTaskId", "Data flow task id", TASK_IDS)
        .text("The data flow task that the streaming task belongs to.", "task-38aa8e890f45****"),
    FieldSpec::id("DataFlowSubTaskId", "Streaming task id", IdShape::Begins(&["subTaskId-"]))
        .text("The data streaming task to cancel.", "subTaskId-370kyfmyknxcyzw****"),
    DRY_RUN,
    CLIENT_TOKEN,
];
static CANCEL_TASK_FIELDS: [FieldSpec; 5] = [
    ANY_FILE_SYSTEM,
    DATA_FLOW,
    FieldSpec::id("TaskId", "Task id", TASK_IDS)
        .text("The data flow task to cancel.", "task-38aa8e890f45****"),
    DRY_RUN,
    CLIENT_TOKEN,
];
static LIST_SUB_TASKS_FIELDS: [FieldSpec; 4] =
    [LINGJUN_FILE_SYSTEM, FILTERS.parts(&SUB_TASK_FILTER), MAX_RESULTS.range(20, 100), NEXT_TOKEN];
static LIST_TASKS_FIELDS: [FieldSpec; 5] = [
    ANY_FILE_SYSTEM,
    FILTERS.parts(&TASK_FILTER),
    MAX_RESULTS.range(10, 100),
    NEXT_TOKEN,
    FieldSpec::option("WithReports", "With reports", FieldType::Boolean)
        .text("Whether to tell the tasks' reports, too; without them the answer comes sooner.", "false"),
];

const TASK_IDS: IdShape = IdShape::Begins(&["task-", "taskId-"]);

static SUB_TASK_FILTER: [FieldSpec; 2] = [
    FILTER_KEY.text("What to filter by.", "DataFlowSubTaskIds").filters(&[
        FieldSpec::filter("DataFlowIds", Some(10)),
        FieldSpec::filter("DataFlowTaskIds", Some(10)),
        FieldSpec::filter("DataFlowSubTaskIds", Some(10)),
        FieldSpec::filter("Status", Some(7)).options(&[
            "EXPIRED",
            "CREATED",
            "RUNNING",
            "COMPLETE",
            "CANCELING",
            "FAILED",
            "CANCELED",
        ]),
        FieldSpec::filter("SrcFilePath", None).length(Some(1), 1023),
        FieldSpec::filter("DstFilePath", None).length(Some(1), 1023),
    ]),
    FILTER_VALUE,
];

static TIME: Pattern = Pattern::new(
    r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$",
    &[
        Part::Of(DIGIT, 4, 4),
        Part::Text("-"),
        Part::Of(DIGIT, 2, 2),
        Part::Text("-"),
        Part::Of(DIGIT, 2, 2),
        Part::Text("T"),
        Part::Of(DIGIT, 2, 2),
        Part::Text(":"),
        Part::Of(DIGIT, 2, 2),
        Part::Text("Z"),
    ],
);

static TASK_FILTER: [FieldSpec; 2] = [
    FILTER_KEY.text("What to filter by.", "TaskIds").filters(&[
        FieldSpec::filter("DataFlowIds", Some(10)),
        FieldSpec::filter("TaskIds", Some(10)),
        FieldSpec::filter("Originator", None).options(&["User", "System"]),
        FieldSpec::filter("TaskActions", Some(6)).options(&[
            "Import",
            "Export",
            "StreamImport",
            "StreamExport",
            "Evict",
            "Inventory",
        ]),
        FieldSpec::filter("DataTypes", Some(3)).options(&["MetaAndData", "Metadata", "Data"]),
        FieldSpec::filter("Status", Some(6)).options(&[
            "Pending",
            "Executing",
            "Failed",
            "Completed",
            "Canceled",
            "Canceling",
        ]),
        FieldSpec::filter("CreateTimeBegin", None).pattern(&TIME),
        FieldSpec::filter("CreateTimeEnd", None).pattern(&TIME),
        FieldSpec::filter("StartTimeBegin", None).pattern(&TIME),
        FieldSpec::filter("StartTimeEnd", None).pattern(&TIME),
        FieldSpec::filter("EndTimeBegin", None).pattern(&TIME),
        FieldSpec::filter("EndTimeEnd", None).pattern(&TIME),
    ]),
    FILTER_VALUE,
];

const TOLD: CancelAnswer =
    CancelAnswer { may_be_empty: false, dry_run: Some("DryRun"), ..CancelAnswer::NOTHING };

static SUB_TASK: TaskShape = TaskShape {
    source: Source::Parts(&["SrcFilePath"]),
    failure: &["ErrorMsg"],
    times: ["CreateTime", "StartTime", "EndTime"],
    parents: &[
        ("FileSystemId", "FileSystemId"),
        ("DataFlowId", "DataFlowId"),
        ("DataFlowTaskId", "DataFlowTaskId"),
    ],
    stats: "ProgressStats",
    counts: ["", "", "", "BytesTotal", "BytesDone"],
    progress: Progress::Of("Progress", 10_000.0),
    ..TaskShape::new(
        &["DataFlowSubTaskId"],
        "Status",
        &[
            ("CREATED", TaskState::Queued, Some(true)),
            ("RUNNING", TaskState::Running, Some(true)),
            ("CANCELING", TaskState::Canceling, Some(false)),
            ("CANCELED", TaskState::Canceled, Some(false)),
            ("COMPLETE", TaskState::Succeeded, Some(false)),
            ("FAILED", TaskState::Failed, Some(false)),
            ("EXPIRED", TaskState::Expired, Some(false)),
        ],
    )
};

static TASK: TaskShape = TaskShape {
    kind: "TaskAction",
    source: Source::Parts(&["SourceStorage"]),
    failure: &["ErrorMsg"],
    times: ["CreateTime", "StartTime", "EndTime"],
    // The vendor writes this one with a small s.
    parents: &[("FileSystemId", "FilesystemId"), ("DataFlowId", "DataFlowId")],
    stats: "ProgressStats",
    counts: ["FilesTotal", "", "", "BytesTotal", "BytesDone"],
    progress: Progress::Ratio(&[(&["BytesDone"], "BytesTotal"), (&["FilesDone"], "FilesTotal")]),
    ..TaskShape::new(
        &["TaskId"],
        "Status",
        &[
            ("Pending", TaskState::Queued, Some(true)),
            ("Executing", TaskState::Running, Some(true)),
            ("Canceling", TaskState::Canceling, Some(false)),
            ("Canceled", TaskState::Canceled, Some(false)),
            ("Completed", TaskState::Succeeded, Some(false)),
            ("Failed", TaskState::Failed, Some(false)),
        ],
    )
};

const END_PARTS: &str =
    "Look at the task; cancel what still runs in it with CancelDataFlowSubTask first, then the task.";

#[rustfmt::skip]
const CANCEL_ERRORS: [ErrorSpec; 13] = [
    ErrorSpec::new("IllegalCharacters", 400, Verdict::InvalidRequest, "A parameter holds characters that are not allowed."),
    ErrorSpec::new("MissingFileSystemId", 400, Verdict::InvalidRequest, "FileSystemId is missing."),
    ErrorSpec::new("MissingDataFlowId", 400, Verdict::InvalidRequest, "DataFlowId is missing."),
    ErrorSpec::new("MissingTaskId", 400, Verdict::InvalidRequest, "The id of the data flow task is missing."),
    ErrorSpec::new("OperationDenied.ConflictOperation", 403, Verdict::Conflict, "Another operation on this resource is still going on.").and_retry(),
    ErrorSpec::new("OperationDenied.DependencyViolation", 403, Verdict::Conflict, "Something that depends on this task stands in the way, such as streaming tasks that still run.").act(END_PARTS),
    ErrorSpec::new("OperationDenied.DataFlowNotSupported", 403, Verdict::Unsupported, "This file system does not support the operation."),
    ErrorSpec::new("InvalidStatus.ResourceMismatch", 0, Verdict::Conflict, "The task's present state forbids it; one whose streaming tasks still run cannot be canceled.").act(END_PARTS),
    ErrorSpec::new("InvalidFileSystem.NotFound", 404, Verdict::NotFound, "No such file system in this account and region."),
    ErrorSpec::new("InvalidDataFlow.NotFound", 404, Verdict::NotFound, "No such data flow on this file system."),
    ErrorSpec::new("InvalidTaskId.NotFound", 404, Verdict::NotFound, "No such task on this data flow."),
    ErrorSpec::new("IdempotentParameterMismatch", 400, Verdict::Conflict, "The ClientToken was used before with other parameters.").act("Take a new one."),
    ErrorSpec::new("ServiceTimeout", 504, Verdict::ProviderFault, "The service did not answer in time."),
];

#[rustfmt::skip]
const LIST_ERRORS: [ErrorSpec; 5] = [
    ErrorSpec::new("IllegalCharacters", 400, Verdict::InvalidRequest, "A parameter holds characters that are not allowed."),
    ErrorSpec::new("MissingFileSystemId", 400, Verdict::InvalidRequest, "FileSystemId is missing."),
    ErrorSpec::new("InvalidFileSystem.NotFound", 404, Verdict::NotFound, "No such file system in this account and region."),
    ErrorSpec::new("InvalidDataFlow.NotFound", 404, Verdict::NotFound, "No such data flow on this file system."),
    ErrorSpec::new("ServiceTimeout", 504, Verdict::ProviderFault, "The service did not answer in time."),
];

const TRY_LATER: &str = "The provider could not check the credentials just now and asks to try again later.";

#[rustfmt::skip]
const NAS_ERRORS: [ErrorSpec; 6] = [
    ErrorSpec::new("SecurityToken.CheckFailed", 503, Verdict::ProviderFault, TRY_LATER),
    ErrorSpec::new("SecurityToken.DecodeFailed", 503, Verdict::ProviderFault, TRY_LATER),
    ErrorSpec::new("SubRam.CheckFailed", 503, Verdict::ProviderFault, TRY_LATER),
    ErrorSpec::new("VpcRam.CheckFailed", 503, Verdict::ProviderFault, TRY_LATER),
    ErrorSpec::new("VpcSubRam.CheckFailed", 503, Verdict::ProviderFault, TRY_LATER),
    ErrorSpec::new("MissingParameter.RegionId", 400, Verdict::InvalidRequest, "The endpoint names no region.").act("Use the endpoint of a region."),
];
