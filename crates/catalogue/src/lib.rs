//! "Danh mục thủ tục hành chính": procedures, their forms, fees, time limits and revisions, and the search among them.
//!
//! Two things stand here beside each other. [`Facts`] are what the national list says about every procedure: enough to
//! find one and to read about it. A [`Revision`] is a procedure somebody can carry out: form, components, steps, fees,
//! time limit and result, written as data under `data/procedures/` and proven by [`verify`] before it is in force.
//! No procedure has code of its own. Nothing here reads a file at run time, a clock or a register.

mod facts;
mod fee_due;
mod form;
mod in_force;
mod jurisdiction;
mod provenance;
mod reference;
mod refusal;
mod revision;
mod search;
mod sentences;
mod template;
mod verify;

pub use facts::{
    Act, Audience, ChannelFact, FactTime, Facts, FactsFault, Level, ProcedureFact, ResultFact, TimeUnit,
};
pub use fee_due::{ClaimedExemption, FeeLine, FeeLines, fee_due};
pub use form::{Answers, CompiledForm, Condition, FieldProblem, Question, Reading, Scope, grouped};
pub use in_force::{Catalogue, CompiledRevision, builtin_revisions};
pub use jurisdiction::Elsewhere;
pub use provenance::{Answered, Checked, LookUp, RegisterRecord, Standing};
pub use refusal::{CatalogueRefusal, FormRefusal};
pub use revision::{
    Amounts, Channel, ChoiceOption, Component, Confidence, DecidingBody, Exemption, Fee, FeeKind, FeeUnit,
    FieldData, FieldKind, FormData, Ground, LegalBasis, LimitRule, Offer, OtherResult, Page, RegisterCheck,
    Repeats, ResultRule, Revision, Rule, ServiceLevel, Step, StepRole, SupplementPolicy, SupplementRule,
    Text, VerificationRule,
};
pub use search::{Hit, MAX_QUERY_CHARS, SearchIndex};
pub use sentences::{ReadyItem, ReadyRejection, Sentences};
pub use template::{DOSSIER_PLACEHOLDERS, fill_template, render_template};
pub use verify::{FINDING_CODES, Finding, Severity, verify};
