-- Which official put a paper on the desk's scanner, as JSON; nothing for what people send in themselves.
ALTER TABLE upload ADD COLUMN taken_by TEXT;
