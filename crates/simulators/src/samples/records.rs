//! The records of the sample province, as the file has them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Everything the sample province consists of.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleProvince {
    /// What the reader of the file must know.
    pub note: String,
    /// The province.
    pub province: Province,
    /// Its three communes.
    pub communes: Vec<Commune>,
    /// Its bodies, parents before children.
    pub agencies: Vec<Agency>,
    /// People with an account of their own.
    pub citizens: Vec<Citizen>,
    /// Organisations with an account.
    pub businesses: Vec<Business>,
    /// Staff and their posts.
    pub officials: Vec<Official>,
}

/// "Tỉnh, thành phố": the province, real, with an agency code that is a sample.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Province {
    /// Administrative unit code.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Agency code of its committee.
    pub agency_code: String,
    /// Always true here.
    pub sample: bool,
}

/// "Đơn vị hành chính cấp xã": a real commune.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commune {
    /// Administrative unit code since 1/7/2025.
    pub code: String,
    /// Full name.
    pub name: String,
}

/// What a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AgencyKind {
    /// "Ủy ban nhân dân cấp tỉnh".
    ProvincialCommittee,
    /// "Thanh tra tỉnh".
    Inspectorate,
    /// "Trung tâm Phục vụ hành chính công".
    ServiceCentre,
    /// "Ủy ban nhân dân cấp xã".
    CommuneCommittee,
    /// "Công an cấp tỉnh".
    ProvincialPolice,
    /// "Công an cấp xã".
    CommunePolice,
    /// "Cơ quan đăng ký kinh doanh cấp xã".
    CommuneBusinessRegistration,
    /// "Sở": a department of the province.
    Department,
    /// "Cơ quan bảo hiểm xã hội".
    InsuranceAgency,
}

impl AgencyKind {
    /// The word the file uses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::ProvincialCommittee => "provincial-committee",
            Self::Inspectorate => "inspectorate",
            Self::ServiceCentre => "service-centre",
            Self::CommuneCommittee => "commune-committee",
            Self::ProvincialPolice => "provincial-police",
            Self::CommunePolice => "commune-police",
            Self::CommuneBusinessRegistration => "commune-business-registration",
            Self::Department => "department",
            Self::InsuranceAgency => "insurance-agency",
        }
    }
}

/// "Cơ quan": a body with a sample code.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// Agency code, `H57.99.1`.
    pub code: String,
    /// Full name.
    pub name: String,
    /// What it is.
    pub kind: AgencyKind,
    /// Code of the ministry or province its dossiers belong to.
    pub tenant: String,
    /// Code of the body above, when that body is in the sample.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// The commune it serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commune_code: Option<String>,
    /// Invented address.
    pub address: String,
    /// Always true here.
    pub sample: bool,
}

/// "Giới tính" as the registers keep it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sex {
    /// "Nam".
    Male,
    /// "Nữ".
    Female,
}

/// "Công dân": an invented person with an account at the simulated VNeID.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citizen {
    /// Short name on the sign-in page.
    pub login: String,
    /// `TechID` and `sub` of the account.
    pub subject: String,
    /// Full name.
    pub full_name: String,
    /// Sex.
    pub sex: Sex,
    /// Date of birth.
    pub born_on: Date,
    /// "Số định danh": consistent with sex and year of birth, prefix 999.
    pub personal_id: String,
    /// "Dân tộc", by its statistical code.
    pub ethnicity: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Level of the account, 1 or 2.
    pub level: u8,
    /// Commune of residence.
    pub commune_code: String,
    /// Address of residence.
    pub address: String,
    /// Who that is, for whoever plays the account.
    pub about: String,
}

/// "Doanh nghiệp": an invented organisation with an account at the simulated VNeID.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Business {
    /// Short name on the sign-in page.
    pub login: String,
    /// `TechID` and `sub` of the account.
    pub subject: String,
    /// Registered name.
    pub name: String,
    /// "Mã số thuế", with a correct check digit.
    pub tax_code: String,
    /// "Mã số doanh nghiệp".
    pub registration_code: String,
    /// Login of the citizen who represents it.
    pub owner: String,
    /// Level of the account.
    pub level: u8,
    /// Address.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Who that is, for whoever plays the account.
    pub about: String,
}

/// "Vai trò": what a post does with dossiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PostRole {
    /// "Cán bộ Một cửa": receives.
    Desk,
    /// "Chuyên viên xử lý": processes.
    Officer,
    /// "Trưởng đơn vị": assigns and checks.
    Head,
    /// "Người ký": approves and signs.
    Signer,
    /// "Văn thư": numbers, seals, releases.
    Clerk,
    /// "Người trả kết quả": hands over.
    Deliverer,
    /// "Quản trị thủ tục": writes procedures.
    Admin,
    /// "Thanh tra": reads everything, changes nothing.
    Inspector,
}

impl PostRole {
    /// The six who take one dossier through an agency.
    pub const OF_AN_AGENCY: [Self; 6] =
        [Self::Desk, Self::Officer, Self::Head, Self::Signer, Self::Clerk, Self::Deliverer];

    /// The word the file uses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Officer => "officer",
            Self::Head => "head",
            Self::Signer => "signer",
            Self::Clerk => "clerk",
            Self::Deliverer => "deliverer",
            Self::Admin => "admin",
            Self::Inspector => "inspector",
        }
    }
}

/// "Vị trí công tác": one person's place in one body.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// Code of the body.
    pub agency: String,
    /// What the post does.
    pub role: PostRole,
    /// Title as printed under a signature.
    pub title: String,
    /// Unit inside the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// First day in the post.
    pub since: Date,
}

/// "Cán bộ, công chức": an invented official with an account at the simulated officials' portal.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Official {
    /// Short name on the sign-in page.
    pub login: String,
    /// `sub` of the account.
    pub subject: String,
    /// Full name.
    pub full_name: String,
    /// Sex.
    pub sex: Sex,
    /// Date of birth.
    pub born_on: Date,
    /// "Số định danh": consistent with sex and year of birth, prefix 999.
    pub personal_id: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Posts held.
    pub posts: Vec<Post>,
}
