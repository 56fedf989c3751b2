//! Signing: credentials and a moment turn an unsigned request into one that a provider accepts.
//!
//! The file of each scheme has one function per paragraph of the vendor's specification.

mod acs3;
#[cfg(test)]
mod captures;
mod credentials;
mod sdk_hmac;
mod sigv4;

use serde::Serialize;

pub use credentials::Credentials;

use credentials::{Kind, Secret};

use crate::finding::{CalloffError, ErrorCode, Finding, FindingCode, excerpt};
use crate::request::{Headers, HttpRequest, MASK, SECRET_HEADERS, Signing, UnsignedRequest, UrlParts};
use crate::timestamp::Timestamp;

/// What a signature depends on besides the request and the credentials. The core has neither clock
/// nor randomness: both come from here.
#[derive(Clone, Debug)]
pub struct SignOptions<'a> {
    /// The time to sign with, in Unix milliseconds.
    pub now_ms: f64,
    /// A value never used before, for the scheme that wants one (ACS3).
    pub nonce: &'a str,
    /// Whether to return what was signed, stage by stage.
    pub trace: bool,
}

/// What was signed, stage by stage. It holds no key material, and session tokens are masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Trace {
    /// The canonical request.
    pub canonical_request: String,
    /// The string to sign.
    pub string_to_sign: String,
    /// The names of the headers that were signed.
    pub signed_headers: Vec<String>,
    /// The signature in hex.
    pub signature: String,
}

/// A request that is ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SignedRequest {
    /// The request.
    #[serde(flatten)]
    pub http: HttpRequest,
    /// What was signed, when it was asked for and the credentials sign at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trace: Option<Trace>,
}

/// Signs any request of the three schemes: every header that is present is signed, except those that
/// a network stack may change. The host is signed as the URL has it.
///
/// # Errors
/// [`ErrorCode::Credentials`] when the credentials are of a kind that the scheme does not take;
/// [`ErrorCode::Invalid`] when the URL, a header or the time cannot be signed.
pub fn sign(
    request: UnsignedRequest,
    credentials: &Credentials,
    options: &SignOptions<'_>,
) -> Result<SignedRequest, CalloffError> {
    let UnsignedRequest { mut http, signing } = request;
    check(&http, &signing, options)?;
    let url = UrlParts::parse(&http.url).map_err(invalid)?;
    // What the network stack sets, and what an earlier signature left.
    http.headers.remove(&["host", "content-length", "user-agent", "authorization"]);
    http.headers.remove(&SECRET_HEADERS);
    let now = Timestamp::from_unix_ms(options.now_ms).ok_or_else(|| {
        let text = "expected a time between the years 1970 and 9999";
        invalid(Finding::error("options.now", FindingCode::Range, text))
    })?;
    let (id, secret, session_token) = match (&credentials.0, &signing) {
        (Kind::AuthToken(token), Signing::SdkHmac) => {
            sdk_hmac::authorize_with_token(&mut http.headers, token.expose());
            return Ok(SignedRequest { http, trace: None });
        }
        (Kind::AuthToken(_), _) => {
            let text = format!("{} takes an access key, not a token", signing.scheme());
            let finding = Finding::error("credentials.authToken", FindingCode::Unknown, text);
            return Err(CalloffError::new(ErrorCode::Credentials, vec![finding]));
        }
        (Kind::AccessKey { id, secret, session_token }, _) => {
            (id.as_str(), secret.expose(), session_token.as_ref().map(Secret::expose))
        }
    };
    let body = http.body.as_deref().unwrap_or_default().as_bytes();
    let headers = &mut http.headers;
    let method = &*http.method;
    let stages = match &signing {
        Signing::AwsSigv4 { service, region } => {
            let scope = sigv4::Scope::new(now, region, service);
            sigv4::add_headers(headers, &scope, session_token);
            sigv4::sign(&Signable { method, url: &url, headers, body }, &scope, id, secret)
        }
        Signing::Acs3 => {
            acs3::add_headers(headers, now, options.nonce, session_token, body);
            acs3::sign(&Signable { method, url: &url, headers, body }, id, secret)
        }
        Signing::SdkHmac => {
            sdk_hmac::add_headers(headers, now, session_token);
            sdk_hmac::sign(&Signable { method, url: &url, headers, body }, id, secret)
        }
    };
    let trace = options.trace.then(|| stages.trace());
    http.headers.set("authorization", stages.authorization);
    Ok(SignedRequest { http, trace })
}

fn invalid(finding: Finding) -> CalloffError {
    CalloffError::new(ErrorCode::Invalid, vec![finding])
}

/// What would end a line early, or no HTTP stack sends as it is, is refused.
fn check(http: &HttpRequest, signing: &Signing, options: &SignOptions<'_>) -> Result<(), CalloffError> {
    let mut findings = Vec::new();
    let mut refuse = |path: &str, text: &str| findings.push(Finding::error(path, FindingCode::Unsafe, text));
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
    match signing {
        Signing::AwsSigv4 { service, region } => {
            for (path, part) in [("signing.service", &**service), ("signing.region", region.as_str())] {
                if !is_plain(part) {
                    refuse(path, "expected letters, digits and hyphens");
                }
            }
        }
        Signing::Acs3 if !is_plain(options.nonce) => {
            refuse("options.nonce", "expected letters, digits and hyphens, such as a UUID");
        }
        Signing::Acs3 | Signing::SdkHmac => {}
    }
    CalloffError::check(ErrorCode::Invalid, findings)
}

/// A request as the schemes see it, with every header that it will be sent with.
struct Signable<'a> {
    method: &'a str,
    url: &'a UrlParts<'a>,
    headers: &'a Headers,
    body: &'a [u8],
}

impl Signable<'_> {
    /// The headers to sign with the host among them, sorted by name.
    fn headers(&self) -> Vec<(&str, &str)> {
        let mut headers: Vec<(&str, &str)> =
            self.headers.iter().filter(|(name, _)| !is_changed_on_the_way(name)).collect();
        let place = headers.partition_point(|(name, _)| *name < "host");
        headers.insert(place, ("host", &self.url.host));
        headers
    }
}

/// Headers that a browser, a proxy or another part of a network stack sets, changes or drops.
fn is_changed_on_the_way(name: &str) -> bool {
    const NAMES: [&str; 22] = [
        "authorization",
        "cache-control",
        "connection",
        "content-length",
        "cookie",
        "date",
        "dnt",
        "expect",
        "from",
        "keep-alive",
        "max-forwards",
        "origin",
        "pragma",
        "priority",
        "referer",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "user-agent",
        "via",
        "x-amzn-trace-id",
    ];
    NAMES.contains(&name)
        || ["accept", "proxy-", "sec-", "cf-", "x-forwarded-"].iter().any(|prefix| name.starts_with(prefix))
}

/// What a scheme makes of a request.
struct Stages {
    canonical_request: String,
    string_to_sign: String,
    signed_headers: String,
    signature: String,
    authorization: String,
}

impl Stages {
    fn trace(&self) -> Trace {
        let lines = self.canonical_request.split('\n').map(|line| match line.split_once(':') {
            Some((name, _)) if SECRET_HEADERS.contains(&name) => [name, ":", MASK].concat(),
            _ => line.to_owned(),
        });
        let canonical_request = lines.collect::<Vec<_>>().join("\n");
        Trace {
            canonical_request,
            string_to_sign: self.string_to_sign.clone(),
            signed_headers: self.signed_headers.split(';').map(str::to_owned).collect(),
            signature: self.signature.clone(),
        }
    }
}

/// The six lines that all three schemes share.
fn canonical_request(
    method: &str,
    path: &str,
    query: &str,
    headers: &[(&str, &str)],
    signed_headers: &str,
    payload_hash: &str,
) -> String {
    let mut text = String::with_capacity(512);
    for line in [method, path, query] {
        text.push_str(line);
        text.push('\n');
    }
    for (name, value) in headers {
        text.push_str(name);
        text.push(':');
        text.push_str(value);
        text.push('\n');
    }
    text.push('\n');
    text.push_str(signed_headers);
    text.push('\n');
    text.push_str(payload_hash);
    text
}

/// `a;b;c`
fn join_names(headers: &[(&str, &str)]) -> String {
    let names: Vec<&str> = headers.iter().map(|(name, _)| *name).collect();
    names.join(";")
}
