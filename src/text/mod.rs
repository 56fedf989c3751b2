//! Text: searching, masking, times. Nothing here knows a cloud.

#[cfg(test)]
pub(crate) mod growth;
pub(crate) mod mask;
pub(crate) mod search;
pub(crate) mod timestamp;
