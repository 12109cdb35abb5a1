-- clear
DELETE FROM post;

-- put
INSERT OR REPLACE INTO post (id, title, role, grid, station, station_id, person, phone, since)
VALUES (:id, :title, :role, :grid, :station, :station_id, :person, :phone, :since);
