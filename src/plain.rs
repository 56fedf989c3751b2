//! Calls, replies and outcomes as flat text: the fast way between JavaScript and the core.
//!
//! An object of strings is its names and values, each with a NUL behind it. What does not fit (other
//! types, text with a NUL, text that was not valid Unicode) goes the general way; both give the same.

use crate::outcome::{Outcome, Verdict};
use crate::sign::SignedRequest;
use crate::value::Value;

/// Reads objects one after the other.
pub(crate) struct Reader<'a>(&'a str);

impl<'a> Reader<'a> {
    /// `None` when the text may have lost something on its way here.
    pub(crate) fn new(text: &'a [u8]) -> Option<Self> {
        let text = str::from_utf8(text).ok()?;
        (text.is_ascii() || !text.contains('\u{fffd}')).then_some(Self(text))
    }

    /// The next `count` names with their values.
    pub(crate) fn pairs(&mut self, count: u32) -> Option<Vec<(String, &'a str)>> {
        let mut pairs = Vec::with_capacity(count as usize);
        for _ in 0..count {
            let (name, rest) = self.0.split_once('\0')?;
            let (value, rest) = rest.split_once('\0')?;
            self.0 = rest;
            pairs.push((name.to_owned(), value));
        }
        Some(pairs)
    }

    /// The next object.
    pub(crate) fn object(&mut self, count: u32) -> Option<Value> {
        let pairs = self.pairs(count)?.into_iter();
        Some(Value::Object(pairs.map(|(name, value)| (name, Value::from(value))).collect()))
    }

    /// The next call: its own strings, then its parameters.
    pub(crate) fn call(&mut self, strings: u32, params: u32) -> Option<Value> {
        let mut call = self.object(strings)?;
        let params = self.object(params)?;
        if let Value::Object(entries) = &mut call {
            entries.push(("params".to_owned(), params));
        }
        Some(call)
    }

    /// Whether everything was read: a NUL within a text leaves something over.
    pub(crate) fn is_done(&self) -> bool {
        self.0.is_empty()
    }
}

/// A signed request, line by line: the method, the URL, the names of the headers with commas between
/// them, each header's value, and the body as all that remains.
pub(crate) fn write_request(signed: &SignedRequest) -> String {
    let http = &signed.http;
    let mut text = String::with_capacity(768);
    let mut push = |parts: &[&str]| parts.iter().for_each(|part| text.push_str(part));
    push(&[&http.method, "\n", &http.url, "\n"]);
    for (index, (name, _)) in http.headers.iter().enumerate() {
        push(&[if index == 0 { "" } else { "," }, name]);
    }
    for (_, value) in http.headers.iter() {
        push(&["\n", value]);
    }
    push(&["\n", http.body.as_deref().unwrap_or_default()]);
    text
}

/// An outcome as its fields in the order of [`Outcome`] and [`TaskView`], with a NUL between them;
/// what is absent is empty, and true is 1. `None` when a field holds a NUL itself, and for what status and
/// list calls tell.
pub(crate) fn write_outcome(outcome: &Outcome) -> Option<String> {
    if outcome.verdict == Verdict::Ok {
        return None;
    }
    let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
    let flag = |flag: bool| if flag { "1" } else { "" };
    let text = |text: &'_ Option<String>| text.clone().unwrap_or_default();
    let mut fields = String::with_capacity(1024);
    let mut is_whole = true;
    let mut push = |field: &str| {
        is_whole &= !field.contains('\0');
        fields.push_str(field);
        fields.push('\0');
    };
    push(&outcome.operation);
    push(outcome.verdict.name());
    push(flag(outcome.ok));
    push(&outcome.http_status.to_string());
    push(&text(&outcome.code));
    push(&text(&outcome.message));
    push(&text(&outcome.request_id));
    push(flag(outcome.retryable));
    push(&number(outcome.retry_after_ms));
    push(&number(outcome.server_time));
    push(&outcome.advice);
    push(&outcome.docs);
    if let Some(task) = &outcome.task {
        push(&task.id);
        push(task.state.name());
        push(&task.raw_state);
        push(flag(task.terminal));
        push(task.cancelable.map_or("", |cancelable| if cancelable { "1" } else { "0" }));
    }
    is_whole.then_some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Reply, interpret};

    #[test]
    fn objects_are_read_one_after_the_other_to_the_end() {
        let mut reader = Reader::new(b"operation\0x\0TaskId\0\0name\0value\0").unwrap();
        let call = reader.call(1, 1).unwrap();
        assert_eq!(call.get("operation"), Some(&Value::from("x")));
        assert_eq!(call.get("params").unwrap().get("TaskId"), Some(&Value::from("")));
        assert_eq!(reader.pairs(1), Some(vec![("name".to_owned(), "value")]));
        assert!(reader.is_done());
        assert_eq!(reader.pairs(1), None);
    }

    #[test]
    fn what_may_have_been_lost_or_shifted_is_noticed() {
        assert!(Reader::new("TaskId\0\u{fffd}\0".as_bytes()).is_none());
        let mut reader = Reader::new(b"TaskId\0with a \0 inside\0").unwrap();
        assert!(reader.object(1).is_none() || !reader.is_done());
    }

    #[test]
    fn a_request_is_written_line_by_line() {
        let http = crate::HttpRequest {
            method: "POST".to_owned(),
            url: "https://example.com/".to_owned(),
            headers: crate::Headers::new(&[("b", "2: x"), ("a", "")]),
            body: Some("line\n\nline".to_owned()),
        };
        let text = write_request(&SignedRequest { http, trace: None });
        assert_eq!(text, "POST\nhttps://example.com/\na,b\n\n2: x\nline\n\nline");
    }

    #[test]
    fn an_outcome_with_a_nul_in_a_field_goes_the_general_way() {
        let reply = |message: &str| Reply {
            status: 400,
            body: format!(r#"{{"__type":"BadRequest","Message":"{message}"}}"#),
            ..Reply::default()
        };
        let outcome = |message| interpret(&Value::from("fsx:CancelDataRepositoryTask"), &reply(message));
        assert!(write_outcome(&outcome("plain")).unwrap().contains("\0plain\0"));
        assert_eq!(write_outcome(&outcome("\\u0000")), None);
    }
}
