//! Every address of the product, one line each, with its guard. What answers stands in `router.rs`; a test keeps the two equal.

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

/// "Cửa của phần mềm": who may open an address of the API; kept in one place, `api/guard.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Anybody, without a token.
    ApiOpen,
    /// Whoever has a token.
    ApiToken,
    /// A citizen's token.
    ApiCitizen,
    /// An official's token.
    ApiOfficial,
}

/// The method of an address of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiMethod {
    /// Reads.
    Get,
    /// Does something, once for each key.
    Post,
    /// Puts something in place.
    Put,
    /// Takes something away.
    Delete,
}

/// "Đường dẫn của API": one address for software. What it takes and answers stands in `api/operations.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ApiRoute {
    /// Method.
    pub method: ApiMethod,
    /// Path, with `{parameters}`.
    pub path: &'static str,
    /// Who may.
    pub door: Door,
    /// What for.
    pub purpose: &'static str,
}

impl ApiRoute {
    /// One line of the table.
    #[must_use]
    pub const fn new(method: ApiMethod, path: &'static str, door: Door, purpose: &'static str) -> Self {
        Self { method, path, door, purpose }
    }
}

/// The table of the API.
#[rustfmt::skip]
pub const API_ROUTES: &[ApiRoute] = &[
    ApiRoute::new(ApiMethod::Get, "/api/v1/openapi.json", Door::ApiOpen, "the description of this API"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/procedures", Door::ApiOpen, "search the procedures, or list them by code"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/procedures/{code}", Door::ApiOpen, "one procedure"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/procedures/{code}/schema", Door::ApiOpen, "the JSON Schema of its answers, with an example"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/procedures/{code}/agencies", Door::ApiOpen, "where it can be filed"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/checks/{paper_code}", Door::ApiOpen, "whether a paper is ours and holds, and the hash of its file"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/me", Door::ApiToken, "in whose name the token speaks, and how far it reaches"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/drafts", Door::ApiCitizen, "my open drafts"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/drafts", Door::ApiCitizen, "begin a form, or find what was begun"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/drafts/{draft}", Door::ApiCitizen, "a draft, and what is still open in it"),
    ApiRoute::new(ApiMethod::Delete, "/api/v1/drafts/{draft}", Door::ApiCitizen, "throw a draft away"),
    ApiRoute::new(ApiMethod::Put, "/api/v1/drafts/{draft}/agency", Door::ApiCitizen, "choose the authority"),
    ApiRoute::new(ApiMethod::Put, "/api/v1/drafts/{draft}/pages/{page}", Door::ApiCitizen, "save a page of the form"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/drafts/{draft}/submission", Door::ApiCitizen, "send a draft in"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/drafts/{draft}/uploads", Door::ApiCitizen, "the papers a draft needs, with their files"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/drafts/{draft}/uploads", Door::ApiCitizen, "begin a file for a paper, or find what was broken off"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/bin", Door::ApiCitizen, "drafts I threw away"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/bin/{draft}/restoration", Door::ApiCitizen, "take a draft out of the bin"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/uploads/{upload}", Door::ApiCitizen, "a file: which pieces are here, and what the checks say of it"),
    ApiRoute::new(ApiMethod::Delete, "/api/v1/uploads/{upload}", Door::ApiCitizen, "take a file away"),
    ApiRoute::new(ApiMethod::Put, "/api/v1/uploads/{upload}/pieces/{number}", Door::ApiCitizen, "one piece of a file"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/uploads/{upload}/completion", Door::ApiCitizen, "all pieces are there: have the file looked at"),
    ApiRoute::new(ApiMethod::Put, "/api/v1/uploads/{upload}/kept", Door::ApiCitizen, "keep a file in spite of a warning"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/uploads/{upload}/moves", Door::ApiCitizen, "move a file among those of its paper"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/uploads/{upload}/content", Door::ApiCitizen, "a file as it was sent"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/uploads/{upload}/preview", Door::ApiCitizen, "a small picture of a file"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/dossiers", Door::ApiCitizen, "my dossiers, the newest first"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/dossiers", Door::ApiCitizen, "file at once, without a draft"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/dossiers/{id}", Door::ApiCitizen, "follow a dossier"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/dossiers/{id}/supplement", Door::ApiCitizen, "add what was asked for"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/dossiers/{id}/withdrawal", Door::ApiCitizen, "ask for the dossier back"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/dossiers/{id}/result", Door::ApiCitizen, "take an electronic result"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/dossiers/{id}/uploads", Door::ApiCitizen, "the papers a supplement request asks for, with their files"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/dossiers/{id}/uploads", Door::ApiCitizen, "begin a file for what was asked"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/dossiers/{id}/messages", Door::ApiCitizen, "read what the authority writes"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/dossiers/{id}/messages", Door::ApiCitizen, "write to the authority"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/dossiers/{id}/rating", Door::ApiCitizen, "what I said of the service"),
    ApiRoute::new(ApiMethod::Put, "/api/v1/dossiers/{id}/rating", Door::ApiCitizen, "say how the service was"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/dossiers/{id}/papers", Door::ApiCitizen, "the papers the authority made"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/dossiers/{id}/papers/{paper}", Door::ApiCitizen, "one of them, as PDF"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/dossiers/{id}/files/{hash}", Door::ApiCitizen, "a file that came with the dossier"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/readings", Door::ApiCitizen, "who has looked at my data"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/work", Door::ApiOfficial, "how much lies in whose hands"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/work/{agency}/{holder}", Door::ApiOfficial, "a worklist, the most urgent first"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/work/dossiers/{tenant}/{id}", Door::ApiOfficial, "one dossier; the reading is noted"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/work/dossiers/{tenant}/{id}/officers", Door::ApiOfficial, "to whom it can be given"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/work/dossiers/{tenant}/{id}/draft", Door::ApiOfficial, "the draft of the result as the template makes it"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/work/dossiers/{tenant}/{id}/actions", Door::ApiOfficial, "do one thing with it"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/work/messages", Door::ApiOfficial, "dossiers in which somebody waits for an answer"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/work/procedures", Door::ApiOfficial, "procedures in force and the verifier's word"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/work/dossiers/{tenant}/{id}/messages", Door::ApiOfficial, "read what the person writes"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/work/dossiers/{tenant}/{id}/messages", Door::ApiOfficial, "write to the person"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/work/dossiers/{tenant}/{id}/papers", Door::ApiOfficial, "the papers made for a dossier"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/work/dossiers/{tenant}/{id}/papers", Door::ApiOfficial, "make the control sheet"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/work/dossiers/{tenant}/{id}/papers/{paper}", Door::ApiOfficial, "one of them, as PDF; the reading is noted"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/work/dossiers/{tenant}/{id}/files/{hash}", Door::ApiOfficial, "a file that came with the dossier; the reading is noted"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/agencies/{agency}/search", Door::ApiOfficial, "find dossiers by code, personal id or name"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/agencies/{agency}/waits/{cause}", Door::ApiOfficial, "what waits for somebody else"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/agencies/{agency}/loads", Door::ApiOfficial, "who has how much in hand"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/agencies/{agency}/register", Door::ApiOfficial, "the register of results of a year"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/agencies/{agency}/ratings", Door::ApiOfficial, "what people say of the agency"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/agencies/{agency}/intakes", Door::ApiOfficial, "the counter: what it takes, and forms that wait"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/agencies/{agency}/intakes", Door::ApiOfficial, "begin a form at the counter"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/intakes/{tenant}/{intake}", Door::ApiOfficial, "a form at the counter"),
    ApiRoute::new(ApiMethod::Put, "/api/v1/intakes/{tenant}/{intake}", Door::ApiOfficial, "save it"),
    ApiRoute::new(ApiMethod::Delete, "/api/v1/intakes/{tenant}/{intake}", Door::ApiOfficial, "throw it away: the person has left"),
    ApiRoute::new(ApiMethod::Put, "/api/v1/intakes/{tenant}/{intake}/online", Door::ApiOfficial, "go on from what the person began online"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/intakes/{tenant}/{intake}/reception", Door::ApiOfficial, "receive it: it becomes a dossier with a code"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/webhooks", Door::ApiToken, "my subscriptions"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/webhooks", Door::ApiToken, "subscribe to what happens to dossiers"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/webhooks/{webhook}", Door::ApiToken, "one subscription, with its secret"),
    ApiRoute::new(ApiMethod::Delete, "/api/v1/webhooks/{webhook}", Door::ApiToken, "end a subscription"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/webhooks/{webhook}/deliveries", Door::ApiToken, "what was sent, what waits, what was given up"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/webhooks/{webhook}/deliveries/{delivery}/replay", Door::ApiToken, "send a message again"),
];
