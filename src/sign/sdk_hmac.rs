//! Huawei Cloud AK/SK, SDK-HMAC-SHA256, and the IAM token that may stand in its place.
//!
//! <https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm.html>

use super::canonical::{Canonical, Signable, Stages, Style, push_trimmed, recode_path};
use super::credentials::AccessKey;
use super::scheme::{Context, Scheme, Signer, Signing};
use crate::http::headers::Headers;
use crate::http::url::recode;
use crate::sign::crypto::HmacKey;

pub(super) static SCHEME: Scheme = Scheme {
    name: "sdk-hmac-sha256",
    scope: &[],
    nonce: false,
    secret_headers: &["x-security-token", "x-auth-token"],
    access_key: Some(Signer { style: STYLE, session_token: "x-security-token", apply, sign }),
    token: Some(put_token),
};

const STYLE: Style =
    Style { algorithm: "SDK-HMAC-SHA256", credential: " Access=", separator: ", ", push_value: push_trimmed };

impl Signing {
    /// Huawei Cloud: AK/SK, or an IAM token in place of a signature.
    #[must_use]
    pub const fn sdk_hmac() -> Self {
        Self::of(&SCHEME)
    }
}

#[inline(never)]
fn apply(headers: &mut Headers, context: &Context<'_>) {
    headers.set("x-sdk-date", context.now.basic());
}

/// The token names its project, so the header that goes with AK/SK stays out.
fn put_token(headers: &mut Headers, token: &str) {
    headers.remove(&["x-project-id"]);
    headers.set("x-auth-token", token.to_owned());
}

#[inline(never)]
fn sign(request: &Signable<'_>, context: &Context<'_>) -> Stages {
    // The gateway drops header names with an underscore before it verifies.
    let mut headers = request.headers();
    headers.retain(|(name, _)| !name.bytes().any(|byte| byte == b'_'));
    let date = request.headers.get("x-sdk-date").unwrap_or_default();
    sign_headers(request, &headers, date, &request.payload_hash("x-sdk-content-sha256"), context.key)
}

fn sign_headers(
    request: &Signable<'_>,
    headers: &[(&str, &str)],
    date: &str,
    payload_hash: &str,
    key: &AccessKey,
) -> Stages {
    let canonical = Canonical {
        path: &canonical_path(request.url.path),
        query: &request.url.canonical_query(recode),
        headers,
        payload_hash,
    };
    let hmac = HmacKey::new(key.secret.expose().as_bytes());
    STYLE.sign(request.method, &canonical, &[date], &key.id, &|text| hmac.sign_hex(text))
}

/// With a slash at the end that the URL itself need not have.
fn canonical_path(path: &str) -> String {
    let mut canonical = recode_path(path);
    if !canonical.ends_with('/') {
        canonical.push('/');
    }
    canonical
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::url::UrlParts;
    use crate::sign::captures::{self, Capture};
    use crate::sign::crypto::sha256_hex;

    #[test]
    fn every_captured_request_is_signed_as_the_sdk_signed_it() {
        for name in ["sdk/huawei.json", "sdk/huawei-oms.json"] {
            assert_captures_hold(&captures::load(name));
        }
    }

    fn assert_captures_hold(file: &serde_json::Value) {
        let key = AccessKey::new(captures::text(file, "ak"), captures::text(file, "sk"));
        for case in file["cases"].as_array().unwrap() {
            let capture = Capture::read(case);
            let request = capture.signable();
            let date = captures::text(file, "frozen_time");
            let payload_hash = sha256_hex(request.body);
            let stages = sign_headers(&request, &capture.signed(&request), date, &payload_hash, &key);
            if capture.name == "delete/task-dotdot" {
                // The SDK signs another path than the one that it sends.
                assert_ne!(stages.signature, capture.signature);
            } else {
                capture.assert_equal(&stages);
            }
        }
    }

    #[test]
    fn the_documented_example_holds() {
        let file = captures::load("huawei-published.json");
        let example = &file["doc_apisign"];
        let (method, url) = captures::text(example, "request").split_once(' ').unwrap();
        let headers = captures::headers(&example["headers"]);
        let request =
            Signable { method, url: &UrlParts::parse(url).ok().unwrap(), headers: &headers, body: b"" };
        let list: Vec<(&str, &str)> = headers.iter().collect();
        let date = "20191115T033655Z";
        let key = AccessKey::new(captures::text(example, "ak"), captures::text(example, "sk"));
        let stages = sign_headers(&request, &list, date, &sha256_hex(b""), &key);
        assert_eq!(stages.canonical_request, captures::text(example, "canonical_request"));
        assert_eq!(stages.signature, captures::text(example, "signature"));
    }

    /// The Go SDK signs no host, which `sign` always does: its vectors are held here.
    #[test]
    fn the_go_sdk_vectors_hold() {
        for (method, url, body, signature) in [
            (
                "GET",
                "https://example.huaweicloud.com/path?limit=1",
                "",
                "5a2ce64c865e0e6046321c6f3d5a77ba8413eeaf355c3166c03d58d02ac79624",
            ),
            (
                "POST",
                "https://example.huaweicloud.com/path?key=value",
                "{\"Name\":\"test\",\"Id\":1}\n",
                "cecc2af119b18ab70b4d094c0750f3b42c02f254903179a0fc2cc72fc9db4f59",
            ),
        ] {
            let request = Signable {
                method,
                url: &UrlParts::parse(url).ok().unwrap(),
                headers: &Headers::default(),
                body: body.as_bytes(),
            };
            let date = "20060102T150405Z";
            let payload_hash = sha256_hex(request.body);
            let headers = [("x-sdk-date", date)];
            let key = AccessKey::new("AccessKey", "SecretKey");
            let signed = sign_headers(&request, &headers, date, &payload_hash, &key);
            assert_eq!(signed.signature, signature);
        }
    }

    #[test]
    fn the_slash_at_the_end_is_in_the_canonical_form_only() {
        for (path, canonical) in
            [("/", "/"), ("/a", "/a/"), ("/a/", "/a/"), ("/a%20b", "/a%20b/"), ("/é", "/%C3%A9/")]
        {
            assert_eq!(canonical_path(path), canonical);
        }
    }
}
