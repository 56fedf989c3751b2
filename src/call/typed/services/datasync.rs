//! AWS DataSync: what each operation takes. Made from the specs by `cargo run -p xtask -- params`: do not change it by hand.

use crate::call::typed::operation;
use crate::data::value::{Members, Value};

/// Cancel a task execution.
///
/// <https://docs.aws.amazon.com/datasync/latest/userguide/API_CancelTaskExecution.html>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CancelTaskExecution {
    /// The execution, not its task: an ARN that ends with /execution/exec- and 17 lower-case hex digits. For example `arn:aws:datasync:us-east-1:111222333444:task/task-0208075f79cedf4a2/execution/exec-08ef1e88ec491019b`.
    pub task_execution_arn: String,
}

impl From<CancelTaskExecution> for Value {
    fn from(params: CancelTaskExecution) -> Self {
        let mut members = Members::default();
        members.put("TaskExecutionArn", params.task_execution_arn);
        members.take()
    }
}

operation!(CancelTaskExecution, "datasync:CancelTaskExecution");

/// Look at a task execution.
///
/// <https://docs.aws.amazon.com/datasync/latest/userguide/API_DescribeTaskExecution.html>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeTaskExecution {
    /// The execution, not its task: an ARN that ends with /execution/exec- and 17 lower-case hex digits. For example `arn:aws:datasync:us-east-1:111222333444:task/task-0208075f79cedf4a2/execution/exec-08ef1e88ec491019b`.
    pub task_execution_arn: String,
}

impl From<DescribeTaskExecution> for Value {
    fn from(params: DescribeTaskExecution) -> Self {
        let mut members = Members::default();
        members.put("TaskExecutionArn", params.task_execution_arn);
        members.take()
    }
}

operation!(DescribeTaskExecution, "datasync:DescribeTaskExecution");

/// Find task executions.
///
/// <https://docs.aws.amazon.com/datasync/latest/userguide/API_ListTaskExecutions.html>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListTaskExecutions {
    /// Only executions of this task. For example `arn:aws:datasync:us-east-1:111222333444:task/task-0208075f79cedf4a2`.
    pub task_arn: Option<String>,
    /// The most executions to return at once. For example `100`.
    pub max_results: Option<i64>,
    /// The NextToken of the page before. For example `eyJtYXJrZXIiOjF9`.
    pub next_token: Option<String>,
}

impl From<ListTaskExecutions> for Value {
    fn from(params: ListTaskExecutions) -> Self {
        let mut members = Members::default();
        members.put_some("TaskArn", params.task_arn);
        members.put_some("MaxResults", params.max_results);
        members.put_some("NextToken", params.next_token);
        members.take()
    }
}

operation!(ListTaskExecutions, "datasync:ListTaskExecutions");
