//! Calls: plain data in the vendor's own words, checked and built by one driver over the specs.

mod check;
mod ids;
mod param;
mod rules;

use std::borrow::Cow;

use crate::data::value::Value;
use crate::error::{CalloffError, ErrorCode, Finding, Findings};
use crate::http::headers::Headers;
use crate::http::request::{HttpRequest, UnsignedRequest};
use crate::http::url::{canonical_query, encode_into};
use crate::providers;
use crate::spec::field::FieldSpec;
use crate::spec::operation::OperationSpec;
use crate::spec::protocol::{HeaderValue, Location, RequestBody};

use param::{Param, Params};

/// A call that has been checked: whoever holds one can build its request.
pub struct Call {
    pub(crate) spec: &'static OperationSpec,
    region: String,
    base: String,
    params: Params,
}

/// Everything that is wrong with a call, at once; nothing when there is nothing to say.
#[must_use]
pub fn validate(call: &Value) -> Vec<Finding> {
    let mut findings = Findings::default();
    check::call(call, providers::find, &mut findings);
    findings.0
}

impl Call {
    /// Checks a call.
    ///
    /// # Errors
    /// [`ErrorCode::Invalid`] with all that [`validate`] finds, when an error is among it.
    pub fn new(value: &Value) -> Result<Self, CalloffError> {
        let mut findings = Findings::default();
        match check::call(value, providers::find, &mut findings) {
            Some(call) => findings.into_result(ErrorCode::Invalid).map(|()| call),
            None => Err(CalloffError::new(ErrorCode::Invalid, findings.0)),
        }
    }

    /// The request, unsigned.
    #[must_use]
    pub fn build(&self) -> UnsignedRequest {
        let service = self.spec.service;
        UnsignedRequest {
            http: HttpRequest {
                method: self.spec.method.into(),
                url: self.url(),
                headers: self.headers(),
                body: self.body(),
            },
            signing: (service.vendor.signing)(service.label, &self.region),
        }
    }

    fn url(&self) -> String {
        let mut url = self.base.clone();
        let mut rest = self.spec.path;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            url.push_str(before);
            self.write_path(name, &mut url);
            rest = after;
        }
        url.push_str(rest);
        let mut pairs = Vec::with_capacity(self.params.len());
        for (field, param) in self.params_at(Location::Query) {
            param.flatten(Cow::Borrowed(field.name), &mut pairs);
        }
        if !pairs.is_empty() {
            url.push('?');
            url.push_str(&canonical_query(pairs.iter().map(|(name, text)| (&**name, &**text))));
        }
        url
    }

    /// Every header except those of the signature.
    fn headers(&self) -> Headers {
        let service = self.spec.service;
        let mut headers = Headers::default();
        for (name, value) in service.protocol.headers().chain(service.headers.iter().copied()) {
            match value {
                HeaderValue::Fixed(text) => headers.set(name, text),
                HeaderValue::Operation(prefix) => headers.set(name, [prefix, self.spec.name()].concat()),
                HeaderValue::Param(param) => headers.set(name, self.text(param).to_owned()),
            }
        }
        for (field, param) in &self.params {
            if let (Some(Location::Header(name)), Some(text)) = (field.location, param.as_text()) {
                headers.set(name, text.into_owned());
            }
        }
        headers
    }

    fn body(&self) -> Option<String> {
        match self.spec.body {
            RequestBody::None => None,
            RequestBody::Constant(text) => Some(text.to_owned()),
            RequestBody::Json => {
                let mut body = String::with_capacity(64);
                param::write_object(self.params_at(Location::Body), &mut body);
                Some(body)
            }
        }
    }

    /// The parameters that travel there.
    fn params_at(&self, location: Location) -> impl Iterator<Item = &(&'static FieldSpec, Param)> {
        let usual = self.spec.service.protocol.location();
        self.params.iter().filter(move |(field, _)| field.location.unwrap_or(usual) == location)
    }

    /// A parameter in a path: one segment, or several with slashes between them.
    fn write_path(&self, name: &str, url: &mut String) {
        let is_rest = |field: &&FieldSpec| field.name == name && field.location == Some(Location::PathRest);
        let is_rest = self.spec.fields.iter().find(is_rest).is_some();
        for (index, segment) in self.text(name).split(|c| is_rest && c == '/').enumerate() {
            if index > 0 {
                url.push('/');
            }
            encode_into(segment.as_bytes(), url);
        }
    }

    /// A parameter's text; empty for one that the operation does not have.
    fn text(&self, name: &str) -> &str {
        self.params
            .iter()
            .find_map(|(field, param)| match param {
                Param::Text(text) if field.name == name => Some(text.as_str()),
                _ => None,
            })
            .unwrap_or("")
    }
}
