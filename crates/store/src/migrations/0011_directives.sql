-- Directives and their tasks: each its ordered actions in a chain, with a row computed from them.
CREATE TABLE directive (
    tenant {key} NOT NULL,
    id {key} NOT NULL,
    version {int} NOT NULL,
    agency {key} NOT NULL,
    kind {key} NOT NULL,
    number {key} NOT NULL,
    title TEXT NOT NULL,
    issued_on {key} NOT NULL,
    stage {key} NOT NULL,
    is_public {int} NOT NULL,
    items {int} NOT NULL,
    updated_at {int} NOT NULL,
    head {key} NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
) {strict};
CREATE INDEX directive_by_agency ON directive (tenant, agency, stage, updated_at, id);
CREATE INDEX directive_by_number ON directive (tenant, agency, number);
CREATE INDEX directive_by_public ON directive (tenant, issued_on, id) WHERE is_public = 1 AND stage = 'issued';

-- The text a directive's items quote, never changed; apart from the row, because it is long and rarely read.
CREATE TABLE directive_text (
    tenant {key} NOT NULL,
    directive {key} NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (tenant, directive)
) {strict};

CREATE TABLE directive_action (
    tenant {key} NOT NULL,
    directive {key} NOT NULL,
    seq {int} NOT NULL,
    kind {key} NOT NULL,
    at {int} NOT NULL,
    body TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (tenant, directive, seq)
) {strict};

-- `lane` says with whom a task lies, `turn_at` when its turn is: the end of the clock while it runs, the closing once it is
-- closed. Every board begins its index with one side, the lane, and what it groups by.
CREATE TABLE task (
    tenant {key} NOT NULL,
    id {key} NOT NULL,
    version {int} NOT NULL,
    directive {key} NOT NULL,
    number {key} NOT NULL,
    assigner {key} NOT NULL,
    assigner_name TEXT NOT NULL,
    agency {key} NOT NULL,
    agency_name TEXT NOT NULL,
    person {key} NOT NULL,
    person_name TEXT NOT NULL,
    owner {key} NOT NULL,
    deed TEXT NOT NULL,
    stage {key} NOT NULL,
    lane {key} NOT NULL,
    turn_at {int} NOT NULL,
    due_at {int} NOT NULL,
    assigned_at {int} NOT NULL,
    percent {int} NOT NULL,
    waits {key},
    kept {int},
    is_public {int} NOT NULL,
    above {key},
    target {int},
    updated_at {int} NOT NULL,
    head {key} NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
) {strict};
CREATE INDEX task_by_agency ON task (tenant, agency, lane, turn_at, id, kept);
CREATE INDEX task_by_person ON task (tenant, agency, lane, person, turn_at, id);
CREATE INDEX task_by_directive ON task (tenant, agency, lane, directive, turn_at, id);
CREATE INDEX task_by_giver ON task (tenant, agency, lane, assigner, turn_at, id);
CREATE INDEX task_by_wait ON task (tenant, agency, lane, waits, turn_at, id) WHERE waits IS NOT NULL;
CREATE INDEX task_given ON task (tenant, assigner, lane, turn_at, id, kept);
CREATE INDEX task_given_by_unit ON task (tenant, assigner, lane, agency, turn_at, id);
CREATE INDEX task_given_by_person ON task (tenant, assigner, lane, person, turn_at, id);
CREATE INDEX task_given_by_directive ON task (tenant, assigner, lane, directive, turn_at, id);
CREATE INDEX task_given_by_wait ON task (tenant, assigner, lane, waits, turn_at, id) WHERE waits IS NOT NULL;
CREATE INDEX task_of_directive ON task (tenant, directive, id);
CREATE INDEX task_awaited ON task (tenant, waits, turn_at, id) WHERE waits IS NOT NULL;
CREATE INDEX task_by_above ON task (tenant, above) WHERE above IS NOT NULL;

CREATE TABLE task_action (
    tenant {key} NOT NULL,
    task {key} NOT NULL,
    seq {int} NOT NULL,
    kind {key} NOT NULL,
    at {int} NOT NULL,
    body TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (tenant, task, seq)
) {strict};

-- Files handed in as products, so that nobody sweeps them.
CREATE TABLE task_file (
    tenant {key} NOT NULL,
    task {key} NOT NULL,
    hash {key} NOT NULL,
    PRIMARY KEY (tenant, task, hash)
) {strict};
CREATE INDEX task_file_hash ON task_file (hash);

-- What a task is about, in a form that finds alike ones without reading them all.
CREATE TABLE task_band (
    tenant {key} NOT NULL,
    assigner {key} NOT NULL,
    band {key} NOT NULL,
    task {key} NOT NULL,
    PRIMARY KEY (tenant, assigner, band, task)
) {strict};
