//! The canonical request, the string to sign and the `Authorization` header: what the schemes that sign have in
//! common.

use crate::http::headers::Headers;
use crate::http::url::{UrlParts, decode, encode_into, remove_dot_segments};
use crate::sign::crypto::sha256_hex;

/// A request as the schemes see it, with every header that it will be sent with.
pub(super) struct Signable<'a> {
    pub(super) method: &'a str,
    pub(super) url: &'a UrlParts<'a>,
    pub(super) headers: &'a Headers,
    pub(super) body: &'a [u8],
}

impl Signable<'_> {
    /// The headers to sign with the host among them, sorted by name.
    pub(super) fn headers(&self) -> Vec<(&str, &str)> {
        let mut headers: Vec<(&str, &str)> =
            self.headers.iter().filter(|(name, _)| !is_changed_on_the_way(name)).collect();
        let place = headers.partition_point(|(name, _)| *name < "host");
        headers.insert(place, ("host", &self.url.host));
        headers
    }

    /// The hash of the body. One that the caller gave in this header stands for it, also where it says that
    /// the body is unsigned.
    pub(super) fn payload_hash(&self, header: &str) -> String {
        self.headers.get(header).map_or_else(|| sha256_hex(self.body), str::to_owned)
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
pub(super) struct Stages {
    pub(super) canonical_request: String,
    pub(super) string_to_sign: String,
    pub(super) signed_headers: String,
    pub(super) signature: String,
    pub(super) authorization: String,
}

/// How a scheme writes what all of them have in common.
pub(super) struct Style {
    pub(super) algorithm: &'static str,
    /// What stands before the id of the key.
    pub(super) credential: &'static str,
    /// What stands between the parts of the `Authorization` header.
    pub(super) separator: &'static str,
    /// Writes a header's value in canonical form.
    pub(super) push_value: fn(&str, &mut String),
}

/// A request in the canonical form of a scheme.
pub(super) struct Canonical<'a> {
    pub(super) path: &'a str,
    pub(super) query: &'a str,
    /// Sorted by name.
    pub(super) headers: &'a [(&'a str, &'a str)],
    pub(super) payload_hash: &'a str,
}

impl Style {
    /// Signs a request. `stamp` are the lines of the string to sign between the algorithm and the hash, `id` is
    /// what the key is known by, `sign` what the key makes of the string to sign, in hex.
    pub(super) fn sign(
        &self,
        method: &str,
        canonical: &Canonical<'_>,
        stamp: &[&str],
        id: &str,
        sign: &dyn Fn(&[u8]) -> String,
    ) -> Stages {
        let mut signed_headers = String::with_capacity(64);
        for (name, _) in canonical.headers {
            if !signed_headers.is_empty() {
                signed_headers.push(';');
            }
            signed_headers.push_str(name);
        }
        let canonical_request = canonical.to_request(method, &signed_headers, self.push_value);
        let mut string_to_sign = String::with_capacity(192);
        string_to_sign.push_str(self.algorithm);
        for line in stamp.iter().copied().chain([&*sha256_hex(canonical_request.as_bytes())]) {
            string_to_sign.push('\n');
            string_to_sign.push_str(line);
        }
        let signature = sign(string_to_sign.as_bytes());
        let Self { algorithm, credential, separator, .. } = *self;
        let mut authorization = String::with_capacity(256);
        for part in [algorithm, credential, id, separator, "SignedHeaders=", &signed_headers] {
            authorization.push_str(part);
        }
        for part in [separator, "Signature=", &signature] {
            authorization.push_str(part);
        }
        Stages { canonical_request, string_to_sign, signed_headers, signature, authorization }
    }
}

impl Canonical<'_> {
    /// The six lines that all these schemes share.
    fn to_request(&self, method: &str, signed_headers: &str, push_value: fn(&str, &mut String)) -> String {
        let mut text = String::with_capacity(512);
        for line in [method, self.path, self.query] {
            text.push_str(line);
            text.push('\n');
        }
        for (name, value) in self.headers {
            text.push_str(name);
            text.push(':');
            push_value(value, &mut text);
            text.push('\n');
        }
        for line in ["\n", signed_headers, "\n", self.payload_hash] {
            text.push_str(line);
        }
        text
    }
}

/// A header's value as most schemes have it: without the white space around it.
pub(super) fn push_trimmed(value: &str, out: &mut String) {
    out.push_str(value.trim_ascii());
}

/// A path without dot segments, each segment encoded once, however it is written in the URL.
pub(super) fn recode_path(path: &str) -> String {
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
