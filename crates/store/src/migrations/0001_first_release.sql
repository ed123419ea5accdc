-- The first release. Instants are microseconds since 1970 in UTC; a tenant leads every key of a tenant's rows.

-- Organisation ----------------------------------------------------------------------------------------------------
CREATE TABLE agency (
    code {key} PRIMARY KEY,
    tenant {key} NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    commune {key},
    place TEXT NOT NULL,
    parent {key},
    is_sample {int} NOT NULL
) {strict};
CREATE INDEX agency_by_place ON agency (kind, commune);

CREATE TABLE officer (
    id {key} PRIMARY KEY,
    subject {key} NOT NULL UNIQUE,
    name TEXT NOT NULL
) {strict};

CREATE TABLE post (
    officer {key} NOT NULL REFERENCES officer (id),
    agency {key} NOT NULL REFERENCES agency (code),
    role {key} NOT NULL,
    from_on {key} NOT NULL,
    until_on {key},
    title TEXT NOT NULL,
    PRIMARY KEY (officer, agency, role, from_on)
) {strict};
CREATE INDEX post_by_agency ON post (agency, role);

-- Catalogue -------------------------------------------------------------------------------------------------------
CREATE TABLE procedure_revision (
    code {key} NOT NULL,
    revision {int} NOT NULL,
    body TEXT NOT NULL,
    sum TEXT NOT NULL,
    published_at {int} NOT NULL,
    PRIMARY KEY (code, revision)
) {strict};

-- The people's space ----------------------------------------------------------------------------------------------
CREATE TABLE account (
    id {key} PRIMARY KEY,
    name TEXT NOT NULL,
    person {key},
    level {int} NOT NULL,
    seen_at {int} NOT NULL
) {strict};

CREATE TABLE draft (
    account {key} NOT NULL,
    id {key} NOT NULL,
    procedure {key} NOT NULL,
    revision {int} NOT NULL,
    agency {key},
    answers TEXT NOT NULL,
    version {int} NOT NULL,
    updated_at {int} NOT NULL,
    dossier {key},
    PRIMARY KEY (account, id)
) {strict};
CREATE UNIQUE INDEX draft_open ON draft (account, procedure) WHERE dossier IS NULL;

CREATE TABLE card (
    person {key} NOT NULL,
    dossier {key} NOT NULL,
    tenant {key} NOT NULL,
    version {int} NOT NULL,
    procedure {key} NOT NULL,
    code {key},
    stage {int} NOT NULL,
    due_at {int} NOT NULL,
    submitted_at {int} NOT NULL,
    updated_at {int} NOT NULL,
    PRIMARY KEY (person, dossier)
) {strict};
CREATE INDEX card_by_age ON card (person, submitted_at, dossier);

CREATE TABLE reading (
    person {key} NOT NULL,
    id {key} NOT NULL,
    tenant {key} NOT NULL,
    dossier {key} NOT NULL,
    reader TEXT NOT NULL,
    agency {key} NOT NULL,
    purpose TEXT NOT NULL,
    ground TEXT NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (person, id)
) {strict};

-- Signing in ------------------------------------------------------------------------------------------------------
CREATE TABLE sign_in (
    state {key} PRIMARY KEY,
    issuer {key} NOT NULL,
    nonce TEXT NOT NULL,
    verifier TEXT NOT NULL,
    browser TEXT NOT NULL,
    return_to TEXT NOT NULL,
    started_at {int} NOT NULL
) {strict};
CREATE INDEX sign_in_by_age ON sign_in (started_at);

CREATE TABLE session (
    id_hash {key} PRIMARY KEY,
    issuer {key} NOT NULL,
    account {key} NOT NULL,
    name TEXT NOT NULL,
    person {key},
    level {int} NOT NULL,
    csrf TEXT NOT NULL,
    started_at {int} NOT NULL,
    seen_at {int} NOT NULL
) {strict};
CREATE INDEX session_by_age ON session (seen_at);

-- Dossiers --------------------------------------------------------------------------------------------------------
CREATE TABLE dossier (
    tenant {key} NOT NULL,
    id {key} NOT NULL,
    version {int} NOT NULL,
    agency {key} NOT NULL,
    procedure {key} NOT NULL,
    code {key},
    stage {int} NOT NULL,
    holder {key} NOT NULL,
    owner {key} NOT NULL,
    owner_name TEXT NOT NULL,
    submitter {key} NOT NULL,
    officer {key},
    officer_name TEXT,
    due_at {int} NOT NULL,
    submitted_at {int} NOT NULL,
    updated_at {int} NOT NULL,
    submission {key} NOT NULL,
    head {key} NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
) {strict};
CREATE UNIQUE INDEX dossier_by_submission ON dossier (tenant, submission);
CREATE UNIQUE INDEX dossier_by_code ON dossier (tenant, code);
CREATE INDEX dossier_by_work ON dossier (tenant, agency, holder, due_at, id);

CREATE TABLE action (
    tenant {key} NOT NULL,
    dossier {key} NOT NULL,
    seq {int} NOT NULL,
    kind {key} NOT NULL,
    at {int} NOT NULL,
    body TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (tenant, dossier, seq)
) {strict};

CREATE TABLE serial (
    tenant {key} NOT NULL,
    agency {key} NOT NULL,
    series {key} NOT NULL,
    last {int} NOT NULL,
    PRIMARY KEY (tenant, agency, series)
) {strict};

CREATE TABLE outbox (
    id {key} PRIMARY KEY,
    tenant {key} NOT NULL,
    topic {key} NOT NULL,
    body TEXT NOT NULL,
    created_at {int} NOT NULL,
    tries {int} NOT NULL,
    failure TEXT
) {strict};
