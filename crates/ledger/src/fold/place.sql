-- delete_venue
DELETE FROM venue WHERE id = :id RETURNING fid;

-- insert_venue
INSERT INTO venue (geom, id, name, kind, grid, capacity, state, address)
VALUES (:geom, :id, :name, :kind, :grid, :capacity, :state, :address);

-- delete_checkpoint
DELETE FROM checkpoint WHERE id = :id RETURNING fid;

-- insert_checkpoint
INSERT INTO checkpoint (geom, id, name, grid, state, queue) VALUES (:geom, :id, :name, :grid, :state, :queue);

-- clear_streams
DELETE FROM stream;

-- put_stream
INSERT INTO stream (venue, name, address) VALUES (:venue, :name, :address)
ON CONFLICT (venue, name) DO UPDATE SET address = excluded.address;
