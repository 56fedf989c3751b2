//! The registry: one line a service.

mod alibaba;
mod aws;
mod huawei;

use crate::spec::operation::OperationSpec;

/// Each service's operations.
static SERVICES: &[&[OperationSpec]] = &[
    &aws::fsx::OPERATIONS,
    &aws::datasync::OPERATIONS,
    &aws::snow::OPERATIONS,
    &alibaba::nas::OPERATIONS,
    &huawei::sfs_turbo::OPERATIONS,
    &huawei::oms::OPERATIONS,
];

/// Every operation that calloff knows: what a form, a CLI or a documentation page is made from.
pub fn operations() -> impl Iterator<Item = &'static OperationSpec> {
    SERVICES.iter().copied().flatten()
}

/// The operation of this id.
pub(crate) fn find(id: &str) -> Option<&'static OperationSpec> {
    SERVICES.iter().find_map(|service| find_in(service, id))
}

/// Not inlined, or the compiler writes out a comparison for every operation that there is.
#[inline(never)]
fn find_in(service: &'static [OperationSpec], id: &str) -> Option<&'static OperationSpec> {
    service.iter().find(|operation| operation.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::value::Value;
    use crate::spec::operation::Kind;
    use crate::spec::status::{Ids, StatusCall};

    /// What asks for canceled tasks, by the id of the cancel call.
    fn status_calls() -> impl Iterator<Item = (&'static OperationSpec, &'static StatusCall)> {
        operations().filter_map(|spec| Some((spec, spec.status.as_ref()?)))
    }

    #[test]
    fn every_cancel_call_has_what_tells_how_its_task_ended() {
        for spec in operations() {
            assert_eq!(spec.status.is_some(), spec.kind() == Kind::Cancel, "{}", spec.id);
        }
        for (spec, status) in status_calls() {
            assert!(spec.fields.iter().any(|field| field.name == status.id), "{}", spec.id);
            assert_ne!(find(status.operation).unwrap().kind(), Kind::Cancel, "{}", spec.id);
        }
    }

    #[test]
    fn what_asks_for_several_tasks_names_parameters_that_its_operation_has() {
        for (spec, status) in status_calls() {
            let Some(together) = &status.together else { continue };
            let list = find(together.operation).unwrap();
            assert_eq!(list.kind(), Kind::List, "{}", spec.id);
            let field = |name: &str| {
                let field = list.fields.iter().find(|field| field.name == name);
                field.unwrap_or_else(|| panic!("{} has no {name}", list.id))
            };
            for name in together.same {
                assert!(
                    spec.fields.iter().any(|own| own.name == *name && own.required),
                    "{} {name}",
                    spec.id
                );
                field(name);
            }
            if let Some((name, size)) = together.page {
                assert_eq!(field(name).range.unwrap().1, size, "{}", list.id);
            }
            let max = match together.ids {
                Ids::List(param) => field(param).max_items,
                Ids::Filter { filters, key, by, value } => {
                    let parts = field(filters).parts;
                    assert_eq!(parts.iter().map(|part| part.name).collect::<Vec<_>>(), [key, value]);
                    parts[0].filters.iter().find(|filter| filter.name == by).unwrap().max_items
                }
                Ids::All => None,
            };
            assert_eq!(max.map_or(usize::MAX, |max| max as usize), together.max, "{}", list.id);
        }
    }

    #[test]
    fn several_tasks_are_asked_for_in_one_request() {
        let cancel = |params: &str| serde_json::from_str::<Value>(params).unwrap();
        let asked = |operation: &str, cancels: &[&str]| {
            let status = find(operation).unwrap().status.as_ref().unwrap();
            let cancels: Vec<Value> = cancels.iter().map(|params| cancel(params)).collect();
            let together = status.together.as_ref().unwrap();
            let params = together.params(&cancels.iter().collect::<Vec<_>>(), status.id);
            serde_json::to_string(&params).unwrap()
        };
        for (operation, cancels, params) in [
            (
                "fsx:CancelDataRepositoryTask",
                [r#"{"TaskId":"task-1"}"#, r#"{"TaskId":"task-2"}"#],
                r#"{"TaskIds":["task-1","task-2"]}"#,
            ),
            (
                "nas:CancelDataFlowTask",
                [r#"{"FileSystemId":"f","TaskId":"a"}"#, r#"{"FileSystemId":"f","TaskId":"b"}"#],
                r#"{"FileSystemId":"f","Filters":[{"Key":"TaskIds","Value":"a,b"}]}"#,
            ),
            (
                "sfsturbo:DeleteHpcCacheTask",
                [
                    r#"{"project_id":"p","share_id":"s","task_id":"a"}"#,
                    r#"{"project_id":"p","share_id":"s","task_id":"b"}"#,
                ],
                r#"{"project_id":"p","share_id":"s"}"#,
            ),
            (
                "snow-device-management:CancelTask",
                [r#"{"taskId":"a"}"#, r#"{"taskId":"b"}"#],
                r#"{"maxResults":100}"#,
            ),
        ] {
            assert_eq!(asked(operation, &cancels), params, "{operation}");
        }
    }
}
