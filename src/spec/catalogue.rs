//! The specs as plain data: what a form, a command line or a documentation page is made from.

use crate::data::value::{Members, Value, serialize_as_value};
use crate::spec::error::ErrorSpec;
use crate::spec::field::{FieldSpec, MAX_SAFE_INTEGER};
use crate::spec::operation::OperationSpec;

impl From<&FieldSpec> for Value {
    fn from(field: &FieldSpec) -> Self {
        let mut members = Members::default();
        members.put("name", field.name).put("label", field.label).put("help", field.help);
        members.put("example", field.example).put("type", field.kind).put("required", field.required);
        let (min, max) = field.range.unzip();
        // A limit of JavaScript's numbers is not the vendor's.
        let max = max.filter(|&max| max < MAX_SAFE_INTEGER);
        for (name, limit) in [
            ("minLength", field.min_length.map(i64::from)),
            ("maxLength", field.max_length.map(i64::from)),
            ("maxItems", field.max_items.map(i64::from)),
            ("min", min),
            ("max", max),
        ] {
            members.put_some(name, limit);
        }
        members.put_some("pattern", field.pattern.map(|pattern| pattern.source));
        let allowed = field.allowed();
        members.put_some("enum", some_list(&allowed));
        members.put_some("fields", some_list(field.parts)).take()
    }
}

/// A list that is left out when there is nothing in it.
fn some_list<'a, T>(items: &'a [T]) -> Option<Value>
where
    &'a T: Into<Value>,
{
    (!items.is_empty()).then(|| Value::list(items))
}

impl From<&ErrorSpec> for Value {
    fn from(error: &ErrorSpec) -> Self {
        let mut members = Members::default();
        members.put("code", error.code).put_some("httpStatus", error.http_status.map(i64::from));
        members.put("verdict", error.verdict).put("meaning", error.meaning).take()
    }
}

impl From<&OperationSpec> for Value {
    fn from(spec: &OperationSpec) -> Self {
        let service = spec.service;
        let provider = [
            ("id", service.vendor.id.into()),
            ("name", service.vendor.name.into()),
            ("service", service.name.into()),
        ];
        let mut members = Members::default();
        members.put("id", spec.id).put("provider", Self::from_iter(provider)).put("kind", spec.kind());
        members.put("title", spec.title).put("docs", spec.docs).put("permission", spec.permission);
        members
            .put("signing", service.vendor.scheme())
            .put("credentials", Self::list(service.vendor.credentials));
        members
            .put("fields", Self::list(spec.fields))
            .put("variants", Self::list(service.vendor.variants))
            .put("regions", Self::list(service.regions()));
        for (name, list) in [
            ("cancelableStates", spec.cancelable_states),
            ("requirements", spec.requirements),
            ("effects", spec.effects),
        ] {
            members.put_some(name, some_list(list));
        }
        members.put("errors", Self::list(spec.errors()));
        members.put_some("statusOperation", spec.status.as_ref().map(|status| status.operation));
        members.put_some("listOperation", spec.list).take()
    }
}

serialize_as_value!(FieldSpec, ErrorSpec, OperationSpec);
