-- any
SELECT 1 FROM grid LIMIT 1;

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
