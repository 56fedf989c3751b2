//! AWS Signature Version 4, in the `Authorization` header.
//!
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>

use std::borrow::Cow;
use std::cell::RefCell;

use zeroize::Zeroizing;

use super::{Canonical, Signable, Stages, Style};
use crate::http::headers::Headers;
use crate::http::url::{encode_into, recode, remove_dot_segments};
use crate::sign::crypto::{HmacKey, sha256_hex};
use crate::text::timestamp::Timestamp;

const STYLE: Style = Style { algorithm: "AWS4-HMAC-SHA256", credential: " Credential=", separator: ", " };

/// The credential scope and the moment of a signature.
pub(super) struct Scope<'a> {
    /// `20150830T123600Z`
    moment: String,
    region: &'a str,
    service: &'a str,
    /// `20150830/us-east-1/fsx/aws4_request`
    text: String,
}

impl<'a> Scope<'a> {
    pub(super) fn new(now: Timestamp, region: &'a str, service: &'a str) -> Self {
        let text = [&now.date(), "/", region, "/", service, "/aws4_request"].concat();
        Self { moment: now.basic(), region, service, text }
    }

    fn date(&self) -> &str {
        self.moment.get(..8).unwrap_or_default()
    }
}

/// The headers that the scheme adds.
#[inline(never)]
pub(super) fn add_headers(headers: &mut Headers, scope: &Scope<'_>, session_token: Option<&str>) {
    headers.set("x-amz-date", scope.moment.clone());
    if let Some(token) = session_token {
        headers.set("x-amz-security-token", token.to_owned());
    }
}

#[inline(never)]
pub(super) fn sign(request: &Signable<'_>, scope: &Scope<'_>, id: &str, secret: &str) -> Stages {
    // A hash of the caller's own stands for the body, also where it says that the body is unsigned.
    let payload_hash = match request.headers.get("x-amz-content-sha256") {
        Some(hash) => hash.to_owned(),
        None => sha256_hex(request.body),
    };
    sign_headers(request, &request.headers(), &payload_hash, scope, id, secret)
}

fn sign_headers(
    request: &Signable<'_>,
    headers: &[(&str, &str)],
    payload_hash: &str,
    scope: &Scope<'_>,
    id: &str,
    secret: &str,
) -> Stages {
    let values: Vec<Cow<'_, str>> = headers.iter().map(|(_, value)| collapse_spaces(value)).collect();
    let names = headers.iter().map(|(name, _)| *name);
    let headers: Vec<(&str, &str)> = names.zip(values.iter().map(AsRef::as_ref)).collect();
    let canonical = Canonical {
        path: &canonical_path(request.url.path),
        query: &request.url.canonical_query(recode),
        headers: &headers,
        payload_hash,
    };
    let id = [id, "/", &scope.text].concat();
    let sign = |text: &[u8]| with_signing_key(secret, scope, |key| key.sign_hex(text));
    STYLE.sign(request.method, &canonical, &[&scope.moment, &scope.text], &id, &sign)
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

/// Trimmed, with every run of spaces as one.
fn collapse_spaces(value: &str) -> Cow<'_, str> {
    let value = value.trim_ascii();
    let is_doubled = |pair: &[u8]| pair == b"  " || pair.first() == Some(&b'\t');
    if !value.as_bytes().windows(2).any(is_doubled) {
        return Cow::Borrowed(value);
    }
    let words: Vec<&str> = value.split_ascii_whitespace().collect();
    Cow::Owned(words.join(" "))
}

fn derive_signing_key(secret: &str, scope: &Scope<'_>) -> HmacKey {
    let mut key = Zeroizing::new(Vec::with_capacity(4 + secret.len()));
    key.extend_from_slice(b"AWS4");
    key.extend_from_slice(secret.as_bytes());
    let parts = [scope.date(), scope.region, scope.service, "aws4_request"];
    let mut derived = HmacKey::new(&key);
    for part in parts {
        derived = HmacKey::new(&*Zeroizing::new(derived.sign(part.as_bytes())));
    }
    derived
}

/// A derived key and what it was derived from.
struct CachedKey {
    secret: Zeroizing<String>,
    scope: String,
    key: HmacKey,
}

/// How many derived keys are kept: more than the regions that one process usually calls.
const CACHED_KEYS: usize = 16;

thread_local! {
    /// A key is good for a day, and deriving it is most of a signature's hashing.
    static KEYS: RefCell<Vec<CachedKey>> = const { RefCell::new(Vec::new()) };
}

/// Uses the signing key of a secret and scope: a kept one, or a new one that takes the oldest's place.
fn with_signing_key<T>(secret: &str, scope: &Scope<'_>, use_key: impl FnOnce(&HmacKey) -> T) -> T {
    KEYS.with_borrow_mut(|keys| {
        let is_same = |cached: &CachedKey| cached.secret.as_str() == secret && cached.scope == scope.text;
        let place = keys.iter().position(is_same);
        let cached = match place {
            Some(place) => keys.remove(place),
            None => CachedKey {
                secret: Zeroizing::new(secret.to_owned()),
                scope: scope.text.clone(),
                key: derive_signing_key(secret, scope),
            },
        };
        let result = use_key(&cached.key);
        keys.truncate(CACHED_KEYS - 1);
        keys.insert(0, cached);
        result
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let token = token.filter(|_| context["omit_session_token"] != true);
        add_headers(&mut headers, &scope(1_440_938_160_000.0, "us-east-1"), token);
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
                url: &crate::http::url::UrlParts::parse(&url).ok().unwrap(),
                headers: &headers,
                body: request.body.as_bytes(),
            };
            let list: Vec<(&str, &str)> = headers.iter().collect();
            let now = Timestamp::from_unix_ms(1_440_938_160_000.0).unwrap();
            assert_eq!(now.extended(), text(&context["timestamp"]));
            let stages = sign_headers(
                &signable,
                &list,
                &sha256_hex(signable.body),
                &Scope::new(now, &text(&context["region"]), &text(&context["service"])),
                &text(&context["credentials"]["access_key_id"]),
                &text(&context["credentials"]["secret_access_key"]),
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
            let now = Timestamp::from_unix_ms(1_440_938_160_000.0).unwrap();
            assert_eq!(now.extended(), captures::text(&file, "frozen_time"));
            let (id, secret) = (captures::text(&file, "access_key"), captures::text(&file, "secret_key"));
            let is_sent = |case: &&serde_json::Value| case.get("request").is_some();
            let cases: Vec<_> = file["requests"].as_array().unwrap().iter().filter(is_sent).collect();
            assert_eq!(cases.len(), count, "{name}");
            for case in cases {
                let capture = Capture::read(case);
                let request = capture.signable();
                let scope = Scope::new(now, captures::text(case, "region"), captures::text(case, "service"));
                let hash = sha256_hex(request.body);
                let stages = sign_headers(&request, &capture.signed(&request), &hash, &scope, id, secret);
                capture.assert_equal(&stages);
            }
        }
    }

    fn scope(ms: f64, region: &str) -> Scope<'_> {
        Scope::new(Timestamp::from_unix_ms(ms).unwrap(), region, "service")
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
    fn a_kept_key_is_used_for_its_own_secret_date_region_and_service_only() {
        const DAY: f64 = 86_400_000.0;
        let sign = |secret: &str, scope: &Scope| with_signing_key(secret, scope, |key| key.sign_hex(b"x"));
        let fresh = |secret: &str, scope: &Scope| derive_signing_key(secret, scope).sign_hex(b"x");
        for round in 0..3 {
            for (secret, day, region) in [("a", 0.0, "r"), ("b", 0.0, "r"), ("a", 1.0, "r"), ("a", 0.0, "s")]
            {
                let scope = scope(day * DAY, region);
                assert_eq!(sign(secret, &scope), fresh(secret, &scope), "round {round}");
            }
        }
    }

    #[test]
    fn the_number_of_kept_keys_is_bounded() {
        for index in 0..100 {
            with_signing_key(&format!("secret-{index}"), &scope(0.0, "r"), |_| ());
        }
        KEYS.with_borrow(|keys| {
            assert_eq!(keys.len(), CACHED_KEYS);
            assert_eq!(keys.first().unwrap().secret.as_str(), "secret-99");
        });
    }
}
