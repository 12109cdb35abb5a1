-- What an answer holds besides its words: sealed, as they are.
ALTER TABLE receipt ADD COLUMN done_value BLOB;

-- Folds of the log: what is kept for whoever composes. `noun` is `target` or `template`, `card` is it as JSON.
CREATE TABLE saved (
    noun TEXT NOT NULL,
    id   TEXT NOT NULL,
    card TEXT NOT NULL,
    PRIMARY KEY (noun, id)
) STRICT, WITHOUT ROWID;
