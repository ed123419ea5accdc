-- Filters of the worklists. The new columns are computed from the history; `toantrinh check --rebuild` fills them in for
-- dossiers from before.
ALTER TABLE dossier ADD COLUMN channel {key};
ALTER TABLE dossier ADD COLUMN waits {key};
ALTER TABLE dossier ADD COLUMN owner_fold {key};
ALTER TABLE dossier ADD COLUMN given_fold {key};
CREATE INDEX dossier_by_officer ON dossier (tenant, agency, officer, holder, due_at, id);
CREATE INDEX dossier_by_procedure ON dossier (tenant, agency, holder, procedure, due_at, id);
CREATE INDEX dossier_by_wait ON dossier (tenant, agency, waits, due_at, id);
CREATE INDEX dossier_by_name ON dossier (tenant, agency, owner_fold, id);
CREATE INDEX dossier_by_given_name ON dossier (tenant, agency, given_fold, id);

-- The register of results, a row a number.
CREATE TABLE book (
    tenant {key} NOT NULL,
    agency {key} NOT NULL,
    year {int} NOT NULL,
    serial {int} NOT NULL,
    register {key} NOT NULL,
    printed TEXT NOT NULL,
    on_day {key} NOT NULL,
    title TEXT NOT NULL,
    owner_name TEXT NOT NULL,
    dossier {key} NOT NULL,
    PRIMARY KEY (tenant, agency, year, serial, register)
) {strict};
