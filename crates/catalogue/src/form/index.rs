//! The names of a form in their order, where each field stands, and which of them show.

use crate::revision::FormData;

/// "Mục lục trường": made once a form, because it is gone through at every question.
#[derive(Debug)]
pub(super) struct Index {
    names: Vec<String>,
    /// Page and place of each, in the order of the names.
    places: Vec<(usize, usize)>,
    /// Where each field, in the order asked, stands among the names.
    order: Vec<usize>,
}

impl Index {
    pub(super) fn of(data: &FormData) -> Self {
        let pages = data.pages.iter().enumerate();
        let fields = pages.flat_map(|(page, at)| {
            at.fields.iter().enumerate().map(move |(place, field)| (field.id.clone(), (page, place)))
        });
        let mut fields: Vec<_> = fields.collect();
        fields.sort();
        fields.dedup_by(|second, first| second.0 == first.0);
        let (names, places): (Vec<String>, _) = fields.into_iter().unzip();
        let order = data.fields().filter_map(|field| names.binary_search(&field.id).ok()).collect();
        Self { names, places, order }
    }

    /// Where each field, in the order asked, stands among the names.
    pub(super) fn order(&self) -> &[usize] {
        &self.order
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Page and place of a field.
    pub(super) fn place(&self, name: &str) -> Option<(usize, usize)> {
        self.places.get(self.at(name)?).copied()
    }

    pub(super) fn at(&self, name: &str) -> Option<usize> {
        self.names.binary_search_by(|known| known.as_str().cmp(name)).ok()
    }
}

/// "Trường hiển thị": the fields that show with some answers.
#[derive(Clone)]
pub(super) struct Shown<'a> {
    index: &'a Index,
    flags: Vec<bool>,
}

impl<'a> Shown<'a> {
    pub(super) fn nothing(index: &'a Index) -> Self {
        Self { index, flags: vec![false; index.names.len()] }
    }

    /// Notes that the one at a place of the index shows.
    pub(super) fn insert(&mut self, at: usize) {
        if let Some(flag) = self.flags.get_mut(at) {
            *flag = true;
        }
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.index.at(name).is_some_and(|at| self.is_shown(at))
    }

    /// Whether the one at a place of the index shows.
    pub(super) fn is_shown(&self, at: usize) -> bool {
        self.flags.get(at).is_some_and(|shows| *shows)
    }
}
