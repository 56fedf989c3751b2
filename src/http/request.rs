//! Requests as data.

use std::borrow::Cow;

use crate::data::value::{Members, Value, serialize_as_value};
use crate::http::headers::Headers;

/// A request, ready for anything that sends HTTP.
///
/// ```
/// use calloff::HttpRequest;
///
/// let request = HttpRequest::new("PUT", "https://example.com/key").header("content-type", "text/plain").body("text");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HttpRequest {
    /// `GET`, `POST`, `DELETE` or another method, in capital letters.
    pub method: Cow<'static, str>,
    /// The whole URL, already in the form that a URL parser would give it.
    pub url: String,
    /// Never `host`, `user-agent` or `content-length`: browsers forbid setting them.
    pub headers: Headers,
    /// The body, when there is one.
    pub body: Option<String>,
}

impl HttpRequest {
    /// A request without headers and body.
    #[must_use]
    pub fn new(method: impl Into<Cow<'static, str>>, url: impl Into<String>) -> Self {
        Self { method: method.into(), url: url.into(), headers: Headers::default(), body: None }
    }

    /// The same with a header, in the place of one that has its name.
    #[must_use]
    pub fn header(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Cow<'static, str>>) -> Self {
        self.headers.set(name, value);
        self
    }

    /// The same with a body.
    #[must_use]
    pub fn body(mut self, body: impl Into<String>) -> Self {
        self.body = Some(body.into());
        self
    }

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

serialize_as_value!(HttpRequest);
