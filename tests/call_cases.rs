//! Every call of tests/calls: what `validate` finds wrong with it, and the request that `build` makes of it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // in a test, a panic is a failure

mod data;

use calloff::{Call, Value, operations, validate};
use serde_json::{Map, Value as Json, json};

/// Headers that say what a request asks for.
const TELLING: [&str; 5] = ["content-type", "x-acs-action", "x-acs-version", "x-amz-target", "x-project-id"];

/// The findings as `severity code path`, sorted.
fn findings(call: &Value) -> Vec<String> {
    let show = |finding: &Json| {
        let [severity, code, path] = ["severity", "code", "path"].map(|key| finding[key].as_str().unwrap());
        format!("{severity} {code} {path}")
    };
    let found = serde_json::to_value(validate(call)).unwrap();
    let mut found: Vec<String> = found.as_array().unwrap().iter().map(show).collect();
    found.sort();
    found
}

fn decode(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut decoded = Vec::new();
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [bytes.next().unwrap(), bytes.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            byte => byte,
        });
    }
    String::from_utf8(decoded).unwrap()
}

/// What a server reads out of a request.
fn read(request: &Json) -> Json {
    let url = request["url"].as_str().unwrap();
    let (url, query) = url.split_once('?').unwrap_or((url, ""));
    let (scheme, address) = url.split_once("://").unwrap();
    let (host, path) = address.split_once('/').unwrap();
    let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap();
        (decode(name), Json::from(decode(value)))
    });
    let headers = request["headers"].as_object().unwrap().clone();
    let telling = headers.into_iter().filter(|(name, _)| TELLING.contains(&name.as_str()));
    json!({
        "method": request["method"],
        "origin": format!("{scheme}://{host}"),
        "path": decode(&format!("/{path}")),
        "query": pairs.collect::<Map<_, _>>(),
        "headers": telling.collect::<Map<_, _>>(),
        "body": request["body"].as_str().map(|body| serde_json::from_str::<Json>(body).unwrap()),
    })
}

/// What is wrong with one case.
fn differences(case: &Json) -> Vec<String> {
    let call: Value = serde_json::from_value(case["call"].clone()).unwrap();
    let mut expected: Vec<String> = match &case["findings"] {
        Json::Null => Vec::new(),
        findings => serde_json::from_value(findings.clone()).unwrap(),
    };
    expected.sort();
    let found = findings(&call);
    let mut differences = Vec::new();
    let said: Vec<String> = validate(&call).into_iter().map(|finding| finding.message).collect();
    for part in case["says"].as_array().into_iter().flatten().filter_map(Json::as_str) {
        if !said.join("\n").contains(part) {
            differences.push(format!("no {part:?} in {said:?}"));
        }
    }
    if found != expected {
        differences.push(format!("expected {expected:?}, found {found:?}"));
    }
    match Call::new(&call) {
        Ok(call) if case["request"].is_object() => {
            let mut request = json!({ "query": {}, "headers": {}, "body": null });
            request.as_object_mut().unwrap().extend(case["request"].as_object().unwrap().clone());
            let built = read(&serde_json::to_value(call.build()).unwrap());
            if built != request {
                differences.push(format!("expected {request}, found {built}"));
            }
        }
        result => {
            let refused = expected.iter().any(|finding| finding.starts_with("error"));
            if result.is_err() != refused {
                differences.push(format!("expected it to be {}", if refused { "refused" } else { "built" }));
            }
        }
    }
    differences
}

#[test]
fn every_call_case_holds_and_every_operation_has_some() {
    let mut failures = Vec::new();
    let mut cases = Vec::new();
    for (path, file) in data::files("calls") {
        for case in file["cases"].as_array().unwrap() {
            let case = data::expand(case);
            for difference in differences(&case) {
                failures.push(format!("{path} / {}: {difference}", case["name"]));
            }
            cases.push(case);
        }
    }
    for spec in operations() {
        if !cases.iter().any(|case| case["call"]["operation"] == spec.id && case["request"].is_object()) {
            failures.push(format!("{}: no case has a request of it", spec.id));
        }
    }
    assert!(
        failures.is_empty(),
        "{} failures in {} cases:\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n")
    );
}
