//! examples/cancel.rs, against a server on this machine.
#![allow(clippy::unwrap_used)] // in a test, a panic is a failure

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use calloff::fsx::CancelDataRepositoryTask;
use calloff::{Credentials, End, Limits, TaskState};

#[allow(dead_code)] // its main
#[path = "../examples/cancel.rs"]
mod cancel;

const TASK_ID: &str = "task-0123456789abcdef0";

/// Reads a request: its headers, in small letters, and its body.
fn read(stream: &TcpStream) -> (String, String) {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(reader.read_line(&mut head).unwrap() > 0, "cut off: {head}");
    }
    let head = head.to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    let mut body = vec![0; length.parse().unwrap()];
    reader.read_exact(&mut body).unwrap();
    (head, String::from_utf8(body).unwrap())
}

/// Answers these requests, one after the other, by the operation that each has to be.
fn answer(listener: &TcpListener, replies: &[(&str, &str)]) {
    for (operation, reply) in replies {
        let (mut stream, _) = listener.accept().unwrap();
        let (head, body) = read(&stream);
        assert!(
            head.contains(&format!("x-amz-target: awssimbaapiservice_v20180301.{operation}\r\n")),
            "{head}"
        );
        assert!(head.contains("authorization: aws4-hmac-sha256 credential=akidexample/"), "{head}");
        assert!(body.contains(TASK_ID), "{body}");
        let length = reply.len();
        let lines = "HTTP/1.1 200 OK\r\nconnection: close\r\nx-amzn-requestid: 1\r\ncontent-length:";
        write!(stream, "{lines} {length}\r\n\r\n{reply}").unwrap();
    }
}

#[test]
fn the_example_calls_a_task_off_and_stays_until_it_no_longer_runs() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let tasks = |state: &str| {
        format!(r#"{{"DataRepositoryTasks":[{{"TaskId":"{TASK_ID}","Lifecycle":"{state}"}}]}}"#)
    };
    let server = thread::spawn(move || {
        let cancel = format!(r#"{{"TaskId":"{TASK_ID}","Lifecycle":"CANCELING"}}"#);
        let list = "describedatarepositorytasks";
        answer(
            &listener,
            &[
                ("canceldatarepositorytask", cancel.as_str()),
                (list, tasks("CANCELING").as_str()),
                (list, tasks("CANCELED").as_str()),
            ],
        );
    });
    let call =
        CancelDataRepositoryTask { task_id: TASK_ID.into() }.at("eu-west-1").with("endpoint", endpoint);
    let credentials = Credentials::access_key("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    let limits = Limits { poll_ms: Some(1), max_poll_ms: Some(5), ..Limits::default() };
    let state = cancel::call_off(&call, &credentials, &limits).unwrap();
    assert_eq!((state.end(), state.final_state()), (Some(End::Confirmed), Some(TaskState::Canceled)));
    server.join().unwrap();
}
