-- What is only ever added lies in the order it came, on SQLite: a row then goes to the end of the last page, instead of to a
-- tree of keys whose pages are shared out anew at each. A key of that tree holds a whole row, and a submission's does not fit.
{sqlite}ALTER TABLE action RENAME TO action_before;
{sqlite}CREATE TABLE action ( tenant {key} NOT NULL, dossier {key} NOT NULL, seq {int} NOT NULL, kind {key} NOT NULL, at {int} NOT NULL, body TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (tenant, dossier, seq)) STRICT;
{sqlite}INSERT INTO action SELECT * FROM action_before;
{sqlite}DROP TABLE action_before;
{sqlite}ALTER TABLE outbox RENAME TO outbox_before;
{sqlite}CREATE TABLE outbox ( id {key} NOT NULL, tenant {key} NOT NULL, topic {key} NOT NULL, body TEXT NOT NULL, created_at {int} NOT NULL, tries {int} NOT NULL, failure TEXT) STRICT;
{sqlite}INSERT INTO outbox SELECT * FROM outbox_before ORDER BY id;
{sqlite}DROP TABLE outbox_before;
-- Only the first message about a dossier is ever looked for by name.
{sqlite}CREATE INDEX outbox_opened ON outbox (id) WHERE topic = 'dossier.opened';
