//! Object Storage Migration Service (OMS): what each operation takes. Made from the specs by `cargo run -p xtask -- params`: do not change it by hand.

use crate::call::typed::operation;
use crate::data::value::{Members, Value};

/// Stop a migration task.
///
/// <https://support.huaweicloud.com/intl/en-us/api-oms/StopTask.html>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StopTask {
    /// The project, under My Credentials in the vendor's console. For example `0123456789abcdef0123456789abcdef`.
    pub project_id: String,
    /// The migration task: a number of at most 15 digits, given as text. For example `128984723742752`.
    pub task_id: String,
}

impl From<StopTask> for Value {
    fn from(params: StopTask) -> Self {
        let mut members = Members::default();
        members.put("project_id", params.project_id);
        members.put("task_id", params.task_id);
        members.take()
    }
}

operation!(StopTask, "oms:StopTask");

/// Look at a migration task.
///
/// <https://support.huaweicloud.com/intl/en-us/api-oms/ShowTask.html>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShowTask {
    /// The project, under My Credentials in the vendor's console. For example `0123456789abcdef0123456789abcdef`.
    pub project_id: String,
    /// The migration task: a number of at most 15 digits, given as text. For example `128984723742752`.
    pub task_id: String,
}

impl From<ShowTask> for Value {
    fn from(params: ShowTask) -> Self {
        let mut members = Members::default();
        members.put("project_id", params.project_id);
        members.put("task_id", params.task_id);
        members.take()
    }
}

operation!(ShowTask, "oms:ShowTask");

/// Find migration tasks.
///
/// <https://support.huaweicloud.com/intl/en-us/api-oms/ListTasks.html>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListTasks {
    /// The project, under My Credentials in the vendor's console. For example `0123456789abcdef0123456789abcdef`.
    pub project_id: String,
    /// Only tasks of this task group. For example `7a9f8b2c-5d1e-4f3a-9c6b-0e8d7f6a5b4c`.
    pub group_id: Option<String>,
    /// The most tasks to return at once; by default 10. For example `100`.
    pub limit: Option<i64>,
    /// How many tasks to pass over; by default none. For example `0`.
    pub offset: Option<i64>,
    /// Only tasks in this state: 1 waiting, 2 running, 3 stopped, 4 failed, 5 succeeded, 7 stopping. For example `2`.
    pub status: Option<i64>,
    /// Only tasks whose name has this in it: at most 255 characters. For example `nightly`.
    pub task_name: Option<String>,
}

impl From<ListTasks> for Value {
    fn from(params: ListTasks) -> Self {
        let mut members = Members::default();
        members.put("project_id", params.project_id);
        members.put_some("group_id", params.group_id);
        members.put_some("limit", params.limit);
        members.put_some("offset", params.offset);
        members.put_some("status", params.status);
        members.put_some("task_name", params.task_name);
        members.take()
    }
}

operation!(ListTasks, "oms:ListTasks");
