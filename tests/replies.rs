//! Every reply case of tests/replies: what `interpret` makes of a status, headers and a body.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // in a test, a panic is a failure

use std::collections::BTreeSet;
use std::path::Path;

use calloff::{Reply, Value, interpret, operations};
use serde_json::{Map, Value as Json};

/// A case's body: text as it is, or a long one described as `prefix`, `repeat` × `times`, `suffix`.
fn body(reply: &Json) -> String {
    match &reply["body"] {
        Json::String(text) => text.clone(),
        Json::Object(parts) => {
            let part = |key| parts.get(key).and_then(Json::as_str).unwrap_or_default();
            let times = usize::try_from(parts["times"].as_u64().unwrap()).unwrap();
            format!("{}{}{}", part("prefix"), part("repeat").repeat(times), part("suffix"))
        }
        _ => String::new(),
    }
}

fn reply(case: &Json) -> Reply {
    let reply = &case["reply"];
    let empty = Map::new();
    let headers = reply["headers"].as_object().unwrap_or(&empty);
    let headers = headers.iter().map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned()));
    Reply {
        status: u16::try_from(reply["status"].as_u64().unwrap_or(0)).unwrap(),
        headers: headers.collect(),
        body: body(reply),
        body_error: None,
    }
}

/// What is wrong with an outcome: `expect` is partial, and null means absent.
fn differences(expect: &Map<String, Json>, outcome: &Json) -> Vec<String> {
    let message = outcome["message"].as_str().unwrap_or_default();
    let contains = |texts: &Json| {
        let texts: Vec<String> = serde_json::from_value(texts.clone()).unwrap();
        texts.into_iter().map(|text| (message.contains(&text), text)).collect::<Vec<_>>()
    };
    let mut differences = Vec::new();
    for (key, expected) in expect {
        match key.as_str() {
            "messageIncludes" => differences.extend(
                contains(expected)
                    .into_iter()
                    .filter(|(found, _)| !found)
                    .map(|(_, text)| format!("no {text:?} in {message:?}")),
            ),
            "messageExcludes" => differences.extend(
                contains(expected)
                    .into_iter()
                    .filter(|(found, _)| *found)
                    .map(|(_, text)| format!("{text:?} in {message:?}")),
            ),
            "task" if expected.is_object() => {
                let task = outcome["task"].as_object();
                for (key, expected) in expected.as_object().unwrap() {
                    let found = task.and_then(|task| task.get(key)).unwrap_or(&Json::Null);
                    if found != expected {
                        differences.push(format!("task.{key}: expected {expected}, found {found}"));
                    }
                }
            }
            _ => {
                let found = &outcome[key];
                let equal = match (found.as_f64(), expected.as_f64()) {
                    (Some(found), Some(expected)) => found.to_bits() == expected.to_bits(),
                    _ => found == expected,
                };
                if !equal {
                    differences.push(format!("{key}: expected {expected}, found {found}"));
                }
            }
        }
    }
    differences
}

#[test]
fn every_reply_case_holds_and_every_documented_code_has_one() {
    let mut failures = Vec::new();
    let mut cases = 0;
    for spec in operations() {
        let service = spec.id.split(':').next().unwrap();
        let file = match service {
            "snow-device-management" => "snow",
            "sfsturbo" => "sfs_turbo",
            service => service,
        };
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/replies/{file}.json"));
        let table: Json = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        assert_eq!(table["operation"], spec.id);
        let mut codes = BTreeSet::new();
        for case in table["cases"].as_array().unwrap() {
            let call: Value = match &case["call"] {
                Json::Null => Value::from(spec.id),
                call => serde_json::from_value(call.clone()).unwrap(),
            };
            let outcome = serde_json::to_value(interpret(&call, &reply(case))).unwrap();
            codes.extend(outcome["code"].as_str().map(str::to_owned));
            for difference in differences(case["expect"].as_object().unwrap(), &outcome) {
                failures.push(format!("{} / {}: {difference}", spec.id, case["name"]));
            }
            for text in ["advice", "docs"] {
                assert!(!outcome[text].as_str().unwrap().is_empty(), "{} without {text}", case["name"]);
            }
            cases += 1;
        }
        for error in spec.errors.iter().copied().flatten() {
            if !codes.contains(error.code) {
                failures.push(format!("{}: no case has the documented code {}", spec.id, error.code));
            }
        }
    }
    assert!(failures.is_empty(), "{} failures in {cases} cases:\n{}", failures.len(), failures.join("\n"));
    assert!(cases > 1000, "only {cases} cases were found");
}
