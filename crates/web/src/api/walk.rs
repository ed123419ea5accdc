//! The first hour of somebody who writes software: lines for a shell, shown on the page for developers.
//!
//! `crates/web/tests/it/api/walk.rs` reads them off that page and runs them, so they are what works.

/// "Bước làm thử": what a step is about, and its lines.
pub struct Step {
    /// Key of the sentence above it.
    pub key: &'static str,
    /// What is typed.
    pub lines: &'static str,
}

/// Every step, in order; the first one holds what each reader sets for themselves.
#[must_use]
pub const fn steps() -> &'static [Step] {
    STEPS
}

const STEPS: &[Step] = &[
    Step {
        key: "developers-walk-set",
        lines: r#"API=https://dichvucong.example.vn/api/v1
TOKEN=tt_..."#,
    },
    Step {
        key: "developers-walk-me",
        lines: r#"AUTH="Authorization: Bearer $TOKEN"
JSON="Content-Type: application/json"
curl -sf "$API/me" -H "$AUTH" | jq '{kind, name, scope, ends_at}'"#,
    },
    Step {
        key: "developers-walk-file",
        lines: r#"AGENCY=$(curl -sf "$API/procedures/2.000635/agencies" | jq -r '.items[0].code')
curl -sf "$API/procedures/2.000635/schema" \
  | jq --arg agency "$AGENCY" '{procedure: "2.000635", agency: $agency, answers: .examples[0]}' > filing.json
KEY=$(openssl rand -hex 16)
ID=$(curl -sf "$API/dossiers" -H "$AUTH" -H "$JSON" -H "Idempotency-Key: $KEY" -d @filing.json | jq -r .id)"#,
    },
    Step {
        key: "developers-walk-again",
        lines: r#"AGAIN=$(curl -sf "$API/dossiers" -H "$AUTH" -H "$JSON" -H "Idempotency-Key: $KEY" -d @filing.json | jq -r .id)
test "$ID" = "$AGAIN""#,
    },
    Step {
        key: "developers-walk-follow",
        lines: r#"curl -sf "$API/dossiers/$ID" -H "$AUTH" | jq '{stage, holder, due_at, open, version}'
curl -sf "$API/dossiers/$ID/messages" -H "$AUTH" -H "$JSON" -H "Idempotency-Key: $(openssl rand -hex 16)" \
  -d '{"text": "Tôi muốn nhận kết quả sớm, được không?"}'
curl -sf "$API/dossiers/$ID/messages" -H "$AUTH" | jq '.items[] | {side, name, text}'"#,
    },
    Step {
        key: "developers-walk-paper",
        lines: r#"DRAFT=$(curl -sf "$API/drafts" -H "$AUTH" -H "$JSON" -H "Idempotency-Key: $(openssl rand -hex 16)" \
  -d '{"procedure": "2.000635"}' | jq -r .id)
VERSION=$(curl -sf "$API/drafts/$DRAFT" -H "$AUTH" | jq .version)
curl -sf -X PUT "$API/drafts/$DRAFT/pages/person" -H "$AUTH" -H "$JSON" -H "If-Match: \"$VERSION\"" \
  -d '{"answers": {"whose": "other", "relation": "sibling", "subject_name": "Nguyễn Văn Mẫu"}}' | jq .open
curl -sf "$API/drafts/$DRAFT/uploads" -H "$AUTH" | jq '.items[] | {part, name, is_missing}'
UPLOAD=$(curl -sf "$API/drafts/$DRAFT/uploads" -H "$AUTH" -H "$JSON" \
  -H "Idempotency-Key: $(openssl rand -hex 16)" \
  -d "{\"part\": \"authorisation\", \"name\": \"paper.pdf\", \"size\": $(wc -c < paper.pdf)}" | jq -r .id)
curl -sf -X PUT "$API/uploads/$UPLOAD/pieces/0" -H "$AUTH" -H "Content-Type: application/octet-stream" \
  -H "X-Sha256: $(sha256sum paper.pdf | cut -d ' ' -f 1)" --data-binary @paper.pdf
curl -sf -X POST "$API/uploads/$UPLOAD/completion" -H "$AUTH" -H "Idempotency-Key: $(openssl rand -hex 16)" \
  | jq '{is_whole, kind, findings}'"#,
    },
    Step {
        key: "developers-walk-no",
        lines: r#"VERSION=$(curl -sf "$API/dossiers/$ID" -H "$AUTH" | jq .version)
curl -s -X POST "$API/dossiers/$ID/result" -H "$AUTH" -H "If-Match: \"$VERSION\"" \
  -H "Idempotency-Key: $(openssl rand -hex 16)" -H "Accept-Language: en" | jq '{status, code, detail}'"#,
    },
];
