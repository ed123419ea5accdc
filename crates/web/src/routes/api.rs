//! Every address of the API, one line each, with its door. What it takes and answers stands in `api/operations/`.

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
    ApiRoute::new(ApiMethod::Get, "/api/v1/public-tasks", Door::ApiOpen, "bodies that show what they were asked to do"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/public-tasks/{tenant}", Door::ApiOpen, "tasks everybody may see, and how far they are"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/agencies/{agency}/directives", Door::ApiOfficial, "directives of a body, by stage"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/agencies/{agency}/directives", Door::ApiOfficial, "read a text into a draft with its tasks"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/directives/{tenant}/{directive}", Door::ApiOfficial, "one directive: text, tasks, gaps"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/directives/{tenant}/{directive}/actions", Door::ApiOfficial, "make its tasks clear, issue or discard it"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/agencies/{agency}/tasks", Door::ApiOfficial, "tasks, the most urgent first"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/agencies/{agency}/task-board", Door::ApiOfficial, "how much lies with whom"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/agencies/{agency}/task-calendar", Door::ApiOfficial, "what ends on which day of a month"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/agencies/{agency}/task-waits", Door::ApiOfficial, "who waits for whom"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/agencies/{agency}/helping-tasks", Door::ApiOfficial, "tasks the body helps with"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/agencies/{agency}/task-digest", Door::ApiOfficial, "the digest of a week"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/tasks/{tenant}/{task}", Door::ApiOfficial, "one task, its clock, and what can be done"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/tasks/{tenant}/{task}/actions", Door::ApiOfficial, "do one thing with a task"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/tasks/{tenant}/{task}/draft", Door::ApiOfficial, "hand it down: a draft of the unit that leads it"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/tasks/{tenant}/{task}/files/{hash}", Door::ApiOfficial, "a file handed in as its product"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/webhooks", Door::ApiToken, "my subscriptions"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/webhooks", Door::ApiToken, "subscribe to what happens to dossiers"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/webhooks/{webhook}", Door::ApiToken, "one subscription, with its secret"),
    ApiRoute::new(ApiMethod::Delete, "/api/v1/webhooks/{webhook}", Door::ApiToken, "end a subscription"),
    ApiRoute::new(ApiMethod::Get, "/api/v1/webhooks/{webhook}/deliveries", Door::ApiToken, "what was sent, what waits, what was given up"),
    ApiRoute::new(ApiMethod::Post, "/api/v1/webhooks/{webhook}/deliveries/{delivery}/replay", Door::ApiToken, "send a message again"),
];
