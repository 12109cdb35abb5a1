-- put
INSERT INTO acceptance (scheme, key, kind, note, name, "by", at)
VALUES (:scheme, :key, :kind, :note, :name, :by, :at)
ON CONFLICT (scheme, key) DO UPDATE SET
    kind = excluded.kind, note = excluded.note, name = excluded.name, "by" = excluded."by", at = excluded.at;

-- withdraw
DELETE FROM acceptance WHERE scheme = :scheme AND key = :key;
