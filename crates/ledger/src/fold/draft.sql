-- insert
INSERT INTO revision (desk, seq, hlc, scheme, cause, grids, "by", at)
VALUES (:desk, :seq, :hlc, :scheme, :cause, :grids, :by, :at);

-- cause
SELECT cause FROM revision WHERE desk = :desk AND seq = :seq;

-- stand
UPDATE revision SET undone = :undone WHERE desk = :desk AND seq = :seq;

-- forget
DELETE FROM revision WHERE scheme = :scheme;
