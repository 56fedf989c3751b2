//! Counts the bytes that readers look at, in tests alone: whether work grows with the input, and no faster.

/// Notes that so many bytes were looked at. Whatever reads text of any length says so here.
#[inline]
pub(crate) fn add(bytes: usize) {
    #[cfg(test)]
    tests::LOOKED_AT.set(tests::LOOKED_AT.get() + bytes);
    #[cfg(not(test))]
    let _ = bytes;
}

#[cfg(test)]
pub(crate) use tests::assert_linear;

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    thread_local! {
        pub(super) static LOOKED_AT: Cell<usize> = const { Cell::new(0) };
    }

    /// Panics when sixteen times the input takes far more than sixteen times the work: quadratic work takes 256 times.
    pub(crate) fn assert_linear(name: &str, work: impl Fn(usize)) {
        const SMALL: usize = 1 << 10;
        let count = |size| {
            LOOKED_AT.set(0);
            work(size);
            LOOKED_AT.get()
        };
        let (small, large) = (count(SMALL), count(SMALL * 16));
        assert!(small >= SMALL, "{name}: the work is not counted");
        assert!(large < small * 20, "{name}: {small} became {large}");
    }

    #[test]
    fn quadratic_work_is_noticed() {
        assert_linear("once", super::add);
        let twice = || assert_linear("each for each", |size| super::add(size * size));
        assert!(std::panic::catch_unwind(twice).is_err());
    }
}
