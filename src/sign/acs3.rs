//! Alibaba Cloud signature version 3, ACS3-HMAC-SHA256.
//!
//! <https://help.aliyun.com/en/sdk/product-overview/v3-request-structure-and-signature>

use super::canonical::{Canonical, Signable, Stages, Style, push_trimmed, recode_path};
use super::credentials::AccessKey;
use super::scheme::{Context, Scheme, Signer, Signing};
use crate::http::headers::Headers;
use crate::http::url::recode_form;
use crate::sign::crypto::{HmacKey, sha256_hex};

pub(super) static SCHEME: Scheme = Scheme {
    name: "acs3-hmac-sha256",
    scope: &[],
    nonce: true,
    secret_headers: &["x-acs-security-token"],
    access_key: Some(Signer { style: STYLE, session_token: "x-acs-security-token", apply, sign }),
    token: None,
};

const STYLE: Style = Style {
    algorithm: "ACS3-HMAC-SHA256",
    credential: " Credential=",
    separator: ",",
    push_value: push_trimmed,
};

impl Signing {
    /// Alibaba Cloud signature version 3.
    #[must_use]
    pub const fn acs3() -> Self {
        Self::of(&SCHEME)
    }
}

#[inline(never)]
fn apply(headers: &mut Headers, context: &Context<'_>) {
    headers.set("x-acs-date", context.now.extended());
    headers.set("x-acs-signature-nonce", context.nonce.to_owned());
    headers.set("x-acs-content-sha256", sha256_hex(context.body));
}

#[inline(never)]
fn sign(request: &Signable<'_>, context: &Context<'_>) -> Stages {
    sign_headers(request, &request.headers(), context.key)
}

fn sign_headers(request: &Signable<'_>, headers: &[(&str, &str)], key: &AccessKey) -> Stages {
    let canonical = Canonical {
        path: &recode_path(request.url.path),
        query: &request.url.canonical_query(recode_form),
        headers,
        payload_hash: request.headers.get("x-acs-content-sha256").unwrap_or_default(),
    };
    // The secret itself is the key: nothing is derived from it, and nothing appended to it.
    let hmac = HmacKey::new(key.secret.expose().as_bytes());
    STYLE.sign(request.method, &canonical, &[], &key.id, &|text| hmac.sign_hex(text))
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
        let key = AccessKey::new(id, secret);
        let mut signed = 0;
        for case in file["captures"].as_array().unwrap() {
            let capture = Capture::read(case);
            let request = capture.signable();
            let stages = sign_headers(&request, &capture.signed(&request), &key);
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
        let key = AccessKey::new("YourAccessKeyId", "YourAccessKeySecret");
        let stages = sign_headers(&request, &request.headers(), &key);
        assert_eq!(
            sha256_hex(stages.canonical_request.as_bytes()),
            "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259"
        );
        assert_eq!(stages.signature, "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
    }
}
