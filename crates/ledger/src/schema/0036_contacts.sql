-- How to reach whoever told of an incident stands in its fact alone, which is found by its subject: once the key of that
-- is destroyed, nothing beside the log is left over.
CREATE INDEX fact_of_contact ON fact (subject) WHERE kind = 'ContactSealed';

-- Folds of the log: who looked at a contact. Why stands in the fact.
CREATE TABLE contact_look (
    desk     TEXT NOT NULL,
    seq      INTEGER NOT NULL,
    hlc      INTEGER NOT NULL,
    incident TEXT NOT NULL,
    scope    TEXT,
    PRIMARY KEY (desk, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_look_by_time ON contact_look (hlc, desk, seq);
