-- offer
INSERT INTO pairing (code, granted, until, used) VALUES (:code, :granted, :until, 0)
ON CONFLICT (code) DO UPDATE SET granted = excluded.granted, until = excluded.until, used = 0;

-- use
UPDATE pairing SET used = 1 WHERE code = :code;

-- pair
INSERT INTO device (id, token, granted, paired, until) VALUES (:id, :token, :granted, :paired, :until);

-- revoke
UPDATE device SET revoked = coalesce(revoked, :at) WHERE id = :id;
