-- any
SELECT 1 FROM grid LIMIT 1;

-- boxes
SELECT fid, west, south, east, north FROM grid WHERE scheme = :scheme;

-- clear
DELETE FROM grid WHERE scheme = :scheme RETURNING fid;

-- copy
INSERT INTO grid (
    geom, path, code, level, kind, name, parent, residents, households, buildings, units, as_of, source, scheme,
    attributes, west, south, east, north
)
SELECT
    geom, path, code, level, kind, name, parent, residents, households, buildings, units, as_of, source, :to,
    attributes, west, south, east, north
FROM grid WHERE scheme = :from ORDER BY path;

-- reached
SELECT max(path) FROM grid WHERE scheme = :scheme;

-- lay
INSERT INTO grid (
    geom, path, code, level, kind, name, parent, residents, households, buildings, units, as_of, source, scheme,
    attributes, west, south, east, north
)
SELECT
    geom, path, code, level, kind, name, parent, residents, households, buildings, units, as_of, source, :to,
    attributes, west, south, east, north
FROM grid WHERE scheme = :from AND path > :after ORDER BY path LIMIT :most;

-- strays
WITH RECURSIVE one (name) AS (
    SELECT min(scheme) FROM grid
    UNION ALL SELECT (SELECT min(scheme) FROM grid WHERE scheme > name) FROM one WHERE name IS NOT NULL
)
SELECT name FROM one WHERE name IS NOT NULL AND name NOT IN (SELECT name FROM scheme);

-- delete
DELETE FROM grid WHERE scheme = :scheme AND path = :path RETURNING fid;

-- insert
INSERT INTO grid (
    geom, path, code, level, kind, name, parent, residents, households, buildings, units, as_of, source, scheme,
    attributes, west, south, east, north
) VALUES (
    :geom, :path, :code, :level, :kind, :name, :parent, :residents, :households, :buildings, :units, :as_of, :source,
    :scheme, :attributes, :west, :south, :east, :north
);
