//! The form of a revision, as data: pages, fields, options and rules across fields.
//!
//! What a kind accepts is in `crate::form` (`value.rs`), how answers are checked in `crate::form` (`check.rs`).

use serde::{Deserialize, Serialize};

use super::Text;

/// "Tờ khai điện tử": the pages a person fills in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormData {
    /// Pages in the order they are asked.
    pub pages: Vec<Page>,
    /// Rules across fields.
    #[serde(default)]
    pub rules: Vec<Rule>,
    /// JSON Schema 2020-12 for what the fields cannot say; the schema of the fields themselves is derived from them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<serde_json::Value>,
}

impl FormData {
    /// Every field, in the order asked.
    pub fn fields(&self) -> impl Iterator<Item = &FieldData> {
        self.pages.iter().flat_map(|page| &page.fields)
    }

    /// One field.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&FieldData> {
        self.fields().find(|field| field.id == id)
    }

    /// One question of a list's entries, named `list.question`.
    #[must_use]
    pub fn item(&self, name: &str) -> Option<(&FieldData, &FieldData)> {
        let (list, item) = name.split_once('.')?;
        let list = self.field(list)?;
        Some((list, list.items.iter().find(|field| field.id == item)?))
    }

    /// The list a page asks for, if it is a page of one.
    #[must_use]
    pub fn list_of(&self, page: &str) -> Option<&FieldData> {
        self.page(page)?.fields.iter().find(|field| field.kind == FieldKind::List)
    }

    /// One page.
    #[must_use]
    pub fn page(&self, id: &str) -> Option<&Page> {
        self.pages.iter().find(|page| page.id == id)
    }
}

/// "Trang tờ khai": fields asked together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Name inside the form; part of the page's address.
    pub id: String,
    /// Heading.
    pub title: Text,
    /// A sentence under the heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<Text>,
    /// Fields in order.
    pub fields: Vec<FieldData>,
}

/// "Trường thông tin": one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldData {
    /// Name inside the form: lower-case ASCII letters, digits and `_`.
    pub id: String,
    /// What kind of answer it takes.
    pub kind: FieldKind,
    /// The question.
    pub label: Text,
    /// What helps to answer it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    /// Whether an answer is needed where the field shows.
    pub required: bool,
    /// Answers to choose from; for a choice only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<ChoiceOption>,
    /// Table of `data/reference/` the options are read from, as `ethnic-groups`; for a choice only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options_from: Option<String>,
    /// Questions asked of each entry; for a list only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<FieldData>,
    /// What one entry is called, as "người đi cùng"; for a list only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub noun: Option<Text>,
    /// How papers put one entry into words, with its questions as placeholders; for a list only, and only in Vietnamese,
    /// for papers are. The answers stand side by side where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// Condition (CEL over the answers to earlier fields) under which it shows; always where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_if: Option<String>,
    /// Register and datum the answer comes from, as `register:population.name`: filled in and read-only once it answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The answer it takes over from an earlier question, so that nobody types it twice; it may be changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeats: Option<Repeats>,
    /// What a register knows that is most likely the answer; it may be changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<Offer>,
    /// Least number, or least entries of a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// Greatest number, or most entries of a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
    /// Most characters, where less than the kind allows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_chars: Option<u32>,
}

impl FieldData {
    /// Register and datum the answer comes from, or may come from.
    #[must_use]
    pub fn comes_from(&self) -> Option<&str> {
        self.source.as_deref().or_else(|| self.offer.as_ref().map(|offer| offer.source.as_str()))
    }
}

/// "Lấy lại câu trả lời": which earlier answer is the same, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repeats {
    /// The earlier question.
    pub field: String,
    /// Condition (CEL over the answers to earlier fields) under which it is the same.
    pub when: String,
}

/// "Gợi ý từ cơ sở dữ liệu": which register and datum, and when it is about whom the question is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// Register and datum, as `register:population.ethnicity`.
    pub source: String,
    /// Condition (CEL over the answers to earlier fields) under which it is offered; always where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// An earlier question it belongs to, as a house belongs to its commune: offered only while nothing else is answered
    /// there than what is offered there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<String>,
}

/// "Phương án trả lời": one answer of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceOption {
    /// What is stored.
    pub value: String,
    /// What is shown.
    pub label: Text,
}

/// "Kiểu trường": what kind of answer a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// One line of text.
    Text,
    /// Several lines of text.
    LongText,
    /// "Họ, chữ đệm và tên".
    PersonName,
    /// "Số định danh cá nhân": twelve digits.
    PersonalId,
    /// A whole date.
    Date,
    /// A date of which only the year, or year and month, may be known.
    PartialDate,
    /// A time of day.
    Time,
    /// One of the options.
    Choice,
    /// A whole number.
    Number,
    /// "Xã, phường, đặc khu": five-digit code of 2025.
    Commune,
    /// Yes or not.
    Checkbox,
    /// Telephone number.
    Phone,
    /// E-mail address.
    Email,
    /// "Danh sách": entries, each answering the same questions; it stands alone on its page.
    List,
}

/// "Ràng buộc giữa các trường": what must hold between answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Name inside the form.
    pub id: String,
    /// Condition (CEL over the answers and `today`) under which the message is shown; asked only when every field it
    /// names is answered. Of an entry of a list it may name the answers after `item.`, and is asked entry by entry.
    pub when: String,
    /// Field the message stands at; of an entry of a list, as `list.question`.
    pub field: String,
    /// What is wrong and what to do.
    pub message: Text,
    /// Where a rule of law comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<super::Ground>,
}
