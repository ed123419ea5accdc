-- Bodies that help with a task have it on a list of their own; lane and turn as the row of the task says them.
CREATE TABLE task_coordinating (
    tenant {key} NOT NULL,
    agency {key} NOT NULL,
    task {key} NOT NULL,
    lane {key} NOT NULL,
    turn_at {int} NOT NULL,
    PRIMARY KEY (tenant, agency, task)
) {strict};
CREATE INDEX task_coordinating_by_turn ON task_coordinating (tenant, agency, lane, turn_at, task);
CREATE INDEX task_coordinating_of_task ON task_coordinating (tenant, task);

-- A product that was put here to be looked at and signed before it is handed in: one for each task and person.
CREATE TABLE product_draft (
    tenant {key} NOT NULL,
    task {key} NOT NULL,
    officer {key} NOT NULL,
    hash {key} NOT NULL,
    body TEXT NOT NULL,
    put_at {int} NOT NULL,
    PRIMARY KEY (tenant, task, officer)
) {strict};
CREATE INDEX product_draft_hash ON product_draft (hash);
CREATE INDEX product_draft_by_age ON product_draft (put_at);

-- Where letters to officials go, and in which language.
ALTER TABLE officer ADD COLUMN email TEXT;
ALTER TABLE officer ADD COLUMN lang {key};

-- Letters by mail. `mark` says what a letter is about, so that nobody gets it twice; a letter that was sent stays until
-- nobody could send it again.
CREATE TABLE letter (
    officer {key} NOT NULL,
    topic {key} NOT NULL,
    mark {key} NOT NULL,
    body TEXT NOT NULL,
    next_at {int},
    tries {int} NOT NULL,
    sent_at {int},
    failure TEXT,
    PRIMARY KEY (officer, topic, mark)
) {strict};
CREATE INDEX letter_waiting ON letter (next_at) WHERE next_at IS NOT NULL;
