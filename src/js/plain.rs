//! Calls, replies and outcomes as flat text: the fast way between JavaScript and the core.
//!
//! An object of strings is its names and values, each with a NUL behind it. What does not fit (other
//! types, text with a NUL, text that was not valid Unicode) goes the general way; both give the same.

use std::borrow::Cow;
use std::fmt::Write;

use crate::data::value::Value;
use crate::outcome::{Advice, Outcome};
use crate::sign::SignedRequest;
use crate::text::search;

/// Reads objects one after the other.
pub(crate) struct Reader<'a>(&'a str);

impl<'a> Reader<'a> {
    /// `None` when the text may have lost something on its way here.
    pub(crate) fn new(text: &'a [u8]) -> Option<Self> {
        let text = str::from_utf8(text).ok()?;
        (text.is_ascii() || !search::contains(text, "\u{fffd}")).then_some(Self(text))
    }

    /// The next `count` names with their values.
    pub(crate) fn pairs<T>(&mut self, count: u32, pair: impl Fn(&'a str, &'a str) -> T) -> Option<Vec<T>> {
        let mut pairs = Vec::with_capacity(count as usize);
        for _ in 0..count {
            let name = self.part()?;
            pairs.push(pair(name, self.part()?));
        }
        Some(pairs)
    }

    #[inline(never)]
    fn part(&mut self) -> Option<&'a str> {
        let (part, rest) = self.0.split_once('\0')?;
        self.0 = rest;
        Some(part)
    }

    /// The next object.
    pub(crate) fn object(&mut self, count: u32) -> Option<Value> {
        self.pairs(count, |name, value| (name.to_owned(), Value::from(value))).map(Value::Object)
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

    /// The text behind the objects. `None` when a NUL is in it: then one was within a name or value, too.
    pub(crate) fn rest(self) -> Option<&'a str> {
        (!self.0.bytes().any(|byte| byte == 0)).then_some(self.0)
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

/// An outcome as its fields, with a NUL behind each, but for what the caller knows: the operation and the
/// status. What is absent is empty; the flags are one field. The advice and the link, of which there are only so
/// many, come last and only `with_words`; otherwise the caller knows them by the field before. `None` when a field
/// holds a NUL itself, or the link is one of the provider's. Not for what status and list calls tell.
pub(crate) fn write_outcome(outcome: &Outcome, with_words: bool) -> Option<String> {
    let flag = |flag: bool| if flag { "1" } else { "0" };
    let Cow::Borrowed(docs) = outcome.docs else { return None };
    let mut fields = Fields { text: String::with_capacity(256), is_whole: true };
    fields.push(outcome.verdict.name());
    let task = outcome.task.as_ref();
    fields.text.push_str(flag(outcome.ok));
    fields.text.push_str(flag(outcome.retryable));
    if let Some(task) = task {
        fields.text.push_str(flag(task.terminal));
        fields.text.push_str(task.cancelable.map_or("", flag));
    }
    fields.end();
    for text in [&outcome.request_id, &outcome.code, &outcome.message] {
        fields.push(text.as_deref().unwrap_or_default());
    }
    for number in [outcome.server_time, outcome.retry_after_ms] {
        if let Some(number) = number {
            // A string takes all that is written to it.
            let _ = write!(fields.text, "{number}");
        }
        fields.end();
    }
    if let Some(task) = task {
        fields.push(&task.id);
        fields.push(task.state.name());
        fields.push(&task.raw_state);
    }
    let Advice { meaning, general } = outcome.advice;
    for words in [meaning.unwrap_or_default(), general, docs] {
        fields.push_address(words);
    }
    fields.end();
    if with_words {
        // A string takes all that is written to it.
        let _ = write!(fields.text, "{}", outcome.advice);
        fields.end();
        fields.push(docs);
    }
    fields.is_whole.then_some(fields.text)
}

/// Fields with a NUL behind each.
struct Fields {
    text: String,
    /// Whether none has a NUL itself.
    is_whole: bool,
}

impl Fields {
    fn push(&mut self, text: &str) {
        self.is_whole &= !text.as_bytes().contains(&0);
        self.text.push_str(text);
        self.end();
    }

    fn end(&mut self) {
        self.text.push('\0');
    }

    /// Where fixed text lies in memory, which tells it from any other.
    fn push_address(&mut self, words: &'static str) {
        let address = if words.is_empty() { 0 } else { words.as_ptr() as usize };
        let digits = [0, 6, 12, 18, 24, 30].map(|shift| b'0' + (address >> shift).to_le_bytes()[0] % 64);
        self.text.push_str(str::from_utf8(&digits).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Reply, interpret};

    #[test]
    fn objects_are_read_one_after_the_other_to_the_end() {
        let mut reader = Reader::new(b"operation\0x\0TaskId\0\0name\0value\0rest").unwrap();
        let call = reader.call(1, 1).unwrap();
        assert_eq!(call.get("operation"), Some(&Value::from("x")));
        assert_eq!(call.get("params").unwrap().get("TaskId"), Some(&Value::from("")));
        assert_eq!(reader.pairs(1, |name, value| (name, value)), Some(vec![("name", "value")]));
        assert!(reader.object(1).is_none());
        assert_eq!(reader.rest(), Some("rest"));
    }

    #[test]
    fn what_may_have_been_lost_or_shifted_is_noticed() {
        assert!(Reader::new("TaskId\0\u{fffd}\0".as_bytes()).is_none());
        let mut reader = Reader::new(b"TaskId\0with a \0 inside\0").unwrap();
        assert!(reader.object(1).is_none() || reader.rest().is_none());
    }

    #[test]
    fn a_request_is_written_line_by_line() {
        let http = crate::HttpRequest {
            method: "POST".into(),
            url: "https://example.com/".to_owned(),
            headers: crate::Headers::new(&[("b", "2: x"), ("a", "")]),
            body: Some("line\n\nline".to_owned()),
        };
        let text = write_request(&SignedRequest { http, trace: None });
        assert_eq!(text, "POST\nhttps://example.com/\na,b\n\n2: x\nline\n\nline");
    }

    #[test]
    fn fixed_words_are_told_apart_without_being_sent() {
        let outcome = |code: &str| {
            let body = format!(r#"{{"__type":"{code}"}}"#).into();
            let reply = Reply { status: 400, body, ..Reply::default() };
            interpret(&Value::from("fsx:CancelDataRepositoryTask"), &reply)
        };
        let key = |code: &str| {
            let text = write_outcome(&outcome(code), false).unwrap();
            text.split('\0').nth_back(1).unwrap().to_owned()
        };
        assert_eq!(key("BadRequest"), key("BadRequest"));
        assert_ne!(key("BadRequest"), key("DataRepositoryTaskEnded"));
        assert_ne!(key("BadRequest"), key("ValidationError"));
        let ended = outcome("DataRepositoryTaskEnded");
        let text = write_outcome(&ended, true).unwrap();
        assert!(text.ends_with(&format!("\0{}\0{}\0", ended.advice, ended.docs)));
    }

    #[test]
    fn an_outcome_with_a_nul_in_a_field_goes_the_general_way() {
        let reply = |message: &str| Reply {
            status: 400,
            body: format!(r#"{{"__type":"BadRequest","Message":"{message}"}}"#).into(),
            ..Reply::default()
        };
        let outcome = |message| interpret(&Value::from("fsx:CancelDataRepositoryTask"), &reply(message));
        assert!(write_outcome(&outcome("plain"), false).unwrap().contains("\0plain\0"));
        assert_eq!(write_outcome(&outcome("\\u0000"), false), None);
    }
}
