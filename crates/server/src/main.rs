//! The executable `toantrinh`; everything stands in the library of this crate, so that tests can use it.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::main()
}
