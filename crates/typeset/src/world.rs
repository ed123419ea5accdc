//! The little world a template lives in: its own sources, one file of values, one square code, three fonts, and
//! the picture a copy is of.
//!
//! There is no folder, no network, no package and no today: whatever else a template asks for is not found.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::{Form, fonts, form};

/// Where the values stand.
pub(crate) const VALUES: &str = "/values.json";
/// Where the square code stands.
pub(crate) const SQUARE: &str = "/square";

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::builder().build()));

/// Where the picture stands that a copy is of.
pub(crate) const PICTURE: &str = "/picture";

/// Parsed once: templates never change while the program runs.
static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let forms = Form::ALL.into_iter().map(Form::source);
    forms.chain([form::frame()]).flatten().collect()
});

static NAMES: LazyLock<Option<(FileId, FileId, FileId)>> =
    LazyLock::new(|| Some((form::file(VALUES)?, form::file(SQUARE)?, form::file(PICTURE)?)));

/// One paper's world.
pub(crate) struct Desk {
    main: FileId,
    values: Bytes,
    square: Bytes,
    picture: Option<Bytes>,
}

impl Desk {
    /// The world of a form filled with these values; `None` only where a name of ours is no name.
    pub(crate) fn new(form: Form, values: String, square: Vec<u8>, picture: Option<Vec<u8>>) -> Option<Self> {
        let main = form::file(&format!("/{}.typ", form.name()))?;
        let (values, square) = (Bytes::from_string(values), Bytes::new(square));
        Some(Self { main, values, square, picture: picture.map(Bytes::new) })
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        fonts::book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        SOURCES.iter().find(|source| source.id() == id).cloned().ok_or_else(|| unknown(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match *NAMES {
            Some((values, ..)) if values == id => Ok(self.values.clone()),
            Some((_, square, _)) if square == id => Ok(self.square.clone()),
            Some((.., picture)) if picture == id => self.picture.clone().ok_or_else(|| unknown(id)),
            Some(_) | None => Err(unknown(id)),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts::font(index)
    }

    /// Dates are values: a paper set again tomorrow is the same paper.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn unknown(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
