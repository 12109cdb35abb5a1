-- one
SELECT desk, seq FROM fact WHERE kind = 'ContactSealed' AND subject = :subject ORDER BY hlc DESC, desk DESC, seq DESC
LIMIT 1;

-- looks
SELECT desk, seq FROM contact_look JOIN fact USING (desk, seq)
WHERE (:path IS NULL OR contact_look.scope = :path OR (contact_look.scope >= :below AND contact_look.scope < :end))
    AND (:by IS NULL OR fact."by" IN (SELECT value FROM json_each(:by)))
    AND (:since IS NULL OR contact_look.hlc >= :since) AND (:until IS NULL OR contact_look.hlc < :until)
ORDER BY contact_look.hlc DESC, desk DESC, seq DESC LIMIT :limit OFFSET :offset;

-- count
SELECT count(*) FROM contact_look JOIN fact USING (desk, seq)
WHERE (:path IS NULL OR contact_look.scope = :path OR (contact_look.scope >= :below AND contact_look.scope < :end))
    AND (:by IS NULL OR fact."by" IN (SELECT value FROM json_each(:by)))
    AND (:since IS NULL OR contact_look.hlc >= :since) AND (:until IS NULL OR contact_look.hlc < :until);

-- lookers
SELECT DISTINCT fact."by" FROM contact_look JOIN fact USING (desk, seq)
WHERE :path IS NULL OR contact_look.scope = :path OR (contact_look.scope >= :below AND contact_look.scope < :end)
ORDER BY fact."by";

-- looks_of
SELECT desk, seq FROM contact_look WHERE incident = :incident ORDER BY hlc DESC, desk DESC, seq DESC;

-- end
SELECT desk, seq FROM contact_end WHERE incident = :incident;

-- hold
SELECT desk, seq FROM contact_hold WHERE incident = :incident;

-- days
SELECT days FROM retention;

-- kept
SELECT incident.id, incident.number, incident.desk, incident.seq, incident.grid, incident.post, incident.standing,
    told.at, EXISTS (SELECT 1 FROM contact_hold WHERE contact_hold.incident = incident.id) AS is_held
FROM fact AS sealed
JOIN subject_key ON subject_key.subject = sealed.subject
JOIN incident ON incident.id = substr(sealed.subject, length('contact/') + 1)
JOIN fact AS told ON told.desk = incident.desk AND told.seq = incident.seq
WHERE sealed.kind = 'ContactSealed'
    AND (:path IS NULL OR incident.grid = :path OR (incident.grid >= :below AND incident.grid < :end))
ORDER BY sealed.subject;

-- ended
SELECT count(*) FROM contact_end
WHERE :path IS NULL OR scope = :path OR (scope >= :below AND scope < :end);
