//! Text that nothing shows.

use std::fmt;

use zeroize::Zeroizing;

use crate::text::mask::MASK;

/// A text that no Debug output, error or outcome shows, and that is wiped when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Secret(Zeroizing<String>);

impl Secret {
    pub(super) fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    pub(super) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_text_holds_no_secret() {
        assert_eq!(format!("{:?}", Secret::new("sesame".to_owned())), MASK);
    }
}
