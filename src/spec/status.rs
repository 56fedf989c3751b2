//! How to ask what became of a canceled task: one task alone, or many in one request.

use crate::data::value::{Members, Value};

/// What tells how a canceled task ended.
pub(crate) struct StatusCall {
    /// The operation.
    pub(crate) operation: &'static str,
    /// The parameter of the cancel call that is the task's id.
    pub(crate) id: &'static str,
    /// When to look for the first time, and how far apart at most, in milliseconds: the vendor's advice.
    pub(crate) poll_ms: (u64, u64),
    /// The error codes that mean "the task's record was removed together with the task".
    pub(crate) gone: &'static [&'static str],
    /// Raw states that mean "canceled" once the cancel call was accepted or the task was seen canceling. By
    /// themselves they read as the provider's states say, such as failed.
    pub(crate) ends_canceled: &'static [&'static str],
    /// What lists the task's parts, where these may go on when the task itself is canceled; its parameters
    /// are those of the cancel call.
    pub(crate) parts: Option<&'static str>,
    /// What asks for several tasks at once.
    pub(crate) together: Option<Together>,
}

impl StatusCall {
    /// The parameters that ask for the task of one cancel call.
    #[inline(never)]
    pub(crate) fn params(&self, cancel: &Value) -> Value {
        match &self.together {
            Some(together) if together.operation == self.operation => together.params(&[cancel], self.id),
            _ => cancel.clone(),
        }
    }
}

/// How to ask for the tasks of several cancel calls in one request.
///
/// The calls must go to the same host, with the same credentials, and have equal values for all parameters in
/// `same`. A task that the reply does not show is *not* known to be gone: lists may shift while they are read
/// page by page. Nor is any task gone when the request fails as a whole: FSx answers
/// `DataRepositoryTaskNotFound` when a single one of the ids is unknown. In both cases, ask for that task alone.
///
/// | cancel call | asks with | ids at most | equal | why |
/// |---|---|---|---|---|
/// | `fsx:CancelDataRepositoryTask` | `DescribeDataRepositoryTasks`, `TaskIds` | 50 | – | the model's limit on `TaskIds` |
/// | `nas:CancelDataFlowSubTask` | `DescribeDataFlowSubTasks`, `Filters` | 10 | `FileSystemId` | `DataFlowSubTaskIds` takes 10 ids with commas between them |
/// | `nas:CancelDataFlowTask` | `DescribeDataFlowTasks`, `Filters` | 10 | `FileSystemId` | `TaskIds` likewise |
/// | `sfsturbo:DeleteHpcCacheTask` | `ListHpcCacheTasks` | all | `project_id`, `share_id` | no filter by id; a page holds 1,000 tasks with all details |
/// | `snow-device-management:CancelTask` | `ListTasks` | all | – | no filter by id; the executions are still asked for task by task |
/// | `oms:StopTask` | `ListTasks` | all | `project_id` | no filter by id; a page holds 100 tasks with all details |
/// | `datasync:CancelTaskExecution` | – | – | – | `ListTaskExecutions` has neither a filter by id nor the reason why an execution failed, and shows a long history; few executions run at once |
///
/// A list of all tasks has its old ones, too: it pays where more tasks wait than it has pages.
pub(crate) struct Together {
    /// The operation.
    pub(crate) operation: &'static str,
    /// How it is told which tasks.
    pub(crate) ids: Ids,
    /// How many tasks one request can ask for.
    pub(crate) max: usize,
    /// The parameters of the cancel calls that must be equal; the request takes them over.
    pub(crate) same: &'static [&'static str],
    /// The parameter for the size of a page, and the largest one, where the usual one is smaller than that.
    pub(crate) page: Option<(&'static str, i64)>,
}

/// How a list call is told which tasks to show.
#[derive(Clone, Copy)]
pub(crate) enum Ids {
    /// In this parameter, an array of ids.
    List(&'static str),
    /// In an array of filters: one with this key, whose value is the ids with commas between them.
    Filter { filters: &'static str, key: &'static str, by: &'static str, value: &'static str },
    /// Not at all: it shows every task.
    All,
}

impl Together {
    /// Whether it shows every task that there is.
    pub(crate) fn shows_all(&self) -> bool {
        matches!(self.ids, Ids::All)
    }

    /// The parameters that ask for the tasks of these cancel calls' parameters, whose parameter `id` is the
    /// task's id.
    pub(crate) fn params(&self, cancels: &[&Value], id: &str) -> Value {
        let mut params = Members::default();
        for name in self.same {
            params.put_some(name, cancels.first().and_then(|cancel| cancel.get(name)).cloned());
        }
        let ids: Vec<&str> = cancels.iter().filter_map(|cancel| cancel.get(id)?.as_str()).collect();
        match self.ids {
            Ids::List(param) => {
                params.put(param, Value::list(ids));
            }
            Ids::Filter { filters, key, by, value } => {
                let mut filter = Members::default();
                filter.put(key, by).put(value, ids.join(","));
                params.put(filters, Value::List(vec![filter.take()]));
            }
            Ids::All => {}
        }
        if let Some((name, size)) = self.page {
            params.put(name, size);
        }
        params.take()
    }
}
