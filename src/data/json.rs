//! JSON: what replies are read from and requests are written in.
//!
//! Reads whatever a provider's own SDK reads, some of which a strict parser refuses: half a surrogate pair in an
//! escape (it becomes U+FFFD), a number beyond every range (it becomes infinite), any depth.

use crate::data::value::Value;
use crate::text::work;

/// How deep a reply is read; what is nested deeper is skipped, and only its brackets and strings are checked.
const DEEPEST: usize = 64;

/// The value that a text is; `None` when it is not JSON.
pub(crate) fn read(text: &str) -> Option<Value> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(DEEPEST)?;
    reader.peek_past_space().is_none().then_some(value)
}

/// Whether a text that is not JSON is an object or an array that ends too early.
pub(crate) fn is_cut(text: &str) -> bool {
    let mut reader = Reader { text, at: 0 };
    text.starts_with(['{', '[']) && reader.value(DEEPEST).is_none() && reader.at >= text.len()
}

/// Writes text as JSON has it, by the rules of JavaScript's `JSON.stringify`.
pub(crate) fn write_string(text: &str, out: &mut String) {
    const SHORT: [(u8, char); 7] =
        [(b'"', '"'), (b'\\', '\\'), (b'\n', 'n'), (b'\r', 'r'), (b'\t', 't'), (8, 'b'), (12, 'f')];
    out.push('"');
    let mut rest = text;
    let is_escaped = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    while let Some(at) = rest.bytes().position(is_escaped) {
        let (before, after) = rest.split_at_checked(at).unwrap_or_default();
        let byte = after.bytes().next().unwrap_or_default();
        out.push_str(before);
        out.push('\\');
        if let Some((_, short)) = SHORT.iter().find(|(known, _)| *known == byte) {
            out.push(*short);
        } else {
            out.push_str(if byte < 16 { "u000" } else { "u001" });
            out.extend(char::from_digit(u32::from(byte & 15), 16));
        }
        rest = after.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
    out.push('"');
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        work::add(1);
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes over white space, and tells the byte behind it.
    fn peek_past_space(&mut self) -> Option<u8> {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        self.peek()
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek() == Some(byte)).then(|| self.at += 1)
    }

    /// Passes over all bytes of a kind, and tells what was there.
    fn take_while(&mut self, is_kind: impl Fn(u8) -> bool) -> &'a str {
        let start = self.at;
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let length = rest.iter().position(|byte| !is_kind(*byte)).unwrap_or(rest.len());
        work::add(length);
        self.at += length;
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        match self.peek_past_space()? {
            b'"' => Some(Value::String(self.string()?)),
            b'{' | b'[' if depth == 0 => self.skip(),
            b'{' => self.object(depth - 1),
            b'[' => self.list(depth - 1),
            b'-' | b'0'..=b'9' => self.number(),
            _ => match self.take_while(|byte| byte.is_ascii_lowercase()) {
                "null" => Some(Value::Null),
                "true" => Some(Value::Bool(true)),
                "false" => Some(Value::Bool(false)),
                _ => None,
            },
        }
    }

    fn object(&mut self, depth: usize) -> Option<Value> {
        let mut entries = Vec::new();
        self.items(b'}', |reader| {
            reader.peek_past_space()?;
            let name = reader.string()?;
            reader.peek_past_space()?;
            reader.take(b':')?;
            entries.push((name, reader.value(depth)?));
            Some(())
        })?;
        Some(Value::Object(entries))
    }

    fn list(&mut self, depth: usize) -> Option<Value> {
        let mut items = Vec::new();
        self.items(b']', |reader| {
            items.push(reader.value(depth)?);
            Some(())
        })?;
        Some(Value::List(items))
    }

    /// What stands between a bracket and its end, with commas in between.
    fn items(&mut self, end: u8, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        if self.peek_past_space()? == end {
            return self.take(end);
        }
        loop {
            item(self)?;
            if self.peek_past_space()? == end {
                return self.take(end);
            }
            self.take(b',')?;
        }
    }

    /// Skips an object or array that is nested too deep, up to its closing bracket.
    fn skip(&mut self) -> Option<Value> {
        let mut open = 0_usize;
        loop {
            match self.peek()? {
                b'"' => {
                    self.string()?;
                    continue;
                }
                b'{' | b'[' => open += 1,
                b'}' | b']' => open -= 1,
                _ => {}
            }
            self.at += 1;
            if open == 0 {
                return Some(Value::foreign("an object nested too deep"));
            }
        }
    }

    fn string(&mut self) -> Option<String> {
        self.take(b'"')?;
        let mut text = String::new();
        loop {
            let run = self.take_while(|byte| byte != b'"' && byte != b'\\' && byte >= b' ');
            text.push_str(run);
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(text);
                }
                b'\\' => text.push(self.escape()?),
                _ => return None,
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        self.at += 1;
        let kind = self.peek()?;
        self.at += 1;
        Some(match kind {
            b'"' | b'\\' | b'/' => char::from(kind),
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'u' => {
                let unit = self.unit()?;
                // The second half of a pair, if that is what comes next.
                let rest = self.text.get(self.at..).unwrap_or_default();
                let low = || Reader { text: rest.strip_prefix("\\u")?, at: 0 }.unit();
                match low().filter(|low| matches!(unit, 0xd800..0xdc00) && matches!(low, 0xdc00..0xe000)) {
                    Some(low) => {
                        self.at += 6;
                        char::from_u32(0x1_0000 + ((unit & 0x3ff) << 10 | low & 0x3ff))?
                    }
                    None => char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER),
                }
            }
            _ => return None,
        })
    }

    /// Four hex digits.
    fn unit(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit << 4 | char::from(self.peek()?).to_digit(16)?;
            self.at += 1;
        }
        Some(unit)
    }

    /// Whole numbers that an `i64` holds are exact, others as near as a few multiplications come.
    fn number(&mut self) -> Option<Value> {
        let is_negative = self.take(b'-').is_some();
        let is_digit = |byte: u8| byte.is_ascii_digit();
        let whole = self.take_while(is_digit);
        if whole.is_empty() || whole.len() > 1 && whole.starts_with('0') {
            return None;
        }
        let mut digits = Digits::default();
        digits.push(whole);
        let mut is_whole = true;
        if self.take(b'.').is_some() {
            is_whole = false;
            let fraction = self.take_while(is_digit);
            digits.push(fraction);
            digits.exponent -= i32::try_from(fraction.len()).ok().filter(|length| *length > 0)?;
        }
        if self.take(b'e').or_else(|| self.take(b'E')).is_some() {
            is_whole = false;
            let is_below = self.take(b'-').is_some();
            if !is_below {
                let _ = self.take(b'+');
            }
            let text = self.take_while(is_digit);
            let exponent = text.bytes().fold(0, |sum: i32, digit| {
                sum.saturating_mul(10).saturating_add(i32::from(digit - b'0')).min(100_000)
            });
            if text.is_empty() {
                return None;
            }
            digits.exponent += if is_below { -exponent } else { exponent };
        }
        if is_whole
            && digits.exponent == 0
            && let Ok(number) = i64::try_from(digits.number)
        {
            return Some(Value::Integer(if is_negative { -number } else { number }));
        }
        let number = digits.to_f64();
        Some(Value::Number(if is_negative { -number } else { number }))
    }
}

/// The first digits of a number, and the power of ten that they are to be taken with.
#[derive(Default)]
struct Digits {
    number: u64,
    exponent: i32,
}

impl Digits {
    fn push(&mut self, text: &str) {
        for digit in text.bytes().map(|byte| u64::from(byte - b'0')) {
            match self.number.checked_mul(10).and_then(|number| number.checked_add(digit)) {
                Some(number) if self.exponent == 0 => self.number = number,
                _ => self.exponent = self.exponent.saturating_add(1),
            }
        }
    }

    #[allow(clippy::cast_precision_loss)] // as a floating-point number is
    fn to_f64(&self) -> f64 {
        let number = self.number as f64;
        let power = 10_f64.powi(self.exponent.unsigned_abs().min(400).cast_signed());
        if number == 0.0 {
            0.0
        } else if self.exponent < 0 {
            number / power
        } else {
            number * power
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 12] = [
        r#"{"Lifecycle":"CANCELING","TaskId":"task-0123456789abcdef0"}"#,
        r#" { "a" : [ 1 , -2.5e+3 , 0.1E-2 , true , false , null ] , "b" : { } , "c" : [ ] } "#,
        r#""\"\\\/\b\f\n\r\t\u0041\u00e9\ud83d\ude00é😀""#,
        "[1571863862.288,9223372036854775807,-9223372036854775807,18446744073709551615,1e22,123456789012345678]",
        "[0,-0.5,10,0.25,1E5,1e-7,3.141592653589793,100000000000000000000000]",
        r#"{"a":1,"a":2,"":{"a":[[[]]]}}"#,
        "\t\r\n[]",
        "01",
        "[1,]",
        "{\"a\" 1}",
        "\"\u{1}\"",
        "[1.,.5,+1,1e,--1,nul,True]",
    ];

    /// What `serde_json` makes of a text, which is held to the standard by others.
    fn standard(text: &str) -> Option<Value> {
        serde_json::from_str(text).ok()
    }

    /// Equal, but for the last digit of a number that is far from any that a provider sends.
    fn is_alike(ours: &Value, theirs: &Value) -> bool {
        match (ours, theirs) {
            (Value::Number(a), Value::Number(b)) => (a - b).abs() <= b.abs() * 1e-14,
            (Value::Integer(0), Value::Number(b)) => b.abs() <= 0.0, // -0
            (Value::List(a), Value::List(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_alike(a, b))
            }
            (Value::Object(a), Value::Object(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|((m, a), (n, b))| m == n && is_alike(a, b))
            }
            _ => ours == theirs,
        }
    }

    /// Whether there is something in it that no strict parser takes.
    fn is_lenient(value: &Value) -> bool {
        match value {
            Value::Number(number) => number.is_infinite(),
            Value::String(text) => text.contains('\u{fffd}'),
            Value::List(items) => items.iter().any(is_lenient),
            Value::Object(entries) => entries.iter().any(|(_, value)| is_lenient(value)),
            _ => false,
        }
    }

    #[test]
    fn a_text_is_read_as_the_standard_has_it() {
        for text in TEXTS {
            assert_eq!(read(text), standard(text), "{text}");
        }
    }

    #[test]
    fn a_text_that_was_cut_or_changed_is_read_as_the_standard_has_it() {
        let same = |text: &str| match (read(text), standard(text)) {
            (Some(ours), Some(theirs)) => assert!(is_alike(&ours, &theirs), "{text}"),
            (Some(ours), None) => assert!(is_lenient(&ours), "{text}"),
            (None, theirs) => assert_eq!(theirs, None, "{text}"),
        };
        for text in TEXTS {
            for (at, found) in text.char_indices() {
                let (before, after) = text.split_at(at);
                let after = after.strip_prefix(found).unwrap();
                same(before);
                for other in ['{', '}', '[', ']', ',', ':', '"', '\\', '0', '-', '.', 'e', 'u', ' ', 'x'] {
                    same(&format!("{before}{other}{after}"));
                }
            }
        }
    }

    #[test]
    fn what_no_strict_parser_takes_is_read_as_a_browser_reads_it() {
        for (text, value) in [
            (r#""\ud800""#, Value::from("\u{fffd}")),
            (r#""\udead!""#, Value::from("\u{fffd}!")),
            (r#""\ud83d\u0041""#, Value::from("\u{fffd}A")),
            ("1e999", Value::Number(f64::INFINITY)),
            ("-1e999", Value::Number(f64::NEG_INFINITY)),
            ("1e-999", Value::Number(0.0)),
            ("0e999999999999", Value::Number(0.0)),
        ] {
            assert_eq!(read(text), Some(value), "{text}");
        }
    }

    #[test]
    fn any_depth_is_read_and_what_is_too_deep_passed_over() {
        for depth in [1, 64, 65, 128, 1_000_000] {
            let deep = ["[".repeat(depth), "]".repeat(depth)].concat();
            let text = format!(r#"{{"deep":{deep},"code":"x"}}"#);
            assert_eq!(read(&text).unwrap().get("code"), Some(&Value::from("x")), "{depth}");
        }
        assert_eq!(read(&"[".repeat(1_000_000)), None);
        assert_eq!(read(&["[".repeat(100), "\"]\\\"".to_owned()].concat()), None);
    }

    #[test]
    fn the_work_grows_with_the_text_alone() {
        for part in ["[", "{\"a\":", "1,", "\"a\",", "\\u0041", "\\ud83d", "\\", "1e", " ", "0"] {
            work::assert_linear(part, |count| {
                let text = part.repeat(count);
                let _ = read(&text);
                let _ = read(&["[", &text, "1]"].concat());
                let _ = read(&["\"", &text, "\""].concat());
            });
        }
    }

    #[test]
    fn text_is_written_as_the_standard_has_it() {
        for text in ["", "plain", "\"\\/", "\u{0}\u{1}\u{8}\t\n\u{b}\u{c}\r\u{1f} \u{7f}", "é漢😀\u{2028}"]
        {
            let mut written = String::new();
            write_string(text, &mut written);
            assert_eq!(written, serde_json::to_string(text).unwrap());
        }
    }
}
