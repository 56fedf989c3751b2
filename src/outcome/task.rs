//! A task as a reply shows it: one view of all vendors' tasks.

use crate::data::named::named;
use crate::data::value::{Members, Value, serialize_as_value};

named! {
    /// The state of a task, whatever the provider calls it.
    #[derive(Default)]
    #[non_exhaustive]
    pub enum TaskState {
        /// It waits.
        Queued = "queued",
        /// It runs.
        Running = "running",
        /// It winds down.
        Canceling = "canceling",
        /// It was canceled.
        Canceled = "canceled",
        /// It ended well.
        Succeeded = "succeeded",
        /// It ended badly.
        Failed = "failed",
        /// Its time ran out.
        Expired = "expired",
        /// It is being removed, and its record with it.
        Deleting = "deleting",
        /// The reply does not say, or in a word that is not documented.
        #[default]
        Unknown = "unknown",
    }
}

impl TaskState {
    /// Whether it is final: the task no longer runs.
    #[must_use]
    pub fn is_terminal(self) -> bool {
        matches!(self, Self::Canceled | Self::Succeeded | Self::Failed | Self::Expired)
    }
}

/// One task, as a reply shows it.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct TaskView {
    /// The task's id.
    pub id: String,
    /// Its state.
    pub state: TaskState,
    /// The provider's own word; empty when the reply has none.
    pub raw_state: String,
    /// Whether this state is final.
    pub terminal: bool,
    /// Whether it may be canceled in this state; `None` when the provider does not say.
    pub cancelable: Option<bool>,
    /// The vendor's word for its kind.
    pub kind: Option<String>,
    /// Where its data comes from.
    pub source: Option<String>,
    /// From 0 to 1, where the provider gives a total or a ratio.
    pub progress: Option<f64>,
    /// Exact counts.
    pub counts: Option<Counts>,
    /// ISO 8601; without a zone where the provider gives none.
    pub created_at: Option<String>,
    /// Likewise.
    pub started_at: Option<String>,
    /// Likewise.
    pub ended_at: Option<String>,
    /// Why it failed.
    pub failure: Option<String>,
    /// The ids that the cancel call needs beside its own, under the vendor's names.
    pub parents: Option<Vec<(&'static str, String)>>,
}

/// Counts as decimal text: they may pass what JavaScript's numbers hold exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Files in all.
    pub total: Option<String>,
    /// Files done.
    pub succeeded: Option<String>,
    /// Files failed.
    pub failed: Option<String>,
    /// Bytes in all.
    pub bytes_total: Option<String>,
    /// Bytes done.
    pub bytes_done: Option<String>,
}

impl From<&TaskView> for Value {
    fn from(task: &TaskView) -> Self {
        let mut members = Members::default();
        members.put("id", &task.id).put("state", task.state).put("rawState", &task.raw_state);
        members
            .put("terminal", task.terminal)
            .put("cancelable", task.cancelable.map_or(Self::Null, Self::from));
        members.put_some("type", task.kind.as_ref()).put_some("source", task.source.as_ref());
        members.put_some("progress", task.progress).put_some("counts", task.counts.as_ref());
        for (name, text) in [
            ("createdAt", &task.created_at),
            ("startedAt", &task.started_at),
            ("endedAt", &task.ended_at),
            ("failure", &task.failure),
        ] {
            members.put_some(name, text.as_ref());
        }
        let parents = |pairs: &Vec<(&'static str, String)>| {
            pairs.iter().map(|(name, id)| (*name, Self::from(id))).collect::<Self>()
        };
        members.put_some("parents", task.parents.as_ref().map(parents)).take()
    }
}

impl From<&Counts> for Value {
    fn from(counts: &Counts) -> Self {
        let mut members = Members::default();
        for (name, count) in [
            ("total", &counts.total),
            ("succeeded", &counts.succeeded),
            ("failed", &counts.failed),
            ("bytesTotal", &counts.bytes_total),
            ("bytesDone", &counts.bytes_done),
        ] {
            members.put_some(name, count.as_ref());
        }
        members.take()
    }
}

serialize_as_value!(TaskView, Counts);
