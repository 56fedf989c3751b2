//! AWS Snow Device Management, API 2021-08-04, protocol restJson1.
//!
//! <https://docs.aws.amazon.com/goto/WebAPI/snow-device-management-2021-08-04/CancelTask>

use super::aws;
use crate::call::Call;
use crate::endpoint::Endpoints;
use crate::outcome::{Body, Success, TaskState, TaskView, Verdict};
use crate::request::{Headers, Signing, encode};
use crate::spec::{ErrorSpec, FieldSpec, IdShape, Kind, OperationSpec, Service, Target};
use crate::value::Value;

static SERVICE: Service = Service {
    provider: aws::PROVIDER,
    provider_name: aws::PROVIDER_NAME,
    name: "AWS Snow Device Management",
    scheme: aws::SCHEME,
    credentials: aws::CREDENTIALS,
    variants: aws::VARIANTS,
    regions: aws::REGIONS,
    endpoints: Endpoints::Aws { prefix: "snow-device-management" },
    signing: |region| Signing::AwsSigv4 {
        service: "snow-device-management".to_owned(),
        region: region.to_owned(),
    },
    read_error: aws::read_rest_error,
    bare_code: aws::bare_code,
    judge: aws::judge,
};

pub(super) static OPERATIONS: [OperationSpec; 1] = [OperationSpec {
    id: "snow-device-management:CancelTask",
    service: &SERVICE,
    kind: Kind::Cancel,
    title: "Cancel a device task",
    docs: "https://docs.aws.amazon.com/goto/WebAPI/snow-device-management-2021-08-04/CancelTask",
    permission: "snow-device-management:CancelTask",
    fields: &CANCEL_FIELDS,
    // QUEUED is a state of the task's executions; the task itself never has it.
    cancelable_states: &["QUEUED"],
    requirements: &[
        "The task's executions are still QUEUED: once one is in progress, it cannot be canceled.",
    ],
    effects: &[
        "A task may still run if it left the queue before the cancellation reached it.",
        "Executions that are in progress go on.",
    ],
    errors: &[&CANCEL_ERRORS, aws::COMMON_ERRORS],
    advice: &[(
        Verdict::Accepted,
        "The cancellation was requested, and this reply says no more: the task may still run if it had left the queue. Ask ListExecutions until every execution is CANCELED or has ended.",
    )],
    build: build_cancel,
    read_success: read_cancel,
}];

static CANCEL_FIELDS: [FieldSpec; 1] = [FieldSpec::id("taskId", "Task id", IdShape::After("task"))
    .text("The task to cancel, as ListTasks shows it: 1 to 64 characters.", "abcdefghij0123456789")
    .length(Some(1), 64)
    .in_path()];

#[rustfmt::skip]
const CANCEL_ERRORS: [ErrorSpec; 5] = [
    ErrorSpec::new("AccessDeniedException", 403, Verdict::Forbidden, "The policies of this user or role do not allow the operation."),
    ErrorSpec::new("InternalServerException", 500, Verdict::ProviderFault, "The service failed inside."),
    ErrorSpec::new("ResourceNotFoundException", 404, Verdict::NotFound, "No such task in this account and region."),
    ErrorSpec::new("ThrottlingException", 429, Verdict::Throttled, "AWS limits how often this may be called."),
    ErrorSpec::new("ValidationException", 400, Verdict::InvalidRequest, "The task id is not what the service expects, or the task is in a state that it cannot be canceled in."),
];

fn build_cancel(call: &Call) -> Target {
    Target {
        method: "POST",
        path: format!("/task/{}/cancel", encode(call.text("taskId"))),
        query: String::new(),
        headers: Headers::default(),
        body: None,
    }
}

fn read_cancel(_: Option<&Value>, body: &Body) -> Option<Success> {
    if *body != Body::Empty {
        body.object()?;
    }
    // The reply has the id alone; the state is known to ListExecutions.
    let task = body.text(&["taskId"]).map(|id| TaskView {
        id,
        state: TaskState::Unknown,
        raw_state: String::new(),
        terminal: false,
        cancelable: None,
    });
    Some(Success { verdict: Verdict::Accepted, task })
}
