//! The types of one procedure's facts. How they are written in the table: `table.rs`.

use kernel::{Dong, ProcedureCode};
use serde::Serialize;

use crate::revision::Channel;

/// "Thủ tục hành chính (trong danh mục)": what the national list says about one procedure.
#[derive(Debug, Clone, Serialize)]
pub struct ProcedureFact {
    /// National code.
    pub code: ProcedureCode,
    /// Full official name.
    pub name: String,
    /// The name rewritten short where the official one is too long for a list.
    pub short_name: Option<String>,
    /// "Bộ, ngành": the ministry or agency that publishes it.
    pub ministry: String,
    /// "Cấp thực hiện": levels that carry it out.
    pub levels: Vec<Level>,
    /// "Lĩnh vực".
    pub field: String,
    /// "Loại thủ tục"; empty where the list does not say.
    pub kind: String,
    /// "Quyết định công bố": number of the decision that publishes it.
    pub decision: String,
    /// "Đối tượng thực hiện": who may ask.
    pub audience: Vec<Audience>,
    /// "Cơ quan thực hiện"; empty where the list does not say.
    pub executing_agency: String,
    /// "Cách thức thực hiện": channels with time and fees.
    pub channels: Vec<ChannelFact>,
    /// "Căn cứ pháp lý".
    pub acts: Vec<Act>,
    /// "Kết quả thực hiện".
    pub results: Vec<ResultFact>,
}

impl ProcedureFact {
    /// The name a list shows: the short form where there is one.
    #[must_use]
    pub fn display_name(&self) -> &str {
        self.short_name.as_deref().unwrap_or(&self.name)
    }

    /// Whether the list gives no unit of time in any channel, so that nothing may be promised from it.
    ///
    /// The source loses units; a number alone is never read as days.
    #[must_use]
    pub fn is_information_only(&self) -> bool {
        !self.channels.iter().any(|channel| channel.time.is_some_and(|time| time.unit.is_some()))
    }
}

/// "Cấp thực hiện": the level of government that carries a procedure out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// "Cấp xã".
    Commune,
    /// "Cấp tỉnh".
    Province,
    /// "Cấp bộ".
    Ministry,
    /// "Cơ quan khác".
    Other,
}

/// "Đối tượng thực hiện": who may ask for a procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// "Công dân Việt Nam".
    Citizen,
    /// "Cán bộ, công chức, viên chức".
    Official,
    /// "Người Việt Nam định cư ở nước ngoài".
    OverseasVietnamese,
    /// "Người nước ngoài".
    Foreigner,
    /// "Người nước ngoài cư trú tại Việt Nam".
    ResidentForeigner,
    /// "Doanh nghiệp".
    Enterprise,
    /// "Doanh nghiệp Việt Nam".
    VietnameseEnterprise,
    /// "Doanh nghiệp có vốn đầu tư nước ngoài".
    ForeignInvestedEnterprise,
    /// "Hợp tác xã".
    Cooperative,
    /// "Tổ chức (không bao gồm doanh nghiệp, hợp tác xã)".
    Organisation,
    /// "Tổ chức nước ngoài".
    ForeignOrganisation,
    /// "Đảng viên".
    PartyMember,
    /// "Tổ chức Đảng".
    PartyOrganisation,
}

/// "Cách thức thực hiện": one channel of a procedure as the list has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChannelFact {
    /// Where the dossier is handed in.
    pub channel: Channel,
    /// Time, where the list gives one.
    pub time: Option<FactTime>,
    /// Every amount found in the channel's fee text; several amounts are several cases.
    pub fees: Vec<Dong>,
}

/// "Thời hạn (trong danh mục)": a number of the list with its unit, if it kept one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FactTime {
    /// Tenths of the unit: half a working day is 5.
    pub tenths: u32,
    /// The unit; `None` where the source lost it.
    pub unit: Option<TimeUnit>,
}

/// "Đơn vị thời gian" of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeUnit {
    /// "Giờ".
    Hours,
    /// "Ngày làm việc".
    WorkingDays,
    /// "Ngày".
    Days,
    /// "Tháng".
    Months,
}

/// "Văn bản quy phạm pháp luật": the number of an act, as `68/2020/QH14`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Act(pub String);

/// "Kết quả thực hiện": one result of a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ResultFact {
    /// Name of the paper or of the change in a register.
    pub name: String,
    /// National code of the result, as `KQ.G15.000031`; `None` where the list has none.
    pub code: Option<String>,
}
