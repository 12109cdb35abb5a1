-- A fold of the log: the sheets that were handed out, so that a list of them need not read the whole log.
CREATE TABLE print (
    desk  TEXT NOT NULL,
    seq   INTEGER NOT NULL,
    hlc   INTEGER NOT NULL,
    grid  TEXT NOT NULL,
    print TEXT NOT NULL,
    "by"  TEXT NOT NULL,
    at    TEXT NOT NULL,
    PRIMARY KEY (desk, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX print_by_time ON print (hlc, desk, seq);
CREATE INDEX print_by_grid ON print (grid);

-- What was printed before this table was there: the same rows that folding the log again gives.
INSERT INTO print (desk, seq, hlc, grid, print, "by", at)
SELECT
    fact.desk, fact.seq, fact.hlc, json_extract(CAST(body.body AS TEXT), '$.print.wish.grid'),
    json_extract(CAST(body.body AS TEXT), '$.print'), fact."by", fact.at
FROM fact JOIN body USING (desk, seq)
WHERE fact.kind = 'SheetPrinted';
