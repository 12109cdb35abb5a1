-- posts
SELECT id, title, role, grid, station, station_id, person, phone, since FROM post ORDER BY id;

-- venues
SELECT id, name, kind, geom, grid, capacity, state, address FROM venue ORDER BY id;

-- checkpoints
SELECT id, name, geom, grid, state, queue FROM checkpoint ORDER BY id;

-- streams
SELECT venue, name, address FROM stream ORDER BY venue, name;

-- units
SELECT id, name, kind, geom, phone, whistle, grid, address FROM unit ORDER BY id;

-- partners
SELECT id, grid, name, unit, contact, phone, duty FROM partner ORDER BY grid, name, id;

-- assets
SELECT id, name, kind, geom, grid, owner, quantity, measure, state, as_of FROM asset ORDER BY id;
