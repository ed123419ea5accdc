//! The API as software meets it: doors, problems, keys, versions, pages, messages, and its own description.

mod doors;
mod hooks;
mod once;
mod problems;
mod software;
mod spoken;
mod stories;
