//! What was signed, stage by stage, as it may be shown.

use super::canonical::Stages;
use super::schemes::is_secret_header;
use crate::data::value::{Members, Value, serialize_as_value};
use crate::http::headers::Headers;
use crate::http::url::encode;
use crate::text::mask::MASK;
use crate::text::search;

/// What was signed, stage by stage. It holds no key material, and session tokens are masked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
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

serialize_as_value!(Trace);

impl Stages {
    /// `headers` are those of the request that was signed, the session token among them.
    #[cold]
    pub(super) fn trace(&self, headers: &Headers) -> Trace {
        let mut canonical_request = String::with_capacity(self.canonical_request.len());
        for line in self.canonical_request.split_inclusive('\n') {
            let secret = line.split_once(':').filter(|(name, value)| is_secret_header(name, value));
            match secret {
                Some((name, _)) => canonical_request.extend([name, ":", MASK, "\n"]),
                None => canonical_request.push_str(line),
            }
        }
        // Wherever else it may be: in a query, a path, another header.
        let secrets = headers.iter().filter(|(name, value)| is_secret_header(name, value));
        for secret in secrets.map(|(_, value)| value.trim_ascii()) {
            let once = encode(secret);
            let (twice, as_form) = (encode(&once), encode(&search::replace(secret, "+", " ")));
            for form in [secret, &once, &twice, &as_form] {
                canonical_request = search::replace(&canonical_request, form, MASK);
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
