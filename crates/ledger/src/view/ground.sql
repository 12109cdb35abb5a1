-- ground_in
SELECT basemap.geom, basemap.class, basemap.name
FROM rtree_basemap_geom AS box CROSS JOIN basemap ON basemap.fid = box.id
WHERE box.minx <= :east AND box.maxx >= :west AND box.miny <= :north AND box.maxy >= :south
    AND basemap.layer = :layer
ORDER BY basemap.fid;
