//! What the macros of `templates/components.html` and `templates/fields.html` are fed with: one struct a component.
//!
//! All texts come here already in the visitor's language. What a field accepts is `catalogue`'s business.

/// "Ô nhập": one question on a page.
#[derive(Debug, Clone, Default)]
pub struct Field {
    /// Name in the form and id on the page.
    pub id: String,
    /// The question.
    pub label: String,
    /// What helps to answer it; empty for none.
    pub hint: String,
    /// What stands in it.
    pub value: String,
    /// What is wrong with it, in the same words as in the summary.
    pub error: Option<String>,
    /// How it is asked.
    pub control: Control,
    /// Whether it may be left empty, which the label then says.
    pub is_optional: bool,
    /// Whether the label is the heading of the page.
    pub is_heading: bool,
}

/// "Cách hỏi": how a field is asked.
#[derive(Debug, Clone, Default)]
pub enum Control {
    /// One line of text.
    #[default]
    Text,
    /// One line with a purpose the browser can help with.
    Line(Line),
    /// Several lines.
    TextArea {
        /// Lines shown.
        rows: u32,
    },
    /// A date typed as `dd/mm/yyyy`.
    Date,
    /// A whole number.
    Number,
    /// One of a few.
    Radios(Vec<Choice>),
    /// One of many.
    Select(Vec<Choice>),
    /// A commune: its province from a list, its name typed or chosen among those of the province.
    Commune(CommuneBox),
    /// Yes or not; the label stands beside the box and the stored value is `true`.
    Checkbox,
    /// An answer a register gave: shown, not asked.
    ReadOnly {
        /// Where it comes from.
        source: String,
    },
}

/// "Một dòng có mục đích": what the browser should know about a line of text.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// `type`: `text`, `tel`, `email`, `search`.
    pub input_type: &'static str,
    /// `autocomplete` token, as `name`, `tel`, `email`; empty for none.
    pub autocomplete: &'static str,
    /// `inputmode`; empty for none.
    pub inputmode: &'static str,
    /// Width in characters of what is expected: 2, 3, 4, 5, 10, 20, or 0 for the whole line.
    pub width: u32,
}

/// "Ô chọn xã": the province and the names that may be typed.
#[derive(Debug, Clone, Default)]
pub struct CommuneBox {
    /// Every province; the value is its full name.
    pub provinces: Vec<Choice>,
    /// The province chosen; empty for none.
    pub province: String,
    /// Names of the communes of that province.
    pub names: Vec<String>,
}

/// "Phương án": one answer to choose.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// What helps to choose; empty for none.
    pub hint: String,
}

impl Field {
    /// Whether this choice is the one made.
    #[must_use]
    pub fn is_chosen(&self, choice: &Choice) -> bool {
        self.value == choice.value
    }

    /// Ids of the hint and the error for `aria-describedby`; empty for none.
    #[must_use]
    pub fn described_by(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.id));
        let error = self.error.is_some().then(|| format!("{}-error", self.id));
        hint.into_iter().chain(error).collect::<Vec<_>>().join(" ")
    }

    /// The id the error summary leads to: of a group, its first answer.
    #[must_use]
    pub fn target(&self) -> String {
        match &self.control {
            Control::Radios(_) => format!("{}-1", self.id),
            Control::Text
            | Control::Line(_)
            | Control::TextArea { .. }
            | Control::Date
            | Control::Number
            | Control::Select(_)
            | Control::Commune(_)
            | Control::Checkbox
            | Control::ReadOnly { .. } => self.id.clone(),
        }
    }
}

/// "Lỗi cần sửa": one line of the error summary.
#[derive(Debug, Clone)]
pub struct Problem {
    /// Id of the field, without `#`; empty where it belongs to no field.
    pub target: String,
    /// What is wrong and what to do.
    pub text: String,
}

/// The summary of a page's fields, in their order.
#[must_use]
pub fn problems(fields: &[Field]) -> Vec<Problem> {
    let with_error = fields.iter().filter_map(|field| Some((field, field.error.clone()?)));
    with_error.map(|(field, text)| Problem { target: field.target(), text }).collect()
}

/// "Dòng tóm tắt": one line of a summary list.
#[derive(Debug, Clone, Default)]
pub struct SummaryRow {
    /// What is asked.
    pub label: String,
    /// What was answered; line breaks are kept.
    pub value: String,
    /// Where it can be changed.
    pub change: Option<String>,
}

/// "Thông báo": a banner over the page.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Whether it tells of something that went well.
    pub is_success: bool,
    /// The sentence.
    pub text: String,
}

/// "Một việc đã qua": one entry of a dossier's history.
#[derive(Debug, Clone, Default)]
pub struct Event {
    /// When, in words.
    pub at: String,
    /// What happened, in words: `action-receive-done`.
    pub what: String,
    /// Who did it; empty where nobody needs to be named.
    pub who: String,
    /// Reason, number or what was asked; empty for none.
    pub note: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_leads_to_the_first_answer_of_a_group() {
        let field = Field {
            id: "whose".into(),
            hint: "…".into(),
            error: Some("Hãy chọn.".into()),
            control: Control::Radios(vec![Choice::default()]),
            ..Field::default()
        };
        assert_eq!(field.described_by(), "whose-hint whose-error");
        let summary = problems(&[field, Field::default()]);
        assert_eq!((summary.len(), summary[0].target.as_str()), (1, "whose-1"));
    }
}
