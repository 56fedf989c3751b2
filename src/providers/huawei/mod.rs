//! What the Huawei Cloud services share: headers, error replies, and errors of the gateway in front of all of
//! them.

pub(super) mod oms;
pub(super) mod sfs_turbo;

use crate::data::value::Value;
use crate::http::reply::{Body, Reply};
use crate::outcome::Verdict;
use crate::sign::{CredentialKind, Signing};
use crate::spec::answer::ErrorParts;
use crate::spec::error::{ErrorSpec, Rule};
use crate::spec::field::{FieldSpec, IdShape};
use crate::spec::protocol::{HeaderValue, Location, Protocol};
use crate::spec::vendor::{Marks, Vendor};
use crate::text::search;

static VENDOR: Vendor = Vendor {
    id: "huawei",
    name: "Huawei Cloud",
    credentials: &[CredentialKind::AccessKey, CredentialKind::AuthToken],
    variants: &[],
    domains: &["myhuaweicloud.com", "myhuaweicloud.eu"],
    signing: |_, _| Signing::sdk_hmac(),
    max_hint_ms: None,
    marks: Marks { headers: &["x-request-id"], media_type: "", member: "" },
    errors: &GATEWAY_ERRORS,
    rules: &RULES,
    read_error,
    bare_code,
    judge,
};

/// The type is sent with every request, also with those that have no body.
const HEADERS: &[(&str, HeaderValue)] = &[
    ("content-type", HeaderValue::Fixed("application/json")),
    ("x-project-id", HeaderValue::Param("project_id")),
];

/// The project, which stands in every path; in a URL that was pasted, behind this part.
const fn project(before: &'static str) -> FieldSpec {
    FieldSpec::id("project_id", "Project id", IdShape::After(before, true))
        .text(
            "The project, under My Credentials in the vendor's console.",
            "0123456789abcdef0123456789abcdef",
        )
        // It becomes a header, too.
        .ascii()
        .at(Location::Path)
}

const TOO_LARGE: &str = "The request is larger than the gateway takes.";
const BACKEND: &str = "The gateway could not reach the service, or got no answer in time.";

/// Errors of the API gateway; the vendor writes them with `APIG.` and with `APIGW.`.
#[rustfmt::skip]
const GATEWAY_ERRORS: [ErrorSpec; 16] = [
    ErrorSpec::new("APIGW.0101", 404, Verdict::Unsupported, "The gateway does not know this API.").act("Check the endpoint and the region."),
    ErrorSpec::new("APIGW.0103", 404, Verdict::ProviderFault, "The gateway found no backend for this API."),
    ErrorSpec::new("APIGW.0104", 400, Verdict::InvalidRequest, "The gateway could not read the request."),
    ErrorSpec::new("APIGW.0105", 400, Verdict::InvalidRequest, "The gateway could not read the request."),
    ErrorSpec::new("APIGW.0106", 400, Verdict::InvalidRequest, "The gateway could not read the request."),
    ErrorSpec::new("APIGW.0201", 400, Verdict::InvalidRequest, "The gateway rejected the request."),
    ErrorSpec::new("APIGW.0201", 413, Verdict::InvalidRequest, TOO_LARGE),
    ErrorSpec::new("APIGW.0201", 414, Verdict::InvalidRequest, TOO_LARGE),
    ErrorSpec::new("APIGW.0201", 494, Verdict::InvalidRequest, TOO_LARGE),
    ErrorSpec::new("APIGW.0201", 502, Verdict::ProviderFault, BACKEND),
    ErrorSpec::new("APIGW.0201", 504, Verdict::ProviderFault, BACKEND),
    ErrorSpec::new("APIGW.0301", 401, Verdict::Unauthenticated, "The gateway did not accept the signature or the token.").act(CHECK_BOTH),
    ErrorSpec::new("APIGW.0302", 403, Verdict::Forbidden, "The gateway does not admit this user."),
    ErrorSpec::new("APIGW.0303", 401, Verdict::Unauthenticated, "The gateway did not accept the application's signature.").act(CHECK_BOTH),
    ErrorSpec::new("APIGW.0304", 403, Verdict::Forbidden, "The gateway does not admit this application."),
    ErrorSpec::new("APIGW.0308", 429, Verdict::Throttled, "The gateway limits how often this may be called."),
];

/// Both spellings of the gateway's prefix are one.
fn bare_code(code: &str) -> &str {
    ["APIGW.", "APIG."].iter().find_map(|prefix| code.strip_prefix(prefix)).unwrap_or(code)
}

/// The gateway has one code for everything about credentials: only the message tells.
const RULES: [Rule; 7] = [
    Rule::new("030*", Verdict::Unauthenticated, "The token has expired.")
        .word("token expire")
        .act("Get a new token."),
    Rule::new("030*", Verdict::Unauthenticated, "The token is not whole, or not of this region.")
        .word("decrypt token")
        .act("Get a token from the IAM of this region."),
    Rule::new("030*", Verdict::Unauthenticated, "The gateway found neither a token nor a signature.")
        .word("token not found")
        .act("Check that nothing on the way drops headers."),
    Rule::new("030*", Verdict::Unauthenticated, NO_KEY).word("secretkey").act(CHECK_KEY),
    Rule::new("030*", Verdict::Unauthenticated, NO_KEY).word("not exist").act(CHECK_KEY),
    Rule::new("030*", Verdict::Unauthenticated, "The access key is locked after too many wrong signatures.")
        .word("reach the limit")
        .act("Correct its secret, and wait before the next attempt."),
    Rule::new("030*", Verdict::Unauthenticated, "The signature does not match the request.")
        .word("signature fail")
        .act("Check the secret access key, and that nothing on the way changes the request."),
];

const NO_KEY: &str = "The gateway does not know this access key.";
const CHECK_KEY: &str = "Check the access key id.";
const CHECK_BOTH: &str = "Check the access key and its secret, or get a new token.";

/// The gateway has one code for a wrong signature and for a wrong time.
fn judge(parts: &ErrorParts, _: &Reply, _: &Body) -> Option<Verdict> {
    let is_auth = matches!(bare_code(parts.code.as_deref()?), "0301" | "0303");
    let message = parts.message.as_deref()?;
    let is_time =
        |word: &str| ["time", "timestamp", "expired"].iter().any(|time| word.eq_ignore_ascii_case(time));
    let about_time = message.split(|c: char| !c.is_ascii_alphanumeric()).any(is_time);
    (is_auth && about_time && !search::contains_ignore_case(message, "token")).then_some(Verdict::ClockSkew)
}

/// Every spelling that the service, the gateway and IAM have for code and message.
const SPELLINGS: [(&str, &str); 4] =
    [("errCode", "errMsg"), ("error_code", "error_msg"), ("errorCode", "errorMsg"), ("code", "message")];

fn read_error(_: Protocol, reply: &Reply, body: &Body) -> ErrorParts {
    // In a success, a nested object belongs to a task: OMS says there why a task failed.
    let nested = body.object().and_then(Value::entries).filter(|_| !reply.is_success()).unwrap_or_default();
    let objects = || body.object().into_iter().chain(nested.iter().map(|(_, value)| value));
    let found = objects().find_map(|object| {
        SPELLINGS.iter().find_map(|(name, message)| {
            // The last spelling is that of many others.
            Some((object.text(&[name])?, (object.text(&[message]), *name != "code")))
        })
    });
    let (code, rest) = found.unzip();
    let (message, is_own) = rest.unwrap_or_default();
    let message_alone =
        || objects().find_map(|object| SPELLINGS.iter().find_map(|(_, message)| object.text(&[message])));
    ErrorParts {
        code,
        is_own,
        // A task has a message of its own.
        message: message.or_else(|| message_alone().filter(|_| !reply.is_success())),
        request_id: reply.first_header(&["x-request-id"]).or_else(|| body.text(&["request_id"])),
        docs: None,
    }
}
