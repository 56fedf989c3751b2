//! Where a call-off stands between two requests, as plain JSON: it can be kept anywhere, and taken up again by
//! another process. There is no secret in it, and every time is absolute.

use crate::data::named::named;
use crate::data::value::{Members, Value, serialize_as_value};
use crate::error::{CalloffError, ErrorCode, Finding, FindingCode};
use crate::outcome::task::{TaskState, TaskView};
use crate::run::limits::{Limits, ms};
use crate::run::siblings;
use crate::run::together;
use crate::spec::status::{self as spec, StatusCall};

named! {
    /// How a call-off ended.
    #[non_exhaustive]
    pub enum End {
        /// The task no longer runs.
        Confirmed = "confirmed",
        /// The provider will not cancel it.
        Refused = "refused",
        /// Nobody knows: the deadline passed, or the provider does not say.
        Unconfirmed = "unconfirmed",
    }
}

named! {
    /// What a call is sent for.
    #[non_exhaustive]
    #[derive(Default)]
    pub enum Goal {
        /// The end of the task that it cancels.
        #[default]
        End = "end",
        /// Its answer.
        Answer = "answer",
        /// The tasks that it lists, or the one that it looks at.
        Tasks = "tasks",
    }
}

named! {
    /// What is asked of the provider next.
    pub(crate) enum Asking {
        /// The call itself.
        Call = "call",
        /// What became of the task.
        Status = "status",
        /// What became of the task's parts.
        Parts = "parts",
    }
}

named! {
    /// What the provider has said of the cancellation, as far as it matters.
    pub(crate) enum Knowledge {
        /// Nothing that lasts.
        Nothing = "nothing",
        /// It took the cancellation, or the task was seen winding down.
        Accepted = "accepted",
        /// It will not cancel the task as it is now.
        Declined = "declined",
        /// It said that the task had ended before.
        Ended = "ended",
    }
}

named! {
    /// Whether the task may be asked for together with others.
    pub(crate) enum Together {
        /// It may.
        Yes = "yes",
        /// Not until it was seen: a request for several did not show it, or failed as a whole.
        Later = "later",
        /// The provider does not let us ask for several.
        Never = "never",
    }
}

/// Where a call-off stands between two requests.
///
/// As JSON (by serde, or as a [`Value`]) it has the members that `pkg/index.d.ts` documents under `CallOffState`.
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own
#[derive(Clone, Debug, PartialEq)]
pub struct CallOffState {
    /// The cancel call, with its idempotency token.
    pub(crate) call: Value,
    pub(crate) goal: Goal,
    pub(crate) limits: Limits,
    /// Whom it goes to.
    pub(crate) host: String,
    pub(crate) due_at: u64,
    pub(crate) started_at: u64,
    pub(crate) deadline_at: u64,
    pub(crate) asking: Asking,
    /// The page of the status call's list to ask for, and how many there were before it.
    pub(crate) page: Option<String>,
    pub(crate) pages: u32,
    /// How often the present call was sent without a settled outcome; how many of these were retries after a fault
    /// and after throttling; what the last retry cost.
    pub(crate) sends: u32,
    pub(crate) retries: u32,
    pub(crate) throttles: u32,
    pub(crate) cost: Option<u32>,
    /// Whether the present call was already sent again with the provider's time, or with other credentials.
    pub(crate) corrected: bool,
    pub(crate) renewed: bool,
    /// Whether to ask for other credentials before the next request.
    pub(crate) renew: bool,
    pub(crate) knows: Knowledge,
    /// When the provider took the cancellation, in Unix milliseconds; 0 as long as it has not.
    pub(crate) accepted_at: u64,
    /// Whether the task was ever seen.
    pub(crate) seen: bool,
    /// Status calls still needed before an unanswered cancel counts as one that had no effect.
    pub(crate) looks: u32,
    pub(crate) together: Together,
    /// The next wait between status calls.
    pub(crate) poll_ms: u64,
    /// The cancel call's outcome, and the last one that tells of the task.
    pub(crate) cancel: Option<Value>,
    pub(crate) last: Option<Value>,
    pub(crate) is_done: bool,
    pub(crate) end: Option<End>,
    pub(crate) final_state: Option<TaskState>,
}

impl CallOffState {
    /// The cancel call, with its idempotency token.
    #[must_use]
    pub fn call(&self) -> &Value {
        &self.call
    }

    /// The host that requests go to, such as `fsx.eu-west-1.amazonaws.com`.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// When it is due, in Unix milliseconds.
    #[must_use]
    pub fn due_at(&self) -> u64 {
        self.due_at
    }

    /// Whether there is nothing more to send.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.is_done
    }

    /// Whether the provider refused the credentials, and others should be asked for before the next request.
    #[must_use]
    pub fn wants_other_credentials(&self) -> bool {
        self.renew
    }

    /// How it ended; `None` while it goes on, and for what is not a call-off.
    #[must_use]
    pub fn end(&self) -> Option<End> {
        self.end
    }

    /// The state that the task ended in, where that is known.
    #[must_use]
    pub fn final_state(&self) -> Option<TaskState> {
        self.final_state
    }

    /// The cancel call's outcome, once there is one.
    #[must_use]
    pub fn cancel(&self) -> Option<&Value> {
        self.cancel.as_ref()
    }

    /// The last outcome that tells of the task, once there is one.
    #[must_use]
    pub fn last(&self) -> Option<&Value> {
        self.last.as_ref()
    }

    /// What to send next, were it sent by itself; `None` at the end.
    #[must_use]
    pub fn next(&self) -> Option<Value> {
        if self.is_done {
            return None;
        }
        let call = match self.asking {
            Asking::Call => return Some(self.call.clone()),
            Asking::Status => siblings::status_call(&self.call)?,
            Asking::Parts => siblings::parts_call(&self.call)?,
        };
        // Where a list of all tasks has pages, the call for one task has none.
        Some(self.page.as_ref().and_then(|token| siblings::next_page(&call, token)).unwrap_or(call))
    }

    /// The operation that is called next.
    pub(super) fn operation(&self) -> &'static str {
        let Some(spec) = siblings::spec_of(&self.call) else { return "" };
        let status = spec.status.as_ref();
        let sibling = status.and_then(|status| match self.asking {
            Asking::Call => None,
            Asking::Status => Some(status.operation),
            Asking::Parts => status.parts,
        });
        sibling.unwrap_or(spec.id)
    }

    /// How the task may be asked for together with others now.
    pub(super) fn joined(&self) -> Option<(&'static StatusCall, &'static spec::Together)> {
        let asks = self.asking == Asking::Status && self.together == Together::Yes && !self.is_done;
        let (status, together) = together::of(&self.call).filter(|_| asks)?;
        (self.page.is_none() || together.shows_all()).then_some((status, together))
    }

    /// What is equal among the tasks that can be asked for together with this one.
    pub(super) fn group(&self) -> Option<String> {
        let (_, together) = self.joined()?;
        let mut group = together::group(&self.call, together);
        if let Some(token) = &self.page {
            group.push_str(token);
        }
        Some(group)
    }

    /// The id of the task that the call is for.
    pub(crate) fn task_id(&self) -> &str {
        let status = siblings::status_of(&self.call);
        let id = status.and_then(|status| self.call.get("params")?.get(status.id)?.as_str());
        id.unwrap_or_default()
    }

    /// The task among those of a list. Of one that is there twice, the entry counts by which it still runs.
    pub(crate) fn task_in<'a>(&self, tasks: &'a [TaskView]) -> Option<&'a TaskView> {
        let id = self.task_id();
        tasks.iter().filter(|task| task.id == id).min_by_key(|task| task.terminal)
    }
}

/// The version of the JSON form.
const VERSION: i64 = 1;

impl From<&CallOffState> for Value {
    fn from(state: &CallOffState) -> Self {
        let mut members = Members::default();
        members.put("v", VERSION).put("call", state.call.clone()).put_some("next", state.next());
        members
            .put("host", &state.host)
            .put("dueAt", ms(state.due_at))
            .put("startedAt", ms(state.started_at));
        members.put("deadlineAt", ms(state.deadline_at));
        members.put_some("cancel", state.cancel.clone()).put_some("last", state.last.clone());
        members.put_some("end", state.end).put_some("finalState", state.final_state);
        if state.goal != Goal::End {
            members.put("goal", state.goal);
        }
        members.put("limits", &state.limits).put("asking", state.asking);
        members.put_some("page", state.page.as_ref());
        for (name, count) in [
            ("pages", state.pages),
            ("sends", state.sends),
            ("retries", state.retries),
            ("throttles", state.throttles),
            ("looks", state.looks),
        ] {
            members.put_some(name, Some(count).filter(|&count| count > 0));
        }
        members.put_some("cost", state.cost);
        for (name, flag) in [
            ("corrected", state.corrected),
            ("renewed", state.renewed),
            ("renew", state.renew),
            ("seen", state.seen),
        ] {
            members.put_some(name, flag.then_some(true));
        }
        members.put("knows", state.knows).put("together", state.together);
        if let Some((_, together)) = state.joined() {
            members.put_some("group", state.group().as_ref());
            members.put("most", i64::try_from(together.max).unwrap_or(i64::MAX));
        }
        members.put_some("acceptedAt", Some(state.accepted_at).filter(|&at| at > 0).map(ms));
        members.put("pollMs", ms(state.poll_ms)).take()
    }
}

serialize_as_value!(CallOffState);

/// Reads the members of a stored object. What is missing or of another type becomes a finding, and is never misread.
pub(super) struct Stored<'a> {
    value: &'a Value,
    path: &'static str,
    findings: Vec<Finding>,
}

impl<'a> Stored<'a> {
    /// An object of the version that this calloff writes.
    pub(super) fn open(value: &'a Value, path: &'static str) -> Self {
        let mut stored = Self { value, path, findings: Vec::new() };
        let version = value.get("v").and_then(Value::as_integer);
        if version != Some(VERSION) {
            let kind = value.get("v").map_or("nothing", Value::kind).to_owned();
            let found = version.map_or(kind, |version| version.to_string());
            let text = format!("expected version {VERSION} of calloff's own form, found {found}");
            stored.findings.push(Finding::error([path, ".v"].concat(), FindingCode::Type, text));
        }
        stored
    }

    /// The error for what was found, if anything was.
    pub(super) fn close(self) -> Result<(), CalloffError> {
        if self.findings.is_empty() {
            return Ok(());
        }
        Err(CalloffError::new(ErrorCode::Invalid, self.findings))
    }

    #[cold]
    fn refuse(&mut self, name: &str, expected: &str) {
        let found = self.value.get(name).map_or("nothing", Value::kind);
        let text = ["expected ", expected, ", found ", found].concat();
        self.findings.push(Finding::error([self.path, ".", name].concat(), FindingCode::Type, text));
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a Value> {
        self.value.get(name).filter(|value| !matches!(value, Value::Null))
    }

    /// A whole number that may be absent.
    pub(super) fn integer(&mut self, name: &str) -> Option<i64> {
        let integer = self.get(name)?.as_integer();
        if integer.is_none() {
            self.refuse(name, "a whole number");
        }
        integer
    }

    /// Unix milliseconds, which must be there.
    fn time(&mut self, name: &str) -> u64 {
        let time = self.get(name).and_then(|value| u64::try_from(value.as_integer()?).ok());
        if time.is_none() {
            self.refuse(name, "Unix milliseconds");
        }
        time.unwrap_or_default()
    }

    pub(super) fn count(&mut self, name: &str) -> u32 {
        let Some(integer) = self.integer(name) else { return 0 };
        u32::try_from(integer).unwrap_or_else(|_| {
            self.refuse(name, "a count");
            0
        })
    }

    fn flag(&mut self, name: &str) -> bool {
        let flag = self.get(name).unwrap_or(&Value::Bool(false));
        if !matches!(flag, Value::Bool(_)) {
            self.refuse(name, "true or false");
        }
        *flag == Value::Bool(true)
    }

    fn text(&mut self, name: &str) -> Option<&'a str> {
        let text = self.get(name)?.as_str();
        if text.is_none() {
            self.refuse(name, "a string");
        }
        text
    }

    /// A word that calloff wrote, or the one that its absence stands for.
    fn word<T>(&mut self, name: &str, absent: T, read: fn(&str) -> Option<T>) -> T {
        let Some(word) = self.text(name) else { return absent };
        read(word).unwrap_or_else(|| {
            self.refuse(name, "a word that calloff writes");
            absent
        })
    }

    fn object(&mut self, name: &str) -> Option<Value> {
        let object = self.get(name)?;
        if object.entries().is_none() {
            self.refuse(name, "an object");
        }
        Some(object.clone())
    }
}

impl TryFrom<&Value> for CallOffState {
    type Error = CalloffError;

    /// Reads a state that calloff wrote.
    fn try_from(value: &Value) -> Result<Self, CalloffError> {
        let mut stored = Stored::open(value, "state");
        for name in ["call", "host", "asking"] {
            if stored.get(name).is_none() {
                stored.refuse(name, "what calloff writes");
            }
        }
        let limits = Limits::from_value(stored.get("limits").unwrap_or(&Value::Null))?;
        let state = Self {
            call: stored.object("call").unwrap_or(Value::Null),
            goal: stored.word("goal", Goal::End, Goal::from_name),
            limits,
            host: stored.text("host").unwrap_or_default().to_owned(),
            due_at: stored.time("dueAt"),
            started_at: stored.time("startedAt"),
            deadline_at: stored.time("deadlineAt"),
            asking: stored.word("asking", Asking::Call, Asking::from_name),
            page: stored.text("page").map(str::to_owned),
            pages: stored.count("pages"),
            sends: stored.count("sends"),
            retries: stored.count("retries"),
            throttles: stored.count("throttles"),
            cost: stored.get("cost").map(|_| stored.count("cost")),
            corrected: stored.flag("corrected"),
            renewed: stored.flag("renewed"),
            renew: stored.flag("renew"),
            accepted_at: stored.get("acceptedAt").map_or(0, |_| stored.time("acceptedAt")),
            knows: stored.word("knows", Knowledge::Nothing, Knowledge::from_name),
            seen: stored.flag("seen"),
            looks: stored.count("looks"),
            together: stored.word("together", Together::Yes, Together::from_name),
            poll_ms: stored.time("pollMs"),
            cancel: stored.object("cancel"),
            last: stored.object("last"),
            is_done: stored.get("next").is_none(),
            end: stored.word("end", None, |word| End::from_name(word).map(Some)),
            final_state: stored.word("finalState", None, |word| TaskState::from_name(word).map(Some)),
        };
        if !state.is_done && state.next().is_none() {
            stored.refuse("call", "a call that calloff knows");
        }
        stored.close().map(|()| state)
    }
}
