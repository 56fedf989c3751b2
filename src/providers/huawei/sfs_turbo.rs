//! Huawei Cloud SFS Turbo, API v1: data import and export tasks ("HPC cache tasks").
//!
//! <https://support.huaweicloud.com/intl/en-us/api-sfs/DeleteHpcCacheTask.html>

use crate::outcome::Verdict;
use crate::outcome::task::TaskState;
use crate::providers::huawei;
use crate::spec::answer::{Answer, CancelAnswer};
use crate::spec::endpoint::{Endpoints, Region};
use crate::spec::error::ErrorSpec;
use crate::spec::field::{FieldSpec, FieldType, IdShape, MAX_SAFE_INTEGER};
use crate::spec::operation::{CancelCall, OperationSpec};
use crate::spec::paging::{Counted, Paging};
use crate::spec::protocol::{Location, Protocol};
use crate::spec::service::Service;
use crate::spec::status::{Ids, StatusCall, Together};
use crate::spec::task::{Source, TaskShape};

static SERVICE: Service = Service {
    vendor: &huawei::VENDOR,
    name: "SFS Turbo",
    label: "sfs-turbo",
    regions: REGIONS,
    region: Region::Required,
    endpoints: Endpoints::Huawei { eu: &["eu-west-101"] },
    protocol: Protocol::RestJson,
    headers: huawei::HEADERS,
    errors: &SERVICE_ERRORS,
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
        advice: &[
            (
                Verdict::Accepted,
                "Look at the task after about 10 seconds, then every 30: when its id is unknown (SFS.TURBO.0106), the task is gone.",
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
            poll_ms: (10_000, 30_000),
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
        ..OperationSpec::reading(CANCEL, &SERVICE, Answer::Cancel(TOLD))
    },
    OperationSpec {
        title: "Look at a data import or export task",
        docs: "https://support.huaweicloud.com/intl/en-us/api-sfs/ShowHpcCacheTask.html",
        permission: PERMISSION,
        fields: &TASK_FIELDS,
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
        path: "/v1/{project_id}/sfs-turbo/{share_id}/hpc-cache/tasks",
        cancel: Some(CancelCall { operation: CANCEL, id: Some("task_id") }),
        ..OperationSpec::reading(LIST, &SERVICE, Answer::Tasks(&TASK, &["tasks"], Paging::Offset(PAGES)))
    },
];

const PAGES: Counted = Counted { param: "offset", limit: "limit", default_limit: 1000, total: "count" };

const PROJECT: FieldSpec = huawei::project("v1");
const SHARE: FieldSpec = FieldSpec::id("share_id", "File system id", IdShape::After("sfs-turbo", true))
    .text("The SFS Turbo file system.", "77ba6f4b-6365-4895-8dda-bc7142af4dde")
    .at(Location::Path);

static TASK_FIELDS: [FieldSpec; 3] = [
    PROJECT,
    SHARE,
    FieldSpec::id("task_id", "Task id", IdShape::After("task", false))
        .text("The import or export task.", "11abef677ac40f46644d1d5cfc2424a4")
        .at(Location::Path),
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

const CHECK_SHARE: &str = "Check project_id, share_id and the region.";

#[rustfmt::skip]
const SERVICE_ERRORS: [ErrorSpec; 33] = [
    ErrorSpec::new("SFS.TURBO.0001", 400, Verdict::InvalidRequest, "A parameter is wrong."),
    ErrorSpec::new("SFS.TURBO.0002", 404, Verdict::NotFound, "No such file system, or no permission to see it.").act(CHECK_SHARE),
    ErrorSpec::new("SFS.TURBO.0003", 400, Verdict::InvalidRequest, "The file system's name is not valid."),
    ErrorSpec::new("SFS.TURBO.0004", 400, Verdict::InvalidRequest, "The VPC is not valid."),
    ErrorSpec::new("SFS.TURBO.0005", 500, Verdict::ProviderFault, "SFS Turbo failed inside."),
    ErrorSpec::new("SFS.TURBO.0006", 400, Verdict::InvalidRequest, "The subnet is not valid."),
    ErrorSpec::new("SFS.TURBO.0007", 400, Verdict::InvalidRequest, "The file system's type is not valid."),
    ErrorSpec::new("SFS.TURBO.0008", 400, Verdict::InvalidRequest, "The size is not valid."),
    ErrorSpec::new("SFS.TURBO.0009", 409, Verdict::Conflict, "The name exists already."),
    ErrorSpec::new("SFS.TURBO.0010", 400, Verdict::InvalidRequest, "The quota is used up."),
    ErrorSpec::new("SFS.TURBO.0011", 400, Verdict::Conflict, "The file system is busy with another operation.").and_retry(),
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
    ErrorSpec::new("SFS.TURBO.9000", 403, Verdict::NotFound, "The file system is gone, or not visible to this user.").act(CHECK_SHARE),
];

const TOLD: CancelAnswer = CancelAnswer { status: 202, ..CancelAnswer::NOTHING };

static TASK: TaskShape = TaskShape {
    kind: "type",
    source: Source::Parts(&["src_target", "src_prefix"]),
    failure: &["message"],
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
