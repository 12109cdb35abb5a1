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
