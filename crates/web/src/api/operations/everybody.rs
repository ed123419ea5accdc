//! Addresses that ask for no token, or for any.

use super::super::me::Me;
use super::super::papers::CheckedPaper;
use super::super::procedures::{AgencyList, ProcedureList, ProcedureView};
use super::super::shapes::NewWebhook;
use super::super::webhooks::{DeliveryList, WebhookList, WebhookView};
use super::{Answer, Operation, Takes, deed, json, list, of, read};
use crate::routes::ApiMethod::{Delete, Post};

/// All of them.
pub(super) fn operations() -> Vec<Operation> {
    let mut all = reading();
    all.extend(telling());
    all
}

fn reading() -> Vec<Operation> {
    let p = "procedures";
    vec![
        Operation { refuses: &[], ..read("/api/v1/openapi.json", "describe", "about", Answer::Document) },
        Operation {
            query: &["q", "after"],
            refuses: &[],
            ..list("/api/v1/procedures", "listProcedures", p, of::<ProcedureList>())
        },
        read("/api/v1/checks/{paper_code}", "checkPaper", "about", Answer::Json(of::<CheckedPaper>())),
        read("/api/v1/procedures/{code}", "getProcedure", p, Answer::Json(of::<ProcedureView>())),
        Operation {
            refuses: &[404, 422],
            ..read("/api/v1/procedures/{code}/schema", "getProcedureSchema", p, Answer::JsonSchema)
        },
        list("/api/v1/procedures/{code}/agencies", "listAgencies", p, of::<AgencyList>()),
        Operation { refuses: &[], ..read("/api/v1/me", "getMe", "about", Answer::Json(of::<Me>())) },
    ]
}

fn telling() -> Vec<Operation> {
    let tag = "webhooks";
    vec![
        Operation {
            refuses: &[],
            ..read("/api/v1/webhooks", "listWebhooks", tag, Answer::Json(of::<WebhookList>()))
        },
        deed(Post, "/api/v1/webhooks", "subscribe", tag, json::<NewWebhook>(), 201),
        read("/api/v1/webhooks/{webhook}", "getWebhook", tag, Answer::Json(of::<WebhookView>())),
        Operation {
            answer: (204, Answer::Empty),
            ..deed(Delete, "/api/v1/webhooks/{webhook}", "unsubscribe", tag, Takes::Nothing, 204)
        },
        Operation {
            query: &["state", "after"],
            ..list("/api/v1/webhooks/{webhook}/deliveries", "listDeliveries", tag, of::<DeliveryList>())
        },
        deed(
            Post,
            "/api/v1/webhooks/{webhook}/deliveries/{delivery}/replay",
            "replayDelivery",
            tag,
            Takes::Nothing,
            200,
        ),
    ]
}
