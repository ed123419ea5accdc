//! The executable `toantrinh`; everything stands in the library of this crate, so that tests can use it.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A step of a dossier asks for memory some thousand times, in whatever thread it runs.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    server::main()
}
