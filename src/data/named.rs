//! Enums whose variants have a name in the interface.

/// Defines such an enum, with the way from a variant to its name and to plain data.
macro_rules! named {
    (
        $(#[$about:meta])*
        $visibility:vis enum $name:ident {
            $($(#[$about_variant:meta])* $variant:ident = $text:literal,)+
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $visibility enum $name {
            $($(#[$about_variant])* $variant,)+
        }

        impl $name {
            /// Its name in this crate's interface.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }

            /// The variant of this name.
            #[allow(dead_code)] // not every enum is read back
            pub(crate) fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($text => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }

        impl From<$name> for $crate::data::value::Value {
            fn from(variant: $name) -> Self {
                Self::from(variant.name())
            }
        }

        impl From<&$name> for $crate::data::value::Value {
            fn from(variant: &$name) -> Self {
                Self::from(variant.name())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }
    };
}
pub(crate) use named;
