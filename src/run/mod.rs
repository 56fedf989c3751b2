//! The way of a call from its first attempt to its end: what to send next, and when. It has no clock, no
//! network and no source of chance; whoever runs it brings them.
//!
//! A run sends one call until its outcome is settled. A run *to the end* then goes on: it asks what became of
//! the task until that no longer runs.

pub(crate) mod plan;
pub(crate) mod retry;
pub(crate) mod siblings;

use crate::call::Call;
use crate::data::named::named;
use crate::data::value::{Members, Value, serialize_as_value};
use crate::error::{CalloffError, ErrorCode, Finding, FindingCode};
use crate::http::reply::Reply;
use crate::interpret::interpret;
use crate::outcome::task::{TaskState, TaskView};
use crate::outcome::{Outcome, Verdict};
use crate::run::plan::{Goal, Plan};
use crate::run::retry::{Again, Host};
use crate::spec::operation::Kind;
use crate::spec::status::StatusCall;

/// What the run is about to learn, besides the reply.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// Milliseconds since the run began.
    pub elapsed_ms: f64,
    /// Our clock, in Unix milliseconds.
    pub clock_ms: f64,
    /// A random number in `0..1`.
    pub random: f64,
}

named! {
    /// How a run to the end ended.
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
    /// Which of a run's calls a reply is to.
    pub enum Sent {
        /// The run's own call.
        Call = "call",
        /// What tells of the task.
        Status = "status",
        /// What tells of the task's parts.
        Parts = "parts",
    }
}

/// What a run does next.
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What the reply meant.
    pub outcome: Outcome,
    /// Which call it was the reply to.
    pub sent: Sent,
    /// Whether this outcome is the last one of its call.
    pub settled: bool,
    /// Whether the run is over.
    pub done: bool,
    /// Otherwise: how long to wait before sending, in milliseconds.
    pub wait_ms: f64,
    /// Whether to ask for other credentials before.
    pub renew: bool,
    /// What to send, when it is another call than before.
    pub call: Option<Value>,
    /// How a run to the end ended.
    pub end: Option<End>,
    /// The state that the task ended in.
    pub final_state: Option<TaskState>,
}

impl From<&Step> for Value {
    fn from(step: &Step) -> Self {
        let mut members = Members::default();
        members.put("outcome", &step.outcome).put("sent", step.sent).put("settled", step.settled);
        members.put("done", step.done).put("waitMs", step.wait_ms).put("renew", step.renew);
        members.put_some("call", step.call.clone()).put_some("end", step.end);
        members.put_some("finalState", step.final_state).take()
    }
}

serialize_as_value!(Step);

/// How far a run has come.
#[allow(clippy::struct_excessive_bools)] // likewise
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    plan: Plan,
    /// How often the present call was sent again after a wait, and what the last time cost.
    retries: f64,
    cost: Option<f64>,
    /// Whether the present call was already sent again with the provider's time, or other credentials.
    corrected: bool,
    renewed: bool,
    /// Which call is the present one, and how many pages it has gone through.
    sent: Sent,
    pages: f64,
    /// How many looks at a running task it takes to be sure that no attempt to cancel took effect without
    /// saying so: a look may come too early. Then whether an attempt did say so.
    uncertain: f64,
    accepted: bool,
    /// Whether the task was ever seen.
    seen: bool,
    /// Whether the provider said that it cannot be done now; whether it said that the task has ended.
    declined: bool,
    ended: bool,
    /// The next wait before asking.
    poll_ms: f64,
}

/// Stands for a number that is not there.
const NONE: f64 = -1.0;

/// What to do when the deadline passes and the provider has nothing to be blamed for.
const LATE_ADVICE: &str = "Time ran out before the end of the task was seen: it may still run. Ask for its status later; when it stays as it is, get the provider's help.";

/// See [`Run`]'s `uncertain`.
const UNCERTAIN_LOOKS: f64 = 2.0;

/// How many pages to look through for one task.
const MOST_PAGES: f64 = 100.0;

/// How much longer each wait between two askings is than the one before.
const POLL_GROWTH: f64 = 1.5;

/// What follows a settled outcome.
enum Next {
    End(End, Option<TaskState>),
    /// Ask what became of the task.
    Ask,
    AskLater,
    AskNextPage,
    /// Ask what became of its parts.
    AskParts,
    CancelLater,
}

impl Run {
    /// Begins a run of a call. The call itself comes back with what it needs to be sent more than once:
    /// an idempotency token, from `new_token`, where the vendor takes one and the call has none.
    ///
    /// # Errors
    /// [`ErrorCode::Invalid`] with all that is wrong with the call or the plan, and whatever `new_token` has.
    pub fn new(
        call: &Value,
        plan: Plan,
        new_token: impl FnOnce() -> Result<String, CalloffError>,
    ) -> Result<(Self, Value), CalloffError> {
        let checked = Call::new(call)?;
        let mut findings = plan.findings();
        let cancels = checked.spec.kind() == Kind::Cancel;
        let expected = match plan.goal {
            Goal::End if !cancels => Some("a cancel call"),
            Goal::Tasks if cancels => Some("a status or list call"),
            _ => None,
        };
        if let Some(expected) = expected {
            let text = format!("expected {expected}, found {}", checked.spec.id);
            findings.push(Finding::error("operation", FindingCode::Enum, text));
        }
        if !findings.is_empty() {
            return Err(CalloffError::new(ErrorCode::Invalid, findings));
        }
        let advised = checked.spec.status.as_ref().map_or(0.0, |status| status.poll_ms.0);
        let run = Self {
            plan,
            retries: 0.0,
            cost: None,
            corrected: false,
            renewed: false,
            sent: Sent::Call,
            pages: 0.0,
            uncertain: 0.0,
            accepted: false,
            seen: false,
            declined: false,
            ended: false,
            poll_ms: plan.poll_ms.unwrap_or(advised),
        };
        let call = match siblings::missing_token(call) {
            Some(name) => siblings::with_param(call, name, Value::String(new_token()?)),
            None => call.clone(),
        };
        Ok((run, call))
    }

    /// Takes in a reply, and tells what to do next. `call` is the one that [`Run::new`] gave, `sent` the one
    /// that was replied to.
    pub fn step(&mut self, call: &Value, sent: &Value, reply: &Reply, at: Moment, host: &mut Host) -> Step {
        let mut outcome = interpret(sent, reply);
        let again = self.again(call, &outcome, at, host);
        let mut step = Step {
            sent: self.sent,
            settled: again.is_none(),
            done: false,
            wait_ms: 0.0,
            renew: false,
            call: None,
            end: None,
            final_state: None,
            outcome: Outcome::default(),
        };
        if let Some((wait_ms, renew)) = again {
            (step.wait_ms, step.renew) = (wait_ms, renew);
        } else {
            (self.retries, self.cost) = (0.0, None);
            (self.corrected, self.renewed) = (false, false);
            self.go_on(call, sent, &mut outcome, at, &mut step);
        }
        step.outcome = outcome;
        step
    }

    /// What follows a settled outcome.
    fn go_on(&mut self, call: &Value, sent: &Value, outcome: &mut Outcome, at: Moment, step: &mut Step) {
        let status = siblings::spec_of(call).and_then(|spec| spec.status.as_ref());
        let Some(status) = status.filter(|_| self.plan.goal == Goal::End) else {
            step.done = true;
            return;
        };
        let mut next = match self.sent {
            Sent::Call => self.after_cancel(call, status, outcome),
            Sent::Status => self.after_asking(call, status, outcome),
            Sent::Parts => self.after_parts(outcome),
        };
        if at.elapsed_ms >= self.plan.deadline_ms && !matches!(next, Next::End(..)) {
            next = self.give_up();
            if outcome.ok {
                outcome.advice = LATE_ADVICE.into();
            }
        }
        let left = (self.plan.deadline_ms - at.elapsed_ms).max(0.0);
        step.wait_ms = match next {
            Next::AskLater | Next::CancelLater => self.poll(status, outcome, at.random).min(left),
            Next::Ask => retry::hint_ms(outcome).unwrap_or(0.0).min(left),
            _ => 0.0,
        };
        self.sent = match next {
            Next::End(end, state) => {
                step.done = true;
                (step.end, step.final_state) = (Some(end), state);
                return;
            }
            Next::AskNextPage => {
                self.pages += 1.0;
                step.call = outcome.next_token.as_ref().and_then(|token| siblings::next_page(sent, token));
                return;
            }
            // Nobody would see what becomes of a cancellation that is sent at the deadline.
            Next::CancelLater if step.wait_ms < left => Sent::Call,
            Next::Ask | Next::AskLater | Next::CancelLater => Sent::Status,
            Next::AskParts => Sent::Parts,
        };
        self.pages = 0.0;
        step.call = match self.sent {
            Sent::Call => Some(call.clone()),
            Sent::Status => siblings::status_call(call),
            Sent::Parts => siblings::parts_call(call),
        };
    }

    /// Whether to send the same call again: after how long, and whether with other credentials.
    fn again(&mut self, call: &Value, outcome: &Outcome, at: Moment, host: &mut Host) -> Option<(f64, bool)> {
        if outcome.ok {
            host.refund(self.cost);
            return None;
        }
        if self.sent == Sent::Call && may_have_worked(outcome) {
            self.uncertain = UNCERTAIN_LOOKS;
        }
        if self.plan.max_attempts <= 1.0 {
            return None;
        }
        #[allow(clippy::cast_precision_loss)] // Unix milliseconds
        match retry::again(outcome) {
            Again::No => None,
            // These two count as no attempt: each can be done but once.
            Again::WithItsTime => {
                let server_time = outcome.server_time.filter(|_| !self.corrected)?;
                self.corrected = true;
                host.skew_ms = server_time as f64 - at.clock_ms;
                Some((0.0, false))
            }
            Again::WithOthers => {
                let may = self.plan.renewable && !self.renewed;
                self.renewed = true;
                may.then_some((0.0, true))
            }
            Again::Later => {
                if self.retries + 1.0 >= self.plan.max_attempts {
                    return None;
                }
                let service = siblings::spec_of(call)?.service;
                let most = self.plan.max_delay_ms;
                let throttled = retry::is_throttled(outcome);
                let delay = retry::delay_ms(self.retries, throttled, most, at.random);
                let wait = retry::hinted_ms(delay, outcome, service.most_hint_ms, most)?;
                if self.plan.goal == Goal::End && at.elapsed_ms + wait > self.plan.deadline_ms {
                    return None;
                }
                self.cost = Some(host.pay(throttled)?);
                self.retries += 1.0;
                Some((wait, false))
            }
        }
    }

    fn after_cancel(&mut self, call: &Value, status: &StatusCall, outcome: &mut Outcome) -> Next {
        let id = id_of(call, status);
        if let Some(task) = outcome.task.as_ref().filter(|task| task.terminal && task.id == id) {
            return Next::End(End::Confirmed, Some(task.state));
        }
        let is_dry_run =
            call.get("params").and_then(|params| params.get("DryRun")) == Some(&Value::Bool(true));
        match outcome.verdict {
            _ if is_dry_run => {
                let is_open = outcome.ok || outcome.retryable;
                Next::End(if is_open { End::Unconfirmed } else { End::Refused }, None)
            }
            Verdict::Accepted => {
                self.accepted = true;
                Next::AskLater
            }
            Verdict::AlreadyEnded => {
                self.ended = true;
                Next::Ask
            }
            // Its record went with it, on an attempt whose reply was lost.
            Verdict::NotFound if self.is_gone(status, outcome) => {
                say_gone(outcome, id);
                Next::End(End::Confirmed, Some(TaskState::Canceled))
            }
            // It may be that the task has ended: not every provider has a code for that.
            Verdict::Conflict | Verdict::InvalidRequest | Verdict::Unsupported => {
                self.declined = !outcome.retryable;
                Next::Ask
            }
            Verdict::NotFound | Verdict::Unauthenticated | Verdict::ClockSkew | Verdict::Forbidden
                if self.uncertain == 0.0 =>
            {
                Next::End(End::Refused, None)
            }
            // What a lost reply said is settled by asking.
            _ => Next::Ask,
        }
    }

    fn after_asking(&mut self, call: &Value, status: &StatusCall, outcome: &mut Outcome) -> Next {
        let id = id_of(call, status);
        match outcome.verdict {
            Verdict::Ok => {
                let tasks = outcome.tasks.as_deref().unwrap_or_default();
                if let Some(task) = tasks.iter().find(|task| task.id == id) {
                    outcome.task = Some(task.clone());
                }
                let own = outcome.task.as_ref().filter(|task| task.id == id);
                match own {
                    Some(task) => self.after_view(status, task),
                    None if outcome.next_token.is_some() => self.next_page(),
                    None => Next::AskLater,
                }
            }
            Verdict::NotFound if self.is_gone(status, outcome) => {
                say_gone(outcome, id);
                Next::End(End::Confirmed, Some(TaskState::Canceled))
            }
            Verdict::NotFound if self.ended => self.give_up(),
            // Where no record is ever removed, there never was such a task.
            Verdict::NotFound if !self.accepted && (self.uncertain == 0.0 || status.gone.is_empty()) => {
                Next::End(End::Refused, None)
            }
            Verdict::NotFound
            | Verdict::Throttled
            | Verdict::ProviderFault
            | Verdict::Unrecognized
            | Verdict::Conflict => Next::AskLater,
            _ => self.denied(outcome),
        }
    }

    /// Whether the task's record went with it.
    fn is_gone(&self, status: &StatusCall, outcome: &Outcome) -> bool {
        let code = outcome.code.as_deref().unwrap_or_default();
        (self.accepted || self.seen || self.uncertain > 0.0) && status.gone.contains(&code)
    }

    /// Pages are looked through up to a point, and then from the first one again.
    fn next_page(&self) -> Next {
        if self.pages < MOST_PAGES { Next::AskNextPage } else { Next::AskLater }
    }

    /// The provider does not say. Where credentials can be asked for, the next may be better.
    fn denied(&self, outcome: &Outcome) -> Next {
        let may_change = self.plan.renewable && outcome.verdict == Verdict::Unauthenticated;
        if may_change { Next::AskLater } else { self.give_up() }
    }

    /// The task is canceled; whether it no longer runs is up to its parts.
    fn after_parts(&mut self, outcome: &Outcome) -> Next {
        let is_over = outcome.is_whole && outcome.tasks.iter().flatten().all(|part| part.terminal);
        let ends = Next::End(End::Confirmed, Some(TaskState::Canceled));
        match outcome.verdict {
            Verdict::Ok if !is_over => Next::AskLater,
            Verdict::Ok if outcome.next_token.is_some() => self.next_page(),
            // At an endpoint that does not know the call, the task's own word is all there is.
            Verdict::Ok | Verdict::NotFound | Verdict::Unsupported => ends,
            _ if outcome.retryable => Next::AskLater,
            _ => self.denied(outcome),
        }
    }

    fn after_view(&mut self, status: &StatusCall, task: &TaskView) -> Next {
        self.seen = true;
        if task.state == TaskState::Canceled && status.parts.is_some() {
            return Next::AskParts;
        }
        if task.terminal {
            return Next::End(End::Confirmed, Some(task.state));
        }
        if matches!(task.state, TaskState::Canceling | TaskState::Deleting) {
            self.accepted = true;
        }
        self.ended = false;
        if self.accepted {
            return Next::AskLater;
        }
        self.uncertain = (self.uncertain - 1.0).max(0.0);
        match self.declined {
            true if self.uncertain > 0.0 => Next::AskLater,
            true => Next::End(End::Refused, None),
            false => Next::CancelLater,
        }
    }

    /// The run as numbers, so that it can be kept anywhere between two steps.
    #[must_use]
    pub fn to_numbers(&self) -> Vec<f64> {
        let flag = |flag: bool| f64::from(u8::from(flag));
        let plan = self.plan;
        vec![
            plan.max_attempts,
            plan.max_delay_ms,
            flag(plan.renewable),
            f64::from(plan.goal as u8),
            plan.timeout_ms,
            plan.deadline_ms,
            plan.poll_ms.unwrap_or(NONE),
            plan.max_poll_ms.unwrap_or(NONE),
            self.retries,
            self.cost.unwrap_or(NONE),
            flag(self.corrected),
            flag(self.renewed),
            f64::from(self.sent as u8),
            self.pages,
            self.uncertain,
            flag(self.accepted),
            flag(self.seen),
            flag(self.declined),
            flag(self.ended),
            self.poll_ms,
        ]
    }

    /// The run that [`Run::to_numbers`] gave; missing ones count as 0.
    #[must_use]
    pub fn from_numbers(numbers: &[f64]) -> Self {
        let mut rest = numbers.iter().copied();
        let mut number = || rest.next().unwrap_or_default();
        let optional = |number: f64| Some(number).filter(|number| *number >= 0.0);
        let flag = |number: f64| number > 0.0;
        Self {
            plan: Plan {
                max_attempts: number(),
                max_delay_ms: number(),
                renewable: flag(number()),
                goal: match number() {
                    0.0 => Goal::Answer,
                    1.0 => Goal::Tasks,
                    _ => Goal::End,
                },
                timeout_ms: number(),
                deadline_ms: number(),
                poll_ms: optional(number()),
                max_poll_ms: optional(number()),
            },
            retries: number(),
            cost: optional(number()),
            corrected: flag(number()),
            renewed: flag(number()),
            sent: match number() {
                0.0 => Sent::Call,
                1.0 => Sent::Status,
                _ => Sent::Parts,
            },
            pages: number(),
            uncertain: number(),
            accepted: flag(number()),
            seen: flag(number()),
            declined: flag(number()),
            ended: flag(number()),
            poll_ms: number(),
        }
    }

    /// The end of a run that learns no more: what it knows by now.
    fn give_up(&self) -> Next {
        let end = match self {
            Self { ended: true, .. } => End::Confirmed,
            Self { declined: true, uncertain: 0.0, accepted: false, .. } => End::Refused,
            _ => End::Unconfirmed,
        };
        Next::End(end, None)
    }

    /// The wait before asking again: growing, scattered a little, and never shorter than the provider asks.
    fn poll(&mut self, status: &StatusCall, outcome: &Outcome, random: f64) -> f64 {
        let most = self.plan.max_poll_ms.unwrap_or(status.poll_ms.1.max(self.poll_ms));
        let scattered = self.poll_ms * (0.9 + random.clamp(0.0, 1.0) / 5.0);
        self.poll_ms = (self.poll_ms * POLL_GROWTH).min(most);
        scattered.min(most).max(retry::hint_ms(outcome).unwrap_or(0.0))
    }
}

/// The id of the task that a cancel call is for.
fn id_of<'a>(call: &'a Value, status: &StatusCall) -> &'a str {
    call.get("params").and_then(|params| params.get(status.id)?.as_str()).unwrap_or_default()
}

/// Whether an attempt to cancel may have taken effect although its outcome does not say so. A nonce that was
/// used tells of a copy that arrived before.
fn may_have_worked(outcome: &Outcome) -> bool {
    match outcome.verdict {
        Verdict::ProviderFault | Verdict::Unrecognized => true,
        Verdict::Unauthenticated => outcome.retryable,
        _ => false,
    }
}

/// A task whose record was removed because it was called off.
fn say_gone(outcome: &mut Outcome, id: &str) {
    outcome.verdict = Verdict::Canceled;
    outcome.ok = true;
    outcome.retryable = false;
    outcome.advice = "The task was called off and its record removed. Nothing more to do.".into();
    outcome.task = Some(TaskView {
        id: id.to_owned(),
        state: TaskState::Canceled,
        raw_state: String::new(),
        terminal: true,
        cancelable: Some(false),
        ..TaskView::default()
    });
}
