-- Papers: one row a cause, written in the transaction of the cause; the worker fills in the file. A row without a file is
-- a paper still to be made, so nothing is lost whenever a process ends.
CREATE TABLE paper (
    tenant {key} NOT NULL,
    id {key} NOT NULL,
    dossier {key} NOT NULL,
    kind {key} NOT NULL,
    cause {key} NOT NULL,
    seq {int} NOT NULL,
    code {key} NOT NULL,
    wanted_at {int} NOT NULL,
    next_at {int} NOT NULL,
    tries {int} NOT NULL,
    failure TEXT,
    hash {key},
    bytes {int},
    pages {int},
    PRIMARY KEY (tenant, id)
) {strict};
CREATE UNIQUE INDEX paper_by_cause ON paper (tenant, dossier, kind, cause);
CREATE UNIQUE INDEX paper_by_code ON paper (tenant, code);
CREATE INDEX paper_wanted ON paper (next_at, tenant, id) WHERE hash IS NULL;
