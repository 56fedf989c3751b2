//! How a reply is read, and what is read out of it.

use crate::data::value::Value;
use crate::http::reply::Body;
use crate::outcome::Verdict;
use crate::outcome::task::TaskView;
use crate::spec::task::TaskShape;

/// How to read a reply without an error.
pub(crate) enum Answer {
    /// A cancel call's; `None` when the reply is not this operation's.
    Cancel(fn(params: Option<&Value>, body: &Body) -> Option<Success>),
    /// One task, as the body itself.
    Task(&'static TaskShape),
    /// Tasks, in the array that these keys lead to, page by page.
    Tasks(&'static TaskShape, &'static [&'static str], Paging),
}

/// How a list goes on after its first page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paging {
    /// This member of the reply goes into the parameter of the same name.
    Token(&'static str),
    /// By `offset`, as long as that is below the reply's `count`.
    Offset,
}

/// What a provider says in an error reply.
#[derive(Clone, Debug, Default)]
pub(crate) struct ErrorParts {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) docs: Option<String>,
}

/// What a provider says in a reply without an error.
pub(crate) struct Success {
    pub(crate) verdict: Verdict,
    pub(crate) task: Option<TaskView>,
    pub(crate) tasks: Option<Vec<TaskView>>,
    pub(crate) next_token: Option<String>,
    pub(crate) is_whole: bool,
}

impl Success {
    /// What a cancel or status call says.
    pub(crate) fn new(verdict: Verdict, task: Option<TaskView>) -> Self {
        Self { verdict, task, tasks: None, next_token: None, is_whole: false }
    }
}
