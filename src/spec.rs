//! What an operation is, as data: the form, the validator, the documentation and the reply reader
//! are all made from these specs.

use std::sync::OnceLock;

use regex_lite::Regex;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::call::Call;
use crate::endpoint::Endpoints;
use crate::outcome::{Body, ErrorParts, Reply, Success, Verdict};
use crate::request::{Headers, Signing};
use crate::value::Value;

/// A vendor's service: what its operations have in common.
pub struct Service {
    /// `aws`, `alibaba` or `huawei`.
    pub provider: &'static str,
    /// The vendor's name.
    pub provider_name: &'static str,
    /// The service's name.
    pub name: &'static str,
    /// The signature scheme's name.
    pub scheme: &'static str,
    /// The credential kinds that it takes.
    pub credentials: &'static [CredentialKind],
    /// The endpoint variants that it has.
    pub variants: &'static [Variant],
    /// Known regions: suggestions, not a limit.
    pub regions: &'static [&'static str],
    /// Where its regions answer.
    pub endpoints: Endpoints,
    pub(crate) signing: fn(region: &str) -> Signing,
    pub(crate) read_error: fn(&Reply, &Body) -> ErrorParts,
    /// The part of a code that tells it from others: the vendors write one code in several ways.
    pub(crate) bare_code: fn(&str) -> &str,
    /// What a code means, given what the tables say: rules that need the message or a pattern.
    pub(crate) judge: fn(code: &str, message: &str, documented: Option<Judgment>) -> Option<Judgment>,
}

/// A verdict on an error code, and whether the same call may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgment {
    pub(crate) verdict: Verdict,
    pub(crate) retryable: bool,
}

impl From<Verdict> for Judgment {
    fn from(verdict: Verdict) -> Self {
        Self {
            verdict,
            retryable: matches!(verdict, Verdict::Throttled | Verdict::ProviderFault | Verdict::ClockSkew),
        }
    }
}

/// A kind of credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CredentialKind {
    /// An access key id with its secret, and a session token where it is temporary.
    AccessKey,
    /// A Huawei IAM token.
    AuthToken,
}

/// A variant of a region's endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Variant {
    /// AWS: validated cryptography.
    Fips,
    /// AWS: IPv4 and IPv6.
    Dualstack,
    /// Alibaba Cloud: inside the region's private network.
    Vpc,
}

impl Variant {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Fips, "fips"), (Self::Dualstack, "dualstack"), (Self::Vpc, "vpc")];

    /// Its name in a call.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(variant, _)| *variant == self).map_or("", |(_, name)| name)
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(variant, _)| *variant)
    }
}

/// What an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// It cancels a task.
    Cancel,
}

/// The type of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum FieldType {
    /// Text.
    #[serde(rename = "string")]
    String,
    /// `true` or `false`.
    #[serde(rename = "boolean")]
    Boolean,
}

/// A vendor's pattern, verbatim; compiled when it is first needed.
#[derive(Debug)]
pub struct Pattern {
    /// The regular expression's text.
    pub source: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    pub(crate) const fn new(source: &'static str) -> Self {
        Self { source, compiled: OnceLock::new() }
    }

    pub(crate) fn regex(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| Regex::new(self.source).ok()).as_ref()
    }
}

/// How to find an id in something longer that was pasted in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IdShape {
    /// Ids begin with one of these.
    Begins(&'static [&'static str]),
    /// In a URL or ARN, the id is the part after this one.
    After(&'static str),
}

/// One parameter of an operation.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// The vendor's spelling.
    pub name: &'static str,
    /// A short name for people.
    pub label: &'static str,
    /// One sentence on what belongs here.
    pub help: &'static str,
    /// A value that validates.
    pub example: &'static str,
    /// Its type.
    pub kind: FieldType,
    /// Whether the operation needs it.
    pub required: bool,
    /// The shortest text that the vendor documents, in Unicode code points.
    pub min_length: Option<u32>,
    /// The longest text that the vendor documents, in Unicode code points.
    pub max_length: Option<u32>,
    /// The vendor's pattern.
    pub pattern: Option<&'static Pattern>,
    /// Whether only ASCII is allowed.
    pub(crate) ascii: bool,
    /// Whether it becomes a segment of the URL's path.
    pub(crate) in_path: bool,
    /// Set for ids.
    pub(crate) id: Option<IdShape>,
}

impl FieldSpec {
    /// A required id without documented limits; the const methods below narrow it.
    pub(crate) const fn id(name: &'static str, label: &'static str, shape: IdShape) -> Self {
        Self {
            name,
            label,
            help: "",
            example: "",
            kind: FieldType::String,
            required: true,
            min_length: None,
            max_length: None,
            pattern: None,
            ascii: false,
            in_path: false,
            id: Some(shape),
        }
    }

    /// An option.
    pub(crate) const fn option(name: &'static str, label: &'static str, kind: FieldType) -> Self {
        let mut field = Self::id(name, label, IdShape::Begins(&[]));
        field.id = None;
        field.kind = kind;
        field.required = false;
        field
    }

    pub(crate) const fn text(mut self, help: &'static str, example: &'static str) -> Self {
        self.help = help;
        self.example = example;
        self
    }

    pub(crate) const fn length(mut self, min: Option<u32>, max: u32) -> Self {
        self.min_length = min;
        self.max_length = Some(max);
        self
    }

    pub(crate) const fn pattern(mut self, pattern: &'static Pattern) -> Self {
        self.pattern = Some(pattern);
        self
    }

    pub(crate) const fn in_path(mut self) -> Self {
        self.in_path = true;
        self
    }

    pub(crate) const fn ascii(mut self) -> Self {
        self.ascii = true;
        self
    }
}

impl Serialize for FieldSpec {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("FieldSpec", 9)?;
        object.serialize_field("name", self.name)?;
        object.serialize_field("label", self.label)?;
        object.serialize_field("help", self.help)?;
        object.serialize_field("example", self.example)?;
        object.serialize_field("type", &self.kind)?;
        object.serialize_field("required", &self.required)?;
        if let Some(length) = self.min_length {
            object.serialize_field("minLength", &length)?;
        }
        if let Some(length) = self.max_length {
            object.serialize_field("maxLength", &length)?;
        }
        if let Some(pattern) = self.pattern {
            object.serialize_field("pattern", pattern.source)?;
        }
        object.end()
    }
}

/// A documented error code and what it means for an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ErrorSpec {
    /// The vendor's code.
    pub code: &'static str,
    /// The documented HTTP status; where vendors give one code several, the code alone decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub http_status: Option<u16>,
    /// What it comes down to.
    pub verdict: Verdict,
    /// What it means here, in words.
    pub meaning: &'static str,
    /// Set where a verdict that is final elsewhere may be tried again.
    #[serde(skip)]
    pub(crate) retry: bool,
}

impl ErrorSpec {
    pub(crate) const fn new(
        code: &'static str,
        status: u16,
        verdict: Verdict,
        meaning: &'static str,
    ) -> Self {
        Self {
            code,
            http_status: if status == 0 { None } else { Some(status) },
            verdict,
            meaning,
            retry: false,
        }
    }

    pub(crate) const fn and_retry(mut self) -> Self {
        self.retry = true;
        self
    }

    pub(crate) fn judgment(&self) -> Judgment {
        let judgment = Judgment::from(self.verdict);
        Judgment { retryable: judgment.retryable || self.retry, ..judgment }
    }
}

/// What a provider makes of a call: all of the request but its scheme and host.
pub(crate) struct Target {
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: Headers,
    pub(crate) body: Option<String>,
}

/// One operation of one service.
pub struct OperationSpec {
    /// The vendor's permission name, `service:Operation`.
    pub id: &'static str,
    /// The service.
    pub service: &'static Service,
    /// What it does.
    pub kind: Kind,
    /// What it does, in a few words.
    pub title: &'static str,
    /// The vendor's page.
    pub docs: &'static str,
    /// The permission to grant.
    pub permission: &'static str,
    /// Its parameters.
    pub fields: &'static [FieldSpec],
    /// The raw states in which it works.
    pub cancelable_states: &'static [&'static str],
    /// What it needs.
    pub requirements: &'static [&'static str],
    /// What happens, and what it does not undo.
    pub effects: &'static [&'static str],
    /// Documented errors: the operation's own first, then those of the service and the vendor.
    pub errors: &'static [&'static [ErrorSpec]],
    /// Advice that is better than a verdict's general one.
    pub(crate) advice: &'static [(Verdict, &'static str)],
    pub(crate) build: fn(&Call) -> Target,
    /// What a reply without an error means; `None` when it is not this operation's.
    pub(crate) read_success: fn(params: Option<&Value>, body: &Body) -> Option<Success>,
}

impl OperationSpec {
    /// The documented entry for a code. Where a code has several, the HTTP status chooses.
    pub(crate) fn error(&self, code: &str, status: u16) -> Option<&'static ErrorSpec> {
        let bare = self.service.bare_code;
        let mut entries = self
            .errors
            .iter()
            .flat_map(|table| table.iter())
            .filter(|entry| bare(entry.code) == bare(code))
            .peekable();
        let first = entries.peek().copied();
        entries.find(|entry| entry.http_status == Some(status)).or(first)
    }
}

impl Serialize for OperationSpec {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Provider {
            id: &'static str,
            name: &'static str,
            service: &'static str,
        }
        let service = self.service;
        let mut errors: Vec<&ErrorSpec> = Vec::new();
        for table in self.errors {
            // The operation's own entry for a code goes before the vendor's general one.
            let known = errors.len();
            let is_new =
                |entry: &&ErrorSpec| !errors.iter().take(known).any(|error| error.code == entry.code);
            let new: Vec<&ErrorSpec> = table.iter().filter(is_new).collect();
            errors.extend(new);
        }
        let mut object = serializer.serialize_struct("OperationSpec", 15)?;
        object.serialize_field("id", self.id)?;
        object.serialize_field(
            "provider",
            &Provider { id: service.provider, name: service.provider_name, service: service.name },
        )?;
        object.serialize_field("kind", &self.kind)?;
        object.serialize_field("title", self.title)?;
        object.serialize_field("docs", self.docs)?;
        object.serialize_field("permission", self.permission)?;
        object.serialize_field("signing", service.scheme)?;
        object.serialize_field("credentials", service.credentials)?;
        object.serialize_field("fields", self.fields)?;
        object.serialize_field("variants", service.variants)?;
        object.serialize_field("regions", service.regions)?;
        object.serialize_field("cancelableStates", self.cancelable_states)?;
        object.serialize_field("requirements", self.requirements)?;
        object.serialize_field("effects", self.effects)?;
        object.serialize_field("errors", &errors)?;
        object.end()
    }
}
