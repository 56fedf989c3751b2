//! What follows a reply for one call-off: whether the same call goes out again, what is asked next, or how it ended.

use crate::data::value::Value;
use crate::outcome::task::{TaskState, TaskView};
use crate::outcome::{Outcome, Verdict};
use crate::run::At;
use crate::run::host::HostState;
use crate::run::limits::whole_ms;
use crate::run::retry::{self, Again};
use crate::run::siblings;
use crate::run::state::{Asking, CallOffState, End, Goal, Knowledge, Together};
use crate::spec::status::{self as spec, StatusCall};

/// What ends so much later than the deadline was not slow: the machine slept. One more look is due.
const AWAY_MS: u64 = 60_000;
/// What to do when the deadline passes and the provider has nothing to be blamed for.
const LATE_ADVICE: &str = "Time ran out before the end of the task was seen: it may still run. Ask for its status later; when it stays as it is, get the provider's help.";

/// Status calls needed before an unanswered cancel counts as one that had no effect: the first may come too early.
const LOOKS_AFTER_SILENCE: u32 = 2;

/// How many pages to look through for one task.
const MAX_PAGES: u32 = 100;

/// How much longer each wait between two status calls is than the one before.
const POLL_GROWTH: f64 = 1.5;

/// What a retry of one request costs: paid by the first state that retries, and the same for all.
#[derive(Default)]
pub(super) struct Payment {
    was_asked: bool,
    /// `None` when the budget is spent.
    cost: Option<u32>,
}

impl Payment {
    fn pay(&mut self, host: &mut HostState, throttled: bool) -> Option<u32> {
        if !self.was_asked {
            (self.was_asked, self.cost) = (true, host.pay(throttled));
        }
        self.cost
    }
}

/// What follows a settled outcome.
enum Next {
    End(End, Option<TaskState>),
    /// Ask what became of the task: now, or after a wait.
    Ask,
    AskLater,
    AskNextPage,
    /// Ask for this task by itself, now.
    AskAlone(Together),
    /// Ask what became of its parts.
    AskParts,
    CancelLater,
}

/// One state about to take in one outcome.
pub(super) struct Step<'a> {
    pub(super) state: &'a mut CallOffState,
    pub(super) at: At,
    pub(super) host: &'a mut HostState,
    pub(super) payment: &'a mut Payment,
    /// Whether the request asked for other tasks, too.
    pub(super) is_shared: bool,
    /// How many of its tasks the reply does not show.
    pub(super) absent: usize,
    /// How long the reply asks to wait.
    pub(super) hint_ms: Option<u64>,
}

impl Step<'_> {
    pub(super) fn take(&mut self, outcome: &mut Outcome) {
        if self.state.is_done {
            return;
        }
        self.state.sends = self.state.sends.saturating_add(1);
        self.state.renew = false;
        if let Some(wait_ms) = self.again(outcome) {
            self.state.due_at = self.at.now.saturating_add(wait_ms);
            return;
        }
        let asking = self.state.asking;
        let state = &mut *self.state;
        (state.sends, state.retries, state.throttles, state.cost) = (0, 0, 0, None);
        (state.corrected, state.renewed) = (false, false);
        let status = siblings::status_of(&state.call);
        match status.filter(|_| state.goal == Goal::End) {
            Some(status) => self.go_on(status, outcome),
            None => state.is_done = true,
        }
        self.keep(asking, outcome);
    }

    /// Keeps what the provider said last. Silence is not that, and of the parts only what the end is due to.
    fn keep(&mut self, asking: Asking, outcome: &Outcome) {
        let state = &mut *self.state;
        if state.goal != Goal::End {
            return;
        }
        match asking {
            Asking::Call => state.cancel = Some(Value::from(outcome)),
            Asking::Status if outcome.http_status > 0 || is_in_between(outcome) || state.last.is_none() => {
                state.last = Some(Value::from(outcome));
            }
            Asking::Parts if state.is_done && state.end != Some(End::Confirmed) => {
                state.last = Some(Value::from(outcome));
            }
            _ => {}
        }
    }

    /// Whether to send the same call again, and after how long.
    fn again(&mut self, outcome: &Outcome) -> Option<u64> {
        if outcome.ok {
            return None;
        }
        let state = &mut *self.state;
        if state.asking == Asking::Call && may_have_worked(outcome) {
            state.looks = LOOKS_AFTER_SILENCE;
        }
        if state.limits.max_attempts <= 1 {
            return None;
        }
        match retry::again(outcome) {
            // What is in between has answered: another one may be there next time, but it is not asked for ever.
            Again::No if state.asking != Asking::Call && is_in_between(outcome) => self.later(outcome),
            Again::No => None,
            // These two count as no attempt: each can be done but once.
            // With its own time there is nothing left to correct: it must be mistaken, for the moment.
            Again::WithItsTime if state.corrected && state.goal == Goal::End => self.later(outcome),
            Again::WithItsTime => {
                let server_time = i64::try_from(outcome.server_time.filter(|_| !state.corrected)?).ok()?;
                state.corrected = true;
                self.host.skew_ms = server_time - i64::try_from(self.at.now).ok()?;
                Some(0)
            }
            Again::WithOthers => {
                let may = state.limits.renewable && !state.renewed;
                (state.renewed, state.renew) = (true, may);
                may.then_some(0)
            }
            Again::Later => self.later(outcome),
        }
    }

    /// The wait before another attempt, if there is to be one.
    fn later(&mut self, outcome: &Outcome) -> Option<u64> {
        let state = &mut *self.state;
        let throttled = retry::is_throttled(outcome);
        // A task that is called off waits for its turn as long as its deadline allows: throttling is no fault.
        let is_free = throttled && state.goal == Goal::End;
        let counted = if state.goal == Goal::End {
            state.retries
        } else {
            state.retries.saturating_add(state.throttles)
        };
        if !is_free && counted.saturating_add(1) >= state.limits.max_attempts {
            return None;
        }
        let max_delay = state.limits.max_delay_ms;
        let nth = if throttled { state.throttles } else { state.retries };
        let nth = if state.goal == Goal::End { nth } else { counted };
        let delay = retry::delay_ms(nth, throttled, max_delay, self.at.random);
        let max_hint = siblings::spec_of(&state.call)?.service.vendor.max_hint_ms;
        let mut wait = retry::hinted_ms(delay, outcome, max_hint, max_delay)?;
        if !outcome.retryable {
            wait = wait.max(state.poll_ms);
        }
        if state.goal == Goal::End && self.at.now.saturating_add(wait) > state.deadline_at {
            return None;
        }
        if !is_free {
            state.cost = Some(self.payment.pay(self.host, throttled)?);
        }
        if throttled {
            state.throttles = state.throttles.saturating_add(1);
        } else {
            state.retries = state.retries.saturating_add(1);
        }
        Some(wait)
    }

    /// What follows a settled outcome.
    fn go_on(&mut self, status: &StatusCall, outcome: &mut Outcome) {
        let now = self.at.now;
        let mut next = match self.state.asking {
            Asking::Call => self.after_cancel(status, outcome),
            Asking::Status => self.after_asking(status, outcome),
            Asking::Parts => self.after_parts(outcome),
        };
        let deadline = self.state.deadline_at;
        let is_late = now >= deadline && !matches!(next, Next::End(..));
        let was_away = now > deadline.saturating_add(AWAY_MS) && self.state.due_at < deadline;
        if is_late && was_away && (outcome.http_status == 0 || self.state.asking == Asking::Call) {
            next = Next::Ask;
        } else if is_late {
            next = self.give_up();
            if outcome.ok {
                outcome.advice = LATE_ADVICE.into();
            }
        }
        let left = deadline.saturating_sub(now);
        let wait_ms = match next {
            Next::AskLater | Next::CancelLater => self.poll(status).min(left),
            Next::Ask => self.hint_ms.unwrap_or(0).min(left),
            _ => 0,
        };
        let state = &mut *self.state;
        state.due_at = now.saturating_add(wait_ms);
        let page = state.page.take();
        state.asking = match next {
            Next::End(end, final_state) => {
                (state.is_done, state.end, state.final_state) = (true, Some(end), final_state);
                return;
            }
            Next::AskNextPage => {
                state.page = outcome.next_token.clone().or(page);
                state.pages = state.pages.saturating_add(1);
                return;
            }
            Next::AskAlone(together) => {
                state.together = together;
                Asking::Status
            }
            // Nobody would see what becomes of a cancellation that is sent at the deadline.
            Next::CancelLater if wait_ms < left => Asking::Call,
            Next::Ask | Next::AskLater | Next::CancelLater => Asking::Status,
            Next::AskParts => Asking::Parts,
        };
        state.pages = 0;
    }

    fn after_cancel(&mut self, status: &StatusCall, outcome: &mut Outcome) -> Next {
        let is_gone = self.is_gone(status, outcome);
        let state = &mut *self.state;
        if let Some(task) = outcome.task.as_ref().filter(|task| task.terminal && task.id == state.task_id()) {
            return Next::End(End::Confirmed, Some(task.state));
        }
        let dry_run = state.call.get("params").and_then(|params| params.get("DryRun"));
        if dry_run == Some(&Value::Bool(true)) {
            let is_open = outcome.ok || outcome.retryable;
            return Next::End(if is_open { End::Unconfirmed } else { End::Refused }, None);
        }
        match outcome.verdict {
            Verdict::Accepted => {
                state.knows = Knowledge::Accepted;
                state.accepted_at = self.at.now;
                Next::AskLater
            }
            Verdict::AlreadyEnded => {
                state.knows = Knowledge::Ended;
                Next::Ask
            }
            // Its record went with it, on an attempt whose reply was lost.
            Verdict::NotFound if is_gone => self.say_gone(outcome),
            // It may be that the task has ended: not every provider has a code for that.
            Verdict::Conflict | Verdict::InvalidRequest | Verdict::Unsupported => {
                state.knows = if outcome.retryable { Knowledge::Nothing } else { Knowledge::Declined };
                Next::Ask
            }
            Verdict::NotFound | Verdict::Unauthenticated | Verdict::ClockSkew | Verdict::Forbidden
                if state.looks == 0 =>
            {
                Next::End(End::Refused, None)
            }
            // What a lost reply said is settled by asking.
            _ => Next::Ask,
        }
    }

    fn after_asking(&mut self, status: &StatusCall, outcome: &mut Outcome) -> Next {
        let is_gone = !self.is_shared && self.is_gone(status, outcome);
        let state = &mut *self.state;
        match outcome.verdict {
            Verdict::Ok => {
                let tasks = outcome.tasks.as_deref().unwrap_or_default();
                if let Some(task) = state.task_in(tasks) {
                    outcome.task = Some(task.clone());
                }
                if let Some(task) = outcome.task.as_mut().filter(|task| task.id == state.task_id()) {
                    if state.knows == Knowledge::Accepted
                        && status.ends_canceled.contains(&task.raw_state.as_str())
                    {
                        task.state = TaskState::Canceled;
                    }
                    let task = task.clone();
                    return self.after_view(status, &task);
                }
                if self.is_shared {
                    return self.after_absence(status, outcome);
                }
                if outcome.next_token.is_some() { self.next_page() } else { Next::AskLater }
            }
            Verdict::NotFound if is_gone => self.say_gone(outcome),
            // One unknown id can fail a request for several; and who may look at one task may not list them all.
            Verdict::NotFound | Verdict::InvalidRequest | Verdict::Conflict if self.is_shared => {
                Next::AskAlone(Together::Later)
            }
            Verdict::Forbidden | Verdict::Unsupported if self.is_shared => Next::AskAlone(Together::Never),
            Verdict::NotFound if state.knows == Knowledge::Ended => self.give_up(),
            // Where no record is ever removed, there never was such a task.
            Verdict::NotFound
                if state.knows != Knowledge::Accepted && (state.looks == 0 || status.gone.is_empty()) =>
            {
                Next::End(End::Refused, None)
            }
            Verdict::Unrecognized if is_in_between(outcome) => self.give_up(),
            // A clock that was right enough for the cancellation is so for a look.
            Verdict::NotFound
            | Verdict::Throttled
            | Verdict::ProviderFault
            | Verdict::Unrecognized
            | Verdict::ClockSkew
            | Verdict::Conflict => Next::AskLater,
            _ => self.denied(outcome),
        }
    }

    /// A reply for several tasks does not show this one. A list of all tasks may show it on another page, which is worth
    /// a look as long as there are fewer pages than tasks to look for; one that has a single page tells that its record
    /// is gone, where canceling removes it. Otherwise only asking for it alone tells.
    fn after_absence(&mut self, status: &StatusCall, outcome: &mut Outcome) -> Next {
        let state = &*self.state;
        let shows_all = status.together.as_ref().is_some_and(spec::Together::shows_all);
        let was_there = state.knows == Knowledge::Accepted || state.seen;
        if shows_all && outcome.next_token.is_some() && (state.pages as usize) < self.absent {
            return Next::AskNextPage;
        }
        // While a list is read page by page, it may shift.
        let is_whole = outcome.is_whole && state.pages == 0;
        if is_whole && shows_all && was_there && !status.gone.is_empty() {
            return self.say_gone(outcome);
        }
        Next::AskAlone(Together::Later)
    }

    /// Whether the task's record went with it.
    fn is_gone(&self, status: &StatusCall, outcome: &Outcome) -> bool {
        let code = outcome.code.as_deref().unwrap_or_default();
        let state = &*self.state;
        let was_there = state.knows == Knowledge::Accepted || state.seen || state.looks > 0;
        was_there && status.gone.contains(&code)
    }

    /// Pages are looked through up to a point, and then from the first one again.
    fn next_page(&self) -> Next {
        if self.state.pages < MAX_PAGES { Next::AskNextPage } else { Next::AskLater }
    }

    /// The provider does not say. Where credentials can be asked for, the next may be better.
    fn denied(&self, outcome: &Outcome) -> Next {
        let may_change = self.state.limits.renewable && outcome.verdict == Verdict::Unauthenticated;
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
        let is_early = self.is_early();
        let state = &mut *self.state;
        state.seen = true;
        if state.together == Together::Later {
            state.together = Together::Yes;
        }
        if task.state == TaskState::Canceled && status.parts.is_some() {
            return Next::AskParts;
        }
        if task.terminal {
            return Next::End(End::Confirmed, Some(task.state));
        }
        if matches!(task.state, TaskState::Canceling | TaskState::Deleting) {
            state.knows = Knowledge::Accepted;
        }
        match state.knows {
            Knowledge::Accepted => return Next::AskLater,
            // A look that shows it running counts for more than the word that it has ended.
            Knowledge::Ended => state.knows = Knowledge::Nothing,
            Knowledge::Nothing | Knowledge::Declined => {}
        }
        // A look before its time cannot tell that a cancel had no effect.
        if is_early {
            return Next::AskLater;
        }
        state.looks = state.looks.saturating_sub(1);
        match state.knows {
            Knowledge::Declined if state.looks > 0 => Next::AskLater,
            Knowledge::Declined => Next::End(End::Refused, None),
            _ => Next::CancelLater,
        }
    }

    /// Whether the task was asked for along with others, before its own time.
    fn is_early(&self) -> bool {
        self.is_shared && self.at.now < self.state.due_at
    }

    /// The end of a call-off that learns no more: what it knows by now.
    fn give_up(&self) -> Next {
        let end = match self.state.knows {
            Knowledge::Ended => End::Confirmed,
            Knowledge::Declined if self.state.looks == 0 => End::Refused,
            _ => End::Unconfirmed,
        };
        Next::End(end, None)
    }

    /// The wait before asking again, never shorter than the provider asks. Until something is known of the host, it
    /// grows, and is scattered a little.
    #[allow(clippy::cast_precision_loss)] // short times
    fn poll(&mut self, status: &StatusCall) -> u64 {
        let is_early = self.is_early();
        let state = &mut *self.state;
        let max = state.limits.max_poll_ms.unwrap_or(status.poll_ms.1.max(state.poll_ms));
        let hint = self.hint_ms.unwrap_or(0);
        if let Some(wait) = self.host.wait_ms(state, status.poll_ms.0, self.at.now) {
            return wait.min(max).max(hint);
        }
        let scattered = whole_ms(state.poll_ms as f64 * (0.9 + self.at.random.clamp(0.0, 1.0) / 5.0));
        if !is_early {
            state.poll_ms = whole_ms(state.poll_ms as f64 * POLL_GROWTH).min(max);
        }
        scattered.min(max).max(hint)
    }

    /// The task's record was removed because it was called off.
    fn say_gone(&self, outcome: &mut Outcome) -> Next {
        outcome.verdict = Verdict::Canceled;
        outcome.ok = true;
        outcome.retryable = false;
        outcome.advice = "The task was called off and its record removed. Nothing more to do.".into();
        outcome.task = Some(TaskView {
            id: self.state.task_id().to_owned(),
            state: TaskState::Canceled,
            terminal: true,
            cancelable: Some(false),
            ..TaskView::default()
        });
        Next::End(End::Confirmed, Some(TaskState::Canceled))
    }
}

/// Whether an attempt to cancel may have taken effect although its outcome does not say so.
fn may_have_worked(outcome: &Outcome) -> bool {
    matches!(outcome.verdict, Verdict::ProviderFault | Verdict::Unrecognized)
}

/// Whether a proxy or a redirect answered in the provider's place: it would say the same of any call. A browser shows a
/// redirect without its status.
fn is_in_between(outcome: &Outcome) -> bool {
    let is_one = matches!(outcome.http_status, 0 | 300..=399 | 407 | 511);
    is_one && !outcome.retryable && outcome.verdict == Verdict::Unrecognized
}
