-- clear_venues
DELETE FROM venue;

-- delete_venue
DELETE FROM venue WHERE id = :id;

-- insert_venue
INSERT INTO venue (geom, id, name, kind, grid, capacity, state, address)
VALUES (:geom, :id, :name, :kind, :grid, :capacity, :state, :address);

-- clear_checkpoints
DELETE FROM checkpoint;

-- delete_checkpoint
DELETE FROM checkpoint WHERE id = :id;

-- insert_checkpoint
INSERT INTO checkpoint (geom, id, name, grid, state, queue) VALUES (:geom, :id, :name, :grid, :state, :queue);

-- clear_streams
DELETE FROM stream;

-- put_stream
INSERT INTO stream (venue, name, address) VALUES (:venue, :name, :address)
ON CONFLICT (venue, name) DO UPDATE SET address = excluded.address;
