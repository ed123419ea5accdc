-- Sessions that say where they are, how fresh their proof is, and how the issuer names them; forms that wait.

ALTER TABLE session ADD COLUMN handle {key};
ALTER TABLE session ADD COLUMN proven_at {int} NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN issuer_subject {key};
ALTER TABLE session ADD COLUMN issuer_session {key};
ALTER TABLE session ADD COLUMN id_token TEXT;
CREATE INDEX session_by_account ON session (issuer, account, seen_at);
CREATE INDEX session_by_issuer_subject ON session (issuer, issuer_subject);

ALTER TABLE sign_in ADD COLUMN level {int} NOT NULL DEFAULT 1;
ALTER TABLE sign_in ADD COLUMN fresh_s {int};

CREATE TABLE kept_form (
    account {key} NOT NULL,
    id {key} NOT NULL,
    issuer {key} NOT NULL,
    path TEXT NOT NULL,
    body TEXT NOT NULL,
    kept_at {int} NOT NULL,
    PRIMARY KEY (account, id)
) {strict};
CREATE INDEX kept_form_by_age ON kept_form (kept_at);

CREATE TABLE issuer_word (
    issuer {key} NOT NULL,
    word {key} NOT NULL,
    said_at {int} NOT NULL,
    PRIMARY KEY (issuer, word)
) {strict};
CREATE INDEX issuer_word_by_age ON issuer_word (said_at);
