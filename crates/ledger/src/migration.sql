-- create
CREATE TABLE migration (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL,
    hash   TEXT NOT NULL
) STRICT;

-- exists
SELECT count(*) = 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration';

-- all
SELECT name, hash FROM migration ORDER BY number;

-- insert
INSERT INTO migration (number, name, hash) VALUES (:number, :name, :hash);
