//! Signing: credentials and a moment turn an unsigned request into one that a provider accepts.
//!
//! The file of each scheme has one function per paragraph of the vendor's specification.

mod acs3;
#[cfg(test)]
mod captures;
mod credentials;
pub(crate) mod crypto;
mod sdk_hmac;
mod sigv4;

pub use credentials::Credentials;

use credentials::{Kind, Secret};

use crate::data::value::{Members, Value, serialize_as_value};
use crate::error::{CalloffError, ErrorCode, Finding, FindingCode, Findings, excerpt};
use crate::http::headers::{Headers, SECRET_HEADERS};
use crate::http::request::{HttpRequest, Signing, UnsignedRequest};
use crate::http::url::{UrlParts, decode, encode, encode_into, remove_dot_segments};
use crate::sign::crypto::sha256_hex;
use crate::text::mask::MASK;
use crate::text::search;
use crate::text::timestamp::Timestamp;

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
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedRequest {
    /// The request.
    pub http: HttpRequest,
    /// What was signed, when it was asked for and the credentials sign at all.
    pub trace: Option<Trace>,
}

impl From<&Trace> for Value {
    fn from(trace: &Trace) -> Self {
        let mut members = Members::default();
        members.put("canonicalRequest", &trace.canonical_request).put("stringToSign", &trace.string_to_sign);
        members
            .put("signedHeaders", Value::list(&trace.signed_headers))
            .put("signature", &trace.signature)
            .take()
    }
}

impl From<&SignedRequest> for Value {
    fn from(request: &SignedRequest) -> Self {
        request.http.members().put_some("trace", request.trace.as_ref()).take()
    }
}

serialize_as_value!(Trace, SignedRequest);

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
    let trace = options.trace.then(|| stages.trace(&http.headers, session_token));
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
    findings.into_result(ErrorCode::Invalid)
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

/// How a scheme writes what all of them have in common.
struct Style {
    algorithm: &'static str,
    /// What stands before the id of the key.
    credential: &'static str,
    /// What stands between the parts of the `Authorization` header.
    separator: &'static str,
}

/// A request in the canonical form of a scheme.
struct Canonical<'a> {
    path: &'a str,
    query: &'a str,
    /// Sorted by name.
    headers: &'a [(&'a str, &'a str)],
    payload_hash: &'a str,
}

impl Style {
    /// Signs a request. `stamp` are the lines of the string to sign between the algorithm and the hash, `id` is
    /// what the key is known by, `sign` what the key makes of the string to sign, in hex.
    fn sign(
        &self,
        method: &str,
        canonical: &Canonical<'_>,
        stamp: &[&str],
        id: &str,
        sign: &dyn Fn(&[u8]) -> String,
    ) -> Stages {
        let names: Vec<&str> = canonical.headers.iter().map(|(name, _)| *name).collect();
        let signed_headers = names.join(";");
        let canonical_request = canonical.to_request(method, &signed_headers);
        let mut string_to_sign = String::with_capacity(192);
        string_to_sign.push_str(self.algorithm);
        for line in stamp.iter().copied().chain([&*sha256_hex(canonical_request.as_bytes())]) {
            string_to_sign.push('\n');
            string_to_sign.push_str(line);
        }
        let signature = sign(string_to_sign.as_bytes());
        let Self { algorithm, credential, separator } = *self;
        let headers = [separator, "SignedHeaders=", &signed_headers].concat();
        let authorization =
            [algorithm, credential, id, &headers, separator, "Signature=", &signature].concat();
        Stages { canonical_request, string_to_sign, signed_headers, signature, authorization }
    }
}

impl Canonical<'_> {
    /// The six lines that all three schemes share.
    fn to_request(&self, method: &str, signed_headers: &str) -> String {
        let mut text = String::with_capacity(512);
        let mut push = |part: &str, mark: char| {
            text.push_str(part);
            text.push(mark);
        };
        for line in [method, self.path, self.query] {
            push(line, '\n');
        }
        for (name, value) in self.headers {
            push(name, ':');
            push(value, '\n');
        }
        push("", '\n');
        push(signed_headers, '\n');
        text.push_str(self.payload_hash);
        text
    }
}

/// A path without dot segments, each segment encoded once, however it is written in the URL.
fn recode_path(path: &str) -> String {
    let path = remove_dot_segments(path);
    let mut canonical = String::with_capacity(path.len() + 8);
    for (index, segment) in path.split('/').enumerate() {
        if index > 0 {
            canonical.push('/');
        }
        encode_into(&decode(segment), &mut canonical);
    }
    canonical
}

impl Stages {
    /// `headers` are those of the request that was signed.
    #[cold]
    fn trace(&self, headers: &Headers, session_token: Option<&str>) -> Trace {
        let mut canonical_request = String::with_capacity(self.canonical_request.len());
        for line in self.canonical_request.split_inclusive('\n') {
            let secret = line.split_once(':').filter(|(name, _)| SECRET_HEADERS.contains(name));
            match secret {
                Some((name, _)) => canonical_request.extend([name, ":", MASK, "\n"]),
                None => canonical_request.push_str(line),
            }
        }
        // Wherever else it may be: in a query, a path, another header.
        let known = SECRET_HEADERS.iter().filter_map(|name| headers.get(name)).chain(session_token);
        for secret in known.map(str::trim_ascii) {
            let once = encode(secret);
            let (twice, as_form) = (encode(&once), encode(&replace(secret, "+", " ")));
            for form in [secret, &once, &twice, &as_form] {
                canonical_request = replace(&canonical_request, form, MASK);
            }
        }
        Trace {
            canonical_request,
            string_to_sign: self.string_to_sign.clone(),
            signed_headers: self.signed_headers.split(';').map(str::to_owned).collect(),
            signature: self.signature.clone(),
        }
    }
}

/// A text with another in every place of a part.
#[inline(never)]
fn replace(text: &str, part: &str, other: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = search::split(rest, part).filter(|_| !part.is_empty()) {
        out.push_str(before);
        out.push_str(other);
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(url: &str, headers: &[(&'static str, &'static str)], credentials: &str) -> SignedRequest {
        let http = HttpRequest {
            method: "GET".into(),
            url: url.to_owned(),
            headers: Headers::new(headers),
            body: None,
        };
        let signing = Signing::AwsSigv4 { service: "fsx".into(), region: "us-east-1".to_owned() };
        let credentials = Credentials::new(serde_json::from_str(credentials).unwrap()).unwrap();
        let options = SignOptions { now_ms: 1_440_938_160_000.0, nonce: "", trace: true };
        sign(UnsignedRequest { http, signing }, &credentials, &options).unwrap()
    }

    const KEY: &str = r#"{ "accessKeyId": "AKIDEXAMPLE", "secretAccessKey": "secret" }"#;
    const TEMPORARY_KEY: &str =
        r#"{ "accessKeyId": "AKIDEXAMPLE", "secretAccessKey": "secret", "sessionToken": "se/same" }"#;

    #[test]
    fn a_token_that_the_request_has_already_is_signed_with_it() {
        let request = signed("https://example.com/", &[("x-amz-security-token", "sesame")], KEY);
        assert_eq!(request.http.headers.get("x-amz-security-token"), Some("sesame"));
        assert!(request.trace.unwrap().signed_headers.contains(&"x-amz-security-token".to_owned()));
        let request = signed("https://example.com/", &[("x-amz-security-token", "old")], TEMPORARY_KEY);
        assert_eq!(request.http.headers.get("x-amz-security-token"), Some("se/same"));
    }

    #[test]
    fn no_token_is_in_a_trace_wherever_the_request_has_it() {
        let url = "https://example.com/se%2Fsame/x?X-Amz-Security-Token=se%2Fsame&a=se/same";
        let headers =
            [("x-custom", "a se/same b"), ("x-auth-token", " ses  ame "), ("x-security-token", "\topen")];
        let trace = signed(url, &headers, TEMPORARY_KEY).trace.unwrap();
        let shown = format!("{trace:?}");
        for secret in ["se/same", "se%2Fsame", "se%252Fsame", "ses", "open"] {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
        assert!(shown.contains(MASK));
    }
}
