//! Every reply case of tests/replies, and of tests/field what people met in the field: what `interpret` makes of a
//! status, headers and a body.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // in a test, a panic is a failure

mod data;

use std::collections::{BTreeMap, BTreeSet};

use calloff::{Kind, OperationSpec, Reply, Value, interpret, operations};
use serde_json::{Map, Value as Json};

fn reply(case: &Json) -> Reply<'_> {
    let reply = &case["reply"];
    // As an object, or as pairs where a name comes twice.
    let pairs = reply["headers"].as_array().into_iter().flatten();
    let pairs = pairs.map(|pair| (pair[0].as_str().unwrap(), pair[1].as_str().unwrap()));
    let members = reply["headers"].as_object().into_iter().flatten();
    let headers = members.map(|(name, value)| (name.as_str(), value.as_str().unwrap())).chain(pairs);
    let headers = headers.map(|(name, value)| (name.into(), value.into()));
    let status = u16::try_from(reply["status"].as_u64().unwrap_or(0)).unwrap();
    let mut found = Reply::new(status).body(reply["body"].as_str().unwrap_or_default());
    found.headers = headers.collect();
    found.body_error = reply["bodyError"].as_str().map(str::to_owned);
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

/// What is wrong with an outcome: `expect` has some of its members, each of them whole, and null means absent. Of
/// texts, it may have parts that are to be in them, or not.
fn differences(expect: &Map<String, Json>, outcome: &Json) -> Vec<String> {
    let mut differences = Vec::new();
    for (key, expected) in expect {
        let parts = [("Includes", true), ("Excludes", false)]
            .iter()
            .find_map(|(end, is_in)| Some((key.strip_suffix(end)?, *is_in)));
        let Some((key, is_in)) = parts else {
            differences.extend(difference(key, expected, &outcome[key]));
            continue;
        };
        let text = outcome[key].as_str().unwrap_or_default();
        for part in expected.as_array().unwrap().iter().filter_map(Json::as_str) {
            if text.to_lowercase().contains(&part.to_lowercase()) != is_in {
                let no = if is_in { "no " } else { "" };
                differences.push(format!("{no}{part:?} in {key}: {text}"));
            }
        }
    }
    differences
}

/// What no outcome may be: one that forbids to try again and says when to do so.
fn contradiction(outcome: &Json) -> Option<String> {
    let advice = outcome["advice"].as_str().unwrap();
    let is_open = outcome["retryable"] == true;
    let calls_it_safe = advice.contains("again is safe") || advice.contains("The call only reads");
    let text = format!("contradicts itself: {outcome}");
    (!is_open && (calls_it_safe || !outcome["retryAfterMs"].is_null())).then_some(text)
}

/// What is wrong with the reading of a case.
fn failures(case: &Json, id: &str, outcome: &Json) -> Vec<String> {
    let mut failures = differences(case["expect"].as_object().unwrap(), outcome);
    failures.extend(contradiction(outcome));
    if outcome["operation"] != id {
        failures.push(format!("operation: {}", outcome["operation"]));
    }
    for text in ["advice", "docs"] {
        if outcome[text].as_str().is_none_or(str::is_empty) {
            failures.push(format!("without {text}"));
        }
    }
    failures
}

fn outcome(case: &Json, id: &str) -> Json {
    let call: Value = match &case["call"] {
        Json::Null => Value::from(id),
        call => serde_json::from_value(call.clone()).unwrap(),
    };
    serde_json::to_value(interpret(&call, &reply(case))).unwrap()
}

/// The operations that a case is for: all of them, those of a kind, or those whose ids begin so.
fn operations_of(case: &Json) -> Vec<&'static str> {
    let names = || case["operations"].as_array().unwrap().iter().filter_map(Json::as_str);
    let is_for = |spec: &OperationSpec, name: &str| match name {
        "all" => true,
        "cancel" => spec.kind() == Kind::Cancel,
        "reading" => spec.kind() != Kind::Cancel,
        name => spec.id.starts_with(name),
    };
    let ids: Vec<&str> =
        operations().filter(|spec| names().any(|name| is_for(spec, name))).map(|spec| spec.id).collect();
    assert!(!ids.is_empty(), "{case} is for no operation");
    ids
}

#[test]
fn every_reply_from_the_field_is_told_for_what_it_is() {
    let mut found = Vec::new();
    let mut runs = 0;
    for (path, file) in data::files("field") {
        for case in file.as_array().unwrap() {
            for id in operations_of(case) {
                let outcome = outcome(case, id);
                let failures = failures(case, id, &outcome);
                found.extend(failures.iter().map(|text| format!("{path}, {id} / {}: {text}", case["name"])));
                runs += 1;
            }
        }
    }
    assert!(found.is_empty(), "{} failures in {runs} runs:\n{}", found.len(), found.join("\n"));
    assert!(runs > 2000, "only {runs} cases were run");
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
                let outcome = outcome(&case, id);
                codes.get_mut(id).unwrap().extend(outcome["code"].as_str().map(str::to_owned));
                let found = self::failures(&case, id, &outcome);
                failures.extend(found.iter().map(|text| format!("{path}, {id} / {}: {text}", case["name"])));
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
