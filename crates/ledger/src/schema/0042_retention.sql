-- Folds of the log: contacts that were destroyed, those that are kept beyond their time, and how long they are kept. Why
-- stands in the facts.
CREATE TABLE contact_end (
    incident TEXT PRIMARY KEY,
    desk     TEXT NOT NULL,
    seq      INTEGER NOT NULL,
    scope    TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE contact_hold (
    incident TEXT PRIMARY KEY,
    desk     TEXT NOT NULL,
    seq      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE retention (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    days INTEGER NOT NULL
) STRICT;
CREATE INDEX contact_look_by_incident ON contact_look (incident);
