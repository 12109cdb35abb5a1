-- prints
SELECT desk, seq, at, "by", print FROM print ORDER BY hlc DESC, desk DESC, seq DESC LIMIT :limit OFFSET :offset;

-- count
SELECT count(*) FROM print;

-- prints_within
SELECT desk, seq, at, "by", print FROM print
WHERE grid = :path OR (grid >= :below AND grid < :end)
ORDER BY hlc DESC, desk DESC, seq DESC LIMIT :limit OFFSET :offset;

-- count_within
SELECT count(*) FROM print WHERE grid = :path OR (grid >= :below AND grid < :end);
