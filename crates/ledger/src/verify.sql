-- integrity
PRAGMA integrity_check(20);

-- rtrees
SELECT rtreecheck('rtree_grid_geom') = 'ok' AND rtreecheck('rtree_venue_geom') = 'ok'
    AND rtreecheck('rtree_checkpoint_geom') = 'ok' AND rtreecheck('rtree_basemap_geom') = 'ok'
    AND rtreecheck('rtree_unit_geom') = 'ok' AND rtreecheck('rtree_asset_geom') = 'ok'
    AND NOT EXISTS (SELECT fid FROM grid WHERE NOT ST_IsEmpty(geom) EXCEPT SELECT id FROM rtree_grid_geom)
    AND NOT EXISTS (SELECT id FROM rtree_grid_geom EXCEPT SELECT fid FROM grid WHERE NOT ST_IsEmpty(geom))
    AND NOT EXISTS (SELECT fid FROM venue EXCEPT SELECT id FROM rtree_venue_geom)
    AND NOT EXISTS (SELECT id FROM rtree_venue_geom EXCEPT SELECT fid FROM venue)
    AND NOT EXISTS (SELECT fid FROM checkpoint EXCEPT SELECT id FROM rtree_checkpoint_geom)
    AND NOT EXISTS (SELECT id FROM rtree_checkpoint_geom EXCEPT SELECT fid FROM checkpoint)
    AND NOT EXISTS (SELECT fid FROM unit WHERE geom IS NOT NULL EXCEPT SELECT id FROM rtree_unit_geom)
    AND NOT EXISTS (SELECT id FROM rtree_unit_geom EXCEPT SELECT fid FROM unit WHERE geom IS NOT NULL)
    AND NOT EXISTS (SELECT fid FROM asset EXCEPT SELECT id FROM rtree_asset_geom)
    AND NOT EXISTS (SELECT id FROM rtree_asset_geom EXCEPT SELECT fid FROM asset)
    AND NOT EXISTS (SELECT fid FROM basemap WHERE NOT ST_IsEmpty(geom) EXCEPT SELECT id FROM rtree_basemap_geom)
    AND NOT EXISTS (SELECT id FROM rtree_basemap_geom EXCEPT SELECT fid FROM basemap WHERE NOT ST_IsEmpty(geom));

-- desks
SELECT id, public_key, seq, hash FROM desk ORDER BY id;

-- facts
SELECT fact.*, body.salt, body.body
FROM fact LEFT JOIN body USING (desk, seq)
WHERE fact.desk = :desk ORDER BY fact.seq;

-- strays
SELECT desk, seq, 'a body without a fact' AS what FROM body
WHERE NOT EXISTS (SELECT 1 FROM fact WHERE fact.desk = body.desk AND fact.seq = body.seq)
UNION ALL
SELECT desk, seq, 'a fact of a desk that is not here' FROM fact WHERE desk NOT IN (SELECT id FROM desk);

-- named_sets
SELECT fact.desk, fact.seq, substr(fact.subject, 5) AS hash FROM fact
WHERE kind = 'SetImported' AND subject LIKE 'set/%'
ORDER BY fact.desk, fact.seq;

-- unnamed_sets
SELECT hash FROM sets WHERE 'set/' || hash NOT IN (SELECT subject FROM fact WHERE kind = 'SetImported');
