//! What is wrong with a call: findings, and the one error that carries them.

use std::fmt;

use serde::Serialize;

/// The kind of rule that a value broke.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingCode {
    /// It is missing.
    Required,
    /// It is of another type.
    Type,
    /// It is too short or too long; text is counted in Unicode code points.
    Length,
    /// It does not have the vendor's form.
    Pattern,
    /// It is none of the known values.
    Enum,
    /// The number is too small or too large.
    Range,
    /// The operation has no such key.
    Unknown,
    /// It could reach another resource, or leak.
    Unsafe,
    /// It is still the example of a documentation page.
    Placeholder,
}

/// Whether a finding stops the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It breaks a documented rule or is unsafe: nothing is built.
    Error,
    /// It is only suspicious.
    Warning,
}

/// One thing that is wrong with a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
        if c.is_control() {
            shown.push_str("U+");
            let digits = [12, 8, 4, 0].map(|shift| char::from_digit(u32::from(c) >> shift & 15, 16));
            shown.extend(digits.into_iter().flatten().map(|digit| digit.to_ascii_uppercase()));
        } else {
            shown.push(c);
        }
    }
    shown
}

/// What kind of input was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ErrorCode {
    /// The call, the request or the options: mend what the findings name.
    Invalid,
    /// The credentials: give complete ones of a kind that the operation takes.
    Credentials,
    /// The surroundings lack something that calloff needs: the message says what.
    Internal,
}

/// The one error of this crate. Its text never holds a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CalloffError {
    /// What kind of input was refused.
    pub code: ErrorCode,
    /// Every finding, warnings included.
    pub findings: Vec<Finding>,
    /// The errors among the findings, in one line.
    pub message: String,
}

impl CalloffError {
    /// The error for these findings, when one of them is an error.
    pub(crate) fn check(code: ErrorCode, findings: Vec<Finding>) -> Result<(), Self> {
        if findings.iter().any(Finding::is_error) { Err(Self::new(code, findings)) } else { Ok(()) }
    }

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
