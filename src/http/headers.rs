//! Header names with their values.

use std::borrow::Cow;

use crate::data::value::{Value, serialize_as_value};

/// Header names in lower case, with their values, sorted by name. Debug text masks the values that are secret; see
/// [`is_secret_header`](crate::is_secret_header).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers(Vec<(Text, Text)>);

/// Text that is mostly fixed.
type Text = Cow<'static, str>;

impl Headers {
    /// Headers from pairs. Later pairs override earlier ones.
    #[must_use]
    pub fn new(pairs: &[(&'static str, &'static str)]) -> Self {
        let mut headers = Self(Vec::with_capacity(8));
        for (name, value) in pairs {
            headers.set(*name, *value);
        }
        headers
    }

    /// The value of a header, by its name in lower case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Sets a header, by its name in any case, in the place of one that has its name.
    pub fn set(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Cow<'static, str>>) {
        let mut name = name.into();
        if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            name = Cow::Owned(name.to_ascii_lowercase());
        }
        self.put(name, value.into());
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

serialize_as_value!(Headers);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kept_in_lower_case_and_sorted_and_later_values_override_earlier_ones() {
        let mut headers = Headers::new(&[("b", "1"), ("A", "2"), ("B", "3")]);
        headers.set(String::from("C"), "4");
        headers.append("c", "5");
        assert_eq!(headers.iter().collect::<Vec<_>>(), [("a", "2"), ("b", "3"), ("c", "4,5")]);
    }
}
