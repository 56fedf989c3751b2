//! Huawei Cloud AK/SK, SDK-HMAC-SHA256, and the IAM token that may stand in its place.
//!
//! <https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm.html>

use super::{Canonical, Signable, Stages, Style, recode_path};
use crate::http::headers::Headers;
use crate::http::url::recode;
use crate::sign::crypto::{HmacKey, sha256_hex};
use crate::text::search;
use crate::text::timestamp::Timestamp;

const STYLE: Style = Style { algorithm: "SDK-HMAC-SHA256", credential: " Access=", separator: ", " };

/// The headers that the scheme adds.
#[inline(never)]
pub(super) fn add_headers(headers: &mut Headers, now: Timestamp, session_token: Option<&str>) {
    headers.set("x-sdk-date", now.basic());
    if let Some(token) = session_token {
        headers.set("x-security-token", token.to_owned());
    }
}

/// With a token nothing is signed. The token names its project, so the header that goes with AK/SK
/// stays out.
pub(super) fn authorize_with_token(headers: &mut Headers, token: &str) {
    headers.remove(&["x-project-id"]);
    headers.set("x-auth-token", token.to_owned());
}

#[inline(never)]
pub(super) fn sign(request: &Signable<'_>, id: &str, secret: &str) -> Stages {
    // The gateway drops header names with an underscore before it verifies.
    let headers: Vec<(&str, &str)> = request
        .headers()
        .into_iter()
        .filter(|(name, _)| !search::contains(name, "_"))
        .map(|(name, value)| (name, value.trim_ascii()))
        .collect();
    let date = request.headers.get("x-sdk-date").unwrap_or_default();
    // A hash of the caller's own stands for the body.
    let payload_hash = match request.headers.get("x-sdk-content-sha256") {
        Some(hash) => hash.to_owned(),
        None => sha256_hex(request.body),
    };
    sign_headers(request, &headers, date, &payload_hash, id, secret)
}

fn sign_headers(
    request: &Signable<'_>,
    headers: &[(&str, &str)],
    date: &str,
    payload_hash: &str,
    id: &str,
    secret: &str,
) -> Stages {
    let canonical = Canonical {
        path: &canonical_path(request.url.path),
        query: &request.url.canonical_query(recode),
        headers,
        payload_hash,
    };
    let key = HmacKey::new(secret.as_bytes());
    STYLE.sign(request.method, &canonical, &[date], id, &|text| key.sign_hex(text))
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

    #[test]
    fn every_captured_request_is_signed_as_the_sdk_signed_it() {
        for name in ["sdk/huawei.json", "sdk/huawei-oms.json"] {
            assert_captures_hold(&captures::load(name));
        }
    }

    fn assert_captures_hold(file: &serde_json::Value) {
        let (id, secret) = (captures::text(file, "ak"), captures::text(file, "sk"));
        for case in file["cases"].as_array().unwrap() {
            let capture = Capture::read(case);
            let request = capture.signable();
            let date = captures::text(file, "frozen_time");
            let payload_hash = sha256_hex(request.body);
            let stages = sign_headers(&request, &capture.signed(&request), date, &payload_hash, id, secret);
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
        let (id, secret) = (captures::text(example, "ak"), captures::text(example, "sk"));
        let stages = sign_headers(&request, &list, date, &sha256_hex(b""), id, secret);
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
            let signed = sign_headers(&request, &headers, date, &payload_hash, "AccessKey", "SecretKey");
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
