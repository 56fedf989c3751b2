//! Credentials that JavaScript knows by a number: their secrets cross the boundary once, and stay until JavaScript
//! says that the object they came from is gone.

use std::cell::RefCell;

use crate::sign::Credentials;

thread_local! {
    static HELD: RefCell<Held> = const { RefCell::new(Held { last: 0, entries: Vec::new() }) };
}

struct Held {
    /// The last number that was given away. None is given twice.
    last: u32,
    entries: Vec<(u32, Credentials)>,
}

/// Keeps credentials, and gives the number that they are known by.
pub(super) fn hold(credentials: Credentials) -> Option<u32> {
    with(|held| {
        held.last = held.last.checked_add(1)?;
        held.entries.push((held.last, credentials));
        Some(held.last)
    })?
}

/// Wipes credentials.
pub(super) fn forget(number: u32) {
    with(|held| held.entries.retain(|(known, _)| *known != number));
}

/// Uses credentials; `None` for those that are no longer held.
pub(super) fn with_held<T>(number: u32, use_them: impl FnOnce(&Credentials) -> T) -> Option<T> {
    with(|held| held.entries.iter().find(|(known, _)| *known == number).map(|(_, known)| use_them(known)))?
}

/// `None` only for a call from within itself, of which there is none.
fn with<T>(work: impl FnOnce(&mut Held) -> T) -> Option<T> {
    HELD.with(|held| Some(work(&mut *held.try_borrow_mut().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Value;

    fn credentials(id: &str) -> Credentials {
        let entry = |key: &str, value: &str| (key.to_owned(), Value::from(value));
        Credentials::new(Value::Object(vec![entry("accessKeyId", id), entry("secretAccessKey", "sesame")]))
            .unwrap()
    }

    fn is_held(number: u32, id: &str) -> bool {
        with_held(number, |known| *known == credentials(id)).unwrap_or(false)
    }

    #[test]
    fn credentials_are_held_until_they_are_forgotten() {
        let (first, second) = (hold(credentials("a")).unwrap(), hold(credentials("b")).unwrap());
        assert!(is_held(first, "a") && is_held(second, "b"));
        forget(first);
        assert!(with_held(first, |_| ()).is_none() && is_held(second, "b"));
        forget(first);
        assert_ne!(hold(credentials("c")), Some(first), "a number that was given away before");
    }
}
