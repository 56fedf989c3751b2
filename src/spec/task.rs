//! How a vendor writes a task: under which name each part stands.

use crate::data::value::Value;
use crate::outcome::task::{Counts, TaskState, TaskView};
use crate::text::mask::mask_labeled;
use crate::text::timestamp;

/// How a vendor writes a task: under which name each part stands. A name with dots leads into nested objects
/// (`metadata.status`); an empty name is none.
pub(crate) struct TaskShape {
    /// The first of these that is there.
    pub(crate) id: &'static [&'static str],
    pub(crate) state: &'static str,
    /// The documented states, and whether a task can be canceled in them.
    pub(crate) states: &'static [(&'static str, TaskState, Option<bool>)],
    /// What tells the state better than the member `state`: the first rule that holds decides.
    pub(crate) decide: &'static [Rule],
    pub(crate) kind: &'static str,
    /// Where the data comes from.
    pub(crate) source: Source,
    /// The first of these that is there says why a task failed. It is not read in a task that waits, runs or
    /// succeeded: there, it says other things.
    pub(crate) failure: &'static [&'static str],
    /// When it was created, started and ended.
    pub(crate) times: [&'static str; 3],
    /// Each parent's name in a call, and in the task; where the task does not have it, it is taken from the call.
    pub(crate) parents: &'static [(&'static str, &'static str)],
    /// The object that holds the counts; without a name, the task itself.
    pub(crate) stats: &'static str,
    /// Total, succeeded, failed; bytes in all, bytes done.
    pub(crate) counts: [&'static str; 5],
    /// How far it is.
    pub(crate) progress: Progress,
}

/// A member, its text, and the state that this means. An empty text stands for any value.
pub(crate) type Rule = (&'static str, &'static str, TaskState);

/// What tells where a task's data comes from.
#[derive(Clone, Copy)]
pub(crate) enum Source {
    /// An array of paths.
    Paths(&'static str),
    /// The parts of one path; the first must be there.
    Parts(&'static [&'static str]),
}

/// What a task's progress is computed from.
#[derive(Clone, Copy)]
pub(crate) enum Progress {
    /// Nothing tells.
    None,
    /// This member, which counts up to that number.
    Of(&'static str, f64),
    /// What is done (the sum of these counters) of all (that counter). The first pair whose total is not zero
    /// counts.
    Ratio(&'static [(&'static [&'static str], &'static str)]),
}

impl TaskShape {
    /// The defaults for a vendor that tells only the id and the state.
    pub(crate) const fn new(
        id: &'static [&'static str],
        state: &'static str,
        states: &'static [(&'static str, TaskState, Option<bool>)],
    ) -> Self {
        Self {
            id,
            state,
            states,
            decide: &[],
            kind: "",
            source: Source::Parts(&[]),
            failure: &[],
            times: [""; 3],
            parents: &[],
            stats: "",
            counts: [""; 5],
            progress: Progress::None,
        }
    }

    /// A task with nothing but its state.
    pub(crate) fn view(&self, id: String, raw_state: String) -> TaskView {
        let known = self.states.iter().find(|(word, ..)| *word == raw_state);
        let (state, cancelable) =
            known.map_or((TaskState::Unknown, None), |(_, state, cancelable)| (*state, *cancelable));
        TaskView { id, state, raw_state, terminal: state.is_terminal(), cancelable, ..TaskView::default() }
    }

    /// A task from an object of a reply; `None` for one that has no id.
    pub(crate) fn read(&self, item: &Value, params: Option<&Value>) -> Option<TaskView> {
        let mut task = self.view(text_at(item, self.id)?, text_at(item, &[self.state]).unwrap_or_default());
        let holds = |(name, expected, _): &&Rule| match at(item, name) {
            None | Some(Value::Null) => false,
            Some(Value::Bool(flag)) => *expected == if *flag { "true" } else { "false" },
            Some(value) => expected.is_empty() || value.to_text().is_some_and(|text| text == *expected),
        };
        if let Some((.., state)) = self.decide.iter().find(holds) {
            (task.state, task.terminal) = (*state, state.is_terminal());
            task.cancelable = task.cancelable.filter(|_| !task.terminal);
        }
        let [created, started, ended] = self.times.map(|name| time_at(item, name));
        let parents: Vec<_> = self
            .parents
            .iter()
            .filter_map(|(name, key)| Some((*name, text_at(item, &[key]).or_else(|| params?.text(&[name]))?)))
            .collect();
        let stats = if self.stats.is_empty() { Some(item) } else { at(item, self.stats) };
        let [total, succeeded, failed, bytes_total, bytes_done] =
            self.counts.map(|name| count_at(stats, name));
        let counts = Counts { total, succeeded, failed, bytes_total, bytes_done };
        task.kind = text_at(item, &[self.kind]);
        task.source = self.source.read(item);
        task.progress = self.progress.read(item, stats);
        task.counts = Some(counts).filter(|counts| *counts != Counts::default());
        (task.created_at, task.started_at, task.ended_at) = (created, started, ended);
        let is_well = matches!(
            task.state,
            TaskState::Queued | TaskState::Running | TaskState::Succeeded | TaskState::Deleting
        );
        let failure = text_at(item, self.failure).filter(|_| !is_well);
        task.failure = failure.map(|text| mask_labeled(&text));
        task.parents = Some(parents).filter(|parents| !parents.is_empty());
        Some(task)
    }
}

impl Source {
    fn read(self, item: &Value) -> Option<String> {
        match self {
            Self::Paths(name) => {
                let paths: Vec<&str> = at(item, name)?.items()?.iter().filter_map(Value::as_str).collect();
                Some(paths.join(", ")).filter(|paths| !paths.is_empty())
            }
            Self::Parts([first, rest @ ..]) => {
                let mut source = text_at(item, &[first])?;
                for part in rest.iter().filter_map(|name| text_at(item, &[name])) {
                    source = [source.trim_end_matches('/'), part.trim_start_matches('/')].join("/");
                }
                Some(source)
            }
            Self::Parts([]) => None,
        }
    }
}

/// The member that a name leads to.
#[inline(never)]
fn at<'a>(item: &'a Value, name: &str) -> Option<&'a Value> {
    name.split('.').try_fold(item, |item, key| item.get(key).filter(|_| !key.is_empty()))
}

/// [`Value::text`] of the first member that is there, of those that these names lead to.
#[inline(never)]
fn text_at(item: &Value, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let (item, key) = match name.rsplit_once('.') {
            Some((path, key)) => (at(item, path)?, key),
            None => (item, *name),
        };
        item.text(&[key]).filter(|_| !key.is_empty())
    })
}

#[inline(never)]
fn time_at(item: &Value, name: &str) -> Option<String> {
    read_time(at(item, name)?)
}

#[inline(never)]
fn count_at(stats: Option<&Value>, name: &str) -> Option<String> {
    at(stats?, name)?.to_whole_text()
}

impl Progress {
    fn read(self, item: &Value, stats: Option<&Value>) -> Option<f64> {
        let ratio = match self {
            Self::None => return None,
            Self::Of(name, max) => at(item, name)?.as_number()? / max,
            Self::Ratio(ways) => {
                let number = |name| at(stats?, name)?.as_number();
                ways.iter().find_map(|(done, total)| {
                    let total = number(total).filter(|&total| total > 0.0)?;
                    let known: Vec<f64> = done.iter().copied().filter_map(number).collect();
                    (!known.is_empty()).then(|| known.iter().sum::<f64>() / total)
                })?
            }
        };
        Some(ratio.clamp(0.0, 1.0)).filter(|ratio| !ratio.is_nan())
    }
}

/// A moment in ISO 8601: from Unix seconds or milliseconds, or from text that lacks the `T` at most.
fn read_time(value: &Value) -> Option<String> {
    // As seconds, this is the year 5138; as milliseconds, 1973.
    const FIRST_MILLISECONDS: f64 = 1e11;
    let Some(text) = value.as_str() else {
        let number = value.as_number()?;
        let seconds = if number > FIRST_MILLISECONDS { number / 1000.0 } else { number };
        return timestamp::iso_from_unix_seconds(seconds);
    };
    let is_like = |shape: &[u8]| {
        text.len() >= shape.len()
            && text.bytes().zip(shape).all(|(byte, &kind)| match kind {
                b'0' => byte.is_ascii_digit(),
                b'T' => matches!(byte, b'T' | b' '),
                _ => byte == kind,
            })
    };
    let (_, rest) = text.split_at_checked(16)?;
    let is_time = rest.bytes().all(|byte| byte.is_ascii_digit() || b":.+-Z".contains(&byte));
    (is_like(b"0000-00-00T00:00") && is_time).then(|| text.replacen(' ', "T", 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A long-running operation of the kind that Google and Azure have.
    static NESTED: TaskShape = TaskShape {
        decide: &[
            ("error.code", "1", TaskState::Canceled),
            ("error", "", TaskState::Failed),
            ("done", "true", TaskState::Succeeded),
        ],
        kind: "metadata.kind",
        source: Source::Parts(&["metadata.source.bucket", "metadata.source.prefix"]),
        failure: &["error.message"],
        times: ["metadata.times.created", "", "metadata.endTime"],
        parents: &[("project", "metadata.project.id")],
        stats: "metadata.counters",
        counts: ["found", "copied", "failed.all", "", ""],
        progress: Progress::Ratio(&[(&["copied", "failed.all"], "found")]),
        ..TaskShape::new(&["name"], "metadata.status", &[("IN_PROGRESS", TaskState::Running, Some(true))])
    };

    fn nested(text: &str) -> TaskView {
        NESTED.read(&serde_json::from_str(text).unwrap(), None).unwrap()
    }

    #[test]
    fn a_name_with_dots_leads_into_nested_objects() {
        let task = nested(
            r#"{"name":"o/1","metadata":{
                "status":"IN_PROGRESS","kind":"COPY","project":{"id":7},
                "source":{"bucket":"b/","prefix":"/p"},"times":{"created":1571863862},"endTime":1571863863000,
                "counters":{"found":"4","copied":"1","failed":{"all":1}}}}"#,
        );
        assert_eq!((task.state, task.raw_state.as_str()), (TaskState::Running, "IN_PROGRESS"));
        assert_eq!(task.kind.as_deref(), Some("COPY"));
        assert_eq!(task.source.as_deref(), Some("b/p"));
        assert_eq!(task.created_at.as_deref(), Some("2019-10-23T20:51:02Z"));
        assert_eq!(task.ended_at.as_deref(), Some("2019-10-23T20:51:03Z"));
        assert_eq!(task.parents, Some(vec![("project", "7".to_owned())]));
        let counts = task.counts.unwrap();
        assert_eq!(counts.total.as_deref(), Some("4"));
        assert_eq!(counts.failed.as_deref(), Some("1"));
        assert_eq!(task.progress, None, "text is no number to reckon with");
        assert_eq!(nested(r#"{"name":"o","metadata":[{"status":"IN_PROGRESS"}]}"#).raw_state, "");
    }

    #[test]
    fn other_members_can_decide_the_state() {
        for (text, state) in [
            (r#"{"name":"o","done":false,"metadata":{"status":"IN_PROGRESS"}}"#, TaskState::Running),
            (r#"{"name":"o","done":true,"metadata":{"status":"IN_PROGRESS"}}"#, TaskState::Succeeded),
            (r#"{"name":"o","done":true,"error":{"code":1,"message":"gone"}}"#, TaskState::Canceled),
            (r#"{"name":"o","done":true,"error":{"code":13,"message":"lost"}}"#, TaskState::Failed),
            (r#"{"name":"o","done":true,"error":null}"#, TaskState::Succeeded),
            (r#"{"name":"o"}"#, TaskState::Unknown),
        ] {
            let task = nested(text);
            assert_eq!((task.state, task.terminal), (state, state.is_terminal()), "{text}");
        }
        assert_eq!(
            nested(r#"{"name":"o","error":{"code":13,"message":"lost"}}"#).failure.as_deref(),
            Some("lost")
        );
    }

    #[test]
    fn counts_without_an_object_of_their_own_stand_in_the_task() {
        let shape = TaskShape {
            counts: ["total", "done", "", "", ""],
            progress: Progress::Ratio(&[(&["done"], "total")]),
            ..TaskShape::new(&["id"], "state", &[])
        };
        let task =
            shape.read(&serde_json::from_str(r#"{"id":1,"total":4,"done":1}"#).unwrap(), None).unwrap();
        assert_eq!(task.counts.unwrap().total.as_deref(), Some("4"));
        assert_eq!(task.progress, Some(0.25));
    }

    #[test]
    fn times_become_iso_8601_without_a_zone_that_the_provider_does_not_give() {
        for (value, iso) in [
            (Value::Number(1_571_863_862.288), Some("2019-10-23T20:51:02.288Z")),
            (Value::Number(1_571_863_862.0), Some("2019-10-23T20:51:02Z")),
            (Value::Integer(1_571_863_862), Some("2019-10-23T20:51:02Z")),
            (Value::Number(1_571_863_862.01), Some("2019-10-23T20:51:02.010Z")),
            (Value::Integer(1_571_863_862_288), Some("2019-10-23T20:51:02.288Z")),
            (Value::Number(1_571_863_862_000.0), Some("2019-10-23T20:51:02Z")),
            (Value::from("2024-07-01 19:59:29"), Some("2024-07-01T19:59:29")),
            (Value::from("2023-09-02T15:04:05"), Some("2023-09-02T15:04:05")),
            (Value::from("2021-08-04T18:37Z"), Some("2021-08-04T18:37Z")),
            (Value::from(""), None),
            (Value::from("yesterday"), None),
            (Value::from("2024-07-01 19:59:29 <b>"), None),
            (Value::from("2024-07-01 19:59:29+08:00"), Some("2024-07-01T19:59:29+08:00")),
            (Value::Null, None),
            (Value::Number(f64::NAN), None),
            (Value::Number(-1.0), None),
        ] {
            assert_eq!(read_time(&value).as_deref(), iso);
        }
    }
}
