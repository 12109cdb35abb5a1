-- delete
DELETE FROM asset WHERE id = :id RETURNING fid;

-- insert
INSERT INTO asset (geom, id, name, kind, grid, owner, quantity, measure, state, as_of)
VALUES (:geom, :id, :name, :kind, :grid, :owner, :quantity, :measure, :state, :as_of);
