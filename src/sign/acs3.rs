//! Alibaba Cloud signature version 3, ACS3-HMAC-SHA256.
//!
//! <https://help.aliyun.com/en/sdk/product-overview/v3-request-structure-and-signature>

use super::{Canonical, Signable, Stages, Style, recode_path};
use crate::http::headers::Headers;
use crate::http::url::recode;
use crate::sign::crypto::{HmacKey, sha256_hex};
use crate::text::timestamp::Timestamp;

const STYLE: Style = Style { algorithm: "ACS3-HMAC-SHA256", credential: " Credential=", separator: "," };

/// The headers that the scheme adds.
#[inline(never)]
pub(super) fn add_headers(
    headers: &mut Headers,
    now: Timestamp,
    nonce: &str,
    session_token: Option<&str>,
    body: &[u8],
) {
    headers.set("x-acs-date", now.extended());
    headers.set("x-acs-signature-nonce", nonce.to_owned());
    headers.set("x-acs-content-sha256", sha256_hex(body));
    if let Some(token) = session_token {
        headers.set("x-acs-security-token", token.to_owned());
    }
}

#[inline(never)]
pub(super) fn sign(request: &Signable<'_>, id: &str, secret: &str) -> Stages {
    sign_headers(request, &request.headers(), id, secret)
}

fn sign_headers(request: &Signable<'_>, headers: &[(&str, &str)], id: &str, secret: &str) -> Stages {
    let headers: Vec<(&str, &str)> =
        headers.iter().map(|(name, value)| (*name, value.trim_ascii())).collect();
    let canonical = Canonical {
        path: &recode_path(request.url.path),
        query: &request.url.canonical_query(recode_form),
        headers: &headers,
        payload_hash: request.headers.get("x-acs-content-sha256").unwrap_or_default(),
    };
    // The secret itself is the key: nothing is derived from it, and nothing appended to it.
    let key = HmacKey::new(secret.as_bytes());
    STYLE.sign(request.method, &canonical, &[], id, &|text| key.sign_hex(text))
}

/// The server reads the query as a form, in which a plus is a space.
fn recode_form(text: &str) -> String {
    recode(&text.replace('+', " "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sign::captures::{self, Capture};

    #[test]
    fn every_captured_request_is_signed_as_the_sdks_signed_it() {
        let file = captures::load("sdk/alibaba.json");
        let secret = captures::text(&file["frozen"], "access_key_secret");
        let id = captures::text(&file["frozen"], "access_key_id");
        let mut signed = 0;
        for case in file["captures"].as_array().unwrap() {
            let capture = Capture::read(case);
            let request = capture.signable();
            let stages = sign_headers(&request, &capture.signed(&request), id, secret);
            capture.assert_equal(&stages);
            signed += 1;
        }
        assert_eq!(signed, file["captures"].as_array().unwrap().len());
    }

    /// The vendor's "fixed parameter" example.
    #[test]
    fn the_published_example_holds() {
        let headers = Headers::new(&[
            ("x-acs-action", "RunInstances"),
            ("x-acs-content-sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("x-acs-date", "2023-10-26T10:22:32Z"),
            ("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"),
            ("x-acs-version", "2014-05-26"),
        ]);
        let url = "https://ecs.cn-shanghai.aliyuncs.com/?RegionId=cn-shanghai&ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd";
        let request = Signable {
            method: "POST",
            url: &crate::http::url::UrlParts::parse(url).ok().unwrap(),
            headers: &headers,
            body: b"",
        };
        let stages = sign(&request, "YourAccessKeyId", "YourAccessKeySecret");
        assert_eq!(
            sha256_hex(stages.canonical_request.as_bytes()),
            "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259"
        );
        assert_eq!(stages.signature, "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
    }
}
