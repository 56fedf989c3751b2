//! Calls from Rust's types: the same as from JSON.
#![allow(clippy::unwrap_used)] // in a test, a panic is a failure

use calloff::{Call, Value, datasync, fsx, nas, sfsturbo};

fn assert_same(call: &Value, json: &str) {
    assert_eq!(call, &serde_json::from_str::<Value>(json).unwrap(), "{json}");
    assert!(Call::new(call).is_ok(), "{json}");
}

#[test]
fn required_and_optional_parameters_and_lists_become_what_json_has() {
    assert_same(
        &fsx::CancelDataRepositoryTask { task_id: "task-0123456789abcdef0".into() }.at("eu-west-1"),
        r#"{"operation":"fsx:CancelDataRepositoryTask","params":{"TaskId":"task-0123456789abcdef0"},"region":"eu-west-1"}"#,
    );
    assert_same(
        &fsx::DescribeDataRepositoryTasks::default().at("eu-west-1"),
        r#"{"operation":"fsx:DescribeDataRepositoryTasks","params":{},"region":"eu-west-1"}"#,
    );
    let filter = fsx::DescribeDataRepositoryTasksFilter {
        name: "task-lifecycle".into(),
        values: vec!["EXECUTING".into(), "PENDING".into()],
    };
    assert_same(
        &fsx::DescribeDataRepositoryTasks {
            task_ids: vec!["task-0123456789abcdef0".into()],
            filters: vec![filter],
            max_results: Some(5),
            next_token: None,
        }
        .at("eu-west-1"),
        r#"{"operation":"fsx:DescribeDataRepositoryTasks","params":{"TaskIds":["task-0123456789abcdef0"],
            "Filters":[{"Name":"task-lifecycle","Values":["EXECUTING","PENDING"]}],"MaxResults":5},"region":"eu-west-1"}"#,
    );
    assert_same(
        &sfsturbo::ListHpcCacheTasks {
            project_id: "0123456789abcdef0123456789abcdef".into(),
            share_id: "77ba6f4b-6365-4895-8dda-bc7142af4dde".into(),
            r#type: Some("export".into()),
            ..sfsturbo::ListHpcCacheTasks::default()
        }
        .at("cn-north-4"),
        r#"{"operation":"sfsturbo:ListHpcCacheTasks","params":{"project_id":"0123456789abcdef0123456789abcdef",
            "share_id":"77ba6f4b-6365-4895-8dda-bc7142af4dde","type":"export"},"region":"cn-north-4"}"#,
    );
}

#[test]
fn an_endpoint_and_variants_come_along_and_a_region_can_be_in_an_arn() {
    let call = nas::CancelDataFlowTask {
        file_system_id: "bmcpfs-370lx1ev9ss27o0abcd".into(),
        data_flow_id: "df-194433a5be31abcd".into(),
        task_id: "task-38aa8e890f45abcd".into(),
        dry_run: Some(true),
        client_token: None,
    };
    assert_same(
        &call.at("cn-wulanchabu").with("variants", ["vpc"]),
        r#"{"operation":"nas:CancelDataFlowTask","params":{"FileSystemId":"bmcpfs-370lx1ev9ss27o0abcd",
            "DataFlowId":"df-194433a5be31abcd","TaskId":"task-38aa8e890f45abcd","DryRun":true},
            "region":"cn-wulanchabu","variants":["vpc"]}"#,
    );
    let arn = "arn:aws:datasync:eu-west-1:123456789012:task/task-0123456789abcdef0/execution/exec-0123456789abcdef0";
    let call = datasync::CancelTaskExecution { task_execution_arn: arn.into() }.call();
    let request = Call::new(&call).unwrap().build();
    assert_eq!(request.http.url, "https://datasync.eu-west-1.amazonaws.com/");
}
