-- add
INSERT INTO basemap_file (hash, basemap, "by", at) VALUES (:hash, :basemap, :by, :at) ON CONFLICT (hash) DO NOTHING;

-- remove
DELETE FROM basemap_file WHERE hash = :hash;

-- set
INSERT INTO map_setting (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- unset
DELETE FROM map_setting WHERE name = :name;
