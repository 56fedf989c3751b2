//! Cloud Parallel File Storage (CPFS): what each operation takes. Made from the specs by `cargo run -p xtask -- params`: do not change it by hand.

use crate::call::typed::operation;
use crate::data::value::{Members, Value};

/// Cancel a data streaming task.
///
/// <https://help.aliyun.com/en/cpfs/bmcpfs/developer-reference/api-nas-2017-06-26-canceldataflowsubtask-bmcpfs>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CancelDataFlowSubTask {
    /// The CPFS for Lingjun file system; its id begins with bmcpfs-. For example `bmcpfs-370lx1ev9ss27o0****`.
    pub file_system_id: String,
    /// The data flow of the task. For example `df-194433a5be31****`.
    pub data_flow_id: String,
    /// The data flow task that the streaming task belongs to. For example `task-38aa8e890f45****`.
    pub data_flow_task_id: String,
    /// The data streaming task to cancel. For example `subTaskId-370kyfmyknxcyzw****`.
    pub data_flow_sub_task_id: String,
    /// Have the provider check the request and change nothing. For example `false`.
    pub dry_run: Option<bool>,
    /// An idempotency token of your own, so that a repeated call has no further effect: at most 64 ASCII characters. For example `123e4567-e89b-12d3-a456-42665544****`.
    pub client_token: Option<String>,
}

impl From<CancelDataFlowSubTask> for Value {
    fn from(params: CancelDataFlowSubTask) -> Self {
        let mut members = Members::default();
        members.put("FileSystemId", params.file_system_id);
        members.put("DataFlowId", params.data_flow_id);
        members.put("DataFlowTaskId", params.data_flow_task_id);
        members.put("DataFlowSubTaskId", params.data_flow_sub_task_id);
        members.put_some("DryRun", params.dry_run);
        members.put_some("ClientToken", params.client_token);
        members.take()
    }
}

operation!(CancelDataFlowSubTask, "nas:CancelDataFlowSubTask");

/// Find data streaming tasks.
///
/// <https://help.aliyun.com/en/cpfs/bmcpfs/developer-reference/api-nas-2017-06-26-describedataflowsubtasks-bmcpfs>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeDataFlowSubTasks {
    /// The CPFS for Lingjun file system; its id begins with bmcpfs-. For example `bmcpfs-370lx1ev9ss27o0****`.
    pub file_system_id: String,
    /// Only tasks that meet all of these.
    pub filters: Vec<DescribeDataFlowSubTasksFilter>,
    /// The most tasks to return at once. For example `20`.
    pub max_results: Option<i64>,
    /// The NextToken of the page before. For example `iWk0AQAAAAAvY2FzZS8=`.
    pub next_token: Option<String>,
}

impl From<DescribeDataFlowSubTasks> for Value {
    fn from(params: DescribeDataFlowSubTasks) -> Self {
        let mut members = Members::default();
        members.put("FileSystemId", params.file_system_id);
        members.put_items("Filters", params.filters);
        members.put_some("MaxResults", params.max_results);
        members.put_some("NextToken", params.next_token);
        members.take()
    }
}

operation!(DescribeDataFlowSubTasks, "nas:DescribeDataFlowSubTasks");

/// An item of [`DescribeDataFlowSubTasks::filters`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeDataFlowSubTasksFilter {
    /// What to filter by. For example `DataFlowSubTaskIds`.
    pub key: String,
    /// What it is to be; several with commas between them where the filter takes several. For example `df-194433a5be31****`.
    pub value: String,
}

impl From<DescribeDataFlowSubTasksFilter> for Value {
    fn from(params: DescribeDataFlowSubTasksFilter) -> Self {
        let mut members = Members::default();
        members.put("Key", params.key);
        members.put("Value", params.value);
        members.take()
    }
}

/// Cancel a data flow task.
///
/// <https://help.aliyun.com/en/cpfs/bmcpfs/developer-reference/api-nas-2017-06-26-canceldataflowtask-bmcpfs>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CancelDataFlowTask {
    /// The file system; its id begins with cpfs-, or with bmcpfs- for CPFS for Lingjun. For example `cpfs-099394bd928c****`.
    pub file_system_id: String,
    /// The data flow of the task. For example `df-194433a5be31****`.
    pub data_flow_id: String,
    /// The data flow task to cancel. For example `task-38aa8e890f45****`.
    pub task_id: String,
    /// Have the provider check the request and change nothing. For example `false`.
    pub dry_run: Option<bool>,
    /// An idempotency token of your own, so that a repeated call has no further effect: at most 64 ASCII characters. For example `123e4567-e89b-12d3-a456-42665544****`.
    pub client_token: Option<String>,
}

impl From<CancelDataFlowTask> for Value {
    fn from(params: CancelDataFlowTask) -> Self {
        let mut members = Members::default();
        members.put("FileSystemId", params.file_system_id);
        members.put("DataFlowId", params.data_flow_id);
        members.put("TaskId", params.task_id);
        members.put_some("DryRun", params.dry_run);
        members.put_some("ClientToken", params.client_token);
        members.take()
    }
}

operation!(CancelDataFlowTask, "nas:CancelDataFlowTask");

/// Find data flow tasks.
///
/// <https://help.aliyun.com/en/cpfs/bmcpfs/developer-reference/api-nas-2017-06-26-describedataflowtasks-bmcpfs>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeDataFlowTasks {
    /// The file system; its id begins with cpfs-, or with bmcpfs- for CPFS for Lingjun. For example `cpfs-099394bd928c****`.
    pub file_system_id: String,
    /// Only tasks that meet all of these.
    pub filters: Vec<DescribeDataFlowTasksFilter>,
    /// The most tasks to return at once. For example `20`.
    pub max_results: Option<i64>,
    /// The NextToken of the page before. For example `iWk0AQAAAAAvY2FzZS8=`.
    pub next_token: Option<String>,
    /// Whether to tell the tasks' reports, too; without them the answer comes sooner. For example `false`.
    pub with_reports: Option<bool>,
}

impl From<DescribeDataFlowTasks> for Value {
    fn from(params: DescribeDataFlowTasks) -> Self {
        let mut members = Members::default();
        members.put("FileSystemId", params.file_system_id);
        members.put_items("Filters", params.filters);
        members.put_some("MaxResults", params.max_results);
        members.put_some("NextToken", params.next_token);
        members.put_some("WithReports", params.with_reports);
        members.take()
    }
}

operation!(DescribeDataFlowTasks, "nas:DescribeDataFlowTasks");

/// An item of [`DescribeDataFlowTasks::filters`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeDataFlowTasksFilter {
    /// What to filter by. For example `TaskIds`.
    pub key: String,
    /// What it is to be; several with commas between them where the filter takes several. For example `df-194433a5be31****`.
    pub value: String,
}

impl From<DescribeDataFlowTasksFilter> for Value {
    fn from(params: DescribeDataFlowTasksFilter) -> Self {
        let mut members = Members::default();
        members.put("Key", params.key);
        members.put("Value", params.value);
        members.take()
    }
}
