//! Requests as the vendors' SDKs put them on the wire (tests/vectors), for the tests of every scheme.

use serde_json::Value as Json;

use super::canonical::{Signable, Stages};
use crate::http::headers::Headers;
use crate::http::url::UrlParts;

pub(super) fn load(file: &str) -> Json {
    let path = format!("{}/tests/vectors/{file}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

pub(super) fn text<'a>(object: &'a Json, key: &str) -> &'a str {
    object[key].as_str().unwrap()
}

pub(super) fn headers(object: &Json) -> Headers {
    let mut headers = Headers::default();
    for (name, value) in object.as_object().unwrap() {
        headers.append(name, value.as_str().unwrap());
    }
    headers
}

/// One captured request, and what the SDK signed of it.
pub(super) struct Capture<'a> {
    pub(super) name: &'a str,
    pub(super) signature: &'a str,
    case: &'a Json,
    method: &'a str,
    url: UrlParts<'a>,
    headers: Headers,
    body: &'a str,
    signed_headers: Vec<&'a str>,
}

impl<'a> Capture<'a> {
    pub(super) fn read(case: &'a Json) -> Self {
        let request = case.get("request").unwrap_or(case);
        Self {
            name: case["name"].as_str().or(case["case"].as_str()).unwrap(),
            signature: text(case, "signature"),
            case,
            method: text(request, "method"),
            url: UrlParts::parse(text(request, "url")).unwrap(),
            headers: headers(&request["headers"]),
            body: request["body"].as_str().unwrap_or_default(),
            signed_headers: match &case["signed_headers"] {
                Json::String(names) => names.split(';').collect(),
                names => names.as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect(),
            },
        }
    }

    pub(super) fn signable(&self) -> Signable<'_> {
        let Self { method, url, headers, body, .. } = self;
        Signable { method, url, headers, body: body.as_bytes() }
    }

    /// The headers that the SDK signed, which are not always those that we would.
    pub(super) fn signed<'b>(&'b self, request: &Signable<'b>) -> Vec<(&'b str, &'b str)> {
        let value = |name: &&'b str| match *name {
            "host" => request.url.host.as_str(),
            name => self.headers.get(name).unwrap(),
        };
        self.signed_headers.iter().map(|name| (*name, value(name))).collect()
    }

    pub(super) fn assert_equal(&self, stages: &Stages) {
        assert_eq!(stages.canonical_request, text(self.case, "canonical_request"), "{}", self.name);
        assert_eq!(stages.string_to_sign, text(self.case, "string_to_sign"), "{}", self.name);
        assert_eq!(stages.signature, self.signature, "{}", self.name);
    }
}
