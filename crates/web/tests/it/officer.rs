//! Pages of officials as officials meet them: the whole way of a dossier, every "no", and what nobody may see.

mod browser;
mod copies;
mod counter;
mod desk;
mod directives;
mod lists;
mod looks;
mod noes;
mod sealed;
mod tasks;
mod way;
