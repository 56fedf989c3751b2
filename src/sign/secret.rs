//! What is secret: text that nothing shows, and the headers that hold such text.

use std::fmt;

use zeroize::Zeroizing;

use super::scheme::SCHEMES;
use crate::http::headers::Headers;
use crate::text::mask::MASK;

/// A text that no Debug output, error or outcome shows, and that is wiped when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Secret(Zeroizing<String>);

impl Secret {
    pub(super) fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    pub(super) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

/// Whether a header holds a secret, by its name in lower case: a session token, an IAM token, a bearer token. A
/// signature is none. Whatever shows a request asks here.
#[must_use]
pub fn is_secret_header(name: &str, value: &str) -> bool {
    SCHEMES.iter().any(|scheme| scheme.secret_headers.contains(&name))
        && !(name == "authorization" && is_signature(value))
}

/// Whether an `Authorization` header holds a signature, from which nobody learns the key.
fn is_signature(authorization: &str) -> bool {
    let (algorithm, _) = authorization.split_once(' ').unwrap_or_default();
    let mut signers = SCHEMES.iter().filter_map(|scheme| scheme.access_key.as_ref());
    signers.any(|signer| signer.style.algorithm == algorithm)
}

/// Shows everything but the values that are secret. Here, since only the schemes know which those are.
impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |(name, value)| (name, if is_secret_header(name, value) { MASK } else { value });
        f.debug_map().entries(self.iter().map(shown)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::HttpRequest;

    #[test]
    fn debug_text_masks_every_header_that_holds_a_secret() {
        for scheme in SCHEMES {
            for name in scheme.secret_headers {
                let mut request = HttpRequest::new("POST", "https://example.com/");
                request.headers.set(*name, "Bearer sesame");
                let shown = format!("{request:?}");
                assert!(shown.contains(MASK) && !shown.contains("sesame"), "{shown}");
            }
        }
        assert!(!format!("{:?}", Secret::new("sesame".to_owned())).contains("sesame"));
    }

    #[test]
    fn a_signature_is_no_secret_but_any_other_authorization_is() {
        for (authorization, is_secret) in [
            ("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830", false),
            ("ACS3-HMAC-SHA256 Credential=x", false),
            ("SDK-HMAC-SHA256 Access=x", false),
            ("Bearer sesame", true),
            ("Basic c2VzYW1l", true),
            ("sesame", true),
        ] {
            assert_eq!(is_secret_header("authorization", authorization), is_secret, "{authorization}");
        }
        assert!(!is_secret_header("content-type", "sesame"));
    }
}
