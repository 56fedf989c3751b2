//! What the AWS services share: regions, variants, error replies, errors common to all of them.
//!
//! Sources: the Smithy protocol specifications (awsJson1.1, restJson1), the "Common Errors" pages of
//! the API references, and the retry lists of the AWS SDKs.

pub(super) mod datasync;
pub(super) mod fsx;
pub(super) mod snow;

use crate::data::value::Value;
use crate::http::reply::{Body, Reply};
use crate::outcome::Verdict;
use crate::sign::{CredentialKind, Signing};
use crate::spec::answer::ErrorParts;
use crate::spec::endpoint::Variant;
use crate::spec::error::{ErrorSpec, Judgment};
use crate::spec::protocol::Protocol;
use crate::spec::vendor::Vendor;
use crate::text::search;

pub(super) static VENDOR: Vendor = Vendor {
    id: "aws",
    name: "Amazon Web Services",
    credentials: &[CredentialKind::AccessKey],
    // Both may be combined.
    variants: &[Variant::Fips, Variant::Dualstack],
    signing: |service, region| Signing::aws_sigv4(service, region.to_owned()),
    // What `x-amz-retry-after` may add to a delay.
    max_hint_ms: Some(5_000.0),
    errors: &COMMON_ERRORS,
    read_error,
    bare_code,
    judge,
};

/// The regions of FSx. Snow Device Management is in no partition's list, so it suggests the same.
pub(super) const REGIONS: &str = "\
    af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 \
    ap-south-1 ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 \
    ap-southeast-5 ap-southeast-6 ap-southeast-7 ca-central-1 ca-west-1 eu-central-1 \
    eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3 \
    il-central-1 me-central-1 me-south-1 mx-central-1 sa-east-1 us-east-1 us-east-2 \
    us-west-1 us-west-2 cn-north-1 cn-northwest-1 us-gov-east-1 us-gov-west-1 \
    us-iso-east-1 us-iso-west-1 us-isob-east-1 us-isof-east-1 us-isof-south-1 eusc-de-east-1";

const WRONG_KEY: &str = "The access key id or session token is not one that AWS knows.";
const WRONG_SIGNATURE: &str = "The signature does not match the request: the secret access key is wrong, or something on the way changed the request.";
const TOO_OLD: &str = "The request reached AWS too long after, or before, the time it was signed with.";
const TOO_MANY: &str = "AWS limits how often this may be called.";
const NOT_ALLOWED: &str = "The policies of this user or role do not allow the operation.";
const SERVER_SIDE: &str = "AWS failed inside.";
const TIMED_OUT: &str = "AWS did not get or finish the request in time.";

/// Errors of every service. The documented status of one code differs between AWS's own pages, so it
/// is given only where they agree.
#[rustfmt::skip]
const COMMON_ERRORS: [ErrorSpec; 40] = [
    ErrorSpec::new("AccessDeniedException", 0, Verdict::Forbidden, NOT_ALLOWED),
    ErrorSpec::new("AuthFailure", 0, Verdict::Unauthenticated, WRONG_SIGNATURE),
    ErrorSpec::new("ExpiredTokenException", 0, Verdict::Unauthenticated, "The session token has expired."),
    ErrorSpec::new("IncompleteSignature", 0, Verdict::Unauthenticated, "The signature is not in the form that AWS expects."),
    ErrorSpec::new("InternalFailure", 500, Verdict::ProviderFault, SERVER_SIDE),
    ErrorSpec::new("InvalidAction", 0, Verdict::Unsupported, "This endpoint does not know the operation."),
    ErrorSpec::new("InvalidClientTokenId", 403, Verdict::Unauthenticated, WRONG_KEY),
    ErrorSpec::new("InvalidSignatureException", 0, Verdict::Unauthenticated, WRONG_SIGNATURE),
    ErrorSpec::new("MalformedHttpRequestException", 400, Verdict::InvalidRequest, "AWS could not read the HTTP request."),
    ErrorSpec::new("MissingAuthenticationToken", 403, Verdict::Unauthenticated, "The request carried no signature that AWS could read."),
    ErrorSpec::new("NotAuthorized", 0, Verdict::Forbidden, NOT_ALLOWED),
    ErrorSpec::new("OptInRequired", 403, Verdict::Forbidden, "The account has not subscribed to this service or enabled this region."),
    ErrorSpec::new("RequestAbortedException", 400, Verdict::ProviderFault, "The connection ended before AWS replied."),
    ErrorSpec::new("RequestEntityTooLargeException", 413, Verdict::InvalidRequest, "The request is larger than AWS takes."),
    ErrorSpec::new("RequestExpired", 400, Verdict::ClockSkew, TOO_OLD),
    ErrorSpec::new("RequestInTheFuture", 0, Verdict::ClockSkew, TOO_OLD),
    ErrorSpec::new("RequestTimeout", 0, Verdict::ProviderFault, TIMED_OUT),
    ErrorSpec::new("RequestTimeoutException", 408, Verdict::ProviderFault, TIMED_OUT),
    ErrorSpec::new("RequestTimeTooSkewed", 0, Verdict::ClockSkew, TOO_OLD),
    ErrorSpec::new("ServiceUnavailable", 503, Verdict::ProviderFault, "The service is down for the moment."),
    ErrorSpec::new("SignatureDoesNotMatch", 403, Verdict::Unauthenticated, WRONG_SIGNATURE),
    ErrorSpec::new("TimeoutError", 0, Verdict::ProviderFault, TIMED_OUT),
    ErrorSpec::new("UnknownOperationException", 404, Verdict::Unsupported, "This endpoint does not know the operation."),
    ErrorSpec::new("UnrecognizedClientException", 0, Verdict::Unauthenticated, WRONG_KEY),
    ErrorSpec::new("ValidationError", 400, Verdict::InvalidRequest, "A parameter is not what the service expects."),
    ErrorSpec::new("ValidationException", 400, Verdict::InvalidRequest, "A parameter is not what the service expects."),
    ErrorSpec::new("BandwidthLimitExceeded", 0, Verdict::Throttled, TOO_MANY),
    ErrorSpec::new("EC2ThrottledException", 0, Verdict::Throttled, TOO_MANY),
    ErrorSpec::new("LimitExceededException", 0, Verdict::Throttled, TOO_MANY),
    ErrorSpec::new("PriorRequestNotComplete", 0, Verdict::Throttled, TOO_MANY),
    ErrorSpec::new("ProvisionedThroughputExceededException", 0, Verdict::Throttled, TOO_MANY),
    ErrorSpec::new("RequestLimitExceeded", 0, Verdict::Throttled, TOO_MANY),
    ErrorSpec::new("RequestThrottled", 0, Verdict::Throttled, TOO_MANY),
    ErrorSpec::new("RequestThrottledException", 0, Verdict::Throttled, TOO_MANY),
    ErrorSpec::new("SlowDown", 0, Verdict::Throttled, TOO_MANY),
    ErrorSpec::new("ThrottledException", 0, Verdict::Throttled, TOO_MANY),
    ErrorSpec::new("Throttling", 0, Verdict::Throttled, TOO_MANY),
    ErrorSpec::new("ThrottlingException", 0, Verdict::Throttled, TOO_MANY),
    ErrorSpec::new("TooManyRequestsException", 0, Verdict::Throttled, TOO_MANY),
    ErrorSpec::new("TransactionInProgressException", 0, Verdict::Throttled, TOO_MANY),
];

/// Codes occur with and without this suffix, and `MissingAuthenticationToken` with another.
fn bare_code(code: &str) -> &str {
    code.strip_suffix("Exception").unwrap_or(code)
}

/// A signature that came too late or too early is a matter of clocks, whatever code it gets.
/// Access that was denied is not, although some SDKs treat it so.
fn judge(code: &str, message: &str, _: &Body, documented: Option<Judgment>) -> Option<Judgment> {
    let about_signature =
        ["InvalidSignature", "SignatureDoesNotMatch", "AuthFailure"].contains(&bare_code(code));
    let about_time = ["signature expired", "not yet current"]
        .iter()
        .any(|sign| search::contains_ignore_case(message, sign));
    if about_signature && about_time {
        return Some(Verdict::ClockSkew.into());
    }
    documented
}

/// Where a code may stand, in an order of precedence.
type CodeSources = [fn(&Reply, &Body) -> Option<String>; 3];

fn code_in_header(reply: &Reply, _: &Body) -> Option<String> {
    reply.get_header("x-amzn-errortype").and_then(clean_code)
}

/// The first key of this name in any case, as the SDK finds it.
fn code_in_body(_: &Reply, body: &Body) -> Option<String> {
    let entries = body.object()?.entries()?;
    let (_, code) = entries.iter().find(|(name, _)| name.eq_ignore_ascii_case("code"))?;
    clean_code(&code.to_text()?)
}

fn type_in_body(_: &Reply, body: &Body) -> Option<String> {
    body.object()?.get("__type").and_then(Value::to_text).as_deref().and_then(clean_code)
}

/// A code may stand in three places; they are read in the order of the AWS SDK for JavaScript.
fn read_error(protocol: Protocol, reply: &Reply, body: &Body) -> ErrorParts {
    let sources: CodeSources = match protocol {
        Protocol::RestJson => [code_in_header, code_in_body, type_in_body],
        _ => [type_in_body, code_in_body, code_in_header],
    };
    let request_id = reply
        .first_header(&["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"])
        .or_else(|| body.text(&["RequestId"]))
        .or_else(|| body.element("RequestId"));
    if (200..300).contains(&reply.status) {
        return ErrorParts { request_id, ..ErrorParts::default() };
    }
    let message = body.text(&["message", "errorMessage"]).or_else(|| body.element("Message"));
    // JSON services answer in XML where the request did not get as far as the service.
    let code_in_xml = || {
        let root = body.root_element().filter(|root| message.is_some() || root.ends_with("Exception"));
        body.element("Code").or_else(|| root.and_then(clean_code))
    };
    let code = sources.iter().find_map(|read| read(reply, body)).or_else(code_in_xml);
    ErrorParts { code, message, request_id, docs: None }
}

/// A code without the namespace before it and the URI behind it.
fn clean_code(raw: &str) -> Option<String> {
    let code = raw.split_once(',').map_or(raw, |(code, _)| code);
    let code = code.split_once(':').map_or(code, |(code, _)| code);
    let code = code.split_once('#').map_or(code, |(_, code)| code).trim_ascii();
    (!code.is_empty()).then(|| code.to_owned())
}
