//! What software sends: the shape of every body. Fields nobody asked for are refused.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::problem::ApiRefusal;

/// "Bắt đầu tờ khai".
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Begin {
    /// The procedure's national code.
    #[schema(example = "2.000635")]
    pub(super) procedure: String,
}

/// "Chọn cơ quan".
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChosenAgency {
    /// Code of the authority.
    #[schema(example = "H57.99.1")]
    pub(super) agency: String,
}

/// "Một trang tờ khai": what replaces the page; a field left out is emptied.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SavedPage {
    /// Answers by field: text, whole numbers or `true`.
    #[schema(value_type = Object)]
    pub(super) answers: BTreeMap<String, Value>,
}

/// "Nộp ngay": everything at once.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Filing {
    /// The procedure's national code.
    #[schema(example = "2.000635")]
    pub(super) procedure: String,
    /// Code of the authority.
    #[schema(example = "H57.99.1")]
    pub(super) agency: String,
    /// Answers by field, as the procedure's schema says.
    #[schema(value_type = Object)]
    pub(super) answers: BTreeMap<String, Value>,
}

/// "Bổ sung".
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Supplement {
    /// An answer for every item asked, by the item's id; files uploaded for the items go with them.
    pub(super) answers: BTreeMap<String, String>,
}

/// "Rút hồ sơ".
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Withdrawal {
    /// Why; nobody has to say.
    #[serde(default)]
    pub(super) reason: String,
}

/// "Tệp sắp gửi".
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewUpload {
    /// The paper it is for, one of those asked for.
    #[schema(min_length = 1, example = "authorisation")]
    pub(super) part: String,
    /// The name of the file.
    #[schema(min_length = 1, example = "giay-uy-quyen.pdf")]
    pub(super) name: String,
    /// How many bytes it has.
    #[schema(minimum = 1)]
    pub(super) size: u64,
}

/// "Đổi chỗ tệp".
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Move {
    /// One place towards the first or the last file of its paper.
    pub(super) towards: Towards,
}

/// "Về phía nào".
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Towards {
    /// Towards the first.
    First,
    /// Towards the last.
    Last,
}

/// "Tin nhắn mới".
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewMessage {
    /// What is written, plain text.
    #[schema(min_length = 1, max_length = 2000)]
    pub(super) text: String,
}

/// "Đánh giá".
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Rating {
    /// One to five, five the best.
    #[schema(minimum = 1, maximum = 5)]
    pub(super) score: i64,
    /// What else there is to say; nobody has to.
    #[serde(default)]
    #[schema(max_length = 1000)]
    pub(super) words: String,
}

/// "Người đến quầy".
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Arriving {
    /// The procedure's national code.
    #[schema(example = "2.000635")]
    pub(super) procedure: String,
    /// The owner's personal id, the text of the card's code, or the code of an organisation.
    #[schema(min_length = 1)]
    pub(super) owner: String,
    /// The owner's name, where the register is silent and no card was read.
    #[serde(default)]
    pub(super) name: String,
    /// The personal id or card of whoever stands there instead of the owner.
    #[serde(default)]
    pub(super) submitter: String,
    /// That person's name, where the register is silent and no card was read.
    #[serde(default)]
    pub(super) submitter_name: String,
}

/// "Nội dung tờ khai tại quầy".
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SavedIntake {
    /// Answers by field, of the whole form; a field left out is emptied.
    #[schema(value_type = Object)]
    pub(super) answers: BTreeMap<String, Value>,
    /// Papers seen in the original, by id.
    #[serde(default)]
    pub(super) seen: Vec<String>,
    /// Why a paper is looked at although a register has it, by id; it is counted.
    #[serde(default)]
    pub(super) anyway: BTreeMap<String, String>,
}

/// "Tiếp nhận tại quầy".
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Reception {
    /// Whether the official has looked at the other open dossier of the same person and goes on all the same.
    #[serde(default)]
    pub(super) has_seen_twin: bool,
}

/// "Đăng ký nhận tin".
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewWebhook {
    /// Where messages go; `https` only.
    #[schema(format = "uri", example = "https://phanmem.example.vn/tin")]
    pub(super) address: String,
    /// What to be told: `dossier.changed`, or a stage as `dossier.done`.
    #[schema(min_items = 1, example = json!(["dossier.changed"]))]
    pub(super) topics: Vec<String>,
    /// Whose dossiers: for officials, an agency their posts open; for citizens, nothing.
    #[serde(default)]
    pub(super) agency: Option<String>,
}

/// Answers as a person would have typed them; the form reads them the same way. An entry of a list is typed as
/// `list.0.question`.
pub(super) fn typed(answers: &BTreeMap<String, Value>) -> Result<BTreeMap<String, String>, ApiRefusal> {
    let mut typed = BTreeMap::new();
    for (field, value) in answers {
        let Value::Array(entries) = value else {
            typed.extend(scalar(field, value)?.map(|text| (field.clone(), text)));
            continue;
        };
        for (place, entry) in entries.iter().enumerate() {
            let Value::Object(questions) = entry else { return Err(misshapen(field)) };
            for (question, value) in questions {
                let name = format!("{field}.{place}.{question}");
                typed.extend(scalar(&name, value)?.map(|text| (name, text)));
            }
        }
    }
    Ok(typed)
}

fn scalar(field: &str, value: &Value) -> Result<Option<String>, ApiRefusal> {
    match value {
        Value::Null => Ok(None),
        Value::Bool(ticked) => Ok(Some(ticked.to_string())),
        Value::Number(number) => Ok(Some(number.to_string())),
        Value::String(text) => Ok(Some(text.clone())),
        Value::Array(_) | Value::Object(_) => Err(misshapen(field)),
    }
}

fn misshapen(field: &str) -> ApiRefusal {
    ApiRefusal::WrongShape { why: format!("/answers/{}", field.replace('.', "/")) }
}
