//! Signing: credentials and a moment turn an unsigned request into one that a provider accepts.
//!
//! A scheme is a line in the table of `schemes.rs` and a file of its own, with one function per paragraph of the
//! vendor's specification.

mod acs3;
mod bearer;
mod canonical;
#[cfg(test)]
mod captures;
mod credentials;
pub(crate) mod crypto;
pub(crate) mod keys;
mod pasted;
mod scheme;
mod schemes;
mod sdk_hmac;
mod secret;
mod sigv4;
mod trace;

pub use credentials::{CredentialKind, Credentials};
pub use scheme::Signing;
pub use schemes::is_secret_header;
pub use trace::Trace;

use canonical::Signable;
use credentials::Kind;
use scheme::Context;

use crate::data::value::{Value, serialize_as_value};
use crate::error::{CalloffError, ErrorCode, Finding, FindingCode, Findings, excerpt};
use crate::http::request::HttpRequest;
use crate::http::url::UrlParts;
use crate::text::timestamp::Timestamp;

/// A request that still has to be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsignedRequest {
    /// The request.
    pub http: HttpRequest,
    /// How to sign it.
    pub signing: Signing,
}

/// A request that is ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SignedRequest {
    /// The request.
    pub http: HttpRequest,
    /// What was signed, when it was asked for and the credentials sign at all.
    pub trace: Option<Trace>,
}

/// What a signature depends on besides the request and the credentials. The core has neither clock
/// nor randomness: both come from here.
///
/// ```
/// use calloff::SignOptions;
///
/// let options = SignOptions::at(1_440_938_160_000).with_nonce("2f1c6a0e-5b0d-4c5e-9f43-1d2a3b4c5d6e").with_trace();
/// ```
#[derive(Clone, Copy, Debug)]
pub struct SignOptions<'a> {
    now_ms: u64,
    nonce: &'a str,
    trace: bool,
}

impl<'a> SignOptions<'a> {
    /// The time to sign with, in Unix milliseconds.
    #[must_use]
    pub const fn at(now_ms: u64) -> Self {
        Self { now_ms, nonce: "", trace: false }
    }

    /// A value that was never used before, such as a UUID, for the scheme that wants one (ACS3).
    #[must_use]
    pub const fn with_nonce(mut self, nonce: &'a str) -> Self {
        self.nonce = nonce;
        self
    }

    /// Also return what was signed, stage by stage.
    #[must_use]
    pub const fn with_trace(mut self) -> Self {
        self.trace = true;
        self
    }
}

impl From<&UnsignedRequest> for Value {
    fn from(request: &UnsignedRequest) -> Self {
        request.http.members().put("signing", &request.signing).take()
    }
}

impl From<&SignedRequest> for Value {
    fn from(request: &SignedRequest) -> Self {
        request.http.members().put_some("trace", request.trace.as_ref()).take()
    }
}

serialize_as_value!(UnsignedRequest, SignedRequest);

/// Signs any request of these schemes: every header that is present is signed, except those that a network stack
/// may change. The host is signed as the URL has it.
///
/// # Errors
/// [`ErrorCode::Credentials`] when the credentials are of a kind that the scheme does not take, or could not stand
/// in a header; [`ErrorCode::Invalid`] when the URL, a header or the time cannot be signed.
pub fn sign(
    request: UnsignedRequest,
    credentials: &Credentials,
    options: &SignOptions<'_>,
) -> Result<SignedRequest, CalloffError> {
    let UnsignedRequest { mut http, signing } = request;
    check(&http, &signing, options)?;
    credentials.check()?;
    let url = UrlParts::parse(&http.url).map_err(invalid)?;
    // What the network stack sets, and what an earlier signature left.
    http.headers.remove(&["host", "content-length", "user-agent", "authorization"]);
    let now = Timestamp::from_unix_ms(options.now_ms).ok_or_else(|| {
        let text = "expected a time between the years 1970 and 9999";
        invalid(Finding::error("options.now", FindingCode::Range, text))
    })?;
    let (key, signer) = match (&credentials.0, &signing.scheme.access_key, signing.scheme.token) {
        (Kind::Token(token), _, Some(put)) => {
            put(&mut http.headers, token.expose());
            return Ok(SignedRequest { http, trace: None });
        }
        (Kind::AccessKey(key), Some(signer), _) => (key, signer),
        _ => return Err(credentials.not_taken_by(signing.scheme())),
    };
    let body = http.body.as_deref().unwrap_or_default().as_bytes();
    let context = Context { now, nonce: options.nonce, scope: &signing.scope, body, key };
    (signer.apply)(&mut http.headers, &context);
    if let Some(token) = &key.session_token {
        http.headers.set(signer.session_token, token.expose().to_owned());
    }
    let signable = Signable { method: &http.method, url: &url, headers: &http.headers, body };
    let stages = (signer.sign)(&signable, &context);
    let trace = options.trace.then(|| stages.trace(&http.headers));
    http.headers.set("authorization", stages.authorization);
    Ok(SignedRequest { http, trace })
}

fn invalid(finding: Finding) -> CalloffError {
    CalloffError::new(ErrorCode::Invalid, vec![finding])
}

/// What would end a line early, or no HTTP stack sends as it is, is refused.
fn check(http: &HttpRequest, signing: &Signing, options: &SignOptions<'_>) -> Result<(), CalloffError> {
    let mut findings = Findings::default();
    let mut refuse = |path: &str, text: &str| findings.error(&path, FindingCode::Unsafe, &text);
    if http.method.is_empty() || !http.method.bytes().all(|byte| byte.is_ascii_uppercase()) {
        refuse("method", "expected an HTTP method in capital letters");
    }
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    for (name, value) in http.headers.iter() {
        let path = || format!("headers.{}", excerpt(name));
        if name.is_empty() || !name.bytes().all(is_token) {
            refuse(&path(), "expected a header name of letters, digits and hyphens");
        } else if !value.bytes().all(|byte| matches!(byte, b'\t' | b' '..=b'~')) {
            refuse(
                &path(),
                "a header value holds visible ASCII characters only: no line break, no other alphabet",
            );
        }
    }
    let is_plain = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'/' | b','))
    };
    for (name, part) in signing.parts() {
        if !is_plain(part) {
            refuse(&["signing.", name].concat(), "expected letters, digits and hyphens");
        }
    }
    if signing.needs_nonce() && !is_plain(options.nonce) {
        refuse("options.nonce", "expected letters, digits and hyphens, such as a UUID");
    }
    findings.into_result(ErrorCode::Invalid)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::mask::MASK;

    const NOW: SignOptions<'_> = SignOptions::at(1_440_938_160_000).with_trace();

    fn signed(
        url: &str,
        headers: &[(&'static str, &'static str)],
        credentials: &Credentials,
    ) -> SignedRequest {
        let mut http = HttpRequest::new("GET", url);
        for (name, value) in headers {
            http.headers.set(*name, *value);
        }
        let signing = Signing::aws_sigv4("fsx", "us-east-1");
        sign(UnsignedRequest { http, signing }, credentials, &NOW).unwrap()
    }

    fn key() -> Credentials {
        Credentials::access_key("AKIDEXAMPLE", "secret")
    }

    #[test]
    fn a_token_that_the_request_has_already_is_signed_with_it() {
        let request = signed("https://example.com/", &[("x-amz-security-token", "sesame")], &key());
        assert_eq!(request.http.headers.get("x-amz-security-token"), Some("sesame"));
        assert!(request.trace.unwrap().signed_headers.contains(&"x-amz-security-token".to_owned()));
        let temporary = key().with_session_token("se/same");
        let request = signed("https://example.com/", &[("x-amz-security-token", "old")], &temporary);
        assert_eq!(request.http.headers.get("x-amz-security-token"), Some("se/same"));
    }

    #[test]
    fn no_token_is_in_a_trace_wherever_the_request_has_it() {
        let url = "https://example.com/se%2Fsame/x?X-Amz-Security-Token=se%2Fsame&a=se/same";
        let headers =
            [("x-custom", "a se/same b"), ("x-auth-token", " ses  ame "), ("x-security-token", "\topen")];
        let trace = signed(url, &headers, &key().with_session_token("se/same")).trace.unwrap();
        let shown = format!("{trace:?}");
        for secret in ["se/same", "se%2Fsame", "se%252Fsame", "ses", "open"] {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
        assert!(shown.contains(MASK));
    }

    #[test]
    fn a_trace_masks_nothing_that_only_looks_like_a_token_in_another_case() {
        let url = "https://example.com/AbC/abc";
        let trace = signed(url, &[], &key().with_session_token("abc")).trace.unwrap();
        assert!(trace.canonical_request.starts_with("GET\n/AbC/********\n"), "{trace:?}");
    }

    #[test]
    fn a_token_is_sent_as_its_scheme_has_it() {
        for (signing, name, value) in [
            (Signing::bearer(), "authorization", "Bearer sesame"),
            (Signing::sdk_hmac(), "x-auth-token", "sesame"),
        ] {
            let mut http = HttpRequest::new("POST", "https://example.com/");
            http.headers.set("authorization", "Bearer old");
            let request = UnsignedRequest { http, signing };
            let signed = sign(request, &Credentials::token("sesame"), &NOW).unwrap();
            assert_eq!(signed.http.headers.iter().collect::<Vec<_>>(), [(name, value)]);
            assert_eq!(signed.trace, None);
            assert!(!format!("{signed:?}").contains("sesame"));
        }
    }

    #[test]
    fn credentials_of_a_kind_that_the_scheme_does_not_take_are_refused() {
        for (signing, credentials, message) in [
            (
                Signing::aws_sigv4("fsx", "us-east-1"),
                Credentials::token("sesame"),
                "credentials.token: aws-sigv4 takes an access key, not a token",
            ),
            (Signing::bearer(), key(), "credentials.accessKeyId: bearer takes a token, not an access key"),
        ] {
            let http = HttpRequest::new("GET", "https://example.com/");
            let error = sign(UnsignedRequest { http, signing }, &credentials, &NOW).unwrap_err();
            assert_eq!(error.code, ErrorCode::Credentials);
            assert_eq!(error.message, message);
        }
    }
}
