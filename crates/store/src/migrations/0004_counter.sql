-- The counter: forms an official types for the person who stands there, kept until they are received.
CREATE TABLE intake (
    tenant {key} NOT NULL,
    id {key} NOT NULL,
    agency {key} NOT NULL,
    officer {key} NOT NULL,
    procedure {key} NOT NULL,
    owner {key} NOT NULL,
    body TEXT NOT NULL,
    version {int} NOT NULL,
    updated_at {int} NOT NULL,
    dossier {key},
    PRIMARY KEY (tenant, id)
) {strict};
CREATE INDEX intake_open ON intake (tenant, agency, updated_at) WHERE dossier IS NULL;

-- Whether somebody has an open dossier of a procedure already, and finding dossiers by personal id.
CREATE INDEX dossier_by_owner ON dossier (tenant, owner, agency, submitted_at, id);
-- The accounts of a person who stands at the counter.
CREATE INDEX account_by_person ON account (person);
