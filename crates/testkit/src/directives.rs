//! A directive of the sample city with one task of the sample ward, as far as stories about them need it.

use access::Role;
use app::directive::{Begin, DirectiveKey, Edit, HeadWish, ItemWish, begin, edit, issue, look};
use app::files::Shelf;
use directives::{Deadline, DirectiveKind, Product, ProductFile, Proof, TaskKey};
use kernel::AgencyCode;

use store::task::{ProductDraft, put_draft};

use crate::{TestApp, sheet};

/// The body that issues it.
const CITY: &str = "H57";
/// The body that has the task.
const WARD: &str = "H57.99.1";

impl TestApp {
    /// A draft of the city with one proposed task, which is not clear yet.
    pub async fn drafted(&self) -> DirectiveKey {
        let text = "Ủy ban nhân dân phường Thuận Hoá ban hành Kế hoạch tiếp nhận hồ sơ ngoài giờ.";
        let asked = Begin {
            agency: AgencyCode::parse(CITY).unwrap(),
            name: "ket-luan.txt".to_owned(),
            bytes: text.as_bytes().to_vec(),
            issued_on: Some(self.app.today()),
        };
        begin(&self.app, &self.official_of(CITY, Role::Head), asked).await.unwrap()
    }

    /// What makes that task clear: done by this role of the ward, by the end of the month, proved so.
    #[must_use]
    pub fn clear_item(&self, role: Role, proof: Proof) -> ItemWish {
        ItemWish {
            deed: "Ban hành Kế hoạch tiếp nhận hồ sơ ngoài giờ".to_owned(),
            unit: AgencyCode::parse(WARD).ok(),
            person: Some(self.official_of(WARD, role).id),
            owner: Some(self.official_of(WARD, Role::Signer).id),
            deadline: Some(Deadline::By { on: self.app.today().last_of_month() }),
            product: "Kế hoạch".to_owned(),
            proof: Some(proof),
            is_public: true,
            ..ItemWish::default()
        }
    }

    /// Its head, with a number.
    #[must_use]
    pub fn clear_head(&self, number: &str) -> HeadWish {
        HeadWish {
            kind: DirectiveKind::Conclusion,
            number: number.to_owned(),
            title: "Kết luận về phục vụ người dân".to_owned(),
            issued_on: self.app.today(),
            signer: String::new(),
            is_public: true,
            replaces: None,
            amends: None,
        }
    }

    /// A directive that is issued, and its task, done by this role of the ward.
    pub async fn issued(&self, role: Role, proof: Proof) -> (DirectiveKey, TaskKey) {
        let key = self.drafted().await;
        let head = self.official_of(CITY, Role::Head);
        edit(&self.app, &head, &key, None, Edit::Describe(self.clear_head("15/TB-UBND"))).await.unwrap();
        edit(&self.app, &head, &key, None, Edit::Put(1, self.clear_item(role, proof))).await.unwrap();
        issue(&self.app, &self.official_of(CITY, Role::Signer), &key, None).await.unwrap();
        let seen = look(&self.app, &head, &key).await.unwrap();
        (key, seen.directive.tasks.first().unwrap().1.clone())
    }

    /// A task of this role of the ward whose product waits to be signed before it is handed in.
    pub async fn waits_to_be_signed(&self, role: Role) -> TaskKey {
        let (_, key) = self.issued(role, Proof::Product).await;
        let now = self.app.clock.now();
        let hash = self.app.files.put(Shelf::Uploads, sheet(5), now).await.unwrap();
        let file = ProductFile { name: "ke-hoach.pdf".to_owned(), hash: hash.clone(), signature: None };
        let product = Product { file: Some(file), ..Product::default() };
        let draft = ProductDraft { product, hash, earlier: Vec::new() };
        let who = self.official_of(WARD, role).id;
        let mut tx = self.app.store.begin().await.unwrap();
        let kept = put_draft(&mut tx.conn().unwrap(), &key, &who, &draft, now).await;
        tx.finish(kept).await.unwrap();
        key
    }
}
