//! Derived keys, kept: deriving one is most of a signature's hashing, and each is good for a day.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use crate::sign::crypto::{HmacKey, sha256};

/// More than the regions and services that one secret usually signs for.
const MAX_KEYS: usize = 16;

/// Derived keys, each under its scope and the hash of the secret: the secret itself is not kept. The keys are wiped
/// when the last clone is dropped.
#[derive(Clone, Default)]
pub(crate) struct KeyCache(Arc<Mutex<Vec<Entry>>>);

/// A key and what it was derived from.
struct Entry {
    /// The hash of the secret.
    source: [u8; 32],
    scope: String,
    key: Arc<HmacKey>,
}

impl KeyCache {
    /// The key of a secret and scope: a kept one, or a new one, which takes the place of the one that was used
    /// longest ago.
    pub(super) fn get(&self, secret: &str, scope: &str, derive: impl FnOnce() -> HmacKey) -> Arc<HmacKey> {
        let source = sha256(secret.as_bytes());
        // No work is done under the lock that could leave the list in disorder.
        let mut keys = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = keys.iter().position(|entry| entry.source == source && entry.scope == scope);
        let entry = match place {
            Some(place) => keys.remove(place),
            None => Entry { source, scope: scope.to_owned(), key: Arc::new(derive()) },
        };
        let key = Arc::clone(&entry.key);
        keys.truncate(MAX_KEYS - 1);
        keys.insert(0, entry);
        key
    }
}

impl fmt::Debug for KeyCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyCache")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> impl FnOnce() -> HmacKey {
        || HmacKey::new(text.as_bytes())
    }

    #[test]
    fn a_key_is_used_again_for_its_own_secret_and_scope_only() {
        let keys = KeyCache::default();
        for round in 0..3 {
            for (secret, scope) in [("a", "r"), ("b", "r"), ("a", "s"), ("ar", ""), ("", "ar")] {
                let name = format!("{secret} {scope}");
                let found = keys.get(secret, scope, || HmacKey::new(name.as_bytes()));
                assert_eq!(found.sign(b"x"), key(&name)().sign(b"x"), "round {round}");
            }
        }
        let again = keys.get("a", "r", || panic!("derived anew"));
        assert_eq!(again.sign(b"x"), key("a r")().sign(b"x"));
    }

    #[test]
    fn the_number_of_keys_is_bounded_and_the_one_used_longest_ago_goes() {
        let keys = KeyCache::default();
        for number in 0..100 {
            drop(keys.get("a", &number.to_string(), key("k")));
            drop(keys.get("a", "0", || panic!("the first one is in use")));
        }
        assert_eq!(keys.0.lock().unwrap().len(), MAX_KEYS);
    }

    #[test]
    fn nothing_is_left_when_the_last_clone_is_dropped() {
        let keys = KeyCache::default();
        let kept = Arc::downgrade(&keys.get("a", "r", key("k")));
        let clone = keys.clone();
        drop(keys);
        assert!(kept.upgrade().is_some());
        drop(clone);
        assert!(kept.upgrade().is_none());
    }
}
