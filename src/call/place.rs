//! What is in the wrong place, though no rule forbids it: another host than the call's, an id in another's field.

use crate::call::param::{Param, Params};
use crate::error::{FindingCode, Findings, excerpt};
use crate::providers;
use crate::sign::CredentialKind;
use crate::spec::field::{FieldSpec, IdShape};
use crate::spec::operation::OperationSpec;
use crate::text::search;

/// An endpoint of the caller's own, and of another machine, that does not fit the call.
pub(super) fn check_endpoint(base: &str, spec: &OperationSpec, region: &str, findings: &mut Findings) {
    let (service, vendor) = (spec.service, spec.service.vendor);
    let (_, rest) = search::split(base, "://").unwrap_or_default();
    let (host, path) = search::split(rest, "/").unwrap_or((rest, ""));
    let (host, _) = search::split(host, ":").unwrap_or((host, ""));
    let labels = [".", host, "."].concat();
    let has = |label: &str, end: &str| search::contains_ignore_case(&labels, &[".", label, end].concat());
    let is_own = vendor.has_host(host);
    let fault = if is_own && !has(service.label, ".") && !has(service.label, "-") {
        Some((" is not a host of ", service.name))
    } else if is_own && !has(region, ".") && service.endpoints.mapped(region) != Some(host) {
        Some((" is not in ", region))
    } else if !is_own && providers::operations().any(|other| other.service.vendor.has_host(host)) {
        Some((" is not a host of ", vendor.name))
    } else if !is_own && vendor.credentials.contains(&CredentialKind::AuthToken) {
        Some((" would get the token, if one is used: it is not a host of ", vendor.name))
    } else {
        None
    };
    if let Some((text, name)) = fault {
        findings.warning(&"endpoint", FindingCode::Unsafe, &format_args!("{host}{text}{name}"));
    }
    // The operation's own path begins with this, if it has one.
    let first = spec.path.split('{').next().unwrap_or_default();
    if !path.is_empty() && (is_own || first.len() > 1 && search::contains(rest, first)) {
        let text = format_args!("the API's own path comes behind /{path}; leave that out");
        findings.warning(&"endpoint", FindingCode::Unsafe, &text);
    }
}

/// Ids that are another's, or look like it.
pub(super) fn check_ids(params: &Params, findings: &mut Findings) {
    let mut ids = params.iter().filter_map(|(field, param)| match param {
        Param::Text(text) if field.id.is_some() => Some((*field, text.as_str())),
        _ => None,
    });
    while let Some((field, text)) = ids.next() {
        if !looks_like(text, field) {
            warn_of_look(field, text, params, findings);
        }
        if let Some((other, _)) = ids.clone().find(|(_, other)| *other == text) {
            let text = format_args!("the same id as {}; check both", field.name);
            findings.warning(&format_args!("params.{}", other.name), FindingCode::Pattern, &text);
        }
    }
}

#[cold]
fn warn_of_look(field: &FieldSpec, text: &str, params: &Params, findings: &mut Findings) {
    let path = ["params.", field.name].concat();
    // One finding says enough.
    if findings.0.iter().any(|finding| finding.path == path) {
        return;
    }
    let is_meant = |other: &&FieldSpec| {
        !matches!(other.id, None | Some(IdShape::After(_, false))) && looks_like(text, other)
    };
    let meant = params.iter().map(|(other, _)| *other).find(is_meant).map_or("", |other| other.name);
    let hint = if meant.is_empty() { "" } else { ", which looks like " };
    let text =
        format_args!("expected an id such as {}, found \"{}\"{hint}{meant}", field.example, excerpt(text));
    findings.warning(&path, FindingCode::Pattern, &text);
}

/// Whether a text looks as the ids of a field do, where these look alike.
fn looks_like(text: &str, field: &FieldSpec) -> bool {
    match field.id {
        Some(IdShape::Begins(prefixes)) => prefixes.iter().any(|prefix| text.starts_with(prefix)),
        Some(IdShape::After(_, true)) => {
            let is_like = |(byte, other): (u8, u8)| {
                if other == b'-' { byte == other } else { byte.is_ascii_hexdigit() }
            };
            text.len() == field.example.len() && text.bytes().zip(field.example.bytes()).all(is_like)
        }
        _ => true,
    }
}
