-- prints
SELECT desk, seq, at, "by", print FROM print ORDER BY hlc DESC, desk DESC, seq DESC LIMIT :limit OFFSET :offset;

-- papers
SELECT print, "by", at FROM paper WHERE order_id = :order_id ORDER BY at, desk, seq;

-- count
SELECT count(*) FROM print;

-- prints_within
SELECT desk, seq, at, "by", print FROM print
WHERE grid = :path OR (grid >= :below AND grid < :end)
ORDER BY hlc DESC, desk DESC, seq DESC LIMIT :limit OFFSET :offset;

-- count_within
SELECT count(*) FROM print WHERE grid = :path OR (grid >= :below AND grid < :end);
