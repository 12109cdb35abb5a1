-- basemaps
SELECT basemap, "by", at FROM basemap_file ORDER BY hash;

-- setting
SELECT value FROM map_setting WHERE name = :name;
