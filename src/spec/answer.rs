//! How a reply is read.

use crate::spec::paging::Paging;
use crate::spec::task::TaskShape;

/// How to read a reply without an error.
pub(crate) enum Answer {
    /// A cancel call's.
    Cancel(CancelAnswer),
    /// One task, as the body itself.
    Task(&'static TaskShape),
    /// Tasks, in the array that these keys lead to, page by page.
    Tasks(&'static TaskShape, &'static [&'static str], Paging),
}

/// What the reply to a cancel call tells.
pub(crate) struct CancelAnswer {
    /// Whether a reply may be without a body.
    pub(crate) may_be_empty: bool,
    /// The task, where the reply tells of it.
    pub(crate) task: Option<&'static TaskShape>,
    /// The task's state: the first of these members that is there.
    pub(crate) state: &'static [&'static str],
    /// The parameter that makes a call change nothing.
    pub(crate) dry_run: Option<&'static str>,
    /// A status of success that hardly anybody else gives: a reply without a body is known by it. 0 where there
    /// is none.
    pub(crate) status: u16,
}

impl CancelAnswer {
    /// It tells nothing: with or without a body, an object at most.
    pub(crate) const NOTHING: Self =
        Self { may_be_empty: true, task: None, state: &[], dry_run: None, status: 0 };
}

/// What a provider says in an error reply.
#[derive(Clone, Debug, Default)]
pub(crate) struct ErrorParts {
    pub(crate) code: Option<String>,
    /// Whether the code stands where only this provider writes one.
    pub(crate) is_own: bool,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) docs: Option<String>,
}
