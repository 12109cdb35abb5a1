-- one
SELECT desk, seq FROM fact WHERE kind = 'ContactSealed' AND subject = :subject ORDER BY hlc DESC, desk DESC, seq DESC
LIMIT 1;

-- looks
SELECT desk, seq FROM contact_look
WHERE :path IS NULL OR scope = :path OR (scope >= :below AND scope < :end)
ORDER BY hlc DESC, desk DESC, seq DESC LIMIT :limit OFFSET :offset;

-- count
SELECT count(*) FROM contact_look
WHERE :path IS NULL OR scope = :path OR (scope >= :below AND scope < :end);
