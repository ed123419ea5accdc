//! The catalogue in words: how pages about procedures are answered from the national list and from the revisions in force.
//!
//! A procedure with a revision in force is told from the revision; any other from the list, which promises nothing.

use catalogue::{
    Audience, Catalogue, Channel, ChannelFact, Confidence, DecidingBody, FactTime, Facts, Fee, FeeUnit,
    Ground, ProcedureFact, Revision, SearchIndex, ServiceLevel, Text, TimeUnit,
};
use jiff::civil::Date;
use kernel::{Dong, ProcedureCode, TimeLimit};

use super::{Basis, Card, ChannelLine, FeeRow, Need, Service, Sheet, Source, Step};
use crate::{Arg, Lang, t, t_args};

/// "Kệ thủ tục": the list, its search and the revisions, read together.
#[derive(Clone, Copy)]
pub struct Shelf<'a> {
    /// What the national list says.
    pub facts: &'a Facts,
    /// The search among it.
    pub search: &'a SearchIndex,
    /// What can be carried out.
    pub catalogue: &'a Catalogue,
    /// Today.
    pub today: Date,
}

impl<'a> Shelf<'a> {
    /// What an application knows today.
    #[must_use]
    pub fn of(app: &'a app::App) -> Self {
        Self { facts: &app.facts, search: &app.search, catalogue: &app.catalogue, today: app.today() }
    }
}

impl Shelf<'_> {
    /// The procedures that answer a query, best first.
    #[must_use]
    pub fn search(&self, query: &str, lang: Lang, limit: usize) -> Vec<Card> {
        let hits = self.search.search(query, limit);
        hits.iter().filter_map(|hit| self.facts.get(&hit.code)).map(|fact| self.card(fact, lang)).collect()
    }

    /// The ones that can be done here from end to end.
    #[must_use]
    pub fn executable(&self, lang: Lang) -> Vec<Card> {
        let codes = self.catalogue.executable_codes();
        let facts = codes.filter_map(|code| self.facts.get(code));
        facts.map(|fact| self.card(fact, lang)).filter(|card| card.service.is_executable()).collect()
    }

    /// Everything to be told about one, as it is today.
    #[must_use]
    pub fn sheet(&self, code: &str, lang: Lang) -> Option<Sheet> {
        let code = ProcedureCode::parse(code).ok()?;
        let fact = self.facts.get(&code)?;
        let card = self.card(fact, lang);
        Some(match self.in_force(&code) {
            Some(revision) => told_by_revision(card, fact, revision, self.today, lang),
            None => told_by_list(card, fact, lang),
        })
    }
}

impl Shelf<'_> {
    fn in_force(&self, code: &ProcedureCode) -> Option<&Revision> {
        self.catalogue.in_force(code, self.today).map(catalogue::CompiledRevision::revision)
    }

    fn card(&self, fact: &ProcedureFact, lang: Lang) -> Card {
        let revision = self.in_force(&fact.code);
        let service = revision.map_or(Service::InformationOnly, |revision| match revision.service_level {
            ServiceLevel::EndToEnd => Service::EndToEnd,
            ServiceLevel::Partial => Service::Partial,
        });
        let name =
            revision.map_or_else(|| fact.display_name().to_owned(), |revision| said(&revision.name, lang));
        Card {
            code: fact.code.to_string(),
            name,
            field: fact.field.clone(),
            ministry: fact.ministry.clone(),
            service,
        }
    }
}

fn told_by_revision(card: Card, fact: &ProcedureFact, revision: &Revision, today: Date, lang: Lang) -> Sheet {
    let limit = &revision.time_limit;
    let time = ChannelLine {
        channel: String::new(),
        text: limit_words(lang, limit.limit),
        source: source(&limit.ground),
    };
    let need = |component: &catalogue::Component| Need {
        name: said(&component.name, lang),
        is_looked_up: !component.replaceable_by.is_empty(),
        is_conditional: component.required_if.is_some(),
        originals: component.originals,
        copies: component.copies,
    };
    let step =
        |step: &catalogue::Step| Step { name: said(&step.name, lang), role: step.role.word().to_owned() };
    let basis = |basis: &catalogue::LegalBasis| Basis { act: basis.act.clone(), title: basis.title.clone() };
    Sheet {
        card,
        summary: said(&revision.summary, lang),
        audience: audience(fact, lang),
        decided_by: t(lang, body_key(revision.decided_by)),
        needs: revision.components.iter().map(need).collect(),
        times: vec![time],
        fees: revision.fees.iter().filter(|fee| fee.holds_on(today)).map(|fee| fee_row(fee, lang)).collect(),
        is_fee_known: true,
        results: vec![said(&revision.result.name, lang)],
        steps: revision.steps.iter().map(step).collect(),
        bases: revision.legal_basis.iter().map(basis).collect(),
        decision: revision.decision.clone(),
    }
}

fn told_by_list(card: Card, fact: &ProcedureFact, lang: Lang) -> Sheet {
    let source = || Source { text: t(lang, "procedure-national-list"), ..Source::default() };
    let time = |channel: &ChannelFact| {
        let text = fact_time_words(lang, channel.time?)?;
        Some(ChannelLine { channel: channel.channel.word().to_owned(), text, source: source() })
    };
    let prices: Vec<(String, String)> =
        fact.channels.iter().filter_map(|channel| list_price(lang, channel)).collect();
    let fees = FeeRow { name: String::new(), unit: String::new(), prices, source: source() };
    let is_fee_known = !fees.prices.is_empty();
    Sheet {
        card,
        summary: String::new(),
        audience: audience(fact, lang),
        decided_by: fact.executing_agency.clone(),
        needs: Vec::new(),
        times: fact.channels.iter().filter_map(time).collect(),
        fees: if is_fee_known { vec![fees] } else { Vec::new() },
        is_fee_known,
        results: fact.results.iter().map(|result| result.name.clone()).collect(),
        steps: Vec::new(),
        bases: fact.acts.iter().map(|act| Basis { act: act.0.clone(), title: String::new() }).collect(),
        decision: fact.decision.clone(),
    }
}

fn said(text: &Text, lang: Lang) -> String {
    match lang {
        Lang::Vi => text.vi.clone(),
        Lang::En => text.en.clone(),
    }
}

fn source(ground: &Ground) -> Source {
    let article = ground.article.iter().map(String::as_str);
    let text: Vec<&str> = std::iter::once(ground.act.as_str()).chain(article).collect();
    Source {
        text: text.join(", "),
        is_sample: ground.confidence == Confidence::Sample,
        is_unchecked: ground.confidence == Confidence::Memory,
    }
}

fn fee_row(fee: &Fee, lang: Lang) -> FeeRow {
    let channels = [Channel::Online, Channel::Counter, Channel::Post];
    let price = |channel: Channel| Some((channel.word().to_owned(), money(lang, fee.amounts.of(channel)?)));
    let mut source = source(&fee.ground);
    source.is_sample |= fee.is_sample;
    let unit = match fee.unit {
        FeeUnit::Case => "case",
        FeeUnit::Copy => "copy",
        FeeUnit::Page => "page",
        FeeUnit::Person => "person",
    };
    let prices = channels.into_iter().filter_map(price).collect();
    FeeRow { name: said(&fee.name, lang), unit: unit.to_owned(), prices, source }
}

/// Several amounts of the list are several cases, which only the receiving office can tell apart.
fn list_price(lang: Lang, channel: &ChannelFact) -> Option<(String, String)> {
    let amounts: Vec<String> = channel.fees.iter().map(|fee| money(lang, *fee)).collect();
    (!amounts.is_empty()).then(|| (channel.channel.word().to_owned(), amounts.join(" / ")))
}

fn money(lang: Lang, amount: Dong) -> String {
    if amount == Dong(0) { t(lang, "fee-free") } else { amount.to_string() }
}

fn limit_words(lang: Lang, limit: TimeLimit) -> String {
    let counted = |key, count: u32| t_args(lang, key, &[("count", &count)]);
    match limit {
        TimeLimit::WorkingHours { count } => counted("limit-working-hours", count),
        TimeLimit::WorkingDays { count } => counted("limit-working-days", count),
        TimeLimit::CalendarDays { count } => counted("limit-calendar-days", count),
        TimeLimit::Months { count } => counted("limit-months", count),
        TimeLimit::SameDay { cutoff_hour } => counted("limit-same-day", cutoff_hour.unsigned_abs().into()),
    }
}

/// A number without its unit says nothing.
fn fact_time_words(lang: Lang, time: FactTime) -> Option<String> {
    let key = match time.unit? {
        TimeUnit::Hours => "limit-hours",
        TimeUnit::WorkingDays => "limit-working-days",
        TimeUnit::Days => "limit-calendar-days",
        TimeUnit::Months => "limit-months",
    };
    let (whole, tenths) = (time.tenths / 10, time.tenths % 10);
    let separator = if lang == Lang::Vi { ',' } else { '.' };
    let half = format!("{whole}{separator}{tenths}");
    let count: &dyn Arg = if tenths == 0 { &whole } else { &half };
    Some(t_args(lang, key, &[("count", count)]))
}

fn body_key(body: DecidingBody) -> &'static str {
    match body {
        DecidingBody::CommuneCommittee => "body-commune-committee",
        DecidingBody::CommunePolice => "body-commune-police",
        DecidingBody::CommuneBusinessRegistration => "body-commune-business-registration",
    }
}

fn audience(fact: &ProcedureFact, lang: Lang) -> Vec<String> {
    fact.audience.iter().map(|audience| t(lang, audience_key(*audience))).collect()
}

fn audience_key(audience: Audience) -> &'static str {
    match audience {
        Audience::Citizen => "audience-citizen",
        Audience::Official => "audience-official",
        Audience::OverseasVietnamese => "audience-overseas-vietnamese",
        Audience::Foreigner => "audience-foreigner",
        Audience::ResidentForeigner => "audience-resident-foreigner",
        Audience::Enterprise => "audience-enterprise",
        Audience::VietnameseEnterprise => "audience-vietnamese-enterprise",
        Audience::ForeignInvestedEnterprise => "audience-foreign-invested-enterprise",
        Audience::Cooperative => "audience-cooperative",
        Audience::Organisation => "audience-organisation",
        Audience::ForeignOrganisation => "audience-foreign-organisation",
        Audience::PartyMember => "audience-party-member",
        Audience::PartyOrganisation => "audience-party-organisation",
    }
}
