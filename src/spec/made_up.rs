//! A made-up service for tests: it uses the words of a specification that no service needs yet.

use crate::outcome::Verdict;
use crate::sign::Signing;
use crate::spec::answer::{Answer, CancelAnswer, ErrorParts};
use crate::spec::endpoint::{Endpoints, Region};
use crate::spec::field::{FieldSpec, FieldType, IdShape};
use crate::spec::operation::OperationSpec;
use crate::spec::protocol::{Location, Protocol, RequestBody};
use crate::spec::service::Service;
use crate::spec::vendor::{Marks, Vendor};

static VENDOR: Vendor = Vendor {
    id: "example",
    name: "Example Cloud",
    credentials: &[],
    variants: &[],
    domains: &[],
    signing: |_, _| Signing::sdk_hmac(),
    max_hint_ms: None,
    marks: Marks { headers: &[], media_type: "", member: "" },
    errors: &[],
    rules: &[],
    read_error: |_, _, body| ErrorParts { code: body.text(&["code"]), is_own: true, ..ErrorParts::default() },
    bare_code: |code| code,
    judge: |_, _, body| (body.text(&["reason"])? == "ENDED").then_some(Verdict::AlreadyEnded),
};

static SERVICE: Service = Service {
    vendor: &VENDOR,
    name: "Transfer",
    label: "transfer",
    regions: "world china",
    region: Region::Fixed("world"),
    endpoints: Endpoints::Fixed(&[("world", "transfer.example.com"), ("china", "transfer.example.cn")]),
    protocol: Protocol::RestJson,
    headers: &[],
    errors: &[],
};

const ACCEPTED: Answer = Answer::Cancel(CancelAnswer::NOTHING);

static OPERATIONS: [OperationSpec; 2] = [
    OperationSpec {
        fields: &[
            FieldSpec::id("name", "Name", IdShape::After("", false)).at(Location::PathRest),
            FieldSpec::option("wish", "Wish", FieldType::String).at(Location::Header("x-wish")),
            FieldSpec::option("count", "Count", FieldType::Integer).at(Location::Header("x-count")),
        ],
        method: "POST",
        path: "/v1/{name}:cancel",
        body: RequestBody::Constant("{}"),
        ..OperationSpec::reading("transfer:Cancel", &SERVICE, ACCEPTED)
    },
    OperationSpec {
        fields: &[
            FieldSpec::option("job", "Job", FieldType::String).required().at(Location::Path),
            FieldSpec::option("status", "Status", FieldType::String).at(Location::Body),
            FieldSpec::option("dryRun", "Dry run", FieldType::Boolean),
        ],
        method: "PATCH",
        path: "/v1/jobs/{job}",
        body: RequestBody::Json,
        ..OperationSpec::reading("transfer:Patch", &SERVICE, ACCEPTED)
    },
];

/// The operation of this id.
pub(crate) fn find(id: &str) -> Option<&'static OperationSpec> {
    OPERATIONS.iter().find(|spec| spec.id == id)
}
