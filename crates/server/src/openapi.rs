//! `toantrinh openapi`: the description of the API, for those who write software before anything runs.

use std::process::ExitCode;

use crate::output;

/// Prints it.
pub(crate) fn answer() -> ExitCode {
    output::answer(true, &web::api::document(), String::new)
}
