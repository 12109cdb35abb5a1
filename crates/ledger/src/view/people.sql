-- posts
SELECT id, title, role, grid, station, station_id, person, phone, since FROM post ORDER BY id;

-- venues
SELECT id, name, kind, geom, grid, capacity, state, address FROM venue ORDER BY id;

-- checkpoints
SELECT id, name, geom, grid, state, queue FROM checkpoint ORDER BY id;

-- streams
SELECT venue, name, address FROM stream ORDER BY venue, name;
