//! Alibaba Cloud signature version 3, ACS3-HMAC-SHA256.
//!
//! <https://help.aliyun.com/en/sdk/product-overview/v3-request-structure-and-signature>

use super::{Signable, Stages, canonical_request, insert, join_names};
use crate::crypto::{HmacKey, sha256_hex};
use crate::request::{Headers, decode, encode, remove_dot_segments};
use crate::timestamp::Timestamp;

const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// The headers that the scheme adds.
pub(super) fn add_headers(
    headers: &mut Headers,
    now: Timestamp,
    nonce: &str,
    session_token: Option<&str>,
    body: &[u8],
) {
    insert(headers, "x-acs-date", now.extended());
    insert(headers, "x-acs-signature-nonce", nonce);
    insert(headers, "x-acs-content-sha256", sha256_hex(body));
    if let Some(token) = session_token {
        insert(headers, "x-acs-security-token", token);
    }
}

pub(super) fn sign(request: &Signable<'_>, id: &str, secret: &str) -> Stages {
    let headers: Vec<(&str, &str)> =
        request.headers().into_iter().map(|(name, value)| (name, value.trim())).collect();
    let signed_headers = join_names(&headers);
    let payload_hash = request.headers.get("x-acs-content-sha256");
    let canonical_request = canonical_request(
        request.method,
        &canonical_path(request.url.path),
        &request.url.canonical_query(),
        &headers,
        &signed_headers,
        payload_hash.map_or("", String::as_str),
    );
    let string_to_sign = format!("{ALGORITHM}\n{}", sha256_hex(canonical_request.as_bytes()));
    // The secret itself is the key: nothing is derived from it, and nothing appended to it.
    let signature = HmacKey::new(secret.as_bytes()).sign_hex(string_to_sign.as_bytes());
    let authorization =
        format!("{ALGORITHM} Credential={id},SignedHeaders={signed_headers},Signature={signature}");
    Stages { canonical_request, string_to_sign, signed_headers, signature, authorization }
}

/// Each segment encoded once, however it is written in the URL.
fn canonical_path(path: &str) -> String {
    let path = remove_dot_segments(path);
    let segments: Vec<String> = path.split('/').map(|segment| encode(&decode(segment))).collect();
    segments.join("/")
}
