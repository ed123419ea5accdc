-- Indexes of the worklists as measured. Each answers for the channel by itself, and the list of an agency for the officer,
-- too: a filter that finds little then reads the index alone. Rows that wait for nobody, or have no officer yet, stand in no
-- index that is only asked for those that do.
DROP INDEX dossier_by_work;
DROP INDEX dossier_by_officer;
DROP INDEX dossier_by_procedure;
DROP INDEX dossier_by_wait;
CREATE INDEX dossier_by_work ON dossier (tenant, agency, holder, due_at, id, channel, officer);
CREATE INDEX dossier_by_officer ON dossier (tenant, agency, officer, holder, due_at, id, channel) WHERE officer IS NOT NULL;
CREATE INDEX dossier_by_procedure ON dossier (tenant, agency, holder, procedure, due_at, id, channel);
CREATE INDEX dossier_by_wait ON dossier (tenant, agency, waits, due_at, id, channel) WHERE waits IS NOT NULL;
