-- What people upload, write to officials, say about a service, and throw away. A person or a tenant leads every key.

-- The people's space ----------------------------------------------------------------------------------------------
-- A file for a paper that a draft (or a supplement request of a dossier) asks for; without a hash, pieces still come.
CREATE TABLE upload (
    account {key} NOT NULL,
    id {key} NOT NULL,
    purpose {key} NOT NULL,
    part {key} NOT NULL,
    place {int} NOT NULL,
    name TEXT NOT NULL,
    size {int} NOT NULL,
    kind {key},
    hash {key},
    preview {key},
    findings TEXT NOT NULL,
    is_kept {int} NOT NULL,
    created_at {int} NOT NULL,
    PRIMARY KEY (account, id)
) {strict};
CREATE INDEX upload_of ON upload (account, purpose, part, place);
CREATE INDEX upload_hash ON upload (hash);
CREATE INDEX upload_preview ON upload (preview);
CREATE INDEX upload_by_age ON upload (created_at);

CREATE TABLE upload_piece (
    account {key} NOT NULL,
    upload {key} NOT NULL,
    number {int} NOT NULL,
    hash {key} NOT NULL,
    PRIMARY KEY (account, upload, number)
) {strict};
CREATE INDEX upload_piece_hash ON upload_piece (hash);

-- Answers to a supplement request before they are sent.
CREATE TABLE supplement_draft (
    person {key} NOT NULL,
    dossier {key} NOT NULL,
    asked {int} NOT NULL,
    answers TEXT NOT NULL,
    updated_at {int} NOT NULL,
    PRIMARY KEY (person, dossier)
) {strict};

-- What a person should notice: a message of an official about a dossier.
CREATE TABLE notice (
    person {key} NOT NULL,
    id {key} NOT NULL,
    dossier {key} NOT NULL,
    topic {key} NOT NULL,
    at {int} NOT NULL,
    seen_at {int},
    PRIMARY KEY (person, id)
) {strict};
CREATE INDEX notice_unseen ON notice (person, dossier, seen_at);

-- The bin: a draft that was thrown away can be taken out again.
ALTER TABLE draft ADD COLUMN discarded_at {int};
DROP INDEX draft_open;
CREATE UNIQUE INDEX draft_open ON draft (account, procedure) WHERE dossier IS NULL AND discarded_at IS NULL;
CREATE INDEX draft_bin ON draft (discarded_at);

-- Dossiers --------------------------------------------------------------------------------------------------------
-- The files the actions of a dossier name, so that no sweep takes them.
CREATE TABLE attachment (
    tenant {key} NOT NULL,
    dossier {key} NOT NULL,
    hash {key} NOT NULL,
    PRIMARY KEY (tenant, dossier, hash)
) {strict};
CREATE INDEX attachment_hash ON attachment (hash);

-- What a person and the authority write to each other about a dossier; no action, so that no work is disturbed.
CREATE TABLE message (
    tenant {key} NOT NULL,
    dossier {key} NOT NULL,
    id {key} NOT NULL,
    agency {key} NOT NULL,
    is_from_person {int} NOT NULL,
    author {key} NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    at {int} NOT NULL,
    seen_at {int},
    PRIMARY KEY (tenant, dossier, id)
) {strict};
CREATE INDEX message_unseen ON message (tenant, agency, is_from_person, seen_at);

-- What a person says of the service, once for each dossier.
CREATE TABLE rating (
    tenant {key} NOT NULL,
    dossier {key} NOT NULL,
    agency {key} NOT NULL,
    procedure {key} NOT NULL,
    score {int} NOT NULL,
    words TEXT NOT NULL,
    first_at {int} NOT NULL,
    updated_at {int} NOT NULL,
    PRIMARY KEY (tenant, dossier)
) {strict};
CREATE INDEX rating_by_agency ON rating (tenant, agency, procedure, score);
