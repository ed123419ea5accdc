-- Software that acts for people: their tokens, deeds done once, and who wants to be told. Keys begin with the account.

CREATE TABLE access_token (
    account {key} NOT NULL,
    id {key} NOT NULL,
    hash {key} NOT NULL UNIQUE,
    name TEXT NOT NULL,
    scope {key} NOT NULL,
    holder TEXT NOT NULL,
    person {key},
    level {int} NOT NULL,
    made_at {int} NOT NULL,
    ends_at {int} NOT NULL,
    used_at {int},
    revoked_at {int},
    PRIMARY KEY (account, id)
) {strict};

CREATE TABLE done_once (
    account {key} NOT NULL,
    key {key} NOT NULL,
    request {key} NOT NULL,
    attempt {key} NOT NULL,
    answer TEXT NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (account, key)
) {strict};
CREATE INDEX done_once_by_age ON done_once (at);

CREATE TABLE subscription (
    account {key} NOT NULL,
    id {key} NOT NULL,
    person {key},
    agency {key},
    address TEXT NOT NULL,
    topics TEXT NOT NULL,
    secret TEXT NOT NULL,
    made_at {int} NOT NULL,
    PRIMARY KEY (account, id)
) {strict};
CREATE INDEX subscription_by_person ON subscription (person);
CREATE INDEX subscription_by_agency ON subscription (agency);

CREATE TABLE delivery (
    account {key} NOT NULL,
    subscription {key} NOT NULL,
    id {key} NOT NULL,
    event {key} NOT NULL,
    body TEXT NOT NULL,
    state {key} NOT NULL,
    tries {int} NOT NULL,
    next_at {int} NOT NULL,
    made_at {int} NOT NULL,
    failure TEXT,
    PRIMARY KEY (account, subscription, id)
) {strict};
CREATE UNIQUE INDEX delivery_by_event ON delivery (account, subscription, event);
CREATE INDEX delivery_by_turn ON delivery (state, next_at);
