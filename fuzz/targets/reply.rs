//! Any reply gives an outcome: the operation's number, the status, lines of headers, an empty line, the body.
#![no_main]

use calloff::{Reply, Value, interpret, operations};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let [operation, high, low, rest @ ..] = data else { return };
    let text = String::from_utf8_lossy(rest);
    let (head, body) = text.split_once("\n\n").unwrap_or((&text, ""));
    let headers = head.lines().filter_map(|line| line.split_once(": "));
    let count = operations().count();
    let spec = operations().nth(usize::from(*operation) % count).unwrap();
    let mut reply = Reply::new(u16::from_be_bytes([*high, *low]) % 1000).body(body);
    reply.headers = headers.map(|(name, value)| (name.into(), value.into())).collect();
    let outcome = interpret(&Value::from(spec.id), &reply);
    assert_eq!(outcome.operation, spec.id);
    assert_eq!(outcome.ok, outcome.verdict.is_ok());
    assert!(!(outcome.ok && outcome.code.is_some()), "{outcome:?}");
    assert!(outcome.docs.starts_with("https://"), "{outcome:?}");
    assert!(!outcome.advice.to_string().is_empty());
});
