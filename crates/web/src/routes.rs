//! Every address of the product, one line each, with its guard. What answers stands in `router.rs`; a test keeps the two equal.

/// "Ai được vào": who may open a route; kept in one place, `guard.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// Anybody.
    Public,
    /// A signed-in citizen.
    Citizen,
    /// A signed-in official.
    Officer,
    /// Style, fonts, mark: nothing about anybody.
    Static,
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
    Route::new(Method::Get, "/dang-nhap", Guard::Public, "choose who vouches for you"),
    Route::new(Method::Get, "/dang-nhap/{issuer}", Guard::Public, "go to the issuer"),
    Route::new(Method::Get, "/dang-nhap/{issuer}/ve", Guard::Public, "come back from the issuer"),
    Route::new(Method::Post, "/dang-xuat", Guard::Public, "end the session"),
    Route::new(Method::Get, "/can-bo", Guard::Officer, "worklists: what lies in whose hands"),
    Route::new(Method::Get, "/can-bo/ho-so/{tenant}/{id}", Guard::Officer, "one dossier, and what to do"),
    Route::new(Method::Get, "/can-bo/ho-so/{tenant}/{id}/{action}", Guard::Officer, "the form of one action"),
    Route::new(Method::Post, "/can-bo/ho-so/{tenant}/{id}/{action}", Guard::Officer, "do it"),
    Route::new(Method::Get, "/tai-nguyen/{hash}/{name}", Guard::Static, "style, fonts, mark"),
];

/// Whether the table has this address, so that no page links to one that is not there.
pub(crate) fn exists(path: &str) -> bool {
    ROUTES.iter().any(|route| route.path == path)
}
