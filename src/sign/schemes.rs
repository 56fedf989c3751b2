//! Every signature scheme, in one table, and what is asked of all of them.

use std::borrow::Cow;
use std::fmt;

use super::scheme::{Scheme, Signing};
use super::{acs3, bearer, sdk_hmac, sigv4};
use crate::data::value::Value;
use crate::error::{CalloffError, ErrorCode, FindingCode, Findings};
use crate::http::headers::Headers;
use crate::text::mask::MASK;

/// Every scheme; each has a file of its own.
static SCHEMES: [&Scheme; 4] = [&sigv4::SCHEME, &acs3::SCHEME, &sdk_hmac::SCHEME, &bearer::SCHEME];

impl Signing {
    /// Reads `{ scheme, service?, region? }`: AWS's scheme has all three.
    ///
    /// # Errors
    /// [`ErrorCode::Invalid`] when there is no such scheme, or a part of its scope is missing.
    pub fn new(value: &Value) -> Result<Self, CalloffError> {
        let mut findings = Findings::default();
        let signing = Self::read(Some(value), &mut findings);
        signing.ok_or_else(|| CalloffError::new(ErrorCode::Invalid, findings.0))
    }

    /// Reads what [`Signing::new`] is given; `None` only after a finding.
    pub(crate) fn read(value: Option<&Value>, findings: &mut Findings) -> Option<Self> {
        let part = |key| value.and_then(|signing| signing.get(key));
        let name = part("scheme").and_then(Value::as_str);
        let Some(scheme) = SCHEMES.into_iter().find(|scheme| Some(scheme.name) == name) else {
            let names: Vec<&str> = SCHEMES.iter().map(|scheme| scheme.name).collect();
            let text = ["expected one of ", &names.join(", ")].concat();
            findings.error(&"signing.scheme", FindingCode::Enum, &text);
            return None;
        };
        let mut signing = Self::of(scheme);
        let mut is_whole = true;
        for (name, slot) in scheme.scope.iter().zip(&mut signing.scope) {
            let value = part(name);
            if let Some(text) = value.and_then(Value::as_str) {
                *slot = Cow::Owned(text.to_owned());
            } else {
                let text = ["expected a string, found ", value.map_or("nothing", Value::kind)].concat();
                findings.error(&format_args!("signing.{name}"), FindingCode::Type, &text);
                is_whole = false;
            }
        }
        is_whole.then_some(signing)
    }
}

/// Whether a header holds a secret, by its name in lower case: a session token, an IAM token, a bearer token. A
/// signature is none. Whatever shows a request asks here.
#[must_use]
pub fn is_secret_header(name: &str, value: &str) -> bool {
    SCHEMES.iter().any(|scheme| scheme.secret_headers.contains(&name))
        && !(name == "authorization" && is_signature(value))
}

/// Whether an `Authorization` header holds a signature, from which nobody learns the key.
fn is_signature(authorization: &str) -> bool {
    let (algorithm, _) = authorization.split_once(' ').unwrap_or_default();
    let mut signers = SCHEMES.iter().filter_map(|scheme| scheme.access_key.as_ref());
    signers.any(|signer| signer.style.algorithm == algorithm)
}

/// Shows everything but the values that are secret. Here, since only the schemes know which those are.
impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |(name, value)| (name, if is_secret_header(name, value) { MASK } else { value });
        f.debug_map().entries(self.iter().map(shown)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::HttpRequest;

    #[test]
    fn what_a_scheme_is_called_and_belongs_to_goes_out_and_comes_back_in() {
        for (signing, json) in [
            (
                Signing::aws_sigv4("fsx", "eu-west-1"),
                r#"{"scheme":"aws-sigv4","service":"fsx","region":"eu-west-1"}"#,
            ),
            (Signing::acs3(), r#"{"scheme":"acs3-hmac-sha256"}"#),
            (Signing::sdk_hmac(), r#"{"scheme":"sdk-hmac-sha256"}"#),
            (Signing::bearer(), r#"{"scheme":"bearer"}"#),
        ] {
            assert_eq!(serde_json::to_string(&signing).unwrap(), json);
            assert_eq!(Signing::new(&serde_json::from_str(json).unwrap()), Ok(signing));
        }
    }

    #[test]
    fn an_unknown_scheme_and_a_missing_scope_are_named() {
        for (json, message) in [
            ("{}", "signing.scheme: expected one of aws-sigv4, acs3-hmac-sha256, sdk-hmac-sha256, bearer"),
            (r#"{"scheme":"aws-sigv4","region":"r"}"#, "signing.service: expected a string, found nothing"),
        ] {
            let error = Signing::new(&serde_json::from_str(json).unwrap()).unwrap_err();
            assert_eq!(error.message, message);
        }
    }

    #[test]
    fn debug_text_masks_every_header_that_holds_a_secret() {
        for scheme in SCHEMES {
            for name in scheme.secret_headers {
                let mut request = HttpRequest::new("POST", "https://example.com/");
                request.headers.set(*name, "Bearer sesame");
                let shown = format!("{request:?}");
                assert!(shown.contains(MASK) && !shown.contains("sesame"), "{shown}");
            }
        }
    }

    #[test]
    fn a_signature_is_no_secret_but_any_other_authorization_is() {
        for (authorization, is_secret) in [
            ("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830", false),
            ("ACS3-HMAC-SHA256 Credential=x", false),
            ("SDK-HMAC-SHA256 Access=x", false),
            ("Bearer sesame", true),
            ("Basic c2VzYW1l", true),
            ("sesame", true),
        ] {
            assert_eq!(is_secret_header("authorization", authorization), is_secret, "{authorization}");
        }
        assert!(!is_secret_header("content-type", "sesame"));
    }
}
