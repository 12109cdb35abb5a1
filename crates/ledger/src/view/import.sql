-- imports
SELECT desk, seq, hash, kind, size, file, "by", at, undone FROM import ORDER BY hlc DESC, desk DESC, seq DESC;
