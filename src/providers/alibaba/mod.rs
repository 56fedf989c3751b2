//! What the Alibaba Cloud services share: error replies, and errors of the gateway in front of all of them.

pub(super) mod nas;

use crate::http::reply::{Body, Reply};
use crate::outcome::Verdict;
use crate::sign::{CredentialKind, Signing};
use crate::spec::answer::ErrorParts;
use crate::spec::endpoint::Variant;
use crate::spec::error::{ErrorSpec, Judgment};
use crate::spec::protocol::Protocol;
use crate::spec::vendor::Vendor;
use crate::text::mask::mask_labeled;

static VENDOR: Vendor = Vendor {
    id: "alibaba",
    name: "Alibaba Cloud",
    credentials: &[CredentialKind::AccessKey],
    variants: &[Variant::Vpc],
    signing: |_, _| Signing::acs3(),
    max_hint_ms: None,
    errors: &GATEWAY_ERRORS,
    read_error,
    bare_code: |code| code,
    judge,
};

const NOT_ALLOWED: &str = "The policies of this RAM user or role do not allow the operation.";
const TOO_MANY: &str = "The provider limits how often this may be called.";
const WRONG_TOKEN: &str = "The STS token is not valid, or not of this access key.";

/// Errors of the gateway in front of every product. Their statuses differ between the vendor's own
/// pages, so most have none here.
#[rustfmt::skip]
const GATEWAY_ERRORS: [ErrorSpec; 24] = [
    ErrorSpec::new("Forbidden", 403, Verdict::Forbidden, NOT_ALLOWED),
    ErrorSpec::new("Forbidden.RAM", 0, Verdict::Forbidden, NOT_ALLOWED),
    ErrorSpec::new("Forbidden.RiskControl", 403, Verdict::Forbidden, "The vendor's risk control blocked the account."),
    ErrorSpec::new("NoPermission", 403, Verdict::Forbidden, NOT_ALLOWED),
    ErrorSpec::new("IncompleteSignature", 400, Verdict::Unauthenticated, "The signature is not in the form that the provider expects."),
    ErrorSpec::new("InternalError", 500, Verdict::ProviderFault, "The provider failed inside."),
    ErrorSpec::new("InvalidAccessKeyId.Inactive", 400, Verdict::Unauthenticated, "The access key is disabled."),
    ErrorSpec::new("InvalidAccessKeyId.NotFound", 0, Verdict::Unauthenticated, "No such access key."),
    ErrorSpec::new("InvalidApi.NotFound", 404, Verdict::Unsupported, "This endpoint does not know the operation."),
    ErrorSpec::new("InvalidParameter.Format", 400, Verdict::InvalidRequest, "A parameter is not in the form that the service expects."),
    ErrorSpec::new("InvalidProduct.NotFound", 404, Verdict::Unsupported, "This endpoint does not know the product."),
    ErrorSpec::new("InvalidProtocol.NeedSsl", 404, Verdict::InvalidRequest, "The endpoint takes https only."),
    ErrorSpec::new("InvalidSecurityToken.Expired", 0, Verdict::Unauthenticated, "The STS token has expired."),
    ErrorSpec::new("InvalidSecurityToken.MismatchWithAccessKey", 0, Verdict::Unauthenticated, WRONG_TOKEN),
    ErrorSpec::new("InvalidTimeStamp.Expired", 400, Verdict::ClockSkew, "The request was signed more than 15 minutes before or after the provider's time."),
    ErrorSpec::new("InvalidTimeStamp.Format", 400, Verdict::InvalidRequest, "The timestamp is not in the form that the provider expects."),
    ErrorSpec::new("MissingParameter", 400, Verdict::InvalidRequest, "A parameter is missing."),
    ErrorSpec::new("ServiceUnavailable", 503, Verdict::ProviderFault, "The service is down for the moment."),
    ErrorSpec::new("SignatureDoesNotMatch", 0, Verdict::Unauthenticated, "The signature does not match the request: the access key secret is wrong, or something on the way changed the request."),
    ErrorSpec::new("SignatureNonceUsed", 400, Verdict::Unauthenticated, "This very request was sent before; sign the call again, which gives it a new nonce.").and_retry(),
    ErrorSpec::new("Throttling", 0, Verdict::Throttled, TOO_MANY),
    ErrorSpec::new("Throttling.Api", 0, Verdict::Throttled, TOO_MANY),
    ErrorSpec::new("Throttling.User", 0, Verdict::Throttled, TOO_MANY),
    ErrorSpec::new("UnsupportedHTTPMethod", 0, Verdict::Unsupported, "The endpoint does not take this HTTP method."),
];

/// Codes are open-ended: `Missing{Parameter}`, `Invalid{Parameter}`, `Throttling.{Reason}`.
fn judge(code: &str, _: &str, _: &Body, documented: Option<Judgment>) -> Option<Judgment> {
    let by_prefix = || {
        let rules = [
            ("InvalidSecurityToken", Verdict::Unauthenticated),
            ("InvalidAccessKeyId", Verdict::Unauthenticated),
            ("Forbidden", Verdict::Forbidden),
            ("Throttling", Verdict::Throttled),
            ("Missing", Verdict::InvalidRequest),
            ("OperationDenied", Verdict::Conflict),
            ("InvalidStatus", Verdict::Conflict),
        ];
        let rule = rules.iter().find(|(prefix, _)| code.starts_with(prefix));
        rule.map(|(_, verdict)| Judgment::from(*verdict))
    };
    let is_invalid = code.starts_with("Invalid") && !code.ends_with("NotFound");
    documented.or_else(by_prefix).or_else(|| is_invalid.then(|| Verdict::InvalidRequest.into()))
}

/// The keys in any case, as JSON or as XML: what the gateway sends when a request does not get far.
fn read_error(_: Protocol, reply: &Reply, body: &Body) -> ErrorParts {
    let read = |key: &str| body.text(&[key]).or_else(|| body.element(key));
    let detail = || body.object()?.get("AccessDeniedDetail")?.text(&["NoPermissionType"]);
    ErrorParts {
        code: read("Code"),
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
