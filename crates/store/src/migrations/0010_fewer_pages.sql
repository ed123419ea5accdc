-- Rows that are only ever found by their key lie in the tree of that key, instead of in a table and in an index of it, and
-- the indexes of the worklists are two fewer: a step then touches a third fewer pages of SQLite, each of which is written
-- to the log and forced to the disk. PostgreSQL keeps rows in a heap whatever is asked, so there the tables stay as they are.
{sqlite}ALTER TABLE action RENAME TO action_before;
{sqlite}CREATE TABLE action ( tenant {key} NOT NULL, dossier {key} NOT NULL, seq {int} NOT NULL, kind {key} NOT NULL, at {int} NOT NULL, body TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (tenant, dossier, seq)) STRICT, WITHOUT ROWID;
{sqlite}INSERT INTO action SELECT * FROM action_before;
{sqlite}DROP TABLE action_before;
{sqlite}ALTER TABLE outbox RENAME TO outbox_before;
{sqlite}CREATE TABLE outbox ( id {key} PRIMARY KEY, tenant {key} NOT NULL, topic {key} NOT NULL, body TEXT NOT NULL, created_at {int} NOT NULL, tries {int} NOT NULL, failure TEXT) STRICT, WITHOUT ROWID;
{sqlite}INSERT INTO outbox SELECT * FROM outbox_before;
{sqlite}DROP TABLE outbox_before;
{sqlite}ALTER TABLE reading RENAME TO reading_before;
{sqlite}CREATE TABLE reading ( person {key} NOT NULL, id {key} NOT NULL, tenant {key} NOT NULL, dossier {key} NOT NULL, reader TEXT NOT NULL, agency {key} NOT NULL, purpose TEXT NOT NULL, ground TEXT NOT NULL, at {int} NOT NULL, PRIMARY KEY (person, id)) STRICT, WITHOUT ROWID;
{sqlite}INSERT INTO reading SELECT * FROM reading_before;
{sqlite}DROP TABLE reading_before;
{sqlite}ALTER TABLE attachment RENAME TO attachment_before;
{sqlite}CREATE TABLE attachment ( tenant {key} NOT NULL, dossier {key} NOT NULL, hash {key} NOT NULL, PRIMARY KEY (tenant, dossier, hash)) STRICT, WITHOUT ROWID;
{sqlite}INSERT INTO attachment SELECT * FROM attachment_before;
{sqlite}DROP TABLE attachment_before;
{sqlite}ALTER TABLE card RENAME TO card_before;
{sqlite}CREATE TABLE card ( person {key} NOT NULL, dossier {key} NOT NULL, tenant {key} NOT NULL, version {int} NOT NULL, procedure {key} NOT NULL, code {key}, stage {int} NOT NULL, due_at {int} NOT NULL, submitted_at {int} NOT NULL, updated_at {int} NOT NULL, PRIMARY KEY (person, dossier)) STRICT, WITHOUT ROWID;
{sqlite}INSERT INTO card SELECT * FROM card_before;
{sqlite}DROP TABLE card_before;
{sqlite}ALTER TABLE serial RENAME TO serial_before;
{sqlite}CREATE TABLE serial ( tenant {key} NOT NULL, agency {key} NOT NULL, series {key} NOT NULL, last {int} NOT NULL, PRIMARY KEY (tenant, agency, series)) STRICT, WITHOUT ROWID;
{sqlite}INSERT INTO serial SELECT * FROM serial_before;
{sqlite}DROP TABLE serial_before;
{sqlite}ALTER TABLE book RENAME TO book_before;
{sqlite}CREATE TABLE book ( tenant {key} NOT NULL, agency {key} NOT NULL, year {int} NOT NULL, serial {int} NOT NULL, register {key} NOT NULL, printed TEXT NOT NULL, on_day {key} NOT NULL, title TEXT NOT NULL, owner_name TEXT NOT NULL, dossier {key} NOT NULL, PRIMARY KEY (tenant, agency, year, serial, register)) STRICT, WITHOUT ROWID;
{sqlite}INSERT INTO book SELECT * FROM book_before;
{sqlite}DROP TABLE book_before;
{sqlite}CREATE INDEX attachment_hash ON attachment (hash);
{sqlite}CREATE INDEX card_by_age ON card (person, submitted_at, dossier);
-- A list of one agency in one hand is short enough to be read for a procedure or an officer within the index.
DROP INDEX dossier_by_procedure;
DROP INDEX dossier_by_officer;
DROP INDEX dossier_by_work;
CREATE INDEX dossier_by_work ON dossier (tenant, agency, holder, due_at, id, channel, officer, procedure);
-- Most of a dossier's life begins before it has a code.
DROP INDEX dossier_by_code;
CREATE UNIQUE INDEX dossier_by_code ON dossier (tenant, code) WHERE code IS NOT NULL;
