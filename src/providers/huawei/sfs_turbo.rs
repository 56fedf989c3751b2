//! Huawei Cloud SFS Turbo, API v1: data import and export tasks ("HPC cache tasks").
//!
//! <https://support.huaweicloud.com/intl/en-us/api-sfs/DeleteHpcCacheTask.html>

use crate::data::value::Value;
use crate::http::reply::{Body, Reply};
use crate::http::request::Signing;
use crate::outcome::Verdict;
use crate::outcome::task::TaskState;
use crate::spec::answer::{Answer, ErrorParts, Paging, Success};
use crate::spec::endpoint::Endpoints;
use crate::spec::error::{ErrorSpec, Judgment};
use crate::spec::field::{FieldSpec, FieldType, IdShape, MAX_SAFE_INTEGER};
use crate::spec::operation::{CancelCall, OperationSpec};
use crate::spec::service::{Carrier, CredentialKind, HeaderValue, Service};
use crate::spec::status::{Ids, StatusCall, Together};
use crate::spec::task::TaskShape;
use crate::text::search;

static SERVICE: Service = Service {
    provider: "huawei",
    provider_name: "Huawei Cloud",
    name: "SFS Turbo",
    scheme: "sdk-hmac-sha256",
    credentials: &[CredentialKind::AccessKey, CredentialKind::AuthToken],
    variants: &[],
    regions: REGIONS,
    endpoints: Endpoints::Huawei { service: "sfs-turbo", eu: &["eu-west-101"] },
    signing: |_| Signing::SdkHmac,
    headers: &[
        ("content-type", HeaderValue::Fixed("application/json")),
        ("x-project-id", HeaderValue::Param("project_id")),
    ],
    carrier: Carrier::Query,
    most_hint_ms: None,
    read_error,
    bare_code,
    judge,
};

const REGIONS: &str = "\
    cn-east-2 cn-east-3 cn-east-4 cn-east-5 cn-north-1 cn-north-2 cn-north-4 cn-north-9 \
    cn-north-11 cn-north-12 cn-south-1 cn-south-2 cn-south-4 cn-southwest-2 cn-southwest-3 \
    ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 sa-brazil-1 \
    la-south-2 la-north-2 na-mexico-1 af-south-1 af-north-1 tr-west-1 me-east-1 ae-ad-1 \
    ru-moscow-1 my-kualalumpur-1 eu-west-101";

const CANCEL: &str = "sfsturbo:DeleteHpcCacheTask";
const STATUS: &str = "sfsturbo:ShowHpcCacheTask";
const LIST: &str = "sfsturbo:ListHpcCacheTasks";

// The vendor's pages do not name the actions of these operations, only their family.
const PERMISSION: &str = "sfsturbo:shares:*";

const ERRORS: &[&[ErrorSpec]] = &[&SERVICE_ERRORS, &GATEWAY_ERRORS];

const TASK_PATH: &str = "/v1/{project_id}/sfs-turbo/{share_id}/hpc-cache/task/{task_id}";

pub(in crate::providers) static OPERATIONS: [OperationSpec; 3] = [
    OperationSpec {
        title: "Delete a data import or export task",
        docs: "https://support.huaweicloud.com/intl/en-us/api-sfs/DeleteHpcCacheTask.html",
        permission: PERMISSION,
        fields: &TASK_FIELDS,
        cancelable_states: &["DOING"],
        requirements: &[
            "An SFS Turbo file system of 20, 40, 125, 250, 500 or 1,000 MB/s/TiB, mounted over NFS.",
        ],
        effects: &[
            "The task is canceled and its record removed: afterwards its id is unknown, also to its status call.",
            "Data that was already imported or exported stays where it is.",
            "A task that has already ended loses its record all the same.",
        ],
        errors: ERRORS,
        advice: &[
            (
                Verdict::Accepted,
                "SFS Turbo took the deletion and works on it. Look at the task after about 10 seconds, then every 30: when its id is unknown (SFS.TURBO.0106), the task is gone.",
            ),
            (
                Verdict::NotFound,
                "If the task was deleted before, it is gone and no longer runs; otherwise check project_id, share_id, task_id and the region.",
            ),
        ],
        method: "DELETE",
        path: TASK_PATH,
        status: Some(StatusCall {
            operation: STATUS,
            id: "task_id",
            poll_ms: (10_000.0, 30_000.0),
            gone: &["SFS.TURBO.0106"],
            ends_canceled: &[],
            parts: None,
            together: Some(Together {
                operation: LIST,
                ids: Ids::All,
                max: usize::MAX,
                same: &["project_id", "share_id"],
                page: None,
            }),
        }),
        list: Some(LIST),
        ..OperationSpec::reading(CANCEL, &SERVICE, Answer::Cancel(read_cancel))
    },
    OperationSpec {
        title: "Look at a data import or export task",
        docs: "https://support.huaweicloud.com/intl/en-us/api-sfs/ShowHpcCacheTask.html",
        permission: PERMISSION,
        fields: &TASK_FIELDS,
        errors: ERRORS,
        advice: &[(
            Verdict::NotFound,
            "If the task was deleted, it is gone and no longer runs; otherwise check project_id, share_id, task_id and the region.",
        )],
        path: TASK_PATH,
        cancel: Some(CancelCall { operation: CANCEL, id: Some("task_id") }),
        ..OperationSpec::reading(STATUS, &SERVICE, Answer::Task(&TASK))
    },
    OperationSpec {
        title: "Find data import and export tasks",
        docs: "https://support.huaweicloud.com/intl/en-us/api-sfs/ListHpcCacheTasks.html",
        permission: PERMISSION,
        fields: &LIST_FIELDS,
        errors: ERRORS,
        path: "/v1/{project_id}/sfs-turbo/{share_id}/hpc-cache/tasks",
        cancel: Some(CancelCall { operation: CANCEL, id: Some("task_id") }),
        ..OperationSpec::reading(LIST, &SERVICE, Answer::Tasks(&TASK, &["tasks"], Paging::Offset))
    },
];

const PROJECT: FieldSpec = FieldSpec::id("project_id", "Project id", IdShape::After("v1"))
    .text(
        "The project of the file system, under My Credentials in the vendor's console.",
        "0123456789abcdef0123456789abcdef",
    )
    // It becomes a header, too.
    .ascii()
    .in_path();
const SHARE: FieldSpec = FieldSpec::id("share_id", "File system id", IdShape::After("sfs-turbo"))
    .text("The SFS Turbo file system.", "77ba6f4b-6365-4895-8dda-bc7142af4dde")
    .in_path();

static TASK_FIELDS: [FieldSpec; 3] = [
    PROJECT,
    SHARE,
    FieldSpec::id("task_id", "Task id", IdShape::After("task"))
        .text("The import or export task.", "11abef677ac40f46644d1d5cfc2424a4")
        .in_path(),
];
static LIST_FIELDS: [FieldSpec; 8] = [
    PROJECT,
    SHARE,
    FieldSpec::option("type", "Type", FieldType::String)
        .text("Only tasks of this type.", "export")
        .options(&["import", "export", "import_metadata", "preload"]),
    FieldSpec::option("status", "Status", FieldType::String)
        .text("Only tasks in this state.", "DOING")
        .options(&["SUCCESS", "DOING", "FAIL", "DELETING"]),
    FieldSpec::option("offset", "Offset", FieldType::Integer)
        .text("How many tasks to pass over; by default none.", "0")
        .range(0, MAX_SAFE_INTEGER),
    FieldSpec::option("limit", "Page size", FieldType::Integer)
        .text("The most tasks to return at once; by default 1,000.", "1000")
        .range(0, MAX_SAFE_INTEGER),
    FieldSpec::option("start_time", "Started from", FieldType::String)
        .text("Only tasks that started at this time or later, without a zone.", "2024-03-18T23:00:00"),
    FieldSpec::option("end_time", "Ended until", FieldType::String)
        .text("Only tasks that ended at this time or before, without a zone.", "2024-03-19T23:00:00"),
];

#[rustfmt::skip]
const SERVICE_ERRORS: [ErrorSpec; 33] = [
    ErrorSpec::new("SFS.TURBO.0001", 400, Verdict::InvalidRequest, "A parameter is wrong."),
    ErrorSpec::new("SFS.TURBO.0002", 404, Verdict::NotFound, "No such file system, or no permission to see it."),
    ErrorSpec::new("SFS.TURBO.0003", 400, Verdict::InvalidRequest, "The file system's name is not valid."),
    ErrorSpec::new("SFS.TURBO.0004", 400, Verdict::InvalidRequest, "The VPC is not valid."),
    ErrorSpec::new("SFS.TURBO.0005", 500, Verdict::ProviderFault, "SFS Turbo failed inside."),
    ErrorSpec::new("SFS.TURBO.0006", 400, Verdict::InvalidRequest, "The subnet is not valid."),
    ErrorSpec::new("SFS.TURBO.0007", 400, Verdict::InvalidRequest, "The file system's type is not valid."),
    ErrorSpec::new("SFS.TURBO.0008", 400, Verdict::InvalidRequest, "The size is not valid."),
    ErrorSpec::new("SFS.TURBO.0009", 409, Verdict::Conflict, "The name exists already."),
    ErrorSpec::new("SFS.TURBO.0010", 400, Verdict::InvalidRequest, "The quota is used up."),
    ErrorSpec::new("SFS.TURBO.0011", 400, Verdict::Conflict, "The file system is busy with another operation; try again when it is done.").and_retry(),
    ErrorSpec::new("SFS.TURBO.0012", 400, Verdict::Unsupported, "The operation is not allowed for this file system, e.g. for its billing mode."),
    ErrorSpec::new("SFS.TURBO.0015", 400, Verdict::Forbidden, "The user has no permission for the operation."),
    ErrorSpec::new("SFS.TURBO.0016", 400, Verdict::InvalidRequest, "There are too many tags."),
    ErrorSpec::new("SFS.TURBO.0017", 400, Verdict::InvalidRequest, "A tag's key is not valid."),
    ErrorSpec::new("SFS.TURBO.0018", 400, Verdict::InvalidRequest, "A tag's value is not valid."),
    ErrorSpec::new("SFS.TURBO.0019", 404, Verdict::NotFound, "No such job."),
    ErrorSpec::new("SFS.TURBO.0020", 400, Verdict::InvalidRequest, "The flavor is not valid."),
    ErrorSpec::new("SFS.TURBO.0021", 400, Verdict::InvalidRequest, "The file system does not match."),
    ErrorSpec::new("SFS.TURBO.0022", 400, Verdict::InvalidRequest, "The backup's name exists already."),
    ErrorSpec::new("SFS.TURBO.0100", 0, Verdict::InvalidRequest, "The path is not valid."),
    ErrorSpec::new("SFS.TURBO.0101", 0, Verdict::InvalidRequest, "The path does not exist."),
    ErrorSpec::new("SFS.TURBO.0102", 0, Verdict::InvalidRequest, "The path is not a directory."),
    ErrorSpec::new("SFS.TURBO.0106", 400, Verdict::NotFound, "No such task on this file system: it never was, or it is gone."),
    ErrorSpec::new("SFS.TURBO.0112", 0, Verdict::InvalidRequest, "The quota exists already."),
    ErrorSpec::new("SFS.TURBO.0113", 0, Verdict::InvalidRequest, "The directory has no quota."),
    ErrorSpec::new("SFS.TURBO.0114", 0, Verdict::InvalidRequest, "The path exists already."),
    ErrorSpec::new("SFS.TURBO.0115", 0, Verdict::InvalidRequest, "The path is not empty."),
    ErrorSpec::new("SFS.TURBO.0122", 0, Verdict::InvalidRequest, "The mode is not valid."),
    ErrorSpec::new("SFS.TURBO.0123", 400, Verdict::InvalidRequest, "The feature is not valid."),
    ErrorSpec::new("SFS.TURBO.0124", 404, Verdict::NotFound, "No such task."),
    ErrorSpec::new("SFS.TURBO.0126", 0, Verdict::InvalidRequest, "The target is not bound to the file system."),
    ErrorSpec::new("SFS.TURBO.9000", 403, Verdict::NotFound, "The file system is gone, or not visible to this user."),
];

const TOO_LARGE: &str = "The request is larger than the gateway takes.";
const BACKEND: &str = "The gateway could not reach SFS Turbo, or got no answer in time.";

/// Errors of the API gateway; the vendor writes them with `APIG.` and with `APIGW.`.
#[rustfmt::skip]
const GATEWAY_ERRORS: [ErrorSpec; 16] = [
    ErrorSpec::new("APIGW.0101", 404, Verdict::Unsupported, "The gateway does not know this API: check the endpoint and the region."),
    ErrorSpec::new("APIGW.0103", 404, Verdict::ProviderFault, "The gateway found no backend for this API."),
    ErrorSpec::new("APIGW.0104", 400, Verdict::InvalidRequest, "The gateway could not read the request."),
    ErrorSpec::new("APIGW.0105", 400, Verdict::InvalidRequest, "The gateway could not read the request."),
    ErrorSpec::new("APIGW.0106", 400, Verdict::InvalidRequest, "The gateway could not read the request."),
    ErrorSpec::new("APIGW.0201", 400, Verdict::InvalidRequest, "The gateway rejected the request."),
    ErrorSpec::new("APIGW.0201", 413, Verdict::InvalidRequest, TOO_LARGE),
    ErrorSpec::new("APIGW.0201", 414, Verdict::InvalidRequest, TOO_LARGE),
    ErrorSpec::new("APIGW.0201", 494, Verdict::InvalidRequest, TOO_LARGE),
    ErrorSpec::new("APIGW.0201", 502, Verdict::ProviderFault, BACKEND),
    ErrorSpec::new("APIGW.0201", 504, Verdict::ProviderFault, BACKEND),
    ErrorSpec::new("APIGW.0301", 401, Verdict::Unauthenticated, "The gateway did not accept the signature or the token."),
    ErrorSpec::new("APIGW.0302", 403, Verdict::Forbidden, "The gateway does not admit this user."),
    ErrorSpec::new("APIGW.0303", 401, Verdict::Unauthenticated, "The gateway did not accept the application's signature."),
    ErrorSpec::new("APIGW.0304", 403, Verdict::Forbidden, "The gateway does not admit this application."),
    ErrorSpec::new("APIGW.0308", 429, Verdict::Throttled, "The gateway limits how often this may be called."),
];

/// Both spellings of the gateway's prefix are one.
fn bare_code(code: &str) -> &str {
    ["APIGW.", "APIG."].iter().find_map(|prefix| code.strip_prefix(prefix)).unwrap_or(code)
}

/// The gateway has one code for a wrong signature and for a wrong time; only the message tells.
fn judge(code: &str, message: &str, documented: Option<Judgment>) -> Option<Judgment> {
    let is_time =
        |word: &str| ["time", "timestamp", "expired"].iter().any(|time| word.eq_ignore_ascii_case(time));
    let about_time = message.split(|c: char| !c.is_ascii_alphanumeric()).any(is_time);
    let about_time = about_time && !search::contains(message, "token");
    if about_time && matches!(bare_code(code), "0301" | "0303") {
        return Some(Verdict::ClockSkew.into());
    }
    documented
}

/// Every spelling that the service, the gateway and IAM have for code and message.
const SPELLINGS: [(&str, &str); 4] =
    [("errCode", "errMsg"), ("error_code", "error_msg"), ("errorCode", "errorMsg"), ("code", "message")];

fn read_error(reply: &Reply, body: &Body) -> ErrorParts {
    let nested = body.object().and_then(Value::entries).unwrap_or_default();
    let objects = || body.object().into_iter().chain(nested.iter().map(|(_, value)| value));
    let found = objects().find_map(|object| {
        SPELLINGS.iter().find_map(|(code, message)| Some((object.text(&[code])?, object.text(&[message]))))
    });
    let (code, message) = found.unzip();
    let message_alone =
        || objects().find_map(|object| SPELLINGS.iter().find_map(|(_, message)| object.text(&[message])));
    ErrorParts {
        code,
        // A task has a message of its own.
        message: message.flatten().or_else(|| message_alone().filter(|_| !reply.is_success())),
        request_id: reply.first_header(&["x-request-id"]).or_else(|| body.text(&["request_id"])),
        docs: None,
    }
}

static TASK: TaskShape = TaskShape {
    kind: "type",
    source: |task| {
        let target = task.text(&["src_target"])?;
        Some(match task.text(&["src_prefix"]) {
            Some(prefix) => [target.trim_end_matches('/'), prefix.trim_start_matches('/')].join("/"),
            None => target,
        })
    },
    failure: |task| task.text(&["message"]).filter(|_| task.text(&["status"]).as_deref() == Some("FAIL")),
    times: ["", "start_time", "end_time"],
    // A task does not tell them; the call does.
    parents: &[("project_id", ""), ("share_id", "")],
    ..TaskShape::new(
        &["task_id"],
        "status",
        &[
            ("DOING", TaskState::Running, Some(true)),
            ("SUCCESS", TaskState::Succeeded, Some(false)),
            ("FAIL", TaskState::Failed, Some(false)),
            ("DELETING", TaskState::Deleting, Some(false)),
        ],
    )
};

fn read_cancel(_: Option<&Value>, body: &Body) -> Option<Success> {
    if !matches!(body, Body::Empty) {
        body.object()?;
    }
    Some(Success::new(Verdict::Accepted, None))
}
