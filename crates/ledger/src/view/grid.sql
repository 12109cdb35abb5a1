-- grids
SELECT path, code, level, kind, name, residents, households, buildings, units, as_of, source, attributes
FROM grid WHERE scheme = coalesce(:scheme, (SELECT name FROM scheme WHERE state = 'published'))
ORDER BY path;

-- placed
SELECT path, code, level, kind, name, residents, households, buildings, units, as_of, source, attributes, geom
FROM grid WHERE scheme = :scheme AND path = :path;

-- all_placed
SELECT path, code, level, kind, name, residents, households, buildings, units, as_of, source, attributes, geom
FROM grid WHERE scheme = :scheme
ORDER BY path;

-- bounds
SELECT path, west, south, east, north
FROM grid
WHERE scheme = coalesce(:scheme, (SELECT name FROM scheme WHERE state = 'published')) AND west IS NOT NULL;

-- shape
SELECT geom
FROM grid WHERE scheme = coalesce(:scheme, (SELECT name FROM scheme WHERE state = 'published')) AND path = :path;

-- shapes
SELECT path, geom
FROM grid WHERE scheme = coalesce(:scheme, (SELECT name FROM scheme WHERE state = 'published'))
ORDER BY path;

-- shapes_of_level
SELECT path, geom
FROM grid
WHERE scheme = coalesce(:scheme, (SELECT name FROM scheme WHERE state = 'published')) AND level = :level
ORDER BY path;

-- next
SELECT path, geom FROM grid WHERE scheme = :scheme AND path >= :from AND path < :to ORDER BY path LIMIT 1;

-- paths_in
SELECT grid.path
FROM rtree_grid_geom AS box CROSS JOIN grid ON grid.fid = box.id
WHERE box.minx <= :east AND box.maxx >= :west AND box.miny <= :north AND box.maxy >= :south
    AND grid.level = :level AND grid.scheme = coalesce(:scheme, (SELECT name FROM scheme WHERE state = 'published'))
ORDER BY grid.path;

-- shapes_in
SELECT grid.path, grid.geom, grid.level
FROM rtree_grid_geom AS box CROSS JOIN grid ON grid.fid = box.id
WHERE box.minx <= :east AND box.maxx >= :west AND box.miny <= :north AND box.maxy >= :south AND grid.scheme = :scheme
ORDER BY grid.path;

-- shapes_at
SELECT grid.path, grid.geom
FROM rtree_grid_geom AS box CROSS JOIN grid ON grid.fid = box.id
WHERE box.minx <= :longitude AND box.maxx >= :longitude AND box.miny <= :latitude AND box.maxy >= :latitude
    AND grid.scheme = coalesce(:scheme, (SELECT name FROM scheme WHERE state = 'published'))
ORDER BY grid.path;

-- row
SELECT path, code, level, kind, name, residents, households, buildings, units, as_of, source, attributes
FROM grid WHERE scheme = :scheme AND path = :path;

-- rows_below
SELECT path, code, level, kind, name, residents, households, buildings, units, as_of, source, attributes
FROM grid WHERE scheme = :scheme AND path >= :from AND path < :to
ORDER BY path;

-- paths_with_code
SELECT path FROM grid
WHERE scheme = :scheme AND level = :level AND (path = :top OR substr(path, -length(:below)) = :below)
ORDER BY path;

-- level
SELECT level
FROM grid WHERE scheme = coalesce(:scheme, (SELECT name FROM scheme WHERE state = 'published')) AND path = :path;

-- name
SELECT name, level FROM grid WHERE scheme = :scheme AND path = :path;

-- differing
SELECT one.path
FROM grid AS one LEFT JOIN grid AS other ON other.scheme = :other AND other.path = one.path
WHERE one.scheme = :one AND (
    other.fid IS NULL OR one.geom IS NOT other.geom OR one.code IS NOT other.code OR one.level IS NOT other.level
    OR one.kind IS NOT other.kind OR one.name IS NOT other.name OR one.residents IS NOT other.residents
    OR one.households IS NOT other.households OR one.buildings IS NOT other.buildings
    OR one.units IS NOT other.units OR one.as_of IS NOT other.as_of OR one.source IS NOT other.source
    OR one.attributes IS NOT other.attributes
)
ORDER BY one.path;

-- lacking
SELECT one.path FROM grid AS one
WHERE one.scheme = :one AND NOT EXISTS (SELECT 1 FROM grid AS other WHERE other.scheme = :other AND other.path = one.path)
ORDER BY one.path;
