-- open
SELECT id, desk, seq, scope, rang, settled FROM missed_call WHERE settled IS NULL ORDER BY rang, id;

-- one
SELECT id, desk, seq, scope, rang, settled FROM missed_call WHERE id = :id;

-- last_of
SELECT id, desk, seq, scope, rang, settled FROM missed_call WHERE post = :post ORDER BY rang DESC, id DESC LIMIT 1;
