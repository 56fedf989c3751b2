//! What is special about ids: which ones could reach another resource, which ones look odd, and the id within
//! an ARN or URL that was pasted in its place.

use crate::call::tell::{MAX_MATCHED, Tell};
use crate::error::{FindingCode, Severity, excerpt, is_invisible};
use crate::http::url;
use crate::spec::field::{FieldSpec, IdShape};
use crate::spec::protocol::Location;
use crate::text::search;

/// What could make a call reach another resource, or carry more than it should.
#[cold]
pub(super) fn check_unsafe(field: &FieldSpec, text: &str, pasted: Option<&str>, tell: &mut Tell) {
    let (becomes, forbidden, separator) = match field.location {
        Some(Location::Path) => ("part of the URL's path", &b"/\\?#%"[..], NONE),
        Some(Location::PathRest) => ("part of the URL's path", &b"\\?#%"[..], '/'),
        Some(Location::Header(_)) => ("header", &b""[..], NONE),
        _ => ("", &b""[..], NONE),
    };
    for segment in text.split(separator) {
        let what = match url::decode(segment).as_slice() {
            b"." | b".." => "is a path to another resource, not an id",
            b"" if separator == '/' => "has an empty segment",
            _ => continue,
        };
        tell(Severity::Error, FindingCode::Unsafe, &format_args!("\"{}\" {what}", excerpt(text)));
        return;
    }
    let is_unsafe = |c: &char| match u8::try_from(*c) {
        Ok(byte) if byte.is_ascii() => byte.is_ascii_control() || forbidden.contains(&byte),
        _ => c.is_control() || becomes == "header",
    };
    if let Some(found) = text.chars().find(is_unsafe).filter(|_| !becomes.is_empty()) {
        let hint = pasted_hint(pasted);
        let found = excerpt(found.encode_utf8(&mut [0; 4]));
        let text = format_args!("becomes a {becomes} and must not hold \"{found}\"{hint}");
        tell(Severity::Error, FindingCode::Unsafe, &text);
    }
}

/// Separates nothing: no text has this noncharacter.
const NONE: char = char::MAX;

/// What no documented rule forbids, but no real id has.
#[cold]
pub(super) fn check_suspicious(field: &FieldSpec, text: &str, pasted: Option<&str>, tell: &mut Tell) {
    let is_template = |open, close| text.starts_with(open) && text.ends_with(close);
    if search::contains(text, "****") || is_template('{', '}') || is_template('<', '>') {
        let text = "looks like the example of a documentation page, not like a real id";
        tell(Severity::Warning, FindingCode::Placeholder, &text);
    }
    if field.pattern.is_some() {
        return;
    }
    let odd = text.chars().find(|&c| is_invisible(c) || !field.is_in_path() && c.is_control());
    if let Some(pasted) = pasted.filter(|_| !field.is_in_path()) {
        let hint = pasted_hint(Some(pasted));
        tell(Severity::Warning, FindingCode::Pattern, &format_args!("expected an id alone{hint}"));
    } else if let Some(found) = odd {
        let found = excerpt(found.encode_utf8(&mut [0; 4]));
        tell(Severity::Warning, FindingCode::Pattern, &format_args!("holds the character {found}"));
    }
    if text.trim_ascii() != text {
        tell(Severity::Warning, FindingCode::Pattern, &"begins or ends with a space");
    }
}

/// The id in an ARN or a URL that was pasted where an id belongs; empty when it is one without an id.
#[cold]
pub(super) fn pasted(text: &str, shape: IdShape) -> Option<&str> {
    let is_pasted = text.len() <= MAX_MATCHED
        && (search::contains(text, "://") || ["arn:", "acs:"].iter().any(|prefix| text.starts_with(prefix)));
    if !is_pasted {
        return None;
    }
    let parts = || text.split(['/', ':', '?', '&', '=', '#', ' ']).filter(|part| !part.is_empty());
    let found = match shape {
        IdShape::Begins(prefixes) => {
            parts().rfind(|part| prefixes.iter().any(|prefix| part.starts_with(prefix)))
        }
        IdShape::After(before, _) => parts().skip_while(|part| *part != before).nth(1),
    };
    Some(found.unwrap_or(""))
}

#[cold]
pub(super) fn pasted_hint(pasted: Option<&str>) -> String {
    match pasted {
        None => String::new(),
        Some("") => "; this is a URL or ARN, and no id is found in it".to_owned(),
        Some(id) => format!("; this is a URL or ARN, of which \"{}\" is the id", excerpt(id)),
    }
}
