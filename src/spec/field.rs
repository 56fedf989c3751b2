//! One parameter of an operation, and its rules.

use crate::data::named::named;
use crate::spec::pattern::Pattern;
use crate::spec::protocol::Location;

named! {
    /// The type of a parameter.
    #[non_exhaustive]
    pub enum FieldType {
        /// Text.
        String = "string",
        /// `true` or `false`.
        Boolean = "boolean",
        /// A whole number.
        Integer = "integer",
        /// An array of text; within a filter's text, a list with commas.
        Strings = "string[]",
        /// An array of objects.
        Objects = "object[]",
    }
}

/// How to find an id in something longer that was pasted in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IdShape {
    /// Ids begin with one of these.
    Begins(&'static [&'static str]),
    /// In a URL or ARN, the id is the part after this one; and whether all ids are hex digits with hyphens where the
    /// example has them.
    After(&'static str, bool),
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
    /// A value that validates; of an array of text, one item; of an array of objects, nothing.
    pub example: &'static str,
    /// Its type.
    pub kind: FieldType,
    /// Whether the operation needs it.
    pub required: bool,
    /// The shortest text that the vendor documents, in Unicode code points; of an array, of each item.
    pub min_length: Option<u32>,
    /// The longest text that the vendor documents, in Unicode code points; of an array, of each item.
    pub max_length: Option<u32>,
    /// The most items of an array.
    pub max_items: Option<u32>,
    /// The least and the greatest number.
    pub range: Option<(i64, i64)>,
    /// The vendor's pattern; of an array, of each item.
    pub pattern: Option<&'static Pattern>,
    /// The documented values. The provider may have added others since, so another one only warns.
    pub options: &'static [&'static str],
    /// The parts of an array's objects.
    pub parts: &'static [FieldSpec],
    /// What a filter can be by, each with the rules for the value beside it.
    pub(crate) filters: &'static [FieldSpec],
    /// The field beside it whose `filters` hold the rules for this one: its value chooses among them.
    pub(crate) rules_from: Option<&'static str>,
    /// Whether only ASCII is allowed.
    pub(crate) ascii: bool,
    /// Where it travels; `None` for where the protocol puts its parameters.
    pub(crate) location: Option<Location>,
    /// Set for ids.
    pub(crate) id: Option<IdShape>,
}

impl FieldSpec {
    /// A required id without documented limits; the const methods below narrow it.
    pub(crate) const fn id(name: &'static str, label: &'static str, shape: IdShape) -> Self {
        let mut field = Self::option(name, label, FieldType::String).required();
        field.id = Some(shape);
        field
    }

    /// An option.
    pub(crate) const fn option(name: &'static str, label: &'static str, kind: FieldType) -> Self {
        Self {
            name,
            label,
            help: "",
            example: "",
            kind,
            required: false,
            min_length: None,
            max_length: None,
            max_items: None,
            range: None,
            pattern: None,
            options: &[],
            parts: &[],
            filters: &[],
            rules_from: None,
            ascii: false,
            location: None,
            id: None,
        }
    }

    /// The rules for a filter's value: text, or a list with commas of at most so many items.
    pub(crate) const fn filter(name: &'static str, max: Option<u32>) -> Self {
        let kind = if max.is_some() { FieldType::Strings } else { FieldType::String };
        let mut field = Self::option(name, name, kind);
        field.max_items = max;
        field
    }

    pub(crate) const fn required(mut self) -> Self {
        self.required = true;
        self
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

    pub(crate) const fn items(mut self, max: u32) -> Self {
        self.max_items = Some(max);
        self
    }

    pub(crate) const fn range(mut self, min: i64, max: i64) -> Self {
        self.range = Some((min, max));
        self
    }

    pub(crate) const fn pattern(mut self, pattern: &'static Pattern) -> Self {
        self.pattern = Some(pattern);
        self
    }

    pub(crate) const fn options(mut self, options: &'static [&'static str]) -> Self {
        self.options = options;
        self
    }

    pub(crate) const fn parts(mut self, parts: &'static [FieldSpec]) -> Self {
        self.parts = parts;
        self
    }

    pub(crate) const fn filters(mut self, filters: &'static [FieldSpec]) -> Self {
        self.filters = filters;
        self
    }

    pub(crate) const fn rules_from(mut self, key: &'static str) -> Self {
        self.rules_from = Some(key);
        self
    }

    pub(crate) const fn at(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    /// Whether it becomes a part of the URL's path.
    pub(crate) fn is_in_path(&self) -> bool {
        matches!(self.location, Some(Location::Path | Location::PathRest))
    }

    pub(crate) const fn ascii(mut self) -> Self {
        self.ascii = true;
        self
    }

    /// The documented values; none where any text may be.
    #[must_use]
    pub fn allowed(&self) -> Vec<&'static str> {
        let filters = self.filters.iter().map(|filter| filter.name);
        self.options.iter().copied().chain(filters).collect()
    }
}

/// The greatest whole number that JavaScript holds exactly.
pub(crate) const MAX_SAFE_INTEGER: i64 = 9_007_199_254_740_991;
