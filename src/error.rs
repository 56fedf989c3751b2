//! What is wrong with a call: findings, and the one error that carries them.

use std::fmt::{self, Write};

use crate::data::named::named;
use crate::data::value::{Members, Value, serialize_as_value};

named! {
    /// The kind of rule that a value broke.
    #[non_exhaustive]
    pub enum FindingCode {
        /// It is missing.
        Required = "required",
        /// It is of another type.
        Type = "type",
        /// It is too short or too long; text is counted in Unicode code points.
        Length = "length",
        /// It does not have the vendor's form.
        Pattern = "pattern",
        /// It is none of the known values.
        Enum = "enum",
        /// The number is too small or too large.
        Range = "range",
        /// The operation has no such key.
        Unknown = "unknown",
        /// It could reach another resource, or leak.
        Unsafe = "unsafe",
        /// It is still the example of a documentation page.
        Placeholder = "placeholder",
    }
}

named! {
    /// Whether a finding stops the call.
    pub enum Severity {
        /// It breaks a documented rule or is unsafe: nothing is built.
        Error = "error",
        /// It is only suspicious.
        Warning = "warning",
    }
}

/// One thing that is wrong with a call.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// Where: `region`, `params.TaskId`, `params.Filters[0].Name`, `credentials.secretAccessKey`.
    pub path: String,
    /// The kind of rule.
    pub code: FindingCode,
    /// Only errors stop a call.
    pub severity: Severity,
    /// One sentence with the limit and what was found.
    pub message: String,
}

impl Finding {
    /// An error; `text` continues the sentence that begins with the name of the place.
    #[must_use]
    pub fn error(path: impl fmt::Display, code: FindingCode, text: impl fmt::Display) -> Self {
        Self::new(&path, code, Severity::Error, &text)
    }

    /// A warning; `text` continues the sentence that begins with the name of the place.
    #[must_use]
    pub fn warning(path: impl fmt::Display, code: FindingCode, text: impl fmt::Display) -> Self {
        Self::new(&path, code, Severity::Warning, &text)
    }

    #[cold]
    fn new(path: &dyn fmt::Display, code: FindingCode, severity: Severity, text: &dyn fmt::Display) -> Self {
        let path = path.to_string();
        let name = match path.strip_prefix("params.").unwrap_or(&path) {
            "" => "call",
            name => name,
        };
        let message = format!("{name}: {text}");
        Self { path, code, severity, message }
    }

    /// Whether it stops the call.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// The findings of one call, while it is checked.
#[derive(Default)]
pub(crate) struct Findings(pub(crate) Vec<Finding>);

impl Findings {
    /// Cap on findings per call.
    pub(crate) const MAX: usize = 100;

    #[cold]
    #[inline(never)]
    pub(crate) fn error(&mut self, path: &dyn fmt::Display, code: FindingCode, text: &dyn fmt::Display) {
        self.add(path, code, Severity::Error, text);
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn warning(&mut self, path: &dyn fmt::Display, code: FindingCode, text: &dyn fmt::Display) {
        self.add(path, code, Severity::Warning, text);
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn add(
        &mut self,
        path: &dyn fmt::Display,
        code: FindingCode,
        severity: Severity,
        text: &dyn fmt::Display,
    ) {
        // Always keep at least one error, or the call would pass.
        let is_told = self.0.len() >= Self::MAX;
        if !is_told || severity == Severity::Error && !self.0.iter().any(Finding::is_error) {
            self.0.push(Finding::new(path, code, severity, text));
        }
    }

    /// The error for them, when one of them is an error.
    pub(crate) fn into_result(self, code: ErrorCode) -> Result<(), CalloffError> {
        if self.0.iter().any(Finding::is_error) { Err(CalloffError::new(code, self.0)) } else { Ok(()) }
    }
}

impl From<&Finding> for Value {
    fn from(finding: &Finding) -> Self {
        let mut members = Members::default();
        members.put("path", &finding.path).put("code", finding.code);
        members.put("severity", finding.severity).put("message", &finding.message).take()
    }
}

impl From<&CalloffError> for Value {
    fn from(error: &CalloffError) -> Self {
        let mut members = Members::default();
        members.put("code", error.code).put("findings", Value::list(&error.findings));
        members.put("message", &error.message).take()
    }
}

serialize_as_value!(Finding, CalloffError);

/// The beginning of a text, on one line: what findings show of what they found.
#[cold]
pub(crate) fn excerpt(text: &str) -> String {
    const SHOWN: usize = 48;
    let mut shown = String::new();
    for (index, c) in text.chars().enumerate() {
        if index == SHOWN {
            shown.push('…');
            break;
        }
        if c.is_control() || is_invisible(c) {
            // A string takes all that is written to it.
            let _ = write!(shown, "U+{:04X}", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    shown
}

named! {
    /// What kind of input was refused.
    #[non_exhaustive]
    pub enum ErrorCode {
        /// The call, the request or the options: mend what the findings name.
        Invalid = "invalid",
        /// The credentials: give complete ones of a kind that the operation takes.
        Credentials = "credentials",
        /// The surroundings lack something that calloff needs: the message says what.
        Internal = "internal",
    }
}

/// Spaces other than the usual one, and what Unicode lists as ignorable by default: characters that look like
/// nothing.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{1680}'
        | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{2000}'..='\u{200f}'
        | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}' | '\u{2800}' | '\u{3000}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// The one error of this crate. Its text never holds a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CalloffError {
    /// What kind of input was refused.
    pub code: ErrorCode,
    /// Every finding, warnings included.
    pub findings: Vec<Finding>,
    /// The errors among the findings, in one line.
    pub message: String,
}

impl CalloffError {
    /// The error for these findings.
    #[cold]
    #[must_use]
    pub(crate) fn new(code: ErrorCode, findings: Vec<Finding>) -> Self {
        const SHOWN: usize = 5;
        let mut message = String::new();
        let mut errors = 0;
        for finding in findings.iter().filter(|finding| finding.is_error()) {
            errors += 1;
            if errors <= SHOWN {
                if errors > 1 {
                    message.push_str("; ");
                }
                message.push_str(&finding.message);
            }
        }
        if errors > SHOWN {
            message.push_str("; and more: see the findings");
        }
        Self { code, findings, message }
    }
}

impl fmt::Display for CalloffError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for CalloffError {}
