-- GeoPackage 1.3 (OGC 12-128r18): its own tables, and the layers that other programs see.
-- Feature tables can't be STRICT: their geometry column is declared by the name of its type.

CREATE TABLE gpkg_spatial_ref_sys (
    srs_name                 TEXT NOT NULL,
    srs_id                   INTEGER NOT NULL PRIMARY KEY,
    organization             TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL,
    definition               TEXT NOT NULL,
    description              TEXT
);

INSERT INTO gpkg_spatial_ref_sys VALUES
    ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian coordinate reference system'),
    ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
    ('WGS 84 geodetic', 4326, 'EPSG', 4326,
     'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
     'longitude and latitude in decimal degrees on the WGS 84 spheroid'),
    ('China Geodetic Coordinate System 2000', 4490, 'EPSG', 4490,
     'GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101,AUTHORITY["EPSG","1024"]],AUTHORITY["EPSG","1043"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4490"]]',
     'longitude and latitude in decimal degrees, CGCS2000');

CREATE TABLE gpkg_contents (
    table_name  TEXT NOT NULL PRIMARY KEY,
    data_type   TEXT NOT NULL,
    identifier  TEXT UNIQUE,
    description TEXT DEFAULT '',
    last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    min_x       DOUBLE,
    min_y       DOUBLE,
    max_x       DOUBLE,
    max_y       DOUBLE,
    srs_id      INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);

-- An attributes row makes OGR list what is registered here, and not the log beside it.
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) VALUES
    ('grid', 'features', 'grid', '网格', '1970-01-01T00:00:00Z', 4490),
    ('venue', 'features', 'venue', '重点场所', '1970-01-01T00:00:00Z', 4490),
    ('checkpoint', 'features', 'checkpoint', '卡点', '1970-01-01T00:00:00Z', 4490),
    ('basemap', 'features', 'basemap', '底图', '1970-01-01T00:00:00Z', 4490),
    ('level', 'attributes', 'level', '网格层级', '1970-01-01T00:00:00Z', NULL);

CREATE TABLE gpkg_geometry_columns (
    table_name         TEXT NOT NULL,
    column_name        TEXT NOT NULL,
    geometry_type_name TEXT NOT NULL,
    srs_id             INTEGER NOT NULL,
    z                  TINYINT NOT NULL,
    m                  TINYINT NOT NULL,
    CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
    CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents (table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);

INSERT INTO gpkg_geometry_columns VALUES
    ('grid', 'geom', 'MULTIPOLYGON', 4490, 0, 0),
    ('venue', 'geom', 'POINT', 4490, 0, 0),
    ('checkpoint', 'geom', 'POINT', 4490, 0, 0),
    ('basemap', 'geom', 'GEOMETRY', 4490, 0, 0);

CREATE TABLE gpkg_extensions (
    table_name     TEXT,
    column_name    TEXT,
    extension_name TEXT NOT NULL,
    definition     TEXT NOT NULL,
    scope          TEXT NOT NULL,
    CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
);

INSERT INTO gpkg_extensions VALUES
    ('grid', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only'),
    ('venue', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only'),
    ('checkpoint', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only'),
    ('basemap', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');

-- 网格. The box stands beside the boundary to the last digit; the R-tree rounds it outwards.
CREATE TABLE grid (
    fid        INTEGER PRIMARY KEY,
    geom       MULTIPOLYGON,
    path       TEXT NOT NULL,
    code       TEXT NOT NULL,
    level      INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    name       TEXT NOT NULL,
    parent     TEXT,
    residents  INTEGER,
    households INTEGER,
    buildings  INTEGER,
    units      INTEGER,
    as_of      TEXT,
    source     TEXT,
    scheme     TEXT NOT NULL,
    attributes TEXT NOT NULL,
    west       REAL,
    south      REAL,
    east       REAL,
    north      REAL,
    UNIQUE (scheme, path)
);
CREATE INDEX grid_by_level ON grid (scheme, level, path);

-- 重点场所.
CREATE TABLE venue (
    fid      INTEGER PRIMARY KEY,
    geom     POINT,
    id       TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    grid     TEXT,
    capacity INTEGER,
    state    TEXT NOT NULL,
    address  TEXT
);

-- 卡点.
CREATE TABLE checkpoint (
    fid   INTEGER PRIMARY KEY,
    geom  POINT,
    id    TEXT NOT NULL UNIQUE,
    name  TEXT NOT NULL,
    grid  TEXT,
    state TEXT NOT NULL,
    queue INTEGER NOT NULL
);

-- 底图. Drawn in the order of fid.
CREATE TABLE basemap (
    fid   INTEGER PRIMARY KEY,
    geom  GEOMETRY,
    layer TEXT NOT NULL,
    class TEXT NOT NULL,
    name  TEXT
);

-- 网格层级: what each level of a scheme is called.
CREATE TABLE level (
    fid    INTEGER PRIMARY KEY,
    scheme TEXT NOT NULL,
    level  INTEGER NOT NULL,
    name   TEXT NOT NULL,
    UNIQUE (scheme, level)
) STRICT;
