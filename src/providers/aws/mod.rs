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
use crate::spec::error::{ErrorSpec, Rule};
use crate::spec::protocol::Protocol;
use crate::spec::vendor::{Marks, Vendor};

pub(super) static VENDOR: Vendor = Vendor {
    id: "aws",
    name: "Amazon Web Services",
    credentials: &[CredentialKind::AccessKey],
    // Both may be combined.
    variants: &[Variant::Fips, Variant::Dualstack],
    domains: &[
        "amazonaws.com",
        "api.aws",
        "amazonaws.com.cn",
        "amazonwebservices.com.cn",
        "amazonaws.eu",
        "amazonwebservices.eu",
        "ic.gov",
        "sgov.gov",
        "scloud",
        "adc-e.uk",
    ],
    signing: |service, region| Signing::aws_sigv4(service, region.to_owned()),
    // What `x-amz-retry-after` may add to a delay.
    max_hint_ms: Some(5_000),
    marks: Marks {
        headers: &["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id", "x-amzn-errortype"],
        media_type: "application/x-amz-json-",
        member: "",
    },
    errors: &COMMON_ERRORS,
    rules: &RULES,
    read_error,
    bare_code,
    judge: |_, _, _| None,
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

const WRONG_KEY: &str = "AWS does not know this access key id or session token here.";
const CHECK_KEY: &str = "Check both; in a region that is off by default, enable the region, and get the token from the STS of a region instead of the global one.";
const WRONG_SIGNATURE: &str = "The signature does not match the request.";
const CHECK_SECRET: &str = "Check the secret access key, and that nothing on the way changes the request.";
const TOO_OLD: &str = "The request reached AWS too long after, or before, the time it was signed with.";
const TOO_MANY: &str = "AWS limits how often this may be called.";
const NOT_ALLOWED: &str = "The policies of this user or role do not allow the operation.";
const NO_ACCOUNT: &str =
    "The account is not active, or has not subscribed to this service or enabled this region.";
const OPEN_ACCOUNT: &str = "Complete the account's sign-up, or enable the service or the region.";
const SERVER_SIDE: &str = "AWS failed inside.";
const TIMED_OUT: &str = "AWS did not get or finish the request in time.";
const UNKNOWN: &str = "This endpoint does not know the operation.";
const CHECK_ENDPOINT: &str = "Check the endpoint and the region.";

/// Errors of every service. The documented status of one code differs between AWS's own pages, so it
/// is given only where they agree.
#[rustfmt::skip]
const COMMON_ERRORS: [ErrorSpec; 40] = [
    ErrorSpec::new("AccessDeniedException", 0, Verdict::Forbidden, NOT_ALLOWED),
    ErrorSpec::new("AuthFailure", 0, Verdict::Unauthenticated, WRONG_KEY).act(CHECK_KEY),
    ErrorSpec::new("ExpiredTokenException", 0, Verdict::Unauthenticated, "The session token has expired.").act("Get new temporary credentials."),
    ErrorSpec::new("IncompleteSignature", 0, Verdict::Unauthenticated, "The signature is not in the form that AWS expects.").act("Check that nothing on the way changes the authorization header."),
    ErrorSpec::new("InternalFailure", 500, Verdict::ProviderFault, SERVER_SIDE),
    ErrorSpec::new("InvalidAction", 0, Verdict::Unsupported, UNKNOWN).act(CHECK_ENDPOINT),
    ErrorSpec::new("InvalidClientTokenId", 403, Verdict::Unauthenticated, WRONG_KEY).act(CHECK_KEY),
    ErrorSpec::new("InvalidSignatureException", 0, Verdict::Unauthenticated, WRONG_SIGNATURE).act(CHECK_SECRET),
    ErrorSpec::new("MalformedHttpRequestException", 400, Verdict::InvalidRequest, "AWS could not read the HTTP request."),
    ErrorSpec::new("MissingAuthenticationToken", 403, Verdict::Unauthenticated, "AWS found no signature; its gateways answer so for a path or a method that they do not know, too.").act("Check the endpoint and its path, and that nothing on the way drops the authorization header."),
    ErrorSpec::new("NotAuthorized", 0, Verdict::Forbidden, NOT_ALLOWED),
    ErrorSpec::new("OptInRequired", 403, Verdict::Forbidden, NO_ACCOUNT).act(OPEN_ACCOUNT),
    ErrorSpec::new("RequestAbortedException", 400, Verdict::ProviderFault, "The connection ended before AWS replied."),
    ErrorSpec::new("RequestEntityTooLargeException", 413, Verdict::InvalidRequest, "The request is larger than AWS takes."),
    ErrorSpec::new("RequestExpired", 400, Verdict::ClockSkew, TOO_OLD),
    ErrorSpec::new("RequestInTheFuture", 0, Verdict::ClockSkew, TOO_OLD),
    ErrorSpec::new("RequestTimeout", 0, Verdict::ProviderFault, TIMED_OUT),
    ErrorSpec::new("RequestTimeoutException", 408, Verdict::ProviderFault, TIMED_OUT),
    ErrorSpec::new("RequestTimeTooSkewed", 0, Verdict::ClockSkew, TOO_OLD),
    ErrorSpec::new("ServiceUnavailable", 503, Verdict::ProviderFault, "The service is down for the moment."),
    ErrorSpec::new("SignatureDoesNotMatch", 403, Verdict::Unauthenticated, WRONG_SIGNATURE).act(CHECK_SECRET),
    ErrorSpec::new("TimeoutError", 0, Verdict::ProviderFault, TIMED_OUT),
    ErrorSpec::new("UnknownOperationException", 404, Verdict::Unsupported, UNKNOWN).act(CHECK_ENDPOINT),
    ErrorSpec::new("UnrecognizedClientException", 0, Verdict::Unauthenticated, WRONG_KEY).act(CHECK_KEY),
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

/// A signature that came too late or too early is a matter of clocks, whatever code it gets, and one for another
/// place is no matter of keys. Access that was denied is not about clocks, although some SDKs treat it so.
const RULES: [Rule; 13] = [
    Rule::new("*Signature*", Verdict::ClockSkew, TOO_OLD).word("signature expired"),
    Rule::new("*Signature*", Verdict::ClockSkew, TOO_OLD).word("not yet current"),
    Rule::new("AuthFailure", Verdict::ClockSkew, TOO_OLD).word("signature expired"),
    Rule::new("AuthFailure", Verdict::ClockSkew, TOO_OLD).word("not yet current"),
    Rule::new(
        "*",
        Verdict::Unauthenticated,
        "The request was signed for another region or service than the endpoint's.",
    )
    .word("credential should be scoped")
    .act("Make the region of the call and the endpoint agree."),
    Rule::new("*", Verdict::Unauthenticated, "The signature is for another day than the request's date.")
        .word("date in credential scope")
        .act("Check that nothing on the way changes the date, and sign it anew."),
    Rule::new("*Subscription*", Verdict::Forbidden, NO_ACCOUNT).act(OPEN_ACCOUNT),
    Rule::new("*Account*", Verdict::Forbidden, NO_ACCOUNT).act(OPEN_ACCOUNT),
    Rule::new("*SignedUp*", Verdict::Forbidden, NO_ACCOUNT).act(OPEN_ACCOUNT),
    Rule::new("*RegionDisabled*", Verdict::Forbidden, NO_ACCOUNT).act(OPEN_ACCOUNT),
    Rule::new("PendingVerification*", Verdict::Forbidden, NO_ACCOUNT).act(OPEN_ACCOUNT),
    Rule::new("*Throttl*", Verdict::Throttled, TOO_MANY),
    Rule::new("*NotFound", Verdict::NotFound, ""),
];

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
        // In any other case, it is a member of an audit log's entry.
        .or_else(|| body.object()?.get("RequestId")?.to_text())
        .or_else(|| body.element("RequestId"));
    if reply.is_success() {
        // An error has its type; any other code belongs to a task.
        let code = type_in_body(reply, body);
        return ErrorParts { code, request_id, ..ErrorParts::default() };
    }
    let message = body.text(&["message", "errorMessage"]).or_else(|| body.element("Message"));
    // JSON services answer in XML where the request did not get as far as the service.
    let code_in_xml = || {
        let root = body.root_element().filter(|root| message.is_some() || root.ends_with("Exception"));
        body.element("Code").or_else(|| root.and_then(clean_code))
    };
    let code = sources.iter().find_map(|read| read(reply, body)).or_else(code_in_xml);
    let is_own = type_in_body(reply, body).is_some();
    ErrorParts { code, is_own, message, request_id, docs: None }
}

/// A code without the namespace before it and the URI behind it.
fn clean_code(raw: &str) -> Option<String> {
    let code = raw.split_once(',').map_or(raw, |(code, _)| code);
    let code = code.split_once(':').map_or(code, |(code, _)| code);
    let code = code.split_once('#').map_or(code, |(_, code)| code).trim_ascii();
    (!code.is_empty()).then(|| code.to_owned())
}
