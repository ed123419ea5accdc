//! Forms at work: compiled once from [`FormData`], then asked which fields show, what is wrong and what to keep.
//!
//! `condition.rs` holds conditions (CEL), `plain.rs` those that need no CEL, `scope.rs` what they are asked with, `value.rs` what each kind of field accepts, `check.rs` the checks, `list.rs` the
//! entries of lists, `reading.rs` one pass with some answers, `schema.rs` the JSON Schema, `fill.rs` how answers come in, `taken.rs` those taken over, `spoken.rs` how they are read out. No
//! page is drawn here and nothing is stored.

mod answers;
mod check;
mod condition;
mod example;
mod fill;
mod index;
mod list;
mod plain;
mod question;
mod reading;
mod schema;
mod scope;
mod spoken;
mod taken;
mod term;
mod value;

use std::collections::BTreeMap;

pub use answers::Answers;
pub use check::FieldProblem;
pub use condition::Condition;
pub use question::Question;
pub use reading::Reading;
pub use scope::Scope;
pub use spoken::grouped;
pub(crate) use spoken::has_year;

use index::{Index, Shown};

use crate::revision::{FieldData, FormData, Offer, Page, Repeats, Rule};

/// "Tờ khai điện tử (đã biên dịch)": a form whose conditions and schema are ready to run.
#[derive(Debug)]
pub struct CompiledForm {
    data: FormData,
    index: Index,
    /// When each field shows, in the order asked; nothing where it always does.
    show_if: Vec<Option<Condition>>,
    /// The same of the questions of entries, by `list.question`.
    item_show_if: BTreeMap<String, Condition>,
    repeats: Vec<(String, Repeats, Condition)>,
    offers: Vec<(String, Offer, Option<Condition>)>,
    /// The rules by the field they are told at, in their order.
    rules: BTreeMap<String, Vec<(Rule, Condition)>>,
    schema: serde_json::Value,
    validators: Vec<jsonschema::Validator>,
}

impl CompiledForm {
    /// Compiles conditions and schema.
    ///
    /// # Errors
    /// The place in the form and the reason, for the first thing that does not compile.
    pub fn compile(data: &FormData) -> Result<Self, (String, String)> {
        let (mut show_if, mut item_show_if) = (Vec::new(), BTreeMap::new());
        let shown_if = |id: &str, field: &FieldData| {
            let place = || format!("form.field.{id}.show_if");
            let compiled = field.show_if.as_deref().map(Condition::compile).transpose();
            compiled.map_err(|reason| (place(), reason))
        };
        for field in data.fields() {
            show_if.push(shown_if(&field.id, field)?);
            for (id, item) in list::items(field) {
                if let Some(condition) = shown_if(&id, item)? {
                    item_show_if.insert(id, condition);
                }
            }
        }
        let mut repeats = Vec::new();
        for field in data.fields() {
            let Some(told) = &field.repeats else { continue };
            let place = || format!("form.field.{}.repeats", field.id);
            let condition = Condition::compile(&told.when).map_err(|reason| (place(), reason))?;
            repeats.push((field.id.clone(), told.clone(), condition));
        }
        let mut offers = Vec::new();
        for field in data.fields() {
            let Some(told) = &field.offer else { continue };
            let place = || format!("form.field.{}.offer", field.id);
            let condition = told.when.as_deref().map(Condition::compile).transpose();
            offers.push((field.id.clone(), told.clone(), condition.map_err(|reason| (place(), reason))?));
        }
        let mut rules: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for rule in &data.rules {
            let place = || format!("form.rule.{}.when", rule.id);
            let condition = Condition::compile(&rule.when).map_err(|reason| (place(), reason))?;
            rules.entry(rule.field.clone()).or_default().push((rule.clone(), condition));
        }
        let schema = schema::derive(data);
        let mut validators = vec![schema::compile(&schema).map_err(|reason| ("form".to_owned(), reason))?];
        if let Some(own) = &data.schema {
            validators.push(schema::compile(own).map_err(|reason| ("form.schema".to_owned(), reason))?);
        }
        let (index, data) = (Index::of(data), data.clone());
        let shown = show_if.iter_mut().flatten().chain(item_show_if.values_mut());
        let taken = repeats.iter_mut().map(|(.., condition)| condition);
        let taken = taken.chain(offers.iter_mut().filter_map(|(.., condition)| condition.as_mut()));
        let told = rules.values_mut().flatten().map(|(_, condition)| condition);
        shown.chain(taken).chain(told).for_each(|condition| condition.place(&index));
        Ok(Self { data, index, show_if, item_show_if, repeats, offers, rules, schema, validators })
    }

    /// The form as it was written.
    #[must_use]
    pub fn data(&self) -> &FormData {
        &self.data
    }

    /// JSON Schema 2020-12 of the answers, for those who file through the API.
    #[must_use]
    pub fn schema(&self) -> &serde_json::Value {
        &self.schema
    }

    /// A page by its id.
    #[must_use]
    pub fn page(&self, id: &str) -> Option<&Page> {
        self.data.page(id)
    }

    /// The fields of a page that show with these answers, in order; none for a page that is not there.
    #[must_use]
    pub fn visible_fields(&self, page: &str, answers: &Answers) -> Vec<&FieldData> {
        self.fields_of(page, &self.shown(answers))
    }

    /// A field by its name.
    fn field(&self, id: &str) -> Option<&FieldData> {
        let (page, place) = self.index.place(id)?;
        self.data.pages.get(page)?.fields.get(place)
    }

    fn fields_of(&self, page: &str, shown: &Shown<'_>) -> Vec<&FieldData> {
        let fields = self.data.page(page).into_iter().flat_map(|page| &page.fields);
        fields.filter(|field| shown.contains(&field.id)).collect()
    }

    /// Goes through the form once with these answers.
    #[must_use]
    pub fn read<'a>(&'a self, answers: &'a Answers) -> Reading<'a> {
        let (shown, scope) = self.through(answers);
        let scope = self.with_entries(answers, &shown, scope);
        Reading { answers, shown, scope }
    }

    /// The answers without those to fields that do not show; this is what a submission keeps.
    #[must_use]
    pub fn visible_answers(&self, answers: &Answers) -> Answers {
        self.read(answers).visible_answers()
    }

    /// Takes away the answers to fields that do not show.
    pub fn keep_visible(&self, answers: &mut Answers) {
        let reading = self.read(answers);
        if !reading.is_whole() {
            *answers = reading.visible_answers();
        }
    }

    /// The values conditions are asked with: what shows, and nothing of what is hidden.
    fn scope<'a>(&'a self, answers: &'a Answers) -> Scope<'a> {
        self.read(answers).scope
    }

    /// The scope a pass through the form led to, with only what shows in the entries of its lists.
    fn with_entries<'a>(&'a self, answers: &'a Answers, shown: &Shown<'a>, scope: Scope<'a>) -> Scope<'a> {
        let lists = answers.iter().filter(|(field, value)| value.is_array() && shown.contains(field));
        let visible =
            lists.filter_map(|(field, value)| Some((field, self.visible_entries(field, value, &scope)?)));
        let visible: Vec<_> = visible.collect();
        let mut with_entries = scope;
        for (field, entries) in visible {
            with_entries.set_entries(field, entries);
        }
        with_entries
    }

    /// Fields that show.
    fn shown<'a>(&'a self, answers: &'a Answers) -> Shown<'a> {
        self.through(answers).0
    }

    /// Fields that show, and what conditions are asked with once all of them are answered. A field may ask only about
    /// earlier ones, and a hidden answer counts as none, so one pass in order is enough. A condition that cannot be answered
    /// shows its field: nothing is lost by asking.
    fn through<'a>(&'a self, answers: &'a Answers) -> (Shown<'a>, Scope<'a>) {
        let (mut scope, mut shown) = (Scope::of_index(&self.index), Shown::nothing(&self.index));
        for ((field, at), show_if) in self.data.fields().zip(self.index.order()).zip(&self.show_if) {
            if show_if.as_ref().is_none_or(|condition| condition.holds(&scope).unwrap_or(true)) {
                shown.insert(*at);
                if let Some(value) = answers.get(&field.id) {
                    scope.set_at(*at, value);
                }
            }
        }
        (shown, scope)
    }
}
