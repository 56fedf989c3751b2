//! What the Alibaba Cloud services share: error replies, and errors of the gateway in front of all of them.

pub(super) mod nas;

use crate::http::reply::{Body, Reply, whole};
use crate::outcome::Verdict;
use crate::sign::{CredentialKind, Signing};
use crate::spec::answer::ErrorParts;
use crate::spec::endpoint::Variant;
use crate::spec::error::{ErrorSpec, Rule};
use crate::spec::protocol::Protocol;
use crate::spec::vendor::{Marks, Vendor};
use crate::text::mask::mask_labeled;

static VENDOR: Vendor = Vendor {
    id: "alibaba",
    name: "Alibaba Cloud",
    credentials: &[CredentialKind::AccessKey],
    variants: &[Variant::Vpc],
    domains: &["aliyuncs.com"],
    signing: |_, _| Signing::acs3(),
    max_hint_ms: None,
    marks: Marks { headers: &["x-acs-request-id", "x-acs-trace-id"], media_type: "", member: "RequestId" },
    errors: &GATEWAY_ERRORS,
    rules: &RULES,
    read_error,
    bare_code: |code| code,
    judge,
};

const NOT_ALLOWED: &str = "The policies of this RAM user or role do not allow the operation.";
const TOO_MANY: &str = "The provider limits how often this may be called.";
const WRONG_TOKEN: &str = "The STS token is not valid, or not of this access key.";
const NEW_KEYS: &str = "Get new temporary credentials, and use their key, secret and token together.";
const UNKNOWN: &str = "This endpoint does not know the product, its version, the operation or the region.";
const CHECK_ENDPOINT: &str = "Check the endpoint and the region.";
const CHECK_KEY: &str = "Check the access key id.";
const NO_SIGNATURE: &str = "The provider found no complete signature.";
const CHECK_WAY: &str = "Check that nothing on the way drops or changes headers.";

/// Errors of the gateway in front of every product. Their statuses differ between the vendor's own
/// pages, so most have none here.
#[rustfmt::skip]
const GATEWAY_ERRORS: [ErrorSpec; 24] = [
    ErrorSpec::new("Forbidden", 403, Verdict::Forbidden, NOT_ALLOWED),
    ErrorSpec::new("Forbidden.RAM", 0, Verdict::Forbidden, NOT_ALLOWED),
    ErrorSpec::new("Forbidden.RiskControl", 403, Verdict::Forbidden, "The vendor's risk control blocked the account.").act("Have the vendor's support unblock it."),
    ErrorSpec::new("NoPermission", 403, Verdict::Forbidden, NOT_ALLOWED),
    ErrorSpec::new("IncompleteSignature", 400, Verdict::Unauthenticated, "The signature is not in the form that the provider expects.").act(CHECK_WAY),
    ErrorSpec::new("InternalError", 500, Verdict::ProviderFault, "The provider failed inside."),
    ErrorSpec::new("InvalidAccessKeyId.Inactive", 400, Verdict::Unauthenticated, "The access key is disabled.").act("Enable it, or use another one."),
    ErrorSpec::new("InvalidAccessKeyId.NotFound", 0, Verdict::Unauthenticated, "No such access key.").act(CHECK_KEY),
    ErrorSpec::new("InvalidApi.NotFound", 404, Verdict::Unsupported, UNKNOWN).act(CHECK_ENDPOINT),
    ErrorSpec::new("InvalidParameter.Format", 400, Verdict::InvalidRequest, "A parameter is not in the form that the service expects."),
    ErrorSpec::new("InvalidProduct.NotFound", 404, Verdict::Unsupported, UNKNOWN).act(CHECK_ENDPOINT),
    ErrorSpec::new("InvalidProtocol.NeedSsl", 404, Verdict::InvalidRequest, "The endpoint takes https only."),
    ErrorSpec::new("InvalidSecurityToken.Expired", 0, Verdict::Unauthenticated, "The STS token has expired.").act(NEW_KEYS),
    ErrorSpec::new("InvalidSecurityToken.MismatchWithAccessKey", 0, Verdict::Unauthenticated, WRONG_TOKEN).act(NEW_KEYS),
    ErrorSpec::new("InvalidTimeStamp.Expired", 400, Verdict::ClockSkew, "The request was signed more than 15 minutes before or after the provider's time."),
    ErrorSpec::new("InvalidTimeStamp.Format", 400, Verdict::InvalidRequest, "The timestamp is not in the form that the provider expects."),
    ErrorSpec::new("MissingParameter", 400, Verdict::InvalidRequest, "A parameter is missing."),
    ErrorSpec::new("ServiceUnavailable", 503, Verdict::ProviderFault, "The service is down for the moment."),
    ErrorSpec::new("SignatureDoesNotMatch", 0, Verdict::Unauthenticated, "The signature does not match the request.").act("Check the access key secret, and that nothing on the way changes the request."),
    ErrorSpec::new("SignatureNonceUsed", 400, Verdict::ProviderFault, "A copy of this very request arrived before, and the first may have worked.").act("Look at the task; to send the call again, sign it anew, which gives it a new nonce, and keep its ClientToken."),
    ErrorSpec::new("Throttling", 0, Verdict::Throttled, TOO_MANY),
    ErrorSpec::new("Throttling.Api", 0, Verdict::Throttled, TOO_MANY),
    ErrorSpec::new("Throttling.User", 0, Verdict::Throttled, TOO_MANY),
    ErrorSpec::new("UnsupportedHTTPMethod", 0, Verdict::Unsupported, "The endpoint does not take this HTTP method.").act(CHECK_ENDPOINT),
];

/// Codes are open-ended: `Missing{Parameter}`, `Invalid{Parameter}`, `Throttling.{Reason}`.
const RULES: [Rule; 20] = [
    Rule::new(
        "Missing*",
        Verdict::Unauthenticated,
        "A temporary access key was used without its session token.",
    )
    .word("SecurityToken")
    .act(NEW_KEYS),
    Rule::new("Missing*", Verdict::Unauthenticated, NO_SIGNATURE).word("AccessKeyId").act(CHECK_WAY),
    Rule::new("Missing*", Verdict::Unauthenticated, NO_SIGNATURE).word("Signature").act(CHECK_WAY),
    Rule::new("*Throttl*", Verdict::Throttled, TOO_MANY),
    Rule::new("InvalidAction*NotFound", Verdict::Unsupported, UNKNOWN).act(CHECK_ENDPOINT),
    Rule::new("InvalidApi*NotFound", Verdict::Unsupported, UNKNOWN).act(CHECK_ENDPOINT),
    Rule::new("InvalidProduct*NotFound", Verdict::Unsupported, UNKNOWN).act(CHECK_ENDPOINT),
    Rule::new("InvalidRegion*NotFound", Verdict::Unsupported, UNKNOWN).act(CHECK_ENDPOINT),
    Rule::new("InvalidVersion*NotFound", Verdict::Unsupported, UNKNOWN).act(CHECK_ENDPOINT),
    Rule::new("InvalidSecurityToken*", Verdict::Unauthenticated, WRONG_TOKEN).act(NEW_KEYS),
    Rule::new("InvalidAccessKeyId*", Verdict::Unauthenticated, "The access key is not valid.").act(CHECK_KEY),
    Rule::new("InvalidUser*", Verdict::Unauthenticated, "The provider does not know this user.")
        .act(CHECK_KEY),
    Rule::new("EntityNotExist*", Verdict::Forbidden, "A user or role that this needs does not exist.")
        .act("Create it in RAM, or use another one."),
    Rule::new("Forbidden*", Verdict::Forbidden, ""),
    Rule::new("NoPermission*", Verdict::Forbidden, NOT_ALLOWED),
    Rule::new("Missing*", Verdict::InvalidRequest, "A parameter is missing."),
    Rule::new("OperationDenied*", Verdict::Conflict, ""),
    Rule::new("InvalidStatus*", Verdict::Conflict, ""),
    Rule::new("*NotFound", Verdict::NotFound, ""),
    Rule::new("Invalid*", Verdict::InvalidRequest, ""),
];

/// The vendor's clients take every error with such a hint for throttling, whatever its code.
fn judge(_: &ErrorParts, reply: &Reply, _: &Body) -> Option<Verdict> {
    let hint = whole(reply.get_header("x-acs-retry-after")?)?;
    (hint > 0 && !reply.is_success()).then_some(Verdict::Throttled)
}

/// The keys in any case, as JSON or as XML: what the gateway sends when a request does not get far.
fn read_error(_: Protocol, reply: &Reply, body: &Body) -> ErrorParts {
    let read = |key: &str| body.text(&[key]).or_else(|| body.element(key));
    let detail = || body.object()?.get("AccessDeniedDetail")?.text(&["NoPermissionType"]);
    ErrorParts {
        code: read("Code"),
        is_own: false,
        message: read("Message").or_else(|| read("Description")).or_else(|| read("Detail")).or_else(detail),
        request_id: reply.first_header(&["x-acs-request-id"]).or_else(|| read("RequestId")),
        docs: read("Recommend").filter(|link| is_vendors(link)),
    }
}

/// A link into the vendor's own sites, and no other, without a secret: it ends up where people click.
fn is_vendors(link: &str) -> bool {
    let is_url = |byte: u8| byte.is_ascii_graphic() && !b"\"'<>\\^`{|}".contains(&byte);
    if !link.bytes().all(is_url) || mask_labeled(link) != link {
        return false;
    }
    let host = link.strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#']).next());
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-';
    host.is_some_and(|host| {
        host.bytes().all(is_plain)
            && [".aliyun.com", ".alibabacloud.com"].iter().any(|end| host.ends_with(end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_into_the_vendors_own_sites_become_documentation() {
        for (link, is) in [
            ("https://api.alibabacloud.com/troubleshoot?q=x", true),
            ("https://help.aliyun.com", true),
            ("http://help.aliyun.com/", false),
            ("https://aliyun.com.evil.example/", false),
            ("https://evil.example\\.aliyun.com/", false),
            ("https://a@evil.example:1.aliyun.com/", false),
            ("https://evil.example/?.aliyun.com", false),
            ("https://evil\t.aliyun.com/", false),
            ("https://help.aliyun.com/?SecurityToken=sesame", false),
            ("https://help.aliyun.com/\n\" onclick=x", false),
            ("javascript:alert(1)//.aliyun.com", false),
        ] {
            assert_eq!(is_vendors(link), is, "{link}");
        }
    }
}
