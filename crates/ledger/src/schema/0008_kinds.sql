-- Units, the units that are paired with grids, and assets: layers and a table that other programs see, with the
-- R-trees and triggers of the GeoPackage standard as in 0003_layers.

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)
SELECT name, data_type, name, description,
    coalesce((SELECT at FROM fact WHERE kind = 'StoreFounded' ORDER BY hlc LIMIT 1), '1970-01-01T00:00:00Z'), srs_id
FROM (
    SELECT 'unit' AS name, 'features' AS data_type, '承办单位' AS description, 4490 AS srs_id
    UNION ALL SELECT 'asset', 'features', '物资设施', 4490
    UNION ALL SELECT 'partner', 'attributes', '结对单位', NULL
);

INSERT INTO gpkg_geometry_columns VALUES
    ('unit', 'geom', 'POINT', 4490, 0, 0),
    ('asset', 'geom', 'POINT', 4490, 0, 0);

INSERT INTO gpkg_extensions VALUES
    ('unit', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only'),
    ('asset', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');

-- 承办单位. Without a seat it has no geometry.
CREATE TABLE unit (
    fid     INTEGER PRIMARY KEY,
    geom    POINT,
    id      TEXT NOT NULL UNIQUE,
    name    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    phone   TEXT,
    whistle INTEGER NOT NULL CHECK (whistle IN (0, 1)),
    grid    TEXT,
    address TEXT
);

-- 物资、设施.
CREATE TABLE asset (
    fid      INTEGER PRIMARY KEY,
    geom     POINT,
    id       TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    grid     TEXT,
    owner    TEXT,
    quantity INTEGER,
    measure  TEXT,
    state    TEXT NOT NULL,
    as_of    TEXT
);

-- 结对单位.
CREATE TABLE partner (
    fid     INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    grid    TEXT NOT NULL,
    name    TEXT NOT NULL,
    unit    TEXT,
    contact TEXT,
    phone   TEXT,
    duty    TEXT
) STRICT;
CREATE INDEX partner_by_grid ON partner (grid);

-- unit: the R-tree of its geometry (gpkg_rtree_index), and who may write.
CREATE VIRTUAL TABLE rtree_unit_geom USING rtree (id, minx, maxx, miny, maxy);

CREATE TRIGGER rtree_unit_geom_insert AFTER INSERT ON unit
WHEN (NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    INSERT OR REPLACE INTO rtree_unit_geom
    VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;

CREATE TRIGGER rtree_unit_geom_update1 AFTER UPDATE OF geom ON unit
WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    INSERT OR REPLACE INTO rtree_unit_geom
    VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;

CREATE TRIGGER rtree_unit_geom_update2 AFTER UPDATE OF geom ON unit
WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_unit_geom WHERE id = OLD.fid;
END;

CREATE TRIGGER rtree_unit_geom_update3 AFTER UPDATE ON unit
WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_unit_geom WHERE id = OLD.fid;
    INSERT OR REPLACE INTO rtree_unit_geom
    VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;

CREATE TRIGGER rtree_unit_geom_update4 AFTER UPDATE ON unit
WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_unit_geom WHERE id IN (OLD.fid, NEW.fid);
END;

CREATE TRIGGER rtree_unit_geom_delete AFTER DELETE ON unit
WHEN OLD.geom NOT NULL
BEGIN
    DELETE FROM rtree_unit_geom WHERE id = OLD.fid;
END;

CREATE TRIGGER unit_insert_is_ours BEFORE INSERT ON unit BEGIN SELECT wutu_writes(); END;
CREATE TRIGGER unit_update_is_ours BEFORE UPDATE ON unit BEGIN SELECT wutu_writes(); END;
CREATE TRIGGER unit_delete_is_ours BEFORE DELETE ON unit BEGIN SELECT wutu_writes(); END;

-- asset: the R-tree of its geometry (gpkg_rtree_index), and who may write.
CREATE VIRTUAL TABLE rtree_asset_geom USING rtree (id, minx, maxx, miny, maxy);

CREATE TRIGGER rtree_asset_geom_insert AFTER INSERT ON asset
WHEN (NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    INSERT OR REPLACE INTO rtree_asset_geom
    VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;

CREATE TRIGGER rtree_asset_geom_update1 AFTER UPDATE OF geom ON asset
WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    INSERT OR REPLACE INTO rtree_asset_geom
    VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;

CREATE TRIGGER rtree_asset_geom_update2 AFTER UPDATE OF geom ON asset
WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_asset_geom WHERE id = OLD.fid;
END;

CREATE TRIGGER rtree_asset_geom_update3 AFTER UPDATE ON asset
WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_asset_geom WHERE id = OLD.fid;
    INSERT OR REPLACE INTO rtree_asset_geom
    VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;

CREATE TRIGGER rtree_asset_geom_update4 AFTER UPDATE ON asset
WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_asset_geom WHERE id IN (OLD.fid, NEW.fid);
END;

CREATE TRIGGER rtree_asset_geom_delete AFTER DELETE ON asset
WHEN OLD.geom NOT NULL
BEGIN
    DELETE FROM rtree_asset_geom WHERE id = OLD.fid;
END;

CREATE TRIGGER asset_insert_is_ours BEFORE INSERT ON asset BEGIN SELECT wutu_writes(); END;
CREATE TRIGGER asset_update_is_ours BEFORE UPDATE ON asset BEGIN SELECT wutu_writes(); END;
CREATE TRIGGER asset_delete_is_ours BEFORE DELETE ON asset BEGIN SELECT wutu_writes(); END;

-- A fold of the log: each item that was changed by hand, and whether the change still stands. back says that it takes
-- another one back; what it takes back does not stand either.
CREATE TABLE amendment (
    desk   TEXT NOT NULL,
    seq    INTEGER NOT NULL,
    hlc    INTEGER NOT NULL,
    noun   TEXT NOT NULL,
    id     TEXT NOT NULL,
    before TEXT,
    after  TEXT,
    cause  TEXT NOT NULL,
    back   INTEGER NOT NULL CHECK (back IN (0, 1)),
    reason TEXT,
    "by"   TEXT NOT NULL,
    at     TEXT NOT NULL,
    undone TEXT,
    PRIMARY KEY (desk, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX amendment_by_noun ON amendment (noun, hlc);
