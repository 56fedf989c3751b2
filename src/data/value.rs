//! Anything that a caller may hand in, before it has been checked.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};

/// Plain data as it arrives: from JavaScript, from JSON, or from any serde format.
///
/// Objects keep the order and the duplicates of their source, so that nothing is lost before
/// [`validate`](crate::validate) has looked at it.
///
/// ```
/// use calloff::Value;
///
/// let params = Value::from_iter([("TaskIds", Value::from(["task-0123456789abcdef0"])), ("MaxResults", 50.into())]);
/// assert_eq!(params.get("MaxResults"), Some(&Value::Integer(50)));
/// ```
#[derive(PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number of up to 64 bits, exact.
    Integer(i64),
    /// Any other number.
    Number(f64),
    /// Text.
    String(String),
    /// An array.
    List(Vec<Value>),
    /// An object's own keys with their values.
    Object(Vec<(String, Value)>),
    /// Something that no call can hold, and no Rust makes: a function of JavaScript's, an object whose getter threw.
    #[doc(hidden)]
    Foreign(Foreign),
}

/// What a value is that no call can hold, in words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Foreign(&'static str);

impl Value {
    /// Text that is not valid Unicode.
    pub(crate) const LONE_SURROGATE: Self = Self::foreign("a string with a lone surrogate");

    pub(crate) fn is_lone_surrogate(&self) -> bool {
        self.kind() == Self::LONE_SURROGATE.kind()
    }

    /// Something that no call can hold, in words: "a function".
    pub(crate) const fn foreign(words: &'static str) -> Self {
        Self::Foreign(Foreign(words))
    }

    /// An object with one more member, in the place of one that has its name. Anything but an object stays as it is.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Self>) -> Self {
        self.set(key, value.into());
        self
    }

    /// The value of an object's key; the last one where a key is repeated, as in JSON.
    #[must_use]
    #[inline(never)]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(entries) => {
                entries.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// The text, when it is text.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The number, when it is one.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // for reckoning, not for showing
    pub(crate) fn as_number(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Whether it is a whole number, however large.
    pub(crate) fn is_whole(&self) -> bool {
        self.as_number().is_some_and(|number| number.is_finite() && number.fract() == 0.0)
    }

    /// The whole number, when it is one and exact.
    #[must_use]
    pub(crate) fn as_integer(&self) -> Option<i64> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        match self {
            Self::Integer(number) => Some(*number),
            #[allow(clippy::cast_possible_truncation)] // within the range just checked
            Self::Number(number) if self.is_whole() && number.abs() < EXACT => Some(*number as i64),
            _ => None,
        }
    }

    /// The items, when it is an array.
    #[must_use]
    pub(crate) fn items(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// A whole number's digits, exact.
    pub(crate) fn to_whole_text(&self) -> Option<String> {
        match self {
            Self::String(text) => {
                let is_whole = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
                is_whole.then(|| text.clone())
            }
            _ => self.as_integer().map(|number| number.to_string()),
        }
    }

    /// Sets an object's key in the place of one that has its name.
    pub(crate) fn set(&mut self, key: &str, value: Self) {
        if let Self::Object(entries) = self {
            entries.retain(|(name, _)| name != key);
            entries.push((key.to_owned(), value));
        }
    }

    /// An array.
    pub(crate) fn list<T: Into<Self>>(items: impl IntoIterator<Item = T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }

    /// The entries, when it is an object.
    #[must_use]
    pub fn entries(&self) -> Option<&[(String, Self)]> {
        match self {
            Self::Object(entries) => Some(entries),
            _ => None,
        }
    }

    /// The text of the first of these keys that the object has, in the order given: the exact name
    /// before any other case. Whole numbers count as text; null, empty text and objects do not.
    #[inline(never)]
    pub(crate) fn text(&self, keys: &[&str]) -> Option<String> {
        let entries = self.entries()?;
        for key in keys {
            let is_other_case = |name: &str| name != *key && name.eq_ignore_ascii_case(key);
            let other_case = entries.iter().rev().filter(|(name, _)| is_other_case(name));
            let exact = self.get(key).into_iter();
            if let Some(text) = exact.chain(other_case.map(|(_, value)| value)).find_map(Self::to_text) {
                return Some(text);
            }
        }
        None
    }

    /// A whole number's digits, or text that is not empty.
    #[inline(never)]
    pub(crate) fn to_text(&self) -> Option<String> {
        match self {
            Self::String(text) if !text.is_empty() => Some(text.clone()),
            Self::Integer(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// What it is, for a sentence: "expected a string, found a number".
    #[must_use]
    #[inline(never)]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Integer(_) | Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::List(_) => "an array",
            Self::Object(_) => "an object",
            Self::Foreign(Foreign(words)) => words,
        }
    }
}

/// By hand, so that WebAssembly has it once.
impl Clone for Value {
    #[inline(never)]
    fn clone(&self) -> Self {
        match self {
            Self::Null => Self::Null,
            Self::Bool(value) => Self::Bool(*value),
            Self::Integer(number) => Self::Integer(*number),
            Self::Number(number) => Self::Number(*number),
            Self::String(text) => Self::String(text.clone()),
            Self::List(items) => Self::List(items.clone()),
            Self::Object(entries) => Self::Object(entries.clone()),
            Self::Foreign(words) => Self::Foreign(*words),
        }
    }
}

/// Shows the kind alone: a value may hold a secret.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind())
    }
}

impl<K: Into<String>> FromIterator<(K, Self)> for Value {
    fn from_iter<I: IntoIterator<Item = (K, Self)>>(entries: I) -> Self {
        Self::Object(entries.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }
}

/// An object in the making.
#[derive(Default)]
pub(crate) struct Members(Vec<(String, Value)>);

impl Members {
    /// Adds a member.
    pub(crate) fn put(&mut self, name: &str, value: impl Into<Value>) -> &mut Self {
        self.add(name, value.into())
    }

    /// Adds a member that may be absent.
    pub(crate) fn put_some(&mut self, name: &str, value: Option<impl Into<Value>>) -> &mut Self {
        match value {
            Some(value) => self.add(name, value.into()),
            None => self,
        }
    }

    /// Adds a list that is left out when there is nothing in it.
    pub(crate) fn put_items(&mut self, name: &str, items: Vec<impl Into<Value>>) -> &mut Self {
        self.put_some(name, Some(items).filter(|items| !items.is_empty()))
    }

    #[inline(never)]
    fn add(&mut self, name: &str, value: Value) -> &mut Self {
        self.0.push((name.to_owned(), value));
        self
    }

    /// The object; nothing stays behind.
    pub(crate) fn take(&mut self) -> Value {
        Value::Object(std::mem::take(&mut self.0))
    }
}

/// Has types written as the [`Value`] that they turn into: one way out of the crate for all, which in
/// WebAssembly is smaller than one for each.
macro_rules! serialize_as_value {
    ($($type:ty),+) => {
        $(impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::data::value::Value::from(self).serialize(serializer)
            }
        })+
    };
}
pub(crate) use serialize_as_value;

/// Only what a call can hold keeps its form; the rest is null.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::String(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(entries) => serializer.collect_map(entries.iter().map(|(key, value)| (key, value))),
            Self::Null | Self::Foreign(_) => serializer.serialize_unit(),
        }
    }
}

impl From<&str> for Value {
    #[inline(never)]
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl<T: Into<Self>> From<Vec<T>> for Value {
    fn from(items: Vec<T>) -> Self {
        Self::list(items)
    }
}

impl<T: Into<Self>, const N: usize> From<[T; N]> for Value {
    fn from(items: [T; N]) -> Self {
        Self::list(items)
    }
}

impl From<&&str> for Value {
    fn from(text: &&str) -> Self {
        Self::from(*text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("plain data")
    }
    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Integer(value))
    }
    #[allow(clippy::cast_precision_loss)] // only what no vendor counts up to
    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(i64::try_from(value).map_or(Value::Number(value as f64), Value::Integer))
    }
    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value))
    }
    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }
    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            object.push(entry);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_of_whatever_rust_has() {
        let name = String::from("Name");
        let filter =
            Value::from_iter([(name, Value::from("x"))]).with("Values", vec![String::from("y"), "z".into()]);
        let made = Value::from_iter([("Filters", Value::from([filter])), ("MaxResults", 5.into())]);
        let made = made.with("MaxResults", 6_u32).with("DryRun", true).with("Offset", 7_i64);
        let read = r#"{"Filters":[{"Name":"x","Values":["y","z"]}],"MaxResults":6,"DryRun":true,"Offset":7}"#;
        assert_eq!(made, serde_json::from_str(read).unwrap());
        assert_eq!(Value::Null.with("a", 1), Value::Null);
    }
}
