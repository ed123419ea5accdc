//! Every reason this room says no: about the catalogue itself, and about a form that came in as a whole.
//!
//! What is wrong with one answer is a [`crate::FieldProblem`], for it belongs beside its field.

kernel::refusals! {
    /// Why a procedure cannot be used as asked.
    pub enum CatalogueRefusal {
        /// The file does not keep the format.
        Unreadable { reason } => "catalogue.unreadable";
        /// A condition, a schema or a placeholder of the file does not compile.
        NotCompiled { code, place, reason } => "catalogue.not-compiled";
        /// The verifier found an error; a revision with errors is never in force.
        HasErrors { code, revision, finding } => "catalogue.has-errors";
        /// Two revisions of a procedure would be in force on the same day.
        OverlappingRevisions { code, first, second } => "catalogue.overlapping-revisions";
        /// The procedure has no revision in force on that day.
        NotInForce { code, on } => "catalogue.not-in-force";
        /// The procedure does not take dossiers by that channel.
        ChannelClosed { code, channel } => "catalogue.channel-closed";
        /// No price is in force for that channel on that day.
        NoPrice { fee, channel, on } => "catalogue.no-price";
        /// The answer a fee is multiplied by is missing or not a count.
        NoFeeCount { fee, field } => "catalogue.no-fee-count";
        /// A fee's condition cannot be answered.
        FeeUnclear { fee } => "catalogue.fee-unclear";
        /// The template names something it is not given.
        UnknownPlaceholder { placeholder } => "catalogue.unknown-placeholder";
        /// The template opens a placeholder and does not close it.
        BrokenTemplate { at } => "catalogue.broken-template";
    }
}

kernel::refusals! {
    /// Why what was sent cannot be taken as answers to the form.
    pub enum FormRefusal {
        /// A field this form does not have.
        UnknownField { field } => "form.unknown-field";
        /// A page this form does not have.
        UnknownPage { page } => "form.unknown-page";
        /// No such entry in a list, or one more than it holds.
        NoSuchEntry { list } => "form.no-such-entry";
        /// More than a form may hold.
        TooLarge { limit } => "form.too-large";
        /// A field a register has answered was sent with something else.
        ReadOnlyField { field } => "form.read-only-field";
    }
}
