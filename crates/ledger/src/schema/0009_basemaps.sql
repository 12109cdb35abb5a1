-- Folds of the log: basemaps whose files lie beside the store, and what is said of the map for everybody.
CREATE TABLE basemap_file (
    hash    TEXT NOT NULL PRIMARY KEY,
    basemap TEXT NOT NULL,
    "by"    TEXT NOT NULL,
    at      TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- `usual` is what lies under the grids for whoever has not chosen; `tianditu/DESK` how that desk asks 天地图.
CREATE TABLE map_setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
