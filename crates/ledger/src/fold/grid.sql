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
WITH RECURSIVE one (found) AS (
    SELECT min(scheme) FROM grid
    UNION ALL
    SELECT (SELECT min(grid.scheme) FROM grid WHERE grid.scheme > one.found) FROM one WHERE one.found IS NOT NULL
)
SELECT found FROM one WHERE found IS NOT NULL AND found NOT IN (SELECT name FROM scheme);

-- leave
INSERT INTO leaving (scheme)
SELECT :scheme WHERE NOT EXISTS (SELECT 1 FROM scheme WHERE name = :scheme)
ON CONFLICT (scheme) DO NOTHING;

-- leaving
SELECT min(scheme) FROM leaving HAVING min(scheme) IS NOT NULL;

-- is_leaving
SELECT 1 FROM leaving WHERE scheme = :scheme;

-- go
DELETE FROM grid WHERE fid IN (SELECT fid FROM grid WHERE scheme = :scheme ORDER BY path LIMIT :most);

-- gone
DELETE FROM leaving WHERE scheme = :scheme;

-- forget_leaving
DELETE FROM leaving WHERE scheme IS NOT NULL;

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
