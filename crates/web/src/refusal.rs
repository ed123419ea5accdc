//! What the pages themselves refuse: an address that leads nowhere, a form from another site, too much at once.

kernel::refusals! {
    /// "Lý do trang không nhận yêu cầu".
    pub enum WebRefusal {
        /// No page stands at that address.
        NoPage => "web.no-page";
        /// The page exists, but not for that method.
        NoSuchMethod => "web.no-such-method";
        /// The form does not carry this session's secret, or comes from another site.
        Forged => "web.forged";
        /// More than a form may hold.
        TooLarge => "web.too-large";
        /// The form cannot be read.
        Unreadable => "web.unreadable";
        /// More requests than the pages answer to one person.
        TooMany { seconds } => "web.too-many";
        /// The request took too long to arrive.
        TooSlow => "web.too-slow";
        /// Signed in, but with the other kind of account.
        OtherAccount => "web.other-account";
        /// A form of a session that is over and was ended by hand: nothing it could be kept by.
        SessionOver => "web.session-over";
    }
}
