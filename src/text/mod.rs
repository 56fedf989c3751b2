//! Text: searching, masking, times. Nothing here knows a cloud.

pub(crate) mod escape;
pub(crate) mod mask;
pub(crate) mod search;
pub(crate) mod timestamp;
pub(crate) mod work;
