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

-- children
SELECT path, geom FROM grid
WHERE scheme = :scheme AND path >= :from AND path < :to AND length(path) - length(replace(path, '.', '')) = :steps
ORDER BY path;

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

-- names
SELECT path, name FROM grid WHERE scheme = :scheme;

-- level
SELECT level
FROM grid WHERE scheme = coalesce(:scheme, (SELECT name FROM scheme WHERE state = 'published')) AND path = :path;

-- name
SELECT name, level FROM grid WHERE scheme = :scheme AND path = :path;
