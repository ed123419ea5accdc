-- Indexes of the worklists as measured: the list of an agency answers for channel and officer by itself, and rows that wait
-- for nobody, or have no officer yet, stand in no index that is only asked for those that do.
DROP INDEX dossier_by_work;
DROP INDEX dossier_by_officer;
DROP INDEX dossier_by_wait;
CREATE INDEX dossier_by_work ON dossier (tenant, agency, holder, due_at, id, channel, officer);
CREATE INDEX dossier_by_officer ON dossier (tenant, agency, officer, holder, due_at, id) WHERE officer IS NOT NULL;
CREATE INDEX dossier_by_wait ON dossier (tenant, agency, waits, due_at, id) WHERE waits IS NOT NULL;
