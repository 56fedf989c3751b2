//! AWS Signature Version 4, in the `Authorization` header.
//!
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>

use std::borrow::Cow;

use zeroize::Zeroizing;

use super::canonical::{Canonical, Signable, Stages, Style};
use super::credentials::AccessKey;
use super::scheme::{Context, Scheme, Signer, Signing};
use crate::http::headers::Headers;
use crate::http::url::{encode_into, recode_form, remove_dot_segments};
use crate::sign::crypto::HmacKey;

pub(super) static SCHEME: Scheme = Scheme {
    name: "aws-sigv4",
    scope: &["service", "region"],
    nonce: false,
    secret_headers: &["x-amz-security-token"],
    access_key: Some(Signer { style: STYLE, session_token: "x-amz-security-token", apply, sign }),
    token: None,
};

const STYLE: Style = Style {
    algorithm: "AWS4-HMAC-SHA256",
    credential: " Credential=",
    separator: ", ",
    push_value: push_collapsed,
};

impl Signing {
    /// AWS Signature Version 4, for the service of this signing name, e.g. `fsx`, in this region.
    #[must_use]
    pub fn aws_sigv4(service: impl Into<Cow<'static, str>>, region: impl Into<Cow<'static, str>>) -> Self {
        Self { scheme: &SCHEME, scope: [service.into(), region.into()] }
    }
}

/// The credential scope and the moment of a signature.
struct Scope<'a> {
    /// `20150830T123600Z`
    moment: &'a str,
    region: &'a str,
    service: &'a str,
    /// `20150830/us-east-1/fsx/aws4_request`
    text: String,
}

impl<'a> Scope<'a> {
    fn new(moment: &'a str, service: &'a str, region: &'a str) -> Self {
        let text = [date_of(moment), "/", region, "/", service, "/aws4_request"].concat();
        Self { moment, region, service, text }
    }
}

fn date_of(moment: &str) -> &str {
    moment.get(..8).unwrap_or_default()
}

#[inline(never)]
fn apply(headers: &mut Headers, context: &Context<'_>) {
    headers.set("x-amz-date", context.now.basic());
}

#[inline(never)]
fn sign(request: &Signable<'_>, context: &Context<'_>) -> Stages {
    let moment = request.headers.get("x-amz-date").unwrap_or_default();
    let [service, region] = context.scope;
    let scope = Scope::new(moment, service, region);
    let payload_hash = request.payload_hash("x-amz-content-sha256");
    sign_headers(request, &request.headers(), &payload_hash, &scope, context.key)
}

fn sign_headers(
    request: &Signable<'_>,
    headers: &[(&str, &str)],
    payload_hash: &str,
    scope: &Scope<'_>,
    key: &AccessKey,
) -> Stages {
    let canonical = Canonical {
        path: &canonical_path(request.url.path),
        query: &request.url.canonical_query(recode_form),
        headers,
        payload_hash,
    };
    let id = [&key.id, "/", &scope.text].concat();
    let secret = key.secret.expose();
    let derived = key.keys.get(secret, &scope.text, || derive_signing_key(secret, scope));
    let sign = |text: &[u8]| derived.sign_hex(text);
    STYLE.sign(request.method, &canonical, &[scope.moment, &scope.text], &id, &sign)
}

/// The path without dot segments and empty segments, each segment encoded once more than it is
/// written: a URL's path, which is encoded already, ends up encoded twice, as every service but S3
/// expects.
fn canonical_path(path: &str) -> String {
    let normal = remove_dot_segments(path);
    let mut canonical = String::with_capacity(normal.len() + 8);
    for segment in normal.split('/').filter(|segment| !segment.is_empty()) {
        canonical.push('/');
        encode_into(segment.as_bytes(), &mut canonical);
    }
    if normal.ends_with('/') || canonical.is_empty() {
        canonical.push('/');
    }
    canonical
}

/// A header's value, trimmed, with every run of spaces as one.
fn push_collapsed(value: &str, out: &mut String) {
    let value = value.trim_ascii();
    let is_doubled = |pair: &[u8]| pair == b"  " || pair.first() == Some(&b'\t');
    if !value.as_bytes().windows(2).any(is_doubled) {
        return out.push_str(value);
    }
    for (word, index) in value.split_ascii_whitespace().zip(0..) {
        out.push_str(if index > 0 { " " } else { "" });
        out.push_str(word);
    }
}

fn derive_signing_key(secret: &str, scope: &Scope<'_>) -> HmacKey {
    let mut key = Zeroizing::new(Vec::with_capacity(4 + secret.len()));
    key.extend_from_slice(b"AWS4");
    key.extend_from_slice(secret.as_bytes());
    let parts = [date_of(scope.moment), scope.region, scope.service, "aws4_request"];
    let mut derived = HmacKey::new(&key);
    for part in parts {
        derived = HmacKey::new(&*Zeroizing::new(derived.sign(part.as_bytes())));
    }
    derived
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::url::UrlParts;
    use crate::sign::crypto::sha256_hex;

    /// A request of the official suite, as its file has it.
    struct SuiteRequest {
        method: String,
        target: String,
        headers: Vec<(String, String)>,
        body: String,
    }

    impl SuiteRequest {
        fn parse(text: &str) -> Self {
            let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
            let mut lines = head.lines();
            let (method, rest) = lines.next().unwrap().split_once(' ').unwrap();
            let mut headers: Vec<(String, String)> = Vec::new();
            for line in lines {
                match line.split_once(':').filter(|_| !line.starts_with(' ')) {
                    Some((name, value)) => headers.push((name.to_lowercase(), value.to_owned())),
                    // A folded line continues the value before it.
                    None => headers.last_mut().unwrap().1.push_str(line),
                }
            }
            Self {
                method: method.to_owned(),
                target: rest.strip_suffix(" HTTP/1.1").unwrap().to_owned(),
                headers,
                body: body.to_owned(),
            }
        }
    }

    /// The headers that a case signs: what it has, and what the scheme adds.
    fn suite_headers(request: &SuiteRequest, context: &serde_json::Value) -> Headers {
        let mut headers = Headers::default();
        for (name, value) in &request.headers {
            headers.append(name, value);
        }
        let token = context["credentials"]["token"].as_str();
        headers.set("x-amz-date", "20150830T123600Z");
        if let Some(token) = token.filter(|_| context["omit_session_token"] != true) {
            headers.set("x-amz-security-token", token.to_owned());
        }
        if context["sign_body"] == true {
            headers.set("x-amz-content-sha256", sha256_hex(request.body.as_bytes()));
        }
        headers
    }

    #[test]
    fn the_official_suite_holds_stage_by_stage() {
        let suite = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/aws-sigv4-suite");
        let mut cases = 0;
        for folder in std::fs::read_dir(suite).unwrap() {
            let folder = folder.unwrap().path();
            let read = |file: &str| std::fs::read_to_string(folder.join(file)).unwrap();
            let context: serde_json::Value = serde_json::from_str(&read("context.json")).unwrap();
            let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
            let request = SuiteRequest::parse(&read("request.txt"));
            let headers = suite_headers(&request, &context);
            let url = format!("https://example.amazonaws.com{}", request.target);
            let signable = Signable {
                method: &request.method,
                url: &UrlParts::parse(&url).ok().unwrap(),
                headers: &headers,
                body: request.body.as_bytes(),
            };
            let list: Vec<(&str, &str)> = headers.iter().collect();
            assert_eq!(context["timestamp"], "2015-08-30T12:36:00Z");
            let credentials = &context["credentials"];
            let stages = sign_headers(
                &signable,
                &list,
                &sha256_hex(signable.body),
                &Scope::new("20150830T123600Z", &text(&context["service"]), &text(&context["region"])),
                &AccessKey::new(text(&credentials["access_key_id"]), text(&credentials["secret_access_key"])),
            );
            let name = folder.display();
            assert_eq!(stages.canonical_request, read("header-canonical-request.txt"), "{name}");
            assert_eq!(stages.string_to_sign, read("header-string-to-sign.txt"), "{name}");
            assert_eq!(stages.signature, read("header-signature.txt"), "{name}");
            assert!(read("header-signed-request.txt").contains(&stages.authorization), "{name}");
            cases += 1;
        }
        assert_eq!(cases, 31);
    }

    #[test]
    fn every_captured_request_is_signed_as_the_sdk_signed_it() {
        use crate::sign::captures::{self, Capture};
        for (name, count) in [("sdk/botocore.json", 34), ("sdk/datasync.json", 8)] {
            let file = captures::load(name);
            assert_eq!(captures::text(&file, "frozen_time"), "2015-08-30T12:36:00Z");
            let key =
                AccessKey::new(captures::text(&file, "access_key"), captures::text(&file, "secret_key"));
            let is_sent = |case: &&serde_json::Value| case.get("request").is_some();
            let cases: Vec<_> = file["requests"].as_array().unwrap().iter().filter(is_sent).collect();
            assert_eq!(cases.len(), count, "{name}");
            for case in cases {
                let capture = Capture::read(case);
                let request = capture.signable();
                let (service, region) = (captures::text(case, "service"), captures::text(case, "region"));
                let scope = Scope::new("20150830T123600Z", service, region);
                let hash = sha256_hex(request.body);
                let stages = sign_headers(&request, &capture.signed(&request), &hash, &scope, &key);
                capture.assert_equal(&stages);
            }
        }
    }

    #[test]
    fn the_path_is_encoded_once_more_than_it_is_written() {
        for (path, canonical) in [
            ("/", "/"),
            ("//", "/"),
            ("//a//", "/a/"),
            ("/a/../b/.", "/b/"),
            ("/task/a%20b/cancel", "/task/a%2520b/cancel"),
            ("/task/a%2Fb/cancel", "/task/a%252Fb/cancel"),
            ("/task/a~b/cancel", "/task/a~b/cancel"),
            ("/a b/é", "/a%20b/%C3%A9"),
        ] {
            assert_eq!(canonical_path(path), canonical, "{path}");
        }
    }

    #[test]
    fn credentials_that_sign_again_sign_the_same() {
        let url = UrlParts::parse("https://example.com/").unwrap();
        let request = Signable { method: "GET", url: &url, headers: &Headers::default(), body: b"" };
        let sign = |moment, region, key: &AccessKey| {
            sign_headers(&request, &[], "", &Scope::new(moment, "service", region), key).signature
        };
        let kept = AccessKey::new("AKIDEXAMPLE", "secret");
        for round in 0..2 {
            for (moment, region) in [
                ("20150830T123600Z", "r"),
                ("20150830T123601Z", "r"),
                ("20150831T123600Z", "r"),
                ("20150830T123600Z", "s"),
            ] {
                let new = AccessKey::new("AKIDEXAMPLE", "secret");
                assert_eq!(sign(moment, region, &kept), sign(moment, region, &new), "round {round}");
            }
        }
    }
}
