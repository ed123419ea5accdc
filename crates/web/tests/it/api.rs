//! The API as software meets it: doors, problems, keys, versions, pages, messages, and its own description.

mod counterparts;
mod desk;
mod doors;
mod files;
mod hooks;
mod often;
mod once;
mod problems;
mod software;
mod spoken;
mod stories;
mod talk;
mod walk;
