//! The typed "no" of a rule, and the macro each room declares its own reasons with.
//!
//! A refusal carries a stable code, the law it stands on and the values its sentence needs; it holds no prose.
//! The sentences live in the translation files of `web`, one for each code, and a test there demands them all.

use serde::{Deserialize, Serialize};

/// "Từ chối (của quy tắc)": why a rule says no, ready to be turned into a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Stable code, `room.reason`, for example `dossier.wrong-stage`.
    pub code: String,
    /// Act and article the refusal stands on; `None` where only arithmetic or common sense speaks.
    pub law: Option<String>,
    /// Values the sentence names, by argument name.
    pub args: Vec<(String, String)>,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.code)?;
        for (name, value) in &self.args {
            write!(f, " {name}={value}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}

/// Declares a room's reasons to say no.
///
/// ```
/// kernel::refusals! {
///     /// Why a date is not one.
///     pub enum DateRefusal {
///         /// The day does not exist in that month.
///         NoSuchDay { input } => "date.no-such-day";
///         /// The rule of an act.
///         TooLate { on } => "date.too-late", law "NĐ 45/2020/NĐ-CP Điều 17";
///     }
/// }
/// let refusal: kernel::Refusal = DateRefusal::NoSuchDay { input: "31/02".into() }.into();
/// assert_eq!(refusal.code, "date.no-such-day");
/// assert_eq!(DateRefusal::CODES, ["date.no-such-day", "date.too-late"]);
/// ```
#[macro_export]
macro_rules! refusals {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$vmeta:meta])* $variant:ident $({ $($arg:ident),* $(,)? })? => $code:literal $(, law $law:literal)?; )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $name {
            $( $(#[$vmeta])* $variant $({ $(
                #[doc = concat!("Value of `", stringify!($arg), "` in the sentence.")]
                $arg: String
            ),* })? ),*
        }

        impl $name {
            /// Every code this room can answer with; each has one sentence per language.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// The stable code of this reason.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self { $( Self::$variant { .. } => $code ),* }
            }
        }

        impl From<$name> for $crate::Refusal {
            fn from(reason: $name) -> Self {
                match reason {
                    $( $name::$variant $({ $($arg),* })? => $crate::Refusal {
                        code: String::from($code),
                        law: $crate::refusals!(@law $($law)?),
                        args: vec![$($( (String::from(stringify!($arg)), $arg) ),*)?],
                    } ),*
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl std::error::Error for $name {}
    };
    (@law) => { None };
    (@law $law:literal) => { Some(String::from($law)) };
}
