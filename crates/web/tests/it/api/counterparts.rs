//! Whatever can be done on a page can be done by software, or it stands here why not. A new page needs a line.

use std::collections::BTreeSet;

use web::{API_ROUTES, ApiMethod, Method, ROUTES};

/// Where software does the same.
enum Same {
    /// At these addresses.
    Api(&'static [&'static str]),
    /// It asks something of the page before it, which software reads at these addresses.
    Asks(&'static [&'static str]),
    /// Nowhere, for a reason.
    Nowhere(&'static str),
}

use Same::{Api, Asks, Nowhere};

const SIGN_IN: Same = Nowhere("signing in is done by the person, with the issuer, in a browser");
const SCANNER: Same = Nowhere("the scanner stands at the desk; software notes which papers were seen");
const QUIET: Same = Nowhere("saves what is being typed; software saves a whole page");
const TOKENS: Same = Nowhere("a token must not make or prolong tokens: only whoever has signed in does");
const SESSION: Same = Nowhere("software has no session");
const WORDS: Same = Nowhere("words for people; software has its own entrance");
const OUTSIDE: Same = Nowhere("no use case: style, fonts, and whether the program lives");
const PIN: Same =
    Nowhere("signing needs a recent proof and a PIN typed by its holder; software carries neither");
const DRAFT: &str = "GET /api/v1/drafts/{draft}";
const PAGE: &str = "PUT /api/v1/drafts/{draft}/pages/{page}";

/// Every page with its counterpart, in the order of the table of routes.
const PAIRS: &[(&str, Same)] = &[
    ("GET /", WORDS),
    ("GET /tim-kiem", Api(&["GET /api/v1/procedures"])),
    (
        "GET /thu-tuc/{code}",
        Api(&["GET /api/v1/procedures/{code}", "GET /api/v1/procedures/{code}/agencies"]),
    ),
    ("GET /lap-trinh", Api(&["GET /api/v1/openapi.json"])),
    ("GET /kiem-tra", Asks(&["GET /api/v1/checks/{paper_code}"])),
    ("POST /kiem-tra", Nowhere("software reads the code from the file itself: no file need travel")),
    ("GET /kiem-tra/{code}", Api(&["GET /api/v1/checks/{paper_code}"])),
    ("POST /kiem-tra/{code}", Nowhere("software hashes the file itself and compares: no file need travel")),
    ("GET /dang-nhap", SIGN_IN),
    ("GET /dang-nhap/{issuer}", SIGN_IN),
    ("GET /dang-nhap/{issuer}/ve", SIGN_IN),
    ("POST /dang-nhap/{issuer}/dang-xuat", SIGN_IN),
    ("GET /xac-thuc", SIGN_IN),
    ("POST /xac-thuc", SIGN_IN),
    ("GET /khoa-truy-cap", SIGN_IN),
    ("GET /khoa-truy-cap/moi", SIGN_IN),
    ("POST /khoa-truy-cap/moi", SIGN_IN),
    ("POST /khoa-truy-cap/{passkey}/go", SIGN_IN),
    ("GET /tiep-tuc/{form}", SESSION),
    ("GET /phien", SESSION),
    ("POST /phien", SESSION),
    ("POST /dang-xuat", SESSION),
    ("GET /ca-nhan", Api(&["GET /api/v1/drafts", "GET /api/v1/bin", "GET /api/v1/dossiers"])),
    ("GET /ca-nhan/luot-xem", Api(&["GET /api/v1/readings"])),
    ("GET /ca-nhan/ma-truy-cap", TOKENS),
    ("POST /ca-nhan/ma-truy-cap", TOKENS),
    ("POST /ca-nhan/ma-truy-cap/{token}/thu-hoi", TOKENS),
    ("GET /nop/{code}", Api(&["GET /api/v1/procedures/{code}", "GET /api/v1/procedures/{code}/schema"])),
    ("POST /nop/{code}", Api(&["POST /api/v1/drafts", "POST /api/v1/dossiers"])),
    ("GET /to-khai/{draft}", Api(&[DRAFT])),
    ("GET /to-khai/{draft}/co-quan", Api(&["GET /api/v1/procedures/{code}/agencies"])),
    ("POST /to-khai/{draft}/co-quan", Api(&["PUT /api/v1/drafts/{draft}/agency"])),
    ("GET /to-khai/{draft}/kiem-tra", Api(&[DRAFT, "GET /api/v1/drafts/{draft}/uploads"])),
    ("POST /to-khai/{draft}/nop", Api(&["POST /api/v1/drafts/{draft}/submission"])),
    ("GET /to-khai/{draft}/bo", Asks(&[DRAFT])),
    ("POST /to-khai/{draft}/bo", Api(&["DELETE /api/v1/drafts/{draft}"])),
    ("GET /to-khai/{draft}/{page}", Api(&[DRAFT])),
    ("POST /to-khai/{draft}/{page}", Api(&[PAGE])),
    ("GET /to-khai/{draft}/{page}/{entry}", Api(&[DRAFT])),
    ("POST /to-khai/{draft}/{page}/{entry}", Api(&[PAGE])),
    ("POST /to-khai/{draft}/{page}/{entry}/luu", QUIET),
    ("GET /to-khai/{draft}/{page}/{entry}/bo", Asks(&[DRAFT])),
    ("POST /to-khai/{draft}/{page}/{entry}/bo", Api(&[PAGE])),
    ("GET /to-khai/{draft}/{page}/cau/{field}", Api(&[DRAFT])),
    ("POST /to-khai/{draft}/{page}/cau/{field}", Api(&[PAGE])),
    ("POST /to-khai/{draft}/{page}/cau/{field}/luu", QUIET),
    ("GET /ho-so/{id}", Api(&["GET /api/v1/dossiers/{id}", "GET /api/v1/dossiers/{id}/papers"])),
    ("POST /ho-so/{id}/ket-qua", Api(&["POST /api/v1/dossiers/{id}/result"])),
    ("GET /ho-so/{id}/bo-sung", Api(&["GET /api/v1/dossiers/{id}", "GET /api/v1/dossiers/{id}/uploads"])),
    ("POST /ho-so/{id}/bo-sung", Api(&["POST /api/v1/dossiers/{id}/supplement"])),
    ("POST /ho-so/{id}/bo-sung/luu", QUIET),
    ("GET /ho-so/{id}/rut", Asks(&["GET /api/v1/dossiers/{id}"])),
    ("POST /ho-so/{id}/rut", Api(&["POST /api/v1/dossiers/{id}/withdrawal"])),
    ("POST /to-khai/{draft}/lay-lai", Api(&["POST /api/v1/bin/{draft}/restoration"])),
    ("GET /ho-so/{id}/trao-doi", Api(&["GET /api/v1/dossiers/{id}/messages"])),
    ("POST /ho-so/{id}/trao-doi", Api(&["POST /api/v1/dossiers/{id}/messages"])),
    ("GET /ho-so/{id}/danh-gia", Api(&["GET /api/v1/dossiers/{id}/rating"])),
    ("POST /ho-so/{id}/danh-gia", Api(&["PUT /api/v1/dossiers/{id}/rating"])),
    ("GET /ho-so/{id}/tep/{hash}", Api(&["GET /api/v1/dossiers/{id}/files/{hash}"])),
    (
        "GET /giay-to/{purpose}/{part}",
        Api(&["GET /api/v1/drafts/{draft}/uploads", "GET /api/v1/dossiers/{id}/uploads"]),
    ),
    (
        "POST /giay-to/{purpose}/{part}",
        Api(&["POST /api/v1/drafts/{draft}/uploads", "POST /api/v1/dossiers/{id}/uploads"]),
    ),
    (
        "POST /giay-to/{purpose}/{part}/sua",
        Api(&[
            "PUT /api/v1/uploads/{upload}/kept",
            "POST /api/v1/uploads/{upload}/moves",
            "DELETE /api/v1/uploads/{upload}",
        ]),
    ),
    (
        "POST /giay-to/{purpose}/{part}/bat-dau",
        Api(&["POST /api/v1/drafts/{draft}/uploads", "GET /api/v1/uploads/{upload}"]),
    ),
    (
        "POST /giay-to/{purpose}/{part}/{upload}/manh/{number}",
        Api(&["PUT /api/v1/uploads/{upload}/pieces/{number}"]),
    ),
    ("POST /giay-to/{purpose}/{part}/{upload}/xong", Api(&["POST /api/v1/uploads/{upload}/completion"])),
    ("GET /giay-to/{purpose}/{part}/{upload}/tep", Api(&["GET /api/v1/uploads/{upload}/content"])),
    ("GET /giay-to/{purpose}/{part}/{upload}/nho", Api(&["GET /api/v1/uploads/{upload}/preview"])),
    ("GET /ho-so/{id}/giay-to/{paper}", Api(&["GET /api/v1/dossiers/{id}/papers/{paper}"])),
    ("GET /ho-so/{id}/to-khai", PIN),
    ("POST /ho-so/{id}/to-khai", PIN),
    ("POST /ho-so/{id}/to-khai/ky", PIN),
    (
        "GET /can-bo",
        Api(&[
            "GET /api/v1/work",
            "GET /api/v1/work/{agency}/{holder}",
            "GET /api/v1/agencies/{agency}/waits/{cause}",
            "GET /api/v1/agencies/{agency}/search",
        ]),
    ),
    ("GET /can-bo/tin-nhan", Api(&["GET /api/v1/work/messages"])),
    ("GET /can-bo/danh-gia", Api(&["GET /api/v1/agencies/{agency}/ratings"])),
    ("GET /can-bo/ho-so/{tenant}/{id}/trao-doi", Api(&["GET /api/v1/work/dossiers/{tenant}/{id}/messages"])),
    (
        "POST /can-bo/ho-so/{tenant}/{id}/trao-doi",
        Api(&["POST /api/v1/work/dossiers/{tenant}/{id}/messages"]),
    ),
    (
        "GET /can-bo/ho-so/{tenant}/{id}/tep/{hash}",
        Api(&["GET /api/v1/work/dossiers/{tenant}/{id}/files/{hash}"]),
    ),
    (
        "GET /can-bo/nhieu",
        Nowhere("tells what came of one deed on several dossiers, which software never asks for"),
    ),
    ("POST /can-bo/nhieu", Nowhere("software does each dossier under its own key and version")),
    ("GET /can-bo/phan-cong", Api(&["GET /api/v1/agencies/{agency}/loads"])),
    ("GET /can-bo/so", Api(&["GET /api/v1/agencies/{agency}/register"])),
    ("GET /can-bo/thu-tuc", Api(&["GET /api/v1/work/procedures"])),
    ("GET /can-bo/quay", Api(&["GET /api/v1/agencies/{agency}/intakes"])),
    ("POST /can-bo/quay", Api(&["POST /api/v1/agencies/{agency}/intakes"])),
    ("GET /can-bo/quay/{tenant}/{intake}", Api(&["GET /api/v1/intakes/{tenant}/{intake}"])),
    (
        "POST /can-bo/quay/{tenant}/{intake}",
        Api(&[
            "PUT /api/v1/intakes/{tenant}/{intake}",
            "PUT /api/v1/intakes/{tenant}/{intake}/online",
            "POST /api/v1/intakes/{tenant}/{intake}/reception",
            "DELETE /api/v1/intakes/{tenant}/{intake}",
        ]),
    ),
    ("POST /can-bo/quay/{tenant}/{intake}/giay-to/{part}", SCANNER),
    ("GET /can-bo/quay/{tenant}/{intake}/tep/{upload}", SCANNER),
    ("POST /can-bo/quay/{tenant}/{intake}/tep/{upload}", SCANNER),
    ("GET /can-bo/ma-truy-cap", TOKENS),
    ("POST /can-bo/ma-truy-cap", TOKENS),
    ("POST /can-bo/ma-truy-cap/{token}/thu-hoi", TOKENS),
    ("GET /can-bo/ho-so/{tenant}/{id}", Api(&["GET /api/v1/work/dossiers/{tenant}/{id}"])),
    (
        "GET /can-bo/ho-so/{tenant}/{id}/giay-to/{paper}",
        Api(&[
            "GET /api/v1/work/dossiers/{tenant}/{id}/papers/{paper}",
            "GET /api/v1/work/dossiers/{tenant}/{id}/papers",
        ]),
    ),
    (
        "GET /can-bo/ho-so/{tenant}/{id}/giay-to/{paper}/ky",
        Asks(&["GET /api/v1/work/dossiers/{tenant}/{id}/papers"]),
    ),
    ("POST /can-bo/ho-so/{tenant}/{id}/giay-to/{paper}/ky", PIN),
    ("GET /can-bo/ky", Asks(&["GET /api/v1/work/dossiers/{tenant}/{id}/papers"])),
    ("POST /can-bo/ky", PIN),
    (
        "POST /can-bo/ho-so/{tenant}/{id}/phieu-kiem-soat",
        Api(&["POST /api/v1/work/dossiers/{tenant}/{id}/papers"]),
    ),
    (
        "GET /can-bo/ho-so/{tenant}/{id}/{action}",
        Api(&[
            "GET /api/v1/work/dossiers/{tenant}/{id}/officers",
            "GET /api/v1/work/dossiers/{tenant}/{id}/draft",
        ]),
    ),
    ("POST /can-bo/ho-so/{tenant}/{id}/{action}", Api(&["POST /api/v1/work/dossiers/{tenant}/{id}/actions"])),
    ("GET /nhiem-vu", Api(&["GET /api/v1/public-tasks"])),
    ("GET /nhiem-vu/{tenant}", Api(&["GET /api/v1/public-tasks/{tenant}"])),
    ("GET /can-bo/chi-dao", Api(&["GET /api/v1/agencies/{agency}/directives"])),
    ("GET /can-bo/chi-dao/moi", Nowhere("asks for the file; software sends the text at once")),
    ("POST /can-bo/chi-dao/moi", Api(&["POST /api/v1/agencies/{agency}/directives"])),
    ("GET /can-bo/chi-dao/{tenant}/{directive}", Api(&["GET /api/v1/directives/{tenant}/{directive}"])),
    (
        "POST /can-bo/chi-dao/{tenant}/{directive}/{deed}",
        Api(&["POST /api/v1/directives/{tenant}/{directive}/actions"]),
    ),
    (
        "GET /can-bo/chi-dao/{tenant}/{directive}/muc/{item}",
        Api(&["GET /api/v1/directives/{tenant}/{directive}"]),
    ),
    (
        "POST /can-bo/chi-dao/{tenant}/{directive}/muc/{item}",
        Api(&["POST /api/v1/directives/{tenant}/{directive}/actions"]),
    ),
    (
        "GET /can-bo/nhiem-vu",
        Api(&["GET /api/v1/agencies/{agency}/tasks", "GET /api/v1/agencies/{agency}/task-board"]),
    ),
    ("GET /can-bo/nhiem-vu/lich", Api(&["GET /api/v1/agencies/{agency}/task-calendar"])),
    ("GET /can-bo/nhiem-vu/cho", Api(&["GET /api/v1/agencies/{agency}/task-waits"])),
    ("GET /can-bo/nhiem-vu/phoi-hop", Api(&["GET /api/v1/agencies/{agency}/helping-tasks"])),
    ("GET /can-bo/nhiem-vu/tuan", Api(&["GET /api/v1/agencies/{agency}/task-digest"])),
    ("GET /can-bo/nhiem-vu/{tenant}/{task}", Api(&["GET /api/v1/tasks/{tenant}/{task}"])),
    ("POST /can-bo/nhiem-vu/{tenant}/{task}/san-pham", Api(&["POST /api/v1/tasks/{tenant}/{task}/actions"])),
    ("GET /can-bo/nhiem-vu/{tenant}/{task}/san-pham/ky", Asks(&["GET /api/v1/tasks/{tenant}/{task}"])),
    ("POST /can-bo/nhiem-vu/{tenant}/{task}/san-pham/ky", PIN),
    (
        "GET /can-bo/nhiem-vu/{tenant}/{task}/san-pham/tep",
        Nowhere("software still has the file it would sign, and signs none here"),
    ),
    (
        "POST /can-bo/nhiem-vu/{tenant}/{task}/{deed}",
        Api(&["POST /api/v1/tasks/{tenant}/{task}/actions", "POST /api/v1/tasks/{tenant}/{task}/draft"]),
    ),
    (
        "GET /can-bo/nhiem-vu/{tenant}/{task}/tep/{hash}",
        Api(&["GET /api/v1/tasks/{tenant}/{task}/files/{hash}"]),
    ),
    ("GET /healthz", OUTSIDE),
    ("GET /readyz", OUTSIDE),
    ("GET /tai-nguyen/{hash}/{name}", OUTSIDE),
];

/// Addresses that have no page: what only software needs.
const ONLY_SOFTWARE: &[&str] = &[
    "GET /api/v1/me",
    "GET /api/v1/webhooks",
    "POST /api/v1/webhooks",
    "GET /api/v1/webhooks/{webhook}",
    "DELETE /api/v1/webhooks/{webhook}",
    "GET /api/v1/webhooks/{webhook}/deliveries",
    "POST /api/v1/webhooks/{webhook}/deliveries/{delivery}/replay",
];

#[test]
fn every_page_has_its_counterpart_or_a_reason() {
    let method = |method: Method| if method == Method::Get { "GET" } else { "POST" };
    let pages: BTreeSet<String> =
        ROUTES.iter().map(|route| format!("{} {}", method(route.method), route.path)).collect();
    let told: BTreeSet<String> = PAIRS.iter().map(|(page, _)| (*page).to_owned()).collect();
    assert_eq!(told.difference(&pages).collect::<Vec<_>>(), Vec::<&String>::new(), "pages that are gone");
    let untold: Vec<&String> = pages.difference(&told).collect();
    assert!(untold.is_empty(), "say where software does the same, or why nowhere: {untold:?}");
}

#[test]
fn every_counterpart_is_there_and_no_address_is_for_nothing() {
    let method = |method: ApiMethod| match method {
        ApiMethod::Get => "GET",
        ApiMethod::Post => "POST",
        ApiMethod::Put => "PUT",
        ApiMethod::Delete => "DELETE",
    };
    let api: BTreeSet<String> =
        API_ROUTES.iter().map(|route| format!("{} {}", method(route.method), route.path)).collect();
    let mut named: BTreeSet<String> = ONLY_SOFTWARE.iter().map(|one| (*one).to_owned()).collect();
    for (page, same) in PAIRS {
        match same {
            Api(addresses) | Asks(addresses) => named.extend(addresses.iter().map(|one| (*one).to_owned())),
            Nowhere(reason) => assert!(reason.len() > 10, "{page}"),
        }
    }
    assert_eq!(named, api);
}
