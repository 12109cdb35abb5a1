-- As what each incident is classed, from the widest: a list in JSON; none: as nothing finer than its kind. And its place
-- in its day book, which says only in which order they came into it.
ALTER TABLE docket ADD COLUMN category TEXT;
ALTER TABLE docket ADD COLUMN slot INTEGER;

-- Folds of the log: day books 日册. All that came in within one day, by the district's clock, each in as many bytes and
-- patched where it stands as its steps are taken, so that years are counted in a few thousand reads. `cases` and
-- `windings` are laid out in daybook.rs; days are counted since 1970.
CREATE TABLE day_book (
    day      INTEGER PRIMARY KEY,
    cases    BLOB NOT NULL,
    windings BLOB NOT NULL
) STRICT;

-- Which each of them was and where, side by side with the day book: only hot spots go by it.
CREATE TABLE day_spot (
    day   INTEGER PRIMARY KEY,
    spots BLOB NOT NULL
) STRICT;

-- What day books call by numbers.
CREATE TABLE day_name (
    id   INTEGER PRIMARY KEY,
    word TEXT NOT NULL UNIQUE
) STRICT;

-- Whoever opens the store makes them of the dockets, and reads as what each was classed where it is sealed.
INSERT INTO unfolded SELECT 'day_book' WHERE EXISTS (SELECT 1 FROM incident);
INSERT INTO unfolded SELECT 'docket_category' WHERE EXISTS (SELECT 1 FROM incident);

-- Folds of the log: incidents that somebody wants to see reopened, until somebody says yes or no.
CREATE TABLE reopening (
    incident TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO reopening SELECT id FROM incident
WHERE state IN ('closed', 'declined') AND (
    standing ->> '$.course.is_reopening_asked'
    OR (state = 'closed' AND 'unhappy' = (
        SELECT value FROM json_each(standing, '$.course.follow_ups') WHERE value <> 'nobody' ORDER BY key DESC LIMIT 1
    ))
);
