//! Calls: plain data in the vendor's own words, checked by one driver over the specs.

use std::borrow::Cow;
use std::fmt::Arguments;

use crate::data::json;
use crate::data::value::Value;
use crate::error::{CalloffError, ErrorCode, Finding, FindingCode, Findings, excerpt, is_invisible};
use crate::http::headers::Headers;
use crate::http::request::{HttpRequest, UnsignedRequest};
use crate::http::url::{self, canonical_query, encode_into};
use crate::providers;
use crate::spec::endpoint;
use crate::spec::endpoint::Variant;
use crate::spec::field::{FieldSpec, FieldType, IdShape};
use crate::spec::operation::OperationSpec;
use crate::spec::service::{Carrier, HeaderValue};
use crate::text::search;

/// A call that has been checked: whoever holds one can build its request.
pub struct Call {
    pub(crate) spec: &'static OperationSpec,
    region: String,
    base: String,
    params: Params,
}

/// Parameters that have been checked, in the order of the specification.
type Params = Vec<(&'static FieldSpec, Param)>;

const CALL_KEYS: [&str; 5] = ["operation", "region", "endpoint", "variants", "params"];

/// Longer text matches no pattern: every value of one is far shorter.
const LONGEST_MATCHED: usize = 4_096;

/// A parameter that has been checked.
enum Param {
    Text(String),
    Bool(bool),
    Integer(i64),
    Texts(Vec<String>),
    Objects(Vec<Params>),
}

impl Param {
    fn write_json(&self, out: &mut String) {
        match self {
            Self::Text(text) => json::write_string(text, out),
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Integer(number) => out.push_str(&number.to_string()),
            Self::Texts(texts) => write_list(texts, out, |text, out| json::write_string(text, out)),
            Self::Objects(objects) => write_list(objects, out, write_object),
        }
    }
}

fn write_object(params: &Params, out: &mut String) {
    let mut mark = '{';
    for (field, param) in params {
        out.push(mark);
        json::write_string(field.name, out);
        out.push(':');
        param.write_json(out);
        mark = ',';
    }
    out.push_str(if params.is_empty() { "{}" } else { "}" });
}

fn write_list<T>(items: &[T], out: &mut String, write: impl Fn(&T, &mut String)) {
    let mut mark = '[';
    for item in items {
        out.push(mark);
        write(item, out);
        mark = ',';
    }
    out.push_str(if items.is_empty() { "[]" } else { "]" });
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
            Some(call) => checker.findings.into_result(ErrorCode::Invalid).map(|()| call),
            None => Err(CalloffError::new(ErrorCode::Invalid, checker.findings.0)),
        }
    }

    /// The request, unsigned.
    #[must_use]
    pub fn build(&self) -> UnsignedRequest {
        let service = self.spec.service;
        let mut url = self.base.clone();
        let mut rest = self.spec.path;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            url.push_str(before);
            encode_into(self.text(name).as_bytes(), &mut url);
            rest = after;
        }
        url.push_str(rest);
        let body = match service.carrier {
            Carrier::Json => {
                let mut body = String::with_capacity(64);
                write_object(&self.params, &mut body);
                Some(body)
            }
            Carrier::Query => {
                let pairs = self.query_pairs();
                if !pairs.is_empty() {
                    url.push('?');
                    url.push_str(&canonical_query(pairs.iter().map(|(name, text)| (&**name, &**text))));
                }
                None
            }
        };
        UnsignedRequest {
            http: HttpRequest { method: self.spec.method.into(), url, headers: self.headers(), body },
            signing: (service.signing)(&self.region),
        }
    }

    /// Every header except those of the signature.
    fn headers(&self) -> Headers {
        let mut headers = Headers::default();
        for (name, value) in self.spec.service.headers {
            match value {
                HeaderValue::Fixed(text) => headers.set(name, *text),
                HeaderValue::Operation(prefix) => headers.set(name, [prefix, self.spec.name()].concat()),
                HeaderValue::Param(param) => headers.set(name, self.text(param).to_owned()),
            }
        }
        headers
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

    /// Every parameter that is present and not part of the path, as a query has it.
    fn query_pairs(&self) -> Vec<(Cow<'static, str>, Cow<'_, str>)> {
        let mut pairs = Vec::with_capacity(self.params.len());
        for (field, param) in self.params.iter().filter(|(field, _)| !field.in_path) {
            flatten(Cow::Borrowed(field.name), param, &mut pairs);
        }
        pairs
    }
}

/// A parameter's pairs: of a list, one an item, numbered from 1.
fn flatten<'a>(
    name: Cow<'static, str>,
    param: &'a Param,
    pairs: &mut Vec<(Cow<'static, str>, Cow<'a, str>)>,
) {
    let text = match param {
        Param::Text(text) => Cow::Borrowed(text.as_str()),
        Param::Bool(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
        Param::Integer(number) => Cow::Owned(number.to_string()),
        Param::Texts(texts) => {
            for (text, number) in texts.iter().zip(1..) {
                pairs.push((Cow::Owned(format!("{name}.{number}")), Cow::Borrowed(text)));
            }
            return;
        }
        Param::Objects(objects) => {
            for (params, number) in objects.iter().zip(1..) {
                for (field, param) in params {
                    flatten(Cow::Owned(format!("{name}.{number}.{}", field.name)), param, pairs);
                }
            }
            return;
        }
    };
    pairs.push((name, text));
}

/// Everything that is wrong with a call, at once; nothing when there is nothing to say.
#[must_use]
pub fn validate(call: &Value) -> Vec<Finding> {
    let mut checker = Checker::default();
    checker.call(call);
    checker.findings.0
}

/// Collects findings on the way through a call.
#[derive(Default)]
struct Checker {
    findings: Findings,
}

impl Checker {
    fn call(&mut self, call: &Value) -> Option<Call> {
        let Value::Object(entries) = call else {
            self.findings.error(
                &"",
                FindingCode::Type,
                &format_args!("expected an object, found {}", call.kind()),
            );
            return None;
        };
        let spec = self.operation(call.get("operation"));
        let region = self.region(call.get("region"), spec);
        let variants = self.variants(call.get("variants"), spec);
        let base = self.base(call.get("endpoint"), spec, region.as_deref(), &variants);
        let params = self.params(call.get("params"), spec);
        if !entries.iter().all(|(key, _)| CALL_KEYS.contains(&key.as_str())) {
            self.unknown_keys("", entries, &CALL_KEYS);
        }
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
            self.findings.error(&path, FindingCode::Unknown, &format_args!("unknown key; {hint}"));
        }
    }

    fn operation(&mut self, value: Option<&Value>) -> Option<&'static OperationSpec> {
        let id = self.string(format_args!("operation"), value)?;
        providers::find(id).or_else(|| self.unknown_operation(id))
    }

    #[cold]
    fn unknown_operation(&mut self, id: &str) -> Option<&'static OperationSpec> {
        let ids: Vec<&str> = providers::operations().map(|spec| spec.id).collect();
        let text = format_args!("expected one of {}, found \"{}\"", ids.join(", "), excerpt(id));
        self.findings.error(&"operation", FindingCode::Enum, &text);
        None
    }

    fn region(&mut self, value: Option<&Value>, spec: Option<&OperationSpec>) -> Option<String> {
        let region = self.string(format_args!("region"), value)?;
        if let Err(finding) = endpoint::check_region(region) {
            self.findings.0.push(finding);
            return None;
        }
        if let Some(service) = spec.map(|spec| spec.service)
            && !service.regions().any(|known| known == region)
            && service.endpoints.mapped(region).is_none()
        {
            self.findings.warning(
                &"region",
                FindingCode::Enum,
                &format_args!("{region} is not among the regions known for {}; check it", service.name),
            );
        }
        Some(region.to_owned())
    }

    fn variants(&mut self, value: Option<&Value>, spec: Option<&OperationSpec>) -> Vec<Variant> {
        value.map_or_else(Vec::new, |value| self.read_variants(value, spec))
    }

    #[cold]
    fn read_variants(&mut self, value: &Value, spec: Option<&OperationSpec>) -> Vec<Variant> {
        let mut variants = Vec::new();
        if value.items().is_none() {
            self.findings.error(
                &"variants",
                FindingCode::Type,
                &format_args!("expected an array, found {}", value.kind()),
            );
        }
        for (index, item) in value.items().unwrap_or_default().iter().enumerate() {
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
            self.findings.error(&path, FindingCode::Enum, &text);
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
                self.findings.warning(
                    &"variants",
                    FindingCode::Enum,
                    &format_args!("{region} has one endpoint only, {host}; the variant is ignored"),
                );
            }
            return Some(["https://", &endpoints.host(region, variants)].concat());
        };
        self.own_base(value, variants)
    }

    /// The base URL from an endpoint of the caller's own.
    #[cold]
    fn own_base(&mut self, value: &Value, variants: &[Variant]) -> Option<String> {
        let endpoint = self.string(format_args!("endpoint"), Some(value))?;
        if !variants.is_empty() {
            self.findings.error(
                &"variants",
                FindingCode::Enum,
                &"an endpoint of your own is used as it is and has no variants; leave one of the two out",
            );
        }
        url::read_endpoint(endpoint).map_err(|finding| self.findings.0.push(finding)).ok()
    }

    fn params(&mut self, value: Option<&Value>, spec: Option<&'static OperationSpec>) -> Option<Params> {
        if let Some(other) = value.filter(|value| value.entries().is_none()) {
            self.findings.error(
                &"params",
                FindingCode::Type,
                &format_args!("expected an object, found {}", other.kind()),
            );
            return None;
        }
        let fields = spec?.fields;
        if value.is_none() && !fields.iter().any(|field| field.required) {
            self.findings.error(
                &"params",
                FindingCode::Required,
                &"required; {} where there is nothing to say",
            );
        }
        Some(self.object("params", fields, value))
    }

    /// An object of these fields; what is wrong with one is left out.
    fn object(&mut self, path: &str, fields: &'static [FieldSpec], value: Option<&Value>) -> Params {
        let entries = value.and_then(Value::entries).unwrap_or_default();
        let mut params = Vec::with_capacity(fields.len());
        for field in fields {
            let value = value.and_then(|params| params.get(field.name));
            // Only findings need its text.
            if let Some(param) = self.param(format_args!("{path}.{}", field.name), field, value) {
                params.push((field, param));
            }
        }
        self.filter(path, &params);
        if !entries.iter().all(|(key, _)| fields.iter().any(|field| field.name == key)) {
            let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
            self.unknown_keys(path, entries, &names);
        }
        params
    }

    fn param(&mut self, path: Arguments<'_>, field: &FieldSpec, value: Option<&Value>) -> Option<Param> {
        if value.is_none() && !field.required {
            return None;
        }
        if field.kind == FieldType::String {
            let text = self.string(path, value)?;
            if text.is_empty() && !field.required && field.min_length.is_none() {
                self.findings.warning(&path, FindingCode::Length, &"empty; leave it out to have none");
            }
            self.text(path, field, text);
            return Some(Param::Text(text.to_owned()));
        }
        let Some(value) = value else {
            self.findings.error(&path, FindingCode::Required, &"required");
            return None;
        };
        let expected = match (field.kind, value) {
            (FieldType::Boolean, Value::Bool(value)) => return Some(Param::Bool(*value)),
            (FieldType::Integer, Value::Integer(_) | Value::Number(_)) if value.is_whole() => {
                // Too large to be exact is too large for any field.
                let number = value.as_integer().unwrap_or(i64::MAX);
                self.range(path, field, number);
                return Some(Param::Integer(number));
            }
            (FieldType::Integer, _) => "a whole number",
            (FieldType::Strings, Value::List(items)) => return Some(self.texts(path, field, items)),
            (FieldType::Objects, Value::List(items)) => return Some(self.objects(path, field, items)),
            (FieldType::Boolean, _) => "a boolean",
            _ => "an array",
        };
        let found = match value {
            Value::Number(_) if field.kind == FieldType::Integer => "another number",
            other => other.kind(),
        };
        self.findings.error(&path, FindingCode::Type, &format_args!("expected {expected}, found {found}"));
        None
    }

    fn range(&mut self, path: Arguments<'_>, field: &FieldSpec, number: i64) {
        let Some((min, max)) = field.range.filter(|(min, max)| !(min..=max).contains(&&number)) else {
            return;
        };
        let limit = if number < min { format!("at least {min}") } else { format!("at most {max}") };
        self.findings.error(&path, FindingCode::Range, &format_args!("expected {limit}, found {number}"));
    }

    /// Says so when there are too many items.
    fn count(&mut self, path: Arguments<'_>, field: &FieldSpec, found: usize) {
        if let Some(most) = field.max_items.filter(|&most| found > most as usize) {
            self.findings.error(
                &path,
                FindingCode::Length,
                &format_args!("expected at most {most} items, found {found}"),
            );
        }
    }

    #[inline(never)]
    fn texts(&mut self, path: Arguments<'_>, field: &FieldSpec, items: &[Value]) -> Param {
        self.count(path, field, items.len());
        let mut texts = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let path = format_args!("{path}[{index}]");
            if let Some(text) = self.string(path, Some(item)) {
                self.text(path, field, text);
                texts.push(text.to_owned());
            }
        }
        Param::Texts(texts)
    }

    #[inline(never)]
    fn objects(&mut self, path: Arguments<'_>, field: &FieldSpec, items: &[Value]) -> Param {
        self.count(path, field, items.len());
        let mut objects = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let path = format!("{path}[{index}]");
            if item.entries().is_some() {
                objects.push(self.object(&path, field.parts, Some(item)));
            } else {
                self.findings.error(
                    &path,
                    FindingCode::Type,
                    &format_args!("expected an object, found {}", item.kind()),
                );
            }
        }
        Param::Objects(objects)
    }

    /// The rules that a filter's key sets for the value beside it.
    #[inline(never)]
    fn filter(&mut self, path: &str, params: &Params) {
        let [(key, Param::Text(name)), (value, Param::Text(text))] = params.as_slice() else { return };
        let Some(rule) = key.filters.iter().find(|rule| rule.name == name).filter(|_| !text.is_empty())
        else {
            return;
        };
        let path = format_args!("{path}.{}", value.name);
        if rule.kind == FieldType::String {
            return self.text(path, rule, text);
        }
        let items = text.split(',');
        self.count(path, rule, items.clone().count());
        for item in items.take(Findings::MOST) {
            self.text(path, rule, item);
        }
    }

    /// Text that must be there.
    fn string<'a>(&mut self, path: Arguments<'_>, value: Option<&'a Value>) -> Option<&'a str> {
        match value {
            Some(Value::String(text)) => return Some(text),
            None => self.findings.error(&path, FindingCode::Required, &"required"),
            Some(Value::LoneSurrogate) => self.findings.error(
                &path,
                FindingCode::Unsafe,
                &"holds half of a surrogate pair, which no request can carry",
            ),
            Some(other) => {
                self.findings.error(
                    &path,
                    FindingCode::Type,
                    &format_args!("expected a string, found {}", other.kind()),
                );
            }
        }
        None
    }

    /// Every rule on text: the documented ones, then what is unsafe, then what is only suspicious.
    fn text(&mut self, path: Arguments<'_>, field: &FieldSpec, text: &str) {
        let count = if text.is_ascii() { text.len() } else { text.chars().count() };
        if text.is_empty() && field.required && field.min_length.is_none() {
            self.findings.error(&path, FindingCode::Required, &"required, found an empty string");
            return;
        }
        if let Some(min) = field.min_length.filter(|&min| count < min as usize) {
            let unit = if min == 1 { "character" } else { "characters" };
            self.findings.error(
                &path,
                FindingCode::Length,
                &format_args!("expected at least {min} {unit}, found {count}"),
            );
        }
        if let Some(max) = field.max_length.filter(|&max| count > max as usize) {
            self.findings.error(
                &path,
                FindingCode::Length,
                &format_args!("expected at most {max} characters, found {count}"),
            );
        }
        if field.ascii && !text.is_ascii() {
            let found = text.chars().find(|c| !c.is_ascii()).unwrap_or_default();
            self.findings.error(
                &path,
                FindingCode::Pattern,
                &format_args!(
                    "expected ASCII characters only, found \"{}\"",
                    excerpt(found.encode_utf8(&mut [0; 4]))
                ),
            );
        }
        if !field.options.is_empty() || !field.filters.is_empty() {
            let allowed = field.allowed();
            if !allowed.contains(&text) {
                self.findings.error(
                    &path,
                    FindingCode::Enum,
                    &format_args!("expected one of {}, found \"{}\"", allowed.join(", "), excerpt(text)),
                );
            }
        }
        let is_word = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        let pasted = field.id.filter(|_| !is_word).and_then(|shape| pasted_id(text, shape));
        // What is far too long has been told so already, where there is a limit.
        let is_long = text.len() > LONGEST_MATCHED;
        if let Some(pattern) = field.pattern
            && !(is_long && field.max_length.is_some())
            && (is_long || !pattern.matches(text))
        {
            let hint = pasted_hint(pasted);
            self.findings.error(
                &path,
                FindingCode::Pattern,
                &format_args!("expected {}, found \"{}\"{hint}", pattern.source, excerpt(text)),
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
        let dots = crate::http::url::decode(text);
        if dots == b"." || dots == b".." {
            self.findings.error(
                &path,
                FindingCode::Unsafe,
                &format_args!("\"{text}\" is a path to another resource, not an id"),
            );
            return;
        }
        let is_unsafe = |c: &char| matches!(c, '/' | '\\' | '?' | '#' | '%') || c.is_control();
        if field.in_path
            && let Some(found) = text.chars().find(is_unsafe)
        {
            let hint = pasted_hint(pasted);
            self.findings.error(
                &path,
                FindingCode::Unsafe,
                &format_args!(
                    "becomes a part of the URL's path and must not hold \"{}\"{hint}",
                    excerpt(found.encode_utf8(&mut [0; 4]))
                ),
            );
        }
    }

    /// What no documented rule forbids, but no real id has.
    #[cold]
    fn suspicious_id(&mut self, path: Arguments<'_>, field: &FieldSpec, text: &str, pasted: Option<&str>) {
        let is_template = |open, close| text.starts_with(open) && text.ends_with(close);
        if search::contains(text, "****") || is_template('{', '}') || is_template('<', '>') {
            self.findings.warning(
                &path,
                FindingCode::Placeholder,
                &"looks like the example of a documentation page, not like a real id",
            );
        }
        if field.pattern.is_some() {
            return;
        }
        let odd = text.chars().find(|&c| is_invisible(c) || !field.in_path && c.is_control());
        if let Some(pasted) = pasted.filter(|_| !field.in_path) {
            let hint = pasted_hint(Some(pasted));
            self.findings.warning(&path, FindingCode::Pattern, &format_args!("expected an id alone{hint}"));
        } else if let Some(found) = odd {
            let found = excerpt(found.encode_utf8(&mut [0; 4]));
            self.findings.warning(&path, FindingCode::Pattern, &format_args!("holds the character {found}"));
        }
        if text.trim_ascii() != text {
            self.findings.warning(&path, FindingCode::Pattern, &"begins or ends with a space");
        }
    }
}

/// The id in an ARN or a URL that was pasted where an id belongs.
#[cold]
fn pasted_id(text: &str, shape: IdShape) -> Option<&str> {
    let is_pasted = text.len() <= LONGEST_MATCHED
        && (search::contains(text, "://") || ["arn:", "acs:"].iter().any(|prefix| text.starts_with(prefix)));
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
