//! Calls: plain data in the vendor's own words, checked and built by one driver over the specs.

mod check;
mod ids;
mod param;
mod place;
mod rules;
mod tell;
pub(crate) mod typed;

use std::borrow::Cow;

use crate::data::value::Value;
use crate::error::{CalloffError, ErrorCode, Finding, Findings};
use crate::http::headers::Headers;
use crate::http::request::HttpRequest;
use crate::http::url::{canonical_query, encode_into};
use crate::providers;
use crate::sign::UnsignedRequest;
use crate::spec::field::FieldSpec;
use crate::spec::operation::OperationSpec;
use crate::spec::protocol::{HeaderValue, Location, RequestBody};

use param::Params;

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
        for (field, param) in self.params_at(|location| matches!(location, Location::Query)) {
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
        service.protocol.set_headers(self.spec.name(), &mut headers);
        for (name, value) in service.headers {
            match value {
                HeaderValue::Fixed(text) => headers.set(*name, *text),
                HeaderValue::Param(param) => headers.set(*name, self.text(param).to_owned()),
            }
        }
        for (field, param) in &self.params {
            if let (Some(Location::Header(name)), Some(text)) = (field.location, param.as_text()) {
                headers.set(name, text.into_owned());
            }
        }
        headers
    }

    /// The host that the request goes to, with its port where that is not the scheme's own.
    pub(crate) fn host(&self) -> &str {
        let rest = crate::text::search::split(&self.base, "://").map_or(&*self.base, |(_, rest)| rest);
        rest.split_once('/').map_or(rest, |(host, _)| host)
    }

    fn body(&self) -> Option<String> {
        match self.spec.body {
            RequestBody::None => None,
            RequestBody::Constant(text) => Some(text.to_owned()),
            RequestBody::Json => {
                let mut body = String::with_capacity(64);
                param::write_object(self.params_at(|location| matches!(location, Location::Body)), &mut body);
                Some(body)
            }
        }
    }

    /// The parameters that travel there.
    fn params_at(
        &self,
        is_there: fn(Location) -> bool,
    ) -> impl Iterator<Item = &(&'static FieldSpec, param::Param)> {
        let usual = self.spec.service.protocol.location();
        self.params.iter().filter(move |(field, _)| is_there(field.location.unwrap_or(usual)))
    }

    /// A parameter in a path. Only a rest of a path can have slashes, which stay: elsewhere, a rule refuses them.
    fn write_path(&self, name: &str, url: &mut String) {
        for (index, segment) in self.text(name).split('/').enumerate() {
            if index > 0 {
                url.push('/');
            }
            encode_into(segment.as_bytes(), url);
        }
    }

    /// A parameter's text; empty for one that is not there.
    fn text(&self, name: &str) -> &str {
        param::text_of(&self.params, name).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::made_up;

    fn check(operation: &str, params: &str) -> (Option<Call>, Vec<String>) {
        let call = format!(r#"{{"operation":"{operation}","params":{params}}}"#);
        let mut findings = Findings::default();
        let call = check::call(&serde_json::from_str(&call).unwrap(), made_up::find, &mut findings);
        (call, findings.0.into_iter().map(|finding| finding.message).collect())
    }

    fn built(operation: &str, params: &str) -> HttpRequest {
        let (call, findings) = check(operation, params);
        assert_eq!(findings, [""; 0]);
        call.unwrap().build().http
    }

    fn refused(name: &str) -> String {
        let (_, mut findings) = check("transfer:Cancel", &format!(r#"{{"name":"{name}"}}"#));
        assert_eq!(findings.len(), 1, "{findings:?}");
        findings.remove(0)
    }

    #[test]
    fn a_name_in_a_path_keeps_its_slashes_and_nothing_else() {
        let request = built("transfer:Cancel", r#"{"name":"transferOperations/é +1"}"#);
        assert_eq!(request.url, "https://transfer.example.com/v1/transferOperations/%C3%A9%20%2B1:cancel");
        for name in ["a/../b", "a/./b", "..", "a/%2e%2E"] {
            assert_eq!(refused(name), format!("name: \"{name}\" is a path to another resource, not an id"));
        }
        for name in ["a//b", "/a", "a/"] {
            assert_eq!(refused(name), format!("name: \"{name}\" has an empty segment"));
        }
        for (name, found) in
            [("a/b?c", "?"), ("a/b#c", "#"), ("a/b%2fc", "%"), ("a\\\\b", "\\"), ("a\\nb", "U+000A")]
        {
            let text = format!("name: becomes a part of the URL's path and must not hold \"{found}\"");
            assert_eq!(refused(name), text);
        }
    }

    #[test]
    fn whatever_becomes_a_part_of_the_path_is_checked_as_an_id_is() {
        for job in ["a/b", "..", "%2e", "a?b", "a\\u0000b"] {
            let (_, findings) = check("transfer:Patch", &format!(r#"{{"job":"{job}"}}"#));
            assert_eq!(findings.len(), 1, "{job}");
        }
    }

    #[test]
    fn a_parameter_can_travel_in_a_header() {
        let request = built("transfer:Cancel", r#"{"name":"a","wish":"now","count":7}"#);
        assert_eq!(request.headers.get("x-wish"), Some("now"));
        assert_eq!(request.headers.get("x-count"), Some("7"));
        for (wish, found) in [("now\\r\\nx-other: 1", "U+000D"), ("é", "é")] {
            let (_, findings) = check("transfer:Cancel", &format!(r#"{{"name":"a","wish":"{wish}"}}"#));
            assert_eq!(findings, [format!("wish: becomes a header and must not hold \"{found}\"")]);
        }
    }

    #[test]
    fn a_service_for_the_whole_world_needs_no_region_and_may_have_some() {
        let hosted = |region: &str| {
            let call = format!(r#"{{"operation":"transfer:Patch",{region}"params":{{"job":"j"}}}}"#);
            let mut findings = Findings::default();
            let call = check::call(&serde_json::from_str(&call).unwrap(), made_up::find, &mut findings);
            let findings: Vec<String> = findings.0.into_iter().map(|finding| finding.message).collect();
            (call.map(|call| call.base), findings.join("\n"))
        };
        let base = |host: &str| Some(format!("https://{host}"));
        assert_eq!(hosted(""), (base("transfer.example.com"), String::new()));
        assert_eq!(hosted(r#""region":"china","#), (base("transfer.example.cn"), String::new()));
        let unknown = "region: mars is not among the regions known for Transfer; check it";
        assert_eq!(hosted(r#""region":"mars","#), (base("transfer.example.com"), unknown.to_owned()));
        let odd = "region: expected a string, found a number";
        assert_eq!(hosted(r#""region":7,"#), (None, odd.to_owned()));
    }

    #[test]
    fn a_body_can_be_a_constant() {
        assert_eq!(built("transfer:Cancel", r#"{"name":"a","wish":"now"}"#).body.as_deref(), Some("{}"));
    }

    #[test]
    fn a_json_body_holds_the_parameters_that_travel_in_it_and_no_others() {
        let request = built("transfer:Patch", r#"{"job":"j","status":"stop","dryRun":true}"#);
        assert_eq!(request.method, "PATCH");
        assert_eq!(request.url, "https://transfer.example.com/v1/jobs/j?dryRun=true");
        assert_eq!(request.body.as_deref(), Some(r#"{"status":"stop"}"#));
        assert_eq!(built("transfer:Patch", r#"{"job":"j"}"#).body.as_deref(), Some("{}"));
    }
}
