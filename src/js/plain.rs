//! Calls, replies and outcomes as flat text: the fast way between JavaScript and the core.
//!
//! What comes in are names and values, each with a NUL behind it. What does not fit (other types, text with a NUL,
//! text that was not valid Unicode) goes the general way; both give the same.

use std::borrow::Cow;
use std::cell::RefCell;

use crate::data::value::Value;
use crate::outcome::task::TaskView;
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

    /// The next call: its own strings, of which `variants` are a list with commas, then its parameters.
    pub(crate) fn call(&mut self, strings: u32, params: u32) -> Option<Value> {
        let mut entries = self.pairs(strings, |name, value| {
            let texts = value.split(',').filter(|text| !text.is_empty());
            let value = if name == "variants" { Value::list(texts) } else { Value::from(value) };
            (name.to_owned(), value)
        })?;
        entries.push(("params".to_owned(), self.object(params)?));
        Some(Value::Object(entries))
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

/// What [`write_outcome`] writes, in its order; `pkg/lib/core/plain.js` reads it in the same. The status is left out,
/// since the caller knows it. Those from `id` to `cancelable` are the task's.
#[cfg(test)]
const FIELDS: [&str; 15] = [
    "operation",
    "verdict",
    "ok",
    "code",
    "message",
    "requestId",
    "retryable",
    "retryAfterMs",
    "serverTime",
    "id",
    "state",
    "rawState",
    "terminal",
    "cancelable",
    "words",
];

/// An outcome as its fields, with a NUL behind each. What is absent is empty, a flag is 1 or 0. `None` when something is
/// in it that only the general way carries: what status and list calls tell, a link of the provider's own, a NUL.
pub(crate) fn write_outcome(outcome: &Outcome) -> Option<String> {
    let Outcome {
        operation,
        verdict,
        ok,
        http_status: _,
        code,
        message,
        request_id,
        retryable,
        retry_after_ms,
        server_time,
        task,
        tasks: None,
        next_token: None,
        is_whole: _,
        advice,
        docs: Cow::Borrowed(docs),
    } = outcome
    else {
        return None;
    };
    let mut fields = Fields { text: String::with_capacity(256), is_whole: true };
    fields.put(operation);
    fields.put(verdict.name());
    fields.put_flag(*ok);
    for text in [code, message, request_id] {
        fields.put_given(text.as_deref().unwrap_or_default());
    }
    fields.put_flag(*retryable);
    for number in [retry_after_ms, server_time] {
        fields.put_number(*number);
    }
    match task {
        Some(task) => fields.put_task(task)?,
        None => fields.text.push_str("\0\0\0\0\0"),
    }
    fields.put_number(Some(Words { advice: *advice, docs }.number()?));
    fields.is_whole.then_some(fields.text)
}

struct Fields {
    text: String,
    /// Whether none has a NUL itself.
    is_whole: bool,
}

impl Fields {
    /// Text of our own.
    fn put(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\0');
    }

    /// Text of somebody else's.
    fn put_given(&mut self, text: &str) {
        self.is_whole &= !text.as_bytes().contains(&0);
        self.put(text);
    }

    fn put_flag(&mut self, flag: bool) {
        self.put(if flag { "1" } else { "0" });
    }

    /// In digits: what the standard library does for every format costs as much as all the rest of an outcome.
    fn put_number(&mut self, number: Option<u64>) {
        let mut digits = [0; 20];
        let mut start = digits.len();
        let mut rest = number;
        while let Some(number) = rest {
            start -= 1;
            if let (Some(digit), Ok(value)) = (digits.get_mut(start), u8::try_from(number % 10)) {
                *digit = b'0' + value;
            }
            rest = Some(number / 10).filter(|number| *number > 0);
        }
        let digits = digits.get(start..).unwrap_or_default();
        self.put(str::from_utf8(digits).unwrap_or_default());
    }

    /// `None` for a task of which more is known than the reply to a cancel call tells.
    fn put_task(&mut self, task: &TaskView) -> Option<()> {
        let TaskView {
            id,
            state,
            raw_state,
            terminal,
            cancelable,
            kind: None,
            source: None,
            progress: None,
            counts: None,
            created_at: None,
            started_at: None,
            ended_at: None,
            failure: None,
            parents: None,
        } = task
        else {
            return None;
        };
        self.put_given(id);
        self.put(state.name());
        self.put_given(raw_state);
        self.put_flag(*terminal);
        match cancelable {
            Some(cancelable) => self.put_flag(*cancelable),
            None => self.put(""),
        }
        Some(())
    }
}

/// The advice and the link of an outcome: fixed texts, of which there are only so many. Each pair crosses once.
#[derive(Clone, Copy)]
struct Words {
    advice: Advice,
    docs: &'static str,
}

thread_local! {
    static WORDS: RefCell<Vec<Words>> = const { RefCell::new(Vec::new()) };
}

impl Words {
    /// The number that this pair goes by for as long as the instance lives.
    fn number(self) -> Option<u64> {
        WORDS.with(|words| {
            let mut words = words.try_borrow_mut().ok()?;
            let place = words.iter().position(|known| known.is(self)).unwrap_or_else(|| {
                words.push(self);
                words.len() - 1
            });
            u64::try_from(place).ok()
        })
    }

    /// Whether these are the same constants, which is faster to tell than whether they read the same.
    fn is(self, other: Self) -> bool {
        let parts =
            |Words { advice: Advice { cause, act, permission }, docs }| [docs, act, cause, permission];
        parts(self).iter().zip(parts(other)).all(|(one, other)| std::ptr::eq(*one, other))
    }
}

/// The advice and the link of this number, with a NUL between them.
pub(crate) fn words(number: usize) -> Option<String> {
    WORDS.with(|words| {
        let Words { advice, docs } = *words.try_borrow().ok()?.get(number)?;
        Some([&*advice.to_string(), docs].join("\0"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Reply, interpret};

    #[test]
    fn objects_are_read_one_after_the_other_to_the_end() {
        let text = b"operation\0x\0variants\0fips,dualstack\0TaskId\0\0name\0value\0rest";
        let mut reader = Reader::new(text).unwrap();
        let call = reader.call(2, 1).unwrap();
        assert_eq!(call.get("operation"), Some(&Value::from("x")));
        assert_eq!(call.get("variants"), Some(&Value::list(["fips", "dualstack"])));
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

    /// What a refusal with this code and this message, as JSON has it, means.
    fn refused(code: &str, message: &str) -> Outcome {
        let body = format!(r#"{{"__type":"{code}","Message":"{message}"}}"#).into();
        interpret(
            &Value::from("fsx:CancelDataRepositoryTask"),
            &Reply { status: 400, body, ..Reply::default() },
        )
    }

    #[test]
    fn an_outcome_is_written_field_by_field() {
        let reply = |status, body: &'static str| Reply { status, body: body.into(), ..Reply::default() };
        let fields = |reply: &Reply<'_>| {
            let outcome = interpret(&Value::from("fsx:CancelDataRepositoryTask"), reply);
            let text = write_outcome(&outcome).unwrap();
            let mut values: Vec<String> = text.split('\0').map(str::to_owned).collect();
            assert_eq!(values.pop().as_deref(), Some(""));
            assert_eq!(values.len(), FIELDS.len());
            let number = values.pop().unwrap().parse().unwrap();
            assert_eq!(words(number).unwrap(), format!("{}\0{}", outcome.advice, outcome.docs));
            let told = FIELDS.iter().zip(values).filter(|(_, value)| !value.is_empty());
            told.map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>()
        };
        assert_eq!(
            fields(&reply(200, r#"{"Lifecycle":"CANCELING","TaskId":"task-1"}"#)),
            [
                "operation fsx:CancelDataRepositoryTask",
                "verdict accepted",
                "ok 1",
                "retryable 0",
                "id task-1",
                "state canceling",
                "rawState CANCELING",
                "terminal 0",
                "cancelable 0",
            ]
        );
        let headers =
            [("x-amzn-requestid", "r"), ("retry-after", "5"), ("date", "Thu, 01 Jan 1970 00:00:01 GMT")];
        let busy = Reply {
            headers: headers.map(|(name, value)| (name.into(), value.into())).to_vec(),
            ..reply(400, r#"{"__type":"ThrottlingException","Message":"slow down"}"#)
        };
        assert_eq!(
            fields(&busy),
            [
                "operation fsx:CancelDataRepositoryTask",
                "verdict throttled",
                "ok 0",
                "code ThrottlingException",
                "message slow down",
                "requestId r",
                "retryable 1",
                "retryAfterMs 5000",
                "serverTime 1000",
            ]
        );
    }

    #[test]
    fn both_sides_have_the_fields_in_the_same_order() {
        let script = include_str!("../../pkg/lib/core/plain.js");
        let (_, reading) = script.split_once("function toOutcome(").unwrap();
        let (reading, _) = reading.split_once("\n}\n").unwrap();
        let read: Vec<&str> = reading
            .lines()
            .filter_map(|line| line.trim().strip_prefix("const ")?.strip_suffix(" = parts.next();"))
            .collect();
        assert_eq!(read, FIELDS);
    }

    #[test]
    fn advice_and_link_go_by_a_number_that_stays() {
        let number = |code: &str| {
            let text = write_outcome(&refused(code, "")).unwrap();
            text.split('\0').nth_back(1).unwrap().to_owned()
        };
        let first = number("BadRequest");
        assert_ne!(number("DataRepositoryTaskEnded"), first);
        assert_ne!(number("ValidationError"), first);
        assert_eq!(number("BadRequest"), first);
        assert_eq!(words(usize::MAX), None);
    }

    #[test]
    fn an_outcome_with_a_nul_in_a_field_goes_the_general_way() {
        assert!(write_outcome(&refused("BadRequest", "plain")).unwrap().contains("\0plain\0"));
        assert_eq!(write_outcome(&refused("BadRequest", "\\u0000")), None);
    }
}
