-- Folds of the log: reports of the front line. What one says stands in its fact, and so does what was said when the
-- desk went on with it.
CREATE TABLE report (
    id      TEXT PRIMARY KEY,
    number  TEXT NOT NULL,
    desk    TEXT NOT NULL,
    seq     INTEGER NOT NULL,
    hlc     INTEGER NOT NULL,
    scope   TEXT NOT NULL,
    post    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    state   TEXT NOT NULL,
    handler TEXT
) STRICT;
CREATE INDEX report_by_time ON report (hlc, desk, seq);
CREATE INDEX report_by_number ON report (number);
CREATE INDEX report_by_post ON report (post, hlc);
CREATE INDEX report_open ON report (state, scope) WHERE state IN ('new', 'taken_up');

-- What the desk did with each, in the order of the log.
CREATE TABLE report_step (
    desk   TEXT NOT NULL,
    seq    INTEGER NOT NULL,
    hlc    INTEGER NOT NULL,
    report TEXT NOT NULL,
    PRIMARY KEY (desk, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_step_by_report ON report_step (report, hlc);

-- Orders that were made of a report.
CREATE TABLE report_order (
    report   TEXT NOT NULL,
    order_id TEXT NOT NULL,
    PRIMARY KEY (report, order_id)
) STRICT, WITHOUT ROWID;

-- When a change was so, where somebody on the spot said it a while before it came.
ALTER TABLE amendment ADD COLUMN said TEXT;
