//! Header names with their values.

use std::borrow::Cow;
use std::fmt;

use crate::data::value::{Value, serialize_as_value};
use crate::text::mask::MASK;

/// Header names in lower case, with their values, sorted by name.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers(Vec<(Text, Text)>);

/// Text that is mostly fixed.
type Text = Cow<'static, str>;

impl Headers {
    /// Headers from pairs, of which a later one takes the place of an earlier one of its name.
    #[must_use]
    pub fn new(pairs: &[(&'static str, &'static str)]) -> Self {
        let mut headers = Self(Vec::with_capacity(8));
        for (name, value) in pairs {
            headers.set(name, *value);
        }
        headers
    }

    /// The value of a header, by its name in lower case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Sets a header, by its name in lower case, in the place of one that has its name.
    pub fn set(&mut self, name: &'static str, value: impl Into<Cow<'static, str>>) {
        self.put(Cow::Borrowed(name), value.into());
    }

    fn put(&mut self, name: Text, value: Text) {
        let place = self.0.partition_point(|(known, _)| *known < name);
        match self.0.get_mut(place).filter(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => self.0.insert(place, (name, value)),
        }
    }

    /// Adds a value to a header, by its name in any case, behind a comma where it has one.
    pub fn append(&mut self, name: &str, value: &str) {
        let name = name.to_ascii_lowercase();
        let joined = match self.get(&name) {
            Some(known) => [known, value].join(","),
            None => value.to_owned(),
        };
        self.put(name.into(), joined.into());
    }

    /// Takes out every header of these names.
    pub(crate) fn remove(&mut self, names: &[&str]) {
        self.0.retain(|(name, _)| !names.contains(&&**name));
    }

    /// Names and values, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }
}

impl From<&Headers> for Value {
    fn from(headers: &Headers) -> Self {
        Self::Object(headers.iter().map(|(name, value)| (name.to_owned(), Self::from(value))).collect())
    }
}

/// Shows everything but the values that are a secret.
impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |(name, value)| (name, if SECRET_HEADERS.contains(&name) { MASK } else { value });
        f.debug_map().entries(self.iter().map(shown)).finish()
    }
}

/// Headers that hold a secret whole.
pub(crate) const SECRET_HEADERS: [&str; 4] =
    ["x-amz-security-token", "x-acs-security-token", "x-security-token", "x-auth-token"];

serialize_as_value!(Headers);
