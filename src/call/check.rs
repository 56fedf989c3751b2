//! The walk through a call: every part of it is looked at once, and every finding gets its place.

use std::fmt::{Arguments, Display};

use crate::call::Call;
use crate::call::param::{Param, Params, text_of};
use crate::call::{place, rules};
use crate::data::value::Value;
use crate::error::{FindingCode, Findings, Severity, excerpt};
use crate::http::url;
use crate::providers;
use crate::spec::endpoint::{self, Region, Variant};
use crate::spec::field::{FieldSpec, FieldType};
use crate::spec::operation::OperationSpec;

const CALL_KEYS: [&str; 5] = ["operation", "region", "endpoint", "variants", "params"];

/// Finds the operation of an id.
type Find = fn(&str) -> Option<&'static OperationSpec>;

/// Checks a call. `None` when it cannot be built; then an error is among the findings. There may be errors
/// otherwise, too.
pub(super) fn call(call: &Value, find: Find, findings: &mut Findings) -> Option<Call> {
    let Value::Object(entries) = call else {
        let text = format_args!("expected an object, found {}", call.kind());
        findings.error(&"", FindingCode::Type, &text);
        return None;
    };
    let spec = operation(call.get("operation"), find, findings);
    let region = region(call, spec, findings);
    let variants = call.get("variants").map(|value| variants(value, spec, findings)).unwrap_or_default();
    let base = match call.get("endpoint") {
        Some(endpoint) => own_base(endpoint, spec, region.as_deref(), &variants, findings),
        None => base(spec, region.as_deref(), &variants, findings),
    };
    let params = params(call.get("params"), spec, findings);
    if let Some(params) = &params {
        place::check_ids(params, findings);
    }
    if !entries.iter().all(|(key, _)| CALL_KEYS.contains(&key.as_str())) {
        unknown_keys("", entries, &CALL_KEYS, findings);
    }
    Some(Call { spec: spec?, region: region?, base: base?, params: params? })
}

fn operation(value: Option<&Value>, find: Find, findings: &mut Findings) -> Option<&'static OperationSpec> {
    let id = string(format_args!("operation"), value, findings)?;
    let spec = find(id);
    if spec.is_none() {
        unknown_operation(id, findings);
    }
    spec
}

#[cold]
fn unknown_operation(id: &str, findings: &mut Findings) {
    let ids: Vec<&str> = providers::operations().map(|spec| spec.id).collect();
    let text = format_args!("expected one of {}, found \"{}\"", ids.join(", "), excerpt(id));
    findings.error(&"operation", FindingCode::Enum, &text);
}

/// The region of a call: its own or, where the service can tell it, one that was left out.
fn region(call: &Value, spec: Option<&'static OperationSpec>, findings: &mut Findings) -> Option<String> {
    let service = spec.map(|spec| spec.service);
    let source = service.map_or(Region::Required, |service| service.region);
    let arn = match source {
        Region::FromArn(names) => region_of_arn(call.get("params"), names),
        _ => None,
    };
    let region = match (call.get("region"), source, arn) {
        (None, Region::Fixed(region), _) => return Some(region.to_owned()),
        (None, Region::FromArn(_), Some((_, region))) => region,
        (None, Region::FromArn(names), None) => {
            let text = format_args!("required, unless {} tells it", names.join(" or "));
            findings.error(&"region", FindingCode::Required, &text);
            return None;
        }
        (given, ..) => string(format_args!("region"), given, findings)?,
    };
    if let Err(finding) = endpoint::check_region(region) {
        findings.0.push(finding);
        return None;
    }
    if let Some((name, other)) = arn.filter(|(_, other)| *other != region) {
        let text = format_args!(
            "{region} is not the region of {name}, which is in {other}; check which one is meant"
        );
        findings.warning(&"region", FindingCode::Enum, &text);
    }
    if let Some(service) = service
        && !service.regions().any(|known| known == region)
        && service.endpoints.mapped(region).is_none()
    {
        let text = format_args!("{region} is not among the regions known for {}; check it", service.name);
        findings.warning(&"region", FindingCode::Enum, &text);
    }
    Some(region.to_owned())
}

/// The first of these parameters that is an ARN with a region, and that region.
fn region_of_arn<'a>(params: Option<&'a Value>, names: &[&'static str]) -> Option<(&'static str, &'a str)> {
    names.iter().find_map(|name| Some((*name, endpoint::region_in(params?.get(name)?.as_str()?)?)))
}

#[cold]
fn variants(value: &Value, spec: Option<&OperationSpec>, findings: &mut Findings) -> Vec<Variant> {
    let mut variants = Vec::new();
    if value.items().is_none() {
        let text = format_args!("expected an array, found {}", value.kind());
        findings.error(&"variants", FindingCode::Type, &text);
    }
    for (index, item) in value.items().unwrap_or_default().iter().enumerate() {
        let path = format_args!("variants[{index}]");
        let Some(name) = string(path, Some(item), findings) else { continue };
        let Some(spec) = spec else { continue };
        let allowed = spec.service.vendor.variants;
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
        let text = format_args!("{}: {expected}, found \"{}\"", spec.service.name, excerpt(name));
        findings.error(&path, FindingCode::Enum, &text);
    }
    variants
}

/// The base URL of the region's own endpoint.
fn base(
    spec: Option<&OperationSpec>,
    region: Option<&str>,
    variants: &[Variant],
    findings: &mut Findings,
) -> Option<String> {
    let (service, region) = (spec?.service, region?);
    if let Some(host) = service.endpoints.mapped(region).filter(|_| !variants.is_empty()) {
        let text = format_args!("{region} has one endpoint only, {host}; the variant is ignored");
        findings.warning(&"variants", FindingCode::Enum, &text);
    }
    Some(["https://", &service.endpoints.host(service.label, region, variants)].concat())
}

/// The base URL from an endpoint of the caller's own.
#[cold]
fn own_base(
    value: &Value,
    spec: Option<&OperationSpec>,
    region: Option<&str>,
    variants: &[Variant],
    findings: &mut Findings,
) -> Option<String> {
    let endpoint = string(format_args!("endpoint"), Some(value), findings)?;
    if !variants.is_empty() {
        let text = "an endpoint of your own is used as it is and has no variants; leave one of the two out";
        findings.error(&"variants", FindingCode::Enum, &text);
    }
    let (base, is_loopback) =
        url::read_endpoint(endpoint).map_err(|finding| findings.0.push(finding)).ok()?;
    if let (Some(spec), Some(region), false) = (spec, region, is_loopback) {
        place::check_endpoint(&base, spec, region, findings);
    }
    Some(base)
}

fn params(
    value: Option<&Value>,
    spec: Option<&'static OperationSpec>,
    findings: &mut Findings,
) -> Option<Params> {
    if let Some(other) = value.filter(|value| value.entries().is_none()) {
        let text = format_args!("expected an object, found {}", other.kind());
        findings.error(&"params", FindingCode::Type, &text);
        return None;
    }
    let fields = spec?.fields;
    if value.is_none() && !fields.iter().any(|field| field.required) {
        let text = "required; {} where there is nothing to say";
        findings.error(&"params", FindingCode::Required, &text);
    }
    Some(object("params", fields, value, findings))
}

/// An object of these fields; a value of a wrong type is left out.
fn object(
    path: &str,
    fields: &'static [FieldSpec],
    value: Option<&Value>,
    findings: &mut Findings,
) -> Params {
    let entries = value.and_then(Value::entries).unwrap_or_default();
    let mut params = Vec::with_capacity(fields.len());
    for field in fields {
        let value = value.and_then(|params| params.get(field.name));
        // The path becomes text only when there is a finding.
        if let Some(param) = param(format_args!("{path}.{}", field.name), field, value, findings) {
            params.push((field, param));
        }
    }
    for field in fields {
        let key = field.rules_from.and_then(|name| fields.iter().find(|key| key.name == name));
        if let Some(key) = key {
            chosen_rules(path, key, field, &params, findings);
        }
    }
    if !entries.iter().all(|(key, _)| fields.iter().any(|field| field.name == key)) {
        let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
        unknown_keys(path, entries, &names, findings);
    }
    params
}

fn param(
    path: Arguments<'_>,
    field: &FieldSpec,
    value: Option<&Value>,
    findings: &mut Findings,
) -> Option<Param> {
    if value.is_none() && !field.required {
        return None;
    }
    if field.kind == FieldType::String {
        let text = string(path, value, findings)?;
        rules::check_option(field, text, &mut teller(path, findings));
        rules::check_text(field, text, &mut teller(path, findings));
        return Some(Param::Text(text.to_owned()));
    }
    let Some(value) = value else {
        findings.error(&path, FindingCode::Required, &"required");
        return None;
    };
    let expected = match (field.kind, value) {
        (FieldType::Boolean, Value::Bool(value)) => return Some(Param::Bool(*value)),
        (FieldType::Integer, Value::Integer(_) | Value::Number(_)) if value.is_whole() => {
            return Some(Param::Integer(rules::check_number(field, value, &mut teller(path, findings))));
        }
        (FieldType::Integer, _) => "a whole number",
        (FieldType::Strings, Value::List(items)) => return Some(texts(path, field, items, findings)),
        (FieldType::Objects, Value::List(items)) => return Some(objects(path, field, items, findings)),
        (FieldType::Boolean, _) => "a boolean",
        _ => "an array",
    };
    let found = match value {
        Value::Number(_) if field.kind == FieldType::Integer => "another number",
        other => other.kind(),
    };
    findings.error(&path, FindingCode::Type, &format_args!("expected {expected}, found {found}"));
    None
}

#[inline(never)]
fn texts(path: Arguments<'_>, field: &FieldSpec, items: &[Value], findings: &mut Findings) -> Param {
    rules::check_count(field, items.len(), &mut teller(path, findings));
    let mut texts = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let path = format_args!("{path}[{index}]");
        if let Some(text) = string(path, Some(item), findings) {
            rules::check_text(field, text, &mut teller(path, findings));
            texts.push(text.to_owned());
        }
    }
    Param::Texts(texts)
}

#[inline(never)]
fn objects(path: Arguments<'_>, field: &FieldSpec, items: &[Value], findings: &mut Findings) -> Param {
    rules::check_count(field, items.len(), &mut teller(path, findings));
    let mut objects = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let path = format!("{path}[{index}]");
        if item.entries().is_some() {
            objects.push(object(&path, field.parts, Some(item), findings));
        } else {
            let text = format_args!("expected an object, found {}", item.kind());
            findings.error(&path, FindingCode::Type, &text);
        }
    }
    Param::Objects(objects)
}

/// Checks a value by the rules that the value of the key beside it chooses.
#[inline(never)]
fn chosen_rules(path: &str, key: &FieldSpec, field: &FieldSpec, params: &Params, findings: &mut Findings) {
    let chosen = text_of(params, key.name);
    let Some(rule) = key.filters.iter().find(|rule| chosen == Some(rule.name)) else { return };
    let Some(text) = text_of(params, field.name).filter(|text| !text.is_empty()) else { return };
    let path = format_args!("{path}.{}", field.name);
    if rule.kind == FieldType::String {
        return rules::check_text(rule, text, &mut teller(path, findings));
    }
    let items = text.split(',');
    rules::check_count(rule, items.clone().count(), &mut teller(path, findings));
    for item in items.take(Findings::MAX) {
        rules::check_text(rule, item, &mut teller(path, findings));
    }
}

#[cold]
fn unknown_keys(parent: &str, entries: &[(String, Value)], known: &[&str], findings: &mut Findings) {
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
        findings.error(&path, FindingCode::Unknown, &format_args!("unknown key; {hint}"));
    }
}

/// Text that must be there.
fn string<'a>(path: Arguments<'_>, value: Option<&'a Value>, findings: &mut Findings) -> Option<&'a str> {
    match value {
        Some(Value::String(text)) => return Some(text),
        None => findings.error(&path, FindingCode::Required, &"required"),
        Some(value) if value.is_lone_surrogate() => {
            let text = "holds half of a surrogate pair, which no request can carry";
            findings.error(&path, FindingCode::Unsafe, &text);
        }
        Some(other) => {
            let text = format_args!("expected a string, found {}", other.kind());
            findings.error(&path, FindingCode::Type, &text);
        }
    }
    None
}

/// Gives what a rule finds its place.
fn teller<'a>(
    path: Arguments<'a>,
    findings: &'a mut Findings,
) -> impl FnMut(Severity, FindingCode, &dyn Display) + 'a {
    move |severity, code, text| findings.add(&path, code, severity, text)
}
