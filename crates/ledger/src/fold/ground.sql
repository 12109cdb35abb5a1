-- insert
INSERT INTO basemap (geom, layer, class, name) VALUES (:geom, :layer, :class, :name);
