//! SFS Turbo: what each operation takes. Made from the specs by `cargo run -p xtask -- params`: do not change it by hand.

use crate::call::typed::operation;
use crate::data::value::{Members, Value};

/// Delete a data import or export task.
///
/// <https://support.huaweicloud.com/intl/en-us/api-sfs/DeleteHpcCacheTask.html>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeleteHpcCacheTask {
    /// The project, under My Credentials in the vendor's console. For example `0123456789abcdef0123456789abcdef`.
    pub project_id: String,
    /// The SFS Turbo file system. For example `77ba6f4b-6365-4895-8dda-bc7142af4dde`.
    pub share_id: String,
    /// The import or export task. For example `11abef677ac40f46644d1d5cfc2424a4`.
    pub task_id: String,
}

impl From<DeleteHpcCacheTask> for Value {
    fn from(params: DeleteHpcCacheTask) -> Self {
        let mut members = Members::default();
        members.put("project_id", params.project_id);
        members.put("share_id", params.share_id);
        members.put("task_id", params.task_id);
        members.take()
    }
}

operation!(DeleteHpcCacheTask, "sfsturbo:DeleteHpcCacheTask");

/// Look at a data import or export task.
///
/// <https://support.huaweicloud.com/intl/en-us/api-sfs/ShowHpcCacheTask.html>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShowHpcCacheTask {
    /// The project, under My Credentials in the vendor's console. For example `0123456789abcdef0123456789abcdef`.
    pub project_id: String,
    /// The SFS Turbo file system. For example `77ba6f4b-6365-4895-8dda-bc7142af4dde`.
    pub share_id: String,
    /// The import or export task. For example `11abef677ac40f46644d1d5cfc2424a4`.
    pub task_id: String,
}

impl From<ShowHpcCacheTask> for Value {
    fn from(params: ShowHpcCacheTask) -> Self {
        let mut members = Members::default();
        members.put("project_id", params.project_id);
        members.put("share_id", params.share_id);
        members.put("task_id", params.task_id);
        members.take()
    }
}

operation!(ShowHpcCacheTask, "sfsturbo:ShowHpcCacheTask");

/// Find data import and export tasks.
///
/// <https://support.huaweicloud.com/intl/en-us/api-sfs/ListHpcCacheTasks.html>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListHpcCacheTasks {
    /// The project, under My Credentials in the vendor's console. For example `0123456789abcdef0123456789abcdef`.
    pub project_id: String,
    /// The SFS Turbo file system. For example `77ba6f4b-6365-4895-8dda-bc7142af4dde`.
    pub share_id: String,
    /// Only tasks of this type. For example `export`.
    pub r#type: Option<String>,
    /// Only tasks in this state. For example `DOING`.
    pub status: Option<String>,
    /// How many tasks to pass over; by default none. For example `0`.
    pub offset: Option<i64>,
    /// The most tasks to return at once; by default 1,000. For example `1000`.
    pub limit: Option<i64>,
    /// Only tasks that started at this time or later, without a zone. For example `2024-03-18T23:00:00`.
    pub start_time: Option<String>,
    /// Only tasks that ended at this time or before, without a zone. For example `2024-03-19T23:00:00`.
    pub end_time: Option<String>,
}

impl From<ListHpcCacheTasks> for Value {
    fn from(params: ListHpcCacheTasks) -> Self {
        let mut members = Members::default();
        members.put("project_id", params.project_id);
        members.put("share_id", params.share_id);
        members.put_some("type", params.r#type);
        members.put_some("status", params.status);
        members.put_some("offset", params.offset);
        members.put_some("limit", params.limit);
        members.put_some("start_time", params.start_time);
        members.put_some("end_time", params.end_time);
        members.take()
    }
}

operation!(ListHpcCacheTasks, "sfsturbo:ListHpcCacheTasks");
