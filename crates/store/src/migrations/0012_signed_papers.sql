-- A signed paper is a second file beside the first: the first stays what was shown and signed. How many signatures it bears
-- tells whose turn it is: the person who approved, then the agency's seal.
ALTER TABLE paper ADD COLUMN signatures {int} NOT NULL DEFAULT 0;
ALTER TABLE paper ADD COLUMN signed_hash {key};
ALTER TABLE paper ADD COLUMN signed_bytes {int};
CREATE INDEX paper_to_sign ON paper (tenant, kind, signatures, wanted_at, id) WHERE hash IS NOT NULL;
