-- imports
SELECT
    desk, seq, hash, kind, size, "by", at, undone,
    json_extract(CAST(body AS TEXT), '$.source') AS source
FROM import JOIN body USING (desk, seq)
ORDER BY hlc DESC, desk DESC, seq DESC;
-- matches
SELECT file, json_extract(CAST(body AS TEXT), '$.source.columns') AS columns
FROM import JOIN body USING (desk, seq)
WHERE kind = :kind AND undone IS NULL AND columns IS NOT NULL
ORDER BY hlc DESC, desk DESC, seq DESC
LIMIT 100;
