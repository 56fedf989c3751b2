//! Amazon FSx: what each operation takes. Made from the specs by `cargo run -p xtask -- params`: do not change it by hand.

use crate::call::typed::operation;
use crate::data::value::{Members, Value};

/// Cancel a data repository task.
///
/// <https://docs.aws.amazon.com/fsx/latest/APIReference/API_CancelDataRepositoryTask.html>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CancelDataRepositoryTask {
    /// The data repository task to cancel: task- and at least 17 lower-case hex digits. For example `task-0123456789abcdef0`.
    pub task_id: String,
}

impl From<CancelDataRepositoryTask> for Value {
    fn from(params: CancelDataRepositoryTask) -> Self {
        let mut members = Members::default();
        members.put("TaskId", params.task_id);
        members.take()
    }
}

operation!(CancelDataRepositoryTask, "fsx:CancelDataRepositoryTask");

/// Find data repository tasks.
///
/// <https://docs.aws.amazon.com/fsx/latest/APIReference/API_DescribeDataRepositoryTasks.html>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeDataRepositoryTasks {
    /// Only these tasks: at most 50 ids. For example `task-0123456789abcdef0`.
    pub task_ids: Vec<String>,
    /// Only tasks that meet all of these: at most 3 filters.
    pub filters: Vec<DescribeDataRepositoryTasksFilter>,
    /// The most tasks to return at once. For example `50`.
    pub max_results: Option<i64>,
    /// The NextToken of the page before. For example `eyJtYXJrZXIiOjF9`.
    pub next_token: Option<String>,
}

impl From<DescribeDataRepositoryTasks> for Value {
    fn from(params: DescribeDataRepositoryTasks) -> Self {
        let mut members = Members::default();
        members.put_items("TaskIds", params.task_ids);
        members.put_items("Filters", params.filters);
        members.put_some("MaxResults", params.max_results);
        members.put_some("NextToken", params.next_token);
        members.take()
    }
}

operation!(DescribeDataRepositoryTasks, "fsx:DescribeDataRepositoryTasks");

/// An item of [`DescribeDataRepositoryTasks::filters`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeDataRepositoryTasksFilter {
    /// What to filter by. For example `file-system-id`.
    pub name: String,
    /// Any of these: at most 20 values. For example `fs-0123456789abcdef0`.
    pub values: Vec<String>,
}

impl From<DescribeDataRepositoryTasksFilter> for Value {
    fn from(params: DescribeDataRepositoryTasksFilter) -> Self {
        let mut members = Members::default();
        members.put("Name", params.name);
        members.put("Values", params.values);
        members.take()
    }
}
