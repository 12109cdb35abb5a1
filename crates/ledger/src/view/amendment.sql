-- amendments
SELECT desk, seq, noun, id, before, after, cause, reason, "by", at, said, undone FROM amendment
ORDER BY hlc DESC, desk, seq DESC;

-- of_item
SELECT desk, seq, noun, id, before, after, cause, reason, "by", at, said, undone FROM amendment
WHERE noun = :noun AND id = :id
ORDER BY hlc DESC, desk, seq DESC;

-- at_place
SELECT desk, seq, noun, id, before, after, cause, reason, "by", at, said, undone FROM amendment
WHERE (noun = :noun AND id = :id) OR (noun = 'stream' AND id >= :id || char(31) AND id < :id || char(32))
ORDER BY hlc DESC, desk, seq DESC;

-- standing
SELECT desk, seq, noun, id, before, after, cause, reason, "by", at, said, undone FROM amendment
WHERE undone IS NULL AND NOT back
ORDER BY hlc, desk, seq;
