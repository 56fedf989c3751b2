//! What an operation is, as data: the form, the validator, the documentation and the reply reader
//! are all made from these specs.

pub(crate) mod answer;
mod catalogue;
pub(crate) mod endpoint;
pub(crate) mod error;
pub(crate) mod field;
#[cfg(test)]
pub(crate) mod made_up;
pub(crate) mod operation;
pub(crate) mod paging;
pub(crate) mod pattern;
pub(crate) mod protocol;
pub(crate) mod service;
pub(crate) mod status;
pub(crate) mod task;
pub(crate) mod vendor;
