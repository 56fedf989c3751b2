//! Parameters that have been checked, and how they are written into a request.

use std::borrow::Cow;

use crate::data::json;
use crate::spec::field::FieldSpec;

/// Parameters that have been checked, in the order of the specification.
pub(super) type Params = Vec<(&'static FieldSpec, Param)>;

/// A parameter that has been checked.
pub(super) enum Param {
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
            Self::Objects(objects) => write_list(objects, out, |object, out| write_object(object, out)),
        }
    }

    /// What is neither a list nor an object, as text.
    pub(super) fn as_text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::Bool(value) => Some(Cow::Borrowed(if *value { "true" } else { "false" })),
            Self::Integer(number) => Some(Cow::Owned(number.to_string())),
            Self::Texts(_) | Self::Objects(_) => None,
        }
    }

    /// Adds its pairs as a query has them: of a list, one for each item, numbered from 1.
    pub(super) fn flatten<'a>(
        &'a self,
        name: Cow<'static, str>,
        pairs: &mut Vec<(Cow<'static, str>, Cow<'a, str>)>,
    ) {
        match self {
            Self::Texts(texts) => {
                for (text, number) in texts.iter().zip(1..) {
                    pairs.push((Cow::Owned(format!("{name}.{number}")), Cow::Borrowed(text)));
                }
            }
            Self::Objects(objects) => {
                for (params, number) in objects.iter().zip(1..) {
                    for (field, param) in params {
                        param.flatten(Cow::Owned(format!("{name}.{number}.{}", field.name)), pairs);
                    }
                }
            }
            scalar => pairs.extend(scalar.as_text().map(|text| (name, text))),
        }
    }
}

/// The text of a parameter, where there is one of this name.
#[inline(never)]
pub(super) fn text_of<'a>(params: &'a Params, name: &str) -> Option<&'a str> {
    params.iter().find_map(|(field, param)| match param {
        Param::Text(text) if field.name == name => Some(text.as_str()),
        _ => None,
    })
}

/// Writes an object as JSON.
pub(super) fn write_object<'a>(
    params: impl IntoIterator<Item = &'a (&'static FieldSpec, Param)>,
    out: &mut String,
) {
    let mut mark = '{';
    for (field, param) in params {
        out.push(mark);
        json::write_string(field.name, out);
        out.push(':');
        param.write_json(out);
        mark = ',';
    }
    out.push_str(if mark == '{' { "{}" } else { "}" });
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
