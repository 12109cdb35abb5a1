-- Schemes that are gone while some of their grids still lie in the layer: these go a few at a time.
CREATE TABLE leaving (
    scheme TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
