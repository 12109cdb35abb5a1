-- Folds of the log: who spoke live into which channel, and who heard it. The sound is kept as a message's voice note.
CREATE TABLE speech (
    id      TEXT PRIMARY KEY,
    channel TEXT NOT NULL,
    span    TEXT NOT NULL,
    people  INTEGER NOT NULL,
    by      TEXT NOT NULL,
    began   TEXT NOT NULL,
    ended   TEXT,
    how     TEXT,
    message TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX speech_open ON speech (began) WHERE ended IS NULL;

CREATE TABLE ear (
    speech TEXT NOT NULL,
    reader TEXT NOT NULL,
    by     TEXT NOT NULL,
    at     TEXT NOT NULL,
    PRIMARY KEY (speech, reader)
) STRICT, WITHOUT ROWID;
