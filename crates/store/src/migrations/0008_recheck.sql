-- Dossiers whose values a register has still to answer for.
CREATE TABLE recheck (
    tenant {key} NOT NULL,
    dossier {key} NOT NULL,
    due_at {int} NOT NULL,
    tries {int} NOT NULL,
    PRIMARY KEY (tenant, dossier)
) {strict};
CREATE INDEX recheck_by_due ON recheck (due_at);
