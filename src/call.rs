//! Calls: plain data in the vendor's own words, checked by one driver over the specs.

use std::fmt::{Arguments, Display};

use crate::endpoint;
use crate::finding::{CalloffError, ErrorCode, Finding, FindingCode, excerpt};
use crate::providers;
use crate::request::{HttpRequest, UnsignedRequest};
use crate::spec::{FieldSpec, FieldType, IdShape, OperationSpec, Variant};
use crate::value::Value;

/// A call that has been checked: whoever holds one can build its request.
pub struct Call {
    pub(crate) spec: &'static OperationSpec,
    pub(crate) region: String,
    base: String,
    params: Vec<(&'static str, Param)>,
}

const MOST_FINDINGS: usize = 100;

const CALL_KEYS: [&str; 5] = ["operation", "region", "endpoint", "variants", "params"];

/// Longer text is judged by its length alone: every field's limit is far below.
const LONGEST_MATCHED: usize = 4_096;

/// A parameter that has been checked.
enum Param {
    Text(String),
    Bool(bool),
}

impl Call {
    /// Checks a call.
    ///
    /// # Errors
    /// [`ErrorCode::Invalid`] with all that [`validate`] finds, when an error is among it.
    pub fn new(value: &Value) -> Result<Self, CalloffError> {
        let mut checker = Checker::default();
        let call = checker.call(value);
        match call {
            Some(call) if !checker.findings.iter().any(Finding::is_error) => Ok(call),
            _ => Err(CalloffError::new(ErrorCode::Invalid, checker.findings)),
        }
    }

    /// The request, unsigned.
    #[must_use]
    pub fn build(&self) -> UnsignedRequest {
        let target = (self.spec.build)(self);
        let mut url = self.base.clone();
        url.push_str(&target.path);
        if !target.query.is_empty() {
            url.push('?');
            url.push_str(&target.query);
        }
        UnsignedRequest {
            http: HttpRequest {
                method: target.method.to_owned(),
                url,
                headers: target.headers,
                body: target.body,
            },
            signing: (self.spec.service.signing)(&self.region),
        }
    }

    /// A parameter's text; empty for one that the operation does not have.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.params
            .iter()
            .find_map(|(known, param)| match param {
                Param::Text(text) if *known == name => Some(text.as_str()),
                _ => None,
            })
            .unwrap_or("")
    }

    /// Every parameter that is present, as a query has it.
    pub(crate) fn query_pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.params.iter().map(|(name, param)| {
            let text = match param {
                Param::Text(text) => text.as_str(),
                Param::Bool(true) => "true",
                Param::Bool(false) => "false",
            };
            (*name, text)
        })
    }
}

/// Everything that is wrong with a call, at once; nothing when there is nothing to say.
#[must_use]
pub fn validate(call: &Value) -> Vec<Finding> {
    let mut checker = Checker::default();
    checker.call(call);
    checker.findings
}

/// Collects findings on the way through a call.
#[derive(Default)]
struct Checker {
    findings: Vec<Finding>,
}

impl Checker {
    fn error(&mut self, path: impl Display, code: FindingCode, text: impl Display) {
        // A call that has a hundred faults has been told enough.
        if self.findings.len() >= MOST_FINDINGS {
            return;
        }
        self.findings.push(Finding::error(path, code, text));
    }

    fn warning(&mut self, path: impl Display, code: FindingCode, text: impl Display) {
        self.findings.push(Finding::warning(path, code, text));
    }

    fn call(&mut self, call: &Value) -> Option<Call> {
        let Value::Object(entries) = call else {
            self.error("", FindingCode::Type, format_args!("expected an object, found {}", call.kind()));
            return None;
        };
        if !entries.iter().all(|(key, _)| CALL_KEYS.contains(&key.as_str())) {
            self.unknown_keys("", entries, &CALL_KEYS);
        }
        let spec = self.operation(call.get("operation"));
        let region = self.region(call.get("region"), spec);
        let variants = self.variants(call.get("variants"), spec);
        let base = self.base(call.get("endpoint"), spec, region.as_deref(), &variants);
        let params = self.params(call.get("params"), spec);
        Some(Call { spec: spec?, region: region?, base: base?, params: params? })
    }

    #[cold]
    fn unknown_keys(&mut self, parent: &str, entries: &[(String, Value)], known: &[&str]) {
        for (key, _) in entries {
            if known.contains(&key.as_str()) {
                continue;
            }
            let path = if parent.is_empty() { excerpt(key) } else { format!("{parent}.{}", excerpt(key)) };
            let meant = known.iter().find(|name| name.eq_ignore_ascii_case(key));
            let hint = match meant {
                Some(name) => format!("did you mean {name}?"),
                None => format!("expected only {}", known.join(", ")),
            };
            self.error(&path, FindingCode::Unknown, format_args!("unknown key; {hint}"));
        }
    }

    fn operation(&mut self, value: Option<&Value>) -> Option<&'static OperationSpec> {
        let id = self.string(format_args!("operation"), value)?;
        let spec = providers::find(id);
        if spec.is_none() {
            let ids: Vec<&str> = providers::operations().map(|spec| spec.id).collect();
            self.error(
                "operation",
                FindingCode::Enum,
                format_args!("expected one of {}, found \"{}\"", ids.join(", "), excerpt(id)),
            );
        }
        spec
    }

    fn region(&mut self, value: Option<&Value>, spec: Option<&OperationSpec>) -> Option<String> {
        let region = self.string(format_args!("region"), value)?;
        if let Err(finding) = endpoint::check_region(region) {
            self.findings.push(finding);
            return None;
        }
        if let Some(service) = spec.map(|spec| spec.service)
            && !service.regions.contains(&region)
            && service.endpoints.mapped(region).is_none()
        {
            self.warning(
                "region",
                FindingCode::Enum,
                format_args!("{region} is not among the regions known for {}; check it", service.name),
            );
        }
        Some(region.to_owned())
    }

    fn variants(&mut self, value: Option<&Value>, spec: Option<&OperationSpec>) -> Vec<Variant> {
        let items = match value {
            None => return Vec::new(),
            Some(Value::List(items)) => items,
            Some(other) => {
                self.error(
                    "variants",
                    FindingCode::Type,
                    format_args!("expected an array, found {}", other.kind()),
                );
                return Vec::new();
            }
        };
        let mut variants = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let path = format_args!("variants[{index}]");
            let Some(name) = self.string(path, Some(item)) else {
                continue;
            };
            let Some(spec) = spec else { continue };
            let allowed = spec.service.variants;
            if let Some(variant) = Variant::from_name(name).filter(|variant| allowed.contains(variant)) {
                variants.push(variant);
                continue;
            }
            let names: Vec<&str> = allowed.iter().map(|variant| variant.name()).collect();
            let expected = if names.is_empty() {
                "has no endpoint variants".to_owned()
            } else {
                format!("expected one of {}", names.join(", "))
            };
            let text = format!("{}: {expected}, found \"{}\"", spec.service.name, excerpt(name));
            self.error(path, FindingCode::Enum, text);
        }
        variants
    }

    fn base(
        &mut self,
        value: Option<&Value>,
        spec: Option<&OperationSpec>,
        region: Option<&str>,
        variants: &[Variant],
    ) -> Option<String> {
        let Some(value) = value else {
            let (spec, region) = (spec?, region?);
            let endpoints = &spec.service.endpoints;
            if let Some(host) = endpoints.mapped(region).filter(|_| !variants.is_empty()) {
                self.warning(
                    "variants",
                    FindingCode::Enum,
                    format_args!("{region} has one endpoint only, {host}; the variant is ignored"),
                );
            }
            return Some(["https://", &endpoints.host(region, variants)].concat());
        };
        let endpoint = self.string(format_args!("endpoint"), Some(value))?;
        if !variants.is_empty() {
            self.error(
                "variants",
                FindingCode::Enum,
                "an endpoint of your own is used as it is and has no variants; leave one of the two out",
            );
        }
        endpoint::read_endpoint(endpoint).map_err(|finding| self.findings.push(finding)).ok()
    }

    fn params(
        &mut self,
        value: Option<&Value>,
        spec: Option<&'static OperationSpec>,
    ) -> Option<Vec<(&'static str, Param)>> {
        let entries = match value {
            Some(Value::Object(entries)) => entries.as_slice(),
            Some(other) => {
                self.error(
                    "params",
                    FindingCode::Type,
                    format_args!("expected an object, found {}", other.kind()),
                );
                return None;
            }
            None => &[],
        };
        let spec = spec?;
        let is_known = |(key, _): &(String, Value)| spec.fields.iter().any(|field| field.name == key);
        if !entries.iter().all(is_known) {
            let names: Vec<&str> = spec.fields.iter().map(|field| field.name).collect();
            self.unknown_keys("params", entries, &names);
        }
        let mut params = Vec::with_capacity(spec.fields.len());
        for field in spec.fields {
            let value = value.and_then(|params| params.get(field.name));
            if let Some(param) = self.param(field, value) {
                params.push((field.name, param));
            }
        }
        Some(params)
    }

    fn param(&mut self, field: &FieldSpec, value: Option<&Value>) -> Option<Param> {
        // Only findings need its text.
        let path = format_args!("params.{}", field.name);
        if value.is_none() && !field.required {
            return None;
        }
        match field.kind {
            FieldType::Boolean => match value {
                Some(Value::Bool(value)) => Some(Param::Bool(*value)),
                other => {
                    let found = other.map_or("nothing", Value::kind);
                    self.error(path, FindingCode::Type, format_args!("expected a boolean, found {found}"));
                    None
                }
            },
            FieldType::String => {
                let text = self.string(path, value)?;
                self.text(path, field, text);
                Some(Param::Text(text.to_owned()))
            }
        }
    }

    /// Text that must be there.
    fn string<'a>(&mut self, path: Arguments<'_>, value: Option<&'a Value>) -> Option<&'a str> {
        match value {
            Some(Value::String(text)) => return Some(text),
            None => self.error(path, FindingCode::Required, "required"),
            Some(Value::LoneSurrogate) => self.error(
                path,
                FindingCode::Unsafe,
                "holds half of a surrogate pair, which no request can carry",
            ),
            Some(other) => {
                self.error(
                    path,
                    FindingCode::Type,
                    format_args!("expected a string, found {}", other.kind()),
                );
            }
        }
        None
    }

    /// Every rule on text: the documented ones, then what is unsafe, then what is only suspicious.
    fn text(&mut self, path: Arguments<'_>, field: &FieldSpec, text: &str) {
        let count = if text.is_ascii() { text.len() } else { text.chars().count() };
        if text.is_empty() && field.required && field.min_length.is_none() {
            self.error(path, FindingCode::Required, "required, found an empty string");
            return;
        }
        if text.is_empty() && !field.required {
            self.warning(path, FindingCode::Length, "empty; leave it out to have none");
        }
        if let Some(min) = field.min_length.filter(|&min| count < min as usize) {
            let unit = if min == 1 { "character" } else { "characters" };
            self.error(
                path,
                FindingCode::Length,
                format_args!("expected at least {min} {unit}, found {count}"),
            );
        }
        if let Some(max) = field.max_length.filter(|&max| count > max as usize) {
            self.error(
                path,
                FindingCode::Length,
                format_args!("expected at most {max} characters, found {count}"),
            );
        }
        if field.ascii && !text.is_ascii() {
            let found = text.chars().find(|c| !c.is_ascii()).unwrap_or_default();
            self.error(
                path,
                FindingCode::Pattern,
                format_args!("expected ASCII characters only, found \"{}\"", excerpt(&found.to_string())),
            );
        }
        let is_word = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        let pasted = field.id.filter(|_| !is_word).and_then(|shape| pasted_id(text, shape));
        if let Some(pattern) = field.pattern
            && text.len() <= LONGEST_MATCHED
            && !pattern.regex().is_some_and(|regex| regex.is_match(text))
        {
            let hint = pasted_hint(pasted);
            self.error(
                path,
                FindingCode::Pattern,
                format_args!("expected {}, found \"{}\"{hint}", pattern.source, excerpt(text)),
            );
        }
        if field.id.is_some() && !is_word {
            self.unsafe_id(path, field, text, pasted);
            self.suspicious_id(path, field, text, pasted);
        }
    }

    /// What could make an id reach another resource.
    #[cold]
    fn unsafe_id(&mut self, path: Arguments<'_>, field: &FieldSpec, text: &str, pasted: Option<&str>) {
        let dots = crate::request::decode(text);
        if dots == b"." || dots == b".." {
            self.error(
                path,
                FindingCode::Unsafe,
                format_args!("\"{text}\" is a path to another resource, not an id"),
            );
            return;
        }
        let is_unsafe = |c: &char| matches!(c, '/' | '\\' | '?' | '#' | '%') || c.is_control();
        if field.in_path
            && let Some(found) = text.chars().find(is_unsafe)
        {
            let hint = pasted_hint(pasted);
            self.error(
                path,
                FindingCode::Unsafe,
                format_args!(
                    "becomes a part of the URL's path and must not hold \"{}\"{hint}",
                    excerpt(&found.to_string())
                ),
            );
        }
    }

    /// What no documented rule forbids, but no real id has.
    #[cold]
    fn suspicious_id(&mut self, path: Arguments<'_>, field: &FieldSpec, text: &str, pasted: Option<&str>) {
        let is_template = |open, close| text.starts_with(open) && text.ends_with(close);
        if text.contains("****") || is_template('{', '}') || is_template('<', '>') {
            self.warning(
                path,
                FindingCode::Placeholder,
                "looks like the example of a documentation page, not like a real id",
            );
        }
        if field.pattern.is_none() && !field.in_path {
            if pasted.is_some() {
                let hint = pasted_hint(pasted);
                self.warning(path, FindingCode::Pattern, format_args!("expected an id alone{hint}"));
            } else if let Some(found) = text.chars().find(|c| c.is_control()) {
                self.warning(
                    path,
                    FindingCode::Pattern,
                    format_args!("holds the control character {}", excerpt(&found.to_string())),
                );
            }
        }
        if text.trim() != text {
            self.warning(path, FindingCode::Pattern, "begins or ends with a space");
        }
    }
}

/// The id in an ARN or a URL that was pasted where an id belongs.
#[cold]
fn pasted_id(text: &str, shape: IdShape) -> Option<&str> {
    let is_pasted = text.len() <= LONGEST_MATCHED
        && (text.contains("://") || ["arn:", "acs:"].iter().any(|prefix| text.starts_with(prefix)));
    if !is_pasted {
        return None;
    }
    let parts = || text.split(['/', ':', '?', '&', '=', '#', ' ']).filter(|part| !part.is_empty());
    let found = match shape {
        IdShape::Begins(prefixes) => {
            parts().rfind(|part| prefixes.iter().any(|prefix| part.starts_with(prefix)))
        }
        IdShape::After(before) => parts().skip_while(|part| *part != before).nth(1),
    };
    Some(found.unwrap_or(""))
}

#[cold]
fn pasted_hint(pasted: Option<&str>) -> String {
    match pasted {
        None => String::new(),
        Some("") => "; this is a URL or ARN, and no id is found in it".to_owned(),
        Some(id) => format!("; this is a URL or ARN, of which \"{}\" is the id", excerpt(id)),
    }
}
