-- Passkeys of officials, and the questions put to them: one of each kind a session, answered once.
CREATE TABLE passkey (
    account {key} NOT NULL,
    id {key} NOT NULL,
    credential TEXT NOT NULL,
    credential_hash {key} NOT NULL,
    public_key TEXT NOT NULL,
    counter {int} NOT NULL,
    model TEXT NOT NULL,
    name TEXT NOT NULL,
    is_synced {int} NOT NULL,
    added_at {int} NOT NULL,
    used_at {int},
    PRIMARY KEY (account, id)
) {strict};
CREATE UNIQUE INDEX passkey_by_credential ON passkey (credential_hash);

CREATE TABLE passkey_question (
    session {key} NOT NULL,
    purpose {key} NOT NULL,
    account {key} NOT NULL,
    challenge TEXT NOT NULL,
    asked_at {int} NOT NULL,
    PRIMARY KEY (session, purpose)
) {strict};
CREATE INDEX passkey_question_by_age ON passkey_question (asked_at);

-- Who signs a paper (an account, or whoever signs for an agency), where the signature shows on its pages, by when the
-- evidence of its signatures must be renewed, and when that is tried next.
ALTER TABLE paper ADD COLUMN signatory {key};
ALTER TABLE paper ADD COLUMN sign_place TEXT;
ALTER TABLE paper ADD COLUMN renew_at {int};
ALTER TABLE paper ADD COLUMN renew_try_at {int};
CREATE INDEX paper_by_signatory ON paper (signatory, signatures, wanted_at, id) WHERE hash IS NOT NULL;
CREATE INDEX paper_to_renew ON paper (renew_try_at) WHERE renew_try_at IS NOT NULL;
CREATE INDEX paper_by_renewal ON paper (renew_at) WHERE renew_at IS NOT NULL;

-- Which file an official has had before them: what refuses is signed only after.
CREATE TABLE paper_opened (
    tenant {key} NOT NULL,
    paper {key} NOT NULL,
    account {key} NOT NULL,
    hash {key} NOT NULL,
    opened_at {int} NOT NULL,
    PRIMARY KEY (tenant, paper, account)
) {strict};

-- Evidence that was renewed: each earlier file is still a true one.
CREATE TABLE paper_renewal (
    tenant {key} NOT NULL,
    paper {key} NOT NULL,
    earlier {key} NOT NULL,
    later {key} NOT NULL,
    level TEXT NOT NULL,
    renewed_at {int} NOT NULL,
    PRIMARY KEY (tenant, paper, earlier)
) {strict};
