-- Folds of the log: incidents. What came in stands in its fact, and so does what was said with each step; `standing` is
-- what follows from the steps, so that a list need not go through them. Where is told in ten-millionths of a degree.
CREATE TABLE incident (
    id             TEXT PRIMARY KEY,
    number         TEXT NOT NULL,
    desk           TEXT NOT NULL,
    seq            INTEGER NOT NULL,
    hlc            INTEGER NOT NULL,
    scope          TEXT NOT NULL,
    post           TEXT,
    channel        TEXT NOT NULL,
    foreign_number TEXT,
    kind           TEXT NOT NULL,
    urgency        TEXT NOT NULL,
    longitude      INTEGER,
    latitude       INTEGER,
    state          TEXT NOT NULL,
    lead           TEXT,
    merged         TEXT,
    handler        TEXT,
    standing       TEXT NOT NULL
) STRICT;
CREATE INDEX incident_by_time ON incident (hlc, desk, seq);
CREATE INDEX incident_by_number ON incident (number);
CREATE INDEX incident_by_post ON incident (post, hlc) WHERE post IS NOT NULL;
CREATE INDEX incident_by_foreign_number ON incident (channel, foreign_number) WHERE foreign_number IS NOT NULL;
CREATE INDEX incident_by_lead ON incident (lead) WHERE lead IS NOT NULL;
CREATE INDEX incident_by_merged ON incident (merged) WHERE merged IS NOT NULL;
CREATE INDEX incident_by_state ON incident (state, scope, kind, channel, handler);
CREATE INDEX incident_open_by_place ON incident (longitude, latitude)
WHERE state NOT IN ('declined', 'merged', 'closed', 'void');

-- The steps on each, in the order of the log.
CREATE TABLE incident_step (
    desk     TEXT NOT NULL,
    seq      INTEGER NOT NULL,
    hlc      INTEGER NOT NULL,
    incident TEXT NOT NULL,
    PRIMARY KEY (desk, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_step_by_incident ON incident_step (incident, hlc);

-- Orders that were made of an incident.
CREATE TABLE incident_order (
    incident TEXT NOT NULL,
    order_id TEXT NOT NULL,
    PRIMARY KEY (incident, order_id)
) STRICT, WITHOUT ROWID;

-- Before, the front line's reports were a list of their own; each is an incident from the field. What they say is
-- sealed, so whoever opens the store with its keys folds them again.
CREATE TABLE unfolded (
    kind TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO unfolded SELECT DISTINCT kind FROM fact WHERE kind IN ('ReportMade', 'ReportHandled');
INSERT INTO incident_order SELECT report, order_id FROM report_order;
UPDATE journal SET heading = 'incident' WHERE heading = 'report';
DROP TABLE report_order;
DROP TABLE report_step;
DROP TABLE report;
