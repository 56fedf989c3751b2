//! What the rules have in common: whom they tell what they find, and how long a text they look at.

use std::fmt::Display;

use crate::error::{FindingCode, Severity};

/// Takes what a rule finds; the text continues the sentence that begins with the name of the place.
pub(super) type Tell<'a> = dyn FnMut(Severity, FindingCode, &dyn Display) + 'a;

/// Longer text matches no pattern: every value of one is far shorter.
pub(super) const MAX_MATCHED: usize = 4_096;
