//! Letters to officials: the door `app` asks for, with the words of `web` and the mail server of `gateways` behind it.

use std::sync::Arc;

use app::Error;
use app::identity::BoxFuture;
use app::letter::{LetterBody, NotCarried, Parcel, Postman};
use gateways::mail::{Letter, Mail, Undelivered};
use web::Lang;

/// "Nơi gửi thư": the mail server and in whose name.
#[derive(Clone)]
pub struct MailPlace {
    /// `smtp://…` or `smtps://…`, with a password where the server asks for one.
    pub server: String,
    /// `Name <mailbox@domain>`.
    pub from: String,
}

impl std::fmt::Debug for MailPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MailPlace").field("from", &self.from).finish_non_exhaustive()
    }
}

struct Carrier {
    mail: Mail,
    /// The address people type, for links.
    origin: String,
}

impl Postman for Carrier {
    fn carry<'a>(&'a self, parcel: &'a Parcel) -> BoxFuture<'a, Result<(), NotCarried>> {
        Box::pin(async move {
            let lang = parcel.lang.as_deref().and_then(Lang::from_tag).unwrap_or_default();
            let LetterBody::Digest(digest) = &parcel.body;
            let (subject, text) = web::digest_letter(lang, &self.origin, &parcel.name, digest);
            let letter = Letter {
                id: &parcel.id,
                name: &parcel.name,
                email: &parcel.email,
                subject: &subject,
                text: &text,
                lang: lang.tag(),
            };
            self.mail.send(&letter).await.map_err(|why| match why {
                Undelivered::Later(why) => NotCarried::Later(why),
                Undelivered::Never(why) => NotCarried::Never(why),
            })
        })
    }
}

/// A postman who hands letters over there; links lead to `origin`.
///
/// # Errors
/// A fault where the mail server's address or the sender is none.
pub fn postman(place: &MailPlace, origin: &str) -> Result<Arc<dyn Postman>, Error> {
    let mail = Mail::new(&place.server, &place.from)?;
    Ok(Arc::new(Carrier { mail, origin: origin.trim_end_matches('/').to_owned() }))
}
