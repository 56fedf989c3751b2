//! Calls: what is found wrong with them, and the request that comes of those in order.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // in a test, a panic is a failure

use calloff::{Call, Value, validate};
use serde_json::{Value as Json, json};

fn value(json: &Json) -> Value {
    serde_json::from_value(json.clone()).unwrap()
}

fn load(file: &str) -> Json {
    let path = format!("{}/tests/vectors/sdk/{file}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The findings as `severity code path`.
fn findings(call: &Json) -> Vec<String> {
    let show = |finding: &Json| {
        let [severity, code, path] = ["severity", "code", "path"].map(|key| finding[key].as_str().unwrap());
        format!("{severity} {code} {path}")
    };
    let found = serde_json::to_value(validate(&value(call))).unwrap();
    found.as_array().unwrap().iter().map(show).collect()
}

fn fsx(id: &str) -> Json {
    json!({ "operation": "fsx:CancelDataRepositoryTask", "region": "us-east-1", "params": { "TaskId": id } })
}

fn snow(id: &str) -> Json {
    json!({ "operation": "snow-device-management:CancelTask", "region": "us-west-2", "params": { "taskId": id } })
}

fn nas(id: &str) -> Json {
    let params = json!({
        "FileSystemId": "bmcpfs-370lx1ev9ss27o0abcd",
        "DataFlowId": "df-194433a5be31abcd",
        "DataFlowTaskId": "task-38aa8e890f45abcd",
        "DataFlowSubTaskId": id,
    });
    json!({ "operation": "nas:CancelDataFlowSubTask", "region": "cn-wulanchabu", "params": params })
}

fn sfs_turbo(id: &str) -> Json {
    let params = json!({
        "project_id": "0123456789abcdef0123456789abcdef",
        "share_id": "77ba6f4b-6365-4895-8dda-bc7142af4dde",
        "task_id": id,
    });
    json!({ "operation": "sfsturbo:DeleteHpcCacheTask", "region": "cn-north-4", "params": params })
}

#[test]
fn ids_in_the_vendors_forms_have_no_findings() {
    for call in [
        fsx("task-0123456789abcdef0"),
        fsx(&format!("task-{}", "a".repeat(123))),
        snow("abc"),
        snow("a..b~c"),
        snow(&"é".repeat(64)),
        nas("subTaskId-370kyfmyknxcyzwabcd"),
        sfs_turbo("11abef677ac40f46644d1d5cfc2424a4"),
        sfs_turbo("7bd2a9b6-1f2e-4605-9c3d-512d636001b0"),
    ] {
        assert_eq!(findings(&call), [""; 0], "{call}");
    }
}

#[test]
fn what_could_reach_another_resource_is_an_error_for_every_provider() {
    for id in [".", "..", "%2e%2e", "%2E", ""] {
        for call in [fsx(id), snow(id), nas(id), sfs_turbo(id)] {
            assert!(Call::new(&value(&call)).is_err(), "{call}");
        }
    }
    for id in ["a/b", "a\\b", "a?b", "a#b", "a%b", "a\0b", "a\nb", "../x"] {
        for call in [fsx(id), snow(id), sfs_turbo(id)] {
            assert!(findings(&call).iter().any(|finding| finding.starts_with("error")), "{call}");
        }
    }
}

#[test]
fn lengths_are_counted_in_code_points_against_the_documented_limits() {
    for (call, expected) in [
        (fsx("task-0"), &["error length params.TaskId", "error pattern params.TaskId"][..]),
        (fsx(&format!("task-{}", "a".repeat(200))), &["error length params.TaskId"]),
        (fsx("TASK-0123456789ABCDEF0"), &["error pattern params.TaskId"]),
        (snow(&"é".repeat(65)), &["error length params.taskId"]),
        (snow(""), &["error length params.taskId"]),
        (nas(""), &["error required params.DataFlowSubTaskId"]),
        (sfs_turbo(""), &["error required params.task_id"]),
    ] {
        assert_eq!(findings(&call), expected, "{call}");
    }
    let message = &validate(&value(&fsx(&format!("task-{}", "a".repeat(200)))))[0].message;
    assert_eq!(message, "TaskId: expected at most 128 characters, found 205");
}

#[test]
fn everything_wrong_is_found_at_once() {
    let call = json!({
        "operation": "fsx:CancelDataRepositoryTask",
        "region": "us-east-1.evil.example/",
        "endpoint": "http://user@gw.example.com",
        "variants": ["vpc", 1],
        "params": { "TaskID": "x" },
        "dryRun": true,
    });
    assert_eq!(
        findings(&call),
        [
            "error unsafe region",
            "error enum variants[0]",
            "error type variants[1]",
            "error unsafe endpoint",
            "error required params.TaskId",
            "error unknown params.TaskID",
            "error unknown dryRun",
        ]
    );
}

#[test]
fn whatever_is_no_call_is_found_out() {
    for (call, expected) in [
        (json!(null), "error type "),
        (json!([]), "error type "),
        (json!(7), "error type "),
        (json!("fsx:CancelDataRepositoryTask"), "error type "),
        (json!({}), "error required operation"),
        (json!({ "operation": "constructor" }), "error enum operation"),
        // The sample request of the vendor's own page.
        (
            json!({ "operation": "fsx:CancelDataRepositoryTask", "region": "us-east-1",
                "params": { "TaskId": ["task-0123456789abcdef0"] } }),
            "error type params.TaskId",
        ),
    ] {
        assert!(findings(&call).contains(&expected.to_owned()), "{call}: {:?}", findings(&call));
    }
}

#[test]
fn what_is_only_suspicious_warns_and_builds() {
    for (call, expected) in [
        (nas("subTaskId-370kyfmyknxcyzw****"), "warning placeholder params.DataFlowSubTaskId"),
        (nas("https://nas.console.aliyun.com/subTaskId-1"), "warning pattern params.DataFlowSubTaskId"),
        (nas(" subTaskId-1"), "warning pattern params.DataFlowSubTaskId"),
        (sfs_turbo("{task_id}"), "warning placeholder params.task_id"),
    ] {
        assert_eq!(findings(&call), [expected], "{call}");
        assert!(Call::new(&value(&call)).is_ok());
    }
    let mut call = snow("abc");
    call["region"] = json!("eu-future-9");
    assert_eq!(findings(&call), ["warning enum region"]);
}

#[test]
fn a_number_out_of_range_is_told_as_it_was_given() {
    for (number, text) in [
        (json!(0), "MaxResults: expected at least 1, found 0"),
        (json!(2_147_483_648_i64), "MaxResults: expected at most 2147483647, found 2147483648"),
        (json!(-1e300), "MaxResults: expected at least 1, found a number below -9007199254740991"),
        (json!(1e300), "MaxResults: expected at most 2147483647, found a number above 9007199254740991"),
    ] {
        let mut call = fsx("task-0123456789abcdef0");
        call["operation"] = json!("fsx:DescribeDataRepositoryTasks");
        call["params"] = json!({ "MaxResults": number });
        assert_eq!(findings(&call), ["error range params.MaxResults"]);
        assert_eq!(validate(&value(&call))[0].message, text);
    }
}

#[test]
fn a_character_that_nobody_sees_is_named() {
    for (id, name) in [
        ("subTaskId-1\u{a0}", "U+00A0"),
        ("subTaskId-1\u{34f}", "U+034F"),
        ("subTaskId-1\u{115f}", "U+115F"),
        ("subTaskId-1\u{1160}", "U+1160"),
        ("subTaskId-1\u{1680}", "U+1680"),
        ("subTaskId-1\u{180e}", "U+180E"),
        ("subTaskId-1\u{200b}", "U+200B"),
        ("subTaskId-1\u{3164}", "U+3164"),
        ("subTaskId-1\u{fe0f}", "U+FE0F"),
        ("subTaskId-1\u{ffa0}", "U+FFA0"),
        ("subTaskId-1\u{e0001}", "U+E0001"),
        ("subTaskId-1\u{e0100}", "U+E0100"),
    ] {
        let found = validate(&value(&nas(id)));
        assert_eq!(found.len(), 1, "{id:?}");
        assert!(found[0].message.ends_with(&format!("holds the character {name}")), "{}", found[0].message);
    }
}

#[test]
fn the_id_in_a_pasted_arn_or_url_is_named() {
    let url = "https://sfs-turbo.cn-north-4.myhuaweicloud.com/v1/0123/sfs-turbo/77ba/hpc-cache/task/11ab";
    for (call, id) in [
        (
            fsx("arn:aws:fsx:us-east-1:123456789012:task/fs-0123/task-0123456789abcdef0"),
            "task-0123456789abcdef0",
        ),
        (snow("arn:aws:snow-device-management:us-west-2:123456789012:task/abc"), "abc"),
        (nas("https://nas.console.aliyun.com/df-1/subTaskId-1?x=1"), "subTaskId-1"),
        (sfs_turbo(url), "11ab"),
    ] {
        let expected = format!("of which \"{id}\" is the id");
        let found = validate(&value(&call));
        assert!(found.iter().any(|finding| finding.message.contains(&expected)), "{found:?}");
    }
}

#[test]
fn an_endpoint_of_ones_own_keeps_its_path_and_has_no_variants() {
    let mut call = snow("abc");
    call["endpoint"] = json!("https://gw.example.com/base/");
    let request = Call::new(&value(&call)).unwrap().build();
    assert_eq!(request.http.url, "https://gw.example.com/base/task/abc/cancel");
    call["variants"] = json!(["fips"]);
    assert_eq!(findings(&call), ["error enum variants"]);
}

/// What tells one request from another: the method, the URL with its query in order, the body, and the headers that
/// a signature does not add.
fn told(request: &Json) -> Json {
    let url = request["url"].as_str().unwrap();
    // Ours have their query in canonical order, the SDKs in the order of the parameters.
    let mut parts: Vec<&str> = url.split(['?', '&']).collect();
    parts.sort_unstable();
    let headers = request["headers"].as_object().unwrap().iter().filter_map(|(name, value)| {
        let name = name.to_ascii_lowercase();
        ["content-type", "x-amz-target", "x-project-id"].contains(&&*name).then(|| (name, value.clone()))
    });
    let body = request["body"].as_str().filter(|body| !body.is_empty());
    json!({
        "method": request["method"],
        "url": parts,
        "headers": headers.collect::<serde_json::Map<_, _>>(),
        "body": body.map(|body| serde_json::from_str::<Json>(body).unwrap()),
    })
}

/// The request that comes of a call.
fn built(call: &Json) -> Option<Json> {
    let call = Call::new(&value(call)).ok()?;
    Some(serde_json::to_value(call.build()).unwrap())
}

/// The requests of the SDKs for AWS: what is in order becomes the same one, the rest none at all.
#[test]
fn requests_to_aws_equal_those_of_the_sdk_or_are_refused() {
    let cases = ["botocore.json", "datasync.json"].map(|file| load(file)["requests"].take());
    let mut refused = Vec::new();
    let mut compared = 0;
    for case in cases.iter().flat_map(|cases| cases.as_array().unwrap()) {
        let text = |key: &str| case[key].as_str().unwrap();
        let variants: Vec<&str> =
            ["fips", "dualstack"].into_iter().filter(|name| case[format!("use_{name}")] == true).collect();
        let call = json!({
            "operation": format!("{}:{}", text("service"), text("operation")),
            "region": case["region"],
            "variants": variants,
            "params": case["params"],
        });
        match built(&call) {
            Some(request) => {
                assert_eq!(told(&request), told(&case["request"]), "{}", text("name"));
                compared += 1;
            }
            None => refused.push(text("name")),
        }
    }
    let unsafe_or_invalid = [
        "fsx-cancel-evil-region",
        "fsx-cancel-too-short",
        "snow-cancel-slash",
        "snow-cancel-pct2F",
        "snow-cancel-dotdot",
        "snow-cancel-reserved",
        "snow-cancel-question",
        "snow-cancel-quote",
        "snow-cancel-empty",
        "snow-cancel-nul",
        "snow-cancel-arn",
    ];
    assert_eq!(refused, unsafe_or_invalid);
    assert_eq!(compared, 34);
}

/// Likewise for Alibaba Cloud, of which the headers differ.
#[test]
fn urls_of_alibaba_cloud_equal_those_of_the_sdk_or_are_refused() {
    let file = load("alibaba.json");
    let mut refused = Vec::new();
    let mut compared = 0;
    for case in file["captures"].as_array().unwrap().iter().filter(|case| case["sdk"] == "npm") {
        let operation = format!("nas:{}", case["headers"]["x-acs-action"].as_str().unwrap());
        let call = json!({ "operation": operation, "region": case["region"], "params": case["input"] });
        // The SDK leaves an asterisk as it is on the wire, and encodes it where it signs.
        let url = case["url"].as_str().unwrap().replace('*', "%2A");
        let captured = told(&json!({ "url": url, "headers": {} }));
        match built(&call) {
            Some(request) => {
                assert_eq!(told(&request)["url"], captured["url"], "{}", case["case"]);
                compared += 1;
            }
            None => refused.push(case["case"].as_str().unwrap()),
        }
    }
    refused.dedup();
    assert_eq!(refused, ["cancel-subtask-missing-all"]);
    assert_eq!(compared, 14);
}

/// Likewise for Huawei Cloud OMS, of which the captures have no parameters.
#[test]
fn requests_to_oms_equal_those_of_the_sdk() {
    let file = load("huawei-oms.json");
    let (project, task) = (&file["project_id"], "128984723742752");
    for (name, operation) in [("oms/stop", "oms:StopTask"), ("oms/show", "oms:ShowTask")] {
        let case = file["cases"].as_array().unwrap().iter().find(|case| case["name"] == name).unwrap();
        let params = json!({ "project_id": project, "task_id": task });
        let call = json!({ "operation": operation, "region": "cn-north-4", "params": params });
        assert_eq!(told(&built(&call).unwrap()), told(case), "{name}");
    }
}
