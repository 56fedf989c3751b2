//! One operation of one service.

use crate::data::named::named;
use crate::outcome::Verdict;
use crate::spec::answer::Answer;
use crate::spec::error::ErrorSpec;
use crate::spec::field::FieldSpec;
use crate::spec::protocol::RequestBody;
use crate::spec::service::Service;
use crate::spec::status::StatusCall;

named! {
    /// What an operation does.
    #[non_exhaustive]
    pub enum Kind {
        /// It cancels a task.
        Cancel = "cancel",
        /// It tells the state of one task.
        Status = "status",
        /// It finds tasks.
        List = "list",
    }
}

/// The cancel call for a task that a list shows.
pub(crate) struct CancelCall {
    /// The operation.
    pub(crate) operation: &'static str,
    /// Its parameter that takes the task's id; `None` for a list of a task's parts, which name the task among
    /// their parents.
    pub(crate) id: Option<&'static str>,
}

/// One operation of one service.
pub struct OperationSpec {
    /// The vendor's permission name, `service:Operation`.
    pub id: &'static str,
    /// The service.
    pub service: &'static Service,
    /// What it does, in a few words.
    pub title: &'static str,
    /// The vendor's page.
    pub docs: &'static str,
    /// The permission to grant.
    pub permission: &'static str,
    /// Its parameters.
    pub fields: &'static [FieldSpec],
    /// The raw states in which it works.
    pub cancelable_states: &'static [&'static str],
    /// What it needs.
    pub requirements: &'static [&'static str],
    /// What happens, and what it does not undo.
    pub effects: &'static [&'static str],
    /// Documented errors of its own, beside those of the service and the provider.
    pub(crate) errors: &'static [ErrorSpec],
    /// Advice that is better than a verdict's general one.
    pub(crate) advice: &'static [(Verdict, &'static str)],
    pub(crate) method: &'static str,
    /// The path, with the names of parameters in braces.
    pub(crate) path: &'static str,
    pub(crate) body: RequestBody,
    pub(crate) answer: Answer,
    /// How many requests a second the vendor documents as this operation's own limit; 0 where it does not.
    pub(crate) rate: f64,
    /// The parameter that makes the provider take repeated calls for one.
    pub(crate) token: Option<&'static str>,
    /// Cancel calls: what tells how it ended.
    pub(crate) status: Option<StatusCall>,
    /// Cancel calls: what finds tasks to cancel.
    pub(crate) list: Option<&'static str>,
    /// Lists: what cancels the tasks that they show.
    pub(crate) cancel: Option<CancelCall>,
}

impl OperationSpec {
    /// The defaults for the fields of an operation: those of one that only reads.
    pub(crate) const fn reading(id: &'static str, service: &'static Service, answer: Answer) -> Self {
        Self {
            id,
            service,
            title: "",
            docs: "",
            permission: id,
            fields: &[],
            cancelable_states: &[],
            requirements: &[],
            effects: &[],
            errors: &[],
            advice: &[],
            method: "GET",
            path: "/",
            body: RequestBody::None,
            answer,
            rate: 0.0,
            token: None,
            status: None,
            list: None,
            cancel: None,
        }
    }

    /// What it does.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.answer {
            Answer::Cancel(_) => Kind::Cancel,
            Answer::Task(_) => Kind::Status,
            Answer::Tasks(..) => Kind::List,
        }
    }

    /// The operation's name, without its service.
    pub(crate) fn name(&self) -> &'static str {
        self.id.split_once(':').map_or("", |(_, name)| name)
    }

    /// The documented errors: its own, then the service's, then the provider's. A code that an earlier table has
    /// is left out of the later ones.
    #[must_use]
    pub fn errors(&self) -> Vec<&'static ErrorSpec> {
        let mut errors: Vec<&ErrorSpec> = Vec::new();
        for table in self.error_tables() {
            let known = errors.len();
            for error in table {
                if !errors.iter().take(known).any(|earlier| earlier.code == error.code) {
                    errors.push(error);
                }
            }
        }
        errors
    }

    fn error_tables(&self) -> [&'static [ErrorSpec]; 3] {
        [self.errors, self.service.errors, self.service.vendor.errors]
    }

    /// The documented entry for a code. Where a code has several, the HTTP status chooses.
    pub(crate) fn error(&self, code: &str, status: u16) -> Option<&'static ErrorSpec> {
        let bare = self.service.vendor.bare_code;
        let tables = self.error_tables().into_iter();
        let mut entries = tables.flatten().filter(|entry| bare(entry.code) == bare(code)).peekable();
        let first = entries.peek().copied();
        entries.find(|entry| entry.http_status == Some(status)).or(first)
    }
}
