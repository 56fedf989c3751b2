//! How a vendor writes a task: under which name each part stands.

use crate::data::value::Value;
use crate::outcome::task::{Counts, TaskState, TaskView};
use crate::text::mask::mask_labeled;
use crate::text::timestamp;

/// How a vendor writes a task: under which name each part stands. An empty name is none.
pub(crate) struct TaskShape {
    /// The first of these that is there.
    pub(crate) id: &'static [&'static str],
    pub(crate) state: &'static str,
    pub(crate) states: &'static [(&'static str, TaskState, Option<bool>)],
    pub(crate) kind: &'static str,
    pub(crate) source: fn(&Value) -> Option<String>,
    pub(crate) failure: fn(&Value) -> Option<String>,
    /// When it was created, started and ended.
    pub(crate) times: [&'static str; 3],
    /// Each parent's name in a call, and in the task; what a task does not tell, the call does.
    pub(crate) parents: &'static [(&'static str, &'static str)],
    /// The object that holds the counts.
    pub(crate) stats: &'static str,
    /// Total, succeeded, failed; bytes in all, bytes done.
    pub(crate) counts: [&'static str; 5],
    /// How far it is.
    pub(crate) progress: Progress,
}

/// What a task's progress is computed from.
#[derive(Clone, Copy)]
pub(crate) enum Progress {
    /// Nothing tells.
    None,
    /// This member, which counts up to that number.
    Of(&'static str, f64),
    /// The sums of these counters, the ones before the other: done, and in all. The first total that
    /// is not zero decides.
    Ratio(&'static [(&'static [&'static str], &'static str)]),
}

impl TaskShape {
    /// What the fields hold for a vendor that tells the id and the state alone.
    pub(crate) const fn new(
        id: &'static [&'static str],
        state: &'static str,
        states: &'static [(&'static str, TaskState, Option<bool>)],
    ) -> Self {
        Self {
            id,
            state,
            states,
            kind: "",
            source: |_| None,
            failure: |_| None,
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
        let text = |name: &str| if name.is_empty() { None } else { item.text(&[name]) };
        let mut task = self.view(item.text(self.id)?, text(self.state).unwrap_or_default());
        let time = |name: &str| item.get(name).and_then(read_time);
        let [created, started, ended] = self.times;
        let parents: Vec<_> = self
            .parents
            .iter()
            .filter_map(|(name, key)| Some((*name, text(key).or_else(|| params?.text(&[name]))?)))
            .collect();
        let stats = item.get(self.stats);
        let count = |name: &str| stats.filter(|_| !name.is_empty())?.get(name)?.to_whole_text();
        let [total, succeeded, failed, bytes_total, bytes_done] = self.counts.map(count);
        let counts = Counts { total, succeeded, failed, bytes_total, bytes_done };
        task.kind = text(self.kind);
        task.source = (self.source)(item);
        task.progress = self.progress.read(item, stats);
        task.counts = Some(counts).filter(|counts| *counts != Counts::default());
        (task.created_at, task.started_at, task.ended_at) = (time(created), time(started), time(ended));
        task.failure = (self.failure)(item).filter(|text| !text.is_empty()).map(|text| mask_labeled(&text));
        task.parents = Some(parents).filter(|parents| !parents.is_empty());
        Some(task)
    }
}

impl Progress {
    fn read(self, item: &Value, stats: Option<&Value>) -> Option<f64> {
        let ratio = match self {
            Self::None => return None,
            Self::Of(name, most) => item.get(name)?.as_number()? / most,
            Self::Ratio(ways) => {
                let number = |name| stats?.get(name)?.as_number();
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

/// A moment in ISO 8601: from Unix seconds, or from text that has it all but for the `T`.
fn read_time(value: &Value) -> Option<String> {
    let Some(text) = value.as_str() else {
        return timestamp::iso_from_unix_seconds(value.as_number()?);
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

    #[test]
    fn times_become_iso_8601_without_a_zone_that_the_provider_does_not_give() {
        for (value, iso) in [
            (Value::Number(1_571_863_862.288), Some("2019-10-23T20:51:02.288Z")),
            (Value::Number(1_571_863_862.0), Some("2019-10-23T20:51:02Z")),
            (Value::Integer(1_571_863_862), Some("2019-10-23T20:51:02Z")),
            (Value::Number(1_571_863_862.01), Some("2019-10-23T20:51:02.010Z")),
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
