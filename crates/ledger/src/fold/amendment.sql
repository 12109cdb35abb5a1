-- keep
INSERT INTO amendment (desk, seq, hlc, noun, id, before, after, cause, back, reason, "by", at, said)
VALUES (:desk, :seq, :hlc, :noun, :id, :before, :after, :cause,
    coalesce((SELECT NOT back FROM amendment WHERE desk = :undoes_desk AND seq = :undoes_seq), 0),
    :reason, :by, :at, :said);

-- undo
UPDATE amendment SET undone = :at WHERE desk = :desk AND seq = :seq AND undone IS NULL;

-- between
SELECT hlc, id, after FROM amendment
WHERE noun = :noun AND undone IS NULL AND NOT back AND hlc > :after AND (:until IS NULL OR hlc <= :until)
ORDER BY hlc, desk, seq;

-- delete_venue
DELETE FROM venue WHERE id = :id;

-- delete_checkpoint
DELETE FROM checkpoint WHERE id = :id;

-- delete_stream
DELETE FROM stream WHERE venue || char(31) || name = :id;

-- delete_unit
DELETE FROM unit WHERE id = :id;

-- delete_asset
DELETE FROM asset WHERE id = :id;

-- delete_partner
DELETE FROM partner WHERE id = :id;
