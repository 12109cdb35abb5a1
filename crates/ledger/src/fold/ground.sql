-- clear
DELETE FROM basemap;

-- insert
INSERT INTO basemap (geom, layer, class, name) VALUES (:geom, :layer, :class, :name);
