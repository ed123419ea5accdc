//! Files in a folder, each under the SHA-256 of its bytes: `<shelf>/ab/abcd…`.
//!
//! A file is written beside the others, forced to the disk, given its name in one step, and the folder is forced to the
//! disk as well: after a power cut a name either stands for all of its bytes or is not there. Nothing is decided here.

mod folder;
mod walk;

pub use folder::Folder;
