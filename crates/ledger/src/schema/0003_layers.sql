-- The R-trees of the layers with the triggers of the GeoPackage standard, word for word. The triggers
-- whose names end in is_ours call a function that only this product registers: a write by another
-- program fails, because folds change by facts alone.

-- grid: the R-tree of its geometry (gpkg_rtree_index), and who may write.
CREATE VIRTUAL TABLE rtree_grid_geom USING rtree (id, minx, maxx, miny, maxy);

CREATE TRIGGER rtree_grid_geom_insert AFTER INSERT ON grid
WHEN (NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    INSERT OR REPLACE INTO rtree_grid_geom
    VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;

CREATE TRIGGER rtree_grid_geom_update1 AFTER UPDATE OF geom ON grid
WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    INSERT OR REPLACE INTO rtree_grid_geom
    VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;

CREATE TRIGGER rtree_grid_geom_update2 AFTER UPDATE OF geom ON grid
WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_grid_geom WHERE id = OLD.fid;
END;

CREATE TRIGGER rtree_grid_geom_update3 AFTER UPDATE ON grid
WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_grid_geom WHERE id = OLD.fid;
    INSERT OR REPLACE INTO rtree_grid_geom
    VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;

CREATE TRIGGER rtree_grid_geom_update4 AFTER UPDATE ON grid
WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_grid_geom WHERE id IN (OLD.fid, NEW.fid);
END;

CREATE TRIGGER rtree_grid_geom_delete AFTER DELETE ON grid
WHEN OLD.geom NOT NULL
BEGIN
    DELETE FROM rtree_grid_geom WHERE id = OLD.fid;
END;

CREATE TRIGGER grid_insert_is_ours BEFORE INSERT ON grid BEGIN SELECT wutu_writes(); END;
CREATE TRIGGER grid_update_is_ours BEFORE UPDATE ON grid BEGIN SELECT wutu_writes(); END;
CREATE TRIGGER grid_delete_is_ours BEFORE DELETE ON grid BEGIN SELECT wutu_writes(); END;

-- venue: the R-tree of its geometry (gpkg_rtree_index), and who may write.
CREATE VIRTUAL TABLE rtree_venue_geom USING rtree (id, minx, maxx, miny, maxy);

CREATE TRIGGER rtree_venue_geom_insert AFTER INSERT ON venue
WHEN (NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    INSERT OR REPLACE INTO rtree_venue_geom
    VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;

CREATE TRIGGER rtree_venue_geom_update1 AFTER UPDATE OF geom ON venue
WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    INSERT OR REPLACE INTO rtree_venue_geom
    VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;

CREATE TRIGGER rtree_venue_geom_update2 AFTER UPDATE OF geom ON venue
WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_venue_geom WHERE id = OLD.fid;
END;

CREATE TRIGGER rtree_venue_geom_update3 AFTER UPDATE ON venue
WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_venue_geom WHERE id = OLD.fid;
    INSERT OR REPLACE INTO rtree_venue_geom
    VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;

CREATE TRIGGER rtree_venue_geom_update4 AFTER UPDATE ON venue
WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_venue_geom WHERE id IN (OLD.fid, NEW.fid);
END;

CREATE TRIGGER rtree_venue_geom_delete AFTER DELETE ON venue
WHEN OLD.geom NOT NULL
BEGIN
    DELETE FROM rtree_venue_geom WHERE id = OLD.fid;
END;

CREATE TRIGGER venue_insert_is_ours BEFORE INSERT ON venue BEGIN SELECT wutu_writes(); END;
CREATE TRIGGER venue_update_is_ours BEFORE UPDATE ON venue BEGIN SELECT wutu_writes(); END;
CREATE TRIGGER venue_delete_is_ours BEFORE DELETE ON venue BEGIN SELECT wutu_writes(); END;

-- checkpoint: the R-tree of its geometry (gpkg_rtree_index), and who may write.
CREATE VIRTUAL TABLE rtree_checkpoint_geom USING rtree (id, minx, maxx, miny, maxy);

CREATE TRIGGER rtree_checkpoint_geom_insert AFTER INSERT ON checkpoint
WHEN (NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    INSERT OR REPLACE INTO rtree_checkpoint_geom
    VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;

CREATE TRIGGER rtree_checkpoint_geom_update1 AFTER UPDATE OF geom ON checkpoint
WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    INSERT OR REPLACE INTO rtree_checkpoint_geom
    VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;

CREATE TRIGGER rtree_checkpoint_geom_update2 AFTER UPDATE OF geom ON checkpoint
WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_checkpoint_geom WHERE id = OLD.fid;
END;

CREATE TRIGGER rtree_checkpoint_geom_update3 AFTER UPDATE ON checkpoint
WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_checkpoint_geom WHERE id = OLD.fid;
    INSERT OR REPLACE INTO rtree_checkpoint_geom
    VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;

CREATE TRIGGER rtree_checkpoint_geom_update4 AFTER UPDATE ON checkpoint
WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_checkpoint_geom WHERE id IN (OLD.fid, NEW.fid);
END;

CREATE TRIGGER rtree_checkpoint_geom_delete AFTER DELETE ON checkpoint
WHEN OLD.geom NOT NULL
BEGIN
    DELETE FROM rtree_checkpoint_geom WHERE id = OLD.fid;
END;

CREATE TRIGGER checkpoint_insert_is_ours BEFORE INSERT ON checkpoint BEGIN SELECT wutu_writes(); END;
CREATE TRIGGER checkpoint_update_is_ours BEFORE UPDATE ON checkpoint BEGIN SELECT wutu_writes(); END;
CREATE TRIGGER checkpoint_delete_is_ours BEFORE DELETE ON checkpoint BEGIN SELECT wutu_writes(); END;

-- basemap: the R-tree of its geometry (gpkg_rtree_index), and who may write.
CREATE VIRTUAL TABLE rtree_basemap_geom USING rtree (id, minx, maxx, miny, maxy);

CREATE TRIGGER rtree_basemap_geom_insert AFTER INSERT ON basemap
WHEN (NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    INSERT OR REPLACE INTO rtree_basemap_geom
    VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;

CREATE TRIGGER rtree_basemap_geom_update1 AFTER UPDATE OF geom ON basemap
WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    INSERT OR REPLACE INTO rtree_basemap_geom
    VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;

CREATE TRIGGER rtree_basemap_geom_update2 AFTER UPDATE OF geom ON basemap
WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_basemap_geom WHERE id = OLD.fid;
END;

CREATE TRIGGER rtree_basemap_geom_update3 AFTER UPDATE ON basemap
WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_basemap_geom WHERE id = OLD.fid;
    INSERT OR REPLACE INTO rtree_basemap_geom
    VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;

CREATE TRIGGER rtree_basemap_geom_update4 AFTER UPDATE ON basemap
WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_basemap_geom WHERE id IN (OLD.fid, NEW.fid);
END;

CREATE TRIGGER rtree_basemap_geom_delete AFTER DELETE ON basemap
WHEN OLD.geom NOT NULL
BEGIN
    DELETE FROM rtree_basemap_geom WHERE id = OLD.fid;
END;

CREATE TRIGGER basemap_insert_is_ours BEFORE INSERT ON basemap BEGIN SELECT wutu_writes(); END;
CREATE TRIGGER basemap_update_is_ours BEFORE UPDATE ON basemap BEGIN SELECT wutu_writes(); END;
CREATE TRIGGER basemap_delete_is_ours BEFORE DELETE ON basemap BEGIN SELECT wutu_writes(); END;
