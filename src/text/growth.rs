//! For the tests of what has to cope with a megabyte: whether time grows with the input alone.

use std::time::{Duration, Instant};

/// Panics when sixteen times the input takes far more than sixteen times as long: quadratic work takes 256 times.
pub(crate) fn assert_linear(name: &str, work: impl Fn(usize)) {
    const SMALL: usize = 1 << 13;
    let time = |size| {
        let once = || {
            let start = Instant::now();
            work(size);
            start.elapsed()
        };
        // The best of a few: a busy machine only ever adds.
        (0..5).map(|_| once()).min().unwrap_or(Duration::ZERO)
    };
    let (small, large) = (time(SMALL), time(SMALL * 16));
    assert!(large < small * 80, "{name}: {small:?} became {large:?}");
}
