//! A directive from before the demo began, with tasks in every state, lived through the use cases at a clock set back.

use access::{Role, Staff};
use app::directive::{Begin, DirectiveKey, Edit, HeadWish, ItemWish, begin, edit, issue, look};
use app::task::{TaskTarget, act};
use app::{App, Error};
use directives::{
    Deadline, DirectiveKind, Measure, Period, Product, Proof, TaskCause, TaskCommand, TaskKey, Unit,
};
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::{AgencyCode, Fault, local_date};
use simulators::samples::SampleProvince;

use super::past::SetClock;
use crate::samples;

/// The invented notice.
const TEXT: &str = include_str!("../../../../data/sample/directive.txt");
/// Who issues it.
const CITY: &str = "H57";

/// "Đời một nhiệm vụ mẫu": of which unit, by when in days from today, how it is proved, and what has happened.
struct Sample {
    unit: &'static str,
    /// Who helps.
    helps: &'static [&'static str],
    product: &'static str,
    proof: fn() -> Proof,
    due_in: i64,
    happened: &'static [(i64, Did)],
}

/// One thing that happened, so many days ago.
#[derive(Clone, Copy)]
enum Did {
    Accept,
    Report(i64, Option<i64>, &'static str),
    Wait,
    Ask(i64),
    HandIn(&'static str),
    Check,
    Return,
    Close,
    Suspend,
}

const fn product() -> Proof {
    Proof::Product
}

fn pages() -> Proof {
    Proof::Figure { target: 1_200, unit: "trang".to_owned() }
}

const fn late_dossiers() -> Proof {
    Proof::Indicator { measure: Measure::DossiersLate, target: 0 }
}

/// One a sentence of the notice, in its order.
const SAMPLES: &[Sample] = &[
    Sample {
        unit: "H57.94",
        helps: &[],
        product: "Quyết định phân bổ kinh phí",
        proof: product,
        due_in: -8,
        happened: &[
            (27, Did::Accept),
            (20, Did::Report(60, None, "Đã thẩm định dự toán của bảy trung tâm.")),
            (12, Did::HandIn("214/QĐ-STC")),
            (11, Did::Check),
            (10, Did::Close),
        ],
    },
    Sample {
        unit: "H57.99.1",
        helps: &[],
        product: "Kế hoạch",
        proof: product,
        due_in: -3,
        happened: &[(26, Did::Accept), (15, Did::Report(40, None, "Đã lấy ý kiến cán bộ trực ngoài giờ."))],
    },
    Sample {
        unit: "H57.99.1",
        helps: &[],
        product: "Không còn hồ sơ hộ tịch quá hạn",
        proof: late_dossiers,
        due_in: 2,
        happened: &[(25, Did::Accept), (9, Did::Report(70, None, "Đã giải quyết phần lớn hồ sơ cũ."))],
    },
    Sample {
        unit: "H57.99.2",
        helps: &["H57.94"],
        product: "Danh sách hộ dân",
        proof: product,
        due_in: 12,
        happened: &[
            (24, Did::Accept),
            (10, Did::Report(30, None, "Đã rà soát bốn thôn.")),
            (4, Did::Wait),
            (2, Did::Ask(25)),
        ],
    },
    Sample {
        unit: "H57.99.2",
        helps: &[],
        product: "Biên bản niêm yết",
        proof: product,
        due_in: 6,
        happened: &[(24, Did::Accept), (5, Did::HandIn("31/BB-UBND"))],
    },
    Sample {
        unit: "H57.99.3",
        helps: &[],
        product: "Báo cáo kết quả tập huấn",
        proof: product,
        due_in: 20,
        happened: &[],
    },
    Sample {
        unit: "H57.94",
        helps: &[],
        product: "Báo cáo tháng",
        proof: product,
        due_in: 0,
        happened: &[(27, Did::Accept)],
    },
    Sample {
        unit: "H57.99.1",
        helps: &[],
        product: "Trang sổ đã số hóa",
        proof: pages,
        due_in: 30,
        happened: &[
            (22, Did::Accept),
            (14, Did::Report(35, Some(420), "Xong sổ khai sinh 1995–2000.")),
            (3, Did::Report(64, Some(770), "Xong thêm sổ kết hôn.")),
        ],
    },
    Sample {
        unit: "H57.99.3",
        helps: &[],
        product: "Biên bản nghiệm thu ki-ốt",
        proof: product,
        due_in: -10,
        happened: &[(23, Did::Accept), (9, Did::HandIn("12/BB-UBND")), (7, Did::Return), (5, Did::Suspend)],
    },
];

/// Lives it, unless the city has a directive already.
pub(super) async fn prepare(app: &App, clock: &SetClock, province: &SampleProvince) -> Result<(), Error> {
    let city = Scene { app, province, city: code(CITY)? };
    let head = city.staff(CITY, Role::Head)?;
    let issued = directives::DirectiveStage::Issued;
    if !app::directive::list(app, &head, &city.city, issued, None).await?.0.is_empty() {
        return Ok(());
    }
    let today = app.today();
    clock.set_days_ago(28);
    let key = city.drafted(&head, today).await?;
    let tasks = city.tasks_of(&head, &key).await?;
    for (sample, task) in SAMPLES.iter().zip(tasks) {
        for (days_ago, did) in sample.happened {
            clock.set_days_ago(*days_ago);
            city.go_on(sample, &task, *did).await?;
        }
        if sample.due_in == 0 {
            city.keep_period(clock, sample, &task).await?;
        }
    }
    clock.set_days_ago(0);
    Ok(())
}

struct Scene<'a> {
    app: &'a App,
    province: &'a SampleProvince,
    city: AgencyCode,
}

fn code(text: &str) -> Result<AgencyCode, Error> {
    Ok(AgencyCode::parse(text).map_err(kernel::Refusal::from)?)
}

impl Scene<'_> {
    fn staff(&self, agency: &str, role: Role) -> Result<Staff, Error> {
        samples::staff_at(self.province, agency, role)
    }

    /// Read, made clear and issued.
    async fn drafted(&self, head: &Staff, today: Date) -> Result<DirectiveKey, Error> {
        let app = self.app;
        let issued_on = app.today();
        let asked = Begin {
            agency: self.city.clone(),
            name: "Kết luận về phục vụ người dân, doanh nghiệp.txt".to_owned(),
            bytes: TEXT.as_bytes().to_vec(),
            issued_on: Some(issued_on),
        };
        let key = begin(app, head, asked).await?;
        let described = HeadWish {
            kind: DirectiveKind::Conclusion,
            number: "9021/TB-UBND".to_owned(),
            title: "Kết luận về phục vụ người dân, doanh nghiệp".to_owned(),
            issued_on,
            signer: "Nguyễn Thị Minh Tâm".to_owned(),
            is_public: true,
            replaces: None,
            amends: None,
        };
        edit(app, head, &key, None, Edit::Describe(described)).await?;
        let items = look(app, head, &key).await?.directive.items;
        if items.len() != SAMPLES.len() {
            let found = items.len();
            return Err(Fault::inconsistent(format!("{found} tasks in the sample notice")).into());
        }
        for (sample, item) in SAMPLES.iter().zip(&items) {
            let doer = if sample.unit == "H57.94" { Role::Officer } else { Role::Head };
            let on = today.saturating_add(sample.due_in.days());
            let recurring = Deadline::Every { period: Period::Month, until_on: None };
            let coordinating = sample.helps.iter().map(|unit| code(unit)).collect::<Result<_, _>>()?;
            let wish = ItemWish {
                deed: item.deed.clone(),
                coordinating,
                unit: Some(code(sample.unit)?),
                person: Some(self.staff(sample.unit, doer)?.id),
                owner: Some(self.staff(sample.unit, Role::Signer)?.id),
                deadline: Some(if sample.due_in == 0 { recurring } else { Deadline::By { on } }),
                product: sample.product.to_owned(),
                proof: Some((sample.proof)()),
                is_public: true,
                ..ItemWish::default()
            };
            edit(app, head, &key, None, Edit::Put(item.number, wish)).await?;
        }
        issue(app, &self.staff(CITY, Role::Signer)?, &key, None).await?;
        Ok(key)
    }

    async fn tasks_of(&self, head: &Staff, key: &DirectiveKey) -> Result<Vec<TaskKey>, Error> {
        let seen = look(self.app, head, key).await?.directive;
        Ok(seen.tasks.into_iter().map(|(_, task)| task).collect())
    }

    /// A recurring task whose first period is over by now was reported on and accepted on that period's last day.
    async fn keep_period(&self, clock: &SetClock, sample: &Sample, task: &TaskKey) -> Result<(), Error> {
        clock.set_days_ago(0);
        let doer = if sample.unit == "H57.94" { Role::Officer } else { Role::Head };
        let unit = self.staff(sample.unit, doer)?;
        let due_at = app::task::look(self.app, &unit, task).await?.task.due_at;
        let days = i64::from((self.app.today() - local_date(due_at)).get_days());
        if days < 0 {
            return Ok(());
        }
        for did in [Did::HandIn("58/BC-STC"), Did::Check, Did::Close] {
            clock.set_days_ago(days + 1);
            self.go_on(sample, task, did).await?;
        }
        Ok(())
    }

    async fn go_on(&self, sample: &Sample, task: &TaskKey, did: Did) -> Result<(), Error> {
        let app = self.app;
        let doer = if sample.unit == "H57.94" { Role::Officer } else { Role::Head };
        let unit = |role: Role| self.staff(sample.unit, role);
        let city = |role: Role| self.staff(CITY, role);
        let reason = |text: &str| text.to_owned();
        let (who, command) = match did {
            Did::Accept => (unit(doer)?, TaskCommand::Accept),
            Did::Report(percent, figure, words) => {
                (unit(doer)?, TaskCommand::Report { percent, words: reason(words), figure })
            }
            Did::Wait => {
                let finance = Unit { code: code("H57.94")?, name: String::new() };
                let reason = reason("Chờ Sở Tài chính xác nhận kinh phí in phiếu.");
                (
                    unit(doer)?,
                    TaskCommand::Wait { cause: TaskCause::Coordinating, unit: Some(finance), reason },
                )
            }
            Did::Ask(days) => {
                let on = app.today().saturating_add(days.days());
                let reason = reason("Hai thôn bị chia cắt do mưa lũ.");
                (unit(doer)?, TaskCommand::AskExtension { deadline: Deadline::By { on }, reason })
            }
            Did::HandIn(document) => {
                let product = Product { document: document.to_owned(), ..Product::default() };
                (unit(doer)?, TaskCommand::HandIn(Box::new(product)))
            }
            Did::Check => (city(Role::Head)?, TaskCommand::Check { words: reason("Đúng yêu cầu.") }),
            Did::Return => {
                (city(Role::Head)?, TaskCommand::Return { reason: reason("Thiếu chữ ký của bên sử dụng.") })
            }
            Did::Close => (city(Role::Signer)?, TaskCommand::Close),
            Did::Suspend => {
                (city(Role::Signer)?, TaskCommand::Suspend { reason: reason("Chờ điện lưới ở hai thôn.") })
            }
        };
        let target = TaskTarget { key: task.clone(), version: None };
        act(app, &who, &target, command).await.map(|_| ())
    }
}
