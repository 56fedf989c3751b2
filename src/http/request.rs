//! Requests as data.

use std::borrow::Cow;

use crate::data::value::{Members, Value, serialize_as_value};
use crate::http::headers::Headers;

/// A request, ready for anything that sends HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpRequest {
    /// `GET`, `POST` or `DELETE`.
    pub method: Cow<'static, str>,
    /// The whole URL, already in the form that a URL parser would give it.
    pub url: String,
    /// Never `host`, `user-agent` or `content-length`: browsers forbid setting them.
    pub headers: Headers,
    /// The body, when there is one.
    pub body: Option<String>,
}

/// How the vendor wants a request signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signing {
    /// AWS Signature Version 4.
    AwsSigv4 {
        /// The service's signing name, e.g. `fsx`.
        service: Cow<'static, str>,
        /// The region of the credential scope.
        region: String,
    },
    /// Alibaba Cloud signature version 3.
    Acs3,
    /// Huawei Cloud AK/SK.
    SdkHmac,
}

impl Signing {
    /// The scheme's name in this crate's interface.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        match self {
            Self::AwsSigv4 { .. } => "aws-sigv4",
            Self::Acs3 => "acs3-hmac-sha256",
            Self::SdkHmac => "sdk-hmac-sha256",
        }
    }
}

impl From<&Signing> for Value {
    fn from(signing: &Signing) -> Self {
        let mut members = Members::default();
        members.put("scheme", signing.scheme());
        if let Signing::AwsSigv4 { service, region } = signing {
            members.put("service", &**service).put("region", region);
        }
        members.take()
    }
}

/// A request that still has to be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsignedRequest {
    /// The request.
    pub http: HttpRequest,
    /// How to sign it.
    pub signing: Signing,
}

impl HttpRequest {
    /// Its members, to which others may come.
    pub(crate) fn members(&self) -> Members {
        let mut members = Members::default();
        members.put("method", &*self.method).put("url", &self.url).put("headers", &self.headers);
        members.put_some("body", self.body.as_ref());
        // For `fetch`, which would take what was signed along to wherever a redirect leads.
        members.put("redirect", "manual");
        members
    }
}

impl From<&HttpRequest> for Value {
    fn from(request: &HttpRequest) -> Self {
        request.members().take()
    }
}

impl From<&UnsignedRequest> for Value {
    fn from(request: &UnsignedRequest) -> Self {
        request.http.members().put("signing", &request.signing).take()
    }
}

serialize_as_value!(HttpRequest, Signing, UnsignedRequest);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::headers::SECRET_HEADERS;

    #[test]
    fn debug_text_masks_the_headers_that_hold_a_secret() {
        let mut headers = Headers::default();
        for name in SECRET_HEADERS {
            headers.set(name, "sesame");
        }
        let request = HttpRequest {
            method: "POST".into(),
            url: "https://example.com/".to_owned(),
            headers,
            body: None,
        };
        assert!(!format!("{request:?}").contains("sesame"));
    }
}
