-- reset
UPDATE gpkg_contents
SET last_change = '1970-01-01T00:00:00.000Z', min_x = NULL, min_y = NULL, max_x = NULL, max_y = NULL
WHERE table_name != 'layer_styles';

-- change_all
UPDATE gpkg_contents SET last_change = :at WHERE table_name != 'layer_styles';

-- extend
UPDATE gpkg_contents
SET last_change = :at,
    min_x = min(coalesce(min_x, :west), coalesce(:west, min_x)),
    min_y = min(coalesce(min_y, :south), coalesce(:south, min_y)),
    max_x = max(coalesce(max_x, :east), coalesce(:east, max_x)),
    max_y = max(coalesce(max_y, :north), coalesce(:north, max_y))
WHERE table_name = :layer;

-- forget
UPDATE gpkg_contents
SET last_change = :at, min_x = NULL, min_y = NULL, max_x = NULL, max_y = NULL
WHERE table_name = :layer;

-- measure_grids
UPDATE gpkg_contents
SET last_change = :at, (min_x, min_y, max_x, max_y) = (
    SELECT min(west), min(south), max(east), max(north) FROM grid WHERE scheme IN (SELECT name FROM scheme)
)
WHERE table_name = 'grid';
