//! Every reply case of tests/replies: what `interpret` makes of a status, headers and a body.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // in a test, a panic is a failure

mod data;

use std::collections::{BTreeMap, BTreeSet};

use calloff::{Reply, Value, interpret, operations};
use serde_json::{Map, Value as Json};

fn reply(case: &Json) -> Reply<'_> {
    let reply = &case["reply"];
    let headers = reply["headers"].as_object().into_iter().flatten();
    let headers = headers.map(|(name, value)| (name.into(), value.as_str().unwrap().into()));
    let status = u16::try_from(reply["status"].as_u64().unwrap_or(0)).unwrap();
    let mut found = Reply::new(status).body(reply["body"].as_str().unwrap_or_default());
    found.headers = headers.collect();
    found
}

/// Where two values part: of two lists, at the first item in which they do.
fn difference(at: &str, expected: &Json, found: &Json) -> Option<String> {
    let differ = || Some(format!("{at}: expected {expected}, found {found}"));
    match (expected, found) {
        (Json::Array(expected), Json::Array(found)) => {
            let item = |(index, (one, other))| difference(&format!("{at}[{index}]"), one, other);
            if expected.len() == found.len() {
                return expected.iter().zip(found).enumerate().find_map(item);
            }
            Some(format!("{at}: expected {} items, found {}", expected.len(), found.len()))
        }
        (Json::Number(_), Json::Number(_)) if expected.as_f64() == found.as_f64() => None,
        _ if expected == found => None,
        _ => differ(),
    }
}

/// What is wrong with an outcome: `expect` has some of its members, each of them whole, and null means absent.
fn differences(expect: &Map<String, Json>, outcome: &Json) -> Vec<String> {
    let message = outcome["message"].as_str().unwrap_or_default();
    let texts = |texts: &Json| -> Vec<String> { serde_json::from_value(texts.clone()).unwrap() };
    let mut differences = Vec::new();
    for (key, expected) in expect {
        match key.as_str() {
            "messageIncludes" => differences.extend(
                texts(expected)
                    .iter()
                    .filter(|text| !message.contains(*text))
                    .map(|text| format!("no {text:?} in {message:?}")),
            ),
            "messageExcludes" => differences.extend(
                texts(expected)
                    .iter()
                    .filter(|text| message.contains(*text))
                    .map(|text| format!("{text:?} in {message:?}")),
            ),
            key => differences.extend(difference(key, expected, &outcome[key])),
        }
    }
    differences
}

#[test]
fn every_reply_case_holds_and_every_documented_code_has_one() {
    let mut failures = Vec::new();
    let mut runs = 0;
    let mut codes: BTreeMap<&str, BTreeSet<String>> =
        operations().map(|spec| (spec.id, BTreeSet::new())).collect();
    for (path, file) in data::files("replies") {
        let mut named: Vec<&str> =
            file["operations"].as_array().unwrap().iter().filter_map(Json::as_str).collect();
        named.retain(|id| {
            let known = codes.contains_key(id);
            if !known {
                failures.push(format!("{path}: {id} is no operation"));
            }
            known
        });
        for case in file["cases"].as_array().unwrap() {
            let case = data::expand(case);
            for &id in &named {
                let call: Value = match &case["call"] {
                    Json::Null => Value::from(id),
                    call => serde_json::from_value(call.clone()).unwrap(),
                };
                let outcome = serde_json::to_value(interpret(&call, &reply(&case))).unwrap();
                codes.get_mut(id).unwrap().extend(outcome["code"].as_str().map(str::to_owned));
                assert_eq!(outcome["operation"], id, "{path} / {}", case["name"]);
                for text in ["advice", "docs"] {
                    assert!(!outcome[text].as_str().unwrap().is_empty(), "{} without {text}", case["name"]);
                }
                for difference in differences(case["expect"].as_object().unwrap(), &outcome) {
                    failures.push(format!("{path}, {id} / {}: {difference}", case["name"]));
                }
                runs += 1;
            }
        }
    }
    for spec in operations() {
        for error in spec.errors() {
            if !codes[spec.id].contains(error.code) {
                failures.push(format!("{}: no case has the documented code {}", spec.id, error.code));
            }
        }
    }
    assert!(failures.is_empty(), "{} failures in {runs} runs:\n{}", failures.len(), failures.join("\n"));
    assert!(runs > 3000, "only {runs} cases were run");
}
