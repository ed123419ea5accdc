//! Every address of the product, one line each, with its guard; those of the API stand in `routes/api.rs`. What answers stands in
//! `router.rs`; a test keeps the two equal.

mod api;

pub use api::{API_ROUTES, ApiMethod, ApiRoute, Door};

/// "Ai được vào": who may open a route; kept in one place, `guard.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// Anybody.
    Public,
    /// Anybody signed in, on whichever side of the counter.
    SignedIn,
    /// A signed-in citizen, at level 1 already: may look, search and fill in a draft.
    Citizen,
    /// "Đã xác thực mức độ 2": a citizen the issuer has made sure of; at level 1 the visitor is asked to prove more.
    Verified,
    /// A signed-in official.
    Officer,
    /// Style, fonts, mark: nothing about anybody.
    Static,
}

impl Guard {
    /// Whether somebody must have signed in.
    #[must_use]
    pub const fn needs_session(self) -> bool {
        match self {
            Self::SignedIn | Self::Citizen | Self::Verified | Self::Officer => true,
            Self::Public | Self::Static => false,
        }
    }
}

/// The method of a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Changes something.
    Post,
}

/// "Đường dẫn": one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// Method.
    pub method: Method,
    /// Path, with `{parameters}`.
    pub path: &'static str,
    /// Who may.
    pub guard: Guard,
    /// What for.
    pub purpose: &'static str,
}

impl Route {
    /// One line of the table.
    #[must_use]
    pub const fn new(method: Method, path: &'static str, guard: Guard, purpose: &'static str) -> Self {
        Self { method, path, guard, purpose }
    }
}

/// The table.
pub const ROUTES: &[Route] = &[
    Route::new(Method::Get, "/", Guard::Public, "home: search, life events, what can be done online"),
    Route::new(Method::Get, "/tim-kiem", Guard::Public, "search for a procedure"),
    Route::new(Method::Get, "/thu-tuc/{code}", Guard::Public, "one procedure: who, what, how long, how much"),
    Route::new(Method::Get, "/lap-trinh", Guard::Public, "the API, for those who write software"),
    Route::new(Method::Get, "/kiem-tra", Guard::Public, "enter the code of a paper to check"),
    Route::new(
        Method::Post,
        "/kiem-tra",
        Guard::Public,
        "check a paper by its file, whose code is read from it",
    ),
    Route::new(Method::Get, "/kiem-tra/{code}", Guard::Public, "whether a paper is ours and holds"),
    Route::new(Method::Post, "/kiem-tra/{code}", Guard::Public, "compare a file with the one we made"),
    Route::new(Method::Get, "/nhiem-vu", Guard::Public, "bodies that show what they were asked to do"),
    Route::new(
        Method::Get,
        "/nhiem-vu/{tenant}",
        Guard::Public,
        "tasks everybody may see, and how far they are",
    ),
    Route::new(Method::Get, "/dang-nhap", Guard::Public, "choose who vouches for you"),
    Route::new(Method::Get, "/dang-nhap/{issuer}", Guard::Public, "go to the issuer"),
    Route::new(Method::Get, "/dang-nhap/{issuer}/ve", Guard::Public, "come back from the issuer"),
    Route::new(
        Method::Post,
        "/dang-nhap/{issuer}/dang-xuat",
        Guard::Public,
        "an issuer says who signed out there",
    ),
    Route::new(Method::Get, "/xac-thuc", Guard::SignedIn, "be told why more proof is needed, and give it"),
    Route::new(Method::Post, "/xac-thuc", Guard::Officer, "confirm with a passkey"),
    Route::new(Method::Get, "/khoa-truy-cap", Guard::Officer, "my passkeys"),
    Route::new(Method::Get, "/khoa-truy-cap/moi", Guard::Officer, "be asked for a new passkey"),
    Route::new(Method::Post, "/khoa-truy-cap/moi", Guard::Officer, "add a passkey"),
    Route::new(Method::Post, "/khoa-truy-cap/{passkey}/go", Guard::Officer, "remove a passkey"),
    Route::new(Method::Get, "/tiep-tuc/{form}", Guard::SignedIn, "send on a form that waited for a sign-in"),
    Route::new(Method::Get, "/phien", Guard::SignedIn, "where I am signed in"),
    Route::new(Method::Post, "/phien", Guard::SignedIn, "sign out there, or everywhere"),
    Route::new(Method::Post, "/dang-xuat", Guard::Public, "end the session"),
    Route::new(Method::Get, "/ca-nhan", Guard::Citizen, "my space: what waits for me, drafts, dossiers"),
    Route::new(Method::Get, "/ca-nhan/luot-xem", Guard::Verified, "who has looked at my data"),
    Route::new(Method::Get, "/ca-nhan/ma-truy-cap", Guard::Citizen, "my access tokens for software"),
    Route::new(Method::Post, "/ca-nhan/ma-truy-cap", Guard::Citizen, "make an access token, shown once"),
    Route::new(
        Method::Post,
        "/ca-nhan/ma-truy-cap/{token}/thu-hoi",
        Guard::Citizen,
        "take an access token back",
    ),
    Route::new(Method::Get, "/nop/{code}", Guard::Citizen, "what a form will ask, before it is begun"),
    Route::new(Method::Post, "/nop/{code}", Guard::Citizen, "begin a form, or find what was begun"),
    Route::new(Method::Get, "/to-khai/{draft}", Guard::Citizen, "go on where the form was left"),
    Route::new(Method::Get, "/to-khai/{draft}/co-quan", Guard::Citizen, "choose the authority"),
    Route::new(Method::Post, "/to-khai/{draft}/co-quan", Guard::Citizen, "save the authority"),
    Route::new(Method::Get, "/to-khai/{draft}/kiem-tra", Guard::Citizen, "check everything before sending"),
    Route::new(Method::Post, "/to-khai/{draft}/nop", Guard::Verified, "send the form in"),
    Route::new(Method::Get, "/to-khai/{draft}/bo", Guard::Citizen, "be asked before a draft is thrown away"),
    Route::new(Method::Post, "/to-khai/{draft}/bo", Guard::Citizen, "throw a draft away"),
    Route::new(
        Method::Get,
        "/to-khai/{draft}/{page}",
        Guard::Citizen,
        "a list, or the first open question of a part",
    ),
    Route::new(Method::Post, "/to-khai/{draft}/{page}", Guard::Citizen, "a list is complete"),
    Route::new(Method::Get, "/to-khai/{draft}/{page}/{entry}", Guard::Citizen, "an entry of a list"),
    Route::new(Method::Post, "/to-khai/{draft}/{page}/{entry}", Guard::Citizen, "save an entry of a list"),
    Route::new(Method::Get, "/to-khai/{draft}/{page}/{entry}/bo", Guard::Citizen, "ask before an entry goes"),
    Route::new(Method::Post, "/to-khai/{draft}/{page}/{entry}/bo", Guard::Citizen, "take an entry away"),
    Route::new(
        Method::Get,
        "/to-khai/{draft}/{page}/cau/{field}",
        Guard::Citizen,
        "one question of the form",
    ),
    Route::new(Method::Post, "/to-khai/{draft}/{page}/cau/{field}", Guard::Citizen, "save a question"),
    Route::new(
        Method::Post,
        "/to-khai/{draft}/{page}/cau/{field}/luu",
        Guard::Citizen,
        "save a question as it is typed",
    ),
    Route::new(
        Method::Post,
        "/to-khai/{draft}/{page}/{entry}/luu",
        Guard::Citizen,
        "save an entry as it is typed",
    ),
    Route::new(Method::Get, "/ho-so/{id}", Guard::Verified, "follow a dossier"),
    Route::new(Method::Post, "/ho-so/{id}/ket-qua", Guard::Verified, "take an electronic result"),
    Route::new(Method::Get, "/ho-so/{id}/bo-sung", Guard::Verified, "see what is to be added"),
    Route::new(Method::Post, "/ho-so/{id}/bo-sung", Guard::Verified, "add what was asked for"),
    Route::new(Method::Post, "/ho-so/{id}/bo-sung/luu", Guard::Verified, "keep what is added as it is typed"),
    Route::new(Method::Get, "/ho-so/{id}/rut", Guard::Verified, "be told what withdrawing means"),
    Route::new(Method::Post, "/ho-so/{id}/rut", Guard::Verified, "ask for the dossier back"),
    Route::new(Method::Post, "/to-khai/{draft}/lay-lai", Guard::Citizen, "take a draft out of the bin"),
    Route::new(Method::Get, "/ho-so/{id}/trao-doi", Guard::Verified, "read what the authority writes"),
    Route::new(Method::Post, "/ho-so/{id}/trao-doi", Guard::Verified, "write to the authority"),
    Route::new(Method::Get, "/ho-so/{id}/danh-gia", Guard::Verified, "be asked how the service was"),
    Route::new(Method::Post, "/ho-so/{id}/danh-gia", Guard::Verified, "say how the service was"),
    Route::new(Method::Get, "/ho-so/{id}/tep/{hash}", Guard::Verified, "a paper of the own dossier"),
    Route::new(Method::Get, "/giay-to/{purpose}/{part}", Guard::Citizen, "the files for one paper"),
    Route::new(Method::Post, "/giay-to/{purpose}/{part}", Guard::Citizen, "send files, without script"),
    Route::new(Method::Post, "/giay-to/{purpose}/{part}/sua", Guard::Citizen, "keep, move or remove a file"),
    Route::new(Method::Post, "/giay-to/{purpose}/{part}/bat-dau", Guard::Citizen, "begin a file in pieces"),
    Route::new(Method::Post, "/giay-to/{purpose}/{part}/{upload}/manh/{number}", Guard::Citizen, "one piece"),
    Route::new(
        Method::Post,
        "/giay-to/{purpose}/{part}/{upload}/xong",
        Guard::Citizen,
        "all pieces are there",
    ),
    Route::new(
        Method::Get,
        "/giay-to/{purpose}/{part}/{upload}/tep",
        Guard::Citizen,
        "a file as it was sent",
    ),
    Route::new(
        Method::Get,
        "/giay-to/{purpose}/{part}/{upload}/nho",
        Guard::Citizen,
        "a small picture of it",
    ),
    Route::new(Method::Get, "/ho-so/{id}/giay-to/{paper}", Guard::Verified, "a paper of the own dossier"),
    Route::new(Method::Get, "/ho-so/{id}/to-khai", Guard::Verified, "what I declared, to sign it"),
    Route::new(Method::Post, "/ho-so/{id}/to-khai", Guard::Verified, "have the declaration made as a paper"),
    Route::new(
        Method::Post,
        "/ho-so/{id}/to-khai/ky",
        Guard::Verified,
        "sign the declaration with my own key",
    ),
    Route::new(Method::Get, "/can-bo", Guard::Officer, "worklists: what lies in whose hands"),
    Route::new(
        Method::Get,
        "/can-bo/tin-nhan",
        Guard::Officer,
        "dossiers in which somebody waits for an answer",
    ),
    Route::new(Method::Get, "/can-bo/danh-gia", Guard::Officer, "what people say of the agency"),
    Route::new(
        Method::Get,
        "/can-bo/ho-so/{tenant}/{id}/trao-doi",
        Guard::Officer,
        "read what the person writes",
    ),
    Route::new(Method::Post, "/can-bo/ho-so/{tenant}/{id}/trao-doi", Guard::Officer, "write to the person"),
    Route::new(Method::Get, "/can-bo/ho-so/{tenant}/{id}/tep/{hash}", Guard::Officer, "a paper of a dossier"),
    Route::new(Method::Get, "/can-bo/nhieu", Guard::Officer, "what became of a deed on several dossiers"),
    Route::new(Method::Post, "/can-bo/nhieu", Guard::Officer, "one deed on several dossiers"),
    Route::new(Method::Get, "/can-bo/phan-cong", Guard::Officer, "who has how much in hand"),
    Route::new(Method::Get, "/can-bo/so", Guard::Officer, "the register of results of a year"),
    Route::new(
        Method::Get,
        "/can-bo/chi-dao",
        Guard::Officer,
        "directives of a body: drafts, issued, replaced",
    ),
    Route::new(Method::Get, "/can-bo/chi-dao/moi", Guard::Officer, "hand in the text of a directive"),
    Route::new(Method::Post, "/can-bo/chi-dao/moi", Guard::Officer, "read it into a draft with its tasks"),
    Route::new(
        Method::Get,
        "/can-bo/chi-dao/{tenant}/{directive}",
        Guard::Officer,
        "one directive: text, tasks, gaps",
    ),
    Route::new(
        Method::Post,
        "/can-bo/chi-dao/{tenant}/{directive}/{deed}",
        Guard::Officer,
        "describe, add to, issue or discard a draft",
    ),
    Route::new(
        Method::Get,
        "/can-bo/chi-dao/{tenant}/{directive}/muc/{item}",
        Guard::Officer,
        "one task of a draft",
    ),
    Route::new(
        Method::Post,
        "/can-bo/chi-dao/{tenant}/{directive}/muc/{item}",
        Guard::Officer,
        "make it clear, split, merge or drop it",
    ),
    Route::new(
        Method::Get,
        "/can-bo/nhiem-vu",
        Guard::Officer,
        "boards of tasks: by person, body, directive, wait",
    ),
    Route::new(Method::Get, "/can-bo/nhiem-vu/lich", Guard::Officer, "what ends on which day of a month"),
    Route::new(Method::Get, "/can-bo/nhiem-vu/cho", Guard::Officer, "who waits for whom"),
    Route::new(Method::Get, "/can-bo/nhiem-vu/phoi-hop", Guard::Officer, "tasks a body helps with"),
    Route::new(Method::Get, "/can-bo/nhiem-vu/tuan", Guard::Officer, "the digest of a week"),
    Route::new(Method::Get, "/can-bo/nhiem-vu/{tenant}/{task}", Guard::Officer, "one task, and what to do"),
    Route::new(
        Method::Post,
        "/can-bo/nhiem-vu/{tenant}/{task}/san-pham",
        Guard::Officer,
        "hand its product in",
    ),
    Route::new(
        Method::Get,
        "/can-bo/nhiem-vu/{tenant}/{task}/san-pham/ky",
        Guard::Officer,
        "the product as it will be signed",
    ),
    Route::new(
        Method::Post,
        "/can-bo/nhiem-vu/{tenant}/{task}/san-pham/ky",
        Guard::Officer,
        "sign it and hand it in",
    ),
    Route::new(
        Method::Get,
        "/can-bo/nhiem-vu/{tenant}/{task}/san-pham/tep",
        Guard::Officer,
        "the file that waits to be signed",
    ),
    Route::new(
        Method::Post,
        "/can-bo/nhiem-vu/{tenant}/{task}/{deed}",
        Guard::Officer,
        "do one thing with a task",
    ),
    Route::new(
        Method::Get,
        "/can-bo/nhiem-vu/{tenant}/{task}/tep/{hash}",
        Guard::Officer,
        "a file handed in",
    ),
    Route::new(Method::Get, "/can-bo/thu-tuc", Guard::Officer, "procedures in force and the verifier's word"),
    Route::new(Method::Get, "/can-bo/quay", Guard::Officer, "the counter: who stands there, and for what"),
    Route::new(Method::Post, "/can-bo/quay", Guard::Officer, "begin a form at the counter"),
    Route::new(Method::Get, "/can-bo/quay/{tenant}/{intake}", Guard::Officer, "a form at the counter"),
    Route::new(Method::Post, "/can-bo/quay/{tenant}/{intake}", Guard::Officer, "save or receive it"),
    Route::new(
        Method::Post,
        "/can-bo/quay/{tenant}/{intake}/giay-to/{part}",
        Guard::Officer,
        "attach what the desk has scanned",
    ),
    Route::new(Method::Get, "/can-bo/quay/{tenant}/{intake}/tep/{upload}", Guard::Officer, "a scanned file"),
    Route::new(
        Method::Post,
        "/can-bo/quay/{tenant}/{intake}/tep/{upload}",
        Guard::Officer,
        "keep or remove a scanned file",
    ),
    Route::new(Method::Get, "/can-bo/ma-truy-cap", Guard::Officer, "my access tokens for software"),
    Route::new(Method::Post, "/can-bo/ma-truy-cap", Guard::Officer, "make an access token, shown once"),
    Route::new(
        Method::Post,
        "/can-bo/ma-truy-cap/{token}/thu-hoi",
        Guard::Officer,
        "take an access token back",
    ),
    Route::new(Method::Get, "/can-bo/ho-so/{tenant}/{id}", Guard::Officer, "one dossier, and what to do"),
    Route::new(
        Method::Get,
        "/can-bo/ho-so/{tenant}/{id}/giay-to/{paper}",
        Guard::Officer,
        "a paper of a dossier, to look at or print",
    ),
    Route::new(
        Method::Get,
        "/can-bo/ho-so/{tenant}/{id}/giay-to/{paper}/ky",
        Guard::Officer,
        "see a paper and its hash before it is signed or sealed",
    ),
    Route::new(
        Method::Post,
        "/can-bo/ho-so/{tenant}/{id}/giay-to/{paper}/ky",
        Guard::Officer,
        "sign or seal exactly the paper that was shown",
    ),
    Route::new(Method::Get, "/can-bo/ky", Guard::Officer, "papers that wait for a signature or a seal"),
    Route::new(Method::Post, "/can-bo/ky", Guard::Officer, "sign or seal those ticked"),
    Route::new(
        Method::Post,
        "/can-bo/ho-so/{tenant}/{id}/phieu-kiem-soat",
        Guard::Officer,
        "make the control sheet",
    ),
    Route::new(Method::Get, "/can-bo/ho-so/{tenant}/{id}/{action}", Guard::Officer, "the form of one action"),
    Route::new(Method::Post, "/can-bo/ho-so/{tenant}/{id}/{action}", Guard::Officer, "do it"),
    Route::new(Method::Get, "/healthz", Guard::Static, "alive, for whoever watches from outside"),
    Route::new(Method::Get, "/readyz", Guard::Static, "ready, for whoever spreads requests"),
    Route::new(Method::Get, "/tai-nguyen/{hash}/{name}", Guard::Static, "style, fonts, mark"),
];

/// Whether the table has this address, so that no page links to one that is not there.
pub(crate) fn exists(path: &str) -> bool {
    ROUTES.iter().any(|route| route.path == path)
}
