//! AWS Snow Device Management: what each operation takes. Made from the specs by `cargo run -p xtask -- params`: do not change it by hand.

use crate::call::typed::operation;
use crate::data::value::{Members, Value};

/// Cancel a device task.
///
/// <https://docs.aws.amazon.com/goto/WebAPI/snow-device-management-2021-08-04/CancelTask>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CancelTask {
    /// The task, as ListTasks shows it: 1 to 64 characters. For example `abcdefghij0123456789`.
    pub task_id: String,
}

impl From<CancelTask> for Value {
    fn from(params: CancelTask) -> Self {
        let mut members = Members::default();
        members.put("taskId", params.task_id);
        members.take()
    }
}

operation!(CancelTask, "snow-device-management:CancelTask");

/// Look at a device task.
///
/// <https://docs.aws.amazon.com/goto/WebAPI/snow-device-management-2021-08-04/DescribeTask>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeTask {
    /// The task, as ListTasks shows it: 1 to 64 characters. For example `abcdefghij0123456789`.
    pub task_id: String,
}

impl From<DescribeTask> for Value {
    fn from(params: DescribeTask) -> Self {
        let mut members = Members::default();
        members.put("taskId", params.task_id);
        members.take()
    }
}

operation!(DescribeTask, "snow-device-management:DescribeTask");

/// Find device tasks.
///
/// <https://docs.aws.amazon.com/goto/WebAPI/snow-device-management-2021-08-04/ListTasks>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListTasks {
    /// Only tasks in this state. For example `IN_PROGRESS`.
    pub state: Option<String>,
    /// The most to return at once. For example `50`.
    pub max_results: Option<i64>,
    /// The nextToken of the page before. For example `eyJtYXJrZXIiOjF9`.
    pub next_token: Option<String>,
}

impl From<ListTasks> for Value {
    fn from(params: ListTasks) -> Self {
        let mut members = Members::default();
        members.put_some("state", params.state);
        members.put_some("maxResults", params.max_results);
        members.put_some("nextToken", params.next_token);
        members.take()
    }
}

operation!(ListTasks, "snow-device-management:ListTasks");

/// Find a task's executions.
///
/// <https://docs.aws.amazon.com/goto/WebAPI/snow-device-management-2021-08-04/ListExecutions>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListExecutions {
    /// The task, as ListTasks shows it: 1 to 64 characters. For example `abcdefghij0123456789`.
    pub task_id: String,
    /// Only executions in this state. For example `QUEUED`.
    pub state: Option<String>,
    /// The most to return at once. For example `50`.
    pub max_results: Option<i64>,
    /// The nextToken of the page before. For example `eyJtYXJrZXIiOjF9`.
    pub next_token: Option<String>,
}

impl From<ListExecutions> for Value {
    fn from(params: ListExecutions) -> Self {
        let mut members = Members::default();
        members.put("taskId", params.task_id);
        members.put_some("state", params.state);
        members.put_some("maxResults", params.max_results);
        members.put_some("nextToken", params.next_token);
        members.take()
    }
}

operation!(ListExecutions, "snow-device-management:ListExecutions");
