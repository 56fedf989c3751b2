//! The rules for one value: pure functions from a field and a value to what is wrong with it.

use crate::call::ids;
use crate::call::tell::{MAX_MATCHED, Tell};
use crate::data::value::Value;
use crate::error::{FindingCode, Severity, excerpt};
use crate::spec::field::{FieldSpec, MAX_SAFE_INTEGER};

/// An optional text that is there but empty.
pub(super) fn check_option(field: &FieldSpec, text: &str, tell: &mut Tell) {
    if text.is_empty() && !field.required && field.min_length.is_none() {
        tell(Severity::Warning, FindingCode::Length, &"empty; leave it out to have none");
    }
}

/// Every rule on text: the documented ones, then what is unsafe, then what is only suspicious.
pub(super) fn check_text(field: &FieldSpec, text: &str, tell: &mut Tell) {
    if text.is_empty() && field.required && field.min_length.is_none() {
        tell(Severity::Error, FindingCode::Required, &"required, found an empty string");
        return;
    }
    check_length(field, text, tell);
    if field.ascii && !text.is_ascii() {
        let found = text.chars().find(|c| !c.is_ascii()).unwrap_or_default();
        let found = excerpt(found.encode_utf8(&mut [0; 4]));
        let text = format_args!("expected ASCII characters only, found \"{found}\"");
        tell(Severity::Error, FindingCode::Pattern, &text);
    }
    if !field.options.is_empty() || !field.filters.is_empty() {
        let allowed = field.allowed();
        if !allowed.contains(&text) {
            // Only the provider knows all of its values: it may have added some since.
            let text = format_args!(
                "expected one of {}, found \"{}\"; check it, unless the provider has it by now",
                allowed.join(", "),
                excerpt(text)
            );
            tell(Severity::Warning, FindingCode::Enum, &text);
        }
    }
    let is_word = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let pasted = field.id.filter(|_| !is_word).and_then(|shape| ids::pasted(text, shape));
    // Where there is a limit, text that is far too long has been reported already.
    let is_long = text.len() > MAX_MATCHED;
    if let Some(pattern) = field.pattern
        && !(is_long && field.max_length.is_some())
        && (is_long || !pattern.matches(text))
    {
        let hint = ids::pasted_hint(pasted);
        let text = format_args!("expected {}, found \"{}\"{hint}", pattern.source, excerpt(text));
        tell(Severity::Error, FindingCode::Pattern, &text);
    }
    if !is_word && (field.id.is_some() || field.location.is_some()) {
        ids::check_unsafe(field, text, pasted, tell);
    }
    if !is_word && field.id.is_some() {
        ids::check_suspicious(field, text, pasted, tell);
    }
}

/// The length in code points.
fn check_length(field: &FieldSpec, text: &str, tell: &mut Tell) {
    let count = if text.is_ascii() { text.len() } else { text.chars().count() };
    if let Some(min) = field.min_length.filter(|&min| count < min as usize) {
        let unit = if min == 1 { "character" } else { "characters" };
        let text = format_args!("expected at least {min} {unit}, found {count}");
        tell(Severity::Error, FindingCode::Length, &text);
    }
    if let Some(max) = field.max_length.filter(|&max| count > max as usize) {
        let text = format_args!("expected at most {max} characters, found {count}");
        tell(Severity::Error, FindingCode::Length, &text);
    }
}

/// The number of items.
pub(super) fn check_count(field: &FieldSpec, found: usize, tell: &mut Tell) {
    if let Some(max) = field.max_items.filter(|&max| found > max as usize) {
        let text = format_args!("expected at most {max} items, found {found}");
        tell(Severity::Error, FindingCode::Length, &text);
    }
}

/// The range of a whole number; none can be beyond what is exact.
pub(super) fn check_number(field: &FieldSpec, value: &Value, tell: &mut Tell) -> i64 {
    let is_negative = value.as_number().is_some_and(|number| number < 0.0);
    let exact = value.as_integer();
    let number = exact.unwrap_or(if is_negative { i64::MIN } else { i64::MAX });
    let (min, max) = field.range.unwrap_or((-MAX_SAFE_INTEGER, MAX_SAFE_INTEGER));
    if (min..=max).contains(&number) {
        return number;
    }
    let limit = if number < min { format!("at least {min}") } else { format!("at most {max}") };
    let found = match exact {
        Some(number) => number.to_string(),
        None if is_negative => format!("a number below {}", -MAX_SAFE_INTEGER),
        None => format!("a number above {MAX_SAFE_INTEGER}"),
    };
    tell(Severity::Error, FindingCode::Range, &format_args!("expected {limit}, found {found}"));
    number
}
