//! Alibaba Cloud NAS / CPFS, API 2017-06-26, style RPC: every parameter in the query, no body.
//!
//! <https://help.aliyun.com/en/cpfs/bmcpfs/developer-reference/api-nas-2017-06-26-canceldataflowsubtask-bmcpfs>

use crate::data::value::Value;
use crate::http::reply::{Body, Reply};
use crate::http::request::Signing;
use crate::outcome::Verdict;
use crate::outcome::task::TaskState;
use crate::spec::answer::{Answer, ErrorParts, Paging, Success};
use crate::spec::endpoint::{Endpoints, Variant};
use crate::spec::error::{ErrorSpec, Judgment};
use crate::spec::field::{FieldSpec, FieldType, IdShape, Pattern};
use crate::spec::operation::{CancelCall, OperationSpec};
use crate::spec::service::{Carrier, CredentialKind, HeaderValue, Service};
use crate::spec::status::{Ids, StatusCall, Together};
use crate::spec::task::{Progress, TaskShape};
use crate::text::mask::mask_labeled;

static SERVICE: Service = Service {
    provider: "alibaba",
    provider_name: "Alibaba Cloud",
    name: "Cloud Parallel File Storage (CPFS)",
    scheme: "acs3-hmac-sha256",
    credentials: &[CredentialKind::AccessKey],
    variants: &[Variant::Vpc],
    regions: REGIONS,
    endpoints: Endpoints::Alibaba { product: "nas", map: ENDPOINT_MAP },
    signing: |_| Signing::Acs3,
    headers: &[
        ("x-acs-action", HeaderValue::Operation("")),
        ("x-acs-version", HeaderValue::Fixed("2017-06-26")),
    ],
    carrier: Carrier::Query,
    most_hint_ms: None,
    read_error,
    bare_code: |code| code,
    judge,
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

const MOST_POLL_MS: f64 = 60_000.0;

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
        errors: &[&CANCEL_ERRORS, &NAS_ERRORS, &GATEWAY_ERRORS],
        advice: &[(
            Verdict::Accepted,
            "CPFS took the cancellation and works on it: ask DescribeDataFlowSubTasks until the task is CANCELED (or ended otherwise). It can take 5 to 10 minutes.",
        )],
        method: "POST",
        token: Some("ClientToken"),
        status: Some(StatusCall {
            operation: LIST_SUB_TASKS,
            id: "DataFlowSubTaskId",
            poll_ms: (15_000.0, MOST_POLL_MS),
            gone: &[],
            ends_canceled: &[],
            parts: None,
            together: Some(together(LIST_SUB_TASKS, "DataFlowSubTaskIds")),
        }),
        list: Some(LIST_SUB_TASKS),
        ..OperationSpec::reading(CANCEL_SUB_TASK, &SERVICE, Answer::Cancel(read_cancel))
    },
    OperationSpec {
        title: "Find data streaming tasks",
        docs: "https://help.aliyun.com/en/cpfs/bmcpfs/developer-reference/api-nas-2017-06-26-describedataflowsubtasks-bmcpfs",
        fields: &LIST_SUB_TASKS_FIELDS,
        errors: &[&LIST_ERRORS, &NAS_ERRORS, &GATEWAY_ERRORS],
        method: "POST",
        cancel: Some(CancelCall { operation: CANCEL_SUB_TASK, id: Some("DataFlowSubTaskId") }),
        ..OperationSpec::reading(
            LIST_SUB_TASKS,
            &SERVICE,
            Answer::Tasks(&SUB_TASK, &["DataFlowSubTask", "DataFlowSubTask"], Paging::Token("NextToken")),
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
        errors: &[&CANCEL_ERRORS, &NAS_ERRORS, &GATEWAY_ERRORS],
        advice: &[
            (
                Verdict::Accepted,
                "CPFS took the cancellation and works on it: ask DescribeDataFlowTasks until the task is Canceled (or ended otherwise). It generally takes 5 to 10 minutes.",
            ),
            (
                Verdict::Conflict,
                "A task whose streaming tasks still run cannot be canceled: cancel those with CancelDataFlowSubTask first, wait until they ended, then cancel the task.",
            ),
        ],
        method: "POST",
        token: Some("ClientToken"),
        status: Some(StatusCall {
            operation: LIST_TASKS,
            id: "TaskId",
            poll_ms: (30_000.0, MOST_POLL_MS),
            gone: &[],
            ends_canceled: &[],
            parts: None,
            together: Some(together(LIST_TASKS, "TaskIds")),
        }),
        list: Some(LIST_TASKS),
        ..OperationSpec::reading(CANCEL_TASK, &SERVICE, Answer::Cancel(read_cancel))
    },
    OperationSpec {
        title: "Find data flow tasks",
        docs: "https://help.aliyun.com/en/cpfs/bmcpfs/developer-reference/api-nas-2017-06-26-describedataflowtasks-bmcpfs",
        fields: &LIST_TASKS_FIELDS,
        errors: &[&LIST_ERRORS, &NAS_ERRORS, &GATEWAY_ERRORS],
        method: "POST",
        cancel: Some(CancelCall { operation: CANCEL_TASK, id: Some("TaskId") }),
        ..OperationSpec::reading(
            LIST_TASKS,
            &SERVICE,
            Answer::Tasks(&TASK, &["TaskInfo", "Task"], Paging::Token("NextToken")),
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

static TIME: Pattern = Pattern::new(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$");

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

static SUB_TASK: TaskShape = TaskShape {
    source: |task| task.text(&["SrcFilePath"]),
    failure: |task| task.text(&["ErrorMsg"]),
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
    source: |task| task.text(&["SourceStorage"]),
    failure: |task| task.text(&["ErrorMsg"]),
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

#[rustfmt::skip]
const CANCEL_ERRORS: [ErrorSpec; 13] = [
    ErrorSpec::new("IllegalCharacters", 400, Verdict::InvalidRequest, "A parameter holds characters that are not allowed."),
    ErrorSpec::new("MissingFileSystemId", 400, Verdict::InvalidRequest, "FileSystemId is missing."),
    ErrorSpec::new("MissingDataFlowId", 400, Verdict::InvalidRequest, "DataFlowId is missing."),
    ErrorSpec::new("MissingTaskId", 400, Verdict::InvalidRequest, "The id of the data flow task is missing."),
    ErrorSpec::new("OperationDenied.ConflictOperation", 403, Verdict::Conflict, "Another operation on this resource is still going on; try again when it is done.").and_retry(),
    ErrorSpec::new("OperationDenied.DependencyViolation", 403, Verdict::Conflict, "Something that depends on this task stands in the way, such as sub tasks that still run."),
    ErrorSpec::new("OperationDenied.DataFlowNotSupported", 403, Verdict::Unsupported, "This file system does not support the operation."),
    ErrorSpec::new("InvalidStatus.ResourceMismatch", 0, Verdict::Conflict, "The resource's present state forbids it."),
    ErrorSpec::new("InvalidFileSystem.NotFound", 404, Verdict::NotFound, "No such file system in this account and region."),
    ErrorSpec::new("InvalidDataFlow.NotFound", 404, Verdict::NotFound, "No such data flow on this file system."),
    ErrorSpec::new("InvalidTaskId.NotFound", 404, Verdict::NotFound, "No such task on this data flow."),
    ErrorSpec::new("IdempotentParameterMismatch", 400, Verdict::Conflict, "The ClientToken was used before with other parameters; take a new one."),
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
    ErrorSpec::new("MissingParameter.RegionId", 400, Verdict::InvalidRequest, "The endpoint names no region."),
];

const NOT_ALLOWED: &str = "The policies of this RAM user or role do not allow the operation.";
const TOO_MANY: &str = "The provider limits how often this may be called.";
const WRONG_TOKEN: &str = "The STS token is not valid, or not of this access key.";

/// Errors of the gateway in front of every product. Their statuses differ between the vendor's own
/// pages, so most have none here.
#[rustfmt::skip]
const GATEWAY_ERRORS: [ErrorSpec; 24] = [
    ErrorSpec::new("Forbidden", 403, Verdict::Forbidden, NOT_ALLOWED),
    ErrorSpec::new("Forbidden.RAM", 0, Verdict::Forbidden, NOT_ALLOWED),
    ErrorSpec::new("Forbidden.RiskControl", 403, Verdict::Forbidden, "The vendor's risk control blocked the account."),
    ErrorSpec::new("NoPermission", 403, Verdict::Forbidden, NOT_ALLOWED),
    ErrorSpec::new("IncompleteSignature", 400, Verdict::Unauthenticated, "The signature is not in the form that the provider expects."),
    ErrorSpec::new("InternalError", 500, Verdict::ProviderFault, "The provider failed inside."),
    ErrorSpec::new("InvalidAccessKeyId.Inactive", 400, Verdict::Unauthenticated, "The access key is disabled."),
    ErrorSpec::new("InvalidAccessKeyId.NotFound", 0, Verdict::Unauthenticated, "No such access key."),
    ErrorSpec::new("InvalidApi.NotFound", 404, Verdict::Unsupported, "This endpoint does not know the operation."),
    ErrorSpec::new("InvalidParameter.Format", 400, Verdict::InvalidRequest, "A parameter is not in the form that the service expects."),
    ErrorSpec::new("InvalidProduct.NotFound", 404, Verdict::Unsupported, "This endpoint does not know the product."),
    ErrorSpec::new("InvalidProtocol.NeedSsl", 404, Verdict::InvalidRequest, "The endpoint takes https only."),
    ErrorSpec::new("InvalidSecurityToken.Expired", 0, Verdict::Unauthenticated, "The STS token has expired."),
    ErrorSpec::new("InvalidSecurityToken.MismatchWithAccessKey", 0, Verdict::Unauthenticated, WRONG_TOKEN),
    ErrorSpec::new("InvalidTimeStamp.Expired", 400, Verdict::ClockSkew, "The request was signed more than 15 minutes before or after the provider's time."),
    ErrorSpec::new("InvalidTimeStamp.Format", 400, Verdict::InvalidRequest, "The timestamp is not in the form that the provider expects."),
    ErrorSpec::new("MissingParameter", 400, Verdict::InvalidRequest, "A parameter is missing."),
    ErrorSpec::new("ServiceUnavailable", 503, Verdict::ProviderFault, "The service is down for the moment."),
    ErrorSpec::new("SignatureDoesNotMatch", 0, Verdict::Unauthenticated, "The signature does not match the request: the access key secret is wrong, or something on the way changed the request."),
    ErrorSpec::new("SignatureNonceUsed", 400, Verdict::Unauthenticated, "This very request was sent before; sign the call again, which gives it a new nonce.").and_retry(),
    ErrorSpec::new("Throttling", 0, Verdict::Throttled, TOO_MANY),
    ErrorSpec::new("Throttling.Api", 0, Verdict::Throttled, TOO_MANY),
    ErrorSpec::new("Throttling.User", 0, Verdict::Throttled, TOO_MANY),
    ErrorSpec::new("UnsupportedHTTPMethod", 0, Verdict::Unsupported, "The endpoint does not take this HTTP method."),
];

/// Codes are open-ended: `Missing{Parameter}`, `Invalid{Parameter}`, `Throttling.{Reason}`.
fn judge(code: &str, _: &str, documented: Option<Judgment>) -> Option<Judgment> {
    let by_prefix = || {
        let rules = [
            ("InvalidSecurityToken", Verdict::Unauthenticated),
            ("InvalidAccessKeyId", Verdict::Unauthenticated),
            ("Forbidden", Verdict::Forbidden),
            ("Throttling", Verdict::Throttled),
            ("Missing", Verdict::InvalidRequest),
            ("OperationDenied", Verdict::Conflict),
            ("InvalidStatus", Verdict::Conflict),
        ];
        let rule = rules.iter().find(|(prefix, _)| code.starts_with(prefix));
        rule.map(|(_, verdict)| Judgment::from(*verdict))
    };
    let is_invalid = code.starts_with("Invalid") && !code.ends_with("NotFound");
    documented.or_else(by_prefix).or_else(|| is_invalid.then(|| Verdict::InvalidRequest.into()))
}

/// The keys in any case, as JSON or as XML: what the gateway sends when a request does not get far.
fn read_error(reply: &Reply, body: &Body) -> ErrorParts {
    let read = |key: &str| body.text(&[key]).or_else(|| body.element(key));
    let detail = || body.object()?.get("AccessDeniedDetail")?.text(&["NoPermissionType"]);
    ErrorParts {
        code: read("Code"),
        message: read("Message").or_else(|| read("Description")).or_else(|| read("Detail")).or_else(detail),
        request_id: reply.first_header(&["x-acs-request-id"]).or_else(|| read("RequestId")),
        docs: read("Recommend").filter(|link| is_vendors(link)),
    }
}

/// A link into the vendor's own sites, and no other, without a secret: it ends up where people click.
fn is_vendors(link: &str) -> bool {
    let is_url = |byte: u8| byte.is_ascii_graphic() && !b"\"'<>\\^`{|}".contains(&byte);
    if !link.bytes().all(is_url) || mask_labeled(link) != link {
        return false;
    }
    let host = link.strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#']).next());
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-';
    host.is_some_and(|host| {
        host.bytes().all(is_plain)
            && [".aliyun.com", ".alibabacloud.com"].iter().any(|end| host.ends_with(end))
    })
}

fn read_cancel(params: Option<&Value>, body: &Body) -> Option<Success> {
    body.object()?;
    let dry_run = params.and_then(|params| params.get("DryRun"));
    let verdict =
        if matches!(dry_run, Some(Value::Bool(true))) { Verdict::DryRunPassed } else { Verdict::Accepted };
    Some(Success::new(verdict, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_into_the_vendors_own_sites_become_documentation() {
        for (link, is) in [
            ("https://api.alibabacloud.com/troubleshoot?q=x", true),
            ("https://help.aliyun.com", true),
            ("http://help.aliyun.com/", false),
            ("https://aliyun.com.evil.example/", false),
            ("https://evil.example\\.aliyun.com/", false),
            ("https://a@evil.example:1.aliyun.com/", false),
            ("https://evil.example/?.aliyun.com", false),
            ("https://evil\t.aliyun.com/", false),
            ("https://help.aliyun.com/?SecurityToken=sesame", false),
            ("https://help.aliyun.com/\n\" onclick=x", false),
            ("javascript:alert(1)//.aliyun.com", false),
        ] {
            assert_eq!(is_vendors(link), is, "{link}");
        }
    }
}
