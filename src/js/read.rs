//! Anything that JavaScript holds, read into a [`Value`]. Total: getters and proxies may throw, and nothing is
//! trusted to be what its type says. Each member is read once, and what was read is what is used.

use js_sys::{Array, JsString, Reflect, Symbol};
use wasm_bindgen::prelude::*;

use crate::data::value::Value;
use crate::text::search;

#[wasm_bindgen]
extern "C" {
    // js-sys has it without `catch`, but it throws for a revoked proxy.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;

    // Likewise, for a proxy of any kind.
    #[wasm_bindgen(catch, js_namespace = Object)]
    fn keys(object: &JsValue) -> Result<Array, JsValue>;

    // Likewise.
    #[wasm_bindgen(catch, js_namespace = Object, js_name = hasOwn)]
    fn has_own(object: &JsValue, key: &JsValue) -> Result<bool, JsValue>;

    #[wasm_bindgen(thread_local_v2, js_namespace = Object, js_name = prototype)]
    static OBJECT_PROTOTYPE: JsValue;
}

/// How deep a call can be: `params.Filters[0].Values[0]` and one more.
const MAX_DEPTH: usize = 6;

/// How many values a call can hold, and a list of headers; an object that holds itself has no end.
const MAX_VALUES: u32 = 10_000;

/// Anything as a [`Value`].
pub(super) fn read(value: &JsValue) -> Value {
    Walk::default().value(value, MAX_DEPTH)
}

/// A member of an object, or undefined where there is none or none can be. What only `Object.prototype` has was
/// put there by somebody who did not mean this object.
pub(super) fn get(object: &JsValue, key: &str) -> JsValue {
    if !object.is_object() {
        return JsValue::UNDEFINED;
    }
    let key = JsString::from(key);
    let value = Reflect::get(object, &key).unwrap_or(JsValue::UNDEFINED);
    if value.is_undefined() || has_own(object, &key).unwrap_or(false) {
        return value;
    }
    let is_everywhere = OBJECT_PROTOTYPE.with(|prototype| has_own(prototype, &key));
    if is_everywhere.unwrap_or(true) { JsValue::UNDEFINED } else { value }
}

/// Headers as they were given: of `Headers`, a `Map` or an array the items, of a plain object its names with their
/// values.
pub(super) struct Pairs {
    /// Whether they came as items, and are known by their place rather than their name.
    pub(super) is_list: bool,
    /// What is no pair stands as what it is.
    pub(super) items: Vec<Result<(String, Value), Value>>,
}

impl Pairs {
    /// Nobody sends more headers: what has more items may have no end.
    pub(super) const MAX: usize = MAX_VALUES as usize;

    /// Those with a name that counts, and at most one more than [`Self::MAX`]; of a plain object no others are looked
    /// at. `None` when it is neither a list nor an object.
    pub(super) fn read(given: &JsValue, counts: fn(&str) -> bool) -> Option<Self> {
        if !given.is_object() {
            return None;
        }
        let mut items = Vec::new();
        let list = js_sys::try_iter(given).ok()?;
        let is_list = list.is_some();
        if let Some(list) = list {
            // Behind an item that threw there are no more.
            for item in list.map_while(Result::ok).take(Self::MAX + 1) {
                let pair = read_pair(&item);
                if pair.as_ref().map_or(true, |(name, _)| counts(name)) {
                    items.push(pair);
                }
            }
        } else {
            let mut walk = Walk::default();
            for (name, value) in own_entries(given, &keys(given).ok()?, counts) {
                if !is_absent(&value) && items.len() <= Self::MAX {
                    items.push(Ok((name, walk.item(value, MAX_DEPTH))));
                }
            }
        }
        Some(Self { is_list, items })
    }
}

fn read_pair(item: &JsValue) -> Result<(String, Value), Value> {
    match read(item) {
        Value::List(pair) => match <[Value; 2]>::try_from(pair) {
            Ok([Value::String(name), value]) => Ok((name, value)),
            Ok([name, _]) => Err(name),
            Err(pair) => Err(Value::List(pair)),
        },
        other => Err(other),
    }
}

/// Counts the values on its way through an object.
#[derive(Default)]
struct Walk(u32);

impl Walk {
    fn value(&mut self, value: &JsValue, depth: usize) -> Value {
        self.0 += 1;
        if let Some(text) = value.as_string() {
            return read_text(value, text);
        }
        if value.is_object() {
            return if depth == 0 || self.0 > MAX_VALUES {
                Value::foreign("an object nested too deep or too large")
            } else {
                self.object(value, depth).unwrap_or(Value::foreign("an object that cannot be read"))
            };
        }
        if let Some(flag) = value.as_bool() {
            Value::Bool(flag)
        } else if let Some(number) = value.as_f64() {
            Value::Number(number)
        } else if value.is_null() || value.is_undefined() {
            Value::Null
        } else if value.is_function() {
            Value::foreign("a function")
        } else if value.is_symbol() {
            Value::foreign("a symbol")
        } else {
            Value::foreign("a bigint")
        }
    }

    fn item(&mut self, item: Result<JsValue, JsValue>, depth: usize) -> Value {
        match item {
            Ok(item) => self.value(&item, depth - 1),
            Err(_) => Value::foreign("a property that threw when it was read"),
        }
    }

    /// An array or an object. `None` when it does not let itself be listed.
    fn object(&mut self, value: &JsValue, depth: usize) -> Option<Value> {
        if is_array(value).ok()? {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            // within the range just checked
            let length = match Reflect::get(value, &JsString::from("length")).ok()?.as_f64() {
                Some(length) if length <= f64::from(MAX_VALUES) => length as u32,
                Some(_) => return Some(Value::foreign("an array of more than 10,000 items")),
                None => return None,
            };
            let items = (0..length).map(|index| Reflect::get_u32(value, index));
            return Some(Value::List(items.map(|item| self.item(item, depth)).collect()));
        }
        if is_iterable(value) {
            return Some(Value::foreign("a Map or another collection"));
        }
        let keys = keys(value).ok()?;
        if keys.length() > MAX_VALUES {
            return Some(Value::foreign("an object with more than 10,000 keys"));
        }
        let present = own_entries(value, &keys, |_| true).filter(|(_, item)| !is_absent(item));
        Some(Value::Object(present.map(|(key, item)| (key, self.item(item, depth))).collect()))
    }
}

/// Half a surrogate pair becomes U+FFFD on its way into wasm: only then is a closer look needed.
fn read_text(value: &JsValue, text: String) -> Value {
    let was_whole = || JsValue::from_str(&text) == *value;
    if search::contains(&text, "\u{fffd}") && !was_whole() {
        Value::LONE_SURROGATE
    } else {
        Value::String(text)
    }
}

/// The keys of an object that count, with what reading each one gave.
fn own_entries(
    object: &JsValue,
    keys: &Array,
    counts: fn(&str) -> bool,
) -> impl Iterator<Item = (String, Result<JsValue, JsValue>)> {
    (0..keys.length()).filter_map(move |index| {
        let key = keys.get(index);
        let name = key.as_string().filter(|name| counts(name))?;
        Some((name, Reflect::get(object, &key)))
    })
}

/// A key whose value is undefined counts as absent, as in JSON.
fn is_absent(value: &Result<JsValue, JsValue>) -> bool {
    value.as_ref().is_ok_and(JsValue::is_undefined)
}

fn is_iterable(object: &JsValue) -> bool {
    Reflect::get(object, &Symbol::iterator()).is_ok_and(|iterator| iterator.is_function())
}
